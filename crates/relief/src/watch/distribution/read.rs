//! A list's rows as lines: merged and split cells put together, totals set apart.

use std::borrow::Cow;
use std::rc::Rc;

use super::super::day;
use super::super::plain::{is_not_stated, key, plain};
use super::super::sheet::{Row, Sheet};
use super::super::{Fault, Unread, column};
use super::amount::{self, Amount, Unit};
use super::body;
use super::goods::{self, Goods, Items, Placed};
use super::heading::{Columns, Meaning};
use super::memo::Memo;

/// One line of a list.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub row: Row<'a>,
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

/// A row that states what others add up to.
#[derive(Debug)]
pub(super) struct Total<'a> {
    pub row: Row<'a>,
    /// How many lines stand above it.
    pub below: usize,
    /// The goods it is about, where it names any.
    pub item: Option<String>,
    /// The number of what its unit's cell says, as of a line.
    pub unit: usize,
}

/// A sheet that is a list.
#[derive(Debug)]
pub(super) struct List<'a> {
    pub sheet: &'a Sheet,
    pub header: column::Heading<'a>,
    pub columns: Columns,
    pub lines: Vec<Line<'a>>,
    pub totals: Vec<Total<'a>>,
    pub memos: Memos<'a>,
    /// What stands above the header.
    pub title: String,
    /// The sheet's name, where it is a day.
    named_day: &'a str,
}

/// What was asked of the texts of a list.
#[derive(Debug, Default)]
pub(super) struct Memos<'a> {
    pub items: Items<'a>,
    pub units: Memo<'a, Unit>,
    pub recipients: Memo<'a, Rc<[Placed]>>,
}

/// Reads a sheet, unless no row of it heads a list.
pub(super) fn list<'a>(sheet: &'a Sheet, unread: &mut Vec<Unread>) -> Option<List<'a>> {
    let scored = |(at, heading): (usize, column::Heading<'a>)| {
        let columns = Columns::of(heading.cells());
        Some((columns.score()?, at, heading, columns))
    };
    let scores = column::headings(sheet).filter_map(scored);
    let (_, at, header, columns) =
        scores.max_by_key(|(score, at, ..)| (*score, std::cmp::Reverse(*at)))?;
    let rows = sheet.rows().skip(at + 1);
    let mut list = List {
        sheet,
        title: header.title(sheet),
        header,
        columns,
        lines: Vec::new(),
        totals: Vec::new(),
        memos: Memos::default(),
        named_day: day::read(&sheet.name).map_or("", |_| &sheet.name),
    };
    let rows = rows.filter(|row| !row.is_blank() && !list.header.is_repeated_by(*row));
    let rows: Vec<Judged<'a>> = rows.map(|row| list.judged(row)).collect();
    list.read(&rows, unread);
    Some(list)
}

/// A row with what it is, asked once.
#[derive(Clone, Copy)]
struct Judged<'a> {
    row: Row<'a>,
    is_total: bool,
    /// It names goods or how many: anything else is a heading, a footnote or the rest of a name.
    states_goods: bool,
}

/// What stands for blank cells of a column: the cell above, where the sheet's habit or a merge says so.
struct Filled<'a> {
    at: Option<usize>,
    by_habit: bool,
    value: Cow<'a, str>,
}

impl<'a> Filled<'a> {
    /// Blank means "as above" where the list never writes a name twice in a row, or leaves more blanks than it does.
    fn new(list: &List<'a>, meaning: Meaning, rows: &[Judged<'a>]) -> Self {
        let at = list.columns.at(meaning);
        let lines = rows.iter().filter(|judged| judged.states_goods);
        let mut cells = lines.map(|judged| list.text(judged.row, at));
        let mut before = cells.next().unwrap_or_default();
        let begun = !before.is_empty();
        let (mut blanks, mut twice) = (0, 0);
        for cell in cells {
            blanks += usize::from(cell.is_empty());
            twice += usize::from(!cell.is_empty() && cell == before);
            before = cell;
        }
        let by_habit = blanks > twice && begun;
        Self {
            at,
            by_habit,
            value: Cow::Borrowed(""),
        }
    }

    fn next(&mut self, list: &List<'a>, row: Row<'a>) -> Cow<'a, str> {
        let own = list.text(row, self.at);
        if !own.is_empty() {
            self.value = own;
            return self.value.clone();
        }
        let merged = self.at.is_some_and(|at| row.is_covered(at));
        if merged || self.by_habit {
            self.value.clone()
        } else {
            Cow::Borrowed("")
        }
    }
}

