//! The one writer of a community: drains a queue, decides, commits once for the batch, publishes, answers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};

use relief::entry::{Entry, Fact};
use relief::history::History;
use relief::ids::{PlanId, Stamp};
use relief::state::State;
use store::vault::message::Message;
use store::{Batch, Row, Store};
use tlog::{Hash, Tree, leaf_hash};
use tokio::sync::{oneshot, watch};

use crate::app::Once;
use crate::clock::Clock;
use crate::counters::{Counters, Undo};
use crate::draft::{Draft, Receipt};
use crate::error::Refused;
use crate::hub::{Hub, News};
use crate::lanes::{Lanes, Turn};

/// Acts in one transaction: what 64 people at once need, with room for a drill.
const BATCH_ACTS_MAX: usize = 512;
/// Entries after which a batch is closed.
const BATCH_ENTRIES_MAX: usize = 1024;
/// Private rows after which it is closed.
const BATCH_ROWS_MAX: usize = 4096;
/// Entries of one act: the longest published list with all that is found in it. A batch that is all but full takes one
/// more act, so that both together must fit one transaction.
const ACT_ENTRIES_MAX: usize = 3072;
/// Private rows of one act.
const ACT_ROWS_MAX: usize = 8192;

const _: () = assert!(BATCH_ENTRIES_MAX + ACT_ENTRIES_MAX <= store::BATCH_ENTRIES_MAX);
// Each act may bring one row more, of the form that it answers.
const _: () = assert!(BATCH_ROWS_MAX + ACT_ROWS_MAX + BATCH_ACTS_MAX <= store::BATCH_ROWS_MAX);

