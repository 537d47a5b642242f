//! The page of who I am here.

use app::Can;
use maud::{Markup, html};

use super::me::{Known, Me};
use super::naming;
use super::own::Own;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{Field, error_summary, hidden, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, btn_link, note};
use crate::room::who::{can_choices, name_field};
use crate::t;
use crate::words::{Lang, Words, ago};

pub(super) fn page(ctx: &Ctx, model: &Me) -> Markup {
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
        ("followed", t!(w, "me-followed"), &person.followed),
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
                a href="/leads" { (t!(w, "leads-title")) }
                a href="/verify" { (t!(w, "foot-verify")) }
                a href="/tip" { (t!(w, "tip-title")) }
                a href="/new" { (t!(w, "new-title")) }
                a href="/j" { (t!(w, "me-join")) }
            }
        }
    }
}
