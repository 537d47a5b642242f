//! What the watch found.

use super::facts::records;
use crate::code::*;
use crate::ids::*;

records! {
    /// The watch found something about `subject`: the figures, and the entries that show it.
    FlagRaised {
        evidence: Vec<Index>,
        found: u64,
        kind: FlagKind,
        part: u64,
        stated: u64,
        subject: Index,
    }
    /// Somebody says what they know. `concerned`: the subject is theirs.
    FlagAnswered { answer: Seal, concerned: bool, flag: FlagId }
    /// An auditor settles a flag. It stays readable.
    FlagSettled { finding: Finding, flag: FlagId, remark: Option<Seal> }
}
