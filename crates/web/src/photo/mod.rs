//! Photographs: sent with a form of their own, served without anything a browser could run.

use std::time::Duration;

use app::photo::PHOTO_BYTES_MAX;
use app::{PrivateId, Refused};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use relief::code::CertificateState;
use relief::ids::CommitmentId;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::error::Fault;
use crate::fields::Fields;
use crate::label::{Id, Kind, label};
use crate::parts::field::{file, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, small};
use crate::site::Site;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// The body of a form with a photograph at most, in bytes: the file, and its few fields.
pub const BODY_BYTES_MAX: usize = PHOTO_BYTES_MAX + 64 * 1024;
/// A photograph over a thin line may take so long.
const UPLOAD_SECS_MAX: u64 = 180;

/// Where photographs are read.
pub fn routes() -> Router<Site> {
    Router::new().route("/p/{id}", get(show))
}

/// Where they are sent; with limits of their own, so outside those of every other form.
pub fn uploads() -> Router<Site> {
    let late = axum::http::StatusCode::REQUEST_TIMEOUT;
    Router::new()
        .route("/c/{id}/photo", post(evidence))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            late,
            Duration::from_secs(UPLOAD_SECS_MAX),
        ))
}

async fn show(visitor: Visitor, Path(id): Path<String>) -> Response {
    let Some(id) = read_id(&id) else {
        return visitor.fault(Fault::NotFound);
    };
    match visitor.app().photo(id, visitor.who.as_deref()).await {
        Ok(photo) => {
            let keep = if photo.room.is_some() {
                "private, no-store"
            } else {
                "public, max-age=3600"
            };
            let headers = [
                (header::CONTENT_TYPE, photo.media_type),
                (
                    header::CONTENT_DISPOSITION,
                    format!("inline; filename=\"{}.jpg\"", relief::ids::hex(&id.0)),
                ),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (header::CACHE_CONTROL, keep.to_owned()),
            ];
            (headers, photo.bytes.unwrap_or_default()).into_response()
        }
        Err(refused) => visitor.refused(&refused),
    }
}

async fn evidence(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let none = Refused::NotAPhoto {
        max_bytes: PHOTO_BYTES_MAX,
    };
    let Some(bytes) = fields.file("photo") else {
        return acting.keep(visitor.refused(&none));
    };
    // Whoever sends a photograph claims what it shows; a checker says more.
    let state = CertificateState::Claimed;
    let commitment = CommitmentId(id.0);
    let sent = acting
        .app
        .bring_evidence_photo(&acting.who, commitment, state, None, bytes.to_vec())
        .await;
    match sent {
        Ok(_) => acting.done(&format!("/c/{}", label(Kind::Commitment, id.0))),
        Err(refused) => acting.keep(visitor.refused(&refused)),
    }
}

/// The form that sends a photograph of a certificate, for the page of a commitment.
pub(crate) fn evidence_form(w: Words, commitment: u64, once: &str) -> Markup {
    html! {
        form.stack method="post" action={ "/c/" (commitment) "/photo" } enctype="multipart/form-data" {
            (token(once))
            (file("photo", &t!(w, "photo-certificate"), &t!(w, "photo-hint"), "image/jpeg,image/png,image/webp"))
            (small(&t!(w, "photo-stripped")))
            (btn(Some(Icon::Camera), &t!(w, "photo-send"), false))
        }
    }
}

fn read_id(text: &str) -> Option<PrivateId> {
    let padded = format!("{text}{text}");
    let bytes = relief::ids::unhex(&padded).filter(|_| text.len() == 32)?;
    bytes.first_chunk::<16>().copied().map(PrivateId)
}
