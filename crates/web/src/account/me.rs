//! Who I am here: name, abilities, language, devices, my rooms and my cards; erasing myself.

use app::{App, Can, Person, Refused};
use axum::response::Response;
use maud::{Markup, html};
use relief::commitment::Commitment;
use relief::consignment::Consignment;
use relief::ids::{CommitmentId, NeedId};
use relief::need::Need;
use relief::state::State;
use serde::Serialize;

use super::asks::asks;
use super::naming;
use crate::consignment::words;
use crate::fields::Fields;
use crate::label::{Kind, label};
use crate::layout::{Ctx, Nav, Shell};
use crate::names;
use crate::parts::field::{Field, error_summary, hidden, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, btn_link, last_step, note};
use crate::refused;
use crate::room::who::{can_choices, name_field};
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Lang, Words, ago};

/// Own cards of one kind shown here, the newest.
const OWN_SHOWN_MAX: usize = 20;

/// The page of a person, or of somebody not known yet.
#[derive(Debug, Clone, Serialize)]
pub struct Me {
    /// The community waits for its founder.
    pub needs_founder: bool,
    /// The person; nothing when the device is not signed in.
    pub person: Option<Known>,
    #[serde(skip)]
    token: String,
    #[serde(skip)]
    error: Option<String>,
}

/// A person who is signed in.
#[derive(Debug, Clone, Serialize)]
pub struct Known {
    /// The name they gave.
    pub name: String,
    /// Their number in public.
    pub party: u64,
    /// What they can do.
    pub cans: Vec<&'static str>,
    /// The language of their pages.
    pub lang: String,
    /// Devices signed in.
    pub devices: Vec<Device>,
    /// What waits for their answer.
    pub asks: Vec<Own>,
    /// Rooms they are in.
    pub rooms: Vec<Own>,
    /// Needs they reported.
    pub needs: Vec<Own>,
    /// Commitments they made.
    pub commitments: Vec<Own>,
    /// Consignments they sent.
    pub consignments: Vec<Own>,
    /// What recipients said of what they gave or carried.
    pub feedback: Vec<Own>,
    /// Whether they have a way back in.
    pub has_recovery: bool,
    /// Whether they are a number without a name where pages say who is tied to whom.
    pub unnamed: bool,
}

/// A device.
#[derive(Debug, Clone, Serialize)]
pub struct Device {
    /// The key by which it is signed out.
    #[serde(skip)]
    key: String,
    /// When it was signed in.
    pub created_at: i64,
    /// The one in hand.
    pub this: bool,
}

/// Something of one's own with its page.
#[derive(Debug, Clone, Serialize)]
pub struct Own {
    /// Its label; empty for rooms.
    pub code: String,
    /// What it is.
    pub title: String,
    /// Its page.
    pub href: String,
}

impl Own {
    /// A need by its recipient and items.
    pub(super) fn need(state: &State, w: Words, id: NeedId, need: &Need) -> Own {
        let recipient = state.recipient(need.recipient);
        let who = recipient.map(|(_, r)| r.name.as_str()).unwrap_or_default();
        let items: Vec<_> = need.lines.iter().map(|l| names::item(w, l.item)).collect();
        Own {
            code: label(Kind::Need, id.0),
            title: format!("{who} · {}", items.join(&t!(w, "list-and"))),
            href: format!("/n/{}", id.0),
        }
    }

    /// A commitment by its item and amount.
    pub(super) fn commitment(
        state: &State,
        w: Words,
        id: CommitmentId,
        of: &Commitment,
    ) -> Option<Own> {
        let item = state.line(of.need, of.line)?.item;
        let amount = names::amount(w, item, of.quantity);
        Some(Own {
            code: label(Kind::Commitment, id.0),
            title: format!("{} · {amount}", names::item(w, item)),
            href: format!("/c/{}", id.0),
        })
    }
}

impl Me {
    async fn load(visitor: &Visitor) -> Result<Me, Refused> {
        let app = visitor.app();
        let person = match &visitor.who {
            Some(who) => Some(known(visitor, who).await?),
            None => None,
        };
        Ok(Me {
            needs_founder: app.needs_founder(),
            person,
            token: app.entropy().code(32),
            error: None,
        })
    }
}

