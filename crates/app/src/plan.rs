//! The fair plan: the one that stands or would be published now, and what people decide about its lines.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use relief::catalogue::Item;
use relief::code::ChangeReason;
use relief::command::Command;
use relief::ids::{CommitmentId, Index};
use relief::plan::decision::Named;
use relief::plan::item::{Explanation, Group, ItemPlan, Packing, Price};
use relief::plan::redirects::{Proposal, Redirectable, spared};
use relief::plan::{Makings, Plan, TooLarge};
use relief::state::State;
use store::PrivateId;
use tokio::sync::{Mutex, Semaphore};

use crate::app::App;
use crate::draft::{CardKind, Draft, Receipt};
use crate::error::Refused;
use crate::kept::Kept;
use crate::people::Person;
use crate::question::because;
use crate::turns::in_turn;

/// Lines accepted by one form at most.
pub const ACCEPTED_MAX: u32 = 64;
/// Items studied and remembered at once; beyond it the memory is emptied.
const STUDIES_MAX: usize = 64;
/// Groups for which a page says what more goods would change; each costs a plan of the item.
const GROUPS_STUDIED_MAX: usize = 20;
/// Lines that are explained, the worst-off first: each costs a walk over the lines that share with it.
const LINES_EXPLAINED_MAX: usize = 30;
/// How much more that is: a tenth of what is given, so that it says something for soap and for ventilators.
const MORE_DIVISOR: u64 = 10;

/// One plan, or what is said about one, is worked out at a time: each may take a second of a core.
static PLANNING: Semaphore = Semaphore::const_new(1);

/// What more goods in one lot would change for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// The lot, by its place in the inputs.
    pub lot: usize,
    /// How many units more.
    pub units: u64,
    /// What every line would be given then, by its place in the inputs.
    pub given: Vec<u64>,
}

/// Everything that a page says about one item of a plan, worked out once.
#[derive(Debug, Clone)]
pub struct Study {
    /// Who shares with whom, the worst-off first; with what more goods there would change.
    pub groups: Vec<(Group, Option<More>)>,
    /// Why the worst-off lines are given what they are given, by their places in the inputs.
    pub whys: BTreeMap<usize, Explanation>,
    /// How goods in packs are given out.
    pub packing: Option<Packing>,
    /// The steps of the knob.
    pub prices: Vec<Price>,
}

/// The plan of a moment, or why there is none.
type Proposed = Result<Arc<Plan>, TooLarge>;

/// What could go elsewhere of each of several items.
type Beside = Vec<(Item, Vec<Proposal>)>;

/// Plans and studies worked out lately, by the size of the journal that they were made of.
#[derive(Default)]
pub(crate) struct Memory {
    proposal: Kept<u64, Proposed>,
    studies: Mutex<HashMap<(u64, Item), Arc<Study>>>,
    redirects: Kept<(u64, Item), Vec<Proposal>>,
    /// By the size of the plan too.
    beside: Kept<(u64, u64), Beside>,
}

/// What somebody says to a line of the plan; texts are public.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Another quantity, why, and in their words.
    Change(u64, ChangeReason, String),
    /// Not at all: why, and in their words.
    Leave(ChangeReason, String),
}

impl App {
    /// The plan that would be published now: worked out once for a size of the journal, while nobody waits for the state.
    ///
    /// # Errors
    /// [`Refused::Busy`]; what is kept may be that there is too much for one plan.
    pub async fn proposal(&self) -> Result<Arc<Proposed>, Refused> {
        let work_out = async || {
            let makings = match Makings::of(&self.state()) {
                Ok(makings) => makings,
                Err(large) => return Ok(Err(large)),
            };
            let plan = in_turn(&PLANNING, || Arc::new(makings.plan())).await;
            plan.map(Ok).ok_or(Refused::Busy)
        };
        self.0.plans.proposal.get(self.size(), work_out).await
    }

