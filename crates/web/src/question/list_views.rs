//! How the list of questions looks.

use maud::{Markup, html};

use super::list::{ListModel, OfficeRow, Row};
use super::said::standing;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::icon::Icon;
use crate::parts::table::{Col, table};
use crate::parts::{Tone, badge, btn_link, chip, chips, note, small};
use crate::t;
use crate::words::{Words, ago, date_time, duration, number};

/// `/q`.
pub(super) fn page(ctx: &Ctx, m: &ListModel) -> Markup {
    let w = ctx.words;
    let body = html! {
        p { (t!(w, "questions-lede", open = m.open, overdue = m.overdue, answered = m.answered, effect = m.with_effect)) }
        (btn_link("/q/new", Some(Icon::Plus), &t!(w, "question-ask"), true))
        (filters(w, m))
        @if let Some(of) = &m.of { p { b { (of.name) } " " a.go2 href="/q" { (t!(w, "questions-all")) } } }
        @if m.rows.is_empty() {
            (note::empty(Icon::Chat, &t!(w, "questions-none"), &t!(w, "questions-none-text"), None))
        }
        ul.nl { @for row in &m.rows { (line(ctx, row)) } }
        @if m.more > 0 { (small(&t!(w, "questions-more", n = m.more))) }
        @if !m.offices.is_empty() { (offices(w, &m.offices)) }
        (small(&t!(w, "questions-text")))
    };
    Shell::new(&t!(w, "questions-title"), Nav::More)
        .subtitle(&t!(w, "questions-subtitle"))
        .back(Some("/me"))
        .render(ctx, body)
}

fn filters(w: Words, m: &ListModel) -> Markup {
    let of =
        m.of.as_ref()
            .map(|of| format!("&of={}", of.key))
            .unwrap_or_default();
    let shown = |show: &str, words: String, n: usize| {
        let href = format!("/q?show={show}{of}");
        chip(
            &href,
            &format!("{words} {}", number(u64::try_from(n).unwrap_or(0))),
            m.show == show,
        )
    };
    let all = m.unassigned + m.open + m.overdue + m.answered;
    chips(
        &t!(w, "questions-filter"),
        &[
            shown("", t!(w, "questions-all"), all),
            shown("overdue", t!(w, "question-overdue"), m.overdue),
            shown("open", t!(w, "question-open"), m.open),
            shown("unassigned", t!(w, "question-unassigned"), m.unassigned),
            shown("answered", t!(w, "question-answered"), m.answered),
            shown("effect", t!(w, "question-with-effect"), m.with_effect),
        ],
    )
}

fn line(ctx: &Ctx, row: &Row) -> Markup {
    let w = ctx.words;
    let words = row
        .text
        .clone()
        .unwrap_or_else(|| t!(w, "question-removed"));
    let mut facts = vec![t!(
        w,
        "question-asked-at",
        when = ago(w, ctx.now, row.asked_at)
    )];
    if let Some(owed) = &row.owed {
        facts.push(t!(w, "question-to", name = owed.name.clone()));
    }
    if let Some(due) = row.due.filter(|_| row.standing != "answered") {
        facts.push(t!(w, "question-due", when = date_time(w, due)));
    }
    if row.wanted > 0 {
        facts.push(t!(w, "question-wanted", n = row.wanted));
    }
    html! {
        li {
            p.row.base.wrap { (state_badge(w, row.standing)) @if row.effects > 0 { (badge(Tone::Give, Some(Icon::Ok), &t!(w, "question-with-effect"))) } }
            p { a.go2 href={ "/q/" (row.code) } { (words) } }
            p.sm.mut { (facts.join(&t!(w, "list-comma"))) }
        }
    }
}

/// How a question stands, as a badge.
pub(super) fn state_badge(w: Words, of: &str) -> Markup {
    let (tone, icon) = match of {
        "overdue" => (Tone::Lack, Icon::Warn),
        "answered" => (Tone::Give, Icon::Ok),
        _ => (Tone::Plain, Icon::Clock),
    };
    badge(tone, Some(icon), &standing(w, of))
}

fn offices(w: Words, rows: &[OfficeRow]) -> Markup {
    let heads = [
        (Col::Text, t!(w, "questions-office")),
        (Col::NumWide, t!(w, "questions-asked")),
        (Col::NumWide, t!(w, "question-answered")),
        (Col::Num, t!(w, "question-overdue")),
        (Col::NumWide, t!(w, "questions-late")),
        (Col::Num, t!(w, "questions-median")),
        (Col::Num, t!(w, "questions-effect")),
    ];
    let heads: Vec<(Col, &str)> = heads.iter().map(|(c, h)| (*c, h.as_str())).collect();
    let none = || html! { "—" };
    let cells = |row: &OfficeRow| {
        let seconds = row.median_seconds.and_then(|s| u64::try_from(s).ok());
        vec![
            html! { a.go2 href={ "/q?of=" (row.office.key) } { (row.office.name) } },
            html! { (number(row.asked)) },
            html! { (number(row.answered)) },
            html! { @if row.overdue > 0 { b.lack { (number(row.overdue)) } } @else { "0" } },
            html! { (number(row.late)) },
            seconds.map_or_else(none, |s| html! { (duration(w, s)) }),
            row.effect_percent
                .map_or_else(none, |n| html! { (t!(w, "percent", n = n)) }),
        ]
    };
    let rows: Vec<Vec<Markup>> = rows.iter().map(cells).collect();
    html! {
        section {
            h2 { (t!(w, "questions-offices")) }
            (table(&t!(w, "questions-offices"), &heads, &rows))
            (small(&t!(w, "questions-offices-text")))
        }
    }
}
