//! Codes of testimonies in words.

use relief::code::*;
use relief::testimony::Standing;
use relief::testimony::pile::Why;

use crate::t;
use crate::words::{Words, date_time};

/// What it is about.
pub(super) fn kind(w: Words, of: TestimonyKind) -> String {
    match of {
        TestimonyKind::Care => t!(w, "testimony-kind-care"),
        TestimonyKind::Supplies => t!(w, "testimony-kind-supplies"),
        TestimonyKind::Delivery => t!(w, "testimony-kind-delivery"),
        TestimonyKind::Figures => t!(w, "testimony-kind-figures"),
        TestimonyKind::Passage => t!(w, "testimony-kind-passage"),
        TestimonyKind::Conduct => t!(w, "testimony-kind-conduct"),
        TestimonyKind::Other => t!(w, "testimony-kind-other"),
    }
}

/// Why it is held back.
pub(super) fn reason(w: Words, of: HoldReason) -> String {
    match of {
        HoldReason::Private => t!(w, "testimony-hold-private"),
        HoldReason::Danger => t!(w, "testimony-hold-danger"),
        HoldReason::Accuses => t!(w, "testimony-hold-accuses"),
        HoldReason::Unclear => t!(w, "testimony-hold-unclear"),
        HoldReason::Repeats => t!(w, "testimony-hold-repeats"),
        HoldReason::Unlawful => t!(w, "testimony-hold-unlawful"),
    }
}

/// By what somebody stands by it.
pub(super) fn evidence(w: Words, of: SupportKind) -> String {
    match of {
        SupportKind::Saw => t!(w, "testimony-by-saw"),
        SupportKind::Photograph => t!(w, "testimony-by-photograph"),
        SupportKind::Document => t!(w, "testimony-by-document"),
        SupportKind::Entry => t!(w, "testimony-by-entry"),
        SupportKind::Told => t!(w, "testimony-by-told"),
    }
}

/// Why some lie in one pile.
pub(super) fn why(w: Words, of: Why) -> String {
    match of {
        Why::Alike => t!(w, "testimony-pile-alike"),
        Why::Spot => t!(w, "testimony-pile-spot"),
        Why::Flood => t!(w, "testimony-pile-flood"),
        Why::Single => t!(w, "testimony-pile-single"),
    }
}

/// How it stands, in a few words, and the code for JSON.
pub(super) fn standing(w: Words, of: Standing, now: i64) -> (&'static str, String) {
    match of {
        Standing::Waiting { until } if until.0 < now => (
            "late",
            t!(w, "testimony-late-waiting", until = date_time(w, until.0)),
        ),
        Standing::Waiting { until } => (
            "waiting",
            t!(w, "testimony-waiting", until = date_time(w, until.0)),
        ),
        Standing::Held { until, .. } if until.0 < now => (
            "late",
            t!(w, "testimony-late-held", until = date_time(w, until.0)),
        ),
        Standing::Held { reason: why, until } => {
            let (why, until) = (reason(w, why), date_time(w, until.0));
            ("held", t!(w, "testimony-held", reason = why, until = until))
        }
        Standing::Published => ("published", t!(w, "testimony-published")),
        Standing::Replaced => ("replaced", t!(w, "testimony-replaced")),
        Standing::Removed => ("removed", t!(w, "testimony-removed")),
    }
}
