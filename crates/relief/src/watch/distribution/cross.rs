//! A table whose headings name goods, recipients or days, and whose rows name the rest: each filled cell where both
//! meet is a line of the list.

use super::super::plain::{is_not_stated, plain};
use super::super::sheet::Row;
use super::super::{column, day};
use super::amount;
use super::body::BodyKind;
use super::goods;
use super::heading::{self, Columns, Meaning};
use super::total;
use crate::place::Place;

/// Rows of a body that are looked at to tell which columns hold amounts.
const ROWS_LOOKED_AT: usize = 400;
/// Rows that headings may take: a group, goods, a size, a specification and a unit.
const BAND_ROWS_MAX: usize = 5;
/// Columns without which a table that can also be read as a list is none of these.
const COLUMNS_MIN: usize = 2;

/// Columns of totals that are checked.
const SUMS_MAX: usize = 40;

/// The headings of such a table.
#[derive(Debug)]
pub(super) struct Cross<'a> {
    /// The rows of headings.
    band: Vec<Row<'a>>,
    /// Columns of amounts.
    pub columns: Vec<Across>,
    /// Columns that state what others of their row add up to.
    pub sums: Vec<Sum>,
    /// The columns that name the rest.
    pub rows: Columns,
    /// How many rows stand above the body.
    pub above: usize,
}

/// A column of amounts, and what its headings say of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Across {
    /// Which column.
    pub at: usize,
    /// Its headings, put together.
    pub heading: String,
    /// The goods, where it names them.
    pub item: Option<String>,
    /// The recipient, where it does.
    pub recipient: Option<String>,
    /// The day, where it does.
    pub day: Option<String>,
    /// The unit; empty where it names none.
    pub unit: String,
    /// The specification; empty where it names none.
    pub spec: String,
    /// Where it says how many came in, and how many of these are left or lost.
    pub received: Option<usize>,
    /// See `received`.
    pub left: Vec<usize>,
    /// What is told of the goods, where several columns tell of the same.
    measure: Option<Meaning>,
}

/// A column of totals.
#[derive(Debug)]
pub(super) struct Sum {
    /// Which column.
    pub at: usize,
    /// Its headings, put together.
    pub heading: String,
    /// What it names beside the word for a total.
    name: String,
    /// The unit; empty where it names none.
    pub unit: String,
    /// The columns that it may be the sum of: one of these.
    pub of: Vec<Vec<usize>>,
}

/// The headings of a sheet that crosses two things. `alone`: nothing else of it heads a list, and one column is enough.
pub(super) fn of<'a>(rows: impl Iterator<Item = Row<'a>>, alone: bool) -> Option<Cross<'a>> {
    let rows: Vec<Row<'a>> = rows.take(ROWS_LOOKED_AT).collect();
    let numeric: Vec<bool> = rows.iter().map(|row| states_amounts(*row)).collect();
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| numeric.get(before));
        numeric.get(*at) == Some(&true) && before == Some(&false)
    };
    let last = column::TITLE_ROWS_MAX.saturating_add(BAND_ROWS_MAX);
    let bodies = (1..rows.len().min(last)).filter(begins);
    let bodies: Vec<usize> = bodies.collect();
    let mut found = bodies.iter().filter_map(|at| read(&rows, *at, false));
    let first = found.find(|cross| cross.columns.len() >= COLUMNS_MIN || alone);
    let titled = || bodies.iter().find_map(|at| read(&rows, *at, true));
    first.or_else(|| titled().filter(|_| alone))
}

impl<'a> Cross<'a> {
    /// The row that heads the table most closely.
    pub fn leaf(&self) -> Option<Row<'a>> {
        self.band.last().copied()
    }

    /// Whether a row says one of the headings over again.
    pub fn is_repeated_by(&self, row: Row<'_>) -> bool {
        self.band.iter().any(|of| column::is_same(row, *of))
    }

    /// The headings of a column.
    pub fn heading(&self, at: usize) -> Option<&str> {
        let columns = self.columns.iter().map(|one| (one.at, &one.heading));
        let mut all = columns.chain(self.sums.iter().map(|one| (one.at, &one.heading)));
        all.find(|(of, _)| *of == at)
            .map(|(_, heading)| heading.as_str())
    }
}

/// Whether a cell of a row is an amount. A row of specifications has amounts too, and says so.
pub(super) fn states_amounts(row: Row<'_>) -> bool {
    !matches!(label(row), Some(Meaning::Spec | Meaning::Standard)) && row.cells().any(is_amount)
}

/// Whether a row of words may head such a table: it names what it is about, and goods.
pub(super) fn heads(row: Row<'_>) -> bool {
    use Meaning::{Item, Place, Recipient, Serial, Unit};
    let names = matches!(label(row), Some(Item | Place | Recipient | Serial | Unit));
    let goods = row.cells().filter(|cell| goods::known(cell).is_some());
    names && goods.count() >= COLUMNS_MIN
}

