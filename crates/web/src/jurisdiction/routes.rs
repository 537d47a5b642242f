//! Addresses of offices that owe reports.

use crate::address::{Path, Query};
use app::Refused;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use relief::command::Command;
use relief::ids::{AppointmentId, Index, JurisdictionId, PartyId};

use super::form::{self, OfficeForm};
use super::office::{self, OfficePage};
use super::{closing, find, ladder, ladder_views, letter, office_views};
use crate::error::Fault;
use crate::fields::Fields;
use crate::label::Id;
use crate::need::act::Misfit;
use crate::need::texts;
use crate::refused;
use crate::site::Site;
use crate::t;
use crate::visitor::Visitor;

/// `/o` is the ladder, `/o/ID` an office; `/o/find` looks through all, `/o/new` registers one.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/o", get(show))
        .route("/o/new", get(open).post(register))
        .route("/o/find", get(look))
        .route("/o/{id}", get(show_office))
        .route("/o/{id}/close", post(close))
        .route("/o/{id}/letter/{entry}", get(show_letter))
        .route("/o/{id}/officials", post(propose))
        .route("/o/{id}/officials/{appointment}/confirm", post(confirm))
        .route("/o/{id}/officials/{appointment}/remove", post(remove))
}

async fn show(visitor: Visitor) -> Response {
    visitor.page(&ladder::page(&visitor), ladder_views::page)
}

async fn look(visitor: Visitor, Query(asked): Query<find::Asked>) -> Response {
    visitor.page(&find::page(&visitor, &asked), find::view)
}

async fn show_office(visitor: Visitor, Path(id): Path<Id>) -> Response {
    match office::page(&visitor, JurisdictionId(id.0)) {
        Some(model) => visitor.page(&model, office_views::page),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn show_letter(visitor: Visitor, Path((id, entry)): Path<(Id, Id)>) -> Response {
    match letter::letter(&visitor, JurisdictionId(id.0), Index(entry.0)) {
        Some(model) => visitor.page(&model, letter::page),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn open(visitor: Visitor) -> Response {
    let form = OfficeForm::new(visitor.app().now());
    visitor.page(&complete(&visitor, form), office_views::form)
}

async fn register(visitor: Visitor, fields: Fields) -> Response {
    let form = OfficeForm::of(&fields);
    let read = form.read(visitor.words(), &visitor.app().state());
    let new = match read {
        Ok(new) => new,
        Err(faults) => {
            let form = complete(&visitor, OfficeForm { faults, ..form });
            return visitor.again(&form, office_views::form);
        }
    };
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return why_not(&visitor, form, &refused),
    };
    match acting.app.register_jurisdiction(&acting.who, new).await {
        Ok(receipt) => acting.done(&format!("/o/{}", receipt.index)),
        Err(refused) => acting.keep(why_not(&visitor, form, &refused)),
    }
}

fn why_not(visitor: &Visitor, form: OfficeForm, refused: &Refused) -> Response {
    let field = match refused {
        Refused::Refusal(refusal) => form::field_of(refusal),
        _ => "name",
    };
    let why = refused::sentence(visitor.words(), refused);
    let faults = vec![(field.to_owned(), why)];
    let form = complete(visitor, OfficeForm { faults, ..form });
    visitor.again_because(refused, &form, office_views::form)
}

fn complete(visitor: &Visitor, form: OfficeForm) -> OfficeForm {
    let token = texts::token(visitor);
    let state = visitor.app().state();
    let who = visitor.who.as_ref();
    let may_register = who.is_some_and(|who| state.leads(&who.actor(), None));
    let form = OfficeForm {
        may_register,
        token,
        ..form
    };
    form.listed(&state)
}

async fn propose(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let jurisdiction = JurisdictionId(id.0);
    let Ok(Some(party)) = fields.number("party") else {
        let why = t!(visitor.words(), "office-number-wrong");
        return again(&visitor, jurisdiction, fields, ("party".to_owned(), why));
    };
    let party = PartyId(party);
    let command = Command::ProposeOfficial {
        jurisdiction,
        party,
    };
    act(&visitor, jurisdiction, fields, command).await
}

async fn confirm(
    visitor: Visitor,
    Path((id, appointment)): Path<(Id, Id)>,
    fields: Fields,
) -> Response {
    let appointment = AppointmentId(appointment.0);
    let command = Command::ConfirmOfficial { appointment };
    act(&visitor, JurisdictionId(id.0), fields, command).await
}

async fn remove(
    visitor: Visitor,
    Path((id, appointment)): Path<(Id, Id)>,
    fields: Fields,
) -> Response {
    let appointment = AppointmentId(appointment.0);
    let command = Command::RemoveOfficial { appointment };
    act(&visitor, JurisdictionId(id.0), fields, command).await
}

async fn close(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = JurisdictionId(id.0);
    let read = closing::read(visitor.words(), &visitor.app().state(), id, &fields);
    match read {
        Ok(command) => act(&visitor, id, fields, command).await,
        Err(misfit) => again(&visitor, id, fields, misfit),
    }
}

async fn act(visitor: &Visitor, id: JurisdictionId, fields: Fields, command: Command) -> Response {
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let closes = matches!(command, Command::CloseJurisdiction(_));
    let to = if closes { "" } else { "#officials" };
    match acting.app.act(acting.who.actor(), command).await {
        Ok(_) => acting.done(&format!("/o/{}{to}", id.0)),
        Err(Refused::Refusal(refusal))
            if refused::fault(&refusal.clone().into()) == Fault::Invalid =>
        {
            let field = if closes {
                closing::field_of(id, &refusal)
            } else {
                "party"
            };
            let why = refused::sentence(visitor.words(), &refusal.into());
            acting.keep(again(visitor, id, fields, (field.to_owned(), why)))
        }
        Err(refused) => acting.keep(visitor.refused(&refused)),
    }
}

/// The page again with the sentence, and with what was typed.
fn again(visitor: &Visitor, id: JurisdictionId, typed: Fields, misfit: Misfit) -> Response {
    match office::page(visitor, id) {
        Some(model) => {
            let model = OfficePage {
                typed,
                faults: vec![misfit],
                ..model
            };
            visitor.again(&model, office_views::page)
        }
        None => visitor.fault(Fault::NotFound),
    }
}
