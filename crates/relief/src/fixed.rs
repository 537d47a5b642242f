//! Numbers with a fixed binary point, for the few figures that are not fractions: logarithms and roots.
//!
//! Whole numbers all the way, so that every machine shows the same digits. Good to nine decimals; nothing is
//! decided by them and nothing of them is hashed.

use std::fmt;
use std::ops::{Add, Sub};

use crate::ratio::sign_and_digits;

/// Bits behind the point.
pub const FRACTION_BITS: u32 = 56;

/// Bits behind the point while a logarithm or a root is worked out.
pub(crate) const WORK_BITS: u32 = 60;

/// ln 2 with [`WORK_BITS`].
const LN_2: i128 = 799_144_290_325_165_979;

/// Terms of the series of a logarithm: |t| ≤ 1/6, so the next would be below 2^-65.
const TERMS: usize = 13;

/// The denominator of the last term.
const LAST_ODD: i128 = 25;

/// 1, 1/3, 1/5 … with [`WORK_BITS`], the last one first.
const ODD_RECIPROCALS: [i128; TERMS] = odd_reciprocals();

/// How many decimals are shown.
const DECIMALS: u32 = 9;

/// A number in units of 2^-56.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Fixed(i128);

impl Fixed {
    /// So many units of 2^-56.
    #[must_use]
    pub const fn from_units(units: i128) -> Fixed {
        Fixed(units)
    }

    /// In units of 2^-56.
    #[must_use]
    pub const fn units(self) -> i128 {
        self.0
    }

    /// Times a fraction; nothing when the denominator is 0 or the product too long.
    pub(crate) fn times(self, above: i128, below: i128) -> Option<Fixed> {
        self.0.checked_mul(above)?.checked_div(below).map(Fixed)
    }

    /// Divided by another; nothing when that is 0 or the quotient too long.
    pub(crate) fn over(self, other: Fixed) -> Option<Fixed> {
        self.times(1 << FRACTION_BITS, other.0)
    }

    /// ln(a/b) by ln(a/b) = 2 artanh((a−b)/(a+b)), both at least 1 and below 2^60.
    pub(crate) fn ln(a: u64, b: u64) -> Fixed {
        let (zeros_a, zeros_b) = (a.leading_zeros(), b.leading_zeros());
        let (mut a, mut b) = (i128::from(a), i128::from(b));
        // a·2^k / b lies between 5/7 and 7/5.
        let mut k = i128::from(zeros_a) - i128::from(zeros_b);
        a <<= zeros_a.saturating_sub(zeros_b);
        b <<= zeros_b.saturating_sub(zeros_a);
        if a * 5 > b * 7 {
            b <<= 1;
            k -= 1;
        } else if a * 7 < b * 5 {
            a <<= 1;
            k += 1;
        }
        let Some(t) = ((a - b) << WORK_BITS).checked_div(a + b) else {
            return Fixed::default();
        };
        let square = (t * t) >> WORK_BITS;
        let series = ODD_RECIPROCALS
            .iter()
            .fold(0, |sum, term| term + ((sum * square) >> WORK_BITS));
        let ln = 2 * ((t * series) >> WORK_BITS) - k * LN_2;
        Fixed(ln >> (WORK_BITS - FRACTION_BITS))
    }
}

/// √x in units of 2^-60, x below 2^120.
pub(crate) fn root(x: u128) -> u128 {
    let Some(zeros) = x.checked_ilog2().map(|log| 127_u32.saturating_sub(log)) else {
        return 0;
    };
    let bits = zeros / 2;
    let root = (x << (2 * bits)).isqrt();
    (root << WORK_BITS.saturating_sub(bits)) >> bits.saturating_sub(WORK_BITS)
}

const fn odd_reciprocals() -> [i128; TERMS] {
    let mut terms = [0; TERMS];
    let mut odd = LAST_ODD;
    let mut rest: &mut [i128] = &mut terms;
    while let Some((first, others)) = rest.split_first_mut() {
        *first = (1 << WORK_BITS) / odd;
        odd -= 2;
        rest = others;
    }
    terms
}

impl Add for Fixed {
    type Output = Fixed;
    fn add(self, other: Fixed) -> Fixed {
        Fixed(self.0.saturating_add(other.0))
    }
}

impl Sub for Fixed {
    type Output = Fixed;
    fn sub(self, other: Fixed) -> Fixed {
        Fixed(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Fixed {
    /// Nine decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (size, one) = (self.0.unsigned_abs(), 1_u128 << FRACTION_BITS);
        let billionths = (size % one) * 10_u128.pow(DECIMALS);
        let digits = (billionths + one / 2) >> FRACTION_BITS;
        f.write_str(&sign_and_digits(self.0 < 0, size / one, digits, DECIMALS))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn float(fixed: Fixed) -> f64 {
        fixed.units() as f64 / 2_f64.powi(FRACTION_BITS as i32)
    }

    #[test]
    fn known_logarithms_and_roots() {
        assert_eq!(Fixed::ln(1, 1).to_string(), "0.000000000");
        assert_eq!(Fixed::ln(2, 1).to_string(), "0.693147181");
        assert_eq!(Fixed::ln(1, 10).to_string(), "-2.302585093");
        assert_eq!(Fixed::ln((1 << 60) - 1, 1).to_string(), "41.588830834");
        assert_eq!(root(0), 0);
        assert_eq!(root(4), 2 << WORK_BITS);
        assert_eq!(root(1 << 118), 1 << (59 + WORK_BITS));
    }

    proptest! {
        #[test]
        fn a_logarithm_is_that_of_the_floats(a in 1..1_u64 << 60, b in 1..1_u64 << 60) {
            let wanted = (a as f64).ln() - (b as f64).ln();
            prop_assert!((float(Fixed::ln(a, b)) - wanted).abs() < 1e-13);
        }

        #[test]
        fn a_root_is_that_of_the_floats(x in 0..1_u128 << 120, down in 0_u32..120) {
            let x = x >> down;
            let (found, wanted) = (root(x) as f64 / 2_f64.powi(60), (x as f64).sqrt());
            prop_assert!((found - wanted).abs() <= wanted * 1e-14);
        }
    }
}
