//! People and who is linked with whom, in arrays: each person's neighbours in a row, in ascending order.

#![allow(
    clippy::indexing_slicing,
    reason = "people and pairs are numbered below the lengths of the arrays, which `ties` checks first"
)]

use std::ops::Range;

use super::Link;

/// Two people with a link in one direction or both, `a` below `b`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub a: usize,
    pub b: usize,
    /// The weight from `a` to `b`; 0 when there is no link.
    pub there: u64,
    /// The weight from `b` to `a`.
    pub back: u64,
}

impl Pair {
    pub fn is_mutual(&self) -> bool {
        self.there > 0 && self.back > 0
    }
}

/// Somebody linked, and by which pair.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Neighbour {
    pub person: usize,
    pub pair: usize,
}

/// The network without directions, and what each person gave.
pub(super) struct Graph {
    /// In ascending order.
    pub pairs: Vec<Pair>,
    /// The weight of everybody's links to others.
    pub given: Vec<u64>,
    /// Where each person's neighbours begin, and where the last one's end.
    starts: Vec<usize>,
    neighbours: Vec<Neighbour>,
}

impl Graph {
    /// Links that `check` has accepted.
    pub fn new(people: usize, links: &[Link]) -> Graph {
        let mut given = vec![0; people];
        let mut pairs: Vec<Pair> = Vec::with_capacity(links.len());
        for link in links.iter().filter(|link| link.from != link.to) {
            given[link.from] += link.weight;
            pairs.push(pair_of(link));
        }
        pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        pairs.dedup_by(|later, first| {
            let same = (later.a, later.b) == (first.a, first.b);
            if same {
                first.there += later.there;
                first.back += later.back;
            }
            same
        });
        let starts = starts(people, &pairs);
        let neighbours = neighbours(&starts, &pairs);
        Graph {
            pairs,
            given,
            starts,
            neighbours,
        }
    }

    pub fn people(&self) -> usize {
        self.given.len()
    }

    /// How many links, with their direction.
    pub fn links(&self) -> usize {
        let mutual = self.pairs.iter().filter(|pair| pair.is_mutual()).count();
        self.pairs.len() + mutual
    }

    pub fn degree(&self, person: usize) -> usize {
        self.places(person).len()
    }

    /// In ascending order.
    pub fn neighbours(&self, person: usize) -> &[Neighbour] {
        &self.neighbours[self.places(person)]
    }

    /// Where a person's neighbours stand among all.
    pub fn places(&self, person: usize) -> Range<usize> {
        self.starts[person]..self.starts[person + 1]
    }

    /// Who stands at a place.
    pub fn neighbour(&self, place: usize) -> Neighbour {
        self.neighbours[place]
    }
}

fn pair_of(link: &Link) -> Pair {
    let (a, b) = (link.from.min(link.to), link.from.max(link.to));
    let (there, back) = if link.from == a {
        (link.weight, 0)
    } else {
        (0, link.weight)
    };
    Pair { a, b, there, back }
}

fn starts(people: usize, pairs: &[Pair]) -> Vec<usize> {
    let mut starts = vec![0; people + 1];
    for pair in pairs {
        starts[pair.a + 1] += 1;
        starts[pair.b + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// Pairs are in ascending order, so those below a person come before those above, each in ascending order.
fn neighbours(starts: &[usize], pairs: &[Pair]) -> Vec<Neighbour> {
    let mut next = starts.to_vec();
    let mut neighbours = vec![Neighbour::default(); 2 * pairs.len()];
    let mut put = |of: usize, person: usize, pair: usize| {
        neighbours[next[of]] = Neighbour { person, pair };
        next[of] += 1;
    };
    for (at, pair) in pairs.iter().enumerate() {
        put(pair.b, pair.a, at);
    }
    for (at, pair) in pairs.iter().enumerate() {
        put(pair.a, pair.b, at);
    }
    neighbours
}
