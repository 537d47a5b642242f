//! Needs: their card, their page, the form that reports one, and what may be done to one.

pub(crate) mod act;
mod ask_views;
pub(crate) mod check_views;
pub(crate) mod day;
pub(crate) mod directory;
mod draft;
mod form;
mod line;
pub(crate) mod model;
pub(crate) mod page;
pub(crate) mod page_views;
pub(crate) mod routes;
pub(crate) mod said;
pub(crate) mod texts;
mod typed;
pub(crate) mod views;
mod write;
pub(crate) mod write_views;

pub(crate) use line::LineModel;
pub use routes::routes;
pub(crate) use texts::is_link;
pub(crate) use typed::{count, find_place, quantity};
