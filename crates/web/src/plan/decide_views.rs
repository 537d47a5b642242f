//! Deciding about the plan, and what became of the last one.

use maud::{Markup, html};

use super::decide::{DecidedLine, OwnLine};
use super::deed::{DeedModel, DeedRow};
use super::model::{ItemModel, PlanPage};
use super::side_views::item_field;
use super::views::{anchor, not_listed};
use super::{form, several};
use crate::parts::bar::{Bar, Size};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, ScriptAction, field};
use crate::question::because;
use crate::t;
use crate::words::{Words, date_time, number, signed};

/// Lines that differ and stand open.
const DIFFERING_OPEN_MAX: usize = 6;
/// Own lines that stand open, so that the groups below are not far away.
const OWN_OPEN_MAX: usize = 4;

/// The card on which lines are accepted and plans published.
pub(super) fn decide(w: Words, m: &PlanPage) -> Markup {
    html! {
        section.card #say {
            header {
                (icon(Icon::List))
                b { @match &m.standing {
                    Some(standing) => (t!(w, "plan-number", number = standing.number)),
                    None => (t!(w, "plan-draft")),
                } }
                @if let Some(standing) = &m.standing { span.end { (date_time(w, standing.at)) } }
            }
            div.stack {
                @if !m.own.is_empty() { (own(w, m)) (several::view(w, m)) }
                @if m.standing.is_some() { (so_far(w, m)) } @else { p { (t!(w, "plan-draft-text")) } }
                @if !m.decided.lines.is_empty() {
                    (parts::fold(&t!(w, "plan-decided", n = m.decided.lines.len()), decided(w, m)))
                }
                @if m.may_publish && m.too_large.is_none() { (publish(w, m)) }
                (parts::btn_script(ScriptAction::Print, Some(Icon::Print), &t!(w, "plan-print")))
            }
        }
    }
}

fn so_far(w: Words, m: &PlanPage) -> Markup {
    let d = &m.decided;
    html! {
        p.key {
            span { (icon(Icon::Ok)) " " (t!(w, "plan-agreed")) " " b { (number(d.agreed)) } }
            span { (icon(Icon::Clock)) " " (t!(w, "plan-waiting")) " " b { (number(d.waiting)) } }
            span { (t!(w, "plan-silent")) " " b { (number(d.silent)) } }
            span { (icon(Icon::Close)) " " (t!(w, "plan-left")) " " b { (number(d.left)) } }
        }
        @if m.own.is_empty() { p.sm.mut { (t!(w, "plan-own-none")) } }
    }
}

/// The reader's own lines: ticked ones are accepted together.
fn own(w: Words, m: &PlanPage) -> Markup {
    let takes = m.own.iter().any(|line| line.takes);
    let (open, rest) = m
        .own
        .split_at_checked(OWN_OPEN_MAX)
        .unwrap_or((&m.own, &[]));
    let list =
        |lines: &[OwnLine]| html! { ul.nl { @for line in lines { (own_line(w, m, line)) } } };
    html! {
        form.stack method="post" action="/plan/accept" {
            (field::token(&m.token))
            (item_field(m))
            fieldset {
                legend { b { (t!(w, "plan-own")) } }
                (list(open))
                @if !rest.is_empty() { (parts::fold(&t!(w, "plan-own-rest", n = rest.len()), list(rest))) }
            }
            @if takes {
                (because::folded(w, form::ACCEPTS_BECAUSE, &m.because, field::fault(&m.faults, form::ACCEPTS_BECAUSE)))
                (parts::btn(Some(Icon::Ok), &t!(w, "plan-accept"), true))
            }
        }
    }
}

fn own_line(w: Words, m: &PlanPage, line: &OwnLine) -> Markup {
    let name = t!(
        w,
        "plan-own-line",
        place = line.place_name.clone(),
        name = line.recipient_name.clone(),
        amount = line.amount.clone()
    );
    let listed = m.ask(line.need, line.line);
    let said = html! {
        (name)
        // The levels are those of the plan: another quantity reaches another one.
        @if line.quantity != line.planned { (t!(w, "list-comma")) span.mut { (t!(w, "plan-own-planned", n = line.planned)) } }
        @else if let Some(ask) = listed { " " span.nb { span.mut { (ask.before) "% → " } b { (ask.after) "%" } } }
        span.sm.mut.blk { (line.words) }
    };
    html! {
        li {
            @if line.takes {
                label.row.tick {
                    input type="checkbox" name="line" value=(line.value) checked;
                    span { (said) }
                }
            } @else {
                p { (said) }
            }
            p.ent.noprint {
                a href=(line.href_because(&m.because)) { (icon(Icon::Edit)) (t!(w, "plan-change-or-leave")) }
                @if let Some(ask) = listed { a href={ "#" (anchor(ask)) } { (icon(Icon::Down)) (t!(w, "plan-own-why")) } }
            }
        }
    }
}

