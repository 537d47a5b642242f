//! The page of a commitment: where it stands, what was shown, and the one next thing to do.

use maud::{Markup, html};
use relief::code::{CertificateState, DeclineReason};

use super::page::PageModel;
use super::{said, views};
use crate::layout::{Ctx, Nav, page as frame};
use crate::need::check_views::skip;
use crate::need::page_views::{redact_form, remove_form};
use crate::need::texts::TextModel;
use crate::need::{texts, views as need};
use crate::parts::card::Card;
use crate::parts::field::{self, Choice, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, kv, note};
use crate::t;
use crate::words::{Words, date, date_time_year, number};

/// `/c/ID`.
pub(super) fn page(ctx: &Ctx, m: &PageModel) -> Markup {
    let w = ctx.words;
    let (id, kind) = (
        format!("commitment-{}", m.card.id),
        t!(w, "commitment-card"),
    );
    let body = html! {
        (field::error_summary(w, m.fault.as_slice()))
        (Card::new(Icon::Give, &kind, &m.card.code).id(&id).state(views::state(&m.card)).render(views::body(w, ctx.now, &m.card)))
        (warnings(w, m))
        (next(w, m))
        (decide(w, m))
        (proposal(w, m))
        (facts(w, m))
        @if let Some(card) = &m.need_card {
            section { h2 { (t!(w, "commitment-for")) } (need::plain(w, ctx.now, card)) }
        }
        (take_back(w, m))
        section { h2 { (t!(w, "need-history")) } (texts::history_list(w, &m.history)) }
    };
    let title = t!(w, "commitment-page-title", code = m.card.code.clone());
    frame(ctx, &title, &m.card.recipient_name, Nav::Give, body)
}

/// What whoever promised must know before the goods leave.
fn warnings(w: Words, m: &PageModel) -> Markup {
    html! {
        @if let Some(at) = m.card.contact_changed_at {
            (note::warn(&t!(w, "commitment-contact-changed", when = date_time_year(w, at)), html! {
                p.sm { (t!(w, "commitment-contact-changed-text")) }
                p.ent { a href={ "/f/" (m.card.recipient) } { (m.card.recipient_name) } }
            }))
        }
        @if let Some(at) = m.card.lapses_at {
            (note::warn(&t!(w, "commitment-asked"), html! {
                p.sm { (t!(w, "commitment-asked-text", when = date_time_year(w, at))) }
            }))
        }
    }
}

/// What the donor does next: evidence, then sending.
fn next(w: Words, m: &PageModel) -> Markup {
    let wants_evidence = m.may.donor && matches!(m.card.state, "pledged" | "accepted");
    let can_send = m.may.donor && m.card.state == "firm" && m.card.outstanding > 0;
    html! {
        @if wants_evidence {
            section.stack #evidence {
                h2 { (t!(w, "evidence-title")) }
                @if m.card.certificate.is_some() { p.sm.mut { (icon(Icon::Ok)) " " (t!(w, "evidence-waits")) } }
                @if m.card.certificate.is_some() { (parts::fold(&t!(w, "evidence-again"), html! { (crate::photo::evidence_form(w, m.card.id, &m.token)) (evidence(w, m)) })) }
                @else {
                    p.sm.mut { (t!(w, "evidence-text")) }
                    (crate::photo::evidence_form(w, m.card.id, &m.token))
                    (evidence(w, m))
                }
            }
        }
        @if can_send {
            section.act {
                p { b { (t!(w, "commitment-send-ready", n = m.card.outstanding, unit = m.card.unit)) } }
                (parts::btn_link(&format!("/send?commitment={}", m.card.id), Some(Icon::Box), &t!(w, "commitment-send-go"), true))
            }
        }
        @if !m.card.consignments.is_empty() {
            p.ent { @for c in &m.card.consignments { a href={ "/t/" (c) } { (icon(Icon::Box)) " " (crate::label::label(crate::label::Kind::Consignment, *c)) } } }
        }
    }
}

fn evidence(w: Words, m: &PageModel) -> Markup {
    let states: Vec<(&str, String)> = CertificateState::ALL
        .iter()
        .map(|c| (c.code(), said::certificate(w, *c)))
        .collect();
    let options: Vec<(&str, &str)> = states.iter().map(|(c, n)| (*c, n.as_str())).collect();
    let typed = |name| m.typed.text(name);
    let [certificate, number, made, expires, document] = [
        t!(w, "evidence-certificate"),
        t!(w, "evidence-batch"),
        t!(w, "evidence-made"),
        t!(w, "evidence-expires"),
        t!(w, "evidence-document"),
    ];
    html! {
        form.stack method="post" action={ "/c/" (m.card.id) "/evidence" } {
            (field::token(&m.token))
            (Field::new("certificate", &certificate).value(typed("certificate")).error(fault(m, "certificate")).select(&options))
            (Field::new("batch", &number).value(typed("batch")).error(fault(m, "batch")).text())
            div.two {
                (Field::new("made", &made).kind("date").value(typed("made")).error(fault(m, "made")).text())
                (Field::new("expires", &expires).kind("date").value(typed("expires")).error(fault(m, "expires")).text())
            }
            (Field::new("document", &document).hint(&t!(w, "evidence-document-text")).value(typed("document")).error(fault(m, "document")).textarea(2))
            (parts::btn(Some(Icon::File), &t!(w, "evidence-go"), true))
        }
    }
}

