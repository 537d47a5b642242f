//! Who did what for the recipients of one room, as a picture with its table: those who gave, those between, those who
//! wait.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use relief::ids::{PartyId, RecipientId, RoomId};
use relief::place::Place;
use relief::ties::deeds::Deed;
use relief::ties::threads::Contact;
use serde::Serialize;

use super::findings::{Findings, wide};
use crate::names;
use crate::parts::network::{At, Column, End, Network, Shape, Tie, network};
use crate::t;
use crate::words::Words;

/// Ties listed, the only ones of somebody and the most frequent first.
const TIES_MAX: usize = 200;

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
    /// Ties that are not listed, those with the fewest acts.
    pub more_ties: usize,
}

/// One end: somebody with a name, or those of one place who have none here.
#[derive(Debug, Serialize)]
pub struct NetworkEnd {
    /// By name, if it may be said.
    pub name: Option<String>,
    /// Where they are, as far as that is known.
    pub place: Option<String>,
    /// How many they are.
    pub people: u64,
    /// Without it a recipient would know nobody, or be cut off with those whom it knows.
    pub cut: bool,
}

impl NetworkEnd {
    /// What stands beside it.
    fn label(&self, w: Words) -> String {
        let people = || t!(w, "growth-people", n = self.people);
        match (&self.name, &self.place) {
            (Some(name), _) => name.clone(),
            (None, Some(place)) => t!(w, "growth-end", place = place.as_str(), people = people()),
            (None, None) => people(),
        }
    }
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

/// Somebody with a name, or everybody of a place without one: then they are a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Named(PartyId),
    Of(Option<Place>),
}

impl RoomNetwork {
    /// The network of a room of the reader's.
    pub fn of(f: &Findings<'_>, room: RoomId) -> RoomNetwork {
        let recipients = waiting(f, room);
        let columns = columns(f, &recipients);
        let mut places: BTreeMap<PartyId, At> = BTreeMap::new();
        for (c, column) in columns.iter().enumerate() {
            for (e, parties) in column.values().enumerate() {
                places.extend(parties.iter().map(|party| (*party, (c, e))));
            }
        }
        let recipient = |id: &RecipientId| NetworkEnd {
            name: Some(f.recipient_name(*id)),
            place: Some(f.place_name(*id)),
            people: 1,
            cut: false,
        };
        let [gave, between] = columns.map(|column| ends(f, &recipients, &column));
        let mut ties = ties(f, &recipients, &places);
        let more_ties = ties.len().saturating_sub(TIES_MAX);
        ties.truncate(TIES_MAX);
        RoomNetwork {
            gave,
            between,
            recipients: recipients.iter().map(recipient).collect(),
            ties,
            more_ties,
        }
    }

    /// The picture, its key and its table.
    pub fn draw(&self, w: Words) -> Markup {
        let roles = [
            t!(w, "growth-gave"),
            t!(w, "growth-between"),
            t!(w, "growth-waiting"),
        ];
        let columns = [&self.gave, &self.between, &self.recipients];
        let labels = columns.map(|ends| ends.iter().map(|end| (end.label(w), end.cut)).collect());
        let labels: [Vec<(String, bool)>; 3] = labels;
        let shapes = [Shape::Circle, Shape::Circle, Shape::Square];
        let ends: Vec<Vec<End<'_>>> = labels
            .iter()
            .zip(shapes)
            .map(|(labels, shape)| {
                let ends = labels.iter().map(|(name, cut)| End {
                    name,
                    shape,
                    cut: *cut,
                });
                ends.collect()
            })
            .collect();
        let columns: Vec<Column<'_>> = roles
            .iter()
            .zip(&ends)
            .map(|(name, ends)| Column { name, ends })
            .collect();
        let tie = |tie: &NetworkTie| Tie {
            from: tie.from,
            to: tie.to,
            acts: tie.acts,
            only: tie.only,
        };
        let net = Network {
            columns: &columns,
            ties: &self.ties.iter().map(tie).collect::<Vec<_>>(),
            squares: &t!(w, "growth-square"),
            circles: &t!(w, "growth-circle"),
        };
        html! {
            (network(w, &net))
            @if self.more_ties > 0 { p.sm.mut { (t!(w, "growth-ties-more", n = self.more_ties)) } }
        }
    }
}

