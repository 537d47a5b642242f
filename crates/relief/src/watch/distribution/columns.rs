//! Where the columns of a list are, by what their headings say.

use super::super::plain::key;
use super::heading::{Meaning, is_of_packs, is_planned, is_running, meaning};

/// Where the columns of a list are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns(Vec<(Meaning, usize)>);

impl Columns {
    /// The columns of a row of headings. Of two with the same meaning the first counts, of quantities the first that
    /// is none of packs; of two units of which one comes before the goods, that one is the recipient (单位 means both).
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut columns, mut packs) = (Vec::new(), Vec::new());
        let (mut planned, mut running) = (Vec::new(), Vec::new());
        for (at, cell) in cells.enumerate() {
            let Some(meaning) = meaning(cell) else {
                if is_running(cell) {
                    columns.push((Meaning::Running, at));
                }
                continue;
            };
            let counts = matches!(meaning, Meaning::Quantity | Meaning::Placed);
            if counts && is_running(cell) {
                running.push((meaning, at));
            } else if counts && is_planned(cell) {
                planned.push((meaning, at));
            } else if counts && is_of_packs(cell) {
                packs.push((meaning, at));
            } else {
                columns.push((meaning, at));
            }
        }
        columns.append(&mut packs);
        let counted =
            |(one, _): &(Meaning, usize)| matches!(one, Meaning::Quantity | Meaning::Placed);
        if columns.iter().any(counted) {
            columns.extend(running.into_iter().map(|(_, at)| (Meaning::Running, at)));
        } else {
            columns.extend(running.into_iter().chain(planned));
        }
        let mut columns = Self(columns);
        columns.settle_item();
        let units: Vec<usize> = columns.all(Meaning::Unit).collect();
        if let ([first, _, ..], None) = (units.as_slice(), columns.at(Meaning::Recipient)) {
            columns.rename(*first, Meaning::Recipient);
        }
        if columns.at(Meaning::Quantity).is_none() {
            let amount = [Meaning::Placed, Meaning::Received]
                .into_iter()
                .find_map(|one| columns.at(one));
            columns.0.extend(amount.map(|at| (Meaning::Quantity, at)));
        }
        columns
    }

    /// A list that names no goods but a class of them names those: PPE type.
    fn settle_item(&mut self) {
        let class = self.at(Meaning::Category);
        let is_list = self.at(Meaning::Quantity).is_some()
            && (self.at(Meaning::Recipient).is_some() || self.at(Meaning::Donor).is_some());
        if let Some(class) = class.filter(|_| is_list && self.at(Meaning::Item).is_none()) {
            self.rename(class, Meaning::Item);
        }
    }

    /// The columns of each part of a list that is printed in parts side by side, or that names several goods and their
    /// quantities in one row: the same headings over again, but for their numbers. Other columns are of each part.
    pub fn blocks<'c>(cells: impl Iterator<Item = &'c str>) -> Vec<Self> {
        const NAMED_MAX: usize = 64;
        let cells: Vec<&str> = cells.collect();
        let named = cells.iter().enumerate().filter_map(|(at, cell)| {
            let key = key(cell);
            let key = key.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四".contains(c));
            meaning(cell).map(|_| (at, key.to_owned()))
        });
        let named: Vec<(usize, String)> = named.take(NAMED_MAX).collect();
        let block = |(start, width, count, nth): (usize, usize, usize, usize)| {
            let own = start + nth * width..start + (nth + 1) * width;
            let shared = |place: &usize| *place < start || *place >= start + count * width;
            let places = (0..named.len()).filter(|place| own.contains(place) || shared(place));
            let columns: Vec<usize> = places
                .filter_map(|place| Some(named.get(place)?.0))
                .collect();
            let within = |(at, cell): (usize, &&'c str)| {
                if columns.contains(&at) { *cell } else { "" }
            };
            Self::of(cells.iter().enumerate().map(within))
        };
        let alike = |start: usize, width: usize| {
            let pairs = named
                .iter()
                .skip(start)
                .zip(named.iter().skip(start + width));
            pairs
                .take_while(|((_, one), (_, next))| one == next)
                .count()
                / width
                + 1
        };
        let sizes =
            (0..named.len()).flat_map(|start| (2..=named.len() / 2).map(move |w| (start, w)));
        let of_size = |(start, width): (usize, usize)| -> Vec<Self> {
            let count = alike(start, width);
            (0..count)
                .map(|nth| block((start, width, count, nth)))
                .collect()
        };
        let is_list = |one: &Self| one.score().is_some() && one.at(Meaning::Quantity).is_some();
        let mut found = sizes
            .filter(|(start, width)| alike(*start, *width) > 1)
            .map(of_size);
        let whole = found.find(|blocks| {
            let goods: Vec<_> = blocks.iter().map(|one| one.at(Meaning::Item)).collect();
            blocks.iter().all(is_list) && goods.windows(2).all(|pair| pair.first() != pair.last())
        });
        whole.unwrap_or_else(|| vec![Self::of(cells.into_iter())])
    }

    /// Finds who was given, where no column says so: the one of 单位 or of places or, where goods are named elsewhere,
    /// that of names, or any of text. Only what stands before `end` counts.
    pub fn settle_recipient(&mut self, end: usize, names: bool, is_text: impl Fn(usize) -> bool) {
        if self.at(Meaning::Recipient).is_some() {
            return;
        }
        let unit = self.all(Meaning::Unit).find(|at| *at < end && is_text(*at));
        let item = self
            .at(Meaning::Item)
            .filter(|at| names && *at < end && is_text(*at));
        let place = self.all(Meaning::Place).next();
        let known = |at: &usize| self.0.iter().any(|(_, of)| of == at);
        // Where goods are named elsewhere, a column of text before them can only name who got them.
        let other = || {
            let before = if names { 0..end } else { 0..0 };
            before.rev().find(|at| !known(at) && is_text(*at))
        };
        if let Some(at) = unit.or(item).or(place).or_else(other) {
            self.rename(at, Meaning::Recipient);
        }
    }

    /// The columns of this meaning.
    pub fn all(&self, meaning: Meaning) -> impl Iterator<Item = usize> {
        self.0
            .iter()
            .filter(move |(one, _)| *one == meaning)
            .map(|(_, at)| *at)
    }

    /// Says what a column holds.
    pub fn rename(&mut self, at: usize, meaning: Meaning) {
        self.0.retain(|(_, of)| *of != at);
        self.0.push((meaning, at));
    }

    /// Columns of this meaning beside the one that counts.
    pub fn further(&self, meaning: Meaning) -> impl Iterator<Item = usize> {
        self.all(meaning).skip(1)
    }

    /// The column of this meaning.
    pub fn at(&self, meaning: Meaning) -> Option<usize> {
        self.all(meaning).next()
    }

    /// Whether a column tells something about the goods beside how many they are: 共计3箱 in it makes no total.
    pub fn is_aside(&self, at: usize) -> bool {
        use Meaning::{Remark, Spec, Standard, Value};
        let aside = |one: &Meaning| matches!(one, Remark | Spec | Standard | Value);
        self.0.iter().any(|(one, of)| *of == at && aside(one))
    }

    /// How many meanings were recognised, if the row can head a list: it names goods, and whose or how many.
    pub fn score(&self) -> Option<usize> {
        let has = |meaning| self.at(meaning).is_some();
        let list = has(Meaning::Item)
            && (has(Meaning::Quantity) || has(Meaning::Recipient) || has(Meaning::Donor));
        list.then_some(self.0.len())
    }
}
