//! One part of a sentence: the goods it names and what it tells of them.

use std::ops::Range;

use super::amount::Amount;
use super::clause::{Line, Reader};
use super::said::{cue_of_goods, is_goods, is_item};
use super::text::Text;
use super::token::{Break, Cue, Kind, Token};
use crate::catalogue::{Item, OTHER};

/// One part of a sentence, with what has not found its partner yet.
pub(super) struct Part<'a> {
    pub tokens: &'a [Token],
    /// First line of this part.
    pub first: usize,
    /// The first of goods and amounts is an amount: amounts belong to what follows.
    pub amounts_first: bool,
    pub waiting: Option<Amount>,
    waiting_pack: Option<u64>,
    waiting_norm: Option<String>,
    waiting_model: bool,
    waiting_open: bool,
}

impl Reader {
    pub fn part(&mut self, text: &Text, tokens: &[Token]) {
        let tokens = self.without_also(text, tokens);
        let first_goods = tokens.iter().find(|token| is_goods(token));
        let mut part = Part {
            tokens,
            first: self.lines.len(),
            amounts_first: first_goods.is_some_and(|token| !is_item(token)),
            waiting: None,
            waiting_pack: None,
            waiting_norm: None,
            waiting_model: false,
            waiting_open: false,
        };
        for (at, token) in tokens.iter().enumerate() {
            match &token.kind {
                Kind::Item { item, generic } => self.goods(&mut part, at, (*item, *generic)),
                Kind::Number(number) => self.amount(&mut part, at, *number),
                Kind::Open => self.open(&mut part, at),
                _ => self.quality(&mut part, token),
            }
        }
        self.settle(&part);
        self.carry(text, &part);
    }

    /// What tells more about goods: packs, norms, models, weights.
    fn quality(&mut self, part: &mut Part, token: &Token) {
        let waits = part.waiting.is_some();
        let opened = self.opened;
        let line = self.last_since(part.first);
        match (&token.kind, line) {
            (Kind::Pack(size), Some(line)) => line.pack = line.pack.or(Some(*size)),
            (Kind::Pack(size), None) if waits => part.waiting_pack = Some(*size),
            (Kind::Pack(size), None) => {
                if let Some(line) = self.last_since(opened) {
                    line.pack = line.pack.or(Some(*size));
                }
            }
            (Kind::Norm(norm), Some(line)) if !waits => {
                line.norm = line.norm.take().or_else(|| Some(norm.clone()));
            }
            (Kind::Norm(norm), _) => part.waiting_norm = Some(norm.clone()),
            (Kind::Model, Some(line)) if line.generic => line.item = respirator(line.item),
            (Kind::Model, None) => part.waiting_model = true,
            (Kind::Measure(value, unit), Some(line)) => {
                line.measure = line.measure.or(Some((*value, unit)));
                line.span.end = line.span.end.max(token.span.end);
            }
            _ => {}
        }
    }

    /// "As many as possible", of the goods before it or of those that follow.
    fn open(&mut self, part: &mut Part, at: usize) {
        let opens = opens_goods(part.tokens, at);
        match self.last_since(self.opened) {
            Some(line) if line.amount.is_none() && !opens => line.open = true,
            _ => part.waiting_open = true,
        }
    }

