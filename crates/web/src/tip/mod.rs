//! Sealed tips: written by anybody, read by the custodians they choose, answered under a receipt.

mod form;
mod model;
mod read;
mod routes;
mod views;
mod wash;

pub(crate) use model::{CustodianLine, SCRIPT as TIP_SCRIPT, custodians};
pub use routes::{routes, uploads};
