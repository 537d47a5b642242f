//! How one line of the plan looks: the effect of a change is seen before anybody is asked why.

use maud::{Markup, html};
use relief::code::ChangeReason;

use super::form::{self, because_of};
use super::line::{EffectModel, LinePage};
use super::said;
use super::views::counted;
use super::weight::weight;
use crate::layout::{Ctx, Nav, Shell};
use crate::need::texts;
use crate::parts::field::{self, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, kv, note};
use crate::question::because;
use crate::t;
use crate::words::{Words, date_time, number};

/// `/plan/line`.
pub(super) fn page(ctx: &Ctx, m: &LinePage) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, &m.faults))
        @if m.replaced {
            (note::empty(Icon::Clock, &t!(w, "plan-line-replaced"), &t!(w, "plan-line-replaced-text"), Some(("/plan", &t!(w, "plan-line-newest")))))
        }
        (facts(w, m))
        (said(w, m))
        @if m.takes { (accept(w, m)) }
        @if m.is_open {
            (try_out(w, m))
            @if let Some(effect) = &m.effect { (change(w, m, effect)) }
            (leave(w, m))
        }
        p { a.go2 href={ "/plan?item=" (m.item) } { (t!(w, "plan-line-back")) } }
    };
    let title = t!(w, "plan-line-title", name = m.recipient_name.clone());
    let subtitle = t!(w, "plan-subtitle", item = m.item_name, number = m.number);
    Shell::new(&title, Nav::More)
        .subtitle(&subtitle)
        .back(Some("/plan"))
        .figures()
        .render(ctx, body)
}

fn facts(w: Words, m: &LinePage) -> Markup {
    let terms = [
        t!(w, "plan-from"),
        t!(w, "plan-line-to"),
        t!(w, "plan-deed-planned"),
        t!(w, "plan-line-stands"),
        t!(w, "plan-line-state"),
        t!(w, "need-remark"),
        t!(w, "plan-weight-title"),
    ];
    let [from, to, planned, stands, state, remark, weighs] = &terms;
    let mut rows = vec![
        (
            from.as_str(),
            html! { a href={ "/offer/" (m.offer) } { (m.place_name) } },
        ),
        (
            to.as_str(),
            html! { a href={ "/n/" (m.need) } { (m.recipient_name) } },
        ),
        (
            planned.as_str(),
            html! { (counted(m.planned, m.unit)) (t!(w, "list-comma")) (t!(w, "plan-line-level", level = m.level)) },
        ),
    ];
    if let Some(found) = &m.weight {
        rows.push((weighs.as_str(), weight(w, found)));
    }
    if m.quantity != m.planned {
        rows.push((stands.as_str(), counted(m.quantity, m.unit)));
    }
    rows.push((
        state.as_str(),
        html! {
            (m.words)
            @if let Some(id) = m.commitment { " " a href={ "/c/" (id) } { (t!(w, "plan-line-commitment")) } }
        },
    ));
    for text in &m.texts {
        rows.push((remark.as_str(), texts::text(w, text)));
    }
    html! { section { (kv::facts(&rows)) } }
}

/// What the recipient said of earlier goods; it changes no figure of the plan.
fn said(w: Words, m: &LinePage) -> Markup {
    html! {
        @if !m.said.is_empty() {
            section {
                h2 { (t!(w, "plan-line-said", who = m.recipient_name.clone())) }
                ul.nl { @for one in &m.said { li { p.row.sp.base {
                    a.go2 href={ "/t/" (one.consignment) } { (one.words) }
                    span.sm.mut.nb { (date_time(w, one.at)) }
                } } } }
                p.sm.mut { (t!(w, "plan-line-said-text")) }
            }
        }
    }
}

fn accept(w: Words, m: &LinePage) -> Markup {
    let words = t!(w, "plan-line-accept", n = m.quantity, unit = m.unit);
    html! {
        form.stack method="post" action="/plan/accept" {
            (field::token(&m.token))
            (field::hidden("item", m.item))
            (field::hidden("line", &format!("{}.{}", m.of, m.quantity)))
            (because::folded(w, form::ACCEPTS_BECAUSE, &m.because, None))
            (parts::btn(Some(Icon::Ok), &words, true))
        }
    }
}

