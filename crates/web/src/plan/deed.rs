//! Plan against deed, as the public sees it: the last plan of which anything was carried out.

use relief::plan::Published;
use relief::plan::deed::{Deed, deeds};
use relief::plan::stage::{Stage, status};
use serde::Serialize;

use super::asks::Scene;
use super::decide::{from, recipient, words};
use super::lots::ROWS_SHOWN_MAX;
use super::model::beyond;
use crate::commitment;

/// A line that differs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DeedRow {
    /// The need.
    pub need: u64,
    /// The offer.
    pub offer: u64,
    /// The recipient's name.
    pub recipient_name: String,
    /// Where the goods lie.
    pub place_name: String,
    /// As planned.
    pub planned: u64,
    /// Received.
    pub received: u64,
    /// On its way.
    pub moving: u64,
    /// Bound to go: firm or accepted.
    pub bound: u64,
    /// What is there or bound to come, less what was planned.
    pub difference: i64,
    /// Why, in words.
    pub why: String,
}

/// A line kept.
#[derive(Debug, Clone, Serialize)]
pub(super) struct KeptLine {
    /// The recipient's name.
    pub recipient_name: String,
    /// As planned and done, with its unit.
    pub amount: String,
}

/// Plan against deed for one item.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DeedModel {
    /// The number of the plan.
    pub number: u64,
    /// Its entry.
    pub entry: u64,
    /// When it was published, seconds UTC.
    pub at: i64,
    /// Units planned.
    pub planned: u64,
    /// Units there or bound to come.
    pub done: u64,
    /// How many lines differ.
    pub differs_count: u64,
    /// Those lines, as far as they are listed.
    pub differs: Vec<DeedRow>,
    /// How many lines were kept.
    pub kept_count: u64,
    /// Those lines, as far as they are listed.
    pub kept: Vec<KeptLine>,
}

/// What became of the last plan of which anything was carried out; nothing: of none.
pub(super) fn deed(s: &Scene<'_>) -> Option<DeedModel> {
    let of_item = |deed: &Deed| {
        let line = s.state.line(deed.line.need, deed.line.line);
        line.is_some_and(|line| line.item == s.item.item)
    };
    let published = s.state.plans.published.iter().rev();
    let told = published.map(|plan| {
        let deeds = deeds(s.state, plan).into_iter().filter(of_item);
        (plan, deeds.collect::<Vec<Deed>>())
    });
    let carried_out = |(_, deeds): &(&Published, Vec<Deed>)| deeds.iter().any(|d| d.bound() > 0);
    let (plan, deeds) = told.into_iter().find(carried_out)?;
    let (kept, differs): (Vec<&Deed>, Vec<&Deed>) = deeds
        .iter()
        .partition(|deed| deed.bound() == deed.line.quantity);
    Some(DeedModel {
        number: plan.number,
        entry: plan.id.0,
        at: plan.at.0,
        planned: deeds.iter().map(|deed| deed.line.quantity).sum(),
        done: deeds.iter().map(Deed::bound).sum(),
        differs_count: beyond(differs.len(), 0),
        kept_count: beyond(kept.len(), 0),
        differs: differs
            .into_iter()
            .take(ROWS_SHOWN_MAX)
            .map(|deed| row(s, plan, deed))
            .collect(),
        kept: kept
            .into_iter()
            .take(ROWS_SHOWN_MAX)
            .map(|deed| KeptLine {
                recipient_name: recipient(s, &deed.line),
                amount: s.amount(deed.line.quantity),
            })
            .collect(),
    })
}

fn row(s: &Scene<'_>, plan: &Published, deed: &Deed) -> DeedRow {
    let status = status(s.state, plan, &deed.line);
    let last = deed.commitment.and_then(|id| s.state.commitments.get(&id));
    // A promise that ended says more than that the line is open again.
    let why = match (status.stage, last) {
        (Stage::Silent | Stage::WaitsForDonor, Some(ended)) => {
            commitment::said::state(s.w, s.state, ended)
        }
        _ => words(s.w, s.state, &status),
    };
    let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    DeedRow {
        need: deed.line.need.0,
        offer: deed.line.offer.0,
        recipient_name: recipient(s, &deed.line),
        place_name: from(s, &deed.line),
        planned: deed.line.quantity,
        received: deed.done.received,
        moving: deed.done.moving,
        bound: deed.done.firm.saturating_add(deed.reserved),
        difference: signed(deed.bound()).saturating_sub(signed(deed.line.quantity)),
        why,
    }
}
