//! How a need looks: its card, in talk and on its page.

use maud::{Markup, html};

use super::line::LineModel;
use super::model::CardModel;
use crate::parts::bar::{Bar, Size};
use crate::parts::card::{self, Card, Tab};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, Tone};
use crate::t;
use crate::words::{Words, ago, date_time, number};

/// Lines drawn on a card; the rest are one tap away.
const CARD_LINES_MAX: usize = 4;

/// The card, which is also the live fragment `need-ID`.
pub(crate) fn card(w: Words, now: i64, m: &CardModel) -> Markup {
    let (id, kind, page) = (
        format!("need-{}", m.id),
        t!(w, "need-card"),
        format!("/n/{}", m.id),
    );
    let talk = m.room.map(|room| format!("/r/{room}/c/{}", m.id));
    let talk_words = match m.thread {
        Some(n) if n > 0 => t!(w, "card-talk-n", n = n),
        _ => t!(w, "card-talk"),
    };
    let (act, href) = act(w, m);
    let first = Tab::link(&act, &href).icon(Icon::Give).printed(&page);
    let first = if m.is_open() {
        first.go()
    } else {
        first.icon(Icon::Need)
    };
    let mut card = Card::new(Icon::Need, &kind, &m.code)
        .id(&id)
        .state(state(w, now, m))
        .tab(first);
    if let Some(talk) = &talk {
        card = card.tab(Tab::link(&talk_words, talk).icon(Icon::Chat));
    }
    card.render(body(w, m))
}

/// The card of a need that is closed: its header, what it was about, and the bars.
pub(crate) fn settled(w: Words, now: i64, m: &CardModel) -> Markup {
    let id = format!("need-{}", m.id);
    Card::new(Icon::Need, &t!(w, "need-card"), &m.code)
        .id(&id)
        .state(state(w, now, m))
        .render(html! {
            p { b { a.go2 href={ "/n/" (m.id) } { (m.recipient_name) } } }
            @for line in m.lines.iter().take(CARD_LINES_MAX) { (short(w, line)) }
        })
}

/// The card without tabs, where the page is about something else.
pub(crate) fn plain(w: Words, now: i64, m: &CardModel) -> Markup {
    let kind = t!(w, "need-card");
    Card::new(Icon::Need, &kind, &m.code)
        .state(state(w, now, m))
        .render(body(w, m))
}

/// The first tab: give while pledges are taken, otherwise what is due.
fn act(w: Words, m: &CardModel) -> (String, String) {
    let line = m.worst().map_or(0, |l| l.line);
    if m.is_open() {
        (
            t!(w, "card-give"),
            format!("/give?need={}&line={line}", m.id),
        )
    } else if m.status == "reported" {
        (t!(w, "card-verify"), format!("/n/{}#verify", m.id))
    } else {
        (t!(w, "card-look"), format!("/n/{}", m.id))
    }
}

/// The right end of the header: how fresh an open need is, or where another stands.
pub(crate) fn state(w: Words, now: i64, m: &CardModel) -> Markup {
    let when = t!(w, "needs-confirmed-at", when = ago(w, now, m.confirmed_at));
    html! {
        @if !m.is_open() { (parts::badge(Tone::Plain, None, &m.status_words)) }
        @else if m.freshness == "fresh" { (card::fresh(&when)) }
        @else if m.freshness == "due" { span.lack { (icon(Icon::Clock)) " " (when) } }
        @else { (icon(Icon::Warn)) " " (when) }
    }
}

fn body(w: Words, m: &CardModel) -> Markup {
    let hidden = m.lines.len().saturating_sub(CARD_LINES_MAX);
    html! {
        p.row.sp {
            b { a.go2 href={ "/n/" (m.id) } { (m.recipient_name) } }
            @if m.critical { (parts::badge(Tone::Lack, Some(Icon::Warn), &t!(w, "need-critical"))) }
        }
        @if let [line] = m.lines.as_slice() { (whole(w, line)) } @else {
            @for line in m.lines.iter().take(CARD_LINES_MAX) { (short(w, line)) }
            @if hidden > 0 { p.sm { a.go2 href={ "/n/" (m.id) } { (t!(w, "need-more-lines", n = hidden)) } } }
        }
        (differing(w, m))
        (evidence(w, m))
    }
}

/// Counts that differ on the way, under the bars that use the last of them.
pub(super) fn differing(w: Words, m: &CardModel) -> Markup {
    html! {
        @for one in &m.discrepancies {
            p.sm.lack { (icon(Icon::Warn)) " " a.go2 href={ "/t/" (one.code) } { (one.code) } " "
                (t!(w, "need-differs", packed = one.packed, counted = one.counted, unit = one.unit)) }
        }
    }
}

/// A line with everything: what, until when, gap, bar, key.
pub(super) fn whole(w: Words, line: &LineModel) -> Markup {
    let bar = line.bar();
    html! {
        p.sm.mut { (line.what) @if let Some(by) = line.needed_by { (t!(w, "need-by", when = date_time(w, by))) } }
        @if line.kind == "rate" { p { b { (line.quantity_words) } } } @else { (bar.headline(w)) }
        (bar.svg(w))
        (bar.key(w))
        @if line.kind == "at_least" { p.sm.mut { (line.quantity_words) } }
        @if line.held > 0 { p.sm.mut { (icon(Icon::Clock)) " " (t!(w, "line-held", n = line.held, unit = line.unit)) } }
    }
}

/// A line among several: name and gap over a thin bar.
fn short(w: Words, line: &LineModel) -> Markup {
    let bar = Bar {
        size: Size::Small,
        ..line.bar()
    };
    html! {
        p.row.sp.base { span { (line.item_name) } (gap(w, line)) }
        (bar.svg(w))
    }
}

/// What is missing, short.
pub(super) fn gap(w: Words, line: &LineModel) -> Markup {
    let excess = line.excess.get().unwrap_or(0);
    html! {
        @match line.shortage.get() {
            None => b.nb { (line.quantity_words) },
            Some(_) if excess > 0 => span.nb { (t!(w, "bar-excess")) " " b { (number(excess)) } " " (line.unit) },
            Some(gap) => b.nb.lack[gap > 0] { (t!(w, "gap-short", gap = gap, unit = line.unit)) },
        }
    }
}

pub(super) fn evidence(w: Words, m: &CardModel) -> Markup {
    html! {
        @match (m.status, m.evidence.last()) {
            ("reported", Some(first)) => (parts::remark(Icon::Clock, &t!(w, "need-half-verified", evidence = first.as_str()))),
            ("reported", None) => (parts::remark(Icon::Clock, &t!(w, "need-unverified"))),
            (_, Some(last)) => (parts::remark(Icon::Ok, last)),
            (_, None) => {}
        }
    }
}
