//! Numbers that are not amounts: dates, times, prices, sizes, people, floors, models, list numbers.

mod words;

use super::goods::goods_at;
use super::number::{is_han_numeral, number_at};
use super::text::{Text, is_han};
use super::token::{Break, Cue, Kind, Token};
use super::unit::unit_at;
use words::{MODELS, MONEY_AFTER, NAME_BEFORE, NOT_GOODS_AFTER, PEOPLE, SUITS};

/// A number that is no amount, if one starts here: its meaning and where it ends.
pub(super) fn trap_at(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let first = text.at(at)?;
    if matches!(first, '$' | '¥' | '￥' | '€' | '£') {
        let end = figure_end(text, text.skip_spaces(at + 1));
        return Some((Kind::Price, end));
    }
    if matches!(first, '①'..='⑳' | '⑴'..='⒇') {
        return Some((Kind::Ordinal, at + 1));
    }
    ordinal(text, at, before)
        .or_else(|| clock_or_date(text, at))
        .or_else(|| price_or_percent(text, at))
        .or_else(|| name_or_model(text, at, before))
        .or_else(|| not_goods(text, at))
        .or_else(|| measure(text, at))
}

/// "1." "2、" "(3)" at the start of a line, or "2." after a space where no item waits for its amount.
fn ordinal(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let end = if text.at(at)?.is_ascii_digit() {
        text.digits_end(at)
    } else {
        at + usize::from(is_han_numeral(text.at(at)?))
    };
    let mark = text.at(end)?;
    let digits = end - at;
    if opens_named_line(text, at, end, before) {
        return Some((Kind::Ordinal, end));
    }
    if !(1..=2).contains(&digits) || !matches!(mark, '.' | '、' | ')' | ':') {
        return None;
    }
    let decimal =
        text.at(end + 1).is_some_and(|c| c.is_ascii_digit()) && mark != '、' && mark != ')';
    let last = before
        .iter()
        .rev()
        .find(|token| !token.is_space() && token.kind != Kind::Break(Break::Opening));
    let opens_line = last.is_none_or(|token| token.kind == Kind::Break(Break::Line));
    let spaced = text.before(at).is_none_or(|c| !c.is_alphanumeric());
    let waits = last.is_some_and(|token| {
        matches!(
            token.kind,
            Kind::Item { .. }
                | Kind::Break(Break::Colon | Break::Join)
                | Kind::Times
                | Kind::Cue(_)
        )
    });
    let inside = spaced && !waits && matches!(mark, '.' | ')') && !is_decimal_point(text, end);
    let inside =
        inside && (mark == '.' || text.before(at) == Some('(') || text.before(at) == Some(' '));
    let bracketed_amount = mark == ')'
        && text.before(at) == Some('(')
        && last.is_some_and(|token| {
            matches!(token.kind, Kind::Item { .. } | Kind::Word | Kind::Norm(_))
        });
    ((opens_line || inside) && !decimal && !bracketed_amount).then_some((Kind::Ordinal, end + 1))
}

/// "2 小雨 手套5盒": a line of a list that begins with its number and a name, without a mark.
fn opens_named_line(text: &Text, at: usize, end: usize, before: &[Token]) -> bool {
    let opens = before
        .last()
        .is_some_and(|token| token.kind == Kind::Break(Break::Line));
    let digits = text.at(at).is_some_and(|c| c.is_ascii_digit()) && end - at <= 2;
    let next = text.skip_spaces(end);
    let named = text
        .at(next)
        .is_some_and(|c| is_han(c) && !is_han_numeral(c));
    let counts = unit_at(text, next).is_some() || goods_at(text, next, before).is_some();
    opens && digits && next > end && named && !counts
}

fn is_decimal_point(text: &Text, at: usize) -> bool {
    text.at(at) == Some('.') && text.at(at + 1).is_some_and(|c| c.is_ascii_digit())
}

