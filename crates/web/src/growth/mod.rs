//! What ties the community: how it grows, who hangs by whom, what is worth doing about it.

pub(crate) mod findings;
pub(crate) mod layers;
mod model;
mod network;
pub(crate) mod reader;
mod research;
mod routes;
pub(crate) mod views;

pub use routes::routes;
