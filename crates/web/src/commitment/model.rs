//! View models of commitments.

use relief::commitment::{Commitment, CommitmentState, outstanding};
use relief::coverage::share;
use relief::figures::commitment_word;
use relief::ids::{CommitmentId, Stamp};
use relief::state::State;
use serde::Serialize;

use super::said;
use crate::label::{Kind, label};
use crate::names;
use crate::t;
use crate::words::{Words, clock, date};

/// A day, in seconds.
const DAY_SECS: i64 = 86_400;

/// One step of a commitment.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StepModel {
    /// `pledged`, `accepted`, `firm`, `dispatched`, `received`.
    pub step: &'static str,
    /// Its word.
    pub name: String,
    /// When, seconds UTC; nothing: not yet.
    pub at: Option<i64>,
    /// The entry, where one entry made it.
    pub entry: Option<u64>,
}

/// The card of a commitment; figures in base units.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CardModel {
    /// The commitment.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// The donor as the public may know them.
    pub donor: String,
    /// The donor's number.
    pub donor_party: u64,
    /// For which need.
    pub need: u64,
    /// Which of its lines.
    pub line: u64,
    /// The room that cares for the need.
    pub room: Option<u64>,
    /// Whose need.
    pub recipient: u64,
    /// The recipient's name.
    pub recipient_name: String,
    /// Code of the item.
    pub item: &'static str,
    /// How much in words: `200 套防护服`.
    pub what: String,
    /// The unit's word.
    pub unit: &'static str,
    /// How much was promised.
    pub quantity: u64,
    /// Taken back, redirected or freed.
    pub released: u64,
    /// Neither released nor packed.
    pub outstanding: u64,
    /// On its way.
    pub in_transit: u64,
    /// Received and accepted.
    pub received: u64,
    /// Claimed standard as it is written.
    pub standard: Option<&'static str>,
    /// From where.
    pub place: u32,
    /// Its name.
    pub place_name: String,
    /// Ready when, seconds UTC.
    pub available_on: i64,
    /// Asked whether it still comes: when the clock frees it, seconds UTC.
    pub lapses_at: Option<i64>,
    /// The recipient's contact changed after the promise, seconds UTC.
    pub contact_changed_at: Option<i64>,
    /// Waits for a verifier; in no total.
    pub held: bool,
    /// The standing's code.
    pub state: &'static str,
    /// The standing in words.
    pub state_words: String,
    /// Whether it still may move on.
    pub is_live: bool,
    /// What was shown, in words.
    pub certificate: Option<String>,
    /// The lot's number.
    pub batch: Option<String>,
    /// Steps on its way.
    pub steps: Vec<StepModel>,
    /// Consignments that carry it.
    pub consignments: Vec<u64>,
    /// Messages in its thread, where the caller knows.
    pub thread: Option<u64>,
}

impl CardModel {
    /// The card of a commitment at a moment.
    pub fn of(state: &State, id: CommitmentId, now: Stamp, w: Words) -> Option<CardModel> {
        let of = state.commitments.get(&id)?;
        let (need, line) = (state.needs.get(&of.need)?, state.line(of.need, of.line)?);
        let (recipient, found) = state.recipient(need.recipient)?;
        let (share, shown) = (share(state, of), of.shown.as_ref());
        let consigned = of.consigned_in.iter().map(|(c, _)| c.0);
        let item = line.item;
        Some(CardModel {
            id: id.0,
            code: label(Kind::Commitment, id.0),
            donor: said::donor(w, state, of.donor, of.place),
            donor_party: of.donor.0,
            need: of.need.0,
            line: of.line,
            room: need.room.map(|r| r.0),
            recipient: recipient.0,
            recipient_name: found.name.as_str().to_owned(),
            item: item.code(),
            what: t!(
                w,
                "amount-of",
                amount = names::amount(w, item, of.quantity),
                item = names::item(w, item)
            ),
            unit: names::unit(w, item.unit(), of.quantity),
            quantity: of.quantity,
            released: of.released,
            outstanding: outstanding(state, of),
            in_transit: share.moving,
            received: share.received,
            standard: of.standard.map(|s| s.written()),
            place: of.place.code(),
            place_name: names::place(w, state, of.place),
            available_on: of.available_on.0,
            lapses_at: of.lapses_at().filter(|_| of.is_asked(now)).map(|at| at.0),
            contact_changed_at: of.contact_changed_at(state).map(|at| at.0),
            held: of.held,
            state: commitment_word(state, of),
            state_words: said::state(w, state, of),
            is_live: is_live(of),
            certificate: shown.map(|s| said::certificate(w, s.certificate)),
            batch: shown
                .and_then(|s| s.batch.as_ref()?.number.as_ref())
                .map(|n| n.as_str().to_owned()),
            steps: steps(w, state, of),
            consignments: consigned.collect(),
            thread: None,
        })
    }

    /// A step's time in words, empty before it was reached: the clock within a day, then the date.
    pub fn when(w: Words, now: i64, step: &StepModel) -> String {
        let said = |at| {
            if now.saturating_sub(at) < DAY_SECS {
                clock(at)
            } else {
                date(w, at)
            }
        };
        step.at.map_or_else(String::new, said)
    }
}

fn is_live(of: &Commitment) -> bool {
    matches!(
        of.state,
        CommitmentState::Pledged | CommitmentState::Accepted | CommitmentState::Firm
    )
}

/// The five steps; the last two come from the consignments that carry it.
fn steps(w: Words, state: &State, of: &Commitment) -> Vec<StepModel> {
    let decided = |step: &'static str, name: String, codes: &[&str]| {
        let found = of.steps.iter().find(|(code, ..)| codes.contains(code));
        StepModel {
            step,
            name,
            at: found.map(|(_, at, _)| at.0),
            entry: found.map(|(.., e)| e.0),
        }
    };
    let carrying = || {
        of.consigned_in
            .iter()
            .filter_map(|(id, line)| Some((state.consignments.get(id)?, *line)))
    };
    let dispatched = carrying().filter_map(|(c, _)| c.dispatched_at).min();
    let accepted =
        carrying().filter(|(c, line)| c.lines.get(*line).is_some_and(|l| l.accepted > 0));
    let received = accepted
        .filter_map(|(c, _)| c.receipts.last())
        .map(|r| r.at)
        .max();
    let derived = |step, name, at: Option<Stamp>| StepModel {
        step,
        name,
        at: at.map(|s| s.0),
        entry: None,
    };
    vec![
        decided(
            "pledged",
            t!(w, "step-pledged"),
            &["commitment.pledged", "commitment.redirected"],
        ),
        decided("accepted", t!(w, "step-accepted"), &["commitment.accepted"]),
        decided("firm", t!(w, "step-firm"), &["commitment.confirmed"]),
        derived("dispatched", t!(w, "step-dispatched"), dispatched),
        derived("received", t!(w, "step-received"), received),
    ]
}
