//! The domain of Tideover: entries, decide, apply, arithmetic. Pure.
//!
//! `decide(state, actor, at, command)` answers an act with entries or a refusal; `apply(state, entry)` folds an
//! entry into the state and cannot fail. Whoever has the entries has the state, and with it every figure.
//! Out of scope: IO, clocks, randomness, Merkle trees, and words for people.
//!
//! ```
//! use relief::{apply, command::{Actor, Command}, decide, ids::Stamp, name::Name, state::State};
//! let mut state = State::default();
//! let open = Command::OpenCommunity { name: Name::new("湖北").unwrap(), drill: true };
//! for entry in decide(&state, &Actor::community(), Stamp(1_579_910_400), &open).unwrap() {
//!     apply(&mut state, &entry);
//! }
//! assert_eq!(state.size, 1);
//! ```

pub mod access;
mod apply;
pub mod case_report;
pub mod catalogue;
pub mod clock;
pub mod code;
pub mod command;
pub mod commitment;
pub mod consignment;
pub mod coverage;
pub mod custodian;
pub mod custody;
mod decide;
pub mod distribution;
pub mod duty;
pub mod entry;
pub mod equity;
pub mod feedback;
pub mod field;
pub mod figures;
pub mod fixed;
pub mod flag;
pub mod flow;
pub mod fold;
pub mod growth;
pub mod history;
pub mod ids;
pub mod json;
pub mod jurisdiction;
pub mod label;
pub mod name;
pub mod need;
pub mod offer;
pub mod official_supply;
pub mod party;
pub mod place;
pub mod plan;
pub mod quantity;
pub mod question;
pub mod ratio;
pub mod reading;
mod receipt;
pub mod recipient;
pub mod refusal;
pub mod room;
pub mod standard;
pub mod state;
pub mod testimony;
pub mod text;
pub mod ties;
pub mod tip;
pub mod tip_key;
pub mod watch;

pub use apply::apply;
pub use decide::decide;
