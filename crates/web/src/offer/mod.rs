//! Offers: supply at hand, noted down before it is aimed at a need.

mod conditions;
mod form;
mod model;
mod routes;
mod views;

pub use routes::routes;
