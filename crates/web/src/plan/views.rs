//! How the plan looks: the level before the quantity, and why, before anything is decided.

use maud::{Markup, html};

use super::asks::{AskModel, GroupModel};
use super::decide_views::{decide, deed};
use super::model::{ItemModel, PackingModel, PlanPage, beyond};
use super::redirects;
use super::side_views::{lots, prices};
use super::weight::weight;
use super::why::WhyModel;
use crate::layout::{Ctx, Nav, Shell, Width};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, bar, field, note};
use crate::t;
use crate::words::{Words, date_time, number};

/// Chips that jump to recipients; further ones are reached by scrolling.
const CHIPS_MAX: usize = 12;

/// `/plan`.
pub(super) fn page(ctx: &Ctx, m: &PlanPage) -> Markup {
    let w = ctx.words;
    let body = html! {
        (bar::pattern_of_plan())
        div.cols.ask[m.decides()] {
            section.c12 #plan {
                (field::error_summary(w, &m.faults))
                (head(w, m))
            }
            @match &m.item {
                Some(item) => {
                    // Whoever has something to decide meets that first; a wide page puts it at the right all the same.
                    @if m.decides() { div.c5 { (decide(w, m)) } }
                    section.c7.stack[m.decides()] { @if m.decides() { (jumps(w, m)) } (shares(w, m, item)) }
                    div.c5.stack { (lots(w, m, item)) (prices(w, m)) @if !m.decides() { (decide(w, m)) }
                        @if !m.redirects.is_empty() { (redirects::view(w, &m.redirects, item, &m.token)) }
                    }
                    @if let Some(deed_model) = &m.deed { section.c12 { (deed(w, deed_model, item)) } }
                }
                None => div.c12.stack { (nothing(w, m)) @if m.standing.is_some() { (decide(w, m)) } },
            }
            @if !m.beside.is_empty() { (redirects::beside(w, &m.beside, &m.token)) }
        }
    };
    let subtitle = match (&m.item, &m.standing) {
        (Some(item), Some(standing)) => {
            t!(
                w,
                "plan-subtitle",
                item = item.name,
                number = standing.number
            )
        }
        (Some(item), None) => item.name.to_owned(),
        _ => String::new(),
    };
    Shell::new(&t!(w, "plan-title"), Nav::More)
        .subtitle(&subtitle)
        .width(Width::Wide)
        .figures()
        .render(ctx, body)
}

fn nothing(w: Words, m: &PlanPage) -> Markup {
    match m.too_large {
        Some((lots, asks)) => note::warn(
            &t!(w, "plan-too-large"),
            html! { p.sm { (t!(w, "refused-plan-too-large", lots = lots, asks = asks)) } },
        ),
        None => note::empty(
            Icon::Give,
            &t!(w, "plan-nothing"),
            &t!(w, "plan-nothing-text"),
            Some(("/offer", &t!(w, "offer-new"))),
        ),
    }
}

fn head(w: Words, m: &PlanPage) -> Markup {
    let Some(item) = &m.item else {
        return html! { h1.lede { (t!(w, "plan-title")) } };
    };
    let lede = match (m.worst_before, m.worst_after) {
        (Some(before), Some(after)) => t!(
            w,
            "plan-lede",
            total = item.total,
            unit = item.unit,
            before = before,
            after = after
        ),
        _ => t!(w, "plan-lede-met", item = item.name),
    };
    html! {
        h1.lede { (parts::phrases(&lede)) }
        (when(w, m))
        (items(w, m, item))
        @if !m.decides() { (jumps(w, m)) }
    }
}

/// When it was made, of what, and that it proposes.
fn when(w: Words, m: &PlanPage) -> Markup {
    html! {
        p.mut.mt2 {
            (t!(w, "plan-when", at = date_time(w, m.at)))
            @match &m.standing {
                Some(standing) => {
                    " " a.go2 href={ "/l/" (standing.entry) } {
                        (t!(w, "plan-entry", n = standing.entry))
                    }
                    @if standing.entries_since > 0 {
                        (t!(w, "plan-since", n = standing.entries_since))
                    }
                }
                None => (t!(w, "plan-unpublished")),
            }
        }
        @if m.standing.as_ref().is_some_and(|standing| !standing.agrees) {
            (note::warn(&t!(w, "plan-differs"), html! { p.sm { (t!(w, "plan-differs-text")) } }))
        }
    }
}

