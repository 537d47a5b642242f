//! The door of a room: who invites, what is lacking, and one button.

use crate::address::{Path, Query};
use app::vault::invitation::Invitation;
use app::{Refused, SignedIn};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use relief::ids::RoomId;
use relief::state::State;
use serde::{Deserialize, Serialize};

use crate::error::Fault;
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::messenger::InMessenger;
use crate::parts::field::{Field, error_summary, token};
use crate::parts::icon::{Icon, icon};
use crate::parts::{ScriptAction, btn, btn_link, btn_script, note};
use crate::refused;
use crate::room::model::{Head, Lack, OPEN_SHOWN, lacking, role_word, roles};
use crate::room::views;
use crate::room::who::{can_choices, name_field};
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, date_time};

/// Whether a link lets people in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Standing {
    /// It does.
    Open,
    /// Not until a moment.
    Paused {
        /// Until when.
        until: i64,
    },
    /// Taken back by its owner or a lead.
    Revoked,
    /// Its time is over, or everybody it was for has come.
    Expired,
    /// It does as soon as a second person leads the room.
    SecondLeadMissing,
}

impl Standing {
    fn of(state: &State, found: &Invitation, now: i64) -> Standing {
        let room = RoomId(found.room);
        let members = state.rooms.get(&room).map_or(0, |r| r.members);
        match found.paused_until {
            _ if found.revoked_at.is_some() => Standing::Revoked,
            Some(until) if until > now => Standing::Paused { until },
            _ if found.uses_left == 0 || found.expires_at.is_some_and(|e| e <= now) => {
                Standing::Expired
            }
            _ if !state.has_leads_for(room, members.saturating_add(1)) => {
                Standing::SecondLeadMissing
            }
            _ => Standing::Open,
        }
    }

    /// The status of a page that says so, when somebody tries to come in.
    fn refuses(self) -> Option<StatusCode> {
        match self {
            Standing::Open => None,
            Standing::SecondLeadMissing => Some(StatusCode::CONFLICT),
            _ => Some(StatusCode::GONE),
        }
    }
}

/// The door.
#[derive(Debug, Clone, Serialize)]
pub struct Door {
    /// Whether the link works.
    #[serde(flatten)]
    pub standing: Standing,
    /// The code of the link.
    pub code: String,
    /// Its full address.
    pub url: String,
    /// Until when it works.
    pub expires_at: Option<i64>,
    /// Who invites.
    pub inviter: String,
    /// Their role in the room, in words; empty in small rooms.
    pub inviter_role: String,
    /// The room.
    pub room: Head,
    /// What it lacks most.
    pub open: Vec<Lack>,
    /// The reader is known here.
    pub known: bool,
    /// Opened in a window that may forget them.
    pub in_messenger: InMessenger,
    /// The name in the field.
    pub name: String,
    #[serde(skip)]
    fields: Fields,
    #[serde(skip)]
    error: Option<String>,
    #[serde(skip)]
    token: String,
}

impl Door {
    async fn load(
        visitor: &Visitor,
        in_messenger: InMessenger,
        found: &Invitation,
    ) -> Result<Door, Refused> {
        let (app, w) = (visitor.app(), visitor.words());
        let room = RoomId(found.room);
        let inviter = app
            .person(found.inviter)
            .await?
            .filter(|p| !p.name.is_empty());
        let head = Head::of(app, w, room).await?;
        let now = app.now().0;
        let state = app.state();
        let role = inviter
            .as_ref()
            .and_then(|p| roles(&state, room, p.party).first().copied());
        Ok(Door {
            standing: Standing::of(&state, found, now),
            in_messenger,
            url: visitor.site.url(&format!("/j/{}", found.code)),
            code: found.code.clone(),
            expires_at: found.expires_at,
            inviter: inviter.map_or_else(|| t!(w, "person-erased"), |p| p.name.clone()),
            inviter_role: role.map(|r| role_word(w, r)).unwrap_or_default(),
            open: lacking(&state, w, room, now, OPEN_SHOWN),
            known: visitor.who.is_some(),
            name: String::new(),
            fields: Fields::default(),
            error: None,
            token: app.entropy().code(32),
            room: head,
        })
    }
}

