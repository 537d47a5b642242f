//! The Lorenz curve of coverage: what share of the goods the worst-covered share of the need has.
//!
//! Units stand from the worst covered to the best. Dotted is the line on which all stand alike, thin what the same
//! goods could do at the evenest, bold what is.

use maud::{Markup, html};

use super::plot::{behind, px, scaled};
use super::table::Col;
use crate::t;
use crate::words::{Words, number, percent};

/// One unit of the curve: a place, as a rule.
#[derive(Clone, Copy, Debug)]
pub struct LorenzRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it needs, in base units.
    pub needed: u64,
    /// What it has; what goes past the need counts for nothing.
    pub has: u64,
    /// What it would have at the evenest with the same goods, if that is known.
    pub attainable: Option<u64>,
}

/// The picture and its table, for units in any order. Without a need, or without any goods, there is no curve: the
/// words say so.
pub fn lorenz(w: Words, rows: &[LorenzRow<'_>]) -> Markup {
    let mut rows: Vec<&LorenzRow<'_>> = rows.iter().filter(|row| row.needed > 0).collect();
    rows.sort_by_key(|row| row.name);
    let actual = Curve::of(rows.iter().map(|row| (row.needed, row.has)));
    let even: Option<Vec<_>> = rows
        .iter()
        .map(|row| Some((row.needed, row.attainable?)))
        .collect();
    let even = even.map(|pairs| Curve::of(pairs.into_iter()));
    rows.sort_by(|a, b| by_coverage((a.needed, a.has), (b.needed, b.has)));
    html! {
        figure.fig {
            @if actual.needed() == 0 {
                p.mut { (t!(w, "lorenz-no-need")) }
            } @else if actual.has() == 0 {
                p.mut { (t!(w, "lorenz-nothing")) }
            } @else {
                (picture(w, &actual, even.as_ref().filter(|curve| curve.has() > 0)))
                p.sm.mut { (t!(w, "lorenz-axes")) }
            }
            @if !rows.is_empty() { (under(w, &rows, &actual)) }
        }
    }
}

/// The left and lower edge of the square, its side, and what stands above it, in px.
const LEFT: u64 = 38;
const ABOVE: u64 = 12;
const SIDE: u64 = 248;
const WIDTH: u64 = 328;
const HEIGHT: u64 = 286;
const BASE: u64 = ABOVE + SIDE;
/// Points drawn of a curve: one for each px at most.
const POINTS_MAX: usize = 248;
/// So low the words stand above the point rather than under it, in px.
const LOW: u64 = BASE - 52;
/// The side in the tenths that curves count in.
const SPAN: u64 = SIDE * super::plot::TENTHS;
/// Terms up to here can be multiplied by a length.
const EXACT_MAX: u128 = u128::MAX >> 16;

/// Running sums of need and goods, the worst-covered unit first; the first point is nothing of both.
struct Curve(Vec<(u64, u64)>);

impl Curve {
    fn of(units: impl Iterator<Item = (u64, u64)>) -> Curve {
        let mut units: Vec<(u64, u64)> = units.map(|(n, has)| (n, has.min(n))).collect();
        units.sort_by(|a, b| by_coverage(*a, *b));
        let mut sum = (0_u64, 0_u64);
        let mut points = vec![sum];
        for (needed, has) in units {
            sum = (sum.0.saturating_add(needed), sum.1.saturating_add(has));
            points.push(sum);
        }
        Curve(points)
    }

    fn needed(&self) -> u64 {
        self.0.last().map_or(0, |sum| sum.0)
    }

    fn has(&self) -> u64 {
        self.0.last().map_or(0, |sum| sum.1)
    }

    /// What the worst-covered half of the need has, of the whole length `whole`; a unit on the boundary in part.
    fn at_half(&self, whole: u64) -> u64 {
        let half = self.needed() / 2;
        let next = self.0.partition_point(|sum| sum.0 <= half);
        let (Some(from), Some(to)) = (self.0.get(next.saturating_sub(1)), self.0.get(next)) else {
            return whole;
        };
        // (from + rise · (N/2 − from) / run) / has, with both terms twice as long so that N/2 is whole.
        let wide = |n: u64| u128::from(n);
        let run = 2 * wide(to.0 - from.0);
        let rest = wide(self.needed()) - 2 * wide(from.0);
        let mut part = wide(from.1).saturating_mul(run) + wide(to.1 - from.1) * rest;
        let mut all = run.saturating_mul(wide(self.has()));
        while all > EXACT_MAX {
            (part, all) = (part / 2, all / 2);
        }
        u64::try_from(part * wide(whole) / all.max(1)).unwrap_or(whole)
    }

    /// The path, in px.
    fn path(&self) -> String {
        let every = self.0.len().div_ceil(POINTS_MAX).max(1);
        let last = self.0.len().saturating_sub(1);
        let drawn = self.0.iter().enumerate();
        let drawn = drawn.filter(|(i, _)| i.is_multiple_of(every) || *i == last);
        let points: Vec<String> = drawn
            .map(|(_, sum)| {
                let x = scaled(sum.0, SPAN, self.needed());
                let y = scaled(sum.1, SPAN, self.has());
                format!("{} {}", px(LEFT * 10 + x), px(BASE * 10 - y))
            })
            .collect();
        format!("M{}", points.join("L"))
    }
}

fn by_coverage(a: (u64, u64), b: (u64, u64)) -> std::cmp::Ordering {
    let own = u128::from(a.1.min(a.0)) * u128::from(b.0);
    own.cmp(&(u128::from(b.1.min(b.0)) * u128::from(a.0)))
}

fn picture(w: Words, actual: &Curve, even: Option<&Curve>) -> Markup {
    let share = actual.at_half(100);
    let label = match even {
        Some(even) => t!(w, "lorenz-label-even", n = share, even = even.at_half(100)),
        None => t!(w, "lorenz-label", n = share),
    };
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(label) {
            (grid())
            @if let Some(even) = even { path.u d=(even.path()) {} }
            path.cv d=(actual.path()) {}
            (half(w, actual, share))
            (legend(w, even.is_some()))
        }
    }
}

