//! Links and people as files.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Result, bail};
use relief::ties::{LINKS_MAX, Link, PEOPLE_MAX};

use crate::table::{Row, Sheet};

/// Decimals of a weight that count; those of a longer one are rounded.
const DECIMALS_MAX: usize = 9;
/// The most digits of a weight as it stands: those of any number that a program prints.
const DIGITS_MAX: usize = 30;

/// People and links. People are numbered in the order of their ids.
pub struct Network {
    people: Vec<Person>,
    /// In the order of the file.
    pub links: Vec<Link>,
    lines: Vec<u64>,
    /// Decimals of the longest weight: the links count in units of its last one.
    pub decimals: usize,
    /// How many people the links name and the list of people does not; nothing without a list.
    pub unlisted: Option<usize>,
}

struct Person {
    id: String,
    group: Option<String>,
    listed: bool,
}

impl Network {
    /// The id of a person.
    pub fn name(&self, person: usize) -> &str {
        self.people.get(person).map_or("", |one| one.id.as_str())
    }

    /// The group of everybody.
    pub fn groups(&self) -> Vec<Option<&str>> {
        self.people.iter().map(|one| one.group.as_deref()).collect()
    }

    /// The line of a link in its file.
    pub fn line(&self, link: usize) -> u64 {
        self.lines.get(link).copied().unwrap_or(0)
    }
}

/// Reads the links and, if there is one, the list of people.
pub fn read(edges: &Path, people: Option<&Path>) -> Result<Network> {
    let mut register = Register::default();
    if let Some(people) = people {
        read_people(people, &mut register)?;
    }
    let read = read_edges(edges, &mut register)?;
    let order = register.sort();
    let place = |person: usize| order.get(person).copied().unwrap_or(person);
    let decimals = read.iter().map(|edge| edge.weight.decimals).max();
    let decimals = decimals.unwrap_or(0);
    let mut links = Vec::with_capacity(read.len());
    for edge in &read {
        let Some(weight) = edge.weight.with_decimals(decimals) else {
            let (file, line) = (edges.display(), edge.line);
            bail!(
                "{file}, line {line}, column weight: too large beside weights with {decimals} decimals: round them"
            );
        };
        links.push(Link {
            from: place(edge.from),
            to: place(edge.to),
            weight,
        });
    }
    Ok(Network {
        lines: read.iter().map(|edge| edge.line).collect(),
        links,
        decimals,
        unlisted: people.map(|_| register.unlisted()),
        people: register.people,
    })
}

/// People by their ids, in the order in which they are met.
#[derive(Default)]
struct Register {
    numbers: HashMap<String, usize>,
    people: Vec<Person>,
}

impl Register {
    fn number(&mut self, id: &str, row: &Row<'_>) -> Result<usize> {
        if let Some(number) = self.numbers.get(id) {
            return Ok(*number);
        }
        let number = self.people.len();
        if number == PEOPLE_MAX {
            bail!("{}: more than {PEOPLE_MAX} people", row.place());
        }
        self.numbers.insert(id.to_owned(), number);
        self.people.push(Person {
            id: id.to_owned(),
            group: None,
            listed: false,
        });
        Ok(number)
    }

    fn unlisted(&self) -> usize {
        self.people.iter().filter(|one| !one.listed).count()
    }

    /// Puts people in the order of their ids; where each one of before stands now.
    fn sort(&mut self) -> Vec<usize> {
        self.people
            .sort_unstable_by(|one, other| one.id.cmp(&other.id));
        let mut now = vec![0; self.people.len()];
        for (at, person) in self.people.iter().enumerate() {
            let before = self.numbers.get(&person.id);
            if let Some(place) = before.and_then(|before| now.get_mut(*before)) {
                *place = at;
            }
        }
        now
    }
}

fn read_people(path: &Path, register: &mut Register) -> Result<()> {
    let sheet = Sheet::open(path)?;
    let (id, group) = (sheet.required("id")?, sheet.column("group")?);
    sheet.rows(PEOPLE_MAX, |row| {
        let id = named(row, id, "id")?;
        let number = register.number(id, row)?;
        let Some(person) = register.people.get_mut(number).filter(|one| !one.listed) else {
            bail!("{}: {id:?} stands there twice", row.place_in("id"));
        };
        person.listed = true;
        person.group = row.filled(group).map(str::to_owned);
        Ok(())
    })
}

struct Edge {
    line: u64,
    from: usize,
    to: usize,
    weight: Weight,
}