/// What recipient, coordinators and checkers do next.
fn decide(w: Words, m: &PageModel) -> Markup {
    let pledged = m.card.state == "pledged";
    let accept = m.may.decide && pledged && !m.card.held;
    let clear = m.may.clear && pledged && m.card.held;
    let decline = pledged && (m.may.decide || (m.card.held && m.may.clear));
    let shown = m.card.certificate.is_some();
    let confirm =
        m.may.check && shown && !m.card.held && matches!(m.card.state, "pledged" | "accepted");
    html! {
        @if accept || clear || decline || confirm {
            section.stack #decide {
                h2 { (t!(w, "decide-title")) }
                @if m.card.held { (note::note(Icon::Clock, &t!(w, "commitment-held"), html! { p.sm.mut { (t!(w, "commitment-held-text")) } })) }
                @if clear { (button(m, "clear", &t!(w, "decide-clear"), true)) }
                @if accept { (button(m, "accept", &t!(w, "decide-accept"), !m.may.donor)) }
                @if confirm { (confirm_form(w, m)) }
                @if decline { (decline_form(w, m)) }
            }
        }
    }
}

fn confirm_form(w: Words, m: &PageModel) -> Markup {
    let states: Vec<(&str, String)> = CertificateState::ALL
        .iter()
        .map(|c| (c.code(), said::certificate(w, *c)))
        .collect();
    let options: Vec<(&str, &str)> = states.iter().map(|(c, n)| (*c, n.as_str())).collect();
    let label = t!(w, "decide-checked");
    html! {
        form.stack method="post" action={ "/c/" (m.card.id) "/confirm" } {
            (field::token(&m.token))
            (Field::new("checked", &label).value(m.typed.text("checked")).error(fault(m, "checked")).select(&options))
            @if m.may.donor { (skip(w, "confirm", &t!(w, "decide-skip-own"), m.typed.text("skip"))) }
            @else if m.card.state == "pledged" { (skip(w, "confirm", &t!(w, "decide-skip-accept"), m.typed.text("skip"))) }
            (parts::btn(Some(Icon::Ok), &t!(w, "decide-confirm"), m.card.state == "accepted" && !m.may.donor))
        }
    }
}

fn decline_form(w: Words, m: &PageModel) -> Markup {
    let reasons: Vec<(&str, String)> = DeclineReason::ALL
        .iter()
        .map(|r| (r.code(), said::decline(w, *r)))
        .collect();
    let choices: Vec<Choice<'_>> = reasons
        .iter()
        .map(|(c, n)| Choice::new(c, n, "", m.typed.text("reason") == *c))
        .collect();
    parts::fold(
        &t!(w, "decide-decline"),
        html! {
            form.stack method="post" action={ "/c/" (m.card.id) "/decline" } {
                (field::token(&m.token))
                (field::radios("reason", &t!(w, "need-reason-public"), "", fault(m, "reason"), &choices))
                (parts::btn(None, &t!(w, "decide-decline"), false))
            }
        },
    )
}

/// A redirect needs both sides: one proposes, the other agrees.
fn proposal(w: Words, m: &PageModel) -> Markup {
    html! {
        @if let Some(p) = &m.proposal {
            section.stack #proposal {
                @let text = t!(w, "redirect-proposed-text", n = p.quantity, unit = m.card.unit, who = p.recipient_name.clone());
                @let title = if p.by_donor { t!(w, "redirect-by-donor") } else { t!(w, "redirect-by-room") };
                (note::note(Icon::Clock, &title, html! {
                    p.sm { (text) } p.ent { a href={ "/n/" (p.need) } { (p.recipient_name) } }
                }))
                @let other_side = if p.by_donor { m.may.decide } else { m.may.donor };
                @if other_side && m.me != Some(p.by) { (button(m, "agree", &t!(w, "redirect-agree"), true)) }
            }
        }
        @if !m.elsewhere.is_empty() && m.card.outstanding > 0 { (propose(w, m)) }
    }
}

