//! How the piles look: the reason first, then the first few in full, then the decision for all of them.

use maud::{Markup, html};
use relief::code::HoldReason;
use relief::testimony::Counts;

use super::queue::{HOLD_HOURS, PileModel, QueuePage, Waiting};
use super::said;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::card::Card;
use crate::parts::field::{self, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{Tone, badge, btn, fold, note, total, totals};
use crate::t;
use crate::words::{Words, number};

/// `/mod`.
pub(super) fn page(ctx: &Ctx, m: &QueuePage) -> Markup {
    let w = ctx.words;
    let title = t!(w, "mod-title");
    let body = html! {
        @if let Some(why) = &m.failed { (field::error_summary(w, &[("piles", why)])) }
        @if let Some(why) = &m.unnamed { (field::error_summary(w, &[("party", why)])) }
        (counts(w, m.counts))
        p.sm.mut { (t!(w, "mod-text")) }
        @if m.moderates { (piles(w, m)) } @else {
            p { a.go2 href="/s" { (t!(w, "mod-to-list")) } }
        }
        (moderators(w, m))
    };
    Shell::new(&title, Nav::More)
        .subtitle(&t!(w, "mod-subtitle"))
        .back(Some("/s"))
        .figures()
        .render(ctx, body)
}

/// How much was said, and how much waits beyond its time.
pub(super) fn counts(w: Words, c: Counts) -> Markup {
    let waits = c.waiting + c.held;
    let one = |caption: &str, n: u64, remark: &str, tone| {
        total(
            caption,
            &number(n),
            &t!(w, "testimony-unit", n = n),
            "/mod",
            remark,
            tone,
        )
    };
    let late = if c.late > 0 { Tone::Lack } else { Tone::Plain };
    let removed = t!(
        w,
        "testimony-removed-count",
        removed = c.removed,
        replaced = c.replaced
    );
    let of = t!(w, "testimony-of", received = c.received);
    totals(&[
        one(
            &t!(w, "testimony-count-published"),
            c.published,
            &of,
            Tone::Plain,
        ),
        one(
            &t!(w, "testimony-count-waiting"),
            waits,
            &removed,
            Tone::Plain,
        ),
        one(
            &t!(w, "testimony-count-late"),
            c.late,
            &t!(w, "testimony-late-text"),
            late,
        ),
    ])
}

/// Who decides, and for leads the way to name somebody: an accusation takes two.
fn moderators(w: Words, m: &QueuePage) -> Markup {
    html! {
        section {
            h2 { (t!(w, "mod-who")) }
            p.mut { (t!(w, "mod-who-text", n = m.moderators.len())) }
            ul.nl {
                @for party in &m.moderators {
                    li.row.sp.base {
                        b { (t!(w, "mod-number", n = *party)) }
                        @if m.leads {
                            form method="post" action="/mod/moderators" {
                                (field::token(&format!("dismiss{party}{}", m.token)))
                                (field::hidden("party", &party.to_string())) (field::hidden("act", "dismiss"))
                                (btn(None, &t!(w, "mod-dismiss"), false))
                            }
                        }
                    }
                }
            }
            @if m.leads {
                form.stack method="post" action="/mod/moderators" {
                    (field::token(&format!("name{}", m.token))) (field::hidden("act", "name"))
                    (Field::new("party", &t!(w, "mod-name")).hint(&t!(w, "mod-name-text")).value(&m.typed)
                        .error(m.unnamed.as_deref()).required().autocomplete("off").text())
                    (btn(Some(Icon::Plus), &t!(w, "mod-name-go"), false))
                }
            }
        }
    }
}

fn piles(w: Words, m: &QueuePage) -> Markup {
    html! {
        section #piles {
            h2 { (t!(w, "mod-piles")) }
            @if m.piles.is_empty() {
                (note::empty(Icon::Ok, &t!(w, "mod-empty"), &t!(w, "mod-empty-text"), None))
            }
            @for (at, pile) in m.piles.iter().enumerate() { (one(w, m, at, pile)) }
            @if let Some(next) = &m.next {
                p.mut { (t!(w, "mod-more", piles = m.more_piles, single = m.more)) }
                p { a.go2 href=(next) { (t!(w, "mod-next")) } }
            }
        }
    }
}

