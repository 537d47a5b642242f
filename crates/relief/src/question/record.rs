//! How those who owe answers keep their word: counts and the median time, derived from the questions alone.

use std::collections::BTreeMap;

use super::{Owed, Question};
use crate::duty::Outages;
use crate::ids::Stamp;
use crate::state::State;

/// What one of them was asked, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// Questions that ever were theirs.
    pub asked: u64,
    /// Of them: answered, late or not.
    pub answered: u64,
    /// Of the answered: after the date that stood.
    pub late: u64,
    /// Unanswered and past their date now.
    pub overdue: u64,
    /// Went on to somebody else.
    pub passed_on: u64,
    /// Of the answered: with at least one effect.
    pub with_effect: u64,
    /// Seconds from being asked to the first answer, our own outages left out: the middle one of all that were
    /// answered, of two the smaller. Says nothing of those that wait.
    pub median_seconds: Option<i64>,
}

/// The records of everybody who was ever asked.
#[must_use]
pub fn records(state: &State, now: Stamp) -> BTreeMap<Owed, Record> {
    let outages = state.jurisdictions.outages();
    let mut found: BTreeMap<Owed, (Record, Vec<i64>)> = BTreeMap::new();
    for (_, question) in state.questions.iter() {
        for at in 0..question.assignments.len() {
            note(&mut found, question, at, (outages, now));
        }
    }
    let whole = |(owed, (record, mut times)): (Owed, (Record, Vec<i64>))| {
        times.sort_unstable();
        let median_seconds = times.get(times.len().saturating_sub(1) / 2).copied();
        let record = Record {
            median_seconds,
            ..record
        };
        (owed, record)
    };
    found.into_iter().map(whole).collect()
}

fn note(
    found: &mut BTreeMap<Owed, (Record, Vec<i64>)>,
    question: &Question,
    at: usize,
    (outages, now): (&Outages, Stamp),
) {
    let Some(assignment) = question.assignments.get(at) else {
        return;
    };
    let (record, times) = found.entry(assignment.owed).or_default();
    record.asked += 1;
    let is_last = at + 1 == question.assignments.len();
    match question.answers.first() {
        _ if !is_last => record.passed_on += 1,
        Some(answer) => {
            record.answered += 1;
            record.late += u64::from(answer.at > assignment.due(outages));
            record.with_effect += u64::from(!question.effects.is_empty());
            times.push(outages.ran(assignment.at, answer.at));
        }
        None => record.overdue += u64::from(assignment.due(outages) < now),
    }
}
