//! How many cases were reported of each place, and by whom: what weighs in a plan whose policy says so.

use std::collections::BTreeMap;

use crate::code::CaseCount;
use crate::ids::{Index, JurisdictionId};
use crate::jurisdiction::Jurisdiction;
use crate::place::Place;
use crate::state::State;
use crate::watch::day::Day;

/// Confirmed cases so far, as an office reported them last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// How many.
    pub cases: u64,
    /// By which office, and of which of its days.
    pub jurisdiction: JurisdictionId,
    /// See above.
    pub day: Day,
    /// The entry.
    pub index: Index,
}

impl State {
    /// Confirmed cases so far by the place that a jurisdiction answers for; of several offices for one place the most,
    /// of equals the oldest office's. One that another took over from counts until that one states a total.
    /// O(jurisdictions).
    #[must_use]
    pub fn reported_cases(&self) -> BTreeMap<Place, Reported> {
        let mut cases: BTreeMap<Place, Reported> = BTreeMap::new();
        for (id, found) in self.jurisdictions.iter() {
            let Some(newest) = self.newest_total(id).filter(|_| !self.is_replaced(found)) else {
                continue;
            };
            for place in &found.places {
                let most = cases.entry(*place).or_insert(newest);
                if newest.cases > most.cases {
                    *most = newest;
                }
            }
        }
        cases
    }

    fn is_replaced(&self, found: &Jurisdiction) -> bool {
        let successor = found.closed.and_then(|closed| closed.successor);
        successor.is_some_and(|id| self.newest_total(id).is_some())
    }

    /// The newest total that an office's own reports state.
    fn newest_total(&self, jurisdiction: JurisdictionId) -> Option<Reported> {
        let mut newest = self.case_reports.of(jurisdiction).rev();
        newest.find_map(|(day, report)| {
            let own = report.own.last()?;
            Some(Reported {
                cases: own.figures.get(CaseCount::Confirmed).total?,
                jurisdiction,
                day,
                index: own.index,
            })
        })
    }
}

/// What was reported of a place, or of the smallest place around it of which anything was.
pub(crate) fn reported_at(cases: &BTreeMap<Place, Reported>, place: Place) -> Option<Reported> {
    let mut around = std::iter::successors(Some(place), |place| place.parent());
    around.find_map(|place| cases.get(&place)).copied()
}
