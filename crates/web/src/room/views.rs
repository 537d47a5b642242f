//! What rooms show on several pages: strip, open needs, growth.

use maud::{Markup, html};
use relief::ids::RoomId;
use relief::state::State;
use serde::Serialize;

use crate::growth::layers::Layer;
use crate::layout::Ctx;
use crate::parts::bar::{self, Bar, Size};
use crate::parts::growth::{Growth, GrowthLayer, GrowthMark, GrowthRow, growth};
use crate::parts::talk as parts;
use crate::room::model::{Counts, Grown, Head, Lack, counts, lacking};
use crate::t;
use crate::words::{Words, ago, number};

/// The bar of a need line.
pub fn bar_of(line: &Lack) -> Bar<'_> {
    Bar {
        needed: line.needed,
        official: line.official,
        received: line.received,
        moving: line.moving,
        firm: line.firm,
        pledged: line.pledged,
        unit: &line.unit,
        ..Bar::default()
    }
}

/// The key of the bars of some lines.
pub fn legend_of(w: Words, lines: &[Lack]) -> Markup {
    bar::legend(w, lines.iter().any(|line| line.official > 0))
}

/// What a line still lacks, in words.
pub fn gap_of(w: Words, line: &Lack) -> String {
    match line.shortage {
        Some(gap) => t!(w, "gap-short", gap = gap, unit = line.unit.as_str()),
        None => t!(w, "bar-unknown"),
    }
}

/// The pinned board of a room in one line.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    /// The room.
    pub room: u64,
    /// Its counts.
    pub counts: Counts,
    /// The line that lacks most.
    pub worst: Option<Lack>,
}

impl Strip {
    /// The strip of a room at a moment.
    pub fn of(state: &State, w: Words, room: RoomId, now: i64) -> Strip {
        let worst = lacking(state, w, room, now, 1);
        Strip {
            room: room.0,
            counts: counts(state, room),
            worst: worst.into_iter().next(),
        }
    }
}

/// The strip under the masthead.
pub fn strip(ctx: &Ctx, strip: &Strip) -> Markup {
    let w = ctx.words;
    let counts = t!(
        w,
        "strip-counts",
        lacking = strip.counts.lacking,
        moving = strip.counts.moving,
        waiting = strip.counts.waiting
    );
    let href = format!("/r/{}/board", strip.room);
    let title = t!(w, "strip-title");
    match &strip.worst {
        Some(line) => {
            let name = format!("{} {}", line.recipient, line.item);
            let bar = Bar {
                size: Size::Small,
                pledged: 0,
                ..bar_of(line)
            };
            parts::strip(&href, &title, &counts, &name, bar.svg(w), &gap_of(w, line))
        }
        None => {
            let none = t!(w, "strip-none");
            parts::strip(&href, &title, &counts, &none, html! {}, "")
        }
    }
}

/// The item with what is needed and pledged of it: `N95口罩，需 1,950，认捐 200`.
fn asked(w: Words, line: &Lack) -> String {
    let mut text = line.item.clone();
    let figures = [
        (t!(w, "bar-needed"), line.needed),
        (t!(w, "bar-pledged"), Some(line.pledged).filter(|n| *n > 0)),
    ];
    for (name, n) in figures {
        if let Some(n) = n {
            text.push_str(&format!("{}{name} {}", t!(w, "list-comma"), number(n)));
        }
    }
    text
}

/// Open needs as a list: who, what is missing, the bar.
pub fn open_needs(ctx: &Ctx, lines: &[Lack]) -> Markup {
    let w = ctx.words;
    html! {
        ul.nl {
            @for line in lines {
                li {
                    p.row.sp.base {
                        a.go2 href={ "/n/" (line.need) } { b { (line.recipient) } }
                        span.lack.nb { (gap_of(w, line)) }
                    }
                    (bar_of(line).svg(w))
                    p.row.sp.sm.mut {
                        span { (asked(w, line)) }
                        span.nb { (t!(w, "needs-confirmed-at", when = ago(w, ctx.now, line.confirmed_at))) }
                    }
                }
            }
        }
    }
}

/// Name, sentence and counts of a room, as somebody outside sees it.
pub fn sign(ctx: &Ctx, head: &Head) -> Markup {
    let w = ctx.words;
    html! {
        section.stack {
            h2.t4 { (head.name) }
            @if let Some(about) = &head.about { p { (about) } }
            p.sm.mut {
                (t!(w, "growth-people", n = head.members))
                @if let Some(place) = &head.place { " · " (place) }
                " · " (t!(w, "room-delivered", n = head.counts.received))
            }
        }
    }
}

/// What a picture of growth ends with: now, or a day after the last who came.
pub fn ending(w: Words, grown: &Grown) -> String {
    if grown.quiet {
        t!(w, "room-quiet")
    } else {
        t!(w, "room-now")
    }
}

/// The growth of a room as picture and table, its generations in strips; `end` names the last row.
pub fn grown(w: Words, grown: &Grown, layers: &[Layer], end: &str) -> Markup {
    let first = [
        (Some(0), t!(w, "room-opened")),
        (grown.first_commitment, t!(w, "room-first-commitment")),
        (grown.first_delivery, t!(w, "room-first-delivery")),
    ];
    let known = || {
        first
            .iter()
            .filter_map(|(at, name)| at.map(|at| (at, name.as_str())))
    };
    let marks: Vec<_> = known()
        .skip(1)
        .map(|(at_secs, name)| GrowthMark { at_secs, name })
        .collect();
    let mut rows: Vec<_> = known()
        .map(|(at_secs, text)| GrowthRow {
            at_secs,
            members: grown.members_at(at_secs),
            text,
        })
        .collect();
    rows.push(GrowthRow {
        at_secs: grown.span_secs,
        members: grown.members_at(grown.span_secs),
        text: end,
    });
    // Whoever opens a room is its first member within the same moment.
    if let Some(first) = rows.first_mut() {
        first.members = first.members.max(1);
    }
    let names: Vec<String> = layers.iter().map(|layer| layer.name(w)).collect();
    let layers: Vec<GrowthLayer<'_>> = layers
        .iter()
        .zip(&names)
        .map(|(layer, name)| GrowthLayer {
            name,
            points: &layer.points,
        })
        .collect();
    growth(
        w,
        &Growth {
            points: &grown.points,
            span_secs: grown.span_secs,
            marks: &marks,
            rows: &rows,
            layers: &layers,
        },
    )
}
