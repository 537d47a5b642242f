//! How decisions about lines grow with each entry.

use super::{Consent, Decision, Deviation};
use crate::entry::*;
use crate::ids::*;
use crate::plan::LineKey;
use crate::state::State;

/// The room of the need: where its texts belong.
fn seal(state: &mut State, index: u64, need: NeedId, remark: Option<Seal>) {
    let room = state.needs.get(&need).and_then(|need| need.room);
    state.texts.seal(index, room, remark);
}

fn decided(state: &mut State, plan: PlanId, key: LineKey, edit: impl FnOnce(&mut Decision)) {
    let found = state
        .plans
        .published
        .iter_mut()
        .rev()
        .find(|found| found.id == plan);
    if let Some(found) = found {
        edit(found.decisions.entry(key).or_default());
    }
}

/// Whether a party gives the offer: what its yes means.
fn is_donor(state: &State, offer: OfferId, by: PartyId) -> bool {
    state
        .offers
        .get(&offer)
        .is_some_and(|offer| offer.donor == by)
}

pub(crate) fn apply_accepted(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    f: &PlanAccepted,
) {
    let consent = Some(Consent {
        by,
        at,
        index: Index(index),
    });
    let donor = is_donor(state, f.offer, by);
    decided(state, f.plan, (f.offer, f.need, f.line), |decision| {
        if donor {
            decision.donor = consent;
        } else {
            decision.recipient = consent;
        }
    });
}

/// A yes to another quantity takes back the other side's yes to the first.
pub(crate) fn apply_changed(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    f: &PlanChanged,
) {
    seal(state, index, f.need, f.remark);
    let index = Index(index);
    let (reason, remark) = (f.reason, f.remark);
    let consent = Consent { by, at, index };
    let donor = is_donor(state, f.offer, by);
    decided(state, f.plan, (f.offer, f.need, f.line), |decision| {
        *decision = Decision {
            quantity: Some(f.quantity),
            donor: donor.then_some(consent),
            recipient: (!donor).then_some(consent),
            changed: Some(Deviation {
                by,
                at,
                index,
                reason,
                remark,
            }),
            left: None,
        };
    });
}

pub(crate) fn apply_left(state: &mut State, index: u64, at: Stamp, by: PartyId, f: &PlanLeft) {
    seal(state, index, f.need, f.remark);
    let index = Index(index);
    let (reason, remark) = (f.reason, f.remark);
    let key = (f.offer, f.need, f.line);
    decided(state, f.plan, key, |decision| {
        decision.left = Some(Deviation {
            by,
            at,
            index,
            reason,
            remark,
        });
    });
    state.plans.left.insert(key);
}