fn decided(w: Words, m: &PlanPage) -> Markup {
    let line = |line: &DecidedLine| {
        let href = line
            .commitment
            .map_or_else(|| line.href.clone(), |id| format!("/c/{id}"));
        let quantity = if line.quantity == line.planned {
            number(line.quantity)
        } else {
            t!(
                w,
                "plan-instead",
                planned = line.planned,
                quantity = line.quantity
            )
        };
        html! {
            li {
                p.row.sp.base { a.go2 href=(href) { (line.recipient_name) } b.nb { (quantity) } }
                p.sm.mut { (line.place_name) (t!(w, "list-comma")) (line.words) }
            }
        }
    };
    html! { ul.nl { @for one in &m.decided.lines { (line(one)) } } }
}

fn publish(w: Words, m: &PlanPage) -> Markup {
    let (words, text) = match &m.standing {
        Some(standing) => (
            t!(w, "plan-publish-again", number = standing.number + 1),
            t!(w, "plan-publish-again-text"),
        ),
        None => (t!(w, "plan-publish"), t!(w, "plan-publish-text")),
    };
    html! {
        form.stack.noprint method="post" action="/plan/publish" {
            (field::token(&m.token))
            (item_field(m))
            p.sm.mut { (text) }
            (because::folded(w, because::FIELD, &m.because, field::fault(&m.faults, because::FIELD)))
            (parts::btn(Some(Icon::Book), &words, m.standing.is_none()))
        }
    }
}

/// Only the lines that differ, each with its reason; those kept go into one sentence.
pub(super) fn deed(w: Words, m: &DeedModel, item: &ItemModel) -> Markup {
    let short = m.planned.saturating_sub(m.done);
    html! {
        div.bs {
            h2 { (t!(w, "plan-deed", number = m.number, at = date_time(w, m.at))) }
            p.mt1 { (t!(w, "plan-deed-sum", planned = m.planned, done = m.done, short = short, unit = item.unit)) }
            @if !m.differs.is_empty() { (differs(w, m, item)) (not_listed(w, m.differs_count, m.differs.len())) }
            @if !m.kept.is_empty() {
                p.sm.mt3 {
                    (icon(Icon::Ok)) " "
                    (t!(w, "plan-deed-kept", n = m.kept_count)) (t!(w, "list-colon"))
                    @for (i, kept) in m.kept.iter().enumerate() {
                        @if i > 0 { (t!(w, "list-comma")) }
                        (kept.recipient_name) " " (kept.amount)
                    }
                }
            }
        }
    }
}

/// The first of them open, the others folded away: a phone shows two at a time.
fn differs(w: Words, m: &DeedModel, item: &ItemModel) -> Markup {
    let (open, rest) = m
        .differs
        .split_at_checked(DIFFERING_OPEN_MAX)
        .unwrap_or((&m.differs, &[]));
    html! {
        (differing(w, open, m.differs_count, item))
        @if !rest.is_empty() {
            (parts::fold(&t!(w, "plan-deed-rest", n = rest.len()), differing(w, rest, m.differs_count, item)))
        }
    }
}

fn differing(w: Words, rows: &[DeedRow], all: u64, item: &ItemModel) -> Markup {
    let figures = [
        t!(w, "plan-deed-planned"),
        t!(w, "bar-received"),
        t!(w, "bar-moving"),
        t!(w, "plan-deed-bound"),
        t!(w, "plan-deed-difference"),
    ];
    html! {
        table.needs.pd.mt2 role="table" {
            caption.vh { (t!(w, "plan-deed-differs", n = all)) }
            thead role="rowgroup" { tr role="row" {
                th scope="col" role="columnheader" { (t!(w, "plan-deed-differs", n = all)) }
                th.cov scope="col" role="columnheader" { (t!(w, "plan-deed-bar")) }
                @for figure in &figures { th.num scope="col" role="columnheader" { (figure) } }
            } }
            tbody role="rowgroup" { @for row in rows { (differing_row(w, row, item.unit, &figures)) } }
        }
    }
}

fn differing_row(w: Words, row: &DeedRow, unit: &str, heads: &[String; 5]) -> Markup {
    let [planned, received, moving, bound, difference] = heads;
    let bar = Bar {
        needed: Some(row.planned),
        received: row.received,
        moving: row.moving,
        firm: row.bound,
        unit,
        size: Size::Small,
        ..Bar::default()
    };
    let lacks = row.difference < 0;
    html! {
        tr.need role="row" {
            th.w scope="row" role="rowheader" {
                a href={ "/n/" (row.need) } { (row.recipient_name) }
                span.sm.blk.nw.mut { (row.place_name) (t!(w, "list-comma")) (row.why) }
            }
            td.w role="cell" { (bar.svg(w)) }
            td.num role="cell" data-l=(planned) { (number(row.planned)) }
            td.num role="cell" data-l=(received) { (number(row.received)) }
            td.num role="cell" data-l=(moving) { (number(row.moving)) }
            td.num role="cell" data-l=(bound) { (number(row.bound)) }
            td.num role="cell" data-l=(difference) { b.lack[lacks] { (signed(row.difference)) } }
        }
    }
}
