//! Who is tied to whom: ends in columns by their role, ties by acts done. Where there are more than a picture holds, those
//! without whom a line breaks are drawn, then those who did most; the layout follows the given order, so that the picture
//! does not jump between visits.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::plot::{Frame, behind, fitted, px, scaled};
use super::table::Col;
use crate::t;
use crate::words::{Words, number};

/// Ends drawn in one column of the narrow picture, and of the wide one; the table under them has all ties.
const ENDS_MAX: [usize; 2] = [8, 14];
/// Ties drawn in the narrow picture, and in the wide one: more are a web in which nobody follows a line.
const TIES_MAX: [usize; 2] = [20, 48];
/// Columns: givers, those between, receivers, and room for one more.
pub const COLUMNS_MAX: usize = 4;

/// How an end is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// People, alone or counted together.
    Circle,
    /// A hospital, a place, a room.
    Square,
}

/// One end.
#[derive(Clone, Copy, Debug)]
pub struct End<'a> {
    /// Its name; a long one is cut in the picture and whole in the table.
    pub name: &'a str,
    /// Its shape.
    pub shape: Shape,
    /// Without it others would be cut off: marked with a dot inside.
    pub cut: bool,
}

/// Ends of one role.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// The role.
    pub name: &'a str,
    /// From top to bottom; those that the picture leaves out it counts.
    pub ends: &'a [End<'a>],
}

/// Which end: its column, and its place in it, both from 0.
pub type At = (usize, usize);

/// A tie between two ends.
#[derive(Clone, Copy, Debug)]
pub struct Tie {
    /// One end.
    pub from: At,
    /// The other.
    pub to: At,
    /// Acts done.
    pub acts: u64,
    /// The only tie of one of them.
    pub only: bool,
}

/// A network; ties whose ends are not there are left out.
#[derive(Clone, Copy, Debug)]
pub struct Network<'a> {
    /// From left to right, at most [`COLUMNS_MAX`].
    pub columns: &'a [Column<'a>],
    /// In the order of the table.
    pub ties: &'a [Tie],
    /// What the squares are: "hospital", "place".
    pub squares: &'a str,
    /// What the circles are: "person", "room".
    pub circles: &'a str,
}

/// The picture, wide and narrow, its key and its table.
pub fn network(w: Words, net: &Network<'_>) -> Markup {
    html! {
        figure.fig {
            @if net.columns.iter().all(|column| column.ends.is_empty()) {
                p.mut { (t!(w, "network-nothing")) }
            } @else {
                @for frame in [Frame::NARROW, Frame::WIDE] {
                    @let layout = Layout::of(net, frame);
                    (picture(w, &layout))
                    (left_out(w, &layout))
                }
                (key(w, net))
                (under(w, net))
            }
        }
    }
}

/// Room for the names at both sides, in px; less in the narrow picture.
const SIDE: [u64; 2] = [92, 150];
/// From one row to the next, and from the top to the first.
const ROW: u64 = 46;
const HEAD: u64 = 46;
/// Half the size of an end.
const HALF: u64 = 7;
/// A tie's width in tenths of a px: for one act, and more for as many as the most.
const THIN: u64 = 15;
const THICK: u64 = 25;
/// How far a tie within one column swings out.
const SWING: u64 = 30;

/// Where things stand in one picture.
struct Layout<'a> {
    net: &'a Network<'a>,
    frame: Frame,
    side: u64,
    /// The ends drawn of each column, by their places in it.
    shown: Vec<Vec<usize>>,
    rows: u64,
    most: u64,
}

