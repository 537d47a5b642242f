//! What ties people: measures of who helped whom, on any list of links.
//!
//! People are numbered from 0. A link says that one helped another, and how much; links of the same two people in
//! the same direction are added up, and what somebody does for himself is counted apart and ties nobody. Weights
//! count for reciprocity by weight, for giving, and for bonding and bridging. All else is about who is linked at
//! all: reciprocity by direction; transitivity, components, cut points, constraint and cores without it. People
//! without links count. What is not defined is nothing, never 0.

pub mod acts;
mod connect;
mod cores;
pub mod cuts;
pub mod deeds;
pub mod fade;
mod giving;
mod graph;
pub mod lanes;
pub mod offices;
pub mod returned;
pub mod threads;
mod triangles;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::fixed::Fixed;
use crate::ratio::Ratio;
use graph::Graph;

pub use giving::{Giving, giving};

/// The most people.
pub const PEOPLE_MAX: usize = 1 << 20;

/// The most links, before those of the same two people are added up.
pub const LINKS_MAX: usize = 1 << 24;

/// The most that all weights add up to: products of two sums stay exact in 128 bits.
pub const WEIGHT_MAX: u64 = 1 << 60;

/// Beyond so many groups, pairs of groups that nothing joins are not listed.
pub const GROUPS_LISTED_MAX: usize = 200;

/// One helped another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Who helped.
    pub from: usize,
    /// Whom.
    pub to: usize,
    /// How much, in any unit; at least 1.
    pub weight: u64,
}

/// Why there are no figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// More than [`PEOPLE_MAX`].
    #[error("more than {PEOPLE_MAX} people")]
    TooManyPeople,
    /// More than [`LINKS_MAX`].
    #[error("more than {LINKS_MAX} links")]
    TooManyLinks,
    /// A link, counted from 0, names somebody who is not there.
    #[error("link {0} names nobody that is there")]
    Nobody(usize),
    /// A link, counted from 0, has no weight.
    #[error("link {0} has a weight of 0")]
    NoWeight(usize),
    /// The weights add up to more than [`WEIGHT_MAX`] at this link, counted from 0.
    #[error("the weights up to here add up to more than {WEIGHT_MAX}")]
    TooHeavy(usize),
}

/// The measures of a network. People stand in ascending order everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ties<G: Ord> {
    /// N, those without links included.
    pub people: usize,
    /// L: ordered pairs of people of whom one helped the other.
    pub links: usize,
    /// Pairs of people with a link in either direction.
    pub pairs: usize,
    /// Links from people to themselves. In nothing else.
    pub self_links: usize,
    /// Links whose opposite is there, over L.
    pub reciprocity: Option<Ratio>,
    /// (r − ā)/(1 − ā) with ā = L/(N(N−1)): 0 when links fall by chance (Garlaschelli and Loffredo 2004).
    pub rho: Option<Ratio>,
    /// Σ min(w_ij, w_ji) / Σ w (Squartini and others 2013).
    pub weighted_reciprocity: Option<Ratio>,
    /// Three times the triangles over the triads; nothing without triads.
    pub transitivity: Option<Ratio>,
    /// The share of people in the largest component.
    pub giant_share: Option<Ratio>,
    /// People without whom a component falls apart.
    pub articulation: Vec<usize>,
    /// Pairs whose link is the only way between two parts.
    pub bridges: Vec<(usize, usize)>,
    /// Burt's constraint by person: Σ_j (p_ij + Σ_q p_iq p_qj)² over those linked with i, p = 1/degree. Nothing
    /// for somebody without links; may exceed 1.
    pub constraint: Vec<Option<Fixed>>,
    /// The largest k by person such that everybody in a part of the network has k links within it.
    pub core: Vec<usize>,
    /// How giving is spread.
    pub giving: Giving,
    /// What stays within groups and what joins them; nothing without links or without groups.
    pub mixing: Option<Mixing<G>>,
}

/// The weight of links within and between groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mixing<G: Ord> {
    /// The share within groups.
    pub bonding: Ratio,
    /// The share between groups.
    pub bridging: Ratio,
    /// The share of links of which an end has no group.
    pub ungrouped: Ratio,
    /// The E-I index: pairs between groups less pairs within, over both. Nothing without either.
    pub external_internal: Option<Ratio>,
    /// The share by pair of groups, the smaller first. Pairs that nothing joins are there with 0, up to
    /// [`GROUPS_LISTED_MAX`] groups.
    pub between: BTreeMap<(G, G), Ratio>,
}

