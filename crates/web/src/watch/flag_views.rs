//! How a flag looks. The order is fixed: what differs, what shows it, what those concerned say, an innocent reading,
//! and the way to say what one knows.

use maud::{Markup, html};
use relief::code::Finding;
use relief::ids::Stamp;

use super::flag::{AnswerModel, FlagModel, FlagPage, FlagRow};
use super::flag_words::age;
use crate::consignment::words::finding;
use crate::layout::{Ctx, Nav, Shell};
use crate::need::page_views::redact_form;
use crate::need::texts;
use crate::parts::card::{Card, Tab, fresh};
use crate::parts::field::{self, Field};
use crate::parts::icon::Icon;
use crate::parts::table::{Col, table};
use crate::parts::{Tone, badge, btn, fold, phrases};
use crate::t;
use crate::testimony::origin::untied_view;
use crate::words::{Words, date_time};

/// A flag as a card; `alone` on its own page, else with the way there.
pub(super) fn card(ctx: &Ctx, m: &FlagModel, alone: bool) -> Markup {
    let w = ctx.words;
    let href = format!("/watch/{}", m.id);
    let answer = format!("{href}#answer");
    let know = t!(w, "flag-i-know");
    let state = match m.standing {
        "open" => fresh(&age(w, Stamp(ctx.now), m.raised_at)),
        _ => badge(Tone::Plain, Some(Icon::Ok), &standing(w, m.standing)),
    };
    let mut card = Card::new(Icon::Warn, &m.kind_name, &m.code).state(state);
    if !alone {
        card = card.tab(Tab::link(&know, &answer).printed(&href));
    }
    card.render(html! {
        h3 { @if alone { (phrases(&m.title)) } @else { a.ink href=(href) { (phrases(&m.title)) } } }
        (facts(m))
        p.sm.mut.mt2 { (t!(w, "flag-evidence")) }
        p.ent { @for e in &m.evidence { a href=(e.href) { (e.text) } } }
        (answers(w, m, alone))
        p.sm.mt2 { b { (t!(w, "flag-maybe")) } (m.maybe) }
        (settled(w, m))
    })
}

fn facts(m: &FlagModel) -> Markup {
    let rows: Vec<Vec<Markup>> = m
        .facts
        .iter()
        .map(|f| vec![html! { (f.term) }, html! { b.lack[f.lacks] { (f.value) } }])
        .collect();
    table(&m.title, &[(Col::Text, ""), (Col::Num, "")], &rows)
}

/// What those concerned say first, word for word; then what others know.
fn answers(w: Words, m: &FlagModel, alone: bool) -> Markup {
    let of = |concerned| m.answers.iter().filter(move |a| a.concerned == concerned);
    html! {
        p.sm.mut { (t!(w, "flag-said")) }
        @if of(true).next().is_none() { p.mt1 { (t!(w, "flag-not-said")) } }
        @for answer in of(true) { (quote(w, answer)) }
        @if of(false).next().is_some() {
            p.sm.mut.mt2 { (t!(w, "flag-said-others")) }
            @for answer in of(false).take(if alone { usize::MAX } else { 1 }) { (quote(w, answer)) }
        }
    }
}

fn quote(w: Words, answer: &AnswerModel) -> Markup {
    let who = match (&answer.who, answer.concerned) {
        (Some(who), _) => who.clone(),
        (None, true) => t!(w, "flag-somebody-concerned"),
        (None, false) => t!(w, "flag-somebody"),
    };
    html! {
        blockquote.pv.mt1 {
            @if let Some(text) = &answer.text { p { (texts::text(w, text)) } }
            p.sm.mut.mt1 { (t!(w, "flag-said-by", who = who, when = date_time(w, answer.at))) }
        }
    }
}

fn settled(w: Words, m: &FlagModel) -> Markup {
    html! {
        @if let Some(settled) = &m.settled {
            p.mt2 {
                (t!(w, "flag-settled-as", finding = settled.finding.clone(), when = date_time(w, settled.at))) " "
                a.go2.sm href={ "/l/" (settled.entry) } { (t!(w, "text-entry", n = settled.entry)) }
            }
            @if let Some(text) = &settled.text { p { (texts::text(w, text)) } }
        }
    }
}

fn standing(w: Words, of: &str) -> String {
    match of {
        "open" => t!(w, "flag-open"),
        "resolved" => t!(w, "flag-resolved"),
        _ => t!(w, "flag-settled"),
    }
}