    /// What a page says about one item of a plan: worked out once.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for an item that is not in the plan, or [`Refused::Busy`].
    pub async fn study(&self, plan: &Arc<Plan>, item: Item) -> Result<Arc<Study>, Refused> {
        let key = (plan.size, item);
        // Held while it is worked out: whoever wants the same meanwhile waits for it.
        let mut studies = self.0.plans.studies.lock().await;
        if let Some(known) = studies.get(&key) {
            return Ok(Arc::clone(known));
        }
        let plan = Arc::clone(plan);
        let work = move || {
            let of_item = plan.items.iter().find(|one| one.item == item)?;
            Some(Arc::new(study(&plan, of_item)))
        };
        let made = in_turn(&PLANNING, work).await.ok_or(Refused::Busy)?;
        let made = made.ok_or(Refused::NotFound)?;
        if studies.len() >= STUDIES_MAX {
            studies.clear();
        }
        studies.insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// What could go from where there is too much of an item to where it lacks, if donors agree: worked out once for a size
    /// of the journal, while nobody waits for the state.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub async fn redirects(&self, item: Item) -> Result<Arc<Vec<Proposal>>, Refused> {
        let work_out = async || {
            let found = Redirectable::of(&self.state(), item);
            let work = || found.map_or(Vec::new(), Redirectable::proposals);
            in_turn(&PLANNING, work).await.ok_or(Refused::Busy)
        };
        let kept = &self.0.plans.redirects;
        kept.get((self.size(), item), work_out).await
    }

    /// The same for every item that a plan gives nothing of.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub async fn redirects_beside(&self, plan: &Plan) -> Result<Arc<Beside>, Refused> {
        let work_out = async || {
            let found = beside(&self.state(), plan);
            if found.is_empty() {
                return Ok(Vec::new());
            }
            let work = || {
                let all = found.into_iter().map(|(item, of)| (item, of.proposals()));
                all.filter(|(_, all)| !all.is_empty()).collect()
            };
            in_turn(&PLANNING, work).await.ok_or(Refused::Busy)
        };
        let kept = &self.0.plans.beside;
        kept.get((self.size(), plan.size), work_out).await
    }

    /// Publishes the plan of this moment, and says which answer it follows.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn publish_plan(
        &self,
        who: &Person,
        answer: Option<Index>,
    ) -> Result<Receipt, Refused> {
        let actor = who.actor();
        self.write(move |draft| {
            let made = draft.act(&actor, &Command::PublishPlan)?;
            Ok(because(draft, &actor, answer, made)?)
        })
        .await
    }

    /// Accepts lines at the quantities that the person saw: all of them or none. Each names the answer that it follows.
    ///
    /// # Errors
    /// [`Refused::Empty`], [`Refused::TooMany`], or the domain's refusal of one of them.
    pub async fn accept_plan_lines(
        &self,
        who: &Person,
        lines: Vec<(Named, u64)>,
        answer: Option<Index>,
    ) -> Result<Receipt, Refused> {
        if lines.is_empty() {
            return Err(Refused::Empty);
        }
        if usize::try_from(ACCEPTED_MAX).is_ok_and(|max| lines.len() > max) {
            return Err(Refused::TooMany { max: ACCEPTED_MAX });
        }
        let who = who.clone();
        let ids: Vec<_> = lines.iter().map(|_| self.entropy().id()).collect();
        self.write(move |draft| {
            for ((line, quantity), id) in lines.into_iter().zip(ids) {
                let command = Command::AcceptPlanLine { line, quantity };
                let first = draft.act(&who.actor(), &command)?;
                because(draft, &who.actor(), answer, first)?;
                show_pledge(draft, &who, id, first);
            }
            Ok(())
        })
        .await
    }

    /// Changes lines to other quantities with one reason: all of them or none. Every line keeps its own copy of the
    /// words, and names the answer that it follows, so that each stands by itself on the record.
    ///
    /// # Errors
    /// Which of the lines, by its place, and why: [`Refused::Empty`], [`Refused::TooMany`], a text that does not fit, or the
    /// domain's refusal.
    pub async fn change_plan_lines(
        &self,
        who: &Person,
        lines: Vec<(Named, u64)>,
        (reason, said): (ChangeReason, &str),
        answer: Option<Index>,
    ) -> Result<Receipt, (usize, Refused)> {
        let all = lines.len();
        if lines.is_empty() {
            return Err((all, Refused::Empty));
        }
        if usize::try_from(ACCEPTED_MAX).is_ok_and(|max| all > max) {
            return Err((all, Refused::TooMany { max: ACCEPTED_MAX }));
        }
        let mut acts = Vec::with_capacity(all);
        for (line, quantity) in lines {
            let remark = self.seal("remark", said).map_err(|why| (all, why))?;
            let command = Command::ChangePlanLine {
                line,
                quantity,
                reason,
                remark: remark.as_ref().map(|r| r.seal),
            };
            acts.push((command, remark, self.entropy().id()));
        }
        let who = who.clone();
        let reached = Arc::new(AtomicUsize::new(all));
        let at = Arc::clone(&reached);
        let done = self.write(move |draft| {
            for (place, (command, remark, id)) in acts.into_iter().enumerate() {
                at.store(place, Ordering::Relaxed);
                let texts = remark.into_iter().collect();
                let first = draft.act_with_texts(&who.actor(), &command, texts)?;
                because(draft, &who.actor(), answer, first)?;
                show_pledge(draft, &who, id, first);
            }
            Ok(())
        });
        done.await
            .map_err(|why| (reached.load(Ordering::Relaxed), why))
    }

    /// Changes or leaves a line, and says which answer that follows.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn answer_plan_line(
        &self,
        who: &Person,
        line: Named,
        said: Answer,
        answer: Option<Index>,
    ) -> Result<Receipt, Refused> {
        let (Answer::Change(_, _, words) | Answer::Leave(_, words)) = &said;
        let remark = self.seal("remark", words)?;
        let (who, id) = (who.clone(), self.entropy().id());
        self.write(move |draft| {
            let seal = remark.as_ref().map(|r| r.seal);
            let command = match said {
                Answer::Change(quantity, reason, _) => Command::ChangePlanLine {
                    line,
                    quantity,
                    reason,
                    remark: seal,
                },
                Answer::Leave(reason, _) => Command::LeavePlanLine {
                    line,
                    reason,
                    remark: seal,
                },
            };
            let texts = remark.into_iter().collect();
            let first = draft.act_with_texts(&who.actor(), &command, texts)?;
            because(draft, &who.actor(), answer, first)?;
            show_pledge(draft, &who, id, first);
            Ok(())
        })
        .await
    }
}

