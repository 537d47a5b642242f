//! Joins tokens that mean something together: ranges (500-1000), and how much a pack holds
//! (每箱1000只, 50只/盒, 2 cases of 500).

use super::token::{Break, Kind, Number, Token};
use super::unit::is_pack;

/// Tokens without spaces, ranges and pack sizes joined.
pub(super) fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let tokens: Vec<Token> = tokens
        .into_iter()
        .filter(|token| !token.is_space())
        .collect();
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let Some(first) = rest.first() {
        let before = joined.last().map(|token| &token.kind);
        let (kind, width) = meaning(before, rest).unwrap_or_else(|| (first.kind.clone(), 1));
        let end = width
            .checked_sub(1)
            .and_then(|last| rest.get(last))
            .map_or(first.span.end, |last| last.span.end);
        joined.push(Token::new(kind, first.span.start..end));
        rest = rest.get(width.max(1)..).unwrap_or(&[]);
    }
    joined
}

/// What the next tokens mean together, and how many they are.
fn meaning(before: Option<&Kind>, rest: &[Token]) -> Option<(Kind, usize)> {
    /// The longest pattern below, with one token to spare.
    const WINDOW: usize = 8;
    let kinds: Vec<&Kind> = rest.iter().take(WINDOW).map(|token| &token.kind).collect();
    range(&kinds)
        .or_else(|| pack_size(&kinds))
        .or_else(|| pack_size_after(before, &kinds))
        .or_else(|| total_in_brackets(before, &kinds))
}

fn range(kinds: &[&Kind]) -> Option<(Kind, usize)> {
    let (low, high, width) = match kinds {
        [Kind::Number(low), Kind::Dash, Kind::Number(high), ..] => (low, high, 3),
        [
            Kind::Number(low),
            Kind::Unit(_),
            Kind::Dash,
            Kind::Number(high),
            ..,
        ] => (low, high, 4),
        _ => return None,
    };
    // 1-2万 is ten to twenty thousand.
    let digits = high.low.checked_div(high.times)?;
    let shared = low.times == 1 && high.times > 1 && low.low < digits;
    let first = if shared {
        low.low.checked_mul(high.times)?
    } else {
        low.low
    };
    let joined = Number {
        low: first,
        high: (first < high.low).then_some(high.low),
        times: 1,
    };
    Some((Kind::Number(joined), width))
}

fn pack_size(kinds: &[&Kind]) -> Option<(Kind, usize)> {
    let per = |kind: &Kind| matches!(kind, Kind::Per | Kind::Break(Break::Slash));
    let pack = |size: &Number, width| Some((Kind::Pack(size.low), width));
    match kinds {
        [
            Kind::Per,
            Kind::Unit(of),
            Kind::Number(size),
            Kind::Unit(inner),
            ..,
        ] if is_pack(of) && !is_pack(inner) => pack(size, 4),
        [Kind::Per, Kind::Unit(of), Kind::Number(size), ..] if is_pack(of) || *of == "piece" => {
            pack(size, 3)
        }
        [
            Kind::Number(Number { low: 1, .. }),
            Kind::Unit(of),
            Kind::Number(size),
            Kind::Unit(inner),
            ..,
        ] if is_pack(of) && !is_pack(inner) => pack(size, 4),
        [Kind::Number(size), Kind::Unit(_), joint, Kind::Unit(of), ..]
            if per(joint) && is_pack(of) =>
        {
            pack(size, 4)
        }
        [Kind::Number(size), joint, Kind::Unit(of), ..] if per(joint) && is_pack(of) => {
            pack(size, 3)
        }
        [
            Kind::Number(size),
            joint,
            Kind::Number(Number { low: 1, .. }),
            Kind::Unit(of),
            ..,
        ] if per(joint) && is_pack(of) => pack(size, 4),
        [Kind::Number(size), Kind::Unit(_), Kind::Holding, ..] => pack(size, 3),
        [Kind::Number(size), Kind::Holding, ..] => pack(size, 2),
        [
            Kind::Number(size),
            Kind::Unit(inner),
            Kind::Times,
            Kind::Number(_),
            Kind::Unit(of),
            ..,
        ] if is_pack(of) && !is_pack(inner) => pack(size, 3),
        [
            Kind::Number(size),
            Kind::Unit("piece"),
            Kind::Each | Kind::Per,
            ..,
        ] if kinds.len() == 3 => pack(size, 3),
        _ => None,
    }
}

/// After a counter of packs: "of 500", "× 50只", "(500 each".
fn pack_size_after(before: Option<&Kind>, kinds: &[&Kind]) -> Option<(Kind, usize)> {
    let Some(Kind::Unit(of)) = before else {
        return None;
    };
    if !is_pack(of) {
        return None;
    }
    match kinds {
        [
            Kind::Of | Kind::Times,
            Kind::Number(size),
            Kind::Unit(inner),
            ..,
        ] if !is_pack(inner) => Some((Kind::Pack(size.low), 3)),
        [Kind::Of | Kind::Times, Kind::Number(size), ..] => Some((Kind::Pack(size.low), 2)),
        [
            Kind::Break(Break::Comma | Break::Opening),
            Kind::Number(size),
            Kind::Each,
            ..,
        ] => Some((Kind::Pack(size.low), 3)),
        _ => None,
    }
}

/// 20箱（2000只）: the bracket says the same amount once more.
fn total_in_brackets(before: Option<&Kind>, kinds: &[&Kind]) -> Option<(Kind, usize)> {
    if !matches!(before, Some(Kind::Unit(_) | Kind::Number(_))) {
        return None;
    }
    match kinds {
        [
            Kind::Break(Break::Opening),
            Kind::Number(_),
            Kind::Unit(_),
            Kind::Break(Break::Closing),
            ..,
        ] => Some((Kind::Noise, 4)),
        [
            Kind::Break(Break::Opening),
            Kind::Number(_),
            Kind::Break(Break::Closing),
            ..,
        ] => Some((Kind::Noise, 3)),
        _ => None,
    }
}
