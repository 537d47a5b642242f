//! Needs: what recipients lack. Verification is stored; fulfilment and freshness are derived.

pub mod answer;
mod verify;

use crate::access::allow;
use crate::catalogue::Item;
use crate::code::*;
use crate::command::Actor;
use crate::coverage::Tally;
use crate::entry::*;
use crate::ids::*;
use crate::quantity::{QUANTITY_MAX, Quantity};
use crate::refusal::Refusal;
use crate::standard::Standard;
use crate::state::State;
use verify::verifier;
pub(crate) use verify::{apply_verified, merge, reject, verify};

/// Lines of one need: the volunteers' form of 2020 had 23 items.
pub const NEED_LINES_MAX: usize = 24;
/// Accepted standards on one line.
pub const LINE_STANDARDS_MAX: usize = 6;
/// The same recipient and item within so many hours looks like a repeat.
pub const SIMILAR_HOURS: i64 = 72;
/// After so many hours without a confirmation the recipient is asked whether a need is still true.
pub const FRESH_HOURS: i64 = 24;
/// The same for a critical need.
pub const FRESH_CRITICAL_HOURS: i64 = 12;
/// From here on a need is shown as unconfirmed.
pub const UNCONFIRMED_HOURS: i64 = 48;
/// From here on a need leaves the ranking. It is never deleted.
pub const OFF_RANKING_HOURS: i64 = 96;

/// Where a need stands by decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedStatus {
    /// Waiting for a verifier.
    Reported,
    /// Verified; takes pledges.
    Open,
    /// No new pledges.
    Paused {
        /// Until when, if said.
        until: Option<Stamp>,
    },
    /// Ended.
    Closed(CloseReason),
    /// A verifier said no.
    Rejected(RejectReason),
    /// Repeats another need.
    Merged(NeedId),
}

impl NeedStatus {
    /// Whether it stands, or stood until it closed: what sums count. One that nobody has verified may be invented, and
    /// a rejected or merged one is no need. A closed one was needed: if it left the sums, coverage would fall on the
    /// day it was met.
    #[must_use]
    pub fn stood(self) -> bool {
        match self {
            NeedStatus::Open | NeedStatus::Paused { .. } | NeedStatus::Closed(_) => true,
            NeedStatus::Reported | NeedStatus::Rejected(_) | NeedStatus::Merged(_) => false,
        }
    }
}

/// How long ago somebody said that a need is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Lately.
    Fresh,
    /// Time to ask.
    Due,
    /// 48 hours: greyed.
    Unconfirmed,
    /// 96 hours: off the ranking.
    OffRanking,
}

/// One item of a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedLine {
    /// What.
    pub item: Item,
    /// Accepted standards; empty: any that suits the item.
    pub standards: Vec<Standard>,
    /// How much.
    pub quantity: Quantity,
    /// When at the latest.
    pub needed_by: Option<Stamp>,
    /// Commitments against it, oldest first.
    pub commitments: Vec<CommitmentId>,
    /// Sums over those commitments, moved by `coverage::Before` alone, and S, by `official_supply` alone.
    pub tally: Tally,
    /// S when its need closed; 0 until then.
    pub official_kept: u64,
    /// Earlier quantities, each with the entry that replaced it.
    pub earlier: Vec<(Index, Quantity)>,
}

/// A need with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Whose.
    pub recipient: RecipientId,
    /// The room that cares for it.
    pub room: Option<RoomId>,
    /// Who reported.
    pub reporter: PartyId,
    /// When.
    pub reported_at: Stamp,
    /// Lives depend on it.
    pub critical: bool,
    /// Stored standing.
    pub status: NeedStatus,
    /// Who stands for it, on what evidence, when.
    pub verifications: Vec<(PartyId, Evidence, Stamp)>,
    /// Who made the change that sent it back to reported: that party cannot verify it either.
    pub changed_by: Option<PartyId>,
    /// When somebody last said that it is true.
    pub confirmed_at: Stamp,
    /// Items.
    pub lines: Vec<NeedLine>,
    /// Seal of the source link.
    pub source: Option<Seal>,
    /// Seal of the remark.
    pub remark: Option<Seal>,
    /// Every entry that touched it.
    pub history: Vec<Index>,
}

impl Need {
    /// Whether it stands on the board.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self.status, NeedStatus::Open | NeedStatus::Paused { .. })
    }

    /// Sends it back to the verifiers.
    pub(crate) fn unverify(&mut self, by: PartyId) {
        self.status = NeedStatus::Reported;
        self.verifications.clear();
        self.changed_by = Some(by);
    }

    /// How fresh it is at a moment.
    #[must_use]
    pub fn freshness(&self, now: Stamp) -> Freshness {
        let hours = now.since(self.confirmed_at).div_euclid(3600);
        let due = if self.critical {
            FRESH_CRITICAL_HOURS
        } else {
            FRESH_HOURS
        };
        match hours {
            h if h >= OFF_RANKING_HOURS => Freshness::OffRanking,
            h if h >= UNCONFIRMED_HOURS => Freshness::Unconfirmed,
            h if h >= due => Freshness::Due,
            _ => Freshness::Fresh,
        }
    }
}

