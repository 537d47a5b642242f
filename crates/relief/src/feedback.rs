//! What recipients say of what arrived: whether it could be used, and thanks. It reaches donor and carrier, and stands
//! beside later lines of the plan as a fact; it changes no figure.

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
    consignment::change(state, fact.consignment, index, |c| {
        c.feedback.push(feedback);
    });
}

/// What a recipient said of a donor's goods of one item, the newest first: the fact beside a plan that would send
/// more of them.
pub fn of_donor(
    state: &State,
    donor: PartyId,
    recipient: RecipientId,
    item: Item,
) -> impl Iterator<Item = (ConsignmentId, &Feedback)> {
    let theirs = state.consignments.iter().rev().filter(move |(_, c)| {
        let to = state.recipient(c.recipient).map(|(id, _)| id);
        c.sender == donor && to == Some(recipient)
    });
    theirs.flat_map(move |(id, c)| {
        let of_item = move |feedback: &&Feedback| {
            let is_it = |line: &consignment::ConsignmentLine| {
                let commitment = state.commitments.get(&line.commitment);
                let asked = commitment.and_then(|c| state.line(c.need, c.line));
                asked.is_some_and(|asked| asked.item == item)
            };
            match feedback.line.and_then(|line| usize::try_from(line).ok()) {
                Some(line) => c.lines.get(line).is_some_and(is_it),
                None => c.lines.iter().any(is_it),
            }
        };
        c.feedback
            .iter()
            .rev()
            .filter(of_item)
            .map(|feedback| (*id, feedback))
    })
}
