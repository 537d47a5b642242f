//! What ties the community: figures from the state and sums over the vault. No name and no talk leaves here.

use std::collections::BTreeMap;
use std::sync::Arc;

use relief::commitment::fulfilment::{AGE_HOURS, Fulfilment, fulfilment};
use relief::growth::{Arrivals, Generation, Pace, generations, pace};
use relief::ids::{COMMUNITY, PartyId, RecipientId, RoomId, Stamp};
use relief::need::answer::{Answers, answers};
use relief::party::retention::{RETENTION_DAYS, Retention, retention};
use relief::place::Place;
use relief::ratio::Ratio;
use relief::state::State;
use relief::ties::acts::{Acts, End, Weights, add, lately};
use relief::ties::cuts::{Severed, severed};
use relief::ties::deeds::Deed;
use relief::ties::fade::{PERIOD_SECS, Period, weight};
use relief::ties::lanes::{Lanes, lanes, region};
use relief::ties::offices::{self, Linked, linked};
use relief::ties::returned::returned;
use relief::ties::threads::{Contacts, Thread, cold, contacts, threads};
use relief::ties::{Giving, Ties, giving, ties};
use store::vault::tie::{self, Tie};
use store::vault::unnamed;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::error::Refused;
use crate::people::Person;
use crate::turns::in_turn;

/// Figures that change with time alone are this fresh.
const FRESH_SECONDS: i64 = 60;
/// The network of everybody is worked out anew at most this often while nothing but talk was added.
const NETWORK_SECONDS: i64 = 600;
/// Growth is measured over so many hours.
pub const PACE_HOURS: i64 = 24;

/// One network is worked out at a time, also when those who asked for it go away.
static MEASURING: Semaphore = Semaphore::const_new(1);

/// What ties the community, at a moment.
#[derive(Debug, Clone)]
pub struct Growth {
    /// The moment.
    pub at: Stamp,
    /// When its first room opened.
    pub opened_at: Stamp,
    /// Members over all rooms.
    pub members: u64,
    /// Over the last [`PACE_HOURS`].
    pub pace: Option<Pace>,
    /// Generations of invitations over all rooms, founders first.
    pub generations: Vec<Generation>,
    /// The same, room by room.
    pub by_room: BTreeMap<RoomId, Vec<Generation>>,
    /// Who came when, room by room: the generation, the moment of the last within ten minutes, and how many.
    pub came: BTreeMap<RoomId, Vec<(u32, Stamp, u64)>>,
    /// How needs are answered.
    pub answers: Answers,
    /// Promises by class of age.
    pub fulfilment: [Fulfilment; AGE_HOURS.len() + 1],
    /// Who did anything for the recipients that wait.
    pub contacts: Contacts,
    /// Where each party is, as far as that is known.
    pub homes: BTreeMap<PartyId, Place>,
    /// How often goods went from hand to hand: giver, taker.
    pub handed: BTreeMap<(PartyId, PartyId), u64>,
    /// Parties that recipients hang by.
    pub threads: Vec<Thread>,
    /// Parties whose leaving cuts recipients off with all who know them.
    pub severed: Vec<Severed>,
    /// Recipients for which nobody did anything for a fortnight.
    pub cold: Vec<RecipientId>,
    /// How places that wait are tied to offices.
    pub linked: BTreeMap<Place, Linked>,
    /// Gifts from place to place.
    pub lanes: Lanes,
    /// How giving is spread.
    pub giving: Giving,
    /// Gifts that arrived.
    pub gifts: u64,
    /// Those of them by the fewest who gave half.
    pub gifts_of_few: u64,
    /// Parties that stand for a recipient to which something came.
    pub helped: u64,
    /// Those of them that gave or carried afterwards.
    pub helping: u64,
    /// Who still acts after days.
    pub retention: [Retention; RETENTION_DAYS.len()],
}

/// Everybody's network: deeds of the journal, and vouches, invitations and answers of the vault.
#[derive(Debug, Clone)]
pub struct Network {
    /// The moment.
    pub at: Stamp,
    /// Its measures, places for groups. What is long ago weighs less.
    pub ties: Ties<Place>,
    /// The share of all weight that joins citizens and offices.
    pub linking: Option<Ratio>,
}

