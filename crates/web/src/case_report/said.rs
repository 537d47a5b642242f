//! The words of case reports: counts, days and reasons.

use relief::case_report::figures::Part;
use relief::code::{CaseCount, ReportReason};
use relief::watch::day::Day;

use super::form::Sum;
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
        CaseCount::Critical => t!(w, "case-critical"),
        CaseCount::Beds => t!(w, "case-beds"),
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

/// A sum over the counts of one report.
pub(super) fn sum(w: Words, of: Sum) -> String {
    match of {
        Sum::InHospital => t!(w, "case-in-hospital"),
        Sum::Mild => t!(w, "case-mild"),
    }
}

/// Open beds against those in hospital.
pub(super) fn beds(w: Words, beds: u64, ill: u64) -> String {
    match beds.checked_sub(ill) {
        Some(free) => t!(w, "case-beds-free", beds = beds, ill = ill, free = free),
        None => t!(
            w,
            "case-beds-short",
            beds = beds,
            ill = ill,
            short = ill.saturating_sub(beds)
        ),
    }
}

/// A figure of a report.
pub(super) fn figure(w: Words, of: CaseCount, part: Part) -> String {
    let count = count(w, of);
    match part {
        Part::New => t!(w, "case-new", count = count),
        Part::Removed => t!(w, "case-removed", count = count),
        Part::Total if of == CaseCount::Beds => t!(w, "case-beds-open"),
        Part::Total if of.grows() => t!(w, "case-total", count = count),
        Part::Total => t!(w, "case-standing", count = count),
    }
}
