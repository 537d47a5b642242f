//! How many: a number, its power of ten, and its unit, in one cell or two.

use super::super::decimal::Decimal;
use super::super::plain::plain;
use super::content::content;
use super::unit::{Counter, starting, whole};
use crate::reading::number::han_at_start;

/// A stated amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// The number with its power of ten: 1.6万 is 16,000.
    pub number: Decimal,
    /// What it counts, where that is written.
    pub counter: Option<Counter>,
    /// Whether a power of ten was written.
    pub scaled: bool,
}

impl Amount {
    /// Takes the unit of its column. 1.6 in a column of 万只 is 16,000 pieces; 1.6万 beside it is no more.
    fn takes(&mut self, unit: Unit) -> Option<()> {
        self.counter = unit.counter;
        if !self.scaled {
            self.number = self.number.shifted(unit.scale)?;
            self.scaled = unit.scale > 0;
        }
        Some(())
    }
}

/// What the unit of a column says of a bare number in it: 万只 is 10^4 pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Unit {
    /// The power of ten.
    scale: i32,
    /// What is counted, where it names that.
    counter: Option<Counter>,
}

/// The unit that a cell names: 只, 万只, 千克, and 只/个 where both count alike.
pub(super) fn unit(cell: &str) -> Unit {
    let cell = plain(cell).to_lowercase();
    let cell = cell.trim_matches(['(', ')']);
    let mut units = cell.split(['/', '、']).map(one_unit);
    let first = units.next().unwrap_or_default();
    if units.all(|unit| unit == first) {
        first
    } else {
        Unit::default()
    }
}

fn one_unit(cell: &str) -> Unit {
    let cell = cell.trim();
    let (scale, counter) = match (whole(cell), powers(cell, 0)) {
        (None, Some((power, width))) => (power, whole(cell.get(width..).unwrap_or(""))),
        (counter, _) => (0, counter),
    };
    Unit { scale, counter }
}

/// Whether a heading names a unit and nothing else, in brackets or not. One Latin letter is a size.
pub(super) fn names_unit(heading: &str) -> bool {
    let heading = plain(heading).to_lowercase();
    let heading = heading.trim_matches(['(', ')']);
    let is_unit = |part: &str| part.trim().len() > 1 && one_unit(part).counter.is_some();
    heading.split(['/', '、']).all(is_unit)
}

/// A heading and the unit that it names behind it: 防护服(套), 口罩/只, 数量(单位:万只).
pub(super) fn without_unit(heading: &str) -> Option<(&str, &str)> {
    let open = heading.trim_end_matches([')', '）']);
    let (rest, unit) = open.rsplit_once(['(', '（', '/'])?;
    let unit = unit
        .trim_start_matches("单位")
        .trim_start_matches([':', '：'])
        .trim();
    (!rest.is_empty() && names_unit(unit)).then_some((rest.trim_end(), unit))
}

/// The amounts that a cell of quantities holds, the unit of its column given. `None` when anything else stands there.
pub(super) fn read(cell: &str, of_column: Unit) -> Option<Vec<Amount>> {
    if let Some(number) = Decimal::digits(cell) {
        let mut amount = Amount {
            number,
            counter: None,
            scaled: false,
        };
        amount.takes(of_column)?;
        return Some(vec![amount]);
    }
    let text = together(&plain(cell).to_lowercase());
    let mut amounts = Vec::new();
    let mut rest = text.trim().trim_start_matches(['共', '计']).trim_start();
    while !rest.is_empty() {
        let (amount, width) = starting_amount(rest)?;
        amounts.push(amount);
        rest = rest.get(width..)?.trim_start_matches([
            ' ', ',', '，', '/', '(', '（', ')', '）', '共', '计', '+', '=',
        ]);
    }
    if let [amount] = amounts.as_mut_slice()
        && amount.counter.is_none()
    {
        amount.takes(of_column)?;
    }
    (!amounts.is_empty()).then_some(amounts)
}

/// Packs of one kind and what stands behind them, if that says what one holds: 10箱(每箱500只), 10盒×50只,
/// 10 boxes (50/box).
pub(super) fn with_content(cell: &str, of_column: Unit) -> Option<(Amount, String)> {
    let text = plain(cell).to_lowercase();
    let packs = |(at, sign): (usize, &str)| {
        let amounts = read(text.get(..at)?, of_column)?;
        let [amount] = amounts.as_slice() else {
            return None;
        };
        let Some(Counter::Pack(pack)) = amount.counter else {
            return None;
        };
        let rest = text.get(at + sign.len()..)?.trim_end_matches(')');
        content(rest, pack).map(|_| (*amount, rest.to_owned()))
    };
    text.match_indices(['(', '×', '*', ',']).find_map(packs)
}

