//! Addresses of the fair plan.

use crate::address::Query;
use std::sync::Arc;

use crate::acting;
use app::{App, Person, Refused};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use relief::command::Command;
use relief::ids::Index;
use relief::plan::decision::Named;
use serde::Deserialize;

use super::form::{self, LineForm};
use super::line::LinePage;
use super::model::PlanPage;
use super::several::{Several, SeveralForm};
use super::{line, line_views, model, several, views};
use crate::error::Fault;
use crate::fields::Fields;
use crate::question::because;
use crate::refused;
use crate::site::Site;
use crate::visitor::Visitor;

/// `/plan` shows it, `/plan/line` one line of it.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/plan", get(show))
        .route("/plan/line", get(show_line).post(answer))
        .route("/plan/accept", post(accept))
        .route("/plan/change", post(change))
        .route("/plan/publish", post(publish))
        .route("/plan/policy", post(set_policy))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    item: String,
    #[serde(default)]
    because: String,
}

async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    match model::page(&visitor, &asked.item).await {
        Ok(page) => {
            let because = asked.because;
            visitor.page(&PlanPage { because, ..page }, views::page)
        }
        Err(refused) => visitor.refused(&refused),
    }
}

#[derive(Deserialize)]
struct AskedLine {
    #[serde(default)]
    of: String,
    quantity: Option<u64>,
    #[serde(default)]
    because: String,
}

async fn show_line(visitor: Visitor, Query(asked): Query<AskedLine>) -> Response {
    let named = form::line(&asked.of);
    match found(&visitor, named.map(|(named, _)| named), asked.quantity).await {
        Some(page) => {
            let because = asked.because;
            visitor.page(&LinePage { because, ..page }, line_views::page)
        }
        None => visitor.fault(Fault::NotFound),
    }
}

async fn found(visitor: &Visitor, named: Option<Named>, asked: Option<u64>) -> Option<LinePage> {
    line::page(visitor, named?, asked).await
}

/// Changes or leaves a line.
async fn answer(visitor: Visitor, fields: Fields) -> Response {
    let named = form::line(fields.text("of")).map(|(named, _)| named);
    let asked = fields.number("quantity").ok().flatten();
    let typed = LineForm::of(&fields);
    let (Some(named), Some(page)) = (named, found(&visitor, named, asked).await) else {
        return visitor.fault(Fault::NotFound);
    };
    let read = typed.read(visitor.words(), &visitor.app().state(), &fields);
    let page = LinePage {
        form: typed,
        ..page
    };
    let (said, because) = match read {
        Ok(read) => read,
        Err(faults) => return visitor.again(&LinePage { faults, ..page }, line_views::page),
    };
    let by = visitor.acting(&fields).await;
    let to = format!("/plan/line?of={}", page.of);
    let answer =
        async |app: App, who: Arc<Person>| app.answer_plan_line(&who, named, said, because).await;
    let why = async |refused| match refused::fault(&refused) {
        Fault::SignIn => visitor.refused(&refused),
        _ => why_not(&visitor, page, &refused),
    };
    acting::act(by, answer, |_| to, why).await
}

fn why_not(visitor: &Visitor, page: LinePage, refused: &Refused) -> Response {
    let field = match refused {
        Refused::TooLong { .. } => "remark",
        refused if because::is_meant(refused) => form::because_of(&page.form.act),
        _ => "quantity",
    };
    let sentence = refused::sentence(visitor.words(), refused);
    let faults = vec![(field.to_owned(), sentence)];
    visitor.again_because(refused, &LinePage { faults, ..page }, line_views::page)
}

async fn accept(visitor: Visitor, fields: Fields) -> Response {
    let answer = match followed(&visitor, &fields, form::ACCEPTS_BECAUSE).await {
        Ok(answer) => answer,
        Err(page) => return page,
    };
    let by = visitor.acting(&fields).await;
    let lines = form::ticked(&fields);
    let accept =
        async |app: App, who: Arc<Person>| app.accept_plan_lines(&who, lines, answer).await;
    let again = async |refused| not_here(&visitor, &fields, form::ACCEPTS_BECAUSE, &refused).await;
    acting::act(by, accept, |_| here(&fields), again).await
}

/// The answer that a decision follows, or the page again with why that is none.
#[allow(clippy::result_large_err, reason = "the error is the answer itself")]
async fn followed(
    visitor: &Visitor,
    fields: &Fields,
    field: &str,
) -> Result<Option<Index>, Response> {
    let read = because::read(visitor.words(), &visitor.app().state(), fields.text(field));
    match read {
        Ok(answer) => Ok(answer),
        Err(why) => {
            let page = with_fault(visitor, fields, field, (field, why)).await;
            Err(again(visitor, page, None))
        }
    }
}