/// A code typed by hand.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// What is asked for at the door without a link.
#[derive(Debug, Clone, Serialize)]
pub struct AskCode {
    code: String,
    error: Option<String>,
}

/// `GET /j?code=…`: a code read out or copied by hand.
pub async fn by_code(visitor: Visitor, Query(typed): Query<Typed>) -> Response {
    let plain: String = typed
        .code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if plain.is_empty() {
        return visitor.page(
            &AskCode {
                code: String::new(),
                error: None,
            },
            ask_code,
        );
    }
    Redirect::to(&format!("/j/{}", plain.to_lowercase())).into_response()
}

/// `GET /j/{code}`.
pub async fn door(
    visitor: Visitor,
    in_messenger: InMessenger,
    Path(code): Path<String>,
) -> Response {
    let found = match visitor.app().invitation(&code).await {
        Ok(found) => found,
        Err(error) => return unknown(&visitor, &code, &error),
    };
    let room = RoomId(found.room);
    if visitor.who.as_ref().is_some_and(|who| who.is_in(room)) {
        return Redirect::to(&format!("/r/{}", room.0)).into_response();
    }
    match Door::load(&visitor, in_messenger, &found).await {
        Ok(door) => {
            let mut answer = visitor.page(&door, page);
            if matches!(door.standing, Standing::Revoked | Standing::Expired) {
                *answer.status_mut() = StatusCode::GONE;
            }
            answer
        }
        Err(error) => visitor.refused(&error),
    }
}

/// No such link: the field for a code again, with what was in the address.
fn unknown(visitor: &Visitor, code: &str, error: &Refused) -> Response {
    if !matches!(error, Refused::CodeInvalid) {
        return visitor.refused(error);
    }
    let error = Some(t!(visitor.words(), "join-unknown"));
    let mut answer = visitor.page(
        &AskCode {
            code: code.to_owned(),
            error,
        },
        ask_code,
    );
    *answer.status_mut() = Fault::NotFound.status();
    answer
}

/// `POST /j/{code}`: fields `name` and `can` for a newcomer; nothing for somebody known here.
pub async fn enter(
    visitor: Visitor,
    in_messenger: InMessenger,
    Path(code): Path<String>,
    fields: Fields,
) -> Response {
    let found = match visitor.app().invitation(&code).await {
        Ok(found) => found,
        Err(error) => return unknown(&visitor, &code, &error),
    };
    let to = format!("/r/{}/welcome", found.room);
    let outcome = match &visitor.who {
        Some(who) => {
            let joined = visitor.app().join(&code, who).await;
            joined.map(|_| Redirect::to(&to).into_response())
        }
        None => {
            let joined = join_new(&visitor, &code, &fields).await;
            joined.map(|signed_in| visitor.welcome(&signed_in, &to))
        }
    };
    match outcome {
        Ok(answer) => answer,
        // A second tap.
        Err(Refused::AlreadyMember) => Redirect::to(&format!("/r/{}", found.room)).into_response(),
        Err(error) => again(&visitor, in_messenger, &found, fields, &error).await,
    }
}

async fn join_new(visitor: &Visitor, code: &str, fields: &Fields) -> Result<SignedIn, Refused> {
    let app = visitor.newcomers_app(fields)?;
    app.join_new(code, visitor.newcomer(fields)).await
}

async fn again(
    visitor: &Visitor,
    in_messenger: InMessenger,
    found: &Invitation,
    fields: Fields,
    error: &Refused,
) -> Response {
    match Door::load(visitor, in_messenger, found).await {
        Ok(mut door) => {
            door.name = fields.text("name").to_owned();
            door.fields = fields;
            door.error = Some(refused::sentence(visitor.words(), error));
            let mut answer = visitor.again_because(error, &door, page);
            if let Some(status) = door.standing.refuses() {
                *answer.status_mut() = status;
            }
            answer
        }
        Err(error) => visitor.refused(&error),
    }
}

