//! Needs: reported from a form, a paste or an import, with their texts and their card in the room.

use relief::code::TestimonyUse;
use relief::command::Command;
use relief::entry::NeedLineFact;
use relief::ids::{RoomId, TestimonyId};
use store::vault::contact::{self, Contact};

use crate::app::App;
use crate::draft::{CardKind, Receipt};
use crate::error::Refused;
use crate::people::Person;
pub use crate::recipient::WhichRecipient;
use crate::testimony::tie;

/// A need as a form gives it.
#[derive(Debug, Clone)]
pub struct NewNeed {
    /// Whose.
    pub recipient: WhichRecipient,
    /// The room that cares for it.
    pub room: Option<RoomId>,
    /// Items.
    pub lines: Vec<NeedLineFact>,
    /// Lives depend on it.
    pub critical: bool,
    /// A public link or notice.
    pub source: String,
    /// A public remark.
    pub remark: String,
    /// How the recipient is reached; for members alone.
    pub contact: String,
    /// The person saw the similar need and says this is another.
    pub separate: bool,
    /// The public testimony that it comes from.
    pub testimony: Option<TestimonyId>,
}

impl App {
    /// Reports a need; a new recipient is registered with it. Its card appears in the room.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn report_need(&self, who: &Person, new: NewNeed) -> Result<Receipt, Refused> {
        let source = self.seal("source", &new.source)?;
        let remark = self.seal("remark", &new.remark)?;
        let contact = self.contact_row(who, &new.contact)?;
        let (who, id) = (who.clone(), self.entropy().id());
        self.write(move |draft| {
            let recipient = new.recipient.settle(draft, &who)?;
            let command = Command::ReportNeed {
                recipient,
                room: new.room,
                lines: new.lines,
                critical: new.critical,
                source: source.as_ref().map(|s| s.seal),
                remark: remark.as_ref().map(|s| s.seal),
                contact_named: contact.is_some(),
                separate: new.separate,
            };
            let texts = source.into_iter().chain(remark).collect();
            let need = draft.act_with_texts(&who.actor(), &command, texts)?;
            if let Some(row) = contact {
                let created_at = draft.at().0;
                let room = new.room.map(|r| r.0);
                draft.row(contact::insert(&Contact {
                    subject: Some(need),
                    room,
                    created_at,
                    ..row
                }));
            }
            if let Some(room) = new.room {
                draft.card(room, who.account, id, CardKind::Card, need);
            }
            if let Some(testimony) = new.testimony {
                tie(draft, &who.actor(), testimony, TestimonyUse::Need, need);
            }
            draft.about(need);
            Ok(())
        })
        .await
    }
}
