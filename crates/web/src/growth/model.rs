//! What the page of growth and ties shows.

use app::Refused;
use app::growth::Growth;
use relief::commitment::fulfilment::{AGE_HOURS, Fulfilment};
use relief::fixed::FRACTION_BITS;
use relief::growth::Generation;
use relief::ids::RoomId;
use relief::place::Place;
use relief::state::State;
use serde::Serialize;

use super::findings::{Finding, Findings, one_decimal, wide};
use super::layers::{Layer, layers};
use super::network::{PlaceThreads, RoomNetwork, by_place};
use super::reader::{Count, Reader};
use crate::names;
use crate::room::model::Grown;
use crate::visitor::Visitor;

/// Places that could give, shown beside each other: those that gave most.
const FROM_MAX: usize = 4;
/// Places that need something, under each other.
const TO_MAX: usize = 12;

/// `/growth`.
#[derive(Debug, Serialize)]
pub struct GrowthPage {
    /// The moment, seconds UTC.
    pub now: i64,
    /// Seconds since its first room opened.
    pub age_secs: u64,
    /// Members over all rooms.
    pub members: u64,
    /// How long they take to double, at the pace of the last day; nothing when they do not grow.
    pub doubling_secs: Option<u64>,
    /// Recipients with open needs that know one party alone.
    pub hanging: usize,
    /// Needs that were verified.
    pub verified: usize,
    /// Those of them that anybody promised anything for.
    pub answered: usize,
    /// Seconds to the first promise, the median.
    pub median_secs: Option<i64>,
    /// The room whose figures are shown; nothing for somebody outside: then they are the community's.
    pub room: Option<RoomName>,
    /// What is worth doing.
    pub findings: Vec<Finding>,
    /// Who ever did anything for whom, in that room.
    pub network: Option<RoomNetwork>,
    /// Where recipients hang by one person, for those outside.
    pub places: Vec<PlaceThreads>,
    /// Generations of invitations, founders first.
    pub generations: Vec<GenerationRow>,
    /// How that room grew, or the largest.
    pub grown: Option<RoomGrown>,
    /// How giving is spread.
    pub giving: Giving,
    /// Gifts from place to place.
    pub lanes: LaneTable,
    /// Promises by age, the youngest first.
    pub promises: Vec<Promises>,
    /// Parties that stand for a recipient to which something came.
    pub helped: Count,
    /// Those of them that gave or carried afterwards.
    pub helping: Count,
    /// Who still acts after days.
    pub retention: Vec<Stay>,
}

/// How a room grew.
#[derive(Debug, Serialize)]
pub struct RoomGrown {
    /// Its name.
    pub name: String,
    /// When it opened, seconds UTC.
    pub opened_at: i64,
    /// Its members.
    #[serde(flatten)]
    pub grown: Grown,
    /// Those who came by each generation of invitations, for its members.
    pub layers: Vec<Layer>,
}

/// A room.
#[derive(Debug, Serialize)]
pub struct RoomName {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
}

/// One generation.
#[derive(Debug, Serialize)]
pub struct GenerationRow {
    /// Invitations from the founders.
    pub generation: usize,
    /// How many they are.
    pub members: Count,
    /// How many each of them brought, with one decimal; nothing while they are not all a day old.
    pub rate: Option<String>,
    /// Each brought fewer than one.
    pub falls: bool,
}

/// How giving is spread.
#[derive(Debug, Serialize)]
pub struct Giving {
    /// Everybody, those who gave nothing included.
    pub people: usize,
    /// Who gave.
    pub givers: Count,
    /// Gifts that arrived.
    pub gifts: u64,
    /// The fewest who gave half of them; nothing before the first.
    pub few: Option<Count>,
    /// Gifts of those few; nothing when they are too few to be said.
    pub gifts_of_few: Option<u64>,
    /// As many who gave equally would be as concentrated, with one decimal.
    pub effective: Option<String>,
}

/// Gifts from place to place.
#[derive(Debug, Serialize)]
pub struct LaneTable {
    /// Places that could give.
    pub from: Vec<String>,
    /// Places that need something.
    pub to: Vec<Lane>,
}

/// What came to one place.
#[derive(Debug, Serialize)]
pub struct Lane {
    /// Its code.
    pub place: u32,
    /// Its name.
    pub name: String,
    /// It waits, and nothing ever came from anywhere.
    pub lonely: bool,
    /// Gifts from each of the places that could give.
    pub gifts: Vec<Count>,
}

/// Promises of one age.
#[derive(Debug, Serialize)]
pub struct Promises {
    /// At least so many hours old.
    pub from_hours: i64,
    /// Younger than so many; nothing for the oldest.
    pub below_hours: Option<i64>,
    /// Made.
    pub made: u64,
    /// Kept.
    pub kept: u64,
    /// Taken back, or freed by the clock.
    pub ended: u64,
}

/// Who acts so many days after joining.
#[derive(Debug, Serialize)]
pub struct Stay {
    /// Days.
    pub day: u32,
    /// Who came so long ago.
    pub joined: Count,
    /// Those of them that acted on that day.
    pub active: Count,
}