/// Flags in one line each.
pub(super) fn rows(w: Words, rows: &[FlagRow]) -> Markup {
    html! {
        ul.nl {
            @for row in rows {
                li { p.row.sp.base {
                    a.go2 href={ "/watch/" (row.id) } { (row.title) }
                    span.sm.mut.nb { (standing(w, row.standing)) }
                } }
            }
        }
    }
}

/// `/watch/ID`.
pub(super) fn page(ctx: &Ctx, m: &FlagPage) -> Markup {
    let w = ctx.words;
    let body = html! {
        @if let Some(failed) = &m.failed { (field::error_summary(w, &[(failed.field, &failed.why)])) }
        @if let Some(untied) = &m.untied { (untied_view(w, untied)) }
        (card(ctx, &m.flag, true))
        @if m.takes_answers { (answer(w, m)) }
        @if m.may_settle { (settle(w, m)) }
        (own(w, m))
        p.sm.mut { (t!(w, "watch-flags-text")) }
        @if m.takes_answers && !m.may_settle { p.ent { a href="/leads#auditors" { (t!(w, "flag-who-settles")) } } }
    };
    Shell::new(&m.flag.kind_name, Nav::More)
        .subtitle(&m.flag.code)
        .back(Some("/watch"))
        .figures()
        .render(ctx, body)
}

/// What was typed into a field, and what is wrong with it.
fn typed<'m>(m: &'m FlagPage, field: &str) -> (&'m str, Option<&'m str>) {
    let failed = m.failed.as_ref();
    let text = failed.map_or("", |failed| failed.typed.text(field));
    let why = failed.filter(|failed| failed.field == field);
    (text, why.map(|failed| failed.why.as_str()))
}

fn answer(w: Words, m: &FlagPage) -> Markup {
    let (text, why) = match (&m.failed, &m.begun) {
        (None, Some((_, begun))) => (begun.as_str(), None),
        _ => typed(m, "answer"),
    };
    let (name, unnamed) = typed(m, "name");
    html! {
        section.stack {
            h2 { (t!(w, "flag-i-know")) }
            form.stack method="post" action={ "/watch/" (m.flag.id) "/answer" } {
                (field::token(&m.token))
                @if let Some((testimony, _)) = &m.begun {
                    (field::hidden("testimony", &testimony.to_string()))
                    p.ent { a href={ "/s/" (testimony) } { (t!(w, "flag-from-testimony")) } }
                }
                (Field::new("answer", &t!(w, "flag-what-known")).hint(&t!(w, "flag-what-known-text")).value(text)
                    .error(why).length_max(app::text::TEXT_CHARS_MAX).required().textarea(4))
                @if m.asks_name {
                    (Field::new("name", &t!(w, "form-name")).hint(&t!(w, "flag-name-text")).value(name).error(unnamed).required().autocomplete("nickname").text())
                }
                (btn(Some(Icon::Send), &t!(w, "flag-answer-go"), true))
            }
        }
    }
}

fn settle(w: Words, m: &FlagPage) -> Markup {
    let (text, why) = typed(m, "remark");
    let findings: Vec<(&str, String)> = Finding::ALL
        .iter()
        .map(|f| (f.code(), finding(w, *f)))
        .collect();
    let options: Vec<(&str, &str)> = findings.iter().map(|(c, f)| (*c, f.as_str())).collect();
    html! {
        section.stack {
            h2 { (t!(w, "flag-settle")) }
            p.sm.mut { (t!(w, "flag-settle-text")) }
            form.stack method="post" action={ "/watch/" (m.flag.id) "/settle" } {
                (field::token(&format!("settle{}", m.token)))
                (Field::new("finding", &t!(w, "track-finding")).select(&options))
                (Field::new("remark", &t!(w, "track-why")).value(text).error(why)
                    .length_max(app::text::TEXT_CHARS_MAX).required().textarea(3))
                (btn(None, &t!(w, "flag-settle-go"), false))
            }
        }
    }
}

/// Whoever said something may take the words back; that they spoke stays.
fn own(w: Words, m: &FlagPage) -> Markup {
    let mine = m.flag.answers.iter().filter(|a| a.is_mine);
    let texts: Vec<_> = mine.filter_map(|a| a.text.as_ref()).collect();
    let standing: Vec<_> = texts.into_iter().filter(|t| t.value.is_some()).collect();
    html! {
        @if !standing.is_empty() {
            (fold(&t!(w, "flag-mine"), html! {
                @for text in standing { (redact_form(w, &format!("/watch/{}/redact", m.flag.id), &m.token, text)) }
            }))
        }
    }
}
