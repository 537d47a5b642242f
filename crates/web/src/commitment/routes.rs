//! Addresses of commitments.

use std::sync::Arc;

use crate::acting;
use crate::address::Path;
use app::{App, Person, Refused};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use relief::ids::CommitmentId;

use super::page::{self, PageModel};
use super::{act, give_routes, page_views};
use crate::error::Fault;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::label::Id;
use crate::need::routes::remove_text;
use crate::refused;
use crate::site::Site;
use crate::visitor::Visitor;

/// `/give`, `/c/ID` and what may be done there.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/give", get(give_routes::open).post(give_routes::send))
        .route("/c/{id}", get(show))
        .route("/c/{id}/evidence", post(evidence))
        .route("/c/{id}/redact", post(redact))
        .route("/c/{id}/{act}", post(do_act))
}

async fn show(visitor: Visitor, Path(id): Path<Id>) -> Response {
    match page::page(&visitor, CommitmentId(id.0)).await {
        Some(model) => visitor.page(&model, page_views::page),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn do_act(visitor: Visitor, Path((id, act)): Path<(Id, String)>, fields: Fields) -> Response {
    let commitment = CommitmentId(id.0);
    let read = act::command(
        visitor.words(),
        &visitor.app().state(),
        (commitment, &act),
        &fields,
    );
    let command = match read {
        None => return visitor.fault(Fault::NotFound),
        Some(Ok(command)) => command,
        Some(Err(misfit)) => return again(&visitor, commitment, fields, misfit).await,
    };
    let by = visitor.acting(&fields).await;
    let work = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    let why = async |refused| why_not(&visitor, commitment, &act, fields, &refused).await;
    acting::act(by, work, |_| format!("/c/{}", id.0), why).await
}

async fn evidence(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let commitment = CommitmentId(id.0);
    let (certificate, batch) = match act::evidence(visitor.words(), &fields) {
        Ok(read) => read,
        Err(misfit) => return again(&visitor, commitment, fields, misfit).await,
    };
    let by = visitor.acting(&fields).await;
    let document = fields.text("document").to_owned();
    let bring = async |app: App, who: Arc<Person>| {
        app.bring_evidence(&who, commitment, certificate, batch, &document)
            .await
    };
    let why = async |refused| why_not(&visitor, commitment, "evidence", fields, &refused).await;
    acting::act(by, bring, |_| format!("/c/{}", id.0), why).await
}

/// The page again with the sentence; those who may not at all get the sentence alone.
async fn why_not(
    visitor: &Visitor,
    id: CommitmentId,
    act: &str,
    fields: Fields,
    refused: &Refused,
) -> Response {
    if refused::fault(refused) != Fault::Invalid {
        return visitor.refused(refused);
    }
    let field = match act {
        "evidence" => "document",
        "confirm" => "checked",
        "decline" => "reason",
        "propose" => "quantity",
        _ => "main",
    };
    again(
        visitor,
        id,
        fields,
        (
            field.to_owned(),
            refused::sentence(visitor.words(), refused),
        ),
    )
    .await
}

async fn again(visitor: &Visitor, id: CommitmentId, fields: Fields, misfit: Misfit) -> Response {
    match page::page(visitor, id).await {
        Some(model) => {
            let model = PageModel {
                typed: fields,
                fault: Some(misfit),
                ..model
            };
            visitor.again(&model, page_views::page)
        }
        None => visitor.fault(Fault::NotFound),
    }
}

async fn redact(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &format!("/c/{}", id.0)).await
}
