//! Recipients: the directory of facilities that need and receive.

mod alike;

use std::collections::BTreeMap;

use crate::access::allow;
use crate::catalogue::Item;
use crate::code::{FacilityKind, Role, Standing};
use crate::command::Actor;
use crate::entry::{
    Fact, RecipientAliasAdded, RecipientChecked, RecipientContactChanged, RecipientMerged,
    RecipientRegistered,
};
use crate::ids::*;
use crate::name::Name;
use crate::official_supply::spread_recipient;
use crate::place::Place;
use crate::refusal::Refusal;
use crate::state::State;
use crate::ties::acts::End;
use crate::ties::deeds::Deed;
pub use alike::alike;

/// A facility and its standing in the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The name under which it was registered.
    pub name: Name,
    /// Other names.
    pub aliases: Vec<Name>,
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub kind: FacilityKind,
    /// Not found in an independent directory: needs two verifiers while unchecked.
    pub provisional: bool,
    /// How well it is known.
    pub standing: Standing,
    /// Who registered it, or changed its contact last: somebody else checks it.
    pub author: PartyId,
    /// Who checked last, and when.
    pub checked: Option<(PartyId, Stamp)>,
    /// When its contact last changed.
    pub contact_changed_at: Option<Stamp>,
    /// The id that it stands for now.
    pub merged_into: Option<RecipientId>,
    /// Its needs, oldest first.
    pub needs: Vec<NeedId>,
    /// Its consignments, oldest first.
    pub consignments: Vec<ConsignmentId>,
    /// What the state gave it, oldest record first.
    pub official_supplies: Vec<OfficialSupplyId>,
    /// What of it counts, by item in base units: moved by `official_supply` alone.
    pub official: BTreeMap<Item, u64>,
}

/// A name without the marks that differ between spellings. Numerals stay: 第二 is not 第五.
#[must_use]
pub fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

pub(crate) fn register(
    state: &State,
    fact: RecipientRegistered,
    separate: bool,
) -> Result<Vec<Fact>, Refusal> {
    let key = (fact.place, folded(fact.name.as_str()));
    let same = state
        .recipients_by_name
        .get(&key)
        .and_then(|id| state.recipient(*id));
    match same {
        Some((same, _)) if !separate => Err(Refusal::RecipientExists(same)),
        _ => Ok(vec![fact.into()]),
    }
}

pub(crate) fn check(
    state: &State,
    actor: &Actor,
    recipient: RecipientId,
    standing: Standing,
) -> Result<Vec<Fact>, Refusal> {
    let (id, found) = state
        .recipient(recipient)
        .ok_or(Refusal::NotFound(recipient.0))?;
    allow(state.checks(actor, id), Refusal::NotAllowed)?;
    allow(!state.acts_for(actor, id), Refusal::NotAllowed)?;
    allow(found.author != actor.party, Refusal::AuthorCannotCheck)?;
    allow(found.standing != standing, Refusal::NothingChanges)?;
    Ok(vec![
        RecipientChecked {
            recipient: id,
            standing,
        }
        .into(),
    ])
}

pub(crate) fn change_contact(
    state: &State,
    actor: &Actor,
    recipient: RecipientId,
) -> Result<Vec<Fact>, Refusal> {
    let (id, _) = state
        .recipient(recipient)
        .ok_or(Refusal::NotFound(recipient.0))?;
    let may = state.acts_for(actor, id) || state.checks(actor, id);
    allow(may, Refusal::NotAllowed)?;
    let unverified = !state.acts_for(actor, id);
    Ok(vec![
        RecipientContactChanged {
            recipient: id,
            unverified,
        }
        .into(),
    ])
}

pub(crate) fn add_alias(
    state: &State,
    actor: &Actor,
    recipient: RecipientId,
    name: &Name,
) -> Result<Vec<Fact>, Refusal> {
    let (id, found) = state
        .recipient(recipient)
        .ok_or(Refusal::NotFound(recipient.0))?;
    allow(
        state.works_as(actor, Role::Verifier, None),
        Refusal::NotAllowed,
    )?;
    allow(
        found.name != *name && !found.aliases.contains(name),
        Refusal::NothingChanges,
    )?;
    Ok(vec![
        RecipientAliasAdded {
            name: name.clone(),
            recipient: id,
        }
        .into(),
    ])
}

pub(crate) fn merge(
    state: &State,
    actor: &Actor,
    from: RecipientId,
    into: RecipientId,
) -> Result<Vec<Fact>, Refusal> {
    allow(
        state.works_as(actor, Role::Verifier, None),
        Refusal::NotAllowed,
    )?;
    allow(from != into, Refusal::SameThing)?;
    for id in [from, into] {
        let found = state.recipients.get(&id).ok_or(Refusal::NotFound(id.0))?;
        if let Some(target) = found.merged_into {
            return Err(Refusal::RecipientMerged(target));
        }
    }
    Ok(vec![
        RecipientMerged {
            into,
            recipient: from,
        }
        .into(),
    ])
}