fn is_amount(cell: &str) -> bool {
    let cell = plain(cell);
    let vague = cell.starts_with(['约', '近']) || cell.starts_with("若干");
    vague || amount::read(&cell, amount::Unit::default()).is_some()
}

/// What the first filled cell of a row of headings says about the row.
fn label(row: Row<'_>) -> Option<Meaning> {
    let first = row.cells().map(plain).find(|cell| !cell.is_empty());
    first.and_then(|cell| heading::meaning(&cell))
}

/// Reads the table whose body begins with a row. `titled`: its title names the goods.
fn read<'a>(rows: &[Row<'a>], body: usize, titled: bool) -> Option<Cross<'a>> {
    let (above, below) = rows.split_at_checked(body)?;
    let band = band(above);
    let title = above.iter().flat_map(|row| row.cells());
    let title = title.map(plain).find(|cell| goods::known(cell).is_some());
    let title = title.filter(|_| titled);
    let parts = |at: usize, first: usize| {
        let mut parts = parts(&band, at, first);
        if parts.iter().any(|part| tells_amounts(part)) {
            parts.splice(0..0, title.as_deref().map(str::to_owned));
        }
        parts
    };
    let width = band.iter().map(|row| row.cells().count()).max()?;
    let holds_amounts = |at: usize| {
        let cells = below.iter().map(|row| plain(row.cell(at)));
        let (mut filled, mut amounts) = (0, 0);
        for cell in cells.filter(|cell| !is_not_stated(cell)) {
            filled += 1;
            amounts += usize::from(is_amount(&cell));
        }
        filled > 0 && amounts * 2 >= filled
    };
    let first = (0..width).find(|at| {
        let parts = parts(*at, *at);
        holds_amounts(*at) && matches!(column_of(*at, &parts, ""), Some(Kind::Across(_)))
    })?;
    let mut columns = Vec::new();
    let mut sums = Vec::new();
    for at in first..width {
        let parts = parts(at, first);
        let (unit, spec) = (
            labelled(&band, at, Meaning::Unit),
            labelled(&band, at, Meaning::Spec),
        );
        match column_of(at, &parts, &unit).filter(|_| holds_amounts(at)) {
            Some(Kind::Across(one)) => columns.push(Across { spec, ..one }),
            Some(Kind::Sum(sum)) if sums.len() < SUMS_MAX => sums.push(sum),
            _ => {}
        }
    }
    let own = |at: usize| {
        let mut taken = columns
            .iter()
            .map(|one| one.at)
            .chain(sums.iter().map(|one| one.at));
        let named = band.iter().rev().map(|row| row.cell(at));
        let mut named = named.filter(|cell| !plain(cell).is_empty());
        if taken.any(|of| of == at) {
            ""
        } else {
            named.next().unwrap_or("")
        }
    };
    let mut sides = Columns::of((0..width).map(own));
    let corner =
        (0..first).find(|at| heading::says(own(*at), Meaning::Item) && !holds_amounts(*at));
    if let Some(corner) = corner.filter(|_| sides.at(Meaning::Item).is_none()) {
        // 物资\\单位 in the corner is about both.
        sides.rename(corner, Meaning::Item);
    }
    let is_text = |at: usize| !holds_amounts(at);
    let (columns, rows) = crossed(columns, sides, is_text)?;
    let mut before = 0;
    for sum in &mut sums {
        sum.of = summed(sum, &columns, before);
        before = sum.at;
    }
    Some(Cross {
        band,
        columns,
        sums,
        rows,
        above: body,
    })
}

/// The rows of headings right above a body: down from a blank row, a title, or amounts.
fn band<'a>(above: &[Row<'a>]) -> Vec<Row<'a>> {
    let above = above.iter().rev().skip_while(|row| row.is_blank());
    let heads = |(nth, row): &(usize, &Row<'a>)| {
        let mut filled = row.cells().enumerate();
        let mut filled = filled.by_ref().filter(|(_, cell)| !plain(cell).is_empty());
        let first = filled.next();
        let is_title = filled.next().is_none()
            && first.is_some_and(|(at, cell)| at == 0 || goods::known(cell).is_none());
        !row.is_blank() && !states_amounts(**row) && (*nth == 0 || !is_title)
    };
    let rows = above.take(BAND_ROWS_MAX).enumerate().take_while(heads);
    let mut band: Vec<Row<'a>> = rows.map(|(_, row)| *row).collect();
    band.reverse();
    band
}

