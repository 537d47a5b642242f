//! Giving: whom to choose, the form, and the pledge.

use std::sync::Arc;

use crate::acting;
use crate::address::Query;
use app::{App, Person, Refused};
use axum::response::Response;
use relief::catalogue::Item;
use relief::commitment::Commitment;
use relief::ids::Stamp;
use relief::refusal::Refusal;
use serde::Deserialize;

use super::give::{Gift, GiveForm};
use super::give_views;
use crate::board::model::BoardModel;
use crate::board::scan::Asked;
use crate::error::Fault;
use crate::fields::Fields;
use crate::names;
use crate::need::{day, texts};
use crate::refused;
use crate::visitor::Visitor;

/// Commitments looked through for the donor's last one, latest first.
const LOOKED_AT_MAX: usize = 2_000;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Begun {
    #[serde(default)]
    need: String,
    #[serde(default)]
    line: String,
    #[serde(default)]
    item: String,
    #[serde(default)]
    offer: String,
}

/// `GET /give`: who lacks most; `?need=&line=`: the form for that line.
pub(super) async fn open(visitor: Visitor, Query(begun): Query<Begun>) -> Response {
    let (w, now) = (visitor.words(), visitor.app().now());
    if begun.need.is_empty() {
        let asked = Asked {
            item: Item::from_code(&begun.item),
            ..Asked::default()
        };
        let lines = match visitor.site.board().await {
            Ok(lines) => lines,
            Err(refused) => return visitor.refused(&refused),
        };
        let mut board = BoardModel::of(&visitor.app().state(), &lines, &asked, 1, now, w);
        board
            .groups
            .retain(|g| matches!(g.group, "ranked" | "unknown"));
        return visitor.page(&board, give_views::choose);
    }
    let typed = [
        ("need", begun.need.as_str()),
        ("line", &begun.line),
        ("offer", &begun.offer),
    ];
    let form = GiveForm::of(&Fields::of(&typed));
    match filled(&visitor, form) {
        Some(form) => visitor.page(&prefilled(&visitor, form, now), give_views::page),
        None => visitor.fault(Fault::NotFound),
    }
}

fn filled(visitor: &Visitor, form: GiveForm) -> Option<GiveForm> {
    let form = GiveForm {
        asks_name: visitor.who.is_none(),
        token: texts::token(visitor),
        ..form
    };
    form.filled(visitor.words(), &visitor.app().state(), visitor.app().now())
}

/// The shortage as the quantity, the first accepted standard, today, and where the donor gave from last.
fn prefilled(visitor: &Visitor, mut form: GiveForm, now: Stamp) -> GiveForm {
    let short = form.short().unwrap_or(0);
    let there = form.elsewhere.as_ref().and_then(|e| e.line.shortage.get());
    form.is_excess = form.short() == Some(0);
    let quantity = if form.is_excess {
        there.unwrap_or(0)
    } else {
        short
    };
    if quantity > 0 {
        form.quantity = quantity.to_string();
    }
    form.standard = form
        .standards
        .iter()
        .find(|s| s.accepted)
        .map_or("", |s| s.code)
        .to_owned();
    form.ready = day::value(now.0);
    let state = visitor.app().state();
    let party = visitor
        .who
        .as_ref()
        .and_then(|who| state.parties.get(&who.party));
    let offer = form
        .offer
        .parse::<crate::label::Id>()
        .ok()
        .and_then(|id| state.offers.get(&relief::ids::OfferId(id.0)));
    let mine = |c: &&Commitment| visitor.who.as_ref().is_some_and(|who| who.party == c.donor);
    let last = state
        .commitments
        .values()
        .rev()
        .take(LOOKED_AT_MAX)
        .find(mine);
    let place = offer
        .map(|o| o.place)
        .or_else(|| last.map(|c| c.place))
        .or_else(|| party.and_then(|p| p.place));
    if let Some(offer) = offer {
        form.quantity = offer
            .left()
            .min(if short > 0 { short } else { offer.left() })
            .to_string();
        form.standard = offer.standard.map_or("", |s| s.code()).to_owned();
    }
    form.place = place.map_or_else(String::new, |p| names::place(visitor.words(), &state, p));
    form
}

