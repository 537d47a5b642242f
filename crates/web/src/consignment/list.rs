//! The list of consignments: what moves first, and of that what is late first.

use std::cmp::Reverse;

use maud::{Markup, html};
use relief::ids::{ConsignmentId, Stamp};
use relief::state::State;
use serde::Serialize;

use crate::consignment::model::{CardModel, is_under_way};
use crate::consignment::views::listed;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::Field;
use crate::parts::icon::Icon;
use crate::parts::{btn, btn_link, note};
use crate::t;
use crate::words::{Words, number};

/// Consignments on one page of the list.
pub const PAGE_MAX: usize = 50;
/// Characters of a code as people write it.
const CODE_CHARS_MAX: usize = 32;

/// One page of the list.
#[derive(Debug, Serialize)]
pub struct ListModel {
    /// Consignments on their way.
    pub moving: usize,
    /// Of those, past their time or too long in one pair of hands.
    pub late: usize,
    /// All.
    pub total: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// The next one, if there is more.
    pub next: Option<usize>,
    /// The consignments of this page.
    pub consignments: Vec<CardModel>,
}

impl ListModel {
    /// A page of the list at a moment.
    pub fn of(state: &State, w: Words, now: i64, page: usize) -> ListModel {
        let mut ranked: Vec<(u8, Reverse<ConsignmentId>)> = state
            .consignments
            .iter()
            .map(|(id, c)| {
                let late = c.is_overdue(Stamp(now)) || c.is_stuck(Stamp(now)) || c.is_disputed();
                let rank = match (is_under_way(c.stage()), late) {
                    (true, true) => 0,
                    (true, false) => 1,
                    _ => 2,
                };
                (rank, Reverse(*id))
            })
            .collect();
        ranked.sort_unstable();
        let count = |below: u8| ranked.iter().filter(|(rank, _)| *rank < below).count();
        let page = page.clamp(1, ranked.len().div_ceil(PAGE_MAX).max(1));
        let shown = ranked.iter().skip((page - 1) * PAGE_MAX).take(PAGE_MAX);
        let card =
            |(_, Reverse(id)): &(u8, Reverse<ConsignmentId>)| CardModel::of(state, *id, now, w);
        ListModel {
            moving: count(2),
            late: count(1),
            total: ranked.len(),
            page,
            next: (page * PAGE_MAX < ranked.len()).then_some(page + 1),
            consignments: shown.filter_map(card).collect(),
        }
    }
}

/// `/t`.
pub fn view(ctx: &Ctx, m: &ListModel) -> Markup {
    let w = ctx.words;
    let body = html! {
        (search(w, ""))
        section.stack {
            h2 { (t!(w, "consignment-list-count", moving = m.moving, total = m.total)) }
            @if m.late > 0 { p.lack { b { (t!(w, "consignment-list-late", n = m.late)) } } }
            @if m.consignments.is_empty() {
                (note::empty(Icon::Box, &t!(w, "consignment-list-empty"), &t!(w, "consignment-list-empty-text"), None))
            }
            @for one in &m.consignments { (listed(w, one)) }
        }
        @if let Some(next) = m.next {
            (btn_link(&format!("/t?page={next}"), Some(Icon::Down), &t!(w, "consignment-list-more"), false))
        }
    };
    let count = number(u64::try_from(m.total).unwrap_or(u64::MAX));
    Shell::new(&t!(w, "consignment-list"), Nav::Track)
        .subtitle(&t!(w, "consignment-list-sub", n = count))
        .render(ctx, body)
}

/// The field for the code of a label.
pub fn search(w: Words, typed: &str) -> Markup {
    html! {
        form.stack method="get" action="/t" {
            (Field::new("q", &t!(w, "consignment-search")).value(typed).code()
                .hint(&t!(w, "consignment-search-hint")).autocomplete("off")
                .length_max(CODE_CHARS_MAX).required().text())
            (btn(Some(Icon::Box), &t!(w, "consignment-search-go"), true))
        }
    }
}
