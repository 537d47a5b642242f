//! A plan is a list of steps; each reads what earlier ones kept, and keeps what it was answered.

use app::{Person, Receipt};
use relief::ids::*;
use std::sync::Arc;

use crate::deed::{Deed, Done, Who};
use crate::offices::Offices;
use crate::rng::Rng;

/// The drill begins at 8 in the morning of 24 January 2020 in Wuhan, the eve of the Spring Festival.
pub const START: Stamp = Stamp(1_579_824_000);

/// The moment of a minute of the drill.
#[must_use]
pub fn stamp(minute: u32) -> Stamp {
    Stamp(START.0.saturating_add(i64::from(minute).saturating_mul(60)))
}

/// Where a step keeps what it was answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Slot(u32);

/// What a slot holds.
#[derive(Debug, Clone, Default)]
enum Kept {
    #[default]
    Nothing,
    Receipt(Receipt),
    Person(Who),
    Code(String),
    Agreed(Vec<CommitmentId>),
}

/// What one community has kept so far.
#[derive(Debug, Default)]
pub(crate) struct World {
    kept: Vec<Kept>,
    /// The founder of the whole community of communities.
    pub founder: Option<Who>,
    /// Offices that owe reports.
    pub offices: Option<Arc<Offices>>,
}

impl World {
    pub(crate) fn keep(&mut self, slot: Slot, done: Done) {
        let kept = match done {
            Done::Receipt(receipt) => Kept::Receipt(receipt),
            Done::Person(person) | Done::Taken(_, person) => Kept::Person(person),
            Done::Code(code) => Kept::Code(code),
            Done::Agreed(agreed) => Kept::Agreed(agreed.into_iter().map(|(id, _)| id).collect()),
            Done::Nothing => return,
        };
        let at = usize::try_from(slot.0).unwrap_or(usize::MAX);
        if self.kept.len() <= at {
            self.kept.resize_with(at.saturating_add(1), Kept::default);
        }
        if let Some(place) = self.kept.get_mut(at) {
            *place = kept;
        }
    }

    fn get(&self, slot: Slot) -> Option<&Kept> {
        self.kept.get(usize::try_from(slot.0).ok()?)
    }

    pub(crate) fn person(&self, slot: Slot) -> Option<Arc<Person>> {
        match self.get(slot)? {
            Kept::Person(person) => Some(Arc::clone(person)),
            _ => None,
        }
    }

    pub(crate) fn code(&self, slot: Slot) -> Option<String> {
        match self.get(slot)? {
            Kept::Code(code) => Some(code.clone()),
            _ => None,
        }
    }

    /// One of the lines of the plan that were agreed on, counted from 0; nothing when there are fewer.
    pub(crate) fn agreed(&self, (slot, line): (Slot, u32)) -> Option<CommitmentId> {
        match self.get(slot)? {
            Kept::Agreed(agreed) => agreed.get(usize::try_from(line).ok()?).copied(),
            _ => None,
        }
    }

    /// The index that the kept receipt is about.
    pub(crate) fn index(&self, slot: Slot) -> Option<u64> {
        match self.get(slot)? {
            Kept::Receipt(receipt) => Some(receipt.index),
            _ => None,
        }
    }

    /// The number of the kept message.
    pub(crate) fn seq(&self, slot: Slot) -> Option<u64> {
        match self.get(slot)? {
            Kept::Receipt(receipt) => receipt.seq,
            _ => None,
        }
    }

    pub(crate) fn room(&self, slot: Slot) -> Option<RoomId> {
        self.index(slot).map(RoomId)
    }
    pub(crate) fn recipient(&self, slot: Slot) -> Option<RecipientId> {
        self.index(slot).map(RecipientId)
    }
    pub(crate) fn need(&self, slot: Slot) -> Option<NeedId> {
        self.index(slot).map(NeedId)
    }
    pub(crate) fn commitment(&self, slot: Slot) -> Option<CommitmentId> {
        self.index(slot).map(CommitmentId)
    }
    pub(crate) fn consignment(&self, slot: Slot) -> Option<ConsignmentId> {
        self.index(slot).map(ConsignmentId)
    }
}

type Make = Box<dyn FnOnce(&World) -> Option<Deed> + Send>;

/// One act to come.
pub(crate) struct Step {
    /// Minutes since the start.
    pub minute: u32,
    /// Where the answer is kept.
    pub keep: Option<Slot>,
    /// Whether the story wants it refused.
    pub refused: bool,
    /// The act, made of what earlier steps kept.
    pub make: Make,
}

/// The script of one community while it is written.
pub(crate) struct Script {
    pub rng: Rng,
    /// Which society of how many.
    pub community: u32,
    /// Whether somebody follows up what the watch finds.
    pub watch: bool,
    /// Whether what is told happens elsewhere: its dice are thrown, its steps are not kept.
    elsewhere: bool,
    steps: Vec<Step>,
    slots: u32,
}

impl Script {
    pub(crate) fn new(seed: u64, community: u32, watch: bool) -> Script {
        Script {
            watch,
            elsewhere: false,
            rng: Rng::new(seed, community),
            community,
            steps: Vec::new(),
            slots: 0,
        }
    }

    /// Throws the dice of what happens where somebody watches, then tells what happens here with dice of its own. All
    /// that follows is the same in both: the two drills have one society.
    pub(crate) fn beside<A, B>(
        &mut self,
        watched: impl FnOnce(&mut Script) -> A,
        here: impl FnOnce(&mut Script) -> B,
    ) -> (A, B) {
        let before = self.rng.clone();
        (self.elsewhere, self.watch) = (true, true);
        let there = watched(self);
        (self.elsewhere, self.watch) = (false, false);
        let after = std::mem::replace(&mut self.rng, before);
        let here = here(self);
        self.rng = after;
        (there, here)
    }

    pub(crate) fn slot(&mut self) -> Slot {
        self.slots = self.slots.saturating_add(1);
        Slot(self.slots - 1)
    }

    /// A step whose answer nobody needs.
    pub(crate) fn at(
        &mut self,
        minute: u32,
        make: impl FnOnce(&World) -> Option<Deed> + Send + 'static,
    ) {
        self.push(minute, None, false, Box::new(make));
    }

    /// A step whose answer later ones need.
    pub(crate) fn keep(
        &mut self,
        minute: u32,
        make: impl FnOnce(&World) -> Option<Deed> + Send + 'static,
    ) -> Slot {
        let slot = self.slot();
        self.keep_in(minute, slot, make);
        slot
    }

    /// The same into a slot made before.
    pub(crate) fn keep_in(
        &mut self,
        minute: u32,
        slot: Slot,
        make: impl FnOnce(&World) -> Option<Deed> + Send + 'static,
    ) {
        self.push(minute, Some(slot), false, Box::new(make));
    }

    /// A step that the rules must refuse.
    pub(crate) fn refused(
        &mut self,
        minute: u32,
        make: impl FnOnce(&World) -> Option<Deed> + Send + 'static,
    ) {
        self.push(minute, None, true, Box::new(make));
    }

    fn push(&mut self, minute: u32, keep: Option<Slot>, refused: bool, make: Make) {
        if self.elsewhere {
            return;
        }
        self.steps.push(Step {
            minute,
            keep,
            refused,
            make,
        });
    }

    /// The steps by minute; those of one minute in the order in which they were written.
    pub(crate) fn finish(mut self) -> std::collections::VecDeque<Step> {
        self.steps.sort_by_key(|step| step.minute);
        self.steps.into()
    }
}
