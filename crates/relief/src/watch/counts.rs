//! The columns of a table of case counts: days, bodies, places and the counts themselves.

use std::collections::BTreeMap;

use crate::case_report::figures::Part;
use crate::code::CaseCount;

use super::column::{self, Heading, NoColumn};
use super::day::{self, Day};
use super::decimal::Decimal;
use super::plain::{is_not_stated, key, plain};
use super::sheet::{Row, Sheet};
use super::{Fault, Unread};

const DATE: [&str; 4] = ["date", "日期", "reportdate", "report_date"];
const VINTAGE: [&str; 5] = ["vintage_day", "vintage", "as_of", "read_on", "版本日期"];
const REPORTER: [&str; 4] = ["reporter", "报告单位", "jurisdiction", "reported_by"];
const COUNTRY: [&str; 3] = ["country", "国家", "nation"];
const PROVINCE: [&str; 4] = ["province", "省份", "省", "place"];
const CITY: [&str; 4] = ["city", "城市", "市", "prefecture"];

/// Names of counts, whether they only ever grow, and what a case report calls them.
const COUNTS: [(&str, bool, Option<CaseCount>); 33] = [
    ("confirmed", true, Some(CaseCount::Confirmed)),
    ("cured", true, Some(CaseCount::Recovered)),
    ("recovered", true, Some(CaseCount::Recovered)),
    ("discharged", true, Some(CaseCount::Recovered)),
    ("dead", true, Some(CaseCount::Deaths)),
    ("deaths", true, Some(CaseCount::Deaths)),
    ("died", true, Some(CaseCount::Deaths)),
    ("确诊", true, Some(CaseCount::Confirmed)),
    ("治愈", true, Some(CaseCount::Recovered)),
    ("出院", true, Some(CaseCount::Recovered)),
    ("治愈出院", true, Some(CaseCount::Recovered)),
    ("死亡", true, Some(CaseCount::Deaths)),
    ("suspected", false, Some(CaseCount::Suspected)),
    ("severe", false, Some(CaseCount::Severe)),
    ("critical", false, Some(CaseCount::Critical)),
    ("active", false, None),
    ("contacts", false, Some(CaseCount::Contacts)),
    ("观察", false, None),
    ("疑似", false, Some(CaseCount::Suspected)),
    ("重症", false, Some(CaseCount::Severe)),
    ("重型", false, Some(CaseCount::Severe)),
    ("危重", false, Some(CaseCount::Critical)),
    ("危重症", false, Some(CaseCount::Critical)),
    ("危重型", false, Some(CaseCount::Critical)),
    ("beds", false, Some(CaseCount::Beds)),
    ("open_beds", false, Some(CaseCount::Beds)),
    ("床位", false, Some(CaseCount::Beds)),
    ("开放床位", false, Some(CaseCount::Beds)),
    ("现有确诊", false, None),
    ("现存确诊", false, None),
    ("密切接触者", false, Some(CaseCount::Contacts)),
    ("追踪密切接触者", false, Some(CaseCount::Contacts)),
    ("current", false, None),
];

/// What a count is put before: of the day alone, or of all days so far.
const OF_THE_DAY: [&str; 4] = ["new_", "new", "daily_", "新增"];
const OF_ALL_DAYS: [&str; 4] = ["cumulative_", "cumulative", "total_", "累计"];
/// Of those that stand at the end of the day.
const OF_NOW: [&str; 2] = ["current_", "现有"];
/// Taken off what was counted before; alone, it is of the confirmed.
const OF_EARLIER: [&str; 2] = ["removed_", "核减"];

/// A name in the tables of a check, as a small number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameId(usize);

/// The names met in a table, each once.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    by_key: BTreeMap<std::borrow::Cow<'a, str>, NameId>,
    written: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub fn id(&mut self, written: &'a str) -> NameId {
        let plain = plain(written);
        if let Some(id) = self.by_key.get(&plain) {
            return *id;
        }
        let id = NameId(self.written.len());
        self.written.push(written);
        self.by_key.insert(plain, id);
        id
    }

    pub fn name(&self, id: NameId) -> String {
        self.written
            .get(id.0)
            .map(|name| plain(name).into_owned())
            .unwrap_or_default()
    }
}

/// A nation, a province of it, or a city of that; what is not named is [`Place::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub country: NameId,
    pub province: NameId,
    pub city: NameId,
}

impl Place {
    /// The empty name: a row of the whole. Always the first of [`Names`].
    pub const ALL: NameId = NameId(0);

    /// What it is a part of.
    pub fn whole(self) -> Option<Self> {
        let whole = if self.city != Self::ALL {
            Self {
                city: Self::ALL,
                ..self
            }
        } else if self.province != Self::ALL {
            Self {
                province: Self::ALL,
                ..self
            }
        } else {
            return None;
        };
        Some(whole)
    }

