//! Where the lists of a sheet begin and end, and what their headings say.

use std::cmp::Reverse;
use std::rc::Rc;

use super::super::plain::{is_not_stated, plain};
use super::super::sheet::{Row, Sheet};
use super::super::{Unread, column, day};
use super::amount;
use super::columns::Columns;
use super::cross::{self, Cross};
use super::heading::{self, Meaning, Side};
use super::judged::{self, Judged, Kind};
use super::memos::Memos;
use super::read::List;
use super::said::Cues;
use super::titled;

/// Cells of a column that tell whether it names units.
const UNITS_LOOKED_AT: usize = 100;
/// Tables below one another in one sheet that are told apart.
const TABLES_MAX: usize = 50;
/// Rows above the headings of a further table that may be its title.
const TITLE_ROWS_MAX: usize = 3;

/// Reads the lists of a sheet: those of further tables below the first one too.
pub(super) fn lists<'a>(sheet: &'a Sheet, unread: &mut Vec<Unread>) -> Vec<List<'a>> {
    let mut lists = Vec::new();
    let mut from = Some(0);
    let cues: Rc<[Cues]> = Cues::all(sheet).into();
    while let Some((list, next)) = from.and_then(|from| list(sheet, &cues, from, unread)) {
        lists.push(list);
        from = next.filter(|_| lists.len() < TABLES_MAX);
    }
    lists
}

/// The list that begins at a row or below it, and where the next one does; nothing where no row heads one.
fn list<'a>(
    sheet: &'a Sheet,
    cues: &Rc<[Cues]>,
    from: usize,
    unread: &mut Vec<Unread>,
) -> Option<(List<'a>, Option<usize>)> {
    let Head {
        mut list,
        above,
        blocks,
    } = head(sheet, cues, from)?;
    let (mut rows, next) = list.rows(above);
    for columns in blocks {
        list.totals.clear();
        let before = std::mem::replace(&mut list.columns, columns);
        list.settle_recipient(&rows);
        if list.columns != before {
            for judged in &mut rows {
                *judged = list.judged(judged.row);
            }
        }
        list.read(&rows, unread);
    }
    list.count_bare();
    Some((list, next))
}

/// A list of which only the headings are read.
struct Head<'a> {
    list: List<'a>,
    /// How many rows of the sheet stand above its body.
    above: usize,
    /// Its columns; more than once where it is printed in parts side by side.
    blocks: Vec<Columns>,
}

fn head<'a>(sheet: &'a Sheet, cues: &Rc<[Cues]>, from: usize) -> Option<Head<'a>> {
    let rows = sheet.rows().skip(from);
    let long = long(rows.clone());
    let cross = cross::of(rows.clone(), long.is_none(), &sheet.name);
    let (header, blocks, above) = match &cross {
        Some(cross) => {
            let header = column::Heading::new(None, cross.leaf()?);
            (header, vec![cross.rows.clone()], cross.above)
        }
        None => long.map(|(at, header)| {
            let blocks = Columns::blocks(given(&header).into_iter());
            (header, blocks, at + 1)
        })?,
    };
    let columns = blocks.first()?.clone();
    let rows_above = rows.clone().take(above);
    let named_recipient = rows_above.filter_map(judged::recipient_above);
    let named_recipient = match columns.at(Meaning::Recipient) {
        None if cross.is_none() => named_recipient.last().unwrap_or_default(),
        _ => String::new(),
    };
    let title = header.title(rows);
    let named_day = named_day(&sheet.name, &title, &columns, cross.as_ref());
    let of_quantity = columns.at(Meaning::Quantity);
    let of_quantity = of_quantity.map(|at| plain(header.cell(at)));
    let unit = of_quantity.as_deref().and_then(heading::unit);
    let unit = unit.map_or_else(|| title_unit(&title), str::to_owned);
    let of_spec = columns.at(Meaning::Spec).map(|at| header.cell(at));
    let pack = of_spec.and_then(heading::pack).unwrap_or_default();
    let list = List {
        sheet,
        unit,
        pack,
        title,
        header,
        columns,
        cross,
        lines: Vec::new(),
        totals: Vec::new(),
        cues: Rc::clone(cues),
        memos: Memos::new(sheet),
        without_units: false,
        named_recipient,
        named_day,
    };
    Some(Head {
        list,
        above: from + above,
        blocks,
    })
}

/// The headings of a list of one line a row: those that say most, before the first row of amounts.
fn long<'a>(rows: impl Iterator<Item = Row<'a>> + Clone) -> Option<(usize, column::Heading<'a>)> {
    let mut begun = false;
    let heads = |row: &Row<'a>, score: Option<usize>| {
        let ends = begun && cross::states_amounts(*row);
        begun |= score.is_some();
        !ends
    };
    let headings = column::headings(rows.clone()).zip(rows);
    let scored = headings.map(|((at, heading), row)| {
        let score = Columns::of(heading.cells()).score();
        (score, at, heading, row)
    });
    let mut heads = heads;
    let scored = scored.take_while(|(score, .., row)| heads(row, *score));
    let best = scored.filter(|(score, ..)| score.is_some());
    let best = best.max_by_key(|(score, at, ..)| (*score, Reverse(*at)));
    best.map(|(_, at, heading, _)| (at, heading))
}

