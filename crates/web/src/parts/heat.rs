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

impl Heat {
    /// The class of its step: the same for a cell and for a tile.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Percent(n) if n < MID => "h0",
            Self::Percent(n) if n < HIGH => "h1",
            Self::Percent(n) if n < FULL => "h2",
            Self::Percent(_) => "h3",
            Self::NotStated => "hu",
            Self::NoData => "hx",
        }
    }
}

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

/// What the steps mean.
pub(super) fn key(w: Words) -> Markup {
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
        td class=(heat.class()) {
            @match heat {
                Heat::Percent(n) => { (n) @if n > 100 { " ▲" } }
                Heat::NotStated => (t!(w, "needs-not-stated")),
                Heat::NoData => (t!(w, "heat-none")),
            }
        }
    }
}
