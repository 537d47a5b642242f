//! Addresses of offers.

use std::sync::Arc;

use app::{App, Person, Refused};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use maud::Markup;
use relief::command::Command;
use relief::ids::OfferId;
use relief::refusal::Refusal;

use super::conditions::ConditionsForm;
use super::form::OfferForm;
use super::{model, views};
use crate::acting;
use crate::address::Path;
use crate::error::Fault;
use crate::fields::Fields;
use crate::form::{Form, Misfit, submit};
use crate::label::Id;
use crate::layout::Ctx;
use crate::need::routes::remove_text;
use crate::need::texts;
use crate::site::Site;
use crate::visitor::Visitor;

/// `/offer` makes one, `/offer/ID` shows it.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/offer", get(open).post(send))
        .route("/offer/{id}", get(show))
        .route("/offer/{id}/withdraw", post(withdraw))
        .route("/offer/{id}/conditions", post(set_conditions))
        .route("/offer/{id}/redact", post(redact))
}

async fn open(visitor: Visitor) -> Response {
    OfferForm::default().shown(&visitor)
}

async fn send(visitor: Visitor, fields: Fields) -> Response {
    let form = OfferForm::of(&fields);
    let read = form.read(visitor.words());
    let by = visitor.acting(&fields);
    let offer = async |app: App, who: Arc<Person>, new| app.make_offer(&who, new).await;
    submit(&visitor, form, read, by, offer, |id| format!("/offer/{id}")).await
}

impl Form for OfferForm {
    fn view(ctx: &Ctx, form: &Self) -> Markup {
        views::form(ctx, form)
    }

    fn complete(self, visitor: &Visitor) -> Self {
        OfferForm {
            rooms: visitor.rooms(),
            asks_name: visitor.who.is_none(),
            token: texts::token(visitor),
            ..self
        }
    }

    fn faults(&mut self) -> &mut Vec<Misfit> {
        &mut self.faults
    }

    fn field_of(refused: &Refused) -> &'static str {
        match refused {
            Refused::NotSignedIn | Refused::Name(_) => "name",
            Refused::TooLong { .. } => "remark",
            Refused::Refusal(Refusal::StandardForOtherItem) => "standard",
            Refused::Refusal(Refusal::OfferTooSmall { .. }) => "pack",
            _ => "quantity",
        }
    }
}

async fn show(visitor: Visitor, Path(id): Path<Id>) -> Response {
    match model::page(&visitor, OfferId(id.0)).await {
        Some(model) => visitor.page(&model, views::page),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn withdraw(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let command = Command::WithdrawOffer {
        offer: OfferId(id.0),
    };
    let withdraw = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    acting::plainly(&visitor, &fields, withdraw, |_| format!("/offer/{}", id.0)).await
}

async fn set_conditions(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let offer = OfferId(id.0);
    let Some(page) = model::page(&visitor, offer).await else {
        return visitor.fault(Fault::NotFound);
    };
    let conditions = ConditionsForm::typed(&fields);
    let again = |refused: Option<&Refused>, faults| {
        let conditions = ConditionsForm {
            faults,
            ..conditions.clone()
        };
        let page = model::OfferPage { conditions, ..page };
        match refused {
            Some(refused) => visitor.again_because(refused, &page, views::page),
            None => visitor.again(&page, views::page),
        }
    };
    let read = {
        let state = visitor.app().state();
        let Some(of) = state.offers.get(&offer) else {
            return visitor.fault(Fault::NotFound);
        };
        conditions.read(visitor.words(), &state, of.item)
    };
    let read = match read {
        Ok(read) => read,
        Err(faults) => return again(None, faults),
    };
    let command = Command::SetOfferConditions {
        offer,
        conditions: read,
    };
    let by = visitor.acting(&fields).await;
    let set = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    let why = async |refused| match conditions.field_of(&refused) {
        Some(field) => again(Some(&refused), visitor.misfit(field, &refused)),
        None => visitor.refused(&refused),
    };
    acting::act(by, set, |_| format!("/offer/{}", id.0), why).await
}

async fn redact(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &format!("/offer/{}", id.0)).await
}
