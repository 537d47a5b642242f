//! Who did what for the recipients of one room, as a picture with its table: those who gave, those between, those who
//! wait.

use std::collections::{BTreeMap, BTreeSet};

use maud::Markup;
use relief::ids::{PartyId, RecipientId, RoomId};
use relief::ties::deeds::Deed;
use serde::Serialize;

use super::findings::{Findings, wide};
use crate::parts::network::{At, Column, End, Network, Shape, Tie, network};
use crate::t;
use crate::words::Words;

/// Ties drawn and listed, the most frequent first.
const TIES_MAX: usize = 60;

/// The network of one room.
#[derive(Debug, Serialize)]
pub struct RoomNetwork {
    /// Of whom a gift arrived.
    pub gave: Vec<NetworkEnd>,
    /// Who called, carried or handed over, and gave nothing.
    pub between: Vec<NetworkEnd>,
    /// Recipients with a need on the board.
    pub recipients: Vec<NetworkEnd>,
    /// Who did something for whom.
    pub ties: Vec<NetworkTie>,
}

/// One end.
#[derive(Debug, Serialize)]
pub struct NetworkEnd {
    /// By name, if it may be said.
    pub name: Option<String>,
    /// Without it a recipient would know nobody.
    pub cut: bool,
}

/// A tie; an end is named by its column, from 0, and its place in it.
#[derive(Debug, Serialize)]
pub struct NetworkTie {
    from: At,
    to: At,
    /// How often.
    pub acts: u64,
    /// Nobody else ever did anything for this recipient.
    pub only: bool,
}

/// Who stands in which column.
struct Columns {
    gave: Vec<PartyId>,
    between: Vec<PartyId>,
    recipients: Vec<RecipientId>,
}

impl RoomNetwork {
    /// The network of a room of the reader's.
    pub fn of(f: &Findings<'_>, room: RoomId) -> RoomNetwork {
        let columns = Columns::of(f, room);
        let own: BTreeSet<RecipientId> = columns.recipients.iter().copied().collect();
        let cuts: BTreeSet<PartyId> = f
            .growth
            .threads
            .iter()
            .filter(|thread| thread.recipients.iter().any(|id| own.contains(id)))
            .map(|thread| thread.party)
            .collect();
        let party = |party: &PartyId| NetworkEnd {
            name: f.reader.name(f.state, *party).map(str::to_owned),
            cut: cuts.contains(party),
        };
        let recipient = |id: &RecipientId| NetworkEnd {
            name: Some(f.recipient_name(*id)),
            cut: false,
        };
        RoomNetwork {
            gave: columns.gave.iter().map(party).collect(),
            between: columns.between.iter().map(party).collect(),
            recipients: columns.recipients.iter().map(recipient).collect(),
            ties: columns.ties(f),
        }
    }

    /// The picture, its key and its table.
    pub fn draw(&self, w: Words) -> Markup {
        let roles = [
            t!(w, "growth-gave"),
            t!(w, "growth-between"),
            t!(w, "growth-waiting"),
        ];
        let nameless = t!(w, "ties-somebody");
        let columns = [&self.gave, &self.between, &self.recipients];
        let shapes = [Shape::Circle, Shape::Circle, Shape::Square];
        let ends: Vec<Vec<End<'_>>> = columns
            .iter()
            .zip(shapes)
            .map(|(ends, shape)| {
                ends.iter()
                    .map(|end| End {
                        name: end.name.as_deref().unwrap_or(&nameless),
                        shape,
                        cut: end.cut,
                    })
                    .collect()
            })
            .collect();
        let columns: Vec<Column<'_>> = roles
            .iter()
            .zip(&ends)
            .map(|(name, ends)| Column { name, ends })
            .collect();
        let ties: Vec<Tie> = self
            .ties
            .iter()
            .map(|tie| Tie {
                from: tie.from,
                to: tie.to,
                acts: tie.acts,
                only: tie.only,
            })
            .collect();
        network(
            w,
            &Network {
                columns: &columns,
                ties: &ties,
                squares: &t!(w, "growth-square"),
                circles: &t!(w, "growth-circle"),
            },
        )
    }
}

impl Columns {
    fn of(f: &Findings<'_>, room: RoomId) -> Columns {
        let mut deeds: BTreeMap<PartyId, bool> = BTreeMap::new();
        let mut recipients: Vec<(usize, RecipientId)> = Vec::new();
        for id in f.reader.recipients(room) {
            let contacts = f.growth.contacts.get(&id);
            recipients.push((contacts.map_or(0, BTreeMap::len), id));
            for (party, contact) in contacts.into_iter().flatten() {
                let gave = contact
                    .deeds
                    .iter()
                    .any(|deed| matches!(deed, Deed::Gave(_)));
                *deeds.entry(*party).or_default() |= gave;
            }
        }
        recipients.sort_unstable();
        let (gave, between): (Vec<_>, Vec<_>) = deeds.into_iter().partition(|(_, gave)| *gave);
        let parties = |of: Vec<(PartyId, bool)>| of.into_iter().map(|(party, _)| party).collect();
        Columns {
            gave: parties(gave),
            between: parties(between),
            recipients: recipients.into_iter().map(|(_, id)| id).collect(),
        }
    }

    fn ties(&self, f: &Findings<'_>) -> Vec<NetworkTie> {
        let gave = (0..).zip(&self.gave).map(|(at, party)| (*party, (0, at)));
        let between = (0..)
            .zip(&self.between)
            .map(|(at, party)| (*party, (1, at)));
        let places: BTreeMap<PartyId, At> = gave.chain(between).collect();
        let to_recipients = (0..).zip(&self.recipients).flat_map(|(at, id)| {
            let contacts = f.growth.contacts.get(id).into_iter().flatten();
            let only = f.growth.contacts.get(id).is_some_and(|all| all.len() == 1);
            let tied =
                contacts.filter_map(|(party, contact)| Some((*places.get(party)?, contact.times)));
            tied.map(move |(from, acts)| NetworkTie {
                from,
                to: (2, at),
                acts,
                only,
            })
        });
        let handed = f.growth.handed.iter().filter_map(|((from, to), acts)| {
            Some(NetworkTie {
                from: *places.get(from)?,
                to: *places.get(to)?,
                acts: *acts,
                only: false,
            })
        });
        let mut ties: Vec<NetworkTie> = to_recipients.chain(handed).collect();
        ties.sort_by_key(|tie| std::cmp::Reverse((tie.only, tie.acts)));
        ties.truncate(TIES_MAX);
        ties
    }
}

/// For those outside: how many recipients wait in a place, and how many of them hang by one person.
#[derive(Debug, Serialize)]
pub struct PlaceThreads {
    /// The place.
    pub name: String,
    /// Recipients with a need on the board.
    pub waiting: u64,
    /// Those of them that know one person alone.
    pub hanging: u64,
}

/// The places with most that hang first, at most `most`.
pub fn by_place(f: &Findings<'_>, most: usize) -> Vec<PlaceThreads> {
    let mut sums: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (id, contacts) in &f.growth.contacts {
        let sum = sums.entry(f.place_name(*id)).or_default();
        sum.0 += 1;
        sum.1 += usize::from(contacts.len() == 1);
    }
    let mut places: Vec<PlaceThreads> = sums
        .into_iter()
        .map(|(name, (waiting, hanging))| PlaceThreads {
            name,
            waiting: wide(waiting),
            hanging: wide(hanging),
        })
        .collect();
    places.sort_by_key(|place| std::cmp::Reverse((place.hanging, place.waiting)));
    places.truncate(most);
    places
}
