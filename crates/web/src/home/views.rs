//! The first page: what is lacking, as a sentence, before any table.

use maud::{Markup, html};

use super::model::{HomePage, RoomGrowth};
use crate::layout::{Ctx, Nav, Shell, Width};
use crate::parts::card::{self, Tab};
use crate::parts::icon::Icon;
use crate::parts::{self, Tone, note};
use crate::room;
use crate::room::model::DAY_SECS;
use crate::sums::{self, ItemName};
use crate::t;
use crate::words::{Words, ago, clock, date_time, date_time_year, duration, number};

/// `/`.
pub fn home(ctx: &Ctx, m: &HomePage) -> Markup {
    let w = ctx.words;
    let body = html! {
        div.cols {
            section.c8 {
                @if m.needs_founder { (founder(w)) }
                h1.lede { (parts::phrases(&lede(w, m))) }
                p.mut.mt2 { (t!(w, "home-when", when = date_time_year(w, m.now))) }
                (totals(w, m))
            }
            section.c4.noprint { (paste(w)) }
            @if let Some(item) = &m.item { section.c7.sheet { (worst(w, m, item)) } }
            @if let Some(growth) = &m.growth { section.c5.sheet { (grown(w, growth)) } }
            @if m.items.len() > 1 { section.c8.sheet { (heat_table(w, m)) } }
            section.c4.sheet { (rooms(w, m)) (arrivals(w, m)) }
        }
    };
    // A community that took no name of its own is called like the program.
    let title = match m.community.as_str() {
        "Tideover" => m.community.clone(),
        name => t!(w, "home-title", name = name),
    };
    Shell::new(&title, Nav::Nowhere)
        .width(Width::Wide)
        .back(None)
        .render(ctx, body)
}

fn founder(w: Words) -> Markup {
    note::empty(
        Icon::People,
        &t!(w, "home-founder"),
        &t!(w, "home-founder-text"),
        Some(("/found", &t!(w, "home-founder-act"))),
    )
}

fn lede(w: Words, m: &HomePage) -> String {
    let worst = m.places.iter().find(|p| p.shown().needed > 0);
    match (worst, &m.item) {
        (Some(place), Some(item))
            if place.open.shortage > 0 && place.open.shortage >= place.open.needed =>
        {
            t!(
                w,
                "home-lede-none",
                place = place.name.clone(),
                needed = place.open.needed,
                unit = item.unit,
                item = item.name
            )
        }
        (Some(place), Some(item)) if place.open.shortage > 0 => t!(
            w,
            "home-lede",
            place = place.name.clone(),
            needed = place.open.needed,
            unit = item.unit,
            item = item.name,
            found = place.open.needed - place.open.shortage
        ),
        (Some(_), Some(_)) => t!(w, "home-lede-covered"),
        _ => t!(w, "home-lede-empty"),
    }
}

fn totals(w: Words, m: &HomePage) -> Markup {
    let longest = m.moving_longest_secs.and_then(|s| u64::try_from(s).ok());
    let longest = longest.map_or(String::new(), |s| {
        t!(w, "home-moving-longest", span = duration(w, s))
    });
    parts::totals(&[
        parts::total(
            &t!(w, "home-lacking"),
            &number(m.lacking),
            &t!(w, "home-lacking-unit", n = m.lacking),
            "/b",
            &t!(w, "home-lacking-unknown", n = m.lacking_unknown),
            Tone::Lack,
        ),
        parts::total(
            &t!(w, "home-moving"),
            &number(m.moving),
            &t!(w, "home-consignments", n = m.moving),
            "/t",
            &longest,
            Tone::Plain,
        ),
        parts::total(
            &t!(w, "home-received"),
            &number(m.received_today),
            &t!(w, "home-consignments", n = m.received_today),
            "/t",
            &t!(w, "home-received-by", n = m.received_by),
            Tone::Plain,
        ),
        parts::total(
            &t!(w, "home-members"),
            &number(m.members),
            &t!(w, "home-people", n = m.members),
            "#rooms",
            &t!(w, "home-rooms-count", n = m.rooms_count),
            Tone::Plain,
        ),
    ])
}

