//! What the page of an offer shows.

use relief::ids::{NeedId, OfferId};
use serde::Serialize;

use super::conditions::ConditionsForm;
use crate::board::scan::worst_of;
use crate::commitment::said;
use crate::label::{Kind, label};
use crate::names;
use crate::need::LineModel;
use crate::need::texts::{self, TextModel};
use crate::t;
use crate::visitor::Visitor;

/// Needs that the goods could serve, the worst covered first.
const NEEDS_MAX: usize = 8;

/// A need that the goods could serve.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Match {
    /// The need.
    pub need: u64,
    /// Its recipient's name.
    pub recipient_name: String,
    /// Its line.
    #[serde(flatten)]
    pub line: LineModel,
}

/// `/offer/ID`; figures in base units.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OfferPage {
    /// The offer.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// The donor as the public may know them.
    pub donor: String,
    /// Code of the item.
    pub item: &'static str,
    /// How much in words.
    pub what: String,
    /// The unit's word.
    pub unit: &'static str,
    /// How much at first.
    pub quantity: u64,
    /// What is left to aim.
    pub left: u64,
    /// Claimed standard as it is written.
    pub standard: Option<&'static str>,
    /// Where it lies.
    pub place: u32,
    /// The place's name.
    pub place_name: String,
    /// The room it was offered in.
    pub room: Option<u64>,
    /// Taken back.
    pub withdrawn: bool,
    /// When it was made, seconds UTC.
    pub made_at: i64,
    /// The remark.
    pub texts: Vec<TextModel>,
    /// Where it would do most.
    pub needs: Vec<Match>,
    /// What its donor says about it.
    pub conditions: ConditionsForm,
    /// Whether the reader made it.
    #[serde(skip)]
    pub is_mine: bool,
    /// Makes a form act once.
    #[serde(skip)]
    pub token: String,
}

/// Collects the page; nothing when there is no such offer.
pub(super) async fn page(visitor: &Visitor, id: OfferId) -> Option<OfferPage> {
    let mut model = public(visitor, id)?;
    model.texts = texts::of(visitor, id.0).await;
    Some(model)
}

fn public(visitor: &Visitor, id: OfferId) -> Option<OfferPage> {
    let (w, now, state) = (visitor.words(), visitor.app().now(), visitor.app().state());
    let of = state.offers.get(&id)?;
    let nowhere = (NeedId(u64::MAX), 0);
    let needs = worst_of(&state, of.item, nowhere, NEEDS_MAX, now)
        .into_iter()
        .filter_map(|found| {
            let need = state.needs.get(&found.need)?;
            let (_, recipient) = state.recipient(need.recipient)?;
            let line = LineModel::of(w, found.line, need.lines.get(found.line)?);
            Some(Match {
                need: found.need.0,
                recipient_name: recipient.name.as_str().to_owned(),
                line,
            })
        });
    Some(OfferPage {
        id: id.0,
        code: label(Kind::Offer, id.0),
        donor: said::donor(w, &state, of.donor, of.place),
        item: of.item.code(),
        what: t!(
            w,
            "amount-of",
            amount = names::amount(w, of.item, of.quantity),
            item = names::item(w, of.item)
        ),
        unit: names::unit(w, of.item.unit(), of.left()),
        quantity: of.quantity,
        left: of.left(),
        standard: of.standard.map(|s| s.written()),
        place: of.place.code(),
        place_name: names::place(w, &state, of.place),
        room: of.room.map(|r| r.0),
        withdrawn: of.withdrawn,
        made_at: of.made_at.0,
        texts: Vec::new(),
        needs: needs.collect(),
        conditions: ConditionsForm::standing(w, &state, &of.conditions),
        is_mine: visitor
            .who
            .as_ref()
            .is_some_and(|who| who.party == of.donor),
        token: texts::token(visitor),
    })
}
