//! Lists that others published: sums, classes, repeated lines, and figures that a later list put in place of them.
//! A list is gone through once, whatever it holds: O(lines and totals, times the logarithm of their number).

use std::collections::BTreeMap;

use crate::catalogue::Item;
use crate::code::FlagKind;
use crate::distribution::Distribution;
use crate::entry::{DistributionLineFact, DistributionTotalFact};
use crate::ids::*;
use crate::name::Name;

use super::consignments::notice;
use super::distribution::Class;
use super::notice::Notice;

/// What was given of the goods of each total, and what does not add up, by kind and part. `earlier`: the list in whose
/// place this one stands.
pub(crate) fn judge(
    id: DistributionId,
    list: &Distribution,
    earlier: Option<(DistributionId, &Distribution)>,
) -> (Vec<u64>, Vec<Notice>) {
    let goods = Goods::of(&list.lines);
    let totals = list.totals.iter();
    let placed: Vec<u64> = totals.map(|total| goods.placed(total)).collect();
    let mut found = Found {
        subject: Index(id.0),
        earlier: None,
        notices: Vec::new(),
    };
    sums(list, &placed, &mut found);
    classes(list, &goods, &mut found);
    repeated(list, &mut found);
    if let Some((id, earlier)) = earlier {
        found.earlier = Some(Index(id.0));
        let span = list.span(Some(earlier));
        replaced(list, earlier, span, &mut found);
        renamed(list, earlier, span, &mut found);
    }
    found.notices.sort_unstable_by_key(Notice::key);
    (placed, found.notices)
}

/// What was found so far, and by which entries it is seen.
struct Found {
    subject: Index,
    earlier: Option<Index>,
    notices: Vec<Notice>,
}

impl Found {
    fn add(&mut self, kind: FlagKind, part: usize, figures: (u64, u64)) {
        let part = u64::try_from(part).unwrap_or(u64::MAX);
        let evidence = self.earlier.into_iter().chain([self.subject]);
        let notice = notice(kind, self.subject, part, figures, evidence);
        self.notices.push(notice);
    }
}

/// How much of each class.
type ByClass = BTreeMap<Option<Class>, u64>;

/// What lines give, by goods, and by goods and giver.
#[derive(Default)]
struct Goods<'l> {
    from_all: BTreeMap<Item, ByClass>,
    from_one: BTreeMap<(Item, &'l Name), ByClass>,
}

impl<'l> Goods<'l> {
    fn of(lines: &'l [DistributionLineFact]) -> Self {
        let mut goods = Self::default();
        for line in lines {
            let from_one = line.given_by.as_ref();
            let from_one =
                from_one.map(|giver| goods.from_one.entry((line.item, giver)).or_default());
            let from_all = goods.from_all.entry(line.item).or_default();
            for by_class in from_one.into_iter().chain([from_all]) {
                add(by_class.entry(line.class).or_default(), line.quantity);
            }
        }
        goods
    }

    /// The lines over which a total is one ([`Distribution::counts_for`]), by class.
    fn counted<'g>(
        &'g self,
        total: &'g DistributionTotalFact,
    ) -> impl Iterator<Item = (Option<Class>, u64)> + 'g {
        let counted = match &total.given_by {
            Some(giver) => self.from_one.get(&(total.item, giver)),
            None => self.from_all.get(&total.item),
        };
        let counted = counted.into_iter().flatten();
        counted.map(|(class, quantity)| (*class, *quantity))
    }

    fn placed(&self, total: &DistributionTotalFact) -> u64 {
        let counted = self.counted(total);
        counted.fold(0, |sum, (_, n)| sum.saturating_add(n))
    }
}

fn add(sum: &mut u64, more: u64) {
    *sum = sum.saturating_add(more);
}

/// In = placed + in store + written off.
fn sums(list: &Distribution, placed: &[u64], found: &mut Found) {
    for (part, (total, placed)) in list.totals.iter().zip(placed).enumerate() {
        let sum = placed.saturating_add(total.stored);
        let sum = sum.saturating_add(total.written_off);
        if sum != total.quantity {
            found.add(FlagKind::SumMismatch, part, (total.quantity, sum));
        }
    }
}

