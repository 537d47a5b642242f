//! A published list as typed facts: what of it can be recorded in the public journal as it stands, and which lines
//! cannot, with the reason. Nothing is guessed: a line that cannot be counted, or names nobody that we know for a body,
//! is left to whoever records it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::column::NoColumn;
use super::super::day::{self, Day};
use super::super::sheet::Sheet;
use super::amount::{self, Amount, Unit};
use super::body::{self, BodyKind};
use super::class::Class;
use super::goods::{self, Goods};
use super::heading::Meaning;
use super::placed::{self, Placed};
use super::read::{Line, List};
use super::total::Total;
use super::unit::Counter;
use crate::catalogue::Item;
use crate::distribution::{DistributionLineFact, DistributionTotalFact, TOTALS_MAX};
use crate::field::codes;
use crate::name::Name;
use crate::quantity::QUANTITY_MAX;

/// What of a list can be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Lines, in the order of the list.
    pub lines: Vec<DistributionLineFact>,
    /// What it states as totals, where all lines of the total are among these lines; at most [`TOTALS_MAX`].
    pub totals: Vec<DistributionTotalFact>,
    /// Goods of lines that are no such facts.
    pub left_out: Vec<LeftOut>,
    /// Lines whose giver is not named in the facts: a private person, as far as we know.
    pub givers_unnamed: usize,
    /// The last day that the list names with its year.
    pub day: Option<Day>,
}

/// Goods of a line that are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The sheet.
    pub sheet: String,
    /// The row as a spreadsheet shows it.
    pub row: u32,
    /// Why.
    pub why: Why,
}

codes! {
    /// Why goods of a line are no fact.
    Why {
        /// The catalogue does not have them.
        Goods = "goods",
        /// They are counted in packs whose content is not stated, or in another unit than here.
        Unit = "unit",
        /// None, less than none, or more than anything real.
        Amount = "amount",
        /// Nobody is named.
        Nobody = "nobody",
        /// Several are named, and not how much each was given.
        Several = "several",
        /// A name that does not say what body it is: it may be a person's.
        Person = "person",
        /// A name that the journal does not take: too long, or with a number or link in it.
        Name = "name",
    }
}

/// Reads sheets as facts.
///
/// # Errors
/// [`NoColumn`] when no sheet is a list.
pub fn facts(sheets: &[Sheet]) -> Result<Facts, NoColumn> {
    let lists = super::lists(sheets, &mut Vec::new(), &mut Vec::new())?;
    let mut facts = Facts::default();
    let mut sums = Sums::default();
    for list in &lists {
        for line in &list.lines {
            for goods in list.goods(line) {
                sums.seen(goods);
                match entries(list, line, goods) {
                    Ok(found) => {
                        sums.add(list, line, goods, &found);
                        facts.lines.extend(found);
                    }
                    Err(why) => {
                        sums.spoil(list, line, goods);
                        let (sheet, row) = (list.sheet.name.clone(), line.row.number());
                        facts.left_out.push(LeftOut { sheet, row, why });
                    }
                }
            }
            let unnamed = !line.donor.is_empty() && giver(list, line).is_none();
            facts.givers_unnamed += usize::from(unnamed);
        }
    }
    let days = lists.iter().flat_map(|list| {
        let lines = list.lines.iter();
        lines.filter_map(|line| day::in_column(list.day(line))?.near(None))
    });
    facts.day = days.max();
    facts.totals = sums.totals(&lists);
    Ok(facts)
}

/// One fact for each recipient of the goods.
fn entries(
    list: &List<'_>,
    line: &Line<'_>,
    goods: &Goods,
) -> Result<Vec<DistributionLineFact>, Why> {
    let item = Item::from_code(&goods.item).filter(|item| item.code() != crate::catalogue::OTHER);
    let item = item.ok_or(Why::Goods)?;
    let pieces = goods
        .pieces
        .filter(|_| !goods.bare && in_our_unit(list, line, goods, item));
    let pieces = pieces.ok_or(Why::Unit)?;
    let given: Vec<(&Placed, i64)> = match list.recipients(line) {
        [] => return Err(Why::Nobody),
        [one] if one.amount.is_none() => vec![(one, pieces)],
        several if list.goods(line).len() == 1 => {
            let each = several.iter().map(|one| Some((one, placed::counted(one)?)));
            each.collect::<Option<_>>().ok_or(Why::Several)?
        }
        _ => return Err(Why::Several),
    };
    let class = Class::named(list.said(goods.text)).or_else(|| Class::named(list.said(line.spec)));
    let fact = |(one, quantity): (&Placed, i64)| {
        Ok(DistributionLineFact {
            class,
            given_by: giver(list, line),
            given_to: recipient(&one.name)?,
            item,
            quantity: count(quantity)?,
            was: None,
        })
    };
    given.into_iter().map(fact).collect()
}

/// Whether pieces of the list are what we count the item in: bottles are no drums.
fn in_our_unit(list: &List<'_>, line: &Line<'_>, goods: &Goods, item: Item) -> bool {
    let unit = item.unit();
    if unit.code != "bottle" {
        return true;
    }
    let quantity = line.row.said(list.text(line.row, line.at));
    let [spec, text] = [line.spec, goods.text].map(|text| list.said(text));
    let said = [list.unit(line), quantity, spec, text];
    let names = |text: &&str| text.contains(unit.zh) || text.to_lowercase().contains(unit.en_one);
    said.iter().any(names)
}

fn count(quantity: i64) -> Result<u64, Why> {
    let quantity = u64::try_from(quantity).ok();
    let real = quantity.filter(|n| (1..=QUANTITY_MAX).contains(n));
    real.ok_or(Why::Amount)
}

