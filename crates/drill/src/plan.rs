//! A plan: the whole society written down before anybody acts.

use std::collections::VecDeque;

use crate::cast::gather;
use crate::mishaps;
use crate::needs;
use crate::offices;
use crate::official;
use crate::parcel::parcels;
use crate::sharing;
use crate::step::{Script, Step};
use crate::supply;
use crate::talk;

/// Societies of one drill at most: 20,000,000 hospitals would outgrow the names and the memory of any machine.
pub const SCALE_MAX: u32 = 10_000;
/// Societies of a drill with the fair plan at most. A plan looks at the offers and needs of all of them together; those of
/// some seventy are more than one plan considers ([`relief::plan::ASKS_MAX`]).
pub const PLANNED_MAX: u32 = 30;

/// The drill *face-masks-guru*, for one seed and so many societies at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// What everything invented follows from.
    pub seed: u64,
    /// How many times the society is played; from 1 to [`SCALE_MAX`].
    pub scale: u32,
    /// Whether what is offered to nobody in particular is shared by the fair plan; otherwise donors give where they like.
    pub has_fair_plan: bool,
    /// Whether somebody follows up what the watch finds: calls after goods that are overdue or held up, and
    /// redirects to the hospital that has least. Without it such goods stay on the road.
    pub watch: bool,
}

impl Plan {
    /// A plan; a scale out of bounds is brought into them. Above [`PLANNED_MAX`] it has no fair plan.
    #[must_use]
    pub fn new(seed: u64, scale: u32) -> Plan {
        let scale = scale.clamp(1, SCALE_MAX);
        Plan {
            seed,
            scale,
            has_fair_plan: scale <= PLANNED_MAX,
            watch: true,
        }
    }

    /// The same drill without the fair plan.
    #[must_use]
    pub fn without_fair_plan(self) -> Plan {
        Plan {
            has_fair_plan: false,
            ..self
        }
    }

    /// The same plan in a society that looks at no flag.
    #[must_use]
    pub fn without_watch(self) -> Plan {
        let watch = false;
        Plan { watch, ..self }
    }

    /// The steps of one society by minute.
    pub(crate) fn script(&self, community: u32) -> VecDeque<Step> {
        let mut script = Script::new(self.seed, community, self.watch);
        let cast = gather(&mut script);
        let wards = needs::ask(&mut script, &cast);
        let parcels = parcels(&mut script.rng, &wards);
        let last = supply::send_all(&mut script, &cast, &wards, parcels);
        needs::follow_up(&mut script, &wards, &last);
        mishaps::happen(&mut script, &cast, &wards);
        talk::chatter(&mut script, &cast);
        official::give(&mut script, &cast, &wards);
        if community == 0 {
            offices::go_on(&mut script);
        }
        sharing::share(&mut script, &cast, &wards, self.has_fair_plan);
        script.finish()
    }
}
