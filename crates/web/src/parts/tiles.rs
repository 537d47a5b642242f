//! A map of tiles: every place the same size, roughly where it lies, so that a small county is as easy to see as a
//! large city.
//!
//! The provinces of China and the prefectures of Hubei stand where the tables say; any other place has a tile below
//! or, when nothing is in a table, in a plain grid by code. No place is ever left out of the table.

mod china;
mod hubei;

use maud::{Markup, html};
use relief::place::Place;

use super::heat::{self, Heat};
use super::plot::{WIDTH, fitted, measured, more};
use crate::t;
use crate::words::{Lang, Words};

/// Tiles drawn; the table under the map has all places.
pub const TILES_MAX: usize = 120;

/// Where tiles stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grid {
    /// The 34 provinces.
    China,
    /// The 17 prefectures of Hubei.
    Hubei,
    /// In rows by code.
    Plain,
}

/// One place on the map.
#[derive(Clone, Copy, Debug)]
pub struct Tile<'a> {
    /// Which.
    pub place: Place,
    /// Its name; a long one is cut on the tile and whole in the table.
    pub name: &'a str,
    /// How well it is covered.
    pub heat: Heat,
}

impl Grid {
    /// The grid that holds most of these places; the plain one when it would hold less than half of them.
    pub fn of(places: &[Place]) -> Grid {
        let held = |grid: Grid| places.iter().filter(|p| grid.at(**p).is_some()).count();
        let best = [Grid::China, Grid::Hubei]
            .into_iter()
            .max_by_key(|grid| held(*grid));
        best.filter(|grid| held(*grid) * 2 > places.len())
            .unwrap_or(Grid::Plain)
    }

    /// Every place of the grid's table: none for the plain one.
    pub fn places(self) -> impl Iterator<Item = Place> {
        self.rows()
            .iter()
            .filter_map(|(code, ..)| Place::from_code(*code))
    }

    fn rows(self) -> &'static [(u32, u8, u8)] {
        match self {
            Self::China => &china::TILES,
            Self::Hubei => &hubei::TILES,
            Self::Plain => &[],
        }
    }

    /// Column and row of a place, from 0.
    fn at(self, place: Place) -> Option<(u64, u64)> {
        let row = self.rows().iter().find(|(code, ..)| *code == place.code());
        row.map(|(_, column, row)| (u64::from(*column), u64::from(*row)))
    }

    /// Columns of the grid; the plain one has as many as the longest name leaves room for.
    fn columns(self, widest: u64) -> u64 {
        let own = self
            .rows()
            .iter()
            .map(|(_, column, _)| u64::from(*column) + 1);
        own.max()
            .unwrap_or_else(|| (WIDTH / (widest + 2 * INSET)).clamp(2, 8))
    }

    /// A name in lines as a tile has room for. A province in Latin letters goes by its code of ISO 3166-2.
    fn name(self, w: Words, tile: &Tile<'_>, room: u64) -> Vec<String> {
        let latin = hubei::LATIN
            .iter()
            .find(|(code, _)| *code == tile.place.code());
        if let (Self::Hubei, Lang::En, Some((_, lines))) = (self, w.lang(), latin) {
            return lines.map(str::to_owned).to_vec();
        }
        let province = tile.place.parent().is_none();
        let code = tile
            .place
            .iso_3166_2()
            .and_then(|iso| iso.strip_prefix("CN-"));
        vec![match (code.filter(|_| province), w.lang()) {
            (Some(code), Lang::En) => code.to_owned(),
            (Some("NM"), Lang::Zh) => t!(w, "tiles-nm"),
            (Some("HL"), Lang::Zh) => t!(w, "tiles-hl"),
            _ => fitted(tile.name, room),
        }]
    }

    /// Where each tile stands, in their order.
    fn laid(self, tiles: &[Tile<'_>], columns: u64) -> Vec<(u64, u64)> {
        let below = self
            .rows()
            .iter()
            .map(|(_, _, row)| u64::from(*row) + 1)
            .max()
            .unwrap_or(0);
        let mut free = 0;
        tiles
            .iter()
            .map(|tile| {
                self.at(tile.place).unwrap_or_else(|| {
                    let at = (free % columns, below + free / columns);
                    free += 1;
                    at
                })
            })
            .collect()
    }
}

