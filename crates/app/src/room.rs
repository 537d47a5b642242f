//! Rooms: opened by anybody, left by anybody, led by those whom the journal names.

use std::sync::Arc;

use relief::command::Command;
use relief::ids::RoomId;
use relief::name::Name;
use relief::place::Place;
use relief::refusal::Refusal;
use store::PrivateId;
use store::vault::membership::{self, Membership};
use store::vault::vouch;

use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::error::Refused;
use crate::invitation::enter;
use crate::people::Person;
use crate::role::give_back;

/// People named on the page of a room's members.
pub const MEMBERS_SHOWN_MAX: usize = 1_000;

impl App {
    /// Opens a room: its name, its place, and one sentence. The opener is its first member and founder.
    ///
    /// # Errors
    /// A name or sentence that does not fit.
    pub async fn open_room(
        &self,
        who: &Person,
        name: &str,
        place: Option<Place>,
        about: &str,
    ) -> Result<Receipt, Refused> {
        let name = Name::new(name)?;
        let about = self.seal("about", about)?;
        let (actor, account) = (who.actor(), who.account);
        let receipt = self
            .write(move |draft| {
                let command = Command::OpenRoom {
                    name,
                    place,
                    about: about.as_ref().map(|a| a.seal),
                };
                let room = draft.act_with_texts(&actor, &command, about.into_iter().collect())?;
                enter(draft, RoomId(room), account, None, 0)?;
                draft.about(room);
                Ok(())
            })
            .await?;
        self.0.people.forget(account);
        Ok(receipt)
    }

    /// Leaves a room, and gives back the roles held in it.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the person is not in it; [`Refusal::LastLead`] when others would stay behind
    /// with nobody to lead them.
    pub async fn leave_room(&self, who: &Person, room: RoomId) -> Result<(), Refused> {
        if !who.is_in(room) {
            return Err(Refused::NotFound);
        }
        let (account, actor) = (who.account, who.actor());
        let app = self.clone();
        let leave = move |draft: &mut Draft<'_>| {
            let at = draft.at().0;
            let members = draft.state().rooms.get(&room).map_or(0, |r| r.members);
            match give_back(draft, &actor, room) {
                // The last one out leaves nobody behind.
                Err(Refusal::LastLead) if members == 1 => {}
                given => given?,
            }
            draft.row(membership::leave(room.0, account, at));
            draft.row(vouch::delete_in(room.0, account));
            draft.leaves(room, account)
        };
        self.vouching(async move { app.write(leave).await }).await?;
        self.0.people.forget(account);
        Ok(())
    }

    /// One person's membership.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn membership(
        &self,
        room: RoomId,
        account: PrivateId,
    ) -> Result<Option<Membership>, Refused> {
        Ok(self
            .store()
            .membership(room.0, account)
            .await?
            .filter(|m| m.left_at.is_none()))
    }

    /// The members of a room with their memberships, longest first, at most [`MEMBERS_SHOWN_MAX`].
    ///
    /// # Errors
    /// The store's failure.
    pub async fn members(&self, room: RoomId) -> Result<Vec<(Membership, Arc<Person>)>, Refused> {
        let mut members = Vec::new();
        let mut after = PrivateId([0; 16]);
        while members.len() < MEMBERS_SHOWN_MAX {
            let page = self.store().members_after(room.0, after).await?;
            let Some(last) = page.last() else { break };
            after = last.account;
            for membership in page {
                if let Some(person) = self.person(membership.account).await? {
                    members.push((membership, person));
                }
            }
        }
        members.sort_by_key(|(m, person)| (m.joined_at, person.party));
        Ok(members)
    }

    /// Notes how far a person has read. A lost note costs nothing, so it is not waited for.
    ///
    /// # Errors
    /// A busy writer.
    pub fn read_up_to(&self, account: PrivateId, room: RoomId, seq: u64) -> Result<(), Refused> {
        self.submit(Box::new(move |draft| {
            draft.row(membership::read_up_to(room.0, account, seq));
            Ok(())
        }))?;
        Ok(())
    }
}
