//! Reporting rates as DHIS2 counts them: expected, actual and on-time reports.

use crate::ids::{JurisdictionId, Stamp};
use crate::ratio::Ratio;
use crate::state::State;
use crate::watch::day::Day;

/// Reports of one jurisdiction or of many, over some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rates {
    /// Reports that were due.
    pub expected: u64,
    /// Those of them that were filed.
    pub actual: u64,
    /// Those of them that were filed by their moment.
    pub on_time: u64,
}

impl Rates {
    /// DHIS2's "reporting rate"; nothing when nothing was due.
    #[must_use]
    pub fn reporting(&self) -> Option<Ratio> {
        Ratio::of(self.actual.into(), self.expected.into())
    }

    /// DHIS2's "reporting rate on time"; nothing when nothing was due.
    #[must_use]
    pub fn punctual(&self) -> Option<Ratio> {
        Ratio::of(self.on_time.into(), self.expected.into())
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Rates) -> Rates {
        Rates {
            expected: self.expected.saturating_add(other.expected),
            actual: self.actual.saturating_add(other.actual),
            on_time: self.on_time.saturating_add(other.on_time),
        }
    }
}

/// The rates of a jurisdiction over the days `from` to `to`, both included, as far as their reports were due by `now`.
#[must_use]
pub fn rates(state: &State, id: JurisdictionId, (from, to): (Day, Day), now: Stamp) -> Rates {
    let known = &state.jurisdictions;
    let Some(found) = known.get(id) else {
        return Rates::default();
    };
    let Some(last) = known.last_due(found, now) else {
        return Rates::default();
    };
    let (from, to) = (from.max(found.owes_from), to.min(last));
    if from > to {
        return Rates::default();
    }
    let days = to.since(from).saturating_add(1);
    let filed = || found.duties.filed.range(from..=to);
    let on_time = filed().filter(|(day, at)| **at <= known.due_at(found, **day));
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Rates {
        expected: u64::try_from(days).unwrap_or(0),
        actual: count(filed().count()),
        on_time: count(on_time.count()),
    }
}
