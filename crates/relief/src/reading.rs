//! Free text to a draft of lines that a person confirms.
//!
//! `read` takes a message as people paste it, in Chinese, English or both, and gives what it seems to
//! say: a need, an offer or neither; goods with amounts; who, where, and whether somebody can be
//! reached. It is pure, and the same text always gives the same draft. It never decides: a draft is
//! shown with its spans, and nothing is posted that nobody confirmed.
//!
//! Amounts of stock, of what has arrived and of what is used per day are told apart from what is
//! lacking; digits of norms, models, telephones, dates, prices and pack sizes are no amounts.

mod amount;
mod clause;
mod contact;
mod cue;
mod goods;
mod kind;
pub(crate) mod number;
mod pack;
mod part;
mod party;
mod said;
mod scan;
mod text;
mod token;
mod trap;
mod unit;
mod whereabouts;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::catalogue::Item;
use crate::place::Place;
use clause::Line;
use party::Found;
use text::Text;
use token::{Cue, Kind, Token};

/// Characters read of one message; what follows is ignored. The longest lists of 2020 had 2,000.
pub const TEXT_CHARS_MAX: usize = 4_000;

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DraftKind {
    /// Goods are lacking.
    Need,
    /// Goods are given.
    Offer,
    /// Talk, an advert, or a report that nothing is lacking.
    NotNeed,
}

/// What a message seems to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// Need, offer or neither.
    pub kind: DraftKind,
    /// Goods needed or offered, in the order of the text.
    pub lines: Vec<DraftLine>,
    /// Who needs them, where one name holds for the whole message.
    pub recipient: Option<Named>,
    /// Where.
    pub place: Option<NamedPlace>,
    /// Whether a telephone number, an address or a messenger's name was found.
    pub contact_present: bool,
    /// Where they stand, so that they can be kept out of public pages.
    pub contact_spans: Vec<Range<usize>>,
    /// Goods the writer still has.
    pub stock: Vec<DraftLine>,
    /// Goods that arrived or are on their way.
    pub received: Vec<DraftLine>,
    /// Goods used up per day or week.
    pub burn: Vec<DraftLine>,
    /// Items no longer needed.
    pub closed: Vec<Item>,
}

/// One kind of goods in a message. Spans are bytes of the text on character boundaries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftLine {
    /// What it is; `other` for goods outside the catalogue.
    pub item: Item,
    /// Its name as written.
    pub item_as_written: String,
    /// How many, in `unit`; `None` when the amount is open or not stated.
    pub quantity: Option<u64>,
    /// The upper end of a range.
    pub quantity_max: Option<u64>,
    /// Code of the unit written, if one was.
    pub unit: Option<&'static str>,
    /// How many base units one pack holds, if written.
    pub pack_size: Option<u64>,
    /// The norm named, in its usual form when the tables know it.
    pub standard: Option<String>,
    /// Who needs this line, where recipients differ by line.
    pub recipient: Option<String>,
    /// Who gives this line.
    pub donor: Option<String>,
    /// Name and amount in the text.
    pub span: Range<usize>,
}

/// A name found in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// As written.
    pub name: String,
    /// Its bytes.
    pub span: Range<usize>,
}

/// A place found in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedPlace {
    /// As written.
    pub name: String,
    /// Its bytes.
    pub span: Range<usize>,
    /// The place meant, when the tables know it.
    pub place: Option<Place>,
}

/// Reads a message. Any text is allowed; at most [`TEXT_CHARS_MAX`] characters are read.
#[must_use]
pub fn read(message: &str) -> Draft {
    let text = Text::new(message, TEXT_CHARS_MAX);
    let tokens = pack::joined(scan::tokens(&text));
    let recipients = party::recipients(&text, &tokens);
    let tokens = party::named(tokens, &recipients);
    let (mut lines, sentences) = clause::lines(&text, &tokens);
    for line in &mut lines {
        refine(line);
    }
    let said = kind::Said::of(&tokens, !recipients.is_empty());
    let (kind, wanted) = kind::judge(&said, &lines, &sentences);
    let wanted = without_bare_masks(wanted);
    let offered = kind == DraftKind::Offer;
    let one =
        single(&text, &recipients).filter(|found| !offered || party::is_given_to(&text, found));
    let several = recipients.len() > 1 && one.is_none() && !offered;
    let drafts: Vec<DraftLine> = wanted
        .iter()
        .map(|line| DraftLine {
            donor: line
                .head
                .as_ref()
                .filter(|_| offered)
                .map(|head| text.slice(head).to_owned()),
            recipient: several.then(|| nearest(&text, &recipients, line)).flatten(),
            ..draft_line(&text, line)
        })
        .collect();
    let numbered: Vec<Range<usize>> = lines.iter().filter_map(|line| line.head.clone()).collect();
    let told: Vec<&Line> = lines
        .iter()
        .filter(|line| !sentences.get(line.sentence).is_some_and(|s| s.wonders))
        .collect();
    let of_cue = |cues: &[Cue]| of_cue(&text, &told, cues);
    let contact_spans: Vec<Range<usize>> = spans_of(&text, &tokens, &Kind::Contact);
    Draft {
        kind,
        lines: without_repeats(drafts),
        place: place_of(&text, one, &numbered, offered),
        recipient: one.map(|found| Named {
            name: text.slice(&found.span).to_owned(),
            span: text.bytes(&found.span),
        }),
        contact_present: !contact_spans.is_empty(),
        contact_spans,
        stock: if offered {
            of_cue(&[Cue::Stock])
        } else {
            of_cue(&[Cue::Stock, Cue::Have])
        },
        received: of_cue(&[Cue::Received]),
        burn: of_cue(&[Cue::Burn]),
        closed: closed(&lines),
    }
}