/// The measures. O(m log m) but for the triangles, which take O(m √m) at worst.
///
/// `groups` holds a group, or none, for each person.
///
/// # Errors
/// Over the limits, or when a link does not hold.
pub fn ties<G: Ord + Copy>(groups: &[Option<G>], links: &[Link]) -> Result<Ties<G>, Fault> {
    let people = groups.len();
    check(people, links)?;
    let graph = Graph::new(people, links);
    let connected = connect::connect(&graph);
    let triangles = triangles::triangles(&graph);
    let (reciprocity, rho) = reciprocity(&graph);
    let largest = connected.component_sizes.iter().copied().max();
    Ok(Ties {
        people,
        links: graph.links(),
        pairs: graph.pairs.len(),
        self_links: links.iter().filter(|link| link.from == link.to).count(),
        reciprocity,
        rho,
        weighted_reciprocity: weighted_reciprocity(&graph),
        transitivity: Ratio::of(3 * triangles.count, triangles.triads),
        giant_share: largest.and_then(|largest| Ratio::of(wide(largest), wide(people))),
        articulation: connected.articulation,
        bridges: connected.bridges,
        constraint: triangles.constraint,
        core: cores::cores(&graph),
        giving: giving(&graph.given),
        mixing: mixing(groups, &graph),
    })
}

fn check(people: usize, links: &[Link]) -> Result<(), Fault> {
    if people > PEOPLE_MAX {
        return Err(Fault::TooManyPeople);
    }
    if links.len() > LINKS_MAX {
        return Err(Fault::TooManyLinks);
    }
    let mut sum = 0_u64;
    for (at, link) in links.iter().enumerate() {
        if link.from >= people || link.to >= people {
            return Err(Fault::Nobody(at));
        }
        if link.weight == 0 {
            return Err(Fault::NoWeight(at));
        }
        sum = sum.saturating_add(link.weight);
        if sum > WEIGHT_MAX {
            return Err(Fault::TooHeavy(at));
        }
    }
    Ok(())
}

/// r and ρ. With M = N(N−1), ρ = (r − L/M)/(1 − L/M) = (L↔ M − L²) / (L (M − L)).
fn reciprocity(graph: &Graph) -> (Option<Ratio>, Option<Ratio>) {
    let both = graph.pairs.iter().filter(|pair| pair.is_mutual()).count();
    let (links, mutual) = (wide(graph.links()), 2 * wide(both));
    let people = wide(graph.people());
    let possible = people * (people - 1).max(0);
    let rho = Ratio::of(
        mutual * possible - links * links,
        links * (possible - links),
    );
    (Ratio::of(mutual, links), rho)
}

fn weighted_reciprocity(graph: &Graph) -> Option<Ratio> {
    let lesser = |pair: &graph::Pair| i128::from(pair.there.min(pair.back));
    let all = |pair: &graph::Pair| i128::from(pair.there) + i128::from(pair.back);
    let mutual: i128 = graph.pairs.iter().map(lesser).sum();
    Ratio::of(2 * mutual, graph.pairs.iter().map(all).sum())
}

fn mixing<G: Ord + Copy>(groups: &[Option<G>], graph: &Graph) -> Option<Mixing<G>> {
    let mut between = pairs_of_groups(groups)?;
    let (mut ungrouped, mut within, mut all) = (0_u64, 0_u64, 0_u64);
    let (mut external, mut internal) = (0, 0);
    for pair in &graph.pairs {
        let weight = pair.there + pair.back;
        all += weight;
        let group = |person: usize| groups.get(person).copied().flatten();
        let Some((one, other)) = group(pair.a).zip(group(pair.b)) else {
            ungrouped += weight;
            continue;
        };
        *between.entry((one.min(other), one.max(other))).or_default() += weight;
        if one == other {
            internal += 1;
            within += weight;
        } else {
            external += 1;
        }
    }
    let share = |weight: u64| Ratio::of(i128::from(weight), i128::from(all));
    Some(Mixing {
        bonding: share(within)?,
        bridging: share(all - within - ungrouped)?,
        ungrouped: share(ungrouped)?,
        external_internal: Ratio::of(external - internal, external + internal),
        between: between
            .into_iter()
            .filter_map(|(groups, weight)| Some((groups, share(weight)?)))
            .collect(),
    })
}

/// Every pair of the groups, with a weight of 0; nothing when there are no groups.
fn pairs_of_groups<G: Ord + Copy>(groups: &[Option<G>]) -> Option<BTreeMap<(G, G), u64>> {
    let names: BTreeSet<G> = groups.iter().flatten().copied().collect();
    let listed = if names.len() <= GROUPS_LISTED_MAX {
        names.len()
    } else {
        0
    };
    let pairs = names.iter().take(listed).flat_map(|one| {
        let others = names.range(one..);
        others.map(|other| ((*one, *other), 0))
    });
    (!names.is_empty()).then(|| pairs.collect())
}

/// Counts are bounded by [`PEOPLE_MAX`] and [`LINKS_MAX`].
fn wide(count: usize) -> i128 {
    i128::try_from(count).unwrap_or(i128::MAX)
}
