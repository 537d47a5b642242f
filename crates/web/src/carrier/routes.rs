//! `/h/CODE`: a carrier's link.

use std::sync::Arc;

use crate::address::Path;
use app::carrier::taker_code;
use app::{Person, Refused};
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use relief::code::Side;
use relief::ids::ConsignmentId;
use serde::Serialize;

use crate::carrier::views;
use crate::consignment::acts::{self, Failed};
use crate::consignment::form::{self, Errors};
use crate::consignment::hand::{FormModel, offer, said};
use crate::error::{Fault, wait};
use crate::fields::Fields;
use crate::refused;
use crate::site::Site;
use crate::visitor::Visitor;

/// The addresses.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/h/{code}", get(show))
        .route("/h/{code}/take", post(take))
        .route("/h/{code}/hand", post(hand))
        .route("/h/{code}/receive", post(receive))
        .route("/h/{code}/{act}", post(act))
}

/// What the link opens, for the one who has it.
#[derive(Serialize)]
pub struct LinkModel {
    /// The consignment, and what was typed into a form.
    #[serde(flatten)]
    pub form: FormModel,
    /// The link itself.
    #[serde(skip)]
    pub code: String,
    /// `open`: waits for a taker; `closed`: nobody offers; `asking`: waits for the holder; `holding`; `passed`: another
    /// has it now.
    pub standing: &'static str,
    /// The initials that the driver gave.
    pub initials: String,
    /// The reader is signed in and takes as themself.
    #[serde(skip)]
    pub signed_in: bool,
    /// Which form did not fit.
    #[serde(skip)]
    pub failed: &'static str,
}

struct Link {
    code: String,
    consignment: ConsignmentId,
    carrier: Option<Arc<Person>>,
}

impl Link {
    /// Who carries by it, or the page that says that nobody does any more.
    #[allow(clippy::result_large_err, reason = "the error is the answer itself")]
    fn carrier(&self, visitor: &Visitor) -> Result<Arc<Person>, Response> {
        let carrier = self.carrier.clone();
        carrier.ok_or_else(|| visitor.fault(Fault::Gone))
    }
}

#[allow(clippy::result_large_err, reason = "the error is the answer itself")]
async fn link(visitor: &Visitor, code: String) -> Result<Link, Response> {
    let found = visitor.app().carrier_link(&code).await;
    let found = found.map_err(|refused| visitor.refused(&refused))?;
    Ok(Link {
        code,
        consignment: found.consignment,
        carrier: found.carrier,
    })
}

#[allow(clippy::result_large_err, reason = "the error is the answer itself")]
async fn load(visitor: &Visitor, link: &Link) -> Result<LinkModel, Response> {
    let mut form = FormModel::load(visitor, link.consignment).await?;
    let standing = standing(visitor, link);
    match &link.carrier {
        Some(carrier) if standing == "holding" => form = form.passing(visitor, carrier).await,
        None if visitor.who.is_none() => {
            let own = taker_code(&link.code, &form.track.token);
            form.next = Some(visitor.site.url(&format!("/h/{own}")));
        }
        _ => {}
    }
    let initials = link.carrier.as_ref().map(|c| c.name.clone());
    Ok(LinkModel {
        form,
        code: link.code.clone(),
        standing,
        initials: initials.unwrap_or_default(),
        signed_in: visitor.who.is_some(),
        failed: "",
    })
}

fn standing(visitor: &Visitor, link: &Link) -> &'static str {
    let state = visitor.app().state();
    let Some(found) = state.consignments.get(&link.consignment) else {
        return "closed";
    };
    let Some(carrier) = &link.carrier else {
        let offered = found.asked.as_ref().is_some_and(|a| a.side == Side::Giver);
        return if offered { "open" } else { "closed" };
    };
    let asks = found.asked.as_ref().is_some_and(|a| a.by == carrier.party);
    let had_it = found.hops.iter().any(|h| h.party == carrier.party);
    match found.holder() == Some(carrier.party) {
        true => "holding",
        false if asks => "asking",
        false if had_it => "passed",
        false => "closed",
    }
}

async fn show(visitor: Visitor, Path(code): Path<String>) -> Response {
    let page = async {
        let link = link(&visitor, code).await?;
        let model = load(&visitor, &link).await?;
        Ok::<_, Response>(visitor.page(&model, views::page))
    };
    page.await.unwrap_or_else(|answer| answer)
}

/// The page again with what was typed and what does not fit.
async fn again(
    visitor: &Visitor,
    link: &Link,
    failed: &'static str,
    fields: Fields,
    errors: Errors,
) -> Response {
    match load(visitor, link).await {
        Ok(mut model) => {
            model.failed = failed;
            (model.form.fields, model.form.errors) = (fields, errors);
            visitor.again(&model, views::page)
        }
        Err(answer) => answer,
    }
}

/// A refusal beside the form, unless it is about more than the form.
async fn refuse(
    visitor: &Visitor,
    link: &Link,
    failed: &'static str,
    fields: Fields,
    field: &str,
    why: &Refused,
) -> Response {
    let kept = matches!(why, Refused::CodeInvalid | Refused::TooFast) && failed == "receive";
    if refused::fault(why) == Fault::Invalid || kept {
        let errors = said(visitor.words(), field, why);
        return again(visitor, link, failed, fields, errors).await;
    }
    if matches!(why, Refused::ManyNewcomers) {
        let errors = said(visitor.words(), "initials", why);
        let form = again(visitor, link, failed, fields, errors).await;
        return wait(form, refused::fault(why));
    }
    visitor.refused(why)
}

