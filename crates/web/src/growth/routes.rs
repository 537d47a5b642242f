//! Addresses of growth and ties.

use axum::Router;
use axum::response::Response;
use axum::routing::get;

use super::model::GrowthPage;
use super::research::{self, Research};
use super::views;
use crate::site::Site;
use crate::visitor::Visitor;

/// `/growth`, `/growth/research`.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/growth", get(growth))
        .route("/growth/research", get(research))
}

async fn growth(visitor: Visitor) -> Response {
    match GrowthPage::of(&visitor).await {
        Ok(page) => visitor.page(&page, views::growth),
        Err(error) => visitor.refused(&error),
    }
}

async fn research(visitor: Visitor) -> Response {
    match visitor.app().network().await {
        Ok(network) => visitor.page(&Research::of(&network), research::page),
        Err(error) => visitor.refused(&error),
    }
}
