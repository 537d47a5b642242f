//! Official supply: what the state has delivered or allocated to a recipient, as an office records it or as a
//! volunteer cites it from a public notice. A record is corrected by further entries and never edited.

mod spread;

use crate::access::allow;
use crate::catalogue::Item;
use crate::code::{CorrectionReason, OfficialKind, Role};
use crate::command::Actor;
use crate::entry::{Amount, Fact, OfficialSupplyCorrected, OfficialSupplyRecorded};
use crate::ids::*;
use crate::jurisdiction::is_official;
use crate::quantity::QUANTITY_MAX;
use crate::refusal::Refusal;
use crate::state::State;
pub(crate) use spread::{keep, spread_need, spread_recipient};

/// Packs with unknown contents in one record.
pub const PACKS_MAX: u64 = 100_000;
/// Corrections of one record.
pub const CORRECTIONS_MAX: usize = 32;
/// A record names a day at most so many days back.
pub const DAYS_BACK_MAX: i64 = 366;
/// And a day of delivery at most so many days ahead.
pub const DAYS_AHEAD_MAX: i32 = 366;
/// Of one day, which begins and ends in the zone of whoever names it.
pub const DAY_SECONDS: i64 = 86_400;

/// What one entry says: the record itself or one of its corrections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The entry.
    pub index: Index,
    /// When it was written.
    pub at: Stamp,
    /// By whom.
    pub by: PartyId,
    /// How much.
    pub amount: Amount,
    /// Delivered, or only allocated.
    pub kind: OfficialKind,
    /// The day on which it was delivered or allocated.
    pub day: Stamp,
    /// The first moment of the day on which what is allocated is to be there, where one is named.
    pub deliver_on: Option<Stamp>,
    /// Written by a volunteer and not by an office.
    pub cited: bool,
    /// Seal of the link to the public notice.
    pub source: Option<Seal>,
    /// Why it replaces the one before it; nothing on the first.
    pub reason: Option<CorrectionReason>,
}

impl Version {
    /// Whole days until the day on which it is to be there: 0 on that day, below 0 from the day after. Nothing where no
    /// day is named, or nothing is still to come.
    #[must_use]
    pub fn days_left(&self, now: Stamp) -> Option<i64> {
        let on = self.deliver_on.filter(|_| self.amount.n > 0)?;
        let last = on.0.saturating_add(DAY_SECONDS - 1);
        Some(last.saturating_sub(now.0).div_euclid(DAY_SECONDS))
    }
}

/// One record with its corrections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialSupply {
    /// To whom.
    pub recipient: RecipientId,
    /// What.
    pub item: Item,
    /// The office that gave it, where it is known here.
    pub office: Option<PartyId>,
    /// As it was recorded.
    pub first: Version,
    /// Its corrections, oldest first.
    pub corrections: Vec<Version>,
}

impl OfficialSupply {
    /// What stands: the newest correction, or the record itself.
    #[must_use]
    pub fn standing(&self) -> &Version {
        self.corrections.last().unwrap_or(&self.first)
    }

    /// Every version, oldest first.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.first).chain(&self.corrections)
    }

    /// What counts of it in base units: nothing of packs with unknown contents.
    #[must_use]
    pub fn counted(&self) -> u64 {
        self.standing().amount.counted()
    }
}

impl Amount {
    /// Base units; 0 for packs with unknown contents, which are never added to pieces.
    #[must_use]
    pub fn counted(self) -> u64 {
        if self.pack.is_none() { self.n } else { 0 }
    }
}

pub(crate) fn record(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: OfficialSupplyRecorded,
    separate: bool,
) -> Result<Vec<Fact>, Refusal> {
    let (id, _) = state
        .recipient(fact.recipient)
        .ok_or(Refusal::NotFound(fact.recipient.0))?;
    fact.recipient = id;
    fact.office = office(state, actor, fact.office)?;
    fact.cited = !speaks_for(state, actor, fact.office);
    if fact.cited {
        cites(state, actor, id)?;
        allow(fact.source.is_some(), Refusal::NoticeMissing)?;
    } else {
        in_standing(state, actor, at, fact.office)?;
    }
    allow(fact.amount.n > 0, Refusal::QuantityZero)?;
    fits(fact.item, fact.amount, fact.cited)?;
    day_fits(at, fact.day)?;
    delivery_fits(at, fact.kind, fact.day, fact.deliver_on)?;
    match state.same_official_supply(id, fact.item, fact.amount, fact.day) {
        Some(same) if !separate => Err(Refusal::SameSupply(same)),
        _ => Ok(vec![fact.into()]),
    }
}

