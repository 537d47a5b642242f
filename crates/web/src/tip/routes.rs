//! Addresses of sealed tips. None of them asks who it is, sets a cookie, or lets a browser keep what it shows.

use std::time::Duration;

use app::Refused;
use app::tip::SEALED_BYTES_MAX;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use relief::ids::unhex;
use serde::Serialize;
use tip::{Attachment, Kind, Letter, Receipt};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::form::{TipForm, Written, earlier};
use super::model::{ReceiptPage, TipPage};
use super::wash::washed;
use super::{read, views};
use crate::fields::Fields;
use crate::refused;
use crate::site::Site;
use crate::t;
use crate::visitor::Visitor;

/// A form with a sealed file at most, in bytes: armor makes it a third longer.
const BODY_BYTES_MAX: usize = SEALED_BYTES_MAX / 3 * 4 + 512 * 1024;
/// A file over a thin line, through several relays, may take so long.
const UPLOAD_SECS_MAX: u64 = 300;
/// A file that somebody sealed by their own means at most, in bytes: it has to fit into the largest letter.
const OWN_FILE_BYTES_MAX: usize = 10 * 1024 * 1024;

/// Where tips are written and replies read.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/tip", get(show).post(send_plain))
        .route("/tip/keys.txt", get(keys))
        .route("/tip/leave", post(leave))
        .layer(map_response(forgetful))
        .layer(from_fn(washed))
}

/// Where sealed files are sent, with limits of their own.
pub fn uploads() -> Router<Site> {
    let late = StatusCode::REQUEST_TIMEOUT;
    // Outside compression, which would tell lengths apart again.
    let level = Router::new()
        .route("/tip/read", get(read::ask).post(read::answer))
        .route("/tip/answers", post(read::answers))
        .layer(map_response(read::level));
    Router::new()
        .merge(level)
        .route("/tip/sealed", post(send_sealed))
        .route("/tip/age", post(send_age))
        .layer(map_response(forgetful))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            late,
            Duration::from_secs(UPLOAD_SECS_MAX),
        ))
        .layer(from_fn(washed))
}

