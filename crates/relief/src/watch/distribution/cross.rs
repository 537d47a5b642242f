//! A table whose headings name goods, recipients or days, and whose rows name the rest: each filled cell where both
//! meet is a line of the list.

use super::super::plain::{is_not_stated, plain};
use super::super::sheet::Row;
use super::super::{column, day};
use super::across::{Across, Kind, Sum, column_of, given, summed};
use super::amount;
use super::columns::Columns;
use super::days;
use super::goods;
use super::heading::{self, Meaning};

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

/// The headings of a sheet that crosses two things. `alone`: nothing else of it heads a list, and one column is enough.
/// `about`: the sheet's name.
pub(super) fn of<'a>(
    rows: impl Iterator<Item = Row<'a>>,
    alone: bool,
    about: &str,
) -> Option<Cross<'a>> {
    let rows: Vec<Row<'a>> = rows.take(ROWS_LOOKED_AT).collect();
    let days = days::row(&rows, about);
    let numeric = rows.iter().enumerate();
    let numeric: Vec<bool> = numeric
        .map(|(at, row)| Some(at) != days && states_amounts(*row))
        .collect();
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| numeric.get(before));
        numeric.get(*at) == Some(&true) && before == Some(&false)
    };
    let last = column::TITLE_ROWS_MAX.saturating_add(BAND_ROWS_MAX);
    let bodies = (1..rows.len().min(last)).filter(begins);
    let bodies: Vec<usize> = bodies.collect();
    let read = |at: usize, titled: bool| read(&rows, &numeric, at, titled);
    let mut found = bodies.iter().filter_map(|at| read(*at, false));
    let first = found.find(|cross| cross.columns.len() >= COLUMNS_MIN || alone);
    let titled = || bodies.iter().find_map(|at| read(*at, true));
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

/// Whether a row below a table names the columns of another one.
pub(super) fn begins(row: Row<'_>) -> bool {
    const NAMED_MIN: usize = 3;
    let names = || {
        let score = Columns::of(row.cells()).score();
        score.is_some_and(|score| score >= NAMED_MIN)
    };
    !states_amounts(row) && (names() || heads(row))
}

/// Whether a row of words may head such a table: it names what it is about, and goods.
fn heads(row: Row<'_>) -> bool {
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
/// `numeric`: which rows state amounts.
fn read<'a>(rows: &[Row<'a>], numeric: &[bool], body: usize, titled: bool) -> Option<Cross<'a>> {
    let (above, below) = rows.split_at_checked(body)?;
    // What another table holds tells nothing about the columns of this one.
    let ends = below.iter().position(|row| begins(*row));
    let below = below.get(..ends.unwrap_or(below.len()))?;
    let band = band(above, numeric);
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
    let holds_amounts = |at: usize| holds(below, at, is_amount);
    let of = |at: usize, first: usize| {
        let unit = labelled(&band, at, Meaning::Unit);
        let kind = column_of(at, &parts(at, first), &unit);
        // 其他物资 may hold goods with their quantities.
        let others = |kind: &Kind| matches!(kind, Kind::Across(one) if one.is_of_others());
        kind.filter(|kind| holds_amounts(at) || (at > first && others(kind)))
    };
    let first = (0..width).find(|at| matches!(of(*at, *at), Some(Kind::Across(_))))?;
    let (mut columns, mut sums) = (Vec::new(), Vec::new());
    for at in first..width {
        match of(at, first) {
            Some(Kind::Across(mut one)) => {
                one.spec = labelled(&band, at, Meaning::Spec);
                columns.push(one);
            }
            Some(Kind::Sum(sum)) if sums.len() < SUMS_MAX => sums.push(sum),
            _ => {}
        }
    }
    let taken = columns.iter().map(|one| one.at);
    let taken: Vec<usize> = taken.chain(sums.iter().map(|sum| sum.at)).collect();
    let names_goods = |at: usize| {
        let goods = |cell: &str| goods::known(cell).is_some();
        holds(below, at, goods) && !holds_amounts(at)
    };
    let sides = sides(&band, width, &taken, first, names_goods);
    let (mut columns, rows) = crossed(columns, sides, |at| !holds_amounts(at))?;
    own_units(&mut columns, &rows);
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

/// Where several columns hold units, that of each column of amounts is the one right behind it.
fn own_units(columns: &mut [Across], rows: &Columns) {
    let units: Vec<usize> = rows.all(Meaning::Unit).collect();
    if units.len() > 1 {
        for one in columns {
            one.unit_at = units.iter().copied().find(|at| *at == one.at + 1);
        }
    }
}

/// Whether most of what stands in a column of a body is this.
fn holds(body: &[Row<'_>], at: usize, is: impl Fn(&str) -> bool) -> bool {
    let cells = body.iter().map(|row| plain(row.cell(at)));
    let (mut filled, mut such) = (0, 0);
    for cell in cells.filter(|cell| !is_not_stated(cell)) {
        filled += 1;
        such += usize::from(is(&cell));
    }
    filled > 0 && such * 2 >= filled
}

/// What the columns mean that are none of amounts.
fn sides(
    band: &[Row<'_>],
    width: usize,
    taken: &[usize],
    first: usize,
    names_goods: impl Fn(usize) -> bool,
) -> Columns {
    let own = |at: usize| {
        let named = band.iter().rev().map(|row| row.cell(at));
        let mut named = named.filter(|cell| !plain(cell).is_empty());
        let named = named.next().unwrap_or("");
        if taken.contains(&at) { "" } else { named }
    };
    let mut sides = Columns::of((0..width).map(own));
    // 物资\单位 in the corner is about both; 项目 may be about goods.
    let is_corner = |at: &usize| heading::says(own(*at), Meaning::Item) || names_goods(*at);
    let corner = (0..first).find(is_corner);
    if let Some(corner) = corner.filter(|_| sides.at(Meaning::Item).is_none()) {
        sides.rename(corner, Meaning::Item);
    }
    sides
}

/// The rows of headings right above a body: down from a blank row, a title, or amounts. Who was given nothing may stand
/// between them and the first amounts.
fn band<'a>(above: &[Row<'a>], numeric: &[bool]) -> Vec<Row<'a>> {
    let is_lone = |row: &Row<'a>| {
        let cells = row.cells().enumerate();
        let mut filled = cells.filter(|(_, cell)| !plain(cell).is_empty());
        let first = filled.next();
        filled.next().is_none()
            && first.is_some_and(|(at, cell)| at == 0 || goods::known(cell).is_none())
    };
    let rows = above.iter().zip(numeric).rev();
    let rows = rows.skip_while(|(row, _)| row.is_blank() || is_lone(row));
    let heads = |(row, states_amounts): &(&Row<'a>, &bool)| {
        !row.is_blank() && !**states_amounts && !is_lone(row)
    };
    let rows = rows.take(BAND_ROWS_MAX).take_while(heads);
    let mut band: Vec<Row<'a>> = rows.map(|(row, _)| *row).collect();
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
