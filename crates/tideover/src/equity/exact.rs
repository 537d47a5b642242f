//! Numbers of any length, compared digit by digit: of an index only the order counts.

use std::cmp::Ordering;

/// The largest power of ten that is read behind an `e`, above and below zero.
const POWER_MAX: i64 = 1_000;

/// A decimal number: 0.d₁d₂d₃… × 10^`point`, negative or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exact {
    negative: bool,
    point: i64,
    /// Without zeros at either end; none at all: zero.
    digits: String,
}

impl Exact {
    /// Reads digits with an optional sign, point and power of ten. `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (number, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let power: i64 = power.parse().ok()?;
        if !(-POWER_MAX..=POWER_MAX).contains(&power) {
            return None;
        }
        let (negative, number) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number.strip_prefix('+').unwrap_or(number)),
        };
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let all = [whole, decimals].concat();
        if all.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let digits = all.trim_start_matches('0');
        let zeros = i64::try_from(all.len().checked_sub(digits.len())?).ok()?;
        let point = i64::try_from(whole.len()).ok()?;
        let digits = digits.trim_end_matches('0').to_owned();
        let is_zero = digits.is_empty();
        Some(Self {
            // Minus zero is zero.
            negative: negative && !is_zero,
            point: if is_zero { 0 } else { point - zeros + power },
            digits,
        })
    }

    fn sign(&self) -> i8 {
        match (self.negative, self.digits.is_empty()) {
            (_, true) => 0,
            (true, false) => -1,
            (false, false) => 1,
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        // Without zeros at the ends the longer of two equal beginnings is the larger, as with words.
        let size = (self.point, &self.digits).cmp(&(other.point, &other.digits));
        let size = if self.negative { size.reverse() } else { size };
        self.sign().cmp(&other.sign()).then(size)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_order_whatever_their_length() {
        let ascending = [
            "-1e3",
            "-20.5",
            "-20",
            "-0.001",
            "0",
            "1e-30",
            "0.1",
            "0.10000000000000000000001",
            "3",
            "12",
            "9007199254740992",
            "9007199254740993",
            "1e20",
        ];
        let read: Vec<Exact> = ascending.map(|n| Exact::read(n).unwrap()).into();
        assert!(read.is_sorted_by(|one, next| one < next), "{read:?}");
        for (one, same) in [
            ("0", "-0.00"),
            ("1", "+01.0"),
            ("120", "1.2e2"),
            (".5", "0.50"),
        ] {
            assert_eq!(Exact::read(one), Exact::read(same), "{one} {same}");
        }
        for none in [
            "", ".", "-", "x", "1,000", "1e", "1e9999", "NaN", "inf", "1.2.3", "１",
        ] {
            assert_eq!(Exact::read(none), None, "{none}");
        }
    }
}