impl<'a> Layout<'a> {
    fn of(net: &'a Network<'a>, frame: Frame) -> Layout<'a> {
        let ends_max = frame.choose(ENDS_MAX);
        let columns = net.columns.iter().take(COLUMNS_MAX).enumerate();
        let shown: Vec<_> = columns
            .map(|(c, column)| telling(net, c, column, ends_max))
            .collect();
        let rows = shown.iter().map(Vec::len).max().unwrap_or(0);
        Layout {
            net,
            frame,
            side: frame.choose(SIDE),
            shown,
            rows: u64::try_from(rows).unwrap_or(0),
            most: net
                .ties
                .iter()
                .map(|tie| tie.acts)
                .max()
                .unwrap_or(1)
                .max(1),
        }
    }

    fn height(&self) -> u64 {
        HEAD + self.rows * ROW
    }

    fn columns(&self) -> impl Iterator<Item = (usize, &Column<'a>)> {
        self.net.columns.iter().take(COLUMNS_MAX).enumerate()
    }

    fn ends(&self) -> impl Iterator<Item = (At, &'a End<'a>)> {
        let shown = self.columns().zip(&self.shown);
        shown.flat_map(|((c, column), shown)| {
            let ends = shown.iter();
            ends.filter_map(move |e| Some(((c, *e), column.ends.get(*e)?)))
        })
    }

    /// The ties drawn: those whose both ends are, the first of them in the order of the table.
    fn ties(&self) -> impl Iterator<Item = &'a Tie> {
        let drawn = |at: At| self.at(at).is_some();
        let ties = self.net.ties.iter();
        ties.filter(move |tie| drawn(tie.from) && drawn(tie.to))
            .take(self.frame.choose(TIES_MAX))
    }

    fn x(&self, column: usize) -> u64 {
        let last = self.net.columns.len().min(COLUMNS_MAX).saturating_sub(1);
        let inner = self.frame.width - 2 * self.side;
        let (column, last) = (wide(column), wide(last));
        if last == 0 {
            return self.frame.width / 2;
        }
        self.side + scaled(column, inner, last)
    }

    /// The middle of an end, in px, if it is drawn. Columns with few ends spread over the whole height; those between
    /// the outer ones stand to and fro, so that ties do not run through one another's ends.
    fn at(&self, (c, e): At) -> Option<(u64, u64)> {
        let shown = self.shown.get(c)?;
        let (e, count) = (shown.binary_search(&e).ok()?, shown.len());
        let slot = (self.rows * ROW * super::plot::TENTHS) / wide(count).max(1);
        let y = HEAD + (slot * wide(e) + slot / 2) / super::plot::TENTHS;
        let inner = c > 0 && c + 1 < self.net.columns.len();
        let shift = match (inner, e % 2) {
            (true, 0) => 0,
            (true, _) => self.frame.width / 14,
            (false, _) => self.frame.width / 28,
        };
        let lean = self.frame.width / 28;
        Some(((self.x(c) + shift).saturating_sub(lean), y))
    }
}

fn wide(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// The ends of a column that say most, in their order: those without whom a line breaks, those that have the only tie of
/// one end, those who did most.
fn telling(net: &Network<'_>, c: usize, column: &Column<'_>, max: usize) -> Vec<usize> {
    let mut weights: Vec<(bool, bool, u64)> = vec![(false, false, 0); column.ends.len()];
    for (weight, end) in weights.iter_mut().zip(column.ends) {
        weight.0 = end.cut;
    }
    for tie in net.ties {
        let ends = [tie.from, tie.to].into_iter().filter(|at| at.0 == c);
        for (_, e) in ends {
            if let Some(weight) = weights.get_mut(e) {
                weight.1 |= tie.only;
                weight.2 = weight.2.saturating_add(tie.acts);
            }
        }
    }
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|e| Reverse(weights.get(*e)));
    let mut shown: Vec<usize> = order.into_iter().take(max).collect();
    shown.sort_unstable();
    shown
}

fn picture(w: Words, layout: &Layout<'_>) -> Markup {
    let frame = layout.frame;
    html! {
        svg class=(frame.class) viewBox={ "0 0 " (frame.width) " " (layout.height()) } role="img"
            aria-label=(label(w, layout.net)) {
            @for (c, column) in layout.columns() {
                @let (x, anchor) = heading(layout, c);
                text.tm x=(x) y="16" text-anchor=(anchor) { (column.name) }
            }
            @for tie in layout.ties() { (drawn(layout, tie)) }
            @for (at, end) in layout.ends() {
                @if let Some(middle) = layout.at(at) { (marked(layout, at, middle, end)) }
            }
        }
    }
}

/// The picture in words.
fn label(w: Words, net: &Network<'_>) -> String {
    let ends: usize = net.columns.iter().map(|column| column.ends.len()).sum();
    let single = net.ties.iter().filter(|tie| tie.only).count();
    t!(
        w,
        "network-label",
        ends = wide(ends),
        ties = wide(net.ties.len()),
        single = wide(single)
    )
}

fn heading(layout: &Layout<'_>, c: usize) -> (u64, &'static str) {
    let last = layout.net.columns.len().min(COLUMNS_MAX).saturating_sub(1);
    let x = layout.x(c);
    match c {
        _ if last == 0 => (x, "middle"),
        0 => (x + HALF, "end"),
        c if c == last => (x - HALF, "start"),
        _ => (x, "middle"),
    }
}

fn drawn(layout: &Layout<'_>, tie: &Tie) -> Markup {
    let ends = layout.at(tie.from).zip(layout.at(tie.to));
    let width = THIN + scaled(tie.acts.saturating_sub(1), THICK, layout.most);
    html! {
        @if let Some(((x, y), (to_x, to_y))) = ends {
            @let line = if tie.from.0 == tie.to.0 {
                let out = x.max(to_x) + SWING;
                format!("M{x} {y}Q{out} {} {to_x} {to_y}", y.midpoint(to_y))
            } else {
                format!("M{x} {y}L{to_x} {to_y}")
            };
            @if tie.only {
                path.only d=(line) stroke-width="2" {}
            } @else {
                path.tie d=(line) stroke-width=(px(width)) {}
            }
        }
    }
}

