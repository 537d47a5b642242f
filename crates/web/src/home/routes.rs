//! The first page.

use crate::address::Query;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use super::model::HomePage;
use super::views;
use crate::site::Site;
use crate::visitor::Visitor;

/// Its address.
pub fn routes() -> Router<Site> {
    Router::new().route("/", get(home))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    item: String,
}

async fn home(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let site = &visitor.site;
    match (site.sums().await, site.glance().await) {
        (Ok(sums), Ok(glance)) => {
            let model = HomePage::of(&visitor, &sums, &glance, &asked.item);
            visitor.page(&model, views::home)
        }
        (Err(refused), _) | (_, Err(refused)) => visitor.refused(&refused),
    }
}
