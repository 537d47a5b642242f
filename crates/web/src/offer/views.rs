//! How an offer looks: its form and its page.

use maud::{Markup, html};
use relief::catalogue::Item;
use relief::standard;

use super::form::OfferForm;
use super::model::OfferPage;
use crate::layout::{Ctx, Nav, page as frame};
use crate::names;
use crate::need::page_views::redact_form;
use crate::need::texts::{self, TextModel};
use crate::need::write_views::room;
use crate::parts::bar::{Bar, Size};
use crate::parts::card::Card;
use crate::parts::field::{self, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, Tone, kv};
use crate::t;
use crate::words::{Words, number};

/// `/offer`.
pub(super) fn form(ctx: &Ctx, m: &OfferForm) -> Markup {
    let w = ctx.words;
    let choose = t!(w, "need-item-choose");
    let mut items: Vec<(&str, &str)> = vec![("", &choose)];
    items.extend(Item::all().map(|i| (i.code(), names::item(w, i))));
    let none = t!(w, "give-no-standard");
    let mut standards: Vec<(&str, &str)> = vec![("", &none)];
    standards.extend(standard::all().map(|s| (s.code(), s.written())));
    let body = html! {
        (field::error_summary(w, &m.faults))
        p { (t!(w, "offer-lead")) }
        form.commit method="post" action="/offer" {
            (field::token(&m.token))
            (Field::new("item", &t!(w, "need-item")).value(&m.item).error(field::fault(&m.faults, "item")).select(&items))
            (Field::new("quantity", &t!(w, "need-quantity-plain")).hint(&t!(w, "offer-unit")).value(&m.quantity).required().error(field::fault(&m.faults, "quantity")).text())
            (Field::new("pack", &t!(w, "offer-pack")).hint(&t!(w, "offer-pack-text")).value(&m.pack).error(field::fault(&m.faults, "pack")).text())
            (Field::new("standard", &t!(w, "give-standard")).value(&m.standard).error(field::fault(&m.faults, "standard")).select(&standards))
            (Field::new("place", &t!(w, "offer-where")).placeholder(&t!(w, "give-from-example")).value(&m.place).required().error(field::fault(&m.faults, "place")).text())
            @if !m.rooms.is_empty() { (room(w, &m.rooms, &m.room, &m.faults)) }
            (Field::new("remark", &t!(w, "need-remark")).hint(&t!(w, "need-remark-text")).value(&m.remark).error(field::fault(&m.faults, "remark")).text())
            @if m.asks_name {
                (Field::new("name", &t!(w, "form-name")).hint(&t!(w, "give-name-text")).value(&m.name).error(field::fault(&m.faults, "name")).required().autocomplete("nickname").text())
            }
            (parts::last_step(&t!(w, "offer-sum"), &t!(w, "offer-sum-text"), html! { (parts::btn(Some(Icon::Give), &t!(w, "offer-go"), true)) }))
        }
    };
    frame(
        ctx,
        &t!(w, "offer-title"),
        &t!(w, "give-subtitle"),
        Nav::Give,
        body,
    )
}

/// `/offer/ID`.
pub(super) fn page(ctx: &Ctx, m: &OfferPage) -> Markup {
    let w = ctx.words;
    let kind = t!(w, "offer-card");
    let state = if m.withdrawn {
        t!(w, "commitment-withdrawn")
    } else if m.left == 0 {
        t!(w, "offer-aimed")
    } else {
        t!(w, "offer-open")
    };
    let body = html! {
        (Card::new(Icon::Give, &kind, &m.code).state(parts::badge(Tone::Plain, None, &state)).render(html! {
            p { b { (m.what) } }
            p.sm.mut { (m.donor) @if let Some(s) = m.standard { (t!(w, "list-comma")) (s.replace(' ', "\u{a0}")) } }
            p.row.sp.base { span { (t!(w, "offer-left")) " " span.n { (number(m.left)) } " " (m.unit) } span.mut { (number(m.quantity)) " " (m.unit) } }
        }))
        (facts(w, m))
        @if m.left > 0 && !m.needs.is_empty() { (matches(w, m)) }
        p { a.go2 href={ "/plan?item=" (m.item) } { (t!(w, "offer-plan")) } }
        @if m.is_mine && m.left > 0 { (m.conditions.view(w, m.id, &m.token)) }
        @if m.is_mine && !m.withdrawn {
            (parts::fold(&t!(w, "withdraw-title"), html! {
                form.stack method="post" action={ "/offer/" (m.id) "/withdraw" } { (field::token(&m.token)) (parts::btn(None, &t!(w, "withdraw-go"), false)) }
            }))
        }
    };
    frame(
        ctx,
        &t!(w, "offer-page-title", code = m.code.clone()),
        &m.place_name,
        Nav::Give,
        body,
    )
}

fn facts(w: Words, m: &OfferPage) -> Markup {
    let labels = [
        t!(w, "offer-where"),
        t!(w, "offer-made"),
        t!(w, "need-remark"),
    ];
    let [place, made, remark] = &labels;
    let mut rows = vec![
        (place.as_str(), html! { (m.place_name) }),
        (made.as_str(), texts::recorded(w, m.made_at, m.id)),
    ];
    let action = format!("/offer/{}/redact", m.id);
    let remove = |one: &TextModel| m.is_mine.then(|| redact_form(w, &action, &m.token, one));
    rows.extend(texts::rows(w, &m.texts, |_| remark, remove));
    html! { section { h2 { (t!(w, "offer-facts")) } (kv::facts(&rows)) } }
}

/// Where it would do most; the donor aims it with one tap.
fn matches(w: Words, m: &OfferPage) -> Markup {
    html! {
        section {
            h2 { (t!(w, "offer-matches")) }
            ul.nl {
                @for one in &m.needs {
                    li {
                        p.row.sp.base {
                            a.go2 href={ "/n/" (one.need) } { b { (one.recipient_name) } }
                            b.lack.nb { (t!(w, "gap-short", gap = one.line.shortage.get().unwrap_or(0), unit = one.line.unit)) }
                        }
                        p.sm.mut { (one.line.what) }
                        (Bar { size: Size::Small, ..one.line.bar() }.svg(w))
                        @if m.is_mine {
                            p { a.go2 href={ "/give?need=" (one.need) "&line=" (one.line.line) "&offer=" (m.id) } { (icon(Icon::Give)) " " (t!(w, "offer-aim")) } }
                        }
                    }
                }
            }
        }
    }
}
