//! Exact decimals: what a ledger states, digit for digit.

use std::fmt;

use super::plain::{is_not_stated, plain};
use crate::reading::number::han_at_start;

/// Digits kept behind the point; a figure with more is refused, never rounded.
pub const DECIMALS_MAX: u32 = 15;
/// Digits before the point; a figure with more is refused.
pub const DIGITS_MAX: usize = 18;
/// How many of the smallest parts make one.
const ONE: i128 = 1_000_000_000_000_000;

/// A number in units of 10^−15. Stated figures are below 10^18, so a hundred thousand of them still add up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i128);

/// A figure as a ledger writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Nothing is stated.
    Blank,
    /// A number, with the power of ten that its own unit names (万元 is 4), if it names one.
    Stated {
        /// The number as written.
        number: Decimal,
        /// The power of ten of the unit written behind it: 元 0, 万元 4, 亿元 8.
        unit: Option<u32>,
    },
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(i128::from(number).saturating_mul(ONE))
    }

    /// Reads digits and nothing else: what most cells of numbers hold.
    #[must_use]
    pub fn digits(text: &str) -> Option<Self> {
        let fits = (1..=DIGITS_MAX).contains(&text.len());
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let number = text.parse().ok().filter(|_| fits && digits);
        number.map(Self::whole)
    }

    /// Reads digits with an optional sign, thousands in commas and decimals. `None` for anything else: a comma in
    /// the wrong place, an exponent, a digit too many.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text: String = plain(text).chars().filter(|c| !c.is_whitespace()).collect();
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
            Some(rest) => (true, rest),
            None => match text
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'))
            {
                Some(inner) => (true, inner),
                None => (false, text.strip_prefix('+').unwrap_or(&text)),
            },
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && decimals.is_empty() {
            return None;
        }
        let whole = without_commas(whole)?;
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let decimals = decimals.trim_end_matches('0');
        let spare = DECIMALS_MAX.checked_sub(u32::try_from(decimals.len()).ok()?)?;
        if !all_digits(&whole)
            || !all_digits(decimals)
            || whole.trim_start_matches('0').len() > DIGITS_MAX
        {
            return None;
        }
        let value = |text: &str| {
            if text.is_empty() {
                Some(0)
            } else {
                text.parse::<i128>().ok()
            }
        };
        let fraction = value(decimals)?.checked_mul(10i128.checked_pow(spare)?)?;
        let size = value(&whole)?.checked_mul(ONE)?.checked_add(fraction)?;
        Some(Self(if negative { size.checked_neg()? } else { size }))
    }

    /// The sum, unless it leaves the bounds.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it leaves the bounds.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The number times a power of ten, exact or `None`.
    #[must_use]
    pub fn shifted(self, power: i32) -> Option<Self> {
        let factor = 10i128.checked_pow(power.unsigned_abs())?;
        if power >= 0 {
            return self.0.checked_mul(factor).map(Self);
        }
        (self.0 % factor == 0).then(|| Self(self.0 / factor))
    }

    /// The whole number that it is, if it is one.
    #[must_use]
    pub fn whole_number(self) -> Option<i64> {
        (self.0 % ONE == 0)
            .then(|| i64::try_from(self.0 / ONE).ok())
            .flatten()
    }

    /// How many decimals it needs.
    #[must_use]
    pub fn decimals(self) -> u32 {
        let mut rest = self.0 % ONE;
        let mut decimals = DECIMALS_MAX;
        while decimals > 0 && rest % 10 == 0 {
            rest /= 10;
            decimals -= 1;
        }
        decimals
    }

    /// Whether `self`, written with so many decimals, may stand for `exact`: cut off or rounded.
    #[must_use]
    pub fn stands_for(self, exact: Self) -> bool {
        let step = 10i128
            .checked_pow(DECIMALS_MAX.saturating_sub(self.decimals()))
            .unwrap_or(1);
        let off = self.0.abs_diff(exact.0);
        let truncated = exact.0.checked_div(step).and_then(|n| n.checked_mul(step)) == Some(self.0);
        truncated || off.saturating_mul(2) <= step.unsigned_abs()
    }
}

