//! How official supply looks: the list on other pages, and the form that records it.

use maud::{Markup, html};
use relief::catalogue::Item;
use relief::code::{OfficialKind, PackKind};

use super::form::SupplyForm;
use super::model::{Delivery, SupplyModel};
use super::said;
use crate::layout::{Ctx, Nav, page as frame};
use crate::names;
use crate::parts::card::{Tab, tabs};
use crate::parts::field::{self, Choice, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, Tone, note};
use crate::question::because;
use crate::t;
use crate::words::{Words, date};

/// What the state gave a recipient, as a section of the page of a need or of the recipient itself.
pub(crate) fn section(w: Words, list: &[SupplyModel], more: usize, new: &str) -> Markup {
    html! {
        section #official {
            h2 { (t!(w, "official-title")) }
            @if list.is_empty() { p.sm.mut { (t!(w, "official-none")) } }
            @else { (records(w, list, false)) }
            @if more > 0 { p.sm.mut { (t!(w, "official-more", n = more)) } }
            p.ent { a href=(new) { (icon(Icon::Plus)) " " (t!(w, "official-new")) } }
        }
    }
}

/// Records one under the other; `named` says to whom each went.
pub(crate) fn records(w: Words, list: &[SupplyModel], named: bool) -> Markup {
    html! { ul.nl { @for one in list { li { (record(w, one, named)) } } } }
}

fn record(w: Words, one: &SupplyModel, named: bool) -> Markup {
    html! {
        p.row.sp.base {
            a.go2 href={ "/official/" (one.id) } { b { (one.standing.amount) } " " (one.item_name) }
            span.sm.mut.nb { (one.standing.kind_words) " " (date(w, one.standing.day)) }
        }
        p.row.base.sm.mut {
            @if named { a.go2 href={ "/f/" (one.recipient) } { (one.recipient_name) } }
            @if let Some(office) = &one.office { span { (office) } }
            (marks(w, one))
        }
        @if let Some(delivery) = &one.delivery { (delivery_view(delivery)) }
    }
}

/// When what is allocated is to be there: a countdown, or that it is overdue.
pub(crate) fn delivery_view(delivery: &Delivery) -> Markup {
    let late = delivery.is_overdue();
    let picture = if late { Icon::Warn } else { Icon::Clock };
    html! { p.sm.lack[late] { (icon(picture)) " " (delivery.words) } }
}

/// The day of delivery, which may stay blank.
pub(super) fn delivery_field(w: Words, value: &str, error: Option<&str>) -> Markup {
    Field::new("deliver_on", &t!(w, "official-deliver"))
        .hint(&t!(w, "official-deliver-text"))
        .value(value)
        .error(error)
        .kind("date")
        .text()
}

/// Who says so, and whether it was corrected.
pub(super) fn marks(w: Words, one: &SupplyModel) -> Markup {
    html! {
        @if one.standing.by_recipient { (parts::badge(Tone::Plain, Some(Icon::Edit), &t!(w, "official-by-recipient"))) }
        @else if one.standing.cited { (parts::badge(Tone::Plain, Some(Icon::Link), &t!(w, "official-cited"))) }
        @else { (parts::badge(Tone::Plain, Some(Icon::Ok), &t!(w, "official-by-office"))) }
        @if one.unconfirmed { (parts::badge(Tone::Lack, Some(Icon::Warn), &t!(w, "official-unconfirmed"))) }
        @if !one.earlier.is_empty() {
            (parts::badge(Tone::Plain, Some(Icon::Edit), &t!(w, "official-corrected", n = one.earlier.len())))
        }
    }
}

/// `/official/new`.
pub(super) fn form(ctx: &Ctx, m: &SupplyForm) -> Markup {
    let w = ctx.words;
    let lead = if m.is_official {
        t!(w, "official-lead-office")
    } else {
        t!(w, "official-lead")
    };
    let (sum, text) = (t!(w, "official-sum"), t!(w, "official-sum-text"));
    let body = html! {
        (field::error_summary(w, &m.faults))
        p { (lead) }
        @if m.is_stranger { (note::note(Icon::Lock, &t!(w, "official-members"), html! { p.ent { a href="/" { (t!(w, "home-rooms")) } } })) }
        (allocated(w, m))
        form.commit method="post" action="/official/new" {
            (field::token(&m.token))
            @if let Some(one) = &m.same {
                // Enter sends the form, and does not say that this is another.
                button.vh tabindex="-1" { (t!(w, "official-go")) }
                (same(w, one))
            }
            (recipient(w, m))
            (goods(w, m))
            (amount_fields(w, &m.amount, &m.pack, &m.faults))
            (kind_field(w, &m.kind))
            (Field::new("day", &t!(w, "official-day")).value(&m.day).error(field::fault(&m.faults, "day")).required().kind("date").text())
            (delivery_field(w, &m.deliver_on, field::fault(&m.faults, "deliver_on")))
            (office(w, m))
            (source(w, m))
            (because::field(w, because::FIELD, &m.because, field::fault(&m.faults, because::FIELD)))
            (parts::last_step(&sum, &text, html! { (parts::btn(Some(Icon::Ok), &t!(w, "official-go"), true)) }))
        }
    };
    frame(ctx, &t!(w, "official-new"), &m.recipient, Nav::Board, body)
}

