//! A fact of the journal as one line between messages.

use relief::entry::Entry;
use relief::state::State;

use crate::consignment::views::line_text;
use crate::t;
use crate::words::Words;

/// What an entry says in the talk: its number, and what happened to the thing that it is about.
pub fn sentence(w: Words, state: &State, index: u64, entry: &Entry) -> String {
    match line_text(w, state, index, &entry.fact) {
        Some(text) => t!(w, "line-in-journal", index = index, text = text),
        None => t!(w, "line-entry", index = index),
    }
}
