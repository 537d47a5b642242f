//! A list's rows as lines: merged and split cells put together, totals set apart.

use std::borrow::Cow;
use std::rc::Rc;

use super::super::plain::{is_not_stated, key, plain};
use super::super::sheet::{Row, Sheet};
use super::super::{Fault, Unread, column};
use super::across::Across;
use super::amount::{self, Unit};
use super::body;
use super::cross::Cross;
use super::fill::{Filled, recipients};
use super::goods::{self, Goods, Items, Placed};
use super::heading::{Columns, Meaning};
use super::judged::{Judged, Kind, heading_day};
use super::memo::Memo;
use super::total::{self, Total};
use super::unit::Counter;

/// One line of a list.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub row: Row<'a>,
    /// The column of its quantity.
    pub at: Option<usize>,
    pub day: Cow<'a, str>,
    pub donor: Cow<'a, str>,
    pub recipients: Rc<[Placed]>,
    /// The number of these recipients among those of the list.
    pub to: usize,
    pub goods: Vec<Goods<'a>>,
    /// The number of what the unit's cell says among the units of the list.
    pub unit: usize,
    /// Specification, norm and remark.
    pub spec: Cow<'a, str>,
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
    pub memos: Memos<'a>,
    /// What stands above the header.
    pub title: String,
    /// No unit is stated anywhere: bare numbers of goods that are counted one by one are taken for pieces.
    pub without_units: bool,
    /// The unit that the heading of the quantities or the title names.
    pub unit: String,
    /// The recipient that a line above the header names for all; empty where none does.
    pub named_recipient: String,
    /// The sheet's name, where it is a day.
    pub named_day: &'a str,
}

/// What was asked of the texts of a list.
#[derive(Debug, Default)]
pub(super) struct Memos<'a> {
    pub items: Items<'a>,
    pub units: Memo<'a, Unit>,
    pub recipients: Memo<'a, Rc<[Placed]>>,
}

/// What a line has from its row, before the columns of a table that crosses two things say theirs.
struct Side<'a> {
    text: Cow<'a, str>,
    name: Cow<'a, str>,
    donor: Cow<'a, str>,
    day: Cow<'a, str>,
}

impl<'a> List<'a> {
    /// Whether a cell of a column of amounts states one: zero is how such a table writes nothing.
    pub fn is_given(&self, row: Row<'a>, of: &Across) -> bool {
        let cell = self.text(row, Some(of.at));
        !cell.is_empty() && !cell.trim_matches(['0', '.']).is_empty()
    }

