//! How needs grow with each entry.

use super::{Need, NeedLine, NeedStatus};
use crate::coverage::Tally;
use crate::entry::*;
use crate::ids::*;
use crate::state::State;

pub(crate) fn apply_reported(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &NeedReported,
) {
    let line = |l: &NeedLineFact| NeedLine {
        item: l.item,
        standards: l.standards.clone(),
        quantity: l.quantity,
        needed_by: l.needed_by,
        commitments: Vec::new(),
        tally: Tally::default(),
        official_kept: 0,
        earlier: Vec::new(),
    };
    let need = Need {
        recipient: fact.recipient,
        room: fact.room,
        reporter: by,
        reported_at: at,
        critical: fact.critical,
        status: NeedStatus::Reported,
        verifications: Vec::new(),
        changed_by: None,
        confirmed_at: at,
        lines: fact.lines.iter().map(line).collect(),
        source: fact.source,
        remark: fact.remark,
        history: vec![Index(index)],
    };
    state.needs.insert(NeedId(index), need);
    state.texts.seal(index, fact.room, fact.source);
    state.texts.seal(index, fact.room, fact.remark);
    if let Some(recipient) = state.recipients.get_mut(&fact.recipient) {
        recipient.needs.push(NeedId(index));
    }
}

pub(crate) fn apply_revised(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &NeedRevised,
) {
    let Some(need) = state.needs.get_mut(&fact.need) else {
        return;
    };
    need.confirmed_at = at;
    if fact.unverified {
        need.unverify(by);
    }
    let line = usize::try_from(fact.line)
        .ok()
        .and_then(|i| need.lines.get_mut(i));
    if let Some(line) = line {
        line.earlier.push((Index(index), line.quantity));
        line.quantity = fact.quantity;
        line.standards.clone_from(&fact.standards);
        line.needed_by = fact.needed_by;
    }
}

pub(crate) fn set_status(state: &mut State, id: NeedId, status: NeedStatus) {
    if let Some(need) = state.needs.get_mut(&id) {
        need.status = status;
    }
}

pub(crate) fn apply_reconfirmed(state: &mut State, at: Stamp, fact: &NeedReconfirmed) {
    if let Some(need) = state.needs.get_mut(&fact.need) {
        need.confirmed_at = at;
    }
}

pub(crate) fn touch(state: &mut State, id: NeedId, index: u64) {
    if let Some(need) = state.needs.get_mut(&id)
        && need.history.last() != Some(&Index(index))
    {
        need.history.push(Index(index));
    }
}
