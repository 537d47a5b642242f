//! How a checked list looks: what does not agree first, then what was given.

use maud::{Markup, html};

use super::check::{CheckModel, CheckPage, FoundRow, ItemRow};
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field;
use crate::parts::icon::Icon;
use crate::parts::table::{Col, table};
use crate::parts::{btn, remark};
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
            Some(found) => (answer(w, found)),
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
