//! Commitments: the form that makes one, its card and its page, and what may be done to one.

mod act;
mod give;
mod give_routes;
mod give_views;
pub(crate) mod model;
mod page;
mod page_views;
mod routes;
pub(crate) mod said;
pub(crate) mod views;

pub use routes::routes;
