//! What is to be shared: lots, needs, and the arcs along which goods may go.

use crate::curve::{Curve, Position, Unit};
use crate::graph::Graph;
use crate::index;

/// The largest quantity, demand, cover and capacity: 10^12 units.
pub const QUANTITY_MAX: i64 = 1_000_000_000_000;
/// The largest cost of one unit: 10^9.
pub const COST_MAX: i64 = 1_000_000_000;
/// The most lots.
pub const LOTS_MAX: usize = 1 << 20;
/// The most needs.
pub const NEEDS_MAX: usize = 1 << 20;
/// The most arcs.
pub const ARCS_MAX: usize = 1 << 24;

/// The caller's number of a lot. Ties are broken by it, so it decides which of several equal plans is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LotId(pub u64);

/// The caller's number of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NeedId(pub u64);

/// A quantity of one item in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its number.
    pub id: LotId,
    /// Units on offer, 0 to [`QUANTITY_MAX`].
    pub quantity: i64,
}

/// What a recipient needs of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its number.
    pub id: NeedId,
    /// Units needed in all, 1 to [`QUANTITY_MAX`].
    pub demand: i64,
    /// Units that are covered already, 0 to [`QUANTITY_MAX`]; more than the demand is a need that is met.
    pub covered: i64,
    /// Its priority.
    pub curve: Curve,
}

impl Need {
    /// What can still be given without exceeding the demand.
    #[must_use]
    pub fn gap(&self) -> i64 {
        self.demand.saturating_sub(self.covered).max(0) / self.curve.pack().max(1)
    }

    /// Where it stands once `given` more units are there.
    #[must_use]
    pub fn position(&self, given: i64) -> Position {
        let units = given.saturating_mul(self.curve.pack());
        self.curve
            .position(self.covered.saturating_add(units), self.demand)
    }

    /// The unit that would come after `given` units.
    #[must_use]
    pub fn next(&self, given: i64) -> Unit {
        Unit {
            from: self.position(given),
            to: self.position(given.saturating_add(1)),
        }
    }
}

/// A way from a lot to a need. What is not listed cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arc {
    /// From.
    pub lot: LotId,
    /// To.
    pub need: NeedId,
    /// The most units that it carries, 0 to [`QUANTITY_MAX`].
    pub capacity: i64,
    /// The transport of one unit, 0 to [`COST_MAX`].
    pub cost: i64,
}

/// A number that has bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A lot's quantity.
    Quantity(LotId),
    /// A need's demand.
    Demand(NeedId),
    /// A need's cover.
    Covered(NeedId),
    /// An arc's capacity.
    Capacity(LotId, NeedId),
    /// An arc's cost.
    Cost(LotId, NeedId),
}

/// Why an instance is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A list is longer than its limit.
    #[error("{count} {what}, at most {max} can be planned at once")]
    TooMany {
        /// Which list.
        what: &'static str,
        /// Its length.
        count: usize,
        /// The limit.
        max: usize,
    },
    /// A number is outside its bounds.
    #[error("{field:?} is {value}, it must be {min} to {max}")]
    OutOfRange {
        /// Which number.
        field: Field,
        /// What it is.
        value: i64,
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// A priority curve does not rise, or a weight is 0 or too large.
    #[error("the priority of need {} does not rise strictly, or a weight or pack is outside 1 to 1000000", need.0)]
    Curve {
        /// Whose.
        need: NeedId,
    },
    /// Packs that are not one for each lot, or outside their bounds.
    #[error("each lot needs a pack of 1 to 1000000 units")]
    Packs,
    /// Two lots have one number.
    #[error("lot {} is there twice", lot.0)]
    LotTwice {
        /// Which.
        lot: LotId,
    },
    /// Two needs have one number.
    #[error("need {} is there twice", need.0)]
    NeedTwice {
        /// Which.
        need: NeedId,
    },
    /// Two arcs join the same pair.
    #[error("the arc from lot {} to need {} is there twice", lot.0, need.0)]
    ArcTwice {
        /// From.
        lot: LotId,
        /// To.
        need: NeedId,
    },
    /// A lot that is not listed.
    #[error("there is no lot {}", lot.0)]
    NoLot {
        /// Which.
        lot: LotId,
    },
    /// A need that is not listed.
    #[error("there is no need {}", need.0)]
    NoNeed {
        /// Which.
        need: NeedId,
    },
}

/// A valid problem, in the order of its numbers whatever the order it came in.
#[derive(Clone, Debug)]
pub struct Instance {
    pub(crate) lots: Vec<Lot>,
    pub(crate) needs: Vec<Need>,
    pub(crate) graph: Graph,
}

