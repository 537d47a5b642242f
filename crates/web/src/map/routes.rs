//! The address of the map.

use crate::address::Query;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use relief::catalogue::Item;
use relief::place::Place;
use serde::Deserialize;

use super::model::{Asked, MapPage};
use super::region;
use super::views;
use crate::site::Site;
use crate::visitor::Visitor;

/// What `?place=` says for the whole country.
pub(super) const COUNTRY: &str = "cn";

/// `/map?item=&place=`.
pub fn routes() -> Router<Site> {
    Router::new().route("/map", get(map))
}

#[derive(Debug, Default, Deserialize)]
struct Filters {
    #[serde(default)]
    item: String,
    #[serde(default)]
    place: String,
}

async fn map(visitor: Visitor, Query(filters): Query<Filters>) -> Response {
    let place = filters.place.parse().ok().and_then(Place::from_code);
    let asked = Asked {
        item: Item::from_code(&filters.item),
        region: match filters.place.as_str() {
            COUNTRY => Some(None),
            _ => place.map(region::around),
        },
    };
    match MapPage::of(&visitor, asked).await {
        Ok(model) => visitor.page(&model, views::page),
        Err(refused) => visitor.refused(&refused),
    }
}
