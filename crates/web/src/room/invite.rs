//! Inviting: one's own link into a room, its QR code, and holding it back.

use std::sync::Arc;

use crate::acting;
use crate::address::Path;
use app::vault::invitation::Invitation;
use app::{App, Person, Refused};
use axum::response::Response;
use maud::{Markup, html};
use relief::ids::RoomId;
use serde::Serialize;

use crate::error::Fault;
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{hidden, token};
use crate::parts::icon::Icon;
use crate::parts::qr::qr;
use crate::parts::{ScriptAction, btn, btn_script, note};
use crate::room::model::Head;
use crate::room::routes::member;
use crate::site::Site;
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, date_time};

/// Links of others that a lead sees on one page.
const LINKS_SHOWN_MAX: usize = 50;
/// Pauses that can be chosen, in hours: a meal, a night, a day.
const PAUSE_HOURS: [i64; 3] = [2, 8, 24];

/// One link.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Its code.
    pub code: String,
    /// The address that lets people in.
    pub url: String,
    /// Who it belongs to.
    pub inviter: String,
    /// People it let in.
    pub uses: u32,
    /// People it still lets in.
    pub uses_left: u32,
    /// Until when it works.
    pub expires_at: Option<i64>,
    /// Until when it is held back.
    pub paused_until: Option<i64>,
}

/// The page of invitations.
#[derive(Debug, Clone, Serialize)]
pub struct Invite {
    /// The room.
    pub room: Head,
    /// One's own link.
    pub own: Link,
    /// The links of others, for those who lead.
    pub others: Vec<Link>,
    #[serde(skip)]
    token: String,
}

/// One's own link that is not revoked, used up or expired: the newest, or a new one.
///
/// # Errors
/// [`Refused::NotFound`] for a room that the person is not in.
pub async fn own_link(app: &App, who: &Person, room: RoomId) -> Result<Invitation, Refused> {
    let now = app.now().0;
    let all = app.invitations(room).await?;
    let stands = |i: &Invitation| {
        i.revoked_at.is_none() && i.uses_left > 0 && i.expires_at.is_none_or(|e| e > now)
    };
    let own = all
        .into_iter()
        .filter(|i| i.inviter == who.account && stands(i));
    match own.max_by_key(|i| i.created_at) {
        Some(found) => Ok(found),
        None => app.invite(who, room).await,
    }
}

impl Link {
    /// A link as pages show it.
    pub fn of(site: &Site, found: &Invitation, inviter: &str, now: i64) -> Link {
        Link {
            url: site.url(&format!("/j/{}", found.code)),
            code: found.code.clone(),
            inviter: inviter.to_owned(),
            uses: found.uses,
            uses_left: found.uses_left,
            expires_at: found.expires_at,
            paused_until: found.paused_until.filter(|until| *until > now),
        }
    }
}

impl Invite {
    async fn load(site: &Site, w: Words, who: &Person, room: RoomId) -> Result<Invite, Refused> {
        let app = site.app();
        let own = own_link(app, who, room).await?;
        let now = app.now().0;
        let leads = app.state().leads(&who.actor(), Some(room));
        let mut others = Vec::new();
        if leads {
            let all = app.invitations(room).await?;
            let theirs = all
                .into_iter()
                .filter(|i| i.inviter != who.account && i.revoked_at.is_none());
            for found in theirs.take(LINKS_SHOWN_MAX) {
                let inviter = app.person(found.inviter).await?;
                let name = inviter.map(|p| p.name.clone()).unwrap_or_default();
                others.push(Link::of(site, &found, &name, now));
            }
        }
        Ok(Invite {
            own: Link::of(site, &own, &who.name, now),
            others,
            token: app.entropy().code(32),
            room: Head::of(app, w, room).await?,
        })
    }
}

