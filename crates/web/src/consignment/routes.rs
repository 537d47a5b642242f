//! Addresses of consignments.

use crate::address::{Path, Query};
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use crate::consignment::acts::{self, Failed};
use crate::consignment::label_sheet::{self, SheetModel};
use crate::consignment::list::{self, ListModel};
use crate::consignment::{hand, page, send, take, track, wrong};
use crate::error::Fault;
use crate::fields::Fields;
use crate::need::routes::remove_text;
use crate::refused;
use crate::site::Site;
use crate::visitor::Visitor;

/// The addresses.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/t", get(all))
        .route("/t/{code}", get(one))
        .route("/t/{code}/label", get(labels))
        .route("/t/{code}/hand", get(hand::hand).post(hand::hand_over))
        .route("/t/{code}/take", get(take::show).post(take::ask))
        .route("/t/{code}/relink", post(hand::relink))
        .route("/t/{code}/redact", post(redact))
        .route("/t/{code}/door", get(hand::door))
        .route("/t/{code}/receive", get(hand::receive).post(hand::record))
        .route("/t/{code}/{act}", post(act))
        .route("/send", get(send::show).post(send::send))
}

#[derive(Debug, Deserialize)]
struct Asked {
    q: Option<String>,
    page: Option<u64>,
}

async fn all(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    if let Some(typed) = asked.q.filter(|q| !q.trim().is_empty()) {
        return match wrong::find(&visitor, &typed) {
            Ok(id) => Redirect::to(&format!("/t/{}", id.0)).into_response(),
            Err(answer) => answer,
        };
    }
    let page = asked
        .page
        .and_then(|p| usize::try_from(p).ok())
        .unwrap_or(1);
    let model = {
        let state = visitor.app().state();
        ListModel::of(&state, visitor.words(), visitor.ctx.now, page)
    };
    visitor.page(&model, list::view)
}

async fn one(visitor: Visitor, Path(code): Path<String>) -> Response {
    let id = match wrong::find(&visitor, &code) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    match track::model(&visitor, id).await {
        Ok(model) => visitor.page(&model, page::view),
        Err(fault) => visitor.fault(fault),
    }
}

async fn labels(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let id = match wrong::find(&visitor, &code) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    match track::model(&visitor, id).await {
        Ok(track) => {
            let page = asked.page.unwrap_or(1);
            let model = SheetModel::of(&track, &visitor.ctx, track.url.clone(), page);
            visitor.page(&model, label_sheet::view)
        }
        Err(fault) => visitor.fault(fault),
    }
}

async fn redact(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    match wrong::find(&visitor, &code) {
        Ok(_) => remove_text(&visitor, &fields, &format!("/t/{code}")).await,
        Err(answer) => answer,
    }
}

async fn act(
    visitor: Visitor,
    Path((code, what)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let id = match wrong::find(&visitor, &code) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let w = visitor.words();
    let words = match acts::act(w, &acting.app, &acting.who, id, &what, &fields).await {
        Ok(_) => return acting.done(&format!("/t/{code}")),
        Err(Failed::Unknown) => return visitor.fault(Fault::NotFound),
        Err(Failed::Form(words)) => words,
        Err(Failed::Refused(refused)) if refused::fault(&refused) != Fault::Invalid => {
            return acting.keep(visitor.refused(&refused));
        }
        Err(Failed::Refused(refused)) => refused::sentence(w, &refused),
    };
    match track::model(&visitor, id).await {
        Ok(mut model) => {
            model.failed = Some((what, fields, words));
            acting.keep(visitor.again(&model, page::view))
        }
        Err(fault) => visitor.fault(fault),
    }
}
