//! Custodians of sealed tips: who they are, how one becomes one, and what they fetch, answer and close.

mod routes;
mod views;

pub use routes::routes;