/// Goods that came in under one class and went out under another. The part is the total's.
fn classes(list: &Distribution, goods: &Goods<'_>, found: &mut Found) {
    for (part, total) in list.totals.iter().enumerate() {
        let others = goods.counted(total);
        let others = others.filter(|(class, _)| differ(total.class, *class));
        let placed = others.fold(0_u64, |sum, (_, n)| sum.saturating_add(n));
        if placed > 0 {
            found.add(FlagKind::ClassMismatch, part, (total.quantity, placed));
        }
    }
}

fn differ(one: Option<Class>, other: Option<Class>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

fn repeated(list: &Distribution, found: &mut Found) {
    let mut seen: BTreeMap<_, u64> = BTreeMap::new();
    for (at, line) in list.lines.iter().enumerate() {
        let figures = (line.class, line.quantity, line.was);
        let times = seen.entry((key(line), figures)).or_default();
        add(times, 1);
        if *times > 1 {
            let all = line.quantity.saturating_mul(*times);
            found.add(FlagKind::RepeatedLine, at, (line.quantity, all));
        }
    }
}

/// The same gift of the same goods to the same recipient.
type Key<'l> = (Item, Option<&'l Name>, &'l Name);

fn key(line: &DistributionLineFact) -> Key<'_> {
    (line.item, line.given_by.as_ref(), &line.given_to)
}

/// Lines that are about the same.
#[derive(Default)]
struct Same {
    /// The first of them.
    at: usize,
    quantity: u64,
    /// The earlier figure that they name.
    told: u64,
}

fn same(list: &Distribution) -> BTreeMap<Key<'_>, Same> {
    let mut by_key: BTreeMap<Key<'_>, Same> = BTreeMap::new();
    for (at, line) in list.lines.iter().enumerate() {
        let first = Same {
            at,
            ..Same::default()
        };
        let same = by_key.entry(key(line)).or_insert(first);
        add(&mut same.quantity, line.quantity);
        add(&mut same.told, line.was.unwrap_or(0));
    }
    by_key
}

/// Figures in place of the first ones, unless the later list itself says what stood there. The part is the line of
/// the later list, or `span` and the line of the earlier one that is gone.
fn replaced(list: &Distribution, earlier: &Distribution, span: usize, found: &mut Found) {
    let (before, after) = (same(earlier), same(list));
    for (key, now) in &after {
        let was = before.get(key).map_or(0, |same| same.quantity);
        if was > 0 && was != now.quantity && was != now.told {
            found.add(FlagKind::SilentCorrection, now.at, (was, now.quantity));
        }
    }
    for (_, was) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        let part = span.saturating_add(was.at);
        found.add(FlagKind::SilentCorrection, part, (was.quantity, 0));
    }
}

/// One gift: the goods, and who gave them.
type Gift<'l> = (Item, Option<&'l Name>);

fn gifts(list: &Distribution) -> BTreeMap<Gift<'_>, (usize, ByClass)> {
    let mut by_gift: BTreeMap<Gift<'_>, (usize, ByClass)> = BTreeMap::new();
    for (at, line) in list.lines.iter().enumerate() {
        let gift = (line.item, line.given_by.as_ref());
        let (_, by_class) = by_gift.entry(gift).or_insert((at, ByClass::new()));
        add(by_class.entry(line.class).or_default(), line.quantity);
    }
    by_gift
}

/// The same goods under another class than in the earlier list: once for each gift. The part is `span` and the first
/// line of it in the later list.
fn renamed(list: &Distribution, earlier: &Distribution, span: usize, found: &mut Found) {
    let before = gifts(earlier);
    for (gift, (at, now)) in gifts(list) {
        let class = list.lines.get(at).and_then(|line| line.class);
        let Some((_, was)) = before.get(&gift).filter(|_| class.is_some()) else {
            continue;
        };
        let named = was.keys().any(Option::is_some);
        if named && !was.contains_key(&class) {
            let sum = |by_class: &ByClass| {
                let all = by_class.values();
                all.fold(0, |sum: u64, n| sum.saturating_add(*n))
            };
            let part = span.saturating_add(at);
            found.add(FlagKind::ClassMismatch, part, (sum(was), sum(&now)));
        }
    }
}
