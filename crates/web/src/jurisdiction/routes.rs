//! Addresses of offices that owe reports.

use std::sync::Arc;

use app::{App, Person, Refused};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use maud::Markup;
use relief::command::Command;
use relief::ids::{AppointmentId, Index, JurisdictionId, PartyId};

use super::form::{self, OfficeForm};
use super::office::{self, OfficePage};
use super::{closing, find, ladder, ladder_views, letter, office_views};
use crate::acting;
use crate::address::{Path, Query};
use crate::error::Fault;
use crate::fields::Fields;
use crate::form::{Form, Misfit, submit};
use crate::label::Id;
use crate::layout::Ctx;
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
        .route("/o/{id}/close/withdraw", post(withdraw_closing))
        .route("/o/{id}/letter/{entry}", get(show_letter))
        .route("/o/{id}/officials", post(propose))
        .route("/o/{id}/officials/{appointment}/confirm", post(confirm))
        .route("/o/{id}/officials/{appointment}/remove", post(remove))
}

async fn show(visitor: Visitor) -> Response {
    match ladder::page(&visitor).await {
        Ok(model) => visitor.page(&model, ladder_views::page),
        Err(refused) => visitor.refused(&refused),
    }
}

async fn look(visitor: Visitor, Query(asked): Query<find::Asked>) -> Response {
    match find::page(&visitor, &asked).await {
        Ok(found) => visitor.page(&found, find::view),
        Err(refused) => visitor.refused(&refused),
    }
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
    OfficeForm::new(visitor.app().now()).shown(&visitor)
}

async fn register(visitor: Visitor, fields: Fields) -> Response {
    let form = OfficeForm::of(&fields);
    let read = form.read(visitor.words(), &visitor.app().state());
    let by = visitor.acting(&fields);
    let register =
        async |app: App, who: Arc<Person>, new| app.register_jurisdiction(&who, new).await;
    submit(&visitor, form, read, by, register, |id| format!("/o/{id}")).await
}

impl Form for OfficeForm {
    fn view(ctx: &Ctx, form: &Self) -> Markup {
        office_views::form(ctx, form)
    }

    fn complete(self, visitor: &Visitor) -> Self {
        let token = texts::token(visitor);
        let state = visitor.app().state();
        let who = visitor.who.as_ref();
        let may_register = who.is_some_and(|who| state.leads(&who.actor(), None));
        let form = OfficeForm {
            may_register,
            token,
            ..self
        };
        form.listed(&state)
    }

    fn faults(&mut self) -> &mut Vec<Misfit> {
        &mut self.faults
    }

    fn field_of(refused: &Refused) -> &'static str {
        match refused {
            Refused::Refusal(refusal) => form::field_of(refusal),
            _ => "name",
        }
    }
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

async fn withdraw_closing(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let jurisdiction = JurisdictionId(id.0);
    let command = Command::WithdrawClosing { jurisdiction };
    act(&visitor, jurisdiction, fields, command).await
}

async fn act(visitor: &Visitor, id: JurisdictionId, fields: Fields, command: Command) -> Response {
    let by = visitor.acting(&fields).await;
    let closes = matches!(
        command,
        Command::CloseJurisdiction(_) | Command::WithdrawClosing { .. }
    );
    let work = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    let to = |_| format!("/o/{}{}", id.0, if closes { "" } else { "#officials" });
    let why = async |refused| match &refused {
        Refused::Refusal(refusal) if refused::fault(&refused) == Fault::Invalid => {
            let field = match closes {
                true => closing::field_of(id, refusal),
                false => "party",
            };
            let why = refused::sentence(visitor.words(), &refused);
            again(visitor, id, fields, (field.to_owned(), why))
        }
        _ => visitor.refused(&refused),
    };
    acting::act(by, work, to, why).await
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
