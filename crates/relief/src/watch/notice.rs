//! What does not add up in the community's own record, in case reports, and in the lists that others published: read off the state,
//! so that whoever has the journal finds the same.
//!
//! A notice says what differs and by which entries it is seen. It knows no reason and no culprit: a counting slip, a
//! late entry and a theft look alike from here.

use crate::code::FlagKind;
use crate::flag::Key;
use crate::ids::*;
use crate::state::State;

use super::consignments;

/// Entries that a notice names at most: enough to see both sides.
pub const EVIDENCE_MAX: usize = 8;

/// One thing that does not add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What kind.
    pub kind: FlagKind,
    /// About which consignment, list or jurisdiction.
    pub subject: Index,
    /// Which line, hand, receipt or total of it; see `docs/journal-format.md`, "Flags".
    pub part: u64,
    /// What was stated, sent, or the limit in hours.
    pub stated: u64,
    /// What was found instead.
    pub found: u64,
    /// Entries that show it.
    pub evidence: Vec<Index>,
}

impl Notice {
    /// What makes it this one: it is flagged once.
    #[must_use]
    pub fn key(&self) -> Key {
        (self.kind, self.subject, self.part)
    }
}

/// Everything that does not add up about one thing at a moment, by kind and part.
#[must_use]
pub fn about(state: &State, subject: Index, now: Stamp) -> Vec<Notice> {
    let mut found = Vec::new();
    if let Some(consignment) = state.consignments.get(&ConsignmentId(subject.0)) {
        consignments::notices(subject, consignment, now, &mut found);
    }
    if let Some(list) = state.distributions.get(&DistributionId(subject.0)) {
        found.extend(list.findings.iter().cloned());
    }
    let reports = state.case_reports.findings(JurisdictionId(subject.0));
    found.extend(reports.cloned());
    found.sort_unstable_by_key(Notice::key);
    found
}

/// One finding at a moment, if it is so. A list of many findings is not gone through for it.
#[must_use]
pub fn of(state: &State, key: Key, now: Stamp) -> Option<Notice> {
    let (_, subject, _) = key;
    if let Some(list) = state.distributions.get(&DistributionId(subject.0)) {
        let at = list.findings.binary_search_by_key(&key, Notice::key);
        return list.findings.get(at.ok()?).cloned();
    }
    about(state, subject, now)
        .into_iter()
        .find(|n| n.key() == key)
}

/// Everything that does not add up at a moment, by subject. O(consignments, lists and findings in reports).
pub fn all(state: &State, now: Stamp) -> impl Iterator<Item = Notice> + '_ {
    let consignments = state.consignments.keys().map(|id| Index(id.0));
    let found = consignments.flat_map(move |subject| about(state, subject, now));
    let lists = state.distributions.values();
    found
        .chain(lists.flat_map(|list| list.findings.iter().cloned()))
        .chain(state.case_reports.all_findings().cloned())
}
