//! Needs, giving and the board over HTTP, without a browser: what people type is kept, told, and done once.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod giving;
mod official;
mod reporting;
mod standing;
#[path = "../common/town.rs"]
mod town;
