//! What is one's own: rooms, needs, commitments, consignments, what recipients said; each with its page.

use app::{App, Person, Refused};
use relief::commitment::Commitment;
use relief::ids::{CommitmentId, NeedId};
use relief::need::Need;
use relief::state::State;
use serde::Serialize;

use crate::consignment::words;
use crate::label::{Kind, label};
use crate::names;
use crate::need::texts;
use crate::question;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// Own cards of one kind shown here, the newest.
const OWN_SHOWN_MAX: usize = 20;

/// Something of one's own with its page.
#[derive(Debug, Clone, Serialize)]
pub struct Own {
    /// Its label; empty for rooms.
    pub code: String,
    /// What it is.
    pub title: String,
    /// Its page.
    pub href: String,
}

impl Own {
    /// A need by its recipient and items.
    pub(super) fn need(state: &State, w: Words, id: NeedId, need: &Need) -> Own {
        let recipient = state.recipient(need.recipient);
        let who = recipient.map(|(_, r)| r.name.as_str()).unwrap_or_default();
        let items: Vec<_> = need.lines.iter().map(|l| names::item(w, l.item)).collect();
        Own {
            code: label(Kind::Need, id.0),
            title: format!("{who} · {}", items.join(&t!(w, "list-and"))),
            href: format!("/n/{}", id.0),
        }
    }

    /// A commitment by its item and amount.
    pub(super) fn commitment(
        state: &State,
        w: Words,
        id: CommitmentId,
        of: &Commitment,
    ) -> Option<Own> {
        let item = state.line(of.need, of.line)?.item;
        let amount = names::amount(w, item, of.quantity);
        Some(Own {
            code: label(Kind::Commitment, id.0),
            title: format!("{} · {amount}", names::item(w, item)),
            href: format!("/c/{}", id.0),
        })
    }
}

pub(super) fn rooms(app: &App, who: &Person) -> Vec<Own> {
    let state = app.state();
    let found = who
        .rooms
        .iter()
        .filter_map(|id| Some((id, state.rooms.get(id)?)));
    found
        .map(|(id, room)| Own {
            code: String::new(),
            title: room.name.as_str().to_owned(),
            href: format!("/r/{}", id.0),
        })
        .collect()
}

pub(super) fn needs(app: &App, w: Words, who: &Person) -> Vec<Own> {
    let state = app.state();
    let own = state
        .needs
        .iter()
        .rev()
        .filter(|(_, n)| n.reporter == who.party);
    own.take(OWN_SHOWN_MAX)
        .map(|(id, need)| Own::need(&state, w, *id, need))
        .collect()
}

pub(super) fn commitments(app: &App, w: Words, who: &Person) -> Vec<Own> {
    let state = app.state();
    let own = state
        .commitments
        .iter()
        .rev()
        .filter(|(_, c)| c.donor == who.party);
    own.take(OWN_SHOWN_MAX)
        .filter_map(|(id, c)| Own::commitment(&state, w, *id, c))
        .collect()
}

pub(super) fn consignments(app: &App, who: &Person) -> Vec<Own> {
    let state = app.state();
    let own = state
        .consignments
        .iter()
        .rev()
        .filter(|(_, c)| c.sender == who.party);
    own.take(OWN_SHOWN_MAX)
        .map(|(id, c)| Own {
            code: label(Kind::Consignment, id.0),
            title: state
                .recipient(c.recipient)
                .map(|(_, r)| r.name.as_str().to_owned())
                .unwrap_or_default(),
            href: format!("/t/{}", id.0),
        })
        .collect()
}

/// What recipients said of what they gave or had in hand, the newest consignment first.
pub(super) fn feedback(app: &App, w: Words, who: &Person) -> Vec<Own> {
    let state = app.state();
    let said = relief::feedback::told(&state, who.party);
    said.take(OWN_SHOWN_MAX)
        .map(|(id, f)| {
            let of = state.consignments.get(&id);
            let to = of.and_then(|c| state.recipient(c.recipient));
            let name = to.map_or("", |(_, r)| r.name.as_str());
            Own {
                code: label(Kind::Consignment, id.0),
                title: format!("{name} · {}", words::feedback(w, f)),
                href: format!("/t/{}", id.0),
            }
        })
        .collect()
}

/// Questions they follow, with how each stands, the one asked last first.
pub(super) async fn followed(visitor: &Visitor, who: &Person) -> Result<Vec<Own>, Refused> {
    let (app, w) = (visitor.app(), visitor.words());
    let mut own = Vec::new();
    for id in app.followed(who).await?.into_iter().take(OWN_SHOWN_MAX) {
        let text = texts::of(visitor, id.0).await.pop();
        let text = text.and_then(|text| text.value);
        let text = text.unwrap_or_else(|| t!(w, "question-removed"));
        own.push(Own {
            code: question::standing_of(visitor, id),
            title: text,
            href: format!("/q/{}", label(Kind::Question, id.0)),
        });
    }
    Ok(own)
}
