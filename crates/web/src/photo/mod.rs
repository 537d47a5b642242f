//! Photographs: sent with a form of their own, served without anything a browser could run.

use std::sync::Arc;

use crate::acting;
use std::time::Duration;

use crate::address::Path;
use app::photo::{PHOTO_BYTES_MAX, sealed_value};
use app::vault::photo::Photo;
use app::{App, Person, PrivateId, Refused};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use relief::code::{CertificateState, Ground};
use relief::ids::{CommitmentId, ConsignmentId, Index, Seal, hex};
use relief::text::TextState;
use serde::Serialize;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::consignment::form::once;
use crate::consignment::wrong;
use crate::error::Fault;
use crate::fields::Fields;
use crate::label::{Id, Kind, label};
use crate::layout::{Ctx, Nav, page};
use crate::need::texts;
use crate::negotiate::{Format, Page};
use crate::parts::field::{file, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, note, small};
use crate::site::Site;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// The body of a form with a photograph at most, in bytes: the file, and its few fields.
pub const BODY_BYTES_MAX: usize = PHOTO_BYTES_MAX + 64 * 1024;
/// A photograph over a thin line may take so long.
const UPLOAD_SECS_MAX: u64 = 180;

/// Where photographs are read and removed.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/p/{id}", get(show))
        .route("/p/{id}/redact", post(redact))
}

/// Where they are sent; with limits of their own, so outside those of every other form.
pub fn uploads() -> Router<Site> {
    let late = StatusCode::REQUEST_TIMEOUT;
    Router::new()
        .route("/c/{id}/photo", post(evidence))
        .route("/t/{code}/photo", post(goods))
        .route("/h/{code}/photo", post(goods_by_link))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            late,
            Duration::from_secs(UPLOAD_SECS_MAX),
        ))
}

/// What the journal needs to check a photograph, and what is left of one that was removed.
#[derive(Serialize)]
struct PhotoModel {
    /// Its id.
    id: String,
    /// The entry that seals it.
    entry: Option<u64>,
    /// The seal in the journal, in hex.
    seal: String,
    /// The salt, in hex; gone once removed.
    salt: Option<String>,
    /// SHA-256 of the file, in hex: the sealed value; gone once removed.
    sha256: Option<String>,
    /// The media type of the file.
    media_type: String,
    /// The ground of its removal.
    removed: Option<&'static str>,
    /// The same in words.
    #[serde(skip)]
    removed_words: String,
}

impl PhotoModel {
    fn of(visitor: &Visitor, photo: &Photo) -> PhotoModel {
        let state = visitor.app().state();
        let standing = photo
            .entry
            .and_then(|entry| state.texts.get(Index(entry), Seal(photo.commitment)));
        let ground = match standing {
            Some(TextState::Redacted { ground, .. }) => Some(ground),
            _ => None,
        };
        let w = visitor.words();
        PhotoModel {
            id: hex(&photo.id.0),
            entry: photo.entry,
            seal: hex(&photo.commitment),
            salt: photo.salt.map(|salt| hex(&salt)),
            sha256: photo.bytes.as_deref().map(sealed_value),
            media_type: photo.media_type.clone(),
            removed: ground.map(Ground::code),
            removed_words: ground.map_or(String::new(), |g| texts::ground(w, g)),
        }
    }
}

