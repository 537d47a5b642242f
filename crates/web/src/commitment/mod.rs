//! Commitments: the form that makes one, its card and its page, and what may be done to one.

pub(crate) mod model;
pub(crate) mod said;
pub(crate) mod views;

use axum::Router;

use crate::site::Site;

/// Its addresses.
pub fn routes() -> Router<Site> {
    Router::new()
}
