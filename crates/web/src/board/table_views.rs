//! How the table of the board looks: heat first, then every figure, then what cannot be counted.

use maud::{Markup, html};

use super::table::{Cell, TableModel};
use crate::layout::{Ctx, Nav, Shell, Width};
use crate::official_supply::views as official_supply;
use crate::parts::icon::Icon;
use crate::parts::{note, small, table};
use crate::sums::{Counted, views};
use crate::t;
use crate::words::{Words, clock, number};

/// `/b/table`.
pub(super) fn page(ctx: &Ctx, m: &TableModel) -> Markup {
    let w = ctx.words;
    let everywhere = t!(w, "board-everywhere");
    let place = m.place_name.clone().unwrap_or(everywhere);
    let subtitle = t!(w, "board-subtitle", place = place, time = clock(m.now));
    let body = html! {
        div.stack {
            (small(&t!(w, "table-rule")))
            @if m.cells.is_empty() { (note::empty(Icon::Need, &t!(w, "home-lede-empty"), &t!(w, "board-silent-text"), None)) }
            @else {
                section.sheet { h2 { (t!(w, "home-heat")) } (views::heat_table(w, &m.items, &m.heat, None)) }
                section.sheet { h2 { (t!(w, "table-ranked")) } (ranked(w, m)) }
            }
            @if !m.packs.is_empty() {
                section.sheet {
                    h2 { (t!(w, "official-apart")) }
                    (official_supply::records(w, &m.packs, true))
                    @if m.packs_hidden > 0 { (small(&t!(w, "table-more", n = m.packs_hidden))) }
                }
            }
        }
    };
    Shell::new(&t!(w, "table-title"), Nav::Board)
        .subtitle(&subtitle)
        .width(Width::Wide)
        .back(Some("/b"))
        .render(ctx, body)
}

fn ranked(w: Words, m: &TableModel) -> Markup {
    use table::Col::{Num, NumWide, Text};
    let heads = [
        (Text, t!(w, "table-cell")),
        (Num, t!(w, "needs-share")),
        (Num, t!(w, "needs-shortage")),
        (NumWide, t!(w, "bar-needed")),
        (NumWide, t!(w, "bar-official")),
        (NumWide, t!(w, "bar-received")),
        (NumWide, t!(w, "bar-moving")),
        (NumWide, t!(w, "bar-firm")),
        (NumWide, t!(w, "bar-gap")),
    ];
    let heads: Vec<_> = heads
        .iter()
        .map(|(col, text)| (*col, text.as_str()))
        .collect();
    let rows: Vec<Vec<Markup>> = m.cells.iter().map(|c| row(w, c)).collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(t!(w, "table-ranked")) { (table::table(&t!(w, "table-ranked"), &heads, &rows)) }
        @if m.cells_hidden > 0 { (small(&t!(w, "table-more", n = m.cells_hidden))) }
    }
}

/// What is needed, where that is known, and what is there, by how far it is.
fn there(w: Words, needed: u64, of: &Counted) -> [(String, u64); 5] {
    [
        (t!(w, "bar-needed"), needed),
        (t!(w, "bar-official"), of.official),
        (t!(w, "bar-received"), of.received),
        (t!(w, "bar-moving"), of.moving),
        (t!(w, "bar-firm"), of.firm),
    ]
}

fn row(w: Words, c: &Cell) -> Vec<Markup> {
    let sums = &c.sums;
    let sum = sums.shown();
    let needed = match c.percent {
        Some(_) => number(sum.needed),
        None => t!(w, "needs-not-stated"),
    };
    let gap = match c.percent {
        Some(_) if sums.is_closed() => t!(w, "sums-closed"),
        Some(_) => number(sum.gap),
        None => t!(w, "needs-unknown"),
    };
    // As far as it fills what is needed there; all of it where nobody says how much that is.
    let told = sum.told();
    let href = format!("/b/{}?item={}", sums.place, c.item);
    let share = c.percent.map(|n| t!(w, "percent", n = n));
    vec![
        html! {
            a.ink href=(href) { (sums.name) } " "
            span.sm.mut.nb { (c.item_name) (t!(w, "list-comma")) (c.unit) }
            (table::narrow(w, &there(w, sum.needed, &told)))
        },
        html! { @match share { Some(n) => b { (n) }, None => "—" } },
        views::short(w, sums),
        html! { (needed) },
        html! { (number(told.official)) },
        html! { (number(told.received)) (views::earlier(sums)) },
        html! { (number(told.moving)) },
        html! { (number(told.firm)) },
        html! { (gap) },
    ]
}
