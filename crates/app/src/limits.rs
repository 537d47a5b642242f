//! How often one person may act.

use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use store::PrivateId;

use crate::error::Refused;

/// Acts of one account in a minute, evenly; a burst of as many is allowed. A tired hand that posts a list
/// of twenty needs stays below.
const ACTS_PER_MINUTE: u32 = 60;

/// Guesses of a door code in an hour, for one consignment: a slip or two, never a search.
const DOOR_GUESSES_PER_HOUR: u32 = 10;

/// The buckets.
pub struct Limits {
    acts: DefaultKeyedRateLimiter<PrivateId>,
    doors: DefaultKeyedRateLimiter<u64>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            acts: RateLimiter::keyed(quota(ACTS_PER_MINUTE, Quota::per_minute)),
            doors: RateLimiter::keyed(quota(DOOR_GUESSES_PER_HOUR, Quota::per_hour)),
        }
    }
}

impl Limits {
    /// Counts one act of an account.
    ///
    /// # Errors
    /// [`Refused::TooFast`].
    pub fn act(&self, account: PrivateId) -> Result<(), Refused> {
        self.acts.check_key(&account).map_err(|_| Refused::TooFast)
    }

    /// Counts one try of a door code.
    ///
    /// # Errors
    /// [`Refused::TooFast`].
    pub fn door(&self, consignment: u64) -> Result<(), Refused> {
        self.doors
            .check_key(&consignment)
            .map_err(|_| Refused::TooFast)
    }

    /// Forgets those who are quiet; called by a worker.
    pub(crate) fn sweep(&self) {
        self.acts.retain_recent();
    }
}

fn quota(n: u32, per: impl Fn(NonZeroU32) -> Quota) -> Quota {
    per(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN))
}