impl<'a> List<'a> {
    fn judged(&self, row: Row<'a>) -> Judged<'a> {
        let stated = |meaning| !self.stated(row, meaning).is_empty();
        let is_total = is_total(row);
        Judged {
            row,
            is_total,
            states_goods: !is_total && (stated(Meaning::Item) || stated(Meaning::Quantity)),
        }
    }

    fn read(&mut self, rows: &[Judged<'a>], unread: &mut Vec<Unread>) {
        let [mut donor, mut item, mut date] = [Meaning::Donor, Meaning::Item, Meaning::Date]
            .map(|meaning| Filled::new(self, meaning, rows));
        let names = self.recipients(rows);
        let mut memos = Memos::default();
        self.lines.reserve(rows.len());
        for (judged, name) in rows.iter().zip(names) {
            let row = judged.row;
            if judged.is_total {
                let unit = self.unit(row);
                self.totals.push(Total {
                    row,
                    below: self.lines.len(),
                    item: self.total_item(row),
                    unit: memos.units.of(&unit, amount::unit).0,
                });
                continue;
            }
            if !judged.states_goods {
                continue;
            }
            let text = item.next(self, row);
            let (donor, day) = (donor.next(self, row), date.next(self, row));
            if text.is_empty() {
                unread.push(self.unread(row, Meaning::Item, Fault::NoItem));
            }
            if name.is_empty() && self.columns.at(Meaning::Recipient).is_some() {
                unread.push(self.unread(row, Meaning::Recipient, Fault::NoRecipient));
            }
            let line = self.line(row, [text, name], (donor, day), &mut memos, unread);
            self.lines.push(line);
        }
        self.memos = memos;
    }

    fn line(
        &self,
        row: Row<'a>,
        [text, name]: [Cow<'a, str>; 2],
        (donor, day): (Cow<'a, str>, Cow<'a, str>),
        memos: &mut Memos<'a>,
        unread: &mut Vec<Unread>,
    ) -> Line<'a> {
        let spec = self.stated(row, Meaning::Spec);
        let counted = self.columns.at(Meaning::Quantity).is_some();
        let unit = self.unit(row);
        let (unit, of_column) = memos.units.of(&unit, amount::unit);
        let goods = if counted {
            let amounts = self.amounts(row, of_column, unread);
            vec![goods::single(text, &mut memos.items, &spec, amounts)]
        } else {
            goods::several(&text, &mut memos.items)
        };
        let placed = |name: &str| goods::recipients(name, counted).into();
        let (to, recipients) = memos.recipients.of(&name, placed);
        let more = [Meaning::Standard, Meaning::Remark].map(|meaning| self.stated(row, meaning));
        let spec = more.into_iter().fold(spec, |all, one| match &*one {
            "" => all,
            one => Cow::Owned(format!("{all} {one}")),
        });
        Line {
            row,
            day,
            donor: if donor.contains(char::is_whitespace) {
                Cow::Owned(body::name(&donor))
            } else {
                donor
            },
            recipients,
            to,
            goods,
            unit,
            spec,
        }
    }

    fn amounts(&self, row: Row<'a>, unit: Unit, unread: &mut Vec<Unread>) -> Vec<Amount> {
        let cell = self.stated(row, Meaning::Quantity);
        if cell.is_empty() {
            return Vec::new();
        }
        amount::read(&cell, unit).unwrap_or_else(|| {
            unread.push(self.unread(row, Meaning::Quantity, Fault::NotANumber));
            Vec::new()
        })
    }

    /// The unit of a row: its own, or the one that the heading of the quantities names in brackets, as in 数量(万只).
    fn unit(&self, row: Row<'a>) -> Cow<'a, str> {
        let own = self.stated(row, Meaning::Unit);
        if !own.is_empty() {
            return own;
        }
        let at = self.columns.at(Meaning::Quantity);
        let heading = at.map(|at| plain(self.header.cell(at))).unwrap_or_default();
        let inside = heading
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'));
        inside.map_or(own, |(unit, _)| Cow::Owned(unit.trim().to_owned()))
    }

    /// The unit of a row, or where it names none that of the line above: a total is often stated without.
    pub fn unit_around(&self, row: Row<'a>) -> Unit {
        let own = self.unit(row);
        if !own.is_empty() {
            return amount::unit(&own);
        }
        let above = self
            .lines
            .partition_point(|line| line.row.number() < row.number());
        let above = above.checked_sub(1).and_then(|at| self.lines.get(at));
        above.map_or_else(Unit::default, |line| amount::unit(&self.unit(line.row)))
    }

    /// The recipient of each row, put together from merged and split cells.
    fn recipients(&self, rows: &[Judged<'a>]) -> Vec<Cow<'a, str>> {
        let mut filled = Filled::new(self, Meaning::Recipient, rows);
        let mut names: Vec<Cow<'a, str>> = Vec::with_capacity(rows.len());
        let mut known: Memo<'a, (bool, bool)> = Memo::default();
        // Whether the name that holds now goes on, whatever comes.
        let mut open = false;
        // Where the name that holds now began.
        let mut begun = 0;
        for (nth, judged) in rows.iter().enumerate() {
            let own = self.text(judged.row, filled.at);
            let is_total = judged.is_total;
            let says = |text: &str| (body::is_open(text), body::is_rest(text));
            let (_, (is_open, is_rest)) = known.of(&own, says);
            let goes_on = !own.is_empty() && !is_total && !filled.value.is_empty();
            if goes_on && nth > 0 && (open || is_rest) {
                filled.value = Cow::Owned(body::joined(&filled.value, &own));
                open = body::is_open(&filled.value);
                for name in names.iter_mut().skip(begun) {
                    name.clone_from(&filled.value);
                }
                names.push(filled.value.clone());
                continue;
            }
            // A row with nothing but a name heads the rows below it.
            if !own.is_empty() && !judged.states_goods && !is_total {
                filled.by_habit = true;
            }
            if !own.is_empty() && own != filled.value {
                begun = nth;
            }
            if !own.is_empty() && !is_total {
                open = is_open;
            }
            names.push(if is_total {
                Cow::Borrowed("")
            } else {
                filled.next(self, judged.row)
            });
        }
        names
    }

    /// 口罩合计, or 合计 beside the name of goods.
    fn total_item(&self, row: Row<'a>) -> Option<String> {
        let word = |text: &str| {
            TOTALS
                .iter()
                .find_map(|word| text.strip_suffix(word).or(text.strip_prefix(word)))
                .map(str::to_owned)
        };
        let named = |cell: &str| {
            let cell = plain(cell).trim_end_matches([':', '：']).to_owned();
            word(&cell).filter(|rest| !rest.is_empty())
        };
        let of_item = self.stated(row, Meaning::Item);
        let own = Some(of_item).filter(|text| !text.is_empty() && !is_total_word(&key(text)));
        own.or_else(|| row.cells().find_map(named).map(Cow::Owned))
            .map(|text| goods::item(&text))
    }

    /// A cell, plain; blank where it says that nothing is stated.
    pub fn stated(&self, row: Row<'a>, meaning: Meaning) -> Cow<'a, str> {
        self.text(row, self.columns.at(meaning))
    }

    fn text(&self, row: Row<'a>, at: Option<usize>) -> Cow<'a, str> {
        let text = at.map(|at| plain(row.cell(at))).unwrap_or_default();
        if is_not_stated(&text) {
            Cow::Borrowed("")
        } else {
            text
        }
    }

    pub fn unread(&self, row: Row<'_>, meaning: Meaning, fault: Fault) -> Unread {
        let at = self.columns.at(meaning).unwrap_or_default();
        Unread {
            sheet: self.sheet.name.clone(),
            row: row.number(),
            column: plain(self.header.cell(at)).into_owned(),
            value: row.cell(at).to_owned(),
            fault,
        }
    }

    /// The day of a line: its own, or the sheet's where its name is one.
    pub fn day<'l>(&'l self, line: &'l Line<'_>) -> &'l str {
        match &*line.day {
            "" => self.named_day,
            day => day,
        }
    }
}

fn is_total(row: Row<'_>) -> bool {
    // Every word for a total has 计 or a T, of half or full width (the byte 0xef); most cells have none, and need no
    // closer look.
    let may_be = |cell: &&str| {
        let mut before = 0;
        cell.bytes().any(|byte| {
            let end_of_ji = (before, byte) == (0xae, 0xa1);
            before = byte;
            end_of_ji || matches!(byte, b't' | b'T' | 0xef)
        })
    };
    row.cells()
        .filter(may_be)
        .any(|cell| is_total_word(&key(cell)))
}

const TOTALS: [&str; 7] = ["合计", "总计", "小计", "共计", "累计", "total", "subtotal"];

/// Whether a cell says that its row is a total: 合计, 合计:, 物资总计, grand total.
pub(super) fn is_total_word(key: &str) -> bool {
    const LETTERS_MAX: usize = 20;
    let key = key.trim_end_matches([':', '：', ')', '）']);
    let short = key.chars().count() <= LETTERS_MAX;
    short
        && TOTALS.iter().any(|word| {
            key == *word
                || key.ends_with(word)
                || (key.starts_with(word) && !word.is_ascii() && key.chars().count() <= 4)
        })
}
