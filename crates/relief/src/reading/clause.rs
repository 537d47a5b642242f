//! Sentences and their parts: which amount belongs to which goods, and what is said of them.

use std::ops::Range;

use super::text::Text;
use super::token::{Break, Cue, Kind, Number, Token};
use crate::catalogue::Item;

/// Goods with their amount and what is said of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    pub item: Item,
    pub generic: bool,
    /// Where the goods are named, in characters.
    pub name: Range<usize>,
    /// Name and amount together.
    pub span: Range<usize>,
    pub cue: Option<Cue>,
    pub amount: Option<Number>,
    pub open: bool,
    pub unit: Option<&'static str>,
    pub pack: Option<u64>,
    pub norm: Option<String>,
    /// A weight or volume, which counts when there is no amount.
    pub measure: Option<(u64, &'static str)>,
    /// The name that opens the numbered line this stands in.
    pub head: Option<Range<usize>>,
    /// Which sentence this stands in.
    pub sentence: usize,
}

/// What the reader knows of a sentence as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Sentence {
    /// It is a question.
    pub asks: bool,
    /// How much of it was not understood: one for a Han character, two for a Latin word.
    pub unread: usize,
    /// It talks about goods rather than listing them.
    pub talks: bool,
}

/// Lines and sentences of a text.
pub(super) fn lines(text: &Text, tokens: &[Token]) -> (Vec<Line>, Vec<Sentence>) {
    let mut reader = Reader::default();
    for sentence in tokens.split_inclusive(Token::ends_sentence) {
        reader.sentence(text, sentence);
    }
    (reader.lines, reader.sentences)
}

#[derive(Default)]
struct Reader {
    lines: Vec<Line>,
    sentences: Vec<Sentence>,
    /// What was said last and still holds.
    running: Option<Cue>,
    /// It was said as a heading and outlives the sentence.
    heading: bool,
    head: Option<Range<usize>>,
    /// Goods named in the first line of a list whose lines hold amounts only.
    topic: Option<(Item, Range<usize>)>,
    /// First line of the current chain of 、.
    chain: usize,
    /// First line of the current sentence.
    opened: usize,
}

/// One part of a sentence, with what has not found its partner yet.
struct Part<'a> {
    tokens: &'a [Token],
    /// First line of this part.
    first: usize,
    /// The first of goods and amounts is an amount: amounts belong to what follows.
    amounts_first: bool,
    waiting: Option<(Number, Option<&'static str>, Option<Cue>, Range<usize>)>,
    waiting_pack: Option<u64>,
    waiting_norm: Option<String>,
    waiting_model: bool,
    waiting_open: bool,
}

impl Reader {
    fn sentence(&mut self, text: &Text, tokens: &[Token]) {
        let only_mark =
            matches!(tokens, [Token { kind: Kind::Break(end), .. }] if *end != Break::Line);
        if only_mark {
            return;
        }
        self.opened = self.lines.len();
        self.chain = self.opened;
        if let [
            Token {
                kind: Kind::Break(Break::Line),
                ..
            },
        ] = tokens
        {
            self.running = None;
            self.heading = false;
        }
        if tokens
            .first()
            .is_some_and(|token| token.kind == Kind::Ordinal)
        {
            self.head = head(text, tokens);
        }
        let thanked = thanks_for_goods(tokens);
        if thanked {
            self.running = Some(Cue::Received);
        }
        for part in tokens.split_inclusive(Token::ends_part) {
            self.part(text, part);
            let chain_goes_on = part
                .last()
                .is_some_and(|token| matches!(token.kind, Kind::Break(Break::Join | Break::Slash)));
            if !chain_goes_on {
                self.chain = self.lines.len();
            }
        }
        if thanked {
            for line in self.lines.iter_mut().skip(self.opened) {
                line.cue = Some(Cue::Received);
            }
        }
        self.close_sentence(tokens);
    }

