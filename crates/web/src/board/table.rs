//! The table of the board: every place and item with all their figures, ranked by what is still short.

use std::borrow::Cow;
use std::collections::BTreeSet;

use relief::catalogue::Item;
use relief::ids::{OfficialSupplyId, Stamp};
use relief::place::Place;
use relief::state::State;
use serde::Serialize;

use crate::names;
use crate::official_supply::model::SupplyModel;
use crate::sums::heat::{HeatRow, heat};
use crate::sums::{ItemName, PlaceSums, Sums, gathered, ranked};
use crate::words::Words;

/// Rows of the ranking: what one page holds under 60 kB. A place narrows it.
const CELLS_MAX: usize = 60;
/// Places and items of the heat table.
const PLACES_MAX: usize = 20;
const ITEMS_MAX: usize = 8;
/// Records of packs with unknown contents that are named.
const PACKS_MAX: usize = 20;

/// One place and item; base units.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Cell {
    /// Code of the item.
    pub item: &'static str,
    /// Its name.
    pub item_name: &'static str,
    /// Its unit, for many.
    pub unit: &'static str,
    /// What is there of N in whole per cent, rounded down; nothing where no amount is stated.
    pub percent: Option<u64>,
    /// The figures.
    #[serde(flatten)]
    pub sums: PlaceSums,
}

/// `/b/table`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TableModel {
    /// When it was made, seconds UTC.
    pub now: i64,
    /// The place chosen.
    pub place: Option<u32>,
    /// Its name.
    pub place_name: Option<String>,
    /// Items of the heat table, those needed in most places first.
    pub items: Vec<ItemName>,
    /// The heat table, the place with the worst covered item first.
    pub heat: Vec<HeatRow>,
    /// Every place and item, the worst covered first; then those that state no amount, last those whose needs are closed.
    pub cells: Vec<Cell>,
    /// Cells that are not listed.
    pub cells_hidden: usize,
    /// What the state gave in packs whose contents nobody states, newest first: in no figure above.
    pub packs: Vec<SupplyModel>,
    /// Older ones that are not listed.
    pub packs_hidden: usize,
}

impl TableModel {
    /// The table of a place and what lies in it, or of everything. O(places).
    pub fn of(state: &State, all: &Sums, place: Option<Place>, now: i64, w: Words) -> TableModel {
        let inside = |at: Place| place.is_none_or(|chosen| at.is_within(chosen));
        let sums = match place {
            Some(_) => Cow::Owned(gathered(all, |at| Some(at).filter(|at| inside(*at)))),
            None => Cow::Borrowed(all),
        };
        let ordered = ordered(&sums);
        let items = columns(&sums);
        let worst = worst_places(&ordered);
        let worst: Vec<PlaceSums> = worst.map(|(at, of)| of.named(w, state, at)).collect();
        let heat = heat(&sums, &items, worst.iter(), PLACES_MAX);
        let shown = ordered.iter().take(CELLS_MAX);
        let mut packs: Vec<OfficialSupplyId> = packs(state, inside);
        let packs_hidden = packs.len().saturating_sub(PACKS_MAX);
        packs.truncate(PACKS_MAX);
        TableModel {
            now,
            place: place.map(Place::code),
            place_name: place.map(|p| names::place(w, state, p)),
            items: items.into_iter().map(|i| ItemName::of(w, i)).collect(),
            heat,
            cells: shown.map(|cell| Cell::of(w, state, cell)).collect(),
            cells_hidden: ordered.len().saturating_sub(CELLS_MAX),
            packs: packs
                .into_iter()
                .filter_map(|id| SupplyModel::of(w, state, id, Stamp(now)))
                .collect(),
            packs_hidden,
        }
    }
}

fn columns(sums: &Sums) -> Vec<Item> {
    let mut items = ranked(sums);
    items.truncate(ITEMS_MAX);
    items
}

/// An item, a place, and its figures without a name.
type Sum<'s> = (Item, Place, &'s PlaceSums);

impl Cell {
    fn of(w: Words, state: &State, (item, place, sums): &Sum<'_>) -> Cell {
        let name = ItemName::of(w, *item);
        Cell {
            item: name.code,
            item_name: name.name,
            unit: name.unit,
            percent: sums.percent(),
            sums: sums.named(w, state, *place),
        }
    }
}

/// By [`PlaceSums::rank`]. Names come only to those that are shown.
fn ordered(sums: &Sums) -> Vec<Sum<'_>> {
    let mut ordered: Vec<Sum<'_>> = sums
        .iter()
        .flat_map(|(item, places)| places.iter().map(move |(place, of)| (*item, *place, of)))
        .filter(|(.., of)| of.is_told())
        .collect();
    ordered.sort_by_cached_key(|(_, place, sums)| (sums.rank(), place.code()));
    ordered
}

/// Places in the order in which they first come, as many as the heat table has.
fn worst_places<'s>(ordered: &[Sum<'s>]) -> impl Iterator<Item = (Place, &'s PlaceSums)> {
    let mut seen = BTreeSet::new();
    let first = ordered
        .iter()
        .filter(move |(_, place, _)| seen.insert(*place));
    first
        .take(PLACES_MAX)
        .map(|(_, place, sums)| (*place, *sums))
}

/// Records that count packs, newest first.
fn packs(state: &State, inside: impl Fn(Place) -> bool) -> Vec<OfficialSupplyId> {
    let supplies = state.official_supplies.iter().rev();
    let counts = supplies.filter(|(_, supply)| {
        let amount = supply.standing().amount;
        let at = state.recipient(supply.recipient).map(|(_, r)| r.place);
        amount.pack.is_some() && amount.n > 0 && at.is_some_and(&inside)
    });
    counts.map(|(id, _)| *id).collect()
}
