//! Numbers as people write them: 1,200 · 1.5万 · 5k · 两百 · three dozen.

use super::text::Text;
use super::token::Number;

/// Above this a number is no amount of goods.
const VALUE_MAX: u64 = 1_000_000_000;

/// The number that starts at a position, and where it ends.
pub(super) fn number_at(text: &Text, at: usize) -> Option<(Number, usize)> {
    let first = text.at(at)?;
    let found = if first.is_ascii_digit() {
        digits_with_multiplier(text, at)
    } else if han_digit(first).is_some() || han_power(first).is_some() {
        han_number(text, at)
    } else if first.is_ascii_alphabetic() {
        english_number(text, at)
    } else {
        None
    };
    found.filter(|(number, _)| number.low <= VALUE_MAX)
}

/// The number that a text begins with in Han numerals, and how many bytes it takes; nothing for 两三百, which is no one
/// number.
pub(crate) fn han_at_start(written: &str) -> Option<(u64, usize)> {
    const CHARS_MAX: usize = 20;
    written.chars().next().filter(|c| is_han_numeral(*c))?;
    let text = Text::new(written, CHARS_MAX);
    let (number, end) = number_at(&text, 0)?;
    let bytes = written.chars().take(end).map(char::len_utf8).sum();
    number.high.is_none().then_some((number.low, bytes))
}

/// A value kept as a whole part and thousandths, so that 1.5万 needs no floats.
struct Digits {
    thousandths: u64,
    end: usize,
    whole: bool,
}

fn digits_with_multiplier(text: &Text, at: usize) -> Option<(Number, usize)> {
    let digits = digits_at(text, at)?;
    let gap = text.skip_spaces(digits.end);
    let Some((times, end)) = multiplier_at(text, gap) else {
        let number = plain(digits.thousandths / 1_000);
        return digits.whole.then_some((number, digits.end));
    };
    let low = digits.thousandths.checked_mul(times)? / 1_000;
    let (more, end) = tail_of_compound(text, end, times);
    let number = Number {
        low: low + more,
        high: None,
        times: if more == 0 { times } else { 1 },
    };
    Some((number, end))
}

const fn plain(low: u64) -> Number {
    Number {
        low,
        high: None,
        times: 1,
    }
}

/// Digits with thousands separators and at most three decimals. A number with a zero in front is a
/// code, not an amount.
fn digits_at(text: &Text, at: usize) -> Option<Digits> {
    const DIGITS_MAX: usize = 9;
    let mut end = text.digits_end(at);
    let mut value = value_of(text, at, end)?;
    if end - at > DIGITS_MAX || (end - at > 1 && text.at(at) == Some('0')) {
        return None;
    }
    while end - at <= DIGITS_MAX && is_thousands_group(text, at, end) {
        value = value * 1_000 + value_of(text, end + 1, end + 4)?;
        end += 4;
    }
    let mut thousandths = value.checked_mul(1_000)?;
    let decimals_end = text.digits_end(end + 1);
    let decimals = decimals_end.saturating_sub(end + 1);
    if text.at(end) == Some('.') && (1..=3).contains(&decimals) {
        let scale = [100, 10, 1].get(decimals - 1).copied().unwrap_or(1);
        thousandths += value_of(text, end + 1, decimals_end)? * scale;
        end = decimals_end;
    }
    Some(Digits {
        thousandths,
        end,
        whole: thousandths.is_multiple_of(1_000),
    })
}

/// A comma written in half width, then exactly three digits: 1,200. A full-width comma separates items.
fn is_thousands_group(text: &Text, start: usize, comma: usize) -> bool {
    text.written.get(comma) == Some(&',')
        && text.digits_end(comma + 1) == comma + 4
        && comma - start <= 7
        && text.at(comma + 4) != Some('%')
}

fn value_of(text: &Text, start: usize, end: usize) -> Option<u64> {
    let digits = text.folded.get(start..end)?;
    digits.iter().try_fold(0u64, |value, c| {
        let digit = u64::from(c.to_digit(10)?);
        value.checked_mul(10)?.checked_add(digit)
    })
}

fn multiplier_at(text: &Text, at: usize) -> Option<(u64, usize)> {
    const MULTIPLIERS: &[(&str, u64)] = &[
        ("thousand", 1_000),
        ("hundred", 100),
        ("million", 1_000_000),
        ("dozen", 12),
        ("千", 1_000),
        ("仟", 1_000),
        ("万", 10_000),
        ("百", 100),
        ("佰", 100),
        ("十", 10),
        ("亿", 100_000_000),
        ("k", 1_000),
        ("w", 10_000),
    ];
    let (word, times) = MULTIPLIERS.iter().find(|(word, _)| text.has(at, word))?;
    let end = at + word.chars().count();
    // 十万, 百万: powers follow one another.
    match multiplier_at(text, end) {
        Some((more, end)) if *times < more => Some((times * more, end)),
        _ => Some((*times, end)),
    }
}

