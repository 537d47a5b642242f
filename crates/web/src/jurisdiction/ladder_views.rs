//! How the ladder looks: ten seconds are enough to see who has not reported.

use maud::{Markup, html};

use relief::duty::Rung;

use super::find;
use super::ladder::{Ladder, ROW_DAYS, Row, RungModel};
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::days::{Mark, days};
use crate::parts::icon::{Icon, icon};
use crate::parts::table::{Col, table};
use crate::parts::{btn_link, fold, note, phrases, small};
use crate::t;
use crate::words::{Words, date_time, duration, number, percent};

/// Offices of a calm rung that stand open; the rest unfolds.
const OPEN_ROWS: usize = 3;
/// … and of one that owes: more than these nobody reads in ten seconds.
const OPEN_ROWS_OWING: usize = 12;

/// `/o`.
pub(super) fn page(ctx: &Ctx, m: &Ladder) -> Markup {
    let w = ctx.words;
    let body = html! {
        @if m.offices == 0 { (note::empty(Icon::File, &t!(w, "offices-none"), &t!(w, "offices-none-text"), None)) }
        @else {
            (head(ctx, m))
            (outages(w, m))
            (small(&t!(w, "offices-rows", n = ROW_DAYS)))
            @for rung in &m.rungs { (section(w, rung)) }
            (find::field(w, "", None))
            (levels(w, m))
        }
        @if m.may_register { (btn_link("/o/new", Some(Icon::Plus), &t!(w, "office-register"), m.offices == 0)) }
        (small(&t!(w, "offices-only")))
    };
    Shell::new(&t!(w, "offices-title"), Nav::More)
        .subtitle(&t!(w, "offices-subtitle", n = m.offices))
        .figures()
        .render(ctx, body)
}

fn head(ctx: &Ctx, m: &Ladder) -> Markup {
    let w = ctx.words;
    html! {
        section {
            h2.t4 {
                @if m.day.is_none() { (t!(w, "offices-first")) }
                @else {
                    @let filed = t!(w, "offices-filed", day = m.day_words.clone(), n = m.filed);
                    (phrases(&filed))
                    @if m.owing > 0 { (t!(w, "list-comma")) span.lack.ph { (t!(w, "offices-owing", n = m.owing)) } }
                }
            }
            @if let Some(next) = m.next_due {
                @let left = duration(w, u64::try_from(next.saturating_sub(ctx.now)).unwrap_or(0));
                p.sm.mut.mt2 { (t!(w, "offices-next", time = date_time(w, next), left = left)) }
            }
            div.mt3 { (counts(w, m)) }
        }
    }
}

fn counts(w: Words, m: &Ladder) -> Markup {
    let most = usize::try_from(ROW_DAYS).unwrap_or(0);
    let row = |rung: &RungModel| {
        let marks = vec![mark(rung.rung); rung.count.min(most)];
        vec![
            html! { span.nb.lack[is_owing(rung.rung)] { (name(w, rung.rung)) } },
            days(&marks, ""),
            html! { span.nb { (t!(w, "offices-count", n = rung.count)) } },
        ]
    };
    let rows: Vec<_> = m.rungs.iter().map(row).collect();
    let heads = [(Col::Text, ""), (Col::Text, ""), (Col::Num, "")];
    table(&t!(w, "offices-counts"), &heads, &rows)
}

fn outages(w: Words, m: &Ladder) -> Markup {
    html! {
        @for outage in &m.outages {
            @let seconds = u64::try_from(outage.to.saturating_sub(outage.from)).unwrap_or(0);
            (note::note(Icon::Pause, &t!(w, "offices-outage", span = duration(w, seconds)), html! {
                p.sm.mut {
                    (t!(w, "offices-outage-text", from = date_time(w, outage.from), to = date_time(w, outage.to))) " "
                    a.go2 href={ "/l/" (outage.entry) } { (t!(w, "text-entry", n = outage.entry)) }
                }
            }))
        }
    }
}

fn section(w: Words, rung: &RungModel) -> Markup {
    let open = if is_owing(rung.rung) {
        OPEN_ROWS_OWING
    } else {
        OPEN_ROWS
    };
    let (first, rest) = rung.offices.split_at(open.min(rung.offices.len()));
    let unlisted = rung.count.saturating_sub(rung.offices.len());
    html! {
        section.rung {
            h2.row.(if is_owing(rung.rung) { "lack" } else { "" }) { (icon(picture(rung.rung))) (name(w, rung.rung)) }
            p.sm.mut.mt1 { (text(w, rung.rung)) }
            ul { @for office in first { (line(w, office)) } }
            @if !rest.is_empty() {
                (fold(&t!(w, "offices-more", n = rest.len()), html! { ul { @for office in rest { (line(w, office)) } } }))
            }
            @if unlisted > 0 { p { a.go2 href=(find::address("", Some(rung.rung), 1)) { (t!(w, "offices-unlisted", n = unlisted, all = rung.count)) } } }
        }
    }
}