fn page(ctx: &Ctx, door: &Door) -> Markup {
    let w = ctx.words;
    let body = html! {
        (standing(w, door))
        @if door.in_messenger.0 { (browser(w, door)) }
        p.sm.mut {
            (icon(Icon::People)) " "
            @if door.inviter_role.is_empty() { (t!(w, "join-inviter", name = door.inviter.as_str())) }
            @else { (t!(w, "join-inviter-role", name = door.inviter.as_str(), role = door.inviter_role.as_str())) }
        }
        (views::sign(ctx, &door.room))
        @if !door.open.is_empty() {
            section {
                h2 { (t!(w, "join-needs")) }
                (views::open_needs(ctx, &door.open))
                (views::legend_of(w, &door.open))
            }
        }
        @if door.standing == Standing::Open { (form(w, door)) @if !door.in_messenger.0 { (browser(w, door)) } } @else { (otherwise(w)) }
    };
    let until = door
        .expires_at
        .map(|at| date_time(w, at))
        .unwrap_or_default();
    let subtitle = match door.standing {
        Standing::Open => t!(w, "join-until", when = until),
        _ => String::new(),
    };
    Shell::new(&t!(w, "join-title"), Nav::Nowhere)
        .subtitle(&subtitle)
        .render(ctx, body)
}

fn standing(w: Words, door: &Door) -> Markup {
    html! {
        @match door.standing {
            Standing::Open => {},
            Standing::Paused { until } => (note::note(Icon::Pause, &t!(w, "join-paused", when = date_time(w, until)),
                html! { p.sm { (t!(w, "join-paused-text")) } })),
            Standing::SecondLeadMissing => (note::note(Icon::People, &t!(w, "join-second-lead"),
                html! { p.sm { (t!(w, "join-second-lead-text")) } })),
            Standing::Revoked => (note::warn(&t!(w, "join-revoked"), html! { p.sm { (t!(w, "join-revoked-text")) } })),
            Standing::Expired => (note::warn(&t!(w, "join-expired"), html! { p.sm { (t!(w, "join-revoked-text")) } })),
        }
    }
}

fn form(w: Words, door: &Door) -> Markup {
    let chosen = app::Can::read_list(&door.fields.all("can").join(","));
    let field = if door.known { "join" } else { "name" };
    let errors: Vec<(&str, &str)> = door.error.iter().map(|e| (field, e.as_str())).collect();
    html! {
        (error_summary(w, &errors))
        form.commit #join method="post" action={ "/j/" (door.code) } data-enhance {
            (token(&door.token))
            @if !door.known {
                (name_field(w, &door.name, door.error.as_deref()))
                (can_choices(w, &chosen))
            }
            section.act {
                p.sm.mut { (t!(w, "join-seen")) }
                (btn(Some(Icon::Door), &t!(w, "join-go"), true))
                p.sm.mut { (t!(w, "join-leave-any-time")) }
            }
        }
    }
}

/// Some messengers open links in a window of their own that forgets.
fn browser(w: Words, door: &Door) -> Markup {
    let (title, text) = if door.in_messenger.0 {
        (t!(w, "join-messenger"), t!(w, "join-messenger-text"))
    } else {
        (t!(w, "join-browser"), t!(w, "join-browser-text"))
    };
    note::note(
        Icon::Link,
        &title,
        html! {
            p.sm { (text) }
            p.mono.mt2 { (door.url) }
            div.row.mt2 { (btn_script(ScriptAction::Copy(&door.url), Some(Icon::Link), &t!(w, "copy"))) }
        },
    )
}

/// What can be done without being in the room.
fn otherwise(w: Words) -> Markup {
    html! {
        section.act {
            h2 { (t!(w, "join-otherwise")) }
            p.sm.mut { (t!(w, "join-otherwise-text")) }
            (btn_link("/give", Some(Icon::Give), &t!(w, "join-give"), true))
            (btn_link("/b", Some(Icon::Board), &t!(w, "join-board"), false))
        }
    }
}

fn ask_code(ctx: &Ctx, model: &AskCode) -> Markup {
    let w = ctx.words;
    let errors: Vec<(&str, &str)> = model.error.iter().map(|e| ("code", e.as_str())).collect();
    let body = html! {
        (error_summary(w, &errors))
        form.commit method="get" action="/j" {
            (Field::new("code", &t!(w, "join-code")).hint(&t!(w, "join-code-hint"))
                .value(&model.code).error(model.error.as_deref()).required().autocomplete("off").text())
            (btn(Some(Icon::Door), &t!(w, "join-code-go"), true))
        }
        (otherwise(w))
    };
    Shell::new(&t!(w, "join-title"), Nav::Nowhere).render(ctx, body)
}
