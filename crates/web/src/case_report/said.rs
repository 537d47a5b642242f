//! The words of case reports: counts and days.

use relief::code::CaseCount;
use relief::watch::day::Day;

use crate::t;
use crate::words::{self, Words};

/// What is counted.
pub(crate) fn count(w: Words, of: CaseCount) -> String {
    match of {
        CaseCount::Confirmed => t!(w, "case-confirmed"),
        CaseCount::Suspected => t!(w, "case-suspected"),
        CaseCount::Severe => t!(w, "case-severe"),
        CaseCount::Deaths => t!(w, "case-deaths"),
        CaseCount::Recovered => t!(w, "case-recovered"),
        CaseCount::Contacts => t!(w, "case-contacts"),
    }
}

/// A local day without its year.
pub(crate) fn day(w: Words, of: Day) -> String {
    // The first moment of the day in UTC is a moment of the same day further east.
    words::date(w, i64::from(of.number()) * 86_400)
}
