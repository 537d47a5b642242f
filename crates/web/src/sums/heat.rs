//! Places by items, a per cent in every cell.

use relief::catalogue::Item;
use relief::place::Place;
use serde::Serialize;

use super::{PlaceSums, Sums};

/// What is known of one place and item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Warmth {
    /// What is there of N in per cent, floored.
    Percent(u64),
    /// Needed, amount not stated.
    Unknown,
}

/// One place with a cell for each item; nothing where nobody said anything.
#[derive(Debug, Clone, Serialize)]
pub struct HeatRow {
    /// The place's code.
    pub place: u32,
    /// Its name.
    pub name: String,
    /// Its cells, in the order of the items.
    pub cells: Vec<Option<Warmth>>,
}

/// Rows for at most so many places, each once, in the order in which they come.
pub fn heat<'p>(
    sums: &Sums,
    items: &[Item],
    places: impl Iterator<Item = &'p PlaceSums>,
    most: usize,
) -> Vec<HeatRow> {
    let mut rows: Vec<HeatRow> = Vec::new();
    for place in places {
        let known = rows.iter().any(|row| row.place == place.place);
        if known || rows.len() >= most {
            continue;
        }
        let warmth = |item| {
            let found = sums.get(item)?.get(&Place::from_code(place.place)?)?;
            let found = Some(found).filter(|found| found.is_told())?;
            Some(found.percent().map_or(Warmth::Unknown, Warmth::Percent))
        };
        rows.push(HeatRow {
            place: place.place,
            name: place.name.clone(),
            cells: items.iter().map(warmth).collect(),
        });
    }
    rows
}
