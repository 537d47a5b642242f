//! Codes of commitments in words.

use relief::code::{CertificateState, DeclineReason};
use relief::commitment::{Commitment, CommitmentState, is_fulfilled};
use relief::ids::PartyId;
use relief::place::Place;
use relief::state::State;

use crate::names;
use crate::t;
use crate::words::Words;

/// Where a commitment stands.
pub(crate) fn state(w: Words, state: &State, of: &Commitment) -> String {
    match of.state {
        CommitmentState::Pledged if of.held => t!(w, "commitment-held"),
        CommitmentState::Pledged => t!(w, "commitment-pledged"),
        CommitmentState::Accepted => t!(w, "commitment-accepted"),
        CommitmentState::Firm if is_fulfilled(state, of) => t!(w, "commitment-fulfilled"),
        CommitmentState::Firm => t!(w, "commitment-firm"),
        CommitmentState::Declined(why) => t!(w, "commitment-declined", why = decline(w, why)),
        CommitmentState::Withdrawn => t!(w, "commitment-withdrawn"),
        CommitmentState::Redirected => t!(w, "commitment-redirected"),
        CommitmentState::Lapsed => t!(w, "commitment-lapsed"),
    }
}

/// Why a commitment was declined.
pub(crate) fn decline(w: Words, why: DeclineReason) -> String {
    match why {
        DeclineReason::Standard => t!(w, "decline-standard"),
        DeclineReason::NotNeeded => t!(w, "decline-not-needed"),
        DeclineReason::Duplicate => t!(w, "decline-duplicate"),
        DeclineReason::DoubtfulSupplier => t!(w, "decline-doubtful"),
    }
}

/// How far a certificate was checked.
pub(crate) fn certificate(w: Words, of: CertificateState) -> String {
    match of {
        CertificateState::Claimed => t!(w, "certificate-claimed"),
        CertificateState::FormatOk => t!(w, "certificate-format"),
        CertificateState::DocumentSeen => t!(w, "certificate-seen"),
        CertificateState::RegisterChecked => t!(w, "certificate-register"),
    }
}

/// A donor as the public may know them: an organisation by its name, a person by a place.
pub(crate) fn donor(w: Words, state: &State, party: PartyId, from: Place) -> String {
    let named = state.parties.get(&party).and_then(|p| p.name.as_ref());
    match named {
        Some(name) => name.as_str().to_owned(),
        None => t!(w, "donor-in", place = names::place(w, state, from)),
    }
}
