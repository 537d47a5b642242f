//! Accounts: a name and what one can do; a device's token; a second device; recovery codes.

mod codes;

use std::sync::Arc;

use relief::code::PartyKind;
use relief::command::{Actor, Command};
use relief::ids::{PartyId, Stamp};
use relief::refusal::Refusal;
use store::PrivateId;
use store::vault::{
    account, case_draft, contact, followed, invitation, jielong, link, membership, session,
    unnamed, vouch,
};

use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::entropy::hash;
use crate::error::Refused;
use crate::people::{Can, Person};
use crate::role::give_back;
pub use codes::TRANSFER_SECONDS;

/// The longest name of a person, in characters.
pub const PERSON_NAME_CHARS_MAX: usize = 40;
/// Letters of a session token: 32 letters of 5 bits are 160 bits.
const TOKEN_LETTERS: usize = 32;
/// The longest label of a device, in characters.
const DEVICE_CHARS_MAX: usize = 40;
/// A newcomer's form that comes again signs in so long after it made the account: it may have waited for a network.
const REPEAT_SECONDS: i64 = 86_400;
/// That a device is in use is written down at most so often.
const SEEN_EVERY_SECONDS: i64 = 7 * 86_400;

/// A new person at the door.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What they call themself.
    pub name: String,
    /// What they can do.
    pub cans: Vec<Can>,
    /// The language of their pages.
    pub lang: String,
    /// A label for the device in their own list; never an address.
    pub device: String,
}

/// A person with the token of the device in hand.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub person: Arc<Person>,
    /// The secret for the device's cookie; only its hash is kept here.
    pub token: String,
}

/// A checked newcomer, with everything random drawn, ready for the writer.
pub(crate) struct Newcomer {
    pub id: PrivateId,
    pub name: String,
    token: String,
    new: NewAccount,
}

impl Newcomer {
    /// Registers the party, the account and the session inside an act.
    pub(crate) fn register(&self, draft: &mut Draft<'_>) -> Result<PartyId, Refused> {
        let command = Command::RegisterParty {
            kind: PartyKind::Person,
            name: None,
            place: None,
        };
        let party = draft.act(&Actor::community(), &command)?;
        let at = draft.at().0;
        draft.row(account::insert(&account::Account {
            id: self.id,
            name: self.name.clone(),
            party: Some(party),
            cans: Can::write_list(&self.new.cans),
            lang: self.new.lang.clone(),
            created_at: at,
            erased_at: None,
        }));
        add_session(draft, self.id, hash(&self.token), self.new.device.clone());
        Ok(PartyId(party))
    }
}

impl App {
    pub(crate) fn newcomer(&self, new: NewAccount) -> Result<Newcomer, Refused> {
        let name = person_name(&new.name)?;
        device_fits(&new.device)?;
        Ok(Newcomer {
            id: self.entropy().id(),
            name,
            token: self.entropy().code(TOKEN_LETTERS),
            new,
        })
    }

    /// The newcomer signed in, or, when the form came before, the person whom it made then.
    pub(crate) async fn signed_in(
        &self,
        newcomer: &Newcomer,
        receipt: Receipt,
    ) -> Result<SignedIn, Refused> {
        let Some(person) = self.person(newcomer.id).await? else {
            return self.signed_in_again(newcomer, PartyId(receipt.index)).await;
        };
        Ok(SignedIn {
            person,
            token: newcomer.token.clone(),
        })
    }

    /// The first answer may have been lost on its way, so the second signs in as well: whoever sends the same name
    /// under the same token has the form itself. Not for an old form, nor once its sender has signed out: then it
    /// may be the next person at a shared device.
    async fn signed_in_again(
        &self,
        newcomer: &Newcomer,
        party: PartyId,
    ) -> Result<SignedIn, Refused> {
        let person = self.person_of(party).await?.ok_or(Refused::NotSignedIn)?;
        let (account, now) = (person.account, self.now().0);
        let devices = self.devices(account).await?;
        let first = devices.iter().map(|device| device.created_at).min();
        if first.is_none_or(|at| at < now.saturating_sub(REPEAT_SECONDS)) {
            return Err(Refused::NotSignedIn);
        }
        let (token, device) = (newcomer.token.clone(), newcomer.new.device.clone());
        let token_hash = hash(&token);
        self.always()
            .write(move |draft| {
                add_session(draft, account, token_hash, device);
                Ok(())
            })
            .await?;
        Ok(SignedIn { person, token })
    }

    /// A new account outside any room: a donor on the board, a clerk at the public form.
    ///
    /// # Errors
    /// A name that does not fit, or a busy writer.
    pub async fn register(&self, new: NewAccount) -> Result<SignedIn, Refused> {
        let newcomer = Arc::new(self.newcomer(new)?);
        let inside = Arc::clone(&newcomer);
        let receipt = self
            .write(move |draft| inside.register(draft).map(|_| ()))
            .await?;
        self.signed_in(&newcomer, receipt).await
    }

    /// The first account of a community: its founder. Refused once there is one.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the community has a founder.
    pub async fn found(&self, new: NewAccount) -> Result<SignedIn, Refused> {
        let newcomer = Arc::new(self.newcomer(new)?);
        let inside = Arc::clone(&newcomer);
        let receipt = self
            .write(move |draft| {
                let founded = draft
                    .state()
                    .grants
                    .iter()
                    .any(crate::role::is_community_founder);
                if founded {
                    return Err(Refused::NotFound);
                }
                let party = inside.register(draft)?;
                let role = relief::code::Role::Founder;
                draft.act(
                    &Actor::community(),
                    &Command::GrantRole {
                        party,
                        role,
                        room: None,
                        recipient: None,
                    },
                )?;
                Ok(())
            })
            .await?;
        self.signed_in(&newcomer, receipt).await
    }

