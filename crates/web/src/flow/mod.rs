//! Flow of supplies: from where to where the goods of one item went.

mod model;
mod routes;
mod views;

pub use routes::routes;
