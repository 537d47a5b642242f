//! The alarm: two groups of places stand twice as far apart as they need to. What is is compared with what was
//! attainable with the same goods, and never with chance: goods come in lots.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::access::allow;
use crate::catalogue::Item;
use crate::code::Grouping;
use crate::command::{Actor, Command};
use crate::entry::*;
use crate::ids::*;
use crate::place::{Level, Place};
use crate::refusal::Refusal;
use crate::state::State;

use super::attainable::{Line, attainable, lines, lines_of};
use super::{Quotient, apart};

/// The best-covered group has at least so many times what the worst-covered has …
pub const APART_FROM: i128 = 2;
/// … although the fairest spread would have left it at most so many quarters of it.
pub const ATTAINABLE_QUARTERS_MAX: i128 = 5;
/// It is said on the page once it has stood for so long.
pub const ALARM_HOURS: i64 = 24;

/// Places put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Districts and cities.
    Town,
    /// Counties.
    County,
    /// Provinces with a sea coast.
    Coast,
    /// Provinces without.
    Inland,
    /// One prefecture or province.
    Place(Place),
}

impl Grouping {
    /// The group of a place; nothing when it lies across several.
    #[must_use]
    pub fn group(self, place: Place) -> Option<Group> {
        match self {
            Grouping::TownAndCounty => town_or_county(place),
            Grouping::Prefecture => place.prefecture().map(Group::Place),
            Grouping::Province => Some(Group::Place(place.province())),
            Grouping::CoastAndInland if place.is_coastal() => Some(Group::Coast),
            Grouping::CoastAndInland => Some(Group::Inland),
        }
    }
}

/// GB/T 2260: of the last two digits 01 to 20 are districts and cities of a prefecture, 21 to 80 counties, 81 and
/// above cities of the rank of a county.
fn town_or_county(place: Place) -> Option<Group> {
    if place.level() == Level::Province {
        return None;
    }
    match place.code() % 100 {
        21..=80 => Some(Group::County),
        _ => Some(Group::Town),
    }
}

/// Since when the groups of an item stand apart more than they need to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Disparities(BTreeMap<(Item, Grouping), Stamp>);

impl Disparities {
    /// Since when it is so; nothing: it is not.
    #[must_use]
    pub fn since(&self, item: Item, grouping: Grouping) -> Option<Stamp> {
        self.0.get(&(item, grouping)).copied()
    }

    /// What has stood long enough to be said, the longest first.
    #[must_use]
    pub fn alarms(&self, now: Stamp) -> Vec<(Item, Grouping, Stamp)> {
        let due = |since: &Stamp| since.plus_hours(ALARM_HOURS) <= now;
        let standing = self.0.iter().filter(|(_, since)| due(since));
        let mut alarms: Vec<_> = standing.map(|((i, g), since)| (*i, *g, *since)).collect();
        alarms.sort_by_key(|(.., since)| *since);
        alarms
    }
}

/// What the clock has to write down: where it begins and where it ends.
pub(crate) fn due(state: &State) -> Vec<Command> {
    let lines = lines(state);
    let of_item = |item| {
        let lines = lines.get(&item).map_or(&[][..], Vec::as_slice);
        let fairest = OnceCell::new();
        let fairest = || fairest.get_or_init(|| attainable(lines)).as_deref();
        due_of(&state.disparities, item, lines, fairest)
    };
    Item::all().flat_map(of_item).collect()
}

/// The same of one item, whose lines are known. The fairest spread, one for all groupings, is asked for where groups
/// stand far apart.
#[must_use]
pub fn due_of<'g>(
    noticed: &Disparities,
    item: Item,
    lines: &[Line],
    fairest: impl Fn() -> Option<&'g [u64]>,
) -> Vec<Command> {
    let groupings = Grouping::ALL.iter().copied();
    let changed = groupings.filter(|grouping| {
        stands_apart(lines, *grouping, &fairest) != noticed.since(item, *grouping).is_some()
    });
    changed
        .map(|grouping| Command::WatchDisparity { item, grouping })
        .collect()
}

/// Whether the groups stand apart, and need not.
#[must_use]
pub fn is_apart(lines: &[Line], grouping: Grouping) -> bool {
    let fairest = OnceCell::new();
    stands_apart(lines, grouping, || {
        fairest.get_or_init(|| attainable(lines)).as_deref()
    })
}

fn stands_apart<'g>(
    lines: &[Line],
    grouping: Grouping,
    fairest: impl Fn() -> Option<&'g [u64]>,
) -> bool {
    let actual = lines.iter().map(Line::delivered);
    let wide = ratio(lines, actual, grouping).is_some_and(|r| at_least(r, APART_FROM, 1));
    let even = || {
        let given = fairest()?.iter().copied();
        ratio(lines, given, grouping)
    };
    wide && even().is_some_and(|r| at_most(r, ATTAINABLE_QUARTERS_MAX, 4))
}

/// The best-covered group's coverage over the worst-covered one's.
fn ratio(
    lines: &[Line],
    delivered: impl Iterator<Item = u64>,
    grouping: Grouping,
) -> Option<Quotient> {
    let unit = |(line, delivered): (&Line, u64)| {
        let group = grouping.group(line.place)?;
        Some(line.unit(Some(group), delivered))
    };
    apart(lines.iter().zip(delivered).filter_map(unit))
}

fn at_least(ratio: Quotient, above: i128, below: i128) -> bool {
    match ratio {
        Quotient::Infinite => true,
        Quotient::Finite(r) => {
            r.numerator().checked_mul(below) >= r.denominator().checked_mul(above)
        }
    }
}

fn at_most(ratio: Quotient, above: i128, below: i128) -> bool {
    match ratio {
        Quotient::Infinite => false,
        Quotient::Finite(r) => {
            r.numerator().checked_mul(below) <= r.denominator().checked_mul(above)
        }
    }
}

pub(crate) fn watch(
    state: &State,
    actor: &Actor,
    item: Item,
    grouping: Grouping,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    let lines = lines_of(state, item);
    let noticed = state.disparities.since(item, grouping).is_some();
    match (is_apart(&lines, grouping), noticed) {
        (true, false) => Ok(vec![DisparityNoticed { grouping, item }.into()]),
        (false, true) => Ok(vec![DisparityPassed { grouping, item }.into()]),
        _ => Err(Refusal::NothingChanges),
    }
}

pub(crate) fn apply_noticed(state: &mut State, at: Stamp, fact: &DisparityNoticed) {
    let key = (fact.item, fact.grouping);
    state.disparities.0.entry(key).or_insert(at);
}

pub(crate) fn apply_passed(state: &mut State, fact: &DisparityPassed) {
    state.disparities.0.remove(&(fact.item, fact.grouping));
}
