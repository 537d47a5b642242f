//! Addresses of facilities.

use std::sync::Arc;

use crate::acting;
use crate::address::Path;
use app::{App, Person, Refused};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use relief::code::Standing;
use relief::command::Command;
use relief::ids::{PartyId, RecipientId};
use relief::name::Name;

use super::model::{self, FacilityPage};
use super::views;
use crate::error::Fault;
use crate::fields::Fields;
use crate::label::Id;
use crate::refused;
use crate::site::Site;
use crate::t;
use crate::visitor::Visitor;

/// `/f/ID` and what may be done there.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/f/{id}", get(show))
        .route("/f/{id}/{act}", post(do_act))
}

async fn show(visitor: Visitor, Path(id): Path<Id>) -> Response {
    match model::page(&visitor, RecipientId(id.0)).await {
        Some(model) => visitor.page(&model, views::page),
        None => visitor.fault(Fault::NotFound),
    }
}

/// What a form asks for.
enum Wish {
    Contact(String),
    Appoint(PartyId),
    Plain(Command),
}

async fn do_act(visitor: Visitor, Path((id, act)): Path<(Id, String)>, fields: Fields) -> Response {
    let recipient = RecipientId(id.0);
    let wish = match read(&visitor, recipient, &act, &fields) {
        None => return visitor.fault(Fault::NotFound),
        Some(Ok(wish)) => wish,
        Some(Err(misfit)) => return again(&visitor, recipient, fields, misfit).await,
    };
    let by = visitor.acting(&fields).await;
    let grant = async |app: App, who: Arc<Person>| grant(&app, &who, recipient, wish).await;
    let why = async |refused| match refused::fault(&refused) {
        Fault::Invalid => {
            let sentence = refused::sentence(visitor.words(), &refused);
            again(&visitor, recipient, fields, (act, sentence)).await
        }
        _ => visitor.refused(&refused),
    };
    acting::act(by, grant, |()| format!("/f/{}", id.0), why).await
}

fn read(
    visitor: &Visitor,
    recipient: RecipientId,
    act: &str,
    fields: &Fields,
) -> Option<Result<Wish, (String, String)>> {
    let w = visitor.words();
    let choose = || (act.to_owned(), t!(w, "form-choose"));
    Some(match act {
        "check" => Standing::from_code(fields.text("standing"))
            .ok_or_else(choose)
            .map(|standing| {
                Wish::Plain(Command::CheckRecipient {
                    recipient,
                    standing,
                })
            }),
        "alias" => Name::new(fields.text("alias"))
            .map_err(|why| (act.to_owned(), refused::sentence(w, &why.into())))
            .map(|name| Wish::Plain(Command::AddRecipientAlias { recipient, name })),
        "merge" => fields
            .text("merge")
            .parse::<Id>()
            .map_err(|_| (act.to_owned(), t!(w, "recipient-no-label")))
            .map(|into| {
                Wish::Plain(Command::MergeRecipients {
                    recipient,
                    into: RecipientId(into.0),
                })
            }),
        "contact" => Ok(Wish::Contact(fields.text("contact").to_owned())),
        "appoint" => fields
            .number("party")
            .ok()
            .flatten()
            .map(PartyId)
            .map(Wish::Appoint)
            .ok_or_else(choose),
        _ => return None,
    })
}

async fn grant(app: &App, who: &Person, recipient: RecipientId, wish: Wish) -> Result<(), Refused> {
    match wish {
        Wish::Contact(value) => app.change_contact(who, recipient, &value).await?,
        Wish::Appoint(party) => app.appoint(who, recipient, party).await?,
        Wish::Plain(command) => app.act(who.actor(), command).await?,
    };
    Ok(())
}

async fn again(
    visitor: &Visitor,
    recipient: RecipientId,
    fields: Fields,
    misfit: (String, String),
) -> Response {
    match model::page(visitor, recipient).await {
        Some(model) => {
            let model = FacilityPage {
                typed: fields,
                fault: Some(misfit),
                ..model
            };
            visitor.again(&model, views::page)
        }
        None => visitor.fault(Fault::NotFound),
    }
}
