//! Promises against need lines.

use super::facts::records;
use crate::code::*;
use crate::field::record;
use crate::ids::*;
use crate::name::BatchNumber;
use crate::place::Place;
use crate::standard::Standard;

record! {
    /// A homogeneous lot.
    Batch {
        /// When it expires.
        expires_on: Option<Stamp>,
        /// When it was made.
        made_on: Option<Stamp>,
        /// The maker's batch number.
        number: Option<BatchNumber>,
    }
}

records! {
    /// A promise against a need line. `held`: implausible until a verifier clears it; out of every total.
    CommitmentPledged {
        available_on: Stamp,
        held: bool,
        line: u64,
        need: NeedId,
        offer: Option<OfferId>,
        place: Place,
        quantity: u64,
        remark: Option<Seal>,
        standard: Option<Standard>,
    }
    /// A verifier clears a held pledge.
    CommitmentCleared { commitment: CommitmentId }
    /// Accepted: the quantity is reserved.
    CommitmentAccepted { commitment: CommitmentId }
    /// Declined, with a reason.
    CommitmentDeclined { commitment: CommitmentId, reason: DeclineReason }
    /// The donor brings evidence.
    CommitmentEvidenced {
        batch: Option<Batch>,
        certificate: CertificateState,
        commitment: CommitmentId,
        document: Option<Seal>,
    }
    /// A checker approves the evidence: from here on it counts.
    CommitmentConfirmed { certificate: CertificateState, commitment: CommitmentId }
    /// One side proposes another need.
    CommitmentRedirectProposed {
        commitment: CommitmentId,
        quantity: u64,
        to_line: u64,
        to_need: NeedId,
    }
    /// Both sides agreed: this entry is a new commitment for the other need; the first is freed of as much.
    CommitmentRedirected {
        commitment: CommitmentId,
        need: NeedId,
        quantity: u64,
        to_line: u64,
        to_need: NeedId,
    }
    /// The donor takes back what has not left.
    CommitmentWithdrawn { commitment: CommitmentId, quantity: u64 }
    /// The clock frees an accepted commitment that never became firm.
    CommitmentLapsed { commitment: CommitmentId }
}