/// `POST /give`.
pub(super) async fn send(visitor: Visitor, fields: Fields) -> Response {
    let Some(mut form) = filled(&visitor, GiveForm::of(&fields)) else {
        return visitor.fault(Fault::NotFound);
    };
    let read = form.read(visitor.words(), &visitor.app().state());
    let gift = match read {
        Ok(gift) => gift,
        Err(faults) => return visitor.again(&GiveForm { faults, ..form }, give_views::page),
    };
    let (exceeds, stale) = (
        form.exceeds(&visitor.app().state(), gift.quantity),
        !form.seen.is_empty() && form.seen != form.short_text(),
    );
    form.is_excess = exceeds;
    // Told once: the form now carries the shortage and the place elsewhere that were shown, and the choice of where to.
    if stale || (exceeds && (form.to.is_empty() || form.there_moved())) {
        form.changed = stale.then(|| (form.seen.clone(), form.short_text()));
        return visitor.again(&form, give_views::page);
    }
    pledge(visitor, fields, form, gift).await
}

async fn pledge(visitor: Visitor, fields: Fields, form: GiveForm, gift: Gift) -> Response {
    let by = visitor.acting(&fields).await;
    let pledge = async |app: App, who: Arc<Person>| {
        pledged((&app, &who), &visitor, &fields, &form, &gift).await
    };
    let why = async |refused| why_not(&visitor, form.clone(), &refused);
    acting::act(by, pledge, |commitment| format!("/c/{commitment}"), why).await
}

/// One pledge where the donor chose, or two halves.
async fn pledged(
    (app, who): (&App, &Person),
    visitor: &Visitor,
    fields: &Fields,
    form: &GiveForm,
    gift: &Gift,
) -> Result<u64, Refused> {
    let elsewhere = form.elsewhere.as_ref().filter(|_| form.is_excess);
    let there = match (elsewhere, form.to.as_str()) {
        (Some(e), "other") => Some((e, gift.quantity)),
        (Some(e), "half") if gift.quantity > 1 => Some((e, gift.quantity / 2)),
        _ => None,
    };
    let (mut first, mut here) = (None, gift.quantity);
    if let Some((to, quantity)) = there {
        let receipt = app
            .pledge(who, gift.to(to.need, to.line.line, quantity))
            .await?;
        (first, here) = (Some(receipt.index), gift.quantity.saturating_sub(quantity));
    }
    if here == 0 {
        return first.ok_or(Refused::Empty);
    }
    // The second half is an act of its own under the same form.
    let second = fields.token().filter(|_| first.is_some()).map(|t| {
        let half: String = t.chars().rev().collect();
        visitor.app().once(who.account, &half)
    });
    let app = second.as_ref().unwrap_or(app);
    let receipt = app.pledge(who, gift.to(form.need, form.line, here)).await?;
    Ok(first.unwrap_or(receipt.index))
}

/// The form again: an unaccepted standard asks for a tick, anything else is said at its field.
fn why_not(visitor: &Visitor, mut form: GiveForm, refused: &Refused) -> Response {
    let field = match refused {
        Refused::Refusal(Refusal::StandardNotAccepted { .. }) => {
            form.asks_despite = true;
            "standard"
        }
        Refused::Refusal(Refusal::StandardForOtherItem) => "standard",
        Refused::Refusal(Refusal::InThePast) => "ready",
        Refused::NotSignedIn | Refused::Name(_) => "name",
        Refused::TooLong { .. } => "remark",
        _ => "quantity",
    };
    form.faults = vec![(
        field.to_owned(),
        refused::sentence(visitor.words(), refused),
    )];
    visitor.again_because(refused, &form, give_views::page)
}
