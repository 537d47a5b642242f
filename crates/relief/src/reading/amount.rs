//! Amounts: to which goods each belongs.

use std::ops::Range;

use super::clause::{Line, Reader, weight};
use super::part::Part;
use super::said::{cue_of_amount, is_goods, is_item};
use super::token::{Break, Cue, Kind, Number, Token};
use super::unit::is_pack;
use crate::catalogue::Item;

/// An amount with its counter and what is said of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Amount {
    pub number: Number,
    pub unit: Option<&'static str>,
    pub cue: Option<Cue>,
    /// Characters of the number and its counter.
    pub span: Range<usize>,
}

impl Reader {
    /// A number that may be an amount: of the goods before it, or of those that follow.
    pub fn amount(&mut self, part: &mut Part, at: usize, number: Number) {
        let Some(amount) = amount_at(part.tokens, at, number) else {
            return;
        };
        if is_revision(part.tokens, at) {
            return self.revise(number);
        }
        if is_for_each(part.tokens, at, amount.unit.is_some()) {
            if !self.holds_each(&amount) {
                self.for_each(&amount);
            }
            return;
        }
        let named = self.lines.len() > part.first;
        let last = self.lines.last();
        // 一批隔离衣1200件: an amount right after the goods says more than 一批 before them.
        let adjacent = at
            .checked_sub(1)
            .and_then(|i| part.tokens.get(i))
            .is_some_and(is_item);
        let free =
            named && last.is_some_and(|line| line.amount.is_none() && (!line.open || adjacent));
        let goods_follow = goods_before_next_amount(part.tokens, at);
        let of_next = named && !free && goods_follow && !claims_own(part.tokens, at);
        if (part.amounts_first && goods_follow) || of_next || !named {
            part.waiting = Some(amount);
        } else if free {
            self.give(amount);
        } else {
            self.same_goods_again(amount);
        }
    }

    fn revise(&mut self, number: Number) {
        if let Some(line) = self.lines.last_mut() {
            line.amount = Some(number);
        }
    }

    /// Gives an amount to the goods named last. Goods said to be lacking keep that when the amount is
    /// what is left of them.
    fn give(&mut self, amount: Amount) {
        let lacking = self
            .lines
            .last()
            .is_some_and(|line| line.cue == Some(Cue::Need));
        let of_other = matches!(
            amount.cue,
            Some(Cue::Stock | Cue::Have | Cue::Burn | Cue::Received)
        );
        if lacking && of_other {
            return self.same_goods_again(amount);
        }
        if let Some(line) = self.lines.last_mut() {
            line.amount = Some(amount.number);
            line.unit = amount.unit;
            line.cue = amount.cue.or(line.cue);
            line.span.end = line.span.end.max(amount.span.end);
        }
    }

    /// 防护服剩20套，需要500套: the same goods with another amount, of which something else is said.
    fn same_goods_again(&mut self, amount: Amount) {
        let cue = amount.cue.or(self.running);
        let last = self.lines.last();
        let Some(line) = last.filter(|line| cue.is_some() && line.cue != cue) else {
            return;
        };
        let again = Line {
            cue,
            amount: Some(amount.number),
            open: false,
            unit: amount.unit,
            pack: None,
            span: amount.span.start.min(line.span.start)..amount.span.end,
            sentence: self.sentences.len(),
            ..line.clone()
        };
        self.lines.push(again);
    }

    /// What still waits when a part ends: an amount after the comma belongs to the goods before it.
    pub fn settle(&mut self, part: &Part) {
        /// A part with more words than this speaks of something else.
        const UNREAD_MAX: usize = 6;
        let Some(amount) = part.waiting.clone() else {
            return;
        };
        let numbered = self.head.is_some() && self.lines.len() == self.opened;
        if let (true, Some((item, name))) = (numbered, self.topic.clone()) {
            return self.amount_of_topic(item, name, amount);
        }
        let words = part.tokens.iter().filter(|token| token.kind == Kind::Word);
        let unread: usize = words.map(weight).sum();
        let Some(line) = self.lines.last().filter(|_| unread <= UNREAD_MAX) else {
            return;
        };
        let recent = line.sentence + 1 >= self.sentences.len() && line.head == self.head;
        let same_sentence = self.lines.len() > self.opened;
        let asked = self.sentences.last().is_some_and(|before| before.wonders);
        let hearsay = !same_sentence && asked && amount.cue == Some(Cue::Need);
        if !recent || hearsay {
            return;
        }
        let agrees = amount.cue.is_none() || amount.cue == line.cue;
        if line.amount.is_none() && (same_sentence || agrees) {
            self.give(amount);
        } else {
            self.same_goods_again(amount);
        }
    }

    /// A numbered line with an amount only: its goods are named at the top of the list.
    fn amount_of_topic(&mut self, item: Item, name: Range<usize>, amount: Amount) {
        let line = self.line(item, name);
        self.lines.push(Line {
            cue: amount.cue.or(line.cue),
            amount: Some(amount.number),
            unit: amount.unit,
            span: amount.span,
            ..line
        });
    }

    /// "3 boxes of masks, 50 each": what one of the packs holds.
    fn holds_each(&mut self, amount: &Amount) -> bool {
        let inner = amount.unit.is_none_or(|unit| !is_pack(unit));
        let counted = self.lines.iter_mut().skip(self.opened).next_back();
        let packs = |line: &&mut Line| line.amount.is_some() && line.unit.is_some_and(is_pack);
        let Some(line) = counted.filter(packs).filter(|_| inner) else {
            return false;
        };
        line.pack = line.pack.or(Some(amount.number.low));
        true
    }

    fn for_each(&mut self, amount: &Amount) {
        let cue = amount.cue.or(self.running);
        let open = self.lines.iter_mut().skip(self.opened);
        for line in open.filter(|line| line.amount.is_none()) {
            line.amount = Some(amount.number);
            line.unit = amount.unit;
            line.cue = line.cue.or(cue);
        }
    }
}

fn amount_at(tokens: &[Token], at: usize, number: Number) -> Option<Amount> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1);
    let (unit, end) = match next.map(|next| (&next.kind, next.span.end)) {
        Some((Kind::Unit(unit), end)) => (Some(*unit), end),
        _ => (None, token.span.end),
    };
    Some(Amount {
        number,
        unit,
        cue: cue_of_amount(tokens, at),
        span: token.span.start..end,
    })
}

fn goods_before_next_amount(tokens: &[Token], at: usize) -> bool {
    let after = tokens.get(at + 1..).unwrap_or(&[]);
    let next = after.iter().find(|token| is_goods(token));
    next.is_some_and(is_item)
}

/// The goods after this amount have an amount of their own: N95 20 (50) 防护服 300.
fn claims_own(tokens: &[Token], at: usize) -> bool {
    let after = tokens.get(at + 1..).unwrap_or(&[]);
    let goods = after
        .iter()
        .position(|token| matches!(token.kind, Kind::Item { .. }));
    let next = goods.and_then(|goods| after.get(goods + 1));
    next.is_some_and(|token| matches!(token.kind, Kind::Number(_) | Kind::Break(Break::Opening)))
}

/// 现改为300套.
fn is_revision(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    before.is_some_and(|token| token.kind == Kind::Cue(Cue::Revised))
}

/// 各500套, 500 each.
fn is_for_each(tokens: &[Token], at: usize, has_unit: bool) -> bool {
    let each = |token: Option<&Token>| token.is_some_and(|token| token.kind == Kind::Each);
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    each(before) || each(tokens.get(at + 1 + usize::from(has_unit)))
}
