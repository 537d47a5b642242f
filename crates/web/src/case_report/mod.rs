//! Case reports: the form that files one, the page of a day, tables, and the address for offices' own systems.

mod data_values;
mod drafts;
mod form;
mod key;
mod model;
mod page;
mod routes;
pub(crate) mod said;
mod table;
mod views;

pub use routes::{routes, uploads};