/// The newest version is amended, by those who may say so; nought takes the record out of every total.
pub(crate) fn correct(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: OfficialSupplyCorrected,
) -> Result<Vec<Fact>, Refusal> {
    let found = state
        .official_supplies
        .get(&fact.supply)
        .ok_or(Refusal::NotFound(fact.supply.0))?;
    allow(state.amends(actor, found), Refusal::NotAllowed)?;
    let standing = found.standing();
    allow(
        standing.index == fact.corrects,
        Refusal::CorrectedAlready(standing.index),
    )?;
    let max = CORRECTIONS_MAX;
    allow(
        found.corrections.len() < max,
        Refusal::TooManyCorrections { max },
    )?;
    let stands = (
        standing.amount,
        standing.kind,
        standing.day,
        standing.deliver_on,
    );
    let same = stands == (fact.amount, fact.kind, fact.day, fact.deliver_on);
    allow(!same, Refusal::NothingChanges)?;
    fact.cited = !state.is_official(actor);
    let names_notice = !fact.cited || fact.reason != CorrectionReason::NoticeChanged;
    allow(
        names_notice || fact.source.is_some(),
        Refusal::NoticeMissing,
    )?;
    if !fact.cited {
        in_standing(state, actor, at, found.office)?;
    }
    fits(found.item, fact.amount, fact.cited)?;
    day_fits(at, fact.day)?;
    delivery_fits(at, fact.kind, fact.day, fact.deliver_on)?;
    Ok(vec![fact.into()])
}

impl State {
    /// The record that says already that this recipient was given so much of an item on this day, if one stands: two
    /// people may cite one notice, and it would count twice.
    #[must_use]
    pub fn same_official_supply(
        &self,
        recipient: RecipientId,
        item: Item,
        amount: Amount,
        day: Stamp,
    ) -> Option<OfficialSupplyId> {
        let (_, recipient) = self.recipient(recipient)?;
        let same = |id: &&OfficialSupplyId| {
            self.official_supplies.get(*id).is_some_and(|supply| {
                let standing = supply.standing();
                (supply.item, standing.amount, standing.day) == (item, amount, day)
            })
        };
        recipient.official_supplies.iter().rev().find(same).copied()
    }

    /// The record of official supply that an entry made or corrected, with the version that it wrote.
    #[must_use]
    pub fn official_version(&self, entry: Index) -> Option<(&OfficialSupply, &Version)> {
        let made = OfficialSupplyId(entry.0);
        let id = self.official_corrections.get(&entry).unwrap_or(&made);
        let supply = self.official_supplies.get(id)?;
        let version = supply.versions().find(|version| version.index == entry)?;
        Some((supply, version))
    }

    /// Speaks for an office, before the whole community. Nobody does by leading alone.
    #[must_use]
    pub fn is_official(&self, actor: &Actor) -> bool {
        self.holds(actor.party, Role::Official, None, None)
    }

    /// Whether what an office says stands unconfirmed: it owes reports, and its standing is suspended.
    #[must_use]
    pub fn is_unconfirmed(&self, supply: &OfficialSupply) -> bool {
        let office = supply
            .office
            .and_then(|id| self.jurisdictions.of_office(id));
        office.is_some_and(|id| self.jurisdictions.is_suspended(id))
    }

    /// Whether somebody may correct a record: an official and the recipient any, for who counts is not who sends;
    /// whoever cited a notice and the verifiers of the community what was cited.
    #[must_use]
    pub fn amends(&self, actor: &Actor, supply: &OfficialSupply) -> bool {
        let cited = supply.first.cited
            && (supply.first.by == actor.party || self.works_as(actor, Role::Verifier, None));
        cited || self.is_official(actor) || self.acts_for(actor, supply.recipient)
    }
}

/// A volunteer: a member of any room, the recipient's own person, an official of whichever office, or who leads or
/// checks for the community.
fn cites(state: &State, actor: &Actor, recipient: RecipientId) -> Result<(), Refusal> {
    let may = !actor.rooms.is_empty()
        || state.acts_for(actor, recipient)
        || state.is_official(actor)
        || state.works_as(actor, Role::Verifier, None);
    allow(may, Refusal::NotAMember)
}

/// An office is an organisation. Where none is named it is the one that its official speaks for, or the office itself.
fn office(
    state: &State,
    actor: &Actor,
    named: Option<PartyId>,
) -> Result<Option<PartyId>, Refusal> {
    let of_actor = || {
        let mut spoken_for = state.jurisdictions.spoken_for_by(actor.party);
        match (spoken_for.next(), spoken_for.next()) {
            (Some(only), None) => state.jurisdictions.get(only).map(|j| j.office),
            _ => Some(actor.party).filter(|id| state.is_official(actor) && state.is_office(*id)),
        }
    };
    match named {
        Some(id) if !state.is_office(id) => Err(Refusal::NotAnOffice),
        Some(id) => Ok(Some(id)),
        None => Ok(of_actor()),
    }
}

