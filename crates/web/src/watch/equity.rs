//! How evenly one item is spread: places and groups, with what the same goods could have done beside what is.

use std::collections::BTreeMap;

use app::evenness::{Evenness, OfItem};
use relief::catalogue::Item;
use relief::code::Grouping;
use relief::equity::attainable::Line;
use relief::equity::disparity::Group;
use relief::equity::{Equity, Quotient, Unit, equity, supply};
use relief::ids::Stamp;
use relief::place::Place;
use relief::ratio::Ratio;
use relief::state::State;
use serde::Serialize;

use super::closing::{ClosingModel, closing_model};
use super::model::Choice;
use crate::names;
use crate::t;
use crate::words::{Words, percent};

/// Places on the page; all of them stand in the table of places and items.
const PLACES_MAX: usize = 40;
/// Places named under a group.
const NAMED_MAX: usize = 12;

/// One item, one way of putting places together; amounts in base units.
#[derive(Debug, Serialize)]
pub(super) struct EquityModel {
    /// Code of the item.
    pub item: &'static str,
    /// Its name.
    pub item_name: &'static str,
    /// Its unit's word.
    pub unit: &'static str,
    /// Code of the grouping.
    pub by: &'static str,
    /// ΣN over lines that state a total.
    pub needed: u64,
    /// S of those lines, at most N of each.
    pub official: u64,
    /// R of those lines, at most what S leaves of N.
    pub delivered: u64,
    /// The worst-covered place first.
    pub places: Vec<Share>,
    /// Places beyond those.
    pub places_more: usize,
    /// Places whose needs state no amount.
    pub unstated: Vec<String>,
    /// The best-covered group first.
    pub groups: Vec<Share>,
    /// The best group's coverage over the worst one's, and what it would be at the evenest.
    pub ratio: Option<Pair>,
    /// How much of the differences lies between the groups, in whole per cent.
    pub between_percent: Option<u64>,
    /// Indices, at last.
    pub indices: Option<Indices>,
    /// What would have to stand elsewhere for the evenest spread.
    pub to_move: u64,
    /// Since when the groups stand apart more than they need to, once that is a day ago; seconds UTC.
    pub alarm_since: Option<i64>,
    /// Offers that would close the gap or narrow it, while the alarm stands.
    pub closing: Option<ClosingModel>,
}

/// What a place or a group has of what it needs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Share {
    /// Its name.
    pub name: String,
    /// N.
    pub needed: u64,
    /// S, at most N.
    pub official: u64,
    /// R, at most what S leaves of N.
    pub delivered: u64,
    /// S + R of N in per cent, floored.
    pub percent: u64,
    /// What it would have at the evenest.
    pub attainable: Option<u64>,
    /// The same in per cent, floored.
    pub attainable_percent: Option<u64>,
    /// Places of a group.
    pub places: Vec<String>,
}

impl Share {
    /// S + R.
    pub fn has(&self) -> u64 {
        self.official.saturating_add(self.delivered)
    }
}

/// A figure as it is, and as it would be at the evenest.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Pair {
    pub actual: String,
    pub attainable: Option<String>,
}

/// Measures of unevenness between places, weighted by need; 0 is even.
#[derive(Debug, Serialize)]
pub(super) struct Indices {
    pub places: usize,
    pub gini: Pair,
    pub hoover: Pair,
    /// The share of the goods that would have to move, in whole per cent.
    pub hoover_percent: u64,
    pub hoover_attainable_percent: Option<u64>,
    pub theil: String,
}

/// Sums over the lines of one place or group.
#[derive(Debug, Clone, Default)]
struct Sums {
    needed: u64,
    official: u64,
    delivered: u64,
    attainable: Option<u64>,
    places: Vec<Place>,
}

impl Sums {
    fn add(&mut self, line: &Line, given: Option<u64>) {
        let official = line.official.min(line.needed);
        let rest = line.needed - official;
        let sum = |to: &mut u64, n: u64| *to = to.saturating_add(n);
        sum(&mut self.needed, line.needed);
        sum(&mut self.official, official);
        sum(&mut self.delivered, line.delivered().min(rest));
        if let Some(given) = given {
            let has = official.saturating_add(given.min(rest));
            sum(self.attainable.get_or_insert(0), has);
        }
        if !self.places.contains(&line.place) {
            self.places.push(line.place);
        }
    }

