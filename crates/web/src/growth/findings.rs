//! What is worth doing: each a sentence, its figures, and one thing to do. No finding without something to do.

use std::collections::BTreeSet;

use app::growth::Growth;
use relief::code::FacilityKind;
use relief::commitment::fulfilment::{AGE_HOURS, Fulfilment};
use relief::ids::{NeedId, RecipientId, RoomId};
use relief::need::answer::UNANSWERED_HOURS;
use relief::place::Place;
use relief::ratio::Ratio;
use relief::state::State;
use relief::ties::deeds::Deed;
use relief::ties::threads::Thread;
use serde::Serialize;

use super::reader::Reader;
use crate::names;
use crate::parts::icon::Icon;
use crate::t;
use crate::words::{Words, duration};

/// Threads of the reader's own rooms that are said one by one.
const THREADS_MAX: usize = 3;
/// Places and recipients named in one sentence.
const NAMED_MAX: usize = 4;
/// Findings on the board of a room.
const ON_BOARD_MAX: usize = 3;
/// Promises older than this should have arrived, in hours.
const LATE_HOURS: i64 = AGE_HOURS[1];
/// Of those who came, this day after joining shows who stays.
const STAY_DAY: u32 = 3;

/// One thing worth doing.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// `thread`, `unanswered`, `bridge`, `giving`, `generation`, `helped`, `late`, `stay`.
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
        all.extend(self.unanswered(&self.growth.answers.unanswered));
        all.extend(self.bridge(&self.growth.lanes.unbridged()));
        all.extend(self.giving());
        all.extend(self.generation());
        all.extend(self.helped());
        all.extend(self.late());
        all.extend(self.stay());
        all
    }

    /// What concerns one room of the reader's.
    pub fn of_room(&self, room: RoomId) -> Vec<Finding> {
        let own: BTreeSet<RecipientId> = self.reader.recipients(room).collect();
        let mut all: Vec<Finding> = self.threads_to(room, &own).collect();
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

    /// Those of the reader's own rooms one by one, or how many there are.
    fn threads(&self) -> Vec<Finding> {
        let rooms: BTreeSet<RoomId> = self
            .growth
            .threads
            .iter()
            .flat_map(|t| &t.recipients)
            .filter_map(|id| self.reader.room_for(*id))
            .collect();
        let own = rooms.into_iter().flat_map(|room| {
            let recipients: BTreeSet<RecipientId> = self.reader.recipients(room).collect();
            self.threads_to(room, &recipients).collect::<Vec<_>>()
        });
        let own: Vec<Finding> = own.take(THREADS_MAX).collect();
        if own.is_empty() {
            self.threads_of_others().into_iter().collect()
        } else {
            own
        }
    }

    /// Threads that recipients of a room hang by.
    fn threads_to<'b>(
        &'b self,
        room: RoomId,
        own: &'b BTreeSet<RecipientId>,
    ) -> impl Iterator<Item = Finding> + 'b {
        self.growth.threads.iter().filter_map(move |thread| {
            let hanging: Vec<RecipientId> = thread
                .recipients
                .iter()
                .copied()
                .filter(|id| own.contains(id))
                .collect();
            let first = *hanging.first()?;
            Some(self.thread(room, thread, &hanging, first))
        })
    }

    fn thread(
        &self,
        room: RoomId,
        thread: &Thread,
        hanging: &[RecipientId],
        first: RecipientId,
    ) -> Finding {
        let (w, who) = (self.w, self.recipients(hanging));
        let title = match self.reader.name(self.state, thread.party) {
            Some(name) => t!(w, "ties-thread", name = name, who = who),
            None => t!(w, "ties-thread-one", who = who),
        };
        let deeds = deeds(w, &thread.deeds);
        let named = self.names(hanging.iter().map(|id| self.recipient_name(*id)));
        let is_member = self.reader.shares_room_with(thread.party);
        let (act, href, icon) = if is_member && self.reader.leads(self.state, room) {
            let href = format!("/r/{}/deputy/{}", room.0, first.0);
            (t!(w, "ties-thread-deputy"), href, Icon::People)
        } else {
            let href = format!("/r/{}?say=deputy&about={}", room.0, first.0);
            (t!(w, "ties-thread-ask"), href, Icon::Chat)
        };
        Finding {
            kind: "thread",
            title,
            figures: t!(w, "ties-thread-figures", names = named, deeds = deeds),
            act,
            href,
            icon,
        }
    }

    /// Who they hang by is said to members alone.
    fn threads_of_others(&self) -> Option<Finding> {
        let w = self.w;
        let hanging: Vec<RecipientId> = self
            .growth
            .threads
            .iter()
            .flat_map(|t| &t.recipients)
            .copied()
            .collect();
        let places: BTreeSet<Place> = hanging.iter().filter_map(|id| self.place(*id)).collect();
        let first = *places.first()?;
        let named = self.names(
            places
                .iter()
                .map(|place| names::place(w, self.state, *place)),
        );
        Some(Finding {
            kind: "thread",
            title: t!(w, "ties-thread-one", who = self.recipients(&hanging)),
            figures: t!(w, "ties-thread-public", places = named),
            act: t!(w, "ties-thread-see"),
            href: format!("/b/{}", first.code()),
            icon: Icon::Board,
        })
    }

    fn unanswered(&self, waiting: &[NeedId]) -> Option<Finding> {
        let (w, answers) = (self.w, &self.growth.answers);
        let first = waiting.first()?;
        Some(Finding {
            kind: "unanswered",
            title: t!(
                w,
                "ties-unanswered",
                n = waiting.len(),
                hours = UNANSWERED_HOURS
            ),
            figures: answered(
                w,
                answers.verified,
                answers.answered,
                answers.median_seconds,
            ),
            act: t!(w, "ties-unanswered-act"),
            href: format!("/n/{}", first.0),
            icon: Icon::Need,
        })
    }

    fn bridge(&self, lonely: &[Place]) -> Option<Finding> {
        let w = self.w;
        let first = lonely.first()?;
        let named = self.names(
            lonely
                .iter()
                .map(|place| names::place(w, self.state, *place)),
        );
        let (act, href) = match self.reader.first_room() {
            Some(room) => (
                t!(w, "ties-bridge-act"),
                format!("/r/{}?say=introduce&about={}", room.0, first.code()),
            ),
            None => (t!(w, "ties-bridge-give"), format!("/b/{}", first.code())),
        };
        Some(Finding {
            kind: "bridge",
            title: t!(w, "ties-bridge", places = named),
            figures: t!(w, "ties-bridge-figures", n = self.growth.lanes.from.len()),
            act,
            href,
            icon: Icon::Link,
        })
    }

    fn giving(&self) -> Option<Finding> {
        let (w, growth) = (self.w, self.growth);
        let few = self.reader.count(wide(growth.giving.bus_factor?));
        let givers = self.reader.count(wide(growth.giving.givers));
        let figures = match (few.get(), givers.get()) {
            (Some(few), Some(givers)) => t!(
                w,
                "ties-giving-figures",
                people = growth.giving.people,
                givers = givers,
                gifts = growth.gifts,
                few = few,
                of_few = growth.gifts_of_few
            ),
            _ => t!(w, "ties-giving-total", gifts = growth.gifts),
        };
        let (act, href) = self.say(
            "give",
            t!(w, "ties-giving-act"),
            t!(w, "ties-giving-give"),
            "/give",
        );
        Some(Finding {
            kind: "giving",
            title: t!(w, "ties-giving", few = few.words(w)),
            figures,
            act,
            href,
            icon: Icon::Chat,
        })
    }

    /// The newest closed generation that brought fewer than it is, while needs wait.
    fn generation(&self) -> Option<Finding> {
        let (w, waiting) = (self.w, self.growth.answers.unanswered.len());
        let room = self.reader.first_room();
        let own = room.and_then(|room| self.growth.by_room.get(&room));
        let all = own.unwrap_or(&self.growth.generations);
        let (at, closed) = all.iter().enumerate().rfind(|(_, g)| g.rate.is_some())?;
        let next = all.get(at + 1)?;
        let (asked, next) = (
            self.reader.count(closed.members),
            self.reader.count(next.members),
        );
        let rate = closed
            .rate
            .filter(|rate| rate.numerator() < rate.denominator())?;
        let may_say = waiting > 0 && asked.get().is_some();
        let (act, href) = match room {
            Some(room) => (
                t!(w, "ties-generation-act"),
                format!("/r/{}/invite", room.0),
            ),
            None => (t!(w, "ties-generation-join"), "/j".to_owned()),
        };
        may_say.then(|| Finding {
            kind: "generation",
            title: t!(w, "ties-generation", g = at, rate = one_decimal(rate)),
            figures: t!(
                w,
                "ties-generation-figures",
                n = waiting,
                next = at + 1,
                members = next.words(w)
            ),
            act,
            href,
            icon: Icon::Send,
        })
    }

    fn helped(&self) -> Option<Finding> {
        let (w, growth) = (self.w, self.growth);
        let (helped, helping) = (
            self.reader.count(growth.helped),
            self.reader.count(growth.helping),
        );
        let (act, href) = self.say(
            "helped",
            t!(w, "ties-helped-act"),
            t!(w, "ties-helped-give"),
            "/offer",
        );
        (growth.helping < growth.helped).then(|| Finding {
            kind: "helped",
            title: t!(w, "ties-helped"),
            figures: t!(
                w,
                "ties-helped-figures",
                helped = helped.words(w),
                helping = helping.words(w)
            ),
            act,
            href,
            icon: Icon::Hand,
        })
    }

    fn late(&self) -> Option<Finding> {
        let w = self.w;
        let old = self.growth.fulfilment.iter().skip(2);
        let sum = old.fold(Fulfilment::default(), |a, b| Fulfilment {
            made: a.made + b.made,
            kept: a.kept + b.kept,
            ended: a.ended + b.ended,
        });
        let late = sum.made.saturating_sub(sum.kept).saturating_sub(sum.ended);
        (late > 0).then(|| Finding {
            kind: "late",
            title: t!(w, "ties-late", n = late, days = LATE_HOURS / 24),
            figures: t!(
                w,
                "ties-late-figures",
                made = sum.made,
                kept = sum.kept,
                ended = sum.ended
            ),
            act: t!(w, "ties-late-act"),
            href: "/t".to_owned(),
            icon: Icon::Truck,
        })
    }

    fn stay(&self) -> Option<Finding> {
        let w = self.w;
        let of_day = self
            .growth
            .retention
            .iter()
            .find(|one| one.day == STAY_DAY)?;
        let (joined, active) = (
            self.reader.count(of_day.joined),
            self.reader.count(of_day.active),
        );
        let (act, href) = match self.reader.first_room() {
            Some(room) => (t!(w, "ties-stay-act"), format!("/r/{}/board", room.0)),
            None => (t!(w, "ties-unanswered-act"), "/b".to_owned()),
        };
        (of_day.active.saturating_mul(2) < of_day.joined).then(|| Finding {
            kind: "stay",
            title: t!(w, "ties-stay", days = STAY_DAY),
            figures: t!(
                w,
                "ties-stay-figures",
                joined = joined.words(w),
                active = active.words(w)
            ),
            act,
            href,
            icon: Icon::People,
        })
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

/// What somebody did for a recipient, in words.
fn deeds(w: Words, deeds: &BTreeSet<Deed>) -> String {
    let mut words: Vec<String> = deeds.iter().map(|deed| deed_word(w, *deed)).collect();
    words.dedup();
    words.join(&t!(w, "list-and"))
}

fn deed_word(w: Words, deed: Deed) -> String {
    match deed {
        Deed::Gave(_) => t!(w, "ties-deed-gave"),
        Deed::Carried => t!(w, "ties-deed-carried"),
        Deed::HandedOver => t!(w, "ties-deed-handed"),
        Deed::CalledBack => t!(w, "ties-deed-called"),
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