pub(crate) type Work = Box<dyn FnOnce(&mut Draft<'_>) -> Result<(), Refused> + Send>;

/// One act on its way.
pub(crate) struct Act {
    pub work: Work,
    /// The form that it answers, if a repeat must not act again.
    pub once: Option<Once>,
    pub answer: oneshot::Sender<Result<Receipt, Refused>>,
}

/// What the queue holds.
pub(crate) enum Order {
    /// An act.
    Act(Act),
    /// Finish and answer: the application closes.
    Stop(oneshot::Sender<()>),
}

/// What readers see: everything durable, nothing else.
pub(crate) struct Public {
    pub state: RwLock<State>,
    /// How its coverage changed. Taken after the state, by whoever needs both.
    pub history: RwLock<History>,
    /// The state's last moment, readable by those who hold the state too.
    pub last_at: AtomicI64,
    pub tree: RwLock<Tree>,
    pub size: watch::Sender<u64>,
}

impl Public {
    /// The moment of the last durable entry.
    pub(crate) fn last_at(&self) -> Stamp {
        Stamp(self.last_at.load(Ordering::Acquire))
    }
}

pub(crate) struct Writer {
    pub store: Store,
    pub clock: Clock,
    pub hub: Hub,
    pub public: Arc<Public>,
    /// The state with the acts of the open batch, ahead of what is durable.
    pub working: State,
    pub counters: Counters,
}

/// The acts of one transaction.
#[derive(Default)]
struct Open {
    entries: Vec<Entry>,
    rows: Vec<Row>,
    messages: Vec<Message>,
    answers: Vec<(oneshot::Sender<Result<Receipt, Refused>>, Receipt)>,
}

impl Open {
    fn has_room(&self) -> bool {
        self.answers.len() < BATCH_ACTS_MAX
            && self.entries.len() < BATCH_ENTRIES_MAX
            && self.rows.len() < BATCH_ROWS_MAX
    }
}

impl Writer {
    /// Runs until the lanes are closed. A failed commit stops the process, and so does a panic anywhere but in the work
    /// of an act: what readers see may then be behind what is durable, and nobody would write any more. The next start
    /// replays what is durable.
    pub(crate) async fn run(self, lanes: Lanes) {
        let ended = tokio::spawn(self.write(lanes)).await;
        if ended.is_err_and(|end| end.is_panic()) {
            tracing::error!("the writer panicked; the process stops and the next start replays");
            std::process::abort();
        }
    }

    async fn write(mut self, mut lanes: Lanes) {
        while let Some(turn) = lanes.turn().await {
            let mut open = Open::default();
            let along_max = turn.along_max();
            let mut stop = None;
            let mut next = match turn {
                Turn::First(order) => Some(order),
                Turn::Later => None,
            };
            while let Some(order) = next.take() {
                match order {
                    Order::Act(act) => self.take(&mut open, act),
                    Order::Stop(answer) => stop = Some(answer),
                }
                if stop.is_none() && open.has_room() {
                    next = lanes.first();
                }
            }
            self.take_later(&mut open, &mut lanes, along_max);
            self.commit(open).await;
            if let Some(answer) = stop {
                self.finish(&mut lanes).await;
                drop(lanes);
                drop(self);
                let _ = answer.send(());
                return;
            }
        }
    }

    fn take_later(&mut self, open: &mut Open, lanes: &mut Lanes, max: usize) {
        for _ in 0..max {
            if !open.has_room() {
                return;
            }
            match lanes.later() {
                Some(act) => self.take(open, act),
                None => return,
            }
        }
    }

    /// What was accepted and could wait is written before the end.
    async fn finish(&mut self, lanes: &mut Lanes) {
        loop {
            let mut open = Open::default();
            self.take_later(&mut open, lanes, BATCH_ACTS_MAX);
            if open.answers.is_empty() {
                return;
            }
            self.commit(open).await;
        }
    }

    fn take(&mut self, open: &mut Open, act: Act) {
        if let Some(receipt) = act.once.and_then(|once| self.counters.answered(&once)) {
            // The first of the two may still be in this batch: both are answered after the commit.
            open.answers.push((act.answer, receipt));
            return;
        }
        let first = self.working.size;
        // Time never runs backwards in the journal, whatever the system's clock does.
        let at = self.clock.now().max(self.working.last_at);
        let mut draft = Draft {
            state: &mut self.working,
            counters: &mut self.counters,
            at,
            entries: Vec::new(),
            rows: Vec::new(),
            messages: Vec::new(),
            undo: Undo::default(),
            about: None,
        };
        let outcome = work(act.work, &mut draft);
        let Draft {
            entries,
            rows,
            messages,
            undo,
            about,
            ..
        } = draft;
        match outcome.and_then(|()| fits(entries.len(), rows.len())) {
            Ok(()) => {
                let said = messages.last();
                let receipt = Receipt {
                    index: about.unwrap_or(first),
                    size: self.working.size,
                    seq: said.map(|m| m.seq),
                    room: said.map(|m| m.room),
                };
                open.entries.extend(entries);
                open.rows.extend(rows);
                open.rows.extend(
                    act.once
                        .map(|once| self.counters.answer(once, receipt, at.0)),
                );
                open.messages.extend(messages);
                open.answers.push((act.answer, receipt));
            }
            Err(refused) => {
                undo.run(&mut self.counters);
                // A panic may have come in the middle of a fold.
                if !entries.is_empty() || matches!(refused, Refused::Panicked) {
                    self.rebuild(&open.entries);
                }
                // The asker may have gone away.
                let _ = act.answer.send(Err(refused));
            }
        }
    }

    /// An act ended after part of it was applied: rare, so the working state is made afresh.
    fn rebuild(&mut self, kept: &[Entry]) {
        if let Ok(state) = self.public.state.read() {
            self.working = state.clone();
        }
        for entry in kept {
            relief::apply(&mut self.working, entry);
        }
    }

    async fn commit(&mut self, open: Open) {
        let Open {
            entries,
            rows,
            messages,
            answers,
        } = open;
        if answers.is_empty() {
            return;
        }
        let first = self.working.size - u64::try_from(entries.len()).unwrap_or(0);
        let encoded: Vec<Vec<u8>> = entries.iter().map(Entry::encode).collect();
        let leaves: Vec<Hash> = encoded.iter().map(|bytes| leaf_hash(bytes)).collect();
        let stored = encoded
            .into_iter()
            .zip(&leaves)
            .map(|(bytes, leaf)| store::Entry {
                bytes,
                leaf: leaf.0,
            });
        let batch = Batch {
            entries: stored.collect(),
            rows,
        };
        if let Err(error) = self.store.append(first, batch).await {
            // What is on disk is unknown now. Going on could acknowledge what is not there.
            tracing::error!(%error, "the store failed; the process stops and the next start replays");
            std::process::abort();
        }
        self.publish(first, entries, messages, &leaves);
        for (answer, receipt) in answers {
            let _ = answer.send(Ok(receipt));
        }
    }

    fn publish(&self, first: u64, entries: Vec<Entry>, messages: Vec<Message>, leaves: &[Hash]) {
        if let Ok(mut tree) = self.public.tree.write() {
            leaves.iter().for_each(|leaf| tree.push(*leaf));
        }
        if let Ok(mut state) = self.public.state.write() {
            for entry in &entries {
                if let Ok(mut history) = self.public.history.write() {
                    history.before(entry.at, &state);
                }
                if let Fact::PlanPublished(_) = &entry.fact {
                    // The working state has made it: readers do not wait for it to be made again.
                    state.plans.at_hand = self.working.plans.made(PlanId(state.size));
                }
                relief::apply(&mut state, entry);
            }
            self.public
                .last_at
                .store(state.last_at.0, Ordering::Release);
        }
        self.public.size.send_replace(self.working.size);
        self.hub.publish(News {
            first,
            entries,
            messages,
        });
    }
}

/// Does the work of one act. A panic in it is a refusal of that act alone: the others of its batch, and all later ones,
/// are none the worse.
fn work(work: Work, draft: &mut Draft<'_>) -> Result<(), Refused> {
    let done = catch_unwind(AssertUnwindSafe(|| work(draft)));
    done.unwrap_or_else(|panic| {
        // What it carries may panic again when it is dropped.
        std::mem::forget(panic);
        tracing::error!("an act panicked and was left out; the writer goes on");
        Err(Refused::Panicked)
    })
}

/// Whether an act of so many entries and rows fits a transaction beside those that are in it.
fn fits(entries: usize, rows: usize) -> Result<(), Refused> {
    let max = match (entries > ACT_ENTRIES_MAX, rows > ACT_ROWS_MAX) {
        (true, _) => ACT_ENTRIES_MAX,
        (_, true) => ACT_ROWS_MAX,
        _ => return Ok(()),
    };
    let max = u32::try_from(max).unwrap_or(u32::MAX);
    Err(Refused::TooMany { max })
}

/// The latest moment that the journal or the clock knows.
pub(crate) fn latest(clock: &Clock, last: Stamp) -> Stamp {
    clock.now().max(last)
}
