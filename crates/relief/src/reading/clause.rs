//! Sentences and their parts: which amount belongs to which goods, and what is said of them.

use std::ops::Range;

use super::part::Part;
use super::said::{last_cue, last_cue_token};
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
    /// It asks by a word, such as 吗 or "how many": whoever has goods is not asked for them.
    pub wonders: bool,
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
pub(super) struct Reader {
    pub lines: Vec<Line>,
    pub sentences: Vec<Sentence>,
    /// What was said last and still holds.
    pub running: Option<Cue>,
    /// It was said as a heading and outlives the sentence.
    heading: bool,
    pub head: Option<Range<usize>>,
    /// Goods named in the first line of a list whose lines hold amounts only.
    pub topic: Option<(Item, Range<usize>)>,
    /// First line of the current chain of 、.
    chain: usize,
    /// First line of the current sentence.
    pub opened: usize,
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
            wonders: has(Cue::Ask),
            asks: has(Cue::Ask) || last == Some(&Kind::Break(Break::Question)),
            unread: tokens
                .iter()
                .filter(|token| token.kind == Kind::Word)
                .map(weight)
                .sum(),
            talks: has(Cue::Talk),
        });
    }

    /// What of this part holds for the parts before and after it.
    pub fn carry(&mut self, text: &Text, part: &Part) {
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

pub(super) fn weight(token: &Token) -> usize {
    if token.span.len() > 1 { 2 } else { 1 }
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
        .then_some(first.span.start..end)
}
