//! Addresses of the watch.

use std::sync::Arc;
use std::time::Duration;

use app::published::{self, SENT_BYTES_MAX};
use app::{App, Person, Refused};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use maud::Markup;
use relief::code::{Finding, TestimonyUse};
use relief::ids::{DistributionId, FlagId, TestimonyId};
use relief::refusal::Refusal;
use serde::Deserialize;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::check::{self, CheckPage, RECORD_BYTES_MAX};
use super::flag::{self, Failed, FlagPage};
use super::list_form::ListForm;
use super::model::{self, Asked};
use super::{check_views, flag_views, list, list_views, views};
use crate::acting::act;
use crate::address::{Path, Query};
use crate::error::Fault;
use crate::fields::Fields;
use crate::form::{Form, Misfit, submit};
use crate::label::Id;
use crate::layout::Ctx;
use crate::need::routes::remove_text;
use crate::need::texts;
use crate::refused;
use crate::site::Site;
use crate::t;
use crate::testimony::origin;
use crate::visitor::Visitor;
use crate::words::date;

/// The body of a form with a list at most, in bytes: the file, and its frame.
const CHECK_BODY_BYTES_MAX: usize = SENT_BYTES_MAX + 64 * 1024;
/// The same of the form that records one.
const RECORD_BODY_BYTES_MAX: usize = RECORD_BYTES_MAX + 64 * 1024;
/// A list over a thin line may take so long.
const CHECK_SECS_MAX: u64 = 60;

/// `/watch` shows what there is, `/watch/ID` a flag, `/watch/lists/ID` a published list.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/watch", get(show))
        .route("/watch/check", get(open_check))
        .route("/watch/lists/new", get(open_list))
        .route("/watch/lists/{id}", get(show_list))
        .route("/watch/{id}", get(show_flag))
        .route("/watch/{id}/answer", post(answer))
        .route("/watch/{id}/settle", post(settle))
        .route("/watch/{id}/redact", post(redact))
}

/// A list to be checked is larger than a form, and takes longer to come.
pub fn uploads() -> Router<Site> {
    let late = StatusCode::REQUEST_TIMEOUT;
    let limited = |router: Router<Site>, bytes_max| {
        router
            .layer(DefaultBodyLimit::disable())
            .layer(RequestBodyLimitLayer::new(bytes_max))
    };
    let check = Router::new().route("/watch/check", post(check_sent));
    let record = Router::new().route("/watch/lists/new", post(send_list));
    limited(check, CHECK_BODY_BYTES_MAX)
        .merge(limited(record, RECORD_BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            late,
            Duration::from_secs(CHECK_SECS_MAX),
        ))
}

async fn open_check(visitor: Visitor) -> Response {
    visitor.page(&CheckPage::default(), check_views::page)
}

/// Reads a list and says what does not agree, and what of it can be recorded; nothing of it is kept.
async fn check_sent(visitor: Visitor, fields: Fields) -> Response {
    let w = visitor.words();
    let name = t!(w, "check-sheet");
    let bytes = fields.file("list").map(|file| file.to_vec());
    match published::check_sent(&name, bytes.unwrap_or_default()).await {
        Ok(sent) => visitor.page(&CheckPage::of(&visitor, &sent), check_views::page),
        Err(why) => {
            let fault = Some(check::fault(w, &why));
            let page = CheckPage {
                fault,
                ..CheckPage::default()
            };
            visitor.again(&page, check_views::page)
        }
    }
}

async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    match model::page(&visitor, &asked).await {
        Ok(model) => visitor.page(&model, views::page),
        Err(refused) => visitor.refused(&refused),
    }
}

/// What a link to a flag begins its answer at.
#[derive(Deserialize)]
struct Begun {
    testimony: Option<Id>,
    /// Where an answer leads that began at a testimony.
    tied: Option<Id>,
}

async fn show_flag(visitor: Visitor, Path(id): Path<Id>, Query(begun): Query<Begun>) -> Response {
    let tied = begun.tied;
    let said = origin::evidence(&visitor, begun.testimony).await;
    match flag::page(&visitor, FlagId(id.0)).await {
        Some(model) => {
            let begun = said.map(|said| (said.id, said.quote));
            let untied = origin::untied(&visitor, tied, TestimonyUse::Flag, id.0);
            let page = FlagPage {
                begun,
                untied,
                ..model
            };
            visitor.page(&page, flag_views::page)
        }
        None => visitor.fault(Fault::NotFound),
    }
}

