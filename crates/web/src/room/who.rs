//! Who is in a room: members, roles, who invited whom; vouching, giving roles, leaving.

use std::collections::{BTreeSet, HashMap};

use app::{App, Can, Person, PrivateId, Refused};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use relief::code::Role;
use relief::command::Command;
use relief::ids::{PartyId, RoomId};
use serde::{Deserialize, Serialize};

use crate::error::Fault;
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell, tap};
use crate::parts::field::{Field, hidden, token};
use crate::parts::icon::Icon;
use crate::parts::{Tone, badge, btn, btn_link, last_step};
use crate::room::model::{Head, NO_ROLES_MEMBERS_MAX, held, role_word};
use crate::room::routes::member;
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, ago};

/// Members on one page.
const PAGE: usize = 100;
/// Roles that a lead can give in a room.
const GIVEN: [Role; 5] = [
    Role::Lead,
    Role::Verifier,
    Role::Sourcing,
    Role::Transport,
    Role::Receipts,
];

/// The members of a room, one page of them.
#[derive(Debug, Clone, Serialize)]
pub struct Who {
    /// The room.
    pub room: Head,
    /// Members, longest first.
    pub members: Vec<Member>,
    /// Where the next page begins.
    pub next: Option<usize>,
    /// Whether roles are shown: not in small rooms.
    pub shows_roles: bool,
    /// Whether the reader gives and takes roles.
    pub leads: bool,
    #[serde(skip)]
    token: String,
}

/// One member.
#[derive(Debug, Clone, Serialize)]
pub struct Member {
    /// Their number in public.
    pub party: u64,
    /// What they call themself.
    pub name: String,
    /// What they can do.
    pub cans: Vec<&'static str>,
    /// Roles in this room.
    pub roles: Vec<&'static str>,
    /// Who invited them.
    pub inviter: Option<String>,
    /// When they came.
    pub joined_at: i64,
    /// The reader.
    pub me: bool,
    /// Whether the reader vouches for them.
    pub vouched: bool,
}

/// Where a page of members begins.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    from: usize,
}

impl Who {
    async fn load(
        app: &App,
        w: Words,
        me: &Person,
        room: RoomId,
        from: usize,
    ) -> Result<Who, Refused> {
        let all = app.members(room).await?;
        let vouched: BTreeSet<PrivateId> = app.vouched_by(me, room).await?.into_iter().collect();
        let names: HashMap<PrivateId, String> = all
            .iter()
            .map(|(m, p)| (m.account, p.name.clone()))
            .collect();
        let room_head = Head::of(app, w, room).await?;
        let state = app.state();
        let member = |(membership, person): &(
            app::vault::membership::Membership,
            std::sync::Arc<Person>,
        )| Member {
            party: person.party.0,
            name: person.name.clone(),
            cans: person.cans.iter().map(|c| c.code()).collect(),
            roles: held(&state, room, person.party)
                .iter()
                .map(|r| r.code())
                .collect(),
            inviter: membership.inviter.and_then(|i| names.get(&i).cloned()),
            joined_at: membership.joined_at,
            me: person.account == me.account,
            vouched: vouched.contains(&person.account),
        };
        let next = from.saturating_add(PAGE);
        Ok(Who {
            members: all.iter().skip(from).take(PAGE).map(member).collect(),
            next: (all.len() > next).then_some(next),
            shows_roles: room_head.members > NO_ROLES_MEMBERS_MAX,
            leads: state.leads(&me.actor(), Some(room)),
            token: app.entropy().code(32),
            room: room_head,
        })
    }
}

