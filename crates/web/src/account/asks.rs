//! What waits for one's answer: needs that nobody confirmed lately, commitments that are late or whose recipient has
//! a new contact.

use app::Person;
use relief::commitment::Commitment;
use relief::ids::{CommitmentId, NeedId};
use relief::need::{Freshness, Need};
use relief::state::State;

use super::me::Own;
use crate::label::{Kind, label};
use crate::names;
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
        coming(&state, w, (*id, of), &question)
    });
    promised.chain(needs).take(ASKS_MAX).collect()
}

fn still_true(state: &State, w: Words, id: NeedId, need: &Need) -> Own {
    let recipient = state.recipient(need.recipient);
    let recipient = recipient.map(|(_, r)| r.name.as_str()).unwrap_or_default();
    let items: Vec<_> = need.lines.iter().map(|l| names::item(w, l.item)).collect();
    let items = items.join(&t!(w, "list-and"));
    Own {
        code: label(Kind::Need, id.0),
        title: format!("{} {recipient} · {items}", t!(w, "need-ask")),
        href: format!("/n/{}#ask", id.0),
    }
}

fn coming(
    state: &State,
    w: Words,
    (id, of): (CommitmentId, &Commitment),
    question: &str,
) -> Option<Own> {
    let item = state.line(of.need, of.line)?.item;
    let amount = names::amount(w, item, of.quantity);
    Some(Own {
        code: label(Kind::Commitment, id.0),
        title: format!("{question} {} · {amount}", names::item(w, item)),
        href: format!("/c/{}", id.0),
    })
}
