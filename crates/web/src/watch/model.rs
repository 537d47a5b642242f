//! What `/watch` shows; the same as JSON at `/watch.json`.

use std::collections::BTreeMap;

use app::Refused;
use app::evenness::Evenness;
use relief::catalogue::Item;
use relief::code::{Grouping, HolderKind};
use relief::commitment::is_fulfilled;
use relief::flag::Standing;
use relief::ids::{FlagId, PartyId, Stamp};
use relief::state::State;
use relief::watch::holders::{HolderKey, Holding};
use serde::Serialize;

use super::equity::{self, EquityModel};
use super::flag::{self, FlagModel, FlagRow};
use super::holders::{self, HoldersModel};
use crate::visitor::Visitor;
use crate::words::percent;

/// Open flags in full on the page; the rest stand as one line each.
const FLAGS_MAX: usize = 12;
/// Flags as one line each.
const ROWS_MAX: usize = 60;
/// Of fewer parties no share is told: it would point at somebody.
const PARTIES_MIN: usize = 5;

/// Something to choose, by its code.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    /// The code.
    pub code: &'static str,
    /// In words.
    pub name: String,
}

/// `/watch`.
#[derive(Debug, Serialize)]
pub(super) struct WatchModel {
    /// The item looked at; nothing while no need states an amount.
    pub equity: Option<EquityModel>,
    /// Items to choose from.
    pub items: Vec<Choice>,
    /// Ways to put places together that make more than one group.
    pub groupings: Vec<Choice>,
    /// Whose hands the item went through.
    pub holders: HoldersModel,
    /// Flags that stand, the longest first.
    pub flags: Vec<FlagModel>,
    /// Further flags that stand, those that the facts resolved, and those that were settled; the newest first.
    pub rows: Vec<FlagRow>,
    /// How many stand.
    pub open: usize,
    /// How many the facts resolved.
    pub resolved: usize,
    /// How many were settled.
    pub settled: usize,
    /// How much one donor or one carrier carries, as information; nothing of fewer than five.
    pub concentration: Concentration,
    /// Published lists, the newest first.
    pub lists: Vec<super::list::ListRow>,
}

/// The largest share of one party, in whole per cent of fulfilled gifts, or of hand-overs.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Concentration {
    /// Of fulfilled commitments.
    pub donor_percent: Option<u64>,
    /// Of hand-overs to carriers.
    pub carrier_percent: Option<u64>,
}

/// Flags, each with how it stands.
pub(crate) type Standings = Vec<(FlagId, Standing)>;

/// What a reader asks to see; codes that fit nothing are passed over.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub item: String,
    #[serde(default)]
    pub by: String,
}

/// Collects the page.
///
/// # Errors
/// The application's, when figures cannot be had.
pub(super) async fn page(visitor: &Visitor, asked: &Asked) -> Result<WatchModel, Refused> {
    let evenness = visitor.app().evenness().await?;
    let holders = visitor.app().holders().await?;
    let concentration = *visitor.site.concentration().await?;
    let standings = visitor.site.standings().await?;
    let known = (&*evenness, &*holders, &*standings);
    let mut model = public(visitor, asked, known, concentration);
    for flag in &mut model.flags {
        flag.read(visitor).await;
    }
    Ok(model)
}

