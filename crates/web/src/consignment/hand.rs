//! Handing over with an account, the door code, and the recipient's own record.

use crate::address::{Path, Query};
use app::carrier::offer_code;
use app::{Person, Refused};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use relief::code::Side;
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
    /// The link by which the holder offers the goods now, in full.
    #[serde(skip)]
    pub link: Option<String>,
    /// The link that the form of the page leads to, in full: shown when the form waits for a network.
    #[serde(skip)]
    pub next: Option<String>,
    /// What somebody who asks for the goods calls themself; for the holder alone.
    #[serde(skip)]
    pub asker: Option<String>,
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
            next: None,
            asker: None,
            code: None,
            corrects: None,
        })
    }

    /// What the holder needs to pass the goods on: their open offer, the link of the next, and who asks.
    pub async fn passing(mut self, visitor: &Visitor, holder: &Person) -> FormModel {
        let id = ConsignmentId(self.track.card.id);
        let full = |code: String| visitor.site.url(&format!("/h/{code}"));
        let open = visitor.app().open_offer(holder, id).await;
        self.link = open.ok().flatten().map(full);
        self.next = Some(full(offer_code(holder, &self.track.token)));
        let asker = {
            let state = visitor.app().state();
            let found = state.consignments.get(&id);
            let held = found.filter(|c| c.holder() == Some(holder.party));
            let asked = held.and_then(|c| c.asked.as_ref());
            asked.filter(|a| a.side == Side::Taker).map(|a| a.by)
        };
        if let Some(asker) = asker {
            let known = visitor.app().person_of(asker).await.ok().flatten();
            self.asker = known.map(|person| person.name.clone());
        }
        self
    }
}

/// The receipt of `?corrects=`.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    corrects: Option<u64>,
}

/// `GET /t/CODE/hand`.
pub async fn hand(visitor: Visitor, Path(code): Path<String>) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        let who = visitor.person()?;
        let model = FormModel::load(&visitor, id).await?;
        let model = model.passing(&visitor, who).await;
        Ok::<_, Response>(visitor.page(&model, hand_view))
    };
    load.await.unwrap_or_else(|answer| answer)
}

/// `POST /t/CODE/hand`.
pub async fn hand_over(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        let who = visitor.person()?.clone();
        match offer(&visitor, &who, id, &fields).await {
            Ok(()) => Ok(Redirect::to(&format!("/t/{code}/hand")).into_response()),
            Err(errors) => {
                let model = FormModel::load(&visitor, id).await?;
                let mut model = model.passing(&visitor, &who).await;
                (model.fields, model.errors) = (fields, errors);
                Ok::<_, Response>(visitor.again(&model, hand_view))
            }
        }
    };
    load.await.unwrap_or_else(|answer| answer)
}

/// Offers the goods to whoever has the link that the form leads to; the holder may begin anew at any time.
///
/// # Errors
/// What does not fit.
pub async fn offer(
    visitor: &Visitor,
    who: &Person,
    id: ConsignmentId,
    fields: &Fields,
) -> Result<(), Errors> {
    let mut errors = Errors::default();
    let new = form::handover(visitor, id, fields, "hand", &mut errors);
    if !errors.0.is_empty() {
        return Err(errors);
    }
    let token = form::once(visitor, fields);
    let app = visitor.app().once(who.account, &token);
    let made = app
        .offer_handover_as(who, new, offer_code(who, &token))
        .await;
    made.map(|_| ())
        .map_err(|refused| said(visitor.words(), "hand-0", &refused))
}

/// `POST /t/CODE/relink`: a new link for the driver who lost theirs, shown to who asked for it.
pub async fn relink(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        let acting = visitor.acting(&fields).await;
        let acting = acting.map_err(|refused| visitor.refused(&refused))?;
        let token = form::once(&visitor, &fields);
        let made = acting.app.renew_link(&acting.who, id, &token).await;
        let made = made.map_err(|refused| visitor.refused(&refused))?;
        let mut model = FormModel::load(&visitor, id).await?;
        model.link = Some(visitor.site.url(&format!("/h/{made}")));
        Ok::<_, Response>(visitor.page(&model, relink_view))
    };
    load.await.unwrap_or_else(|answer| answer)
}

