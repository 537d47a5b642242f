//! Pages, API, live updates, words in two languages.
//!
//! `layout` puts a page together from `parts`; every part takes plain values and [`words::Words`],
//! so that a page, its live fragment and its test draw the same thing. Nothing here uses inline
//! style or script: the policy in [`assets::CSP`] forbids both.

mod account;
mod acting;
mod address;
pub mod assets;
mod board;
mod cache;
mod carrier;
mod case_report;
mod client;
mod commitment;
mod connections;
mod consignment;
mod custodian;
mod dressed;
pub mod error;
pub mod fields;
mod flow;
mod form;
mod growth;
mod home;
mod journal;
mod jurisdiction;
pub mod label;
pub mod layout;
pub mod lead;
mod live;
mod map;
mod messenger;
pub mod names;
mod need;
pub mod negotiate;
mod offer;
mod official_supply;
pub mod parts;
mod photo;
mod plan;
mod question;
mod recipient;
mod refused;
mod room;
mod router;
mod server;
mod site;
mod stamp;
mod sums;
mod testimony;
mod tip;
mod visitor;
mod watch;
pub mod words;

pub use router::router;
pub use server::serve;
pub use site::{Settings, Site};
