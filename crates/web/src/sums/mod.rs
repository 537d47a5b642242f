//! Sums of an item by place: what the first page and the map show, the worst covered first.

pub mod heat;
pub mod views;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use relief::catalogue::Item;
use relief::coverage::{Tally, coverage};
use relief::place::Place;
use relief::quantity::Quantity;
use relief::state::State;
use serde::Serialize;

use crate::names;
use crate::words::Words;

/// Sums of one item in one place.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PlaceSums {
    /// The place's code.
    pub place: u32,
    /// Its name.
    pub name: String,
    /// Of needs that stand on the board.
    #[serde(flatten)]
    pub open: Sum,
    /// Of needs that are closed: what came stays to be seen, and nothing is short any more.
    pub closed: Sum,
}

/// Figures of need lines; base units.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Sum {
    /// How many lines.
    pub lines: u64,
    /// N over lines that state a total.
    pub needed: u64,
    /// S.
    pub official: u64,
    /// R.
    pub received: u64,
    /// T.
    pub moving: u64,
    /// C.
    pub firm: u64,
    /// P, in none of the others.
    pub pledged: u64,
    /// What is left of N, line by line.
    pub gap: u64,
    /// What is left of N with official supply counted, line by line.
    pub shortage: u64,
    /// Lines that state no total.
    pub unknown: u64,
    /// S, R, T and C as far as they cover N, line by line: what one recipient has too much of covers
    /// nothing elsewhere.
    pub counted: Counted,
}

/// What counts towards a need; base units.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counted {
    /// Of S.
    pub official: u64,
    /// Of R.
    pub received: u64,
    /// Of T.
    pub moving: u64,
    /// Of C.
    pub firm: u64,
}

impl Counted {
    /// Adds one line that needs `needed`.
    fn count(&mut self, needed: u64, tally: &Tally) {
        let official = tally.official.min(needed);
        let left = needed - official;
        let received = tally.received.min(left);
        let moving = tally.moving.min(left - received);
        let firm = tally.firm.min(left - received - moving);
        self.official += official;
        self.received += received;
        self.moving += moving;
        self.firm += firm;
    }
}

impl PlaceSums {
    /// Whether all of its needs are closed.
    pub fn is_closed(&self) -> bool {
        self.open.lines == 0
    }

    /// What a table says of it: of its open needs, or where all are closed of those.
    pub fn shown(&self) -> &Sum {
        match self.is_closed() {
            true => &self.closed,
            false => &self.open,
        }
    }

    /// Whether there is anything to say: not of needs that were closed before anything came.
    pub fn is_told(&self) -> bool {
        !self.is_closed() || self.closed.there() > 0
    }

    /// What is there of N, in per cent, floored; excess of one line does not cover another.
    pub fn percent(&self) -> Option<u64> {
        self.shown().percent()
    }

    /// The worst covered first; then places that state no amount, which have no rank, and last those whose needs are all
    /// closed.
    pub fn rank(&self) -> impl Ord + use<> {
        let percent = self.percent();
        let shortage = Reverse(self.open.shortage);
        (self.is_closed(), percent.is_none(), percent, shortage)
    }

    /// With the place's code and its name in the reader's language.
    pub fn named(&self, w: Words, state: &State, place: Place) -> PlaceSums {
        PlaceSums {
            place: place.code(),
            name: names::place(w, state, place),
            ..self.clone()
        }
    }

    /// Adds what another place needs and has.
    fn add(&mut self, other: &PlaceSums) {
        self.open.add(&other.open);
        self.closed.add(&other.closed);
    }
}

impl Sum {
    fn percent(&self) -> Option<u64> {
        self.needed
            .saturating_sub(self.shortage)
            .saturating_mul(100)
            .checked_div(self.needed)
    }

    /// S, R, T and C, whatever is needed.
    fn there(&self) -> u64 {
        self.official + self.received + self.moving + self.firm
    }

    /// S, R, T and C as far as they cover N; all of them where no line states it.
    pub fn told(&self) -> Counted {
        match self.needed {
            0 => Counted {
                official: self.official,
                received: self.received,
                moving: self.moving,
                firm: self.firm,
            },
            _ => self.counted,
        }
    }

    fn count(&mut self, quantity: Quantity, tally: &Tally) {
        self.lines += 1;
        self.official += tally.official;
        self.received += tally.received;
        self.moving += tally.moving;
        self.firm += tally.firm;
        self.pledged += tally.pledged;
        match coverage(quantity, tally) {
            Some(c) => {
                self.needed += c.needed;
                self.gap += c.gap;
                self.shortage += c.shortage;
                self.counted.count(c.needed, tally);
            }
            None => self.unknown += 1,
        }
    }

    fn add(&mut self, other: &Sum) {
        self.lines += other.lines;
        self.needed += other.needed;
        self.official += other.official;
        self.received += other.received;
        self.moving += other.moving;
        self.firm += other.firm;
        self.pledged += other.pledged;
        self.gap += other.gap;
        self.shortage += other.shortage;
        self.unknown += other.unknown;
        self.counted.official += other.counted.official;
        self.counted.received += other.counted.received;
        self.counted.moving += other.counted.moving;
        self.counted.firm += other.counted.firm;
    }
}