    /// Reads the rows below the headings.
    pub fn read(&mut self, rows: &[Judged<'a>], unread: &mut Vec<Unread>) {
        let [mut donor, mut item, mut date] = [Meaning::Donor, Meaning::Item, Meaning::Date]
            .map(|meaning| Filled::new(self, meaning, rows));
        let names = recipients(self, rows);
        let mut memos = std::mem::take(&mut self.memos);
        let mut heading = Cow::Borrowed("");
        let mut named = self.named_recipient.clone();
        self.lines.reserve(rows.len());
        for (judged, name) in rows.iter().zip(names) {
            let row = judged.row;
            match judged.kind {
                Kind::Total(word) => self.total(row, word, &mut memos),
                Kind::Told => self.told_total(row, &mut memos),
                Kind::Recipient => named = self.heads_recipient(row).unwrap_or_default(),
                Kind::Day => heading = heading_day(row).unwrap_or_default(),
                Kind::Note | Kind::Other => {}
                Kind::Line => {
                    let text = item.next(self, row);
                    let (donor, day) = (donor.next(self, row), date.next(self, row));
                    let day = if day.is_empty() { heading.clone() } else { day };
                    let name = if name.is_empty() && !named.is_empty() {
                        Cow::Owned(named.clone())
                    } else {
                        name
                    };
                    let side = Side {
                        text,
                        name,
                        donor,
                        day,
                    };
                    self.lines_of(row, side, &mut memos, unread);
                }
            }
        }
        self.memos = memos;
    }

    fn total(&mut self, row: Row<'a>, word: &'static str, memos: &mut Memos<'a>) {
        let unit = self.unit_of(row, None);
        // 武汉小计 names no goods: it is of all.
        let of_list = |item: &String| goods::is_known(item) || memos.items.number(item).is_some();
        self.totals.push(Total {
            row,
            below: self.lines.len(),
            item: self.total_item(row).filter(of_list),
            unit: memos.units.of(&unit, amount::unit).0,
            word,
            told: None,
        });
    }

    /// The totals that a row tells in words, of goods that the list has.
    fn told_total(&mut self, row: Row<'a>, memos: &mut Memos<'a>) {
        let Some((word, text)) = self.told(row) else {
            return;
        };
        let below = self.lines.len();
        let unit = memos.units.of(&Cow::Borrowed(""), amount::unit).0;
        for goods in goods::several(&text, &mut Items::default()) {
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
        side: Side<'a>,
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
            let line = self.line(row, &side, None, memos, unread);
            self.lines.push(line);
            return;
        };
        let given = cross.columns.iter().filter(|of| self.is_given(row, of));
        let lines: Vec<Line<'a>> = given
            .map(|of| self.line(row, &side, Some(of), memos, unread))
            .collect();
        self.lines.extend(lines);
    }

    fn line(
        &self,
        row: Row<'a>,
        side: &Side<'a>,
        across: Option<&Across>,
        memos: &mut Memos<'a>,
        unread: &mut Vec<Unread>,
    ) -> Line<'a> {
        let said = |of: fn(&Across) -> Option<&String>, own: &Cow<'a, str>| {
            let across = across.and_then(of);
            across.map_or_else(|| own.clone(), |said| Cow::Owned(said.clone()))
        };
        let text = said(|of| of.item.as_ref(), &side.text);
        let name = said(|of| of.recipient.as_ref(), &side.name);
        let spec = self.spec(row, across);
        let at = across.map_or_else(|| self.columns.at(Meaning::Quantity), |of| Some(of.at));
        let unit = self.unit_of(row, across);
        let (unit, of_column) = memos.units.of(&unit, amount::unit);
        let goods = match at {
            Some(at) => self.counted(row, at, text, &spec, of_column, memos, unread),
            None => goods::several(&text, &mut memos.items),
        };
        let placed = |name: &str| goods::recipients(name, at.is_some()).into();
        let (to, recipients) = memos.recipients.of(&name, placed);
        let more = [Meaning::Standard, Meaning::Remark].map(|meaning| self.stated(row, meaning));
        // 捐赠物资 beside 发放物资: what else the line calls its goods.
        let also = self.columns.further(Meaning::Item);
        let more = more
            .into_iter()
            .chain(also.map(|at| self.text(row, Some(at))));
        let spec = more.fold(spec, |all, one| match &*one {
            "" => all,
            one => Cow::Owned(format!("{all} {one}")),
        });
        let donor = if side.donor.contains(char::is_whitespace) {
            Cow::Owned(body::name(&side.donor))
        } else {
            side.donor.clone()
        };
        let day = said(|of| of.day.as_ref(), &side.day);
        Line {
            row,
            at,
            day,
            donor,
            recipients,
            to,
            goods,
            unit,
            spec,
        }
    }

    fn spec(&self, row: Row<'a>, across: Option<&Across>) -> Cow<'a, str> {
        let own = self.stated(row, Meaning::Spec);
        match across.filter(|of| !of.spec.is_empty()) {
            Some(of) => Cow::Owned(format!("{} {own}", of.spec).trim().to_owned()),
            None => own,
        }
    }

    /// The goods of a line with a column of quantities. Where that is blank, the goods may say how many they are.
    #[allow(
        clippy::too_many_arguments,
        reason = "what a cell means depends on all of them"
    )]
    fn counted(
        &self,
        row: Row<'a>,
        at: usize,
        text: Cow<'a, str>,
        spec: &str,
        unit: Unit,
        memos: &mut Memos<'a>,
        unread: &mut Vec<Unread>,
    ) -> Vec<Goods<'a>> {
        let cell = self.text(row, Some(at));
        if cell.is_empty() && goods::tells_amounts(&text) {
            return goods::several(&text, &mut memos.items);
        }
        let mut amounts = Vec::new();
        if !cell.is_empty() {
            let read = amount::read(&cell, unit);
            if read.is_none() && goods::tells_amounts(&cell) {
                return goods::several(&cell, &mut memos.items);
            }
            if read.is_none()
                && let Some((amount, holds)) = amount::with_content(&cell, unit)
            {
                return vec![goods::single(text, &mut memos.items, &holds, vec![amount])];
            }
            amounts = read.unwrap_or_else(|| {
                unread.push(self.unread(row, Some(at), Fault::NotANumber));
                Vec::new()
            });
        }
        vec![goods::single(text, &mut memos.items, spec, amounts)]
    }

    /// Where no unit is stated anywhere, takes bare numbers of goods that are counted one by one for pieces.
    pub fn count_bare(&mut self) {
        let all = || self.lines.iter().flat_map(|line| &line.goods);
        let mut amounts = all()
            .flat_map(|goods: &Goods<'_>| &goods.amounts)
            .peekable();
        if amounts.peek().is_none() || amounts.any(|amount| amount.counter.is_some()) {
            return;
        }
        for goods in self.lines.iter_mut().flat_map(|line| &mut line.goods) {
            self.without_units |= goods.count_bare();
        }
    }

    /// The unit of a row: its own, or the one that a heading or the title names, as in 数量(万只).
    fn unit_of(&self, row: Row<'a>, across: Option<&Across>) -> Cow<'a, str> {
        let of_column = across
            .map(|of| of.unit.as_str())
            .filter(|unit| !unit.is_empty());
        if let Some(unit) = of_column {
            return Cow::Owned(unit.to_owned());
        }
        let own = match across.and_then(|of| of.unit_at) {
            Some(at) => self.text(row, Some(at)),
            None => self.stated(row, Meaning::Unit),
        };
        if own.is_empty() {
            return Cow::Owned(self.unit.clone());
        }
        own
    }

    /// The unit of a line.
    pub fn unit(&self, line: &Line<'a>) -> Cow<'a, str> {
        self.unit_of(line.row, self.across(line))
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
            return amount::unit(&own);
        }
        let above = self
            .lines
            .partition_point(|line| line.row.number() < row.number());
        let above = above.checked_sub(1).and_then(|at| self.lines.get(at));
        above.map_or_else(Unit::default, |line| {
            amount::unit(&self.unit_of(line.row, None))
        })
    }

    /// 口罩合计, or 合计 beside the name of goods.
    fn total_item(&self, row: Row<'a>) -> Option<String> {
        let named = |cell: &str| total::named(cell).filter(|rest| !rest.is_empty());
        let of_item = self.stated(row, Meaning::Item);
        let own = Some(of_item).filter(|text| !text.is_empty() && !total::is_word(&key(text)));
        own.or_else(|| row.cells().find_map(named).map(Cow::Owned))
            .map(|text| goods::item(&text))
    }

    /// A cell, plain; blank where it says that nothing is stated.
    pub fn stated(&self, row: Row<'a>, meaning: Meaning) -> Cow<'a, str> {
        self.text(row, self.columns.at(meaning))
    }

    pub fn text(&self, row: Row<'a>, at: Option<usize>) -> Cow<'a, str> {
        let text = at.map(|at| plain(row.cell(at))).unwrap_or_default();
        if is_not_stated(&text) {
            Cow::Borrowed("")
        } else {
            text
        }
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

    /// The day of a line: its own, or the sheet's where its name is one.
    pub fn day<'l>(&'l self, line: &'l Line<'_>) -> &'l str {
        match &*line.day {
            "" => self.named_day,
            day => day,
        }
    }
}
