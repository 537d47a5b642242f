//! Cost scaling (Goldberg and Tarjan): brings a flow close to the cheapest one, for the simplex to finish.
//!
//! A flow is ε-optimal when no residual arc has a reduced cost below −ε. Each phase divides ε, makes every arc
//! that breaks the new bound full or empty, and pushes the excess that this leaves downhill until it is gone,
//! lowering a node's potential when it has no way down. From time to time the potentials are set anew by the
//! distances to where something is missing. The phases end at an ε of a
//! fraction of one unit of cost, which does not prove an optimum: exactness is the simplex's part.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes and arcs are numbered by the caller, and every array has one place for each"
)]

use std::collections::VecDeque;

use crate::graph::grouped;
use crate::index::{at, of};
use crate::simplex::Link;

/// What ε is divided by in each phase.
const STEP: i64 = 16;

/// Distances, in steps of ε, beyond which nothing is looked for.
const DISTANCE_MAX: usize = 1 << 20;
/// The distance of a node that was not found.
const FAR: u32 = u32::MAX;
/// What is added to the distance of a node that is settled; larger than any distance, and not in `FAR`'s way.
const SETTLED: u32 = 1 << 30;

/// Half of an arc: from the node in whose list it stands.
#[derive(Clone, Copy)]
struct Half {
    to: u32,
    twin: u32,
    /// What can still be pushed.
    free: i64,
    /// What the twin can still push.
    back: i64,
    cost: i64,
}

struct Scaling {
    start: Vec<u32>,
    halves: Vec<Half>,
    potential: Vec<i64>,
    excess: Vec<i64>,
    current: Vec<u32>,
    active: VecDeque<u32>,
    epsilon: i64,
    relabels: usize,
    distance: Vec<u32>,
    buckets: Vec<Vec<u32>>,
}

/// Makes the flow on the links nearly as cheap as can be, to one part in `fineness` of a unit of cost on each arc;
/// returns potentials that nearly prove it.
pub fn approach(nodes: usize, links: &mut [Link], cost: &[i64], fineness: i64) -> Vec<i64> {
    let ends: Vec<u32> = links
        .iter()
        .flat_map(|link| [link.tail, link.head])
        .collect();
    let (start, order) = grouped(nodes, &ends);
    let mut place = vec![0_u32; ends.len()];
    for (position, end) in order.iter().enumerate() {
        place[at(*end)] = of(position);
    }
    let halves = order
        .iter()
        .map(|end| {
            let link = &links[at(end / 2)];
            let cost = cost[at(end / 2)] * fineness;
            let (more, less) = (link.capacity - link.flow, link.flow);
            let (to, free, back, cost) = if end.is_multiple_of(2) {
                (link.head, more, less, cost)
            } else {
                (link.tail, less, more, -cost)
            };
            Half {
                to,
                twin: place[at(end ^ 1)],
                free,
                back,
                cost,
            }
        })
        .collect();
    let widest = cost.iter().map(|cost| cost.abs()).max().unwrap_or(0);
    let mut scaling = Scaling {
        start,
        halves,
        potential: vec![0; nodes],
        excess: vec![0; nodes],
        current: vec![0; nodes],
        active: VecDeque::new(),
        epsilon: widest * fineness,
        relabels: 0,
        distance: vec![FAR; nodes],
        buckets: Vec::new(),
    };
    while scaling.epsilon > 1 {
        scaling.epsilon = (scaling.epsilon / STEP).max(1);
        scaling.refine();
    }
    for (number, link) in links.iter_mut().enumerate() {
        link.flow = scaling.halves[at(place[2 * number + 1])].free;
    }
    scaling
        .potential
        .iter()
        .map(|potential| potential.div_euclid(fineness))
        .collect()
}

impl Scaling {
    fn refine(&mut self) {
        let nodes = self.potential.len();
        for node in 0..of(nodes) {
            for arc in self.start[at(node)]..self.start[at(node) + 1] {
                if self.halves[at(arc)].free > 0 && self.reduced(node, arc) < 0 {
                    self.push(node, arc, self.halves[at(arc)].free);
                }
            }
        }
        self.current.copy_from_slice(&self.start[..nodes]);
        self.active.clear();
        self.active
            .extend((0..of(nodes)).filter(|node| self.excess[at(*node)] > 0));
        self.relabels = 0;
        self.update();
        while let Some(node) = self.active.pop_front() {
            self.discharge(node);
            if self.relabels > nodes {
                self.relabels = 0;
                self.update();
            }
        }
    }

