//! The form that records a published list: one row of text for each line, as it is copied from a notice.

use std::collections::BTreeMap;

use app::distribution::NewDistribution;
use relief::catalogue::{Item, OTHER};
use relief::entry::{DistributionLineFact, DistributionTotalFact};
use relief::fold::fold;
use relief::ids::DistributionId;
use relief::name::Name;
use relief::watch::distribution::{Class, Facts};
use relief::watch::plain::is_not_stated;
use serde::Serialize;

use crate::fields::Fields;
use crate::names;
use crate::need::{day, quantity};
use crate::refused;
use crate::t;
use crate::words::Words;

/// What stands for the giver of a total over all.
const FROM_ALL: &str = "—";
/// Rows of text that stand open; more of them are folded away behind a line that counts them.
const ROWS_OPEN_MAX: usize = 40;

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

    /// A list that was checked, as somebody would have typed it. Who published it and where is not in it.
    pub fn of_facts(w: Words, facts: &Facts) -> ListForm {
        let mut said = Said::default();
        let lines = facts.lines.iter().map(|line| {
            let goods = said.of(w, line.item, line.class);
            let giver = line.given_by.as_ref().map_or("", Name::as_str);
            let cells = [
                line.given_to.as_str(),
                goods,
                &line.quantity.to_string(),
                giver,
            ];
            cells.join("\t").trim_end().to_owned()
        });
        let lines: Vec<String> = lines.collect();
        let totals = facts.totals.iter().map(|total| {
            let giver = total.given_by.as_ref().map_or(FROM_ALL, Name::as_str);
            let goods = said.of(w, total.item, total.class);
            [giver, goods, &total.quantity.to_string()].join("\t")
        });
        ListForm {
            day: facts.day.map_or_else(String::new, |day| day.iso()),
            lines: lines.join("\n"),
            totals: totals.collect::<Vec<_>>().join("\n"),
            ..ListForm::default()
        }
    }

    /// How many rows are folded away, if they are: too many to read at a glance, and none of them is at fault.
    pub fn folded(&self) -> Option<usize> {
        let rows = self.lines.lines().count();
        let at_fault = self.faults.iter().any(|(field, _)| field == "lines");
        (rows > ROWS_OPEN_MAX && !at_fault).then_some(rows)
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
        let mut known = Known::default();
        let lines = rows(w, &self.lines, |w, cells| line(w, &mut known, cells));
        let lines = lines.map_err(|why| note("lines", why));
        let totals = rows(w, &self.totals, |w, cells| total(w, &mut known, cells));
        let totals = totals.map_err(|why| note("totals", why));
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
    mut read: impl FnMut(Words, &[&str]) -> Result<T, String>,
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

/// Cells stand apart by tabs; where there are none, by semicolons or commas. A comma between digits belongs to the number.
fn cells(row: &str) -> Vec<&str> {
    if row.contains('\t') {
        return row.split('\t').map(str::trim).collect();
    }
    let mut cells = Vec::new();
    let (mut from, mut before) = (0, ' ');
    let mut chars = row.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let folded = fold(c);
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let in_number = before.is_ascii_digit() && after.is_ascii_digit() && c == ',';
        let parts = matches!(folded, ';' | ',');
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

fn line(w: Words, known: &mut Known, cells: &[&str]) -> Result<DistributionLineFact, String> {
    let (item, class) = known.goods(w, cell(cells, 1))?;
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

fn total(w: Words, known: &mut Known, cells: &[&str]) -> Result<DistributionTotalFact, String> {
    let (item, class) = known.goods(w, cell(cells, 1))?;
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

/// Goods that were recognised already: a list names the same ones in many rows.
#[derive(Default)]
struct Known(BTreeMap<String, (Item, Option<Class>)>);

impl Known {
    fn goods(&mut self, w: Words, text: &str) -> Result<(Item, Option<Class>), String> {
        if let Some(known) = self.0.get(text) {
            return Ok(*known);
        }
        let goods =
            goods(text).ok_or_else(|| t!(w, "list-goods-unknown", goods = text.to_owned()))?;
        self.0.insert(text.to_owned(), goods);
        Ok(goods)
    }
}

/// Behind a name that would tell a class by itself: the list states none.
const NO_CLASS: [char; 2] = ['?', '？'];

/// Goods by their name, or by the codes of the journal: the item's and, behind a space, the class's.
fn goods(text: &str) -> Option<(Item, Option<Class>)> {
    if let Some(name) = text.strip_suffix(NO_CLASS) {
        return Some((Item::recognise(name)?, None));
    }
    let (code, class) = text.split_once(' ').unwrap_or((text, ""));
    let item = Item::from_code(code).filter(|item| item.code() != OTHER);
    let by_code = item.zip(Some(Class::from_code(class)));
    let by_code = by_code.filter(|(_, found)| class.is_empty() || found.is_some());
    by_code.or_else(|| Some((Item::recognise(text)?, Class::named(text))))
}

/// How goods are written so that they are read as the same again.
#[derive(Default)]
struct Said(BTreeMap<(Item, Option<Class>), String>);

impl Said {
    fn of(&mut self, w: Words, item: Item, class: Option<Class>) -> &str {
        self.0.entry((item, class)).or_insert_with(|| {
            let with = |name: &str, class: Option<&str>| match class {
                Some(class) => format!("{name} {class}"),
                None => name.to_owned(),
            };
            let name = names::item(w, item);
            let named = with(name, class.map(Class::written));
            let ways = [named, with(name, Some("?"))];
            let mut same = ways
                .into_iter()
                .filter(|way| goods(way) == Some((item, class)));
            same.next()
                .unwrap_or_else(|| with(item.code(), class.map(Class::code)))
        })
    }
}

fn amount(w: Words, item: Item, text: &str) -> Result<Option<u64>, String> {
    quantity(w, item, text)
}

fn giver(w: Words, text: &str) -> Result<Option<Name>, String> {
    (!is_not_stated(text)).then(|| name(w, text)).transpose()
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
        let lines_of = |text: &str| {
            let mut known = Known::default();
            rows(w, text, |w, cells| line(w, &mut known, cells))
        };
        let why = lines_of(text).unwrap_err();
        assert!(why.contains('3'), "{why}");
        let lines = lines_of(&text.replace("1.6万", "2万\t\t16,000")).unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!(
            (lines[0].quantity, lines[0].class),
            (16_000, Some(Class::N95))
        );
        assert_eq!(lines[0].given_by, Some(Name::new("北京一家公司").unwrap()));
        assert_eq!(lines[1].class, Some(Class::Kn95));
        assert_eq!((lines[1].quantity, lines[1].was), (20_000, Some(16_000)));
        let mut known = Known::default();
        let totals = rows(w, ", N95, 36000, 0, 12", |w, cells| {
            total(w, &mut known, cells)
        });
        let totals = totals.unwrap();
        assert_eq!(
            (totals[0].given_by.is_none(), totals[0].written_off),
            (true, 12)
        );
        assert!(lines_of("仁爱医院，恐龙，3").unwrap_err().contains("恐龙"));
    }

    /// What the page writes into the form is what the form reads: every item, every class, in both languages.
    #[test]
    fn a_checked_list_comes_back_from_the_form_as_it_was() {
        let name = |text: &str| Name::new(text).unwrap();
        let classes = [None]
            .into_iter()
            .chain(Class::ALL.iter().copied().map(Some));
        let of_class = |class| {
            let items = Item::all().filter(|item| item.code() != OTHER);
            items.map(move |item| (item, class))
        };
        let lines: Vec<_> = classes.flat_map(of_class).collect();
        let lines = lines.into_iter().map(|(item, class)| DistributionLineFact {
            class,
            given_by: Some(name("北京，一家；公司")),
            given_to: name("A, B; C 医院"),
            item,
            quantity: 1_234,
            was: None,
        });
        let total = DistributionTotalFact {
            class: Some(Class::Kn95),
            given_by: None,
            item: Item::from_code("n95_respirator").unwrap(),
            quantity: 5,
            stored: 0,
            written_off: 0,
        };
        let facts = Facts {
            lines: lines.collect(),
            totals: vec![total],
            ..Facts::default()
        };
        for w in [Words::new(Lang::Zh), Words::new(Lang::En)] {
            let form = ListForm::of_facts(w, &facts);
            let sent = Fields::of(&[
                ("issuer", "某市红十字会"),
                ("day", "2020-02-01"),
                ("source", "公告"),
                ("lines", &form.lines),
                ("totals", &form.totals),
            ]);
            let read = ListForm::of(&sent).read(w).unwrap();
            assert_eq!(
                (read.lines, read.totals),
                (facts.lines.clone(), facts.totals.clone())
            );
        }
    }
}
