//! Typed ids. The id of a public thing is the index of the entry that made it.

use crate::field::{Field, fault};
use crate::json::{Malformed, Value};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl Field for $name {
            fn put(&self) -> Option<Value<'_>> {
                self.0.put()
            }
            fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
                u64::take(name, value).map($name)
            }
        }
    )*};
}

ids! {
    /// Who acts in public: an organisation with its name, or a person as nothing but this number.
    PartyId,
    /// A room.
    RoomId,
    /// A facility that needs and receives.
    RecipientId,
    /// A need with its lines.
    NeedId,
    /// Supply at hand, not yet aimed at a need.
    OfferId,
    /// A promise against one need line.
    CommitmentId,
    /// Goods sent together.
    ConsignmentId,
    /// Any entry of the journal.
    Index,
}

/// The community itself; acts of the clock are its acts.
pub const COMMUNITY: PartyId = PartyId(0);

/// Seconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp(pub i64);

impl Stamp {
    /// This moment plus so many hours.
    #[must_use]
    pub fn plus_hours(self, hours: i64) -> Stamp {
        Stamp(self.0.saturating_add(hours.saturating_mul(3600)))
    }

    /// Whole seconds from `earlier` to this moment; negative when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Stamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl Field for Stamp {
    fn put(&self) -> Option<Value<'_>> {
        Some(Value::Int(self.0))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            Some(Value::Int(n)) => Ok(Stamp(*n)),
            _ => fault(name),
        }
    }
}

/// SHA-256 over a private value and its salt; see `docs/journal-format.md`, "Texts".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seal(pub [u8; 32]);

impl Seal {
    /// Lower-case hex, 64 characters.
    #[must_use]
    pub fn hex(&self) -> String {
        hex(&self.0)
    }
}

impl Field for Seal {
    fn put(&self) -> Option<Value<'_>> {
        Some(Value::Str(self.hex().into()))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            Some(Value::Str(s)) => unhex(s).map(Seal).ok_or(Malformed::Field(name)),
            _ => fault(name),
        }
    }
}

/// Lower-case hex of any bytes.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|b| [digit(b >> 4), digit(b & 15)])
        .collect()
}

/// Reads exactly 64 lower-case hex digits.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text
        .chars()
        .map(|c| {
            if c.is_ascii_uppercase() {
                None
            } else {
                c.to_digit(16).and_then(|d| u8::try_from(d).ok())
            }
        })
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits
        .chunks_exact(2)
        .filter_map(|p| Some((p.first()? << 4) | p.get(1)?))
        .collect();
    if digits.len() == 64 {
        bytes.try_into().ok()
    } else {
        None
    }
}