/// The page of the plan again, with the status of what was refused.
fn again(
    visitor: &Visitor,
    page: Result<PlanPage, Refused>,
    because: Option<&Refused>,
) -> Response {
    match (page, because) {
        (Ok(page), Some(refused)) => visitor.again_because(refused, &page, views::page),
        (Ok(page), None) => visitor.again(&page, views::page),
        (Err(refused), _) => visitor.refused(&refused),
    }
}

/// Changes several lines with one reason.
async fn change(visitor: Visitor, fields: Fields) -> Response {
    let form = SeveralForm::of(&fields);
    let read = form.read(visitor.words(), &visitor.app().state(), &fields);
    let Several {
        lines,
        reason,
        remark,
        because,
    } = match read {
        Ok(several) => several,
        Err(faults) => {
            let page = several_again(&visitor, &fields, form.at_fault(faults));
            return again(&visitor, page.await, None);
        }
    };
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let named = lines.iter().map(|(_, line, quantity)| (*line, *quantity));
    let changed =
        acting
            .app
            .change_plan_lines(&acting.who, named.collect(), (reason, &remark), because);
    match changed.await {
        Ok(_) => acting.done(&here(&fields)),
        Err((at, refused)) => {
            let field = match (&refused, lines.get(at)) {
                (Refused::TooLong { .. }, _) => "remark",
                (refused, _) if because::is_meant(refused) => form::SEVERAL_BECAUSE,
                (_, Some((field, ..))) => field,
                _ => "several",
            };
            let sentence = refused::sentence(visitor.words(), &refused);
            let faults = vec![(field.to_owned(), sentence)];
            let page = several_again(&visitor, &fields, form.at_fault(faults));
            again(&visitor, page.await, Some(&refused))
        }
    }
}

/// The page again, with every quantity that was typed.
async fn several_again(
    visitor: &Visitor,
    fields: &Fields,
    several: SeveralForm,
) -> Result<PlanPage, Refused> {
    let page = model::page(visitor, fields.text("item")).await?;
    let mut page = PlanPage { several, ..page };
    page.faults = several::faults(visitor.words(), &page);
    Ok(page)
}

async fn publish(visitor: Visitor, fields: Fields) -> Response {
    let answer = match followed(&visitor, &fields, because::FIELD).await {
        Ok(answer) => answer,
        Err(page) => return page,
    };
    let by = visitor.acting(&fields).await;
    let publish = async |app: App, who: Arc<Person>| app.publish_plan(&who, answer).await;
    let again = async |refused| not_here(&visitor, &fields, because::FIELD, &refused).await;
    acting::act(by, publish, |_| here(&fields), again).await
}

async fn set_policy(visitor: Visitor, fields: Fields) -> Response {
    let policy = form::policy(&fields);
    act(&visitor, &fields, Command::SetPlanPolicy { policy }).await
}

async fn act(visitor: &Visitor, fields: &Fields, command: Command) -> Response {
    let by = visitor.acting(fields).await;
    let work = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    let again = async |refused| not_here(visitor, fields, because::FIELD, &refused).await;
    acting::act(by, work, |_| here(fields), again).await
}

/// The page again, with the sentence that says what helps.
async fn not_here(
    visitor: &Visitor,
    fields: &Fields,
    because: &str,
    refused: &Refused,
) -> Response {
    let elsewhere = [Fault::SignIn, Fault::Forbidden, Fault::NotFound];
    if elsewhere.contains(&refused::fault(refused)) {
        return visitor.refused(refused);
    }
    let field = if because::is_meant(refused) {
        because
    } else {
        "plan"
    };
    let sentence = refused::sentence(visitor.words(), refused);
    let page = with_fault(visitor, fields, because, (field, sentence)).await;
    again(visitor, page, Some(refused))
}

async fn with_fault(
    visitor: &Visitor,
    fields: &Fields,
    because: &str,
    (field, why): (&str, String),
) -> Result<PlanPage, Refused> {
    Ok(PlanPage {
        because: fields.text(because).to_owned(),
        faults: vec![(field.to_owned(), why)],
        ..model::page(visitor, fields.text("item")).await?
    })
}

fn here(fields: &Fields) -> String {
    // Only a code of the catalogue goes into the address.
    match relief::catalogue::Item::from_code(fields.text("item")) {
        Some(item) => format!("/plan?item={}", item.code()),
        None => "/plan".to_owned(),
    }
}
