//! What is worth doing: each a sentence, its figures, and one thing to do. No finding without something to do.

mod acts;
mod links;
mod threads;

use std::collections::BTreeSet;

use app::growth::Growth;
use relief::code::FacilityKind;
use relief::ids::{NeedId, RecipientId, RoomId};
use relief::place::Place;
use relief::ratio::Ratio;
use relief::state::State;
use serde::Serialize;

use super::reader::Reader;
use crate::names;
use crate::parts::icon::Icon;
use crate::t;
use crate::words::{Words, duration};

/// Places and recipients named in one sentence.
const NAMED_MAX: usize = 4;
/// Findings on the board of a room.
const ON_BOARD_MAX: usize = 3;

/// One thing worth doing.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// `thread`, `room`, `cut`, `unanswered`, `bridge`, `office`, `cold`, `giving`, `generation`, `split`, `helped`, `late`,
    /// `stay`.
    pub kind: &'static str,
    /// The sentence.
    pub title: String,
    /// Its figures.
    pub figures: String,
    /// What the button says.
    pub act: String,
    /// Where it leads.
    pub href: String,
    #[serde(skip)]
    pub icon: Icon,
}

/// The pieces that every finding is made of.
pub struct Findings<'a> {
    /// The words.
    pub w: Words,
    /// The state.
    pub state: &'a State,
    /// The figures.
    pub growth: &'a Growth,
    /// Who reads.
    pub reader: &'a Reader,
}

impl Findings<'_> {
    /// Everything worth doing in the community.
    pub fn all(&self) -> Vec<Finding> {
        let mut all = self.threads();
        all.extend(self.rooms_by_one());
        all.extend(self.cuts());
        all.extend(self.unanswered(&self.growth.answers.unanswered));
        all.extend(self.bridge(&self.growth.lanes.unbridged()));
        all.extend(self.office());
        all.extend(self.cold());
        all.extend(self.giving());
        all.extend(self.generation());
        all.extend(self.split());
        all.extend(self.helped());
        all.extend(self.late());
        all.extend(self.stay());
        all
    }

    /// What concerns one room of the reader's.
    pub fn of_room(&self, room: RoomId) -> Vec<Finding> {
        let own: BTreeSet<RecipientId> = self.reader.recipients(room).collect();
        let mut all: Vec<Finding> = self.threads_to(room, &own).collect();
        all.extend(self.cuts_of(room, &own));
        let is_own = |id: &&NeedId| {
            self.state
                .needs
                .get(id)
                .is_some_and(|n| n.room == Some(room))
        };
        let waiting = self.growth.answers.unanswered.iter();
        let waiting: Vec<NeedId> = waiting.filter(is_own).copied().collect();
        all.extend(self.unanswered(&waiting));
        let places: BTreeSet<Place> = own.iter().filter_map(|id| self.place(*id)).collect();
        let mut lonely = self.growth.lanes.unbridged();
        lonely.retain(|place| places.contains(place));
        all.extend(self.bridge(&lonely));
        all.truncate(ON_BOARD_MAX);
        all
    }

    /// A member says it in the room; others go where they can act themselves.
    fn say(&self, what: &str, in_room: String, alone: String, href: &str) -> (String, String) {
        match self.reader.first_room() {
            Some(room) => (in_room, format!("/r/{}?say={what}", room.0)),
            None => (alone, href.to_owned()),
        }
    }

    fn place(&self, id: RecipientId) -> Option<Place> {
        self.state
            .recipients
            .get(&id)
            .map(|recipient| recipient.place)
    }

    /// The name of a recipient's place.
    pub fn place_name(&self, id: RecipientId) -> String {
        let place = self.place(id);
        place.map_or_else(String::new, |place| names::place(self.w, self.state, place))
    }

    /// The name of a recipient.
    pub fn recipient_name(&self, id: RecipientId) -> String {
        let found = self.state.recipients.get(&id);
        found
            .map(|r| r.name.as_str().to_owned())
            .unwrap_or_default()
    }

    /// How many, and what they are.
    fn recipients(&self, ids: &[RecipientId]) -> String {
        let kinds = ids.iter().filter_map(|id| self.state.recipients.get(id));
        let hospitals = kinds.filter(|r| r.kind == FacilityKind::Hospital).count();
        if hospitals == ids.len() {
            t!(self.w, "ties-hospitals", n = ids.len())
        } else {
            t!(self.w, "ties-recipients", n = ids.len())
        }
    }

    /// The first few names in one phrase.
    fn names(&self, names: impl Iterator<Item = String>) -> String {
        let all: Vec<String> = names.collect();
        let shown: Vec<&str> = all.iter().take(NAMED_MAX).map(String::as_str).collect();
        let shown = shown.join(&t!(self.w, "list-and"));
        if all.len() > NAMED_MAX {
            t!(self.w, "ties-names-more", names = shown, n = all.len())
        } else {
            shown
        }
    }
}

/// How needs are answered, in one sentence.
pub fn answered(w: Words, verified: usize, answered: usize, median_secs: Option<i64>) -> String {
    match median_secs.and_then(|secs| u64::try_from(secs).ok()) {
        Some(secs) => t!(
            w,
            "ties-answered",
            verified = verified,
            answered = answered,
            median = duration(w, secs)
        ),
        None => t!(w, "ties-answered-none", verified = verified),
    }
}

/// A figure by head, with one decimal.
pub fn one_decimal(rate: Ratio) -> String {
    rate.decimal(1)
}

/// A length as a count.
pub fn wide(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
