//! Who had the goods, as far as the public may know: roles and places of persons, names of organisations.

use relief::code::HolderKind;
use relief::consignment::{Consignment, Ending, Stage};
use relief::custody::Hop;
use relief::ids::{Index, PartyId};
use relief::state::State;
use serde::Serialize;

use crate::consignment::goods;
use crate::names;
use crate::t;
use crate::words::Words;

/// One pair of hands that the goods went through.
#[derive(Debug, Clone, Serialize)]
pub struct Hand {
    /// An organisation's name, or a role and a place.
    pub who: String,
    /// The same in one or two words, for the steps of a card.
    pub short: String,
    /// `sender`, `carrier` or `hub`.
    pub kind: &'static str,
    /// Where they took it, to town level.
    pub place: Option<String>,
    /// Since when, by the device; seconds UTC.
    pub from: i64,
    /// When it was recorded; seconds UTC.
    pub recorded_at: i64,
    /// Until when; nothing while they have it.
    pub until: Option<i64>,
    /// Seconds in these hands, up to now for the last.
    pub held_secs: u64,
    /// What they counted, line by line; empty for the sender.
    pub counts: Vec<u64>,
    /// What was to be there when they counted, line by line.
    pub expected: Vec<u64>,
    /// The entry by which they took it.
    pub entry: u64,
}

impl Hand {
    /// Lines whose count is not what was to be there: expected, counted.
    pub fn differences(&self) -> impl Iterator<Item = (usize, u64, u64)> + '_ {
        let pairs = self.expected.iter().zip(&self.counts).enumerate();
        pairs
            .filter(|(_, (expected, counted))| expected != counted)
            .map(|(line, (expected, counted))| (line, *expected, *counted))
    }
}

/// The chain of custody so far, the sender first.
pub fn hands(w: Words, state: &State, found: &Consignment, now: i64) -> Vec<Hand> {
    let ends = found.hops.iter().skip(1).map(|hop| Some(hop.from.0));
    let ends = ends.chain([ended(found)]);
    let zipped = found.hops.iter().zip(ends).enumerate();
    zipped
        .map(|(at, (hop, until))| hand(w, state, found, at, hop, until, now))
        .collect()
}

fn hand(
    w: Words,
    state: &State,
    found: &Consignment,
    at: usize,
    hop: &Hop,
    until: Option<i64>,
    now: i64,
) -> Hand {
    let place = hop.place.map(|p| names::place(w, state, p));
    let (kind, who, short) = match (at, hop.kind) {
        (0, _) => (
            "sender",
            sender(w, state, found),
            t!(w, "consignment-short-sender"),
        ),
        (_, HolderKind::Hub) => (
            "hub",
            hub(w, state, hop, place.as_deref()),
            t!(w, "consignment-short-hub"),
        ),
        (_, HolderKind::Carrier) => {
            let n = driver_number(found, hop.party);
            let who = names::organisation(state, hop.party)
                .unwrap_or_else(|| t!(w, "consignment-driver", n = n));
            ("carrier", who, t!(w, "consignment-short-driver", n = n))
        }
    };
    let held = until.unwrap_or(now).saturating_sub(hop.from.0);
    Hand {
        who,
        short,
        kind,
        place,
        from: hop.from.0,
        recorded_at: hop.recorded_at.0,
        until,
        held_secs: u64::try_from(held).unwrap_or(0),
        counts: hop.counts.clone(),
        expected: expected(found, hop.index),
        entry: hop.index.0,
    }
}

/// When the last hands let go of it: at the last receipt, or as it ended otherwise.
fn ended(found: &Consignment) -> Option<i64> {
    match (found.stage(), found.ending) {
        (Stage::Received, _) => found.receipts.last().map(|r| r.happened_at.0),
        (_, Some((Ending::Returned | Ending::Lost | Ending::Cancelled, at))) => Some(at.0),
        _ => None,
    }
}

/// What was packed, less what the recipient had recorded before this entry.
fn expected(found: &Consignment, before: Index) -> Vec<u64> {
    let earlier = || found.receipts.iter().filter(|r| r.index < before);
    let settled = |slot: usize| {
        let lines = earlier().flat_map(|r| &r.lines);
        let mine = lines.filter(|l| usize::try_from(l.line) == Ok(slot));
        mine.fold(0_u64, |sum, l| {
            [l.accepted, l.damaged, l.missing, l.refused]
                .iter()
                .fold(sum, |sum, n| sum.saturating_add(*n))
        })
    };
    let lines = found.lines.iter().enumerate();
    lines
        .map(|(slot, line)| line.quantity.saturating_sub(settled(slot)))
        .collect()
}

/// Who sent it: an organisation, a donor in a town, or somebody who packs for donors there.
pub fn sender(w: Words, state: &State, found: &Consignment) -> String {
    let gives = |line| goods::of_line(state, line).is_some_and(|(c, _)| c.donor == found.sender);
    let place = names::place(w, state, found.place);
    names::organisation(state, found.sender).unwrap_or_else(|| {
        if found.lines.iter().any(gives) {
            t!(w, "consignment-donor-in", place = place)
        } else {
            t!(w, "consignment-packer-in", place = place)
        }
    })
}

fn hub(w: Words, state: &State, hop: &Hop, place: Option<&str>) -> String {
    names::organisation(state, hop.party).unwrap_or_else(|| match place {
        Some(place) => t!(w, "consignment-hub-in", place = place),
        None => t!(w, "consignment-hub"),
    })
}

/// Drivers are numbered in the order in which they took the goods.
fn driver_number(found: &Consignment, party: PartyId) -> u64 {
    let mut seen: Vec<PartyId> = Vec::new();
    for hop in found.hops.iter().skip(1) {
        if hop.kind == HolderKind::Carrier && !seen.contains(&hop.party) {
            seen.push(hop.party);
        }
    }
    let at = seen.iter().position(|p| *p == party).unwrap_or(seen.len());
    u64::try_from(at).unwrap_or(0).saturating_add(1)
}
