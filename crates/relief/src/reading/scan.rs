//! From a text to its tokens.

use std::ops::Range;

use super::contact::contact_at;
use super::cue::cue_at;
use super::goods::goods_at;
use super::number::{is_han_numeral, number_at};
use super::text::{Text, is_han};
use super::token::{Break, Kind, Token};
use super::trap::{capacity, figure_end, trap_at};
use super::unit::unit_at;
use crate::standard;

/// All tokens of a text, in order, without gaps.
pub(super) fn tokens(text: &Text) -> Vec<Token> {
    let norms: Vec<(String, Range<usize>)> = standard::find_in(&text.folded)
        .map(|(edition, span)| (edition.written().to_owned(), span))
        .collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (kind, end) = token_at(text, at, &tokens, &norms);
        let end = end.max(at + 1).min(text.len());
        tokens.push(Token::new(kind, at..end));
        at = end;
    }
    tokens
}

fn token_at(
    text: &Text,
    at: usize,
    before: &[Token],
    norms: &[(String, Range<usize>)],
) -> (Kind, usize) {
    pause(text, at, before)
        .or_else(|| contact_at(text, at).map(|end| (Kind::Contact, end)))
        .or_else(|| standing_name(text, at))
        .or_else(|| capacity(text, at, before))
        .or_else(|| goods_at(text, at, before))
        .or_else(|| norm(text, at, norms))
        .or_else(|| cue_at(text, at))
        .or_else(|| trap_at(text, at, before))
        .or_else(|| amount(text, at, before))
        .or_else(|| counter(text, at, before))
        .or_else(|| joint(text, at, before))
        .unwrap_or_else(|| (Kind::Word, word_end(text, at)))
}

fn pause(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let c = text.at(at)?;
    let next = text.at(at + 1);
    let kind = match c {
        '\n' | '\r' => Break::Line,
        ' ' => return Some((Kind::Break(Break::Space), text.skip_spaces(at))),
        '。' | '!' => Break::Sentence,
        '.' if next.is_none_or(|c| c.is_whitespace()) && !abbreviates(text, at) => Break::Sentence,
        '?' => Break::Question,
        ';' => Break::Semicolon,
        ',' | '✅' | '☑' | '✔' | '✓' | '|' | '❌' | '•' | '·' => Break::Comma,
        '、' | '&' | '+' => Break::Join,
        // Burn rates such as 60套/天 are read as a phrase.
        '/' if cue_at(text, at).is_none() => Break::Slash,
        ':' => Break::Colon,
        '(' | '[' | '【' | '「' | '{' => Break::Opening,
        ')' | ']' | '】' | '」' | '}' => Break::Closing,
        '和' | '与' | '及' if joins_goods(text, at, before) => Break::Join,
        'a' if joins_range(text, at, before) => return Some((Kind::Dash, at + 3)),
        _ if ["and", "plus", "以及"]
            .iter()
            .any(|word| text.has(at, word)) =>
        {
            return Some((
                Kind::Break(Break::Join),
                word_end(text, at).max(at + usize::from(c == '以') * 2),
            ));
        }
        _ => return None,
    };
    Some((Kind::Break(kind), at + 1))
}

/// "between 100 and 200".
fn joins_range(text: &Text, at: usize, before: &[Token]) -> bool {
    let mut last = before.iter().rev().filter(|token| !token.is_space());
    let number = last
        .next()
        .is_some_and(|token| matches!(token.kind, Kind::Number(_)));
    let between = last
        .next()
        .is_some_and(|token| text.has(token.span.start, "between"));
    text.has(at, "and") && number && between
}

/// 和 inside a name (协和医院) joins nothing; after goods or an amount it does.
fn joins_goods(text: &Text, at: usize, before: &[Token]) -> bool {
    let last = before.iter().rev().find(|token| !token.is_space());
    last.is_some_and(|token| {
        matches!(
            token.kind,
            Kind::Item { .. } | Kind::Unit(_) | Kind::Number(_) | Kind::Break(Break::Closing)
        ) && token.span.end <= at
            && text.at(at).is_some()
    })
}

/// "St. Mary": the full stop of a title ends no sentence.
fn abbreviates(text: &Text, at: usize) -> bool {
    ["st", "dr", "mt", "ft", "no", "mr", "ms", "approx"]
        .iter()
        .any(|word| {
            at.checked_sub(word.len())
                .is_some_and(|start| text.has(start, word))
        })
}

/// Names that contain words which would mean something by themselves.
fn standing_name(text: &Text, at: usize) -> Option<(Kind, usize)> {
    const NAMES: [&str; 9] = [
        "某某",
        "一次性",
        "医用物品",
        "三八",
        "五一",
        "十一",
        "百姓",
        "万家",
        "千金",
    ];
    let name = NAMES
        .iter()
        .find(|name| **name != "一次性" && text.has(at, name))?;
    Some((Kind::Word, at + name.chars().count()))
}

fn norm(text: &Text, at: usize, norms: &[(String, Range<usize>)]) -> Option<(Kind, usize)> {
    let known = norms.iter().find(|(_, span)| span.start == at);
    if let Some((written, span)) = known {
        return Some((Kind::Norm(written.clone()), span.end));
    }
    unknown_norm(text, at).map(|end| (Kind::Norm(text.slice(&(at..end)).trim().to_owned()), end))
}

