//! Roles: given by leads, earned by vouches, lost in public.

use relief::code::Role;
use relief::command::{Actor, Command};
use relief::ids::{PartyId, RoomId};
use relief::refusal::Refusal;
use relief::state::Grant;
use store::PrivateId;
use store::vault::vouch::{self, Vouch};

use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::error::Refused;
use crate::people::Person;

/// Vouches that the busiest room asks for: min(3, max(1, members / 2)).
const VOUCHES_MAX: u64 = 3;
/// Roles that members earn by vouches. Leading is no work among others: a lead is named by a lead.
pub const EARNED_ROLES: [Role; 4] = [
    Role::Verifier,
    Role::Sourcing,
    Role::Transport,
    Role::Receipts,
];

pub(crate) fn is_community_founder(grant: &Grant) -> bool {
    grant.role == Role::Founder && grant.room.is_none() && grant.recipient.is_none()
}

/// How many members must vouch before a role is earned.
#[must_use]
pub fn vouches_needed(members: u64) -> u64 {
    (members / 2).clamp(1, VOUCHES_MAX)
}

impl App {
    /// Vouches for another member in a role. With enough vouches the member earns it.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when one of the two is not in the room, both are one, or nobody earns this role.
    pub async fn vouch(
        &self,
        who: &Person,
        room: RoomId,
        other: &Person,
        role: Role,
    ) -> Result<Receipt, Refused> {
        let two = who.is_in(room) && other.is_in(room) && who.account != other.account;
        if !two || !EARNED_ROLES.contains(&role) {
            return Err(Refused::NotFound);
        }
        self.weigh_anew(who, other, role, room, true).await
    }

    /// Those for whom a person vouches in a room, and in which role.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn vouched_by(
        &self,
        who: &Person,
        room: RoomId,
    ) -> Result<Vec<(PrivateId, Role)>, Refused> {
        let given = self.store().vouches_by(room.0, who.account).await?;
        let read = |v: Vouch| Some((v.account, Role::from_code(&v.role)?));
        Ok(given.into_iter().filter_map(read).collect())
    }

    /// Takes a vouch back. A role that was earned is lost when too few vouches are left.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn withdraw_vouch(
        &self,
        who: &Person,
        room: RoomId,
        other: &Person,
        role: Role,
    ) -> Result<Receipt, Refused> {
        self.weigh_anew(who, other, role, room, false).await
    }

    /// Does work that writes vouches, or their end, in turn: what the vault says of them is read when the last one is
    /// written. A task of its own, so that whoever goes away meanwhile, or waits for something else, neither ends the turn
    /// too early nor keeps it.
    pub(crate) async fn vouching<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Refused>> + Send + 'static,
    ) -> Result<T, Refused> {
        let app = self.clone();
        let turn = async move {
            let _turn = app.0.vouching.lock().await;
            work.await
        };
        tokio::spawn(turn).await.unwrap_or(Err(Refused::Panicked))
    }

    /// Writes down whether a person vouches for another, and gives or takes the role by all vouches.
    async fn weigh_anew(
        &self,
        who: &Person,
        other: &Person,
        role: Role,
        room: RoomId,
        gives: bool,
    ) -> Result<Receipt, Refused> {
        let (app, voucher) = (self.clone(), who.account);
        let (account, party) = (other.account, other.party);
        self.vouching(async move {
            let given = app.store().vouches_for(room.0, account).await?;
            let counts = |v: &&Vouch| v.role == role.code() && v.voucher != voucher;
            let others = u64::try_from(given.iter().filter(counts).count()).unwrap_or(0);
            let vouches = others.saturating_add(u64::from(gives));
            let work = move |draft: &mut Draft<'_>| {
                let at = draft.at().0;
                draft.row(match gives {
                    true => vouch::give(&Vouch {
                        room: room.0,
                        account,
                        voucher,
                        role: role.code().to_owned(),
                        at,
                        withdrawn_at: None,
                    }),
                    false => vouch::withdraw(room.0, account, voucher, role.code(), at),
                });
                weigh(draft, party, role, room, vouches)
            };
            app.write(work).await
        })
        .await
    }
}

/// Gives a role that so many vouches earn, or takes one that they no longer carry. A role that a lead gave stays.
fn weigh(
    draft: &mut Draft<'_>,
    party: PartyId,
    role: Role,
    room: RoomId,
    vouches: u64,
) -> Result<(), Refused> {
    let grant = Grant {
        party,
        role,
        room: Some(room),
        recipient: None,
    };
    let state = draft.state();
    let members = state.rooms.get(&room).map_or(0, |r| r.members);
    let enough = vouches >= vouches_needed(members);
    let command = match (enough, state.grants.contains(&grant)) {
        (true, false) => Command::GrantRole {
            party,
            role,
            room: grant.room,
            recipient: None,
        },
        (false, true) if state.earned.contains(&grant) => revocation(&grant),
        _ => return Ok(()),
    };
    draft.act(&Actor::community(), &command)?;
    Ok(())
}

/// Gives back every role that somebody holds in a room they leave.
///
/// # Errors
/// [`Refusal::LastLead`] when nobody else leads it.
pub(crate) fn give_back(draft: &mut Draft<'_>, actor: &Actor, room: RoomId) -> Result<(), Refusal> {
    let own = |g: &&Grant| g.party == actor.party && g.room == Some(room);
    let held: Vec<Grant> = draft.state().grants.iter().filter(own).copied().collect();
    for grant in held {
        draft.act(actor, &revocation(&grant))?;
    }
    Ok(())
}

fn revocation(grant: &Grant) -> Command {
    let Grant {
        party,
        role,
        room,
        recipient,
    } = *grant;
    Command::RevokeRole {
        party,
        role,
        room,
        recipient,
    }
}
