//! Codes of plans in words.

use relief::code::ChangeReason;
use relief::plan::ceiling::Class;
use relief::plan::inputs::Why;

use crate::t;
use crate::words::Words;

/// Recipients named in one sentence; of more, how many.
const NAMED_MAX: usize = 4;

/// Why somebody does otherwise.
pub(super) fn reason(w: Words, of: ChangeReason) -> String {
    match of {
        ChangeReason::Road => t!(w, "plan-reason-road"),
        ChangeReason::Covered => t!(w, "plan-reason-covered"),
        ChangeReason::Unsuitable => t!(w, "plan-reason-unsuitable"),
        ChangeReason::Packs => t!(w, "plan-reason-packs"),
        ChangeReason::Urgent => t!(w, "plan-reason-urgent"),
        ChangeReason::Gone => t!(w, "plan-reason-gone"),
    }
}

/// What stands behind a need.
pub(super) fn class(w: Words, of: Class) -> String {
    match of {
        Class::Claimed => t!(w, "plan-class-claimed"),
        Class::Corroborated => t!(w, "plan-class-corroborated"),
        Class::Official => t!(w, "plan-class-official"),
    }
}

/// Why a line is not considered.
pub(super) fn left_out(w: Words, why: Why) -> String {
    match why {
        Why::Unstated => t!(w, "plan-out-unstated"),
        Why::Met => t!(w, "plan-out-met"),
        Why::Unconfirmed => t!(w, "plan-out-unconfirmed"),
        Why::Paused => t!(w, "plan-out-paused"),
    }
}

/// Where goods lie, each place once; of many, the first and how many there are.
pub(super) fn places(w: Words, names: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    if all.len() <= NAMED_MAX {
        return all.join(&t!(w, "list-and"));
    }
    let n = all.len();
    all.truncate(NAMED_MAX);
    let listed = all.join(&t!(w, "list-and"));
    t!(w, "plan-places-more", names = listed, n = n)
}

/// A few names in a row; of many, the first and how many there are.
pub(super) fn names(w: Words, names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED_MAX).map(String::as_str).collect();
    let listed = shown.join(&t!(w, "list-and"));
    if names.len() > NAMED_MAX {
        t!(w, "plan-names-more", names = listed, n = names.len())
    } else {
        listed
    }
}
