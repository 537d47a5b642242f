//! The table of places, the worst covered first, the heat table, and the frame of pages with pictures.

use maud::{Markup, html};

use super::heat::{HeatRow, Warmth};
use super::{ItemName, PlaceSums};
use crate::layout::{Ctx, Nav, Shell, Width};
use crate::parts;
use crate::parts::bar::{Bar, Size, legend};
use crate::parts::heat::{Heat, heat};
use crate::t;
use crate::words::{Words, clock, number};

/// Places with their bars, and the key of the bars under them. `href` leads on from a place; `last` is a row under them, such as who said nothing.
pub fn worst(
    w: Words,
    item: &ItemName,
    places: &[PlaceSums],
    href: impl Fn(&PlaceSums) -> String,
    last: Option<Markup>,
) -> Markup {
    html! {
        table {
            caption.vh { (t!(w, "home-worst-caption", item = item.name)) }
            thead { tr {
                th scope="col" { (t!(w, "home-place")) }
                th scope="col" { (item.name) (t!(w, "list-comma")) (item.unit) }
                th.num scope="col" { (t!(w, "needs-share")) }
                th.num.only-w scope="col" { (t!(w, "bar-needed")) }
                th.num.only-w scope="col" { (t!(w, "bar-official")) }
                th.num.only-w scope="col" { (t!(w, "bar-received")) }
                th.num scope="col" { (t!(w, "needs-shortage")) }
            } }
            tbody {
                @for place in places { (row(w, item, place, &href(place))) }
                @if let Some(last) = last { tr { th.sm.mut scope="row" colspan="7" { (last) } } }
            }
        }
        div.mt3 { (legend(w, places.iter().any(|p| p.shown().official > 0))) }
    }
}

fn row(w: Words, item: &ItemName, place: &PlaceSums, href: &str) -> Markup {
    let (sum, told) = (place.shown(), place.shown().told());
    let bar = Bar {
        needed: Some(sum.needed).filter(|n| *n > 0),
        official: sum.counted.official,
        received: sum.counted.received,
        moving: sum.counted.moving,
        firm: sum.counted.firm,
        pledged: sum.pledged,
        unit: item.unit,
        size: Size::Small,
        ..Bar::default()
    };
    let percent = place.percent();
    html! {
        tr {
            th.nb scope="row" { a.ink href=(href) { (place.name) } }
            td.wb { (bar.svg(w)) }
            td.num { @match percent { Some(percent) => b { (t!(w, "percent", n = percent)) }, None => "—" } }
            td.num.only-w { @match percent { Some(_) => (number(sum.needed)), None => (t!(w, "needs-not-stated")) } }
            td.num.only-w { (number(told.official)) }
            td.num.only-w { (number(told.received)) (earlier(place)) }
            td.num { (short(w, place)) }
        }
    }
}

/// What the closed needs of a place received, beside what its open ones did.
pub(crate) fn earlier(place: &PlaceSums) -> Markup {
    let received = place.closed.received;
    html! {
        @if !place.is_closed() && received > 0 { " " span.mut.nb { "+\u{a0}" (number(received)) } }
    }
}

/// What is short, or that nothing is asked for any more.
pub(crate) fn short(w: Words, place: &PlaceSums) -> Markup {
    let shortage = place.open.shortage;
    html! {
        @if place.is_closed() { span.mut { (t!(w, "sums-closed")) } }
        @else if place.percent().is_some() { b.lack[shortage > 0] { (number(shortage)) } }
        @else { (t!(w, "needs-unknown")) }
    }
}

/// Places by items, a per cent in every cell. `silent` says who said nothing at all.
pub fn heat_table(w: Words, items: &[ItemName], rows: &[HeatRow], silent: Option<&str>) -> Markup {
    let items: Vec<&str> = items.iter().map(|i| i.name).collect();
    let cell = |c: &Option<Warmth>| match c {
        Some(Warmth::Percent(n)) => Heat::Percent(*n),
        Some(Warmth::Unknown) => Heat::NotStated,
        None => Heat::NoData,
    };
    let rows: Vec<(&str, Vec<Heat>)> = rows
        .iter()
        .map(|row| (row.name.as_str(), row.cells.iter().map(cell).collect()))
        .collect();
    heat(w, &t!(w, "home-heat"), &items, &rows, silent)
}

/// A page of pictures about one item: the sentence, what to choose, and the pictures or why there are none.
pub(crate) struct Pictured<'a> {
    /// Of the page.
    pub title: &'a str,
    /// What it is about.
    pub place: String,
    /// Its moment, seconds UTC.
    pub now: i64,
    /// What a reader takes with them.
    pub lede: String,
    /// Items and regions to choose.
    pub filters: Markup,
    /// The pictures.
    pub pictures: Option<Markup>,
    /// What stands in their place.
    pub nothing: Markup,
}

impl Pictured<'_> {
    /// The whole page.
    pub fn render(self, ctx: &Ctx) -> Markup {
        let time = clock(self.now);
        let subtitle = t!(ctx.words, "board-subtitle", place = self.place, time = time);
        let body = html! {
            div.cols {
                section.c12 {
                    h1.lede { (parts::phrases(&self.lede)) }
                    div.mt3 { (self.filters) }
                }
                @match self.pictures {
                    Some(pictures) => (pictures),
                    None => section.c8 { (self.nothing) },
                }
            }
        };
        Shell::new(self.title, Nav::More)
            .subtitle(&subtitle)
            .width(Width::Wide)
            .figures()
            .render(ctx, body)
    }
}
