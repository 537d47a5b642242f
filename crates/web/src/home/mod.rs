//! The first page: totals, who lacks most, the paste box, open rooms, what just arrived.

pub(crate) mod glance;
mod model;
mod routes;
mod views;

pub use routes::routes;
