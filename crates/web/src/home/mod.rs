//! The first page: totals, who lacks most, the paste box, open rooms, what just arrived.

mod model;
mod routes;
mod views;

pub use routes::routes;
