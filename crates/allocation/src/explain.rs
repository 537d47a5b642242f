//! Why a need is given what it is given, from the plan alone.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own graph"
)]

use std::cmp::Reverse;
use std::ops::BitOr;

use crate::certificate::Feasible;
use crate::curve::Position;
use crate::index::{at, of};
use crate::instance::{Instance, LotId, NeedId};
use crate::plan::Allocation;

/// Why no arc goes from a lot to a need; several reasons at once are joined with `|`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons(u8);

impl Reasons {
    /// The need does not accept the lot's standard.
    pub const STANDARD: Self = Self(1);
    /// The donor set the lot aside for others.
    pub const EARMARK: Self = Self(2);
    /// The lot would arrive after the deadline.
    pub const TIME: Self = Self(4);
    /// The lot would arrive with too little shelf life.
    pub const EXPIRY: Self = Self(8);
    /// A permit or paper is missing.
    pub const PAPERS: Self = Self(16);
    /// Another condition of the donor.
    pub const CONDITION: Self = Self(32);

    /// Whether all of `other` are among these.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for Reasons {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A lot that cannot go to a need, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Barred {
    /// From.
    pub lot: LotId,
    /// To.
    pub need: NeedId,
    /// Why not.
    pub reasons: Reasons,
}

/// A lot that can go to a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Which.
    pub lot: LotId,
    /// What of it goes to this need.
    pub sent: i64,
    /// The most that the way carries.
    pub capacity: i64,
    /// What of it goes to nobody.
    pub left: i64,
}

/// Why a need is given what it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Which.
    pub need: NeedId,
    /// What it is given.
    pub given: i64,
    /// What it still lacks afterwards.
    pub lacks: i64,
    /// Where it stands.
    pub position: Position,
    /// The lots that can reach it.
    pub lots: Vec<Reach>,
    /// The lots that cannot, as far as reasons are known.
    pub barred: Vec<Barred>,
    /// The needs from which a unit could be moved here, over any number of exchanges, worst-off first: they share
    /// what there is. Moving it would not be fairer; where it would be as fair, it would not be cheaper.
    pub shares_with: Vec<NeedId>,
    /// The lots over which such moves would go. As long as this need lacks something, each of them is fully used.
    pub shared_lots: Vec<LotId>,
    /// Who would be lifted if one more unit lay in any of the lots that can reach this need, and from where; none
    /// when this need lacks nothing that more goods there could bring.
    pub one_more: Option<(NeedId, Position)>,
}

/// What of a plan an explanation looks at: any plan that can be carried out, its own or a stranger's.
#[derive(Clone, Copy, Debug)]
pub struct Quantities<'a> {
    given: &'a [i64],
    on: &'a [i64],
}

impl<'a> Quantities<'a> {
    /// Units by need and by arc of one instance's graph.
    pub(crate) const fn new(given: &'a [i64], on: &'a [i64]) -> Self {
        Self { given, on }
    }
}

impl<'a> From<&'a Allocation> for Quantities<'a> {
    fn from(plan: &'a Allocation) -> Self {
        Self {
            given: &plan.given,
            on: &plan.on,
        }
    }
}

impl<'a> From<&'a Feasible> for Quantities<'a> {
    fn from(plan: &'a Feasible) -> Self {
        Self {
            given: &plan.given,
            on: &plan.on,
        }
    }
}

/// Explains one need. `barred` may hold reasons for every need; only this one's are taken.
///
/// Takes as long as it takes to walk the needs that share with this one and their lots.
#[must_use]
pub fn explain<'a>(
    instance: &Instance,
    plan: impl Into<Quantities<'a>>,
    barred: &[Barred],
    need: NeedId,
) -> Option<Explanation> {
    let plan = plan.into();
    let place = instance.need_place(need)?;
    let graph = &instance.graph;
    let subject = &instance.needs()[place];
    let given = plan.given[place];
    let lots: Vec<Reach> = graph
        .to_need(of(place))
        .iter()
        .map(|arc| Reach {
            lot: instance.lot_of(*arc),
            sent: plan.on[at(*arc)],
            capacity: graph.capacity(*arc),
            left: left(instance, plan, graph.lot(*arc)),
        })
        .collect();
    let lacks = subject.gap() - given;
    let (givers, shared_lots) = givers(instance, plan, of(place));
    let one_more = (lacks > 0)
        .then(|| first_to_gain(instance, plan, of(place)))
        .flatten();
    Some(Explanation {
        need,
        given,
        lacks,
        position: subject.position(given),
        lots,
        barred: barred
            .iter()
            .filter(|one| one.need == need)
            .copied()
            .collect(),
        shares_with: by_position(instance, plan, givers),
        shared_lots,
        one_more,
    })
}

