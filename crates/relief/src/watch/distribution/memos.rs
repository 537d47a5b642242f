//! The texts of a list, and what is asked of them once.

use super::super::decimal::Decimal;
use super::super::sheet::Sheet;
use super::super::texts::Text;
use super::amount::{self, Unit};
use super::body;
use super::goods::{Goods, Items, Reading};
use super::memo::Memo;
use super::placed::{self, Placed};
use super::said::Said;

/// What lines give: the same of the same goods in the same unit.
#[derive(Debug)]
pub(super) struct Gift {
    pub goods: Vec<Goods>,
    /// The goods as the list writes them.
    pub text: Text,
    /// The number of what the unit's cell says among the units of the list.
    pub unit: usize,
    /// How many, where it is of one kind of goods.
    pub number: Option<Decimal>,
    /// Whether how many stands in a cell that could not be read.
    pub is_unread: bool,
}

/// The texts of a list, and what was asked of them.
#[derive(Debug)]
pub(super) struct Memos<'a> {
    pub said: Said<'a>,
    pub items: Items,
    units: Memo<1, Unit>,
    named_units: Memo<1, Text>,
    pub recipients: Memo<1, Vec<Placed>>,
    /// By goods, specification, unit and quantity.
    pub gifts: Memo<4, Gift>,
    donors: Memo<1, Text>,
    joined: Memo<2, Text>,
}

impl<'a> Memos<'a> {
    pub fn new(sheet: &'a Sheet) -> Self {
        Self {
            said: Said::new(sheet),
            items: Items::default(),
            units: Memo::default(),
            named_units: Memo::default(),
            recipients: Memo::default(),
            gifts: Memo::default(),
            donors: Memo::default(),
            joined: Memo::default(),
        }
    }

    /// What a column says, else the row.
    pub fn either(&mut self, of_column: Option<&String>, own: Text) -> Text {
        of_column.map_or(own, |said| self.said.of(said))
    }

    /// The number of a unit among those of the list.
    pub fn unit(&mut self, unit: Text) -> usize {
        self.units.of([unit], || amount::unit(self.said.get(unit)))
    }

    /// The unit that goods name behind themselves: N95口罩(只) beside a bare number. Empty where they name none.
    pub fn unit_named_by(&mut self, goods: Text) -> Text {
        let Self {
            said, named_units, ..
        } = self;
        let place = named_units.of([goods], || {
            let named = amount::without_unit(said.get(goods));
            let unit = named.map(|(_, unit)| unit.to_owned());
            unit.map_or(Text::EMPTY, |unit| said.of(&unit))
        });
        named_units.get(place).copied().unwrap_or(Text::EMPTY)
    }

    /// A donor's name as it is compared.
    pub fn donor(&mut self, donor: Text) -> Text {
        let Self { said, donors, .. } = self;
        let place = donors.of([donor], || {
            let name = body::name(said.get(donor));
            said.of(&name)
        });
        donors.get(place).copied().unwrap_or(donor)
    }

    /// Two texts in one.
    pub fn joined(&mut self, one: Text, other: Text) -> Text {
        let Self { said, joined, .. } = self;
        let place = joined.of([one, other], || {
            let both = format!("{} {}", said.get(one), said.get(other));
            said.of(&both)
        });
        joined.get(place).copied().unwrap_or(one)
    }

    /// The recipients that a cell names: one, where the list has a column of quantities.
    pub fn recipients(&mut self, name: Text, one: bool) -> usize {
        let placed = || placed::recipients(self.said.get(name), one);
        self.recipients.of([name], placed)
    }

    /// What is given by goods, a specification, a unit and the cell of a quantity; by goods alone, where there is no
    /// column of quantities.
    pub fn gift(&mut self, key: [Text; 4], has_quantity: bool) -> usize {
        let [text, spec, unit, cell] = key;
        let unit = self.unit(unit);
        let Self {
            said,
            items,
            units,
            gifts,
            ..
        } = self;
        gifts.of(key, || {
            let mut reading = Reading { said, items };
            let of_column = units.get(unit).copied().unwrap_or_default();
            let (goods, is_unread) = if has_quantity {
                reading.counted(text, spec, of_column, cell)
            } else {
                (reading.several(text), false)
            };
            let text = reading.text_of(&goods);
            let one = match goods.as_slice() {
                [goods] => goods.amounts.first(),
                _ => None,
            };
            let number = one.map(|amount| amount.number);
            Gift {
                goods,
                text,
                unit,
                number,
                is_unread,
            }
        })
    }
}