    /// Its own name.
    pub fn own(self) -> NameId {
        [self.city, self.province]
            .into_iter()
            .find(|name| *name != Self::ALL)
            .unwrap_or(self.country)
    }

    /// Who reports on it where no reporter is named: the province, or the nation.
    pub fn reporter(self) -> NameId {
        if self.province == Self::ALL {
            self.country
        } else {
            self.province
        }
    }
}

/// A column of counts.
#[derive(Debug, Clone)]
pub(crate) struct Count {
    pub at: usize,
    pub name: String,
    /// Whether it only ever grows.
    pub cumulative: bool,
    /// What it is in a case report, if it is there.
    pub said: Option<(CaseCount, Part)>,
}

/// What the name of a count means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// Whether it only ever grows.
    pub cumulative: bool,
    /// What it is in a case report, if it is there.
    pub said: Option<(CaseCount, Part)>,
}

/// Where everything stands.
#[derive(Debug)]
pub(crate) struct Layout<'a> {
    pub sheet: &'a Sheet,
    header: Heading<'a>,
    date: (usize, day::Order),
    vintage: Option<(usize, day::Order)>,
    reporter: Option<usize>,
    country: Option<usize>,
    province: Option<usize>,
    city: Option<usize>,
    pub counts: Vec<Count>,
}

/// Finds the header: the first row that names a day, a body or place, and a count.
pub(crate) fn layout(
    sheet: &Sheet,
) -> Result<(Layout<'_>, impl Iterator<Item = Row<'_>> + Clone), NoColumn> {
    let complete = |heading: &Heading<'_>| {
        let body = any(heading, &REPORTER).or(any(heading, &PROVINCE));
        any(heading, &DATE).is_some() && body.is_some() && !counts(heading).is_empty()
    };
    let Some((header, rows)) = column::header(sheet, complete) else {
        let lacks = |names: &[&str]| !names.iter().any(|name| column::is_there(sheet, name));
        let wanted = if lacks(&DATE) {
            "date"
        } else if lacks(&REPORTER) && lacks(&PROVINCE) {
            "province"
        } else {
            "confirmed"
        };
        return Err(column::missing(sheet, wanted));
    };
    let date = any(&header, &DATE).ok_or_else(|| column::missing(sheet, "date"))?;
    let vintage = any(&header, &VINTAGE);
    let order = |column: usize| day::Order::of(rows.clone().map(|row| row.cell(column)));
    let layout = Layout {
        sheet,
        date: (date, order(date)),
        vintage: vintage.map(|at| (at, order(at))),
        reporter: any(&header, &REPORTER),
        country: any(&header, &COUNTRY),
        province: any(&header, &PROVINCE),
        city: any(&header, &CITY),
        counts: counts(&header),
        header,
    };
    Ok((layout, rows))
}

fn any(heading: &Heading<'_>, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| column::named(heading, name))
}

fn counts(header: &Heading<'_>) -> Vec<Count> {
    let named = |(at, cell): (usize, &str)| {
        let key = key(cell);
        let Meaning { cumulative, said } = meaning(&key)?;
        Some(Count {
            at,
            name: plain(cell).into_owned(),
            cumulative,
            said,
        })
    };
    header.cells().enumerate().filter_map(named).collect()
}

/// What a name of a count means; `None` when the name is of no count.
pub(crate) fn meaning(key: &str) -> Option<Meaning> {
    let own = |name: &str| {
        let found = COUNTS.iter().find(|(count, ..)| *count == name);
        found.map(|(_, grows, count)| (*grows, *count))
    };
    let after = |prefixes: &[&str]| {
        let mut rests = prefixes.iter().filter_map(|p| key.strip_prefix(p));
        rests.find_map(own)
    };
    let means = |(_, count): (bool, Option<CaseCount>), cumulative: bool, part: Part| Meaning {
        cumulative,
        said: count.map(|count| (count, part)),
    };
    let plain = own(key).map(|found| means(found, found.0, Part::Total));
    plain
        .or_else(|| after(&OF_THE_DAY).map(|found| means(found, false, Part::New)))
        .or_else(|| after(&OF_ALL_DAYS).map(|found| means(found, true, Part::Total)))
        .or_else(|| after(&OF_NOW).map(|found| means(found, false, Part::Total)))
        .or_else(|| after(&OF_EARLIER).map(|found| means(found, false, Part::Removed)))
        .or_else(|| {
            let alone = OF_EARLIER.contains(&key).then(|| own("确诊"))??;
            Some(means(alone, false, Part::Removed))
        })
}

impl<'a> Layout<'a> {
    /// The day of a row; `Err` when it cannot be read.
    pub fn day(&self, row: Row<'a>) -> Result<Day, Unread> {
        self.day_in(row, self.date)
    }

