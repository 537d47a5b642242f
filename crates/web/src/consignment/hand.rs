//! Handing over with an account, the door code, and the recipient's own record.

use app::carrier::NewHandover;
use app::{Person, Refused};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use relief::command::Command;
use relief::ids::{ConsignmentId, Index};
use serde::{Deserialize, Serialize};

use crate::consignment::form::{self, Errors};
use crate::consignment::track::{self, TrackModel};
use crate::consignment::{counting, wrong};
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{Field, error_summary, hidden, token};
use crate::parts::icon::Icon;
use crate::parts::qr::qr;
use crate::parts::{ScriptAction, btn, btn_script, last_step, note};
use crate::refused;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// A form about a consignment, as typed so far.
#[derive(Serialize)]
pub struct FormModel {
    /// The consignment.
    #[serde(flatten)]
    pub track: TrackModel,
    /// What was typed.
    #[serde(skip)]
    pub fields: Fields,
    /// What did not fit.
    #[serde(skip)]
    pub errors: Errors,
    /// The link for the next driver, in full.
    #[serde(skip)]
    pub link: Option<String>,
    /// The code for the door.
    #[serde(skip)]
    pub code: Option<String>,
    /// The receipt that is amended.
    #[serde(skip)]
    pub corrects: Option<u64>,
}

impl FormModel {
    /// The form of a consignment, empty.
    ///
    /// # Errors
    /// The page to send instead.
    #[allow(clippy::result_large_err, reason = "the error is the answer itself")]
    pub async fn load(visitor: &Visitor, id: ConsignmentId) -> Result<FormModel, Response> {
        let track = track::model(visitor, id).await;
        Ok(FormModel {
            track: track.map_err(|fault| visitor.fault(fault))?,
            fields: Fields::default(),
            errors: Errors::default(),
            link: None,
            code: None,
            corrects: None,
        })
    }
}

/// The link of `?link=` and the receipt of `?corrects=`.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// A carrier's link that was just made.
    pub link: Option<String>,
    /// A receipt to amend.
    pub corrects: Option<u64>,
}

/// `GET /t/CODE/hand`.
pub async fn hand(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        visitor.person()?;
        let mut model = FormModel::load(&visitor, id).await?;
        model.link = offered(&visitor, id, asked.link.as_deref()).await;
        Ok::<_, Response>(visitor.page(&model, hand_view))
    };
    load.await.unwrap_or_else(|answer| answer)
}

/// The full address of a link that is still open for this consignment.
pub async fn offered(visitor: &Visitor, id: ConsignmentId, link: Option<&str>) -> Option<String> {
    let link = link?;
    let found = visitor.app().carrier_link(link).await.ok()?;
    let open = found.consignment == id && found.carrier.is_none();
    open.then(|| visitor.site.url(&format!("/h/{link}")))
}

/// `POST /t/CODE/hand`.
pub async fn hand_over(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        let who = visitor.person()?.clone();
        let made = offer(&visitor, &who, id, &fields, "hand").await;
        match made {
            Ok(link) => Ok(Redirect::to(&format!("/t/{code}/hand?link={link}")).into_response()),
            Err(errors) => {
                let mut model = FormModel::load(&visitor, id).await?;
                (model.fields, model.errors) = (fields, errors);
                Ok::<_, Response>(visitor.again(&model, hand_view))
            }
        }
    };
    load.await.unwrap_or_else(|answer| answer)
}

/// Offers the goods to whoever has the link that this answers; the holder may begin anew at any time.
///
/// # Errors
/// What does not fit.
pub async fn offer(
    visitor: &Visitor,
    who: &Person,
    id: ConsignmentId,
    fields: &Fields,
    prefix: &str,
) -> Result<String, Errors> {
    let w = visitor.words();
    let mut errors = Errors::default();
    let lines = {
        let state = visitor.app().state();
        state.consignments.get(&id).map_or(0, |c| c.lines.len())
    };
    let new = NewHandover {
        consignment: id,
        counts: form::counts(w, fields, prefix, lines, &mut errors),
        taker_kind: form::holder_kind(fields),
        place: form::place(w, fields, "place", &mut errors),
        happened_at: form::happened(fields, visitor.app().now()),
    };
    if !errors.0.is_empty() {
        return Err(errors);
    }
    let made = visitor.app().offer_handover(who, new).await;
    made.map_err(|refused| said(w, &format!("{prefix}-0"), &refused))
}

/// A refusal as what is wrong with a field.
pub fn said(w: Words, field: &str, refused: &Refused) -> Errors {
    let mut errors = Errors::default();
    errors.add(field, refused::sentence(w, refused));
    errors
}

fn hand_view(ctx: &Ctx, m: &FormModel) -> Markup {
    let w = ctx.words;
    let href = m.track.card.href();
    let body = html! {
        @if let Some(link) = &m.link { (link_card(w, link)) }
        @if m.track.acts.hand {
            form.stack method="post" action={ (href) "/hand" } {
                (hand_fields(w, m, "hand"))
            }
        } @else if m.link.is_none() {
            (note::note(Icon::Hand, &t!(w, "hand-not-yours"), html! {}))
        }
    };
    shell(ctx, m, &t!(w, "hand-title"), body)
}

/// The fields of a hand-over, with the button.
pub fn hand_fields(w: Words, m: &FormModel, prefix: &str) -> Markup {
    html! {
        (error_summary(w, &m.errors.pairs()))
        (token(&m.track.token))
        (counting::taken(w, prefix, &m.track.lines, &m.fields, &m.errors))
        (counting::taker(w, &m.fields))
        (Field::new("place", &t!(w, "hand-place")).hint(&t!(w, "hand-place-hint"))
            .value(m.fields.text("place")).error(m.errors.of("place")).text())
        (last_step(&t!(w, "hand-sum"), &t!(w, "hand-meaning"), btn(Some(Icon::Hand), &t!(w, "hand-go"), true)))
    }
}

