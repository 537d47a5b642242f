//! How a commitment looks: its card, in talk and on its page.

use maud::{Markup, html};

use super::model::{CardModel, StepModel};
use crate::parts::card::{Card, Tab};
use crate::parts::icon::Icon;
use crate::parts::timeline::{Stage, Step, steps};
use crate::parts::{self, Tone};
use crate::t;
use crate::words::Words;

/// The card, which is also the live fragment `commitment-ID`.
pub(crate) fn card(w: Words, now: i64, m: &CardModel) -> Markup {
    let (id, kind) = (format!("commitment-{}", m.id), t!(w, "commitment-card"));
    let page = format!("/c/{}", m.id);
    let talk = m.room.map(|room| format!("/r/{room}/c/{}", m.id));
    let talk_words = match m.thread {
        Some(n) if n > 0 => t!(w, "card-talk-n", n = n),
        _ => t!(w, "card-talk"),
    };
    let look = t!(w, "commitment-look");
    let mut card = Card::new(Icon::Give, &kind, &m.code)
        .id(&id)
        .state(state(m))
        .tab(Tab::link(&look, &page).printed(&page));
    if let Some(talk) = &talk {
        card = card.tab(Tab::link(&talk_words, talk).icon(Icon::Chat));
    }
    card.render(body(w, now, m))
}

/// The card of one that ended: its header, what it was, and from whom.
pub(crate) fn settled(w: Words, m: &CardModel) -> Markup {
    let id = format!("commitment-{}", m.id);
    Card::new(Icon::Give, &t!(w, "commitment-card"), &m.code)
        .id(&id)
        .state(state(m))
        .render(html! { (title(w, m)) p.sm.mut { (facts(w, m)) } })
}

/// The badge at the right of the header.
pub(crate) fn state(m: &CardModel) -> Markup {
    let (tone, picture) = match m.state {
        _ if m.held => (Tone::Lack, Some(Icon::Clock)),
        "firm" | "fulfilled" => (Tone::Give, Some(Icon::Ok)),
        _ => (Tone::Plain, None),
    };
    parts::badge(tone, picture, &m.state_words)
}

/// The facts of a card.
pub(super) fn body(w: Words, now: i64, m: &CardModel) -> Markup {
    html! {
        (title(w, m))
        p.sm.mut { (facts(w, m)) }
        (way(w, now, m))
        @if m.held { (parts::remark(Icon::Clock, &t!(w, "commitment-held-text"))) }
        @else if let Some(certificate) = &m.certificate { (parts::remark(Icon::Ok, certificate)) }
    }
}

/// What is given, from where and to whom, as the way to its page.
fn title(w: Words, m: &CardModel) -> Markup {
    let title = t!(
        w,
        "commitment-title",
        what = m.what.clone(),
        place = m.place_name.clone(),
        to = m.recipient_name.clone()
    );
    html! { p { b { a.go2 href={ "/c/" (m.id) } { (title) } } } }
}

fn facts(w: Words, m: &CardModel) -> String {
    let mut facts = m.donor.clone();
    let mut add = |fact: &str| {
        facts.push_str(&t!(w, "list-comma"));
        facts.push_str(fact);
    };
    if let Some(standard) = m.standard {
        add(&standard.replace(' ', "\u{a0}"));
    }
    if let Some(batch) = &m.batch {
        add(&t!(w, "commitment-batch", number = batch.clone()));
    }
    facts
}

/// The steps side by side; those of one that ended stop where it ended.
fn way(w: Words, now: i64, m: &CardModel) -> Markup {
    let last = m.steps.iter().rposition(|s| s.at.is_some());
    let shown: Vec<(usize, &StepModel, String)> = m
        .steps
        .iter()
        .enumerate()
        .filter(|(_, s)| m.is_live || s.at.is_some())
        .map(|(i, s)| (i, s, CardModel::when(w, now, s)))
        .collect();
    let drawn = shown.iter().map(|(i, of, note)| {
        let stage = match of.at {
            None => Stage::Next,
            Some(_) if m.is_live && last == Some(*i) => Stage::Now,
            Some(_) => Stage::Done,
        };
        Step {
            name: &of.name,
            note,
            stage,
        }
    });
    steps(w, &drawn.collect::<Vec<_>>())
}