/// The recipients of a room, those first that fewest know.
fn waiting(f: &Findings<'_>, room: RoomId) -> Vec<RecipientId> {
    let mut recipients: Vec<RecipientId> = f.reader.recipients(room).collect();
    recipients.sort_by_key(|id| (contacts(f, *id).count(), *id));
    recipients
}

fn contacts<'g>(f: &Findings<'g>, id: RecipientId) -> impl Iterator<Item = (PartyId, &'g Contact)> {
    let all = f.growth.contacts.get(&id).into_iter().flatten();
    all.map(|(party, contact)| (*party, contact))
}

/// Who gave, and who did anything else for the recipients; each end with the parties that it stands for.
fn columns(f: &Findings<'_>, recipients: &[RecipientId]) -> [BTreeMap<Who, BTreeSet<PartyId>>; 2] {
    let mut gave: BTreeMap<PartyId, bool> = BTreeMap::new();
    for (party, contact) in recipients.iter().flat_map(|id| contacts(f, *id)) {
        let gift = |deed: &Deed| matches!(deed, Deed::Gave(_));
        *gave.entry(party).or_default() |= contact.deeds.iter().any(gift);
    }
    let mut columns = [BTreeMap::new(), BTreeMap::new()];
    let [giving, between] = &mut columns;
    for (party, gave) in gave {
        let who = match f.reader.name(f.state, party) {
            Some(_) => Who::Named(party),
            None => Who::Of(f.growth.homes.get(&party).copied()),
        };
        let column: &mut BTreeMap<Who, BTreeSet<PartyId>> = if gave { giving } else { between };
        column.entry(who).or_default().insert(party);
    }
    columns
}

fn ends(
    f: &Findings<'_>,
    recipients: &[RecipientId],
    column: &BTreeMap<Who, BTreeSet<PartyId>>,
) -> Vec<NetworkEnd> {
    let threads = f.growth.threads.iter();
    let own = threads.filter(|thread| thread.recipients.iter().any(|id| recipients.contains(id)));
    let severed = f.growth.severed.iter();
    let severed = severed.filter(|one| one.recipients.iter().any(|id| recipients.contains(id)));
    let severed = severed.map(|one| one.party);
    let cuts: BTreeSet<PartyId> = own.map(|thread| thread.party).chain(severed).collect();
    let end = |(who, parties): (&Who, &BTreeSet<PartyId>)| {
        let (name, place) = match who {
            Who::Named(party) => (f.reader.name(f.state, *party), None),
            Who::Of(place) => (None, *place),
        };
        NetworkEnd {
            name: name.map(str::to_owned),
            place: place.map(|place| names::place(f.w, f.state, place)),
            people: wide(parties.len()),
            cut: !cuts.is_disjoint(parties),
        }
    };
    column.iter().map(end).collect()
}

fn ties(
    f: &Findings<'_>,
    recipients: &[RecipientId],
    places: &BTreeMap<PartyId, At>,
) -> Vec<NetworkTie> {
    let mut sums: BTreeMap<(At, At), (u64, bool)> = BTreeMap::new();
    let mut add = |from: At, to: At, acts: u64, only: bool| {
        let sum = sums.entry((from, to)).or_default();
        *sum = (sum.0.saturating_add(acts), sum.1 || only);
    };
    for (e, id) in recipients.iter().enumerate() {
        let only = contacts(f, *id).count() == 1;
        for (party, contact) in contacts(f, *id) {
            if let Some(from) = places.get(&party) {
                add(*from, (2, e), contact.times, only);
            }
        }
    }
    for ((giver, taker), acts) in &f.growth.handed {
        if let Some((from, to)) = places.get(giver).zip(places.get(taker))
            && from != to
        {
            add(*from, *to, *acts, false);
        }
    }
    let tie = |((from, to), (acts, only))| NetworkTie {
        from,
        to,
        acts,
        only,
    };
    let mut ties: Vec<NetworkTie> = sums.into_iter().map(tie).collect();
    ties.sort_by_key(|tie| std::cmp::Reverse((tie.only, tie.acts)));
    ties
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