/// Whether a record is the office's own: by an official, and where the office owes reports by one of its own.
fn speaks_for(state: &State, actor: &Actor, office: Option<PartyId>) -> bool {
    match office.and_then(|id| state.jurisdictions.of_office(id)) {
        Some(id) => is_official(state, id, actor),
        None => state.is_official(actor),
    }
}

/// An office whose standing is suspended records nothing here, nor do its officials in no office's name; nor does one
/// that is no more.
fn in_standing(
    state: &State,
    actor: &Actor,
    at: Stamp,
    office: Option<PartyId>,
) -> Result<(), Refusal> {
    let named = office.and_then(|id| state.jurisdictions.of_office(id));
    let spoken_for = state.jurisdictions.spoken_for_by(actor.party);
    let concerned = spoken_for.filter(|id| named.is_none_or(|named| named == *id));
    for id in concerned {
        let Some(found) = state.jurisdictions.get(id) else {
            continue;
        };
        allow(!found.duties.is_suspended(), Refusal::OfficeSuspended(id))?;
        allow(!found.is_over(at), Refusal::OfficeClosed(id))?;
    }
    Ok(())
}

/// A volunteer may cite as much as one gift may plausibly be: more is for an office to say.
fn fits(item: Item, amount: Amount, cited: bool) -> Result<(), Refusal> {
    let max = match (amount.pack, cited) {
        (Some(_), _) => PACKS_MAX,
        (None, true) => item.plausible_max(),
        (None, false) => QUANTITY_MAX,
    };
    allow(amount.n <= max, Refusal::QuantityTooLarge { max })
}

fn day_fits(at: Stamp, day: Stamp) -> Result<(), Refusal> {
    let days = DAYS_BACK_MAX;
    allow(day <= at, Refusal::InTheFuture)?;
    allow(
        day >= at.plus_hours(-24 * days),
        Refusal::TooLongAgo { days },
    )
}

/// A day of delivery is one for what has not come: not before it was allocated, and within a year.
fn delivery_fits(
    at: Stamp,
    kind: OfficialKind,
    day: Stamp,
    deliver_on: Option<Stamp>,
) -> Result<(), Refusal> {
    let Some(on) = deliver_on else {
        return Ok(());
    };
    let days = DAYS_AHEAD_MAX;
    allow(kind == OfficialKind::Allocated, Refusal::DeliveredAlready)?;
    allow(on >= day, Refusal::DeliveryBeforeAllocated)?;
    allow(
        on <= at.plus_hours(24 * i64::from(days)),
        Refusal::DeliveryTooFar { days },
    )
}

pub(crate) fn apply_recorded(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &OfficialSupplyRecorded,
) {
    let Some(recipient) = state.recipients.get_mut(&fact.recipient) else {
        return;
    };
    let first = Version {
        index: Index(index),
        at,
        by,
        amount: fact.amount,
        kind: fact.kind,
        day: fact.day,
        deliver_on: fact.deliver_on,
        cited: fact.cited,
        source: fact.source,
        reason: None,
    };
    let supply = OfficialSupply {
        recipient: fact.recipient,
        item: fact.item,
        office: fact.office,
        first,
        corrections: Vec::new(),
    };
    recipient.official_supplies.push(OfficialSupplyId(index));
    let office = fact.office.and_then(|id| state.parties.get_mut(&id));
    if let Some(office) = office {
        office.official_supplies.push(OfficialSupplyId(index));
    }
    state.texts.seal(index, None, fact.source);
    count(state, fact.recipient, fact.item, 0, supply.counted());
    state
        .official_supplies
        .insert(OfficialSupplyId(index), supply);
}

pub(crate) fn apply_corrected(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &OfficialSupplyCorrected,
) {
    let Some(supply) = state.official_supplies.get_mut(&fact.supply) else {
        return;
    };
    let before = supply.counted();
    state.official_corrections.insert(Index(index), fact.supply);
    supply.corrections.push(Version {
        index: Index(index),
        at,
        by,
        amount: fact.amount,
        kind: fact.kind,
        day: fact.day,
        deliver_on: fact.deliver_on,
        cited: fact.cited,
        source: fact.source,
        reason: Some(fact.reason),
    });
    let (recipient, item, after) = (supply.recipient, supply.item, supply.counted());
    state.texts.seal(index, None, fact.source);
    count(state, recipient, item, before, after);
}

/// Moves what a recipient was given of an item by what one record was before and is after.
fn count(state: &mut State, id: RecipientId, item: Item, before: u64, after: u64) {
    if let Some(recipient) = state.recipients.get_mut(&id) {
        let sum = recipient.official.entry(item).or_default();
        *sum = sum.saturating_sub(before).saturating_add(after);
    }
    spread::spread(state, id, item);
}