    fn has(&self) -> u64 {
        self.official.saturating_add(self.delivered)
    }

    fn share(&self, w: Words, state: &State, name: String) -> Share {
        let named = self.places.iter().take(NAMED_MAX);
        Share {
            name,
            needed: self.needed,
            official: self.official,
            delivered: self.delivered,
            percent: percent(self.has(), self.needed).unwrap_or(0),
            attainable: self.attainable,
            attainable_percent: self.attainable.and_then(|n| percent(n, self.needed)),
            places: named.map(|p| names::place(w, state, *p)).collect(),
        }
    }
}

/// Everything about one item.
pub(super) fn of(
    w: Words,
    state: &State,
    (item, by): (Item, Grouping),
    of: &OfItem,
    now: Stamp,
) -> EquityModel {
    let (lines, given) = (of.lines.as_slice(), of.attainable());
    let places = sums(lines, given, |line| Some(line.place));
    let groups = sums(lines, given, |line| by.group(line.place));
    let mut whole = Sums::default();
    for line in lines {
        whole.add(line, None);
    }
    let (figures, evenest) = (measure(&places, by, false), measure(&places, by, true));
    let place = |place: &Place| names::place(w, state, *place);
    let mut rows = shares(w, state, &places, place);
    rows.sort_by(by_coverage);
    let mut groups = shares(w, state, &groups, |g| group_name(w, state, *g));
    groups.sort_by(|a, b| by_coverage(b, a));
    let places_more = rows.len().saturating_sub(PLACES_MAX);
    rows.truncate(PLACES_MAX);
    let alarm_since = alarm(state, item, by, now);
    let closing = alarm_since.and_then(|_| of.closing(state, item, by));
    EquityModel {
        item: item.code(),
        item_name: names::item(w, item),
        unit: names::unit(w, item.unit(), 100),
        by: by.code(),
        needed: whole.needed,
        official: whole.official,
        delivered: whole.delivered,
        to_move: to_move(&places),
        places: rows,
        places_more,
        unstated: unstated(w, state, item),
        groups,
        ratio: pair(&figures, &evenest, |e| e.group_ratio.map(quotient)),
        between_percent: figures.as_ref().and_then(between),
        indices: indices(&figures, &evenest),
        alarm_since,
        closing: closing.and_then(|found| closing_model(w, state, item, &found)),
    }
}

fn sums<K: Ord>(
    lines: &[Line],
    given: Option<&[u64]>,
    key: impl Fn(&Line) -> Option<K>,
) -> BTreeMap<K, Sums> {
    let mut sums: BTreeMap<K, Sums> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let given = given.and_then(|given| given.get(at).copied());
        if let Some(key) = key(line) {
            sums.entry(key).or_default().add(line, given);
        }
    }
    sums
}

fn shares<K>(
    w: Words,
    state: &State,
    sums: &BTreeMap<K, Sums>,
    name: impl Fn(&K) -> String,
) -> Vec<Share> {
    let share = |(key, sums): (&K, &Sums)| sums.share(w, state, name(key));
    sums.iter().map(share).collect()
}

fn by_coverage(one: &Share, other: &Share) -> std::cmp::Ordering {
    let own = u128::from(one.has()) * u128::from(other.needed);
    own.cmp(&(u128::from(other.has()) * u128::from(one.needed)))
}

/// The name of a group of places.
pub(super) fn group_name(w: Words, state: &State, group: Group) -> String {
    match group {
        Group::Town => t!(w, "group-town"),
        Group::County => t!(w, "group-county"),
        Group::Coast => t!(w, "group-coast"),
        Group::Inland => t!(w, "group-inland"),
        Group::Place(place) => names::place(w, state, place),
    }
}

/// The figures between places, as they are or at the evenest.
fn measure(places: &BTreeMap<Place, Sums>, by: Grouping, evenest: bool) -> Option<Equity<Group>> {
    let unit = |(place, sums): (&Place, &Sums)| {
        let has = if evenest {
            sums.attainable?
        } else {
            sums.has()
        };
        Some(Unit {
            group: by.group(*place),
            index: None,
            needed: sums.needed,
            official: 0,
            delivered: has,
        })
    };
    let units: Option<Vec<_>> = places.iter().map(unit).collect();
    equity(&units?).ok()
}