/// `GET /r/{room}/invite`.
pub async fn invite(visitor: Visitor, Path(room): Path<String>) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    match Invite::load(&visitor.site, visitor.words(), &who, room).await {
        Ok(model) => visitor.page(&model, page),
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /r/{room}/invite`: fields `code` and `do` (`pause` with `hours`, `resume`, `revoke`).
pub async fn change(visitor: Visitor, Path(room): Path<String>, fields: Fields) -> Response {
    let (room, _) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let until = match (fields.text("do"), pause_hours(&fields)) {
        ("pause", Some(hours)) => Some(Some(visitor.app().now().plus_hours(hours).0)),
        ("resume", _) => Some(None),
        ("revoke", _) => None,
        _ => return visitor.fault(Fault::Invalid),
    };
    let code = fields.text("code");
    let change = async |app: App, who: Arc<Person>| match until {
        Some(until) => app.pause_invitation(&who, code, until).await,
        None => app.revoke_invitation(&who, code).await,
    };
    acting::plainly(&visitor, &fields, change, |()| {
        format!("/r/{}/invite", room.0)
    })
    .await
}

fn pause_hours(fields: &Fields) -> Option<i64> {
    let hours = fields.text("hours").parse().ok()?;
    PAUSE_HOURS.contains(&hours).then_some(hours)
}

/// A link with its QR code: to show, to send, to print.
pub fn poster(w: Words, link: &Link) -> Markup {
    html! {
        div.label {
            div {
                p.code { (link.code) }
                p.sm { (link.url) }
                p.sm { (t!(w, "invite-how")) }
            }
            (qr(w, &link.url))
        }
        div.row.wrap.mt2 {
            (btn_script(ScriptAction::Share(&link.url), Some(Icon::Share), &t!(w, "share")))
            (btn_script(ScriptAction::Copy(&link.url), Some(Icon::Link), &t!(w, "copy")))
            (btn_script(ScriptAction::Print, Some(Icon::Print), &t!(w, "print")))
        }
    }
}

fn page(ctx: &Ctx, model: &Invite) -> Markup {
    let w = ctx.words;
    let base = model.room.href();
    let body = html! {
        @if let Some(until) = model.own.paused_until {
            (note::note(Icon::Pause, &t!(w, "join-paused", when = date_time(w, until)), html! {
                p.sm { (t!(w, "invite-paused-text")) }
            }))
        }
        section {
            h2 { (t!(w, "invite-own")) }
            p.sm.mut { (facts(w, &model.own)) }
            div.mt2 { (poster(w, &model.own)) }
        }
        (hold(w, model, &model.own))
        @if !model.others.is_empty() {
            section {
                h2 { (t!(w, "invite-others")) }
                ul.nl { @for link in &model.others {
                    li { p { b { (link.inviter) } " " span.mut { (link.code) } } p.sm.mut { (facts(w, link)) } (hold(w, model, link)) }
                } }
            }
        }
    };
    Shell::new(&t!(w, "invite-title"), Nav::Room)
        .subtitle(&model.room.name)
        .back(Some(&base))
        .render(ctx, body)
}

fn facts(w: Words, link: &Link) -> String {
    let until = link
        .expires_at
        .map(|at| date_time(w, at))
        .unwrap_or_default();
    t!(
        w,
        "invite-facts",
        uses = link.uses,
        left = link.uses_left,
        until = until
    )
}

fn hold(w: Words, model: &Invite, link: &Link) -> Markup {
    let action = format!("{}/invite", model.room.href());
    let form = |what: &str, hours: Option<i64>, button: Markup| {
        html! {
            form method="post" action=(action) data-enhance {
                (token(&format!("{}{what}{}", model.token, hours.unwrap_or(0))))
                (hidden("code", &link.code)) (hidden("do", what))
                @if let Some(hours) = hours { (hidden("hours", &hours.to_string())) }
                (button)
            }
        }
    };
    html! {
        details {
            summary { (t!(w, "invite-hold")) }
            div.stack {
                @if link.paused_until.is_some() {
                    (form("resume", None, btn(None, &t!(w, "invite-resume"), false)))
                } @else {
                    @for hours in PAUSE_HOURS {
                        (form("pause", Some(hours), btn(Some(Icon::Pause), &t!(w, "invite-pause", n = hours), false)))
                    }
                }
                (form("revoke", None, btn(Some(Icon::Close), &t!(w, "invite-revoke"), false)))
                p.sm.mut { (t!(w, "invite-revoke-text")) }
            }
        }
    }
}
