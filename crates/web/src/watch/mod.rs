//! The watch: who has how much of what they need, what the same goods could have done, and what does not add up.
//! Flags say what differs; they never say whose fault it is.

mod check;
mod check_ledger;
mod check_views;
mod closing;
mod equity;
mod equity_views;
mod flag;
pub(crate) mod flag_views;
mod flag_words;
mod holders;
mod list;
mod list_form;
mod list_views;
pub(crate) mod model;
mod routes;
mod views;

pub(crate) use flag::{Badge, badges};
pub(crate) use flag_words::{kind as flag_kind, title as flag_title};
pub use routes::{routes, uploads};
