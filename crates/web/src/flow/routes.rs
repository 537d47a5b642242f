//! The address of the flows.

use crate::address::Query;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use relief::catalogue::Item;
use serde::Deserialize;

use super::model::FlowsPage;
use super::views;
use crate::site::Site;
use crate::visitor::Visitor;

/// `/flows?item=`.
pub fn routes() -> Router<Site> {
    Router::new().route("/flows", get(flows))
}

#[derive(Debug, Default, Deserialize)]
struct Filters {
    #[serde(default)]
    item: String,
}

async fn flows(visitor: Visitor, Query(filters): Query<Filters>) -> Response {
    match visitor.app().flows().await {
        Ok(flows) => {
            let model = FlowsPage::of(&visitor, &flows, Item::from_code(&filters.item));
            visitor.page(&model, views::page)
        }
        Err(refused) => visitor.refused(&refused),
    }
}
