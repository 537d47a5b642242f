//! A deputy for whoever a recipient hangs by: somebody else gets the role in which that person is alone.

use crate::address::Path;
use app::growth::Growth;
use app::{App, Can, Person, Refused};
use axum::response::Response;
use maud::{Markup, html};
use relief::code::Role;
use relief::ids::{RecipientId, RoomId};
use relief::ties::threads::Thread;
use serde::Serialize;

use crate::error::Fault;
use crate::label::Id;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{Field, hidden, token};
use crate::parts::icon::Icon;
use crate::parts::{btn_link, last_step, note};
use crate::room::model::{Head, role_word};
use crate::room::routes::member;
use crate::room::who::can_word;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// Members offered; those who say that they can do it stand first.
const OFFERED_MAX: usize = 50;

/// The choice of a deputy.
#[derive(Debug, Clone, Serialize)]
pub struct Deputy {
    room: Head,
    /// Who hangs.
    recipient: String,
    /// By whom, if they want to be named.
    by: Option<String>,
    /// The role in which they are alone.
    role: &'static str,
    /// Who could share it.
    offered: Vec<Offered>,
    #[serde(skip)]
    token: String,
}

/// A member who could share it.
#[derive(Debug, Clone, Serialize)]
struct Offered {
    party: u64,
    name: String,
    cans: Vec<&'static str>,
}

impl Deputy {
    async fn of(
        app: &App,
        w: Words,
        room: RoomId,
        recipient: RecipientId,
    ) -> Result<Option<Deputy>, Refused> {
        let growth = app.growth().await?;
        let Some(thread) = thread_to(app, &growth, room, recipient) else {
            return Ok(None);
        };
        let Some(alone) = app.person_of(thread.party).await? else {
            return Ok(None);
        };
        let (unnamed, role) = (app.is_unnamed(&alone).await?, thread.role());
        let offered = offered(app, room, thread, recipient).await?;
        let head = Head::of(app, w, room).await?;
        let state = app.state();
        let name = state
            .recipient(recipient)
            .map(|(_, r)| r.name.as_str().to_owned());
        Ok(Some(Deputy {
            room: head,
            recipient: name.unwrap_or_default(),
            by: Some(alone.name.clone()).filter(|name| !unnamed && !name.is_empty()),
            role: role.code(),
            offered,
            token: app.entropy().code(32),
        }))
    }
}

/// The thread of a recipient that this room cares for.
fn thread_to<'g>(
    app: &App,
    growth: &'g Growth,
    room: RoomId,
    recipient: RecipientId,
) -> Option<&'g Thread> {
    let state = app.state();
    let cares = state.needs.values().any(|need| {
        need.room == Some(room)
            && state
                .recipient(need.recipient)
                .is_some_and(|(id, _)| id == recipient)
    });
    let mut threads = growth.threads.iter();
    threads.find(|thread| cares && thread.recipients.contains(&recipient))
}

fn fits(role: Role, cans: &[Can]) -> bool {
    cans.contains(match role {
        Role::Verifier => &Can::Call,
        Role::Transport => &Can::Drive,
        _ => &Can::Give,
    })
}

/// Members who do not hold the role yet and could use it; who leads does every job already.
async fn offered(
    app: &App,
    room: RoomId,
    thread: &Thread,
    recipient: RecipientId,
) -> Result<Vec<Offered>, Refused> {
    let members = app.members(room).await?;
    let (state, role) = (app.state(), thread.role());
    let has = |person: &Person| {
        let holds = |role| state.holds(person.party, role, Some(room), None);
        holds(role) || holds(Role::Lead) || holds(Role::Founder)
    };
    let mut free: Vec<&Person> = members
        .iter()
        .map(|(_, person)| person.as_ref())
        .filter(|person| thread.can_share(&state, recipient, person.party) && !has(person))
        .collect();
    free.sort_by_key(|person| !fits(role, &person.cans));
    let offered = free.into_iter().take(OFFERED_MAX).map(|person| Offered {
        party: person.party.0,
        name: person.name.clone(),
        cans: person.cans.iter().map(|can| can.code()).collect(),
    });
    Ok(offered.collect())
}

/// `GET /r/{room}/deputy/{recipient}`, for those who lead the room.
pub async fn deputy(visitor: Visitor, Path((room, recipient)): Path<(String, String)>) -> Response {
    let (room, me) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    if !visitor.app().state().leads(&me.actor(), Some(room)) {
        return visitor.fault(Fault::Forbidden);
    }
    let Ok(recipient) = recipient.parse::<Id>().map(|id| RecipientId(id.0)) else {
        return visitor.fault(Fault::NotFound);
    };
    match Deputy::of(visitor.app(), visitor.words(), room, recipient).await {
        Ok(Some(model)) => visitor.page(&model, page),
        Ok(None) => visitor.fault(Fault::NotFound),
        Err(error) => visitor.refused(&error),
    }
}

fn page(ctx: &Ctx, model: &Deputy) -> Markup {
    let w = ctx.words;
    let who = model.by.clone().unwrap_or_else(|| t!(w, "deputy-somebody"));
    let body = html! {
        p { (t!(w, "deputy-text", who = who, name = model.recipient.as_str())) }
        @if model.offered.is_empty() {
            (note::empty(Icon::People, &t!(w, "deputy-nobody"), &t!(w, "deputy-nobody-text"),
                Some((&format!("{}/invite", model.room.href()), &t!(w, "room-invite")))))
        } @else {
            (choice(w, model))
        }
    };
    Shell::new(&t!(w, "deputy-title"), Nav::Room)
        .subtitle(&model.room.name)
        .back(Some(&format!("{}/board", model.room.href())))
        .render(ctx, body)
}

/// Gives the role by the same command as the page of members.
fn choice(w: Words, model: &Deputy) -> Markup {
    let role = Role::from_code(model.role)
        .map(|role| role_word(w, role))
        .unwrap_or_default();
    let options: Vec<(String, String)> = model
        .offered
        .iter()
        .map(|one| {
            let cans = Can::read_list(&one.cans.join(","));
            let cans = cans.into_iter().map(|can| can_word(w, can));
            let words: Vec<String> = std::iter::once(one.name.clone()).chain(cans).collect();
            (one.party.to_string(), words.join(" · "))
        })
        .collect();
    let options: Vec<(&str, &str)> = options
        .iter()
        .map(|(party, words)| (party.as_str(), words.as_str()))
        .collect();
    let go = html! { button.btn.go { (t!(w, "deputy-act")) } };
    html! {
        form.commit method="post" action={ (model.room.href()) "/role" } {
            (token(&model.token)) (hidden("do", "grant")) (hidden("role", model.role))
            (Field::new("party", &t!(w, "deputy-choose")).select(&options))
            (last_step(&t!(w, "deputy-sum", role = role), &t!(w, "deputy-meaning"), go))
        }
        (btn_link(&format!("{}/who", model.room.href()), Some(Icon::People), &t!(w, "room-who"), false))
    }
}
