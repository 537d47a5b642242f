//! How a checked list looks: what does not agree first, then what was given.

use maud::{Markup, html};
use relief::distribution::LINES_MAX;

use super::check::{CheckModel, CheckPage, FoundRow, ItemRow, RecordModel};
use super::list_views;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field;
use crate::parts::icon::Icon;
use crate::parts::table::{Col, table};
use crate::parts::{btn, fold, remark};
use crate::t;
use crate::words::{Words, number};

/// The kinds of files that are read.
const KINDS: &str = ".csv,.xlsx,text/csv";

/// `/watch/check`.
pub(super) fn page(ctx: &Ctx, m: &CheckPage) -> Markup {
    let w = ctx.words;
    let faults: Vec<(&str, &str)> = m.fault.iter().map(|why| ("list", why.as_str())).collect();
    let body = html! {
        (field::error_summary(w, &faults))
        @match &m.found {
            Some(found) => { (answer(w, found)) @if let Some(record) = &m.record { (self::record(w, record)) } }
            None => p { (t!(w, "check-lead")) },
        }
        form.stack.mt3.noprint method="post" action="/watch/check" enctype="multipart/form-data" {
            (field::file("list", &t!(w, "check-file"), &t!(w, "check-file-text"), KINDS))
            (btn(Some(Icon::List), &t!(w, "check-go"), m.found.is_none()))
        }
        p.ent.noprint { a href="/watch/lists/new" { (t!(w, "list-new")) } }
    };
    Shell::new(&t!(w, "check-title"), Nav::More)
        .back(Some("/watch"))
        .render(ctx, body)
}

fn answer(w: Words, m: &CheckModel) -> Markup {
    html! {
        section.stack {
            h2.t4 { @if m.flags.is_empty() { (t!(w, "check-agrees")) } @else { (t!(w, "check-differs", n = m.flags.len().saturating_add(m.flags_more))) } }
            p.mut { (t!(w, "check-sum", lines = m.lines, recipients = m.recipients)) }
            @if !m.flags.is_empty() {
                p.sm.mut { (t!(w, "check-no-blame")) }
                (rows(w, &t!(w, "check-what"), &m.flags))
                (more(w, m.flags_more))
            }
            @if !m.no_totals.is_empty() { p.sm.mut { (t!(w, "check-no-totals", sheets = m.no_totals.join(&t!(w, "list-and")))) } }
            @if !m.no_units.is_empty() { p.sm.mut { (t!(w, "check-no-units", sheets = m.no_units.join(&t!(w, "list-and")))) } }
        }
        section.stack { h2 { (t!(w, "check-items")) } (items(w, &m.items)) (more(w, m.items_more)) }
        section.stack { h2 { (t!(w, "check-kinds")) }
            p { @for (i, (_, name, count)) in m.kinds.iter().enumerate() { @if i > 0 { (t!(w, "list-comma")) } (name) " " b { (count) } } }
        }
        @if !m.unread.is_empty() {
            section.stack {
                h2 { (t!(w, "check-unread", n = m.unread.len().saturating_add(m.unread_more))) }
                (rows(w, &t!(w, "check-cell-head"), &m.unread))
                (more(w, m.unread_more))
            }
        }
        (remark(Icon::Lock, &t!(w, "check-kept")))
    }
}

/// The list in public: what of it, what not and why, and the one step that records it.
fn record(w: Words, m: &RecordModel) -> Markup {
    let out = m.left_out.len().saturating_add(m.left_out_more);
    html! {
        section.stack id="record" {
            h2 { (t!(w, "check-record")) }
            @if m.too_many {
                p { (t!(w, "check-record-too-many", n = m.lines, max = number(u64::try_from(LINES_MAX).unwrap_or(u64::MAX)))) }
            } @else if m.form.is_none() {
                p { (t!(w, "check-record-none")) }
            } @else {
                p { (t!(w, "check-record-sum", n = m.lines)) }
            }
            @if m.givers_unnamed > 0 { p.sm.mut { (t!(w, "check-record-givers", n = m.givers_unnamed)) } }
            @if out > 0 {
                (fold(&t!(w, "check-left", n = out), html! {
                    (rows(w, &t!(w, "check-left-head"), &m.left_out))
                    (more(w, m.left_out_more))
                }))
            }
            @if let Some(form) = &m.form { (list_views::fields(w, form)) }
        }
    }
}

fn rows(w: Words, what: &str, found: &[FoundRow]) -> Markup {
    let heads = [
        (Col::Text, t!(w, "check-row")),
        (Col::Text, what.to_owned()),
    ];
    let heads: Vec<(Col, &str)> = heads.iter().map(|(c, text)| (*c, text.as_str())).collect();
    let row = |of: &FoundRow| {
        vec![
            html! { span.nb { (t!(w, "check-where", sheet = of.sheet.clone(), row = of.row)) } },
            html! { (of.words) },
        ]
    };
    let rows: Vec<Vec<Markup>> = found.iter().map(row).collect();
    table(what, &heads, &rows)
}

fn items(w: Words, items: &[ItemRow]) -> Markup {
    let heads = [
        (Col::Text, t!(w, "list-what")),
        (Col::Num, t!(w, "check-pieces")),
        (Col::NumWide, t!(w, "check-to-hospitals")),
        (Col::Num, t!(w, "check-by-case")),
    ];
    let heads: Vec<(Col, &str)> = heads.iter().map(|(c, text)| (*c, text.as_str())).collect();
    let row = |of: &ItemRow| {
        vec![
            html! { (of.name) },
            html! { (sum(of.pieces)) },
            html! { (sum(of.pieces_to_hospitals)) },
            html! { @if of.lines_not_countable > 0 { (of.lines_not_countable) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = items.iter().map(row).collect();
    table(&t!(w, "check-items"), &heads, &rows)
}

/// A sum, which corrections may take below zero.
fn sum(n: i64) -> String {
    let digits = number(n.unsigned_abs());
    if n < 0 {
        format!("\u{2212}{digits}")
    } else {
        digits
    }
}

fn more(w: Words, n: usize) -> Markup {
    html! { @if n > 0 { p.sm.mut { (t!(w, "check-more", n = n)) } } }
}
