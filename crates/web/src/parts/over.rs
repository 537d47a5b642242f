//! Coverage over time: what was covered, hour by hour or day by day, and beside it what published plans would have
//! covered.
//!
//! A figure holds until the next one, so the lines are steps. Where no amount was stated there is no line: that is
//! not 0.

use maud::{Markup, html};

use super::plot::{Frame, behind, px, scaled};
use super::table::Col;
use crate::t;
use crate::words::{Words, clock, date, date_time, number, percent};

/// Figures at one moment, in base units of one item.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Seconds since 1970, UTC.
    pub at: i64,
    /// What was needed.
    pub needed: u64,
    /// What covered it, line by line: at most what was needed.
    pub covered: u64,
    /// What would have covered it had the published plan been carried out; nothing before the first plan.
    pub planned: Option<u64>,
}

impl Moment {
    fn percent(&self) -> Option<u64> {
        percent(self.covered, self.needed)
    }

    fn planned_percent(&self) -> Option<u64> {
        percent(self.planned?, self.needed)
    }
}

/// The picture, wide and narrow, and its table, for moments in order of time.
pub fn over(w: Words, moments: &[Moment], what: &str, unit: &str) -> Markup {
    let stated: Vec<&Moment> = moments.iter().filter(|m| m.needed > 0).collect();
    let planned = stated.iter().any(|m| m.planned.is_some());
    html! {
        figure.fig {
            @match (stated.first(), stated.last()) {
                (Some(first), Some(last)) if first.at < last.at => {
                    (picture(w, &stated, Frame::NARROW, what))
                    (picture(w, &stated, Frame::WIDE, what))
                    (key(w, planned))
                }
                (Some(_), _) => p.mut { (t!(w, "over-one")) },
                _ => p.mut { (t!(w, "over-nothing")) },
            }
            @if !stated.is_empty() { (under(w, &stated, planned, unit)) }
        }
    }
}

/// Room at the left, right, above and below the lines, in px, and their height.
const LEFT: u64 = 36;
const RIGHT: u64 = 48;
const ABOVE: u64 = 12;
const TALL: u64 = 160;
const BELOW: u64 = 26;
/// Two figures at the end keep so far apart, in px.
const APART: u64 = 17;
/// Spans between two marks of the time axis, in hours.
const STEPS_HOURS: [i64; 10] = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336];
const HOUR_SECS: i64 = 3_600;
/// The community's zone is eight hours ahead: marks stand at its midnights.
const ZONE_SECS: i64 = 8 * HOUR_SECS;

/// Turns moments and per cent into px of one frame.
#[derive(Clone, Copy)]
struct Axes {
    width: u64,
    from: i64,
    to: i64,
}

impl Axes {
    /// In tenths of a px.
    fn x(self, at: i64) -> u64 {
        let span = |from: i64, to: i64| u64::try_from(to.saturating_sub(from)).unwrap_or(0);
        let inner = (self.width - LEFT - RIGHT) * 10;
        LEFT * 10 + scaled(span(self.from, at), inner, span(self.from, self.to))
    }

    /// In tenths of a px.
    fn y(self, percent: u64) -> u64 {
        (ABOVE + TALL) * 10 - scaled(percent, TALL * 10, 100)
    }
}

fn picture(w: Words, moments: &[&Moment], frame: Frame, what: &str) -> Markup {
    let (first, last) = (moments.first(), moments.last());
    let axes = Axes {
        width: frame.width,
        from: first.map_or(0, |m| m.at),
        to: last.map_or(0, |m| m.at),
    };
    let share = |m: Option<&&Moment>| m.and_then(|m| m.percent());
    let (start, end) = (share(first).unwrap_or(0), share(last).unwrap_or(0));
    let plan_end = last.and_then(|m| m.planned_percent());
    let label = t!(w, "over-label", what = what, start = start, end = end);
    let label = match plan_end {
        Some(plan) => t!(w, "over-label-plan", text = label, plan = plan),
        None => label,
    };
    html! {
        svg class=(frame.class) viewBox={ "0 0 " (frame.width) " " (ABOVE + TALL + BELOW) } role="img"
            aria-label=(label) {
            (grid(w, axes, frame))
            path.u d=(steps(moments, axes, Moment::planned_percent)) stroke-dasharray="5 3" {}
            path.cv d=(steps(moments, axes, Moment::percent)) {}
            (ends(axes, end, plan_end))
        }
    }
}

/// The figures where the lines end, kept apart.
fn ends(axes: Axes, deed: u64, plan: Option<u64>) -> Markup {
    let x = axes.width - RIGHT + 5;
    let y = |percent: u64| axes.y(percent) / 10 + 5;
    let plan_y = plan.map(|plan| match y(plan) {
        at if at.abs_diff(y(deed)) >= APART => at,
        _ if plan > deed => y(deed) - APART,
        _ => y(deed) + APART,
    });
    html! {
        circle.r cx=(px(axes.x(axes.to))) cy=(px(axes.y(deed))) r="4" {}
        text.tb x=(x) y=(y(deed)) { (deed) "%" }
        @if let (Some(plan), Some(y)) = (plan.filter(|plan| *plan != deed), plan_y) {
            text.tm x=(x) y=(y) { (plan) "%" }
        }
    }
}

