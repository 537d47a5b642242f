//! Seeded scenarios that play a society through the ordinary commands, and an independent auditor.
//!
//! A [`Plan`] is the whole story written down before anybody acts; a [`Player`] plays it through the use cases of
//! `app`, the same as a person's acts; the [`Auditor`] keeps books of its own. Persons are invented; hospitals and
//! places are real, what is played about them is not. Out of scope: the store, the web.

mod auditor;
mod books;
mod cast;
mod deed;
mod drive;
mod gift;
mod hospitals;
mod lines;
mod mishaps;
mod names;
mod needs;
mod offices;
mod official;
mod outcome;
mod parcel;
mod plan;
mod player;
pub mod red_cross;
mod rng;
mod road;
mod sharing;
mod spread;
mod step;
mod supply;
mod talk;

pub use auditor::{Auditor, Mismatch, Totals};
pub use hospitals::HOSPITALS;
pub use needs::{MASKS, SUITS};
pub use outcome::{Outcome, Sharing, play};
pub use plan::{PLANNED_MAX, Plan, SCALE_MAX};
pub use player::{HOURS, ORIGIN, PlayError, Player, options};
pub use spread::{Spread, Worst};
pub use step::{START, stamp};
