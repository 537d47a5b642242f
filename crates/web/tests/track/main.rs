//! The road of a consignment over HTTP, as its people and every reader walk it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod endings;
mod feedback;
mod handing;
mod photos;
mod pictures;
mod public;
mod road;
mod walk;
