//! The needs board: which lines lack most, everywhere or in one place, of everything or of one item.

pub(crate) mod model;
mod routes;
pub(crate) mod scan;
mod table;
mod table_views;
pub(crate) mod views;

pub use routes::routes;