    /// Whether the community waits for its founder.
    #[must_use]
    pub fn needs_founder(&self) -> bool {
        !self
            .state()
            .grants
            .iter()
            .any(crate::role::is_community_founder)
    }

    /// A person by account.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn person(&self, account: PrivateId) -> Result<Option<Arc<Person>>, Refused> {
        self.0.people.get(self.store(), account).await
    }

    /// The person behind a party, if it is one and not erased.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn person_of(&self, party: PartyId) -> Result<Option<Arc<Person>>, Refused> {
        match self.store().account_of_party(party.0).await? {
            Some(row) => self.person(row.id).await,
            None => Ok(None),
        }
    }

    /// Who holds a device's token.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn session(&self, token: &str) -> Result<Option<Arc<Person>>, Refused> {
        let key = hash(token);
        let (known, before) = self.0.people.session(&key);
        if let Some(account) = known {
            return self.person(account).await;
        }
        let Some(row) = self.store().session(key).await? else {
            return Ok(None);
        };
        let of = (row.account, Stamp(row.seen_at));
        self.0.people.put_session(key, of, before);
        self.person(row.account).await
    }

    /// A sign that the device of a token is in use, which [`App::session`] has found: written down now and then, and not
    /// waited for. Answers whether it was, so that the device may keep its token for as long again.
    pub fn see(&self, token: &str) -> bool {
        let key = hash(token);
        let noted = self.0.people.see(&key, self.now(), SEEN_EVERY_SECONDS);
        let touch = move |draft: &mut Draft<'_>| {
            draft.row(session::touch(key, draft.at().0));
            Ok(())
        };
        noted && self.always().submit(Box::new(touch)).is_ok()
    }

    /// Signs one device out.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn sign_out(&self, account: PrivateId, token_hash: [u8; 32]) -> Result<(), Refused> {
        self.write(move |draft| {
            draft.row(session::delete(token_hash));
            Ok(())
        })
        .await?;
        self.0.people.forget(account);
        Ok(())
    }

    /// The hash under which a device's token is kept.
    #[must_use]
    pub fn token_hash(&self, token: &str) -> [u8; 32] {
        hash(token)
    }

    /// The devices of a person.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn devices(&self, account: PrivateId) -> Result<Vec<session::Session>, Refused> {
        Ok(self.store().sessions_of(account).await?)
    }

    /// Changes name, abilities and language.
    ///
    /// # Errors
    /// A name that does not fit, or a busy writer.
    pub async fn change_profile(
        &self,
        who: &Person,
        name: &str,
        cans: &[Can],
        lang: &str,
    ) -> Result<(), Refused> {
        let (account, name, lang) = (who.account, person_name(name)?, lang.to_owned());
        let cans = Can::write_list(cans);
        self.write(move |draft| {
            draft.row(account::set_profile(account, &name, &cans, &lang));
            Ok(())
        })
        .await?;
        self.0.people.forget(account);
        Ok(())
    }

    /// Erases a person: name, party link, devices, contacts, vouches, what they follow, lines in shared
    /// lists, invitations, memberships and roles in rooms.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn erase(&self, who: &Person) -> Result<(), Refused> {
        let (account, actor) = (who.account, who.actor());
        let app = self.clone();
        let erase = move |draft: &mut Draft<'_>| {
            let at = draft.at().0;
            draft.row(account::erase(account, at));
            draft.row(session::delete_all(account));
            draft.row(link::delete_all(account));
            draft.row(contact::delete_all(account));
            draft.row(vouch::delete_all(account));
            draft.row(unnamed::delete(account));
            draft.row(followed::delete_all(account));
            draft.row(jielong::delete_all(account));
            draft.row(case_draft::delete_all(account));
            draft.row(invitation::revoke_all_by(account, at));
            draft.row(membership::leave_all(account, at));
            for room in &actor.rooms {
                match give_back(draft, &actor, *room) {
                    // Nobody is kept here because nobody else leads.
                    Err(Refusal::LastLead) => {}
                    given => given?,
                }
                match draft.leaves(*room, account) {
                    // They left it by another act meanwhile.
                    Err(Refused::NotFound) => {}
                    left => left?,
                }
            }
            Ok(())
        };
        self.vouching(async move { app.write(erase).await }).await?;
        self.0.people.forget(account);
        Ok(())
    }
}

fn add_session(draft: &mut Draft<'_>, account: PrivateId, token_hash: [u8; 32], device: String) {
    let at = draft.at().0;
    draft.row(session::insert(&session::Session {
        token_hash,
        account,
        device,
        created_at: at,
        seen_at: at,
    }));
}

fn device_fits(device: &str) -> Result<(), Refused> {
    let max = DEVICE_CHARS_MAX;
    match device.chars().nth(max) {
        Some(_) => Err(Refused::TooLong { max }),
        None => Ok(()),
    }
}

fn person_name(name: &str) -> Result<String, Refused> {
    let folded = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.is_empty() {
        return Err(Refused::Empty);
    }
    if folded.chars().count() > PERSON_NAME_CHARS_MAX {
        return Err(Refused::TooLong {
            max: PERSON_NAME_CHARS_MAX,
        });
    }
    Ok(folded)
}
