//! The fairest quantities: leximin by decomposition into blocks (Groenevelt), all blocks at once in each round.
//!
//! A block is a set of lots and needs whose lots all go to its needs. A round gives every open block's total by
//! priority alone, as if all its lots reached all its needs, and asks a maximum flow whether the network can
//! carry that. If so the block is done. If not, the minimum cut splits it: the needs that cannot be served better
//! with the lots that reach them, the needs that can, and what lies between, which is done.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own graph"
)]

use crate::flow::{Blocks, Flow, Search};
use crate::graph::{Graph, loaded};
use crate::index::{at, of};
use crate::instance::Instance;
use crate::target::{Member, targets};

/// The outcome: a flow whose quantities are leximin-optimal, not yet a cheap one.
#[derive(Clone, Debug)]
pub struct Fair {
    pub flow: Flow,
    pub blocks: Blocks,
    /// How many blocks there are.
    pub count: u32,
    /// How many rounds it took.
    pub rounds: u32,
}

/// The lots and needs of an open block.
struct Open {
    lots: Vec<u32>,
    needs: Vec<u32>,
}

/// A flow of the greatest total, and nothing else.
pub fn largest(instance: &Instance) -> Flow {
    let graph = &instance.graph;
    let mut flow = begin(instance, &[]);
    let blocks = one_block(graph);
    let lots: Vec<u32> = (0..of(graph.lots())).collect();
    let needs: Vec<u32> = (0..of(graph.needs())).collect();
    Search::new(graph).maximise(&lots, &needs, &blocks, &mut flow);
    flow
}

/// Finds the fairest quantities, starting from what a previous plan had on each arc, if there is one.
pub fn fairest(instance: &Instance, kept: &[i64]) -> Fair {
    let graph = &instance.graph;
    let flow = begin(instance, kept);
    let blocks = one_block(graph);
    let mut fair = Fair {
        flow,
        blocks,
        count: 1,
        rounds: 0,
    };
    let mut search = Search::new(graph);
    let all = Open {
        lots: (0..of(graph.lots())).collect(),
        needs: (0..of(graph.needs())).collect(),
    };
    search.maximise(&all.lots, &all.needs, &fair.blocks, &mut fair.flow);
    // Whoever goods that are left over can reach is served in full: that side is done.
    let mut open: Vec<Open> = split(graph, &search, vec![all], &mut fair)
        .into_iter()
        .map(|parts| parts.short)
        .filter(|short| !short.needs.is_empty())
        .collect();
    while !open.is_empty() {
        open = round(instance, &mut search, open, &mut fair);
    }
    fair
}

/// Begins with what an earlier plan had, at most the capacity of each arc, as far as it still fits.
pub fn begin(instance: &Instance, kept: &[i64]) -> Flow {
    let graph = &instance.graph;
    let mut flow = Flow {
        on: vec![0; at(graph.arcs())],
        left: instance.lots().iter().map(|lot| lot.quantity).collect(),
        room: instance.needs().iter().map(crate::Need::gap).collect(),
    };
    for arc in loaded(kept) {
        let kept = kept[at(arc)];
        let (lot, need) = (at(graph.lot(arc)), at(graph.need(arc)));
        let units = kept.min(flow.left[lot]).min(flow.room[need]);
        flow.on[at(arc)] = units;
        flow.left[lot] -= units;
        flow.room[need] -= units;
    }
    flow
}

fn one_block(graph: &Graph) -> Blocks {
    Blocks {
        of_lot: vec![0; graph.lots()],
        of_need: vec![0; graph.needs()],
    }
}

/// One round over all open blocks; returns those that are open afterwards.
fn round(
    instance: &Instance,
    search: &mut Search<'_>,
    open: Vec<Open>,
    fair: &mut Fair,
) -> Vec<Open> {
    let graph = &instance.graph;
    fair.rounds += 1;
    for block in &open {
        aim(instance, block, fair);
    }
    let lots: Vec<u32> = open.iter().flat_map(|block| &block.lots).copied().collect();
    let needs: Vec<u32> = open
        .iter()
        .flat_map(|block| &block.needs)
        .copied()
        .collect();
    search.maximise(&lots, &needs, &fair.blocks, &mut fair.flow);
    let unfit = |block: &Open| block.lots.iter().any(|lot| fair.flow.left[at(*lot)] > 0);
    let open = open.into_iter().filter(unfit).collect();
    split(graph, search, open, fair)
        .into_iter()
        .flat_map(|parts| [parts.enough, parts.short])
        .collect()
}

