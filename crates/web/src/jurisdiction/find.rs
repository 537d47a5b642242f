//! Any office of however many: by a part of its name, its code, its place, or where it stands; a page at a time.

use maud::{Markup, html};
use relief::duty::{self, Rung};
use relief::ids::JurisdictionId;
use relief::jurisdiction::Jurisdiction;
use relief::place::Place;
use relief::watch::day::Day;
use serde::{Deserialize, Serialize};

use super::ladder::{self, Row};
use super::ladder_views::{line, name};
use super::said;
use crate::address::encoded;
use crate::layout::{Ctx, Nav, Shell};
use crate::need::find_place;
use crate::parts::field::Field;
use crate::parts::icon::Icon;
use crate::parts::{btn, btn_link, note};
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// Offices on one page.
const PAGE_MAX: usize = 50;
/// Letters that are looked for, at most.
const QUERY_CHARS_MAX: usize = 60;

/// What a reader asks for; what fits nothing is passed over.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    rung: String,
    #[serde(default)]
    page: String,
}

/// `/o/find`.
#[derive(Debug, Serialize)]
pub(super) struct Found {
    /// What was looked for; empty: any.
    pub q: String,
    /// Where they stand; nothing: anywhere.
    pub rung: Option<&'static str>,
    /// Of how many offices in all.
    pub of: usize,
    /// How many fit.
    pub count: usize,
    /// Which page this is, from 1, of how many.
    pub page: usize,
    pub pages: usize,
    /// The offices of this page: the worst rung first, who owes longest first.
    pub offices: Vec<Row>,
    #[serde(skip)]
    on: Option<Rung>,
}

/// Looks through all offices.
pub(super) fn page(visitor: &Visitor, asked: &Asked) -> Found {
    let (w, now) = (visitor.words(), visitor.app().now());
    let q: String = asked.q.trim().chars().take(QUERY_CHARS_MAX).collect();
    let mut rungs = Rung::ALL.into_iter();
    let on = rungs.find(|rung| said::rung_name(*rung) == asked.rung);
    let state = visitor.app().state();
    let known = &state.jurisdictions;
    let wanted = Wanted::of(&q);
    let fits = |(rung, _, id): &(Rung, Day, JurisdictionId)| {
        on.is_none_or(|on| on == *rung) && known.get(*id).is_some_and(|j| wanted.fits(j))
    };
    let mut all: Vec<_> = duty::standings(known, now).filter(fits).collect();
    all.sort_unstable();
    let pages = all.len().div_ceil(PAGE_MAX).max(1);
    let page = asked.page.parse().unwrap_or(1).clamp(1, pages);
    let shown = all.iter().skip((page - 1) * PAGE_MAX).take(PAGE_MAX);
    let rows =
        shown.filter_map(|(.., id)| Some(ladder::row(w, known, (*id, known.get(*id)?), now)));
    Found {
        offices: rows.collect(),
        q,
        rung: on.map(said::rung_name),
        of: known.len(),
        count: all.len(),
        page,
        pages,
        on,
    }
}

/// What is looked for, in each way in which it may be meant.
struct Wanted {
    text: String,
    place: Option<Place>,
}

impl Wanted {
    fn of(q: &str) -> Wanted {
        Wanted {
            text: q.to_lowercase(),
            place: find_place(q),
        }
    }

    fn fits(&self, found: &Jurisdiction) -> bool {
        let has = |text: &str| text.to_lowercase().contains(&self.text);
        let at = |place: Place| found.places.iter().any(|own| own.is_within(place));
        has(found.name.as_str()) || has(found.code.as_str()) || self.place.is_some_and(at)
    }
}

/// The address of a page of what is found.
pub(super) fn address(q: &str, rung: Option<Rung>, page: usize) -> String {
    let (q, rung) = (encoded(q), rung.map_or("", said::rung_name));
    format!("/o/find?q={q}&rung={rung}&page={page}")
}

/// The field to look with.
pub(super) fn field(w: Words, q: &str, rung: Option<Rung>) -> Markup {
    let any = t!(w, "offices-any");
    let rungs: Vec<(&str, String)> = Rung::ALL
        .iter()
        .map(|rung| (said::rung_name(*rung), name(w, *rung)))
        .collect();
    let mut options = vec![("", any.as_str())];
    options.extend(rungs.iter().map(|(code, words)| (*code, words.as_str())));
    let chosen = rung.map_or("", said::rung_name);
    html! {
        form.stack method="get" action="/o/find" {
            (Field::new("q", &t!(w, "offices-find")).hint(&t!(w, "offices-find-text")).value(q).length_max(QUERY_CHARS_MAX).autocomplete("off").text())
            @if rung.is_some() || !q.is_empty() { (Field::new("rung", &t!(w, "offices-stand")).value(chosen).select(&options)) }
            (btn(Some(Icon::List), &t!(w, "offices-find-go"), false))
        }
    }
}

/// The page.
pub(super) fn view(ctx: &Ctx, m: &Found) -> Markup {
    let w = ctx.words;
    let to = |page| address(&m.q, m.on, page);
    let body = html! {
        (field(w, &m.q, m.on))
        h2 { (t!(w, "offices-found", n = m.count, of = m.of)) }
        @if m.count == 0 { (note::empty(Icon::File, &t!(w, "offices-found-none"), &t!(w, "offices-find-text"), None)) }
        ul.rung { @for office in &m.offices { (line(w, office)) } }
        @if m.pages > 1 {
            nav.row aria-label=(t!(w, "board-pages")) {
                @if m.page > 1 { (btn_link(&to(m.page - 1), Some(Icon::Back), &t!(w, "board-before"), false)) }
                span.sm.mut.nb { (t!(w, "board-page", page = m.page, pages = m.pages)) }
                @if m.page < m.pages { (btn_link(&to(m.page + 1), Some(Icon::Down), &t!(w, "offices-next-page"), false)) }
            }
        }
    };
    Shell::new(&t!(w, "offices-find"), Nav::More)
        .back(Some("/o"))
        .figures()
        .render(ctx, body)
}
