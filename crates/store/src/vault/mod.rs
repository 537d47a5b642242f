//! Everything private and erasable, one file per noun.
//!
//! Each file has the noun's row as a plain struct, constructors that turn a change into a
//! [`Row`](crate::Row) for a batch, and readers on [`Store`](crate::Store). Readers return at
//! most [`LIST_MAX`](crate::LIST_MAX) rows unless they say otherwise, and every one of them fails
//! only with the engine's own failure or with a damaged value. Times are seconds UTC. Rooms,
//! cards, subjects, entries and parties are journal indexes.

pub mod account;
pub mod case_draft;
pub mod contact;
pub mod followed;
pub mod invitation;
pub mod jielong;
pub mod link;
pub mod membership;
pub mod message;
pub mod photo;
pub mod session;
pub mod setting;
pub mod submission;
pub mod testimony;
pub mod text;
pub mod tie;
pub mod tip;
pub mod unnamed;
pub mod vouch;
