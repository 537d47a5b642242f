//! The board: a table on a wide screen, slips with a perforation on a phone, from the same HTML.

use maud::{Markup, html};

use super::bar::{Bar, Size};
use super::icon::{Icon, icon};
use crate::t;
use crate::words::{Words, number, percent};

/// One need line on the board.
#[derive(Clone, Copy, Debug)]
pub struct NeedRow<'a> {
    /// The element's id, by which live updates replace it.
    pub id: &'a str,
    /// The recipient.
    pub who: &'a str,
    /// The need's page.
    pub href: &'a str,
    /// Item and accepted standards.
    pub what: &'a str,
    /// Its figures; the size is set here.
    pub bar: Bar<'a>,
    /// When it was last confirmed, in words.
    pub confirmed: &'a str,
    /// How fresh that is.
    pub freshness: Freshness,
    /// The one thing to do, and where.
    pub act: (&'a str, &'a str),
}

/// How long ago somebody confirmed a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Confirmed lately.
    Fresh,
    /// Due a question: red clock.
    Due,
    /// Unconfirmed for too long: the row in second ink.
    Old,
}

/// Rows under one heading: worst covered first, amount not stated, unconfirmed.
#[derive(Clone, Copy, Debug)]
pub struct NeedGroup<'a> {
    /// The heading.
    pub title: &'a str,
    /// A small line under it; may be empty.
    pub text: &'a str,
    /// Its rows, in order.
    pub rows: &'a [NeedRow<'a>],
}

/// Columns of the board, which the headings of groups span.
const COLUMNS: u8 = 13;

/// The board of some groups.
pub fn needs(w: Words, caption: &str, groups: &[NeedGroup<'_>]) -> Markup {
    html! {
        div.bs {
            table.needs role="table" {
                caption.vh { (caption) }
                (heads(w))
                @for group in groups { (needs_group(w, group)) }
            }
        }
    }
}

fn heads(w: Words) -> Markup {
    let figures = [
        t!(w, "needs-share"),
        t!(w, "bar-needed"),
        t!(w, "bar-official"),
        t!(w, "bar-received"),
        t!(w, "bar-moving"),
        t!(w, "bar-firm"),
        t!(w, "bar-gap"),
        t!(w, "needs-shortage"),
        t!(w, "bar-pledged"),
    ];
    html! {
        thead role="rowgroup" {
            tr role="row" {
                th scope="col" role="columnheader" { (t!(w, "needs-who")) }
                th.cov scope="col" role="columnheader" { (t!(w, "needs-cover")) }
                @for figure in figures { th.num scope="col" role="columnheader" { (figure) } }
                th scope="col" role="columnheader" { (t!(w, "needs-confirmed")) }
                th scope="col" role="columnheader" { span.vh { (t!(w, "needs-act")) } }
            }
        }
    }
}

fn needs_group(w: Words, group: &NeedGroup<'_>) -> Markup {
    let count = u64::try_from(group.rows.len()).unwrap_or(u64::MAX);
    html! {
        tbody role="rowgroup" {
            @if !group.title.is_empty() {
                tr.grp role="row" {
                    th.w colspan=(COLUMNS) scope="colgroup" role="rowheader" {
                        span.row.base { b { (group.title) } span.sm.mut { (t!(w, "needs-count", n = count)) } }
                        @if !group.text.is_empty() { span.sm.mut.blk { (group.text) } }
                    }
                }
            }
            @for row in group.rows { (need_row(w, row)) }
        }
    }
}

/// One row, which is also its live fragment.
pub fn need_row(w: Words, row: &NeedRow<'_>) -> Markup {
    let bar = Bar {
        size: Size::Small,
        ..row.bar
    };
    let stated = bar.needed.is_some();
    let needed = bar.needed.map_or_else(|| t!(w, "needs-not-stated"), number);
    let share = bar.needed.and_then(|needed| percent(bar.there(), needed));
    let (act, href) = row.act;
    html! {
        tr.need.old[row.freshness == Freshness::Old] id=(row.id) role="row" {
            th.w scope="row" role="rowheader" {
                span.row.sp.base { a href=(row.href) { (row.who) } (short(w, &bar)) }
                span.sm.mut.blk { (row.what) }
            }
            td.w role="cell" { (bar.svg(w)) }
            td.num.only-w role="cell" {
                @match share { Some(n) => (t!(w, "percent", n = n)), None => "—" }
            }
            td.num role="cell" data-l=(t!(w, "bar-needed")) { (needed) }
            td.num.only-w[bar.official == 0] role="cell" data-l=(t!(w, "bar-official")) { (number(bar.official)) }
            td.num role="cell" data-l=(t!(w, "bar-received")) { (number(bar.received)) }
            td.num role="cell" data-l=(t!(w, "bar-moving")) { (number(bar.moving)) }
            td.num role="cell" data-l=(t!(w, "bar-firm")) { (number(bar.firm)) }
            td.num.only-w role="cell" { (bar.gap().map_or_else(|| t!(w, "needs-unknown"), number)) }
            td.num.only-w role="cell" { (left(w, &bar)) }
            td.num.mut role="cell" data-l=(t!(w, "bar-pledged")) { (number(bar.pledged)) }
            td.w.fresh role="cell" {
                span.row.sp {
                    (confirmed(w, row))
                    a.only-n.tap.give href=(href) { (act) }
                }
            }
            td.only-w.tear role="cell" data-stated[stated] { a.tap.give.nb href=(href) { (act) } }
        }
    }
}

/// What is missing, beside the name on a slip.
fn short(w: Words, bar: &Bar<'_>) -> Markup {
    let (gap, excess) = (bar.shortage(), bar.excess().unwrap_or(0));
    html! {
        span.only-n.nw.nb {
            @match gap {
                None => b { (t!(w, "bar-unknown")) },
                Some(_) if excess > 0 => span.badge {
                    (icon(Icon::Warn)) (t!(w, "gap-excess", excess = excess, unit = bar.unit))
                },
                Some(gap) => b.lack[gap > 0] { (t!(w, "gap-short", gap = gap, unit = bar.unit)) },
            }
        }
    }
}

/// What is missing, in its column.
fn left(w: Words, bar: &Bar<'_>) -> Markup {
    let (gap, excess) = (bar.shortage(), bar.excess().unwrap_or(0));
    html! {
        @match gap {
            None => (t!(w, "needs-unknown")),
            Some(_) if excess > 0 => b { (t!(w, "bar-excess")) " " (number(excess)) },
            Some(gap) => b.lack[gap > 0] { (number(gap)) },
        }
    }
}

fn confirmed(w: Words, row: &NeedRow<'_>) -> Markup {
    let picture = match row.freshness {
        Freshness::Fresh => Icon::Ok,
        Freshness::Due => Icon::Clock,
        Freshness::Old => Icon::Warn,
    };
    let due = row.freshness == Freshness::Due;
    html! {
        span.ic.sm.mut[!due].lack[due] {
            (icon(picture))
            span.only-w { (row.confirmed) }
            span.only-n { (t!(w, "needs-confirmed-at", when = row.confirmed)) }
        }
    }
}
