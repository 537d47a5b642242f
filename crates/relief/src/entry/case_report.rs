//! What offices report of each day.

use super::facts::records;
use crate::case_report::figures::CaseFigureFact;
use crate::code::*;
use crate::ids::*;
use crate::name::Name;
use crate::watch::day::Day;

records! {
    /// An edition of the definition of a case gets a name.
    CaseDefinitionNamed { name: Name }
    /// One jurisdiction's counts for one day. `cited`: a volunteer cites a public notice, whose link `source` seals.
    /// `corrects`: in place of which version, which stays readable.
    CaseReportFiled {
        cited: bool,
        corrects: Option<Index>,
        /// Days since 1 January 1970, local to the jurisdiction.
        day: Day,
        definition: Option<DefinitionId>,
        /// By kind; what is absent is not stated.
        figures: Vec<CaseFigureFact>,
        jurisdiction: JurisdictionId,
        reason: Option<ReportReason>,
        remark: Option<Seal>,
        /// Words why something was taken off counts of earlier days.
        removed_remark: Option<Seal>,
        source: Option<Seal>,
    }
}
