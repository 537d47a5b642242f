//! Addresses of the board.

use crate::address::{Path, Query};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use relief::catalogue::Item;
use relief::place::Place;
use serde::Deserialize;

use super::model::BoardModel;
use super::scan::Asked;
use super::table::TableModel;
use super::{table_views, views};
use crate::error::Fault;
use crate::site::Site;
use crate::visitor::Visitor;

/// `/b`, `/b/protective_suit`, `/b/421100`; both filters as `?item=&place=`. `/b/table` ranks places and items.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/b", get(board))
        .route("/b/table", get(table))
        .route("/b/{filter}", get(filtered))
}

#[derive(Debug, Default, Deserialize)]
struct Filters {
    #[serde(default)]
    item: String,
    #[serde(default)]
    place: String,
    page: Option<usize>,
}

async fn board(visitor: Visitor, Query(filters): Query<Filters>) -> Response {
    let asked = Asked {
        item: item(&filters.item),
        place: place(&filters.place),
    };
    show(&visitor, asked, filters.page).await
}

async fn filtered(
    visitor: Visitor,
    Path(filter): Path<String>,
    Query(filters): Query<Filters>,
) -> Response {
    let (by_item, by_place) = (item(&filter), place(&filter));
    if by_item.is_none() && by_place.is_none() {
        return visitor.fault(Fault::NotFound);
    }
    let asked = Asked {
        item: by_item.or_else(|| item(&filters.item)),
        place: by_place.or_else(|| place(&filters.place)),
    };
    show(&visitor, asked, filters.page).await
}

async fn table(visitor: Visitor, Query(filters): Query<Filters>) -> Response {
    let sums = match visitor.site.sums().await {
        Ok(sums) => sums,
        Err(refused) => return visitor.refused(&refused),
    };
    let (w, now) = (visitor.words(), visitor.ctx.now);
    let chosen = place(&filters.place);
    let model = TableModel::of(&visitor.app().state(), &sums, chosen, now, w);
    visitor.page(&model, table_views::page)
}

async fn show(visitor: &Visitor, asked: Asked, page: Option<usize>) -> Response {
    let lines = match visitor.site.board().await {
        Ok(lines) => lines,
        Err(refused) => return visitor.refused(&refused),
    };
    let now = visitor.app().now();
    let model = BoardModel::of(
        &visitor.app().state(),
        &lines,
        &asked,
        page.unwrap_or(1),
        now,
        visitor.words(),
    );
    visitor.page(&model, views::page)
}

fn item(code: &str) -> Option<Item> {
    Item::from_code(code)
}

fn place(code: &str) -> Option<Place> {
    code.parse().ok().and_then(Place::from_code)
}
