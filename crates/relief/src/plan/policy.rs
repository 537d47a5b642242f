//! The one public priority curve, and the one knob: what a fair plan is, as somebody set it on the record.

use allocation::Curve;

use crate::access::allow;
use crate::command::Actor;
use crate::entry::{Fact, PlanPolicySet};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

/// A share of the whole, in thousandths.
pub const WHOLE_PERMILLE: u64 = 1_000;
/// The steps in which the knob is offered, in thousandths of a need: 0 is wholly fair, 1,000 looks at transport alone.
pub const EPSILON_STEPS: [u64; 5] = [0, 50, 100, 200, WHOLE_PERMILLE];
/// The largest weight of critical needs: beyond it a weight is a tier, and should be said as one.
pub const CRITICAL_WEIGHT_MAX: u64 = 10;
/// The largest weight that reported cases give: from 10,000 cases on.
pub const CASE_WEIGHT_MAX: u64 = 5;

/// What comes first, the same for every item and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Thousandths of a need by which any level may fall below the fair one to spare transport.
    pub epsilon: u64,
    /// Critical needs are served whole before any other.
    pub critical_first: bool,
    /// A critical need counts as covered as far as another when it has so many times the coverage.
    pub critical_weight: u64,
    /// Everyone first to so many thousandths of the need, whatever the weight; 0: no such phase.
    pub everyone_first: u64,
    /// A need weighs more where more cases were reported, by [`case_weight`].
    pub by_cases: bool,
}

/// How many times the coverage of others a place with so many reported cases is worth: one for each digit of the
/// number, so 1 below 10 cases, 2 below 100, and at most [`CASE_WEIGHT_MAX`]. Ten times the cases is one step more:
/// counts are too rough to say more than their size.
#[must_use]
pub fn case_weight(cases: u64) -> u64 {
    let digits = u64::from(cases.checked_ilog10().unwrap_or(0)).saturating_add(1);
    digits.min(CASE_WEIGHT_MAX)
}

/// All alike, wholly fair.
impl Default for Policy {
    fn default() -> Policy {
        Policy {
            epsilon: 0,
            critical_first: false,
            critical_weight: 1,
            everyone_first: 0,
            by_cases: false,
        }
    }
}

impl Policy {
    /// The priority of one need of `demand` units at a place with so many reported cases.
    #[must_use]
    pub fn curve(&self, is_critical: bool, demand: u64, cases: u64) -> Curve {
        let weight = if is_critical { self.critical_weight } else { 1 };
        let of_place = if self.by_cases { case_weight(cases) } else { 1 };
        let weight = weight.saturating_mul(of_place);
        let weight = i64::try_from(weight).unwrap_or(i64::MAX);
        let first = demand
            .saturating_mul(self.everyone_first)
            .div_ceil(WHOLE_PERMILLE);
        let curve = match i64::try_from(first) {
            Ok(first) if first > 0 => Curve::coverage(1).then(first, weight),
            _ => Curve::coverage(weight),
        };
        let waits = self.critical_first && !is_critical;
        curve.in_tier(u16::from(waits))
    }
}

/// A policy on the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PolicySet {
    /// The entry that set it.
    pub index: Index,
    /// Who turned the knob.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// What holds since.
    pub policy: Policy,
}

/// Whoever leads the community sets what comes first.
pub(crate) fn set(state: &State, actor: &Actor, policy: Policy) -> Result<Vec<Fact>, Refusal> {
    allow(state.leads(actor, None), Refusal::NotAllowed)?;
    let Policy {
        epsilon,
        critical_first,
        critical_weight,
        everyone_first,
        by_cases,
    } = policy;
    let fits = epsilon <= WHOLE_PERMILLE
        && everyone_first < WHOLE_PERMILLE
        && (1..=CRITICAL_WEIGHT_MAX).contains(&critical_weight);
    allow(fits, Refusal::OutOfBounds)?;
    allow(policy != state.plans.policy(), Refusal::NothingChanges)?;
    Ok(vec![
        PlanPolicySet {
            by_cases,
            critical_first,
            critical_weight,
            epsilon,
            everyone_first,
        }
        .into(),
    ])
}

pub(crate) fn apply_set(state: &mut State, index: u64, at: Stamp, by: PartyId, f: &PlanPolicySet) {
    state.plans.policies.push(PolicySet {
        index: Index(index),
        by,
        at,
        policy: Policy {
            epsilon: f.epsilon,
            critical_first: f.critical_first,
            critical_weight: f.critical_weight,
            everyone_first: f.everyone_first,
            by_cases: f.by_cases,
        },
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_weighs_one_for_each_digit_of_its_cases() {
        for (cases, weight) in [
            (0, 1),
            (9, 1),
            (10, 2),
            (99, 2),
            (100, 3),
            (9_999, 4),
            (10_000, 5),
            (2_000_000, 5),
        ] {
            assert_eq!(case_weight(cases), weight, "{cases}");
        }
    }
}