fn paste(w: Words) -> Markup {
    html! {
        form method="post" action="/need/draft" {
            (card::Card::new(Icon::Paste, &t!(w, "home-paste"), "")
                .tab(Tab::submit(&t!(w, "home-paste-go"), None).go())
                .render(html! {
                    label.vh for="p" { (t!(w, "home-paste-label")) }
                    textarea.in.paste #p name="text" rows="3" required placeholder=(t!(w, "home-paste-hint")) {}
                    p.sm.mut.mt2 { (t!(w, "home-paste-private")) }
                }))
        }
    }
}

fn worst(w: Words, m: &HomePage, item: &ItemName) -> Markup {
    let chips: Vec<_> = m
        .items
        .iter()
        .map(|i| parts::chip(&format!("/?item={}", i.code), i.name, i.code == item.code))
        .collect();
    let silent = silent(w, m).map(|(text, href)| {
        html! { (text) " " a.nb.noprint href=(href) { (t!(w, "board-ask-for-them")) } }
    });
    html! {
        div.row.sp.base.wrap { h2 { (t!(w, "home-worst")) } span.sm.mut { (t!(w, "home-worst-rule")) } }
        (parts::chips(&t!(w, "home-worst-items"), &chips))
        (sums::views::worst(w, item, &m.places, |p| format!("/b/{}?item={}", p.place, item.code), silent))
        p.ent {
            a href={ "/map?item=" (item.code) } { (t!(w, "map-title")) }
            a href={ "/flows?item=" (item.code) } { (t!(w, "flows-title")) }
        }
    }
}

/// Which places nobody spoke for, and where to speak for them.
fn silent(w: Words, m: &HomePage) -> Option<(String, String)> {
    let first = m.silent.first()?;
    let names: Vec<&str> = m.silent.iter().map(|p| p.name.as_str()).collect();
    let href = match names.as_slice() {
        [_] => format!("/need/new?place={}", first.place),
        _ => "/need/new".to_owned(),
    };
    let places = names.join(&t!(w, "list-and"));
    Some((t!(w, "home-silent", places = places), href))
}

fn heat_table(w: Words, m: &HomePage) -> Markup {
    let silent = silent(w, m).map(|(text, _)| text);
    html! {
        h2 { (t!(w, "home-heat")) }
        (sums::views::heat_table(w, &m.items, &m.heat, silent.as_deref()))
        p.ent { a href="/b/table" { (t!(w, "table-title")) } }
    }
}

fn grown(w: Words, growth: &RoomGrowth) -> Markup {
    let opened = date_time(w, growth.opened_at);
    let over = growth.grown.span_secs >= DAY_SECS;
    let end = if over {
        t!(w, "home-growth-day")
    } else {
        room::views::ending(w, &growth.grown)
    };
    html! {
        h2 { (t!(w, "home-growth")) }
        (parts::small(&t!(w, "home-growth-of", room = growth.name.clone(), when = opened)))
        (room::views::grown(w, &growth.grown, &[], &end))
        p.ent { a href="/growth" { (t!(w, "growth-title")) } a href="/plan" { (t!(w, "plan-title")) } }
    }
}

fn rooms(w: Words, m: &HomePage) -> Markup {
    html! {
        h2 #rooms { (t!(w, "home-rooms")) }
        ul.nl {
            @for room in &m.rooms {
                li.row.sp {
                    div {
                        a.go2 href={ "/r/" (room.id) } { b { (room.name) } }
                        p.sm.mut { (t!(w, "home-room", members = room.members, lacking = room.lacking)) }
                    }
                    (parts::btn_link(&format!("/r/{}", room.id), None, &t!(w, "home-room-see"), false))
                }
            }
        }
        (parts::btn_link("/new", Some(Icon::Plus), &t!(w, "home-room-new"), false))
    }
}

fn arrivals(w: Words, m: &HomePage) -> Markup {
    html! {
        @if !m.arrivals.is_empty() {
            h2 { (t!(w, "home-arrivals")) }
            ul.nl {
                @for arrival in &m.arrivals {
                    li.row.base {
                        time.sm.mut.nb { (clock(arrival.at)) }
                        div {
                            a.go2 href={ "/t/" (arrival.code) } { (arrival.recipient) }
                            p.sm.mut { (arrival.what.join(&t!(w, "list-and"))) (t!(w, "list-comma")) (ago(w, m.now, arrival.at)) }
                        }
                    }
                }
            }
        }
    }
}
