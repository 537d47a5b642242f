//! How a checked list looks: what does not agree first, then what was given.

use maud::{Markup, html};
use relief::distribution::LINES_MAX;

use super::check::{CheckModel, CheckPage, FoundRow, ItemRow, RecordModel};
use super::check_ledger::LedgerModel;
use super::list_views;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field;
use crate::parts::icon::Icon;
use crate::parts::table::{Col, table};
use crate::parts::{btn, fold, remark};
use crate::t;
use crate::words::{Words, number};

/// Goods in sight; further ones are folded away.
const ITEMS_OPEN_MAX: usize = 12;
/// The kinds of files that are read.
const KINDS: &str = ".csv,.xlsx,text/csv";

/// `/watch/check`.
pub(super) fn page(ctx: &Ctx, m: &CheckPage) -> Markup {
    let w = ctx.words;
    let faults: Vec<(&str, &str)> = m.fault.iter().map(|why| ("list", why.as_str())).collect();
    let sent = m.found.is_some() || !m.ledgers.is_empty();
    let body = html! {
        (field::error_summary(w, &faults))
        @if sent { (head(w, m)) } @else { p { (t!(w, "check-lead")) } }
        @for of in &m.ledgers { (ledger(w, of)) }
        @if let Some(found) = &m.found { (answer(w, found)) }
        @match &m.record {
            Some(record) => { (remark(Icon::Lock, &t!(w, "check-kept"))) (self::record(w, record)) }
            None if sent => (remark(Icon::Lock, &t!(w, "check-kept-none"))),
            None => {}
        }
        form.stack.mt3.noprint method="post" action="/watch/check" enctype="multipart/form-data" {
            (field::file("list", &t!(w, "check-file"), &t!(w, "check-file-text"), KINDS))
            (btn(Some(Icon::List), &t!(w, "check-go"), !sent))
        }
        p.ent.noprint { a href="/watch/lists/new" { (t!(w, "list-new")) } }
    };
    Shell::new(&t!(w, "check-title"), Nav::More)
        .back(Some("/watch"))
        .render(ctx, body)
}

/// How many things do not agree, or that nothing was read.
fn head(w: Words, m: &CheckPage) -> Markup {
    let differs = m.differs();
    let nothing = m.ledgers.is_empty() && m.found.as_ref().is_some_and(|found| found.lines == 0);
    let title = match differs {
        0 if nothing => t!(w, "check-nothing"),
        0 => t!(w, "check-agrees"),
        n => t!(w, "check-differs", n = n),
    };
    html! {
        h2.t4 { (title) }
        @if differs > 0 { p.sm.mut { (t!(w, "check-no-blame")) } }
        @if differs == 0 && nothing { p.sm.mut { (t!(w, "check-nothing-text")) } }
    }
}

fn ledger(w: Words, m: &LedgerModel) -> Markup {
    html! {
        section.stack {
            h3 { (t!(w, "check-ledger", column = m.column.clone())) }
            p.mut { (t!(w, "check-ledger-sum", days = m.days, checkable = m.checkable, agree = m.agree)) }
            @if m.checkable == 0 { p.sm.mut { (t!(w, "check-ledger-falls")) } }
            @if !m.differs.is_empty() { (rows(w, &t!(w, "check-what"), &m.differs)) (more(w, m.differs_more)) }
            @if !m.gaps.is_empty() { p.sm.mut { (t!(w, "check-gaps", days = m.gaps.join(&t!(w, "list-and")))) } }
            (unread(w, &m.unread, m.unread_more))
        }
    }
}

fn answer(w: Words, m: &CheckModel) -> Markup {
    let sheets = |names: &[String]| names.join(&t!(w, "list-and"));
    html! {
        section.stack {
            p.mut {
                @if m.recipients == 0 { (t!(w, "check-sum-nobody", lines = m.lines)) }
                @else { (t!(w, "check-sum", lines = m.lines, recipients = m.recipients)) }
            }
            @if !m.flags.is_empty() { (rows(w, &t!(w, "check-what"), &m.flags)) (more(w, m.flags_more)) }
            @if !m.no_lists.is_empty() { p.sm.mut { (t!(w, "check-no-lists", sheets = sheets(&m.no_lists))) } }
            @if !m.no_totals.is_empty() { p.sm.mut { (t!(w, "check-no-totals", sheets = sheets(&m.no_totals))) } }
            @if !m.no_units.is_empty() { p.sm.mut { (t!(w, "check-no-units", sheets = sheets(&m.no_units))) } }
        }
        @if !m.items.is_empty() { section.stack { h2 { (t!(w, "check-items")) } (items(w, m)) } }
        @if !m.kinds.is_empty() {
            section.stack { h2 { (t!(w, "check-kinds")) }
                p { @for (i, (_, name, count)) in m.kinds.iter().enumerate() { @if i > 0 { (t!(w, "list-comma")) } (name) " " b { (count) } } }
            }
        }
        (unread(w, &m.unread, m.unread_more))
    }
}

/// Cells that could not be read, where there are any.
fn unread(w: Words, cells: &[FoundRow], beyond: usize) -> Markup {
    html! {
        @if !cells.is_empty() {
            section.stack {
                h2 { (t!(w, "check-unread", n = cells.len().saturating_add(beyond))) }
                (rows(w, &t!(w, "check-cell-head"), cells))
                (more(w, beyond))
            }
        }
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

/// Goods in the order of the answer; of many, the first in sight.
fn items(w: Words, m: &CheckModel) -> Markup {
    let (open, folded) = m.items.split_at(m.items.len().min(ITEMS_OPEN_MAX));
    let beyond = folded.len().saturating_add(m.items_more);
    html! {
        (items_table(w, open))
        @if beyond > 0 {
            (fold(&t!(w, "check-items-more", n = beyond), html! { (items_table(w, folded)) (more(w, m.items_more)) }))
        }
    }
}

fn items_table(w: Words, items: &[ItemRow]) -> Markup {
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