fn relink_view(ctx: &Ctx, m: &FormModel) -> Markup {
    let w = ctx.words;
    let link = m.link.as_deref().unwrap_or_default();
    let body = link_card(w, &t!(w, "relink-done"), &t!(w, "relink-done-text"), link);
    shell(ctx, m, &t!(w, "track-relink"), body)
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
        @if m.track.acts.hand {
            (passing_on(w, m, &href, "hand"))
        } @else {
            (note::note(Icon::Hand, &t!(w, "hand-not-yours"), html! {}))
        }
    };
    shell(ctx, m, &t!(w, "hand-title"), body)
}

/// Everything by which a holder passes the goods on: who asks for them, the offer that stands, the form of the next.
/// `base` is the address of the holder's page, `failed` the form that did not fit.
pub fn passing_on(w: Words, m: &FormModel, base: &str, failed: &str) -> Markup {
    let key = m.track.card.id.to_string();
    let (title, text) = (t!(w, "hand-link"), t!(w, "hand-link-text"));
    html! {
        (request(w, m, base))
        @if let Some(link) = &m.link {
            (link_card(w, &title, &text, link))
            h2 { (t!(w, "hand-again")) }
        }
        form.stack method="post" action={ (base) "/hand" } data-outbox=(key) {
            @if failed == "hand" { (error_summary(w, &m.errors.pairs())) }
            (token(&m.track.token))
            (counting::taken(w, "hand", &m.track.lines, &m.fields, &m.errors))
            (counting::taker(&t!(w, "counting-taker"), w, &m.fields))
            (Field::new("place", &t!(w, "hand-place")).hint(&t!(w, "hand-place-hint"))
                .value(m.fields.text("place")).error(m.errors.of("place")).text())
            (last_step(&t!(w, "hand-sum"), &t!(w, "hand-meaning"), btn(Some(Icon::Hand), &t!(w, "hand-go"), m.asker.is_none() && m.link.is_none())))
            (kept(&t!(w, "hand-kept"), w, m.next.as_deref()))
        }
    }
}

/// Somebody at the goods says that they take them: the holder compares, and confirms.
fn request(w: Words, m: &FormModel, base: &str) -> Markup {
    let key = m.track.card.id.to_string();
    html! {
        @if let (Some(asker), Some(asked)) = (&m.asker, &m.track.asked) {
            form.sheet method="post" action={ (base) "/confirm" } data-outbox=(key) {
                (token(&format!("confirm{}", m.track.token)))
                (hidden("asked", &asked.entry.to_string()))
                h2 { (t!(w, "hand-asked", who = asker.clone())) }
                @for (line, count) in m.track.lines.iter().zip(&asked.counts) {
                    p { (t!(w, "hand-asked-count", item = line.name.clone(), n = *count, unit = line.unit, packed = line.quantity)) }
                }
                p.sm.mut { (t!(w, "hand-asked-text")) }
                (btn(Some(Icon::Ok), &t!(w, "hand-confirm"), true))
            }
        }
    }
}

/// A link to be scanned or sent.
pub fn link_card(w: Words, title: &str, text: &str, link: &str) -> Markup {
    html! {
        section.sheet {
            h2 { (title) }
            p { (text) }
            (qr(w, link))
            p.mono { a href=(link) { (link) } }
            div.row {
                (btn_script(ScriptAction::Share(link), Some(Icon::Share), &t!(w, "share")))
                (btn_script(ScriptAction::Copy(link), Some(Icon::Link), &t!(w, "copy")))
            }
        }
    }
}

/// What takes the place of a form that waits for a network: the link that it leads to works once it has arrived.
pub fn kept(text: &str, w: Words, link: Option<&str>) -> Markup {
    html! {
        @if let Some(link) = link { template { (link_card(w, &t!(w, "outbox-kept"), text, link)) } }
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

/// The frame of a form about a consignment.
pub fn shell(ctx: &Ctx, m: &FormModel, title: &str, body: Markup) -> Markup {
    Shell::new(title, Nav::Track)
        .subtitle(&format!("{} {}", m.track.card.code, m.track.card.title))
        .back(Some(&m.track.card.href()))
        .render(ctx, body)
}
