//! Addresses of needs.

use std::sync::Arc;

use crate::acting;
use crate::address::{Path, Query};
use app::{App, Person, Refused};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use relief::code::{Ground, TestimonyUse};
use relief::ids::NeedId;
use serde::Deserialize;

use super::page::{self, PageModel};
use super::{act, page_views, write};
use crate::error::Fault;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::label::Id;
use crate::refused;
use crate::site::Site;
use crate::testimony::origin;
use crate::visitor::Visitor;

/// The form first: its address would otherwise read as a need's.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/need/new", get(write::open).post(write::send))
        .route("/need/draft", post(write::read))
        .route("/n/{id}", get(show))
        .route("/n/{id}/redact", post(redact))
        .route("/n/{id}/{act}", post(do_act))
}

/// Where a form leads that began at a testimony.
#[derive(Deserialize)]
struct Made {
    tied: Option<Id>,
}

async fn show(visitor: Visitor, Path(id): Path<Id>, Query(made): Query<Made>) -> Response {
    match page::page(&visitor, NeedId(id.0)).await {
        Some(model) => {
            let untied = origin::untied(&visitor, made.tied, TestimonyUse::Need, id.0);
            visitor.page(&PageModel { untied, ..model }, page_views::page)
        }
        None => visitor.fault(Fault::NotFound),
    }
}

async fn do_act(visitor: Visitor, Path((id, act)): Path<(Id, String)>, fields: Fields) -> Response {
    let need = NeedId(id.0);
    let (w, now) = (visitor.words(), visitor.app().now());
    let read = act::command(w, &visitor.app().state(), now, (need, &act), &fields);
    let command = match read {
        None => return visitor.fault(Fault::NotFound),
        Some(Ok(command)) => command,
        Some(Err(misfit)) => return again(&visitor, need, fields, misfit).await,
    };
    let by = visitor.acting(&fields).await;
    let work = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    let why = async |refused| why_not(&visitor, need, &act, fields, &refused).await;
    acting::act(by, work, |_| format!("/n/{}", need.0), why).await
}

/// The page again with the sentence; those who may not at all get the sentence alone.
async fn why_not(
    visitor: &Visitor,
    need: NeedId,
    act: &str,
    fields: Fields,
    refused: &Refused,
) -> Response {
    if refused::fault(refused) != Fault::Invalid {
        return visitor.refused(refused);
    }
    let field = match act {
        "verify" => "evidence".to_owned(),
        "reject" => "reason".to_owned(),
        "merge" => "into".to_owned(),
        "close" => "why".to_owned(),
        "revise" => format!("quantity-{}", fields.text("line")),
        _ => "ask".to_owned(),
    };
    let sentence = refused::sentence(visitor.words(), refused);
    again(visitor, need, fields, (field, sentence)).await
}

async fn again(visitor: &Visitor, need: NeedId, fields: Fields, misfit: Misfit) -> Response {
    match page::page(visitor, need).await {
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
    remove_text(&visitor, &fields, &format!("/n/{}", id.0)).await
}

/// Removes a public text, then goes back to the page it stood on.
pub(crate) async fn remove_text(visitor: &Visitor, fields: &Fields, back: &str) -> Response {
    let (Ok(Some(entry)), Some(ground)) = (
        fields.number("entry"),
        Ground::from_code(fields.text("ground")),
    ) else {
        return visitor.fault(Fault::Invalid);
    };
    let remove = async |app: App, who: Arc<Person>| {
        app.redact_text(who.actor(), entry, fields.text("field"), ground)
            .await
    };
    acting::plainly(visitor, fields, remove, |_| back.to_owned()).await
}
