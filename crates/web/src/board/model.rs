//! What the board shows.

use std::collections::BTreeMap;

use relief::catalogue::Item;
use relief::ids::Stamp;
use relief::need::{Need, NeedStatus};
use relief::place::Place;
use relief::state::State;
use serde::Serialize;

use super::scan::{Asked, Found, Group, Lines, Scan};
use crate::names;
use crate::need::LineModel;
use crate::need::model::freshness;
use crate::words::Words;

/// Rows of one page: what a phone scrolls through before it asks for more, and under 60 kB.
pub(crate) const ROWS_MAX: usize = 50;
/// Chips of one kind; the rest stand in the list below them.
const CHIPS_MAX: usize = 8;
/// Places in the list to choose from: every prefecture.
const PLACES_MAX: usize = 400;

/// A choice among items or places.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choice {
    /// Code of the item, or six digits of the place.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Lines it would show.
    pub lines: u64,
    /// Chosen.
    pub on: bool,
}

/// One line on the board.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Row {
    /// The need.
    pub need: u64,
    /// Its recipient's name.
    pub recipient_name: String,
    /// The recipient's place.
    pub place_name: String,
    /// `open`, `paused` or `reported`.
    pub status: &'static str,
    /// Lives depend on it.
    pub critical: bool,
    /// How fresh it is.
    pub freshness: &'static str,
    /// When it was last confirmed, seconds UTC.
    pub confirmed_at: i64,
    /// Where an excess would be better given: need, line, place.
    pub better: Option<(u64, u64, String)>,
    /// Its figures.
    #[serde(flatten)]
    pub line: LineModel,
}

/// Rows under one heading.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GroupModel {
    /// `ranked`, `unknown`, `stale`, `waiting`.
    pub group: &'static str,
    /// Lines of the group over all pages.
    pub count: u64,
    /// Those on this page.
    pub rows: Vec<Row>,
}

/// A board.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BoardModel {
    /// When it was made, seconds UTC.
    pub now: i64,
    /// The item chosen.
    pub item: Option<&'static str>,
    /// Its name.
    pub item_name: Option<&'static str>,
    /// The place chosen.
    pub place: Option<u32>,
    /// Its name.
    pub place_name: Option<String>,
    /// What the chosen place lies in.
    pub parent: Option<Choice>,
    /// Lines over all pages.
    pub count: u64,
    /// This page, from 1.
    pub page: usize,
    /// Pages.
    pub pages: usize,
    /// Groups that have rows on this page.
    pub groups: Vec<GroupModel>,
    /// Items to choose from, most lines first.
    pub items: Vec<Choice>,
    /// Places to choose from, most lines first.
    pub places: Vec<Choice>,
}

impl BoardModel {
    /// One page of a board; pages count from 1, and one too far shows the last.
    pub fn of(
        state: &State,
        lines: &Lines,
        asked: &Asked,
        page: usize,
        now: Stamp,
        w: Words,
    ) -> BoardModel {
        let scan = lines.scan(asked);
        let count = usize::try_from(scan.all()).unwrap_or(usize::MAX);
        let pages = count.div_ceil(ROWS_MAX).max(1);
        let page = page.clamp(1, pages);
        let shown = lines.shown(asked, (page - 1) * ROWS_MAX).take(ROWS_MAX);
        let mut rows: BTreeMap<Group, Vec<Row>> = BTreeMap::new();
        for found in shown {
            rows.entry(found.group)
                .or_default()
                .extend(row(state, lines, found, now, w));
        }
        let groups = Group::ALL.into_iter().filter_map(|group| {
            let rows = rows.remove(&group)?;
            Some(GroupModel {
                group: code(group),
                count: scan.count(group),
                rows,
            })
        });
        let parent = asked.place.and_then(Place::parent);
        BoardModel {
            now: now.0,
            item: asked.item.map(Item::code),
            item_name: asked.item.map(|i| names::item(w, i)),
            place: asked.place.map(Place::code),
            place_name: asked.place.map(|p| names::place(w, state, p)),
            parent: parent.map(|p| choice_of_place(state, w, asked, p, 0)),
            count: scan.all(),
            page,
            pages,
            groups: groups.collect(),
            items: items(&scan, asked, w),
            places: places(state, &scan, asked, w),
        }
    }

    /// Whether anything on this page was given by the state.
    pub fn has_official(&self) -> bool {
        let mut rows = self.groups.iter().flat_map(|g| &g.rows);
        rows.any(|r| r.line.official > 0)
    }

    /// The chips of a list: the first few, and the chosen one wherever it stands.
    pub fn chips(list: &[Choice]) -> impl Iterator<Item = &Choice> {
        list.iter()
            .enumerate()
            .filter(|(i, c)| *i < CHIPS_MAX || c.on)
            .map(|(_, c)| c)
    }
}

fn code(group: Group) -> &'static str {
    match group {
        Group::Ranked => "ranked",
        Group::Unknown => "unknown",
        Group::Stale => "stale",
        Group::Waiting => "waiting",
    }
}

fn row(state: &State, lines: &Lines, found: Found, now: Stamp, w: Words) -> Option<Row> {
    let need = state.needs.get(&found.need)?;
    let (_, recipient) = state.recipient(need.recipient)?;
    let line = need.lines.get(found.line)?;
    let model = LineModel::of(w, found.line, line);
    let is_over = model.excess.get().is_some_and(|e| e > 0);
    let better = lines.worst.get(&line.item).filter(|_| is_over);
    Some(Row {
        need: found.need.0,
        recipient_name: recipient.name.as_str().to_owned(),
        place_name: names::place(w, state, recipient.place),
        status: status(need),
        critical: need.critical,
        freshness: freshness(need, now),
        confirmed_at: need.confirmed_at.0,
        better: better.and_then(|b| better_place(state, w, *b)),
        line: model,
    })
}

fn better_place(state: &State, w: Words, found: Found) -> Option<(u64, u64, String)> {
    let need = state.needs.get(&found.need)?;
    let (_, recipient) = state.recipient(need.recipient)?;
    Some((
        found.need.0,
        u64::try_from(found.line).ok()?,
        names::place(w, state, recipient.place),
    ))
}

fn status(need: &Need) -> &'static str {
    match need.status {
        NeedStatus::Paused { .. } => "paused",
        NeedStatus::Reported => "reported",
        _ => "open",
    }
}

fn items(scan: &Scan, asked: &Asked, w: Words) -> Vec<Choice> {
    let mut list: Vec<(&Item, &u64)> = scan.items.iter().collect();
    list.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let choice = |(item, n): (&Item, &u64)| Choice {
        code: item.code().to_owned(),
        name: names::item(w, *item).to_owned(),
        lines: *n,
        on: asked.item == Some(*item),
    };
    list.into_iter().map(choice).collect()
}

fn places(state: &State, scan: &Scan, asked: &Asked, w: Words) -> Vec<Choice> {
    // With a place chosen only its parts are offered; the way up stands apart.
    let inside = |p: &Place| asked.place.is_none_or(|chosen| p.is_within(chosen));
    let mut list: Vec<(&Place, &u64)> = scan.places.iter().filter(|(p, _)| inside(p)).collect();
    list.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    list.into_iter()
        .take(PLACES_MAX)
        .map(|(p, n)| choice_of_place(state, w, asked, *p, *n))
        .collect()
}

fn choice_of_place(state: &State, w: Words, asked: &Asked, place: Place, lines: u64) -> Choice {
    Choice {
        code: place.code().to_string(),
        name: names::place(w, state, place),
        lines,
        on: asked.place == Some(place),
    }
}