/// Thousands that spaces part put together: 12 000 is one number, 3 箱 and 10 20 are as they were.
fn together(text: &str) -> String {
    let mut words = text.split(' ').peekable();
    let mut joined = String::with_capacity(text.len());
    let mut before_is_thousands = false;
    while let Some(word) = words.next() {
        joined.push_str(word);
        let begins = word
            .rsplit(|c: char| !c.is_ascii_digit())
            .next()
            .unwrap_or("");
        let begins = (1..=3).contains(&begins.len()) && (begins.len() == 3 || !before_is_thousands);
        let next = words.peek().copied().unwrap_or("");
        let digits = next
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(next.len());
        let goes_on = next
            .get(digits..)
            .is_none_or(|rest| !rest.starts_with(['.', ',']));
        before_is_thousands = begins && digits == 3 && goes_on;
        if words.peek().is_some() && !before_is_thousands {
            joined.push(' ');
        }
    }
    joined
}

/// The amount that lower-case text begins with, and how many bytes it takes.
fn starting_amount(text: &str) -> Option<(Amount, usize)> {
    let (number, scaled, mut at) = match han_at_start(text) {
        Some((number, width)) => (Decimal::whole(i64::try_from(number).ok()?), true, width),
        None => digits(text)?,
    };
    let skip = |at: usize| at + spaces(text, at);
    let counter = text.get(skip(at)..).and_then(starting);
    if let Some((_, width)) = counter {
        at = skip(at) + width;
    }
    let counter = counter.map(|(counter, _)| counter);
    Some((
        Amount {
            number,
            counter,
            scaled,
        },
        at,
    ))
}

/// The number that digits begin, whether a power of ten is in it, and how many bytes it takes: 36000, 3.6万, 3万6千,
/// 500万, 3万6.
fn digits(text: &str) -> Option<(Decimal, bool, usize)> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\u{2212}')))
        .unwrap_or(text.len());
    let digits = text.get(..end)?.trim_end_matches([',', '.']);
    let mut number = Decimal::read(digits)?;
    let mut at = digits.len();
    let Some((first, width)) = powers(text, at + spaces(text, at)) else {
        // 1.000 is a thousand in half the world, and one in the other half.
        return (!digits.ends_with(".000")).then_some((number, false, at));
    };
    number = number.shifted(first)?;
    at += spaces(text, at) + width;
    // What follows without a space counts in a lower power, named or the next one: 3万6千, 3万6.
    let mut least = first;
    while let Some((digit, rest)) = digit(text, at).filter(|_| least > 1) {
        let (power, width) = match powers(text, rest) {
            Some(named) => named,
            None => (least - 1, 0),
        };
        if power >= least {
            break;
        }
        number = number.plus(Decimal::whole(digit).shifted(power)?)?;
        at = rest + width;
        least = if width == 0 { 0 } else { power };
    }
    Some((number, true, at))
}

fn spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(' ').len()
}

/// One digit that stands alone, and where it ends.
fn digit(text: &str, at: usize) -> Option<(i64, usize)> {
    let mut rest = text.get(at..)?.chars();
    let digit = i64::from(rest.next()?.to_digit(10)?);
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',');
    (!rest.next().is_some_and(joined)).then_some((digit, at + 1))
}

/// The powers of ten that follow one another, as in 百万.
fn powers(text: &str, at: usize) -> Option<(i32, usize)> {
    let (mut sum, mut width) = power(text.get(at..)?)?;
    while let Some((more, wide)) = text.get(at + width..).and_then(power) {
        sum += more;
        width += wide;
    }
    Some((sum, width))
}

/// A power of ten written behind a number.
fn power(text: &str) -> Option<(i32, usize)> {
    const POWERS: [(&str, i32); 9] = [
        ("万", 4),
        ("萬", 4),
        ("千", 3),
        ("百", 2),
        ("亿", 8),
        ("million", 6),
        ("thousand", 3),
        ("k", 3),
        ("w", 4),
    ];
    POWERS.iter().find_map(|(word, power)| {
        let rest = text.strip_prefix(word)?;
        let latin = word.is_ascii() && rest.starts_with(|c: char| c.is_ascii_alphabetic());
        (!latin).then_some((*power, word.len()))
    })
}