/// A norm of a known publisher that the table does not hold: its digits are no amount either.
fn unknown_norm(text: &Text, at: usize) -> Option<usize> {
    const PUBLISHERS: [&str; 16] = [
        "gb/t", "gbt", "gb", "yy/t", "yyt", "yy", "en iso", "en", "iso", "astm f", "astm", "tc",
        "ansi", "as/nzs", "jis t", "db",
    ];
    if text.before(at).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let starts = |word: &str| {
        text.rest(at)
            .iter()
            .copied()
            .take(word.len())
            .eq(word.chars())
    };
    let word = PUBLISHERS.iter().find(|word| starts(word))?;
    let mut end = at + word.len();
    while text.at(end).is_some_and(|c| matches!(c, ' ' | '-')) {
        end += 1;
    }
    let number_end = text.digits_end(end);
    if number_end < end + 2 {
        return None;
    }
    end = number_end;
    loop {
        let mark = text.at(end).is_some_and(|c| matches!(c, '-' | '.' | ':'));
        let more = text.digits_end(end + 1);
        let is_range_of_goods = more == end + 1;
        if !mark || is_range_of_goods {
            return Some(end);
        }
        end = more;
    }
}

/// A number that may be an amount. A Han numeral counts only before a counter, or as a large number.
fn amount(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let first = text.at(at)?;
    let opens = first.is_ascii_digit() || is_han_numeral(first) || is_latin_start(text, at);
    if !opens {
        return None;
    }
    let Some((number, end)) = number_at(text, at) else {
        return first
            .is_ascii_digit()
            .then(|| (Kind::Noise, figure_end(text, at)));
    };
    let tail = tail_of_amount(text, end);
    if first.is_ascii_digit()
        && text.at(end).is_some_and(|c| c.is_ascii_alphabetic())
        && unit_at(text, end).is_none()
        && !text.has(end, "x")
    {
        return Some((Kind::Noise, word_end(text, at)));
    }
    if first == '一' && says_none(text, tail) {
        return Some((Kind::Noise, tail));
    }
    if is_han_numeral(first) && !counts_something(text, tail, end - at, before) {
        return None;
    }
    Some((Kind::Number(number), tail))
}

/// 一套都没有: not even one.
fn says_none(text: &Text, end: usize) -> bool {
    unit_at(text, end)
        .is_some_and(|(_, after)| text.at(after).is_some_and(|c| matches!(c, '都' | '也')))
}

fn is_latin_start(text: &Text, at: usize) -> bool {
    !text.before(at).is_some_and(|c| c.is_ascii_alphanumeric())
}

/// 500多个, 500余套: more than the number says, which stays the number.
fn tail_of_amount(text: &Text, end: usize) -> usize {
    let more = text
        .at(end)
        .is_some_and(|c| matches!(c, '多' | '余' | '来' | '几' | '+'));
    let counted = unit_at(text, end + 1).is_some();
    if more && counted { end + 1 } else { end }
}

fn counts_something(text: &Text, end: usize, digits: usize, before: &[Token]) -> bool {
    let next = text.skip_spaces(end);
    if unit_at(text, next).is_some() {
        return true;
    }
    let after_item = before
        .iter()
        .rev()
        .find(|token| !token.is_space())
        .is_some_and(|token| {
            matches!(
                token.kind,
                Kind::Item { .. }
                    | Kind::Cue(_)
                    | Kind::Break(Break::Colon | Break::Opening)
                    | Kind::Each
            )
        });
    let ends = text.at(next).is_none_or(|c| !is_han(c));
    let before_item = goods_at(text, next, before).is_some();
    digits >= 2 && (before_item || (after_item && ends))
}

fn counter(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let (unit, end) = unit_at(text, at)?;
    let latin = text.at(at)?.is_ascii_alphabetic();
    let last = before.iter().rev().find(|token| !token.is_space());
    let follows = last.is_some_and(|token| {
        matches!(
            token.kind,
            Kind::Number(_) | Kind::Per | Kind::Break(Break::Slash) | Kind::Measure(..)
        )
    });
    (latin || follows).then_some((Kind::Unit(unit), end))
}

fn joint(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let c = text.at(at)?;
    let after_amount = before
        .iter()
        .rev()
        .find(|token| !token.is_space())
        .is_some_and(|token| matches!(token.kind, Kind::Number(_) | Kind::Unit(_)));
    let before_digit = text
        .at(text.skip_spaces(at + 1))
        .is_some_and(|c| c.is_ascii_digit() || is_han_numeral(c));
    match c {
        '×' | '*' | '✕' | '╳' => Some((Kind::Times, at + 1)),
        'x' if text.has(at, "x") || before_digit => Some((Kind::Times, at + 1)),
        '-' | '~' | '到' | '至' | '…' if after_amount && before_digit => {
            Some((Kind::Dash, at + 1))
        }
        't' if after_amount && text.has(at, "to") => Some((Kind::Dash, at + 2)),
        '一' if after_amount && text.at(at + 1).is_some_and(|c| c.is_ascii_digit()) => {
            Some((Kind::Dash, at + 1))
        }
        _ => None,
    }
}

/// A Latin word is one token, every other character is its own.
fn word_end(text: &Text, at: usize) -> usize {
    let letters = text
        .rest(at)
        .iter()
        .take_while(|c| c.is_ascii_alphabetic() || **c == '\'');
    at + letters.count().max(1)
}
