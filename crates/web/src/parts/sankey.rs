//! Flow of goods: from where at the left, to where at the right, a band as wide as its amount.
//!
//! Solid has arrived, striped is on its way. Beyond a few names on a side the rest stand together as one.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::plot::{Frame, behind, fitted, px, scaled};
use super::table::Col;
use crate::t;
use crate::words::{Words, number};

/// Names drawn on one side; what is beyond stands together below them.
pub const NAMES_MAX: usize = 9;

/// What went from one place to another, in base units of one item.
#[derive(Clone, Copy, Debug)]
pub struct Flow<'a> {
    /// From where.
    pub from: &'a str,
    /// To where.
    pub to: &'a str,
    /// Accepted on arrival.
    pub received: u64,
    /// On its way.
    pub moving: u64,
}

impl Flow<'_> {
    fn amount(&self) -> u64 {
        self.received.saturating_add(self.moving)
    }
}

/// The picture, wide and narrow, its key and its table. `what` names the goods, `unit` their unit.
pub fn sankey(w: Words, flows: &[Flow<'_>], what: &str, unit: &str) -> Markup {
    let mut flows: Vec<&Flow<'_>> = flows.iter().filter(|flow| flow.amount() > 0).collect();
    flows.sort_by_key(|flow| std::cmp::Reverse(flow.amount()));
    let drawn = Drawn::of(w, &flows);
    html! {
        figure.fig {
            @if flows.is_empty() {
                p.mut { (t!(w, "sankey-nothing")) }
            } @else {
                (picture(w, &drawn, Frame::NARROW, what, unit))
                (picture(w, &drawn, Frame::WIDE, what, unit))
                (key(w))
                (under(w, &flows, unit))
            }
        }
    }
}

/// Room for the names, in px, in the narrow picture and in the wide one.
const SIDE: [u64; 2] = [88, 140];
/// A name's bar.
const BAR: u64 = 8;
/// The larger side of the picture is so high, in tenths of a px, without the gaps.
const BANDS: u64 = 2_400;
/// A name and its figure need so much, and so much stands between two, in tenths of a px.
const SLOT_MIN: u64 = 380;
const GAP: u64 = 60;
/// The thinnest that is still seen, in tenths of a px.
const SEEN: u64 = 10;
/// Above the first name, in tenths of a px.
const ABOVE: u64 = 20;

/// A name of one side with its sum and where it stands.
struct Node {
    name: String,
    sum: u64,
    /// Upper edge of its bar, and its height, in tenths of a px.
    top: u64,
    height: u64,
}

/// One band, as it leaves and as it arrives.
struct Band {
    from: usize,
    to: usize,
    received: u64,
    moving: u64,
}

/// What is drawn: each side's names, the largest first, and the bands between them.
struct Drawn {
    sides: [Vec<Node>; 2],
    bands: Vec<Band>,
    total: u64,
    height: u64,
}

impl Drawn {
    fn of(w: Words, flows: &[&Flow<'_>]) -> Drawn {
        let total = flows
            .iter()
            .fold(0_u64, |sum, flow| sum.saturating_add(flow.amount()));
        let from = ranked(flows, |flow| flow.from);
        let to = ranked(flows, |flow| flow.to);
        let mut bands: BTreeMap<(usize, usize), (u64, u64)> = BTreeMap::new();
        for flow in flows {
            let ends = (place(&from, flow.from), place(&to, flow.to));
            let band = bands.entry(ends).or_default();
            band.0 = band.0.saturating_add(flow.received);
            band.1 = band.1.saturating_add(flow.moving);
        }
        let band = |((from, to), (received, moving))| Band {
            from,
            to,
            received,
            moving,
        };
        let sides = [from, to].map(|names| nodes(w, &names, total));
        let low = |nodes: &Vec<Node>| {
            nodes
                .last()
                .map_or(0, |node| node.top + node.height.max(SLOT_MIN))
        };
        Drawn {
            height: sides.iter().map(low).max().unwrap_or(0) / 10 + 6,
            sides,
            bands: bands.into_iter().map(band).collect(),
            total,
        }
    }
}

/// Names of one side with their sums, the largest first; of equals the first in the alphabet.
fn ranked<'a>(flows: &[&Flow<'a>], name: impl Fn(&Flow<'a>) -> &'a str) -> Vec<(&'a str, u64)> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for flow in flows {
        let sum = sums.entry(name(flow)).or_default();
        *sum = sum.saturating_add(flow.amount());
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    sums
}

/// Where a name is drawn; all beyond the limit together. One name too many is drawn rather than called "one other".
fn place(names: &[(&str, u64)], name: &str) -> usize {
    let at = names
        .iter()
        .position(|(other, _)| *other == name)
        .unwrap_or(NAMES_MAX);
    if names.len() > NAMES_MAX + 1 {
        at.min(NAMES_MAX)
    } else {
        at
    }
}

fn nodes(w: Words, names: &[(&str, u64)], total: u64) -> Vec<Node> {
    let shown = if names.len() > NAMES_MAX + 1 {
        NAMES_MAX
    } else {
        names.len()
    };
    let (named, rest) = names.split_at(shown);
    let mut list: Vec<(String, u64)> = named
        .iter()
        .map(|(n, sum)| ((*n).to_owned(), *sum))
        .collect();
    if !rest.is_empty() {
        let sum = rest
            .iter()
            .fold(0_u64, |sum, (_, one)| sum.saturating_add(*one));
        let n = u64::try_from(rest.len()).unwrap_or(u64::MAX);
        list.push((t!(w, "sankey-others", n = n), sum));
    }
    let mut y = ABOVE;
    list.into_iter()
        .map(|(name, sum)| {
            let height = scaled(sum, BANDS, total).max(SEEN);
            let slot = height.max(SLOT_MIN);
            let top = y + (slot - height) / 2;
            y += slot + GAP;
            Node {
                name,
                sum,
                top,
                height,
            }
        })
        .collect()
}

fn picture(w: Words, drawn: &Drawn, frame: Frame, what: &str, unit: &str) -> Markup {
    let [from, to] = &drawn.sides;
    let largest = from.first().zip(to.first());
    let label = largest.map_or(String::new(), |(from, to)| {
        t!(
            w,
            "sankey-label",
            what = what,
            total = drawn.total,
            unit = unit,
            from = from.name.clone(),
            given = from.sum,
            to = to.name.clone(),
            had = to.sum
        )
    });
    let side = frame.choose(SIDE);
    html! {
        svg class=(frame.class) viewBox={ "0 0 " (frame.width) " " (drawn.height) } role="img"
            aria-label=(label) {
            (bands(drawn, side + BAR, frame.width - side - BAR))
            @for node in from { (named(node, side, side - 6, "end", side - 6)) }
            @for node in to {
                (named(node, frame.width - side - BAR, frame.width - side + 6, "start", side - 6))
            }
        }
    }
}

fn named(node: &Node, bar: u64, text: u64, anchor: &str, room: u64) -> Markup {
    let middle = (node.top + node.height / 2) / 10;
    html! {
        rect.r x=(bar) y=(px(node.top)) width=(BAR) height=(px(node.height)) {}
        text.tb x=(text) y=(middle - 2) text-anchor=(anchor) { (fitted(&node.name, room)) }
        text.tm x=(text) y=(middle + 15) text-anchor=(anchor) { (number(node.sum)) }
    }
}

/// The bands, each from where the one before it ended on both sides.
fn bands(drawn: &Drawn, left: u64, right: u64) -> Markup {
    let [from, to] = &drawn.sides;
    let mut taken = [vec![0_u64; from.len()], vec![0_u64; to.len()]];
    let mut shapes: Vec<(bool, String)> = Vec::new();
    for band in &drawn.bands {
        for (moving, amount) in [(false, band.received), (true, band.moving)] {
            let [gone, come] = &mut taken;
            let ends = slice(from, gone, band.from, amount).zip(slice(to, come, band.to, amount));
            if let Some((start, end)) = ends.filter(|_| amount > 0) {
                shapes.push((moving, shape((left, start), (right, end))));
            }
        }
    }
    html! {
        @for (moving, shape) in &shapes {
            @if *moving { path.e d=(shape) fill="url(#t)" {} } @else { path.fl d=(shape) {} }
        }
    }
}

/// The part of a bar that an amount takes: its edges in tenths of a px.
fn slice(nodes: &[Node], taken: &mut [u64], at: usize, amount: u64) -> Option<(u64, u64)> {
    let node = nodes.get(at)?;
    let done = taken.get_mut(at)?;
    let upper = node.top + scaled(*done, node.height, node.sum);
    *done = done.saturating_add(amount);
    Some((upper, node.top + scaled(*done, node.height, node.sum)))
}

/// A band between two pieces of bars; edges in tenths of a px, the sides in px.
fn shape((x, start): (u64, (u64, u64)), (to_x, end): (u64, (u64, u64))) -> String {
    let middle = x.midpoint(to_x);
    let (a, b) = (px(start.0), px(start.1.max(start.0 + SEEN)));
    let (c, d) = (px(end.0), px(end.1.max(end.0 + SEEN)));
    format!("M{x} {a}C{middle} {a} {middle} {c} {to_x} {c}V{d}C{middle} {d} {middle} {b} {x} {b}Z")
}

fn key(w: Words) -> Markup {
    html! {
        p.key {
            span.nb { svg.sw aria-hidden="true" { rect.fl width="16" height="11" {} } (t!(w, "bar-received")) }
            span.nb {
                svg.sw aria-hidden="true" {
                    rect.e fill="url(#t)" x=".5" y=".5" width="15" height="10" {}
                }
                (t!(w, "bar-moving"))
            }
        }
    }
}

fn under(w: Words, flows: &[&Flow<'_>], unit: &str) -> Markup {
    let row = |flow: &&Flow<'_>| {
        vec![
            html! { (flow.from) },
            html! { (flow.to) },
            html! { (number(flow.received)) },
            html! { (number(flow.moving)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = flows.iter().map(row).collect();
    let (received, moving) = (t!(w, "bar-received"), t!(w, "bar-moving"));
    let (from, to) = (t!(w, "sankey-from"), t!(w, "sankey-to"));
    let heads: [(Col, &str); 4] = [
        (Col::Text, &from),
        (Col::Text, &to),
        (Col::Num, &received),
        (Col::Num, &moving),
    ];
    behind(w, &t!(w, "sankey-caption", unit = unit), &heads, &rows)
}