fn one(w: Words, m: &QueuePage, at: usize, pile: &PileModel) -> Markup {
    let count = t!(w, "mod-count", n = pile.count);
    html! {
        (Card::new(Icon::Paste, &pile.why, "").state(badge(Tone::Plain, None, &count)).render(html! {
            @for one in &pile.shown { (waiting(w, one)) }
            @if pile.count > pile.shown.len() {
                p.sm.mut { (t!(w, "mod-alike", n = pile.count - pile.shown.len())) }
            }
            (decide(w, m, at, pile))
        }))
    }
}

fn waiting(w: Words, m: &Waiting) -> Markup {
    html! {
        p.row.sp.base {
            b { (m.row.kind) " · " (m.row.place) }
            a.go2.sm.nb href={ "/s/" (m.row.id) } { (m.row.code) }
        }
        p.sm.mut { (m.row.when) " · " (m.standing) }
        @if m.accuses { (remark(true, Icon::Warn, &second(w, m.half))) }
        blockquote.pv.mt1 { p.pre { (m.statement) } }
        (photos(w, &m.photos))
    }
}

fn second(w: Words, is_half: bool) -> String {
    match is_half {
        true => t!(w, "mod-second"),
        false => t!(w, "mod-two"),
    }
}

/// How something stands, in a sentence that may be longer than a badge.
pub(super) fn remark(is_lack: bool, picture: Icon, text: &str) -> Markup {
    let class = if is_lack { "row sm lack" } else { "row sm" };
    html! { p class=(class) { (icon(picture)) b { (text) } } }
}

/// Links to photographs, in the order they were sent.
pub(super) fn photos(w: Words, ids: &[String]) -> Markup {
    html! {
        @if !ids.is_empty() {
            p.ent {
                @for (at, id) in ids.iter().enumerate() {
                    a href={ "/p/" (id) } { (t!(w, "testimony-photo", n = at + 1)) }
                }
            }
        }
    }
}

fn decide(w: Words, m: &QueuePage, at: usize, pile: &PileModel) -> Markup {
    let ids: Vec<String> = pile.ids.iter().map(u64::to_string).collect();
    let ids = ids.join(" ");
    let hidden = |decision: &str| {
        html! {
            (field::token(&format!("{decision}{at}{}", m.token)))
            (field::hidden("ids", &ids)) (field::hidden("decision", decision))
        }
    };
    html! {
        form.stack.mt2 method="post" action="/mod" {
            (hidden("publish")) (field::checkbox("accuses", &t!(w, "mod-accuses"), false))
            (btn(Some(Icon::Ok), &t!(w, "mod-publish", n = pile.ids.len()), at == 0))
        }
        (fold(&t!(w, "mod-hold"), html! {
            form.stack method="post" action="/mod" { (hidden("hold")) (hold(w, at)) }
        }))
    }
}

fn hold(w: Words, at: usize) -> Markup {
    let reasons: Vec<(&str, String)> = HoldReason::ALL
        .iter()
        .map(|r| (r.code(), said::reason(w, *r)))
        .collect();
    let hours: Vec<(String, String)> = HOLD_HOURS
        .iter()
        .map(|h| (h.to_string(), t!(w, "mod-hours", n = *h)))
        .collect();
    html! {
        (choose(&format!("reason-{at}"), "reason", &t!(w, "mod-reason"), reasons.iter().map(|(c, r)| (*c, r.as_str()))))
        (choose(&format!("hours-{at}"), "hours", &t!(w, "mod-until"), hours.iter().map(|(c, h)| (c.as_str(), h.as_str()))))
        p.sm.mut { (t!(w, "mod-hold-text")) }
        (btn(Some(Icon::Pause), &t!(w, "mod-hold-go"), false))
    }
}

/// A choice whose id tells the forms of one page apart.
fn choose<'a>(
    id: &str,
    name: &str,
    label: &str,
    options: impl Iterator<Item = (&'a str, &'a str)>,
) -> Markup {
    html! {
        div.f {
            label for=(id) { (label) }
            select.in id=(id) name=(name) { @for (value, text) in options { option value=(value) { (text) } } }
        }
    }
}