/// `GET /r/{room}/who`.
pub async fn who(visitor: Visitor, Path(room): Path<String>, Query(from): Query<From>) -> Response {
    let (room, me) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    match Who::load(visitor.app(), visitor.words(), &me, room, from.from).await {
        Ok(model) => visitor.page(&model, page),
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /r/{room}/vouch`: fields `party` and `do` (`give`, `withdraw`).
pub async fn vouch(visitor: Visitor, Path(room): Path<String>, fields: Fields) -> Response {
    let (room, _) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    let other = match party(&fields) {
        Some(party) => visitor.app().person_of(party).await.ok().flatten(),
        None => None,
    };
    let Some(other) = other else {
        return visitor.fault(Fault::NotFound);
    };
    let outcome = match fields.text("do") {
        "withdraw" => acting.app.withdraw_vouch(&acting.who, room, &other).await,
        _ => acting.app.vouch(&acting.who, room, &other).await,
    };
    match outcome {
        Ok(_) => acting.done(&format!("/r/{}/who", room.0)),
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /r/{room}/role`: fields `party`, `role` and `do` (`grant`, `revoke`).
pub async fn role(visitor: Visitor, Path(room): Path<String>, fields: Fields) -> Response {
    let (room, _) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let named = party(&fields).zip(Role::from_code(fields.text("role")));
    let Some((party, role)) = named.filter(|(_, role)| GIVEN.contains(role)) else {
        return visitor.fault(Fault::Invalid);
    };
    let room_in = Some(room);
    let command = match fields.text("do") {
        "revoke" => Command::RevokeRole {
            party,
            role,
            room: room_in,
            recipient: None,
        },
        _ => Command::GrantRole {
            party,
            role,
            room: room_in,
            recipient: None,
        },
    };
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    match acting.app.act(acting.who.actor(), command).await {
        Ok(_) => acting.done(&format!("/r/{}/who", room.0)),
        Err(error) => visitor.refused(&error),
    }
}

fn party(fields: &Fields) -> Option<PartyId> {
    fields.text("party").parse().ok().map(PartyId)
}

/// What leaving means, before it is done.
#[derive(Debug, Clone, Serialize)]
pub struct Leaving {
    room: Head,
    #[serde(skip)]
    token: String,
}

/// `GET /r/{room}/leave`.
pub async fn ask_leave(visitor: Visitor, Path(room): Path<String>) -> Response {
    let room = match member(&visitor, &room) {
        Ok((room, _)) => room,
        Err(answer) => return answer,
    };
    match Head::of(visitor.app(), visitor.words(), room).await {
        Ok(room) => {
            let token = visitor.app().entropy().code(32);
            visitor.page(&Leaving { room, token }, leaving)
        }
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /r/{room}/leave`: the membership ends, and with it the live stream.
pub async fn leave(visitor: Visitor, Path(room): Path<String>, fields: Fields) -> Response {
    let (room, _) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    match acting.app.leave_room(&acting.who, room).await {
        Ok(()) => {
            visitor.site.live().end(acting.who.account);
            acting.done(&format!("/r/{}", room.0))
        }
        Err(error) => visitor.refused(&error),
    }
}

fn leaving(ctx: &Ctx, model: &Leaving) -> Markup {
    let w = ctx.words;
    let base = model.room.href();
    let go = html! {
        form method="post" action={ (base) "/leave" } {
            (token(&model.token))
            (btn(Some(Icon::Door), &t!(w, "leave-act"), true))
        }
    };
    let body = html! {
        p { (t!(w, "leave-text")) }
        (last_step(&t!(w, "leave-sum", room = model.room.name.as_str()), &t!(w, "leave-meaning"), go))
    };
    Shell::new(&t!(w, "leave-title"), Nav::Room)
        .subtitle(&model.room.name)
        .back(Some(&format!("{base}/who")))
        .render(ctx, body)
}

fn page(ctx: &Ctx, model: &Who) -> Markup {
    let w = ctx.words;
    let base = model.room.href();
    let body = html! {
        @if !model.shows_roles { p.sm.mut { (t!(w, "who-no-roles", n = NO_ROLES_MEMBERS_MAX)) } }
        ul.nl { @for one in &model.members { (member_view(ctx, model, one)) } }
        @if let Some(next) = model.next {
            p.ent { a href={ (base) "/who?from=" (next) } { (t!(w, "who-more")) } }
        }
        div.row {
            (btn_link(&format!("{base}/invite"), Some(Icon::Plus), &t!(w, "room-invite"), true))
            (btn_link(&format!("{base}/leave"), Some(Icon::Door), &t!(w, "leave-title"), false))
        }
    };
    Shell::new(&t!(w, "room-who"), Nav::Room)
        .subtitle(&t!(
            w,
            "who-count",
            room = model.room.name.as_str(),
            n = model.room.members
        ))
        .back(Some(&base))
        .actions(tap(
            &format!("{base}/invite"),
            Icon::Plus,
            &t!(w, "room-invite"),
        ))
        .render(ctx, body)
}

fn member_view(ctx: &Ctx, model: &Who, one: &Member) -> Markup {
    let w = ctx.words;
    html! {
        li id={ "party-" (one.party) } {
            p.row.wrap {
                b { (one.name) }
                @if model.shows_roles || model.leads {
                    @for role in one.roles.iter().filter_map(|r| Role::from_code(r)) {
                        (badge(Tone::Plain, None, &role_word(w, role)))
                    }
                }
                @if one.me { span.sm.mut { (t!(w, "who-me")) } }
                @if one.vouched { span.sm.mut { (t!(w, "who-vouched")) } }
            }
            p.sm.mut { (about(ctx, one)) }
            @if !one.me || model.leads {
                details {
                    summary { (t!(w, "who-act")) }
                    div.stack {
                        @if !one.me { (vouch_form(w, model, one)) }
                        @if model.leads { (role_forms(w, model, one)) }
                    }
                }
            }
        }
    }
}

fn about(ctx: &Ctx, one: &Member) -> String {
    let w = ctx.words;
    let cans = Can::read_list(&one.cans.join(","));
    let mut parts: Vec<String> = cans.into_iter().map(|c| can_word(w, c)).collect();
    if let Some(inviter) = &one.inviter {
        parts.push(t!(w, "who-invited", name = inviter.as_str()));
    }
    parts.push(t!(w, "who-joined", when = ago(w, ctx.now, one.joined_at)));
    parts.join(" · ")
}

/// An ability in words.
pub fn can_word(w: Words, can: Can) -> String {
    match can {
        Can::Give => t!(w, "can-give"),
        Can::Drive => t!(w, "can-drive"),
        Can::Call => t!(w, "can-call"),
        Can::Translate => t!(w, "can-translate"),
    }
}

fn vouch_form(w: Words, model: &Who, one: &Member) -> Markup {
    let (what, words) = if one.vouched {
        ("withdraw", t!(w, "who-unvouch"))
    } else {
        ("give", t!(w, "who-vouch"))
    };
    html! {
        form method="post" action={ (model.room.href()) "/vouch" } data-enhance {
            (token(&format!("{}{}", model.token, one.party)))
            (hidden("party", &one.party.to_string())) (hidden("do", what))
            (btn(Some(Icon::Ok), &words, false))
        }
    }
}

fn role_forms(w: Words, model: &Who, one: &Member) -> Markup {
    let action = format!("{}/role", model.room.href());
    let has = |role: &Role| one.roles.contains(&role.code());
    let free: Vec<(&str, String)> = GIVEN
        .iter()
        .filter(|r| !has(r))
        .map(|r| (r.code(), role_word(w, *r)))
        .collect();
    let options: Vec<(&str, &str)> = free
        .iter()
        .map(|(code, name)| (*code, name.as_str()))
        .collect();
    let select = format!("role-{}", one.party);
    html! {
        @if !options.is_empty() {
            form.commit method="post" action=(action) data-enhance {
                (token(&format!("{}g{}", model.token, one.party)))
                (hidden("party", &one.party.to_string())) (hidden("do", "grant"))
                div.f {
                    label for=(select) { (t!(w, "who-give-role")) }
                    select.in id=(select) name="role" {
                        @for (value, text) in &options { option value=(value) { (text) } }
                    }
                }
                (btn(None, &t!(w, "who-grant"), false))
            }
        }
        @for role in GIVEN.iter().filter(|r| has(r)) {
            form method="post" action=(action) data-enhance {
                (token(&format!("{}r{}{}", model.token, one.party, role.code().len())))
                (hidden("party", &one.party.to_string())) (hidden("role", role.code())) (hidden("do", "revoke"))
                (btn(None, &t!(w, "who-revoke", role = role_word(w, *role)), false))
            }
        }
    }
}

/// The choice of abilities, as joining and the account page ask for them.
pub fn can_choices(w: Words, chosen: &[Can]) -> Markup {
    let texts = [
        (Can::Give, t!(w, "can-give-text")),
        (Can::Drive, t!(w, "can-drive-text")),
        (Can::Call, t!(w, "can-call-text")),
        (Can::Translate, t!(w, "can-translate-text")),
    ];
    let named: Vec<_> = texts
        .iter()
        .map(|(can, text)| (*can, can_word(w, *can), text))
        .collect();
    let choices: Vec<_> = named
        .iter()
        .map(|(can, title, text)| {
            crate::parts::field::Choice::new(can.code(), title, text, chosen.contains(can))
        })
        .collect();
    let (legend, hint) = (t!(w, "can-legend"), t!(w, "can-hint"));
    crate::parts::field::checks("can", &legend, &hint, None, &choices)
}

/// The field for a name, as every form for a newcomer asks for it.
pub fn name_field(w: Words, value: &str, error: Option<&str>) -> Markup {
    Field::new("name", &t!(w, "name-label"))
        .hint(&t!(w, "name-hint"))
        .value(value)
        .error(error)
        .required()
        .autocomplete("nickname")
        .length_max(app::account::PERSON_NAME_CHARS_MAX)
        .text()
}
