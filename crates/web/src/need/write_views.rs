//! The form that reports a need.

use maud::{Markup, html};
use relief::catalogue::Item;
use relief::code::FacilityKind;
use relief::need::NEED_LINES_MAX;

use super::ask_views::how_options;
use super::form::{LineForm, NeedForm};
use super::said;
use crate::form::Misfit;
use crate::layout::{Ctx, Nav, page as frame};
use crate::names;
use crate::parts::card::{Card, Tab, tabs};
use crate::parts::field::{self, Choice, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, note};
use crate::t;
use crate::words::Words;

/// `/need/new`.
pub(crate) fn page(ctx: &Ctx, m: &NeedForm) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, &m.faults))
        (pasted(w, m))
        form.commit method="post" action="/need/new" {
            // Enter sends the form, not the first button that removes a line.
            button.vh tabindex="-1" { (t!(w, "need-post")) }
            (field::token(&m.token)) (origin(m))
            @if !m.text.is_empty() { (field::hidden("text", &m.text)) }
            @if let Some(similar) = &m.similar { (same(w, similar)) }
            (recipient(w, m))
            @for (i, line) in m.lines.iter().enumerate() { (one_line(w, m, i, line)) }
            @if m.lines.len() < NEED_LINES_MAX {
                button.btn name="do" value="add" { (icon(Icon::Plus)) (t!(w, "need-add-line")) }
            }
            (proof(w, m))
            (parts::last_step(&t!(w, "need-sum", n = m.lines.len()), &t!(w, "need-sum-text"),
                html! { (parts::btn(Some(Icon::Ok), &t!(w, "need-post"), true)) }))
        }
    };
    frame(
        ctx,
        &t!(w, "need-new-title"),
        &t!(w, "need-new-subtitle"),
        Nav::Board,
        body,
    )
}

/// Carries the testimony that the need begins at.
fn origin(m: &NeedForm) -> Markup {
    html! { @if let Some(id) = m.testimony { (field::hidden("testimony", &id.to_string())) } }
}

/// The paste box, or the pasted text with what was recognised in it.
fn pasted(w: Words, m: &NeedForm) -> Markup {
    if m.text.is_empty() {
        return html! {
            form.stack method="post" action="/need/draft" {
                (field::hidden("room", &m.room)) (origin(m))
                (Field::new("text", &t!(w, "need-paste")).hint(&t!(w, "need-paste-text")).required().textarea(4))
                (parts::btn(Some(Icon::Paste), &t!(w, "need-paste-go"), false))
            }
        };
    }
    let title = t!(w, "need-recognised", n = m.lines.len());
    let doubt = m.doubt.map(|d| {
        if d == "offer" {
            t!(w, "need-doubt-offer")
        } else {
            t!(w, "need-doubt-talk")
        }
    });
    Card::new(Icon::Paste, &title, "").draft().render(html! {
        p.pv.say { (marked(&m.text, &m.marks)) }
        @if let Some(doubt) = doubt { p.sm.lack { (icon(Icon::Warn)) " " (doubt) } }
        @if m.doubt == Some("offer") { p.ent { a href="/offer" { (t!(w, "offer-new")) } } }
        p.sm.mut { (t!(w, "need-recognised-text")) }
    })
}

/// A text with its recognised parts marked.
pub(crate) fn marked(text: &str, marks: &[(usize, usize)]) -> Markup {
    let mut at = 0;
    let mut parts = Vec::new();
    for (start, end) in marks {
        if let (Some(before), Some(mark)) = (text.get(at..*start), text.get(*start..*end)) {
            parts.push((before, mark));
            at = *end;
        }
    }
    html! {
        @for (before, mark) in &parts { (before) mark { (mark) } }
        (text.get(at..).unwrap_or_default())
    }
}

/// The same was asked for lately: update that one, or say that this is another.
fn same(w: Words, (id, code): &(u64, String)) -> Markup {
    let (update, other) = (
        t!(w, "need-similar-update", code = code.clone()),
        t!(w, "need-similar-separate"),
    );
    let href = format!("/n/{id}#ask");
    note::warn(
        &t!(w, "need-similar"),
        html! {
            p.sm { (t!(w, "need-similar-text")) }
            (tabs(&[Tab::link(&update, &href).icon(Icon::Edit), Tab::submit(&other, Some(("do", "separate")))]))
        },
    )
}

fn recipient(w: Words, m: &NeedForm) -> Markup {
    let kinds: Vec<(&str, String)> = FacilityKind::ALL
        .iter()
        .map(|k| (k.code(), said::facility(w, *k)))
        .collect();
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(c, n)| (*c, n.as_str())).collect();
    let error = field::fault(&m.faults, "recipient");
    let open = field::fault(&m.faults, "place").is_some() || !m.place.is_empty();
    html! {
        div.f {
            label for="recipient" { (t!(w, "need-who")) }
            small #recipient-hint { (t!(w, "need-who-text")) }
            @if let Some(why) = error { small.lack #recipient-error { (icon(Icon::Warn)) " " b { (why) } } }
            input.in #recipient name="recipient" list="recipients" value=(m.recipient) required autocomplete="off"
                aria-invalid=[error.map(|_| "true")] aria-describedby="recipient-hint";
            datalist #recipients { @for one in &m.known { option value=(one) {} } }
        }
        details open[open] {
            summary { (icon(Icon::Down)) (t!(w, "need-who-new")) }
            (Field::new("place", &t!(w, "need-place")).hint(&t!(w, "need-place-text")).value(&m.place).error(field::fault(&m.faults, "place")).text())
            (Field::new("kind", &t!(w, "need-kind")).value(&m.kind).select(&kinds))
        }
        @if !m.rooms.is_empty() { (room(w, &m.rooms, &m.room, &m.faults)) }
    }
}

