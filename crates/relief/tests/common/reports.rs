//! Case reports.

use relief::code::CaseCount;
use relief::command::Command;
use relief::entry::CaseFigureFact;
use relief::ids::*;
use relief::watch::day::Day;

use super::seal;

/// New and all confirmed cases.
pub fn confirmed(new: u64, total: u64) -> CaseFigureFact {
    CaseFigureFact {
        new: Some(new),
        total: Some(total),
        ..CaseFigureFact::blank(CaseCount::Confirmed)
    }
}

/// An office's own first report of a day.
pub fn filing(jurisdiction: JurisdictionId, day: Day, figures: Vec<CaseFigureFact>) -> Command {
    Command::FileCaseReport {
        jurisdiction,
        day,
        figures,
        definition: None,
        cited: false,
        corrects: None,
        reason: None,
        remark: None,
        removed_remark: None,
        source: None,
    }
}

/// The same as a volunteer cites it from a public notice.
pub fn citing(jurisdiction: JurisdictionId, day: Day, figures: Vec<CaseFigureFact>) -> Command {
    Command::FileCaseReport {
        jurisdiction,
        day,
        figures,
        definition: None,
        cited: true,
        corrects: None,
        reason: None,
        remark: None,
        removed_remark: None,
        source: Some(seal(8)),
    }
}
