//! A list's rows as lines: merged and split cells put together, totals set apart.

use std::borrow::Cow;
use std::rc::Rc;

use super::super::decimal::Decimal;
use super::super::plain::{key, plain};
use super::super::sheet::{Row, Sheet};
use super::super::texts::Text;
use super::super::{Fault, Unread, column};
use super::across::Across;
use super::amount::{self, Unit};
use super::columns::Columns;
use super::cross::Cross;
use super::fill::{Filled, recipients};
use super::goods::{self, Goods, Items};
use super::heading::Meaning;
use super::judged::{Judged, Kind, heading_day};
use super::memos::Memos;
use super::placed::Placed;
use super::places;
use super::said::Cues;
use super::total::{self, Total};
use super::unit::Counter;

/// One line of a list.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub row: Row<'a>,
    /// The column of its quantity.
    pub at: Option<usize>,
    pub day: Text,
    pub donor: Text,
    /// The number of its recipients among those of the list.
    pub to: usize,
    /// The number of what it gives among what is given in the list.
    pub gift: usize,
    /// Specification, norm and remark.
    pub spec: Text,
}

/// A sheet that is a list.
#[derive(Debug)]
pub(super) struct List<'a> {
    pub sheet: &'a Sheet,
    pub header: column::Heading<'a>,
    pub columns: Columns,
    /// Where its headings name goods, recipients or days.
    pub cross: Option<Cross<'a>>,
    pub lines: Vec<Line<'a>>,
    pub totals: Vec<Total<'a>>,
    /// What each text of the sheet tells by itself.
    pub cues: Rc<[Cues]>,
    pub memos: Memos<'a>,
    /// What stands above the header.
    pub title: String,
    /// No unit is stated anywhere: bare numbers of goods that are counted one by one are taken for pieces.
    pub without_units: bool,
    /// The unit that the heading of the quantities or the title names.
    pub unit: String,
    /// The packs of which the heading of specifications tells how many pieces one holds; empty where it does not.
    pub pack: String,
    /// The recipient that a line above the header names for all; empty where none does.
    pub named_recipient: String,
    /// The day of lines without one of their own: the sheet's name, where it is a day, or the one that the title of a list
    /// without days names; empty where neither is.
    pub named_day: String,
}

/// What a line has from its row, before the columns of a table that crosses two things say theirs.
struct Side {
    text: Text,
    /// Unit and specification of the goods where their cell is blank, since it is as the one above.
    above: Option<[Text; 2]>,
    name: Text,
    donor: Text,
    day: Text,
}

impl<'a> List<'a> {
    /// What a text of the sheet tells by itself.
    pub fn cues(&self, text: Text) -> Cues {
        self.cues.get(text.place()).copied().unwrap_or_default()
    }

    /// A text of the list.
    pub fn said(&self, text: Text) -> &str {
        self.memos.said.get(text)
    }

    /// What a line gives.
    pub fn goods(&self, line: &Line<'_>) -> &[Goods] {
        let gift = self.memos.gifts.get(line.gift);
        gift.map_or(&[], |gift| gift.goods.as_slice())
    }

    /// Whom a line gives to.
    pub fn recipients(&self, line: &Line<'_>) -> &[Placed] {
        let placed = self.memos.recipients.get(line.to);
        placed.map_or(&[], Vec::as_slice)
    }

    /// Whether a cell of a column of amounts states one: zero is how such a table writes nothing.
    pub fn is_given(&self, row: Row<'a>, of: &Across) -> bool {
        let cell = row.said(row.stated(of.at));
        !cell.is_empty() && !cell.trim_matches(['0', '.']).is_empty()
    }

