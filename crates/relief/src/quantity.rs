//! How much: exact, at least, a daily rate, or not stated.

use crate::field::{Field, Fields, fault};
use crate::json::{INTEGER_MAX, Malformed, Value};

/// The largest quantity a line may state, in base units. Above it a number is a slip or a prank
/// (a real list of offers held 100,000,000,000,000 face shields), and the answer is a clear refusal.
pub const QUANTITY_MAX: u64 = 1_000_000_000;

/// How much of an item a need line asks for, in the item's base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// Just this many.
    Exact(u64),
    /// This many or more.
    AtLeast(u64),
    /// So many a day, with no total stated.
    Rate(u64),
    /// Needed, amount not stated. Never 0 and never 1.
    Unknown,
}

impl Quantity {
    /// N of the arithmetic: the stated total, if there is one. A rate states no total.
    #[must_use]
    pub fn needed(self) -> Option<u64> {
        match self {
            Quantity::Exact(n) | Quantity::AtLeast(n) => Some(n),
            Quantity::Rate(_) | Quantity::Unknown => None,
        }
    }

    /// The number inside, whatever it means.
    #[must_use]
    pub fn number(self) -> Option<u64> {
        match self {
            Quantity::Exact(n) | Quantity::AtLeast(n) | Quantity::Rate(n) => Some(n),
            Quantity::Unknown => None,
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Quantity::Exact(_) => "exact",
            Quantity::AtLeast(_) => "at_least",
            Quantity::Rate(_) => "rate",
            Quantity::Unknown => "unknown",
        }
    }
}

impl Field for Quantity {
    fn put(&self) -> Option<Value<'_>> {
        let mut map = vec![("kind", Value::Str(self.kind().into()))];
        if let Some(n) = self.number() {
            map.push(("n", Value::Int(i64::try_from(n).unwrap_or(INTEGER_MAX))));
        }
        Some(Value::Map(map))
    }

    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        let Some(Value::Map(map)) = value else {
            return fault(name);
        };
        let mut fields = Fields::new(map, &[]);
        let kind = match fields.next("kind")? {
            Some(Value::Str(kind)) => kind.as_ref(),
            _ => return fault(name),
        };
        let n = <Option<u64> as Field>::take(name, fields.next("n")?)?;
        fields.end()?;
        match (kind, n) {
            ("exact", Some(n)) if stated(n) => Ok(Quantity::Exact(n)),
            ("at_least", Some(n)) if stated(n) => Ok(Quantity::AtLeast(n)),
            ("rate", Some(n)) if stated(n) => Ok(Quantity::Rate(n)),
            ("unknown", None) => Ok(Quantity::Unknown),
            _ => fault(name),
        }
    }
}

fn stated(n: u64) -> bool {
    (1..=QUANTITY_MAX).contains(&n)
}