/// The first step of a change: another quantity, and what it would do. Nothing is written.
fn try_out(w: Words, m: &LinePage) -> Markup {
    let value = m
        .effect
        .as_ref()
        .map_or(m.quantity, |effect| effect.quantity)
        .to_string();
    let typed = if m.form.quantity.is_empty() {
        value
    } else {
        m.form.quantity.clone()
    };
    html! {
        section {
            h2 { (t!(w, "plan-line-change")) }
            form.stack method="get" action="/plan/line" {
                (field::hidden("of", &m.of))
                @if !m.because.is_empty() { (field::hidden(because::FIELD, &m.because)) }
                (Field::new("quantity", &t!(w, "plan-line-quantity"))
                    .hint(&t!(w, "plan-line-available", n = m.available, unit = m.unit))
                    .value(&typed).error(field::fault(&m.faults, "quantity"))
                    .number(w, m.unit, 1, m.available.max(1), 1))
                (parts::btn(None, &t!(w, "plan-line-try"), false))
            }
        }
    }
}

fn change(w: Words, m: &LinePage, effect: &EffectModel) -> Markup {
    let worse = effect.worst < m.worst;
    let (now, then) = (m.worst.unwrap_or(0), effect.worst.unwrap_or(0));
    html! {
        section #effect {
            h2 { (t!(w, "plan-line-effect", n = effect.quantity, unit = m.unit)) }
            p {
                (m.recipient_name) " " (m.level) "% → " b.lack[effect.level < m.level] { (effect.level) "%" }
            }
            p {
                @if worse { (icon(Icon::Warn)) " " }
                (t!(w, "plan-line-worst")) " " (now) "% → " b.lack[worse] { (then) "%" }
            }
            p.sm.mut {
                (t!(w, "plan-line-rest", others = effect.elsewhere, n = effect.left, unit = m.unit))
                @if effect.short > 0 { " " b.lack { (t!(w, "plan-line-short", n = effect.short, unit = m.unit)) } }
            }
            form.stack method="post" action="/plan/line" {
                (field::token(&m.token))
                (field::hidden("of", &m.of))
                (field::hidden("act", "change"))
                (field::hidden("quantity", &effect.quantity.to_string()))
                (why(w, m, "change"))
                (parts::btn(None, &t!(w, "plan-line-change-go", n = number(effect.quantity), unit = m.unit), false))
            }
        }
    }
}

fn leave(w: Words, m: &LinePage) -> Markup {
    let form = html! {
        form.stack method="post" action="/plan/line" {
            (field::token(&m.token))
            (field::hidden("of", &m.of))
            (field::hidden("act", "leave"))
            p.sm.mut { (t!(w, "plan-line-leave-text")) }
            (why(w, m, "leave"))
            (parts::btn(None, &t!(w, "plan-line-leave-go"), false))
        }
    };
    let open = m.form.act == "leave";
    html! {
        details open[open] { summary { (icon(Icon::Down)) (t!(w, "plan-line-leave")) } (form) }
    }
}

/// Why, as a code and in words; what was typed stays in the form it was typed in.
fn why(w: Words, m: &LinePage, act: &str) -> Markup {
    let mine = m.form.act == act;
    let choose = t!(w, "plan-reason-choose");
    let reasons: Vec<(&str, String)> = ChangeReason::ALL
        .iter()
        .map(|reason| (reason.code(), said::reason(w, *reason)))
        .collect();
    let mut options: Vec<(&str, &str)> = vec![("", &choose)];
    options.extend(reasons.iter().map(|(code, words)| (*code, words.as_str())));
    let (reason, remark, answer) = if mine {
        let typed = &m.form;
        (
            typed.reason.as_str(),
            typed.remark.as_str(),
            typed.because.as_str(),
        )
    } else {
        ("", "", m.because.as_str())
    };
    let error = |field| {
        if mine {
            field::fault(&m.faults, field)
        } else {
            None
        }
    };
    html! {
        label.blk {
            span.blk { b { (t!(w, "plan-reason")) } }
            @if let Some(error) = error("reason") { small.lack { (icon(Icon::Warn)) " " b { (error) } } }
            select.in name="reason" required {
                @for (value, text) in &options { option value=(value) selected[*value == reason] { (text) } }
            }
        }
        label.blk {
            span.blk { b { (t!(w, "plan-remark")) } }
            small.mut { (t!(w, "plan-remark-text")) }
            @if let Some(error) = error("remark") { small.lack { (icon(Icon::Warn)) " " b { (error) } } }
            textarea.in name="remark" rows="2" { (remark) }
        }
        (because::field(w, because_of(act), answer, error(because_of(act))))
    }
}