/// What a column's headings say, from the top; a group that stands above several columns is said of each.
fn parts(band: &[Row<'_>], at: usize, first: usize) -> Vec<String> {
    let named = band
        .iter()
        .filter(|row| !is_of_units(**row) && !is_of_specs(**row));
    let named: Vec<Row<'_>> = named.copied().collect();
    let mut parts: Vec<String> = Vec::new();
    for (nth, row) in named.iter().enumerate() {
        let mut below = named.iter().skip(nth + 1);
        let is_group = below.any(|row| !plain(row.cell(at)).is_empty());
        let reach = if is_group { first.min(at) } else { at };
        let cells = (reach..=at).rev().map(|at| plain(row.cell(at)));
        let said = cells.into_iter().find(|cell| !cell.is_empty());
        // 单位:只 and 2月1日 above the headings are about the table.
        let said = said.filter(|cell| !cell.contains(':') && !is_lone_day(*row, cell));
        parts.extend(said.map(|cell| super::body::name(&cell)));
    }
    parts.dedup();
    parts
}

/// Whether a part of headings says that amounts stand below it, of what a title names.
fn tells_amounts(part: &str) -> bool {
    matches!(heading::measured(part), (Some(_), rest) if rest.is_empty())
        || day::read(part).is_some()
}

fn is_lone_day(row: Row<'_>, cell: &str) -> bool {
    let days = || row.cells().filter(|cell| day::read(cell).is_some());
    day::read(cell).is_some() && days().count() < COLUMNS_MIN
}

fn is_of_units(row: Row<'_>) -> bool {
    let cells = row.cells().map(plain).filter(|cell| !is_not_stated(cell));
    let mut cells = cells
        .filter(|cell| heading::meaning(cell) != Some(Meaning::Unit))
        .peekable();
    cells.peek().is_some() && cells.all(|cell| amount::names_unit(&cell))
}

fn is_of_specs(row: Row<'_>) -> bool {
    label(row) == Some(Meaning::Spec)
}

/// What a row of units or specifications says of a column.
fn labelled(band: &[Row<'_>], at: usize, meaning: Meaning) -> String {
    let is = |row: &&Row<'_>| match meaning {
        Meaning::Unit => is_of_units(**row),
        _ => is_of_specs(**row),
    };
    let cell = band.iter().find(is).map(|row| plain(row.cell(at)));
    let cell = cell.filter(|cell| !is_not_stated(cell) && heading::meaning(cell).is_none());
    cell.unwrap_or_default().into_owned()
}

/// What a column is.
enum Kind {
    Across(Across),
    Sum(Sum),
}

/// What the parts of its headings make of a column; nothing where they name what is no amount of goods.
fn column_of(at: usize, parts: &[String], unit: &str) -> Option<Kind> {
    let mut one = Across {
        at,
        unit: unit.to_owned(),
        ..Across::default()
    };
    one.heading = parts.concat();
    let mut is_sum = false;
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let part = one.without_unit(part);
        if let Some(of) = total::named(part) {
            is_sum = true;
            names.extend(Some(of).filter(|of| !of.is_empty()));
        } else if !part.is_empty() {
            one.takes(part, &mut names)?;
        }
    }
    if is_sum {
        let (heading, name, unit) = (one.heading, names.concat(), one.unit);
        return Some(Kind::Sum(Sum {
            at,
            heading,
            name,
            unit,
            of: Vec::new(),
        }));
    }
    one.item = names
        .into_iter()
        .rev()
        .reduce(|under, group| goods_of(&group, &under));
    let says = one.item.is_some() || one.recipient.is_some() || one.day.is_some();
    says.then_some(Kind::Across(one))
}

impl Across {
    /// A part without the unit that it names: 防护服(套), 口罩/只, 箱.
    fn without_unit<'p>(&mut self, part: &'p str) -> &'p str {
        if amount::names_unit(part) && heading::meaning(part) != Some(Meaning::Unit) {
            part.clone_into(&mut self.unit);
            return "";
        }
        match amount::without_unit(part) {
            Some((rest, unit)) => {
                unit.clone_into(&mut self.unit);
                rest
            }
            None => part,
        }
    }

    /// Takes what a part names. Nothing where the column is none of amounts.
    fn takes(&mut self, part: &str, names: &mut Vec<String>) -> Option<()> {
        let (measure, own) = heading::measured(part);
        self.measure = measure.or(self.measure);
        let meaning = heading::meaning(&own);
        let names_goods = goods::known(&own).is_some() && !meaning.is_some_and(heading::is_about);
        if own.is_empty() {
            return Some(());
        }
        if heading::is_planned(&own) {
            return None;
        }
        if day::read(&own).is_some() {
            self.day = Some(own);
        } else if names_goods {
            names.push(own);
        } else if names_body(&own) {
            self.recipient = Some(own);
        } else if meaning.is_none() || own.starts_with("其他") || own.starts_with("其它") {
            names.push(own);
        } else if meaning != Some(Meaning::Item) {
            return None;
        }
        Some(())
    }

    /// The rank of what came in.
    const RECEIVED: u8 = 2;
    /// The rank of what is left or lost.
    const LEFT: u8 = 3;

    /// Of several columns about the same: what was given out counts, and what came in only where that is all.
    fn rank(&self) -> u8 {
        match self.measure {
            Some(Meaning::InStore | Meaning::WrittenOff) => Self::LEFT,
            Some(Meaning::Received) => Self::RECEIVED,
            Some(Meaning::Placed) => 1,
            _ => 0,
        }
    }

    fn is_about_as(&self, other: &Self) -> bool {
        (&self.item, &self.recipient, &self.day) == (&other.item, &other.recipient, &other.day)
    }
}

