//! Who is in a room: members, roles, who invited whom; leaving.

use std::sync::Arc;

use crate::acting;
use std::collections::{BTreeSet, HashMap};

use crate::address::{Path, Query};
use app::role::EARNED_ROLES;
use app::{App, Can, Person, PrivateId, Refused};
use axum::response::Response;
use maud::{Markup, html};
use relief::code::Role;
use relief::ids::RoomId;
use serde::{Deserialize, Serialize};

use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell, tap};
use crate::parts::field::{Field, token};
use crate::parts::icon::Icon;
use crate::parts::{Tone, badge, btn, btn_link, last_step};
use crate::room::model::{self, Head, NO_ROLES_MEMBERS_MAX, role_word};
use crate::room::roles;
use crate::room::routes::member;
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, ago};

/// Members on one page.
const PAGE: usize = 100;

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
    /// Vouches that earn a role now.
    pub vouches_needed: u64,
    #[serde(skip)]
    pub(super) token: String,
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
    /// Roles in this room; none are shown in a small one.
    pub roles: Vec<&'static str>,
    /// Roles in this room of any size, for those who give and take them.
    #[serde(skip)]
    pub(super) held: Vec<Role>,
    /// Who invited them.
    pub inviter: Option<String>,
    /// When they came.
    pub joined_at: i64,
    /// The reader.
    pub me: bool,
    /// Roles for which the reader vouches for them.
    pub vouched: Vec<&'static str>,
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
        let vouched: BTreeSet<(PrivateId, Role)> =
            app.vouched_by(me, room).await?.into_iter().collect();
        let names: HashMap<PrivateId, String> = all
            .iter()
            .map(|(m, p)| (m.account, p.name.clone()))
            .collect();
        let room_head = Head::of(app, w, room).await?;
        let state = app.state();
        let vouched_for = |account| -> Vec<Role> {
            let given = |role: &Role| vouched.contains(&(account, *role));
            EARNED_ROLES.into_iter().filter(given).collect()
        };
        let member = |(membership, person): &(
            app::vault::membership::Membership,
            std::sync::Arc<Person>,
        )| Member {
            party: person.party.0,
            name: person.name.clone(),
            cans: person.cans.iter().map(|c| c.code()).collect(),
            roles: codes(&model::roles(&state, room, person.party)),
            held: model::held(&state, room, person.party),
            inviter: membership.inviter.and_then(|i| names.get(&i).cloned()),
            joined_at: membership.joined_at,
            me: person.account == me.account,
            vouched: codes(&vouched_for(person.account)),
        };
        let next = from.saturating_add(PAGE);
        Ok(Who {
            members: all.iter().skip(from).take(PAGE).map(member).collect(),
            next: (all.len() > next).then_some(next),
            shows_roles: room_head.members > NO_ROLES_MEMBERS_MAX,
            leads: state.leads(&me.actor(), Some(room)),
            vouches_needed: app::role::vouches_needed(room_head.members),
            token: app.entropy().code(32),
            room: room_head,
        })
    }
}

fn codes(roles: &[Role]) -> Vec<&'static str> {
    roles.iter().map(|r| r.code()).collect()
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
    let leave = async |app: App, who: Arc<Person>| {
        app.leave_room(&who, room).await?;
        visitor.site.live().end(who.account);
        Ok(())
    };
    acting::plainly(&visitor, &fields, leave, |()| format!("/r/{}", room.0)).await
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
        p.sm.mut {
            @if model.shows_roles { (t!(w, "who-roles", n = model.vouches_needed)) }
            @else { (t!(w, "who-no-roles", n = NO_ROLES_MEMBERS_MAX)) }
        }
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
                @for role in one.roles.iter().filter_map(|r| Role::from_code(r)) {
                    (badge(Tone::Plain, None, &role_word(w, role)))
                }
                @if one.me { span.sm.mut { (t!(w, "who-me")) } }
                @if !one.vouched.is_empty() { span.sm.mut { (t!(w, "who-vouched")) } }
            }
            p.sm.mut { (about(ctx, one)) }
            @if roles::has_forms(model, one) {
                details {
                    summary { (t!(w, "who-act")) }
                    div.stack {
                        @if !one.me { (roles::vouch_forms(w, model, one)) }
                        @if model.leads { (roles::lead_forms(w, model, one)) }
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