/// Sets what each need of the block should get, and takes back what it has beyond that.
fn aim(instance: &Instance, block: &Open, fair: &mut Fair) {
    let graph = &instance.graph;
    let mut had = Vec::with_capacity(block.needs.len());
    let mut members = Vec::with_capacity(block.needs.len());
    let mut total: i64 = block.lots.iter().map(|lot| fair.flow.left[at(*lot)]).sum();
    for need in &block.needs {
        let (mut least, mut inside, mut most) = (0, 0, 0);
        for arc in graph.to_need(*need) {
            if fair.blocks.same(graph.lot(*arc), *need) {
                inside += fair.flow.on[at(*arc)];
                most += graph.capacity(*arc);
            } else {
                least += fair.flow.on[at(*arc)];
            }
        }
        total += least + inside;
        had.push(least + inside);
        let subject = &instance.needs()[at(*need)];
        members.push(Member {
            need: subject,
            least,
            most: subject.gap().min(least + most),
        });
    }
    let aims = targets(&members, total);
    for ((need, had), aim) in block.needs.iter().zip(had).zip(aims) {
        fair.flow.room[at(*need)] = (aim - had).max(0);
        take_back(graph, *need, had - aim, fair);
    }
}

/// Takes `surplus` units back from a need, the dearest arcs of its block first as far as their order tells.
fn take_back(graph: &Graph, need: u32, mut surplus: i64, fair: &mut Fair) {
    for arc in graph.to_need(need).iter().rev() {
        if surplus <= 0 {
            return;
        }
        let lot = graph.lot(*arc);
        if fair.blocks.same(lot, need) {
            let back = fair.flow.on[at(*arc)].min(surplus);
            fair.flow.on[at(*arc)] -= back;
            fair.flow.left[at(lot)] += back;
            surplus -= back;
        }
    }
}

/// A block split along the cut that the search has just found.
struct Parts {
    /// What goods that are left over can still reach: served as aimed, and could be served better.
    enough: Open,
    /// What falls short, with the lots that reach it.
    short: Open,
}

/// Splits blocks in which something is left over. What is neither `enough` nor `short` is done and keeps its number.
fn split(graph: &Graph, search: &Search<'_>, blocks: Vec<Open>, fair: &mut Fair) -> Vec<Parts> {
    let mut lot_side = vec![Side::Between; graph.lots()];
    let mut need_side = vec![Side::Between; graph.needs()];
    mark_short(graph, &blocks, fair, &mut lot_side, &mut need_side);
    for lot in search.reached_lots() {
        lot_side[at(*lot)] = Side::Enough;
    }
    for need in search.reached_needs() {
        need_side[at(*need)] = Side::Enough;
    }
    let mut parts = Vec::with_capacity(blocks.len());
    for block in blocks {
        let pick = |side| Open {
            lots: filtered(&block.lots, &lot_side, side),
            needs: filtered(&block.needs, &need_side, side),
        };
        let part = Parts {
            enough: pick(Side::Enough),
            short: pick(Side::Short),
        };
        for open in [&part.enough, &part.short] {
            for lot in &open.lots {
                fair.blocks.of_lot[at(*lot)] = fair.count;
            }
            for need in &open.needs {
                fair.blocks.of_need[at(*need)] = fair.count;
            }
            fair.count += 1;
        }
        parts.push(part);
    }
    parts
}

/// Where a node stands to the cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Between,
    Enough,
    Short,
}

fn filtered(nodes: &[u32], side: &[Side], wanted: Side) -> Vec<u32> {
    let wanted = |node: &&u32| side[at(**node)] == wanted;
    nodes.iter().filter(wanted).copied().collect()
}

/// Marks every node from which a need that still has room could get more.
fn mark_short(
    graph: &Graph,
    blocks: &[Open],
    fair: &Fair,
    lot_side: &mut [Side],
    need_side: &mut [Side],
) {
    let mut found: Vec<u32> = Vec::new();
    for need in blocks.iter().flat_map(|block| &block.needs) {
        if fair.flow.room[at(*need)] > 0 {
            need_side[at(*need)] = Side::Short;
            found.push(*need);
        }
    }
    while let Some(need) = found.pop() {
        for arc in graph.to_need(need) {
            let lot = graph.lot(*arc);
            if lot_side[at(lot)] == Side::Short
                || fair.flow.on[at(*arc)] >= graph.capacity(*arc)
                || !fair.blocks.same(lot, need)
            {
                continue;
            }
            lot_side[at(lot)] = Side::Short;
            for other in graph.of_lot(lot) {
                let giver = graph.need(other);
                if need_side[at(giver)] != Side::Short
                    && fair.flow.on[at(other)] > 0
                    && fair.blocks.same(lot, giver)
                {
                    need_side[at(giver)] = Side::Short;
                    found.push(giver);
                }
            }
        }
    }
}
