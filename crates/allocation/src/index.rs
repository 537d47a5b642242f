//! Indices of 32 bits: half the memory of `usize`, which is what a network of a million arcs is made of.

/// No node, no arc.
pub const NONE: u32 = u32::MAX;

/// The place in a slice that an index names.
#[allow(
    clippy::as_conversions,
    reason = "widening; `usize` has at least 32 bits wherever `std` runs on this crate's sizes"
)]
pub const fn at(index: u32) -> usize {
    index as usize
}

/// The index of a place. Every length is bounded by the limits in `instance`, far below 2^32.
#[allow(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "bounded by the limits that `Instance::new` checks"
)]
pub const fn of(place: usize) -> u32 {
    place as u32
}
