//! What the map shows.

use app::Refused;
use relief::catalogue::Item;
use relief::place::Place;
use serde::Serialize;

use super::region::{self, Region};
use crate::names;
use crate::sums::{ItemName, PlaceSums, Sums, gathered, ranked, worst_first};
use crate::visitor::Visitor;
use crate::words::Words;

/// Items offered as chips; `?item=` shows any other.
const ITEMS_MAX: usize = 12;
/// Places of one region: two digits of a code tell its parts apart, a province has as many that it runs itself, and
/// the region itself may be one of them.
const PLACES_MAX: usize = 201;

/// What a reader asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    /// Which item; the one needed in most places otherwise.
    pub item: Option<Item>,
    /// Which region; the smallest that holds all needs otherwise.
    pub region: Option<Region>,
}

/// A region or place by its code.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PlaceName {
    /// Its code; nothing for the whole country.
    pub place: Option<u32>,
    /// Its name.
    pub name: String,
}

/// The sums at one moment, base units; over needs that stand or stood.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct MomentModel {
    /// Seconds UTC.
    pub at: i64,
    /// N.
    pub needed: u64,
    /// min(N, C+T+R+S), line by line.
    pub covered: u64,
    /// The same, had the plan that stood then been carried out; nothing before the first plan.
    pub planned: Option<u64>,
}

/// `/map`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MapPage {
    /// The moment, seconds UTC.
    pub now: i64,
    /// The item shown.
    pub item: Option<ItemName>,
    /// Items that are needed in the region, those needed in most places first.
    pub items: Vec<ItemName>,
    /// The regions above this one, from the whole country down to this one.
    pub regions: Vec<PlaceName>,
    /// Its parts that need or needed the item, the worst covered first.
    pub places: Vec<PlaceSums>,
    /// Which of them have parts of their own on a map.
    #[serde(skip)]
    pub inner: Vec<u32>,
    /// Its parts of which nobody said that they need the item. Not the same as 0.
    pub silent: Vec<PlaceName>,
    /// Coverage of the item in the whole community, from its first need to now.
    pub over: Vec<MomentModel>,
}

impl MapPage {
    /// Gathers the page.
    ///
    /// # Errors
    /// None of its own: those of figures that are worked out once.
    pub async fn of(visitor: &Visitor, asked: Asked) -> Result<MapPage, Refused> {
        let sums = visitor.site.sums().await?;
        let region = asked.region.unwrap_or_else(|| common(&sums));
        let parts = gathered(&sums, |place| region::part(region, place));
        let mut items = ranked(&parts);
        let item = asked.item.or_else(|| items.first().copied());
        items.truncate(ITEMS_MAX);
        items.extend(asked.item.filter(|item| !items.contains(item)));
        let over = match item {
            Some(item) => visitor.app().history(item).await?,
            None => Vec::new(),
        };
        let (w, state) = (visitor.words(), visitor.app().state());
        let needy = item.and_then(|item| parts.get(&item));
        let silent = region::parts(region).into_iter();
        let silent = silent.filter(|part| needy.is_none_or(|needy| !needy.contains_key(part)));
        let named = |place: Place| PlaceName {
            place: Some(place.code()),
            name: names::place(w, &state, place),
        };
        let places = needy.map(|places| worst_first(w, &state, places, PLACES_MAX));
        let places = places.unwrap_or_default();
        Ok(MapPage {
            now: visitor.ctx.now,
            item: item.map(|item| ItemName::of(w, item)),
            items: items.into_iter().map(|i| ItemName::of(w, i)).collect(),
            regions: regions(w, region, named),
            inner: inner(&places, region),
            silent: silent.map(named).collect(),
            places,
            over: over.into_iter().map(moment).collect(),
        })
    }
}

/// The smallest region that holds every need that stands or stood.
fn common(sums: &Sums) -> Region {
    region::common(sums.values().flat_map(|places| places.keys().copied()))
}

fn regions(w: Words, region: Region, named: impl Fn(Place) -> PlaceName) -> Vec<PlaceName> {
    let country = PlaceName {
        place: None,
        name: crate::t!(w, "map-country"),
    };
    let within = region::above(region).into_iter().map(named);
    std::iter::once(country).chain(within).collect()
}

/// Parts that a map of their own would tell apart.
fn inner(places: &[PlaceSums], region: Region) -> Vec<u32> {
    let parts = places.iter().filter_map(|p| Place::from_code(p.place));
    let has_map = |part: &Place| Some(*part) != region && region::around(*part) == Some(*part);
    parts.filter(has_map).map(Place::code).collect()
}

fn moment((at, sums): (relief::ids::Stamp, relief::history::Covered)) -> MomentModel {
    MomentModel {
        at: at.0,
        needed: sums.needed,
        covered: sums.covered,
        planned: sums.planned,
    }
}