/// Digits without their commas; `None` when a comma does not part thousands.
fn without_commas(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return Some(whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    fits.then(|| whole.replace(',', ""))
}

/// Reads a figure of money or goods: `6,341.39`, `120.5万元`, `¥300`, blank.
#[must_use]
pub fn figure(text: &str) -> Option<Figure> {
    const UNITS: [(&str, u32); 19] = [
        ("百万元", 6),
        ("千万元", 7),
        ("万元", 4),
        ("萬元", 4),
        ("亿元", 8),
        ("億元", 8),
        ("千元", 3),
        ("万人民币", 4),
        ("元", 0),
        ("百万", 6),
        ("千万", 7),
        ("万", 4),
        ("萬", 4),
        ("亿", 8),
        ("億", 8),
        ("million", 6),
        ("cny", 0),
        ("rmb", 0),
        ("yuan", 0),
    ];
    let plain = plain(text);
    if is_not_stated(&plain) {
        return Some(Figure::Blank);
    }
    let lower = plain.to_lowercase();
    // (1,200元) and -¥300 are below zero.
    let inner = lower
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let signed = ['-', '\u{2212}', '\u{2013}'];
    let (negative, size) = match inner.or_else(|| lower.strip_prefix(signed)) {
        Some(size) => (true, size),
        None => (false, lower.as_str()),
    };
    let bare = without_currency(size.trim());
    let unit = UNITS
        .iter()
        .find_map(|(word, power)| Some((bare.strip_suffix(word)?, *power)));
    let (digits, unit) = unit.map_or((bare, None), |(digits, power)| (digits, Some(power)));
    // 1亿2000万: the second part is in the unit behind it.
    let of_two = || {
        let (above, below) = digits
            .split_once(['亿', '億'])
            .filter(|_| unit == Some(4))?;
        let above = Decimal::digits(above)?.shifted(4)?;
        above.plus(Decimal::read(below)?)
    };
    let han = || match han_at_start(digits)? {
        (number, width) if width == digits.len() => {
            Some(Decimal::whole(i64::try_from(number).ok()?))
        }
        _ => None,
    };
    let number = Decimal::read(digits).or_else(of_two).or_else(han)?;
    if !negative {
        return Some(Figure::Stated { number, unit });
    }
    // --3 and (-3) are no figures.
    let size = Some(number).filter(|number| *number >= Decimal::ZERO)?;
    let number = Decimal::ZERO.minus(size)?;
    Some(Figure::Stated { number, unit })
}

/// An amount without the sign or name of its currency before it, and the 整 behind it.
fn without_currency(text: &str) -> &str {
    let signs = ['¥', '\u{ffe5}', '$', ' '];
    let names = ["cny", "rmb", "人民币"].into_iter();
    let bare = names.fold(text.trim_start_matches(signs), |bare, name| {
        bare.strip_prefix(name).unwrap_or(bare)
    });
    let bare = bare.trim_start_matches(signs);
    bare.strip_suffix('整').unwrap_or(bare)
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let one = ONE.unsigned_abs();
        let decimals = format!("{:015}", size % one);
        let decimals = decimals.trim_end_matches('0');
        let point = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{}{point}{decimals}", size / one)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        Decimal::read(text).map(|number| number.to_string())
    }

    #[test]
    fn digits_are_kept_as_they_are() {
        for (written, exact) in [
            ("6,341.39", "6341.39"),
            ("26764.46", "26764.46"),
            ("-0.50", "-0.5"),
            ("(12)", "-12"),
            (".5", "0.5"),
            ("５，０００", "5000"),
            ("0.1", "0.1"),
            ("1 234.5", "1234.5"),
            ("\u{200b}7", "7"),
        ] {
            assert_eq!(read(written).as_deref(), Some(exact), "{written}");
        }
        for refused in [
            "",
            ".",
            "1,23",
            "12,34,567",
            "1.2E+05",
            "1.2.3",
            "x",
            "--1",
            "1.1234567890123456",
            "1234567890123456789",
        ] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }

    #[test]
    fn units_behind_a_figure_are_read() {
        let stated = |number: &str, unit| {
            Some(Figure::Stated {
                number: Decimal::read(number).unwrap(),
                unit,
            })
        };
        assert_eq!(figure("120.5万元"), stated("120.5", Some(4)));
        assert_eq!(figure("￥300元"), stated("300", Some(0)));
        assert_eq!(figure("1,000"), stated("1000", None));
        assert_eq!(figure("三百元"), stated("300", Some(0)));
        assert_eq!(figure(" \u{feff}"), Some(Figure::Blank));
        assert_eq!(figure("未公布"), Some(Figure::Blank));
        for (written, number, unit) in [
            ("（1,200.50元）", "-1200.5", Some(0)),
            ("(¥1,200)", "-1200", None),
            ("¥(12)", "-12", None),
            ("-¥300", "-300", None),
            ("\u{2212}3万元", "-3", Some(4)),
            ("人民币 300 元整", "300", Some(0)),
            ("3000千元", "3000", Some(3)),
            ("2.5百万元", "2.5", Some(6)),
            ("1.2億元", "1.2", Some(8)),
            ("1亿2000.5万元", "12000.5", Some(4)),
            ("RMB ¥1,000.00", "1000", None),
        ] {
            assert_eq!(figure(written), stated(number, unit), "{written}");
        }
        for refused in ["约三百", "--3", "(-3)", "1.200,50", "3.5元/只", "1,2,3元"] {
            assert_eq!(figure(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_rounded_total_stands_for_its_parts() {
        let number = |text| Decimal::read(text).unwrap();
        assert!(number("862").stands_for(number("862.457")));
        assert!(number("862").stands_for(number("862.999")));
        assert!(number("863").stands_for(number("862.5")));
        assert!(!number("863").stands_for(number("862.4")));
        assert!(!number("861").stands_for(number("862.457")));
        assert!(!number("862.45").stands_for(number("862.47")));
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_was_read(value in -1_000_000_000_000i64..1_000_000_000_000, decimals in 0u32..9) {
            let number = Decimal::whole(value).shifted(-i32::try_from(decimals).unwrap());
            let number = number.expect("nine decimals fit");
            prop_assert_eq!(Decimal::read(&number.to_string()), Some(number));
            prop_assert!(number.decimals() <= decimals);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = figure(&text);
        }
    }
}