    fn reduced(&self, node: u32, arc: u32) -> i64 {
        let half = &self.halves[at(arc)];
        half.cost + self.potential[at(node)] - self.potential[at(half.to)]
    }

    fn push(&mut self, node: u32, arc: u32, amount: i64) {
        let half = &mut self.halves[at(arc)];
        half.free -= amount;
        half.back += amount;
        let (to, twin) = (half.to, half.twin);
        let twin = &mut self.halves[at(twin)];
        twin.free += amount;
        twin.back -= amount;
        self.excess[at(node)] -= amount;
        self.excess[at(to)] += amount;
    }

    /// Pushes everything a node has too much of, lowering it as often as needed.
    fn discharge(&mut self, node: u32) {
        let end = self.start[at(node) + 1];
        while self.excess[at(node)] > 0 {
            let arc = self.current[at(node)];
            if arc == end {
                self.relabel(node);
                continue;
            }
            if self.halves[at(arc)].free > 0 && self.reduced(node, arc) < 0 {
                let to = self.halves[at(arc)].to;
                let amount = self.halves[at(arc)].free.min(self.excess[at(node)]);
                let before = self.excess[at(to)];
                self.push(node, arc, amount);
                if before <= 0 && self.excess[at(to)] > 0 {
                    self.active.push_back(to);
                }
                if self.excess[at(node)] == 0 {
                    return;
                }
            }
            self.current[at(node)] += 1;
        }
    }

    fn relabel(&mut self, node: u32) {
        self.relabels += 1;
        let (start, end) = (self.start[at(node)], self.start[at(node) + 1]);
        let mut best = i64::MIN;
        for half in &self.halves[at(start)..at(end)] {
            if half.free > 0 {
                best = best.max(self.potential[at(half.to)] - half.cost);
            }
        }
        self.potential[at(node)] = best - self.epsilon;
        self.current[at(node)] = start;
    }

    /// Lowers every node by its distance to the nearest that misses something, in steps of ε.
    fn update(&mut self) {
        if self.active.is_empty() {
            return;
        }
        let nodes = self.potential.len();
        self.distance.fill(FAR);
        let mut left = self.active.len();
        for node in 0..of(nodes) {
            if self.excess[at(node)] < 0 {
                self.reach(node, 0);
            }
        }
        let mut far = 0;
        'sweep: while far < self.buckets.len() {
            while let Some(node) = self.buckets[far].pop() {
                // It was found again nearer, or is settled.
                if at(self.distance[at(node)]) != far {
                    continue;
                }
                self.distance[at(node)] += SETTLED;
                if self.excess[at(node)] > 0 {
                    left -= 1;
                    if left == 0 {
                        break 'sweep;
                    }
                }
                self.widen(node, far);
            }
            far += 1;
        }
        self.buckets.iter_mut().for_each(Vec::clear);
        let farthest = i64::from(of(far.min(self.buckets.len())));
        for (potential, distance) in self.potential.iter_mut().zip(&self.distance) {
            let steps = if is_settled(*distance) {
                i64::from(distance - SETTLED)
            } else {
                farthest
            };
            *potential -= steps * self.epsilon;
        }
        self.current.copy_from_slice(&self.start[..nodes]);
    }

    fn widen(&mut self, node: u32, far: usize) {
        for arc in self.start[at(node)]..self.start[at(node) + 1] {
            let half = self.halves[at(arc)];
            if half.back == 0 || is_settled(self.distance[at(half.to)]) {
                continue;
            }
            // The reduced cost of the twin, which leads here; at least -ε.
            let reduced = -(half.cost + self.potential[at(node)] - self.potential[at(half.to)]);
            let length = if reduced < 0 {
                0
            } else {
                reduced / self.epsilon + 1
            };
            let reached = far.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
            if reached < DISTANCE_MAX && of(reached) < self.distance[at(half.to)] {
                self.reach(half.to, reached);
            }
        }
    }

    fn reach(&mut self, node: u32, distance: usize) {
        self.distance[at(node)] = of(distance);
        if self.buckets.len() <= distance {
            self.buckets.resize_with(distance + 1, Vec::new);
        }
        self.buckets[distance].push(node);
    }
}

const fn is_settled(distance: u32) -> bool {
    distance >= SETTLED && distance != FAR
}