async fn known(visitor: &Visitor, who: &Person) -> Result<Known, Refused> {
    let (app, w) = (visitor.app(), visitor.words());
    let this = visitor.token.as_deref().map(|t| app.token_hash(t));
    let devices = app.devices(who.account).await?;
    let has_recovery = app.has_recovery(who).await?;
    let unnamed = app.is_unnamed(who).await?;
    Ok(Known {
        name: who.name.clone(),
        party: who.party.0,
        cans: who.cans.iter().map(|c| c.code()).collect(),
        lang: who.lang.clone(),
        devices: devices
            .into_iter()
            .map(|d| Device {
                key: relief::ids::hex(&d.token_hash),
                created_at: d.created_at,
                this: this == Some(d.token_hash),
            })
            .collect(),
        asks: asks(visitor, who),
        rooms: rooms(app, who),
        needs: needs(app, w, who),
        commitments: commitments(app, w, who),
        consignments: consignments(app, who),
        feedback: feedback(app, w, who),
        has_recovery,
        unnamed,
    })
}

fn rooms(app: &App, who: &Person) -> Vec<Own> {
    let state = app.state();
    let found = who
        .rooms
        .iter()
        .filter_map(|id| Some((id, state.rooms.get(id)?)));
    found
        .map(|(id, room)| Own {
            code: String::new(),
            title: room.name.as_str().to_owned(),
            href: format!("/r/{}", id.0),
        })
        .collect()
}

fn needs(app: &App, w: Words, who: &Person) -> Vec<Own> {
    let state = app.state();
    let own = state
        .needs
        .iter()
        .rev()
        .filter(|(_, n)| n.reporter == who.party);
    own.take(OWN_SHOWN_MAX)
        .map(|(id, need)| Own::need(&state, w, *id, need))
        .collect()
}

fn commitments(app: &App, w: Words, who: &Person) -> Vec<Own> {
    let state = app.state();
    let own = state
        .commitments
        .iter()
        .rev()
        .filter(|(_, c)| c.donor == who.party);
    own.take(OWN_SHOWN_MAX)
        .filter_map(|(id, c)| Own::commitment(&state, w, *id, c))
        .collect()
}

fn consignments(app: &App, who: &Person) -> Vec<Own> {
    let state = app.state();
    let own = state
        .consignments
        .iter()
        .rev()
        .filter(|(_, c)| c.sender == who.party);
    own.take(OWN_SHOWN_MAX)
        .map(|(id, c)| Own {
            code: label(Kind::Consignment, id.0),
            title: state
                .recipient(c.recipient)
                .map(|(_, r)| r.name.as_str().to_owned())
                .unwrap_or_default(),
            href: format!("/t/{}", id.0),
        })
        .collect()
}

/// What recipients said of what they gave or had in hand, the newest consignment first.
fn feedback(app: &App, w: Words, who: &Person) -> Vec<Own> {
    let state = app.state();
    let mine =
        |c: &Consignment| c.sender == who.party || c.hops.iter().any(|hop| hop.party == who.party);
    let all = state.consignments.iter().rev().filter(|(_, c)| mine(c));
    let said = all.flat_map(|(id, c)| c.feedback.iter().rev().map(move |f| (*id, c, f)));
    said.take(OWN_SHOWN_MAX)
        .map(|(id, c, f)| {
            let to = state.recipient(c.recipient);
            let name = to.map_or("", |(_, r)| r.name.as_str());
            Own {
                code: label(Kind::Consignment, id.0),
                title: format!("{name} · {}", words::feedback(w, f)),
                href: format!("/t/{}", id.0),
            }
        })
        .collect()
}

