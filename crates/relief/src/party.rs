//! Parties and their roles, and the community itself.

pub mod retention;

use crate::access::allow;
use crate::code::{PartyKind, Role};
use crate::command::Actor;
use crate::entry::{CommunityOpened, Fact, PartyRegistered, PlaceNamed, RoleGranted, RoleRevoked};
use crate::ids::*;
use crate::name::Name;
use crate::place::Place;
use crate::refusal::Refusal;
use crate::state::{Community, Grant, State};
pub(crate) use retention::note_act;

/// Whoever acts in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Person or organisation.
    pub kind: PartyKind,
    /// Organisations have a public name; persons have none here.
    pub name: Option<Name>,
    /// Where the party says it is.
    pub place: Option<Place>,
    /// When it was registered.
    pub registered_at: Stamp,
    /// The days after that on which it acted, one bit for each of the first eight.
    pub days: u8,
    /// How many commitments it has made.
    pub commitments: u64,
    /// How many of them somebody else accepted or cleared: before the first, a large one waits for a verifier.
    pub proven: u64,
    /// Records of what it gave as an office, oldest first.
    pub official_supplies: Vec<OfficialSupplyId>,
}

pub(crate) fn open(
    state: &State,
    actor: &Actor,
    name: &Name,
    drill: bool,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    allow(state.size == 0, Refusal::CommunityOpen)?;
    Ok(vec![
        CommunityOpened {
            drill,
            name: name.clone(),
        }
        .into(),
    ])
}

pub(crate) fn register(
    state: &State,
    actor: &Actor,
    fact: PartyRegistered,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    allow(state.community.is_some(), Refusal::NotFound(COMMUNITY.0))?;
    match (fact.kind, &fact.name) {
        (PartyKind::Organisation, None) => Err(Refusal::OrganisationNeedsName),
        (PartyKind::Person, Some(_)) => Err(Refusal::PersonHasNoName),
        _ => Ok(vec![fact.into()]),
    }
}

pub(crate) fn grant(state: &State, actor: &Actor, mut grant: Grant) -> Result<Vec<Fact>, Refusal> {
    if let Some((standing, _)) = grant.recipient.and_then(|id| state.recipient(id)) {
        grant.recipient = Some(standing);
    }
    allow(
        state.parties.contains_key(&grant.party),
        Refusal::NotFound(grant.party.0),
    )?;
    scoped(state, &grant)?;
    may_change(state, actor, &grant)?;
    let alone = grant.role == Role::Official && !actor.is_community();
    allow(!alone, Refusal::OfficialNeedsTwo)?;
    allow(!state.grants.contains(&grant), Refusal::RoleHeld)?;
    let Grant {
        party,
        role,
        room,
        recipient,
    } = grant;
    Ok(vec![
        RoleGranted {
            party,
            recipient,
            role,
            room,
        }
        .into(),
    ])
}

pub(crate) fn revoke(state: &State, actor: &Actor, grant: Grant) -> Result<Vec<Fact>, Refusal> {
    allow(state.grants.contains(&grant), Refusal::RoleNotHeld)?;
    if grant.party != actor.party {
        may_change(state, actor, &grant)?;
    }
    let mut spoken_for = state.jurisdictions.spoken_for_by(grant.party);
    let appointed = grant.role == Role::Official && spoken_for.next().is_some();
    allow(!appointed, Refusal::OfficialNeedsTwo)?;
    let leads = |g: &&Grant| g.room == grant.room && matches!(g.role, Role::Founder | Role::Lead);
    let is_lead = matches!(grant.role, Role::Founder | Role::Lead);
    let last = is_lead && state.grants.iter().filter(leads).count() < 2;
    allow(!last, Refusal::LastLead)?;
    let Grant {
        party,
        role,
        room,
        recipient,
    } = grant;
    Ok(vec![
        RoleRevoked {
            party,
            recipient,
            role,
            room,
        }
        .into(),
    ])
}

pub(crate) fn name_place(
    state: &State,
    actor: &Actor,
    place: Place,
    name: &Name,
) -> Result<Vec<Fact>, Refusal> {
    let may = actor.is_community() || state.works_as(actor, Role::Verifier, None);
    allow(may, Refusal::NotAllowed)?;
    Ok(vec![
        PlaceNamed {
            name: name.clone(),
            place,
        }
        .into(),
    ])
}

fn scoped(state: &State, grant: &Grant) -> Result<(), Refusal> {
    if let Some(room) = grant.room {
        allow(state.rooms.contains_key(&room), Refusal::NotFound(room.0))?;
    }
    match (grant.role, grant.recipient) {
        // An office is held before everybody; a room cannot give it, or bind a stranger by it.
        (Role::Auditor | Role::Official | Role::RecipientPerson, _) if grant.room.is_some() => {
            Err(Refusal::RoleNeedsCommunity)
        }
        (Role::RecipientPerson, None) => Err(Refusal::RoleNeedsRecipient),
        (Role::RecipientPerson, Some(id)) => {
            allow(state.recipients.contains_key(&id), Refusal::NotFound(id.0))
        }
        (_, Some(_)) => Err(Refusal::RoleNeedsRoom),
        _ => Ok(()),
    }
}

/// Room roles are given by the room's leads, a recipient's person by a verifier of the community, the rest by
/// the community's leads.
fn may_change(state: &State, actor: &Actor, grant: &Grant) -> Result<(), Refusal> {
    let may = actor.is_community()
        || match (grant.role, grant.room) {
            (Role::RecipientPerson, _) => {
                actor.party != grant.party
                    && grant.recipient.is_some_and(|id| state.checks(actor, id))
            }
            (_, Some(room)) => state.leads(actor, Some(room)),
            (_, None) => state.leads(actor, None),
        };
    allow(may, Refusal::NotAllowed)
}

pub(crate) fn apply_opened(state: &mut State, at: Stamp, fact: &CommunityOpened) {
    state.community = Some(Community {
        name: fact.name.clone(),
        drill: fact.drill,
        opened_at: at,
    });
    let party = Party {
        kind: PartyKind::Organisation,
        name: Some(fact.name.clone()),
        place: None,
        registered_at: at,
        days: 0,
        commitments: 0,
        proven: 0,
        official_supplies: Vec::new(),
    };
    state.parties.insert(COMMUNITY, party);
}

pub(crate) fn apply_registered(state: &mut State, index: u64, at: Stamp, fact: &PartyRegistered) {
    let party = Party {
        kind: fact.kind,
        name: fact.name.clone(),
        place: fact.place,
        registered_at: at,
        days: 0,
        commitments: 0,
        proven: 0,
        official_supplies: Vec::new(),
    };
    state.parties.insert(PartyId(index), party);
}

pub(crate) fn apply_granted(state: &mut State, by: PartyId, fact: &RoleGranted) {
    let grant = Grant {
        party: fact.party,
        role: fact.role,
        room: fact.room,
        recipient: fact.recipient,
    };
    if by == COMMUNITY && fact.room.is_some() {
        state.earned.insert(grant);
    }
    state.grants.insert(grant);
}

pub(crate) fn apply_revoked(state: &mut State, fact: &RoleRevoked) {
    let grant = Grant {
        party: fact.party,
        role: fact.role,
        room: fact.room,
        recipient: fact.recipient,
    };
    state.earned.remove(&grant);
    state.grants.remove(&grant);
}

pub(crate) fn apply_place_named(state: &mut State, fact: &PlaceNamed) {
    state.places.insert(fact.place, fact.name.clone());
}
