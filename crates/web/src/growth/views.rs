//! The page of growth and ties: what is worth doing first, pictures and tables under it.

use maud::{Markup, html};

use super::findings::{Finding, answered};
use super::model::{GenerationRow, Giving, GrowthPage, LaneTable, Promises, Stay};
use super::network::PlaceThreads;
use super::reader::Count;
use crate::layout::{Ctx, Nav, Shell, Width};
use crate::parts::icon::{Icon, icon};
use crate::parts::table::{Col, table};
use crate::parts::{self, phrases};
use crate::room;
use crate::t;
use crate::words::{Words, date_time, date_time_year, duration, number};

/// One hour, in seconds: before, nobody counts how fast a community grew.
const HOUR_SECS: u64 = 3_600;

/// `/growth`.
pub fn growth(ctx: &Ctx, m: &GrowthPage) -> Markup {
    let w = ctx.words;
    let body = html! {
        section {
            h1.lede { (phrases(&came(w, m))) br; (phrases(&hanging(w, m))) }
            p.mt2 { (answered(w, m.verified, m.answered, m.median_secs)) (t!(w, "growth-matters")) }
        }
        div.cols.mt3 {
            section.c5.sheet {
                h2 { (t!(w, "growth-todo")) }
                @if m.findings.is_empty() { p.sm.mut { (t!(w, "growth-todo-none")) } }
                (findings(&m.findings, true))
            }
            section.c7.sheet { (threads(w, m)) }
            div.c7.stack {
                section.sheet { (generations(w, m)) }
                section.sheet { (giving(w, &m.giving)) }
            }
            div.c5.stack {
                section.sheet { (lanes(w, &m.lanes)) }
                section.sheet { (kept(w, m)) }
            }
        }
        p.ent.mt3 { a href="/growth/research" { (t!(w, "growth-research")) } }
    };
    let when = date_time_year(w, m.now);
    let subtitle = match &m.room {
        Some(room) => t!(w, "growth-of-room", room = room.name.as_str(), when = when),
        None => when,
    };
    Shell::new(&t!(w, "growth-title"), Nav::More)
        .subtitle(&subtitle)
        .width(Width::Wide)
        .figures()
        .render(ctx, body)
}

/// Things worth doing, each with its button; `lead` fills the first one.
pub fn findings(list: &[Finding], lead: bool) -> Markup {
    html! {
        ul.nl {
            @for (at, finding) in list.iter().enumerate() {
                li {
                    p { b { (finding.title) } }
                    p.sm.mut { (finding.figures) }
                    div.mt2 { (parts::btn_link(&finding.href, Some(finding.icon), &finding.act, lead && at == 0)) }
                }
            }
        }
    }
}

fn came(w: Words, m: &GrowthPage) -> String {
    if m.age_secs < HOUR_SECS {
        return t!(w, "growth-here", n = m.members);
    }
    t!(
        w,
        "growth-came",
        held = duration(w, m.age_secs),
        n = m.members
    )
}

fn hanging(w: Words, m: &GrowthPage) -> String {
    match m.hanging {
        0 => t!(w, "growth-hanging-none"),
        n => t!(w, "growth-hanging", n = n),
    }
}

fn threads(w: Words, m: &GrowthPage) -> Markup {
    html! {
        h2 { (t!(w, "growth-threads")) }
        p.sm.mut { (t!(w, "growth-threads-text")) }
        @if let Some(network) = &m.network {
            (network.draw(w))
            p.sm.mut { (icon(Icon::Lock)) " " (t!(w, "growth-names-member")) }
        } @else {
            (place_table(w, &m.places))
            p.sm.mut { (icon(Icon::Lock)) " " (t!(w, "growth-names-public")) }
        }
    }
}

fn place_table(w: Words, places: &[PlaceThreads]) -> Markup {
    let heads = [
        t!(w, "growth-place"),
        t!(w, "growth-place-waiting"),
        t!(w, "growth-place-hanging"),
    ];
    let row = |place: &PlaceThreads| {
        let hanging = html! { b.lack[place.hanging > 0] { (number(place.hanging)) } };
        vec![
            html! { (place.name) },
            html! { (number(place.waiting)) },
            hanging,
        ]
    };
    let rows: Vec<Vec<Markup>> = places.iter().map(row).collect();
    table(
        &t!(w, "growth-threads"),
        &columns(&[Col::Text, Col::Num, Col::Num], &heads),
        &rows,
    )
}