/// An item with its name and unit.
#[derive(Debug, Clone, Serialize)]
pub struct ItemName {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its unit, for many.
    pub unit: &'static str,
}

impl ItemName {
    /// In the reader's language.
    pub fn of(w: Words, item: Item) -> ItemName {
        ItemName {
            code: item.code(),
            name: names::item(w, item),
            unit: names::unit(w, item.unit(), 2),
        }
    }
}

/// By item and place; names come where they are shown.
pub type Sums = BTreeMap<Item, BTreeMap<Place, PlaceSums>>;

/// Sums of needs that stand or stood by item and by the recipient's own place. O(lines).
pub fn sums(state: &State) -> Sums {
    let mut sums = Sums::new();
    for need in state.needs.values().filter(|n| n.status.stood()) {
        let Some((_, recipient)) = state.recipient(need.recipient) else {
            continue;
        };
        for line in &need.lines {
            let places = sums.entry(line.item).or_default();
            let place = places.entry(recipient.place).or_default();
            let sum = match need.is_live() {
                true => &mut place.open,
                false => &mut place.closed,
            };
            sum.count(line.quantity, &line.tally);
        }
    }
    sums
}

/// The same by the place that `part` counts a place under; what it gives nothing for is in no sum. O(places).
pub fn gathered(sums: &Sums, part: impl Fn(Place) -> Option<Place>) -> Sums {
    let mut parts = Sums::new();
    for (item, places) in sums {
        for (place, sum) in places {
            if let Some(part) = part(*place) {
                let whole = parts.entry(*item).or_default();
                whole.entry(part).or_default().add(sum);
            }
        }
    }
    parts
}

/// Items, those needed in most places first; of equals what lacks more. Those whose needs are all closed come last.
pub fn ranked(sums: &Sums) -> Vec<Item> {
    let order = |(item, places): (&Item, &BTreeMap<Place, PlaceSums>)| {
        let told = places.values().filter(|place| place.is_told()).count();
        let open = places.values().filter(|place| !place.is_closed()).count();
        let lacking: u64 = places.values().map(|place| place.open.shortage).sum();
        (told > 0).then_some((open, lacking, told, *item))
    };
    let mut items: Vec<_> = sums.iter().filter_map(order).collect();
    items.sort_by_key(|order| Reverse(*order));
    items.into_iter().map(|(.., item)| item).collect()
}

/// Places by [`PlaceSums::rank`], at most `max`.
pub fn worst_first(
    w: Words,
    state: &State,
    places: &BTreeMap<Place, PlaceSums>,
    max: usize,
) -> Vec<PlaceSums> {
    let told = places.iter().filter(|(_, sums)| sums.is_told());
    let mut list: Vec<(&Place, &PlaceSums)> = told.collect();
    list.sort_by_key(|(place, sums)| (sums.rank(), **place));
    let shown = list.into_iter().take(max);
    shown
        .map(|(place, sums)| sums.named(w, state, *place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_has_too_much_of_covers_no_other() {
        let tally = |received, moving, firm| Tally {
            received,
            moving,
            firm,
            ..Tally::default()
        };
        let mut counted = Counted::default();
        counted.count(100, &tally(90, 30, 50));
        counted.count(100, &tally(0, 0, 40));
        counted.count(100, &tally(300, 10, 10));
        assert_eq!(
            (counted.received, counted.moving, counted.firm),
            (190, 10, 40)
        );
        let with_official = Tally {
            official: 70,
            ..tally(50, 10, 0)
        };
        counted.count(100, &with_official);
        assert_eq!((counted.official, counted.received), (70, 220));
    }

    #[test]
    fn closed_needs_come_last_and_are_told_where_something_came() {
        let of = |received| Tally {
            received,
            ..Tally::default()
        };
        let place = |open: &[(u64, u64)], closed: &[(u64, u64)]| {
            let mut place = PlaceSums::default();
            for (needed, received) in open {
                place.open.count(Quantity::Exact(*needed), &of(*received));
            }
            for (needed, received) in closed {
                place.closed.count(Quantity::Exact(*needed), &of(*received));
            }
            place
        };
        let met = place(&[], &[(300, 300)]);
        let withdrawn = place(&[], &[(50, 0)]);
        let again = place(&[(100, 10)], &[(300, 300)]);
        assert_eq!((met.percent(), again.percent()), (Some(100), Some(10)));
        assert!(met.is_told() && again.is_told() && !withdrawn.is_told());
        assert!(again.rank() < met.rank() && again.rank() < withdrawn.rank());
        let beside = |place| views::earlier(place).into_string();
        assert!(beside(&again).contains("300") && beside(&met).is_empty());
        let mut both = met.clone();
        both.add(&again);
        assert_eq!((both.open.needed, both.closed.received), (100, 600));
    }
}
