//! A column of amounts in a table that crosses two things, or one of totals: what its headings say.

use super::super::day;
use super::amount;
use super::body::{self, BodyKind};
use super::goods;
use super::heading::{self, Meaning};
use super::total;
use crate::place::Place;

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
    /// The column of its own units, where each good has one.
    pub unit_at: Option<usize>,
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

/// What a column is.
pub(super) enum Kind {
    Across(Across),
    Sum(Sum),
}

/// What the parts of its headings make of a column; nothing where they name what is no amount of goods.
pub(super) fn column_of(at: usize, parts: &[String], unit: &str) -> Option<Kind> {
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
        // Masks is a unit in English, and goods where it heads a column.
        let is_unit = amount::names_unit(part) && goods::known(part).is_none();
        if is_unit && heading::meaning(part) != Some(Meaning::Unit) {
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
        if heading::is_planned(&own) || heading::is_of_people(&own) {
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

    /// Whether its goods are those that no other column names.
    pub fn is_of_others(&self) -> bool {
        let item = self.item.as_deref().unwrap_or("");
        ["其他", "其它"].iter().any(|word| item.starts_with(word))
    }

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
    let turned = body::joined(under, group);
    let together = goods::known(&turned);
    if of_group.is_none() && of_under.is_some() {
        return under.to_owned();
    }
    if together.is_some() && together != of_group {
        return turned;
    }
    body::joined(group, under)
}

/// Of several columns about the same those that count what was given, with what the others say of it.
pub(super) fn given(columns: Vec<Across>) -> Vec<Across> {
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
pub(super) fn summed(sum: &Sum, columns: &[Across], before: usize) -> Vec<Vec<usize>> {
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
