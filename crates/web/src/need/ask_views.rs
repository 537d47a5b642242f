//! Still true? Yes, changed, or satisfied.

use maud::{Markup, html};

use super::day;
use super::line::LineModel;
use super::page::PageModel;
use super::page_views::{button, fault};
use crate::parts;
use crate::parts::field::{self, Choice};
use crate::parts::icon::{Icon, icon};
use crate::t;
use crate::words::Words;

/// Still true? Yes, changed, or satisfied.
pub(super) fn ask(w: Words, m: &PageModel) -> Markup {
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
