//! Testimonies: what somebody saw, said in public for good. A moderator publishes it or holds it back for a while with a
//! reason; what is neither is counted in public, and nothing that was accepted is ever gone without a trace.

mod apply;
mod decide;
pub mod pile;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, Deref};

use crate::code::*;
use crate::command::Actor;
use crate::ids::*;
use crate::place::Place;
use crate::state::State;
use crate::text::TextState;
pub(crate) use apply::*;
pub(crate) use decide::*;

/// Photographs of one testimony at most.
pub const PHOTOS_MAX: usize = 3;
/// A moderator looks at a testimony within so many hours, or it counts as late.
pub const LOOK_HOURS: i64 = 24;
/// No hold reaches further than so many hours after the testimony came, by whomever and however often it is renewed.
pub const HOLD_HOURS_MAX: i64 = 168;
/// Holds of one testimony at most.
pub const HOLDS_MAX: usize = 8;
/// Supports of one testimony at most; more would say nothing new.
pub const SUPPORTS_MAX: usize = 1_000;
/// Objections, and answers, to one testimony at most.
pub const SAID_MAX: usize = 200;
/// Of them by one party: a crowd may speak, one voice does not fill the page.
pub const SAID_BY_ONE_MAX: usize = 3;
/// What came of one testimony, at most.
pub const USES_MAX: usize = 20;
/// Of it, what just anybody made of it; the rest is left to its author, moderators and verifiers.
pub const USES_BY_ANYBODY_MAX: usize = 10;

/// All testimonies by id, with how they stand and what each led to at hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Testimonies {
    all: BTreeMap<TestimonyId, Testimony>,
    sorted: Sorted,
    led: BTreeMap<Index, Vec<TestimonyId>>,
}

/// Testimonies by how they stand: each is in one of these.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Sorted {
    /// Waiting or held, and until when.
    undecided: BTreeMap<TestimonyId, Standing>,
    published: BTreeSet<TestimonyId>,
    replaced: BTreeSet<TestimonyId>,
    removed: BTreeSet<TestimonyId>,
}

impl Sorted {
    fn put(&mut self, id: TestimonyId, standing: Standing) {
        self.undecided.remove(&id);
        for others in [&mut self.published, &mut self.replaced, &mut self.removed] {
            others.remove(&id);
        }
        match standing {
            Standing::Waiting { .. } | Standing::Held { .. } => {
                self.undecided.insert(id, standing);
            }
            Standing::Published => {
                self.published.insert(id);
            }
            Standing::Replaced => {
                self.replaced.insert(id);
            }
            Standing::Removed => {
                self.removed.insert(id);
            }
        }
    }
}

impl Deref for Testimonies {
    type Target = BTreeMap<TestimonyId, Testimony>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

/// Something that somebody saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Testimony {
    /// Who says it: nobody but a number, and a fresh one if they wish.
    pub by: PartyId,
    /// When it came.
    pub at: Stamp,
    /// What it is about.
    pub kind: TestimonyKind,
    /// Where it happened.
    pub place: Place,
    /// When it happened.
    pub happened_at: Stamp,
    /// Only the day of it is known.
    pub day_only: bool,
    /// Seals the words.
    pub statement: Seal,
    /// Seal the photographs.
    pub photos: Vec<Seal>,
    /// The organisation that it speaks of.
    pub about: Option<PartyId>,
    /// It says that somebody who can be told did wrong: the author or a moderator says so.
    pub accuses: bool,
    /// Whoever says it stands in the tree of invitations; theirs is branch 0.
    pub member: bool,
    /// The version before it.
    pub corrects: Option<TestimonyId>,
    /// The version in its place.
    pub corrected_by: Option<TestimonyId>,
    /// Who published it, in order.
    pub publishers: Vec<Step>,
    /// Since when it is public.
    pub published: Option<Stamp>,
    /// Who held it back, in order.
    pub holds: Vec<Hold>,
    /// Who stands by it.
    pub supports: Vec<Support>,
    /// Who says otherwise.
    pub objections: Vec<Said>,
    /// Who answers; first of all whom it names.
    pub answers: Vec<Said>,
    /// What came of it.
    pub uses: Vec<Use>,
}

/// An act on a testimony.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The entry.
    pub index: Index,
    /// By whom.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
}

/// Held back, for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The act.
    pub step: Step,
    /// Why.
    pub reason: HoldReason,
    /// Until when; afterwards it counts as late.
    pub until: Stamp,
}

/// Somebody stands by a testimony.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// The act.
    pub step: Step,
    /// By what.
    pub evidence: SupportKind,
    /// In which branch of the tree of invitations they stand, numbered for this testimony alone: 0 is its author's. The
    /// vault says so. Nothing: in none.
    pub branch: Option<u64>,
    /// Seals their words.
    pub remark: Option<Seal>,
}

/// What somebody says to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The act.
    pub step: Step,
    /// Seals the words.
    pub words: Seal,
    /// They are the one it names, or say so.
    pub named: bool,
}

/// A testimony led to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The act.
    pub step: Step,
    /// What it is there.
    pub used_as: TestimonyUse,
    /// The entry that made the thing.
    pub subject: Index,
}

/// How a testimony stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// No moderator has looked; they should have by then.
    Waiting {
        /// By when.
        until: Stamp,
    },
    /// Held back, until then at most.
    Held {
        /// Why.
        reason: HoldReason,
        /// Until when.
        until: Stamp,
    },
    /// Public.
    Published,
    /// Never published; its author put another version in its place.
    Replaced,
    /// Its words were removed; the tombstone says by whom, when and on what ground.
    Removed,
}

