//! Codes of needs and recipients in words.

use relief::code::{CloseReason, Evidence, FacilityKind, RejectReason, SkipReason, Standing};
use relief::need::NeedStatus;

use crate::label::{Kind, label};
use crate::t;
use crate::words::{Words, date_time};

/// Where a need stands, with its reason.
pub(crate) fn status(w: Words, status: NeedStatus) -> String {
    match status {
        NeedStatus::Reported => t!(w, "need-reported"),
        NeedStatus::Open => t!(w, "need-open"),
        NeedStatus::Paused { until: None } => t!(w, "need-paused"),
        NeedStatus::Paused { until: Some(until) } => {
            t!(w, "need-paused-until", when = date_time(w, until.0))
        }
        NeedStatus::Closed(why) => t!(w, "need-closed", why = close(w, why)),
        NeedStatus::Rejected(why) => t!(w, "need-rejected", why = reject(w, why)),
        NeedStatus::Merged(into) => t!(w, "need-merged", code = label(Kind::Need, into.0)),
    }
}

/// What a verifier relied on.
pub(crate) fn evidence(w: Words, evidence: Evidence) -> String {
    match evidence {
        Evidence::OfficialNotice => t!(w, "need-evidence-notice"),
        Evidence::CallBack => t!(w, "need-evidence-call"),
        Evidence::OwnAccount => t!(w, "need-evidence-own"),
    }
}

/// What a verifier relied on, and when.
pub(crate) fn evidence_at(w: Words, of: Evidence, at: i64) -> String {
    t!(
        w,
        "need-evidence-at",
        evidence = evidence(w, of),
        when = date_time(w, at)
    )
}

/// Why a need was closed.
pub(crate) fn close(w: Words, why: CloseReason) -> String {
    match why {
        CloseReason::Met => t!(w, "need-close-met"),
        CloseReason::Withdrawn => t!(w, "need-close-withdrawn"),
        CloseReason::DoneByOthers => t!(w, "need-close-others"),
        CloseReason::Expired => t!(w, "need-close-expired"),
    }
}

/// Why a report was rejected.
pub(crate) fn reject(w: Words, why: RejectReason) -> String {
    match why {
        RejectReason::Denied => t!(w, "need-reject-denied"),
        RejectReason::NotFound => t!(w, "need-reject-not-found"),
        RejectReason::Fraud => t!(w, "need-reject-fraud"),
        RejectReason::OutOfScope => t!(w, "need-reject-scope"),
    }
}

/// Why a gate was skipped.
pub(crate) fn skip(w: Words, why: SkipReason) -> String {
    match why {
        SkipReason::Emergency => t!(w, "skip-emergency"),
        SkipReason::NobodyElse => t!(w, "skip-nobody"),
        SkipReason::Unreachable => t!(w, "skip-unreachable"),
    }
}

/// How well a recipient is known.
pub(crate) fn standing(w: Words, standing: Standing) -> String {
    match standing {
        Standing::Unchecked => t!(w, "standing-unchecked"),
        Standing::CalledBack => t!(w, "standing-called"),
        Standing::DocumentSeen => t!(w, "standing-document"),
        Standing::ConfirmedByAuthority => t!(w, "standing-authority"),
    }
}

/// What kind of facility.
pub(crate) fn facility(w: Words, kind: FacilityKind) -> String {
    match kind {
        FacilityKind::Hospital => t!(w, "facility-hospital"),
        FacilityKind::Hub => t!(w, "facility-hub"),
        FacilityKind::Organisation => t!(w, "facility-organisation"),
        FacilityKind::Other => t!(w, "facility-other"),
    }
}
