//! How the board looks: filters, legend, a table that folds into slips.

use maud::{Markup, html};

use super::model::{BoardModel, Choice, GroupModel, ROWS_MAX, Row};
use crate::layout::{Ctx, Nav, Shell, Width};
use crate::parts::bar::legend;
use crate::parts::icon::Icon;
use crate::parts::needs::{Freshness, NeedGroup, NeedRow, needs};
use crate::parts::{self, note};
use crate::t;
use crate::words::{Words, ago, clock, number};

/// `/b`.
pub fn page(ctx: &Ctx, m: &BoardModel) -> Markup {
    let w = ctx.words;
    let all = t!(w, "board-everywhere");
    let place = m.place_name.clone().unwrap_or(all);
    let subtitle = t!(w, "board-subtitle", place = place, time = clock(m.now));
    let body = html! {
        div.stack {
            (filters(w, m))
            (legend(w, m.has_official()))
            @if m.count == 0 { (silent(w, m)) } @else { (table(w, m)) (pages(w, m)) }
            p.ent { a href=(match m.place { Some(p) => format!("/b/table?place={p}"), None => "/b/table".to_owned() }) { (t!(w, "table-title")) } }
            p.ent { a href="/need/new" { (t!(w, "board-new")) } a href="/give" { (t!(w, "board-give")) } }
        }
    };
    Shell::new(&t!(w, "board-title"), Nav::Board)
        .subtitle(&subtitle)
        .width(Width::Wide)
        .back(None)
        .render(ctx, body)
}

/// The board's address with these filters.
fn address(item: Option<&str>, place: Option<&str>, page: usize) -> String {
    let mut address = match (item, place) {
        (None, None) => "/b".to_owned(),
        (Some(one), None) | (None, Some(one)) => format!("/b/{one}"),
        (Some(item), Some(place)) => format!("/b/{item}?place={place}"),
    };
    if page > 1 {
        let joint = if address.contains('?') { '&' } else { '?' };
        address.push_str(&format!("{joint}page={page}"));
    }
    address
}

fn filters(w: Words, m: &BoardModel) -> Markup {
    let place = m.place.map(|p| p.to_string());
    let all = t!(w, "board-all");
    let of_items = BoardModel::chips(&m.items)
        .map(|c| parts::chip(&address(Some(&c.code), place.as_deref(), 1), &c.name, c.on));
    let items = [parts::chip(
        &address(None, place.as_deref(), 1),
        &all,
        m.item.is_none(),
    )];
    let items: Vec<Markup> = items.into_iter().chain(of_items).collect();
    let mut places = vec![parts::chip(
        &address(m.item, None, 1),
        &all,
        m.place.is_none(),
    )];
    let up = m
        .parent
        .as_ref()
        .filter(|p| !m.places.iter().any(|c| c.code == p.code));
    places.extend(up.map(|c| parts::chip(&address(m.item, Some(&c.code), 1), &c.name, false)));
    if let (Some(code), Some(name)) = (&place, &m.place_name)
        && !m.places.iter().any(|c| c.on)
    {
        places.push(parts::chip(&address(m.item, Some(code), 1), name, true));
    }
    places.extend(
        BoardModel::chips(&m.places)
            .map(|c| parts::chip(&address(m.item, Some(&c.code), 1), &c.name, c.on)),
    );
    html! {
        (chosen(&t!(w, "board-by-item"), &items))
        (chosen(&t!(w, "board-by-place"), &places))
        (parts::fold(&t!(w, "board-filters"), form(w, m)))
    }
}

/// A row of chips, with its name before it where there is room.
fn chosen(name: &str, chips: &[Markup]) -> Markup {
    html! { div.row { b.sm.by-what.only-w aria-hidden="true" { (name) } (parts::chips(name, chips)) } }
}

/// Everything there is to choose from, for what the chips leave out.
fn form(w: Words, m: &BoardModel) -> Markup {
    let list = |name: &str, label: &str, of: &[Choice]| {
        html! {
            div.f {
                label for={ "filter-" (name) } { (label) }
                select.in id={ "filter-" (name) } name=(name) {
                    option value="" { (t!(w, "board-all")) }
                    @for c in of {
                        option value=(c.code) selected[c.on] { (c.name) " (" (number(c.lines)) ")" }
                    }
                }
            }
        }
    };
    html! {
        form.stack method="get" action="/b" {
            (list("item", &t!(w, "board-by-item"), &m.items))
            (list("place", &t!(w, "board-by-place"), &m.places))
            (parts::btn(None, &t!(w, "board-show"), false))
        }
    }
}

/// The groups of this page as one table.
pub(crate) fn table(w: Words, m: &BoardModel) -> Markup {
    let rows: Vec<Vec<Said>> = m
        .groups
        .iter()
        .map(|g| g.rows.iter().map(|r| Said::of(w, m.now, r)).collect())
        .collect();
    let drawn: Vec<Vec<NeedRow<'_>>> = m
        .groups
        .iter()
        .zip(&rows)
        .map(|(g, said)| g.rows.iter().zip(said).map(|(r, s)| s.row(r)).collect())
        .collect();
    let heads: Vec<(String, String)> = m.groups.iter().map(|g| head(w, g)).collect();
    let groups: Vec<NeedGroup<'_>> = heads
        .iter()
        .zip(&drawn)
        .map(|((title, text), rows)| NeedGroup { title, text, rows })
        .collect();
    needs(w, &t!(w, "board-title"), &groups)
}