/// A text that ends in amounts, cut there: 医用口罩5万只, 武汉天佑医院1.6万. No amount is taken from the name alone.
pub(super) fn cut(text: &str) -> Option<(&str, Vec<Amount>)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let starts = lower.char_indices().filter(|(at, c)| {
        let before = lower.get(..*at).and_then(|head| head.chars().next_back());
        c.is_ascii_digit() && before.is_none_or(|c| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
    });
    for (at, _) in starts {
        let (head, tail) = (text.get(..at)?, lower.get(at..)?);
        // SM-95, A4, 210*160, (24粒装: not an amount but a part of the name.
        let joined = head.chars().next_back().is_some_and(|c| {
            c.is_ascii_alphabetic() && !head.ends_with("mm") || matches!(c, '-' | '*' | '×')
        });
        // 护目镜×20副 tells how many; 210*160 is a size.
        let times = head.strip_suffix(['*', '×']);
        let times = times.filter(|name| read(name, Unit::default()).is_none());
        let times =
            times.filter(|name| name.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii()));
        let (head, joined) = times.map_or((head, joined), |name| (name, false));
        let open = head.matches(['(', '（']).count() > head.matches([')', '）']).count();
        if joined || open {
            continue;
        }
        if let Some(amounts) = read(tail, Unit::default()) {
            return Some((head.trim_end(), amounts));
        }
    }
    None
}

/// How many pieces some amounts are: the one that counts pieces, else packs whose content is stated. `None` when they
/// cannot be counted.
pub(super) fn pieces(amounts: &[Amount], specs: &[&str], named_by_pack: bool) -> Option<i64> {
    let whole = |number: Decimal| number.whole_number();
    if let Some(counted) = amounts
        .iter()
        .find(|amount| amount.counter == Some(Counter::Piece))
    {
        return whole(counted.number);
    }
    let [amount, ..] = amounts else { return None };
    match amount.counter? {
        Counter::Pack(_) if named_by_pack => whole(amount.number),
        Counter::Pack(pack) => {
            let each = specs.iter().find_map(|spec| content(spec, pack))?;
            whole(amount.number)?.checked_mul(i64::try_from(each).ok()?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces_of(cell: &str, named: &str, spec: &str) -> Option<i64> {
        pieces(&read(cell, unit(named))?, &[spec], false)
    }

    #[test]
    fn pieces_are_counted_only_where_they_can_be() {
        for (cell, unit, spec, expected) in [
            ("3600", "只", "1*", Some(3_600)),
            ("3,600", "个", "", Some(3_600)),
            ("1.6万只", "", "", Some(16_000)),
            ("12000 支", "", "", Some(12_000)),
            ("１２\u{200b}０", "副", "", Some(120)),
            ("198箱", "", "", None),
            ("10", "件", "1*600", Some(6_000)),
            ("4950", "个", "33*30只", Some(4_950)),
            ("240", "盒", "100支/盒 10盒/箱", Some(24_000)),
            ("10箱(500只)", "", "", Some(500)),
            ("1400瓶60箱", "", "", Some(1_400)),
            ("12", "", "", None),
            ("5", "公斤", "", None),
            ("-20", "只", "", Some(-20)),
            ("1.6", "万只", "", Some(16_000)),
            ("1.6万", "万只", "", Some(16_000)),
            ("3", "千克", "", None),
            ("12 000", "只", "", Some(12_000)),
            ("1 200 000 只", "", "", Some(1_200_000)),
            ("12 00", "只", "", None),
            ("3万6千", "只", "", Some(36_000)),
            ("3万6", "只", "", Some(36_000)),
            ("3万6千5百只", "", "", Some(36_500)),
            ("1.5万只", "", "", Some(15_000)),
            ("5百万", "只", "", Some(5_000_000)),
            ("3万 6箱", "只", "", None),
            ("三百", "双", "", Some(300)),
            ("两千只", "", "", Some(2_000)),
            ("一万二千只", "", "", Some(12_000)),
            ("两三百", "只", "", None),
            ("十箱", "", "1*20只", Some(200)),
            ("1.5", "只", "", None),
            ("约500", "只", "", None),
            ("1.000", "只", "", None),
            ("1.000万", "只", "", Some(10_000)),
            ("1,000.00", "只", "", Some(1_000)),
            ("", "只", "", None),
        ] {
            assert_eq!(
                pieces_of(cell, unit, spec),
                expected,
                "{cell} {unit} {spec}"
            );
        }
    }

    #[test]
    fn amounts_are_cut_from_names() {
        let named = |text| {
            cut(text).map(|(name, amounts)| (name.to_owned(), amounts[0].number.to_string()))
        };
        for (text, name, number) in [
            ("N95口罩36000个", "N95口罩", "36000"),
            ("武汉天佑医院1.6万", "武汉天佑医院", "16000"),
            ("武汉仁爱医院1.6", "武汉仁爱医院", "1.6"),
            (
                "酒精消毒棉片210*160mm5500片",
                "酒精消毒棉片210*160mm",
                "5500",
            ),
            ("聚维酮碘消毒液1400瓶60箱", "聚维酮碘消毒液", "1400"),
            ("护目镜144个", "护目镜", "144"),
        ] {
            assert_eq!(
                named(text),
                Some((name.to_owned(), number.to_owned())),
                "{text}"
            );
        }
        assert_eq!(named("双黄连口服液"), None);
        assert_eq!(named("individual-3"), None);
        assert_eq!(named("KN95"), None);
    }
}
