//! What waits for one's answer: needs that nobody confirmed lately, commitments that are late or whose recipient has
//! a new contact.

use app::Person;
use relief::ids::NeedId;
use relief::need::{Freshness, Need};
use relief::state::State;

use super::own::Own;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// Questions shown at once, the oldest things first.
const ASKS_MAX: usize = 20;

/// The questions that one person can answer.
pub(super) fn asks(visitor: &Visitor, who: &Person) -> Vec<Own> {
    let (app, w) = (visitor.app(), visitor.words());
    let (state, now, actor) = (app.state(), app.now(), who.actor());
    let mine = |need: &Need| {
        need.reporter == actor.party
            || state.acts_for(&actor, need.recipient)
            || state.coordinates(&actor, need.room)
    };
    let stale = |need: &Need| need.is_live() && need.freshness(now) >= Freshness::Due;
    let needs = state.needs.iter().filter(|(_, n)| stale(n) && mine(n));
    let needs = needs.map(|(id, need)| still_true(&state, w, *id, need));
    let own = state
        .commitments
        .iter()
        .filter(|(_, c)| c.donor == who.party);
    let promised = own.filter_map(|(id, of)| {
        let question = match of.contact_changed_at(&state) {
            Some(_) => t!(w, "me-ask-contact"),
            None if of.is_asked(now) => t!(w, "me-ask-coming"),
            None => return None,
        };
        let own = Own::commitment(&state, w, *id, of)?;
        let title = format!("{question} {}", own.title);
        Some(Own { title, ..own })
    });
    promised.chain(needs).take(ASKS_MAX).collect()
}

fn still_true(state: &State, w: Words, id: NeedId, need: &Need) -> Own {
    let own = Own::need(state, w, id, need);
    Own {
        title: format!("{} {}", t!(w, "need-ask"), own.title),
        href: format!("{}#ask", own.href),
        ..own
    }
}
