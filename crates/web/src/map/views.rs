//! How the map looks: tiles, the table of the worst covered beside them, the line over time under both.

use maud::{Markup, html};
use relief::place::Place;

use super::model::{MapPage, MomentModel, PlaceName};
use super::routes::COUNTRY;
use crate::layout::Ctx;
use crate::parts::heat::Heat;
use crate::parts::lorenz::{LorenzRow, lorenz};
use crate::parts::over::{Moment, over};
use crate::parts::tiles::{Grid, Tile, tiles};
use crate::parts::{self, icon::Icon, note};
use crate::sums::views::Pictured;
use crate::sums::{self, ItemName, PlaceSums, Sum};
use crate::t;
use crate::words::Words;

/// Silent places named under the table; the map shows all of them.
const SILENT_NAMED_MAX: usize = 12;

/// `/map`.
pub fn page(ctx: &Ctx, m: &MapPage) -> Markup {
    let w = ctx.words;
    Pictured {
        title: &t!(w, "map-title"),
        place: m.regions.last().map_or(String::new(), |r| r.name.clone()),
        now: m.now,
        lede: lede(w, m),
        filters: filters(w, m),
        pictures: m.item.as_ref().map(|item| pictures(w, m, item)),
        nothing: nothing(w),
    }
    .render(ctx)
}

fn lede(w: Words, m: &MapPage) -> String {
    let open = || m.places.iter().filter(|p| !p.is_closed());
    let ranked = || open().filter(|p| p.percent().is_some());
    let (worst, best) = (ranked().next(), ranked().next_back());
    let of = |p: &PlaceSums| (p.name.clone(), p.percent().unwrap_or(0));
    match (&m.item, worst.map(of), best.map(of)) {
        (Some(item), Some((worst, low)), Some((best, high))) if high > low => t!(
            w,
            "map-lede",
            unit = item.unit,
            item = item.name,
            worst = worst,
            low = low,
            best = best,
            high = high
        ),
        (Some(item), Some((_, low)), _) => {
            t!(
                w,
                "map-lede-even",
                unit = item.unit,
                item = item.name,
                n = low
            )
        }
        (Some(item), ..) if open().next().is_none() && !m.places.is_empty() => {
            t!(w, "map-lede-closed", item = item.name)
        }
        (Some(item), ..) => t!(w, "map-lede-unstated", item = item.name),
        (None, ..) => t!(w, "map-lede-none"),
    }
}

/// The map's address; `place` is a code or [`COUNTRY`].
fn address(item: &str, place: &str) -> String {
    format!("/map?item={item}&place={place}")
}

/// A region as the address says it.
fn code(region: &PlaceName) -> String {
    region
        .place
        .map_or(COUNTRY.to_owned(), |code| code.to_string())
}

/// The region shown, as the address says it.
fn here(m: &MapPage) -> String {
    m.regions.last().map(code).unwrap_or_default()
}

fn filters(w: Words, m: &MapPage) -> Markup {
    let here = here(m);
    let item = m.item.as_ref().map_or("", |item| item.code);
    let last = m.regions.len().saturating_sub(1);
    let items: Vec<Markup> = m
        .items
        .iter()
        .map(|i| parts::chip(&address(i.code, &here), i.name, i.code == item))
        .collect();
    let regions: Vec<Markup> = m
        .regions
        .iter()
        .enumerate()
        .map(|(i, r)| parts::chip(&address(item, &code(r)), &r.name, i == last))
        .collect();
    html! {
        (parts::chips(&t!(w, "home-worst-items"), &items))
        (parts::chips(&t!(w, "map-regions"), &regions))
    }
}

fn nothing(w: Words) -> Markup {
    note::empty(
        Icon::Need,
        &t!(w, "map-none"),
        &t!(w, "map-none-text"),
        Some(("/need/new", &t!(w, "board-new"))),
    )
}

