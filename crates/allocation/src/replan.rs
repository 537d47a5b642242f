//! What is left to decide once some goods are on their way.

use crate::index;
use crate::instance::{Instance, LotId, NeedId};
use crate::plan::Shipment;

/// Why dispatched goods do not fit an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// From a lot that is not listed.
    #[error("goods are dispatched from lot {}, which is not there", lot.0)]
    NoLot {
        /// Which.
        lot: LotId,
    },
    /// To a need that is not listed.
    #[error("goods are dispatched to need {}, which is not there", need.0)]
    NoNeed {
        /// Which.
        need: NeedId,
    },
    /// More than the lot has.
    #[error("lot {} has {has} units, and more than that is dispatched from it", lot.0)]
    LotOver {
        /// Which.
        lot: LotId,
        /// What it has.
        has: i64,
    },
}

impl Instance {
    /// The instance that is left when these shipments are where they go: what was sent counts as covered, the lot
    /// and the arc have so much less. A shipment for which there is no arc any more is on its way all the same.
    ///
    /// # Errors
    /// When a lot or need is unknown, or more is dispatched than a lot has.
    pub fn after(&self, dispatched: &[Shipment]) -> Result<Self, Misfit> {
        let mut lots = self.lots().to_vec();
        let mut needs = self.needs().to_vec();
        let mut graph = self.graph.clone();
        for Shipment {
            lot,
            need,
            quantity,
        } in dispatched
        {
            let lot_place = self.lot_place(*lot).ok_or(Misfit::NoLot { lot: *lot })?;
            let need_place = self
                .need_place(*need)
                .ok_or(Misfit::NoNeed { need: *need })?;
            if let Some(from) = lots.get_mut(lot_place) {
                let has = from.quantity;
                from.quantity = Some(has - quantity)
                    .filter(|left| *left >= 0)
                    .ok_or(Misfit::LotOver { lot: *lot, has })?;
            }
            if let Some(to) = needs.get_mut(need_place) {
                to.covered = to.covered.saturating_add(*quantity);
            }
            graph.narrow(index::of(lot_place), index::of(need_place), *quantity);
        }
        Ok(Self { lots, needs, graph })
    }
}