impl App {
    /// What ties the community now. Worked out once for each state of the journal and minute; of a journal of more
    /// than 50,000 entries once a minute.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn growth(&self) -> Result<Arc<Growth>, Refused> {
        let version = self.version_of(self.size(), FRESH_SECONDS);
        let work_out = async || {
            let invited = self.store().generations().await?;
            Ok(Growth::of(&self.state(), &invited, self.now()))
        };
        self.0.growth.get(version, work_out).await
    }

    /// Everybody's network. Worked out anew when a deed was done, and else every ten minutes.
    ///
    /// # Errors
    /// The store's failure, or [`Refused::Busy`] when there are more ties than can be worked out.
    pub async fn network(&self) -> Result<Arc<Network>, Refused> {
        let deeds = self.state().deeds.changes();
        let version = self.version_of(deeds, NETWORK_SECONDS);
        let work_out = async || {
            let (social, app) = (self.store().ties(PERIOD_SECS).await?, self.clone());
            let work = move || {
                let now = app.now();
                // The state is let go before the long part begins.
                let everybody = Everybody::of(&app.state(), &social, now);
                everybody.network(now)
            };
            let worked_out = in_turn(&MEASURING, work).await;
            worked_out.flatten().ok_or(Refused::Busy)
        };
        self.0.network.get(version, work_out).await
    }

    /// Whether a person wants no name of theirs on pages about who is tied to whom.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn is_unnamed(&self, who: &Person) -> Result<bool, Refused> {
        Ok(self.store().is_unnamed(who.account).await?)
    }

    /// Takes a person's name off such pages, or puts it back.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn set_unnamed(&self, who: &Person, is_unnamed: bool) -> Result<(), Refused> {
        let account = who.account;
        self.write(move |draft| {
            let at = draft.at().0;
            draft.row(if is_unnamed {
                unnamed::set(account, at)
            } else {
                unnamed::delete(account)
            });
            Ok(())
        })
        .await?;
        Ok(())
    }
}

impl Growth {
    fn of(state: &State, invited: &[tie::Generation], at: Stamp) -> Growth {
        let given = state.deeds.given();
        // The community itself gives nothing.
        let parties = || state.parties.keys().filter(|party| **party != COMMUNITY);
        let mut each: Vec<u64> = parties()
            .map(|party| given.get(party).copied().unwrap_or(0))
            .collect();
        each.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
        let giving = giving(&each);
        let (returned, contacts) = (returned(state), contacts(state));
        let (members, earlier) = (members_at(state, at), at.plus_hours(-PACE_HOURS));
        Growth {
            at,
            opened_at: state
                .rooms
                .values()
                .map(|r| r.opened_at)
                .min()
                .unwrap_or(at),
            members,
            pace: pace((earlier, members_at(state, earlier)), (at, members)),
            generations: generations(&together(invited), at),
            by_room: by_room(invited, at),
            answers: answers(state, at),
            fulfilment: fulfilment(state, at),
            came: came(invited),
            threads: threads(&contacts),
            severed: severed(state, &contacts),
            cold: cold(&contacts, at),
            linked: linked(state),
            contacts,
            handed: handed(state),
            homes: homes(state),
            lanes: lanes(state),
            gifts: each.iter().sum(),
            gifts_of_few: each.iter().take(giving.bus_factor.unwrap_or(0)).sum(),
            giving,
            helped: count(returned.helped.len()),
            helping: count(returned.helping.len()),
            retention: retention(state, at),
        }
    }
}

fn handed(state: &State) -> BTreeMap<(PartyId, PartyId), u64> {
    let mut handed: BTreeMap<(PartyId, PartyId), u64> = BTreeMap::new();
    for (done, _, count) in state.deeds.iter() {
        if let (giver, End::Party(taker), Deed::HandedOver) = done {
            let sum = handed.entry((giver, taker)).or_default();
            *sum = sum.saturating_add(count);
        }
    }
    handed
}

