//! Ties fade: what was done long ago weighs less than what was done lately, by half for every fortnight.

use crate::ids::Stamp;

/// After so many days an act weighs half.
pub const HALF_LIFE_DAYS: i64 = 14;

/// The length of a stretch of time within which all acts weigh the same.
pub const PERIOD_SECS: i64 = HALF_LIFE_DAYS * 24 * 3600;

/// What an act of the present stretch of time weighs; an act [`WHOLE`] halves to nothing after 21 stretches.
pub const WHOLE: u64 = 1 << 20;

/// A stretch of [`HALF_LIFE_DAYS`], counted from the first day of 1970. All acts of one stretch weigh the same, so that a
/// weight is a whole number and the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(i64);

impl Period {
    /// The stretch that holds a moment.
    #[must_use]
    pub fn of(at: Stamp) -> Period {
        Period(at.0.div_euclid(PERIOD_SECS))
    }

    /// The stretch with this number, as [`Period::of`] counts.
    #[must_use]
    pub fn numbered(number: i64) -> Period {
        Period(number)
    }

    /// How many stretches later `now` is; 0 for the same one and for what lies ahead.
    #[must_use]
    pub fn age(self, now: Period) -> u64 {
        u64::try_from(now.0.saturating_sub(self.0)).unwrap_or(0)
    }

    /// Whether all of the stretch lies at least [`HALF_LIFE_DAYS`] before `now`.
    #[must_use]
    pub fn is_cold(self, now: Period) -> bool {
        self.age(now) > 1
    }
}

/// What `count` acts of a stretch weigh in a later one: `count` · [`WHOLE`] / 2^age, rounded down.
#[must_use]
pub fn weight(count: u64, done: Period, now: Period) -> u64 {
    let whole = count.saturating_mul(WHOLE);
    let age = u32::try_from(done.age(now)).ok();
    age.and_then(|age| whole.checked_shr(age)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 3600;

    #[test]
    fn an_act_weighs_half_after_a_fortnight_and_nothing_after_a_year() {
        let done = Period::of(Stamp(0));
        let after = |days: i64| weight(3, done, Period::of(Stamp(days * DAY)));
        assert_eq!(after(0), 3 * WHOLE);
        assert_eq!(after(13), 3 * WHOLE);
        assert_eq!(after(14), 3 * WHOLE / 2);
        assert_eq!(after(28), 3 * WHOLE / 4);
        assert_eq!(after(366), 0);
        assert_eq!(after(100_000), 0);
        assert_eq!(weight(3, Period::of(Stamp(DAY * 20)), done), 3 * WHOLE);
    }

    #[test]
    fn a_stretch_is_cold_once_all_of_it_is_a_fortnight_old() {
        let done = Period::of(Stamp(13 * DAY));
        assert!(!done.is_cold(Period::of(Stamp(27 * DAY))));
        assert!(done.is_cold(Period::of(Stamp(28 * DAY))));
        assert_eq!(Period::of(Stamp(-1)), Period::numbered(-1));
    }
}
