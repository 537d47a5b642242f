//! Official supply: recorded by an office or cited by a volunteer, with the link to the notice; and corrected.

use relief::catalogue::Item;
use relief::code::{CorrectionReason, OfficialKind, PartyKind};
use relief::command::{Actor, Command};
use relief::entry::Amount;
use relief::ids::{Index, OfficialSupplyId, PartyId, RecipientId, Stamp};
use relief::name::Name;
use relief::refusal::Refusal;
use relief::state::State;

use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::error::Refused;
use crate::people::Person;
use crate::question::because;

/// What the state gave, as a form says it.
#[derive(Debug, Clone)]
pub struct NewOfficialSupply {
    /// To whom.
    pub recipient: RecipientId,
    /// What.
    pub item: Item,
    /// How much.
    pub amount: Amount,
    /// Delivered or allocated.
    pub kind: OfficialKind,
    /// On which day.
    pub day: Stamp,
    /// The first moment of the day on which what is allocated is to be there.
    pub deliver_on: Option<Stamp>,
    /// The office that gave it; one that is not known here yet becomes a party.
    pub office: Option<Name>,
    /// The link to the public notice.
    pub source: String,
    /// The answer that it follows.
    pub because: Option<Index>,
    /// The person saw the record that says the same, and says this is another.
    pub separate: bool,
}

/// What stands in place of a version of a record.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The record.
    pub supply: OfficialSupplyId,
    /// The version that the person saw.
    pub corrects: Index,
    /// How much.
    pub amount: Amount,
    /// Delivered or allocated.
    pub kind: OfficialKind,
    /// On which day.
    pub day: Stamp,
    /// The first moment of the day on which what is allocated is to be there.
    pub deliver_on: Option<Stamp>,
    /// Why.
    pub reason: CorrectionReason,
    /// The link to another public notice.
    pub source: String,
    /// The answer that it follows.
    pub because: Option<Index>,
}

impl App {
    /// Records what the state gave.
    ///
    /// # Errors
    /// A refusal of the domain, or a link that does not fit.
    pub async fn record_official_supply(
        &self,
        who: &Person,
        new: NewOfficialSupply,
    ) -> Result<Receipt, Refused> {
        let source = self.seal("source", &new.source)?;
        let actor = who.actor();
        self.write(move |draft| {
            let office = new.office.map(|name| settle(draft, name)).transpose()?;
            let command = Command::RecordOfficialSupply {
                recipient: new.recipient,
                item: new.item,
                amount: new.amount,
                kind: new.kind,
                day: new.day,
                deliver_on: new.deliver_on,
                office,
                source: source.as_ref().map(|s| s.seal),
                separate: new.separate,
            };
            let made = draft.act_with_texts(&actor, &command, source.into_iter().collect())?;
            draft.about(made);
            Ok(because(draft, &actor, new.because, made)?)
        })
        .await
    }

    /// Amends the newest version of a record; both figures stay readable.
    ///
    /// # Errors
    /// A refusal of the domain, or a link that does not fit.
    pub async fn correct_official_supply(
        &self,
        who: &Person,
        new: Correction,
    ) -> Result<Receipt, Refused> {
        let source = self.seal("source", &new.source)?;
        let actor = who.actor();
        self.write(move |draft| {
            let command = Command::CorrectOfficialSupply {
                supply: new.supply,
                corrects: new.corrects,
                amount: new.amount,
                kind: new.kind,
                day: new.day,
                deliver_on: new.deliver_on,
                reason: new.reason,
                source: source.as_ref().map(|s| s.seal),
            };
            let made = draft.act_with_texts(&actor, &command, source.into_iter().collect())?;
            draft.about(new.supply.0);
            Ok(because(draft, &actor, new.because, made)?)
        })
        .await
    }
}

/// The organisation of this name; a new one is registered by the community, as for every party.
pub(crate) fn settle(draft: &mut Draft<'_>, name: Name) -> Result<PartyId, Refusal> {
    if let Some(known) = organisation(draft.state(), &name) {
        return Ok(known);
    }
    let register = Command::RegisterParty {
        kind: PartyKind::Organisation,
        name: Some(name),
        place: None,
    };
    draft.act(&Actor::community(), &register).map(PartyId)
}

/// The first organisation of a name; the community itself is none.
pub(crate) fn organisation(state: &State, name: &Name) -> Option<PartyId> {
    let is_it = |party: &relief::party::Party| {
        party.kind == PartyKind::Organisation && party.name.as_ref() == Some(name)
    };
    let mut parties = state.parties.iter().skip(1);
    parties.find(|(_, p)| is_it(p)).map(|(id, _)| *id)
}