fn public(
    visitor: &Visitor,
    asked: &Asked,
    (evenness, held, standing): (&Evenness, &BTreeMap<HolderKey, Holding>, &Standings),
    concentration: Concentration,
) -> WatchModel {
    let (w, now) = (visitor.words(), visitor.app().now());
    let state = visitor.app().state();
    let items = equity::choices(w, evenness);
    let item = item(&state, asked, &items, now);
    let of_item = item.and_then(|item| evenness.of(item));
    let lines = of_item.map(|of| of.lines.as_slice());
    let groupings = equity::groupings(w, lines.unwrap_or_default());
    let by = grouping(&state, asked, item, &groupings, now);
    let equity = item
        .zip(of_item)
        .map(|(item, of)| equity::of(w, &state, (item, by), of, now));
    let count = |of| standing.iter().filter(|(_, s)| *s == of).count();
    let open = standing.iter().filter(|(_, s)| *s == Standing::Open);
    let open: Vec<FlagId> = open.map(|(id, _)| *id).collect();
    let full = open.iter().take(FLAGS_MAX);
    let more = open.iter().skip(FLAGS_MAX).copied();
    let closed = standing.iter().rev().filter(|(_, s)| *s != Standing::Open);
    let rows = more.chain(closed.map(|(id, _)| *id)).take(ROWS_MAX);
    let holders = item.map(|item| holders::of(w, &state, item, held));
    WatchModel {
        equity,
        holders: holders.unwrap_or_default(),
        flags: full
            .filter_map(|id| flag::model(w, &state, *id, now))
            .collect(),
        rows: rows
            .filter_map(|id| flag::row(w, &state, id, now))
            .collect(),
        open: open.len(),
        resolved: count(Standing::Resolved),
        settled: count(Standing::Settled),
        items: items.into_iter().map(|(_, choice)| choice).collect(),
        groupings: groupings.into_iter().map(|(_, choice)| choice).collect(),
        concentration,
        lists: super::list::rows(&state),
    }
}

/// The item asked for; else one whose groups stand too far apart; else the first of all.
fn item(state: &State, asked: &Asked, items: &[(Item, Choice)], now: Stamp) -> Option<Item> {
    let asked = items.iter().find(|(_, choice)| choice.code == asked.item);
    let alarm = state
        .disparities
        .alarms(now)
        .first()
        .map(|(item, ..)| *item);
    let first = items.first().map(|(item, _)| *item);
    asked.map(|(item, _)| *item).or(alarm).or(first)
}

fn grouping(
    state: &State,
    asked: &Asked,
    item: Option<Item>,
    groupings: &[(Grouping, Choice)],
    now: Stamp,
) -> Grouping {
    let asked = groupings.iter().find(|(_, choice)| choice.code == asked.by);
    let alarms = state.disparities.alarms(now);
    let alarm = alarms.iter().find(|(i, ..)| Some(*i) == item);
    let alarm = alarm.map(|(_, by, _)| *by);
    let first = groupings.first().map(|(by, _)| *by);
    let asked = asked.map(|(by, _)| *by);
    asked.or(alarm).or(first).unwrap_or(Grouping::TownAndCounty)
}

/// Every flag with how it stands, in the order in which they were raised.
pub(crate) fn standings(state: &State, now: Stamp) -> Standings {
    let flags = state.flags.iter();
    flags
        .map(|(id, flag)| (id, flag.standing(state, now)))
        .collect()
}

/// O(commitments + hands).
pub(crate) fn concentration(state: &State) -> Concentration {
    let donors = state
        .commitments
        .values()
        .filter(|c| is_fulfilled(state, c));
    let hops = state
        .consignments
        .values()
        .flat_map(|c| c.hops.iter().skip(1));
    let carriers = hops.filter(|hop| hop.kind == HolderKind::Carrier);
    Concentration {
        donor_percent: largest(donors.map(|c| c.donor)),
        carrier_percent: largest(carriers.map(|hop| hop.party)),
    }
}

/// The share of the one who did most, unless fewer than five did anything.
fn largest(acts: impl Iterator<Item = PartyId>) -> Option<u64> {
    let mut counts: BTreeMap<PartyId, u64> = BTreeMap::new();
    for party in acts {
        let count = counts.entry(party).or_default();
        *count = count.saturating_add(1);
    }
    let all = counts
        .values()
        .fold(0, |sum: u64, n| sum.saturating_add(*n));
    let most = counts.values().max().copied()?;
    let share = (counts.len() >= PARTIES_MIN).then(|| percent(most, all))?;
    share.filter(|percent| *percent > 0)
}
