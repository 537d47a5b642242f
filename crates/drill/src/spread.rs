//! How evenly a drill ended: what its worst-covered hospitals have, so that a drill with the watch and one without can
//! be laid side by side.

use std::collections::BTreeMap;

use relief::equity::attainable::{Line, lines};
use relief::equity::{Equity, equity};
use relief::state::State;
use serde::Serialize;

/// Hospitals named, the worst covered first.
const WORST_MAX: usize = 5;

/// How evenly one item is spread over the need lines that state an amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// Lines with a stated amount.
    pub lines: usize,
    /// Lines of which less than half is there.
    pub lines_under_half: usize,
    /// What is there of all that is needed, in whole per cent, floored.
    pub percent: u64,
    /// The same of the worst-covered line.
    pub least_percent: u64,
    /// Weighted by need, as an exact fraction; nothing while nothing was delivered.
    pub gini: Option<String>,
    /// The worst-covered lines.
    pub worst: Vec<Worst>,
}

/// One of the worst-covered lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worst {
    /// The hospital.
    pub recipient: String,
    /// N, in base units.
    pub needed: u64,
    /// S + R, at most N.
    pub has: u64,
    /// In whole per cent, floored.
    pub percent: u64,
}

/// Every item with a stated need, by its code.
pub(crate) fn of(state: &State) -> BTreeMap<&'static str, Spread> {
    let spread = |(item, lines): (relief::catalogue::Item, Vec<Line>)| {
        let spread = of_item(state, &lines)?;
        Some((item.code(), spread))
    };
    lines(state).into_iter().filter_map(spread).collect()
}

fn of_item(state: &State, lines: &[Line]) -> Option<Spread> {
    let units: Vec<_> = lines
        .iter()
        .map(|line| line.unit::<()>(None, line.delivered()))
        .collect();
    let figures: Equity<()> = equity(&units).ok()?;
    let mut worst: Vec<Worst> = lines.iter().filter_map(|l| worst_of(state, l)).collect();
    let lines_under_half = worst.iter().filter(|w| w.percent < 50).count();
    worst.sort_by(|a, b| (a.percent, &a.recipient).cmp(&(b.percent, &b.recipient)));
    let least_percent = worst.first().map_or(0, |w| w.percent);
    worst.truncate(WORST_MAX);
    Some(Spread {
        lines: figures.units,
        lines_under_half,
        percent: percent(figures.supplied, figures.needed),
        least_percent,
        gini: figures.spread.map(|spread| spread.gini.to_string()),
        worst,
    })
}

fn worst_of(state: &State, line: &Line) -> Option<Worst> {
    let need = state.needs.get(&line.need)?;
    let (_, recipient) = state.recipient(need.recipient)?;
    let has = line.official.saturating_add(line.delivered());
    let has = has.min(line.needed);
    Some(Worst {
        recipient: recipient.name.as_str().to_owned(),
        needed: line.needed,
        has,
        percent: percent(has, line.needed),
    })
}

fn percent(part: u64, whole: u64) -> u64 {
    part.saturating_mul(100).checked_div(whole).unwrap_or(0)
}
