//! The table of the board: every place and item with all their figures, ranked by what is still short.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use relief::catalogue::Item;
use relief::ids::OfficialSupplyId;
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
    /// Every place and item, the worst covered first; those that state no amount last.
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
        let sums = gathered(all, |at| Some(at).filter(|at| inside(*at)));
        let mut cells = cells(w, state, &sums);
        let items = columns(&sums);
        let heat = heat(&sums, &items, cells.iter().map(|c| &c.sums), PLACES_MAX);
        let cells_hidden = cells.len().saturating_sub(CELLS_MAX);
        cells.truncate(CELLS_MAX);
        let mut packs: Vec<OfficialSupplyId> = packs(state, inside);
        let packs_hidden = packs.len().saturating_sub(PACKS_MAX);
        packs.truncate(PACKS_MAX);
        TableModel {
            now,
            place: place.map(Place::code),
            place_name: place.map(|p| names::place(w, state, p)),
            items: items.into_iter().map(|i| ItemName::of(w, i)).collect(),
            heat,
            cells,
            cells_hidden,
            packs: packs
                .into_iter()
                .filter_map(|id| SupplyModel::of(w, state, id))
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

fn cells(w: Words, state: &State, sums: &Sums) -> Vec<Cell> {
    let of_item = |(item, places): (&Item, &BTreeMap<Place, PlaceSums>)| {
        let name = ItemName::of(w, *item);
        let cell = |(place, sums): (&Place, &PlaceSums)| Cell {
            item: name.code,
            item_name: name.name,
            unit: name.unit,
            percent: sums.percent(),
            sums: sums.named(w, state, *place),
        };
        places.iter().map(cell).collect::<Vec<_>>()
    };
    let mut cells: Vec<Cell> = sums.iter().flat_map(of_item).collect();
    cells.sort_by_key(|c| {
        let unstated = c.percent.is_none();
        (unstated, c.percent, Reverse(c.sums.shortage), c.sums.place)
    });
    cells
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
