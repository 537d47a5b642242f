//! Custodians of sealed tips: people who made a key offline, each confirmed by somebody else.

use std::collections::BTreeSet;

use crate::access::allow;
use crate::command::Actor;
use crate::entry::{CustodianConfirmed, CustodianOffered, CustodianRetired, Fact};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;
use crate::tip_key::TipKey;

/// Fewer custodians than this and no tip is taken: a sender who distrusts one must have a choice left, and closing
/// takes two.
pub const CUSTODIANS_MIN: usize = 3;
/// More would be more people to press, for each can open what is sealed to all.
pub const CUSTODIANS_MAX: usize = 7;
/// So many leads together send a custodian away; the custodian alone may go at any time.
const LEADS_TO_RETIRE: usize = 2;

/// Somebody who opens tips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Custodian {
    /// Who.
    pub party: PartyId,
    /// What tips are sealed to.
    pub key: TipKey,
    /// Seals their name and calling: a public text that they may take back.
    pub about: Seal,
    /// Who confirmed them, and when. Before that nothing is sealed to the key.
    pub confirmed: Option<(PartyId, Stamp)>,
    /// Who wants this key gone.
    pub against: BTreeSet<PartyId>,
    /// A later key of the same person stands in its place.
    pub replaced: bool,
}

impl Custodian {
    /// Whether the key is out of use for good.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.replaced || self.against.contains(&self.party) || self.against.len() >= LEADS_TO_RETIRE
    }

    /// Whether tips are sealed to the key.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.confirmed.is_some() && !self.is_gone()
    }
}

impl State {
    /// Those to whom tips are sealed, oldest first.
    pub fn active_custodians(&self) -> impl Iterator<Item = (CustodianId, &Custodian)> + '_ {
        let active = |(id, c): (&CustodianId, _)| (*id, c);
        self.custodians
            .iter()
            .filter(|(_, c)| c.is_active())
            .map(active)
    }

    /// Whether enough custodians stand ready.
    #[must_use]
    pub fn takes_tips(&self) -> bool {
        self.active_custodians().count() >= CUSTODIANS_MIN
    }

    /// Whether the hours' commitments are written: once they began, for as long as anybody can open what was taken.
    #[must_use]
    pub fn commits_tips(&self) -> bool {
        let began = self.tips.last.is_some();
        self.takes_tips() || (began && self.active_custodians().next().is_some())
    }

    /// Since when a party is a custodian, by whichever of its keys; nothing if it is none now.
    #[must_use]
    pub fn custodian_since(&self, party: PartyId) -> Option<Stamp> {
        let of_party = || self.custodians.values().filter(|c| c.party == party);
        if !of_party().any(Custodian::is_active) {
            return None;
        }
        of_party().filter_map(|c| c.confirmed).map(|c| c.1).min()
    }
}

pub(crate) fn offer(
    state: &State,
    actor: &Actor,
    fact: CustodianOffered,
) -> Result<Vec<Fact>, Refusal> {
    allow(!actor.is_community(), Refusal::NotAllowed)?;
    let taken = state.custodians.values().any(|c| c.key == fact.key);
    allow(!taken, Refusal::CustodianKeyTaken)?;
    Ok(vec![fact.into()])
}

/// A lead of the community, never the one whose key it is: no single person may make themselves a reader of tips.
pub(crate) fn confirm(
    state: &State,
    actor: &Actor,
    custodian: CustodianId,
) -> Result<Vec<Fact>, Refusal> {
    let found = standing(state, custodian)?;
    allow(state.leads(actor, None), Refusal::NotAllowed)?;
    allow(
        found.party != actor.party,
        Refusal::CustodianCannotConfirmSelf,
    )?;
    allow(found.confirmed.is_none(), Refusal::CustodianConfirmed)?;
    let others = state
        .active_custodians()
        .filter(|(_, c)| c.party != found.party);
    let max = CUSTODIANS_MAX;
    allow(others.count() < max, Refusal::CustodiansEnough { max })?;
    Ok(vec![CustodianConfirmed { custodian }.into()])
}

pub(crate) fn retire(
    state: &State,
    actor: &Actor,
    custodian: CustodianId,
) -> Result<Vec<Fact>, Refusal> {
    let found = standing(state, custodian)?;
    let may = found.party == actor.party || state.leads(actor, None);
    allow(may, Refusal::NotAllowed)?;
    allow(
        !found.against.contains(&actor.party),
        Refusal::NothingChanges,
    )?;
    Ok(vec![CustodianRetired { custodian }.into()])
}

fn standing(state: &State, id: CustodianId) -> Result<&Custodian, Refusal> {
    let found = state.custodians.get(&id).ok_or(Refusal::NotFound(id.0))?;
    allow(!found.is_gone(), Refusal::CustodianGone)?;
    Ok(found)
}

pub(crate) fn apply_offered(state: &mut State, index: u64, by: PartyId, fact: &CustodianOffered) {
    state.texts.seal(index, None, Some(fact.about));
    let custodian = Custodian {
        party: by,
        key: fact.key.clone(),
        about: fact.about,
        confirmed: None,
        against: BTreeSet::new(),
        replaced: false,
    };
    state.custodians.insert(CustodianId(index), custodian);
}

pub(crate) fn apply_confirmed(
    state: &mut State,
    at: Stamp,
    by: PartyId,
    fact: &CustodianConfirmed,
) {
    let Some(confirmed) = state.custodians.get_mut(&fact.custodian) else {
        return;
    };
    confirmed.confirmed = Some((by, at));
    let party = confirmed.party;
    for (id, other) in &mut state.custodians {
        if *id != fact.custodian && other.party == party && other.confirmed.is_some() {
            other.replaced = true;
        }
    }
}

pub(crate) fn apply_retired(state: &mut State, by: PartyId, fact: &CustodianRetired) {
    if let Some(custodian) = state.custodians.get_mut(&fact.custodian) {
        custodian.against.insert(by);
    }
}