pub(crate) fn report(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: NeedReported,
    contact_named: bool,
    separate: bool,
) -> Result<Vec<Fact>, Refusal> {
    allow(
        state.parties.contains_key(&actor.party),
        Refusal::NotFound(actor.party.0),
    )?;
    state.member(actor, fact.room)?;
    let (id, recipient) = state
        .recipient(fact.recipient)
        .ok_or(Refusal::NotFound(fact.recipient.0))?;
    fact.recipient = id;
    allow(!fact.lines.is_empty(), Refusal::NoLines)?;
    allow(
        fact.lines.len() <= NEED_LINES_MAX,
        Refusal::TooManyLines {
            max: NEED_LINES_MAX,
        },
    )?;
    for line in &fact.lines {
        line_fits(line.item, line.quantity, &line.standards)?;
    }
    allow(
        fact.source.is_some() || contact_named,
        Refusal::NeedsSourceOrContact,
    )?;
    let since = at.plus_hours(-SIMILAR_HOURS);
    let repeats = |n: &&NeedId| {
        state
            .needs
            .get(n)
            .is_some_and(|need| is_similar(need, &fact.lines, since))
    };
    match recipient.needs.iter().find(repeats) {
        Some(same) if !separate => Err(Refusal::SimilarNeed(*same)),
        _ => Ok(vec![fact.into()]),
    }
}

fn is_similar(need: &Need, lines: &[NeedLineFact], since: Stamp) -> bool {
    let stands = need.is_live() || need.status == NeedStatus::Reported;
    let shares = |line: &NeedLine| lines.iter().any(|l| l.item == line.item);
    stands && need.reported_at >= since && need.lines.iter().any(shares)
}

fn line_fits(item: Item, quantity: Quantity, standards: &[Standard]) -> Result<(), Refusal> {
    match quantity.number() {
        Some(0) => return Err(Refusal::QuantityZero),
        Some(n) if n > QUANTITY_MAX => return Err(Refusal::QuantityTooLarge { max: QUANTITY_MAX }),
        _ => {}
    }
    let max = LINE_STANDARDS_MAX;
    allow(standards.len() <= max, Refusal::TooManyStandards { max })?;
    allow(
        standards.iter().all(|s| s.suits(item)),
        Refusal::StandardForOtherItem,
    )
}

/// A need that may change, with its room; closed ones may not.
fn find(state: &State, id: NeedId) -> Result<&Need, Refusal> {
    let need = state.needs.get(&id).ok_or(Refusal::NotFound(id.0))?;
    let ended = matches!(
        need.status,
        NeedStatus::Closed(_) | NeedStatus::Rejected(_) | NeedStatus::Merged(_)
    );
    allow(!ended, Refusal::NeedClosed)?;
    Ok(need)
}

/// The recipient or a coordinator of its room.
fn owner(state: &State, actor: &Actor, need: &Need) -> Result<(), Refusal> {
    let may = state.acts_for(actor, need.recipient) || state.coordinates(actor, need.room);
    allow(may, Refusal::NotAllowed)
}

pub(crate) fn pause(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: NeedId,
    until: Option<Stamp>,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    owner(state, actor, need)?;
    match need.status {
        NeedStatus::Open => {}
        NeedStatus::Paused { .. } => return Err(Refusal::NeedPaused),
        _ => return Err(Refusal::NeedNotVerified),
    }
    allow(until.is_none_or(|u| u > at), Refusal::InThePast)?;
    Ok(vec![NeedPaused { need: id, until }.into()])
}

/// The owner resumes at will, the clock when the pause has run out.
pub(crate) fn resume(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: NeedId,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    if !actor.is_community() {
        owner(state, actor, need)?;
    }
    let NeedStatus::Paused { until } = need.status else {
        return Err(Refusal::NeedNotPaused);
    };
    if actor.is_community() {
        let due = until.ok_or(Refusal::NotAllowed)?;
        allow(due <= at, Refusal::TooEarly(due))?;
    }
    Ok(vec![NeedResumed { need: id }.into()])
}

