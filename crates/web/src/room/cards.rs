//! Cards in the talk: the same partials that the pages of each noun draw.

use maud::{Markup, html};
use relief::ids::{CommitmentId, ConsignmentId, NeedId, OfferId, Stamp};
use relief::state::State;
use serde::Serialize;

use crate::label::{Kind, label};
use crate::layout::Ctx;
use crate::names;
use crate::parts::card::{Card as Frame, Tab, fresh};
use crate::parts::icon::Icon;
use crate::parts::small;
use crate::t;
use crate::words::{Words, ago};
use crate::{commitment, consignment, need};

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
    /// Its index in the journal.
    pub fn index(self) -> u64 {
        match self {
            Thing::Need(id) => id.0,
            Thing::Commitment(id) => id.0,
            Thing::Consignment(id) => id.0,
            Thing::Offer(id) => id.0,
        }
    }

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
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Card {
    /// A need.
    Need(need::model::CardModel),
    /// A commitment.
    Commitment(commitment::model::CardModel),
    /// A consignment.
    Consignment(consignment::model::CardModel),
    /// An offer.
    Offer(OfferCard),
}

/// The card of an offer: what is left of it, and where.
#[derive(Debug, Clone, Serialize)]
pub struct OfferCard {
    id: u64,
    code: String,
    title: String,
    place: String,
    made_at: i64,
}

impl Card {
    /// The card of a thing at a moment, in seconds UTC.
    pub fn of(state: &State, w: Words, thing: Thing, now: i64) -> Option<Card> {
        let at = Stamp(now);
        match thing {
            Thing::Need(id) => need::model::CardModel::of(state, id, at, w).map(Card::Need),
            Thing::Commitment(id) => {
                commitment::model::CardModel::of(state, id, at, w).map(Card::Commitment)
            }
            Thing::Consignment(id) => {
                consignment::model::CardModel::of(state, id, now, w).map(Card::Consignment)
            }
            Thing::Offer(id) => offer(state, w, id).map(Card::Offer),
        }
    }

    /// The card with how much was said about it, where it has a place for that.
    pub fn with_replies(mut self, replies: u64) -> Card {
        match &mut self {
            Card::Need(model) => model.thread = Some(replies),
            Card::Commitment(model) => model.thread = Some(replies),
            Card::Consignment(_) | Card::Offer(_) => {}
        }
        self
    }

    /// Whether the card itself leads to its thread.
    pub fn has_talk_tab(&self) -> bool {
        match self {
            Card::Need(model) => !model.is_settled(),
            Card::Commitment(model) => model.is_live,
            Card::Consignment(_) | Card::Offer(_) => false,
        }
    }

    /// The card as the page of its noun draws it; what is settled takes little room in the talk.
    pub fn draw(&self, ctx: &Ctx) -> Markup {
        let (w, now) = (ctx.words, ctx.now);
        match self {
            Card::Need(model) if model.is_settled() => need::views::settled(w, now, model),
            Card::Commitment(model) if !model.is_live => commitment::views::settled(w, model),
            Card::Consignment(model) if model.is_settled() => consignment::views::settled(w, model),
            Card::Need(model) => need::views::card(w, now, model),
            Card::Commitment(model) => commitment::views::card(w, now, model),
            Card::Consignment(model) => consignment::views::card(w, model),
            Card::Offer(model) => offer_card(ctx, model),
        }
    }
}

fn offer_card(ctx: &Ctx, model: &OfferCard) -> Markup {
    let w = ctx.words;
    Frame::new(Icon::Give, &t!(w, "slip-offer"), &model.code)
        .id(&format!("offer-{}", model.id))
        .state(fresh(&ago(w, ctx.now, model.made_at)))
        .tab(Tab::link(
            &t!(w, "slip-open"),
            &format!("/give?offer={}", model.id),
        ))
        .render(html! { h3 { (model.title) } (small(&model.place)) })
}

fn offer(state: &State, w: Words, id: OfferId) -> Option<OfferCard> {
    let found = state.offers.get(&id)?;
    let amount = names::amount(w, found.item, found.left());
    Some(OfferCard {
        id: id.0,
        code: label(Kind::Offer, id.0),
        title: format!("{} {amount}", names::item(w, found.item)),
        place: names::place(w, state, found.place),
        made_at: found.made_at.0,
    })
}
