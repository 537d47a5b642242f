//! Roles in a room: earned by the word of members, given and taken by those who lead.

use std::sync::Arc;

use crate::acting;
use crate::address::Path;
use app::role::EARNED_ROLES;
use app::{App, Person};
use axum::response::Response;
use maud::{Markup, html};
use relief::code::Role;
use relief::command::Command;
use relief::ids::PartyId;

use crate::error::Fault;
use crate::fields::Fields;
use crate::parts::btn;
use crate::parts::field::{hidden, token};
use crate::room::model::role_word;
use crate::room::routes::member;
use crate::room::who::{Member, Who};
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// Roles that a lead can give in a room.
const GIVEN: [Role; 5] = [
    Role::Lead,
    Role::Verifier,
    Role::Sourcing,
    Role::Transport,
    Role::Receipts,
];

/// `POST /r/{room}/vouch`: fields `party`, `role` and `do` (`give`, `withdraw`).
pub async fn vouch(visitor: Visitor, Path(room): Path<String>, fields: Fields) -> Response {
    let (room, _) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let other = match party(&fields) {
        Some(party) => visitor.app().person_of(party).await.ok().flatten(),
        None => None,
    };
    let Some((other, role)) = other.zip(Role::from_code(fields.text("role"))) else {
        return visitor.fault(Fault::NotFound);
    };
    let vouch = async |app: App, who: Arc<Person>| match fields.text("do") {
        "withdraw" => app.withdraw_vouch(&who, room, &other, role).await,
        _ => app.vouch(&who, room, &other, role).await,
    };
    acting::plainly(&visitor, &fields, vouch, |_| format!("/r/{}/who", room.0)).await
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
    let change = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    acting::plainly(&visitor, &fields, change, |_| format!("/r/{}/who", room.0)).await
}

fn party(fields: &Fields) -> Option<PartyId> {
    fields.text("party").parse().ok().map(PartyId)
}

/// One's own word for somebody, role by role.
pub fn vouch_forms(w: Words, model: &Who, one: &Member) -> Markup {
    let has = |role: &Role| one.vouched.contains(&role.code());
    let (given, free): (Vec<Role>, Vec<Role>) = EARNED_ROLES.into_iter().partition(has);
    RoleForms {
        action: format!("{}/vouch", model.room.href()),
        token: format!("{}v", model.token),
        party: one.party,
        label: t!(w, "who-vouch-role"),
        give: ("give", t!(w, "who-vouch")),
        take: "withdraw",
    }
    .render(w, &free, &given, |role| t!(w, "who-unvouch", role = role))
}

/// Giving and taking roles, for those who lead. Who leads does every job already: to oneself there is nothing
/// to give, only something to lay down.
pub fn lead_forms(w: Words, model: &Who, one: &Member) -> Markup {
    let has = |role: &Role| one.held.contains(role);
    let (given, mut free): (Vec<Role>, Vec<Role>) = GIVEN.into_iter().partition(has);
    if one.me {
        free.clear();
    }
    RoleForms {
        action: format!("{}/role", model.room.href()),
        token: format!("{}r", model.token),
        party: one.party,
        label: t!(w, "who-give-role"),
        give: ("grant", t!(w, "who-grant")),
        take: "revoke",
    }
    .render(w, &free, &given, |role| t!(w, "who-revoke", role = role))
}

/// Whether a member's card offers anything to do.
pub fn has_forms(model: &Who, one: &Member) -> bool {
    !one.me || (model.leads && GIVEN.iter().any(|role| one.held.contains(role)))
}

/// One choice of roles to give somebody, and one button for each that can be taken back.
struct RoleForms {
    action: String,
    /// The beginning of each form's token.
    token: String,
    party: u64,
    label: String,
    /// Value of `do` for giving, and its button.
    give: (&'static str, String),
    /// Value of `do` for taking back.
    take: &'static str,
}

impl RoleForms {
    fn render(
        &self,
        w: Words,
        free: &[Role],
        given: &[Role],
        take_words: impl Fn(String) -> String,
    ) -> Markup {
        let (party, select) = (
            self.party.to_string(),
            format!("{}-{}", self.give.0, self.party),
        );
        html! {
            @if !free.is_empty() {
                form.commit method="post" action=(self.action) data-enhance {
                    (token(&format!("{}{party}", self.token)))
                    (hidden("party", &party)) (hidden("do", self.give.0))
                    div.f {
                        label for=(select) { (self.label) }
                        select.in id=(select) name="role" {
                            @for role in free { option value=(role.code()) { (role_word(w, *role)) } }
                        }
                    }
                    (btn(None, &self.give.1, false))
                }
            }
            @for role in given {
                form method="post" action=(self.action) data-enhance {
                    (token(&format!("{}{party}{}", self.token, role.code())))
                    (hidden("party", &party)) (hidden("role", role.code())) (hidden("do", self.take))
                    (btn(None, &take_words(role_word(w, *role)), false))
                }
            }
        }
    }
}
