//! Checking a need and its recipient: verify, reject, merge, standing.

use maud::{Markup, html};
use relief::code::{Evidence, RejectReason, SkipReason, Standing};

use super::page::PageModel;
use super::page_views::fault;
use super::said;
use crate::parts::field::{self, Choice, Field};
use crate::parts::icon::Icon;
use crate::parts::{self, note};
use crate::t;
use crate::words::Words;

/// Waiting for a verifier: the form for those who may, a word for the others.
pub(super) fn verify(w: Words, m: &PageModel) -> Markup {
    if m.card.status != "reported" {
        return html! {};
    }
    let action = |act: &str| format!("/n/{}/{act}", m.card.id);
    html! {
        section #verify.stack {
            h2 { (t!(w, "need-verify")) }
            @if m.may.verified { (waits(w, m, &t!(w, "need-verified-by-you"))) }
            @else if !m.may.verify { (waits(w, m, &t!(w, "need-waits"))) }
            @if m.may.verify {
                @if !m.may.verified { (verifying(w, m, &action("verify"))) }
                (parts::fold(&t!(w, "need-reject"), html! {
                    form.stack method="post" action=(action("reject")) {
                        (field::token(&m.token)) (reject(w, m)) (parts::btn(None, &t!(w, "need-reject-go"), false))
                    }
                }))
                @if !m.others.is_empty() { (merge(w, m, &action("merge"))) }
            }
        }
    }
}

/// For whom it waits: where two have to verify it, the first has not done it alone.
fn waits(w: Words, m: &PageModel, title: &str) -> Markup {
    let text = if m.card.evidence.is_empty() {
        t!(w, "need-waits-text")
    } else {
        t!(w, "need-waits-second")
    };
    note::note(Icon::Clock, title, html! { p.sm.mut { (text) } })
}

fn verifying(w: Words, m: &PageModel, action: &str) -> Markup {
    let is_second = !m.card.evidence.is_empty();
    html! {
        @if is_second { p { (t!(w, "need-waits-second")) } }
        p.sm.mut { (t!(w, "need-verify-text")) }
        form.stack method="post" action=(action) {
            (field::token(&m.token)) (evidence(w, m))
            @if m.may.is_author { (skip(w, "verify", &t!(w, "need-skip-own"), m.typed.text("skip"))) }
            @else if m.provisional && !is_second { (skip(w, "verify", &t!(w, "need-skip-second"), m.typed.text("skip"))) }
            (parts::btn(Some(Icon::Ok), &t!(w, "need-verify-go"), true))
        }
    }
}

fn evidence(w: Words, m: &PageModel) -> Markup {
    let said: Vec<(&str, String)> = Evidence::ALL
        .iter()
        .map(|e| (e.code(), said::evidence(w, *e)))
        .collect();
    let typed = m.typed.text("evidence");
    let choices: Vec<Choice<'_>> = said
        .iter()
        .map(|(c, n)| Choice::new(c, n, "", typed == *c))
        .collect();
    field::radios(
        "evidence",
        &t!(w, "need-evidence"),
        "",
        fault(m, "evidence"),
        &choices,
    )
}

fn reject(w: Words, m: &PageModel) -> Markup {
    let said: Vec<(&str, String)> = RejectReason::ALL
        .iter()
        .map(|e| (e.code(), said::reject(w, *e)))
        .collect();
    let choices: Vec<Choice<'_>> = said
        .iter()
        .map(|(c, n)| Choice::new(c, n, "", false))
        .collect();
    field::radios(
        "reason",
        &t!(w, "need-reason-public"),
        "",
        fault(m, "reason"),
        &choices,
    )
}

/// Why a gate is skipped; left open where it is not.
pub(crate) fn skip(w: Words, form: &str, hint: &str, typed: &str) -> Markup {
    let said: Vec<(&str, String)> = SkipReason::ALL
        .iter()
        .map(|s| (s.code(), said::skip(w, *s)))
        .collect();
    let id = format!("{form}-skip");
    html! {
        div.f {
            label for=(id) { (t!(w, "need-skip")) }
            small { (hint) }
            select.in id=(id) name="skip" {
                option value="" { (t!(w, "need-skip-not")) }
                @for (code, name) in &said { option value=(code) selected[typed == *code] { (name) } }
            }
        }
    }
}

fn merge(w: Words, m: &PageModel, action: &str) -> Markup {
    let ids: Vec<(String, &str)> = m
        .others
        .iter()
        .map(|(id, code)| (id.to_string(), code.as_str()))
        .collect();
    let options: Vec<(&str, &str)> = ids.iter().map(|(id, code)| (id.as_str(), *code)).collect();
    parts::fold(
        &t!(w, "need-merge"),
        html! {
            form.stack method="post" action=(action) {
                (field::token(&m.token))
                (Field::new("into", &t!(w, "need-merge-into")).error(fault(m, "into")).select(&options))
                (parts::btn(None, &t!(w, "need-merge-go"), false))
            }
        },
    )
}

/// What those who check the recipient may do about it.
pub(super) fn recipient(w: Words, m: &PageModel) -> Markup {
    if !m.may.check {
        return html! {};
    }
    html! {
        section.stack {
            h2 { (t!(w, "need-recipient-check")) }
            @if m.may.registered { p.sm.mut { (t!(w, "refused-author-cannot-check")) } }
            @else { (check_form(w, m.card.recipient, &m.token)) }
            @if !m.reporter_is_person && !m.may.is_author {
                form.stack method="post" action={ "/f/" (m.card.recipient) "/appoint" } {
                    (field::token(&m.token)) (field::hidden("party", &m.reporter.to_string()))
                    p.sm.mut { (t!(w, "need-appoint-text")) }
                    (parts::btn(Some(Icon::People), &t!(w, "need-appoint"), false))
                }
            }
        }
    }
}

/// How well the recipient is known, by somebody who checked.
pub(crate) fn check_form(w: Words, recipient: u64, token: &str) -> Markup {
    let said: Vec<(&str, String)> = Standing::ALL
        .iter()
        .map(|s| (s.code(), said::standing(w, *s)))
        .collect();
    let options: Vec<(&str, &str)> = said.iter().map(|(c, n)| (*c, n.as_str())).collect();
    html! {
        form.stack method="post" action={ "/f/" (recipient) "/check" } {
            (field::token(token))
            (Field::new("standing", &t!(w, "recipient-standing")).hint(&t!(w, "recipient-standing-text")).select(&options))
            (parts::btn(None, &t!(w, "recipient-check-go"), false))
        }
    }
}