async fn answer(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let (flag, words) = (FlagId(id.0), fields.text("answer"));
    let testimony = fields.number("testimony").ok().flatten().map(TestimonyId);
    let by = visitor.acting(&fields).await;
    let answer =
        async |app: App, who: Arc<Person>| app.answer_flag(&who, flag, words, testimony).await;
    let again = async |refused| again(&visitor, flag, "answer", &fields, &refused).await;
    let to = |_| origin::onward(&visitor, format!("/watch/{}", id.0), testimony, id.0);
    act(by, answer, to, again).await
}

async fn settle(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let flag = FlagId(id.0);
    let who = match visitor.person() {
        Ok(who) => who.clone(),
        Err(response) => return response,
    };
    let Some(finding) = Finding::from_code(fields.text("finding")) else {
        return visitor.fault(Fault::Invalid);
    };
    let remark = fields.text("remark");
    let done = match remark {
        "" => Err(Refused::Empty),
        _ => visitor.app().settle_flag(&who, flag, finding, remark).await,
    };
    match done {
        Ok(_) => axum::response::IntoResponse::into_response(axum::response::Redirect::to(
            &format!("/watch/{}", id.0),
        )),
        Err(refused) => again(&visitor, flag, "remark", &fields, &refused).await,
    }
}

/// The page again with the sentence and every word typed; those who may not at all get the sentence alone.
async fn again(
    visitor: &Visitor,
    id: FlagId,
    field: &'static str,
    fields: &Fields,
    refused: &Refused,
) -> Response {
    let alone = !matches!(
        refused::fault(refused),
        Fault::Invalid | Fault::SignIn | Fault::Busy(_) | Fault::TooMany(_)
    );
    match flag::page(visitor, id).await.filter(|_| !alone) {
        Some(model) => {
            let sentence = refused::sentence(visitor.words(), refused);
            let failed = Failed {
                field: match refused {
                    Refused::Name(_) => "name",
                    _ => field,
                },
                typed: fields.clone(),
                why: sentence,
            };
            let testimony = fields.number("testimony").ok().flatten();
            let model = FlagPage {
                failed: Some(failed),
                begun: testimony.map(|id| (id, String::new())),
                ..model
            };
            visitor.again_because(refused, &model, flag_views::page)
        }
        None => visitor.refused(refused),
    }
}

async fn redact(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &format!("/watch/{}", id.0)).await
}

async fn show_list(
    visitor: Visitor,
    Path(id): Path<Id>,
    Query(asked): Query<list::Asked>,
) -> Response {
    match list::page(&visitor, DistributionId(id.0), asked.from).await {
        Some(model) => visitor.page(&model, list_views::page),
        None => visitor.fault(Fault::NotFound),
    }
}

async fn open_list(visitor: Visitor) -> Response {
    ListForm::default().shown(&visitor)
}

async fn send_list(visitor: Visitor, fields: Fields) -> Response {
    let form = ListForm::of(&fields);
    let read = form.read(visitor.words());
    let by = visitor.acting(&fields);
    let publish = async |app: App, who: Arc<Person>, new| app.publish_distribution(&who, new).await;
    let to = |id| format!("/watch/lists/{id}");
    submit(&visitor, form, read, by, publish, to).await
}

impl Form for ListForm {
    fn view(ctx: &Ctx, form: &Self) -> Markup {
        list_views::form(ctx, form)
    }

    fn complete(self, visitor: &Visitor) -> Self {
        let w = visitor.words();
        let token = texts::token(visitor);
        let lists = list::rows(&visitor.app().state());
        let named = |row: list::ListRow| {
            let day = date(w, row.published_on);
            let words = t!(w, "list-choice", issuer = row.issuer, day = day);
            (row.id, words)
        };
        ListForm {
            lists: lists.into_iter().map(named).collect(),
            asks_name: visitor.who.is_none(),
            token,
            ..self
        }
    }

    fn faults(&mut self) -> &mut Vec<Misfit> {
        &mut self.faults
    }

    fn field_of(refused: &Refused) -> &'static str {
        match refused {
            Refused::NotSignedIn | Refused::Name(_) => "name",
            Refused::TooLong { .. } | Refused::Empty => "source",
            Refused::Refusal(Refusal::CorrectedAlready(_) | Refusal::NotFound(_)) => "corrects",
            Refused::Refusal(Refusal::InTheFuture) => "day",
            _ => "lines",
        }
    }
}
