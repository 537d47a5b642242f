//! Addresses of case reports.

use std::sync::Arc;

use crate::acting;
use std::time::Duration;

use crate::address::{Path, Query};
use app::{App, Person, Refused};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use relief::ids::JurisdictionId;
use relief::jurisdiction::is_official;
use relief::refusal::Refusal;
use relief::watch::day::{self, Day};
use serde::Deserialize;
use tower_http::timeout::TimeoutLayer;

use super::form::{Draft, REMOVED_WHY};
use super::model::Begun;
use super::{data_values, drafts, key, model, page, table, views};
use crate::error::Fault;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::label::Id;
use crate::need::routes::remove_text;
use crate::refused;
use crate::site::Site;
use crate::visitor::Visitor;

/// A table over a thin line may take so long.
const UPLOAD_SECS_MAX: u64 = 60;

/// `/o/ID/file` files a report, `/o/ID/DAY` shows one.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/o/{id}/file", get(open).post(send))
        .route("/o/{id}/key", post(key::make))
        .route("/o/{id}/draft", post(drafts::send_back))
        .route("/o/{id}/{day}", get(show))
        .route("/o/{id}/{day}/redact", post(redact))
        .route("/api/system/info", get(data_values::info))
}

/// Tables and messages of many reports, with a limit of their own.
pub fn uploads() -> Router<Site> {
    Router::new()
        .route("/o/{id}/table", post(table::send))
        .route("/api/dataValueSets", post(data_values::receive))
        .route("/api/dataValueSets.xml", post(data_values::receive))
        // A limit that handlers answer in their own words.
        .layer(DefaultBodyLimit::max(table::TABLE_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            Duration::from_secs(UPLOAD_SECS_MAX),
        ))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    day: String,
    /// The party whose draft of the day is opened.
    #[serde(default)]
    draft: String,
}

async fn open(visitor: Visitor, Path(id): Path<Id>, Query(asked): Query<Asked>) -> Response {
    let day = read_day(&asked.day);
    let begun = asked.draft.parse().map_or(Begun::Afresh, Begun::Draft);
    match model::model(&visitor, JurisdictionId(id.0), day, begun, Vec::new()).await {
        Some(form) => visitor.page(&form, views::form),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn send(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let of = JurisdictionId(id.0);
    let Some(day) = read_day(fields.text("day")) else {
        return visitor.fault(Fault::Invalid);
    };
    if fields.is_on("check") {
        return checked(&visitor, of, day, fields).await;
    }
    if fields.is_on("save") {
        return drafts::keep(&visitor, of, day, fields).await;
    }
    let read = read(&visitor, of, day, &fields);
    let new = match read {
        Ok(new) => new,
        Err(faults) => return again(&visitor, of, day, fields, faults).await,
    };
    let by = visitor.acting(&fields).await;
    let file = async |app: App, who: Arc<Person>| match app.file_case_report(&who, new).await {
        // The same form again: it stands.
        Ok(_) | Err(Refused::Refusal(Refusal::FiledAlready(_))) => Ok(()),
        Err(refused) => Err(refused),
    };
    let why = async |refused| why_not(&visitor, (of, day), fields, &refused).await;
    acting::act(by, file, |()| format!("/o/{}/{}", of.0, day.iso()), why).await
}

fn read(
    visitor: &Visitor,
    of: JurisdictionId,
    day: Day,
    fields: &Fields,
) -> Result<app::case_report::NewCaseReport, Vec<Misfit>> {
    let state = visitor.app().state();
    let who = visitor.who.as_ref();
    let official = who.is_some_and(|who| is_official(&state, of, &who.actor()));
    let draft = Draft {
        state: &state,
        of,
        day,
        cited: !official,
        typed: fields,
    };
    draft.read(visitor.words())
}

/// The form as it is, with what it comes to; nothing is filed.
async fn checked(visitor: &Visitor, of: JurisdictionId, day: Day, fields: Fields) -> Response {
    let faults = read(visitor, of, day, &fields).err().unwrap_or_default();
    match model::model(visitor, of, Some(day), Begun::Typed(fields), faults).await {
        Some(form) => visitor.page(&form, views::form),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn again(
    visitor: &Visitor,
    of: JurisdictionId,
    day: Day,
    fields: Fields,
    faults: Vec<Misfit>,
) -> Response {
    match model::model(visitor, of, Some(day), Begun::Typed(fields), faults).await {
        Some(form) => visitor.again(&form, views::form),
        None => visitor.fault(Fault::NotFound),
    }
}

pub(super) async fn why_not(
    visitor: &Visitor,
    (of, day): (JurisdictionId, Day),
    fields: Fields,
    refused: &Refused,
) -> Response {
    let field = match refused {
        Refused::TooLong { max } => too_long(&fields, *max),
        Refused::Refusal(Refusal::NoticeMissing) => "source",
        Refused::Refusal(Refusal::NothingRemoved) => "confirmed_removed",
        Refused::Refusal(Refusal::TooManyDefinitions { .. } | Refusal::NotAllowed) => "edition",
        Refused::Refusal(
            Refusal::VersionNeedsReason
            | Refusal::FiledDifferently(_)
            | Refusal::CorrectedAlready(_),
        ) => "reason",
        _ => "confirmed_new",
    };
    let sentence = refused::sentence(visitor.words(), refused);
    let faults = vec![(field.to_owned(), sentence)];
    match model::model(visitor, of, Some(day), Begun::Typed(fields), faults).await {
        Some(form) => visitor.again_because(refused, &form, views::form),
        None => visitor.fault(Fault::NotFound),
    }
}

/// Which of the two texts it is that has more characters than fit.
fn too_long(fields: &Fields, max: usize) -> &'static str {
    let is_it = fields.text(REMOVED_WHY).chars().count() > max;
    if is_it { REMOVED_WHY } else { "remark" }
}

async fn show(visitor: Visitor, Path((id, day)): Path<(Id, String)>) -> Response {
    let Some(day) = read_day(&day) else {
        return visitor.fault(Fault::NotFound);
    };
    match page::page(&visitor, JurisdictionId(id.0), day).await {
        Some(model) => visitor.page(&model, page::view),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn redact(visitor: Visitor, Path((id, day)): Path<(Id, String)>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &format!("/o/{}/{day}", id.0)).await
}

/// A day as addresses and forms write it, `2020-02-10`.
pub(super) fn read_day(text: &str) -> Option<Day> {
    let written = day::read(text)?;
    Day::new(written.year?, written.month, written.day)
        .filter(|day| (Day::FIRST..=Day::LAST).contains(day))
}
