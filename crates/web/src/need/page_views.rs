//! The page of a need: the card, who stands for it, what is promised, and what may be done.

use maud::{Markup, html};
use relief::code::{CloseReason, Evidence, Ground, RejectReason, SkipReason, Standing};

use super::line::LineModel;
use super::page::PageModel;
use super::texts::{self, TextModel};
use super::{day, said, views};
use crate::layout::{Ctx, Nav, page as frame};
use crate::parts::field::{self, Choice, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, kv, note};
use crate::t;
use crate::words::{Words, date_time_year, number};

/// `/n/ID`.
pub(crate) fn page(ctx: &Ctx, m: &PageModel) -> Markup {
    let w = ctx.words;
    let fault: Vec<(&str, &str)> = m
        .fault
        .iter()
        .map(|(f, s)| (f.as_str(), s.as_str()))
        .collect();
    let body = html! {
        (field::error_summary(w, &fault))
        (views::card(w, ctx.now, &m.card))
        (facts(w, m))
        @if m.card.lines.len() > 1 { (lines(w, m)) }
        @if m.card.lines.iter().any(|l| !l.earlier.is_empty()) { (earlier(w, m)) }
        (verify(w, m))
        (ask(w, m))
        (commitments(ctx, m))
        (own(w, m))
        (others(w, m))
        section { h2 { (t!(w, "need-history")) } (texts::history_list(w, &m.history)) }
    };
    let title = t!(w, "need-title", code = m.card.code.clone());
    frame(ctx, &title, &m.card.recipient_name, Nav::Board, body)
}

fn facts(w: Words, m: &PageModel) -> Markup {
    let recipient = html! {
        a.go2 href={ "/f/" (m.card.recipient) } { (m.card.recipient_name) }
        " " span.mut { (m.standing) @if m.provisional { (t!(w, "list-comma")) (t!(w, "need-provisional")) } }
    };
    let reported = html! {
        (date_time_year(w, m.reported_at)) " "
        a.go2.sm href={ "/l/" (m.card.id) } { (t!(w, "text-entry", n = m.card.id)) }
    };
    let contact = html! {
        @match &m.contacts {
            None => span.mut { (icon(Icon::Lock)) " " (t!(w, "need-contact-members")) },
            Some(all) if all.is_empty() => span.mut { (t!(w, "need-contact-none")) },
            Some(all) => { @for one in all { span.blk { (one) } } }
        }
    };
    let words = [
        t!(w, "need-recipient"),
        t!(w, "need-place"),
        t!(w, "need-reported-at"),
        t!(w, "need-contact"),
        t!(w, "need-source"),
        t!(w, "need-remark"),
    ];
    let [who, place, when, reach, source, remark] = &words;
    let mut rows = vec![
        (who.as_str(), recipient),
        (
            place.as_str(),
            html! { a.go2 href={ "/b/" (m.card.place) } { (m.card.place_name) } },
        ),
        (when.as_str(), reported),
        (reach.as_str(), contact),
    ];
    for one in &m.texts {
        let term = if one.field == "source" {
            source
        } else {
            remark
        };
        rows.push((
            term.as_str(),
            html! { (texts::text(w, one)) (redact(w, m, one)) },
        ));
    }
    html! { section { h2 { (t!(w, "need-facts")) } (kv::facts(&rows)) } }
}

/// Removing a text that may not stand: for moderators and its author.
fn redact(w: Words, m: &PageModel, text: &TextModel) -> Markup {
    let may = m.may.moderate || (m.may.is_author && text.entry == m.card.id);
    let form = redact_form(w, &format!("/n/{}/redact", m.card.id), &m.token, text);
    html! { @if may && text.value.is_some() { (form) } }
}

/// The form that removes a text, behind a line.
pub(crate) fn redact_form(w: Words, action: &str, token: &str, text: &TextModel) -> Markup {
    let grounds: Vec<(&str, String)> = Ground::ALL
        .iter()
        .map(|g| (g.code(), texts::ground(w, *g)))
        .collect();
    let options: Vec<(&str, &str)> = grounds.iter().map(|(c, n)| (*c, n.as_str())).collect();
    let id = format!("ground-{}-{}", text.entry, text.field);
    parts::fold(
        &t!(w, "text-remove"),
        html! {
            form.stack method="post" action=(action) {
                (field::token(token)) (field::hidden("entry", &text.entry.to_string())) (field::hidden("field", &text.field))
                div.f {
                    label for=(id) { (t!(w, "text-ground")) }
                    select.in id=(id) name="ground" { @for (code, name) in &options { option value=(code) { (name) } } }
                }
                p.sm.mut { (t!(w, "text-remove-text")) }
                (parts::btn(None, &t!(w, "text-remove"), false))
            }
        },
    )
}

