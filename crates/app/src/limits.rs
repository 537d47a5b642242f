//! How often one person may act, and how many newcomers may come.

use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use store::PrivateId;

use crate::error::Refused;

/// Acts of one account in a minute, evenly; a burst of as many is allowed. A tired hand that posts a list
/// of twenty needs stays below.
const ACTS_PER_MINUTE: u32 = 60;

/// Guesses of a door code in an hour, for one consignment: a slip or two, never a search.
const DOOR_GUESSES_PER_HOUR: u32 = 10;

/// New accounts from one network neighbour in an hour, and at once: a hospital's staff or a dormitory shares an
/// address. After the first so many one more comes every 30 seconds.
const NEIGHBOUR_NEWCOMERS_PER_HOUR: u32 = 120;

/// New accounts in a minute from everywhere, and at once: ten a second is a community on the evening news.
const NEWCOMERS_PER_MINUTE: u32 = 600;

/// Sealed tips from one network neighbour in an hour, and at once: a ward may share an address, a flood does too.
const NEIGHBOUR_TIPS_PER_HOUR: u32 = 12;

/// Acts without an account in a minute from everywhere, each with a stamp: work is cheap for whoever has a large machine.
const STAMPED_PER_MINUTE: u32 = 120;

/// Acts without an account and without a stamp in an hour, from everywhere and from one network neighbour: browsers
/// without script do no work, so that these are few.
pub const STAMPLESS_PER_HOUR: u32 = 30;
const NEIGHBOUR_STAMPLESS_PER_HOUR: u32 = 6;

/// Published lists of more than one entry in an hour, from everywhere: each keeps the writer busy for a moment, and fills
/// the journal for ever. Ten volunteers who record a province's notices stay below.
const LONG_LISTS_PER_HOUR: u32 = 60;

/// Neighbours remembered at once; beyond it all are forgotten.
const NEIGHBOURS_MAX: usize = 100_000;

/// The buckets.
pub struct Limits {
    acts: DefaultKeyedRateLimiter<PrivateId>,
    doors: DefaultKeyedRateLimiter<u64>,
    newcomers: DefaultDirectRateLimiter,
    stamped: DefaultDirectRateLimiter,
    stampless: DefaultDirectRateLimiter,
    long_lists: DefaultDirectRateLimiter,
    neighbours: Mutex<Neighbours>,
    /// Senders of tips had to be turned away since the last hour's entry.
    tip_turned_away: AtomicBool,
}

/// Buckets of network neighbours, under a hash whose secret lives in memory alone and is drawn afresh every hour:
/// no address is kept, and none can be found again from what is.
struct Neighbours {
    secret: RandomState,
    newcomers: DefaultKeyedRateLimiter<u64>,
    tips: DefaultKeyedRateLimiter<u64>,
    stampless: DefaultKeyedRateLimiter<u64>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            acts: RateLimiter::keyed(quota(ACTS_PER_MINUTE, Quota::per_minute)),
            doors: RateLimiter::keyed(quota(DOOR_GUESSES_PER_HOUR, Quota::per_hour)),
            newcomers: RateLimiter::direct(quota(NEWCOMERS_PER_MINUTE, Quota::per_minute)),
            stamped: RateLimiter::direct(quota(STAMPED_PER_MINUTE, Quota::per_minute)),
            stampless: RateLimiter::direct(quota(STAMPLESS_PER_HOUR, Quota::per_hour)),
            long_lists: RateLimiter::direct(quota(LONG_LISTS_PER_HOUR, Quota::per_hour)),
            neighbours: Mutex::default(),
            tip_turned_away: AtomicBool::new(false),
        }
    }
}

