//! One message by itself: its earlier words, changing it, taking it down.

use std::sync::Arc;

use crate::acting;
use crate::address::Path;
use app::vault::message::Message;
use app::{App, Person, Refused};
use axum::response::Response;
use maud::{Markup, html};
use relief::ids::RoomId;
use serde::Serialize;

use crate::error::Fault;
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::btn;
use crate::parts::field::{Field, error_summary, hidden, token};
use crate::parts::icon::Icon;
use crate::refused;
use crate::room::routes::member;
use crate::room::talk::{Body, Gathered, Item, draw};
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, date_time};

/// One message with what can be done about it.
#[derive(Debug, Clone, Serialize)]
pub struct One {
    /// The room.
    pub room: u64,
    /// The message.
    pub message: Item,
    /// Earlier words, oldest first.
    pub versions: Vec<Version>,
    /// Whether the reader may change it now.
    pub can_edit: bool,
    /// Whether the reader may take it down.
    pub can_remove: bool,
    /// Whether a reason is asked for that: it is somebody else's.
    pub needs_reason: bool,
    /// The words in the field.
    pub typed: String,
    /// The reason in the field.
    pub reason: String,
    /// What did not fit: the field and why.
    pub error: Option<(String, String)>,
    /// Which state of the words the form was made for.
    pub version: i64,
    #[serde(skip)]
    token: String,
}

/// Earlier words.
#[derive(Debug, Clone, Serialize)]
pub struct Version {
    /// Until when they stood.
    pub at: i64,
    /// The words.
    pub text: String,
}

impl One {
    async fn load(
        app: &App,
        w: Words,
        who: &Person,
        room: RoomId,
        seq: u64,
    ) -> Result<One, Refused> {
        let found = app.message(room, seq).await?.ok_or(Refused::NotFound)?;
        let versions = app.versions(room, seq).await?;
        let gathered = Gathered::of(app, room, std::slice::from_ref(&found)).await?;
        let now = app.now().0;
        let state = app.state();
        let own = found.account == who.account;
        let is_words = found.kind == app::talk::SAY;
        let stands = found.removed_at.is_none() && (is_words || found.kind == app::jielong::KIND);
        let young = now.saturating_sub(found.at) <= app::talk::EDIT_SECONDS;
        let leads = state.leads(&who.actor(), Some(room));
        Ok(One {
            room: room.0,
            message: gathered.item(&state, w, &found),
            versions: versions
                .into_iter()
                .map(|v| Version {
                    at: v.at,
                    text: v.body,
                })
                .collect(),
            can_edit: own && is_words && stands && young,
            can_remove: stands && (own || leads),
            needs_reason: !own,
            version: version(&found),
            typed: found.body,
            reason: String::new(),
            error: None,
            token: app.entropy().code(32),
        })
    }
}

/// Which state of the words stands: when they were last changed, or 0.
fn version(message: &Message) -> i64 {
    message.edited_at.unwrap_or(0)
}

/// `GET /r/{room}/m/{seq}`.
pub async fn show(visitor: Visitor, Path((room, seq)): Path<(String, u64)>) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    match One::load(visitor.app(), visitor.words(), &who, room, seq).await {
        Ok(one) => visitor.page(&one, page),
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /r/{room}/m/{seq}/edit`: fields `text` and `version`.
pub async fn edit(
    visitor: Visitor,
    Path((room, seq)): Path<(String, u64)>,
    fields: Fields,
) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let stands = match visitor.app().message(room, seq).await {
        Ok(found) => found.as_ref().map(version),
        Err(error) => return visitor.refused(&error),
    };
    if stands.is_some_and(|v| v.to_string() != fields.text("version")) {
        return stale(&visitor, &who, room, seq, &fields).await;
    }
    let (by, typed) = (visitor.acting(&fields).await, fields.text("text"));
    let work = async |app: App, who: Arc<Person>| app.edit(&who, room, seq, typed).await;
    let why = async |refused| again(&visitor, &who, room, seq, "text", &fields, &refused).await;
    acting::act(by, work, |_| here(room, seq), why).await
}

fn here(room: RoomId, seq: u64) -> String {
    format!("/r/{}?at={seq}#m-{seq}", room.0)
}

/// The words were changed elsewhere after this form was made: 409 with both.
async fn stale(
    visitor: &Visitor,
    who: &Person,
    room: RoomId,
    seq: u64,
    fields: &Fields,
) -> Response {
    match One::load(visitor.app(), visitor.words(), who, room, seq).await {
        Ok(mut one) => {
            one.typed = fields.text("text").to_owned();
            one.error = Some(("text".to_owned(), t!(visitor.words(), "talk-edit-stale")));
            let mut answer = visitor.again(&one, page);
            *answer.status_mut() = Fault::Conflict.status();
            answer
        }
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /r/{room}/m/{seq}/remove`: field `reason`, asked from a lead.
pub async fn remove(
    visitor: Visitor,
    Path((room, seq)): Path<(String, u64)>,
    fields: Fields,
) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let (by, typed) = (visitor.acting(&fields).await, fields.text("reason"));
    let work = async |app: App, who: Arc<Person>| app.remove(&who, room, seq, typed).await;
    let why = async |refused| again(&visitor, &who, room, seq, "reason", &fields, &refused).await;
    acting::act(by, work, |_| here(room, seq), why).await
}

