//! What is said of goods: the cue that holds for a name or an amount.

use super::token::{Break, Cue, Kind, Token};

/// Cues that say what goods are; the others say what kind of message it is.
const fn says_of_goods(cue: Cue) -> bool {
    use Cue::{Burn, Closed, Have, Need, Offer, Received, Stock, Talk};
    matches!(
        cue,
        Need | Stock | Have | Received | Closed | Burn | Offer | Talk
    )
}

pub(super) fn goods_cue(token: &Token) -> Option<Cue> {
    match token.kind {
        Kind::Cue(Cue::StockAfter) => Some(Cue::Stock),
        Kind::Cue(cue) if says_of_goods(cue) => Some(cue),
        _ => None,
    }
}

pub(super) const fn is_item(token: &Token) -> bool {
    matches!(token.kind, Kind::Item { .. })
}

pub(super) const fn is_goods(token: &Token) -> bool {
    matches!(token.kind, Kind::Item { .. } | Kind::Number(_))
}

const fn is_amount(token: &Token) -> bool {
    matches!(token.kind, Kind::Number(_))
}

/// The last cue; of 恳请支援 and "need donated", which ask for a gift, the asking.
pub(super) fn last_cue(tokens: &[Token]) -> Option<Cue> {
    let last = last_cue_at(tokens)?;
    let (before, after) = (tokens.get(..last)?, tokens.get(last + 1..)?);
    // "need 20 volunteers to pack gowns": hands are lacking, not gowns.
    if after
        .first()
        .is_some_and(|token| token.kind == Kind::People)
    {
        return None;
    }
    let cue = tokens.get(last).and_then(goods_cue)?;
    let mut earlier = before.iter().rev().take_while(|token| !is_goods(token));
    let asked = cue == Cue::Offer && earlier.find_map(goods_cue) == Some(Cue::Need);
    Some(if asked { Cue::Need } else { cue })
}

/// The last cue of tokens that begin with goods, and where it starts; not one of a second amount.
pub(super) fn last_cue_token(tokens: &[Token]) -> Option<(Cue, usize)> {
    let at = tokens
        .iter()
        .rposition(|token| goods_cue(token).is_some())?;
    let token = tokens.get(at)?;
    let of_next = tokens.get(at + 1).is_some_and(is_amount);
    let second = of_next && tokens.get(..at)?.iter().any(is_amount);
    (!second).then_some((goods_cue(token)?, token.span.start))
}

/// What is said of goods in their part: the nearest cue before them, else the next after them.
pub(super) fn cue_of_goods(tokens: &[Token], at: usize) -> Option<Cue> {
    let after = cue_after(tokens, at);
    // 需求更新：口罩已经够了: that goods are no longer needed is said of the goods just named.
    if after == Some(Cue::Closed) {
        return after;
    }
    last_cue(tokens.get(..at)?).or(after)
}

/// What is said of an amount: a rate after it, else the nearest cue before it, else the next after it.
pub(super) fn cue_of_amount(tokens: &[Token], at: usize) -> Option<Cue> {
    let after = tokens.get(at + 1..)?;
    let next_amount = after
        .iter()
        .position(|token| matches!(token.kind, Kind::Number(_)));
    let own = after.get(..next_amount.unwrap_or(after.len()))?;
    if own
        .iter()
        .any(|token| token.kind == Kind::Cue(Cue::BurnAfter))
    {
        return Some(Cue::Burn);
    }
    if own.iter().find_map(goods_cue) == Some(Cue::Stock)
        && own
            .iter()
            .any(|token| token.kind == Kind::Cue(Cue::StockAfter))
    {
        return Some(Cue::Stock);
    }
    last_cue(tokens.get(..at)?).or_else(|| cue_after(tokens, at))
}

/// What is said after goods or an amount; 1000套（已收到200套）: what is said of the next amount is not.
fn cue_after(tokens: &[Token], at: usize) -> Option<Cue> {
    let after = tokens.get(at + 1..)?;
    let until = after.iter().position(is_item);
    let own = after.get(..until.unwrap_or(after.len()))?;
    let (place, cue) = own
        .iter()
        .enumerate()
        .find_map(|(place, token)| Some((place, goods_cue(token)?)))?;
    let before = tokens.get(at..=at + place)?;
    let of_next = own.get(place + 1).is_some_and(is_amount) && before.iter().any(is_amount);
    (!of_next).then_some(cue)
}

/// Where the last cue stands; what a closed bracket says, it says of what stands before the bracket.
fn last_cue_at(tokens: &[Token]) -> Option<usize> {
    let mut closed = 0usize;
    for (at, token) in tokens.iter().enumerate().rev() {
        match token.kind {
            Kind::Break(Break::Closing) => closed += 1,
            Kind::Break(Break::Opening) => closed = closed.saturating_sub(1),
            _ if closed == 0 && goods_cue(token).is_some() => return Some(at),
            _ => {}
        }
    }
    None
}
