//! The coverage bar: solid received, stripes in transit, dots firm, an empty red frame missing. What the state
//! gave stands first, in upright ink lines: it is not ours to move.
//!
//! What is pledged runs in a thin dashed lane under the bar and never looks like cover. An amount
//! that was not stated has dotted rails and a torn end, with nothing inside drawn to scale.

mod key;

use maud::{Markup, html};

use crate::t;
use crate::words::{Words, number};
use key::keyed;
pub use key::{legend, legend_of_plan, level_key, pattern_of_plan};

/// Width is given in hundredths of a per cent of the bar.
const WHOLE: u128 = 10_000;
/// Under this share a part may be thinner than 2 px on a phone, so 2 px are drawn beside it.
const THIN: u128 = 200;

/// How high a bar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 16 px, on cards and pages.
    #[default]
    Card,
    /// 12 px, in tables and strips.
    Small,
}

/// The figures of one need line, in the item's base unit (docs: the arithmetic of a need line).
#[derive(Clone, Copy, Debug, Default)]
pub struct Bar<'a> {
    /// N; `None` when the amount was not stated.
    pub needed: Option<u64>,
    /// S, official supply.
    pub official: u64,
    /// R, received and accepted.
    pub received: u64,
    /// T, in transit: the last agreed or last counted figure.
    pub moving: u64,
    /// C, firm and not yet dispatched.
    pub firm: u64,
    /// What a plan would give: drawn after what is there, counted nowhere.
    pub planned: u64,
    /// P, pledged: drawn under the bar, counted nowhere.
    pub pledged: u64,
    /// What the reader is about to give, drawn after the pledges.
    pub draft: u64,
    /// A second level on the same scale, marked by a tick: what the same goods could have done. Of an excess the
    /// tick is the need.
    pub level: Option<u64>,
    /// The unit's word, such as 套.
    pub unit: &'a str,
    /// Its height.
    pub size: Size,
}

