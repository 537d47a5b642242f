//! The clock of an answer: a bar with a tick at the date, and room behind it for what comes late.

use maud::{Markup, html};

use crate::t;
use crate::words::{Words, duration};

/// Widths are given in tenths of a per cent.
const WHOLE: u64 = 1_000;

/// Time used and time given, in seconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub used: u64,
    pub given: u64,
    /// The answer is there: the bar is solid.
    pub stopped: bool,
    /// More time was taken.
    pub delayed: bool,
}

impl Clock {
    fn over(self) -> u64 {
        self.used.saturating_sub(self.given)
    }

    /// What the bar says.
    pub fn words(self, w: Words) -> String {
        let (used, given) = (duration(w, self.used), duration(w, self.given));
        match (self.stopped, self.over()) {
            (true, 0) if !self.delayed => {
                t!(w, "question-clock-kept", given = given, used = used)
            }
            (true, 0) => t!(w, "question-clock-used", given = given, used = used),
            (true, over) => t!(
                w,
                "question-clock-late",
                given = given,
                over = duration(w, over)
            ),
            (false, 0) => {
                let left = duration(w, self.given.saturating_sub(self.used));
                t!(w, "question-clock-left", given = given, left = left)
            }
            (false, over) => {
                t!(
                    w,
                    "question-clock-overdue",
                    given = given,
                    over = duration(w, over)
                )
            }
        }
    }

    /// The bar with its words under it.
    pub fn view(self, w: Words) -> Markup {
        let words = self.words(w);
        html! {
            (self.bar(&words))
            p.sm.mt2.lack[self.over() > 0].mut[self.over() == 0] { (words) }
        }
    }

    /// The bar alone, which says these words to whoever does not see it.
    pub fn bar(self, words: &str) -> Markup {
        // Room behind the tick, so that what is late has somewhere to go.
        let whole = self
            .used
            .max(self.given.saturating_add(self.given / 8))
            .max(1);
        let share = |part: u64| {
            let tenths = u128::from(part) * u128::from(WHOLE) / u128::from(whole);
            format!("{}.{}%", tenths / 10, tenths % 10)
        };
        let fill = (!self.stopped).then_some("url(#t)");
        html! {
            svg.bar.s.mt2 role="img" aria-label=(words) {
                rect.u x="0" y=".75" width=(share(self.given)) height="10.5" {}
                rect.r[self.stopped].e[!self.stopped] fill=[fill] x="0" y=".75" width=(share(self.used.min(self.given))) height="10.5" {}
                @if self.over() > 0 {
                    rect.g x=(share(self.given)) y=".75" width=(share(self.over())) height="10.5" {}
                }
                line.m x1=(share(self.given)) x2=(share(self.given)) y1="-4" y2="16" {}
            }
        }
    }
}
