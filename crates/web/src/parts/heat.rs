//! Place by item, a per cent in every cell. Heat is the second carrier; the number is the first.

use maud::{Markup, html};

use crate::t;
use crate::words::Words;

/// What is known of one place and item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    /// Coverage in whole per cent, rounded down.
    Percent(u64),
    /// Needs are there, but no amount was stated.
    NotStated,
    /// Nobody has said anything. Not the same as 0.
    NoData,
}

/// The steps of coverage, lower bounds in per cent.
const MID: u64 = 25;
const HIGH: u64 = 50;
const FULL: u64 = 80;

/// The table with its key. The first column stays while the rest scrolls. `silent` says who said
/// nothing at all; it stands under the table, where it need not scroll.
pub fn heat(
    w: Words,
    caption: &str,
    items: &[&str],
    rows: &[(&str, Vec<Heat>)],
    silent: Option<&str>,
) -> Markup {
    html! {
        (key(w))
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.heat {
                caption.vh { (caption) }
                thead { tr { td {} @for item in items { th scope="col" { (item) } } } }
                tbody {
                    @for (place, cells) in rows {
                        tr { th.nb scope="row" { (place) } @for cell in cells { (cell_of(w, *cell)) } }
                    }
                }
            }
        }
        @if let Some(silent) = silent { p.hx.all { (silent) } }
    }
}

fn key(w: Words) -> Markup {
    html! {
        p.key {
            span.badge.h0 { (t!(w, "heat-low")) } span.badge.h1 { (t!(w, "heat-mid")) }
            span.badge.h2 { (t!(w, "heat-high")) } span.badge.h3 { (t!(w, "heat-full")) }
            span.badge.h3 { "▲ " (t!(w, "heat-excess")) }
            span.badge.hu { (t!(w, "needs-not-stated")) } span.badge.hx { (t!(w, "heat-none")) }
        }
    }
}

fn cell_of(w: Words, heat: Heat) -> Markup {
    html! {
        @match heat {
            Heat::Percent(n) if n < MID => td.h0 { (n) },
            Heat::Percent(n) if n < HIGH => td.h1 { (n) },
            Heat::Percent(n) if n < FULL => td.h2 { (n) },
            Heat::Percent(n) if n <= 100 => td.h3 { (n) },
            Heat::Percent(n) => td.h3 { (n) " ▲" },
            Heat::NotStated => td.hu { (t!(w, "needs-not-stated")) },
            Heat::NoData => td.hx { (t!(w, "heat-none")) },
        }
    }
}
