//! Needs: their card, their page, the form that reports one, and what may be done to one.

mod line;
pub(crate) mod model;
pub(crate) mod said;
pub(crate) mod views;

use axum::Router;

pub(crate) use line::{Amount, LineModel};

use crate::site::Site;

/// Its addresses.
pub fn routes() -> Router<Site> {
    Router::new()
}
