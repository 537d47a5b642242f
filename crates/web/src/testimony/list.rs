//! Testimonies in lines, and how many there are.

use relief::ids::*;
use relief::state::State;
use relief::testimony::{Counts, Testimony};
use serde::{Serialize, Serializer};

use super::said;
use crate::label::{Kind, label};
use crate::names;
use crate::visitor::Visitor;
use crate::words::{Words, date, date_time};

/// Testimonies on the first page of them, newest first.
const LISTED_MAX: usize = 50;

/// A testimony in a line.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub id: u64,
    pub code: String,
    pub kind: String,
    pub place: String,
    pub when: String,
    /// Branches of the tree of invitations behind it, and kinds of evidence.
    pub branches: usize,
    pub kinds: usize,
    pub contested: usize,
}

/// `/s`: what was said, and how much waits.
#[derive(Debug, Serialize)]
pub(super) struct ListPage {
    #[serde(serialize_with = "named")]
    pub counts: Counts,
    pub rows: Vec<Row>,
}

/// Counts as programs read them.
pub(super) fn named<S: Serializer>(counts: &Counts, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(counts.named())
}

/// `/s`.
pub(super) fn list(visitor: &Visitor) -> ListPage {
    let (w, now) = (visitor.words(), visitor.app().now());
    let state = visitor.app().state();
    let newest = state.published_testimonies().rev();
    let rows = newest.filter(|(_, t)| t.corrected_by.is_none());
    let rows = rows.take(LISTED_MAX);
    ListPage {
        counts: state.testimony_counts(now),
        rows: rows.map(|(id, t)| row(w, &state, id, t)).collect(),
    }
}

/// One line of a list.
pub(super) fn row(w: Words, state: &State, id: TestimonyId, t: &Testimony) -> Row {
    Row {
        id: id.0,
        code: label(Kind::Testimony, id.0),
        kind: said::kind(w, t.kind),
        place: names::place(w, state, t.place),
        when: if t.day_only {
            date(w, t.happened_at.0)
        } else {
            date_time(w, t.happened_at.0)
        },
        branches: t.branches(),
        kinds: t.kinds(),
        contested: t.objections.len(),
    }
}
