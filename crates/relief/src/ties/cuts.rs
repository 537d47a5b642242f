//! Whom somebody's leaving would cut off from all the others: what a cut point means to those behind it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::acts::{Acts, End, ever};
use super::connect::{Connected, connect};
use super::graph::Graph;
use super::threads::Contacts;
use super::{Fault, Link, check};
use crate::ids::{PartyId, RecipientId};
use crate::state::State;

/// Of those whom somebody's leaving cuts off, so many are named.
pub const NAMED_MAX: usize = 100;

/// Somebody without whom others would lose the largest part of all whom they are tied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Who.
    pub person: usize,
    /// How many would be cut off.
    pub apart: usize,
    /// Those of the watched among them, in ascending order, at most [`NAMED_MAX`]; never empty.
    pub watched: Vec<usize>,
}

/// Cut points behind which somebody of `watched` stands, in ascending order. What stays in the largest part is not cut
/// off; of equal parts, what was met before the cut point or else first. O(m log m + cuts · [`NAMED_MAX`]).
///
/// # Errors
/// As [`super::ties`].
pub fn cuts(people: usize, links: &[Link], watched: &BTreeSet<usize>) -> Result<Vec<Cut>, Fault> {
    check(people, links)?;
    let connected = connect(&Graph::new(people, links));
    let components = components(&connected.component_sizes);
    let mut places = vec![0; people];
    for (place, person) in connected.order.iter().enumerate() {
        if let Some(known) = places.get_mut(*person) {
            *known = place;
        }
    }
    let place = |person: usize| places.get(person).copied().unwrap_or(0);
    let watched: BTreeSet<usize> = watched.iter().map(|person| place(*person)).collect();
    let branches = by_person(&connected);
    let cut = |person: usize| {
        let at = place(person);
        let within = components.partition_point(|component| component.end <= at);
        let parts = parts(components.get(within)?, at, branches.get(&person)?);
        let apart = without_largest(parts);
        let found = apart
            .iter()
            .flatten()
            .flat_map(|row| watched.range(row.clone()));
        let found = found
            .take(NAMED_MAX)
            .filter_map(|at| connected.order.get(*at).copied());
        let mut watched: Vec<usize> = found.collect();
        watched.sort_unstable();
        Some(Cut {
            person,
            apart: apart.iter().map(size).sum(),
            watched,
        })
    };
    let cuts = connected
        .articulation
        .iter()
        .filter_map(|person| cut(*person));
    Ok(cuts.filter(|cut| !cut.watched.is_empty()).collect())
}

/// Rows of the order of the walk that hold together without the cut point.
type Part = Vec<Range<usize>>;

fn components(sizes: &[usize]) -> Vec<Range<usize>> {
    let mut end = 0;
    let component = |size: &usize| {
        let start = end;
        end += size;
        start..end
    };
    sizes.iter().map(component).collect()
}

fn by_person(connected: &Connected) -> BTreeMap<usize, Vec<Range<usize>>> {
    let mut branches: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for (person, branch) in &connected.branches {
        branches.entry(*person).or_default().push(branch.clone());
    }
    branches
}

/// What a component falls into without the one at a place: what was met before it or past its branches, then each branch.
fn parts(component: &Range<usize>, at: usize, branches: &[Range<usize>]) -> Vec<Part> {
    let mut rest = Part::new();
    rest.push(component.start..at);
    let mut from = at + 1;
    for branch in branches {
        rest.push(from..branch.start);
        from = branch.end;
    }
    rest.push(from..component.end);
    let each = branches.iter().map(|branch| Part::from([branch.clone()]));
    std::iter::once(rest).chain(each).collect()
}

fn without_largest(mut parts: Vec<Part>) -> Vec<Part> {
    let largest = parts.iter().enumerate();
    let largest = largest.max_by_key(|(at, part)| (size(part), Reverse(*at)));
    if let Some((at, _)) = largest {
        parts.remove(at);
    }
    parts
}

fn size(part: &Part) -> usize {
    part.iter().map(ExactSizeIterator::len).sum()
}

/// A party without whom recipients that wait would lose everybody but a few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severed {
    /// Who.
    pub party: PartyId,
    /// Recipients with a need on the board that would be cut off and know somebody besides, in ascending order: those that
    /// know this party alone are its threads.
    pub recipients: Vec<RecipientId>,
    /// How many people and recipients would be cut off in all.
    pub apart: usize,
}

/// All of them, the one with most recipients first; nothing beyond the limits of [`super::ties`]. O(deeds log deeds).
#[must_use]
pub fn severed(state: &State, contacts: &Contacts) -> Vec<Severed> {
    let acts = Acts::of(&ever(state), std::iter::empty());
    let known = contacts.iter().filter(|(_, parties)| parties.len() > 1);
    let place = |id: &RecipientId| acts.ends.binary_search(&End::Recipient(*id)).ok();
    let watched = known.filter_map(|(id, _)| place(id)).collect();
    let cuts = cuts(acts.ends.len(), &acts.links, &watched).unwrap_or_default();
    let severed = |cut: Cut| {
        let End::Party(party) = *acts.ends.get(cut.person)? else {
            return None;
        };
        let ends = cut.watched.iter().filter_map(|at| acts.ends.get(*at));
        let recipients = ends.filter_map(|end| match end {
            End::Recipient(id) => Some(*id),
            End::Party(_) => None,
        });
        Some(Severed {
            party,
            recipients: recipients.collect(),
            apart: cut.apart,
        })
    };
    let mut all: Vec<Severed> = cuts.into_iter().filter_map(severed).collect();
    all.sort_by_key(|one| (Reverse(one.recipients.len()), one.party));
    all
}

#[cfg(test)]
#[path = "cuts_tests.rs"]
mod tests;
