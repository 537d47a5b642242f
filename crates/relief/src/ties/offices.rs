//! Ties between citizens and offices, "linking" in the words of Aldrich and Meyer 2014: where nobody at an office ever did
//! anything that citizens could see, nobody there knows whom to call.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::Role;
use crate::ids::{COMMUNITY, JurisdictionId, PartyId, Stamp};
use crate::place::Place;
use crate::question::{Owed, Question};
use crate::ratio::Ratio;
use crate::state::State;

use super::acts::{End, Weights, add};
use super::fade::{Period, weight};

/// How a place where somebody waits is tied to offices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Linked {
    /// The nearest body that answers for the place.
    pub office: Option<JurisdictionId>,
    /// What offices supplied to recipients there and put on record themselves, and what the nearest one answered.
    pub acts: u64,
}

/// By place with a need on the board. O(needs + jurisdictions + official supplies + questions).
#[must_use]
pub fn linked(state: &State) -> BTreeMap<Place, Linked> {
    let answers = answers(state);
    let offices = offices(state);
    let nearest = |place: Place| {
        let mut around = std::iter::successors(Some(place), |place| place.parent());
        around.find_map(|place| offices.get(&place).copied())
    };
    let live = state.needs.values().filter(|need| need.is_live());
    let places = live.filter_map(|need| Some(state.recipient(need.recipient)?.1.place));
    let mut linked: BTreeMap<Place, Linked> = places
        .collect::<BTreeSet<Place>>()
        .into_iter()
        .map(|place| {
            let office = nearest(place);
            let acts = office.and_then(|office| answers.get(&office).copied());
            let acts = acts.unwrap_or(0);
            (place, Linked { office, acts })
        })
        .collect();
    for supply in state.official_supplies.values() {
        let recipient = state.recipient(supply.recipient);
        let place = recipient.map(|(_, recipient)| recipient.place);
        let stands = !supply.standing().cited && supply.standing().amount.n > 0;
        if let Some(found) = place
            .and_then(|place| linked.get_mut(&place))
            .filter(|_| stands)
        {
            found.acts = found.acts.saturating_add(1);
        }
    }
    linked
}

/// By place that a body names as its own: the body nearest to it, of equals the oldest.
fn offices(state: &State) -> BTreeMap<Place, JurisdictionId> {
    let mut offices: BTreeMap<Place, JurisdictionId> = BTreeMap::new();
    for (id, found) in state.jurisdictions.iter() {
        for place in &found.places {
            let known = offices.entry(*place).or_insert(id);
            let level = state.jurisdictions.get(*known).map(|known| known.level);
            if level.is_some_and(|level| level < found.level) {
                *known = id;
            }
        }
    }
    offices
}

/// How many questions each body answered.
fn answers(state: &State) -> BTreeMap<JurisdictionId, u64> {
    let mut answers: BTreeMap<JurisdictionId, u64> = BTreeMap::new();
    let of = |question: &Question| match question.owed()? {
        Owed::Party(office) => state.jurisdictions.of_office(office),
        Owed::Recipient(_) => None,
    };
    let answered = state
        .questions
        .iter()
        .filter(|(_, question)| !question.answers.is_empty());
    for office in answered.filter_map(|(_, question)| of(question)) {
        let count = answers.entry(office).or_default();
        *count = count.saturating_add(1);
    }
    answers
}

/// Offices, and people who speak for one.
#[must_use]
pub fn authority(state: &State) -> BTreeSet<PartyId> {
    let offices = state.jurisdictions.iter().map(|(_, found)| found.office);
    let appointments = state.jurisdictions.appointments();
    let standing = appointments
        .filter(|(_, one)| one.stands())
        .map(|(_, one)| one.party);
    let granted = state
        .grants
        .iter()
        .filter(|grant| grant.role == Role::Official);
    offices
        .chain(standing)
        .chain(granted.map(|grant| grant.party))
        .collect()
}

/// What `authority` did for citizens, what is long ago weighing less: answers to those who asked, and supplies that it put
/// on record itself.
#[must_use]
pub fn lately(state: &State, authority: &BTreeSet<PartyId>, now: Stamp) -> Weights {
    let now = Period::of(now);
    let mut weights = Weights::new();
    let mut note = |by: PartyId, to: End, at: Stamp| {
        if authority.contains(&by) && to != End::Party(by) {
            let act = (End::Party(by), to.standing(state));
            add(&mut weights, act, weight(1, Period::of(at), now));
        }
    };
    for (_, question) in state.questions.iter() {
        // The community stands for somebody without an account.
        let asked = End::Party(question.by);
        let known = question.answers.iter().filter(|_| question.by != COMMUNITY);
        known.for_each(|answer| note(answer.by, asked, answer.at));
    }
    for supply in state
        .official_supplies
        .values()
        .filter(|one| !one.standing().cited)
    {
        note(
            supply.first.by,
            End::Recipient(supply.recipient),
            supply.first.at,
        );
    }
    weights
}

/// The share of all weight that joins a citizen with somebody of `authority`; nothing without links.
#[must_use]
pub fn share(weights: &Weights, authority: &BTreeSet<PartyId>) -> Option<Ratio> {
    let is_one = |end: &End| matches!(end, End::Party(party) if authority.contains(party));
    let others = weights.iter().filter(|((from, to), _)| from != to);
    let (mut all, mut linking) = (0_i128, 0_i128);
    for ((from, to), weight) in others {
        all += i128::from(*weight);
        if is_one(from) != is_one(to) {
            linking += i128::from(*weight);
        }
    }
    Ratio::of(linking, all)
}
