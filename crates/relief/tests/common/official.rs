//! Official supply for tests: an office, a record, a correction.

use relief::code::*;
use relief::command::Command;
use relief::entry::Amount;
use relief::ids::*;

use super::{World, name, place, seal, suit};

pub fn an_office() -> Command {
    Command::RegisterParty {
        kind: PartyKind::Organisation,
        name: Some(name("黄冈市物资保障组")),
        place: Some(place(421_100)),
    }
}

/// So many base units delivered today, with a notice.
pub fn official(world: &World, recipient: RecipientId, n: u64) -> Command {
    Command::RecordOfficialSupply {
        recipient,
        item: suit(),
        amount: Amount { n, pack: None },
        kind: OfficialKind::Delivered,
        day: world.now,
        deliver_on: None,
        office: None,
        source: Some(seal(5)),
        separate: true,
    }
}

/// The standing version amended to so many.
pub fn correction(world: &World, supply: OfficialSupplyId, n: u64) -> Command {
    let standing = world.state.official_supplies[&supply].standing();
    Command::CorrectOfficialSupply {
        supply,
        corrects: standing.index,
        amount: Amount { n, pack: None },
        kind: standing.kind,
        day: standing.day,
        deliver_on: standing.deliver_on,
        reason: CorrectionReason::Slip,
        source: None,
    }
}