    /// Reads the rows below the headings.
    pub fn read(&mut self, rows: &[Judged<'a>], unread: &mut Vec<Unread>) {
        let [mut donor, mut item, mut date] = [Meaning::Donor, Meaning::Item, Meaning::Date]
            .map(|meaning| Filled::new(self, meaning, rows));
        let mut memos = std::mem::replace(&mut self.memos, Memos::new(self.sheet));
        let names = recipients(self, rows, &mut memos.said);
        let mut heading = Text::EMPTY;
        let mut with_goods: Option<Row<'a>> = None;
        let mut named = memos.said.of(&self.named_recipient);
        self.lines.reserve(rows.len());
        for (judged, name) in rows.iter().zip(names) {
            let row = judged.row;
            match judged.kind {
                Kind::Total(word) => self.total(row, word, &mut memos),
                Kind::Told => self.told_total(row, &mut memos),
                Kind::Recipient => {
                    named = memos
                        .said
                        .of(&self.heads_recipient(row).unwrap_or_default());
                }
                Kind::Day => heading = memos.said.of(&heading_day(row).unwrap_or_default()),
                Kind::Note | Kind::Other => {}
                Kind::Line => {
                    let text = item.next(self, row);
                    let (donor, day) = (donor.next(self, row), date.next(self, row));
                    let day = if day.is_empty() { heading } else { day };
                    let is_own = !self.stated(row, Meaning::Item).is_empty();
                    if is_own {
                        with_goods = Some(row);
                    }
                    let above = with_goods.filter(|_| !is_own && !text.is_empty());
                    let side = Side {
                        text,
                        above: above.map(|above| self.unit_and_spec(above)),
                        name: if name.is_empty() { named } else { name },
                        donor,
                        day,
                    };
                    self.lines_of(row, &side, &mut memos, unread);
                }
            }
        }
        self.memos = memos;
    }

    fn unit_and_spec(&self, row: Row<'a>) -> [Text; 2] {
        [Meaning::Unit, Meaning::Spec].map(|meaning| self.stated(row, meaning))
    }

    fn total(&mut self, row: Row<'a>, word: &'static str, memos: &mut Memos<'a>) {
        let unit = memos.said.of(self.unit_of(row, None));
        // 武汉小计 names no goods: it is of all.
        let of_list = |item: &String| goods::is_known(item) || memos.items.number(item).is_some();
        let item = self.total_item(row).filter(of_list);
        let total = Total {
            row,
            below: self.lines.len(),
            item,
            place: places::named(row),
            unit: memos.unit(unit),
            word,
            told: None,
        };
        self.totals.push(total);
    }

    /// The totals that a row tells in words, of goods that the list has.
    fn told_total(&mut self, row: Row<'a>, memos: &mut Memos<'a>) {
        let Some((word, text)) = self.told(row) else {
            return;
        };
        let below = self.lines.len();
        let unit = memos.unit(Text::EMPTY);
        let text = memos.said.of(&text);
        let mut reading = goods::Reading {
            said: &mut memos.said,
            items: &mut Items::default(),
        };
        for goods in reading.several(text) {
            let named = !goods.text.is_empty();
            let of_list = !named || memos.items.number(&goods.item).is_some();
            let told = goods.amounts.first().copied();
            let told =
                told.filter(|one| of_list && matches!(one.counter, None | Some(Counter::Piece)));
            if told.is_none() {
                continue;
            }
            self.totals.push(Total {
                row,
                below,
                item: named.then(|| goods.item.to_string()),
                place: None,
                unit,
                word,
                told,
            });
        }
    }

    /// The lines of a row: one, or one for each amount where the headings name the rest.
    fn lines_of(
        &mut self,
        row: Row<'a>,
        side: &Side,
        memos: &mut Memos<'a>,
        unread: &mut Vec<Unread>,
    ) {
        let (names_item, names_recipient) = self.cross.as_ref().map_or((false, false), |cross| {
            let all = |test: fn(&Across) -> bool| cross.columns.iter().all(test);
            (
                all(|of| of.item.is_some()),
                all(|of| of.recipient.is_some()),
            )
        });
        if side.text.is_empty() && !names_item {
            unread.push(self.unread(row, self.columns.at(Meaning::Item), Fault::NoItem));
        }
        let names = self.columns.at(Meaning::Recipient).is_some() && !names_recipient;
        if side.name.is_empty() && names {
            unread.push(self.unread(row, self.columns.at(Meaning::Recipient), Fault::NoRecipient));
        }
        let Some(cross) = &self.cross else {
            let line = self.line(row, side, None, memos, unread);
            self.lines.push(line);
            return;
        };
        let given = cross.columns.iter().filter(|of| self.is_given(row, of));
        let lines: Vec<Line<'a>> = given
            .map(|of| self.line(row, side, Some(of), memos, unread))
            .collect();
        self.lines.extend(lines);
    }

    fn line(
        &self,
        row: Row<'a>,
        side: &Side,
        across: Option<&Across>,
        memos: &mut Memos<'a>,
        unread: &mut Vec<Unread>,
    ) -> Line<'a> {
        let text = memos.either(across.and_then(|of| of.item.as_ref()), side.text);
        let name = memos.either(across.and_then(|of| of.recipient.as_ref()), side.name);
        let day = memos.either(across.and_then(|of| of.day.as_ref()), side.day);
        let at = across.map_or_else(|| self.columns.at(Meaning::Quantity), |of| Some(of.at));
        let spec = self.spec(row, across, memos);
        let unit = self.stated(row, Meaning::Unit);
        let above = side.above.filter(|_| unit.is_empty() && across.is_none());
        let [unit, spec] = match above {
            Some([unit, of_above]) if spec.is_empty() => [unit, of_above],
            Some([unit, _]) => [unit, spec],
            None => [unit, spec],
        };
        let unit = if across.is_some() || unit.is_empty() {
            memos.said.of(self.unit_of(row, across))
        } else {
            unit
        };
        let unit = if unit.is_empty() {
            memos.unit_named_by(text)
        } else {
            unit
        };
        let gift = memos.gift([text, spec, unit, self.text(row, at)], at.is_some());
        if memos.gifts.get(gift).is_some_and(|gift| gift.is_unread) {
            unread.push(self.unread(row, at, Fault::NotANumber));
        }
        let more = [Meaning::Standard, Meaning::Remark].map(|meaning| self.stated(row, meaning));
        // 捐赠物资 beside 发放物资: what else the line calls its goods.
        let also = self.columns.further(Meaning::Item).map(|at| row.stated(at));
        let more = more.into_iter().chain(also).filter(|one| !one.is_empty());
        let spec = more.fold(spec, |all, one| memos.joined(all, one));
        Line {
            row,
            at,
            day,
            donor: memos.donor(side.donor),
            to: memos.recipients(name, at.is_some()),
            gift,
            spec,
        }
    }

