//! Addresses of the journal. The C2SP ones are for machines and carry no cookie.

use crate::address::{Path, Query};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use tlog::log_proof::LogProof;
use tlog::tile::TilePath;

use super::model::{EntryPage, VerifyPage};
use super::views;
use crate::error::Fault;
use crate::site::Site;
use crate::visitor::Visitor;

/// A full tile never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// The head does, every second.
const NEVER: &str = "no-store";

/// The journal's addresses.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/checkpoint", get(checkpoint))
        .route("/tile/{*path}", get(tile))
        .route("/vkey", get(vkey))
        .route("/figures", get(figures))
        .route("/verify", get(verify))
        .route("/l/{index}", get(entry))
        .route("/l/{index}/proof", get(proof))
}

async fn checkpoint(State(site): State<Site>) -> Response {
    match site.app().head() {
        Some(head) => plain(head.note, NEVER),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn vkey(State(site): State<Site>) -> Response {
    plain(format!("{}\n", site.app().vkey()), NEVER)
}

async fn tile(State(site): State<Site>, Path(path): Path<String>) -> Response {
    let Ok(path) = TilePath::parse(&format!("tile/{path}")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match site.app().tile(&path).await {
        Ok(Some(bytes)) => {
            // CORS is open: a page of anybody may check what everybody can read.
            let headers = [
                (header::CONTENT_TYPE, "application/octet-stream"),
                (header::CACHE_CONTROL, FOREVER),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn figures(visitor: Visitor) -> Response {
    match visitor.app().figures().await {
        Ok(figures) => visitor.page(&app::figures_json(&figures), views::figures),
        Err(refused) => visitor.refused(&refused),
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    index: String,
    #[serde(default)]
    code: String,
}

/// `?index=` asks whether an entry is included; `?code=` follows a label to its consignment.
async fn verify(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    if !asked.code.trim().is_empty() {
        return Redirect::to(&format!("/t/{}", asked.code.trim().replace(' ', ""))).into_response();
    }
    match VerifyPage::of(&visitor, asked.index.trim()).await {
        Ok(model) => visitor.page(&model, views::verify),
        Err(refused) => visitor.refused(&refused),
    }
}

async fn entry(visitor: Visitor, Path(index): Path<u64>) -> Response {
    match EntryPage::of(&visitor, index).await {
        Ok(Some(model)) => visitor.page(&model, views::entry),
        Ok(None) => visitor.fault(Fault::NotFound),
        Err(refused) => visitor.refused(&refused),
    }
}

/// The receipt that a stranger can check without us: a C2SP `.tlog-proof`.
async fn proof(visitor: Visitor, Path(index): Path<u64>) -> Response {
    let Some(found) = visitor.app().inclusion(index) else {
        return visitor.fault(Fault::NotFound);
    };
    let proof = LogProof {
        extra: None,
        index,
        hashes: found.path,
        checkpoint: found.head.note,
    };
    plain(proof.to_string(), NEVER)
}

fn plain(text: String, cache: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, cache),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, text).into_response()
}
