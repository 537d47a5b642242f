//! Exact fractions, for figures that anybody repeats with a pencil.

use std::fmt;

/// The longest numerator or denominator is below this, so that a digit more never overflows.
pub const TERM_MAX: i128 = i128::MAX / 10;

/// A fraction in lowest terms, its sign above the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// `numerator / denominator`; nothing when the denominator is 0 or below, or a term above [`TERM_MAX`].
    #[must_use]
    pub fn of(numerator: i128, denominator: i128) -> Option<Ratio> {
        let bounded = numerator.unsigned_abs() <= TERM_MAX.unsigned_abs()
            && (1..=TERM_MAX).contains(&denominator);
        let (mut a, mut b) = (numerator, denominator);
        while b != 0 {
            (a, b) = (b, a.checked_rem(b)?);
        }
        let shared = a.abs();
        bounded.then_some(Ratio {
            numerator: numerator.checked_div(shared)?,
            denominator: denominator.checked_div(shared)?,
        })
    }

    /// Above the line, with the sign.
    #[must_use]
    pub const fn numerator(&self) -> i128 {
        self.numerator
    }

    /// Below the line, at least 1.
    #[must_use]
    pub const fn denominator(&self) -> i128 {
        self.denominator
    }

    /// With so many decimals, the last one rounded half away from zero.
    #[must_use]
    pub fn decimal(&self, places: u32) -> String {
        let (value, denominator) = (
            self.numerator.unsigned_abs(),
            self.denominator.unsigned_abs(),
        );
        let whole = value / denominator;
        let mut rest = value % denominator;
        let mut digits = 0_u128;
        for _ in 0..places {
            rest *= 10;
            digits = digits.saturating_mul(10).saturating_add(rest / denominator);
            rest %= denominator;
        }
        let up = u128::from(rest >= denominator - rest);
        sign_and_digits(self.numerator < 0, whole, digits.saturating_add(up), places)
    }
}

/// A number of so many decimals out of its whole part and its decimals, which may carry into the whole part.
pub(crate) fn sign_and_digits(negative: bool, whole: u128, digits: u128, places: u32) -> String {
    let one = 10_u128.saturating_pow(places);
    let (whole, digits) = (whole.saturating_add(digits / one), digits % one);
    let sign = if negative && (whole, digits) != (0, 0) {
        "-"
    } else {
        ""
    };
    if places == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(places).unwrap_or(usize::MAX);
    format!("{sign}{whole}.{digits:0width$}")
}

impl fmt::Display for Ratio {
    /// `28/75`; a whole number stands alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::of(numerator, denominator).unwrap()
    }

    #[test]
    fn a_fraction_is_in_lowest_terms_and_whole_numbers_stand_alone() {
        assert_eq!(ratio(56, 150).to_string(), "28/75");
        assert_eq!(ratio(-6, 4).to_string(), "-3/2");
        assert_eq!(ratio(0, 7).to_string(), "0");
        assert_eq!(ratio(14, 7).to_string(), "2");
    }

    #[test]
    fn nothing_is_divided_by_zero_and_terms_are_bounded() {
        assert_eq!(Ratio::of(0, 0), None);
        assert_eq!(Ratio::of(1, -1), None);
        assert_eq!(Ratio::of(i128::MIN, 1), None);
        assert_eq!(Ratio::of(1, i128::MAX), None);
        assert!(Ratio::of(TERM_MAX, TERM_MAX - 1).is_some());
    }

    #[test]
    fn decimals_are_rounded_and_carry() {
        assert_eq!(ratio(2, 3).decimal(4), "0.6667");
        assert_eq!(ratio(-1, 8).decimal(2), "-0.13");
        assert_eq!(ratio(1999, 1000).decimal(2), "2.00");
        assert_eq!(ratio(-1, 1000).decimal(2), "0.00");
        assert_eq!(ratio(3, 2).decimal(0), "2");
        assert_eq!(ratio(TERM_MAX, TERM_MAX - 1).decimal(12), "1.000000000000");
    }
}