/// The link for the next hands, to be scanned or sent.
pub fn link_card(w: Words, link: &str) -> Markup {
    html! {
        section.sheet {
            h2 { (t!(w, "hand-link")) }
            p { (t!(w, "hand-link-text")) }
            (qr(w, link))
            p.mono { a href=(link) { (link) } }
            div.row {
                (btn_script(ScriptAction::Share(link), Some(Icon::Share), &t!(w, "share")))
                (btn_script(ScriptAction::Copy(link), Some(Icon::Link), &t!(w, "copy")))
            }
        }
    }
}

/// `GET /t/CODE/door`.
pub async fn door(visitor: Visitor, Path(code): Path<String>) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        let who = visitor.person()?.clone();
        let mut model = FormModel::load(&visitor, id).await?;
        if model.track.acts.receive {
            let made = visitor.app().door_code(&who, id).await;
            model.code = Some(made.map_err(|refused| visitor.refused(&refused))?);
        }
        Ok::<_, Response>(visitor.page(&model, door_view))
    };
    load.await.unwrap_or_else(|answer| answer)
}

fn door_view(ctx: &Ctx, m: &FormModel) -> Markup {
    let w = ctx.words;
    let body = html! {
        @match &m.code {
            Some(code) => {
                section.cut { p.sm.mut { (t!(w, "door-read")) } p.n.mono { (code) } }
                p { (t!(w, "door-how")) }
                p.sm.mut { (t!(w, "door-once")) }
            }
            None => (note::note(Icon::Lock, &t!(w, "door-not-yours"), html! { p { (t!(w, "door-who")) } })),
        }
    };
    shell(ctx, m, &t!(w, "door-title"), body)
}

/// `GET /t/CODE/receive`.
pub async fn receive(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        visitor.person()?;
        let mut model = FormModel::load(&visitor, id).await?;
        model.corrects = asked.corrects;
        Ok::<_, Response>(visitor.page(&model, receive_view))
    };
    load.await.unwrap_or_else(|answer| answer)
}

/// `POST /t/CODE/receive`.
pub async fn record(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        visitor.person()?;
        match recorded(&visitor, id, &fields).await {
            Ok(()) => Ok(Redirect::to(&format!("/t/{code}")).into_response()),
            Err(errors) => {
                let mut model = FormModel::load(&visitor, id).await?;
                model.corrects = fields.number("corrects").ok().flatten();
                (model.fields, model.errors) = (fields, errors);
                Ok::<_, Response>(visitor.again(&model, receive_view))
            }
        }
    };
    load.await.unwrap_or_else(|answer| answer)
}

async fn recorded(visitor: &Visitor, id: ConsignmentId, fields: &Fields) -> Result<(), Errors> {
    let w = visitor.words();
    let refused = |refused: Refused| said(w, "accepted-0", &refused);
    let mut errors = Errors::default();
    let lines = {
        let state = visitor.app().state();
        let found = state.consignments.get(&id);
        let found = found.ok_or_else(|| refused(Refused::NotFound))?;
        form::receipt(w, fields, found, &mut errors)
    };
    if !errors.0.is_empty() {
        return Err(errors);
    }
    let happened_at = form::happened(fields, visitor.app().now());
    let acting = visitor.acting(fields).await.map_err(refused)?;
    let corrects = fields.number("corrects").ok().flatten();
    let done = match corrects {
        None => {
            let remark = fields.text("remark");
            acting
                .app
                .receive(&acting.who, id, lines, happened_at, remark)
                .await
        }
        Some(index) => {
            let command = Command::CorrectReceipt {
                consignment: id,
                corrects: Index(index),
                lines,
                happened_at,
            };
            acting.app.act(acting.who.actor(), command).await
        }
    };
    done.map(|_| ()).map_err(refused)
}

fn receive_view(ctx: &Ctx, m: &FormModel) -> Markup {
    let w = ctx.words;
    let href = m.track.card.href();
    let may = m.track.acts.receive || (m.corrects.is_some() && m.track.acts.correct);
    let key = m.track.card.id.to_string();
    let body = html! {
        @if may {
            form.stack method="post" action={ (href) "/receive" } data-outbox=(key) {
                (error_summary(w, &m.errors.pairs()))
                (token(&m.track.token))
                @if let Some(index) = m.corrects {
                    (hidden("corrects", &index.to_string()))
                    p { (t!(w, "receive-corrects", index = index)) }
                }
                (counting::received(w, &m.track.lines, &m.fields, &m.errors))
                @if m.corrects.is_none() {
                    (Field::new("remark", &t!(w, "receive-remark")).hint(&t!(w, "track-text-hint"))
                        .value(m.fields.text("remark")).length_max(app::text::TEXT_CHARS_MAX).textarea(2))
                }
                (last_step(&t!(w, "receive-sum"), &t!(w, "receive-meaning"), btn(Some(Icon::Ok), &t!(w, "receive-go"), true)))
            }
        } @else {
            (note::note(Icon::Lock, &t!(w, "receive-not-yours"), html! { p { (t!(w, "door-who")) } }))
        }
    };
    shell(ctx, m, &t!(w, "receive-title"), body)
}

fn shell(ctx: &Ctx, m: &FormModel, title: &str, body: Markup) -> Markup {
    Shell::new(title, Nav::Track)
        .subtitle(&format!("{} {}", m.track.card.code, m.track.card.title))
        .back(Some(&m.track.card.href()))
        .render(ctx, body)
}
