//! Pages, API, live updates, words in two languages.
//!
//! `layout` puts a page together from `parts`; every part takes plain values and [`words::Words`],
//! so that a page, its live fragment and its test draw the same thing. Nothing here uses inline
//! style or script: the policy in [`assets::CSP`] forbids both.

pub mod assets;
pub mod error;
pub mod layout;
pub mod negotiate;
pub mod parts;
pub mod words;