fn names_body(text: &str) -> bool {
    BodyKind::of(text) != BodyKind::Other || Place::recognise(text).is_some()
}

/// The name of goods under the heading of a group: N95 under 口罩, 外科 under 口罩, L under 防护服.
fn goods_of(group: &str, under: &str) -> String {
    let [of_group, of_under] = [group, under].map(goods::known);
    let turned = format!("{under}{group}");
    let together = goods::known(&turned);
    if of_group.is_none() && of_under.is_some() {
        return under.to_owned();
    }
    if together.is_some() && together != of_group {
        return turned;
    }
    format!("{group}{under}")
}

/// The columns of amounts and those that name the rest, if together they tell what was given to whom.
fn crossed(
    mut columns: Vec<Across>,
    mut sides: Columns,
    is_text: impl Fn(usize) -> bool,
) -> Option<(Vec<Across>, Columns)> {
    let known = |one: &Across| {
        one.item
            .as_deref()
            .is_some_and(|item| goods::known(item).is_some())
    };
    let (goods, bodies) = (
        columns.iter().any(known),
        columns.iter().any(|one| one.recipient.is_some()),
    );
    let days = columns.iter().filter(|one| one.day.is_some()).count();
    let items = sides.at(Meaning::Item);
    if goods {
        // 批次 and 床位 stand before the goods; 其他 does not.
        let units = columns.iter().any(|one| !one.unit.is_empty());
        let mut begun = !units;
        columns.retain(|one| {
            begun |= known(one) || !one.unit.is_empty();
            begun && one.item.is_some()
        });
    } else if bodies {
        items?;
        // 同济 beside 武汉市第一医院 is a recipient too.
        for one in &mut columns {
            one.recipient = one.recipient.take().or(one.item.take());
        }
        columns.retain(|one| one.recipient.is_some());
    } else if days >= COLUMNS_MIN {
        items?;
        columns.retain(|one| one.day.is_some());
    } else if items.is_some() || columns.iter().any(|one| one.unit.is_empty()) {
        return None;
    }
    let first = columns.first()?.at;
    if columns.iter().any(|one| one.recipient.is_none()) {
        sides.settle_recipient(first, columns.iter().all(|one| one.item.is_some()), is_text);
    }
    let is_list = sides.at(Meaning::Item).is_some() && sides.at(Meaning::Quantity).is_some();
    (!is_list).then_some((given(columns), sides))
}

/// Of several columns about the same those that count what was given, with what the others say of it.
fn given(columns: Vec<Across>) -> Vec<Across> {
    let (mut given, mut others): (Vec<Across>, Vec<Across>) = (Vec::new(), Vec::new());
    for one in &columns {
        let counts = one.rank() < Across::LEFT && {
            let mut same = columns.iter().filter(|other| other.is_about_as(one));
            same.all(|other| other.rank() >= one.rank())
        };
        let to = if counts { &mut given } else { &mut others };
        to.push(one.clone());
    }
    for one in given.iter_mut().filter(|one| one.rank() < Across::RECEIVED) {
        let others = others.iter().filter(|other| other.is_about_as(one));
        let others: Vec<(u8, usize)> = others.map(|other| (other.rank(), other.at)).collect();
        let of = |rank: u8| {
            others
                .iter()
                .filter(move |(of, _)| *of == rank)
                .map(|(_, at)| *at)
        };
        (one.received, one.left) = (of(Across::RECEIVED).next(), of(Across::LEFT).collect());
    }
    given
}

/// The columns that one of totals may add up: those that its heading names, else all, or those since the last total.
fn summed(sum: &Sum, columns: &[Across], before: usize) -> Vec<Vec<usize>> {
    let of = |test: &dyn Fn(&Across) -> bool| -> Vec<usize> {
        columns
            .iter()
            .filter(|one| test(one))
            .map(|one| one.at)
            .collect()
    };
    let named = of(&|one| one.heading.contains(&sum.name));
    if !sum.name.is_empty() && !named.is_empty() {
        return vec![named];
    }
    vec![of(&|_| true), of(&|one| (before..sum.at).contains(&one.at))]
}
