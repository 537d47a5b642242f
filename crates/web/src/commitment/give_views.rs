//! The form that makes a commitment, and whom to choose before it.

use maud::{Markup, html};

use super::give::{Elsewhere, GiveForm, StandardChoice};
use crate::board::model::BoardModel;
use crate::board::views as board;
use crate::layout::{Ctx, Nav, Shell, Width, page as frame};
use crate::need::LineModel;
use crate::need::views as need;
use crate::parts::bar::{Bar, Size};
use crate::parts::card::Card;
use crate::parts::field::{self, Choice, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, note};
use crate::t;
use crate::words::{Words, number};

/// One step of the less and more buttons.
const STEP: u64 = 10;

/// `/give` without a need: who lacks most.
pub(super) fn choose(ctx: &Ctx, m: &BoardModel) -> Markup {
    let w = ctx.words;
    let all = parts::chip("/give", &t!(w, "board-all"), m.item.is_none());
    let items = BoardModel::chips(&m.items)
        .map(|c| parts::chip(&format!("/give?item={}", c.code), &c.name, c.on));
    let chips: Vec<Markup> = std::iter::once(all).chain(items).collect();
    let body = html! {
        div.stack {
            p { (t!(w, "give-choose")) }
            p.ent { a href="/offer" { (icon(Icon::Give)) " " (t!(w, "offer-new")) } }
            (parts::chips(&t!(w, "board-by-item"), &chips))
            @if m.groups.is_empty() { (note::empty(Icon::Need, &t!(w, "give-none"), &t!(w, "give-none-text"), Some(("/b", &t!(w, "board-title"))))) }
            @else { (board::table(w, m)) }
        }
    };
    Shell::new(&t!(w, "give-title"), Nav::Give)
        .subtitle(&t!(w, "give-subtitle"))
        .width(Width::Wide)
        .back(None)
        .render(ctx, body)
}

/// `/give?need=`.
pub(super) fn page(ctx: &Ctx, m: &GiveForm) -> Markup {
    let w = ctx.words;
    let Some(line) = &m.target else {
        return html! {};
    };
    let draft = m.typed(w).unwrap_or(0);
    let body = html! {
        (field::error_summary(w, &m.faults))
        @if let Some((before, now)) = &m.changed { (changed(w, line, before, now)) }
        (target(ctx, m, line, draft))
        form.commit method="post" action="/give" {
            (field::token(&m.token))
            @for (name, value) in [("need", m.need.to_string()), ("line", m.line.to_string()), ("seen", m.short_text()), ("offer", m.offer.clone())] {
                (field::hidden(name, &value))
            }
            (how_many(w, m, line))
            @if m.is_excess { (excess(w, m, line, draft)) }
            (standard(w, m, line))
            div.two {
                (Field::new("place", &t!(w, "give-from")).value(&m.place).placeholder(&t!(w, "give-from-example")).required().error(field::fault(&m.faults, "place")).text())
                (Field::new("ready", &t!(w, "give-ready")).kind("date").value(&m.ready).required().error(field::fault(&m.faults, "ready")).text())
            }
            (Field::new("remark", &t!(w, "need-remark")).hint(&t!(w, "need-remark-text")).value(&m.remark).error(field::fault(&m.faults, "remark")).text())
            @if m.asks_name {
                (Field::new("name", &t!(w, "form-name")).hint(&t!(w, "give-name-text")).value(&m.name).error(field::fault(&m.faults, "name")).required().autocomplete("nickname").text())
            }
            (last(w, m, line, draft))
        }
    };
    frame(
        ctx,
        &t!(w, "give-title"),
        &t!(w, "give-subtitle"),
        Nav::Give,
        body,
    )
}

fn changed(w: Words, line: &LineModel, before: &str, now: &str) -> Markup {
    let said = |text: &str| {
        text.parse().map_or_else(
            |_| t!(w, "bar-unknown"),
            |n| format!("{} {}", number(n), line.unit),
        )
    };
    note::warn(
        &t!(w, "give-changed"),
        html! {
            p.sm { (t!(w, "give-changed-text", before = said(before), now = said(now))) }
        },
    )
}

/// Whose need, and its bar with what the donor is about to give.
fn target(ctx: &Ctx, m: &GiveForm, line: &LineModel, draft: u64) -> Markup {
    let (w, kind) = (ctx.words, t!(ctx.words, "need-card"));
    let Some(card) = &m.card else { return html! {} };
    let bar = Bar {
        draft,
        ..line.bar()
    };
    let with = GiveForm::percent_with(line, draft);
    Card::new(Icon::Need, &kind, &card.code).state(need::state(w, ctx.now, card)).render(html! {
        p { a.go2 href={ "/n/" (card.id) } { b { (card.recipient_name) } } }
        p.sm.mut { (line.what) }
        (bar.headline(w)) (bar.svg(w)) (bar.key(w))
        @if let Some(with) = with.filter(|_| draft > 0) { p.row.sp.base { span {} b { (t!(w, "give-with", n = with)) } } }
    })
}

fn how_many(w: Words, m: &GiveForm, line: &LineModel) -> Markup {
    let label = t!(w, "give-how-much");
    Field::new("quantity", &label)
        .value(&m.quantity)
        .required()
        .error(field::fault(&m.faults, "quantity"))
        .number(w, line.unit, 1, relief::quantity::QUANTITY_MAX, STEP)
}