fn lines(w: Words, m: &PageModel) -> Markup {
    html! {
        section {
            h2 { (t!(w, "need-lines")) }
            ol.nl {
                @for line in &m.card.lines {
                    li {
                        (views::whole(w, line))
                        @if m.card.is_open() {
                            p { a.go2 href={ "/give?need=" (m.card.id) "&line=" (line.line) } { (t!(w, "card-give")) } }
                        }
                    }
                }
            }
        }
    }
}

fn earlier(w: Words, m: &PageModel) -> Markup {
    html! {
        section {
            h2 { (t!(w, "need-earlier")) }
            ul.nl {
                @for line in &m.card.lines {
                    @for old in &line.earlier {
                        li.row.sp.base {
                            span { (line.item_name) " " s { (old.quantity) } }
                            a.go2.sm.nb href={ "/l/" (old.entry) } { (icon(Icon::Book)) " " (t!(w, "text-entry", n = old.entry)) }
                        }
                    }
                }
            }
        }
    }
}

/// Waiting for a verifier: the form for those who may, a word for the others.
fn verify(w: Words, m: &PageModel) -> Markup {
    if m.card.status != "reported" {
        return html! {};
    }
    let action = |act: &str| format!("/n/{}/{act}", m.card.id);
    html! {
        section #verify.stack {
            h2 { (t!(w, "need-verify")) }
            @if !m.may.verify {
                (note::note(Icon::Clock, &t!(w, "need-waits"), html! { p.sm.mut { (t!(w, "need-waits-text")) } }))
            } @else {
                p.sm.mut { (t!(w, "need-verify-text")) }
                form.stack method="post" action=(action("verify")) {
                    (field::token(&m.token)) (evidence(w, m))
                    @if m.may.is_author { (skip(w, "verify", &t!(w, "need-skip-own"), m.typed.text("skip"))) }
                    @else if m.provisional { (skip(w, "verify", &t!(w, "need-skip-second"), m.typed.text("skip"))) }
                    (parts::btn(Some(Icon::Ok), &t!(w, "need-verify-go"), true))
                }
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

/// Still true? Yes, changed, or satisfied.
fn ask(w: Words, m: &PageModel) -> Markup {
    let talk = m.card.room.map(|room| format!("/r/{room}/c/{}", m.card.id));
    let standing = matches!(m.card.status, "open" | "paused" | "reported");
    html! {
        @if standing {
            section #ask.stack {
                h2 { (t!(w, "need-ask")) }
                @if m.may.own || m.may.verify {
                    div.row.wrap {
                        (button(w, m, "reconfirm", &[], &t!(w, "need-still-true")))
                        @if m.may.own { (button(w, m, "close", &[("why", "met")], &t!(w, "need-satisfied"))) }
                    }
                }
                @if m.may.revise { @for line in &m.card.lines { (revise(w, m, line)) } }
                @if let Some(talk) = &talk { p.ent { a href=(talk) { (icon(Icon::Chat)) " " (t!(w, "need-ask-room")) } } }
                @if !m.may.own && !m.may.verify { p.sm.mut { (t!(w, "need-ask-text")) } }
            }
        }
    }
}

/// A form that is one button.
fn button(_: Words, m: &PageModel, act: &str, fields: &[(&str, &str)], text: &str) -> Markup {
    html! {
        form.fw method="post" action={ "/n/" (m.card.id) "/" (act) } {
            (field::token(&m.token))
            @for (name, value) in fields { (field::hidden(name, value)) }
            (parts::btn(None, text, false))
        }
    }
}

/// Changing one line; what was typed stands again where it did not fit.
fn revise(w: Words, m: &PageModel, line: &LineModel) -> Markup {
    let again = m.typed.text("line") == line.line.to_string();
    let kept = |name: &str, now: String| {
        if again {
            m.typed.text(name).to_owned()
        } else {
            now
        }
    };
    let number = kept(
        "quantity",
        line.quantity.get().map_or(String::new(), |n| n.to_string()),
    );
    let (how, by) = (
        kept("how", line.kind.to_owned()),
        kept("by", line.needed_by.map_or(String::new(), day::value)),
    );
    let ids = ["quantity", "how", "by"].map(|n| format!("{n}-{}", line.line));
    let [number_id, how_id, by_id] = &ids;
    let hows = how_options(w);
    let body = html! {
        form.stack method="post" action={ "/n/" (m.card.id) "/revise" } {
            (field::token(&m.token)) (field::hidden("line", &line.line.to_string()))
            @if let Some(why) = fault(m, number_id) { p.sm.lack { (icon(Icon::Warn)) " " b { (why) } } }
            div.two {
                div.f { label for=(number_id) { (t!(w, "need-quantity", unit = line.unit)) }
                    input.in id=(number_id) name="quantity" inputmode="numeric" value=(number); }
                div.f { label for=(how_id) { (t!(w, "need-how")) }
                    select.in id=(how_id) name="how" {
                        @for (code, name) in &hows { option value=(code) selected[how == *code] { (name) } }
                    } }
            }
            div.f { label for=(by_id) { (t!(w, "need-by-when")) } input.in id=(by_id) name="by" type="date" value=(by); }
            (standards(w, "standard", line, again.then(|| m.typed.all("standard"))))
            (parts::btn(None, &t!(w, "need-revise-go"), false))
        }
    };
    html! { details open[again] { summary { (icon(Icon::Edit)) (t!(w, "need-revise", item = line.item_name)) } (body) } }
}

/// How a number is meant.
pub(super) fn how_options(w: Words) -> [(&'static str, String); 4] {
    [
        ("exact", t!(w, "need-how-exact")),
        ("at_least", t!(w, "need-how-least")),
        ("rate", t!(w, "need-how-rate")),
        ("unknown", t!(w, "need-how-unknown")),
    ]
}

fn standards(w: Words, name: &str, line: &LineModel, typed: Option<Vec<String>>) -> Markup {
    let Some(item) = relief::catalogue::Item::from_code(line.item) else {
        return html! {};
    };
    let all: Vec<_> = item.standards().collect();
    let on = |code: &str, written: &str| match &typed {
        Some(typed) => typed.iter().any(|t| t == code),
        None => line.standards.contains(&written),
    };
    let choices: Vec<Choice<'_>> = all
        .iter()
        .map(|s| Choice::new(s.code(), s.written(), "", on(s.code(), s.written())))
        .collect();
    html! { @if !choices.is_empty() { (field::checks(name, &t!(w, "need-standards"), &t!(w, "need-standards-text"), None, &choices)) } }
}

fn commitments(ctx: &Ctx, m: &PageModel) -> Markup {
    let w = ctx.words;
    html! {
        section.stack {
            h2 { (t!(w, "need-commitments")) " " span.sm.mut.nw { (number(u64::try_from(m.commitments.len()).unwrap_or(0))) } }
            @if m.commitments.is_empty() { p.sm.mut { (t!(w, "need-commitments-none")) } }
            @else {
                ul.nl {
                    @for c in &m.commitments {
                        li {
                            p.row.sp.base { a.go2 href={ "/c/" (c.id) } { b { (c.what) } } (crate::commitment::views::state(c)) }
                            p.sm.mut { (c.donor) @if let Some(s) = c.standard { (t!(w, "list-comma")) (s) } (t!(w, "list-comma")) (c.code) }
                        }
                    }
                }
            }
            @if !m.consignments.is_empty() {
                h2 { (t!(w, "need-consignments")) }
                p.ent { @for c in &m.consignments { a href={ "/t/" (c.code) } { (icon(Icon::Box)) " " (c.code) } } }
            }
        }
    }
}

/// What the recipient and coordinators may do.
fn own(w: Words, m: &PageModel) -> Markup {
    let standing = matches!(m.card.status, "open" | "paused" | "reported");
    if !m.may.own || !standing {
        return html! {};
    }
    let hours = t!(w, "need-pause-for");
    let reasons: Vec<(&str, String)> = [
        CloseReason::Met,
        CloseReason::Withdrawn,
        CloseReason::DoneByOthers,
    ]
    .iter()
    .map(|c| (c.code(), said::close(w, *c)))
    .collect();
    let choices: Vec<Choice<'_>> = reasons
        .iter()
        .map(|(c, n)| Choice::new(c, n, "", m.typed.text("why") == *c))
        .collect();
    html! {
        section.stack {
            h2 { (t!(w, "need-own")) }
            @if m.card.status == "paused" { (button(w, m, "resume", &[], &t!(w, "need-resume"))) }
            @if m.card.is_open() {
                (parts::fold(&t!(w, "need-pause"), html! {
                    form.stack method="post" action={ "/n/" (m.card.id) "/pause" } {
                        (field::token(&m.token))
                        (Field::new("hours", &hours).hint(&t!(w, "need-pause-text")).value(m.typed.text("hours")).error(fault(m, "hours")).text())
                        (parts::btn(Some(Icon::Pause), &t!(w, "need-pause"), false))
                    }
                }))
            }
            (parts::fold(&t!(w, "need-close"), html! {
                form.stack method="post" action={ "/n/" (m.card.id) "/close" } {
                    (field::token(&m.token))
                    (field::radios("why", &t!(w, "need-reason-public"), "", fault(m, "why"), &choices))
                    (parts::btn(None, &t!(w, "need-close-go"), false))
                }
            }))
        }
    }
}

/// What community verifiers may do about the recipient.
fn others(w: Words, m: &PageModel) -> Markup {
    if !m.may.check {
        return html! {};
    }
    html! {
        section.stack {
            h2 { (t!(w, "need-recipient-check")) }
            (check_form(w, m.card.recipient, &m.token))
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

fn fault<'a>(m: &'a PageModel, field: &str) -> Option<&'a str> {
    m.fault
        .as_ref()
        .filter(|(f, _)| f == field)
        .map(|(_, s)| s.as_str())
}