    /// The day on which the table said what the row holds.
    pub fn vintage(&self, row: Row<'a>) -> Result<Day, Unread> {
        self.vintage.map_or_else(
            || Err(self.unread(row, self.date.0, Fault::NoDay)),
            |at| self.day_in(row, at),
        )
    }

    /// # Errors
    /// [`NoColumn`] when the table does not say on which day it said what.
    pub fn needs_vintage(&self) -> Result<(), NoColumn> {
        self.vintage
            .map(|_| ())
            .ok_or_else(|| column::missing(self.sheet, "vintage_day"))
    }

    fn day_in(&self, row: Row<'a>, (at, order): (usize, day::Order)) -> Result<Day, Unread> {
        let cell = row.cell(at);
        let fault = if is_not_stated(&plain(cell)) {
            Fault::NoDay
        } else {
            Fault::NotADay
        };
        let day = order.read(cell).and_then(|day| day.near(None));
        day.ok_or_else(|| self.unread(row, at, fault))
    }

    pub fn place(&self, row: Row<'a>, names: &mut Names<'a>) -> Place {
        let _ = names.id("");
        let mut name = |at: Option<usize>| at.map_or(Place::ALL, |at| names.id(row.cell(at)));
        Place {
            country: name(self.country),
            province: name(self.province),
            city: name(self.city),
        }
    }

    /// Who reports: the body named, or the province or nation of the place.
    pub fn reporter(&self, row: Row<'a>, place: Place, names: &mut Names<'a>) -> NameId {
        let named = self
            .reporter
            .map_or(Place::ALL, |at| names.id(row.cell(at)));
        if named == Place::ALL {
            place.reporter()
        } else {
            named
        }
    }

    /// Whether a column names the bodies.
    pub fn names_reporters(&self) -> bool {
        self.reporter.is_some()
    }

    /// The counts of a row in the order of their columns.
    pub fn counts(&self, row: Row<'a>, unread: &mut Vec<Unread>) -> Vec<Option<u64>> {
        let read = |count: &Count| match self.count(row, count) {
            Ok(number) => number,
            Err(fault) => {
                unread.push(self.unread(row, count.at, fault));
                None
            }
        };
        self.counts.iter().map(read).collect()
    }

    fn count(&self, row: Row<'a>, count: &Count) -> Result<Option<u64>, Fault> {
        let cell = row.cell(count.at);
        // Most cells are plain digits: read them without a detour.
        if !cell.is_empty() && cell.len() <= 15 && cell.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(cell.parse().ok());
        }
        if is_not_stated(&plain(cell)) {
            return Ok(None);
        }
        let number = Decimal::read(cell).ok_or(Fault::NotANumber)?;
        let whole = number
            .whole_number()
            .and_then(|whole| u64::try_from(whole).ok());
        whole.map(Some).ok_or(Fault::NotACount)
    }

    /// A day outside what is checked.
    pub fn day_unread(&self, row: Row<'a>, fault: Fault) -> Unread {
        self.unread(row, self.date.0, fault)
    }

    /// A cell that could not be read.
    pub fn unread(&self, row: Row<'a>, at: usize, fault: Fault) -> Unread {
        Unread {
            sheet: self.sheet.name.clone(),
            row: row.number(),
            column: plain(self.header.cell(at)).into_owned(),
            value: row.cell(at).to_owned(),
            fault,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_is_counted_and_over_which_days() {
        let of = |count, part| Some((count, part));
        for (name, grows, said) in [
            ("confirmed", true, of(CaseCount::Confirmed, Part::Total)),
            ("new_confirmed", false, of(CaseCount::Confirmed, Part::New)),
            ("新增确诊", false, of(CaseCount::Confirmed, Part::New)),
            ("累计确诊", true, of(CaseCount::Confirmed, Part::Total)),
            ("核减确诊", false, of(CaseCount::Confirmed, Part::Removed)),
            ("核减", false, of(CaseCount::Confirmed, Part::Removed)),
            ("疑似", false, of(CaseCount::Suspected, Part::Total)),
            ("现有重症", false, of(CaseCount::Severe, Part::Total)),
            ("现有危重症", false, of(CaseCount::Critical, Part::Total)),
            ("开放床位", false, of(CaseCount::Beds, Part::Total)),
            (
                "累计追踪密切接触者",
                true,
                of(CaseCount::Contacts, Part::Total),
            ),
            ("现有确诊", false, None),
        ] {
            let found = meaning(name).map(|m| (m.cumulative, m.said));
            assert_eq!(found, Some((grows, said)), "{name}");
        }
        for name in ["countrycode", "committed_at", "new_"] {
            assert_eq!(meaning(name), None, "{name}");
        }
    }
}
