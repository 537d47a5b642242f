//! What went through whose hands: organisations by name, persons together by what they do.

use std::collections::BTreeMap;

use maud::{Markup, html};
use relief::catalogue::Item;
use relief::state::State;
use relief::watch::holders::{HolderKey, Holding, Role};
use serde::Serialize;

use crate::names;
use crate::parts::table::{Col, table};
use crate::t;
use crate::words::{Words, number};

/// Rows of the table; the page says how many more there are.
const ROWS_MAX: usize = 20;

/// One holder, or persons together; amounts in base units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct HolderRow {
    /// An organisation's name, or what the persons do.
    pub name: String,
    /// What came.
    pub taken: u64,
    /// Passed on, or settled with the recipient.
    pub placed: u64,
    /// Still there.
    pub stored: u64,
    /// Went back or was declared lost.
    pub written_off: u64,
    /// What came and is nowhere.
    pub short: u64,
    /// What is accounted for beyond what came.
    pub over: u64,
}

/// Every holder of an item, those of whom most is short first.
#[derive(Debug, Default, Serialize)]
pub(super) struct HoldersModel {
    /// As far as they are listed.
    pub rows: Vec<HolderRow>,
    /// Further ones.
    pub more: usize,
}

/// Who an item went through.
pub(super) fn of(
    w: Words,
    state: &State,
    item: Item,
    all: &BTreeMap<HolderKey, Holding>,
) -> HoldersModel {
    let mut sums: BTreeMap<String, Holding> = BTreeMap::new();
    for ((of, party, role), holding) in all {
        if *of == item {
            let name = names::organisation(state, *party).unwrap_or_else(|| persons(w, *role));
            let sum = sums.entry(name).or_default();
            *sum = sum.with(*holding);
        }
    }
    let mut rows: Vec<HolderRow> = sums.into_iter().map(row).collect();
    rows.sort_by(|a, b| {
        let weight = |row: &HolderRow| (row.short.max(row.over), row.stored, row.taken);
        weight(b).cmp(&weight(a)).then_with(|| a.name.cmp(&b.name))
    });
    let more = rows.len().saturating_sub(ROWS_MAX);
    rows.truncate(ROWS_MAX);
    HoldersModel { rows, more }
}

fn persons(w: Words, role: Role) -> String {
    match role {
        Role::Sender => t!(w, "holders-senders"),
        Role::Carrier => t!(w, "holders-carriers"),
        Role::Hub => t!(w, "holders-hubs"),
    }
}

fn row((name, of): (String, Holding)) -> HolderRow {
    HolderRow {
        name,
        taken: of.taken,
        placed: of.placed,
        stored: of.stored,
        written_off: of.written_off,
        short: of.short(),
        over: of.over(),
    }
}

/// The table: in = placed + in store + written off + what differs.
pub(super) fn view(w: Words, m: &HoldersModel, item_name: &str, unit: &str) -> Markup {
    let heads = [
        (Col::Text, t!(w, "holders-who", unit = unit)),
        (Col::Num, t!(w, "holders-taken")),
        (Col::Num, t!(w, "holders-placed")),
        (Col::Num, t!(w, "holders-stored")),
        (Col::NumWide, t!(w, "holders-written-off")),
        (Col::Num, t!(w, "holders-differs")),
    ];
    let heads: Vec<(Col, &str)> = heads.iter().map(|(c, text)| (*c, text.as_str())).collect();
    let row = |row: &HolderRow| {
        let differs = match (row.short, row.over) {
            (0, 0) => html! { "0" },
            (0, over) => html! { "+" (number(over)) },
            (short, _) => html! { b.lack { "−" (number(short)) } },
        };
        vec![
            html! { (row.name) },
            html! { (number(row.taken)) },
            html! { (number(row.placed)) },
            html! { (number(row.stored)) },
            html! { (number(row.written_off)) },
            differs,
        ]
    };
    let rows: Vec<Vec<Markup>> = m.rows.iter().map(row).collect();
    let title = t!(w, "holders-title", item = item_name);
    html! {
        section.c12 {
            h2 { (title) }
            p.sm.mut { (t!(w, "holders-text")) }
            div.mt2 { (table(&title, &heads, &rows)) }
            @if m.more > 0 { p.sm.mut { (t!(w, "plan-rows-more", n = m.more)) } }
        }
    }
}
