//! What can be wrong with a plan or its proof.

use crate::instance::{LotId, NeedId};

/// Why a plan or its proof does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A shipment along no arc.
    #[error("no arc goes from lot {} to need {}", lot.0, need.0)]
    NoArc {
        /// From.
        lot: LotId,
        /// To.
        need: NeedId,
    },
    /// A pair that is there twice.
    #[error("the shipment from lot {} to need {} is there twice", lot.0, need.0)]
    Twice {
        /// From.
        lot: LotId,
        /// To.
        need: NeedId,
    },
    /// A quantity below 1 or above what the arc carries.
    #[error("{quantity} units from lot {} to need {}, where 1 to {capacity} can go", lot.0, need.0)]
    Quantity {
        /// From.
        lot: LotId,
        /// To.
        need: NeedId,
        /// Units.
        quantity: i64,
        /// The most.
        capacity: i64,
    },
    /// More is sent from a lot than it has.
    #[error("lot {} has {has} units and sends {sends}", lot.0)]
    LotOver {
        /// Which.
        lot: LotId,
        /// Its quantity.
        has: i64,
        /// What is sent.
        sends: i64,
    },
    /// More is sent to a need than it lacks.
    #[error("need {} lacks {gap} units and is given {given}", need.0)]
    NeedOver {
        /// Which.
        need: NeedId,
        /// What it lacks.
        gap: i64,
        /// What is sent.
        given: i64,
    },
    /// The proof is of another instance.
    #[error("the certificate is not of this instance: it has {lots} lots and {needs} needs")]
    Shape {
        /// Its lots.
        lots: usize,
        /// Its needs.
        needs: usize,
    },
    /// A lot with something left that is not marked so.
    #[error("lot {} is not used up, and its level does not say so", lot.0)]
    LotLevel {
        /// Which.
        lot: LotId,
    },
    /// A need whose level is below its own last unit, or names a need that has nothing.
    #[error("the level of need {} is below its own last unit", need.0)]
    OwnLevel {
        /// Which.
        need: NeedId,
    },
    /// A level that names a need that is not there or has nothing to lose.
    #[error("a level names need {}, which has nothing to lose", need.0)]
    EmptyLevel {
        /// Which.
        need: NeedId,
    },
    /// A level that falls along a way on which goods could be moved.
    #[error("the level falls between lot {} and need {}", lot.0, need.0)]
    LevelFalls {
        /// The way's lot.
        lot: LotId,
        /// The way's need.
        need: NeedId,
    },
    /// Someone could be served before someone who was: the plan is not the fairest.
    #[error("not the fairest: a unit could be moved to need {}, which comes before its giver", need.0)]
    Unfair {
        /// Who should get it.
        need: NeedId,
    },
    /// A need that fell below its floor.
    #[error("need {} is given {given} units, below its floor of {floor}", need.0)]
    BelowFloor {
        /// Which.
        need: NeedId,
        /// What it is given.
        given: i64,
        /// Its floor.
        floor: i64,
    },
    /// Another total than that of the fair plan.
    #[error("the total is {total} units, that of the fair plan {fair}")]
    Total {
        /// Of this plan.
        total: i64,
        /// Of the fair one.
        fair: i64,
    },
    /// A potential that does not hold on an arc.
    #[error("not proved the best: the potentials of lot {} and need {} do not hold", lot.0, need.0)]
    Potential {
        /// From.
        lot: LotId,
        /// To.
        need: NeedId,
    },
    /// A potential that does not hold between the source and a lot.
    #[error("not proved the best: the potential of lot {} does not hold", lot.0)]
    LotPotential {
        /// Which.
        lot: LotId,
    },
    /// Potentials that do not hold between two needs that could swap a unit.
    #[error("not proved the best: needs {} and {} could swap a unit", giver.0, taker.0)]
    SwapPotential {
        /// Who would lose it.
        giver: NeedId,
        /// Who would get it.
        taker: NeedId,
    },
}
