//! What recipients say of what arrived: whether it could be used, and thanks. It reaches donor and carrier, and stands
//! beside later lines of the plan as a fact; it changes no figure.

use std::collections::{BTreeMap, BTreeSet};

use crate::access::allow;
use crate::catalogue::Item;
use crate::code::Verdict;
use crate::command::Actor;
use crate::consignment;
use crate::entry::{Fact, FeedbackGiven};
use crate::ids::*;
use crate::receipt;
use crate::refusal::Refusal;
use crate::state::State;

/// What is said of one consignment, at most: of each line a few times.
pub const FEEDBACK_MAX: usize = 64;

/// What a recipient said of goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feedback {
    /// The entry.
    pub index: Index,
    /// By whom.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// Of which line, counted from 0; nothing: of the whole consignment.
    pub line: Option<u64>,
    /// Whether it could be used.
    pub verdict: Option<Verdict>,
    /// With thanks.
    pub thanks: bool,
    /// Seal of the words to it.
    pub remark: Option<Seal>,
}

/// The recipient's own person, once they counted what arrived.
pub(crate) fn give(
    state: &State,
    actor: &Actor,
    fact: FeedbackGiven,
) -> Result<Vec<Fact>, Refusal> {
    let found = receipt::counted_by(state, actor, fact.consignment)?;
    allow(!found.receipts.is_empty(), Refusal::NothingReceived)?;
    allow(
        fact.thanks || fact.verdict.is_some(),
        Refusal::FeedbackEmpty,
    )?;
    let line = fact.line.map(usize::try_from);
    let known = line.is_none_or(|line| line.is_ok_and(|line| line < found.lines.len()));
    allow(known, Refusal::NoSuchLine)?;
    let max = FEEDBACK_MAX;
    allow(found.feedback.len() < max, Refusal::TooMuchFeedback { max })?;
    Ok(vec![fact.into()])
}

pub(crate) fn apply_given(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &FeedbackGiven,
) {
    let room = consignment::room_of(state, fact.consignment);
    state.texts.seal(index, room, fact.remark);
    let feedback = Feedback {
        index: Index(index),
        by,
        at,
        line: fact.line,
        verdict: fact.verdict,
        thanks: fact.thanks,
        remark: fact.remark,
    };
    hear(state, fact.consignment, &feedback);
    consignment::change(state, fact.consignment, index, |c| {
        c.feedback.push(feedback);
    });
}

/// Where to find what was said: kept as it is said, so that no page looks through all consignments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heard {
    /// By recipient, then by donor and item: the entries, and of which consignment each speaks.
    by_recipient: BTreeMap<RecipientId, BTreeMap<(PartyId, Item), Said>>,
    /// Consignments that something was said of, by whoever sent them or had them in hand.
    by_hand: BTreeMap<PartyId, BTreeSet<ConsignmentId>>,
}

type Said = BTreeMap<Index, ConsignmentId>;

impl Heard {
    /// Two ids, one facility.
    pub(crate) fn merge(&mut self, from: RecipientId, into: RecipientId) {
        let moved = self.by_recipient.remove(&from).unwrap_or_default();
        let standing = self.by_recipient.entry(into).or_default();
        for (of, said) in moved {
            standing.entry(of).or_default().extend(said);
        }
    }
}

/// What a recipient said of a donor's goods of one item, the newest first: the fact beside a plan that would send
/// more of them.
pub fn of_donor(
    state: &State,
    donor: PartyId,
    recipient: RecipientId,
    item: Item,
) -> impl Iterator<Item = (ConsignmentId, &Feedback)> {
    let theirs = state.heard.by_recipient.get(&recipient);
    let said = theirs.and_then(|all| all.get(&(donor, item)));
    let said = said.into_iter().flatten().rev();
    said.filter_map(|(index, id)| {
        let all = &state.consignments.get(id)?.feedback;
        let at = all.binary_search_by_key(index, |f| f.index).ok()?;
        Some((*id, all.get(at)?))
    })
}

/// What recipients said of goods that somebody sent or had in hand, the newest consignment first.
pub fn told(state: &State, party: PartyId) -> impl Iterator<Item = (ConsignmentId, &Feedback)> {
    let theirs = state.heard.by_hand.get(&party);
    let theirs = theirs.into_iter().flatten().rev();
    let found = theirs.filter_map(|id| Some((*id, state.consignments.get(id)?)));
    found.flat_map(|(id, c)| c.feedback.iter().rev().map(move |f| (id, f)))
}

fn hear(state: &mut State, id: ConsignmentId, feedback: &Feedback) {
    let Some(found) = state.consignments.get(&id) else {
        return;
    };
    let line = feedback.line.and_then(|line| usize::try_from(line).ok());
    let lines = found.lines.iter().enumerate();
    let meant = lines.filter(|(at, _)| line.is_none_or(|line| line == *at));
    let items = meant.filter_map(|(_, line)| {
        let commitment = state.commitments.get(&line.commitment)?;
        Some(state.line(commitment.need, commitment.line)?.item)
    });
    let items: BTreeSet<Item> = items.collect();
    let heard = &mut state.heard;
    let theirs = heard.by_recipient.entry(found.recipient).or_default();
    for item in items {
        let said = theirs.entry((found.sender, item)).or_default();
        said.insert(feedback.index, id);
    }
    let hands = found.hops.iter().map(|hop| hop.party);
    for hand in hands.chain([found.sender]) {
        heard.by_hand.entry(hand).or_default().insert(id);
    }
}

/// Whoever takes goods over later hears what was said of them before.
pub(crate) fn pass_on(state: &mut State, id: ConsignmentId, taker: PartyId) {
    let found = state.consignments.get(&id);
    if found.is_some_and(|c| !c.feedback.is_empty()) {
        let theirs = state.heard.by_hand.entry(taker).or_default();
        theirs.insert(id);
    }
}
