//! How the flows look: one sentence, one picture, its table.

use maud::{Markup, html};

use super::model::{FlowModel, FlowsPage};
use crate::layout::Ctx;
use crate::parts::icon::Icon;
use crate::parts::sankey::{Flow, sankey};
use crate::parts::{self, note};
use crate::sums::ItemName;
use crate::sums::views::Pictured;
use crate::t;
use crate::words::{Words, number};

/// Flows named beside the picture.
const LARGEST_MAX: usize = 6;

/// `/flows`.
pub fn page(ctx: &Ctx, m: &FlowsPage) -> Markup {
    let w = ctx.words;
    Pictured {
        title: &t!(w, "flows-title"),
        place: t!(w, "board-everywhere"),
        now: m.now,
        lede: lede(w, m),
        filters: filters(w, m),
        pictures: m.item.as_ref().map(|item| picture(w, m, item)),
        nothing: nothing(w),
    }
    .render(ctx)
}

fn lede(w: Words, m: &FlowsPage) -> String {
    match &m.item {
        Some(item) if m.count > 0 => t!(
            w,
            "flows-lede",
            total = m.received.saturating_add(m.moving),
            unit = item.unit,
            item = item.name,
            sources = m.sources,
            sinks = m.sinks
        ),
        Some(item) => t!(w, "flows-lede-item", item = item.name),
        None => t!(w, "flows-lede-none"),
    }
}

fn filters(w: Words, m: &FlowsPage) -> Markup {
    let on = m.item.as_ref().map_or("", |item| item.code);
    let chip = |i: &ItemName| parts::chip(&format!("/flows?item={}", i.code), i.name, i.code == on);
    let items: Vec<Markup> = m.items.iter().map(chip).collect();
    html! { @if !items.is_empty() { (parts::chips(&t!(w, "home-worst-items"), &items)) } }
}

fn nothing(w: Words) -> Markup {
    note::empty(
        Icon::Box,
        &t!(w, "flows-none"),
        &t!(w, "flows-none-text"),
        Some(("/give", &t!(w, "board-give"))),
    )
}

fn picture(w: Words, m: &FlowsPage, item: &ItemName) -> Markup {
    let flows: Vec<Flow<'_>> = m
        .flows
        .iter()
        .map(|f| Flow {
            from: &f.from_name,
            to: &f.to_name,
            received: f.received,
            moving: f.moving,
        })
        .collect();
    html! {
        section.c8.sheet {
            h2 { (t!(w, "flows-from-to", item = item.name, unit = item.unit)) }
            (parts::small(&t!(w, "flows-rule")))
            (moving(w, m.moving, item))
            (sankey(w, &flows, item.name, item.unit))
        }
        section.c4.sheet {
            h2 { (t!(w, "flows-largest")) }
            ul.nl { @for flow in m.flows.iter().take(LARGEST_MAX) { (largest(w, flow, item)) } }
        }
        p.c12.ent.noprint {
            a href={ "/map?item=" (item.code) } { (t!(w, "map-title")) }
            a href="/t" { (t!(w, "nav-track")) }
            a href={ "/flows.json?item=" (item.code) } { (t!(w, "map-json")) }
        }
    }
}

fn largest(w: Words, flow: &FlowModel, item: &ItemName) -> Markup {
    let total = number(flow.received.saturating_add(flow.moving));
    html! {
        li {
            p.row.sp.base {
                span { (flow.from_name) " → " a.go2 href={ "/b/" (flow.to) "?item=" (item.code) } { (flow.to_name) } }
                span.nb { b { (total) } " " (item.unit) }
            }
            (moving(w, flow.moving, item))
        }
    }
}

/// How much of it has not arrived.
fn moving(w: Words, n: u64, item: &ItemName) -> Markup {
    html! { @if n > 0 { (parts::small(&t!(w, "flows-moving", n = n, unit = item.unit))) } }
}
