//! Recipients: registered, checked, and reached by contacts that only members see.

use relief::code::{FacilityKind, Role};
use relief::command::Command;
use relief::ids::{PartyId, RecipientId};
use relief::name::Name;
use relief::place::Place;
use relief::refusal::Refusal;
use store::vault::contact::{self, Contact};

use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::error::Refused;
use crate::people::Person;

/// The longest contact, in characters.
const CONTACT_CHARS_MAX: usize = 200;

/// A facility named in a form: one of the directory, or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhichRecipient {
    /// One of the directory.
    Known(RecipientId),
    /// Not in the directory yet.
    New {
        /// Its name.
        name: Name,
        /// Where.
        place: Place,
        /// What it is.
        kind: FacilityKind,
        /// Nobody found it in an independent directory.
        provisional: bool,
    },
}

impl WhichRecipient {
    /// Answers the id, registering a new one. One that has the same name and place is the same one.
    pub(crate) fn settle(
        &self,
        draft: &mut Draft<'_>,
        who: &Person,
    ) -> Result<RecipientId, Refusal> {
        match self {
            WhichRecipient::Known(id) => Ok(*id),
            WhichRecipient::New {
                name,
                place,
                kind,
                provisional,
            } => {
                let (name, place, kind, provisional) = (name.clone(), *place, *kind, *provisional);
                let command = Command::RegisterRecipient {
                    name,
                    place,
                    kind,
                    provisional,
                    separate: false,
                };
                match draft.act(&who.actor(), &command) {
                    Ok(index) => Ok(RecipientId(index)),
                    Err(Refusal::RecipientExists(id)) => Ok(id),
                    Err(other) => Err(other),
                }
            }
        }
    }
}

impl App {
    /// Notes how a recipient is reached. A changed contact resets its standing, in public.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn change_contact(
        &self,
        who: &Person,
        recipient: RecipientId,
        value: &str,
    ) -> Result<Receipt, Refused> {
        let row = self.contact_row(who, value)?.ok_or(Refused::Empty)?;
        let actor = who.actor();
        self.write(move |draft| {
            draft.act(&actor, &Command::ChangeRecipientContact { recipient })?;
            let created_at = draft.at().0;
            draft.row(contact::delete_for(recipient.0));
            draft.row(contact::insert(&Contact {
                subject: Some(recipient.0),
                created_at,
                ..row
            }));
            Ok(())
        })
        .await
    }

    /// Names the person who acts for a recipient, after a call back.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn appoint(
        &self,
        who: &Person,
        recipient: RecipientId,
        party: PartyId,
    ) -> Result<Receipt, Refused> {
        let role = Role::RecipientPerson;
        let command = Command::GrantRole {
            party,
            role,
            room: None,
            recipient: Some(recipient),
        };
        self.act(who.actor(), command).await
    }

    /// Contacts of a need or recipient: for members of its room and for verifiers alone.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn contacts(&self, subject: u64) -> Result<Vec<Contact>, Refused> {
        Ok(self.store().contacts_for(subject).await?)
    }

    pub(crate) fn contact_row(
        &self,
        who: &Person,
        value: &str,
    ) -> Result<Option<Contact>, Refused> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(None);
        }
        if value.chars().count() > CONTACT_CHARS_MAX {
            return Err(Refused::TooLong {
                max: CONTACT_CHARS_MAX,
            });
        }
        Ok(Some(Contact {
            id: self.entropy().id(),
            account: Some(who.account),
            subject: None,
            room: None,
            kind: "phone".to_owned(),
            value: value.to_owned(),
            created_at: 0,
        }))
    }
}