    fn close_sentence(&mut self, tokens: &[Token]) {
        let has = |wanted: Cue| tokens.iter().any(|token| token.kind == Kind::Cue(wanted));
        let named = self.lines.len() > self.opened;
        let last = tokens.last().map(|token| &token.kind);
        let heads_list =
            last == Some(&Kind::Break(Break::Line)) && !named && self.running.is_some();
        let full_stop = matches!(last, Some(Kind::Break(Break::Sentence | Break::Question)));
        self.heading = (self.heading || heads_list) && !(full_stop && named);
        if !self.heading {
            self.running = None;
        }
        if last == Some(&Kind::Break(Break::Line)) {
            self.head = None;
        }
        self.sentences.push(Sentence {
            asks: has(Cue::Ask) || last == Some(&Kind::Break(Break::Question)),
            unread: tokens
                .iter()
                .filter(|token| token.kind == Kind::Word)
                .map(weight)
                .sum(),
            talks: has(Cue::Talk),
        });
    }

    fn part(&mut self, text: &Text, tokens: &[Token]) {
        let first_goods = tokens.iter().find(|token| is_goods(token));
        let mut part = Part {
            tokens,
            first: self.lines.len(),
            amounts_first: first_goods.is_some_and(|token| matches!(token.kind, Kind::Number(_))),
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
                Kind::Pack(size) => match self
                    .lines
                    .get_mut(part.first..)
                    .and_then(<[Line]>::last_mut)
                {
                    Some(line) => line.pack = line.pack.or(Some(*size)),
                    None if part.waiting.is_some() => part.waiting_pack = Some(*size),
                    None => self.pack_of_previous(*size),
                },
                Kind::Norm(norm) => match self
                    .lines
                    .get_mut(part.first..)
                    .and_then(<[Line]>::last_mut)
                {
                    Some(line) if part.waiting.is_none() => {
                        line.norm = line.norm.take().or(Some(norm.clone()))
                    }
                    _ => part.waiting_norm = Some(norm.clone()),
                },
                Kind::Model => self.model(&mut part),
                Kind::Measure(value, unit) => {
                    if let Some(line) = self
                        .lines
                        .get_mut(part.first..)
                        .and_then(<[Line]>::last_mut)
                    {
                        line.measure = line.measure.or(Some((*value, unit)));
                        line.span.end = line.span.end.max(token.span.end);
                    }
                }
                Kind::Open => match self
                    .lines
                    .get_mut(self.opened..)
                    .and_then(<[Line]>::last_mut)
                {
                    Some(line) if line.amount.is_none() && !opens_goods(tokens, at) => {
                        line.open = true
                    }
                    _ => part.waiting_open = true,
                },
                _ => {}
            }
        }
        self.settle(&part);
        self.carry(text, &part);
    }

    /// A model of a respirator beside a bare "mask".
    fn model(&mut self, part: &mut Part) {
        match self
            .lines
            .get_mut(part.first..)
            .and_then(<[Line]>::last_mut)
        {
            Some(line) if line.generic => line.item = respirator(line.item),
            Some(_) => {}
            None => part.waiting_model = true,
        }
    }

    fn pack_of_previous(&mut self, size: u64) {
        let opened = self.opened;
        if let Some(line) = self.lines.get_mut(opened..).and_then(<[Line]>::last_mut) {
            line.pack = line.pack.or(Some(size));
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
        let mut line = Line {
            item: if modelled { respirator(item) } else { item },
            generic,
            name: token.span.clone(),
            span: token.span.clone(),
            cue: cue_of_goods(part.tokens, at).or(self.running),
            amount: None,
            open: std::mem::take(&mut part.waiting_open),
            unit: None,
            pack: part.waiting_pack.take(),
            norm: part.waiting_norm.take(),
            measure: None,
            head: self.head.clone(),
            sentence: self.sentences.len(),
        };
        if let Some((number, unit, cue, span)) = part.waiting.take() {
            line.amount = Some(number);
            line.unit = unit.or_else(|| unit_of_english(part.tokens, at, item));
            line.cue = cue.or(line.cue);
            line.span.start = span.start;
        }
        self.lines.push(line);
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
            return line.item == item && line.amount.is_none() && !line.open && !named_before;
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
        named_before && adjacent && unclaimed && same && part.waiting.is_none()
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

    /// A number that may be an amount: of the goods before it, or of those that follow.
    fn amount(&mut self, part: &mut Part, at: usize, number: Number) {
        let Some(token) = part.tokens.get(at) else {
            return;
        };
        let unit = match part.tokens.get(at + 1).map(|next| &next.kind) {
            Some(Kind::Unit(unit)) => Some(*unit),
            _ => None,
        };
        let end = part
            .tokens
            .get(at + usize::from(unit.is_some()))
            .map_or(token.span.end, |last| last.span.end);
        let span = token.span.start..end;
        let cue = cue_of_amount(part.tokens, at);
        if is_revision(part.tokens, at) {
            return self.revise(number);
        }
        if is_for_each(part.tokens, at, unit.is_some()) {
            return self.for_each(number, unit, cue.or(self.running));
        }
        let follows_goods = self.lines.len() > part.first;
        let free = follows_goods
            && self
                .lines
                .last()
                .is_some_and(|line| line.amount.is_none() && !line.open);
        let goods_follow = goods_before_next_amount(part.tokens, at);
        if part.amounts_first && goods_follow
            || follows_goods && !free && goods_follow && !claims_own(part.tokens, at)
        {
            part.waiting = Some((number, unit, cue, span));
        } else if free {
            self.give(number, unit, cue, span);
        } else if follows_goods {
            self.same_goods_again(number, unit, cue, span);
        } else {
            part.waiting = Some((number, unit, cue, span));
        }
    }

    fn revise(&mut self, number: Number) {
        if let Some(line) = self.lines.last_mut() {
            line.amount = Some(number);
        }
    }

    /// Gives an amount to the goods named last. Goods said to be lacking keep that when the amount is
    /// what is left of them.
    fn give(
        &mut self,
        number: Number,
        unit: Option<&'static str>,
        cue: Option<Cue>,
        span: Range<usize>,
    ) {
        let kept = self.lines.last().and_then(|line| line.cue);
        if matches!(
            (kept, cue),
            (
                Some(Cue::Need),
                Some(Cue::Stock | Cue::Have | Cue::Burn | Cue::Received)
            )
        ) {
            return self.same_goods_again(number, unit, cue, span);
        }
        if let Some(line) = self.lines.last_mut() {
            line.amount = Some(number);
            line.unit = unit;
            line.cue = cue.or(line.cue);
            line.span.end = line.span.end.max(span.end);
        }
    }

    /// 防护服剩20套，需要500套: the same goods with another amount, of which something else is said.
    fn same_goods_again(
        &mut self,
        number: Number,
        unit: Option<&'static str>,
        cue: Option<Cue>,
        span: Range<usize>,
    ) {
        let cue = cue.or(self.running);
        let Some(line) = self
            .lines
            .last()
            .filter(|line| cue.is_some() && line.cue != cue)
        else {
            return;
        };
        let again = Line {
            cue,
            amount: Some(number),
            open: false,
            unit,
            pack: None,
            span: span.start.min(line.span.start)..span.end,
            sentence: self.sentences.len(),
            ..line.clone()
        };
        self.lines.push(again);
    }

    /// What still waits when a part ends: an amount after the comma belongs to the goods before it.
    fn settle(&mut self, part: &Part) {
        /// A part with more words than this speaks of something else.
        const UNREAD_MAX: usize = 6;
        let Some((number, unit, cue, span)) = part.waiting.clone() else {
            return;
        };
        let unread: usize = part
            .tokens
            .iter()
            .filter(|token| token.kind == Kind::Word)
            .map(weight)
            .sum();
        let recent = self.lines.last().is_some_and(|line| {
            line.sentence + 1 >= self.sentences.len() && line.head == self.head
        });
        let numbered = self.head.is_some() && self.lines.len() == self.opened;
        if let (true, Some((item, name))) = (numbered, self.topic.clone()) {
            return self.amount_of_topic(item, name, (number, unit, cue, span));
        }
        if !recent || unread > UNREAD_MAX {
            return;
        }
        let same_sentence = self.lines.len() > self.opened;
        let free = self.lines.last().is_some_and(|line| line.amount.is_none());
        let agrees = cue.is_none() || cue == self.lines.last().and_then(|line| line.cue);
        if free && (same_sentence || agrees) {
            self.give(number, unit, cue, span);
        } else {
            self.same_goods_again(number, unit, cue, span);
        }
    }

    fn amount_of_topic(
        &mut self,
        item: Item,
        name: Range<usize>,
        waiting: (Number, Option<&'static str>, Option<Cue>, Range<usize>),
    ) {
        let (number, unit, cue, span) = waiting;
        self.lines.push(Line {
            item,
            generic: false,
            name,
            span,
            cue: cue.or(self.running),
            amount: Some(number),
            open: false,
            unit,
            pack: None,
            norm: None,
            measure: None,
            head: self.head.clone(),
            sentence: self.sentences.len(),
        });
    }

    fn for_each(&mut self, number: Number, unit: Option<&'static str>, cue: Option<Cue>) {
        for line in self.lines.iter_mut().skip(self.opened) {
            if line.amount.is_none() {
                line.amount = Some(number);
                line.unit = unit;
                line.cue = line.cue.or(cue);
            }
        }
    }

    /// What of this part holds for the parts before and after it.
    fn carry(&mut self, text: &Text, part: &Part) {
        let goods_at = part
            .tokens
            .iter()
            .position(|token| matches!(token.kind, Kind::Item { .. } | Kind::Number(_)));
        let leading = last_cue(
            part.tokens
                .get(..goods_at.unwrap_or(part.tokens.len()))
                .unwrap_or(&[]),
        );
        let trailing = goods_at.and_then(|at| last_cue_token(part.tokens.get(at..).unwrap_or(&[])));
        if let Some(cue) = leading {
            self.lead(part, goods_at, cue);
        }
        if let (None, Some((cue, start))) = (leading, trailing) {
            let all = text
                .before(start)
                .is_some_and(|c| matches!(c, '均' | '都' | '全'));
            let from = if all { self.opened } else { self.chain };
            self.say_of(from, cue);
        }
        let topic = self.lines.get(part.first..).and_then(<[Line]>::first);
        if self.head.is_none() && self.topic.is_none() {
            self.topic = topic
                .filter(|line| line.amount.is_none())
                .map(|line| (line.item, line.name.clone()));
        }
    }

    fn lead(&mut self, part: &Part, goods_at: Option<usize>, cue: Cue) {
        let lone = goods_at.is_none();
        if wants_no_goods(part.tokens) {
            return;
        }
        let said_of_previous = lone
            && self.lines.len() > self.opened
            && !matches!(cue, Cue::Stock | Cue::Have | Cue::Offer);
        if said_of_previous {
            self.say_of(self.opened, cue);
        }
        if !said_of_previous || cue == Cue::Need {
            self.running = Some(cue);
        }
        let until = goods_at.unwrap_or(part.tokens.len());
        let colon = part
            .tokens
            .iter()
            .take(until)
            .any(|token| token.kind == Kind::Break(Break::Colon));
        self.heading = colon;
    }

    fn say_of(&mut self, from: usize, cue: Cue) {
        for line in self
            .lines
            .iter_mut()
            .skip(from)
            .filter(|line| line.cue.is_none())
        {
            line.cue = Some(cue);
        }
    }
}

/// 需要5个男生: an amount of something that is no goods.
fn wants_no_goods(tokens: &[Token]) -> bool {
    let named = tokens
        .iter()
        .any(|token| matches!(token.kind, Kind::Item { .. }));
    let counted = tokens
        .iter()
        .position(|token| matches!(token.kind, Kind::Number(_) | Kind::People));
    let after = counted.and_then(|at| tokens.get(at + 1..)).unwrap_or(&[]);
    let people = tokens.iter().any(|token| token.kind == Kind::People);
    !named && (people || after.iter().any(|token| token.kind == Kind::Word))
}

fn weight(token: &Token) -> usize {
    if token.span.len() > 1 { 2 } else { 1 }
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

/// Cues that say what goods are; the others say what kind of message it is.
const fn says_of_goods(cue: Cue) -> bool {
    use Cue::{Burn, Closed, Have, Need, Offer, Received, Stock, Talk};
    matches!(
        cue,
        Need | Stock | Have | Received | Closed | Burn | Offer | Talk
    )
}

fn goods_cue(token: &Token) -> Option<Cue> {
    match token.kind {
        Kind::Cue(Cue::StockAfter) => Some(Cue::Stock),
        Kind::Cue(cue) if says_of_goods(cue) => Some(cue),
        _ => None,
    }
}

/// The last cue; of 恳请支援 and "need donated", which ask for a gift, the asking.
fn last_cue(tokens: &[Token]) -> Option<Cue> {
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

const fn is_goods(token: &Token) -> bool {
    matches!(token.kind, Kind::Item { .. } | Kind::Number(_))
}

fn last_cue_token(tokens: &[Token]) -> Option<(Cue, usize)> {
    let token = tokens
        .iter()
        .rev()
        .find(|token| goods_cue(token).is_some())?;
    Some((goods_cue(token)?, token.span.start))
}

/// What is said of goods in their part: the nearest cue before them, else the next after them.
fn cue_of_goods(tokens: &[Token], at: usize) -> Option<Cue> {
    last_cue(tokens.get(..at)?).or_else(|| cue_after(tokens, at))
}

fn cue_after(tokens: &[Token], at: usize) -> Option<Cue> {
    let after = tokens.get(at + 1..)?;
    let until = after
        .iter()
        .position(|token| matches!(token.kind, Kind::Item { .. }));
    after
        .get(..until.unwrap_or(after.len()))?
        .iter()
        .find_map(goods_cue)
}

/// What is said of an amount: a rate after it, else the nearest cue before it, else the next after it.
fn cue_of_amount(tokens: &[Token], at: usize) -> Option<Cue> {
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

fn goods_before_next_amount(tokens: &[Token], at: usize) -> bool {
    let after = tokens.get(at + 1..).unwrap_or(&[]);
    after
        .iter()
        .find(|token| matches!(token.kind, Kind::Item { .. } | Kind::Number(_)))
        .is_some_and(|token| matches!(token.kind, Kind::Item { .. }))
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

/// 感谢某公司捐赠的500个口罩: thanks, then goods, and no word of lacking.
fn thanks_for_goods(tokens: &[Token]) -> bool {
    let place = |test: fn(&Kind) -> bool| tokens.iter().position(|token| test(&token.kind));
    let thanks = place(|kind| *kind == Kind::Cue(Cue::Thanks));
    let goods = place(|kind| matches!(kind, Kind::Item { .. }));
    let lacks = place(|kind| *kind == Kind::Cue(Cue::Need)).is_some();
    !lacks && matches!((thanks, goods), (Some(thanks), Some(goods)) if thanks < goods)
}

/// The name between the number of a line and its goods: "2. 老周 N95 200个".
fn head(text: &Text, tokens: &[Token]) -> Option<Range<usize>> {
    const HEAD_CHARS_MAX: usize = 24;
    let first = tokens.get(1)?;
    let name = tokens
        .iter()
        .skip(1)
        .take_while(|token| matches!(token.kind, Kind::Word | Kind::Noise | Kind::People));
    let mut end = name.last()?.span.end;
    while end > first.span.start && text.before(end) == Some(' ') {
        end -= 1;
    }
    let length = end.saturating_sub(first.span.start);
    (1..=HEAD_CHARS_MAX)
        .contains(&length)
        .then(|| first.span.start..end)
}
