//! Questions: asked by anybody, owed by an office, and what came of the answer, on one page.

pub(crate) mod because;
mod cited;
mod clarity;
mod clock;
mod effect;
mod form;
mod list;
mod list_views;
mod model;
mod page_form;
mod routes;
mod said;
mod shift;
mod views;

pub use routes::routes;
pub(crate) use said::standing_of;
