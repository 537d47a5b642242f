//! Offices that owe reports: the ladder of who reported, the history of each, its letters, and who speaks for it.

mod closing;
pub(crate) mod find;
mod form;
mod ladder;
mod ladder_views;
mod letter;
mod office;
mod office_views;
mod routes;
mod said;

pub use routes::routes;
