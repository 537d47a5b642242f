//! Addresses of testimonies.

use std::time::Duration;

use crate::address::{Path, Query};
use app::photo::PHOTO_BYTES_MAX;
use app::{Receipt, Refused};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use relief::code::{Ground, SupportKind, TestimonyUse};
use relief::ids::{Index, TestimonyId};
use relief::refusal::Refusal;
use serde::Deserialize;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::form::{TestifyForm, photos};
use super::model::{self, StatementPage};
use super::{queue, queue_views, views};
use crate::error::Fault;
use crate::fields::Fields;
use crate::label::Id;
use crate::need::day;
use crate::need::routes::remove_text;
use crate::need::texts;
use crate::refused;
use crate::site::Site;
use crate::stamp::{Stamping, sender};
use crate::visitor::Visitor;

/// A form with its photographs at most, in bytes: two of the largest, or three of an ordinary phone.
const BODY_BYTES_MAX: usize = 2 * PHOTO_BYTES_MAX + 64 * 1024;
/// What a stamp that testifies is for.
const TESTIFYING: &str = "testify";
/// Photographs over a thin line may take so long.
const UPLOAD_SECS_MAX: u64 = 180;

/// `/s` lists what was said, `/s/ID` shows one, `/mod` what waits.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/s", get(list))
        .route("/s/{id}", get(show))
        .route("/s/{id}/support", post(support))
        .route("/s/{id}/contest", post(contest))
        .route("/s/{id}/answer", post(answer))
        .route("/s/{id}/use", post(link))
        .route("/s/{id}/remove", post(remove))
        .route("/s/{id}/redact", post(redact))
        .route("/mod", get(show_queue).post(decide))
        .route("/mod/moderators", post(name))
}

/// Where it is said, with limits of its own for photographs.
pub fn uploads() -> Router<Site> {
    let late = StatusCode::REQUEST_TIMEOUT;
    Router::new()
        .route("/testify", get(open).post(send))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            late,
            Duration::from_secs(UPLOAD_SECS_MAX),
        ))
}

async fn list(visitor: Visitor) -> Response {
    visitor.page(&model::list(&visitor), views::list)
}

async fn show(visitor: Visitor, Path(id): Path<Id>) -> Response {
    match model::page(&visitor, TestimonyId(id.0)).await {
        Ok(Some(model)) => visitor.page(&model, views::page),
        Ok(None) => visitor.fault(Fault::NotFound),
        Err(refused) => visitor.refused(&refused),
    }
}

#[derive(Deserialize)]
struct Asked {
    corrects: Option<Id>,
}

async fn open(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let form = TestifyForm {
        corrects: asked.corrects.map(|id| id.0),
        day: day::value(visitor.app().now().0),
        ..TestifyForm::default()
    };
    visitor.page(&complete(&visitor, form), views::form)
}

async fn send(visitor: Visitor, fields: Fields) -> Response {
    let form = TestifyForm::of(&fields);
    let read = form.read(visitor.words(), &visitor.app().state(), photos(&fields));
    let new = match read {
        Ok(new) => new,
        Err(faults) => {
            let form = complete(&visitor, TestifyForm { faults, ..form });
            return visitor.again(&form, views::form);
        }
    };
    let sent = match sender(&visitor, &fields, TESTIFYING).await {
        Ok((app, who)) => app.testify(who.filter(|_| !form.fresh), new).await,
        Err(refused) => Err(refused),
    };
    match sent {
        Ok(receipt) => to(receipt.index),
        Err(refused) => why_not(&visitor, form, &refused),
    }
}

fn to(id: u64) -> Response {
    Redirect::to(&format!("/s/{id}")).into_response()
}

fn why_not(visitor: &Visitor, form: TestifyForm, refused: &Refused) -> Response {
    let field = match refused {
        Refused::NotAPhoto { .. } | Refused::Refusal(Refusal::TooManyPhotos { .. }) => "photo-1",
        Refused::Refusal(Refusal::InTheFuture) => "day",
        Refused::Refusal(Refusal::NotAnOffice) => "about",
        _ => "statement",
    };
    let sentence = refused::sentence(visitor.words(), refused);
    let faults = vec![(field.to_owned(), sentence)];
    let form = complete(visitor, TestifyForm { faults, ..form });
    visitor.again_because(refused, &form, views::form)
}

fn complete(visitor: &Visitor, form: TestifyForm) -> TestifyForm {
    let token = texts::token(visitor);
    let nobody = visitor.who.is_none();
    let stamp = nobody.then(|| Stamping::of(visitor, TESTIFYING));
    let state = visitor.app().state();
    TestifyForm {
        is_known: visitor.who.is_some(),
        stamp,
        token,
        ..form.listed(&state)
    }
}