/// The step line; one that breaks off where there is no figure starts anew after it.
fn steps(moments: &[&Moment], axes: Axes, figure: impl Fn(&Moment) -> Option<u64>) -> String {
    let mut path = String::new();
    let mut pen: Option<u64> = None;
    for moment in moments {
        let x = px(axes.x(moment.at));
        let next = figure(moment).map(|percent| axes.y(percent.min(100)));
        path.push_str(&match (pen, next) {
            (Some(at), Some(y)) if at == y => String::new(),
            (Some(_), Some(y)) => format!("H{x}V{}", px(y)),
            (None, Some(y)) => format!("M{x} {}", px(y)),
            (Some(_), None) => format!("H{x}"),
            (None, None) => String::new(),
        });
        pen = next;
    }
    if pen.is_some() {
        path.push_str(&format!("H{}", px(axes.x(axes.to))));
    }
    path
}

fn grid(w: Words, axes: Axes, frame: Frame) -> Markup {
    let (left, right) = (LEFT, axes.width - RIGHT);
    html! {
        @for n in [0, 50, 100] {
            @let y = axes.y(n) / 10;
            line class=(if n == 0 { "ax" } else { "gr" }) x1=(left) x2=(right) y1=(y) y2=(y) {}
            text.tm x=(left - 8) y=(y + 5) text-anchor="end" { (n) }
        }
        @for (at, words) in marks(w, axes, frame.choose(MARKS_MAX)) {
            @let x = axes.x(at) / 10;
            line.ax x1=(x) x2=(x) y1=(ABOVE + TALL) y2=(ABOVE + TALL + 4) {}
            text.tm x=(x) y=(ABOVE + TALL + 20) text-anchor="middle" { (words) }
        }
    }
}

/// Marks of the time axis at most, in the narrow picture and in the wide one.
const MARKS_MAX: [u64; 2] = [4, 8];

/// Round moments of the community's clock, at whole steps from midnight.
fn marks(w: Words, axes: Axes, most: u64) -> Vec<(i64, String)> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let hours = (axes.to - axes.from) / HOUR_SECS;
    let step = STEPS_HOURS.into_iter().find(|step| hours / step < most);
    let step = step.unwrap_or_else(|| (hours / most / 24 + 1) * 24) * HOUR_SECS;
    let first = (axes.from + ZONE_SECS).div_euclid(step) * step - ZONE_SECS;
    (0..=most + 1)
        .map(|n| first + n * step)
        .filter(|at| *at >= axes.from && *at <= axes.to)
        .map(|at| {
            let midnight = (at + ZONE_SECS).rem_euclid(24 * HOUR_SECS) == 0;
            (at, if midnight { date(w, at) } else { clock(at) })
        })
        .collect()
}

fn key(w: Words, planned: bool) -> Markup {
    html! {
        p.key {
            span.nb { svg.sw aria-hidden="true" { path.cv d="M0 6h16" {} } (t!(w, "over-deed")) }
            @if planned {
                span.nb {
                    svg.sw aria-hidden="true" { path.u d="M0 6h16" stroke-dasharray="5 3" {} }
                    (t!(w, "over-plan"))
                }
            }
        }
    }
}

/// The table, the latest first.
fn under(w: Words, moments: &[&Moment], planned: bool, unit: &str) -> Markup {
    let share =
        |n: Option<u64>| html! { @match n { Some(n) => (t!(w, "percent", n = n)), None => "—" } };
    let row = |m: &&Moment| {
        let mut cells = vec![
            html! { (date_time(w, m.at)) },
            html! { (number(m.needed)) },
            html! { (number(m.covered)) },
            share(m.percent()),
        ];
        if planned {
            cells.push(share(m.planned_percent()));
        }
        cells
    };
    let rows: Vec<Vec<Markup>> = moments.iter().rev().map(row).collect();
    let heads = [
        (Col::Text, t!(w, "over-when")),
        (Col::NumWide, t!(w, "bar-needed")),
        (Col::NumWide, t!(w, "over-covered")),
        (Col::Num, t!(w, "over-deed")),
        (Col::Num, t!(w, "over-plan")),
    ];
    let shown = if planned {
        heads.len()
    } else {
        heads.len() - 1
    };
    let heads: Vec<(Col, &str)> = heads
        .iter()
        .take(shown)
        .map(|(c, h)| (*c, h.as_str()))
        .collect();
    behind(w, &t!(w, "over-caption", unit = unit), &heads, &rows)
}