/// What was allocated and has not come: its delivery is a correction, or it would count twice.
fn allocated(w: Words, m: &SupplyForm) -> Markup {
    html! {
        @if !m.allocated.is_empty() {
            (note::note(Icon::Clock, &t!(w, "official-allocated-before"), html! {
                p.sm { (t!(w, "official-allocated-before-text")) }
                @for one in &m.allocated {
                    p.ent { a href={ "/official/" (one.id) "#correct" } { (one.standing.amount) " " (one.item_name) } }
                    @if let Some(delivery) = &one.delivery { (delivery_view(delivery)) }
                }
            }))
        }
    }
}

/// A record says the same: that one may need a correction, or this is another.
fn same(w: Words, one: &SupplyModel) -> Markup {
    let (there, other) = (t!(w, "official-same-there"), t!(w, "need-similar-separate"));
    let href = format!("/official/{}", one.id);
    note::warn(
        &t!(w, "official-same"),
        html! {
            p.sm { (one.standing.amount) " " (one.item_name) " · " (date(w, one.standing.day)) }
            (tabs(&[Tab::link(&there, &href), Tab::submit(&other, Some(("do", "separate")))]))
        },
    )
}

fn recipient(w: Words, m: &SupplyForm) -> Markup {
    let error = field::fault(&m.faults, "recipient");
    html! {
        (Field::new("recipient", &t!(w, "official-to")).hint(&t!(w, "need-who-text")).value(&m.recipient)
            .error(error).required().autocomplete("off").list("recipients").text())
        datalist #recipients { @for one in &m.known { option value=(one) {} } }
    }
}

fn goods(w: Words, m: &SupplyForm) -> Markup {
    let choose = t!(w, "need-item-choose");
    let mut items: Vec<(&str, &str)> = vec![("", &choose)];
    items.extend(Item::all().map(|i| (i.code(), names::item(w, i))));
    Field::new("item", &t!(w, "need-item"))
        .value(&m.item)
        .error(field::fault(&m.faults, "item"))
        .select(&items)
}

/// How much, and in what: pieces, or packs that nobody has opened.
pub(super) fn amount_fields(
    w: Words,
    amount: &str,
    pack: &str,
    faults: &[(String, String)],
) -> Markup {
    let pieces = t!(w, "official-pieces");
    let packs: Vec<(&str, String)> = PackKind::ALL
        .iter()
        .map(|k| {
            let unit = said::pack(w, *k, 2);
            (k.code(), t!(w, "official-packs", amount = unit))
        })
        .collect();
    let mut units: Vec<(&str, &str)> = vec![("", &pieces)];
    units.extend(packs.iter().map(|(code, name)| (*code, name.as_str())));
    html! {
        div.two {
            (Field::new("amount", &t!(w, "need-quantity-plain")).value(amount).error(field::fault(faults, "amount")).required().text())
            (Field::new("pack", &t!(w, "official-unit")).value(pack).select(&units))
        }
        p.sm.mut { (t!(w, "official-packs-text")) }
    }
}

/// Delivered or allocated.
pub(super) fn kind_field(w: Words, chosen: &str) -> Markup {
    let kinds: Vec<(&str, String, String)> = OfficialKind::ALL
        .iter()
        .map(|k| {
            let text = match k {
                OfficialKind::Delivered => t!(w, "official-delivered-text"),
                OfficialKind::Allocated => t!(w, "official-allocated-text"),
            };
            (k.code(), said::kind(w, *k), text)
        })
        .collect();
    let choices: Vec<Choice<'_>> = kinds
        .iter()
        .map(|(code, title, text)| Choice::new(code, title, text, *code == chosen))
        .collect();
    field::radios("kind", &t!(w, "official-kind"), "", None, &choices)
}

fn office(w: Words, m: &SupplyForm) -> Markup {
    html! {
        (Field::new("office", &t!(w, "official-office")).hint(&t!(w, "official-office-text")).value(&m.office)
            .error(field::fault(&m.faults, "office")).autocomplete("off").list("offices").text())
        datalist #offices { @for one in &m.offices { option value=(one) {} } }
    }
}

fn source(w: Words, m: &SupplyForm) -> Markup {
    let (label, hint) = (t!(w, "official-source"), t!(w, "official-source-text"));
    let field = Field::new("source", &label)
        .hint(&hint)
        .value(&m.source)
        .error(field::fault(&m.faults, "source"))
        .placeholder("https://");
    if m.is_official {
        field.text()
    } else {
        field.required().text()
    }
}
