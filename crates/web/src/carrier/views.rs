//! What a driver sees: first what it is, then what to do with it.

use maud::{Markup, html};

use crate::carrier::routes::LinkModel;
use crate::consignment::form::Errors;
use crate::consignment::hand::{kept, passing_on};
use crate::consignment::page::feedback;
use crate::consignment::{counting, views};
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{Field, error_summary, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, btn_link, fold, kv, last_step, note, phrases};
use crate::t;
use crate::words::{Words, date_time, number};

/// Characters of initials.
const INITIALS_CHARS_MAX: usize = 20;

/// `/h/CODE`.
pub fn page(ctx: &Ctx, m: &LinkModel) -> Markup {
    let w = ctx.words;
    let track = &m.form.track;
    let body = html! {
        section.stack {
            p { (views::state_badge(w, &track.card)) }
            h2.lede { (phrases(&track.sentence)) }
            (facts(w, m))
        }
        (feedback(w, track))
        @match m.standing {
            "open" => (take(w, m)),
            "closed" => (note::note(Icon::Clock, &t!(w, "carrier-closed"), html! { p { (t!(w, "carrier-closed-text")) } })),
            "holding" => (holding(w, m)),
            "asking" => (note::note(Icon::Clock, &t!(w, "carrier-asking"), html! {
                p { (t!(w, "carrier-asking-text")) }
                (btn_link(&format!("/h/{}", m.code), None, &t!(w, "carrier-look-again"), true))
            })),
            _ => (note::note(Icon::Ok, &t!(w, "carrier-passed"), html! { p { (t!(w, "carrier-passed-text")) } })),
        }
        (btn_link(&track.card.href(), Some(Icon::Box), &t!(w, "consignment-whole"), false))
    };
    Shell::new(
        &t!(w, "carrier-title", code = track.card.code.clone()),
        Nav::Nowhere,
    )
    .subtitle(&t!(w, "carrier-sub"))
    .back(None)
    .render(ctx, body)
}

fn facts(w: Words, m: &LinkModel) -> Markup {
    let track = &m.form.track;
    let to = format!("{} {}", track.recipient_place, track.recipient_name);
    let boxes = number(track.packages);
    let eta = track.card.eta.map(|eta| date_time(w, eta));
    let papers: Vec<&str> = track.papers.iter().map(|p| p.what.as_str()).collect();
    let papers = if papers.is_empty() {
        t!(w, "track-no-papers")
    } else {
        papers.join(&t!(w, "list-and"))
    };
    let (a, b, c, d) = (
        t!(w, "carrier-to"),
        t!(w, "track-packages"),
        t!(w, "carrier-papers"),
        t!(w, "track-eta"),
    );
    let mut pairs = vec![(a.as_str(), to.as_str()), (&b, &boxes), (&c, &papers)];
    pairs.extend(eta.as_deref().map(|eta| (d.as_str(), eta)));
    kv::texts(&pairs)
}

fn take(w: Words, m: &LinkModel) -> Markup {
    let key = m.form.track.card.id.to_string();
    html! {
        form.stack method="post" action={ "/h/" (m.code) "/take" } data-outbox=(key) {
            (error_summary(w, &m.form.errors.pairs()))
            (token(&m.form.track.token))
            h2 { (t!(w, "carrier-count")) }
            (counting::taken(w, "count", &m.form.track.lines, &m.form.fields, &m.form.errors))
            @if !m.signed_in {
                (initials_field(w, &m.form.fields, &m.form.errors))
            }
            (last_step(&t!(w, "carrier-take-sum"), &t!(w, "carrier-take-meaning"), btn(Some(Icon::Hand), &t!(w, "carrier-take"), true)))
            (kept(&t!(w, "take-kept"), w, m.form.next.as_deref()))
        }
    }
}

/// What a driver without an account calls themself.
pub fn initials_field(w: Words, fields: &Fields, errors: &Errors) -> Markup {
    Field::new("initials", &t!(w, "carrier-initials"))
        .hint(&t!(w, "carrier-initials-hint"))
        .value(fields.text("initials"))
        .error(errors.of("initials"))
        .length_max(INITIALS_CHARS_MAX)
        .required()
        .autocomplete("off")
        .text()
}

fn holding(w: Words, m: &LinkModel) -> Markup {
    let there = m.form.track.card.stage == "arrived";
    html! {
        p { b { (t!(w, "carrier-holding", who = m.initials.clone())) } " " (t!(w, "carrier-keep")) }
        @if matches!(m.failed, "arrive" | "return" | "confirm") { (error_summary(w, &m.form.errors.pairs())) }
        @if !there { (small_form(w, m, "arrive", html! { (btn(Some(Icon::Door), &t!(w, "track-arrive"), true)) })) }
        (folded(w, m, "receive", &t!(w, "carrier-receive"), there, receive(w, m, there)))
        (folded(w, m, "hand", &t!(w, "carrier-hand"), m.form.link.is_some() || m.form.asker.is_some(),
            passing_on(w, &m.form, &format!("/h/{}", m.code), m.failed)))
        (fold(&t!(w, "photo-goods-add"), crate::photo::goods_form(w, &format!("/h/{}/photo", m.code), &m.form.track.token)))
        @if !there {
            (folded(w, m, "stop", &t!(w, "track-stop"), false, small_form(w, m, "stop", html! {
                (Field::new("stop-place", &t!(w, "track-stop-place")).hint(&t!(w, "carrier-stop-hint"))
                    .value(m.form.fields.text("stop-place")).error(m.form.errors.of("stop-place")).text())
                (btn(Some(Icon::Pause), &t!(w, "track-stop"), false))
            })))
        }
        (folded(w, m, "return", &t!(w, "track-return"), false, small_form(w, m, "return", html! {
            p.sm.mut { (t!(w, "track-return-text")) }
            (btn(None, &t!(w, "track-return"), false))
        })))
    }
}

/// Folded away, unless it is the thing to do now or did not fit.
fn folded(_: Words, m: &LinkModel, act: &str, name: &str, now: bool, body: Markup) -> Markup {
    if now || m.failed == act {
        html! { section.stack { h2 { (name) } (body) } }
    } else {
        fold(name, body)
    }
}

fn small_form(_: Words, m: &LinkModel, act: &str, body: Markup) -> Markup {
    let key = m.form.track.card.id.to_string();
    html! {
        form.stack method="post" action={ "/h/" (m.code) "/" (act) } data-outbox=(key) {
            (token(&format!("{act}{}", m.form.track.token)))
            (body)
        }
    }
}

fn receive(w: Words, m: &LinkModel, go: bool) -> Markup {
    let key = m.form.track.card.id.to_string();
    html! {
        form.stack method="post" action={ "/h/" (m.code) "/receive" } data-outbox=(key) {
            @if m.failed == "receive" { (error_summary(w, &m.form.errors.pairs())) }
            (token(&m.form.track.token))
            p { (t!(w, "carrier-receive-text")) }
            (counting::received(w, &m.form.track.lines, &m.form.fields, &m.form.errors))
            (Field::new("door", &t!(w, "carrier-door")).hint(&t!(w, "carrier-door-hint"))
                .value(m.form.fields.text("door")).error(m.form.errors.of("door"))
                .length_max(12).autocomplete("one-time-code").required().text())
            (last_step(&t!(w, "receive-sum"), &t!(w, "receive-meaning"), btn(Some(Icon::Ok), &t!(w, "receive-go"), go)))
        }
    }
}