impl Bar<'_> {
    /// Received, in transit and firm together; not capped at the need.
    pub fn cover(&self) -> u64 {
        self.received
            .saturating_add(self.moving)
            .saturating_add(self.firm)
    }

    /// The cover and what the state gave; not capped at the need.
    pub fn there(&self) -> u64 {
        self.official.saturating_add(self.cover())
    }

    /// What is not covered by what people give; `None` when the amount was not stated.
    pub fn gap(&self) -> Option<u64> {
        self.needed
            .map(|needed| needed.saturating_sub(self.cover()))
    }

    /// What is still missing, official supply counted; `None` when the amount was not stated.
    pub fn shortage(&self) -> Option<u64> {
        self.needed
            .map(|needed| needed.saturating_sub(self.there()))
    }

    /// What goes past the need; `None` when the amount was not stated.
    pub fn excess(&self) -> Option<u64> {
        self.needed
            .map(|needed| self.there().saturating_sub(needed))
    }

    /// The bar. Put figures beside or under it.
    pub fn svg(&self, w: Words) -> Markup {
        let laned = self.pledged > 0 || self.draft > 0;
        let small = self.size == Size::Small;
        html! {
            svg.bar.s[small].ln[laned] role="img" aria-label=(self.label(w)) {
                @match self.needed {
                    Some(needed) => (self.drawn(needed)),
                    None => (self.torn()),
                }
            }
        }
    }

    /// The bar in words.
    pub fn label(&self, w: Words) -> String {
        let (received, moving, firm) = (self.received, self.moving, self.firm);
        let unit = self.unit;
        let mut text = match self.needed {
            None => {
                t!(
                    w,
                    "bar-label-unknown",
                    received = received,
                    moving = moving,
                    firm = firm
                )
            }
            Some(n) if self.there() > n => t!(
                w,
                "bar-label-excess",
                needed = n,
                unit = unit,
                received = received,
                moving = moving,
                firm = firm,
                excess = self.there() - n
            ),
            Some(n) => t!(
                w,
                "bar-label",
                needed = n,
                unit = unit,
                received = received,
                moving = moving,
                firm = firm,
                gap = n.saturating_sub(self.there())
            ),
        };
        if self.official > 0 {
            text = t!(
                w,
                "bar-label-official",
                text = text,
                official = self.official
            );
        }
        if self.planned > 0 {
            text = t!(w, "bar-label-planned", text = text, planned = self.planned);
        }
        if let Some(level) = self.level {
            text = t!(w, "bar-label-level", text = text, level = level);
        }
        if self.pledged > 0 {
            text = t!(w, "bar-label-pledged", text = text, pledged = self.pledged);
        }
        if self.draft > 0 {
            text = t!(w, "bar-label-draft", text = text, draft = self.draft);
        }
        text
    }

    /// The key with this bar's figures: official where there is any, received, in transit, firm, pledged.
    pub fn key(&self, w: Words) -> Markup {
        html! {
            p.key {
                @if self.official > 0 {
                    (keyed(Part::Official, &t!(w, "bar-official"), Some(self.official)))
                }
                (keyed(Part::Received, &t!(w, "bar-received"), Some(self.received)))
                (keyed(Part::Moving, &t!(w, "bar-moving"), Some(self.moving)))
                (keyed(Part::Firm, &t!(w, "bar-firm"), Some(self.firm)))
                @if self.pledged > 0 {
                    (keyed(Part::Pledged, &t!(w, "bar-pledged"), Some(self.pledged)))
                }
                @if self.draft > 0 {
                    (keyed(Part::Draft, &t!(w, "bar-draft"), Some(self.draft)))
                }
            }
        }
    }

    /// What is missing first and large, the need second: "还差 102 套 … 共需 300 套".
    pub fn headline(&self, w: Words) -> Markup {
        let Some(needed) = self.needed else {
            return html! { p { b { (t!(w, "bar-unknown")) } } };
        };
        let over = self.excess().unwrap_or(0);
        html! {
            p.row.sp.base {
                @if over > 0 {
                    span { (t!(w, "bar-excess")) " " span.n { (number(over)) } " " (self.unit) }
                } @else {
                    span.lack[self.shortage() != Some(0)] {
                        (t!(w, "gap-left")) " " span.n { (number(self.shortage().unwrap_or(0))) } " " (self.unit)
                    }
                }
                span.mut { (t!(w, "gap-of", needed = needed, unit = self.unit)) }
            }
        }
    }

    fn drawn(&self, needed: u64) -> Markup {
        let (height, there) = (self.height(), self.there());
        let reach = if self.draft == 0 { 0 } else { self.lane_end() };
        let drawn = there.saturating_add(self.planned);
        let scale = Scale(needed.max(drawn).max(reach).max(1));
        let received = self.official.saturating_add(self.received);
        let parts = [
            (Part::Official, 0, self.official),
            (Part::Received, self.official, self.received),
            (Part::Moving, received, self.moving),
            (Part::Firm, received.saturating_add(self.moving), self.firm),
            (Part::Planned, there, self.planned),
        ];
        let lane = [
            (Part::Pledged, there, self.pledged),
            (Part::Draft, there.saturating_add(self.pledged), self.draft),
        ];
        html! {
            @if needed > drawn {
                rect.g x=(scale.x(drawn)) width=(scale.width(drawn, needed - drawn))
                    y=".75" height=(tenths(height * 10 - 15)) {}
            } @else if needed == 0 && drawn == 0 {
                rect.u x="0" width="100%" y=".75" height=(tenths(height * 10 - 15)) {}
            }
            @for (part, from, amount) in parts {
                @if amount > 0 { (filled(part, scale, from, amount, height)) }
            }
            @for (part, from, amount) in lane {
                @if amount > 0 {
                    rect.p.me[part == Part::Draft] x=(scale.x(from)) y=(tenths(height * 10 + 38))
                        width=(scale.width(from, amount)) height="5.5" rx="1" {}
                }
            }
            @if let Some(level) = self.level.filter(|_| drawn.max(reach) <= needed) {
                line.m x1=(scale.x(level)) x2=(scale.x(level)) y1="-5" y2=(height + 5) {}
            }
            @if drawn.max(reach) > needed {
                line.m x1=(scale.x(needed)) x2=(scale.x(needed)) y1="-3" y2=(height + if reach > 0 { 11 } else { 3 }) {}
            }
        }
    }

    /// Dotted rails and a torn right end.
    fn torn(&self) -> Markup {
        let height = self.height();
        let tooth = tenths(height * 10 / 4);
        let tear = format!("M-1 0l-6 {tooth} 6 {tooth} -6 {tooth} 6 {tooth}");
        html! {
            line.u x1="0" x2="100%" y1="0" y2="0" stroke-dasharray="2 4" {}
            line.u x1="0" x2="100%" y1=(height) y2=(height) stroke-dasharray="2 4" {}
            line.u x1="0" x2="0" y1="0" y2=(height) {}
            svg x="100%" overflow="visible" { path.u d=(tear) {} }
        }
    }

    fn lane_end(&self) -> u64 {
        self.there()
            .saturating_add(self.pledged)
            .saturating_add(self.draft)
    }

    fn height(&self) -> u64 {
        match self.size {
            Size::Card => 16,
            Size::Small => 12,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Official,
    Received,
    Moving,
    Firm,
    Planned,
    Gap,
    Pledged,
    Draft,
    Unknown,
}

impl Part {
    /// The fill of a drawn part. By attribute: from a style sheet, older browsers look for the
    /// pattern in the sheet.
    fn fill(self) -> Option<&'static str> {
        match self {
            Self::Official => Some("url(#o)"),
            Self::Moving => Some("url(#t)"),
            Self::Firm => Some("url(#f)"),
            Self::Planned => Some("url(#z)"),
            _ => None,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Official => "e eo",
            Self::Received => "r",
            Self::Moving | Self::Firm => "e",
            Self::Planned => "x",
            Self::Gap => "g",
            Self::Pledged => "p",
            Self::Draft => "p me",
            Self::Unknown => "u",
        }
    }
}

/// Amounts as shares of the bar; the figure is the truth, the drawing rounds.
#[derive(Clone, Copy)]
struct Scale(u64);

impl Scale {
    fn share(self, amount: u64) -> u128 {
        (u128::from(amount) * WHOLE / u128::from(self.0)).min(WHOLE)
    }

    fn x(self, amount: u64) -> String {
        per_cent(self.share(amount))
    }

    /// The width of `amount` from `from`, so that neighbours meet without a seam.
    fn width(self, from: u64, amount: u64) -> String {
        per_cent(self.share(from.saturating_add(amount)) - self.share(from))
    }
}

/// A part that counts. A thin one has 2 px beside it, so that something is always seen.
fn filled(part: Part, scale: Scale, from: u64, amount: u64, height: u64) -> Markup {
    let (x, width) = (scale.x(from), scale.width(from, amount));
    let framed = part.fill().is_some();
    let (y, h) = if framed {
        (".5", height - 1)
    } else {
        ("0", height)
    };
    html! {
        @if scale.share(amount) < THIN {
            rect.r.po[part == Part::Official] x=(x) y="0" width="2" height=(height) {}
        }
        rect class=(part.class()) fill=[part.fill()] x=(x) y=(y) width=(width) height=(h) {}
    }
}

fn per_cent(share: u128) -> String {
    let text = format!("{}.{:02}", share / 100, share % 100);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}
