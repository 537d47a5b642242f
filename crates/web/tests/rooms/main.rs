//! Rooms and accounts over HTTP, without a browser: opened, joined, talked in, followed live, left.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod accounts;
mod jielong;
mod joining;
mod live;
mod opening;
mod roles;
mod talking;
#[path = "../common/town.rs"]
mod town;