fn left(instance: &Instance, plan: Quantities<'_>, lot: u32) -> i64 {
    let sent: i64 = instance.graph.of_lot(lot).map(|arc| plan.on[at(arc)]).sum();
    instance.lots()[at(lot)].quantity - sent
}

/// The needs from which a unit could be moved to this one, and the lots over which that would go.
fn givers(instance: &Instance, plan: Quantities<'_>, to: u32) -> (Vec<u32>, Vec<LotId>) {
    let graph = &instance.graph;
    let mut lot_met = vec![false; graph.lots()];
    let mut need_met = vec![false; graph.needs()];
    need_met[at(to)] = true;
    let mut found = vec![to];
    let mut lots = Vec::new();
    let mut done = 0;
    while done < found.len() {
        let need = found[done];
        done += 1;
        for arc in graph.to_need(need) {
            let lot = graph.lot(*arc);
            let has_room = plan.on[at(*arc)] < graph.capacity(*arc);
            if !has_room || std::mem::replace(&mut lot_met[at(lot)], true) {
                continue;
            }
            lots.push(instance.lots()[at(lot)].id);
            for other in graph.of_lot(lot) {
                let giver = graph.need(other);
                if plan.on[at(other)] > 0 && !std::mem::replace(&mut need_met[at(giver)], true) {
                    found.push(giver);
                }
            }
        }
    }
    found.remove(0);
    lots.sort_unstable();
    (found, lots)
}

/// Who would get one more unit that lay in a lot from which this need can be reached.
fn first_to_gain(
    instance: &Instance,
    plan: Quantities<'_>,
    need: u32,
) -> Option<(NeedId, Position)> {
    let graph = &instance.graph;
    let mut lot_met = vec![false; graph.lots()];
    let mut need_met = vec![false; graph.needs()];
    let mut found: Vec<u32> = Vec::new();
    for arc in graph.to_need(need) {
        if plan.on[at(*arc)] < graph.capacity(*arc) {
            lot_met[at(graph.lot(*arc))] = true;
            found.push(graph.lot(*arc));
        }
    }
    let mut first = None;
    while let Some(lot) = found.pop() {
        for arc in graph.of_lot(lot) {
            let taker = graph.need(arc);
            if plan.on[at(arc)] >= graph.capacity(arc)
                || std::mem::replace(&mut need_met[at(taker)], true)
            {
                continue;
            }
            let (subject, given) = (&instance.needs()[at(taker)], plan.given[at(taker)]);
            if given < subject.gap() {
                let next = (subject.next(given), subject.id);
                first = Some(first.map_or(next, |first| next.min(first)));
            }
            for back in graph.to_need(taker) {
                let other = graph.lot(*back);
                if plan.on[at(*back)] > 0 && !std::mem::replace(&mut lot_met[at(other)], true) {
                    found.push(other);
                }
            }
        }
    }
    first.map(|(unit, need)| (need, unit.from))
}

fn by_position(instance: &Instance, plan: Quantities<'_>, needs: Vec<u32>) -> Vec<NeedId> {
    let mut needs = needs;
    needs.sort_by_cached_key(|need| {
        let subject = &instance.needs()[at(*need)];
        (
            subject.position(plan.given[at(*need)]),
            Reverse(subject.gap()),
            subject.id,
        )
    });
    needs
        .into_iter()
        .map(|need| instance.needs()[at(need)].id)
        .collect()
}
