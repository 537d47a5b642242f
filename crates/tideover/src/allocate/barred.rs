//! Why a lot cannot go to a need, as far as the columns of a folder's files say it.

use std::collections::BTreeMap;

use allocation::explain::{Barred, Reasons};
use allocation::{Instance, LotId, NeedId};

use super::files::{lot_id, need_id};
use crate::table::Table;

/// What stands for a trait that is not stated.
pub const NO_TRAIT: i64 = -1;

/// lot, quantity, pack, standard, earmark_region.
pub type Lots = Table<5>;
/// need, demand, covered, weight, tier, min_standard, region.
pub type Needs = Table<7>;

/// Standards, earmarks and regions by number; what is not stated is not there.
pub struct Traits {
    lots: BTreeMap<LotId, (Option<i64>, Option<i64>)>,
    needs: BTreeMap<NeedId, (Option<i64>, Option<i64>)>,
}

impl Traits {
    /// As the files state them.
    pub fn of(lots: &Lots, needs: &Needs) -> Self {
        let stated = |value: i64| Some(value).filter(|value| *value != NO_TRAIT);
        let lot = |(_, [id, _, _, standard, earmark]): &(u64, [i64; 5])| {
            (lot_id(*id), (stated(*standard), stated(*earmark)))
        };
        let need = |(_, [id, .., least, region]): &(u64, [i64; 7])| {
            (need_id(*id), (stated(*least), stated(*region)))
        };
        Self {
            lots: lots.rows.iter().map(lot).collect(),
            needs: needs.rows.iter().map(need).collect(),
        }
    }

    /// Every lot from which no arc goes to the need, with the reasons that the files give; none where they give none.
    pub fn barred(&self, instance: &Instance, need: NeedId) -> Vec<Barred> {
        let mut joined: Vec<LotId> = instance
            .arcs()
            .filter(|arc| arc.need == need)
            .map(|arc| arc.lot)
            .collect();
        joined.sort_unstable();
        let lots = instance.lots().iter().map(|lot| lot.id);
        lots.filter(|lot| joined.binary_search(lot).is_err())
            .map(|lot| Barred {
                lot,
                need,
                reasons: self.reasons(lot, need),
            })
            .collect()
    }

    fn reasons(&self, lot: LotId, need: NeedId) -> Reasons {
        let (standard, earmark) = self.lots.get(&lot).copied().unwrap_or_default();
        let (least, region) = self.needs.get(&need).copied().unwrap_or_default();
        let mut reasons = Reasons::default();
        if standard.zip(least).is_some_and(|(has, least)| has < least) {
            reasons = reasons | Reasons::STANDARD;
        }
        if earmark.zip(region).is_some_and(|(meant, is)| meant != is) {
            reasons = reasons | Reasons::EARMARK;
        }
        reasons
    }
}
