//! How a community grows: how fast, and by which generation of invitations.
//!
//! Who invited whom stands in the vault, so the caller hands in counts without names.

use crate::fixed::Fixed;
use crate::ids::Stamp;
use crate::ratio::Ratio;

/// A generation is judged once its youngest has been a member for so many hours: before, its invitations are not
/// all answered, and the figure would be too low.
pub const CLOSED_HOURS: i64 = 24;

/// Growth between two counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// r = ln(N1/N0)/t, per hour.
    pub per_hour: Fixed,
    /// ln 2 / r, in hours; nothing when it does not grow.
    pub doubling_hours: Option<Fixed>,
}

/// The pace from one count to a later one; nothing without members or without time between.
#[must_use]
pub fn pace(earlier: (Stamp, u64), later: (Stamp, u64)) -> Option<Pace> {
    let seconds = i128::from(later.0.0) - i128::from(earlier.0.0);
    let bounded = |members: u64| (1..MEMBERS_BOUND).contains(&members);
    if seconds <= 0 || !bounded(earlier.1) || !bounded(later.1) {
        return None;
    }
    let growth = Fixed::ln(later.1, earlier.1);
    let doubling = Fixed::ln(2, 1).times(seconds, 3600);
    Some(Pace {
        per_hour: growth.times(3600, seconds)?,
        doubling_hours: doubling
            .and_then(|doubling| doubling.over(growth))
            .filter(|_| growth > Fixed::default()),
    })
}

/// Members of a room stay far below.
const MEMBERS_BOUND: u64 = 1 << 60;

/// How many came so many invitations away from the founders, and when the last of them did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrivals {
    /// How many.
    pub members: u64,
    /// When the youngest came.
    pub youngest: Stamp,
}

/// Everybody who is so many invitations away from the founders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generation {
    /// How many they are.
    pub members: u64,
    /// How many came by their invitations.
    pub invited: u64,
    /// R: invited over members; nothing while the generation is not closed.
    pub rate: Option<Ratio>,
}

/// The generations, founders first.
#[must_use]
pub fn generations(arrivals: &[Arrivals], now: Stamp) -> Vec<Generation> {
    let next = arrivals.iter().skip(1).map(|next| next.members).chain([0]);
    arrivals
        .iter()
        .zip(next)
        .map(|(one, invited)| Generation {
            members: one.members,
            invited,
            rate: Ratio::of(i128::from(invited), i128::from(one.members))
                .filter(|_| one.youngest.plus_hours(CLOSED_HOURS) <= now),
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn four_members_become_a_hundred_in_a_day() {
        let pace = pace((Stamp(0), 4), (Stamp(DAY), 100)).unwrap();
        assert_eq!(pace.per_hour.to_string()[..7], *"0.13411");
        assert_eq!(pace.doubling_hours.unwrap().to_string()[..4], *"5.16");
    }

    #[test]
    fn what_does_not_grow_never_doubles() {
        let shrinking = pace((Stamp(0), 4), (Stamp(DAY), 2)).unwrap();
        assert_eq!(shrinking.per_hour.to_string(), "-0.028881133");
        assert_eq!(shrinking.doubling_hours, None);
        let still = pace((Stamp(0), 4), (Stamp(DAY), 4)).unwrap();
        assert_eq!(
            (still.per_hour, still.doubling_hours),
            (Fixed::default(), None)
        );
        assert_eq!(pace((Stamp(0), 0), (Stamp(DAY), 4)), None);
        assert_eq!(pace((Stamp(0), 4), (Stamp(0), 9)), None);
    }

    #[test]
    fn four_founders_who_invited_sixteen_have_a_rate_of_four_once_a_day_has_passed() {
        let arrivals = [(4, 0), (16, 3600)].map(|(members, at)| Arrivals {
            members,
            youngest: Stamp(at),
        });
        assert_eq!(generations(&arrivals, Stamp(DAY - 1))[0].rate, None);
        let found = generations(&arrivals, Stamp(DAY));
        assert_eq!((found[0].members, found[0].invited), (4, 16));
        assert_eq!(found[0].rate.unwrap().to_string(), "4");
        assert_eq!((found[1].members, found[1].rate), (16, None));
        assert_eq!(generations(&[], Stamp(0)), []);
    }

    #[test]
    fn a_generation_of_nobody_has_no_rate() {
        let none = Arrivals {
            members: 0,
            youngest: Stamp(0),
        };
        assert_eq!(generations(&[none], Stamp(DAY))[0].rate, None);
    }
}