impl Default for Neighbours {
    fn default() -> Self {
        Neighbours {
            secret: RandomState::new(),
            newcomers: RateLimiter::keyed(quota(NEIGHBOUR_NEWCOMERS_PER_HOUR, Quota::per_hour)),
            tips: RateLimiter::keyed(quota(NEIGHBOUR_TIPS_PER_HOUR, Quota::per_hour)),
            stampless: RateLimiter::keyed(quota(NEIGHBOUR_STAMPLESS_PER_HOUR, Quota::per_hour)),
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

    /// Counts one newcomer, from a network neighbour if it is known.
    ///
    /// # Errors
    /// [`Refused::ManyNewcomers`].
    pub fn newcomer(&self, neighbour: Option<IpAddr>) -> Result<(), Refused> {
        // The neighbour first: who is refused there takes nothing from everybody else.
        if let Some(address) = neighbour {
            self.neighbours().newcomer(address)?;
        }
        self.newcomers.check().map_err(|_| Refused::ManyNewcomers)
    }

    /// Counts one sealed tip from a network neighbour, if it is known.
    ///
    /// # Errors
    /// [`Refused::TooFast`].
    pub(crate) fn tip(&self, neighbour: Option<IpAddr>) -> Result<(), Refused> {
        neighbour.map_or(Ok(()), |address| self.neighbours().tip(address))
    }

    /// Counts one published list that takes more than one entry.
    ///
    /// # Errors
    /// [`Refused::TooFast`].
    pub(crate) fn long_list(&self) -> Result<(), Refused> {
        self.long_lists.check().map_err(|_| Refused::TooFast)
    }

    /// Counts one act without an account that came with a stamp.
    ///
    /// # Errors
    /// [`Refused::TooFast`].
    pub(crate) fn stamped(&self) -> Result<(), Refused> {
        self.stamped.check().map_err(|_| Refused::TooFast)
    }

    /// Counts one that came without, from a network neighbour if it is known.
    ///
    /// # Errors
    /// [`Refused::StamplessFull`].
    pub(crate) fn stampless(&self, neighbour: Option<IpAddr>) -> Result<(), Refused> {
        if let Some(address) = neighbour {
            self.neighbours().stampless(address)?;
        }
        self.stampless.check().map_err(|_| Refused::StamplessFull)
    }

    /// Remembers until the next hour's entry that a tip was turned away.
    pub(crate) fn turn_tip_away(&self) {
        self.tip_turned_away.store(true, Ordering::Relaxed);
    }

    /// Whether a tip was turned away since this was last asked.
    pub(crate) fn tips_turned_away(&self) -> bool {
        self.tip_turned_away.swap(false, Ordering::Relaxed)
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

    /// Forgets those who are quiet, and every neighbour; called by a worker.
    pub(crate) fn sweep(&self) {
        self.acts.retain_recent();
        self.doors.retain_recent();
        *self.neighbours() = Neighbours::default();
    }

    fn neighbours(&self) -> MutexGuard<'_, Neighbours> {
        // The buckets are whole whenever the lock is free: no code panics while it is held.
        self.neighbours
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Neighbours {
    fn newcomer(&mut self, address: IpAddr) -> Result<(), Refused> {
        let key = self.key(address);
        self.newcomers
            .check_key(&key)
            .map_err(|_| Refused::ManyNewcomers)
    }

    fn tip(&mut self, address: IpAddr) -> Result<(), Refused> {
        let key = self.key(address);
        self.tips.check_key(&key).map_err(|_| Refused::TooFast)
    }

    fn stampless(&mut self, address: IpAddr) -> Result<(), Refused> {
        let key = self.key(address);
        self.stampless
            .check_key(&key)
            .map_err(|_| Refused::StamplessFull)
    }

    fn key(&mut self, address: IpAddr) -> u64 {
        let lists = [&self.newcomers, &self.tips, &self.stampless];
        if lists.iter().map(|list| list.len()).max() >= Some(NEIGHBOURS_MAX) {
            *self = Neighbours::default();
        }
        self.secret.hash_one(address)
    }
}

fn quota(n: u32, per: impl Fn(NonZeroU32) -> Quota) -> Quota {
    per(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of more than enough newcomers are let in.
    fn let_in(limits: &Limits, neighbour: Option<IpAddr>) -> u32 {
        let tries = NEWCOMERS_PER_MINUTE * 2;
        (0..tries)
            .take_while(|_| limits.newcomer(neighbour).is_ok())
            .map(|_| 1)
            .sum()
    }

    #[test]
    fn a_neighbour_who_floods_stops_nobody_else() {
        let limits = Limits::default();
        let address = |last: u8| Some(IpAddr::from([192, 0, 2, last]));
        assert_eq!(let_in(&limits, address(1)), NEIGHBOUR_NEWCOMERS_PER_HOUR);
        assert_eq!(let_in(&limits, address(2)), NEIGHBOUR_NEWCOMERS_PER_HOUR);
        limits.sweep();
        assert!(limits.newcomer(address(1)).is_ok());
    }

    #[test]
    fn from_everywhere_together_there_is_a_limit_too() {
        let limits = Limits::default();
        // One more comes every tenth of a second while the test runs.
        let within = NEWCOMERS_PER_MINUTE..NEWCOMERS_PER_MINUTE * 2;
        assert!(within.contains(&let_in(&limits, None)));
    }
}