fn pictures(w: Words, m: &MapPage, item: &ItemName) -> Markup {
    let moments: Vec<Moment> = m.over.iter().map(moment).collect();
    html! {
        section.c5.sheet {
            h2 { (t!(w, "map-covered", item = item.name)) }
            (parts::small(&t!(w, "map-rule")))
            (drawn(w, m, item))
        }
        section.c7.sheet { (table(w, m, item)) }
        section.c7.sheet {
            h2 { (t!(w, "map-over", item = item.name)) }
            (parts::small(&t!(w, "map-over-rule")))
            (over(w, &moments, item.name, item.unit))
        }
        section.c5.sheet {
            h2 { (t!(w, "map-even")) }
            (lorenz(w, &m.places.iter().map(unit).collect::<Vec<_>>()))
        }
        p.c12.ent.noprint {
            a href={ "/flows?item=" (item.code) } { (t!(w, "flows-title")) }
            a href="/plan" { (t!(w, "plan-title")) }
            a href={ "/b/" (item.code) } { (t!(w, "board-title")) }
            a href={ "/map.json?item=" (item.code) "&place=" (here(m)) } { (t!(w, "map-json")) }
        }
    }
}

/// What has arrived: goods on their way help nobody yet. Closed needs count, as on the page of the watch.
fn unit(p: &PlaceSums) -> LorenzRow<'_> {
    let has = |sum: &Sum| sum.counted.official + sum.counted.received;
    LorenzRow {
        name: &p.name,
        needed: p.open.needed + p.closed.needed,
        has: has(&p.open) + has(&p.closed),
        attainable: None,
    }
}

fn drawn(w: Words, m: &MapPage, item: &ItemName) -> Markup {
    let place = |code: Option<u32>| code.and_then(Place::from_code);
    let needy = m.places.iter().filter_map(|p| {
        Some(Tile {
            place: place(Some(p.place))?,
            name: &p.name,
            heat: p.percent().map_or(Heat::NotStated, Heat::Percent),
        })
    });
    let silent = m.silent.iter().filter_map(|p| {
        Some(Tile {
            place: place(p.place)?,
            name: &p.name,
            heat: Heat::NoData,
        })
    });
    let all: Vec<Tile<'_>> = needy.chain(silent).collect();
    let places: Vec<Place> = all.iter().map(|tile| tile.place).collect();
    tiles(w, Grid::of(&places), &all, item.name)
}

fn table(w: Words, m: &MapPage, item: &ItemName) -> Markup {
    let onward = |p: &PlaceSums| match m.inner.contains(&p.place) {
        true => address(item.code, &p.place.to_string()),
        false => format!("/b/{}?item={}", p.place, item.code),
    };
    html! {
        div.row.sp.base.wrap { h2 { (t!(w, "home-worst")) } span.sm.mut { (t!(w, "home-worst-rule")) } }
        (sums::views::worst(w, item, &m.places, onward, silent(w, m, item)))
    }
}

/// Who said nothing, and where to ask for them.
fn silent(w: Words, m: &MapPage, item: &ItemName) -> Option<Markup> {
    let first = m.silent.first()?;
    let named: Vec<&str> = m
        .silent
        .iter()
        .take(SILENT_NAMED_MAX)
        .map(|p| p.name.as_str())
        .collect();
    let left = u64::try_from(m.silent.len() - named.len()).unwrap_or(u64::MAX);
    let places = named.join(&t!(w, "list-and"));
    let places = match left {
        0 => places,
        left => t!(w, "map-and-more", places = places, n = left),
    };
    let href = match (m.silent.len(), first.place) {
        (1, Some(place)) => format!("/need/new?place={place}"),
        _ => "/need/new".to_owned(),
    };
    Some(html! {
        (t!(w, "map-silent", places = places, item = item.name)) " "
        a.nb.noprint href=(href) { (t!(w, "board-ask-for-them")) }
    })
}

fn moment(m: &MomentModel) -> Moment {
    Moment {
        at: m.at,
        needed: m.needed,
        covered: m.covered,
        planned: m.planned,
    }
}
