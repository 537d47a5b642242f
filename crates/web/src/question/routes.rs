//! Addresses of questions.

use crate::address::{Path, Query};
use app::Refused;
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use relief::code::DelayReason;
use relief::command::Command;
use relief::ids::{Index, QuestionId};
use relief::refusal::Refusal;
use serde::Deserialize;

use super::form::{self, AskForm};
use super::list::{self, Asked};
use super::model::{self, Failed, QuestionPage, endorsing};
use super::{cited, list_views, views};
use crate::error::Fault;
use crate::fields::Fields;
use crate::label::Id;
use crate::need::routes::remove_text;
use crate::need::{day, texts};
use crate::refused;
use crate::site::Site;
use crate::stamp::{Stamping, nobody, sender};
use crate::t;
use crate::visitor::Visitor;

/// What a stamp that asks is for.
const ASKING: &str = "ask";

/// `/q` lists, `/q/new` asks, `/q/ID` shows one and takes what people do about it.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/q", get(show_list))
        .route("/q/new", get(open).post(send))
        .route("/q/{id}", get(show))
        .route("/q/{id}/endorse", post(endorse))
        .route("/q/{id}/assign", post(assign))
        .route("/q/{id}/delay", post(delay))
        .route("/q/{id}/answer", post(answer))
        .route("/q/{id}/effect", post(effect))
        .route("/q/{id}/redact", post(redact))
}

async fn show_list(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    visitor.page(&list::page(&visitor, asked).await, list_views::page)
}

/// What a link to the form fills in.
#[derive(Debug, Default, Deserialize)]
struct Begun {
    #[serde(default)]
    about: String,
    #[serde(default)]
    owed: String,
}

async fn open(visitor: Visitor, Query(begun): Query<Begun>) -> Response {
    let form = AskForm {
        cites: begun.about,
        owed: begun.owed,
        ..AskForm::of(&Fields::default())
    };
    visitor.page(&complete(&visitor, form), views::ask)
}

fn complete(visitor: &Visitor, form: AskForm) -> AskForm {
    let stamp = visitor.who.is_none().then(|| Stamping::of(visitor, ASKING));
    AskForm {
        known: form::known(visitor.words(), &visitor.app().state()),
        stamp,
        token: texts::token(visitor),
        ..form
    }
}

async fn send(visitor: Visitor, fields: Fields) -> Response {
    let form = AskForm::of(&fields);
    let read = form.read(visitor.words(), &visitor.app().state());
    let new = match read {
        Ok(new) => new,
        Err(faults) => {
            let form = complete(&visitor, AskForm { faults, ..form });
            return visitor.again(&form, views::ask);
        }
    };
    let done = match sender(&visitor, &fields, ASKING).await {
        Ok((app, who)) => app.ask_question(who, new).await,
        Err(refused) => Err(refused),
    };
    match done {
        Ok(receipt) => Redirect::to(&format!("/q/{}", receipt.index)).into_response(),
        Err(refused) => why_not(&visitor, form, &refused),
    }
}

fn why_not(visitor: &Visitor, form: AskForm, refused: &Refused) -> Response {
    let field = match refused {
        Refused::Refusal(Refusal::NotFound(_) | Refusal::TooManyCites { .. }) => "cites",
        Refused::Refusal(_) => "owed",
        _ => "text",
    };
    let sentence = refused::sentence(visitor.words(), refused);
    let faults = vec![(field.to_owned(), sentence)];
    let form = complete(visitor, AskForm { faults, ..form });
    visitor.again_because(refused, &form, views::ask)
}

async fn show(visitor: Visitor, Path(id): Path<Id>) -> Response {
    match model::page(&visitor, QuestionId(id.0)).await {
        Ok(Some(model)) => visitor.page(&model, views::page),
        Ok(None) => visitor.fault(Fault::NotFound),
        Err(refused) => visitor.refused(&refused),
    }
}

/// Members once each, others by work.
async fn endorse(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let question = QuestionId(id.0);
    let member = visitor.who.as_ref().filter(|who| !who.rooms.is_empty());
    let command = Command::EndorseQuestion { question };
    let done = match member {
        Some(_) => match visitor.acting(&fields).await {
            Ok(by) => by.app.act(by.who.actor(), command).await,
            Err(refused) => Err(refused),
        },
        None => match nobody(&visitor, &fields, &endorsing(question)).await {
            Ok(app) => app.act(relief::command::Actor::community(), command).await,
            Err(refused) => Err(refused),
        },
    };
    answered(&visitor, question, ("endorse", "endorse"), fields, done).await
}

