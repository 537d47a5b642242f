//! Who leads the community, and who settles what does not add up. What needs two persons needs a second lead; what a
//! lead is part of is settled by an auditor, who writes nothing else.

use std::sync::Arc;

use crate::acting;
use app::{App, Person};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use relief::code::Role;
use relief::command::Command;
use relief::ids::PartyId;
use serde::Serialize;

use crate::error::Fault;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::layout::{Ctx, Nav, Shell};
use crate::need::texts;
use crate::parts::field::{self, Field, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, small};
use crate::refused;
use crate::site::Site;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// `/leads` lists both and lets a lead name another.
pub fn routes() -> Router<Site> {
    Router::new().route("/leads", get(show).post(name))
}

/// `/leads`.
#[derive(Debug, Clone, Serialize)]
struct Leads {
    /// Numbers in public of those who lead, with `founder` or `lead`.
    leads: Vec<(u64, &'static str)>,
    /// Numbers of those who settle flags and disputes.
    auditors: Vec<u64>,
    /// The reader is one of them.
    #[serde(skip)]
    is_lead: bool,
    #[serde(skip)]
    me: Option<u64>,
    /// What was typed into the field that `faults` names.
    #[serde(skip)]
    typed: String,
    #[serde(skip)]
    faults: Vec<Misfit>,
    #[serde(skip)]
    token: String,
}

fn leads(visitor: &Visitor) -> Leads {
    let token = texts::token(visitor);
    let state = visitor.app().state();
    let leads = |g: &&relief::state::Grant| {
        g.room.is_none() && matches!(g.role, Role::Founder | Role::Lead)
    };
    let who = visitor.who.as_ref();
    let auditors = state.grants.iter().filter(|g| g.role == Role::Auditor);
    Leads {
        auditors: auditors.map(|g| g.party.0).collect(),
        leads: state
            .grants
            .iter()
            .filter(leads)
            .map(|g| (g.party.0, g.role.code()))
            .collect(),
        is_lead: who.is_some_and(|who| state.leads(&who.actor(), None)),
        me: who.map(|who| who.party.0),
        typed: String::new(),
        faults: Vec::new(),
        token,
    }
}

async fn show(visitor: Visitor) -> Response {
    visitor.page(&leads(&visitor), page)
}

/// The field that names a lead, and the one that names an auditor.
const LEAD: &str = "party";
const AUDITOR: &str = "auditor";

/// Fields `party` or `auditor`, and `do` (`grant`, `revoke`).
async fn name(visitor: Visitor, fields: Fields) -> Response {
    let (field, role) = if fields.all(AUDITOR).is_empty() {
        (LEAD, Role::Lead)
    } else {
        (AUDITOR, Role::Auditor)
    };
    let Ok(Some(party)) = fields.number(field) else {
        let why = t!(visitor.words(), "office-number-wrong");
        return again(&visitor, &fields, field, why);
    };
    let party = PartyId(party);
    let (room, recipient) = (None, None);
    let command = match fields.text("do") {
        "revoke" => Command::RevokeRole {
            party,
            role,
            room,
            recipient,
        },
        _ => Command::GrantRole {
            party,
            role,
            room,
            recipient,
        },
    };
    let by = visitor.acting(&fields).await;
    let name = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    let why = async |refused| match refused::fault(&refused) {
        Fault::Invalid => {
            let why = refused::sentence(visitor.words(), &refused);
            again(&visitor, &fields, field, why)
        }
        _ => visitor.refused(&refused),
    };
    acting::act(by, name, |_| "/leads".to_owned(), why).await
}

fn again(visitor: &Visitor, fields: &Fields, field: &str, why: String) -> Response {
    let model = Leads {
        typed: fields.text(field).to_owned(),
        faults: vec![(field.to_owned(), why)],
        ..leads(visitor)
    };
    visitor.again(&model, page)
}

fn page(ctx: &Ctx, m: &Leads) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, &m.faults))
        p { (t!(w, "leads-text")) }
        ul.nl { @for (party, role) in &m.leads { (line(w, m, *party, role)) } }
        @if let Some(me) = m.me.filter(|_| !m.is_lead) { (small(&t!(w, "office-your-number", n = me))) }
        @if m.is_lead { (naming(w, m, LEAD, &t!(w, "leads-name"))) }
        (auditors(w, m))
    };
    Shell::new(&t!(w, "leads-title"), Nav::More)
        .back(Some("/o"))
        .render(ctx, body)
}

fn naming(w: Words, m: &Leads, name: &str, act: &str) -> Markup {
    let why = field::fault(&m.faults, name);
    let typed = why.map_or("", |_| m.typed.as_str());
    html! {
        form.commit method="post" action="/leads" {
            (token(&format!("{name}{}", m.token)))
            (Field::new(name, &t!(w, "leads-whom")).hint(&t!(w, "office-propose-text")).value(typed)
                .error(why).autocomplete("off").required().text())
            (btn(Some(Icon::People), act, name == LEAD))
        }
    }
}

/// Who settles; each may lay it down, and a lead may end it.
fn auditors(w: Words, m: &Leads) -> Markup {
    html! {
        section.stack #auditors {
            h2 { (t!(w, "auditors-title")) }
            p { (t!(w, "auditors-text")) }
            @if m.auditors.is_empty() { p.mut { (t!(w, "auditors-none")) } }
            ul.nl {
                @for party in &m.auditors {
                    li.row.sp {
                        b { (t!(w, "office-official", n = party)) }
                        @if m.is_lead || m.me == Some(*party) { (ending(w, m, AUDITOR, *party)) }
                    }
                }
            }
            @if m.is_lead { (naming(w, m, AUDITOR, &t!(w, "auditors-name"))) }
        }
    }
}

fn ending(w: Words, m: &Leads, field: &str, party: u64) -> Markup {
    html! {
        form method="post" action="/leads" {
            (token(&format!("revoke{party}{}", m.token)))
            (field::hidden(field, &party.to_string())) (field::hidden("do", "revoke"))
            (btn(None, &t!(w, "leads-end"), false))
        }
    }
}

fn line(w: Words, m: &Leads, party: u64, role: &str) -> Markup {
    let is_lead = role == Role::Lead.code();
    let word = if is_lead {
        t!(w, "role-lead")
    } else {
        t!(w, "role-founder")
    };
    html! {
        li.row.sp {
            span { b { (t!(w, "office-official", n = party)) } " " span.mut { (word) } }
            @if m.is_lead && is_lead { (ending(w, m, LEAD, party)) }
        }
    }
}