/// Enough stands here already, or will with this gift: where it would do more comes first.
fn excess(w: Words, m: &GiveForm, line: &LineModel, draft: u64) -> Markup {
    let now = line.percent.get().unwrap_or(0);
    let title = if line.shortage.get() == Some(0) {
        t!(w, "give-enough", n = now)
    } else {
        t!(w, "give-too-much")
    };
    let over = line
        .bar()
        .there()
        .saturating_add(draft)
        .saturating_sub(line.needed.get().unwrap_or(0));
    let text = match &m.elsewhere {
        Some(e) => t!(
            w,
            "give-excess-elsewhere",
            n = over,
            unit = line.unit,
            who = e.recipient_name.clone(),
            percent = e.line.percent.get().unwrap_or(0)
        ),
        None => t!(w, "give-excess", n = over, unit = line.unit),
    };
    html! {
        (note::warn(&title, html! { p.sm { (text) } }))
        (where_to(w, m, line, draft, over))
    }
}

fn where_to(w: Words, m: &GiveForm, line: &LineModel, draft: u64, over: u64) -> Markup {
    let here_name = m
        .card
        .as_ref()
        .map(|c| c.recipient_name.clone())
        .unwrap_or_default();
    let here = t!(w, "give-here", who = here_name);
    let here_text = t!(w, "give-here-text", n = over, unit = line.unit);
    let on = |value: &str, first: bool| m.to == value || (m.to.is_empty() && first);
    let stay = Choice::new("here", &here, &here_text, on("here", m.elsewhere.is_none()));
    let Some(e) = &m.elsewhere else {
        return field::radios("to", &t!(w, "give-where"), "", None, &[stay]);
    };
    let (title, text) = (
        t!(w, "give-other", who = e.recipient_name.clone()),
        after(w, e, draft),
    );
    let (half, half_text) = (
        t!(w, "give-half"),
        t!(
            w,
            "give-half-text",
            n = draft / 2,
            unit = line.unit,
            text = after(w, e, draft / 2)
        ),
    );
    let bar = Bar {
        size: Size::Small,
        draft,
        ..e.line.bar()
    };
    let suggested = t!(w, "give-suggested");
    let other = Choice {
        tag: Some(&suggested),
        extra: Some(bar.svg(w)),
        ..Choice::new("other", &title, &text, on("other", true))
    };
    let both = Choice::new("half", &half, &half_text, on("half", false));
    html! {
        (field::hidden("there", &m.there_text()))
        (field::radios("to", &t!(w, "give-where"), "", None, &[other, both, stay]))
    }
}

/// What the gift would change elsewhere.
fn after(w: Words, e: &Elsewhere, draft: u64) -> String {
    let (before, with) = (
        e.line.percent.get().unwrap_or(0),
        GiveForm::percent_with(&e.line, draft).unwrap_or(0),
    );
    let left = e.line.shortage.get().unwrap_or(0).saturating_sub(draft);
    t!(
        w,
        "give-after",
        before = before,
        after = with,
        n = left,
        unit = e.line.unit
    )
}

/// What the recipient takes is said before anything is bought.
fn standard(w: Words, m: &GiveForm, line: &LineModel) -> Markup {
    let (refused, none, none_text) = (
        t!(w, "give-not-here"),
        t!(w, "give-no-standard"),
        t!(w, "give-no-standard-text"),
    );
    let choice = |s: &StandardChoice| {
        Choice::new(
            s.code,
            s.written,
            if s.accepted { "" } else { &refused },
            m.standard == s.code,
        )
    };
    let (good, other): (Vec<_>, Vec<_>) = m.standards.iter().partition(|s| s.accepted);
    let unknown = Choice::new("", &none, &none_text, m.standard.is_empty());
    let choices: Vec<Choice<'_>> = good
        .into_iter()
        .map(choice)
        .chain([unknown])
        .chain(other.into_iter().map(choice))
        .collect();
    let hint = if line.standards.is_empty() {
        t!(w, "give-any-standard")
    } else {
        t!(
            w,
            "give-only-these",
            standards = line
                .standards
                .join(", ")
                .replace(' ', "\u{a0}")
                .replace(",\u{a0}", ", ")
        )
    };
    html! {
        (field::radios("standard", &t!(w, "give-standard"), &hint, field::fault(&m.faults, "standard"), &choices))
        @if m.asks_despite || m.despite { (field::checkbox("despite", &t!(w, "give-despite"), m.despite)) }
    }
}

fn last(w: Words, m: &GiveForm, line: &LineModel, draft: u64) -> Markup {
    let who = m
        .card
        .as_ref()
        .map(|c| c.recipient_name.clone())
        .unwrap_or_default();
    let amount = format!("{} {}", number(draft), line.unit);
    let sum = if m.is_excess || draft == 0 {
        t!(w, "give-sum-open")
    } else {
        t!(w, "give-sum", who = who, amount = amount)
    };
    parts::last_step(
        &sum,
        &t!(w, "give-sum-text"),
        html! { (parts::btn(Some(Icon::Give), &t!(w, "give-go"), true)) },
    )
}
