//! The journal as anybody reads it: head, tiles, key, entries, proofs, and how to check them.

mod model;
mod routes;
mod views;

pub use routes::routes;
