//! `/watch`: who has how much, what the same goods could have done, and what does not add up.

use maud::{Markup, html};

use super::model::{Concentration, WatchModel};
use super::{equity_views, flag_views, holders, list_views};
use crate::layout::{Ctx, Nav, Shell, Width};
use crate::parts::icon::Icon;
use crate::parts::{fold, remark};
use crate::t;
use crate::words::Words;

/// The page.
pub(super) fn page(ctx: &Ctx, m: &WatchModel) -> Markup {
    let w = ctx.words;
    let body = html! {
        div.cols {
            (equity_views::head(ctx, m))
            @if let Some(e) = &m.equity {
                div.c7.stk { (equity_views::places(w, e)) (equity_views::groups(w, e)) }
                div.c5 { (equity_views::curve(w, e)) }
            }
            (flags(ctx, m))
            @if let (Some(e), false) = (&m.equity, m.holders.rows.is_empty()) {
                (holders::view(w, &m.holders, e.item_name, e.unit))
            }
            (more(w, m))
        }
    };
    let subtitle = m.equity.as_ref().map_or("", |e| e.item_name);
    Shell::new(&t!(w, "watch-title"), Nav::More)
        .subtitle(subtitle)
        .width(Width::Wide)
        .figures()
        .render(ctx, body)
}

fn flags(ctx: &Ctx, m: &WatchModel) -> Markup {
    let w = ctx.words;
    let closed = m.resolved.saturating_add(m.settled);
    html! {
        section.c12 {
            h2.t4 { @if m.open == 0 { (t!(w, "watch-flags-none")) } @else { (t!(w, "watch-flags", n = m.open)) } }
            p.mut.mt1 { (t!(w, "watch-flags-text")) }
            p.ent.noprint { a href="/watch/check" { (t!(w, "check-title")) } }
            @if closed > 0 {
                p.mut { (t!(w, "watch-flags-closed", settled = m.settled, resolved = m.resolved)) }
            }
        }
        @for half in halves(m.flags.len()) {
            div.c6.stk { @for flag in m.flags.iter().skip(half.0).take(half.1) { (flag_views::card(ctx, flag, false)) } }
        }
    }
}

/// Two columns, the first with the one more.
fn halves(all: usize) -> [(usize, usize); 2] {
    let first = all.div_ceil(2);
    [(0, first), (first, all)]
}

fn more(w: Words, m: &WatchModel) -> Markup {
    html! {
        @if !m.rows.is_empty() {
            section.c12 { (fold(&t!(w, "watch-flags-rest"), flag_views::rows(w, &m.rows))) }
        }
        section.c12 {
            h2 { (t!(w, "watch-lists")) }
            p.sm.mut { (t!(w, "watch-lists-text")) }
            (list_views::rows(w, &m.lists))
        }
        section.c12 {
            (concentration(w, &m.concentration))
            (remark(Icon::Book, &t!(w, "watch-again")))
        }
    }
}

/// Information, and no flag.
fn concentration(w: Words, m: &Concentration) -> Markup {
    html! {
        @if let Some(n) = m.donor_percent { p.sm.mut { (t!(w, "watch-donor-share", n = n)) } }
        @if let Some(n) = m.carrier_percent { p.sm.mut { (t!(w, "watch-carrier-share", n = n)) } }
    }
}