/// How many stand how. Each testimony is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All that ever came.
    pub received: u64,
    /// Public.
    pub published: u64,
    /// Waiting for a moderator, within the time.
    pub waiting: u64,
    /// Held back, within the time.
    pub held: u64,
    /// Waiting or held beyond the time.
    pub late: u64,
    /// Replaced by their authors before they were public.
    pub replaced: u64,
    /// Words removed.
    pub removed: u64,
}

impl Counts {
    /// Each count under its name, for programs.
    #[must_use]
    pub fn named(&self) -> [(&'static str, u64); 7] {
        [
            ("received", self.received),
            ("published", self.published),
            ("waiting", self.waiting),
            ("held", self.held),
            ("late", self.late),
            ("replaced", self.replaced),
            ("removed", self.removed),
        ]
    }
}

impl Testimony {
    /// How many branches of the tree of invitations stand behind it: its author's own, if they stand in the tree, and
    /// every other from which somebody supports it.
    #[must_use]
    pub fn branches(&self) -> usize {
        let own = self.member.then_some(0);
        let all = self.supports.iter().filter_map(|s| s.branch);
        all.chain(own).collect::<BTreeSet<u64>>().len()
    }

    /// By how many kinds of evidence it is supported.
    #[must_use]
    pub fn kinds(&self) -> usize {
        let kinds: BTreeSet<SupportKind> = self.supports.iter().map(|s| s.evidence).collect();
        kinds.len()
    }

    /// The number of a branch that nobody stands in yet.
    #[must_use]
    pub fn next_branch(&self) -> u64 {
        let known = self.supports.iter().filter_map(|s| s.branch).max();
        known.map_or(1, |last| last.saturating_add(1))
    }

    /// How many persons publish it.
    #[must_use]
    pub fn publishers_needed(&self) -> usize {
        if self.accuses { 2 } else { 1 }
    }
}

impl State {
    /// How a testimony stands; nothing: there is none.
    #[must_use]
    pub fn testimony_standing(&self, id: TestimonyId) -> Option<Standing> {
        let found = self.testimonies.get(&id)?;
        let text = self.texts.get(Index(id.0), found.statement);
        Some(match (text, found.published, found.corrected_by) {
            (Some(TextState::Redacted { .. }), ..) => Standing::Removed,
            (_, Some(_), _) => Standing::Published,
            (_, None, Some(_)) => Standing::Replaced,
            (_, None, None) => match found.holds.last() {
                Some(hold) => Standing::Held {
                    reason: hold.reason,
                    until: hold.until,
                },
                None => Standing::Waiting {
                    until: found.at.plus_hours(LOOK_HOURS),
                },
            },
        })
    }

    /// Whether the texts and photographs of an entry may not be shown yet: those of a testimony that nobody published.
    #[must_use]
    pub fn withholds(&self, entry: Index) -> bool {
        let found = self.testimonies.get(&TestimonyId(entry.0));
        found.is_some_and(|t| t.published.is_none())
    }

    /// Those that a moderator has to decide about and that came after another one, the first to come first.
    pub fn undecided_testimonies(
        &self,
        after: Option<TestimonyId>,
    ) -> impl Iterator<Item = (TestimonyId, &Testimony)> + '_ {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let undecided = &self.testimonies.sorted.undecided;
        let ids = undecided.range((from, Bound::Unbounded));
        ids.filter_map(|(id, _)| Some((*id, self.testimonies.get(id)?)))
    }

    /// Those that are public, the first to come first; versions that their authors replaced later are among them.
    pub fn published_testimonies(
        &self,
    ) -> impl DoubleEndedIterator<Item = (TestimonyId, &Testimony)> + '_ {
        let ids = self.testimonies.sorted.published.iter();
        ids.filter_map(|id| Some((*id, self.testimonies.get(id)?)))
    }

    /// The public testimonies that led to the thing that an entry made, or are evidence to it.
    pub fn testimonies_for(&self, subject: Index) -> impl Iterator<Item = TestimonyId> + '_ {
        let led = self.testimonies.led.get(&subject);
        led.into_iter().flatten().copied()
    }

    /// Whether an actor says what came of a testimony, whoever made that: its author, a moderator or a verifier.
    #[must_use]
    pub fn uses_testimony(&self, actor: &Actor, found: &Testimony) -> bool {
        found.by == actor.party
            || self.moderates(actor, None)
            || self.works_as(actor, Role::Verifier, None)
    }

    /// How many testimonies stand how at a moment. Reads those that nobody decided about; the others are counted.
    #[must_use]
    pub fn testimony_counts(&self, now: Stamp) -> Counts {
        let Sorted {
            undecided,
            published,
            replaced,
            removed,
        } = &self.testimonies.sorted;
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let mut counts = Counts {
            received: count(self.testimonies.len()),
            published: count(published.len()),
            replaced: count(replaced.len()),
            removed: count(removed.len()),
            ..Counts::default()
        };
        for standing in undecided.values() {
            *match standing {
                Standing::Waiting { until } | Standing::Held { until, .. } if *until < now => {
                    &mut counts.late
                }
                Standing::Held { .. } => &mut counts.held,
                _ => &mut counts.waiting,
            } += 1;
        }
        counts
    }
}
