//! Lists that others published.

use super::facts::records;
use crate::distribution::{DistributionLineFact, DistributionTotalFact};
use crate::ids::*;
use crate::name::Name;

records! {
    /// Somebody published what was given to whom; `by` recorded it here. `corrects`: in place of which list.
    DistributionPublished {
        corrects: Option<DistributionId>,
        /// Who published it.
        issuer: Name,
        lines: Vec<DistributionLineFact>,
        /// In how many further entries it goes on.
        more: Option<u64>,
        published_on: Stamp,
        source: Seal,
        totals: Vec<DistributionTotalFact>,
    }
    /// A list goes on; made with its first entry, in one act.
    DistributionContinued {
        /// Further lines.
        lines: Vec<DistributionLineFact>,
        /// Of which list.
        list: DistributionId,
        /// Further totals.
        totals: Vec<DistributionTotalFact>,
    }
}
