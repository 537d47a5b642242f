//! The words of case reports: counts, days and reasons.

use relief::case_report::figures::Part;
use relief::code::{CaseCount, ReportReason};
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

/// Why a version replaced another, or a count is out of the ordinary.
pub(super) fn reason(w: Words, of: ReportReason) -> String {
    match of {
        ReportReason::Slip => t!(w, "case-reason-slip"),
        ReportReason::LateCounts => t!(w, "case-reason-late"),
        ReportReason::Duplicates => t!(w, "case-reason-duplicates"),
        ReportReason::Definition => t!(w, "case-reason-definition"),
        ReportReason::MoreTests => t!(w, "case-reason-tests"),
        ReportReason::Real => t!(w, "case-reason-real"),
        ReportReason::Resent => t!(w, "case-reason-resent"),
        ReportReason::Other => t!(w, "case-reason-other"),
    }
}

/// A figure of a report.
pub(super) fn figure(w: Words, of: CaseCount, part: Part) -> String {
    let count = count(w, of);
    match part {
        Part::New => t!(w, "case-new", count = count),
        Part::Removed => t!(w, "case-removed", count = count),
        Part::Total if of.grows() => t!(w, "case-total", count = count),
        Part::Total => t!(w, "case-standing", count = count),
    }
}