fn marked(layout: &Layout<'_>, at: At, (x, y): (u64, u64), end: &End<'_>) -> Markup {
    let last = layout.net.columns.len().min(COLUMNS_MAX).saturating_sub(1);
    let gap = HALF + 6;
    let (tx, ty, anchor, room) = match at.0 {
        _ if last == 0 => (x + gap, y + 5, "start", layout.frame.width / 2 - gap),
        0 => (x - gap, y + 5, "end", layout.side - gap),
        c if c == last => (x + gap, y + 5, "start", layout.side - gap),
        _ => (x, y - HALF - 6, "middle", layout.side),
    };
    html! {
        @match end.shape {
            Shape::Circle => circle.nd cx=(x) cy=(y) r=(HALF + 1) {},
            Shape::Square => rect.nd x=(x - HALF) y=(y - HALF) width=(2 * HALF) height=(2 * HALF) {},
        }
        @if end.cut { circle.r cx=(x) cy=(y) r="3.5" {} }
        text.hal.tb[end.cut] x=(tx) y=(ty) text-anchor=(anchor) { (fitted(end.name, room)) }
    }
}

/// What the picture leaves out, where the table has it.
fn left_out(w: Words, layout: &Layout<'_>) -> Markup {
    let net = layout.net;
    let ends: usize = net.columns.iter().map(|column| column.ends.len()).sum();
    let ends = wide(ends.saturating_sub(layout.ends().count()));
    let is_tie = |tie: &&Tie| name(net, tie.from).is_some() && name(net, tie.to).is_some();
    let ties = net.ties.iter().filter(is_tie).count();
    let ties = wide(ties.saturating_sub(layout.ties().count()));
    let on = layout.frame.choose(["only-n", "only-w"]);
    html! {
        @if ends + ties > 0 { p.sm.mut.(on) { (t!(w, "network-left", ends = ends, ties = ties)) } }
    }
}

fn key(w: Words, net: &Network<'_>) -> Markup {
    let any = |shape| {
        let ends = net.columns.iter().flat_map(|column| column.ends);
        ends.clone().any(|end: &End<'_>| end.shape == shape)
    };
    html! {
        p.key {
            @if any(Shape::Circle) { (keyed(net.circles, html! { circle.nd cx="8" cy="5.5" r="5" {} })) }
            @if any(Shape::Square) {
                (keyed(net.squares, html! { rect.nd x="3" y=".5" width="10" height="10" {} }))
            }
            @if net.columns.iter().flat_map(|column| column.ends).any(|end| end.cut) {
                (keyed(&t!(w, "network-cut"), html! {
                    circle.nd cx="8" cy="5.5" r="5" {} circle.r cx="8" cy="5.5" r="2" {}
                }))
            }
            (keyed(&t!(w, "network-thick"), html! { path.tie d="M0 6h16" stroke-width="3" {} }))
            @if net.ties.iter().any(|tie| tie.only) {
                (keyed(&t!(w, "network-only"), html! { path.only d="M0 6h16" stroke-width="2" {} }))
            }
        }
    }
}

fn keyed(word: &str, swatch: Markup) -> Markup {
    html! { span.nb { svg.sw aria-hidden="true" { (swatch) } (word) } }
}

/// What an end is called; nothing when it is not there.
fn name<'n>(net: &Network<'n>, (c, e): At) -> Option<&'n str> {
    let column = net.columns.get(c)?;
    column.ends.get(e).map(|end| end.name)
}

fn under(w: Words, net: &Network<'_>) -> Markup {
    let row = |tie: &Tie| {
        Some(vec![
            html! { (name(net, tie.from)?) },
            html! { (name(net, tie.to)?) },
            html! { (number(tie.acts)) },
            html! { @if tie.only { (t!(w, "network-only-short")) } },
        ])
    };
    let rows: Vec<Vec<Markup>> = net.ties.iter().filter_map(row).collect();
    let heads = [
        t!(w, "network-from"),
        t!(w, "network-to"),
        t!(w, "network-acts"),
        t!(w, "network-note"),
    ];
    let cols = [Col::Text, Col::Text, Col::Num, Col::Text];
    let heads: Vec<(Col, &str)> = cols
        .into_iter()
        .zip(heads.iter().map(String::as_str))
        .collect();
    behind(w, &t!(w, "network-caption"), &heads, &rows)
}
