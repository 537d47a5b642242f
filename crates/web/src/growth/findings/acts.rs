//! Needs that wait, promises that are late, who gives, who comes and who stays.

use relief::commitment::fulfilment::{AGE_HOURS, Fulfilment};
use relief::ids::NeedId;
use relief::need::answer::UNANSWERED_HOURS;

use super::{Finding, Findings, answered, one_decimal, wide};
use crate::growth::reader::FEWEST;
use crate::parts::icon::Icon;
use crate::t;

/// Promises older than this should have arrived, in hours.
const LATE_HOURS: i64 = AGE_HOURS[1];
/// Of those who came, this day after joining shows who stays.
const STAY_DAY: u32 = 3;

impl Findings<'_> {
    pub(super) fn unanswered(&self, waiting: &[NeedId]) -> Option<Finding> {
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

    pub(super) fn giving(&self) -> Option<Finding> {
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
            title: match few.get() {
                Some(_) => t!(w, "ties-giving", few = few.people(w)),
                None => t!(w, "ties-giving-few", n = FEWEST),
            },
            figures,
            act,
            href,
            icon: Icon::Chat,
        })
    }

    /// The newest closed generation that brought fewer than it is, while needs wait.
    pub(super) fn generation(&self) -> Option<Finding> {
        let (w, waiting) = (self.w, self.growth.answers.unanswered.len());
        let room = self.reader.first_room();
        let own = room.and_then(|room| self.growth.by_room.get(&room));
        let all = own.unwrap_or(&self.growth.generations);
        let followed = all.iter().zip(all.iter().skip(1)).enumerate();
        let mut closed = followed.filter(|(_, (one, _))| one.rate.is_some());
        let (at, (closed, next)) = closed.next_back()?;
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

    pub(super) fn helped(&self) -> Option<Finding> {
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

    pub(super) fn late(&self) -> Option<Finding> {
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

    pub(super) fn stay(&self) -> Option<Finding> {
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
        // Of a few who came so early nothing can be said.
        let falls = of_day.joined >= FEWEST && of_day.active.saturating_mul(2) < of_day.joined;
        falls.then(|| Finding {
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
}
