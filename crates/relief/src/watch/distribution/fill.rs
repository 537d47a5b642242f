//! What stands for blank cells: the cell above, where the list's habit or a merge says so; and names over several cells.

use super::super::sheet::Row;
use super::super::texts::Text;
use super::body;
use super::heading::Meaning;
use super::judged::{Judged, Kind};
use super::memo::Memo;
use super::read::List;
use super::said::Said;

/// What stands for blank cells of a column.
pub(super) struct Filled {
    at: Option<usize>,
    by_habit: bool,
    value: Text,
}

impl Filled {
    /// Blank means "as above" where the list never writes a name twice in a row, or leaves more blanks than it does.
    pub fn new(list: &List<'_>, meaning: Meaning, rows: &[Judged<'_>]) -> Self {
        let at = list.columns.at(meaning);
        let lines = rows.iter().filter(|judged| judged.kind == Kind::Line);
        let mut cells = lines.map(|judged| at.map_or(Text::EMPTY, |at| judged.row.stated(at)));
        let mut before = cells.next().unwrap_or_default();
        let begun = !before.is_empty();
        let (mut blanks, mut twice) = (0, 0);
        // Nothing stands in a column that is not there.
        for cell in cells.take_while(|_| at.is_some()) {
            blanks += usize::from(cell.is_empty());
            twice += usize::from(!cell.is_empty() && cell == before);
            before = cell;
        }
        let by_habit = blanks > twice && begun;
        Self {
            at,
            by_habit,
            value: Text::EMPTY,
        }
    }

    pub fn next<'a>(&mut self, list: &List<'a>, row: Row<'a>) -> Text {
        self.taken(list, list.text(row, self.at), row)
    }

    fn is_merged(&self, row: Row<'_>) -> bool {
        self.at.is_some_and(|at| row.is_covered(at))
    }

    /// What stands in a row with this text of its own.
    fn taken(&mut self, list: &List<'_>, own: Text, row: Row<'_>) -> Text {
        let same = list.cues(own).is_ditto;
        if !own.is_empty() && !same {
            self.value = own;
            return self.value;
        }
        if same || self.by_habit || self.is_merged(row) {
            self.value
        } else {
            Text::EMPTY
        }
    }
}

/// Whether a cell says that it is as the one above.
pub(super) fn is_ditto(cell: &str) -> bool {
    matches!(cell, "同上" | "〃" | "″" | "\"" | "”" | "ditto" | "Ditto")
}

/// Whether a row names one more recipient of the goods above it: how many is merged over the rows of all.
fn shares<'a>(list: &List<'a>, judged: Judged<'a>, own: Text) -> bool {
    let quantity = list.columns.at(Meaning::Quantity);
    let is_covered = quantity.is_some_and(|at| judged.row.is_covered(at));
    is_covered && judged.kind == Kind::Other && !own.is_empty()
}

/// Gives the last line that has a name, and the rows below it, the names of all who share in it.
fn share(rows: &[Judged<'_>], names: &mut [Text], all: Text) {
    let mut named = rows.iter().take(names.len());
    let line = named.rposition(|judged| judged.kind == Kind::Line);
    let line = line.unwrap_or_default();
    names.iter_mut().skip(line).for_each(|name| *name = all);
}

/// The recipient of each row, put together from merged and split cells.
pub(super) fn recipients<'a>(
    list: &List<'a>,
    rows: &[Judged<'a>],
    said: &mut Said<'a>,
) -> Vec<Text> {
    let mut filled = Filled::new(list, Meaning::Recipient, rows);
    let mut names: Vec<Text> = Vec::with_capacity(rows.len());
    let mut known: Memo<1, (bool, bool)> = Memo::default();
    // Whether the name that holds now goes on, whatever comes.
    let mut open = false;
    // Where the name that holds now began.
    let mut begun = 0;
    // 黄冈市 in the column of places with nobody named beside it was given itself.
    let place = list.columns.at(Meaning::Place);
    let mut last_place = Text::EMPTY;
    for (nth, judged) in rows.iter().enumerate() {
        let mut own = list.text(judged.row, filled.at);
        let here = list.text(judged.row, place);
        if !here.is_empty() && here != last_place {
            if own.is_empty() && judged.kind == Kind::Line && !filled.is_merged(judged.row) {
                own = here;
            }
            last_place = here;
        }
        let is_total = !matches!(judged.kind, Kind::Line | Kind::Other);
        if shares(list, *judged, own)
            && let Some(name) = names.last()
        {
            let all = format!("{}、{}", said.get(*name), said.get(own));
            filled.value = said.of(&all);
            names.push(filled.value);
            share(rows, &mut names, filled.value);
            continue;
        }
        if list.cues(own).is_ditto {
            names.push(filled.next(list, judged.row));
            continue;
        }
        let says = |text: &str| (body::is_open(text), body::is_rest(text));
        let asked = known.of([own], || says(said.get(own)));
        let (is_open, is_rest) = known.get(asked).copied().unwrap_or_default();
        let goes_on = !own.is_empty() && !is_total && !filled.value.is_empty();
        if goes_on && nth > 0 && (open || is_rest) {
            let joined = body::joined(said.get(filled.value), said.get(own));
            open = body::is_open(&joined);
            filled.value = said.of(&joined);
            let of_name = names.iter_mut().skip(begun);
            of_name.for_each(|name| *name = filled.value);
            names.push(filled.value);
            continue;
        }
        // A row with nothing but a name heads the rows below it.
        if !own.is_empty() && judged.kind == Kind::Other {
            filled.by_habit = true;
        }
        if !own.is_empty() && own != filled.value {
            begun = nth;
        }
        if !own.is_empty() && !is_total {
            open = is_open;
        }
        names.push(if is_total {
            Text::EMPTY
        } else {
            filled.taken(list, own, judged.row)
        });
    }
    names
}