/// Nothing in stock is a need. A norm says which mask is meant where the text says only "mask"; a weight or volume counts when
/// nothing else does.
fn refine(line: &mut Line) {
    // 库存为0: what is all gone is lacking.
    let gone = line
        .amount
        .is_some_and(|number| number.low == 0 && number.high.is_none());
    if gone && line.cue == Some(Cue::Stock) {
        line.cue = Some(Cue::Need);
        line.amount = None;
        line.open = true;
    }
    if let Some(edition) = line
        .norm
        .as_deref()
        .filter(|_| line.generic)
        .and_then(standard_written)
    {
        let meant = Item::all().find(|item| edition.suits(*item));
        line.item = meant.unwrap_or(line.item);
    }
    if let (None, false, Some((value, unit))) = (
        line.amount,
        line.open,
        line.measure.filter(|(value, _)| *value > 0),
    ) {
        line.amount = Some(token::Number {
            low: value,
            high: None,
            times: 1,
        });
        line.unit = Some(unit);
    }
}

fn standard_written(written: &str) -> Option<crate::standard::Standard> {
    crate::standard::all().find(|edition| edition.written() == written)
}

fn draft_line(text: &Text, line: &Line) -> DraftLine {
    DraftLine {
        item: line.item,
        item_as_written: text.slice(&line.name).to_owned(),
        quantity: line.amount.map(|number| number.low),
        quantity_max: line.amount.and_then(|number| number.high),
        unit: line.unit,
        pack_size: line.pack,
        standard: line.norm.clone(),
        recipient: None,
        donor: None,
        span: text.bytes(&line.span),
    }
}

fn of_cue(text: &Text, lines: &[&Line], cues: &[Cue]) -> Vec<DraftLine> {
    lines
        .iter()
        .filter(|line| line.amount.is_some() && line.cue.is_some_and(|cue| cues.contains(&cue)))
        .map(|line| draft_line(text, line))
        .collect()
}

fn closed(lines: &[Line]) -> Vec<Item> {
    let mut items: Vec<Item> = lines
        .iter()
        .filter(|line| line.cue == Some(Cue::Closed))
        .map(|line| line.item)
        .collect();
    items.dedup();
    items
}

fn spans_of(text: &Text, tokens: &[Token], kind: &Kind) -> Vec<Range<usize>> {
    tokens
        .iter()
        .filter(|token| token.kind == *kind)
        .map(|token| text.bytes(&token.span))
        .collect()
}

/// The one recipient of the message, however often it is named.
fn single<'a>(text: &Text, recipients: &'a [Found]) -> Option<&'a Found> {
    let first = recipients.first()?;
    let name = text.slice(&first.span);
    let same = recipients.iter().all(|other| {
        let other = text.slice(&other.span);
        other.ends_with(name) || name.ends_with(other)
    });
    same.then_some(first)
}

/// The recipient named last before a line, or the first one of all.
fn nearest(text: &Text, recipients: &[Found], line: &Line) -> Option<String> {
    let before = recipients
        .iter()
        .rev()
        .find(|found| found.span.start <= line.span.start);
    let found = before.or_else(|| recipients.first())?;
    Some(text.slice(&found.span).to_owned())
}

/// Of what is offered, where it stands comes before where it goes.
fn place_of(
    text: &Text,
    recipient: Option<&Found>,
    numbered: &[Range<usize>],
    offered: bool,
) -> Option<NamedPlace> {
    let standing = || whereabouts::standing(text, numbered);
    let named = || whereabouts::place(text, recipient, numbered);
    let found = if offered || recipient.is_none() {
        standing().or_else(named)
    } else {
        named()
    };
    let (span, place) = found?;
    Some(NamedPlace {
        name: text.slice(&span).to_owned(),
        span: text.bytes(&span),
        place,
    })
}

/// "Need masks: N95 500, surgical 200": the bare word is a heading for the masks named after it.
fn without_bare_masks(lines: Vec<Line>) -> Vec<Line> {
    let telling = lines
        .iter()
        .any(|line| !line.generic && part::is_mask(line.item));
    let heading = |line: &Line| line.generic && line.amount.is_none() && telling;
    lines.into_iter().filter(|line| !heading(line)).collect()
}

/// The same goods named again, in two languages or first without an amount, are one line.
fn without_repeats(lines: Vec<DraftLine>) -> Vec<DraftLine> {
    let mut kept: Vec<DraftLine> = Vec::with_capacity(lines.len());
    for line in lines {
        let earlier = kept.iter_mut().find(|held| {
            held.item == line.item
                && held.recipient == line.recipient
                && held.donor == line.donor
                && line.item.code() != crate::catalogue::OTHER
                && says_the_same(held, &line)
        });
        match earlier {
            Some(held) if held.quantity.is_none() && line.quantity.is_some() => *held = line,
            Some(_) => {}
            None => kept.push(line),
        }
    }
    kept
}

/// 丁腈手套500、橡胶手套500 are two lines; "N95口罩500, N95 masks 500" is one.
fn says_the_same(held: &DraftLine, line: &DraftLine) -> bool {
    let latin = |line: &DraftLine| line.item_as_written.is_ascii();
    let same_name = held.item_as_written == line.item_as_written || latin(held) != latin(line);
    let open = held.quantity.is_none() || line.quantity.is_none();
    open || (held.quantity == line.quantity && same_name)
}