    /// 缺防护服，还有护目镜: after what is lacking, 还有 before goods means "and", not "there is".
    fn without_also<'t>(&self, text: &Text, tokens: &'t [Token]) -> &'t [Token] {
        let lacking = self
            .lines
            .get(self.opened..)
            .and_then(<[Line]>::last)
            .is_some_and(|line| line.cue == Some(Cue::Need));
        match tokens {
            [also, goods, ..] if lacking && is_item(goods) && text.has(also.span.start, "还有") => {
                tokens.get(1..).unwrap_or(tokens)
            }
            _ => tokens,
        }
    }

    /// Goods are named: the same goods as just before, or new ones.
    fn goods(&mut self, part: &mut Part, at: usize, (item, generic): (Item, bool)) {
        let Some(token) = part.tokens.get(at) else {
            return;
        };
        if self.is_same_goods(part, at, item, generic) {
            self.name_again(token, item, generic);
            if part.waiting.is_some() {
                self.settle(part);
                part.waiting = None;
            }
            return;
        }
        let modelled = generic && std::mem::take(&mut part.waiting_model);
        let named = if modelled { respirator(item) } else { item };
        let mut line = Line {
            generic,
            cue: cue_of_goods(part.tokens, at).or(self.running),
            open: std::mem::take(&mut part.waiting_open),
            pack: part.waiting_pack.take(),
            norm: part.waiting_norm.take(),
            ..self.line(named, token.span.clone())
        };
        if let Some(amount) = part.waiting.take() {
            line.amount = Some(amount.number);
            line.unit = amount
                .unit
                .or_else(|| unit_of_english(part.tokens, at, item));
            line.cue = amount.cue.or(line.cue);
            line.span.start = amount.span.start;
        }
        self.lines.push(line);
    }

    /// Goods of which nothing is known but their name and where they stand.
    pub fn line(&self, item: Item, name: Range<usize>) -> Line {
        Line {
            item,
            generic: false,
            span: name.clone(),
            name,
            cue: self.running,
            amount: None,
            open: false,
            unit: None,
            pack: None,
            norm: None,
            measure: None,
            head: self.head.clone(),
            sentence: self.sentences.len(),
        }
    }

    /// The line named last, if it is not older than `from`.
    fn last_since(&mut self, from: usize) -> Option<&mut Line> {
        self.lines.get_mut(from..).and_then(<[Line]>::last_mut)
    }

    /// N95 masks N95口罩; 护目镜/防护眼镜; KN95 face masks: one thing named twice before its amount.
    fn is_same_goods(&self, part: &Part, at: usize, item: Item, generic: bool) -> bool {
        let Some(line) = self.lines.last().filter(|_| self.lines.len() > self.opened) else {
            return false;
        };
        let named_before = self.lines.len() > part.first;
        let (Some(token), Some(before)) = (
            part.tokens.get(at),
            at.checked_sub(1).and_then(|i| part.tokens.get(i)),
        ) else {
            // The first token after a slash or comma: the same item again, without amounts between.
            let listed = item.code() != OTHER;
            return listed
                && line.item == item
                && line.amount.is_none()
                && !line.open
                && !named_before;
        };
        let adjacent = matches!(
            before.kind,
            Kind::Item { .. }
                | Kind::Norm(_)
                | Kind::Break(Break::Opening | Break::Closing)
                | Kind::Pack(_)
                | Kind::Noise
                | Kind::Model
        ) || (before.kind == Kind::Word && token.span.start <= line.name.end + 4);
        let unclaimed = line.amount.is_none() || (part.amounts_first && part.waiting.is_none());
        let same =
            line.item == item || (generic && is_mask(line.item)) || (line.generic && is_mask(item));
        let listed = item.code() != OTHER;
        named_before && listed && adjacent && unclaimed && same && part.waiting.is_none()
    }

    fn name_again(&mut self, token: &Token, item: Item, generic: bool) {
        if let Some(line) = self.lines.last_mut() {
            if line.generic && !generic {
                line.item = item;
                line.generic = false;
            }
            line.span.end = line.span.end.max(token.span.end);
            line.name.end = if line.amount.is_none() {
                token.span.end
            } else {
                line.name.end
            };
        }
    }
}

/// "any gowns", 大量口罩: the open amount stands before its goods.
fn opens_goods(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|next| matches!(next.kind, Kind::Item { .. }))
}

/// "300 N95s": English counts pieces without saying so.
fn unit_of_english(tokens: &[Token], at: usize, item: Item) -> Option<&'static str> {
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let direct = before.is_some_and(|token| matches!(token.kind, Kind::Number(_)));
    (direct && item.unit().code == "piece").then_some("piece")
}

fn respirator(otherwise: Item) -> Item {
    Item::from_code("n95_respirator").unwrap_or(otherwise)
}

pub(super) fn is_mask(item: Item) -> bool {
    matches!(
        item.code(),
        "n95_respirator" | "surgical_mask" | "disposable_mask"
    )
}