/// A tile's height and what one more line of its name adds, the gap between two, and what a name keeps clear of the
/// edges, in px.
const TALL: u64 = 44;
const LINE: u64 = 16;
const GAP: u64 = 2;
const INSET: u64 = 3;

/// The map and its key. The table belongs under it: the caller's own, with its links.
pub fn tiles(w: Words, grid: Grid, tiles: &[Tile<'_>], what: &str) -> Markup {
    let mut sorted = tiles.to_vec();
    sorted.sort_by_key(|tile| tile.place);
    let drawn = sorted.get(..TILES_MAX).unwrap_or(&sorted);
    html! {
        figure.fig {
            @if drawn.is_empty() { p.mut { (t!(w, "tiles-nothing")) } }
            @else { (picture(w, grid, drawn, what)) (heat::key(w)) }
            @if grid == Grid::Plain && !drawn.is_empty() { (super::small(&t!(w, "tiles-plain"))) }
            (more(w, sorted.len() - drawn.len()))
        }
    }
}

fn picture(w: Words, grid: Grid, tiles: &[Tile<'_>], what: &str) -> Markup {
    let widest = tiles
        .iter()
        .map(|tile| measured(tile.name))
        .max()
        .unwrap_or(0);
    let columns = grid.columns(widest);
    let step = (WIDTH + GAP) / columns;
    let names: Vec<Vec<String>> = tiles
        .iter()
        .map(|tile| grid.name(w, tile, step - GAP - 2 * INSET))
        .collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let tall = TALL + LINE * u64::try_from(lines - 1).unwrap_or(0);
    let places = grid.laid(tiles, columns);
    let rows = places.iter().map(|(_, row)| row + 1).max().unwrap_or(0);
    html! {
        svg.chart.tiles viewBox={ "0 0 " (WIDTH) " " (rows * (tall + GAP) - GAP) } role="img"
            aria-label=(label(w, tiles, what)) {
            @for ((tile, name), (column, row)) in tiles.iter().zip(&names).zip(places) {
                (drawn(tile.heat, name, (column * step, row * (tall + GAP)), (step - GAP, tall)))
            }
        }
    }
}

/// The picture in words: the worst covered and how many are silent.
fn label(w: Words, tiles: &[Tile<'_>], what: &str) -> String {
    let covered = tiles.iter().filter_map(|tile| match tile.heat {
        Heat::Percent(n) => Some((n, tile.name)),
        _ => None,
    });
    let silent = tiles
        .iter()
        .filter(|tile| tile.heat == Heat::NoData)
        .count();
    let silent = u64::try_from(silent).unwrap_or(u64::MAX);
    match covered.clone().min() {
        Some((percent, worst)) => t!(
            w,
            "tiles-label",
            what = what,
            n = u64::try_from(covered.count()).unwrap_or(u64::MAX),
            worst = worst,
            percent = percent,
            silent = silent
        ),
        None => t!(w, "tiles-label-none", what = what, silent = silent),
    }
}

fn drawn(heat: Heat, name: &[String], (x, y): (u64, u64), (width, tall): (u64, u64)) -> Markup {
    let middle = x + width / 2;
    html! {
        g class=(heat.class()) {
            rect x=(x) y=(y) width=(width) height=(tall) {}
            @for (n, line) in (0_u64..).zip(name) {
                text x=(middle) y=(y + 19 + n * LINE) text-anchor="middle" { (line) }
            }
            text.tb x=(middle) y=(y + tall - 8) text-anchor="middle" { (figure(heat)) }
        }
    }
}

fn figure(heat: Heat) -> String {
    match heat {
        Heat::Percent(n) if n > 100 => "100▲".to_owned(),
        Heat::Percent(n) => n.to_string(),
        Heat::NotStated => "?".to_owned(),
        Heat::NoData => "–".to_owned(),
    }
}
