//! Public totals, derived from the state: what `/figures.json` shows and every verifier recomputes.

use std::collections::BTreeMap;

use crate::code::PartyKind;
use crate::commitment::{Commitment, CommitmentState, is_fulfilled};
use crate::consignment::Stage;
use crate::coverage::coverage;
use crate::need::{NeedLine, NeedStatus};
use crate::state::State;

/// Totals of one item over all needs that stand or stood, in base units. Different items are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemFigures {
    /// Lines that state a total.
    pub lines: u64,
    /// Lines that state none.
    pub lines_unknown: u64,
    /// N over lines that state a total.
    pub needed: u64,
    /// P.
    pub pledged: u64,
    /// C.
    pub firm: u64,
    /// T.
    pub in_transit: u64,
    /// R.
    pub received: u64,
    /// What the state gave, on whatever line it falls; packs with unknown contents are not in it.
    pub official: u64,
    /// What is left of N.
    pub gap: u64,
    /// max(0, N − R).
    pub unmet: u64,
    /// What is left of N, official supply counted.
    pub shortage: u64,
    /// Beyond N, official supply counted.
    pub excess: u64,
    /// Recorded as damaged on arrival.
    pub damaged: u64,
    /// Recorded as missing on arrival.
    pub missing: u64,
    /// Sent back at the door.
    pub refused: u64,
    /// Lost or returned with a whole consignment.
    pub ended: u64,
}

/// All public totals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// Entries of the journal.
    pub entries: u64,
    /// Persons and organisations that acted, the community itself not counted.
    pub parties: BTreeMap<&'static str, u64>,
    /// Rooms.
    pub rooms: u64,
    /// Members over all rooms, at their last counts.
    pub members: u64,
    /// Facilities in the directory, merged ones counted once.
    pub recipients: u64,
    /// Recipients that accepted goods.
    pub recipients_served: u64,
    /// Needs by standing.
    pub needs: BTreeMap<&'static str, u64>,
    /// Commitments by standing.
    pub commitments: BTreeMap<&'static str, u64>,
    /// Consignments by stage.
    pub consignments: BTreeMap<&'static str, u64>,
    /// Totals by item.
    pub items: BTreeMap<&'static str, ItemFigures>,
    /// Packs with unknown contents that the state gave, by item and kind of pack: added to nothing else.
    pub official_packs: BTreeMap<&'static str, BTreeMap<&'static str, u64>>,
}

/// Counts everything.
#[must_use]
pub fn figures(state: &State) -> Figures {
    let mut figures = Figures {
        entries: state.size,
        rooms: count(state.rooms.len()),
        members: state.rooms.values().map(|r| r.members).sum(),
        recipients: count(
            state
                .recipients
                .values()
                .filter(|r| r.merged_into.is_none())
                .count(),
        ),
        ..Figures::default()
    };
    for party in state.parties.values().skip(1) {
        let kind = match party.kind {
            PartyKind::Person => "persons",
            PartyKind::Organisation => "organisations",
        };
        *figures.parties.entry(kind).or_default() += 1;
    }
    count_needs(state, &mut figures);
    for commitment in state.commitments.values() {
        *figures
            .commitments
            .entry(commitment_word(state, commitment))
            .or_default() += 1;
    }
    count_consignments(state, &mut figures);
    count_official(state, &mut figures);
    figures
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// Only verified needs are needed: N, gap, unmet and excess leave out what is reported, rejected or merged. What
/// was given was given: P, C, T and R count wherever they stand.
fn count_needs(state: &State, figures: &mut Figures) {
    for need in state.needs.values() {
        *figures.needs.entry(need_word(need.status)).or_default() += 1;
        let is_verified = need.status.stood();
        let asked = |line: &&NeedLine| is_verified || !line.commitments.is_empty();
        for line in need.lines.iter().filter(asked) {
            let item = figures.items.entry(line.item.code()).or_default();
            item.pledged += line.tally.pledged;
            item.firm += line.tally.firm;
            item.in_transit += line.tally.moving;
            item.received += line.tally.received;
            if !is_verified {
                continue;
            }
            match coverage(line.quantity, &line.tally) {
                Some(c) => {
                    item.lines += 1;
                    item.needed += c.needed;
                    item.gap += c.gap;
                    item.unmet += c.unmet;
                    item.shortage += c.shortage;
                    item.excess += c.excess;
                }
                None => item.lines_unknown += 1,
            }
        }
    }
}

fn count_consignments(state: &State, figures: &mut Figures) {
    let mut served = std::collections::BTreeSet::new();
    for consignment in state.consignments.values() {
        *figures
            .consignments
            .entry(stage_word(consignment.stage()))
            .or_default() += 1;
        for line in &consignment.lines {
            if line.accepted > 0 {
                served.insert(consignment.recipient);
            }
            let Some(commitment) = state.commitments.get(&line.commitment) else {
                continue;
            };
            let Some(item) = state.line(commitment.need, commitment.line).map(|l| l.item) else {
                continue;
            };
            let item = figures.items.entry(item.code()).or_default();
            item.damaged += line.damaged;
            item.missing += line.missing;
            item.refused += line.refused;
            item.ended += line.ended;
        }
    }
    figures.recipients_served = count(served.len());
}

fn count_official(state: &State, figures: &mut Figures) {
    for supply in state.official_supplies.values() {
        let (item, amount) = (supply.item.code(), supply.standing().amount);
        match amount.pack {
            None => figures.items.entry(item).or_default().official += amount.n,
            Some(pack) => {
                let packs = figures.official_packs.entry(item).or_default();
                *packs.entry(pack.code()).or_default() += amount.n;
            }
        }
    }
}

/// The word for a need's standing in figures and models.
#[must_use]
pub fn need_word(status: NeedStatus) -> &'static str {
    match status {
        NeedStatus::Reported => "reported",
        NeedStatus::Open => "open",
        NeedStatus::Paused { .. } => "paused",
        NeedStatus::Closed(_) => "closed",
        NeedStatus::Rejected(_) => "rejected",
        NeedStatus::Merged(_) => "merged",
    }
}

/// The word for a commitment's standing in figures and models.
#[must_use]
pub fn commitment_word(state: &State, commitment: &Commitment) -> &'static str {
    match commitment.state {
        CommitmentState::Pledged => "pledged",
        CommitmentState::Accepted => "accepted",
        CommitmentState::Firm if is_fulfilled(state, commitment) => "fulfilled",
        CommitmentState::Firm => "firm",
        CommitmentState::Declined(_) => "declined",
        CommitmentState::Withdrawn => "withdrawn",
        CommitmentState::Redirected => "redirected",
        CommitmentState::Lapsed => "lapsed",
    }
}

/// The word for a consignment's stage in figures and models.
#[must_use]
pub fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Preparing => "preparing",
        Stage::Sealed => "sealed",
        Stage::InTransit => "in_transit",
        Stage::AtHub => "at_hub",
        Stage::Arrived => "arrived",
        Stage::Received => "received",
        Stage::Returned => "returned",
        Stage::Lost => "lost",
        Stage::Cancelled => "cancelled",
    }
}