/// The file; its facts as JSON at the same address plus `.json`; or the tombstone.
async fn show(visitor: Visitor, Path(id): Path<String>) -> Response {
    let found = match read_id(&id) {
        Some(id) => visitor.app().photo(id, visitor.who.as_deref()).await,
        None => Err(Refused::NotFound),
    };
    let photo = match found {
        Ok(photo) => photo,
        Err(refused) => return visitor.refused(&refused),
    };
    let model = PhotoModel::of(&visitor, &photo);
    match photo.bytes {
        Some(bytes) if visitor.ctx.format == Format::Html => {
            let keep = if photo.room.is_some() {
                "private, no-store"
            } else {
                "public, max-age=3600"
            };
            let headers = [
                (header::CONTENT_TYPE, photo.media_type),
                (
                    header::CONTENT_DISPOSITION,
                    format!("inline; filename=\"{}.jpg\"", model.id),
                ),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (header::CACHE_CONTROL, keep.to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Some(_) => visitor.page(&model, tombstone),
        None => Page::new(&visitor.ctx, &model, |m| tombstone(&visitor.ctx, m))
            .status(StatusCode::GONE)
            .into_response(),
    }
}

fn tombstone(ctx: &Ctx, m: &PhotoModel) -> Markup {
    let w = ctx.words;
    let title = t!(w, "photo-removed");
    let body = note::note(
        Icon::Close,
        &title,
        html! {
            p { (t!(w, "text-removed", ground = m.removed_words.clone())) }
            (crate::parts::hash(&m.seal))
            @if let Some(entry) = m.entry { p.ent { a href={ "/l/" (entry) } { (t!(w, "text-entry", n = entry)) } } }
        },
    );
    page(ctx, &title, "", Nav::More, body)
}

/// Removes a photograph, then goes back to the page of what it shows.
async fn redact(visitor: Visitor, Path(id): Path<String>, fields: Fields) -> Response {
    let (Some(id), Some(ground)) = (read_id(&id), Ground::from_code(fields.text("ground"))) else {
        return visitor.fault(Fault::Invalid);
    };
    let redact = async |app: App, who: Arc<Person>| app.redact_photo(&who, id, ground).await;
    acting::plainly(&visitor, &fields, redact, |_| format!("/p/{}", hex(&id.0))).await
}

/// A photograph of goods, by somebody with an account.
async fn goods(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let id = match wrong::find(&visitor, &code) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    let add = async |app: App, who: Arc<Person>| add(&app, &who, id, &fields).await;
    acting::plainly(&visitor, &fields, add, |()| format!("/t/{code}")).await
}

/// A photograph of goods, by a driver who has a link.
async fn goods_by_link(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let link = visitor.app().carrier_link(&code).await;
    let added = match link.map(|link| (link.consignment, link.carrier)) {
        Ok((id, Some(who))) => {
            let app = visitor.app().once(who.account, &once(&visitor, &fields));
            add(&app, &who, id, &fields).await
        }
        Ok((_, None)) => Err(Refused::CodeInvalid),
        Err(refused) => Err(refused),
    };
    match added {
        Ok(()) => Redirect::to(&format!("/h/{code}")).into_response(),
        Err(refused) => visitor.refused(&refused),
    }
}

async fn add(app: &App, who: &Person, id: ConsignmentId, fields: &Fields) -> Result<(), Refused> {
    app.photograph(who, id, sent(fields)?).await.map(|_| ())
}

/// The photograph of a form.
fn sent(fields: &Fields) -> Result<Vec<u8>, Refused> {
    let none = Refused::NotAPhoto {
        max_bytes: PHOTO_BYTES_MAX,
    };
    let bytes = fields.file("photo").ok_or(none)?;
    Ok(bytes.to_vec())
}

async fn evidence(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    // Whoever sends a photograph claims what it shows; a checker says more.
    let state = CertificateState::Claimed;
    let bring = async |app: App, who: Arc<Person>| {
        let (commitment, bytes) = (CommitmentId(id.0), sent(&fields)?);
        app.bring_evidence_photo(&who, commitment, state, None, bytes)
            .await
    };
    let to = |_| format!("/c/{}", label(Kind::Commitment, id.0));
    acting::plainly(&visitor, &fields, bring, to).await
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

/// The form that sends a photograph of goods.
pub(crate) fn goods_form(w: Words, action: &str, once: &str) -> Markup {
    html! {
        form.stack method="post" action=(action) enctype="multipart/form-data" {
            (token(&format!("photo{once}")))
            (file("photo", &t!(w, "photo-goods"), &t!(w, "photo-hint"), "image/jpeg,image/png,image/webp"))
            (small(&t!(w, "photo-goods-text")))
            (btn(Some(Icon::Camera), &t!(w, "photo-send"), false))
        }
    }
}

fn read_id(text: &str) -> Option<PrivateId> {
    let padded = format!("{text}{text}");
    let bytes = relief::ids::unhex(&padded).filter(|_| text.len() == 32)?;
    bytes.first_chunk::<16>().copied().map(PrivateId)
}
