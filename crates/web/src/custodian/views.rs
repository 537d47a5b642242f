//! How the page of custodians looks.

use maud::{Markup, html};

use super::routes::CustodiansPage;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{self, Field, token};
use crate::parts::icon::Icon;
use crate::parts::{Tone, badge, btn, hash, small};
use crate::t;
use crate::tip::CustodianLine;
use crate::words::Words;

/// `/tip/custodians`.
pub(super) fn page(ctx: &Ctx, m: &CustodiansPage) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, &m.faults))
        p { (t!(w, "custodians-lead")) }
        @for custodian in m.custodians.iter().filter(|c| !c.gone) { (line(w, m, custodian)) }
        @if m.custodians.iter().all(|c| c.gone) { (small(&t!(w, "custodians-none"))) }
        @if m.is_custodian { (work(w, m)) }
        @if m.me.is_some() { (offer(w, m)) }
        p.ent { a href="/tip" { (t!(w, "tip-title")) } }
    };
    Shell::new(&t!(w, "custodians-title"), Nav::More)
        .back(Some("/tip"))
        .render(ctx, body)
}

fn line(w: Words, m: &CustodiansPage, c: &CustodianLine) -> Markup {
    let name = c
        .about
        .clone()
        .unwrap_or_else(|| t!(w, "custodian-unnamed", n = c.party));
    let (tone, state) = match (c.active, c.confirmed) {
        (true, _) => (Tone::Give, t!(w, "custodian-active")),
        _ => (Tone::Plain, t!(w, "custodian-offered")),
    };
    let act = |verb: &str, words: String| {
        html! {
            form method="post" action={ "/tip/custodians/" (c.id) "/" (verb) } { (token(&format!("{verb}{}", m.token))) (btn(None, &words, false)) }
        }
    };
    let own = m.me == Some(c.party);
    html! {
        section {
            h2.row.sp { span { (name) } (badge(tone, None, &state)) }
            (hash(&c.key))
            p.ent { a href={ "/l/" (c.id) } { (t!(w, "text-entry", n = c.id)) } }
            div.row.wrap {
                @if m.leads && !own && !c.confirmed { (act("confirm", t!(w, "custodian-confirm"))) }
                @if own || m.leads { (act("retire", if own { t!(w, "custodian-leave") } else { t!(w, "custodian-against") })) }
            }
        }
    }
}

/// What a custodian does here; opening and writing replies happen on their own machine.
fn work(w: Words, m: &CustodiansPage) -> Markup {
    let fault = |field: &str| field::fault(&m.faults, field);
    html! {
        section {
            h2 { (t!(w, "custodian-work", n = m.open)) }
            ol.nl {
                li { p { (t!(w, "custodian-fetch")) } p.ent { a href="/tip/box" download="tips.jsonl" { "tips.jsonl" } } }
                li { p { (t!(w, "custodian-open")) } pre.mono { "tideover tips open tips.jsonl --key custodian.key --out tips" } }
                li { p { (t!(w, "custodian-reply")) } pre.mono { "tideover tips reply tips/LEAF --text reply.txt" } }
            }
        }
        form.commit method="post" action="/tip/reply" {
            (token(&format!("reply{}", m.token)))
            (Field::new("leaf", &t!(w, "custodian-leaf")).value(m.typed("leaf")).error(fault("leaf")).autocomplete("off").required().text())
            (Field::new("age", &t!(w, "custodian-reply-age")).value(m.typed("age")).error(fault("age")).placeholder("-----BEGIN AGE ENCRYPTED FILE-----").required().textarea(4))
            (btn(Some(Icon::Send), &t!(w, "custodian-reply-go"), false))
        }
        form.commit method="post" action="/tip/close" {
            (token(&format!("close{}", m.token)))
            (Field::new("leaves", &t!(w, "custodian-leaves")).hint(&t!(w, "custodian-leaves-text")).value(m.typed("leaves")).error(fault("leaves")).required().textarea(4))
            (btn(Some(Icon::Ok), &t!(w, "custodian-close"), false))
        }
    }
}

fn offer(w: Words, m: &CustodiansPage) -> Markup {
    let fault = |field: &str| field::fault(&m.faults, field);
    html! {
        section { h2 { (t!(w, "custodian-offer")) } p { (t!(w, "custodian-offer-text")) } pre.mono { "tideover tips key --out custodian.key" } }
        form.commit method="post" action="/tip/custodians" {
            (token(&m.token))
            (Field::new("about", &t!(w, "custodian-about")).hint(&t!(w, "custodian-about-text")).value(m.typed("about")).error(fault("about")).required().text())
            (Field::new("key", &t!(w, "custodian-key")).placeholder("age1…").value(m.typed("key")).error(fault("key")).autocomplete("off").required().text())
            (btn(Some(Icon::Key), &t!(w, "custodian-offer-go"), true))
        }
    }
}
