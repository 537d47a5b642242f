//! How the page of one office looks, and the form that registers one.

use maud::{Markup, html};
use relief::code::OfficeLevel;
use relief::duty::Rung;

use super::closing;
use super::form::OfficeForm;
use super::ladder::ROW_DAYS;
use super::ladder_views::{name, share, strip};
use super::office::{AppointmentModel, Link, OfficePage, StepModel, TableDay};
use super::said;
use crate::layout::{Ctx, Nav, Shell};
use crate::official_supply::records;
use crate::parts::field::{self, Field, token};
use crate::parts::icon::{Icon, icon};
use crate::parts::table::{Col, table};
use crate::parts::{Tone, badge, btn, btn_link, fold, kv, note, small};
use crate::t;
use crate::words::{Words, date_time, date_time_year, number};

/// Days of the table that stand open.
const OPEN_DAYS: usize = 7;

/// `/o/ID`.
pub(super) fn page(ctx: &Ctx, m: &OfficePage) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, &m.faults))
        (closing::notice(w, m))
        (standing(w, m))
        (facts(w, m))
        (table_of_days(w, m))
        @if !m.steps.is_empty() { (steps(w, m)) }
        @if !m.supplies.is_empty() {
            section {
                h2 { (t!(w, "official-title")) }
                @if m.suspended { p.sm.lack { (t!(w, "office-unconfirmed")) } }
                (records(w, &m.supplies, true))
            }
        }
        (officials(w, m))
        @if m.may_close { (closing::form(w, m)) }
    };
    Shell::new(&m.row.name, Nav::More)
        .subtitle(&m.level_words)
        .back(Some("/o"))
        .figures()
        .render(ctx, body)
}

fn standing(w: Words, m: &OfficePage) -> Markup {
    let owing = matches!(
        m.row.rung,
        Rung::Suspended | Rung::Delinquent | Rung::Overdue
    );
    html! {
        section {
            h2.t4.(if owing { "lack" } else { "" }) { (name(w, m.row.rung)) }
            p { (m.row.said) }
            @if !m.row.days.is_empty() {
                p.mt3 { (strip(w, &m.row)) }
                p.sm.mut { (t!(w, "office-strip", n = m.row.days.len(), on_time = m.row.on_time)) }
            }
            @if m.is_official { div.mt3 { (btn_link(&format!("/o/{}/file", m.row.id), Some(Icon::Edit), &t!(w, "office-file"), true)) } }
            @if m.suspended { div.mt3 { (note::warn(&t!(w, "rung-suspended"), html! { p.sm { (t!(w, "office-suspended-text")) } })) } }
        }
    }
}

fn facts(w: Words, m: &OfficePage) -> Markup {
    let labels = [
        t!(w, "office-owes-what"),
        t!(w, "office-code"),
        t!(w, "office-above"),
        t!(w, "office-below"),
        t!(w, "office-places"),
        t!(w, "questions-title"),
        t!(w, "rates-title", n = ROW_DAYS),
    ];
    let [owes, code, above, below, places, questions, rates] = &labels;
    let due = t!(
        w,
        "office-owes-text",
        due = m.due.clone(),
        offset = m.offset.clone(),
        day = m.owes_from_words.clone()
    );
    let mut rows = vec![(owes.as_str(), html! { (due) }), (code, html! { (m.code) })];
    if let Some(parent) = &m.above {
        rows.push((above, link(parent)));
    }
    if !m.below.is_empty() {
        rows.push((below, html! { @for one in &m.below { (link(one)) " " } }));
    }
    if !m.places.is_empty() {
        rows.push((places, html! { (m.places.join(&t!(w, "list-comma"))) }));
    }
    if m.questions > 0 {
        let waiting = t!(
            w,
            "office-questions-text",
            n = m.questions,
            overdue = m.questions_overdue
        );
        rows.push((
            questions,
            html! { a.go2 href={ "/q?of=p" (m.party) } { (waiting) } },
        ));
    }
    let r = m.rates;
    if r.expected > 0 {
        rows.push((
            rates,
            html! {
                (t!(w, "rates-actual")) " " (share(r.actual, r.expected)) (t!(w, "list-comma"))
                (t!(w, "rates-on-time")) " " (share(r.on_time, r.expected)) (t!(w, "list-comma"))
                (t!(w, "rates-expected")) " " (number(r.expected))
            },
        ));
    }
    html! { section { h2 { (t!(w, "office-facts")) } (kv::facts(&rows)) } }
}

fn link(to: &Link) -> Markup {
    html! { a.go2 href={ "/o/" (to.id) } { (to.name) } }
}

fn table_of_days(w: Words, m: &OfficePage) -> Markup {
    let rows: Vec<Vec<Markup>> = m
        .table
        .iter()
        .map(|TableDay { day, day_words, words }| {
            let owed = matches!(day.status, "overdue" | "delinquent");
            vec![
                html! {
                    @if day.filed_at.is_some() { a.nb href={ "/o/" (m.row.id) "/" (day.day) } { time datetime=(day.day) { (day_words) } } }
                    @else { time.nb datetime=(day.day) { (day_words) } }
                },
                html! { span.(if owed { "lack" } else { "" }) { (words) } },
            ]
        })
        .collect();
    let caption = t!(w, "office-days");
    let heads = [(Col::Text, ""), (Col::Text, "")];
    let (first, rest) = rows.split_at(OPEN_DAYS.min(rows.len()));
    html! {
        section {
            h2 { (caption) }
            (table(&caption, &heads, first))
            @if !rest.is_empty() { (fold(&t!(w, "office-days-more", n = rest.len()), table(&caption, &heads, rest))) }
        }
    }
}

