//! What an effect changed in the fair plan, row by row.

use relief::question::shift::{Level, Row, Shift};
use relief::state::State;
use serde::Serialize;

use crate::names;
use crate::t;
use crate::words::{Words, percent};

/// Two plans beside each other.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ShiftModel {
    /// Their numbers.
    pub numbers: (u64, u64),
    /// The entry of the later one.
    pub plan: u64,
    /// Words, before, after.
    pub rows: Vec<(String, String, String)>,
}

/// As pages say it: what each is given, the level of whom it is about, and the lowest level.
pub(super) fn model(w: Words, state: &State, shift: &Shift) -> ShiftModel {
    let mut rows = Vec::new();
    for (at, row) in shift.rows.iter().enumerate() {
        rows.push(given(w, state, row));
        if at == 0 {
            let words = t!(w, "shift-level", name = name(state, row));
            rows.extend(levels(w, words, row.level));
        }
    }
    for (item, level) in &shift.lowest {
        let words = t!(w, "shift-lowest", item = names::item(w, *item));
        rows.extend(levels(w, words, *level));
    }
    ShiftModel {
        numbers: shift.numbers,
        plan: shift.plans.1.0,
        rows,
    }
}

fn name(state: &State, row: &Row) -> String {
    let found = state.recipient(row.recipient);
    found.map_or(String::new(), |(_, r)| r.name.as_str().to_owned())
}

fn given(w: Words, state: &State, row: &Row) -> (String, String, String) {
    let (item, name) = (names::item(w, row.item), name(state, row));
    let words = t!(w, "shift-given", item = item, name = name);
    let [before, after] = [row.given.0, row.given.1].map(|n| names::amount(w, row.item, n));
    (words, before, after)
}

/// Nothing where neither plan has a level.
fn levels(
    w: Words,
    words: String,
    (before, after): (Option<Level>, Option<Level>),
) -> Option<(String, String, String)> {
    let said = |level: Option<Level>| {
        let share = level.and_then(|(there, of)| percent(there, of));
        share.map_or_else(|| "—".to_owned(), |n| t!(w, "percent", n = n))
    };
    (before.is_some() || after.is_some()).then(|| (words, said(before), said(after)))
}