/// A material change by anyone but the recipient sends the need back to the verifiers. Whoever reported may
/// change it too, until somebody stands for it.
pub(crate) fn revise(
    state: &State,
    actor: &Actor,
    mut fact: NeedRevised,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, fact.need)?;
    let own = state.acts_for(actor, need.recipient);
    allow(
        own || state.coordinates(actor, need.room)
            || (need.reporter == actor.party && need.status == NeedStatus::Reported),
        Refusal::NotAllowed,
    )?;
    let line = state
        .line(fact.need, fact.line)
        .ok_or(Refusal::NoSuchLine)?;
    line_fits(line.item, fact.quantity, &fact.standards)?;
    let same = line.quantity == fact.quantity
        && line.standards == fact.standards
        && line.needed_by == fact.needed_by;
    allow(!same, Refusal::NothingChanges)?;
    let material = rises(line.quantity, fact.quantity) || line.standards != fact.standards;
    fact.unverified = material && !own;
    Ok(vec![fact.into()])
}

/// More is asked for, or something else is meant: a total that becomes a rate, or is no longer stated.
fn rises(old: Quantity, new: Quantity) -> bool {
    match (old.needed(), new.needed()) {
        (Some(old), Some(new)) => new > old,
        _ => old != new,
    }
}

pub(crate) fn reconfirm(state: &State, actor: &Actor, id: NeedId) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    owner(state, actor, need).or_else(|_| verifier(state, actor, need))?;
    Ok(vec![NeedReconfirmed { need: id }.into()])
}

pub(crate) fn close(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: NeedId,
    reason: CloseReason,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    let own = state.acts_for(actor, need.recipient);
    match reason {
        CloseReason::Expired => {
            allow(actor.is_community(), Refusal::CommunityOnly)?;
            let due = expiry(need).ok_or(Refusal::NotAllowed)?;
            allow(due <= at, Refusal::TooEarly(due))?;
        }
        CloseReason::Met if !own => {
            owner(state, actor, need)?;
            all_met(need)?;
        }
        _ => owner(state, actor, need)?,
    }
    Ok(vec![NeedClosed { need: id, reason }.into()])
}

fn all_met(need: &Need) -> Result<(), Refusal> {
    for line in &need.lines {
        let received = line.tally.received;
        let needed = line.quantity.needed().unwrap_or(u64::MAX);
        allow(received >= needed, Refusal::NotMet { received, needed })?;
    }
    Ok(())
}

/// When the clock may close a need: 96 hours after its last date, if nobody confirmed it since.
#[must_use]
pub fn expiry(need: &Need) -> Option<Stamp> {
    let last = need
        .lines
        .iter()
        .map(|l| l.needed_by)
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .max()?;
    Some(last.max(need.confirmed_at).plus_hours(OFF_RANKING_HOURS))
}

pub(crate) fn apply_reported(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &NeedReported,
) {
    let line = |l: &NeedLineFact| NeedLine {
        item: l.item,
        standards: l.standards.clone(),
        quantity: l.quantity,
        needed_by: l.needed_by,
        commitments: Vec::new(),
        tally: Tally::default(),
        official_kept: 0,
        earlier: Vec::new(),
    };
    let need = Need {
        recipient: fact.recipient,
        room: fact.room,
        reporter: by,
        reported_at: at,
        critical: fact.critical,
        status: NeedStatus::Reported,
        verifications: Vec::new(),
        changed_by: None,
        confirmed_at: at,
        lines: fact.lines.iter().map(line).collect(),
        source: fact.source,
        remark: fact.remark,
        history: vec![Index(index)],
    };
    state.needs.insert(NeedId(index), need);
    state.texts.seal(index, fact.room, fact.source);
    state.texts.seal(index, fact.room, fact.remark);
    if let Some(recipient) = state.recipients.get_mut(&fact.recipient) {
        recipient.needs.push(NeedId(index));
    }
}

pub(crate) fn apply_revised(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &NeedRevised,
) {
    let Some(need) = state.needs.get_mut(&fact.need) else {
        return;
    };
    need.confirmed_at = at;
    if fact.unverified {
        need.unverify(by);
    }
    let line = usize::try_from(fact.line)
        .ok()
        .and_then(|i| need.lines.get_mut(i));
    if let Some(line) = line {
        line.earlier.push((Index(index), line.quantity));
        line.quantity = fact.quantity;
        line.standards.clone_from(&fact.standards);
        line.needed_by = fact.needed_by;
    }
}

pub(crate) fn set_status(state: &mut State, id: NeedId, status: NeedStatus) {
    if let Some(need) = state.needs.get_mut(&id) {
        need.status = status;
    }
}

pub(crate) fn apply_reconfirmed(state: &mut State, at: Stamp, fact: &NeedReconfirmed) {
    if let Some(need) = state.needs.get_mut(&fact.need) {
        need.confirmed_at = at;
    }
}

pub(crate) fn touch(state: &mut State, id: NeedId, index: u64) {
    if let Some(need) = state.needs.get_mut(&id)
        && need.history.last() != Some(&Index(index))
    {
        need.history.push(Index(index));
    }
}
