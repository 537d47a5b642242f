//! Case reports over HTTP: the form, the page of a day, tables, and messages as an office's own system sends them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod drafts;
mod forms;
mod messages;
mod office;
#[path = "../../../../tests/support/skip.rs"]
#[allow(dead_code, reason = "the browser is asked for elsewhere")]
mod skip;
mod tables;
#[path = "../common/town.rs"]
mod town;
