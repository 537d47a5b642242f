//! Official supply: the form that records what the state gave, the page of a record, and its correction.

mod amend;
mod form;
pub(crate) mod model;
mod page;
mod page_views;
mod routes;
pub(crate) mod said;
pub(crate) mod views;

pub(crate) use model::SupplyModel;
pub use routes::routes;
pub(crate) use views::records;