impl GrowthPage {
    /// The page as this reader may see it.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn of(visitor: &Visitor) -> Result<GrowthPage, Refused> {
        let (app, w) = (visitor.app(), visitor.words());
        let growth = app.growth().await?;
        let reader = Reader::of(app, visitor.who.as_deref(), &growth).await?;
        let state = app.state();
        let findings = Findings {
            w,
            state: &state,
            growth: &growth,
            reader: &reader,
        };
        let room = reader.first_room();
        let by_room = room.and_then(|room| growth.by_room.get(&room));
        let answers = &growth.answers;
        Ok(GrowthPage {
            now: growth.at.0,
            age_secs: u64::try_from(growth.at.since(growth.opened_at)).unwrap_or(0),
            members: growth.members,
            doubling_secs: doubling_secs(&growth),
            hanging: growth.threads.iter().map(|t| t.recipients.len()).sum(),
            verified: answers.verified,
            answered: answers.answered,
            median_secs: answers.median_seconds,
            room: room.and_then(|room| room_name(&state, room)),
            findings: findings.all(),
            network: room.map(|room| RoomNetwork::of(&findings, room)),
            places: if room.is_none() {
                by_place(&findings, TO_MAX)
            } else {
                Vec::new()
            },
            generations: generations(&reader, by_room.unwrap_or(&growth.generations)),
            grown: room
                .or_else(|| largest(&state))
                .and_then(|id| grown(&state, id, &growth, room.is_some())),
            giving: giving(&reader, &growth),
            lanes: lanes(&findings),
            promises: promises(&growth),
            helped: reader.count(growth.helped),
            helping: reader.count(growth.helping),
            retention: stays(&reader, &growth),
        })
    }
}

fn room_name(state: &State, room: RoomId) -> Option<RoomName> {
    let name = state.rooms.get(&room)?.name.as_str().to_owned();
    Some(RoomName { id: room.0, name })
}

fn largest(state: &State) -> Option<RoomId> {
    let most = state.rooms.iter().max_by_key(|(_, room)| room.members);
    most.map(|(id, _)| *id)
}

fn grown(state: &State, id: RoomId, growth: &Growth, is_own: bool) -> Option<RoomGrown> {
    let room = state.rooms.get(&id)?;
    let grown = Grown::of(state, id, growth.at.0)?;
    let came = growth.came.get(&id).filter(|_| is_own);
    let came = came.map_or(&[][..], |came| came.as_slice());
    Some(RoomGrown {
        name: room.name.as_str().to_owned(),
        opened_at: room.opened_at.0,
        layers: layers(came, room.opened_at, &grown),
        grown,
    })
}

fn doubling_secs(growth: &Growth) -> Option<u64> {
    let hours = growth.pace?.doubling_hours?.units();
    u64::try_from(hours.checked_mul(3600)? >> FRACTION_BITS).ok()
}

fn generations(reader: &Reader, found: &[Generation]) -> Vec<GenerationRow> {
    let rows = found.iter().enumerate().map(|(generation, one)| {
        let members = reader.count(one.members);
        let rate = one.rate.filter(|_| members.get().is_some());
        GenerationRow {
            generation,
            members,
            rate: rate.map(one_decimal),
            falls: rate.is_some_and(|rate| rate.numerator() < rate.denominator()),
        }
    });
    rows.collect()
}

fn giving(reader: &Reader, growth: &Growth) -> Giving {
    let (of, givers) = (&growth.giving, reader.count(wide(growth.giving.givers)));
    let few = of.bus_factor.map(|few| reader.count(wide(few)));
    let may_say = givers.get().is_some() && few.is_some_and(|few| few.get().is_some());
    Giving {
        people: of.people,
        givers,
        gifts: growth.gifts,
        few,
        gifts_of_few: may_say.then_some(growth.gifts_of_few),
        effective: of.effective_number.filter(|_| may_say).map(one_decimal),
    }
}

fn lanes(f: &Findings<'_>) -> LaneTable {
    let lanes = &f.growth.lanes;
    let sum = |is: &dyn Fn(&(Place, Place)) -> bool| -> u64 {
        let own = lanes.gifts.iter().filter(|(pair, _)| is(pair));
        own.map(|(_, n)| n).sum()
    };
    let mut from: Vec<Place> = lanes.from.iter().copied().collect();
    from.sort_by_key(|place| std::cmp::Reverse(sum(&|(from, _)| from == place)));
    from.truncate(FROM_MAX);
    let lonely = lanes.unbridged();
    let mut to: Vec<Place> = lanes.to.iter().copied().collect();
    to.sort_by_key(|place| (!lonely.contains(place), !lanes.waiting.contains(place)));
    to.truncate(TO_MAX);
    let gifts = |to: Place, from: &Place| lanes.gifts.get(&(*from, to)).copied().unwrap_or(0);
    let lane = |place: Place| Lane {
        place: place.code(),
        name: names::place(f.w, f.state, place),
        lonely: lonely.contains(&place),
        gifts: from
            .iter()
            .map(|from| f.reader.count(gifts(place, from)))
            .collect(),
    };
    LaneTable {
        to: to.into_iter().map(lane).collect(),
        from: from
            .iter()
            .map(|place| names::place(f.w, f.state, *place))
            .collect(),
    }
}

fn promises(growth: &Growth) -> Vec<Promises> {
    let begins = [0].into_iter().chain(AGE_HOURS);
    let ends = AGE_HOURS.into_iter().map(Some).chain([None]);
    let classes = begins.zip(ends).zip(growth.fulfilment);
    let row = |((from_hours, below_hours), one): ((i64, Option<i64>), Fulfilment)| Promises {
        from_hours,
        below_hours,
        made: one.made,
        kept: one.kept,
        ended: one.ended,
    };
    classes.map(row).collect()
}

fn stays(reader: &Reader, growth: &Growth) -> Vec<Stay> {
    let days = growth.retention.iter().map(|one| Stay {
        day: one.day,
        joined: reader.count(one.joined),
        active: reader.count(one.active),
    });
    days.collect()
}