fn items(w: Words, m: &PlanPage, here: &ItemModel) -> Markup {
    let chip = |item: &ItemModel| {
        parts::chip(
            &format!("/plan?item={}", item.item),
            item.name,
            item.item == here.item,
        )
    };
    let chips: Vec<Markup> = m.items.iter().map(chip).collect();
    html! { @if chips.len() > 1 { div.mt2 { (parts::chips(&t!(w, "plan-items"), &chips)) } } }
}

fn jumps(w: Words, m: &PlanPage) -> Markup {
    let lines = m
        .groups
        .iter()
        .flat_map(|group| &group.lines)
        .take(CHIPS_MAX);
    let chip = |line: &AskModel| {
        let words = t!(
            w,
            "plan-level",
            name = line.recipient_name.clone(),
            level = line.after
        );
        parts::chip(&format!("#{}", anchor(line)), &words, false)
    };
    let mut chips: Vec<Markup> = lines.map(chip).collect();
    chips.push(parts::chip("#cost", &t!(w, "plan-cost"), false));
    if !m.decides() {
        chips.push(parts::chip("#say", &t!(w, "plan-say"), false));
    }
    html! { div.mt2 { (parts::chips(&t!(w, "plan-jump"), &chips)) } }
}

/// Where the page speaks of a line.
pub(super) fn anchor(line: &AskModel) -> String {
    format!("n{}-{}", line.need, line.line)
}

fn shares(w: Words, m: &PlanPage, item: &ItemModel) -> Markup {
    html! {
        div.bs {
            h2 { (t!(w, "plan-shares")) }
            p.sm.mut.mt1 { (t!(w, "plan-there")) }
            @if let Some(packing) = &m.packing { p.sm.mt1 { (icon(Icon::Box)) " " (packs(w, m, packing, item)) } }
            (bar::legend_of_plan(w))
            @for group in &m.groups { (group_view(w, group, item)) }
            @if m.lines_more > 0 { p.sm.mut.mt3 { (t!(w, "plan-lines-more", n = m.lines_more)) } }
            @if !m.left_out.is_empty() { div.mt3 { (left_out(w, m, item)) } }
        }
    }
}

/// Whole packs, and what opening them would change.
fn packs(w: Words, m: &PlanPage, packing: &PackingModel, item: &ItemModel) -> String {
    let whole = match packing.size {
        Some(n) => t!(w, "plan-packs", n = n, unit = item.unit),
        None => t!(w, "plan-packs-mixed"),
    };
    if packing.stranded == 0 {
        return whole;
    }
    let (now, opened) = (
        m.worst_after.unwrap_or(0),
        packing.worst_opened.unwrap_or(0),
    );
    let (n, unit) = (packing.stranded, item.unit);
    t!(
        w,
        "plan-packs-opened",
        whole = whole,
        n = n,
        unit = unit,
        now = now,
        opened = opened
    )
}

fn group_view(w: Words, group: &GroupModel, item: &ItemModel) -> Markup {
    let together = if group.lines.len() > 1 {
        t!(w, "plan-together", level = group.level)
    } else {
        t!(w, "plan-one", level = group.level)
    };
    html! {
        section.lv {
            h3.row.sp.base.wrap { span { (parts::phrases(&group.names)) } span.sm.mut.nw { (together) } }
            ul.nl { @for line in &group.lines { (line_view(w, line, item)) } }
        }
    }
}

fn line_view(w: Words, line: &AskModel, item: &ItemModel) -> Markup {
    let given = if line.given > 0 {
        t!(
            w,
            "plan-given",
            n = line.given,
            unit = item.unit_of(w, line.given)
        )
    } else {
        t!(w, "plan-given-none")
    };
    let why = if line.given > 0 {
        t!(
            w,
            "plan-why",
            n = line.given,
            unit = item.unit_of(w, line.given)
        )
    } else {
        t!(w, "plan-why-none")
    };
    html! {
        li id=(anchor(line)) {
            div.row.sp.base {
                a.go2 href={ "/n/" (line.need) } { b { (line.recipient_name) } }
                span.nb { span.mut { (line.before) "% → " } b { (line.after) "%" } }
            }
            (line.bar(item.unit).svg(w))
            div.row.sp.base.sm {
                span.mut { (has(w, line)) }
                b.nb.give[line.given > 0] { (given) }
            }
            @if line.claimed > line.demand {
                p.sm.mut { (icon(Icon::Warn)) " " (t!(w, "plan-capped", claimed = line.claimed, demand = line.demand, evidence = line.evidence_words.clone())) }
            }
            @if let Some(weighs) = &line.weight { p.sm.mut { (weight(w, weighs)) } }
            @if let Some(told) = &line.why {
                details { summary { (icon(Icon::Down)) (why) } (explained(w, line, told, item)) }
            }
        }
    }
}

