//! A row of days: how each of them was kept. Four marks, told apart by their shape.

use maud::{Markup, html};

/// How one day was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// In time.
    Full,
    /// Late.
    Half,
    /// Not at all.
    Empty,
    /// Not at all, by one whose standing is suspended.
    Struck,
    /// Its moment has not come.
    Open,
}

const STEP: usize = 13;
const HEIGHT: usize = 14;

/// The days in their order, the last one newest. The label says them aloud; without one the row only repeats a figure
/// beside it.
pub fn days(marks: &[Mark], label: &str) -> Markup {
    let width = marks.len().saturating_mul(STEP).max(1);
    html! {
        svg.days width=(width) height=(HEIGHT) viewBox={ "0 0 " (width) " " (HEIGHT) }
            role=[(!label.is_empty()).then_some("img")] aria-label=[(!label.is_empty()).then_some(label)]
            aria-hidden=[label.is_empty().then_some("true")] {
            @for (at, mark) in marks.iter().enumerate() { g transform={ "translate(" (at.saturating_mul(STEP)) ")" } { (shape(*mark)) } }
        }
    }
}

fn shape(mark: Mark) -> Markup {
    match mark {
        Mark::Full => html! { rect.r y="1" width="10" height="12" {} },
        Mark::Half => html! {
            rect.hf x=".75" y="1.75" width="8.5" height="10.5" {}
            rect.r y="7" width="10" height="6" {}
        },
        Mark::Empty => html! { rect.g x=".75" y="1.75" width="8.5" height="10.5" {} },
        Mark::Struck => html! {
            rect.g x=".75" y="1.75" width="8.5" height="10.5" {}
            path.xx d="M2.5 4.5l5 5M7.5 4.5l-5 5" {}
        },
        Mark::Open => html! { rect.nx x="1" y="2" width="8" height="10" {} },
    }
}
