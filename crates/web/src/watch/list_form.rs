//! The form that records a published list: one row of text for each line, as it is copied from a notice.

use app::distribution::NewDistribution;
use relief::catalogue::Item;
use relief::entry::{DistributionLineFact, DistributionTotalFact};
use relief::fold::fold;
use relief::ids::DistributionId;
use relief::name::Name;
use relief::watch::distribution::Class;
use serde::Serialize;

use crate::fields::Fields;
use crate::need::{day, quantity};
use crate::refused;
use crate::t;
use crate::words::Words;

/// What was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct ListForm {
    /// Who published it.
    pub issuer: String,
    /// The day, as `date` inputs hold it.
    pub day: String,
    /// Where it was read.
    pub source: String,
    /// In place of which list.
    pub corrects: String,
    /// Lists to choose from: number and words.
    pub lists: Vec<(u64, String)>,
    /// Rows: to whom, what, how much, from whom, in place of how much.
    pub lines: String,
    /// Rows: from whom, what, how much, in store, written off.
    pub totals: String,
    /// What does not fit: field and sentence.
    pub faults: Vec<(String, String)>,
    /// The name of one who is not signed in.
    pub name: String,
    /// Whether a name is asked for.
    pub asks_name: bool,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

impl ListForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> ListForm {
        let text = |name: &str| fields.text(name).to_owned();
        ListForm {
            issuer: text("issuer"),
            day: text("day"),
            source: text("source"),
            corrects: text("corrects"),
            lines: text("lines"),
            totals: text("totals"),
            name: text("name"),
            ..ListForm::default()
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(&self, w: Words) -> Result<NewDistribution, Vec<(String, String)>> {
        let mut faults = Vec::new();
        let mut note = |field: &str, why: String| faults.push((field.to_owned(), why));
        let issuer = name(w, &self.issuer).map_err(|why| note("issuer", why));
        let day = day::start_of(&self.day);
        if day.is_none() {
            note("day", t!(w, "list-day-missing"));
        }
        if self.source.is_empty() {
            note("source", t!(w, "list-source-missing"));
        }
        let lines = rows(w, &self.lines, line).map_err(|why| note("lines", why));
        let totals = rows(w, &self.totals, total).map_err(|why| note("totals", why));
        if lines.as_ref().is_ok_and(Vec::is_empty) {
            note("lines", t!(w, "list-lines-missing"));
        }
        match (issuer, day, lines, totals) {
            (Ok(issuer), Some(published_on), Ok(lines), Ok(totals)) if faults.is_empty() => {
                Ok(NewDistribution {
                    issuer,
                    published_on,
                    lines,
                    totals,
                    corrects: self.corrects.parse().ok().map(DistributionId),
                    source: self.source.clone(),
                })
            }
            _ => Err(faults),
        }
    }
}

/// Every row that says something; the error names the first row that does not fit.
fn rows<T>(
    w: Words,
    text: &str,
    read: impl Fn(Words, &[&str]) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let mut found = Vec::new();
    for (n, row) in (1_u64..).zip(text.lines()) {
        if row.trim().is_empty() {
            continue;
        }
        let cells = cells(row);
        let read = read(w, &cells).map_err(|why| t!(w, "list-row", n = n, why = why))?;
        found.push(read);
    }
    Ok(found)
}

/// Cells stand apart by tabs, semicolons, or commas; a comma between digits belongs to the number.
fn cells(row: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let (mut from, mut before) = (0, ' ');
    let mut chars = row.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let folded = fold(c);
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let in_number = before.is_ascii_digit() && after.is_ascii_digit() && c == ',';
        let parts = matches!(folded, ';' | ',') || c == '\t';
        if parts && !in_number {
            cells.push(row.get(from..at).unwrap_or_default().trim());
            from = at + c.len_utf8();
        }
        before = c;
    }
    cells.push(row.get(from..).unwrap_or_default().trim());
    cells
}

fn cell<'c>(cells: &[&'c str], at: usize) -> &'c str {
    cells.get(at).copied().unwrap_or_default()
}

fn line(w: Words, cells: &[&str]) -> Result<DistributionLineFact, String> {
    let (item, class) = goods(w, cell(cells, 1))?;
    let quantity = amount(w, item, cell(cells, 2))?;
    Ok(DistributionLineFact {
        class,
        given_by: giver(w, cell(cells, 3))?,
        given_to: name(w, cell(cells, 0))?,
        item,
        quantity: quantity.ok_or_else(|| t!(w, "list-amount-missing"))?,
        was: amount(w, item, cell(cells, 4))?,
    })
}

fn total(w: Words, cells: &[&str]) -> Result<DistributionTotalFact, String> {
    let (item, class) = goods(w, cell(cells, 1))?;
    let quantity = amount(w, item, cell(cells, 2))?;
    Ok(DistributionTotalFact {
        class,
        given_by: giver(w, cell(cells, 0))?,
        item,
        quantity: quantity.ok_or_else(|| t!(w, "list-amount-missing"))?,
        stored: amount(w, item, cell(cells, 3))?.unwrap_or(0),
        written_off: amount(w, item, cell(cells, 4))?.unwrap_or(0),
    })
}

fn goods(w: Words, text: &str) -> Result<(Item, Option<Class>), String> {
    let unknown = || t!(w, "list-goods-unknown", goods = text.to_owned());
    let item = Item::recognise(text).ok_or_else(unknown)?;
    Ok((item, Class::named(text)))
}

fn amount(w: Words, item: Item, text: &str) -> Result<Option<u64>, String> {
    quantity(w, item, text)
}

fn giver(w: Words, text: &str) -> Result<Option<Name>, String> {
    let blank = text.is_empty();
    (!blank).then(|| name(w, text)).transpose()
}

fn name(w: Words, text: &str) -> Result<Name, String> {
    Name::new(text).map_err(|fault| refused::sentence(w, &app::Refused::Name(fault)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn rows_are_read_as_they_are_copied() {
        let w = Words::new(Lang::Zh);
        let text = "仁爱医院，N95口罩，16,000，北京一家公司\n\n天佑医院\tKN95口罩\t1.6万";
        let why = rows(w, text, line).unwrap_err();
        assert!(why.contains('3'), "{why}");
        let lines = rows(w, &text.replace("1.6万", "2万；；16,000"), line).unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!(
            (lines[0].quantity, lines[0].class),
            (16_000, Some(Class::N95))
        );
        assert_eq!(lines[0].given_by, Some(Name::new("北京一家公司").unwrap()));
        assert_eq!(lines[1].class, Some(Class::Kn95));
        assert_eq!((lines[1].quantity, lines[1].was), (20_000, Some(16_000)));
        let totals = rows(w, ", N95, 36000, 0, 12", total).unwrap();
        assert_eq!(
            (totals[0].given_by.is_none(), totals[0].written_off),
            (true, 12)
        );
        assert!(
            rows(w, "仁爱医院，恐龙，3", line)
                .unwrap_err()
                .contains("恐龙")
        );
    }
}