/// 1万5千, 3千5: what follows the first power, and where the number ends.
fn tail_of_compound(text: &Text, end: usize, times: u64) -> (u64, usize) {
    let digits_end = text.digits_end(end);
    let one_digit = digits_end == end + 1;
    let Some(digit) = value_of(text, end, digits_end).filter(|_| one_digit && times >= 1_000)
    else {
        return (0, end);
    };
    match multiplier_at(text, digits_end) {
        Some((power, tail)) if power < times => (digit * power, tail),
        Some(_) => (0, end),
        None if text
            .at(digits_end)
            .is_none_or(|c| !c.is_ascii_alphanumeric() && c != '.') =>
        {
            (digit * (times / 10), digits_end)
        }
        None => (0, end),
    }
}

/// Whether a character can be part of a Han numeral.
pub(super) const fn is_han_numeral(c: char) -> bool {
    han_digit(c).is_some() || han_power(c).is_some()
}

const fn han_digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

const fn han_power(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// 两三百: two or three hundred.
fn han_range(text: &Text, at: usize) -> Option<(Number, usize)> {
    let low = han_digit(text.at(at)?)?;
    let high = han_digit(text.at(at + 1)?)?;
    let power = text.at(at + 2).and_then(han_power);
    let factor = power.unwrap_or(1);
    let end = at + 2 + usize::from(power.is_some());
    let number = Number {
        low: low * factor,
        high: Some(high * factor),
        times: 1,
    };
    (low > 0 && high == low + 1 && !text.at(end).is_some_and(is_han_numeral))
        .then_some((number, end))
}

fn han_number(text: &Text, at: usize) -> Option<(Number, usize)> {
    if let Some(range) = han_range(text, at) {
        return Some(range);
    }
    const HAN_NUMERAL_CHARS_MAX: usize = 12;
    let mut total = 0u64;
    let mut below_myriad = 0u64;
    let mut digit: Option<u64> = None;
    let mut last_power = 10u64;
    let mut end = at;
    for c in text.rest(at).iter().take(HAN_NUMERAL_CHARS_MAX) {
        if let Some(value) = han_digit(*c) {
            // 一二三 is an enumeration or a code, not a number.
            if digit.is_some_and(|held| held != 0) {
                return None;
            }
            last_power = if value == 0 { 10 } else { last_power };
            digit = Some(value);
        } else if let Some(power) = han_power(*c) {
            let factor = digit.take();
            if power >= 10_000 {
                let section = below_myriad + factor.unwrap_or(0);
                total = (total + section.max(1)).checked_mul(power)?;
                below_myriad = 0;
            } else {
                below_myriad += factor.unwrap_or(1).checked_mul(power)?;
            }
            last_power = power;
        } else {
            break;
        }
        end += 1;
    }
    // 一千五 is 1,500: a last digit counts in the power below the one before it.
    let rest = digit.map_or(0, |digit| {
        let bare = total == 0 && below_myriad == 0;
        if bare {
            digit
        } else {
            digit * (last_power / 10)
        }
    });
    let low = total.checked_add(below_myriad)?.checked_add(rest)?;
    let times = if at + 1 == end { 1 } else { last_power };
    let times = if digit.is_some() { 1 } else { times };
    (end > at && low > 0).then_some((
        Number {
            low,
            high: None,
            times,
        },
        end,
    ))
}

fn english_number(text: &Text, at: usize) -> Option<(Number, usize)> {
    const WORDS: &[(&str, u64)] = &[
        ("half a dozen", 6),
        ("a couple of", 2),
        ("a couple", 2),
        ("a dozen", 12),
        ("a hundred", 100),
        ("a thousand", 1_000),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    let (word, value) = WORDS.iter().find(|(word, _)| text.has(at, word))?;
    let end = at + word.chars().count();
    let gap = text.skip_spaces(end);
    match multiplier_at(text, gap).filter(|_| gap > end) {
        Some((times, end)) => Some((plain(value.checked_mul(times)?), end)),
        None => Some((plain(*value), end)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    fn value(written: &str) -> Option<u64> {
        let text = Text::new(written, 100);
        number_at(&text, 0).map(|(number, _)| number.low)
    }

    #[test]
    fn amounts_in_many_forms() {
        for (written, expected) in [
            ("1000", 1_000),
            ("1,200", 1_200),
            ("1.5万", 15_000),
            ("5千", 5_000),
            ("1千", 1_000),
            ("10k", 10_000),
            ("2w", 20_000),
            ("1万5", 15_000),
            ("1万5千", 15_000),
            ("10万", 100_000),
            ("两百", 200),
            ("一千五", 1_500),
            ("一千五百", 1_500),
            ("三万二千", 32_000),
            ("十", 10),
            ("二十", 20),
            ("一百零五", 105),
            ("3 dozen", 36),
            ("two hundred", 200),
            ("a dozen", 12),
            ("５００", 500),
            ("十万", 100_000),
            ("两三百", 200),
        ] {
            assert_eq!(value(written), Some(expected), "{written}");
        }
    }

    #[test]
    fn codes_and_decimals_are_no_amounts() {
        assert_eq!(value("0201"), None);
        assert_eq!(value("3.5"), None);
        assert_eq!(value("12345678901"), None);
        assert_eq!(value("一二三"), None);
    }
}