fn recipient(name: &str) -> Result<Name, Why> {
    if BodyKind::of(name) == BodyKind::Other {
        return Err(Why::Person);
    }
    Name::new(name).map_err(|_| Why::Name)
}

/// The giver, where the name ends as the name of a body does: a private person stands in no entry.
fn giver(list: &List<'_>, line: &Line<'_>) -> Option<Name> {
    let donor = list.said(line.donor);
    let named = body::ends_as_body(donor);
    named.then(|| Name::new(donor).ok()).flatten()
}

/// What the lines of each item, and of each gift, come to.
#[derive(Default)]
struct Sums {
    items: BTreeMap<Rc<str>, OfItem>,
    gifts: BTreeMap<(Name, Item), OfGift>,
    spoiled: BTreeSet<(Name, Item)>,
}

/// The lines about one item.
#[derive(Default)]
struct OfItem {
    /// One of them is left out, or is counted otherwise than the list writes.
    spoiled: bool,
}

/// What one giver gave of one item.
#[derive(Default)]
struct OfGift {
    class: Option<Class>,
    taken: u64,
    /// The list says how much came in beside how much each was given.
    stated: bool,
}

impl Sums {
    fn seen(&mut self, goods: &Goods) {
        self.items.entry(Rc::clone(&goods.item)).or_default();
    }

    fn add(
        &mut self,
        list: &List<'_>,
        line: &Line<'_>,
        goods: &Goods,
        facts: &[DistributionLineFact],
    ) {
        let written = goods.amounts.first().and_then(|a| a.number.whole_number());
        if let Some(item) = self.items.get_mut(&goods.item) {
            item.spoiled |= written != goods.pieces;
        }
        let Some((giver, first)) = giver(list, line).zip(facts.first()) else {
            return;
        };
        let gift = self.gifts.entry((giver, first.item)).or_default();
        gift.class = gift.class.or(first.class);
        gift.stated |= list.recipients(line).iter().all(|one| one.amount.is_some());
        let taken = goods.pieces.and_then(|n| u64::try_from(n).ok());
        gift.taken = gift.taken.saturating_add(taken.unwrap_or(0));
    }

    fn spoil(&mut self, list: &List<'_>, line: &Line<'_>, goods: &Goods) {
        if let Some(item) = self.items.get_mut(&goods.item) {
            item.spoiled = true;
        }
        let gift = giver(list, line).zip(Item::from_code(&goods.item));
        self.spoiled.extend(gift);
    }

    /// Totals that say of these facts what the list says of its lines.
    fn totals(self, lists: &[List<'_>]) -> Vec<DistributionTotalFact> {
        let gifts = self.gifts.iter().filter(|(gift, of)| {
            of.stated && of.taken <= QUANTITY_MAX && !self.spoiled.contains(*gift)
        });
        let gifts = gifts.map(|((giver, item), of)| DistributionTotalFact {
            class: of.class,
            given_by: Some(giver.clone()),
            item: *item,
            quantity: of.taken,
            stored: 0,
            written_off: 0,
        });
        gifts.chain(self.rows(lists)).take(TOTALS_MAX).collect()
    }

    /// Rows that state a total of one item, where the file has one such row and no line of the item is left out.
    fn rows(&self, lists: &[List<'_>]) -> Vec<DistributionTotalFact> {
        let mut stated: BTreeMap<String, Vec<Option<u64>>> = BTreeMap::new();
        for (item, amount) in lists.iter().flat_map(List::amounts) {
            // A total of everything is one of the item where there is no other.
            let only = || {
                let item = self.items.keys().next().filter(|_| self.items.len() == 1);
                item.map(|item| item.to_string())
            };
            if let Some(item) = item.or_else(only) {
                stated.entry(item).or_default().push(amount);
            }
        }
        let one = stated.into_iter().filter_map(|(code, amounts)| {
            let whole = self.items.get(&*code).is_some_and(|item| !item.spoiled);
            let [amount] = amounts.as_slice() else {
                return None;
            };
            let item = Item::from_code(&code).filter(|_| whole)?;
            let quantity = amount.filter(|n| *n <= QUANTITY_MAX)?;
            Some(DistributionTotalFact {
                class: None,
                given_by: None,
                item,
                quantity,
                stored: 0,
                written_off: 0,
            })
        });
        one.collect()
    }
}

impl List<'_> {
    /// What its totals state of one item each, or of everything, unless they count packs.
    fn amounts(&self) -> Vec<(Option<String>, Option<u64>)> {
        let of_total = |total: &Total<'_>| -> Vec<(Option<String>, Option<u64>)> {
            let Some(cross) = &self.cross else {
                let cell = total.row.said(self.stated(total.row, Meaning::Quantity));
                let amount = match &total.told {
                    Some(told) => whole_pieces(told),
                    None => pieces(cell, self.unit_around(total.row)),
                };
                return vec![(total.item.clone(), amount)];
            };
            let of = cross.columns.iter().filter_map(|of| {
                let cell = total.row.said(total.row.stated(of.at));
                let item = goods::item(of.item.as_ref()?);
                Some((Some(item), pieces(cell, amount::unit(&of.unit))))
            });
            of.collect()
        };
        self.totals.iter().flat_map(of_total).collect()
    }
}

/// How many pieces a cell of totals states.
fn pieces(cell: &str, unit: Unit) -> Option<u64> {
    match amount::read(cell, unit)?.as_slice() {
        [amount] => whole_pieces(amount),
        _ => None,
    }
}

/// So many pieces, unless it counts packs.
fn whole_pieces(amount: &Amount) -> Option<u64> {
    let pieces = matches!(amount.counter, None | Some(Counter::Piece));
    let number = amount.number.whole_number().filter(|_| pieces)?;
    u64::try_from(number).ok()
}

#[cfg(test)]
mod tests;
