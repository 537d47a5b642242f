//! The counts of one report.

use std::collections::BTreeMap;

use crate::access::allow;
use crate::code::CaseCount;
use crate::field::record;
use crate::refusal::Refusal;
use crate::watch::day::Day;

use super::COUNT_MAX;

record! {
    /// What a report says about one kind of count. What is absent is not stated, and is not zero.
    #[derive(Copy)]
    CaseFigureFact {
        /// Of what.
        count: CaseCount,
        /// On the day alone.
        new: Option<u64>,
        /// Taken off counts of earlier days (核减); only of a count that grows.
        removed: Option<u64>,
        /// The earlier day whose counts they were taken off, where one is named.
        removed_from: Option<Day>,
        /// Of all days so far for a count that grows; standing at the end of the day for the others.
        total: Option<u64>,
    }
}

impl CaseFigureFact {
    /// Nothing stated.
    #[must_use]
    pub fn blank(count: CaseCount) -> CaseFigureFact {
        CaseFigureFact {
            count,
            new: None,
            removed: None,
            removed_from: None,
            total: None,
        }
    }

    fn is_blank(&self) -> bool {
        self.new.is_none() && self.total.is_none() && self.removed.is_none()
    }

    /// The total that its own figures and the one before it come to: before + new − removed.
    #[must_use]
    pub fn total_from(&self, before: u64) -> Option<u64> {
        let sum = before.checked_add(self.new?)?;
        sum.checked_sub(self.removed.unwrap_or(0))
    }
}

/// Which of the three figures of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// On the day alone.
    New,
    /// Taken off counts of earlier days.
    Removed,
    /// Of all days so far, or standing.
    Total,
}

/// One figure as a table or a message states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Of what.
    pub count: CaseCount,
    /// Which figure.
    pub part: Part,
    /// How many.
    pub n: u64,
}

/// Puts single figures together, by kind.
///
/// # Errors
/// The figure that is stated twice.
pub fn gather(values: impl IntoIterator<Item = Value>) -> Result<Vec<CaseFigureFact>, Value> {
    let mut by_count: BTreeMap<CaseCount, CaseFigureFact> = BTreeMap::new();
    for value in values {
        let blank = CaseFigureFact::blank(value.count);
        let figure = by_count.entry(value.count).or_insert(blank);
        let stated = match value.part {
            Part::New => &mut figure.new,
            Part::Removed => &mut figure.removed,
            Part::Total => &mut figure.total,
        };
        if stated.replace(value.n).is_some() {
            return Err(value);
        }
    }
    Ok(by_count.into_values().collect())
}

/// The counts of one report, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures(Vec<CaseFigureFact>);

impl From<&[CaseFigureFact]> for Figures {
    fn from(facts: &[CaseFigureFact]) -> Figures {
        Figures(facts.to_vec())
    }
}

impl Figures {
    /// What is said of one kind.
    #[must_use]
    pub fn get(&self, count: CaseCount) -> CaseFigureFact {
        let found = self.0.iter().find(|figure| figure.count == count);
        found.copied().unwrap_or(CaseFigureFact::blank(count))
    }

    /// These figures with what newer ones state in place of them.
    #[must_use]
    pub fn with(&self, newer: &[CaseFigureFact]) -> Vec<CaseFigureFact> {
        let with = |count: &CaseCount| {
            let (old, mut new) = (self.get(*count), CaseFigureFact::blank(*count));
            for one in newer.iter().filter(|one| one.count == *count) {
                new = *one;
            }
            CaseFigureFact {
                count: *count,
                new: new.new.or(old.new),
                removed: new.removed.or(old.removed),
                removed_from: new.removed_from.or(old.removed_from),
                total: new.total.or(old.total),
            }
        };
        let all = CaseCount::ALL.iter().map(with);
        all.filter(|figure| !figure.is_blank()).collect()
    }

    /// What is said, by kind.
    pub fn iter(&self) -> impl Iterator<Item = &CaseFigureFact> {
        self.0.iter()
    }
}

/// The figures of a day in their one order: by kind, each kind once, those that state nothing left out.
pub(super) fn checked(
    figures: &[CaseFigureFact],
    day: Day,
) -> Result<Vec<CaseFigureFact>, Refusal> {
    let mut figures: Vec<CaseFigureFact> =
        figures.iter().filter(|f| !f.is_blank()).copied().collect();
    figures.sort_by_key(|figure| figure.count);
    allow(!figures.is_empty(), Refusal::NothingCounted)?;
    let each_once = figures.windows(2).all(|pair| match pair {
        [one, other] => one.count != other.count,
        _ => true,
    });
    let removes = |f: &CaseFigureFact| f.removed.is_none_or(|_| f.count.grows());
    allow(
        each_once && figures.iter().all(removes),
        Refusal::OutOfBounds,
    )?;
    let earlier = |f: &CaseFigureFact| match f.removed_from {
        Some(from) => f.removed.is_some() && from < day,
        None => true,
    };
    allow(figures.iter().all(earlier), Refusal::NotAnEarlierDay)?;
    let max = COUNT_MAX;
    let counts = figures.iter().flat_map(|f| [f.new, f.removed, f.total]);
    allow(
        counts.flatten().all(|n| n <= max),
        Refusal::CountTooLarge { max },
    )?;
    Ok(figures)
}