/// What is needed and what is there, official apart.
fn has(w: Words, line: &AskModel) -> String {
    let has = t!(w, "plan-has", needed = line.demand, covered = line.covered);
    if line.official == 0 {
        return has;
    }
    t!(w, "plan-has-official", has = has, official = line.official)
}

fn explained(w: Words, line: &AskModel, why: &WhyModel, item: &ItemModel) -> Markup {
    let WhyModel {
        first,
        sentence,
        reach,
        reach_more,
        barred,
        barred_more,
        more,
    } = why;
    html! {
        div.ex {
            @if let Some(first) = first { p { b { (first) } } }
            p { (sentence) }
            @if !reach.is_empty() {
                h4 { (t!(w, "plan-reach")) }
                ul.yn {
                    @for lot in reach {
                        li {
                            span.give { (icon(Icon::Ok)) }
                            span { b { (lot_name(w, &lot.place_name, lot.quantity, item)) } (t!(w, "list-colon")) (lot.words) }
                        }
                    }
                    @if *reach_more > 0 { li { (t!(w, "plan-lots-more", n = *reach_more)) } }
                }
            }
            @if !barred.is_empty() {
                h4 { (t!(w, "plan-barred")) }
                ul.yn {
                    @for lot in barred {
                        li {
                            (icon(Icon::Close))
                            span { b { (lot_name(w, &lot.place_name, lot.quantity, item)) } (t!(w, "list-colon")) (lot.words) }
                        }
                    }
                    @if *barred_more > 0 { li { (t!(w, "plan-lots-more", n = *barred_more)) } }
                }
            }
            @if let Some(more) = more { p { b { (t!(w, "plan-more-title")) } " " (more) } }
            p.ent {
                a href={ "/n/" (line.need) } { (icon(Icon::Need)) (t!(w, "plan-see-need")) }
            }
        }
    }
}

fn lot_name(w: Words, place: &str, quantity: u64, item: &ItemModel) -> String {
    let unit = item.unit_of(w, quantity);
    t!(w, "plan-lot", place = place, n = quantity, unit = unit)
}

fn left_out(w: Words, m: &PlanPage, item: &ItemModel) -> Markup {
    let unstated = m.left_out.iter().find(|out| out.unstated);
    note::note(
        Icon::Box,
        &t!(
            w,
            "plan-left-out",
            n = beyond(m.left_out.len(), 0).saturating_add(m.left_out_more)
        ),
        html! {
            ul.sm.mut {
                @for out in &m.left_out {
                    li {
                        a href={ "/n/" (out.need) } { (out.recipient_name) } (t!(w, "list-colon"))
                        @if let (Some(demand), false) = (out.demand, out.unstated) {
                            (t!(w, "plan-out-has", covered = out.covered, demand = demand, unit = item.unit))
                            (t!(w, "list-comma"))
                        }
                        (out.why)
                    }
                }
            }
            @if m.left_out_more > 0 { p.sm.mut { (t!(w, "plan-rows-more", n = m.left_out_more)) } }
            @if let Some(out) = unstated {
                p.ent { a href={ "/n/" (out.need) } { (t!(w, "plan-ask-amount", name = out.recipient_name.clone())) } }
            }
        },
    )
}

/// How many rows a list has beyond those shown.
pub(super) fn not_listed(w: Words, all: u64, shown: usize) -> Markup {
    let more = all.saturating_sub(beyond(shown, 0));
    html! { @if more > 0 { p.sm.mut.mt2 { (t!(w, "plan-rows-more", n = more)) } } }
}

/// A figure with its unit.
pub(super) fn counted(n: u64, unit: &str) -> Markup {
    html! { (number(n)) " " (unit) }
}