/// 14:44, 1月25日, 2020-02-03, 2/3.
fn clock_or_date(text: &Text, at: usize) -> Option<(Kind, usize)> {
    if !text.at(at)?.is_ascii_digit() {
        return None;
    }
    let end = text.digits_end(at);
    let digits = end - at;
    let mark = text.at(end)?;
    let next = text.digits_end(end + 1);
    let next_digits = next.saturating_sub(end + 1);
    if digits <= 2 && mark == ':' && next_digits == 2 {
        return Some((Kind::Noise, next));
    }
    if digits == 4
        && matches!(mark, '-' | '/' | '.')
        && text.at(at) == Some('2')
        && (1..=2).contains(&next_digits)
        && text.at(next) == Some(mark)
    {
        return Some((Kind::Noise, text.digits_end(next + 1)));
    }
    let slashed = digits <= 2 && mark == '/' && (1..=2).contains(&next_digits);
    if slashed
        && unit_at(text, text.skip_spaces(next)).is_none()
        && value(text, at, end) <= 12
        && value(text, end + 1, next) <= 31
    {
        return Some((Kind::Noise, next));
    }
    None
}

/// 病床200张, 开放床位500张: the size of a hospital, unless beds are what is lacking.
pub(super) fn capacity(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let word = ["病床", "床位"].iter().find(|word| text.has(at, word))?;
    let last = before.iter().rev().find(|token| !token.is_space());
    if last.is_some_and(|token| token.kind == Kind::Cue(Cue::Need)) {
        return None;
    }
    let start = at + word.chars().count();
    let start = start
        + usize::from(
            text.at(start)
                .is_some_and(|c| matches!(c, '数' | '约' | '有')),
        );
    let end = text.digits_end(start);
    (end > start && text.at(end) == Some('张')).then_some((Kind::Noise, end + 1))
}

fn value(text: &Text, start: usize, end: usize) -> u32 {
    let digits = text.folded.get(start..end).unwrap_or(&[]);
    digits
        .iter()
        .filter_map(|c| c.to_digit(10))
        .fold(0, |value, digit| value * 10 + digit)
}

fn price_or_percent(text: &Text, at: usize) -> Option<(Kind, usize)> {
    if !text.at(at)?.is_ascii_digit() && !is_han_numeral(text.at(at)?) {
        return None;
    }
    let end = number_end(text, at);
    let next = text.skip_spaces(end);
    if text.at(next).is_some_and(|c| matches!(c, '%' | '‰')) {
        return Some((Kind::Noise, next + 1));
    }
    let money = MONEY_AFTER.iter().find(|word| text.has(next, word));
    if let Some(word) = money {
        return Some((Kind::Price, next + word.chars().count()));
    }
    let decimal = text
        .folded
        .get(at..end)
        .is_some_and(|digits| digits.contains(&'.'));
    let each = [
        "一个",
        "一只",
        "一套",
        "/个",
        "/只",
        "/套",
        "/片",
        "each",
        "/pc",
        "/piece",
        "per piece",
        "a piece",
        "/盒",
    ];
    let unit_price = each.iter().any(|word| text.has(next, word));
    (decimal && unit_price).then_some((Kind::Price, next))
}

/// 第三, Level 2, 3M 1860, COVID-19, 1860s: numbers that are part of a name.
fn name_or_model(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let digit = text.at(at)?.is_ascii_digit();
    if !digit && !is_han_numeral(text.at(at)?) {
        return None;
    }
    let end = if digit { text.digits_end(at) } else { at + 1 };
    let last = before.iter().rev().find(|token| !token.is_space());
    let named = last.is_some_and(|token| {
        matches!(token.kind, Kind::Word) && ends_with_name(text, token.span.end)
    });
    let glued = last.is_some_and(|token| {
        token.kind == Kind::Word
            && token.span.end == at
            && text.before(at).is_some_and(|c| c.is_ascii_alphabetic())
    });
    let dashed = digit
        && text.before(at) == Some('-')
        && text
            .before(at.saturating_sub(1))
            .is_some_and(|c| c.is_ascii_alphabetic());
    if digit && (named || glued || dashed) || !digit && text.before(at) == Some('第') {
        return Some((kind_of_model(text, at, end), listed_models_end(text, end)));
    }
    let model = MODELS.iter().find(|model| {
        digit
            && text
                .rest(at)
                .iter()
                .copied()
                .take(end - at)
                .eq(model.chars())
    })?;
    let after = text.skip_spaces(end);
    let counted = unit_at(text, after).is_some()
        || text
            .at(after)
            .is_some_and(|c| matches!(c, '多' | '余' | '万' | '千'));
    let lettered = text
        .at(end)
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '+');
    let suffix = usize::from(lettered);
    (lettered || !counted).then_some((
        kind_of_model(text, at, end),
        listed_models_end(text, at + model.len() + suffix),
    ))
}