fn pair(
    actual: &Option<Equity<Group>>,
    evenest: &Option<Equity<Group>>,
    figure: impl Fn(&Equity<Group>) -> Option<String>,
) -> Option<Pair> {
    Some(Pair {
        actual: figure(actual.as_ref()?)?,
        attainable: evenest.as_ref().and_then(figure),
    })
}

fn quotient(ratio: Quotient) -> String {
    match ratio {
        Quotient::Finite(ratio) => ratio.decimal(1),
        Quotient::Infinite => "∞".to_owned(),
    }
}

fn between(figures: &Equity<Group>) -> Option<u64> {
    let theil = figures.spread?.theil;
    let share = theil.between.units().checked_mul(100)?;
    let share = share.checked_div(theil.total.units())?;
    (figures.groups.len() > 1).then(|| u64::try_from(share).ok())?
}

fn indices(actual: &Option<Equity<Group>>, evenest: &Option<Equity<Group>>) -> Option<Indices> {
    let spread = actual.as_ref()?.spread?;
    let even = evenest.as_ref().and_then(|e| e.spread);
    let pair = |of: fn(&relief::equity::Spread) -> Ratio| Pair {
        actual: of(&spread).decimal(3),
        attainable: even.as_ref().map(|even| of(even).decimal(3)),
    };
    let percent = |ratio: Ratio| {
        let share = ratio.numerator().checked_mul(100)?;
        u64::try_from(share.checked_div(ratio.denominator())?).ok()
    };
    Some(Indices {
        places: actual.as_ref()?.units,
        gini: pair(|s| s.gini),
        hoover: pair(|s| s.hoover),
        hoover_percent: percent(spread.hoover)?,
        hoover_attainable_percent: even.and_then(|even| percent(even.hoover)),
        theil: spread.theil.total.to_string(),
    })
}

/// What stands above the evenest spread, and so would have to stand elsewhere.
fn to_move(places: &BTreeMap<Place, Sums>) -> u64 {
    let above = |sums: &Sums| {
        sums.has()
            .saturating_sub(sums.attainable.unwrap_or(sums.has()))
    };
    let sums = places.values();
    sums.fold(0, |sum, place| sum.saturating_add(above(place)))
}

fn unstated(w: Words, state: &State, item: Item) -> Vec<String> {
    let rows = supply::supplies(state);
    let silent = rows
        .iter()
        .filter(|((of, _), supply)| *of == item && supply.unstated > 0 && supply.needed == 0);
    silent
        .take(NAMED_MAX)
        .map(|((_, place), _)| names::place(w, state, *place))
        .collect()
}

fn alarm(state: &State, item: Item, by: Grouping, now: Stamp) -> Option<i64> {
    let alarms = state.disparities.alarms(now);
    let found = alarms.iter().find(|(i, g, _)| (*i, *g) == (item, by));
    found.map(|(.., since)| since.0)
}

/// Items to look at, in the order of [`Evenness::items`].
pub(super) fn choices(w: Words, evenness: &Evenness) -> Vec<(Item, Choice)> {
    let choice = |item: Item| {
        let name = names::item(w, item).to_owned();
        let code = item.code();
        (item, Choice { code, name })
    };
    evenness.items().into_iter().map(choice).collect()
}

/// Groupings under which the lines fall into more than one group.
pub(super) fn groupings(w: Words, lines: &[Line]) -> Vec<(Grouping, Choice)> {
    let parts = |by: Grouping| {
        let groups = lines.iter().filter_map(|line| by.group(line.place));
        let groups: std::collections::BTreeSet<Group> = groups.collect();
        groups.len() > 1
    };
    let found = Grouping::ALL.iter().copied().filter(|by| parts(*by));
    let choice = |by: Grouping| {
        let name = match by {
            Grouping::TownAndCounty => t!(w, "by-town-and-county"),
            Grouping::Prefecture => t!(w, "by-prefecture"),
            Grouping::Province => t!(w, "by-province"),
            Grouping::CoastAndInland => t!(w, "by-coast-and-inland"),
        };
        (
            by,
            Choice {
                code: by.code(),
                name,
            },
        )
    };
    found.map(choice).collect()
}