/// The square with its halves, and the line on which all stand alike.
fn grid() -> Markup {
    let (right, middle) = (LEFT + SIDE, LEFT + SIDE / 2);
    html! {
        line.gr x1=(LEFT) x2=(right) y1=(ABOVE + SIDE / 2) y2=(ABOVE + SIDE / 2) {}
        line.gr x1=(middle) x2=(middle) y1=(ABOVE) y2=(BASE) {}
        line.ax x1=(LEFT) x2=(LEFT) y1=(ABOVE) y2=(BASE) {}
        line.ax x1=(LEFT) x2=(right) y1=(BASE) y2=(BASE) {}
        line.ax x1=(LEFT) x2=(right) y1=(BASE) y2=(ABOVE) stroke-dasharray="2 4" {}
        @for n in [0, 50, 100] {
            text.tm x=(LEFT - 8) y=(BASE - scaled(n, SIDE, 100) + 5) text-anchor="end" { (n) }
        }
        @for n in [50, 100] {
            text.tm x=(LEFT + scaled(n, SIDE, 100)) y=(BASE + 18) text-anchor="middle" { (n) }
        }
    }
}

/// The point at half of the need, in words.
fn half(w: Words, actual: &Curve, share: u64) -> Markup {
    let up = actual.at_half(SPAN);
    let (x, y) = (LEFT + SIDE / 2, BASE - up / 10);
    let (anchor, tx, ty) = if y > LOW {
        ("end", x - 6, y - 32)
    } else {
        ("start", x + 10, y + 22)
    };
    html! {
        circle.dot cx=(x) cy=(px(BASE * 10 - up)) r="5" {}
        text.tb.hal x=(tx) y=(ty) text-anchor=(anchor) { (t!(w, "lorenz-half")) }
        text.tb.hal x=(tx) y=(ty + 18) text-anchor=(anchor) { (t!(w, "lorenz-half-has", n = share)) }
    }
}

fn legend(w: Words, evenest: bool) -> Markup {
    let x = LEFT + 8;
    html! {
        text.tb.hal x=(x) y=(ABOVE + 16) { (t!(w, "lorenz-actual")) }
        text.tm.hal x=(x) y=(ABOVE + 36) { (t!(w, "lorenz-equal")) }
        @if evenest { text.tm.hal x=(x) y=(ABOVE + 56) { (t!(w, "lorenz-even")) } }
    }
}

fn under(w: Words, rows: &[&LorenzRow<'_>], actual: &Curve) -> Markup {
    let share = |part: u64, whole: u64| match percent(part, whole) {
        Some(n) => html! { (n) },
        None => html! { "—" },
    };
    let cells: Vec<Vec<Markup>> = rows
        .iter()
        .zip(actual.0.iter().skip(1))
        .map(|(row, sum)| {
            vec![
                html! { (row.name) },
                html! { (number(row.needed)) },
                html! { (number(row.has)) },
                share(sum.0, actual.needed()),
                share(sum.1, actual.has()),
            ]
        })
        .collect();
    let heads = [
        t!(w, "lorenz-from-worst"),
        t!(w, "bar-needed"),
        t!(w, "lorenz-has"),
        t!(w, "lorenz-need-sum"),
        t!(w, "lorenz-has-sum"),
    ];
    let cols = [Col::Text, Col::NumWide, Col::NumWide, Col::Num, Col::Num];
    let heads: Vec<(Col, &str)> = cols
        .into_iter()
        .zip(heads.iter().map(String::as_str))
        .collect();
    behind(w, &t!(w, "lorenz-caption"), &heads, &cells)
}
