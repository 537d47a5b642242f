//! Cores: whoever has the fewest links left is taken away first (Batagelj and Zaversnik 2003). O(n + m).

#![allow(
    clippy::indexing_slicing,
    reason = "people come from the graph, and a degree is below the number of people"
)]

use super::graph::Graph;

/// The core number of everybody.
pub(super) fn cores(graph: &Graph) -> Vec<usize> {
    let mut left: Vec<usize> = (0..graph.people())
        .map(|person| graph.degree(person))
        .collect();
    let mut line = Line::new(&left);
    for at in 0..line.order.len() {
        let person = line.order[at];
        let own = left[person];
        for neighbour in graph.neighbours(person) {
            let other = neighbour.person;
            if left[other] > own {
                line.forward(other, left[other]);
                left[other] -= 1;
            }
        }
    }
    left
}

/// People in the order of the links they have left.
struct Line {
    order: Vec<usize>,
    /// Where each stands.
    place: Vec<usize>,
    /// Where those with so many links left begin.
    starts: Vec<usize>,
}

impl Line {
    fn new(left: &[usize]) -> Line {
        let most = left.iter().copied().max().unwrap_or(0);
        let mut starts = vec![0; most + 2];
        for degree in left {
            starts[degree + 1] += 1;
        }
        for degree in 0..=most {
            starts[degree + 1] += starts[degree];
        }
        let mut next = starts.clone();
        let (mut order, mut place) = (vec![0; left.len()], vec![0; left.len()]);
        for (person, degree) in left.iter().enumerate() {
            place[person] = next[*degree];
            order[next[*degree]] = person;
            next[*degree] += 1;
        }
        Line {
            order,
            place,
            starts,
        }
    }

    /// Somebody with `left` links loses one: changes places with the first of those that have as many.
    fn forward(&mut self, person: usize, left: usize) {
        let (from, to) = (self.place[person], self.starts[left]);
        let first = self.order[to];
        self.order.swap(from, to);
        self.place[person] = to;
        self.place[first] = from;
        self.starts[left] += 1;
    }
}
