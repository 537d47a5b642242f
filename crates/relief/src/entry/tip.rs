//! Sealed tips and who opens them.

use super::facts::records;
use crate::ids::*;
use crate::tip_key::TipKey;

records! {
    /// Somebody offers to open sealed tips. `about` seals their name and calling; `key` was made offline.
    CustodianOffered { about: Seal, key: TipKey }
    /// Somebody else confirms a custodian: from here on tips are sealed to the key, and to no older one of theirs.
    CustodianConfirmed { custodian: CustodianId }
    /// The custodian lays the key down, or a lead wants it gone: two leads together end it.
    CustodianRetired { custodian: CustodianId }
    /// The hour's commitments, ascending; dummies fill their number. `full`: tips were turned away before it.
    TipCommitted { full: bool, leaves: Vec<Seal> }
    /// A custodian would close these; the second custodian's entry closes them.
    TipClosed { leaves: Vec<Seal> }
    /// Sealed tips that were committed to are gone from the vault, or changed there, before their outcome.
    TipMissing { leaves: Vec<Seal> }
    /// From here on the site serves this script for sealing tips in browsers: the SHA-256 of its bytes.
    TipScriptServed { script: Seal }
}
