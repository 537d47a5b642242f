//! The custody timeline of a consignment, and the row of steps on its card.

use maud::{Markup, html};

use super::icon::{Icon, icon};
use crate::t;
use crate::words::{Words, duration};

/// Steps that fit beside each other on a phone; more are folded into "+3".
const STEPS_MAX: usize = 5;
/// A full bar is at least this long a time in hand: minutes draw no full bar.
const SCALE_SECS_MIN: u64 = 3_600;
/// Widths are given in tenths of a per cent.
const WHOLE: u128 = 1_000;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Over: a filled dot.
    Done,
    /// Going on: a ring.
    Now,
    /// To come: a dashed ring.
    Next,
}

impl Stage {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Next => "next",
        }
    }
}

/// One pair of hands that goods pass through.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// Who, as the public may know them: a donor in a town, a driver's initials, a hospital.
    pub who: &'a str,
    /// What they are in this: donor, carrier with its leg, custodian, recipient.
    pub role: &'a str,
    /// Where the consignment stands.
    pub stage: Stage,
    /// Seconds in these hands; `None` before they have it.
    pub held_secs: Option<u64>,
    /// Facts in small ink: when and how it was handed over.
    pub facts: &'a [String],
    /// What differs, in red: a count that is not the last one.
    pub alarm: Option<&'a str>,
}

/// The chain of custody. The bar beside each holder is time in hand, all on one scale.
pub fn custody(w: Words, holders: &[Holder<'_>]) -> Markup {
    let longest = holders
        .iter()
        .filter_map(|holder| holder.held_secs)
        .max()
        .unwrap_or(0)
        .max(SCALE_SECS_MIN);
    html! {
        ol.tl { @for holder in holders { (holding(w, holder, longest)) } }
    }
}

fn holding(w: Words, holder: &Holder<'_>, longest: u64) -> Markup {
    let held = holder.held_secs.map(|secs| match holder.stage {
        Stage::Now => t!(w, "custody-still", held = duration(w, secs)),
        Stage::Done | Stage::Next => duration(w, secs),
    });
    html! {
        li class=(holder.stage.class()) {
            p.row.sp.base {
                b { (holder.who) }
                @if let Some(held) = held { b.sm.nb { (held) } }
            }
            @if let Some(secs) = holder.held_secs { (time_bar(holder.stage, secs, longest)) }
            p.sm.mut { (holder.role) }
            @for fact in holder.facts { p.sm.mut { (fact) } }
            @if let Some(alarm) = holder.alarm {
                p.sm.lack { (icon(Icon::Warn)) " " b { (alarm) } }
            }
        }
    }
}

fn time_bar(stage: Stage, secs: u64, longest: u64) -> Markup {
    let width = per_cent(u128::from(secs) * WHOLE / u128::from(longest));
    html! {
        svg.bar.t aria-hidden="true" {
            rect.r width="2" height="8" {}
            @if stage == Stage::Now {
                rect.e fill="url(#t)" y=".5" width=(width) height="7" {}
            } @else {
                rect.r width=(width) height="8" {}
            }
        }
    }
}

/// One step on a card: a state or a holder, with a time under it.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The state reached, or who has it.
    pub name: &'a str,
    /// A time, or a span in narrow form.
    pub note: &'a str,
    /// Where it stands.
    pub stage: Stage,
}

/// The steps of a commitment or consignment side by side: five, or the first, "+3", the last two.
pub fn steps(w: Words, steps: &[Step<'_>]) -> Markup {
    let hidden = format!("+{}", steps.len().saturating_sub(STEPS_MAX - 2));
    let more = t!(
        w,
        "steps-more",
        n = steps.len().saturating_sub(STEPS_MAX - 2)
    );
    let shown: Vec<Step<'_>> = if steps.len() <= STEPS_MAX {
        steps.to_vec()
    } else {
        let folded = Step {
            name: &hidden,
            note: &more,
            stage: Stage::Done,
        };
        let tail = steps.len() - 2;
        steps
            .iter()
            .take(1)
            .copied()
            .chain([folded])
            .chain(steps.iter().skip(tail).copied())
            .collect()
    };
    html! {
        div.steps {
            (dots(&shown))
            ol.sm aria-label=(t!(w, "steps-label")) {
                @for step in &shown {
                    li {
                        @if step.stage == Stage::Next { (step.name) } @else { b { (step.name) } }
                        span.mut.blk { (step.note) }
                    }
                }
            }
        }
    }
}

fn dots(steps: &[Step<'_>]) -> Markup {
    let count = u128::try_from(steps.len()).unwrap_or(1).max(1);
    let at = |i: usize| per_cent(u128::try_from(i).unwrap_or(0) * WHOLE / count);
    let to_come = |i: usize| {
        steps
            .get(i + 1)
            .is_some_and(|step| step.stage == Stage::Next)
    };
    html! {
        svg.bar.st aria-hidden="true" {
            @for i in 1..steps.len() {
                line.pt.to[to_come(i - 1)] x1=(at(i - 1)) x2=(at(i)) y1="9" y2="9"
                    transform="translate(8 0)" {}
            }
            @for (i, step) in steps.iter().enumerate() {
                svg x=(at(i)) overflow="visible" {
                    @match step.stage {
                        Stage::Done => circle.pt cx="8" cy="9" r="6" {},
                        Stage::Now => {
                            circle.pt cx="8" cy="9" r="7" {} circle.pb cx="8" cy="9" r="3.5" {}
                        }
                        Stage::Next => circle.nx cx="8" cy="9" r="6" {},
                    }
                }
            }
        }
    }
}

fn per_cent(share: u128) -> String {
    format!("{}.{}%", share / 10, share % 10)
}
