//! What stands for blank cells: the cell above, where the list's habit or a merge says so; and names over several cells.

use std::borrow::Cow;

use super::super::sheet::Row;
use super::body;
use super::heading::Meaning;
use super::judged::{Judged, Kind};
use super::memo::Memo;
use super::read::List;

/// What stands for blank cells of a column.
pub(super) struct Filled<'a> {
    at: Option<usize>,
    by_habit: bool,
    value: Cow<'a, str>,
}

impl<'a> Filled<'a> {
    /// Blank means "as above" where the list never writes a name twice in a row, or leaves more blanks than it does.
    pub fn new(list: &List<'a>, meaning: Meaning, rows: &[Judged<'a>]) -> Self {
        let at = list.columns.at(meaning);
        let lines = rows.iter().filter(|judged| judged.kind == Kind::Line);
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

    pub fn next(&mut self, list: &List<'a>, row: Row<'a>) -> Cow<'a, str> {
        self.taken(list.text(row, self.at), row)
    }

    fn is_merged(&self, row: Row<'_>) -> bool {
        self.at.is_some_and(|at| row.is_covered(at))
    }

    /// What stands in a row with this text of its own.
    fn taken(&mut self, own: Cow<'a, str>, row: Row<'a>) -> Cow<'a, str> {
        let same = is_ditto(&own);
        if !own.is_empty() && !same {
            self.value = own;
            return self.value.clone();
        }
        if self.is_merged(row) || same || self.by_habit {
            self.value.clone()
        } else {
            Cow::Borrowed("")
        }
    }
}

/// Whether a cell says that it is as the one above.
fn is_ditto(cell: &str) -> bool {
    matches!(cell, "同上" | "〃" | "″" | "\"" | "”" | "ditto" | "Ditto")
}

/// The recipient of each row, put together from merged and split cells.
pub(super) fn recipients<'a>(list: &List<'a>, rows: &[Judged<'a>]) -> Vec<Cow<'a, str>> {
    let mut filled = Filled::new(list, Meaning::Recipient, rows);
    let mut names: Vec<Cow<'a, str>> = Vec::with_capacity(rows.len());
    let mut known: Memo<'a, (bool, bool)> = Memo::default();
    // Whether the name that holds now goes on, whatever comes.
    let mut open = false;
    // Where the name that holds now began.
    let mut begun = 0;
    // 黄冈市 in the column of places with nobody named beside it was given itself.
    let place = list.columns.at(Meaning::Place);
    let mut last_place = Cow::Borrowed("");
    for (nth, judged) in rows.iter().enumerate() {
        let mut own = list.text(judged.row, filled.at);
        let here = list.text(judged.row, place);
        if !here.is_empty() && here != last_place {
            if own.is_empty() && judged.kind == Kind::Line && !filled.is_merged(judged.row) {
                own = here.clone();
            }
            last_place = here;
        }
        let is_total = !matches!(judged.kind, Kind::Line | Kind::Other);
        if is_ditto(&own) {
            names.push(filled.next(list, judged.row));
            continue;
        }
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
            Cow::Borrowed("")
        } else {
            filled.taken(own, judged.row)
        });
    }
    names
}
