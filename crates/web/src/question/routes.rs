//! Addresses of questions.

use std::sync::Arc;

use app::{App, Person, Refused};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use maud::Markup;
use relief::code::DelayReason;
use relief::command::{Actor, Command};
use relief::ids::{Index, QuestionId};
use relief::refusal::Refusal;
use serde::Deserialize;

use super::form::{self, AskForm};
use super::list::{self, Asked};
use super::model::{self, Failed, QuestionPage, endorsing};
use super::{cited, list_views, views};
use crate::acting;
use crate::address::{Path, Query};
use crate::error::{Fault, wait};
use crate::fields::Fields;
use crate::form::{Form, Misfit, submit};
use crate::label::Id;
use crate::layout::Ctx;
use crate::need::routes::remove_text;
use crate::need::{day, texts};
use crate::refused;
use crate::site::Site;
use crate::stamp::{Stamping, sender, sender_as};
use crate::t;
use crate::testimony::origin;
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
        .route("/q/{id}/judge", post(judge))
        .route("/q/{id}/follow", post(follow))
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
    testimony: Option<Id>,
}

async fn open(visitor: Visitor, Query(begun): Query<Begun>) -> Response {
    let form = match origin::of(&visitor, begun.testimony).await {
        Some(said) => AskForm {
            text: said.quote,
            cites: said.code,
            owed: said.about,
            ..AskForm::of(&Fields::default())
        },
        None => AskForm {
            cites: begun.about,
            owed: begun.owed,
            ..AskForm::of(&Fields::default())
        },
    };
    form.shown(&visitor)
}

async fn send(visitor: Visitor, fields: Fields) -> Response {
    let form = AskForm::of(&fields);
    let read = form.read(visitor.words(), &visitor.app().state());
    let by = sender(&visitor, &fields, ASKING);
    let ask =
        async |app: App, who: Option<Arc<Person>>, new| app.ask_question(who.as_deref(), new).await;
    let to = |id| here(QuestionId(id));
    submit(&visitor, form, read, by, ask, to).await
}

impl Form for AskForm {
    fn view(ctx: &Ctx, form: &Self) -> Markup {
        views::ask(ctx, form)
    }

    fn complete(self, visitor: &Visitor) -> Self {
        let stamp = visitor.who.is_none().then(|| Stamping::of(visitor, ASKING));
        AskForm {
            known: form::known(visitor.words(), &visitor.app().state()),
            stamp,
            token: texts::token(visitor),
            ..self
        }
    }

    fn faults(&mut self) -> &mut Vec<Misfit> {
        &mut self.faults
    }

    fn field_of(refused: &Refused) -> &'static str {
        match refused {
            Refused::Refusal(Refusal::NotFound(_) | Refusal::TooManyCites { .. }) => "cites",
            Refused::Refusal(_) => "owed",
            _ => "text",
        }
    }
}

fn here(id: QuestionId) -> String {
    format!("/q/{}", id.0)
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
    let member = visitor.who.clone().filter(|who| !who.rooms.is_empty());
    let by = sender_as(&visitor, member, &fields, &endorsing(question)).await;
    let endorse = async |app: App, who: Option<Arc<Person>>| {
        let actor = who.map_or_else(Actor::community, |who| who.actor());
        app.act(actor, Command::EndorseQuestion { question }).await
    };
    let why =
        async |refused| why(&visitor, question, ("endorse", "endorse"), fields, refused).await;
    acting::act(by, endorse, |_| here(question), why).await
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
    let (by, remark) = (
        visitor.acting(&fields).await,
        fields.text("remark").to_owned(),
    );
    let delay = async |app: App, who: Arc<Person>| {
        app.delay_question(&who, question, due, reason, &remark)
            .await
    };
    let why = async |refused| why(&visitor, question, ("delay", "due"), fields, refused).await;
    acting::act(by, delay, |_| here(question), why).await
}

async fn answer(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let question = QuestionId(id.0);
    let cites = match cited::read(visitor.words(), fields.text("cites")) {
        Ok(cites) => cites,
        Err(why) => return again(&visitor, question, ("answer", "cites"), fields, why).await,
    };
    let (by, words) = (
        visitor.acting(&fields).await,
        fields.text("answer").to_owned(),
    );
    let answer =
        async |app: App, who: Arc<Person>| app.answer_question(&who, question, &words, cites).await;
    let why = async |refused| {
        let place = ("answer", answer_field(&refused));
        why(&visitor, question, place, fields, refused).await
    };
    acting::act(by, answer, |_| here(question), why).await
}

fn answer_field(refused: &Refused) -> &'static str {
    let max = relief::question::CITES_MAX;
    match refused {
        Refused::Refusal(Refusal::NotFound(_)) => "cites",
        Refused::Refusal(refusal) if *refusal == (Refusal::TooManyCites { max }) => "cites",
        _ => "answer",
    }
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

/// Whether an answer is clear; a no with words leads to the question that asks on.
async fn judge(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let question = QuestionId(id.0);
    let answer = Index(fields.number("answer").ok().flatten().unwrap_or(0));
    let (clear, words) = (
        fields.text("clear") == "yes",
        fields.text("words").to_owned(),
    );
    let asks_on = !clear && !words.is_empty();
    let by = visitor.acting(&fields).await;
    let judge =
        async |app: App, who: Arc<Person>| app.judge_answer(&who, answer, clear, &words).await;
    let to = |receipt: app::Receipt| match asks_on {
        true => here(QuestionId(receipt.index)),
        false => here(question),
    };
    let why = async |refused| why(&visitor, question, ("judge", "words"), fields, refused).await;
    acting::act(by, judge, to, why).await
}

/// Puts a question on one's own page, or takes it off.
async fn follow(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let question = QuestionId(id.0);
    let follow = fields.text("follow") == "yes";
    let work = async |app: App, who: Arc<Person>| app.follow_question(&who, question, follow).await;
    acting::plainly(&visitor, &fields, work, |()| here(question)).await
}

fn newest_answer(visitor: &Visitor, question: QuestionId) -> Option<Index> {
    let state = visitor.app().state();
    Some(state.questions.get(question)?.answers.last()?.index)
}

async fn redact(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    remove_text(&visitor, &fields, &here(QuestionId(id.0))).await
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
    let by = visitor.acting(&fields).await;
    let work = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    let why = async |refused| why(visitor, id, place, fields, refused).await;
    acting::act(by, work, |_| here(id), why).await
}

/// The page again with the sentence and every word typed; those who may not at all get the sentence alone.
async fn why(
    visitor: &Visitor,
    id: QuestionId,
    place: Place,
    fields: Fields,
    refused: Refused,
) -> Response {
    let fault = refused::fault(&refused);
    if matches!(fault, Fault::Forbidden | Fault::Internal) {
        return visitor.refused(&refused);
    }
    let why = refused::sentence(visitor.words(), &refused);
    wait(again(visitor, id, place, fields, why).await, fault)
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