async fn again(
    visitor: &Visitor,
    who: &Person,
    room: RoomId,
    seq: u64,
    field: &str,
    fields: &Fields,
    error: &Refused,
) -> Response {
    match One::load(visitor.app(), visitor.words(), who, room, seq).await {
        Ok(mut one) => {
            match field {
                "text" => one.typed = fields.text("text").to_owned(),
                _ => one.reason = fields.text("reason").to_owned(),
            }
            one.error = Some((field.to_owned(), refused::sentence(visitor.words(), error)));
            visitor.again(&one, page)
        }
        Err(error) => visitor.refused(&error),
    }
}

fn page(ctx: &Ctx, one: &One) -> Markup {
    let w = ctx.words;
    let me = ctx
        .signed_in
        .as_ref()
        .map_or("", |p| p.account_hex.as_str());
    let back = format!(
        "/r/{}?at={}#m-{}",
        one.room, one.message.seq, one.message.seq
    );
    let errors: Vec<(&str, &str)> = one
        .error
        .iter()
        .map(|(f, e)| (f.as_str(), e.as_str()))
        .collect();
    let body = html! {
        (error_summary(w, &errors))
        ol.pv { (draw(ctx, one.room, &one.message, None, me)) }
        p.ent { a href=(back) { (t!(w, "talk-in-talk")) } }
        @if !one.versions.is_empty() {
            section {
                h2 { (t!(w, "talk-history")) }
                ul.nl { @for version in &one.versions {
                    li { p.sm.mut { (t!(w, "talk-until", when = date_time(w, version.at))) } p { (version.text) } }
                } }
            }
        }
        (edit_form(w, one))
        (remove_form(w, one))
    };
    Shell::new(&t!(w, "talk-message"), Nav::Room)
        .back(Some(&back))
        .render(ctx, body)
}

fn error_of<'a>(one: &'a One, field: &str) -> Option<&'a str> {
    one.error
        .as_ref()
        .filter(|(f, _)| f == field)
        .map(|(_, e)| e.as_str())
}

fn edit_form(w: Words, one: &One) -> Markup {
    let asked = one.can_edit || error_of(one, "text").is_some();
    html! {
        @if asked && matches!(one.message.body, Body::Say { .. }) {
            form.commit method="post" action={ "/r/" (one.room) "/m/" (one.message.seq) "/edit" } data-enhance {
                (token(&one.token))
                (hidden("version", &one.version.to_string()))
                (Field::new("text", &t!(w, "talk-edit")).hint(&t!(w, "talk-edit-hint"))
                    .value(&one.typed).error(error_of(one, "text")).required().textarea(5))
                (btn(Some(Icon::Edit), &t!(w, "talk-edit-act"), true))
            }
        }
    }
}

fn remove_form(w: Words, one: &One) -> Markup {
    let hint = if one.needs_reason {
        t!(w, "talk-remove-why")
    } else {
        t!(w, "talk-remove-hint")
    };
    let label = t!(w, "talk-remove-reason");
    let field = Field::new("reason", &label)
        .hint(&hint)
        .value(&one.reason)
        .error(error_of(one, "reason"));
    let field = if one.needs_reason {
        field.required()
    } else {
        field
    };
    html! {
        @if one.can_remove {
            form.commit method="post" action={ "/r/" (one.room) "/m/" (one.message.seq) "/remove" } data-enhance {
                (token(&one.token))
                (field.text())
                (btn(Some(Icon::Close), &t!(w, "talk-remove-act"), false))
            }
        }
    }
}
