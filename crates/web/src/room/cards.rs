//! Cards in the talk: the same partials that the pages of each noun draw.

use maud::{Markup, html};
use relief::ids::{CommitmentId, ConsignmentId, NeedId, OfferId};
use relief::state::State;
use serde::Serialize;

use crate::label::{Kind, label};
use crate::layout::Ctx;
use crate::names;
use crate::parts::card::{Card as Frame, Tab, fresh};
use crate::parts::icon::Icon;
use crate::parts::small;
use crate::room::model::lack;
use crate::t;
use crate::words::{Words, ago};

/// A thing of the journal that has a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A need.
    Need(NeedId),
    /// A commitment.
    Commitment(CommitmentId),
    /// A consignment.
    Consignment(ConsignmentId),
    /// An offer.
    Offer(OfferId),
}

impl Thing {
    /// What an index of the journal names, if it has a card.
    pub fn at(state: &State, index: u64) -> Option<Thing> {
        let (need, commitment) = (NeedId(index), CommitmentId(index));
        let (consignment, offer) = (ConsignmentId(index), OfferId(index));
        if state.needs.contains_key(&need) {
            Some(Thing::Need(need))
        } else if state.commitments.contains_key(&commitment) {
            Some(Thing::Commitment(commitment))
        } else if state.consignments.contains_key(&consignment) {
            Some(Thing::Consignment(consignment))
        } else if state.offers.contains_key(&offer) {
            Some(Thing::Offer(offer))
        } else {
            None
        }
    }
}

/// A card with what it shows.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    id: String,
    #[serde(skip)]
    icon: Icon,
    kind: String,
    code: String,
    href: String,
    title: String,
    text: String,
    lines: Vec<crate::room::model::Lack>,
    at: i64,
}

impl Card {
    /// The card of a thing at a moment.
    pub fn of(state: &State, w: Words, thing: Thing) -> Option<Card> {
        match thing {
            Thing::Need(id) => need(state, w, id),
            Thing::Commitment(id) => commitment(state, w, id),
            Thing::Consignment(id) => consignment(state, w, id),
            Thing::Offer(id) => offer(state, w, id),
        }
    }

    /// The card as it is drawn.
    pub fn draw(&self, ctx: &Ctx) -> Markup {
        let w = ctx.words;
        Frame::new(self.icon, &self.kind, &self.code)
            .id(&self.id)
            .state(fresh(&ago(w, ctx.now, self.at)))
            .tab(Tab::link(&t!(w, "slip-open"), &self.href))
            .render(html! {
                h3 { (self.title) }
                @if !self.text.is_empty() { (small(&self.text)) }
                @for line in &self.lines {
                    (small(&line.item))
                    (super::views::bar_of(line).svg(w))
                    (super::views::bar_of(line).key(w))
                }
            })
    }
}

fn need(state: &State, w: Words, id: NeedId) -> Option<Card> {
    let need = state.needs.get(&id)?;
    let lines = (0..need.lines.len()).filter_map(|at| lack(state, w, id, at));
    let (_, recipient) = state.recipient(need.recipient)?;
    Some(Card {
        id: format!("need-{}", id.0),
        icon: Icon::Need,
        kind: t!(w, "slip-need"),
        code: label(Kind::Need, id.0),
        href: format!("/n/{}", id.0),
        title: recipient.name.as_str().to_owned(),
        text: String::new(),
        lines: lines.collect(),
        at: need.confirmed_at.0,
    })
}

fn commitment(state: &State, w: Words, id: CommitmentId) -> Option<Card> {
    let found = state.commitments.get(&id)?;
    let item = state.line(found.need, found.line)?.item;
    Some(Card {
        id: format!("commitment-{}", id.0),
        icon: Icon::Give,
        kind: t!(w, "slip-commitment"),
        code: label(Kind::Commitment, id.0),
        href: format!("/c/{}", id.0),
        title: format!(
            "{} {}",
            names::item(w, item),
            names::amount(w, item, found.quantity)
        ),
        text: names::place(w, state, found.place),
        lines: Vec::new(),
        at: found.steps.last().map_or(0, |(_, at, _)| at.0),
    })
}

fn consignment(state: &State, w: Words, id: ConsignmentId) -> Option<Card> {
    let found = state.consignments.get(&id)?;
    let (_, recipient) = state.recipient(found.recipient)?;
    Some(Card {
        id: format!("consignment-{}", id.0),
        icon: Icon::Box,
        kind: t!(w, "slip-consignment"),
        code: label(Kind::Consignment, id.0),
        href: format!("/t/{}", id.0),
        title: recipient.name.as_str().to_owned(),
        text: names::place(w, state, found.place),
        lines: Vec::new(),
        at: found.prepared_at.0,
    })
}

fn offer(state: &State, w: Words, id: OfferId) -> Option<Card> {
    let found = state.offers.get(&id)?;
    Some(Card {
        id: format!("offer-{}", id.0),
        icon: Icon::Give,
        kind: t!(w, "slip-offer"),
        code: label(Kind::Offer, id.0),
        href: format!("/give?offer={}", id.0),
        title: format!(
            "{} {}",
            names::item(w, found.item),
            names::amount(w, found.item, found.left())
        ),
        text: names::place(w, state, found.place),
        lines: Vec::new(),
        at: found.made_at.0,
    })
}