/// Members of all rooms at a moment.
fn members_at(state: &State, at: Stamp) -> u64 {
    let of_room = |room: &relief::room::Room| {
        let known = room.counts.partition_point(|(since, _)| *since <= at);
        let last = known.checked_sub(1).and_then(|last| room.counts.get(last));
        last.map_or(0, |(_, members)| *members)
    };
    state.rooms.values().map(of_room).sum()
}

/// The generations of all rooms, each added up over them.
fn together(invited: &[tie::Generation]) -> Vec<Arrivals> {
    let mut sums: BTreeMap<u32, Arrivals> = BTreeMap::new();
    for one in invited {
        let youngest = Stamp(one.youngest);
        let sum = sums.entry(one.generation).or_insert(Arrivals {
            members: 0,
            youngest,
        });
        sum.members = sum.members.saturating_add(one.members);
        sum.youngest = sum.youngest.max(youngest);
    }
    sums.into_values().collect()
}

fn by_room(invited: &[tie::Generation], at: Stamp) -> BTreeMap<RoomId, Vec<Generation>> {
    let of_one = |a: &tie::Generation, b: &tie::Generation| a.room == b.room;
    let rooms = invited.chunk_by(of_one);
    rooms
        .filter_map(|room| {
            let id = RoomId(room.first()?.room);
            Some((id, generations(&together(room), at)))
        })
        .collect()
}

fn came(invited: &[tie::Generation]) -> BTreeMap<RoomId, Vec<(u32, Stamp, u64)>> {
    let mut came: BTreeMap<RoomId, Vec<(u32, Stamp, u64)>> = BTreeMap::new();
    for one in invited {
        let arrived = (one.generation, Stamp(one.youngest), one.members);
        came.entry(RoomId(one.room)).or_default().push(arrived);
    }
    came
}

/// Who is tied to whom, and where each of them is.
struct Everybody {
    acts: Acts,
    places: Vec<Option<Place>>,
    linking: Option<Ratio>,
}

impl Everybody {
    fn of(state: &State, social: &[Tie], now: Stamp) -> Everybody {
        let authority = offices::authority(state);
        let mut weights = lately(state, now);
        for (act, weight) in offices::lately(state, &authority, now) {
            add(&mut weights, act, weight);
        }
        add_social(&mut weights, social, now);
        let linking = offices::share(&weights, &authority);
        let parties = state.parties.keys().filter(|party| **party != COMMUNITY);
        let acts = Acts::of(&weights, parties.map(|party| End::Party(*party)));
        let homes = homes(state);
        let place = |end: &End| match end {
            End::Party(id) => homes.get(id).copied(),
            End::Recipient(id) => Some(region(state.recipients.get(id)?.place)),
        };
        let places = acts.ends.iter().map(place).collect();
        Everybody {
            acts,
            places,
            linking,
        }
    }

    /// Nothing beyond the limits of [`ties`].
    fn network(&self, at: Stamp) -> Option<Network> {
        let ties = ties(&self.places, &self.acts.links).ok()?;
        let linking = self.linking;
        Some(Network { at, ties, linking })
    }
}

fn add_social(weights: &mut Weights, social: &[Tie], now: Stamp) {
    let now = Period::of(now);
    for tie in social {
        let [from, to] = [tie.from, tie.to].map(|party| End::Party(PartyId(party)));
        let weight = weight(tie.times, Period::numbered(tie.period), now);
        add(weights, (from, to), weight);
    }
}

/// Where each party is: where it says, or else whence most of its gifts came.
fn homes(state: &State) -> BTreeMap<PartyId, Place> {
    let mut gifts: BTreeMap<PartyId, BTreeMap<Place, u64>> = BTreeMap::new();
    for ((party, _, deed), _, count) in state.deeds.iter() {
        if let Deed::Gave(place) = deed {
            let sums = gifts.entry(party).or_default();
            *sums.entry(region(place)).or_default() += count;
        }
    }
    let most = |sums: BTreeMap<Place, u64>| sums.into_iter().max_by_key(|(_, count)| *count);
    let mut homes: BTreeMap<PartyId, Place> = gifts
        .into_iter()
        .filter_map(|(party, sums)| Some((party, most(sums)?.0)))
        .collect();
    let said = state
        .parties
        .iter()
        .filter_map(|(id, party)| Some((*id, region(party.place?))));
    homes.extend(said);
    homes
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