pub(crate) fn apply_registered(
    state: &mut State,
    index: u64,
    by: PartyId,
    fact: &RecipientRegistered,
) {
    let id = RecipientId(index);
    let recipient = Recipient {
        name: fact.name.clone(),
        aliases: Vec::new(),
        place: fact.place,
        kind: fact.kind,
        provisional: fact.provisional,
        standing: Standing::Unchecked,
        author: by,
        checked: None,
        contact_changed_at: None,
        merged_into: None,
        needs: Vec::new(),
        consignments: Vec::new(),
        official_supplies: Vec::new(),
        official: BTreeMap::new(),
    };
    state
        .recipients_by_name
        .entry((fact.place, folded(fact.name.as_str())))
        .or_insert(id);
    state.recipients.insert(id, recipient);
}

pub(crate) fn apply_checked(state: &mut State, at: Stamp, by: PartyId, fact: &RecipientChecked) {
    if let Some(recipient) = state.recipients.get_mut(&fact.recipient) {
        recipient.standing = fact.standing;
        recipient.checked = Some((by, at));
        if fact.standing == Standing::CalledBack {
            let called = End::Recipient(fact.recipient);
            state.deeds.count((by, called, Deed::CalledBack), at);
        }
    }
}

/// Crooks swapped telephone numbers in circulated appeals: a contact that somebody else changed sends every
/// standing need of the recipient back to the verifiers.
pub(crate) fn apply_contact_changed(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &RecipientContactChanged,
) {
    let Some(recipient) = state.recipients.get_mut(&fact.recipient) else {
        return;
    };
    recipient.standing = Standing::Unchecked;
    recipient.contact_changed_at = Some(at);
    recipient.author = by;
    if !fact.unverified {
        return;
    }
    for id in &recipient.needs {
        if let Some(need) = state.needs.get_mut(id).filter(|n| n.is_live()) {
            need.unverify(by);
            need.history.push(Index(index));
        }
    }
    spread_recipient(state, fact.recipient);
}

pub(crate) fn apply_alias_added(state: &mut State, fact: &RecipientAliasAdded) {
    if let Some(recipient) = state.recipients.get_mut(&fact.recipient) {
        state
            .recipients_by_name
            .entry((recipient.place, folded(fact.name.as_str())))
            .or_insert(fact.recipient);
        recipient.aliases.push(fact.name.clone());
    }
}

/// Both ids survive; needs and consignments move to the one that stands. The persons of the other do not:
/// a false twin must not bring its people in, so a verifier appoints them anew.
pub(crate) fn apply_merged(state: &mut State, fact: &RecipientMerged) {
    let Some(from) = state.recipients.get_mut(&fact.recipient) else {
        return;
    };
    from.merged_into = Some(fact.into);
    state.heard.merge(fact.recipient, fact.into);
    let needs = std::mem::take(&mut from.needs);
    let consignments = std::mem::take(&mut from.consignments);
    let official_supplies = std::mem::take(&mut from.official_supplies);
    let official = std::mem::take(&mut from.official);
    let mut names = vec![from.name.clone()];
    names.extend(from.aliases.iter().cloned());
    for id in &needs {
        if let Some(need) = state.needs.get_mut(id) {
            need.recipient = fact.into;
        }
    }
    for id in &consignments {
        if let Some(consignment) = state.consignments.get_mut(id) {
            consignment.recipient = fact.into;
        }
    }
    for id in &official_supplies {
        if let Some(supply) = state.official_supplies.get_mut(id) {
            supply.recipient = fact.into;
        }
    }
    if let Some(into) = state.recipients.get_mut(&fact.into) {
        into.needs.extend(needs);
        into.needs.sort_unstable();
        into.consignments.extend(consignments);
        into.consignments.sort_unstable();
        into.official_supplies.extend(official_supplies);
        into.official_supplies.sort_unstable();
        for (item, given) in official {
            let sum = into.official.entry(item).or_default();
            *sum = sum.saturating_add(given);
        }
        for name in names {
            if name != into.name && !into.aliases.contains(&name) {
                into.aliases.push(name);
            }
        }
    }
    // A recipient already merged into `recipient` must not point at an id that moved on.
    for other in state.recipients.values_mut() {
        if other.merged_into == Some(fact.recipient) {
            other.merged_into = Some(fact.into);
        }
    }
    state.deeds.merge(fact.recipient, fact.into);
    spread_recipient(state, fact.into);
}