/// Which of the sender's rooms cares for it, or none.
pub(crate) fn room(w: Words, rooms: &[(u64, String)], chosen: &str, faults: &[Misfit]) -> Markup {
    let none = t!(w, "need-no-room");
    let rooms: Vec<(String, &str)> = rooms
        .iter()
        .map(|(id, name)| (id.to_string(), name.as_str()))
        .collect();
    let mut options: Vec<(&str, &str)> = rooms
        .iter()
        .map(|(id, name)| (id.as_str(), *name))
        .collect();
    options.push(("", &none));
    Field::new("room", &t!(w, "need-room"))
        .value(chosen)
        .error(field::fault(faults, "room"))
        .select(&options)
}

fn one_line(w: Words, m: &NeedForm, i: usize, line: &LineForm) -> Markup {
    let id = |name: &str| format!("{name}-{i}");
    let unit = line
        .goods()
        .map(|item| names::unit(w, item.unit(), 2))
        .unwrap_or_default();
    let quantity = if unit.is_empty() {
        t!(w, "need-quantity-plain")
    } else {
        t!(w, "need-quantity", unit = unit)
    };
    let [item_id, number_id, by_id] = [id("item"), id("quantity"), id("by")];
    html! {
        fieldset.f.stack {
            legend { (t!(w, "need-line", n = i + 1)) }
            (items(w, &item_id, line, field::fault(&m.faults, &item_id)))
            @if !line.as_written.is_empty() {
                p.sm.lack { (icon(Icon::Warn)) " " (line.as_written) }
                (field::hidden(&id("written"), &line.as_written))
            }
            div.two {
                (Field::new(&number_id, &quantity).value(&line.quantity).error(field::fault(&m.faults, &number_id)).text())
                (how(w, &id("how"), line))
            }
            div { (field::checkbox(&id("unknown"), &t!(w, "need-unknown"), line.unknown)) }
            details open[!line.by.is_empty() || !line.standards.is_empty() || field::fault(&m.faults, &by_id).is_some()] {
                summary { (icon(Icon::Down)) (t!(w, "need-line-more")) }
                (Field::new(&by_id, &t!(w, "need-by-when")).kind("date").value(&line.by).error(field::fault(&m.faults, &by_id)).text())
                (standards(w, &id("standard"), line))
            }
            @if m.lines.len() > 1 {
                button.btn.thin name="do" value={ "drop-" (i) } { (icon(Icon::Minus)) (t!(w, "need-drop-line", n = i + 1)) }
            }
        }
    }
}

fn items(w: Words, id: &str, line: &LineForm, error: Option<&str>) -> Markup {
    let choose = t!(w, "need-item-choose");
    let mut options: Vec<(&str, &str)> = vec![("", &choose)];
    options.extend(Item::all().map(|item| (item.code(), names::item(w, item))));
    Field::new(id, &t!(w, "need-item"))
        .value(&line.item)
        .error(error)
        .select(&options)
}

fn how(w: Words, id: &str, line: &LineForm) -> Markup {
    let hows = how_options(w);
    let options: Vec<(&str, &str)> = hows
        .iter()
        .filter(|(c, _)| *c != "unknown")
        .map(|(c, n)| (*c, n.as_str()))
        .collect();
    Field::new(id, &t!(w, "need-how"))
        .value(&line.how)
        .select(&options)
}

/// Standards of the chosen item; without script they come with the next look at the form.
fn standards(w: Words, name: &str, line: &LineForm) -> Markup {
    let Some(item) = line.goods() else {
        return html! {
            p.sm.mut { (t!(w, "need-standards-item")) }
            button.btn.thin name="do" value="refresh" { (t!(w, "need-standards-show")) }
        };
    };
    let all: Vec<_> = item.standards().collect();
    let on = |code: &str| line.standards.iter().any(|s| s == code);
    let choices: Vec<Choice<'_>> = all
        .iter()
        .map(|s| Choice::new(s.code(), s.written(), "", on(s.code())))
        .collect();
    html! {
        @if choices.is_empty() { p.sm.mut { (t!(w, "need-standards-none")) } }
        @else { (field::checks(name, &t!(w, "need-standards"), &t!(w, "need-standards-text"), None, &choices)) }
    }
}

/// Where it is from, how to reach them, what else.
fn proof(w: Words, m: &NeedForm) -> Markup {
    html! {
        (Field::new("source", &t!(w, "need-source")).hint(&t!(w, "need-source-text")).value(&m.source).error(field::fault(&m.faults, "source")).text())
        (Field::new("contact", &t!(w, "need-contact")).hint(&t!(w, "need-contact-text")).value(&m.contact)
            .error(field::fault(&m.faults, "contact")).autocomplete("off").text())
        (Field::new("remark", &t!(w, "need-remark")).hint(&t!(w, "need-remark-text")).value(&m.remark).error(field::fault(&m.faults, "remark")).textarea(2))
        (field::checkbox("critical", &t!(w, "need-critical-text"), m.critical))
        @if m.asks_name {
            (Field::new("name", &t!(w, "form-name")).hint(&t!(w, "form-name-text")).value(&m.name)
                .error(field::fault(&m.faults, "name")).required().autocomplete("nickname").text())
        }
    }
}
