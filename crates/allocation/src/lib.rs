//! Exact fair allocation: who gets how much of what there is, decided by arithmetic that anybody can repeat.
//!
//! There are lots of goods, needs, and arcs along which goods may go. A need stands at
//! `(covered + given) / (weight × demand)`. The fair plan lifts the worst-off need as far as it can be lifted,
//! then the next, and so on ([leximin]); so it also gives out everything that can be given out. Of all plans that
//! are equally fair it is the one that changes a previous plan the least, then the one with the least transport,
//! then the one that a public draw names: one plan, whatever the order of the input.
//!
//! Where little has changed since a previous plan, the new one is worked out from it, without looking at most of the
//! rest; it is the same plan that is made from nothing.
//!
//! Everything is a whole number and every comparison exact. The crate reads no file, no clock and no random
//! number, uses no float and no hash map: the same input gives the same plan on every machine. Each plan comes
//! with a [`certificate`] that proves it in one pass over the arcs, without trust in the solver.
//!
//! ```
//! use allocation::{Arc, Curve, Instance, Lot, LotId, Need, NeedId, allocate, certificate};
//!
//! let lots = vec![Lot { id: LotId(0), quantity: 12 }, Lot { id: LotId(1), quantity: 6 }];
//! let need = |id, demand| Need { id: NeedId(id), demand, covered: 0, curve: Curve::coverage(1) };
//! let needs = vec![need(0, 10), need(1, 20)];
//! let arc = |lot, need, cost| Arc { lot: LotId(lot), need: NeedId(need), capacity: 20, cost };
//! // The first lot reaches both needs, the second only the larger one.
//! let arcs = [arc(0, 0, 5), arc(0, 1, 4), arc(1, 1, 3)];
//!
//! let instance = Instance::new(lots, needs, &arcs)?;
//! let plan = allocate(&instance, &[]);
//! assert_eq!(plan.given, [6, 12], "both needs stand at 3/5");
//! assert_eq!((plan.total, plan.cost), (18, 6 * 5 + 6 * 4 + 6 * 3));
//!
//! // A stranger checks the plan with nothing but the instance and the certificate.
//! certificate::check(&instance, &plan.shipments, &plan.certificate, &[])?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | Part | Module | Method |
//! |---|---|---|
//! | priorities: tiers, weights, phases | [`curve`] | one strictly rising curve per need |
//! | the instance and what it refuses | [`instance`] | |
//! | the fairest quantities | `leximin`, `flow`, `target` | level-synchronous decomposition (Groenevelt) over maximum flows in layers (Dinic), started from the flow of the round before |
//! | which plans are equally fair | `network` | equal units of priority meet in a node of their level |
//! | the best of them | `component`, `scaling`, `simplex`, `cheapest` | strongly connected components (Tarjan), each with a primal network simplex, strongly feasible (Cunningham); large ones after cost scaling (Goldberg and Tarjan) |
//! | a plan from a previous one | `revise` | exchanges between whoever has too much and too little; fewest changes by a primal-dual flow searched from both sides; the simplex where a choice is left |
//! | whole packs | [`packs`] | exact where all have one size, otherwise a repair whose error is told |
//! | what a recipient is told | [`explain`] | walks over the exchanges that the plan leaves open |
//! | invented instances | [`sample`] | from a seed |
//! | the proof | [`certificate`] | exchange levels, potentials |
//!
//! Memory is linear in lots, needs and arcs. The decomposition needs at most one round per need, in practice some
//! tens. Limits: [`instance::ARCS_MAX`] and its neighbours; numbers beyond them are refused, nothing overflows.
//!
//! **Out of scope**: goods of several kinds that share one vehicle, kits that need all their parts, goods that are
//! worth more to one recipient than to another, fairness between groups before fairness inside them, a fixed
//! charge per consignment. Each leaves the class of problems for which a plan can be exact, fair and proved.
//!
//! [leximin]: https://en.wikipedia.org/wiki/Leximin_order

pub mod certificate;
mod cheapest;
mod component;
pub mod curve;
pub mod explain;
mod flow;
mod graph;
mod index;
pub mod instance;
mod leximin;
mod network;
mod order;
pub mod packs;
pub mod plan;
pub mod replan;
mod revise;
pub mod sample;
mod scaling;
mod simplex;
mod target;

pub use curve::{Curve, Position, Unit};
pub use instance::{Arc, Instance, Lot, LotId, Need, NeedId, Refusal};
pub use network::draw;
pub use plan::{
    Allocation, Share, Shipment, allocate, blocks, fairest_quantities, largest_total, prove, relax,
    unfair_cost,
};