fn head(w: Words, g: &GroupModel) -> (String, String) {
    let (title, text) = match g.group {
        "ranked" => (t!(w, "board-ranked"), String::new()),
        "unknown" => (t!(w, "board-unknown"), t!(w, "board-unknown-text")),
        "stale" => (t!(w, "board-stale"), t!(w, "board-stale-text")),
        _ => (t!(w, "board-waiting"), t!(w, "board-waiting-text")),
    };
    let shown = u64::try_from(g.rows.len()).unwrap_or(u64::MAX);
    let text = if g.count > shown {
        format!("{} {text}", t!(w, "board-of-all", n = g.count))
            .trim()
            .to_owned()
    } else {
        text
    };
    (title, text)
}

/// What one row says, kept while the table is drawn.
struct Said {
    id: String,
    href: String,
    what: String,
    confirmed: String,
    freshness: Freshness,
    act: (String, String),
}

impl Said {
    fn of(w: Words, now: i64, row: &Row) -> Said {
        let comma = t!(w, "list-comma");
        let mut what = row.line.what.clone();
        if row.line.kind == "rate" {
            what = format!("{what}{comma}{}", row.line.quantity_words);
        }
        if row.critical {
            what = format!("{}{comma}{what}", t!(w, "need-critical"));
        }
        if row.status == "paused" {
            what = format!("{what}{comma}{}", t!(w, "need-paused"));
        }
        let freshness = match row.freshness {
            "fresh" => Freshness::Fresh,
            "due" => Freshness::Due,
            _ => Freshness::Old,
        };
        // Nobody has confirmed what nobody has verified.
        let waits = row.status == "reported";
        let freshness = if waits { Freshness::Due } else { freshness };
        let confirmed = ago(w, now, row.confirmed_at);
        let confirmed = match freshness {
            _ if waits => t!(w, "board-waits", when = confirmed),
            Freshness::Due => t!(w, "board-due", when = confirmed),
            _ => confirmed,
        };
        Said {
            id: format!("need-{}-{}", row.need, row.line.line),
            href: format!("/n/{}", row.need),
            what,
            confirmed,
            freshness,
            act: act(w, row),
        }
    }

    fn row<'a>(&'a self, row: &'a Row) -> NeedRow<'a> {
        NeedRow {
            id: &self.id,
            who: &row.recipient_name,
            href: &self.href,
            what: &self.what,
            bar: row.line.bar(),
            confirmed: &self.confirmed,
            freshness: self.freshness,
            act: (&self.act.0, &self.act.1),
        }
    }
}

/// The one thing to do about a line.
fn act(w: Words, row: &Row) -> (String, String) {
    let at = |anchor: &str| format!("/n/{}#{anchor}", row.need);
    if let Some((need, line, place)) = &row.better {
        return (
            t!(w, "board-rather", place = place.clone()),
            format!("/give?need={need}&line={line}"),
        );
    }
    match (row.status, row.freshness) {
        ("reported", _) => (t!(w, "card-verify"), at("verify")),
        ("paused", _) => (t!(w, "card-look"), at("main")),
        (_, "due" | "unconfirmed" | "off_ranking") => (t!(w, "board-ask-again"), at("ask")),
        _ if row.line.needed.get().is_none() => (t!(w, "board-ask-amount"), at("ask")),
        _ => (
            t!(w, "card-give"),
            format!("/give?need={}&line={}", row.need, row.line.line),
        ),
    }
}

fn silent(w: Words, m: &BoardModel) -> Markup {
    let place = m
        .place_name
        .clone()
        .unwrap_or_else(|| t!(w, "board-everywhere"));
    let href = m.place.map_or_else(
        || "/need/new".to_owned(),
        |p| format!("/need/new?place={p}"),
    );
    let act = t!(w, "board-ask-for-them");
    note::empty(
        Icon::Need,
        &t!(w, "board-silent", place = place),
        &t!(w, "board-silent-text"),
        Some((&href, &act)),
    )
}

fn pages(w: Words, m: &BoardModel) -> Markup {
    let place = m.place.map(|p| p.to_string());
    let to = |page| address(m.item, place.as_deref(), page);
    html! {
        @if m.pages > 1 {
            nav.row aria-label=(t!(w, "board-pages")) {
                @if m.page > 1 { (parts::btn_link(&to(m.page - 1), Some(Icon::Back), &t!(w, "board-before"), false)) }
                span.sm.mut.nb { (t!(w, "board-page", page = m.page, pages = m.pages)) }
                @if m.page < m.pages {
                    (parts::btn_link(&to(m.page + 1), Some(Icon::Down), &t!(w, "board-more", n = ROWS_MAX), false))
                }
            }
        }
    }
}
