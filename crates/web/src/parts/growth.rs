//! How a room grew: a step curve with its marks, and the same as a table.
//!
//! Drawn twice, once for phones at its own scale: scaled text would be too small to read.

use std::fmt::Write;

use maud::{Markup, html};

use super::plot::{measured, nice_step, scaled};
use crate::t;
use crate::words::{Words, duration, duration_narrow};

/// The curve of one room.
#[derive(Clone, Copy, Debug)]
pub struct Growth<'a> {
    /// Seconds since the room opened, members from then on; in order of time.
    pub points: &'a [(u64, u64)],
    /// Seconds the picture spans.
    pub span_secs: u64,
    /// Moments named in the picture: first commitment, first delivery.
    pub marks: &'a [GrowthMark<'a>],
    /// The table under it.
    pub rows: &'a [GrowthRow<'a>],
    /// Who came by which generation of invitations, the founders first; at most [`LAYERS_MAX`] are drawn.
    pub layers: &'a [GrowthLayer<'a>],
}

/// Generations drawn, the last of them with all that follow.
pub const LAYERS_MAX: usize = 8;

/// One generation of invitations in the picture.
#[derive(Clone, Copy, Debug)]
pub struct GrowthLayer<'a> {
    /// Its name at the right end.
    pub name: &'a str,
    /// Seconds since the room opened, and how many had come by then of this generation and those before it.
    pub points: &'a [(u64, u64)],
}

/// A moment named in the picture.
#[derive(Clone, Copy, Debug)]
pub struct GrowthMark<'a> {
    /// Seconds since the room opened.
    pub at_secs: u64,
    /// What happened.
    pub name: &'a str,
}

/// A line of the table under the picture.
#[derive(Clone, Copy, Debug)]
pub struct GrowthRow<'a> {
    /// Seconds since the room opened.
    pub at_secs: u64,
    /// Members then.
    pub members: u64,
    /// What happened.
    pub text: &'a str,
}

/// The picture, wide and narrow, and its table.
pub fn growth(w: Words, growth: &Growth<'_>) -> Markup {
    html! {
        figure.fig {
            @let right = if growth.layers.is_empty() { RIGHT } else { RIGHT_OF_LAYERS };
            (picture(w, growth, Frame { class: "chart only-w", width: 410, height: 230, right }))
            (picture(w, growth, Frame { class: "chart only-n", width: 320, height: 220, right }))
            table {
                caption.vh { (t!(w, "growth-caption")) }
                tbody {
                    @for row in growth.rows {
                        tr {
                            td.num.tm { (duration_narrow(row.at_secs)) }
                            td.num.ct { span.nb { (t!(w, "growth-people", n = row.members)) } }
                            td { (row.text) }
                        }
                    }
                }
            }
        }
    }
}

/// Room for the figures at the left, above and below the curve, in px.
const LEFT: u64 = 34;
const RIGHT: u64 = 10;
/// Where strips are named at their right end.
const RIGHT_OF_LAYERS: u64 = 48;
/// A thinner strip is not named.
const NAMED: u64 = 15;
const ABOVE: u64 = 28;
const BELOW: u64 = 24;
/// Lines of text in the picture.
const LINE: u64 = 16;
/// How far a mark's words stand from its point.
const LEADER: u64 = 62;
/// Words centred this near to the right edge would stand out of the picture.
const EDGE: u64 = 24;
/// Words of one row stay apart by at least so much.
const APART: u64 = 8;
/// One hour, in seconds.
const HOUR_SECS: u64 = 3_600;
/// Hours between two marks of the time axis.
const HOUR_STEPS: [u64; 8] = [1, 2, 3, 6, 12, 24, 48, 168];
/// Marks of the time axis at most, so that their words stay apart.
const TICKS_MAX: u64 = 6;
/// About how wide the words of a mark are.
const CLASH: u64 = 118;
/// Blocks of words tried for a mark, each further from its point.
const BLOCKS: u64 = 3;

#[derive(Clone, Copy)]
struct Frame {
    class: &'static str,
    width: u64,
    height: u64,
    right: u64,
}

impl Frame {
    fn inner(self) -> (u64, u64) {
        let width = self.width - LEFT - self.right;
        (width, self.height - ABOVE - BELOW)
    }
}

/// Turns seconds and members into px of one frame.
#[derive(Clone, Copy)]
struct Axes {
    frame: Frame,
    span_secs: u64,
    top: u64,
}

impl Axes {
    fn x(self, secs: u64) -> u64 {
        LEFT + scaled(
            secs.min(self.span_secs),
            self.frame.inner().0,
            self.span_secs,
        )
    }

    fn secs(self, x: u64) -> u64 {
        scaled(x.saturating_sub(LEFT), self.span_secs, self.frame.inner().0)
    }

