//! The first half of `/watch`: two whole numbers per hundred, places and groups, the curve, the indices last.

use maud::{Markup, html};

use super::closing::{Closer, ClosingModel};
use super::equity::{EquityModel, Share};
use super::model::WatchModel;
use crate::layout::Ctx;
use crate::parts::bar::{Bar, Size};
use crate::parts::lorenz::{LorenzRow, lorenz};
use crate::parts::table::{Col, table};
use crate::parts::{chip, chips, note, phrases};
use crate::t;
use crate::words::{Words, date_time, number};

/// The head of the page: what a reader takes with them.
pub(super) fn head(ctx: &Ctx, m: &WatchModel) -> Markup {
    let w = ctx.words;
    let Some(e) = &m.equity else {
        return html! { section.c12 { p { (t!(w, "watch-no-need")) } } };
    };
    html! {
        section.c12 {
            h2.lede { (phrases(&lede(w, e))) }
            @if let Some(even) = even(w, e) { p.mt2 { (even) } }
            p.sm.mut.mt1 {
                (t!(w, "watch-sum", official = number(e.official), delivered = number(e.delivered),
                    has = number(e.official.saturating_add(e.delivered)), needed = number(e.needed), unit = e.unit))
            }
            @if e.alarm_since.is_some() { div.mt3 { (alarm(w, e)) } }
            (choose(w, m, e))
        }
    }
}

/// Two whole numbers per hundred needed; one where there is nothing to compare.
fn lede(w: Words, e: &EquityModel) -> String {
    let (item, unit) = (e.item_name, e.unit);
    match (e.groups.first(), e.groups.last()) {
        (Some(best), Some(worst)) if e.groups.len() > 1 => t!(
            w,
            "watch-lede",
            item = item,
            unit = unit,
            best = best.name.clone(),
            most = best.percent,
            worst = worst.name.clone(),
            least = worst.percent
        ),
        _ => {
            let has = e.official.saturating_add(e.delivered);
            let n = crate::words::percent(has, e.needed).unwrap_or(0);
            t!(w, "watch-lede-one", item = item, unit = unit, n = n)
        }
    }
}

/// What the same goods could have done.
fn even(w: Words, e: &EquityModel) -> Option<String> {
    let (best, worst) = (e.groups.first()?, e.groups.last()?);
    if e.to_move == 0 {
        return Some(t!(w, "watch-even-already"));
    }
    let lowest = e.places.first()?;
    let to = e.places.iter().filter_map(|p| p.attainable_percent).min()?;
    if e.groups.len() < 2 {
        let n = number(e.to_move);
        return Some(t!(
            w,
            "watch-even-one",
            from = lowest.percent,
            to = to,
            n = n,
            unit = e.unit
        ));
    }
    Some(t!(
        w,
        "watch-even",
        best = best.name.clone(),
        most = best.attainable_percent?,
        worst = worst.name.clone(),
        least = worst.attainable_percent?,
        from = lowest.percent,
        to = to,
        n = number(e.to_move),
        unit = e.unit
    ))
}

fn alarm(w: Words, e: &EquityModel) -> Markup {
    let when = e.alarm_since.map_or(String::new(), |at| date_time(w, at));
    let title = t!(w, "watch-alarm", item = e.item_name, when = when);
    note::warn(
        &title,
        html! {
            p.sm { (t!(w, "watch-alarm-text")) }
            @if let Some(closing) = &e.closing {
                p.sm.mt2 { (closers(w, closing)) }
                ul { @for closer in &closing.offers { li { (offer(w, closer)) } } }
            }
        },
    )
}

/// What these offers alone would do, which anybody can work out again.
fn closers(w: Words, of: &ClosingModel) -> String {
    let (group, from, to, even) = (
        of.group.clone(),
        of.from_percent,
        of.to_percent,
        of.attainable_percent,
    );
    if of.closes {
        t!(
            w,
            "watch-closes",
            group = group,
            from = from,
            to = to,
            even = even
        )
    } else {
        t!(
            w,
            "watch-narrows",
            group = group,
            from = from,
            to = to,
            even = even
        )
    }
}

fn offer(w: Words, closer: &Closer) -> Markup {
    let words = t!(
        w,
        "watch-closer",
        what = closer.what.clone(),
        place = closer.place_name.clone()
    );
    html! { a.go2 href={ "/offer/" (closer.offer) } { (words) } }
}

fn choose(w: Words, m: &WatchModel, e: &EquityModel) -> Markup {
    let address = |item: &str, by: &str| format!("/watch?item={item}&by={by}");
    let items: Vec<Markup> = m
        .items
        .iter()
        .map(|i| chip(&address(i.code, e.by), &i.name, i.code == e.item))
        .collect();
    let groupings: Vec<Markup> = m
        .groupings
        .iter()
        .map(|g| chip(&address(e.item, g.code), &g.name, g.code == e.by))
        .collect();
    html! {
        div.noprint.mt3 {
            (chips(&t!(w, "watch-items"), &items))
            @if groupings.len() > 1 { (chips(&t!(w, "watch-groupings"), &groupings)) }
        }
    }
}