fn propose(w: Words, m: &PageModel) -> Markup {
    let said: Vec<(String, String)> = m
        .elsewhere
        .iter()
        .map(|o| {
            let text = t!(
                w,
                "redirect-stands",
                percent = o.line.percent.get().unwrap_or(0),
                n = o.line.shortage.get().unwrap_or(0),
                unit = o.line.unit
            );
            (format!("{}:{}", o.need, o.line.line), text)
        })
        .collect();
    let typed = m.typed.text("to");
    let choices: Vec<Choice<'_>> = said
        .iter()
        .zip(&m.elsewhere)
        .map(|((value, text), o)| Choice::new(value, &o.recipient_name, text, typed == value))
        .collect();
    let all = m.card.outstanding.to_string();
    let number = if fault(m, "quantity").is_some() {
        m.typed.text("quantity")
    } else {
        &all
    };
    parts::fold(
        &t!(w, "redirect-title"),
        html! {
            form.stack method="post" action={ "/c/" (m.card.id) "/propose" } {
                (field::token(&m.token))
                p.sm.mut { (t!(w, "redirect-text")) }
                (field::radios("to", &t!(w, "give-where"), "", fault(m, "to"), &choices))
                (Field::new("quantity", &t!(w, "need-quantity", unit = m.card.unit)).value(number).error(fault(m, "quantity")).text())
                (parts::btn(None, &t!(w, "redirect-propose"), false))
            }
        },
    )
}

fn facts(w: Words, m: &PageModel) -> Markup {
    let count = |n: u64| html! { (number(n)) " " (m.card.unit) };
    let day = |at: i64| html! { (date(w, at)) };
    let standard = m.card.standard.map_or_else(
        || t!(w, "commitment-no-standard"),
        |s| s.replace(' ', "\u{a0}"),
    );
    let mut rows = vec![(t!(w, "commitment-promised"), count(m.card.quantity))];
    if m.card.released > 0 {
        rows.push((t!(w, "commitment-released"), count(m.card.released)));
    }
    rows.push((t!(w, "commitment-left"), count(m.card.outstanding)));
    rows.push((t!(w, "commitment-standard"), html! { (standard) }));
    rows.push((t!(w, "give-from"), html! { (m.card.place_name) }));
    rows.push((t!(w, "give-ready"), day(m.card.available_on)));
    rows.extend(m.lot_days.0.map(|at| (t!(w, "evidence-made"), day(at))));
    rows.extend(m.lot_days.1.map(|at| (t!(w, "evidence-expires"), day(at))));
    if let Some((id, code)) = &m.redirected_from {
        rows.push((
            t!(w, "commitment-from"),
            html! { a.go2 href={ "/c/" (id) } { (code) } },
        ));
    }
    rows.extend(shown(w, m));
    let rows: Vec<(&str, Markup)> = rows
        .iter()
        .map(|(term, value)| (term.as_str(), value.clone()))
        .collect();
    html! {
        section {
            h2 { (t!(w, "commitment-facts")) }
            (kv::facts(&rows))
            @if m.is_approved { (parts::remark(Icon::Ok, &t!(w, "evidence-approved"))) }
        }
    }
}

/// Remark, document and photograph.
fn shown(w: Words, m: &PageModel) -> Vec<(String, Markup)> {
    let action = format!("/c/{}/redact", m.card.id);
    let text = |one: &TextModel| {
        let term = if one.field == "document" {
            t!(w, "evidence-document")
        } else {
            t!(w, "need-remark")
        };
        let may = (m.may.moderate || m.may.donor) && one.value.is_some();
        let form = html! { @if may { (redact_form(w, &action, &m.token, one)) } };
        (term, html! { (texts::text(w, one)) (form) })
    };
    let photo = m.has_photo.then(|| {
        let may = m.may.moderate || m.may.donor;
        let link = html! {
            @if m.photo_removed { span.mut { (icon(Icon::Close)) " " (t!(w, "photo-removed")) } }
            @else if let Some(photo) = &m.photo { a.go2 href=(photo) { (icon(Icon::Camera)) " " (t!(w, "evidence-photo")) } }
            @else { span.mut { (icon(Icon::Lock)) " " (t!(w, "evidence-photo-members")) } }
            @if let (true, false, Some(photo)) = (may, m.photo_removed, &m.photo) {
                (remove_form(w, &format!("{photo}/redact"), &m.token, "photo", html! {}))
            }
        };
        (t!(w, "evidence-document"), link)
    });
    m.texts.iter().map(text).chain(photo).collect()
}

fn take_back(w: Words, m: &PageModel) -> Markup {
    let may = m.may.donor && m.card.is_live && m.card.outstanding > 0;
    html! {
        @if may {
            (parts::fold(&t!(w, "withdraw-title"), html! {
                p.sm.mut { (t!(w, "withdraw-text", n = m.card.outstanding, unit = m.card.unit)) }
                (button(m, "withdraw", &t!(w, "withdraw-go"), false))
            }))
        }
    }
}

fn button(m: &PageModel, act: &str, text: &str, go: bool) -> Markup {
    html! {
        form method="post" action={ "/c/" (m.card.id) "/" (act) } { (field::token(&m.token)) (parts::btn(None, text, go)) }
    }
}

fn fault<'a>(m: &'a PageModel, field: &str) -> Option<&'a str> {
    m.fault
        .as_ref()
        .filter(|(f, _)| f == field)
        .map(|(_, s)| s.as_str())
}