/// A pledge made since an entry appears in the room of its need, as every pledge does.
fn show_pledge(draft: &mut Draft<'_>, who: &Person, id: PrivateId, first: u64) {
    let state = draft.state();
    let made = state.commitments.range(CommitmentId(first)..).next();
    let shown = made.and_then(|(pledge, found)| {
        let room = state.needs.get(&found.need)?.room?;
        Some((pledge.0, room))
    });
    if let Some((pledge, room)) = shown {
        draft.card(room, who.account, id, CardKind::Card, pledge);
    }
}

/// What may be redirected of the items that a plan gives nothing of.
fn beside(state: &State, plan: &Plan) -> Vec<(Item, Redirectable)> {
    let planned = |item: &Item| plan.items.iter().any(|of| of.item == *item);
    let items = spared(state).into_iter().filter(|item| !planned(item));
    let found = items.map(|item| Some((item, Redirectable::of(state, item)?)));
    found.flatten().collect()
}

fn study(plan: &Plan, item: &ItemPlan) -> Study {
    let tenth = item.total() / MORE_DIVISOR;
    let more = |group: &Group| {
        let lot = *group.lots.first()?;
        let pack = item.inputs.lots.get(lot)?.pack;
        let units = tenth.max(1).next_multiple_of(pack);
        let given = item.with_more(&plan.policy, lot, units)?;
        Some(More { lot, units, given })
    };
    let groups = item.groups().into_iter().enumerate().map(|(n, group)| {
        let more = (n < GROUPS_STUDIED_MAX).then(|| more(&group)).flatten();
        (group, more)
    });
    let groups: Vec<_> = groups.collect();
    let first = groups.iter().flat_map(|(group, _)| &group.asks);
    let whys = first
        .take(LINES_EXPLAINED_MAX)
        .filter_map(|ask| Some((*ask, item.explain(*ask)?)));
    Study {
        whys: whys.collect(),
        groups,
        packing: item.packing(),
        prices: item.prices(),
    }
}
