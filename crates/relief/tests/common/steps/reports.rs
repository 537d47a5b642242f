//! Case reports, by officials and by volunteers, sane and absurd.

use relief::code::{CaseCount, ReportReason};
use relief::command::{Actor, Command};
use relief::entry::CaseFigureFact;

use super::super::*;
use super::{Maker, choose};

impl Maker<'_> {
    pub(super) fn about_reports(&self, kind: u16) -> Command {
        if kind == 0 {
            let name = name(&format!("edition {}", self.step.pick[0] % 80));
            return Command::NameCaseDefinition { name };
        }
        let jurisdiction = self.jurisdiction(0);
        let back = i32::from(self.step.pick[1] % 9) - 1;
        let day = day(self.cast.world.now).plus(-back);
        let reports = &self.state().case_reports;
        let cited = kind == 1;
        let report = reports.get(jurisdiction, day);
        let chain = report.map(|r| if cited { &r.cited } else { &r.own });
        let standing = chain.and_then(|chain| chain.last()).map(|v| v.index);
        let definitions: Vec<_> = reports.definitions.iter().map(|(id, _)| id).collect();
        let named = !definitions.is_empty() && self.step.pick[2].is_multiple_of(3);
        let figures = vec![self.counted(0), self.counted(1)];
        let removes = figures.iter().any(|figure| figure.removed.is_some());
        Command::FileCaseReport {
            jurisdiction,
            day,
            figures,
            definition: named.then(|| choose(&definitions, self.step.pick[2] / 3)),
            cited,
            corrects: standing.filter(|_| !self.step.code.is_multiple_of(11)),
            reason: standing.map(|_| self.code(ReportReason::ALL)),
            remark: None,
            // Now and then also where nothing is taken off.
            removed_remark: (removes || self.step.code.is_multiple_of(13)).then(|| seal(9)),
            source: cited.then(|| seal(8)),
        }
    }

    fn counted(&self, nth: u16) -> CaseFigureFact {
        let count = choose(CaseCount::ALL, self.step.code.wrapping_add(nth));
        let removes = count.grows() && self.step.pick[2].is_multiple_of(5);
        CaseFigureFact {
            count,
            new: (!self.step.pick[0].is_multiple_of(4)).then_some(self.step.number / 3),
            removed: removes.then_some(self.step.number % 7),
            removed_from: (removes && nth == 0)
                .then(|| day(self.cast.world.now).plus(-i32::from(self.step.pick[1] % 12))),
            total: Some(self.step.number),
        }
    }

    /// Whoever is likely to be allowed.
    pub(super) fn fitting_for_reports(&self, command: &Command) -> Option<Actor> {
        let Command::FileCaseReport {
            jurisdiction,
            cited: false,
            ..
        } = command
        else {
            return None;
        };
        let known = &self.state().jurisdictions;
        let everybody = super::actors(self.cast);
        let mut officials = everybody.into_iter();
        officials.find(|actor| known.official(*jurisdiction, actor.party))
    }
}