    fn y(self, members: u64) -> u64 {
        let (_, height) = self.frame.inner();
        ABOVE + height - scaled(members.min(self.top), height, self.top)
    }
}

fn picture(w: Words, growth: &Growth<'_>, frame: Frame) -> Markup {
    let last = growth.points.last().map_or(0, |(_, members)| *members);
    let most = growth
        .points
        .iter()
        .map(|(_, members)| *members)
        .max()
        .unwrap_or(0)
        .max(1);
    let axes = Axes {
        frame,
        span_secs: growth.span_secs.max(1),
        top: most,
    };
    let end = axes.x(axes.span_secs);
    html! {
        svg class=(frame.class) viewBox={ "0 0 " (frame.width) " " (frame.height) } role="img"
            aria-label=(label(w, growth, last)) {
            (grid(w, axes))
            (layers(growth, axes))
            path.cv d=(curve(growth.points, axes)) {}
            @let notes = placed(w, growth, axes);
            @for note in &notes {
                path.ld d={ "M" (note.x) " " (note.y) "V" (note.end) } {}
                circle.dot cx=(note.x) cy=(note.y) r="5" {}
            }
            @for note in &notes { (note.words()) }
            text.tb.hal x=(end) y=(axes.y(last).saturating_sub(8)) text-anchor="end" {
                (t!(w, "growth-people", n = last))
            }
        }
    }
}

/// Strips from the baseline up, the newest generation first, each covering what lies under the one before it.
fn layers(growth: &Growth<'_>, axes: Axes) -> Markup {
    let base = axes.frame.height - BELOW;
    let end = axes.x(axes.span_secs);
    let drawn = growth.layers.iter().take(LAYERS_MAX);
    let drawn: Vec<(usize, &GrowthLayer<'_>)> = drawn.enumerate().collect();
    let top = |layer: &GrowthLayer<'_>| axes.y(layer.points.last().map_or(0, |(_, n)| *n));
    let below = std::iter::once(base).chain(drawn.iter().map(|(_, layer)| top(layer)));
    let named = drawn
        .iter()
        .zip(below)
        .map(|((_, layer), below)| (layer.name, top(layer), below));
    html! {
        @for (at, layer) in drawn.iter().rev() {
            @let outline = curve(layer.points, axes);
            path class=(if at % 2 == 0 { "ly" } else { "ly e" }) d={ (outline) "V" (base) "H" (LEFT) "Z" } {}
        }
        @for (name, top, below) in named.filter(|(_, top, below)| below - top >= NAMED) {
            text.tm x=(end + 5) y=((top + below) / 2 + 5) { (name) }
        }
    }
}

/// The picture in words.
fn label(w: Words, growth: &Growth<'_>, last: u64) -> String {
    let first = growth.points.first().map_or(0, |(_, members)| *members);
    let from = t!(w, "growth-people", n = first);
    let to = t!(w, "growth-people", n = last);
    growth.marks.iter().fold(
        t!(w, "growth-label", from = from, to = to),
        |mut text, mark| {
            // Writing into a string cannot fail.
            let _ = write!(text, "; {} {}", mark.name, duration(w, mark.at_secs));
            text
        },
    )
}

fn grid(w: Words, axes: Axes) -> Markup {
    let step = nice_step(axes.top);
    let end = axes.x(axes.span_secs);
    let base = axes.frame.height - BELOW;
    html! {
        @for n in 0..=(axes.top / step) {
            @let y = axes.y(n * step);
            line class=(if n == 0 { "ax" } else { "gr" }) x1=(LEFT) x2=(end) y1=(y) y2=(y) {}
            text.tm x=(LEFT - 8) y=(y + 4) text-anchor="end" { (n * step) }
        }
        @for (x, anchor, text) in ticks(w, axes) {
            text.tm x=(x) y=(base + 18) text-anchor=(anchor) { (text) }
        }
    }
}

/// The words under a picture: where, how anchored, and what. The last names the unit; the one before it is left out
/// where the two would touch.
fn ticks(w: Words, axes: Axes) -> Vec<(u64, &'static str, String)> {
    let hours = tick_hours(axes.span_secs);
    let Some((last, before)) = hours.split_last() else {
        return Vec::new();
    };
    let end = axes.x(axes.span_secs);
    let x = axes.x(last * HOUR_SECS);
    let text = t!(w, "growth-hours", n = *last);
    let (anchor, left) = if x + EDGE > end {
        ("end", x.saturating_sub(measured(&text)))
    } else {
        ("middle", x.saturating_sub(measured(&text) / 2))
    };
    let plain = |hours: &u64| (axes.x(hours * HOUR_SECS), hours.to_string());
    let clear = |(x, text): &(u64, String)| x + measured(text) / 2 + APART <= left;
    let middle = |(x, text)| (x, "middle", text);
    let all = before.iter().map(plain).filter(clear).map(middle);
    all.chain([(x, anchor, text)]).collect()
}

/// The hours marked under a picture: whole, and at most six of them.
fn tick_hours(span_secs: u64) -> Vec<u64> {
    let span = span_secs / HOUR_SECS;
    let step = HOUR_STEPS
        .into_iter()
        .find(|step| span / step < TICKS_MAX)
        .unwrap_or(span / (TICKS_MAX - 1));
    (0..TICKS_MAX)
        .map(|n| n * step)
        .take_while(|hours| *hours <= span)
        .collect()
}

/// Steps, at most one for each px, however many members joined.
fn curve(points: &[(u64, u64)], axes: Axes) -> String {
    let mut path = String::new();
    let mut pen: Option<(u64, u64)> = None;
    for (secs, members) in points {
        let next = (axes.x(*secs), axes.y(*members));
        // Writing into a string cannot fail.
        let _ = match pen {
            None => write!(path, "M{} {}", next.0, next.1),
            Some(at) if at == next => Ok(()),
            Some(at) if at.0 == next.0 => write!(path, "V{}", next.1),
            Some(at) if at.1 == next.1 => Ok(()),
            Some(_) => write!(path, "H{}V{}", next.0, next.1),
        };
        pen = pen.filter(|at| at.1 == next.1).or(Some(next));
    }
    let _ = write!(path, "H{}", axes.x(axes.span_secs));
    path
}

/// The words of a mark and the line that leads to them, in px.
struct Note<'a> {
    x: u64,
    y: u64,
    /// Where the leading line ends.
    end: u64,
    /// Base line of the first of two rows.
    text: u64,
    anchor: &'static str,
    /// Where the words are anchored.
    at: u64,
    name: &'a str,
    held: String,
}