/// No copy stays behind: not in the browser's memory of pages, not in a proxy's.
async fn forgetful(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn show(visitor: Visitor) -> Response {
    let is_signed_in = visitor.who.is_some();
    let visitor = visitor.anonymous();
    match TipPage::of(&visitor, TipForm::default(), is_signed_in).await {
        Ok(model) => visitor.page(&model, views::page),
        Err(refused) => visitor.refused(&refused),
    }
}

/// The plain form: sealed here, in memory.
async fn send_plain(visitor: Visitor, fields: Fields) -> Response {
    let (is_signed_in, visitor) = (visitor.who.is_some(), visitor.anonymous());
    let form = TipForm::of(&fields);
    let written = match form.read(visitor.words()) {
        Ok(written) => written,
        Err(faults) => return again(&visitor, TipForm { faults, ..form }, is_signed_in).await,
    };
    match seal_and_take(&visitor, written).await {
        Ok(page) => visitor.page(&page, views::receipt),
        // There are words: it is those they were for who are no custodians any more.
        Err(Refused::Empty) => {
            let faults = vec![("c".to_owned(), t!(visitor.words(), "tip-nobody"))];
            again(&visitor, TipForm { faults, ..form }, is_signed_in).await
        }
        Err(refused) => why_not(&visitor, form, "what", &refused, is_signed_in).await,
    }
}

async fn seal_and_take(visitor: &Visitor, written: Written) -> Result<ReceiptPage, Refused> {
    let app = visitor.app();
    let Written {
        mut letter,
        chosen,
        receipt,
    } = written;
    let (shown, unlocked) = unlocked(visitor, receipt).await?;
    letter.reply_to = Some(unlocked.key.public());
    let sealed = app.seal_letter(letter, &chosen).await?;
    let promise = app
        .take_tip(sealed, unlocked.lookup_hash(), visitor.address())
        .await?;
    Ok(ReceiptPage::of(visitor.words(), promise, shown))
}

/// What the sender's receipt unlocks; a fresh one, to be shown, if they have none.
async fn unlocked(
    visitor: &Visitor,
    receipt: Option<Receipt>,
) -> Result<(Option<String>, tip::Unlocked), Refused> {
    match receipt {
        Some(receipt) => Ok((None, visitor.app().unlock(receipt).await?)),
        None => {
            let (receipt, unlocked) = visitor.app().draw_receipt().await?;
            Ok((Some(receipt.to_string()), unlocked))
        }
    }
}

/// A file that the sender sealed by their own means. It travels on inside an envelope to all custodians, so that what is
/// stored looks like every other tip.
async fn send_age(visitor: Visitor, fields: Fields) -> Response {
    let (is_signed_in, visitor) = (visitor.who.is_some(), visitor.anonymous());
    let w = visitor.words();
    let form = TipForm {
        chosen: None,
        receipt: fields.text("own_receipt").to_owned(),
        ..TipForm::of(&fields)
    };
    let fault = |name: &str, why: String| TipForm {
        faults: vec![(name.to_owned(), why)],
        ..form.clone()
    };
    let receipt = match earlier(w, &form.receipt) {
        Ok(receipt) => receipt,
        Err(why) => return again(&visitor, fault("own_receipt", why), is_signed_in).await,
    };
    let Some(bytes) = own_file(&fields) else {
        return again(
            &visitor,
            fault("age", t!(w, "refused-not-sealed")),
            is_signed_in,
        )
        .await;
    };
    let letter = Letter {
        kind: Kind::Age,
        files: vec![Attachment {
            name: "tip.age".to_owned(),
            bytes,
        }],
        ..Letter::default()
    };
    let chosen = visitor
        .app()
        .state()
        .active_custodians()
        .map(|(id, _)| id)
        .collect();
    let written = Written {
        letter,
        chosen,
        receipt,
    };
    match seal_and_take(&visitor, written).await {
        Ok(page) => visitor.page(&page, views::receipt),
        Err(refused) => why_not(&visitor, form, "age", &refused, is_signed_in).await,
    }
}

/// The file chosen or pasted, in binary form, if it is sealed to keys that custodians can have.
fn own_file(fields: &Fields) -> Option<Vec<u8>> {
    let armored = |text: &str| tip::dearmor(text, OWN_FILE_BYTES_MAX);
    let bytes = match fields.file("file") {
        Some(file) => std::str::from_utf8(file)
            .ok()
            .and_then(armored)
            .unwrap_or_else(|| file.to_vec()),
        None => armored(fields.text("age"))?,
    };
    let fits = bytes.len() <= OWN_FILE_BYTES_MAX && tip::shape(&bytes).is_ok();
    fits.then_some(bytes)
}

/// What the script sends: a padded, sealed file and the hash that its replies go under.
async fn send_sealed(visitor: Visitor, fields: Fields) -> Response {
    let visitor = visitor.anonymous();
    let taken = match (fields.file("sealed"), unhex(fields.text("lookup"))) {
        (Some(sealed), Some(lookup)) => {
            let app = visitor.app();
            app.take_tip(sealed.to_vec(), lookup, visitor.address())
                .await
        }
        _ => Err(Refused::NotSealed),
    };
    match taken {
        Ok(promise) => Json(ReceiptPage::of(visitor.words(), promise, None)).into_response(),
        Err(refused) => refusal_json(&visitor, &refused),
    }
}

#[derive(Serialize)]
struct RefusalJson {
    code: &'static str,
    message: String,
}

/// A refusal for the script, which shows the sentence.
pub(super) fn refusal_json(visitor: &Visitor, refused: &Refused) -> Response {
    let status = refused::fault(refused).status();
    let body = RefusalJson {
        code: refused::code(refused),
        message: refused::sentence(visitor.words(), refused),
    };
    (status, Json(body)).into_response()
}

/// The keys as `age -R` wants them.
async fn keys(visitor: Visitor) -> Response {
    let lines = match super::custodians(&visitor).await {
        Ok(lines) => lines,
        Err(refused) => return visitor.refused(&refused),
    };
    let mut text = String::new();
    for line in lines.iter().filter(|line| line.active) {
        // A name is one line here, whatever was typed.
        let about: String = line
            .about
            .iter()
            .flat_map(|a| a.split_whitespace())
            .collect::<Vec<_>>()
            .join(" ");
        text.push_str(&format!("# {} /l/{}\n{}\n", about, line.id, line.key));
    }
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// Away from here, and out of what the browser remembers.
async fn leave() -> Response {
    let clear = [("clear-site-data", "\"cache\"")];
    (clear, Redirect::to("/")).into_response()
}

async fn why_not(
    visitor: &Visitor,
    form: TipForm,
    field: &str,
    refused: &Refused,
    is_signed_in: bool,
) -> Response {
    let faults = vec![(
        field.to_owned(),
        refused::sentence(visitor.words(), refused),
    )];
    match TipPage::of(visitor, TipForm { faults, ..form }, is_signed_in).await {
        Ok(model) => visitor.again_because(refused, &model, views::page),
        Err(refused) => visitor.refused(&refused),
    }
}

async fn again(visitor: &Visitor, form: TipForm, is_signed_in: bool) -> Response {
    match TipPage::of(visitor, form, is_signed_in).await {
        Ok(model) => visitor.again(&model, views::page),
        Err(refused) => visitor.refused(&refused),
    }
}
