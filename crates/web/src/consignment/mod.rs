//! Consignments: the list, the public page that follows one, its label, and what its people do on it.

pub(crate) mod acts;
pub(crate) mod counting;
pub(crate) mod form;
pub(crate) mod goods;
pub(crate) mod hand;
mod hands;
mod label_sheet;
mod lines;
mod list;
pub(crate) mod model;
mod notes;
pub(crate) mod page;
mod routes;
mod send;
mod take;
pub(crate) mod track;
pub(crate) mod views;
pub(crate) mod words;
pub(crate) mod wrong;

pub use routes::routes;