fn read_edges(path: &Path, register: &mut Register) -> Result<Vec<Edge>> {
    let sheet = Sheet::open(path)?;
    let (from, to) = (sheet.required("from")?, sheet.required("to")?);
    let weight = sheet.required("weight")?;
    let mut edges = Vec::new();
    sheet.rows(LINKS_MAX, |row| {
        let text = row.filled(Some(weight)).unwrap_or_default();
        let Some(weight) = Weight::read(text) else {
            bail!(
                "{}: {text:?} is not a number above 0, or too small with {DECIMALS_MAX} decimals, or too large; leave \
                 out the line of a link that is none",
                row.place_in("weight")
            );
        };
        edges.push(Edge {
            line: row.line,
            from: register.number(named(row, from, "from")?, row)?,
            to: register.number(named(row, to, "to")?, row)?,
            weight,
        });
        Ok(())
    })?;
    Ok(edges)
}

fn named<'a>(row: &'a Row<'_>, column: usize, name: &str) -> Result<&'a str> {
    match row.filled(Some(column)) {
        Some(id) => Ok(id),
        None => bail!("{}: an id is missing", row.place_in(name)),
    }
}

/// A decimal above 0, exact to [`DECIMALS_MAX`]. Every measure is the same in any unit, so all weights of a file are written
/// with as many decimals as the longest and then counted in whole numbers.
struct Weight {
    digits: u64,
    decimals: usize,
}

impl Weight {
    /// `12`, `0.5`, `1e-05`: as people and programs write numbers.
    fn read(text: &str) -> Option<Self> {
        let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent = exponent.parse::<i8>().ok()?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = [whole, fraction].concat();
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !plain || digits.is_empty() || digits.len() > DIGITS_MAX {
            return None;
        }
        let digits: u128 = digits.parse().ok()?;
        let decimals = i32::try_from(fraction.len()).ok()? - i32::from(exponent);
        let most = i32::try_from(DECIMALS_MAX).ok()?;
        let (mut digits, mut decimals) = if decimals > most {
            (rounded(digits, decimals - most)?, DECIMALS_MAX)
        } else if decimals < 0 {
            (scaled(digits, -decimals)?, 0)
        } else {
            (digits, usize::try_from(decimals).ok()?)
        };
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        let digits = u64::try_from(digits).ok().filter(|digits| *digits > 0)?;
        Some(Self { digits, decimals })
    }

    fn with_decimals(&self, decimals: usize) -> Option<u64> {
        let more = u32::try_from(decimals.saturating_sub(self.decimals)).ok()?;
        self.digits.checked_mul(10_u64.checked_pow(more)?)
    }
}

/// Without so many digits at the end, halves up.
fn rounded(digits: u128, less: i32) -> Option<u128> {
    let Some(unit) = power(less) else {
        // Less than half of the last decimal.
        return Some(0);
    };
    Some(digits.checked_add(unit / 2)? / unit)
}

fn scaled(digits: u128, more: i32) -> Option<u128> {
    digits.checked_mul(power(more)?)
}

fn power(exponent: i32) -> Option<u128> {
    10_u128.checked_pow(u32::try_from(exponent).ok()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_decimals_above_nothing() {
        let read = |text| Weight::read(text).and_then(|weight| weight.with_decimals(2));
        assert_eq!(read("3"), Some(300));
        assert_eq!(read("0.5"), Some(50));
        assert_eq!(read(".5"), Some(50));
        assert_eq!(read("2.50000000000"), Some(250));
        assert_eq!(read("1e3"), Some(100_000));
        assert_eq!(read("2.5E+01"), Some(2_500));
        assert_eq!(read("50e-2"), Some(50));
        assert_eq!(read("18446744073709551615"), None);
        for wrong in [
            "",
            ".",
            "e3",
            "0",
            "0.0",
            "-1",
            "+1",
            "nan",
            "inf",
            "1.2.3",
            "1e",
            "1e2.5",
            "1e99",
            "0.0000000001",
            "1e-100",
            "1,5",
            "１",
        ] {
            assert!(Weight::read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn further_decimals_are_rounded() {
        let read = |text| Weight::read(text).and_then(|weight| weight.with_decimals(9));
        assert_eq!(read("0.3333333333333333"), Some(333_333_333));
        assert_eq!(read("0.66666666666666663"), Some(666_666_667));
        assert_eq!(read("1e-09"), Some(1));
        assert_eq!(read("0.0000000005"), Some(1));
        assert_eq!(read("0.0000000004999"), None);
    }
}