async fn support(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = TestimonyId(id.0);
    let Some(evidence) = SupportKind::from_code(fields.text("evidence")) else {
        return visitor.fault(Fault::Invalid);
    };
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return again(&visitor, id, "remark", &fields, &refused).await,
    };
    let remark = fields.text("remark");
    let done = acting
        .app
        .corroborate(&acting.who, id, evidence, remark)
        .await;
    match done {
        Ok(_) => acting.done(&format!("/s/{}", id.0)),
        Err(refused) => acting.keep(again(&visitor, id, "remark", &fields, &refused).await),
    }
}

async fn contest(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = TestimonyId(id.0);
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return again(&visitor, id, "objection", &fields, &refused).await,
    };
    let words = fields.text("objection");
    match acting.app.contest_testimony(&acting.who, id, words).await {
        Ok(_) => acting.done(&format!("/s/{}", id.0)),
        Err(refused) => acting.keep(again(&visitor, id, "objection", &fields, &refused).await),
    }
}

/// Whoever is named answers without an account, too.
async fn answer(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = TestimonyId(id.0);
    let (words, named) = (fields.text("answer"), fields.is_on("named"));
    let sent = match sender(&visitor, &fields, &model::answering(id)).await {
        Ok((app, who)) => app.answer_testimony(who, id, words, named).await,
        Err(refused) => Err(refused),
    };
    match sent {
        Ok(_) => to(id.0),
        Err(refused) => again(&visitor, id, "answer", &fields, &refused).await,
    }
}

async fn link(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = TestimonyId(id.0);
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let used_as = TestimonyUse::from_code(fields.text("used_as"));
    let subject = fields.text("subject").parse::<Id>().ok();
    let done: Result<Receipt, Refused> = match used_as.zip(subject) {
        Some((used_as, subject)) => {
            let subject = Index(subject.0);
            acting
                .app
                .use_testimony(&acting.who, id, used_as, subject)
                .await
        }
        None => Err(Refusal::NotFound(id.0).into()),
    };
    match done {
        Ok(_) => acting.done(&format!("/s/{}", id.0)),
        Err(refused) => acting.keep(again(&visitor, id, "subject", &fields, &refused).await),
    }
}

async fn remove(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = TestimonyId(id.0);
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let Some(ground) = Ground::from_code(fields.text("ground")) else {
        return acting.keep(visitor.fault(Fault::Invalid));
    };
    match acting.app.remove_testimony(&acting.who, id, ground).await {
        Ok(_) => acting.done(&format!("/s/{}", id.0)),
        Err(refused) => acting.keep(visitor.refused(&refused)),
    }
}

async fn redact(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &format!("/s/{}", id.0)).await
}

/// The page again with the sentence and every word typed; those who may not at all get the sentence alone.
async fn again(
    visitor: &Visitor,
    id: TestimonyId,
    field: &'static str,
    fields: &Fields,
    refused: &Refused,
) -> Response {
    let missing = field == "subject" && refused::fault(refused) == Fault::NotFound;
    let alone = !missing
        && !matches!(
            refused::fault(refused),
            Fault::Invalid | Fault::SignIn | Fault::Busy(_) | Fault::TooMany(_)
        );
    let page = model::page(visitor, id).await.ok().flatten();
    match page.filter(|_| !alone) {
        Some(model) => {
            let sentence = refused::sentence(visitor.words(), refused);
            let failed = Some((field, fields.text(field).to_owned(), sentence));
            let model = StatementPage { failed, ..model };
            visitor.again_because(refused, &model, views::page)
        }
        None => visitor.refused(refused),
    }
}

async fn show_queue(visitor: Visitor) -> Response {
    match queue::page(&visitor).await {
        Ok(model) => visitor.page(&model, queue_views::page),
        Err(refused) => visitor.refused(&refused),
    }
}

async fn decide(visitor: Visitor, fields: Fields) -> Response {
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let Some((ids, decision, accuses)) = queue::read(&fields) else {
        return acting.keep(visitor.fault(Fault::Invalid));
    };
    let done = acting
        .app
        .decide_testimonies(&acting.who, ids, decision, accuses);
    match done.await {
        Ok(()) => acting.done("/mod"),
        Err(refused) => acting.keep(undecided(&visitor, &refused).await),
    }
}

/// Names a moderator, or dismisses one.
async fn name(visitor: Visitor, fields: Fields) -> Response {
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let Some(command) = queue::naming(&fields) else {
        return acting.keep(visitor.fault(Fault::Invalid));
    };
    match acting.app.act(acting.who.actor(), command).await {
        Ok(_) => acting.done("/mod"),
        Err(refused) => acting.keep(undecided(&visitor, &refused).await),
    }
}

/// The piles again, with the sentence that says what could not be decided.
async fn undecided(visitor: &Visitor, refused: &Refused) -> Response {
    match queue::page(visitor).await {
        Ok(mut page) if page.moderates => {
            page.failed = Some(refused::sentence(visitor.words(), refused));
            visitor.again_because(refused, &page, queue_views::page)
        }
        _ => visitor.refused(refused),
    }
}
