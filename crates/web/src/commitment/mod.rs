//! Pages of this noun: routes, forms, models, views.

use axum::Router;

use crate::site::Site;

/// Its addresses.
pub fn routes() -> Router<Site> {
    Router::new()
}
