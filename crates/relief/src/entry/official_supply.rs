//! What the state gave.

use super::facts::records;
use crate::catalogue::Item;
use crate::code::*;
use crate::field::record;
use crate::ids::*;

record! {
    /// How much official supply.
    #[derive(Copy)]
    Amount {
        /// Base units of the item; with `pack`, packs.
        n: u64,
        /// Packs of this kind, contents unknown.
        pack: Option<PackKind>,
    }
}

records! {
    /// What the state gave. `cited`: a volunteer cites a public notice, whose link `source` seals.
    OfficialSupplyRecorded {
        amount: Amount,
        cited: bool,
        /// When it was delivered or allocated.
        day: Stamp,
        /// The first moment of the day on which what is allocated is to be there.
        deliver_on: Option<Stamp>,
        item: Item,
        kind: OfficialKind,
        /// The organisation that gave it.
        office: Option<PartyId>,
        recipient: RecipientId,
        source: Option<Seal>,
    }
    /// A record is amended: this stands in place of entry `corrects`, which stays readable.
    OfficialSupplyCorrected {
        amount: Amount,
        cited: bool,
        corrects: Index,
        day: Stamp,
        deliver_on: Option<Stamp>,
        kind: OfficialKind,
        reason: CorrectionReason,
        source: Option<Seal>,
        supply: OfficialSupplyId,
    }
}
