//! Any office of however many: by a part of its name, its code, its place, or where it stands; a page at a time.

use app::Refused;
use maud::{Markup, html};
use relief::duty::{self, Rung};
use relief::ids::{JurisdictionId, Stamp};
use relief::jurisdiction::Jurisdictions;
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
///
/// # Errors
/// Those of a figure that is kept.
pub(super) async fn page(visitor: &Visitor, asked: &Asked) -> Result<Found, Refused> {
    let (w, now) = (visitor.words(), visitor.app().now());
    let q: String = asked.q.trim().chars().take(QUERY_CHARS_MAX).collect();
    let mut rungs = Rung::ALL.into_iter();
    let on = rungs.find(|rung| said::rung_name(*rung) == asked.rung);
    let offices = visitor.site.offices().await?;
    let wanted = Wanted::of(&q);
    let fits = |office: &&Office| on.is_none_or(|on| on == office.rung) && wanted.fits(office);
    let all: Vec<&Office> = offices.0.iter().filter(fits).collect();
    let pages = all.len().div_ceil(PAGE_MAX).max(1);
    let page = asked.page.parse().unwrap_or(1).clamp(1, pages);
    let shown = all.iter().skip((page - 1) * PAGE_MAX).take(PAGE_MAX);
    let state = visitor.app().state();
    let known = &state.jurisdictions;
    let row = |office: &&Office| {
        let found = known.get(office.id)?;
        Some(ladder::row(w, known, (office.id, found), now))
    };
    Ok(Found {
        offices: shown.filter_map(row).collect(),
        q,
        rung: on.map(said::rung_name),
        of: offices.0.len(),
        count: all.len(),
        page,
        pages,
        on,
    })
}

/// All offices as they are looked through: the worst rung first, who owes longest first.
#[derive(Debug, Default)]
pub(crate) struct Offices(Vec<Office>);

/// What one is found by.
#[derive(Debug)]
struct Office {
    rung: Rung,
    id: JurisdictionId,
    /// Its name and its code, in small letters.
    text: String,
    places: Vec<Place>,
}

impl Offices {
    /// O(offices log offices).
    pub fn of(known: &Jurisdictions, now: Stamp) -> Offices {
        let mut standings: Vec<_> = duty::standings(known, now).collect();
        standings.sort_unstable();
        let office = |(rung, _, id): (Rung, Day, JurisdictionId)| {
            let found = known.get(id)?;
            let text = format!("{}\n{}", found.name.as_str(), found.code.as_str());
            Some(Office {
                rung,
                id,
                text: text.to_lowercase(),
                places: found.places.clone(),
            })
        };
        Offices(standings.into_iter().filter_map(office).collect())
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

    fn fits(&self, office: &Office) -> bool {
        let at = |place: Place| office.places.iter().any(|own| own.is_within(place));
        office.text.contains(&self.text) || self.place.is_some_and(at)
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
