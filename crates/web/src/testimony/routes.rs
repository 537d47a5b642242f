//! Addresses of testimonies.

use std::sync::Arc;
use std::time::Duration;

use app::photo::PHOTO_BYTES_MAX;
use app::{App, Person, Refused};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use maud::Markup;
use relief::code::{Ground, SupportKind, TestimonyUse};
use relief::ids::{Index, TestimonyId};
use relief::refusal::Refusal;
use serde::Deserialize;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::form::{TestifyForm, photos};
use super::model::{self, StatementPage};
use super::queue::QueuePage;
use super::{form_views, list, queue, queue_views, views};
use crate::acting::{act, plainly};
use crate::address::{Path, Query};
use crate::error::Fault;
use crate::fields::Fields;
use crate::form::{Form, Misfit, submit};
use crate::label::Id;
use crate::layout::Ctx;
use crate::need::day;
use crate::need::routes::remove_text;
use crate::need::texts;
use crate::refused;
use crate::site::Site;
use crate::stamp::{Stamping, sender};
use crate::t;
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
        .route("/s", get(show_list))
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

async fn show_list(visitor: Visitor) -> Response {
    visitor.page(&list::list(&visitor), views::list)
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
    form.shown(&visitor)
}

async fn send(visitor: Visitor, fields: Fields) -> Response {
    let form = TestifyForm::of(&fields);
    let read = form.read(visitor.words(), &visitor.app().state(), photos(&fields));
    let by = sender(&visitor, &fields, TESTIFYING);
    let fresh = form.fresh;
    let testify = async |app: App, who: Option<Arc<Person>>, new| {
        app.testify(who.as_deref().filter(|_| !fresh), new).await
    };
    submit(&visitor, form, read, by, testify, here).await
}

impl Form for TestifyForm {
    fn view(ctx: &Ctx, form: &Self) -> Markup {
        form_views::form(ctx, form)
    }

    fn complete(self, visitor: &Visitor) -> Self {
        let token = texts::token(visitor);
        let nobody = visitor.who.is_none();
        let stamp = nobody.then(|| Stamping::of(visitor, TESTIFYING));
        let state = visitor.app().state();
        TestifyForm {
            is_known: visitor.who.is_some(),
            stamp,
            token,
            ..self.listed(&state)
        }
    }

    fn faults(&mut self) -> &mut Vec<Misfit> {
        &mut self.faults
    }

    fn field_of(refused: &Refused) -> &'static str {
        match refused {
            Refused::NotAPhoto { .. } | Refused::Refusal(Refusal::TooManyPhotos { .. }) => {
                "photo-1"
            }
            Refused::Refusal(Refusal::InTheFuture) => "day",
            Refused::Refusal(Refusal::NotAnOffice) => "about",
            _ => "statement",
        }
    }
}

fn here(id: u64) -> String {
    format!("/s/{id}")
}

async fn support(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let (id, remark) = (TestimonyId(id.0), fields.text("remark"));
    let Some(evidence) = SupportKind::from_code(fields.text("evidence")) else {
        return visitor.fault(Fault::Invalid);
    };
    let by = visitor.acting(&fields).await;
    let support =
        async |app: App, who: Arc<Person>| app.corroborate(&who, id, evidence, remark).await;
    let again = async |refused| again(&visitor, id, "remark", &fields, &refused).await;
    act(by, support, |_| here(id.0), again).await
}

async fn contest(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let (id, words) = (TestimonyId(id.0), fields.text("objection"));
    let by = visitor.acting(&fields).await;
    let contest = async |app: App, who: Arc<Person>| app.contest_testimony(&who, id, words).await;
    let again = async |refused| again(&visitor, id, "objection", &fields, &refused).await;
    act(by, contest, |_| here(id.0), again).await
}