/// One office, with its days.
pub(super) fn line(w: Words, office: &Row) -> Markup {
    let owing = is_owing(office.rung)
        || office.rung != Rung::Closed && !office.is_filed && !office.days.is_empty();
    html! {
        li {
            p.row.sp { a.go2 href={ "/o/" (office.id) } { b { (office.name) } } b.sm.nb.(if owing { "lack" } else { "" }) { (office.said) } }
            @if !office.days.is_empty() {
                p.row.sp { (strip(w, office)) span.sm.mut.nb { (t!(w, "office-days-on-time", n = office.on_time)) } }
            }
        }
    }
}

/// An office's days, spelled out for those who do not see them.
pub(super) fn strip(w: Words, office: &Row) -> Markup {
    let marks: Vec<Mark> = office.days.iter().map(|d| d.mark).collect();
    let count = |wanted: &[Mark]| marks.iter().filter(|m| wanted.contains(m)).count();
    let label = t!(
        w,
        "office-days-label",
        days = marks.len(),
        on_time = count(&[Mark::Full]),
        late = count(&[Mark::Half]),
        missing = count(&[Mark::Empty, Mark::Struck])
    );
    days(&marks, &label)
}

/// Reporting rates as DHIS2 counts them.
fn levels(w: Words, m: &Ladder) -> Markup {
    let heads = [
        (Col::Text, t!(w, "office-level")),
        (Col::Num, t!(w, "rates-expected")),
        (Col::Num, t!(w, "rates-actual")),
        (Col::Num, t!(w, "rates-on-time")),
    ];
    let heads: Vec<(Col, &str)> = heads
        .iter()
        .map(|(col, text)| (*col, text.as_str()))
        .collect();
    let rows: Vec<Vec<Markup>> = m
        .levels
        .iter()
        .map(|level| {
            let r = level.rates;
            vec![
                html! { (level.level_words) },
                html! { (number(r.expected)) },
                share(r.actual, r.expected),
                share(r.on_time, r.expected),
            ]
        })
        .collect();
    html! {
        section {
            h2 { (t!(w, "rates-title", n = ROW_DAYS)) }
            (table(&t!(w, "rates-title", n = ROW_DAYS), &heads, &rows))
            p.sm.mut.mt2 { (t!(w, "rates-text")) }
        }
    }
}

/// A count with its share of what was due, rounded down: 100 % means all.
pub(super) fn share(part: u64, whole: u64) -> Markup {
    html! {
        (number(part))
        @if let Some(percent) = percent(part, whole) { " " small.mut { (percent) "%" } }
    }
}

fn is_owing(rung: Rung) -> bool {
    matches!(rung, Rung::Suspended | Rung::Delinquent | Rung::Overdue)
}

fn mark(rung: Rung) -> Mark {
    match rung {
        Rung::Suspended => Mark::Struck,
        Rung::Delinquent | Rung::Overdue => Mark::Empty,
        Rung::Late => Mark::Half,
        Rung::OnTime => Mark::Full,
        Rung::Waiting | Rung::Closed => Mark::Open,
    }
}

fn picture(rung: Rung) -> Icon {
    match rung {
        Rung::Suspended => Icon::Close,
        Rung::Delinquent => Icon::Warn,
        Rung::Overdue | Rung::Late | Rung::Waiting => Icon::Clock,
        Rung::OnTime => Icon::Ok,
        Rung::Closed => Icon::Lock,
    }
}

/// Where an office stands, in a word.
pub(super) fn name(w: Words, rung: Rung) -> String {
    match rung {
        Rung::Suspended => t!(w, "rung-suspended"),
        Rung::Delinquent => t!(w, "rung-delinquent"),
        Rung::Overdue => t!(w, "rung-overdue"),
        Rung::Late => t!(w, "rung-late"),
        Rung::OnTime => t!(w, "rung-on-time"),
        Rung::Waiting => t!(w, "rung-waiting"),
        Rung::Closed => t!(w, "rung-closed"),
    }
}

fn text(w: Words, rung: Rung) -> String {
    match rung {
        Rung::Suspended => t!(w, "rung-suspended-text", n = relief::duty::SUSPENDED_DAYS),
        Rung::Delinquent => t!(w, "rung-delinquent-text", n = relief::duty::DELINQUENT_DAYS),
        Rung::Overdue => t!(w, "rung-overdue-text", n = relief::duty::OVERDUE_DAYS),
        Rung::Late => t!(w, "rung-late-text"),
        Rung::OnTime => t!(w, "rung-on-time-text"),
        Rung::Waiting => t!(w, "rung-waiting-text"),
        Rung::Closed => t!(w, "rung-closed-text"),
    }
}
