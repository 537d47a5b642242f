//! Testimonies: said by anybody, looked at by moderators in piles, read by all with what stands behind them.

mod form;
mod form_views;
mod list;
mod model;
pub(crate) mod origin;
mod queue;
mod queue_views;
mod routes;
mod said;
mod views;

pub use routes::{routes, uploads};