fn steps(w: Words, m: &OfficePage) -> Markup {
    let step = |s: &StepModel| {
        html! {
            li {
                p.row.sp.base { b { (s.words) } span.sm.mut.nb { (date_time(w, s.at)) } }
                p.sm.mut {
                    (t!(w, "office-step-day", day = s.day_words.clone()))
                    @if let Some(lifted) = s.lifted { (t!(w, "list-comma")) (t!(w, "office-step-lifted", time = date_time(w, lifted))) }
                }
                p.ent {
                    a href={ "/o/" (m.row.id) "/letter/" (s.entry) } { (icon(Icon::Print)) (t!(w, "office-letter")) }
                    a href={ "/l/" (s.entry) } { (t!(w, "text-entry", n = s.entry)) }
                }
            }
        }
    };
    html! { section { h2 { (t!(w, "office-steps")) } ul.nl { @for s in &m.steps { (step(s)) } } } }
}

/// Who speaks for the office: numbers, for a person has no name in public.
fn officials(w: Words, m: &OfficePage) -> Markup {
    let typed = m.typed.text("party");
    let fault = m.faults.iter().find(|(name, _)| name == "party");
    html! {
        section #officials {
            h2 { (t!(w, "office-officials")) }
            p.sm.mut { (t!(w, "office-officials-text")) }
            @if m.appointments.is_empty() { p { (t!(w, "office-officials-none")) } }
            ul.nl { @for one in &m.appointments { (appointment(w, m, one)) } }
            @if let Some(me) = m.me.filter(|_| !m.is_official) { (small(&t!(w, "office-your-number", n = me))) }
        }
        @if m.may_appoint {
            form.commit method="post" action={ "/o/" (m.row.id) "/officials" } {
                (token(&m.token))
                (Field::new("party", &t!(w, "office-propose-whom")).hint(&t!(w, "office-propose-text")).value(typed)
                    .error(fault.map(|(_, why)| why.as_str())).autocomplete("off").required().text())
                (btn(Some(Icon::People), &t!(w, "office-propose"), false))
            }
        }
    }
}

fn appointment(w: Words, m: &OfficePage, one: &AppointmentModel) -> Markup {
    let state = match one.confirmed_by {
        Some(by) => badge(
            Tone::Give,
            Some(Icon::Ok),
            &t!(w, "office-confirmed", by = by, proposed = one.proposed_by),
        ),
        None => badge(
            Tone::Plain,
            None,
            &t!(w, "office-proposed", by = one.proposed_by),
        ),
    };
    let act = |verb: &str, words: String| {
        let action = format!("/o/{}/officials/{}/{verb}", m.row.id, one.id);
        html! { form method="post" action=(action) { (token(&format!("{verb}{}{}", one.id, m.token))) (btn(None, &words, false)) } }
    };
    html! {
        li {
            p.row.sp.base.wrap { b { (t!(w, "office-official", n = one.party)) } (state) }
            p.sm.mut {
                (date_time_year(w, one.at)) " " a.go2 href={ "/l/" (one.id) } { (t!(w, "text-entry", n = one.id)) }
                @if one.against > 0 { " " (t!(w, "office-against", n = one.against)) }
            }
            @if one.may_confirm || one.may_remove {
                div.row.wrap.mt2 {
                    @if one.may_confirm { (act("confirm", t!(w, "office-confirm"))) }
                    @if one.may_remove { (act("remove", if one.is_own { t!(w, "office-leave") } else { t!(w, "office-remove") })) }
                }
            }
        }
    }
}

/// `/o/new`.
pub(super) fn form(ctx: &Ctx, m: &OfficeForm) -> Markup {
    let w = ctx.words;
    let fault = |field: &str| field::fault(&m.faults, field);
    let levels: Vec<(&str, String)> = OfficeLevel::ALL
        .iter()
        .map(|l| (l.code(), said::level(w, *l)))
        .collect();
    let levels: Vec<(&str, &str)> = levels
        .iter()
        .map(|(code, words)| (*code, words.as_str()))
        .collect();
    let body = html! {
        (field::error_summary(w, &m.faults))
        p { (t!(w, "office-new-lead")) }
        @if !m.may_register { (note::note(Icon::Lock, &t!(w, "office-new-leads"), html! {})) }
        form.commit method="post" action="/o/new" {
            (token(&m.token))
            (Field::new("name", &t!(w, "office-name")).hint(&t!(w, "office-name-text")).value(&m.name).error(fault("name")).required().text())
            (Field::new("code", &t!(w, "office-code")).hint(&t!(w, "office-code-text")).value(&m.code).error(fault("code")).autocomplete("off").required().text())
            (Field::new("level", &t!(w, "office-level")).value(&m.level).error(fault("level")).required().select(&levels))
            (Field::new("parent", &t!(w, "office-above")).hint(&t!(w, "office-above-text")).value(&m.parent).error(fault("parent")).list("above").text())
            datalist #above { @for (code, name) in &m.known { option value=(code) { (name) } } }
            (Field::new("places", &t!(w, "office-places")).hint(&t!(w, "office-places-text")).value(&m.places).error(fault("places")).text())
            (Field::new("due", &t!(w, "office-hour")).hint(&t!(w, "office-hour-text")).value(&m.due).error(fault("due")).required().text())
            (Field::new("offset", &t!(w, "office-offset")).hint(&t!(w, "office-offset-text")).value(&m.offset).error(fault("offset")).required().text())
            (Field::new("owes_from", &t!(w, "office-from")).value(&m.owes_from).error(fault("owes_from")).kind("date").required().text())
            (btn(Some(Icon::Plus), &t!(w, "office-register"), true))
        }
    };
    Shell::new(&t!(w, "office-register"), Nav::More)
        .back(Some("/o"))
        .render(ctx, body)
}