async fn assign(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let question = QuestionId(id.0);
    let owed = form::owed(visitor.words(), &visitor.app().state(), fields.text("owed"));
    let owed =
        owed.and_then(|owed| owed.ok_or_else(|| t!(visitor.words(), "question-owed-missing")));
    match owed {
        Ok(owed) => {
            let command = Command::AssignQuestion { question, owed };
            act(&visitor, question, ("assign", "owed"), fields, command).await
        }
        Err(why) => again(&visitor, question, ("assign", "owed"), fields, why).await,
    }
}

async fn delay(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let (question, w) = (QuestionId(id.0), visitor.words());
    let Some(due) = day::end_of(fields.text("due")) else {
        return again(
            &visitor,
            question,
            ("delay", "due"),
            fields,
            t!(w, "form-day"),
        )
        .await;
    };
    let Some(reason) = DelayReason::from_code(fields.text("reason")) else {
        return again(
            &visitor,
            question,
            ("delay", "reason"),
            fields,
            t!(w, "form-choose"),
        )
        .await;
    };
    let done = match visitor.acting(&fields).await {
        Ok(by) => {
            by.app
                .delay_question(&by.who, question, due, reason, fields.text("remark"))
                .await
        }
        Err(refused) => Err(refused),
    };
    answered(&visitor, question, ("delay", "due"), fields, done).await
}

async fn answer(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let question = QuestionId(id.0);
    let cites = match cited::read(visitor.words(), fields.text("cites")) {
        Ok(cites) => cites,
        Err(why) => return again(&visitor, question, ("answer", "cites"), fields, why).await,
    };
    let done = match visitor.acting(&fields).await {
        Ok(by) => {
            by.app
                .answer_question(&by.who, question, fields.text("answer"), cites)
                .await
        }
        Err(refused) => Err(refused),
    };
    let cited = Refusal::TooManyCites {
        max: relief::question::CITES_MAX,
    };
    let field = match &done {
        Err(Refused::Refusal(Refusal::NotFound(_))) => "cites",
        Err(Refused::Refusal(refusal)) if *refusal == cited => "cites",
        _ => "answer",
    };
    answered(&visitor, question, ("answer", field), fields, done).await
}

/// The decision is named by the label or address of its record, or by its entry.
async fn effect(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let (question, w) = (QuestionId(id.0), visitor.words());
    let effect = match cited::read(w, fields.text("effect")) {
        Ok(read) => read.first().copied().ok_or_else(|| t!(w, "refused-empty")),
        Err(why) => Err(why),
    };
    let answer = newest_answer(&visitor, question);
    match (effect, answer) {
        (Ok(effect), Some(answer)) => {
            let command = Command::CiteAnswer { answer, effect };
            act(&visitor, question, ("effect", "effect"), fields, command).await
        }
        (Err(why), _) => again(&visitor, question, ("effect", "effect"), fields, why).await,
        (_, None) => visitor.refused(&Refusal::NoSuchAnswer.into()),
    }
}

fn newest_answer(visitor: &Visitor, question: QuestionId) -> Option<Index> {
    let state = visitor.app().state();
    Some(state.questions.get(question)?.answers.last()?.index)
}

async fn redact(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &format!("/q/{}", id.0)).await
}

/// Which form of the page, and the field that a refusal belongs to.
type Place = (&'static str, &'static str);

async fn act(
    visitor: &Visitor,
    id: QuestionId,
    place: Place,
    fields: Fields,
    command: Command,
) -> Response {
    let done = match visitor.acting(&fields).await {
        Ok(by) => by.app.act(by.who.actor(), command).await,
        Err(refused) => Err(refused),
    };
    answered(visitor, id, place, fields, done).await
}

/// On to the page, or the page again with the sentence and every word typed.
async fn answered(
    visitor: &Visitor,
    id: QuestionId,
    place: Place,
    fields: Fields,
    done: Result<app::Receipt, Refused>,
) -> Response {
    let refused = match done {
        Ok(_) => return Redirect::to(&format!("/q/{}", id.0)).into_response(),
        Err(refused) => refused,
    };
    let fault = refused::fault(&refused);
    if matches!(fault, Fault::Forbidden | Fault::Internal) {
        return visitor.refused(&refused);
    }
    let why = refused::sentence(visitor.words(), &refused);
    crate::error::wait(again(visitor, id, place, fields, why).await, fault)
}

async fn again(
    visitor: &Visitor,
    id: QuestionId,
    (act, field): Place,
    fields: Fields,
    why: String,
) -> Response {
    match model::page(visitor, id).await {
        Ok(Some(model)) => {
            let failed = Failed {
                act,
                field,
                why,
                fields,
            };
            visitor.again(&QuestionPage { failed, ..model }, views::page)
        }
        Ok(None) => visitor.fault(Fault::NotFound),
        Err(refused) => visitor.refused(&refused),
    }
}