impl Instance {
    /// Checks and sorts.
    ///
    /// # Errors
    /// The first fault found, see [`Refusal`].
    pub fn new(mut lots: Vec<Lot>, mut needs: Vec<Need>, arcs: &[Arc]) -> Result<Self, Refusal> {
        bounded("lots", lots.len(), LOTS_MAX)?;
        bounded("needs", needs.len(), NEEDS_MAX)?;
        bounded("arcs", arcs.len(), ARCS_MAX)?;
        lots.sort_by_key(|lot| lot.id);
        needs.sort_by_key(|need| need.id);
        check_lots(&lots)?;
        check_needs(&needs)?;
        let mut placed = Vec::with_capacity(arcs.len());
        for arc in arcs {
            let lot =
                place(&lots, arc.lot.0, |lot| lot.id.0).ok_or(Refusal::NoLot { lot: arc.lot })?;
            let need = place(&needs, arc.need.0, |need| need.id.0)
                .ok_or(Refusal::NoNeed { need: arc.need })?;
            let (from, to) = (arc.lot, arc.need);
            within(Field::Capacity(from, to), arc.capacity, 0, QUANTITY_MAX)?;
            within(Field::Cost(from, to), arc.cost, 0, COST_MAX)?;
            placed.push((lot, need, arc.capacity, arc.cost));
        }
        let graph = Graph::new(lots.len(), needs.len(), placed);
        let instance = Self { lots, needs, graph };
        match instance.graph.repeated() {
            None => Ok(instance),
            Some(arc) => Err(Refusal::ArcTwice {
                lot: instance.lot_of(arc),
                need: instance.need_of(arc),
            }),
        }
    }

    /// The lots, by number.
    #[must_use]
    pub fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// The needs, by number.
    #[must_use]
    pub fn needs(&self) -> &[Need] {
        &self.needs
    }

    /// Needs that lack something, and that no lot with goods can reach.
    pub fn unreached(&self) -> impl Iterator<Item = NeedId> + '_ {
        let holds = |arc: &u32| {
            let lot = self.lots.get(index::at(self.graph.lot(*arc)));
            self.graph.capacity(*arc) > 0 && lot.is_some_and(|lot| lot.quantity > 0)
        };
        (0..)
            .zip(&self.needs)
            .filter(move |(place, need)| {
                need.gap() > 0 && !self.graph.to_need(*place).iter().any(holds)
            })
            .map(|(_, need)| need.id)
    }

    /// The arcs, by lot, then by cost, then by need.
    pub fn arcs(&self) -> impl Iterator<Item = Arc> + '_ {
        (0..self.graph.arcs()).map(|arc| Arc {
            lot: self.lot_of(arc),
            need: self.need_of(arc),
            capacity: self.graph.capacity(arc),
            cost: self.graph.cost(arc),
        })
    }

    /// Where a lot stands in [`Instance::lots`].
    #[must_use]
    pub fn lot_place(&self, lot: LotId) -> Option<usize> {
        place(&self.lots, lot.0, |lot| lot.id.0).map(index::at)
    }

    /// Where a need stands in [`Instance::needs`].
    #[must_use]
    pub fn need_place(&self, need: NeedId) -> Option<usize> {
        place(&self.needs, need.0, |need| need.id.0).map(index::at)
    }

    pub(crate) fn lot_of(&self, arc: u32) -> LotId {
        self.lots
            .get(index::at(self.graph.lot(arc)))
            .map_or(LotId(u64::MAX), |lot| lot.id)
    }

    pub(crate) fn need_of(&self, arc: u32) -> NeedId {
        self.needs
            .get(index::at(self.graph.need(arc)))
            .map_or(NeedId(u64::MAX), |need| need.id)
    }
}

fn bounded(what: &'static str, count: usize, max: usize) -> Result<(), Refusal> {
    if count > max {
        return Err(Refusal::TooMany { what, count, max });
    }
    Ok(())
}

const fn within(field: Field, value: i64, min: i64, max: i64) -> Result<(), Refusal> {
    if value < min || value > max {
        return Err(Refusal::OutOfRange {
            field,
            value,
            min,
            max,
        });
    }
    Ok(())
}

fn check_lots(lots: &[Lot]) -> Result<(), Refusal> {
    for lot in lots {
        within(Field::Quantity(lot.id), lot.quantity, 0, QUANTITY_MAX)?;
    }
    match lots.windows(2).find_map(same(|lot: &Lot| lot.id)) {
        Some(lot) => Err(Refusal::LotTwice { lot }),
        None => Ok(()),
    }
}

fn check_needs(needs: &[Need]) -> Result<(), Refusal> {
    for need in needs {
        within(Field::Demand(need.id), need.demand, 1, QUANTITY_MAX)?;
        within(Field::Covered(need.id), need.covered, 0, QUANTITY_MAX)?;
        if !need.curve.is_valid() {
            return Err(Refusal::Curve { need: need.id });
        }
    }
    match needs.windows(2).find_map(same(|need: &Need| need.id)) {
        Some(need) => Err(Refusal::NeedTwice { need }),
        None => Ok(()),
    }
}

/// The number that two neighbours share.
fn same<T, I: PartialEq>(id: impl Fn(&T) -> I) -> impl Fn(&[T]) -> Option<I> {
    move |pair| match pair {
        [a, b] if id(a) == id(b) => Some(id(a)),
        _ => None,
    }
}

/// The place of a number in a sorted list; at once where numbers are 0, 1, 2 ….
fn place<T>(sorted: &[T], id: u64, of: impl Fn(&T) -> u64) -> Option<u32> {
    let guess = usize::try_from(id).ok();
    if let Some(guess) = guess.filter(|guess| sorted.get(*guess).is_some_and(|at| of(at) == id)) {
        return Some(index::of(guess));
    }
    sorted.binary_search_by_key(&id, of).ok().map(index::of)
}
