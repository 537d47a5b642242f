//! The key of a bar: a swatch, a word and a figure for each part.

use maud::{Markup, html};

use super::Part;
use crate::t;
use crate::words::{Words, number};

/// The key of a plan's bars: what is there, and what the plan would give.
pub fn legend_of_plan(w: Words) -> Markup {
    html! {
        p.key {
            (keyed(Part::Official, &t!(w, "bar-official"), None))
            (keyed(Part::Received, &t!(w, "bar-received"), None))
            (keyed(Part::Moving, &t!(w, "bar-moving"), None))
            (keyed(Part::Firm, &t!(w, "bar-firm"), None))
            (keyed(Part::Planned, &t!(w, "bar-planned"), None))
            (keyed(Part::Gap, &t!(w, "gap-left"), None))
        }
    }
}

/// The fill of what a plan would give: heavy frame, plus signs, never solid. It stands once in a page that needs it.
pub fn pattern_of_plan() -> Markup {
    html! {
        svg.defs width="0" height="0" aria-hidden="true" {
            defs {
                pattern #z width="13" height="16" patternUnits="userSpaceOnUse" {
                    path.pb d="M0 0h13v16H0z" {} path.plus d="M6.5 4.5v7M3 8h7" {}
                }
            }
        }
    }
}

/// The key of all parts without figures, once per board; official supply only where there is any.
pub fn legend(w: Words, official: bool) -> Markup {
    html! {
        p.key {
            @if official { (keyed(Part::Official, &t!(w, "bar-official"), None)) }
            (keyed(Part::Received, &t!(w, "bar-received"), None))
            (keyed(Part::Moving, &t!(w, "bar-moving"), None))
            (keyed(Part::Firm, &t!(w, "bar-firm"), None))
            (keyed(Part::Gap, &t!(w, "gap-left"), None))
            (keyed(Part::Pledged, &t!(w, "bar-pledged-not"), None))
            (keyed(Part::Unknown, &t!(w, "bar-unknown"), None))
        }
    }
}

/// The key of bars that show what is there beside what could be there: official supply only where there is any.
pub fn level_key(w: Words, official: bool) -> Markup {
    html! {
        p.key {
            @if official { (keyed(Part::Official, &t!(w, "bar-official"), None)) }
            (keyed(Part::Received, &t!(w, "bar-received"), None))
            (keyed(Part::Gap, &t!(w, "gap-left"), None))
            span.nb {
                svg.sw aria-hidden="true" { line.m x1="8" x2="8" y1="-2" y2="13" {} }
                (t!(w, "watch-level"))
            }
        }
    }
}

/// One entry of a key: swatch, word, figure.
pub(super) fn keyed(part: Part, word: &str, figure: Option<u64>) -> Markup {
    html! {
        span.nb {
            svg.sw aria-hidden="true" { (swatch(part)) }
            (word)
            @if let Some(figure) = figure { " " b { (number(figure)) } }
        }
    }
}

fn swatch(part: Part) -> Markup {
    html! {
        @match part {
            Part::Received => rect.r width="16" height="11" {},
            Part::Official | Part::Moving | Part::Firm | Part::Planned => {
                rect class=(part.class()) fill=[part.fill()] x=".5" y=".5" width="15" height="10" {}
            }
            Part::Gap | Part::Pledged | Part::Draft => {
                rect class=(part.class()) x=".75" y=".75" width="14.5" height="9.5" {}
            }
            Part::Unknown => {
                path.u d="M0 .5h14M0 10.5h14" stroke-dasharray="2 2" {}
                path.u d="M.5 0v11M16 0l-3 2.75 3 2.75-3 2.75 3 2.75" {}
            }
        }
    }
}