/// Whoever is named answers without an account, too.
async fn answer(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = TestimonyId(id.0);
    let (words, named) = (fields.text("answer"), fields.is_on("named"));
    let by = sender(&visitor, &fields, &model::answering(id)).await;
    let answer = async |app: App, who: Option<Arc<Person>>| {
        app.answer_testimony(who.as_deref(), id, words, named).await
    };
    let again = async |refused| again(&visitor, id, "answer", &fields, &refused).await;
    act(by, answer, |_| here(id.0), again).await
}

async fn link(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = TestimonyId(id.0);
    let used_as = TestimonyUse::from_code(fields.text("used_as"));
    let subject = fields.text("subject").parse::<Id>().ok();
    let by = visitor.acting(&fields).await;
    let link = async |app: App, who: Arc<Person>| {
        let wish = used_as.zip(subject).ok_or(Refusal::NotFound(id.0))?;
        let (used_as, subject) = (wish.0, Index(wish.1.0));
        app.use_testimony(&who, id, used_as, subject).await
    };
    let again = async |refused| again(&visitor, id, "subject", &fields, &refused).await;
    act(by, link, |_| here(id.0), again).await
}

async fn remove(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let id = TestimonyId(id.0);
    let Some(ground) = Ground::from_code(fields.text("ground")) else {
        return visitor.fault(Fault::Invalid);
    };
    let remove = async |app: App, who: Arc<Person>| app.remove_testimony(&who, id, ground).await;
    plainly(&visitor, &fields, remove, |_| here(id.0)).await
}

async fn redact(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &here(id.0)).await
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

async fn show_queue(visitor: Visitor, Query(asked): Query<queue::Asked>) -> Response {
    match queue::page(&visitor, &asked).await {
        Ok(model) => visitor.page(&model, queue_views::page),
        Err(refused) => visitor.refused(&refused),
    }
}

async fn decide(visitor: Visitor, fields: Fields) -> Response {
    let Some((ids, decision, accuses)) = queue::read(&fields) else {
        return visitor.fault(Fault::Invalid);
    };
    let by = visitor.acting(&fields).await;
    let decide = async |app: App, who: Arc<Person>| {
        app.decide_testimonies(&who, ids, decision, accuses).await
    };
    let again = async |refused| undecided(&visitor, &refused).await;
    act(by, decide, |()| "/mod".to_owned(), again).await
}

/// Names a moderator, or dismisses one.
async fn name(visitor: Visitor, fields: Fields) -> Response {
    let Some(command) = queue::naming(&fields) else {
        let why = t!(visitor.words(), "office-number-wrong");
        let again = unnamed(&visitor, &fields, why).await;
        return again.unwrap_or_else(|| visitor.fault(Fault::Invalid));
    };
    let by = visitor.acting(&fields).await;
    let name = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    let again = async |refused| {
        let why = refused::sentence(visitor.words(), &refused);
        let again = match refused::fault(&refused) {
            Fault::Invalid => unnamed(&visitor, &fields, why).await,
            _ => None,
        };
        again.unwrap_or_else(|| visitor.refused(&refused))
    };
    act(by, name, |_| "/mod".to_owned(), again).await
}

/// The page again for those who name moderators, with what was typed and why it names nobody.
async fn unnamed(visitor: &Visitor, fields: &Fields, why: String) -> Option<Response> {
    let page = queue::page(visitor, &queue::Asked::default()).await;
    let page = QueuePage {
        typed: fields.text("party").to_owned(),
        unnamed: Some(why),
        ..page.ok().filter(|page| page.leads)?
    };
    Some(visitor.again(&page, queue_views::page))
}

/// The piles again, with the sentence that says what could not be decided.
async fn undecided(visitor: &Visitor, refused: &Refused) -> Response {
    match queue::page(visitor, &queue::Asked::default()).await {
        Ok(mut page) if page.moderates => {
            page.failed = Some(refused::sentence(visitor.words(), refused));
            visitor.again_because(refused, &page, queue_views::page)
        }
        _ => visitor.refused(refused),
    }
}