impl Note<'_> {
    fn words(&self) -> Markup {
        html! {
            text.tb.hal x=(self.at) y=(self.text) text-anchor=(self.anchor) { (self.name) }
            text.tm.hal x=(self.at) y=(self.text + LINE) text-anchor=(self.anchor) { (self.held) }
        }
    }

    /// Left and right end of the words.
    fn span(&self) -> (u64, u64) {
        let width = measured(self.name).max(measured(&self.held));
        match self.anchor {
            "start" => (self.at, self.at + width),
            _ => (self.at.saturating_sub(width), self.at),
        }
    }

    fn touches(&self, other: &Note<'_>) -> bool {
        let ((left, right), (from, to)) = (self.span(), other.span());
        let rows_meet = self.text.abs_diff(other.text) < 2 * LINE;
        rows_meet && left < to + APART && from < right + APART
    }
}

/// The words of each mark, in a further block where they would touch those of an earlier one. Where no block is free
/// they are left out: the table under the picture has them.
fn placed<'a>(w: Words, growth: &Growth<'a>, axes: Axes) -> Vec<Note<'a>> {
    let mut placed: Vec<Note<'a>> = Vec::new();
    for mark in growth.marks {
        let mut blocks = (0..BLOCKS).map(|far| note(w, growth, *mark, axes, far));
        let free = blocks.find(|note| !placed.iter().any(|other| note.touches(other)));
        placed.extend(free);
    }
    placed
}

fn note<'a>(w: Words, growth: &Growth<'a>, mark: GrowthMark<'a>, axes: Axes, far: u64) -> Note<'a> {
    let members = members_at(growth.points, mark.at_secs);
    let (x, y) = (axes.x(mark.at_secs), axes.y(members));
    let (_, height) = axes.frame.inner();
    let reach = LEADER + far * (2 * LINE + 4);
    let low = axes.frame.height - BELOW - LINE - 8;
    let right = axes.x(axes.span_secs);
    // The words keep clear of the curve over their own width.
    let (end, text) = if y < ABOVE + height / 2 {
        let curve = axes.y(members_at(growth.points, axes.secs(right - CLASH)));
        let end = (y + reach).max(curve + 6).min(low - LINE);
        (end, end + LINE - 1)
    } else {
        let curve = axes.y(members_at(growth.points, axes.secs(x + CLASH)));
        let end = y
            .saturating_sub(reach)
            .min(curve.saturating_sub(6))
            .max(2 * LINE);
        (end, end - LINE - 4)
    };
    let (anchor, at) = if x < LEFT + axes.frame.inner().0 / 2 {
        ("start", x)
    } else {
        ("end", right)
    };
    let people = t!(w, "growth-people", n = members);
    Note {
        x,
        y,
        end,
        text,
        anchor,
        at,
        name: mark.name,
        held: t!(
            w,
            "growth-mark",
            held = duration(w, mark.at_secs),
            people = people
        ),
    }
}

fn members_at(points: &[(u64, u64)], secs: u64) -> u64 {
    points
        .iter()
        .take_while(|(at, _)| *at <= secs)
        .last()
        .map_or(0, |(_, members)| *members)
}
