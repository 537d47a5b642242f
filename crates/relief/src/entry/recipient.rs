//! Facilities of the directory.

use super::facts::records;
use crate::code::*;
use crate::ids::*;
use crate::name::Name;
use crate::place::Place;

records! {
    /// A facility joins the directory. `provisional`: nobody found it in an independent directory.
    RecipientRegistered { kind: FacilityKind, name: Name, place: Place, provisional: bool }
    /// A recipient was checked.
    RecipientChecked { recipient: RecipientId, standing: Standing }
    /// A recipient's contact changed: its standing falls back to unchecked. `unverified`: somebody else than
    /// the recipient changed it, and its standing needs go back to reported.
    RecipientContactChanged { recipient: RecipientId, unverified: bool }
    /// Another name of a recipient.
    RecipientAliasAdded { name: Name, recipient: RecipientId }
    /// Two ids, one facility: `recipient` is the same as `into`. Both ids survive.
    RecipientMerged { into: RecipientId, recipient: RecipientId }
}