/// `GET /me`.
pub async fn me(visitor: Visitor) -> Response {
    match Me::load(&visitor).await {
        Ok(model) => visitor.page(&model, page),
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /me`: fields `name`, `can`, `lang`.
pub async fn change(visitor: Visitor, fields: Fields) -> Response {
    if let Err(answer) = visitor.person() {
        return answer;
    }
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    let cans = Can::read_list(&fields.all("can").join(","));
    let lang = Lang::from_tag(fields.text("lang")).unwrap_or(visitor.words().lang());
    let changed = acting
        .app
        .change_profile(&acting.who, fields.text("name"), &cans, lang.tag())
        .await;
    match changed {
        Ok(()) => acting.done(&format!("/lang/{}?to=/me", lang.tag())),
        Err(error) => match Me::load(&visitor).await {
            Ok(mut model) => {
                if let Some(person) = &mut model.person {
                    person.name = fields.text("name").to_owned();
                    person.cans = cans.iter().map(|c| c.code()).collect();
                }
                model.error = Some(refused::sentence(visitor.words(), &error));
                visitor.again(&model, page)
            }
            Err(error) => visitor.refused(&error),
        },
    }
}

/// What erasing means, before it is done.
#[derive(Debug, Clone, Serialize)]
pub struct Erasing {
    name: String,
    #[serde(skip)]
    token: String,
}

/// `GET /me/erase`.
pub async fn ask_erase(visitor: Visitor) -> Response {
    let name = match visitor.person() {
        Ok(who) => who.name.clone(),
        Err(answer) => return answer,
    };
    let token = visitor.app().entropy().code(32);
    visitor.page(&Erasing { name, token }, erasing)
}

/// `POST /me/erase`: the name, devices, contacts and memberships go; what stands in the journal stays.
pub async fn erase(visitor: Visitor, fields: Fields) -> Response {
    if let Err(answer) = visitor.person() {
        return answer;
    }
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    match acting.app.erase(&acting.who).await {
        Ok(()) => {
            visitor.site.live().end(acting.who.account);
            visitor.farewell("/")
        }
        Err(error) => visitor.refused(&error),
    }
}

fn erasing(ctx: &Ctx, model: &Erasing) -> Markup {
    let w = ctx.words;
    let go = html! {
        form method="post" action="/me/erase" {
            (token(&model.token))
            (btn(Some(Icon::Close), &t!(w, "erase-act"), true))
        }
    };
    let body = html! {
        p { (t!(w, "erase-text")) }
        p { (t!(w, "erase-stays")) }
        (last_step(&t!(w, "erase-sum", name = model.name.as_str()), &t!(w, "erase-meaning"), go))
    };
    Shell::new(&t!(w, "erase-title"), Nav::More)
        .back(Some("/me"))
        .render(ctx, body)
}

fn page(ctx: &Ctx, model: &Me) -> Markup {
    let w = ctx.words;
    let body = html! {
        @if model.needs_founder {
            (note::note(Icon::Key, &t!(w, "found-title"), html! {
                p.sm { (t!(w, "found-text")) } p.ent { a href="/found" { (t!(w, "found-go")) } }
            }))
        }
        @match &model.person {
            Some(person) => (known_view(ctx, model, person)),
            None => (stranger(w)),
        }
        (elsewhere(w))
    };
    Shell::new(&t!(w, "me-title"), Nav::More).render(ctx, body)
}

fn stranger(w: Words) -> Markup {
    html! {
        p { (t!(w, "me-stranger")) }
        div.stack {
            (btn_link("/j", Some(Icon::Door), &t!(w, "me-join"), true))
            (btn_link("/new", Some(Icon::Plus), &t!(w, "new-title"), false))
            (btn_link("/sign-in", Some(Icon::Key), &t!(w, "sign-in-title"), false))
        }
    }
}

fn known_view(ctx: &Ctx, model: &Me, person: &Known) -> Markup {
    let w = ctx.words;
    let lists = [
        ("asks", t!(w, "me-asks"), &person.asks),
        ("rooms", t!(w, "me-rooms"), &person.rooms),
        ("needs", t!(w, "me-needs"), &person.needs),
        ("commitments", t!(w, "me-commitments"), &person.commitments),
        (
            "consignments",
            t!(w, "me-consignments"),
            &person.consignments,
        ),
        ("feedback", t!(w, "me-feedback"), &person.feedback),
    ];
    html! {
        h2.t4 { (person.name) }
        @for (id, title, list) in &lists { (own_list(id, title, list)) }
        (recovery(w, model, person))
        (devices(ctx, model, person))
        (profile(w, model, person))
        (naming::section(w, &model.token, person.unnamed))
        p.ent { a href="/me/erase" { (t!(w, "erase-title")) } }
    }
}

fn own_list(id: &str, title: &str, list: &[Own]) -> Markup {
    html! {
        @if !list.is_empty() {
            section id=(id) {
                h2 { (title) }
                ul.nl { @for own in list {
                    li { a.go2 href=(own.href) { (own.title) } @if !own.code.is_empty() { " " span.sm.mut { (own.code) } } }
                } }
            }
        }
    }
}

fn recovery(w: Words, model: &Me, person: &Known) -> Markup {
    html! {
        section #recovery {
            h2 { (t!(w, "recovery-title")) }
            p.sm.mut { @if person.has_recovery { (t!(w, "recovery-has")) } @else { (t!(w, "recovery-none")) } }
            div.stack.mt2 {
                form method="post" action="/me/transfer" {
                    (token(&model.token)) (btn(Some(Icon::Qr), &t!(w, "transfer-act"), false))
                }
                form method="post" action="/me/recovery" {
                    (token(&model.token)) (btn(Some(Icon::Key), &t!(w, "codes-act"), false))
                }
            }
        }
    }
}

fn devices(ctx: &Ctx, model: &Me, person: &Known) -> Markup {
    let w = ctx.words;
    html! {
        section #devices {
            h2 { (t!(w, "me-devices")) }
            ul.nl { @for device in &person.devices {
                li.row.sp {
                    span {
                        @if device.this { b { (t!(w, "me-device-this")) } } @else { (t!(w, "me-device")) }
                        br; span.sm.mut { (t!(w, "me-device-since", when = ago(w, ctx.now, device.created_at))) }
                    }
                    form.row method="post" action="/me/device" {
                        (token(&format!("{}{}", model.token, device.key.chars().take(8).collect::<String>())))
                        (hidden("device", &device.key))
                        (btn(Some(Icon::Out), &t!(w, "me-sign-out"), false))
                    }
                }
            } }
        }
    }
}

fn profile(w: Words, model: &Me, person: &Known) -> Markup {
    let errors: Vec<(&str, &str)> = model.error.iter().map(|e| ("name", e.as_str())).collect();
    let chosen = Can::read_list(&person.cans.join(","));
    let lang = Lang::from_tag(&person.lang).unwrap_or(w.lang());
    html! {
        section {
            h2 { (t!(w, "me-profile")) }
            (error_summary(w, &errors))
            form.commit.mt2 method="post" action="/me" {
                (token(&model.token))
                (name_field(w, &person.name, model.error.as_deref()))
                (can_choices(w, &chosen))
                (Field::new("lang", &t!(w, "me-lang")).value(lang.tag())
                    .select(&[("zh-Hans", &t!(w, "me-lang-zh")), ("en", &t!(w, "me-lang-en"))]))
                (btn(Some(Icon::Ok), &t!(w, "me-save"), true))
            }
        }
    }
}

/// What the bottom bar has no place for.
fn elsewhere(w: Words) -> Markup {
    html! {
        section {
            h2 { (t!(w, "me-elsewhere")) }
            p.ent {
                a href="/growth" { (t!(w, "growth-title")) }
                a href="/plan" { (t!(w, "plan-title")) }
                a href="/map" { (t!(w, "map-title")) }
                a href="/flows" { (t!(w, "flows-title")) }
                a href="/watch" { (t!(w, "me-watch")) }
                a href="/q" { (t!(w, "questions-title")) }
                a href="/s" { (t!(w, "me-testimonies")) }
                a href="/o" { (t!(w, "me-offices")) }
                a href="/verify" { (t!(w, "foot-verify")) }
                a href="/tip" { (t!(w, "tip-title")) }
                a href="/new" { (t!(w, "new-title")) }
                a href="/j" { (t!(w, "me-join")) }
            }
        }
    }
}
