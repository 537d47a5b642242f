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
    /// What the state gave a recipient, with its corrections.
    OfficialSupplyId,
    /// A promise against one need line.
    CommitmentId,
    /// Goods sent together.
    ConsignmentId,
    /// A published plan.
    PlanId,
    /// A published list of what was given to whom.
    DistributionId,
    /// By what cases are counted.
    DefinitionId,
    /// Something the watch found.
    FlagId,
    /// Somebody who opens sealed tips, by one key.
    CustodianId,
    /// A body that owes reports.
    JurisdictionId,
    /// Somebody who speaks for a jurisdiction, or is proposed to.
    AppointmentId,
    /// What somebody says they saw.
    TestimonyId,
    /// A question that somebody owes an answer to.
    QuestionId,
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
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let digit = |n: u8| DIGITS.get(usize::from(n)).copied().unwrap_or('0');
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// Reads exactly 64 lower-case hex digits.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let mut bytes = [0; 32];
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = (nibble(*high)? << 4) | nibble(*low)?;
    }
    Some(bytes)
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
