//! Recipients: the page of a facility, how well it is known, and what verifiers may do about it.

mod model;
mod routes;
mod views;

pub use routes::routes;