async fn take(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let (w, app) = (visitor.words(), visitor.app());
    let token = form::once(&visitor, &fields);
    let initials = fields.text("initials").to_owned();
    // A repeat of a form that was answered before finds its first link used up, and its own link waiting.
    let link = match link(&visitor, code.clone()).await {
        Ok(link) => link,
        Err(answer) => {
            let again = app.take_by_link_once(&code, &token, &initials, Vec::new(), app.now());
            return match again.await {
                Ok(own) => Redirect::to(&format!("/h/{own}")).into_response(),
                Err(_) => answer,
            };
        }
    };
    let mut errors = Errors::default();
    let counts = form::counts(w, &fields, "count", lines(&visitor, &link), &mut errors);
    if visitor.who.is_none() && initials.is_empty() {
        errors.add("initials", crate::t!(w, "carrier-initials-missing"));
    }
    if !errors.0.is_empty() {
        return again(&visitor, &link, "take", fields, errors).await;
    }
    let at = form::happened(&fields, app.now());
    let taken = match &visitor.who {
        Some(who) => {
            let taken = app.take(who, link.consignment, counts, at).await;
            taken.map(|_| format!("/t/{}", link.consignment.0))
        }
        None => {
            let own = async {
                visitor.count_newcomer()?;
                app.take_by_link_once(&link.code, &token, &initials, counts, at)
                    .await
            };
            own.await.map(|own| format!("/h/{own}"))
        }
    };
    match taken {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(why) => {
            let field = if matches!(why, Refused::Name(_)) {
                "initials"
            } else {
                "count-0"
            };
            refuse(&visitor, &link, "take", fields, field, &why).await
        }
    }
}

fn lines(visitor: &Visitor, link: &Link) -> usize {
    let state = visitor.app().state();
    let found = state.consignments.get(&link.consignment);
    found.map_or(0, |c| c.lines.len())
}

async fn hand(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let page = async {
        let link = link(&visitor, code).await?;
        let who = link.carrier(&visitor)?;
        match offer(&visitor, &who, link.consignment, &fields).await {
            Ok(()) => Ok(Redirect::to(&format!("/h/{}", link.code)).into_response()),
            Err(errors) => Ok::<_, Response>(again(&visitor, &link, "hand", fields, errors).await),
        }
    };
    page.await.unwrap_or_else(|answer| answer)
}

async fn act(
    visitor: Visitor,
    Path((code, what)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let page = async {
        let link = link(&visitor, code).await?;
        let who = link.carrier(&visitor)?;
        let what = match what.as_str() {
            "stop" => "stop",
            "arrive" => "arrive",
            "return" => "return",
            "confirm" => "confirm",
            _ => return Err(visitor.fault(Fault::NotFound)),
        };
        let app = fields.token().map_or_else(
            || visitor.app().clone(),
            |token| visitor.app().once(who.account, token),
        );
        let w = visitor.words();
        let field = if what == "stop" { "stop-place" } else { "acts" };
        match acts::act(w, &app, &who, link.consignment, what, &fields).await {
            Ok(_) => Ok(Redirect::to(&format!("/h/{}", link.code)).into_response()),
            Err(Failed::Unknown) => Err(visitor.fault(Fault::NotFound)),
            Err(Failed::Form(words)) => {
                let mut errors = Errors::default();
                errors.add(field, words);
                Ok(again(&visitor, &link, what, fields, errors).await)
            }
            Err(Failed::Refused(why)) => {
                Ok(refuse(&visitor, &link, what, fields, field, &why).await)
            }
        }
    };
    page.await.unwrap_or_else(|answer| answer)
}

async fn receive(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let page = async {
        let link = link(&visitor, code).await?;
        let who = link.carrier(&visitor)?;
        let mut errors = Errors::default();
        let lines = {
            let state = visitor.app().state();
            let found = state.consignments.get(&link.consignment);
            let found = found.ok_or_else(|| visitor.fault(Fault::NotFound))?;
            form::receipt(visitor.words(), &fields, found, &mut errors)
        };
        if fields.text("door").is_empty() {
            errors.add("door", crate::t!(visitor.words(), "carrier-door-missing"));
        }
        if !errors.0.is_empty() {
            return Ok(again(&visitor, &link, "receive", fields, errors).await);
        }
        let at = form::happened(&fields, visitor.app().now());
        let app = fields.token().map_or_else(
            || visitor.app().clone(),
            |token| visitor.app().once(who.account, token),
        );
        let door = fields.text("door").to_owned();
        match app
            .receive_by_code(link.consignment, &door, lines, at)
            .await
        {
            Ok(_) => Ok(Redirect::to(&format!("/h/{}", link.code)).into_response()),
            Err(why) => {
                let door = matches!(why, Refused::CodeInvalid | Refused::TooFast);
                let field = if door { "door" } else { "accepted-0" };
                Ok::<_, Response>(refuse(&visitor, &link, "receive", fields, field, &why).await)
            }
        }
    };
    page.await.unwrap_or_else(|answer| answer)
}
