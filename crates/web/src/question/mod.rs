//! Questions: asked by anybody, owed by an office, and what came of the answer, on one page.

mod cited;
mod clock;
mod effect;
mod form;
mod list;
mod list_views;
mod model;
mod page_form;
mod routes;
mod views;

pub use routes::routes;