    fn spec(&self, row: Row<'a>, across: Option<&Across>, memos: &mut Memos<'a>) -> Text {
        let own = self.stated(row, Meaning::Spec);
        match across.filter(|of| !of.spec.is_empty()) {
            Some(of) => {
                let both = format!("{} {}", of.spec, row.said(own));
                memos.said.of(both.trim())
            }
            // 500 below 每箱数量 says how many a case holds.
            None if !self.pack.is_empty() && Decimal::digits(row.said(own)).is_some() => {
                memos.said.of(&format!("{}/{}", row.said(own), self.pack))
            }
            None => own,
        }
    }

    /// Where no unit is stated anywhere, takes bare numbers of goods that are counted one by one for pieces.
    pub fn count_bare(&mut self) {
        let all = self.memos.gifts.all().iter().flat_map(|gift| &gift.goods);
        let mut amounts = all.flat_map(|goods| &goods.amounts).peekable();
        if amounts.peek().is_none() || amounts.any(|amount| amount.counter.is_some()) {
            return;
        }
        let gifts = self.memos.gifts.all_mut().iter_mut();
        for goods in gifts.flat_map(|gift| &mut gift.goods) {
            self.without_units |= goods.count_bare();
        }
    }

    /// The unit of a row: its own, or the one that a heading or the title names, as in 数量(万只).
    fn unit_of<'s>(&'s self, row: Row<'a>, across: Option<&'s Across>) -> &'s str {
        let of_column = across.map(|of| of.unit.as_str());
        let own = match across.and_then(|of| of.unit_at) {
            Some(at) => row.said(row.stated(at)),
            None => row.said(self.stated(row, Meaning::Unit)),
        };
        match of_column.filter(|unit| !unit.is_empty()) {
            Some(unit) => unit,
            None if own.is_empty() => &self.unit,
            None => own,
        }
    }

    /// The unit of a line: its row's, else that of its goods.
    pub fn unit(&self, line: &Line<'a>) -> &str {
        let own = self.unit_of(line.row, self.across(line));
        if !own.is_empty() {
            return own;
        }
        let goods = self.goods(line).first();
        let goods = goods.map_or("", |goods| self.said(goods.text));
        amount::without_unit(goods).map_or("", |(_, unit)| unit)
    }

    /// The column of a line, where its headings name goods, recipients or days.
    pub fn across(&self, line: &Line<'_>) -> Option<&Across> {
        let columns = &self.cross.as_ref()?.columns;
        let place = columns.binary_search_by_key(&line.at, |of| Some(of.at));
        columns.get(place.ok()?)
    }

    /// The unit of a row, or where it names none that of the line above: a total is often stated without.
    pub fn unit_around(&self, row: Row<'a>) -> Unit {
        let own = self.unit_of(row, None);
        if !own.is_empty() {
            return amount::unit(own);
        }
        let above = self
            .lines
            .partition_point(|line| line.row.number() < row.number());
        let above = above.checked_sub(1).and_then(|at| self.lines.get(at));
        above.map_or_else(Unit::default, |line| {
            amount::unit(self.unit_of(line.row, None))
        })
    }

    /// 口罩合计, or 合计 beside the name of goods.
    fn total_item(&self, row: Row<'a>) -> Option<String> {
        let named = |cell: &str| total::named(cell).filter(|rest| !rest.is_empty());
        let of_item = row.said(self.stated(row, Meaning::Item));
        let own = Some(of_item).filter(|text| !text.is_empty() && !total::is_word(&key(text)));
        own.map(Cow::Borrowed)
            .or_else(|| row.cells().find_map(named).map(Cow::Owned))
            .map(|text| goods::item(&text))
    }

    /// A row's cell of this meaning, plain; empty where it says that nothing is stated.
    pub fn stated(&self, row: Row<'a>, meaning: Meaning) -> Text {
        self.text(row, self.columns.at(meaning))
    }

    /// The same of the cell in a column.
    pub fn text(&self, row: Row<'a>, at: Option<usize>) -> Text {
        at.map_or(Text::EMPTY, |at| row.stated(at))
    }

    pub fn unread(&self, row: Row<'_>, at: Option<usize>, fault: Fault) -> Unread {
        let at = at.unwrap_or_default();
        let across = self.cross.as_ref().and_then(|cross| cross.heading(at));
        let column = across.map_or_else(|| plain(self.header.cell(at)), Cow::Borrowed);
        Unread {
            sheet: self.sheet.name.clone(),
            row: row.number(),
            column: column.into_owned(),
            value: row.cell(at).to_owned(),
            fault,
        }
    }

    /// Whether anything in it is said to be the sum of others.
    pub fn states_totals(&self) -> bool {
        let sums = self
            .cross
            .as_ref()
            .is_some_and(|cross| !cross.sums.is_empty());
        sums || !self.totals.is_empty()
    }

    /// The day of a line: its own, or the one that is named for the whole list.
    pub fn day(&self, line: &Line<'_>) -> &str {
        match self.said(line.day) {
            "" => &self.named_day,
            day => day,
        }
    }
}
