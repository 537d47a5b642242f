//! Roles: given by leads, earned by vouches, lost in public.

use relief::code::Role;
use relief::command::{Actor, Command};
use relief::ids::{PartyId, RoomId};
use relief::state::Grant;
use store::vault::vouch::{self, Vouch};

use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::people::Person;

/// Vouches that the busiest room asks for: min(3, max(1, members / 2)).
const VOUCHES_MAX: u64 = 3;

pub(crate) fn is_community_founder(grant: &Grant) -> bool {
    grant.role == Role::Founder && grant.room.is_none() && grant.recipient.is_none()
}

/// How many members must vouch before a role is earned.
#[must_use]
pub fn vouches_needed(members: u64) -> u64 {
    (members / 2).clamp(1, VOUCHES_MAX)
}

impl App {
    /// Vouches for another member. With enough vouches the member earns the role of a verifier.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when one of the two is not in the room, or both are one.
    pub async fn vouch(
        &self,
        who: &Person,
        room: RoomId,
        other: &Person,
    ) -> Result<Receipt, Refused> {
        if !who.is_in(room) || !other.is_in(room) || who.account == other.account {
            return Err(Refused::NotFound);
        }
        let given = self.store().vouches_for(room.0, other.account).await?;
        let earlier = given
            .iter()
            .filter(|v| v.withdrawn_at.is_none() && v.voucher != who.account)
            .count();
        let (voucher, account, party) = (who.account, other.account, other.party);
        self.write(move |draft| {
            let at = draft.at().0;
            draft.row(vouch::give(&Vouch {
                room: room.0,
                account,
                voucher,
                at,
                withdrawn_at: None,
            }));
            let members = draft.state().rooms.get(&room).map_or(0, |r| r.members);
            let enough = u64::try_from(earlier).unwrap_or(0) + 1 >= vouches_needed(members);
            let holds = draft.state().holds(party, Role::Verifier, Some(room), None);
            if enough && !holds {
                grant(draft, party, Role::Verifier, Some(room))?;
            }
            Ok(())
        })
        .await
    }

    /// Those for whom a person vouches in a room.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn vouched_by(
        &self,
        who: &Person,
        room: RoomId,
    ) -> Result<Vec<store::PrivateId>, Refused> {
        let given = self.store().vouches_by(room.0, who.account).await?;
        Ok(given.into_iter().map(|v| v.account).collect())
    }

    /// Takes a vouch back. A role that rested on it stays until a lead takes it.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn withdraw_vouch(
        &self,
        who: &Person,
        room: RoomId,
        other: &Person,
    ) -> Result<Receipt, Refused> {
        let (voucher, account) = (who.account, other.account);
        self.write(move |draft| {
            let at = draft.at().0;
            draft.row(vouch::withdraw(room.0, account, voucher, at));
            Ok(())
        })
        .await
    }
}

fn grant(
    draft: &mut crate::draft::Draft<'_>,
    party: PartyId,
    role: Role,
    room: Option<RoomId>,
) -> Result<(), Refused> {
    draft.act(
        &Actor::community(),
        &Command::GrantRole {
            party,
            role,
            room,
            recipient: None,
        },
    )?;
    Ok(())
}
