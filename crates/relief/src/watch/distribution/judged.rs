//! What a row of a list is: a line, a total, the day of those below it, a note.

use std::borrow::Cow;

use super::super::day;
use super::super::plain::{is_not_stated, plain};
use super::super::sheet::Row;
use super::super::texts::Text;
use super::body::{self, BodyKind};
use super::goods;
use super::heading::{self, Meaning};
use super::read::List;
use super::total;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It names goods or how many.
    Line,
    /// It states what others add up to, and says so with this word.
    Total(&'static str),
    /// It does so in words: 以上共计防护服550套.
    Told,
    /// It names whom the rows below it were given to: 接收单位:武汉市第一医院.
    Recipient,
    /// A day alone: that of the rows below it.
    Day,
    /// Something said about the list.
    Note,
    /// A heading or the rest of a name.
    Other,
}

/// A row with what it is, asked once.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub row: Row<'a>,
    pub kind: Kind,
}

impl<'a> List<'a> {
    /// What a row below the headings is.
    pub fn judged(&self, row: Row<'a>) -> Judged<'a> {
        let stated = |meaning| !self.stated(row, meaning).is_empty();
        let of_goods = stated(Meaning::Item);
        let states_goods = match &self.cross {
            Some(cross) => cross.columns.iter().any(|of| self.is_given(row, of)),
            None => of_goods || stated(Meaning::Quantity),
        };
        let names = of_goods || stated(Meaning::Recipient);
        let mut cells = row.written().iter().enumerate();
        let word = cells.find_map(|(at, text)| {
            let word = self.cues(*text).total;
            word.filter(|_| !(names && self.columns.is_aside(at)))
        });
        let kind = match word {
            Some(word) => Kind::Total(word),
            None if self.told(row).is_some() => Kind::Told,
            None if self.heads_recipient(row).is_some() => Kind::Recipient,
            None if self.is_note(row) => Kind::Note,
            None if states_goods => Kind::Line,
            None if heading_day(row).is_some() => Kind::Day,
            None => Kind::Other,
        };
        Judged { row, kind }
    }

    /// The goods that a row of a list tells a total of, in words.
    pub fn told(&self, row: Row<'a>) -> Option<(&'static str, String)> {
        if self.cross.is_some() {
            return None;
        }
        total::told(row.said(only(row)?))
    }

    /// The recipient that a row names for those below it, in a list without a column of recipients.
    pub fn heads_recipient(&self, row: Row<'a>) -> Option<String> {
        if self.cross.is_some() || self.columns.at(Meaning::Recipient).is_some() {
            return None;
        }
        let text = plain(row.said(only(row)?));
        let alone = || names_recipient(&text).then(|| body::name(&text));
        recipient_named(&text).or_else(alone)
    }

    /// Whether a row says something about the list: 注:, 制表人:, 数据截至.
    fn is_note(&self, row: Row<'_>) -> bool {
        let begins = |text| self.cues(text).is_note;
        let Some(only) = only(row) else {
            let has_colon = |text| row.said(text).contains([':', '：']);
            return row.filled().all(|text| begins(text) && has_colon(text));
        };
        let head = plain(row.said(only));
        // A charity signs its list below: no goods are called so.
        let signs = only == self.stated(row, Meaning::Item)
            && self.columns.at(Meaning::Quantity).is_some()
            && body::ends_as_body(&head)
            && goods::known(&head).is_none();
        signs
            || begins(only)
            || total::named(head.split([':', '：']).next().unwrap_or("")).is_some()
    }
}

/// The recipient that a text names: 接收单位:武汉市第一医院.
pub(super) fn recipient_named(text: &str) -> Option<String> {
    let (heading, name) = text.split_once(':')?;
    let names = heading::meaning(heading) == Some(Meaning::Recipient);
    let name = Some(name.trim()).filter(|name| names && !is_not_stated(name));
    name.map(str::to_owned)
}

/// Whether a text that stands alone names whom the rows below it were given to: a hospital or a team. Offices and
/// charities sign their lists so.
pub(super) fn names_recipient(text: &str) -> bool {
    let kind = BodyKind::of(text);
    matches!(kind, BodyKind::Hospital | BodyKind::MedicalTeam)
        && body::ends_as_body(text)
        && goods::known(text).is_none()
}

/// The recipient that a row above the headings names for all rows below them.
pub(super) fn recipient_above(row: Row<'_>) -> Option<String> {
    let named = row
        .cells()
        .map(plain)
        .find_map(|cell| recipient_named(&cell));
    let alone = || {
        let text = plain(row.said(only(row)?));
        names_recipient(&text).then(|| body::name(&text))
    };
    named.or_else(alone)
}

/// The text of the one cell of a row that has no other.
fn only(row: Row<'_>) -> Option<Text> {
    let mut filled = row.filled();
    let first = filled.next()?;
    filled.next().is_none().then_some(first)
}

/// Whether a cell with this key begins as what is said about a list does.
pub(super) fn begins_note(key: &str) -> bool {
    const WORDS: [&str; 19] = [
        "注", "备注", "说明", "附注", "附:", "数据", "来源", "制表", "填表", "审核", "复核",
        "截至", "截止", "以上", "note", "source", "*", "※", "remark",
    ];
    WORDS.iter().any(|word| key.starts_with(word))
}

/// The day that heads the rows below it: 2020年2月1日, 2月1日发放.
pub(super) fn heading_day(row: Row<'_>) -> Option<Cow<'_, str>> {
    let cell = plain(row.said(only(row)?));
    if day::read(&cell).is_some() {
        return Some(cell);
    }
    let end = cell.find('日')? + '日'.len_utf8();
    let head = cell.get(..end).filter(|head| day::read(head).is_some())?;
    Some(Cow::Owned(head.to_owned()))
}
