//! Consignments: the list, the public page that follows one, its label, and what its people do on it.

mod goods;
mod hands;
pub(crate) mod model;
pub(crate) mod views;

use axum::Router;

use crate::site::Site;

/// Its addresses.
pub fn routes() -> Router<Site> {
    Router::new()
}