/// Each column's kind with its head.
fn columns<'h>(cols: &[Col], heads: &'h [String]) -> Vec<(Col, &'h str)> {
    cols.iter()
        .copied()
        .zip(heads.iter().map(String::as_str))
        .collect()
}

fn generations(w: Words, m: &GrowthPage) -> Markup {
    let heads = [
        t!(w, "growth-generation"),
        String::new(),
        t!(w, "growth-generation-people"),
        t!(w, "growth-generation-rate"),
    ];
    let cols = [Col::Text, Col::Text, Col::Num, Col::Num];
    let heads = columns(&cols, &heads);
    let most = m
        .generations
        .iter()
        .filter_map(|g| g.members.get())
        .max()
        .unwrap_or(0);
    let rows: Vec<Vec<Markup>> = m
        .generations
        .iter()
        .map(|g| generation_row(w, g, most))
        .collect();
    html! {
        h2 { (t!(w, "growth-generations")) }
        @if let Some(secs) = m.doubling_secs { p.sm.mut { (t!(w, "growth-doubling", held = duration(w, secs))) } }
        @if let Some(room) = &m.grown {
            p.sm.mut { (t!(w, "home-growth-of", room = room.name.as_str(), when = date_time(w, room.opened_at))) }
            (room::views::grown(w, &room.grown, &room.layers, &room::views::ending(w, &room.grown)))
            @if !room.layers.is_empty() { p.sm.mut { (t!(w, "growth-layers-text")) } }
        }
        (table(&t!(w, "growth-generations"), &heads, &rows))
        p.sm.mut { (t!(w, "growth-generations-text")) }
    }
}

fn generation_row(w: Words, g: &GenerationRow, most: u64) -> Vec<Markup> {
    let name = match g.generation {
        0 => t!(w, "growth-founders"),
        n => t!(w, "growth-generation-n", n = n),
    };
    let rate = match &g.rate {
        Some(rate) => html! { b.lack[g.falls] { (rate) } },
        None if g.members == Count::Few => html! { "—" },
        None => html! { span.mut { (t!(w, "growth-early")) } },
    };
    let bar = g.members.get().map(|members| share(members, most));
    let bar = html! {
        @if let Some(width) = bar {
            svg.bar.s aria-hidden="true" {
                @if g.rate.is_some() { rect.r x="0" y="0" width=(width) height="12" {} }
                @else { rect.u x="0" y=".75" width=(width) height="10.5" {} }
            }
        }
    };
    vec![
        html! { (name) },
        bar,
        html! { b { (g.members.cell(w)) } },
        rate,
    ]
}

/// A part of a whole as a width, in tenths of a per cent.
fn share(part: u64, whole: u64) -> String {
    let permille = part.saturating_mul(1000).checked_div(whole).unwrap_or(0);
    format!("{}.{}%", permille / 10, permille % 10)
}

fn giving(w: Words, giving: &Giving) -> Markup {
    html! {
        h2 { (t!(w, "growth-giving")) }
        @match (giving.few, giving.gifts_of_few) {
            (Some(few), Some(of_few)) => (spread(w, giving, few, of_few)),
            (Some(few), None) => p { (t!(w, "growth-giving-few", few = few.people(w), gifts = giving.gifts)) },
            (None, _) => p.mut { (t!(w, "growth-giving-none")) },
        }
        p.sm.mut { (t!(w, "growth-giving-zeros", n = giving.people)) }
    }
}

fn spread(w: Words, giving: &Giving, few: Count, of_few: u64) -> Markup {
    let width = share(of_few, giving.gifts);
    let rest = giving.gifts.saturating_sub(of_few);
    let others = giving
        .givers
        .get()
        .zip(few.get())
        .map_or(0, |(all, few)| all.saturating_sub(few));
    let label = t!(
        w,
        "growth-giving-label",
        few = few.people(w),
        of_few = of_few,
        gifts = giving.gifts
    );
    html! {
        svg.bar role="img" aria-label=(label) {
            rect.u x="0" y=".75" width="100%" height="14.5" {}
            rect.r x="0" y="0" width=(width) height="16" {}
            line.m x1="50%" x2="50%" y1="-4" y2="20" {}
        }
        p.row.sp.sm.mut {
            span { (t!(w, "growth-giving-part", people = few.people(w), gifts = of_few)) }
            span { (t!(w, "growth-giving-half")) }
            span { (t!(w, "growth-giving-rest", people = others, gifts = rest)) }
        }
        @if let Some(n) = &giving.effective { p.sm.mut { (t!(w, "growth-giving-effective", n = n.as_str())) } }
    }
}