fn kind_of_model(text: &Text, at: usize, end: usize) -> Kind {
    let digits: String = text.folded.get(at..end).unwrap_or(&[]).iter().collect();
    let respirator = MODELS.contains(&digits.as_str()) && !SUITS.contains(&digits.as_str());
    if respirator { Kind::Model } else { Kind::Noise }
}

fn ends_with_name(text: &Text, end: usize) -> bool {
    NAME_BEFORE.iter().any(|name| {
        let length = name.chars().count();
        end.checked_sub(length)
            .is_some_and(|start| text.has(start, name))
    })
}

/// 1860/1870/9132: further models after a slash or 、.
fn listed_models_end(text: &Text, end: usize) -> usize {
    let mut end = end;
    while text.at(end).is_some_and(|c| matches!(c, '/' | '、'))
        && text.digits_end(end + 1) >= end + 4
    {
        let digits_end = text.digits_end(end + 1);
        let digits: String = text
            .rest(end + 1)
            .iter()
            .take(digits_end - end - 1)
            .collect();
        if !MODELS.contains(&digits.as_str()) {
            break;
        }
        end = digits_end
            + usize::from(
                text.at(digits_end)
                    .is_some_and(|c| c.is_ascii_alphabetic() || c == '+'),
            );
    }
    end
}

fn not_goods(text: &Text, at: usize) -> Option<(Kind, usize)> {
    let first = text.at(at)?;
    if !first.is_ascii_digit() && !is_han_numeral(first) {
        return None;
    }
    let end = number_end(text, at);
    let glued_letter =
        first.is_ascii_digit() && text.at(end).is_some_and(|c| c.is_ascii_alphabetic());
    let next = if glued_letter {
        end
    } else {
        text.skip_spaces(end)
    };
    let next = if text.at(next).is_some_and(|c| matches!(c, '-')) && text.has(next + 1, "ply") {
        next + 1
    } else {
        next
    };
    let next = if text.at(next) == Some('+') {
        text.skip_spaces(next + 1)
    } else {
        next
    };
    let word = NOT_GOODS_AFTER.iter().find(|word| text.has(next, word))?;
    let after = next + word.chars().count();
    if begins_other_word(text, next, after, next > end) {
        return None;
    }
    let kind = if PEOPLE.contains(word) {
        Kind::People
    } else {
        Kind::Noise
    };
    Some((kind, after))
}

/// 护目镜200 人民医院, 防护服300位于: the counter is the head of a longer word.
fn begins_other_word(text: &Text, start: usize, end: usize, spaced: bool) -> bool {
    let runs_on = text.before(end).is_some_and(is_han) && text.at(end).is_some_and(is_han);
    let known = ["人民", "位于", "名称", "号码", "家里", "点击", "区域"];
    runs_on && (spaced || known.iter().any(|word| text.has(start, word)))
}

/// 5L, 20公斤, 500ml: a size, or an amount of liquid when nothing better is given.
fn measure(text: &Text, at: usize) -> Option<(Kind, usize)> {
    const MEASURES: &[(&str, &str)] = &[
        ("公斤", "kilogram"),
        ("kg", "kilogram"),
        ("斤", "jin"),
        ("升", "litre"),
        ("l", "litre"),
        ("litres", "litre"),
        ("liters", "litre"),
        ("litre", "litre"),
        ("liter", "litre"),
    ];
    if !text.at(at)?.is_ascii_digit() {
        return None;
    }
    let (number, end) =
        number_at(text, at).map_or((0, number_end(text, at)), |(number, end)| (number.low, end));
    let next = text.skip_spaces(end);
    let (word, unit) = MEASURES.iter().find(|(word, _)| text.has(next, word))?;
    Some((Kind::Measure(number, unit), next + word.chars().count()))
}

/// Where a number of any form ends, decimals included.
fn number_end(text: &Text, at: usize) -> usize {
    number_at(text, at).map_or_else(|| figure_end(text, at), |(_, end)| end)
}

/// Where figures with points and commas end.
pub(super) fn figure_end(text: &Text, at: usize) -> usize {
    let figures = text
        .rest(at)
        .iter()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    at + figures.count().max(1)
}
