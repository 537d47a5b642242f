//! Invitations: how rooms grow.

use std::sync::Arc;

use relief::ids::RoomId;
use store::PrivateId;
use store::vault::invitation::{self, Invitation};
use store::vault::membership::{self, Membership};

use crate::account::{NewAccount, SignedIn};
use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::entropy::hash;
use crate::error::Refused;
use crate::people::Person;

/// Letters of an invitation code: 12 letters of 5 bits are 60 bits, short enough to read out.
const CODE_LETTERS: usize = 12;
/// People that one link lets in before its owner makes a new one.
pub const USES_MAX: u32 = 200;
/// A link works so long.
const INVITATION_SECONDS: i64 = 7 * 86_400;

impl App {
    /// A new link into a room, by one of its members.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a room that the person is not in.
    pub async fn invite(&self, who: &Person, room: RoomId) -> Result<Invitation, Refused> {
        if !who.is_in(room) {
            return Err(Refused::NotFound);
        }
        let own = self
            .store()
            .membership(room.0, who.account)
            .await?
            .ok_or(Refused::NotFound)?;
        let code = self.entropy().code(CODE_LETTERS);
        let at = self.now().0;
        let made = Invitation {
            code_hash: hash(&code),
            code,
            room: room.0,
            inviter: who.account,
            generation: own.generation.saturating_add(1),
            uses_left: USES_MAX,
            uses: 0,
            created_at: at,
            expires_at: Some(at.saturating_add(INVITATION_SECONDS)),
            paused_until: None,
            revoked_at: None,
        };
        let row = invitation::insert(&made);
        self.write(move |draft| {
            draft.row(row);
            Ok(())
        })
        .await?;
        Ok(made)
    }

    /// The person's link into a room: the one they have, or a new one.
    ///
    /// # Errors
    /// As [`App::invite`].
    pub async fn invitation_of(&self, who: &Person, room: RoomId) -> Result<Invitation, Refused> {
        let now = self.now().0;
        let own = self.store().invitations_by(room.0, who.account).await?;
        match own.into_iter().find(|i| works(i, now).is_ok()) {
            Some(found) => Ok(found),
            None => self.invite(who, room).await,
        }
    }

    /// All links into a room, for its leads.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn invitations(&self, room: RoomId) -> Result<Vec<Invitation>, Refused> {
        Ok(self.store().invitations_into(room.0).await?)
    }

    /// What a code opens, whether or not it works now.
    ///
    /// # Errors
    /// [`Refused::CodeInvalid`] when there is no such code.
    pub async fn invitation(&self, code: &str) -> Result<Invitation, Refused> {
        let plain: String = code
            .chars()
            .filter(|c| c.is_ascii_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        self.store()
            .invitation(hash(&plain))
            .await?
            .ok_or(Refused::CodeInvalid)
    }

    /// Pauses a link until a moment, or opens it again. Its owner or a lead of the room.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else.
    pub async fn pause_invitation(
        &self,
        who: &Person,
        code: &str,
        until: Option<i64>,
    ) -> Result<(), Refused> {
        let found = self.own_invitation(who, code).await?;
        self.write(move |draft| {
            draft.row(invitation::pause(found.code_hash, until));
            Ok(())
        })
        .await?;
        Ok(())
    }

    /// Revokes a link for good. Its owner or a lead of the room.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else.
    pub async fn revoke_invitation(&self, who: &Person, code: &str) -> Result<(), Refused> {
        let found = self.own_invitation(who, code).await?;
        self.write(move |draft| {
            let at = draft.at().0;
            draft.row(invitation::revoke(found.code_hash, at));
            Ok(())
        })
        .await?;
        Ok(())
    }

    async fn own_invitation(&self, who: &Person, code: &str) -> Result<Invitation, Refused> {
        let found = self.invitation(code).await?;
        let leads = self.state().leads(&who.actor(), Some(RoomId(found.room)));
        if found.inviter == who.account || leads {
            Ok(found)
        } else {
            Err(Refused::NotFound)
        }
    }

    /// A newcomer joins by a link, with a name alone.
    ///
    /// # Errors
    /// What is wrong with the link or the name.
    pub async fn join_new(&self, code: &str, new: NewAccount) -> Result<SignedIn, Refused> {
        let found = self.invitation(code).await?;
        let newcomer = Arc::new(self.newcomer(new)?);
        // The first of two may have used the link up.
        if let Some(receipt) = self.answered().await? {
            return self.signed_in(&newcomer, receipt).await;
        }
        works(&found, self.now().0)?;
        let inside = Arc::clone(&newcomer);
        let receipt = self
            .write(move |draft| {
                inside.register(draft)?;
                join(draft, &found, inside.id)
            })
            .await?;
        self.signed_in(&newcomer, receipt).await
    }

    /// A person who is known here joins one more room.
    ///
    /// # Errors
    /// What is wrong with the link, or [`Refused::AlreadyMember`].
    pub async fn join(&self, code: &str, who: &Person) -> Result<Receipt, Refused> {
        let found = self.invitation(code).await?;
        if who.is_in(RoomId(found.room)) {
            return Err(Refused::AlreadyMember);
        }
        works(&found, self.now().0)?;
        let account = who.account;
        let receipt = self
            .write(move |draft| join(draft, &found, account))
            .await?;
        self.0.people.forget(account);
        Ok(receipt)
    }
}

/// Whether a link lets people in at a moment.
fn works(found: &Invitation, now: i64) -> Result<(), Refused> {
    if found.revoked_at.is_some() {
        return Err(Refused::Revoked);
    }
    match found.paused_until {
        Some(until) if until > now => return Err(Refused::Paused { until }),
        _ => {}
    }
    let ended = found.uses_left == 0 || found.expires_at.is_some_and(|e| e <= now);
    if ended {
        Err(Refused::CodeInvalid)
    } else {
        Ok(())
    }
}

fn join(draft: &mut Draft<'_>, found: &Invitation, account: PrivateId) -> Result<(), Refused> {
    draft.use_up(found.code_hash, found.uses_left)?;
    draft.row(invitation::use_one(found.code_hash));
    enter(
        draft,
        RoomId(found.room),
        account,
        Some(found.inviter),
        found.generation,
    )
}

/// Puts a person into a room and counts it.
pub(crate) fn enter(
    draft: &mut Draft<'_>,
    room: RoomId,
    account: PrivateId,
    inviter: Option<PrivateId>,
    generation: u32,
) -> Result<(), Refused> {
    let joined_at = draft.at().0;
    let last_read_seq = draft.counters.last_number(room.0);
    draft.row(membership::join(&Membership {
        room: room.0,
        account,
        inviter,
        generation,
        notify: "mentions".to_owned(),
        last_read_seq,
        joined_at,
        left_at: None,
    }));
    draft.enters(room, account)
}