fn lanes(w: Words, lanes: &LaneTable) -> Markup {
    let caption = t!(w, "growth-lanes-text");
    html! {
        h2 { (t!(w, "growth-lanes")) }
        p.sm.mut { (caption) }
        @if lanes.from.is_empty() || lanes.to.is_empty() { p.mut { (t!(w, "growth-lanes-none")) } }
        @else {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.heat.fit {
                    caption.vh { (caption) }
                    thead { tr { td {} @for from in &lanes.from { th scope="col" { (from) } } } }
                    tbody { @for lane in &lanes.to {
                        tr {
                            th.nb scope="row" { (lane.name) }
                            @for gifts in &lane.gifts { (cell(w, lane.lonely, *gifts)) }
                        }
                    } }
                }
            }
        }
    }
}

/// From so many gifts on a cell is darker.
const MANY: u64 = 3;

fn cell(w: Words, lonely: bool, gifts: Count) -> Markup {
    let class = match gifts {
        _ if lonely => "h0",
        Count::Exactly(0) => "hu",
        Count::Exactly(n) if n >= MANY => "h2",
        _ => "h1",
    };
    html! { td class=(class) { (gifts.cell(w)) } }
}

/// Promises by age, who was helped and helps, who stays.
fn kept(w: Words, m: &GrowthPage) -> Markup {
    html! {
        h2 { (t!(w, "growth-promises")) }
        (promise_table(w, &m.promises))
        h2 { (t!(w, "growth-helped")) }
        p { (t!(w, "ties-helped-figures", helped = m.helped.words(w), helping = m.helping.words(w))) }
        h2 { (t!(w, "growth-stay")) }
        (stay_table(w, &m.retention))
        p.sm.mut { (t!(w, "growth-stay-text")) }
    }
}

fn promise_table(w: Words, promises: &[Promises]) -> Markup {
    let heads = [
        t!(w, "growth-promise-age"),
        t!(w, "growth-promise-made"),
        t!(w, "growth-promise-kept"),
        t!(w, "growth-promise-ended"),
    ];
    let cols = [Col::Text, Col::Num, Col::Num, Col::Num];
    let heads = columns(&cols, &heads);
    let row = |p: &Promises| {
        let from = duration(w, seconds(p.from_hours));
        let age = match p.below_hours.map(|hours| duration(w, seconds(hours))) {
            Some(below) if p.from_hours == 0 => t!(w, "growth-promise-below", held = below),
            Some(below) => t!(w, "growth-promise-between", from = from, below = below),
            None => t!(w, "growth-promise-older", from = from),
        };
        vec![
            html! { (age) },
            html! { (number(p.made)) },
            html! { (number(p.kept)) },
            html! { (number(p.ended)) },
        ]
    };
    table(
        &t!(w, "growth-promises"),
        &heads,
        &promises.iter().map(row).collect::<Vec<_>>(),
    )
}

fn seconds(hours: i64) -> u64 {
    u64::try_from(hours).unwrap_or(0).saturating_mul(HOUR_SECS)
}

fn stay_table(w: Words, days: &[Stay]) -> Markup {
    let heads = [
        t!(w, "growth-stay-day"),
        t!(w, "growth-stay-joined"),
        t!(w, "growth-stay-active"),
    ];
    let cols = [Col::Text, Col::Num, Col::Num];
    let heads = columns(&cols, &heads);
    let early = || t!(w, "growth-early");
    let row = |stay: &Stay| {
        let nobody = stay.joined == Count::Exactly(0);
        let said = |count: Count| if nobody { early() } else { count.cell(w) };
        vec![
            html! { (t!(w, "growth-stay-n", n = stay.day)) },
            html! { (said(stay.joined)) },
            html! { (said(stay.active)) },
        ]
    };
    table(
        &t!(w, "growth-stay"),
        &heads,
        &days.iter().map(row).collect::<Vec<_>>(),
    )
}