/// The day of all lines: the sheet's name, or that of the title where no column and no heading says days.
fn named_day(sheet: &str, title: &str, columns: &Columns, cross: Option<&Cross<'_>>) -> String {
    if day::read(sheet).is_some() {
        return sheet.to_owned();
    }
    let across = cross.is_some_and(|cross| cross.columns.iter().any(|of| of.day.is_some()));
    let has_days = across || columns.at(Meaning::Date).is_some();
    let titled = titled::day(title).filter(|_| !has_days);
    titled.unwrap_or_default().to_owned()
}

/// The headings of a list, without what a group of them says of goods that came in where another says the same of goods
/// that were given out: 接收物资 above 品名 and 数量, 发放物资 above others.
fn given<'a>(header: &column::Heading<'a>) -> Vec<&'a str> {
    use Meaning::{Item, Quantity, Spec, Unit};
    let groups = header.groups().map(heading::side);
    let columns = header.cells().zip(groups.chain(std::iter::repeat(None)));
    let columns: Vec<(&str, Option<Side>)> = columns.collect();
    let told = |cell: &str| {
        let meaning = heading::meaning(cell);
        meaning.filter(|one| matches!(one, Item | Quantity | Spec | Unit))
    };
    let given_too = |meaning: Meaning| {
        let mut out = columns.iter().filter(|(_, side)| *side == Some(Side::Out));
        out.any(|(cell, _)| told(cell) == Some(meaning))
    };
    let counts = given_too(Quantity);
    let is_in = |(cell, side): &(&str, Option<Side>)| {
        counts && *side == Some(Side::In) && told(cell).is_some_and(given_too)
    };
    let cells = columns.iter();
    cells
        .map(|one| if is_in(one) { "" } else { one.0 })
        .collect()
}

/// The unit of a whole table, as its title names it: 单位:只.
fn title_unit(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = ["单位:", "unit:", "units:"].into_iter();
    let named = words.flat_map(|word| lower.split(word).skip(1));
    let mut units = named.map(|rest| {
        let rest = rest.trim_start();
        let end = rest.find([')', ' ', ',', ';', '，', '；', '。', '\n']);
        end.and_then(|end| rest.get(..end)).unwrap_or(rest)
    });
    let unit = units.find(|unit| amount::names_unit(unit));
    unit.unwrap_or_default().to_owned()
}

impl<'a> List<'a> {
    /// The rows of its body, and where that of another table begins.
    fn rows(&self, above: usize) -> (Vec<Judged<'a>>, Option<usize>) {
        let sheet = self.sheet;
        let mut rows: Vec<Judged<'a>> = Vec::new();
        let mut places: Vec<usize> = Vec::new();
        for (place, row) in sheet.rows().enumerate().skip(above) {
            if row.is_blank() || self.is_heading(row) {
                continue;
            }
            let judged = self.judged(row);
            if self.is_of_another(judged) {
                let mut from = place;
                for _ in 0..TITLE_ROWS_MAX {
                    let title = rows.pop_if(|last| last.kind == Kind::Other);
                    let Some(place) = title.and_then(|_| places.pop()) else {
                        break;
                    };
                    from = place;
                }
                return (rows, Some(from));
            }
            rows.push(judged);
            places.push(place);
        }
        (rows, None)
    }

    /// Whether a row names the columns of another table.
    fn is_of_another(&self, judged: Judged<'a>) -> bool {
        let row = judged.row;
        let may_be = match judged.kind {
            // Few lines have no digit where they say how many.
            Kind::Line if self.cross.is_none() => {
                let amount = row.said(self.stated(row, Meaning::Quantity));
                !amount.bytes().any(|byte| byte.is_ascii_digit())
            }
            Kind::Line | Kind::Other => true,
            Kind::Total(_) | Kind::Told | Kind::Recipient | Kind::Day | Kind::Note => false,
        };
        may_be && cross::begins(row)
    }

    fn is_heading(&self, row: Row<'a>) -> bool {
        let cross = self.cross.as_ref();
        let repeated = |cross: &Cross<'_>| cross.is_repeated_by(row);
        cross.map_or_else(|| self.header.is_repeated_by(row), repeated)
    }

    fn settle_recipient(&mut self, rows: &[Judged<'a>]) {
        if self.columns.at(Meaning::Recipient).is_some() {
            return;
        }
        let text = |at| rows.iter().map(move |judged| plain(judged.row.cell(at)));
        let is_text = |at: usize| {
            let filled = text(at).filter(|cell| !is_not_stated(cell));
            let mut filled = filled.take(UNITS_LOOKED_AT).peekable();
            filled.peek().is_some() && !filled.any(|cell| amount::names_unit(&cell))
        };
        self.columns.settle_recipient(usize::MAX, false, is_text);
    }
}