/// Every place, the worst covered first.
pub(super) fn places(w: Words, e: &EquityModel) -> Markup {
    let heads = [
        (Col::Text, t!(w, "watch-place")),
        (Col::Text, e.item_name.to_owned()),
        (Col::Num, t!(w, "watch-has")),
        (Col::Num, t!(w, "watch-evenest")),
        (Col::NumWide, t!(w, "watch-needed", unit = e.unit)),
        (Col::NumWide, t!(w, "watch-got", unit = e.unit)),
    ];
    let heads: Vec<(Col, &str)> = heads.iter().map(|(c, text)| (*c, text.as_str())).collect();
    let rows: Vec<Vec<Markup>> = e.places.iter().map(|p| row(w, e.unit, p)).collect();
    html! {
        section { div.bs {
            h2 { (t!(w, "watch-places")) }
            (crate::parts::bar::level_key(w, e.official > 0))
            (table(&t!(w, "watch-places"), &heads, &rows))
            @if e.places_more > 0 { p.sm.mut { (t!(w, "watch-places-more", n = e.places_more)) } }
            @if !e.unstated.is_empty() {
                p.sm.mut.mt2 { (t!(w, "watch-unstated", places = e.unstated.join(&t!(w, "list-and")))) }
            }
            p.sm.mut.mt3 { (t!(w, "watch-how", n = number(e.delivered), unit = e.unit)) }
        } }
    }
}

fn row(w: Words, unit: &str, p: &Share) -> Vec<Markup> {
    let percent = html! { b.lack[p.has() == 0] { (p.percent) "%" } };
    vec![
        html! { span.nb { (p.name) } },
        bar(w, unit, p, Size::Small),
        percent,
        html! { span.mut { @if let Some(n) = p.attainable_percent { (n) "%" } } },
        html! { (number(p.needed)) },
        html! { (number(p.has())) },
    ]
}

fn bar(w: Words, unit: &str, p: &Share, size: Size) -> Markup {
    let bar = Bar {
        needed: Some(p.needed),
        official: p.official,
        received: p.delivered,
        level: p.attainable,
        unit,
        size,
        ..Bar::default()
    };
    bar.svg(w)
}

/// The groups beside one another.
pub(super) fn groups(w: Words, e: &EquityModel) -> Markup {
    let [best, .., worst] = e.groups.as_slice() else {
        return html! {};
    };
    html! {
        section { div.bs {
            h2 { (t!(w, "watch-groups")) }
            ul.nl.mt2 { @for group in &e.groups { li { (group_row(w, e, group)) } } }
            @if let Some(ratio) = &e.ratio {
                p.mt2 {
                    @if worst.has() == 0 { (t!(w, "watch-ratio-none", worst = worst.name.clone())) }
                    @else { (t!(w, "watch-ratio", best = best.name.clone(), worst = worst.name.clone(), times = ratio.actual.clone())) }
                    @if let Some(even) = &ratio.attainable { (t!(w, "watch-ratio-even", times = even.clone())) }
                    @if let Some(n) = e.between_percent { (t!(w, "watch-between", n = n)) }
                }
            }
            p.sm.mut.mt1 { (t!(w, "watch-rule")) }
        } }
    }
}

fn group_row(w: Words, e: &EquityModel, g: &Share) -> Markup {
    html! {
        p.row.sp.base {
            b { (g.name) }
            span.nb {
                b { (g.percent) "%" }
                @if let Some(n) = g.attainable_percent { span.mut { (t!(w, "watch-group-even", n = n)) } }
            }
        }
        (bar(w, e.unit, g, Size::Card))
        p.sm.mut {
            (t!(w, "watch-group-sum", needed = number(g.needed), has = number(g.has()), places = g.places.join(&t!(w, "list-and"))))
        }
    }
}

/// The curve with its table, and the indices under it, small.
pub(super) fn curve(w: Words, e: &EquityModel) -> Markup {
    let rows: Vec<LorenzRow<'_>> = e
        .places
        .iter()
        .map(|p| LorenzRow {
            name: &p.name,
            needed: p.needed,
            has: p.has(),
            attainable: p.attainable,
        })
        .collect();
    html! {
        section { div.bs {
            h2 { (t!(w, "watch-uneven")) }
            div.mt2 { (lorenz(w, &rows)) }
            @if let Some(i) = &e.indices {
                p.mt2 {
                    (t!(w, "watch-hoover", n = i.hoover_percent))
                    @if let Some(n) = i.hoover_attainable_percent { (t!(w, "watch-hoover-even", n = n)) }
                }
                p.sm.mut.mt1 { (t!(w, "watch-indices", hoover = i.hoover.actual.clone(), gini = i.gini.actual.clone(), n = i.places)) }
                @if let (Some(h), Some(g)) = (&i.hoover.attainable, &i.gini.attainable) {
                    p.sm.mut { (t!(w, "watch-indices-even", hoover = h.clone(), gini = g.clone())) }
                }
            }
        } }
    }
}
