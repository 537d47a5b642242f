//! The map: how well each place is covered with one item, who says nothing, and how it came to be so.

mod model;
mod region;
mod routes;
mod views;

pub use routes::routes;
