//! Addresses of official supply.

use std::sync::Arc;

use app::{App, Person, Refused};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use maud::Markup;
use relief::code::Role;
use relief::command::Actor;
use relief::ids::OfficialSupplyId;
use relief::refusal::Refusal;
use relief::state::State;
use serde::Deserialize;

use super::form::SupplyForm;
use super::page::{self, PageModel};
use super::{amend, page_views, views};
use crate::acting;
use crate::address::{Path, Query};
use crate::error::Fault;
use crate::fields::Fields;
use crate::form::{Form, Misfit, submit};
use crate::label::Id;
use crate::layout::Ctx;
use crate::need::routes::remove_text;
use crate::need::{day, texts};
use crate::question::because;
use crate::refused;
use crate::site::Site;
use crate::visitor::Visitor;

/// `/official/new` records, `/official/ID` shows a record and corrects it.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/official/new", get(open).post(send))
        .route("/official/{id}", get(show))
        .route("/official/{id}/correct", post(correct))
        .route("/official/{id}/redact", post(redact))
}

#[derive(Debug, Default, Deserialize)]
struct Begun {
    #[serde(default)]
    recipient: String,
    #[serde(default)]
    item: String,
    #[serde(default)]
    because: String,
}

async fn open(visitor: Visitor, Query(begun): Query<Begun>) -> Response {
    let form = SupplyForm {
        recipient: begun.recipient,
        item: begun.item,
        because: begun.because,
        kind: relief::code::OfficialKind::Delivered.code().to_owned(),
        day: day::value(visitor.app().now().0),
        ..SupplyForm::default()
    };
    form.shown(&visitor)
}

async fn send(visitor: Visitor, fields: Fields) -> Response {
    let form = SupplyForm::of(&fields);
    let read = form.read(
        visitor.words(),
        &visitor.app().state(),
        fields.text("do") == "separate",
    );
    let by = visitor.acting(&fields);
    let record =
        async |app: App, who: Arc<Person>, new| app.record_official_supply(&who, new).await;
    let to = |id| format!("/official/{id}");
    submit(&visitor, form, read, by, record, to).await
}

/// Whether somebody may record for any recipient; whoever acts for one may for that one.
fn may_write(state: &State, actor: &Actor) -> bool {
    !actor.rooms.is_empty()
        || state.is_official(actor)
        || state.works_as(actor, Role::Verifier, None)
        || state.holds_anywhere(actor.party, Role::RecipientPerson)
}

impl Form for SupplyForm {
    fn view(ctx: &Ctx, form: &Self) -> Markup {
        views::form(ctx, form)
    }

    fn complete(self, visitor: &Visitor) -> Self {
        let state = visitor.app().state();
        let who = visitor.who.as_ref();
        let form = SupplyForm {
            is_official: who.is_some_and(|who| state.is_official(&who.actor())),
            is_stranger: who.is_none_or(|who| !may_write(&state, &who.actor())),
            token: texts::token(visitor),
            ..self
        };
        form.listed(visitor.words(), &state, visitor.app().now())
    }

    fn faults(&mut self) -> &mut Vec<Misfit> {
        &mut self.faults
    }

    /// Also of what a correction is refused for.
    fn field_of(refused: &Refused) -> &'static str {
        match refused {
            refused if because::is_meant(refused) => because::FIELD,
            Refused::TooLong { .. } | Refused::Refusal(Refusal::NoticeMissing) => "source",
            Refused::Refusal(Refusal::DeliveryTooFar { .. } | Refusal::DeliveryBeforeAllocated) => {
                "deliver_on"
            }
            Refused::Refusal(Refusal::InTheFuture | Refusal::TooLongAgo { .. }) => "day",
            Refused::Refusal(Refusal::NotAnOffice) => "office",
            Refused::NotSignedIn | Refused::Refusal(Refusal::NotAMember | Refusal::NotFound(_)) => {
                "recipient"
            }
            _ => "amount",
        }
    }
}

async fn show(visitor: Visitor, Path(id): Path<Id>) -> Response {
    match page::page(&visitor, OfficialSupplyId(id.0)).await {
        Some(model) => visitor.page(&model, page_views::page),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn correct(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = OfficialSupplyId(id.0);
    let item = visitor
        .app()
        .state()
        .official_supplies
        .get(&id)
        .map(|s| s.item);
    let Some(item) = item else {
        return visitor.fault(Fault::NotFound);
    };
    let read = amend::read(visitor.words(), &visitor.app().state(), (id, item), &fields);
    let new = match read {
        Ok(new) => new,
        Err(faults) => return uncorrected(&visitor, id, fields, faults).await,
    };
    let by = visitor.acting(&fields).await;
    let correct = async |app: App, who: Arc<Person>| app.correct_official_supply(&who, new).await;
    let why = async |refused| match refused::fault(&refused) {
        Fault::Invalid => {
            let faults = visitor.misfit(SupplyForm::field_of(&refused), &refused);
            uncorrected(&visitor, id, fields, faults).await
        }
        _ => visitor.refused(&refused),
    };
    acting::act(by, correct, |_| format!("/official/{}", id.0), why).await
}

/// The page again with the sentences, and with what stands now.
async fn uncorrected(
    visitor: &Visitor,
    id: OfficialSupplyId,
    typed: Fields,
    faults: Vec<Misfit>,
) -> Response {
    match page::page(visitor, id).await {
        Some(model) => {
            let model = PageModel {
                typed,
                faults,
                ..model
            };
            visitor.again(&model, page_views::page)
        }
        None => visitor.fault(Fault::NotFound),
    }
}

async fn redact(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &format!("/official/{}", id.0)).await
}
