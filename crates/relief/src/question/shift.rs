//! What an effect changed in the fair plan: the last plan before the decision against the first one that knows of it.
//! Worked out once, when both stand, so that it outlives the plans that are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::effect::{self, Decided};
use super::{Effect, Question};
use crate::catalogue::Item;
use crate::ids::*;
use crate::plan::item::ItemPlan;
use crate::plan::{Plan, Published};
use crate::state::State;

/// Recipients in one comparison: those whom the question is about, then those whose share changed most.
pub const ROWS_MAX: usize = 6;

/// Units there, and units that count as needed.
pub type Level = (u64, u64);

/// Two plans beside each other; of every pair the first is before the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The entries that published them.
    pub plans: (PlanId, PlanId),
    /// Their numbers.
    pub numbers: (u64, u64),
    /// Whose share is another, or whom the question is about.
    pub rows: Vec<Row>,
    /// For each item in them where the worst-off line stands with the plan; nothing where no line lacks it.
    pub lowest: BTreeMap<Item, (Option<Level>, Option<Level>)>,
}

/// One recipient and item, all lines together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// What.
    pub item: Item,
    /// Who.
    pub recipient: RecipientId,
    /// Supplied by the state, in base units.
    pub official: (u64, u64),
    /// Given by the plan, in base units.
    pub given: (u64, u64),
    /// What is there with the plan; nothing where no plan considers it.
    pub level: (Option<Level>, Option<Level>),
}

impl Row {
    fn changes(&self) -> u64 {
        self.given.0.abs_diff(self.given.1)
    }

    fn is_other(&self) -> bool {
        self.changes() > 0 || self.official.0 != self.official.1
    }
}

/// An effect that no plan followed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Waiting {
    question: QuestionId,
    effect: Index,
    before: Made,
}

/// A plan with its entry and number.
type Made = (PlanId, u64, Arc<Plan>);

fn made(published: &Published) -> Option<Made> {
    Some((published.id, published.number, published.plan.clone()?))
}

/// Compares at once where a plan followed already, else when the next one is published. Nothing without one before.
pub(super) fn begin(state: &mut State, question: QuestionId, effect: Index) {
    let kept = &state.plans.published;
    let followed = kept.partition_point(|plan| plan.id.0 < effect.0);
    let before = kept.get(..followed).and_then(<[Published]>::last);
    let Some(before) = before.and_then(made) else {
        return;
    };
    let waiting = Waiting {
        question,
        effect,
        before,
    };
    match kept.get(followed).and_then(made) {
        Some(after) => settle(state, &waiting, &after),
        None => state.questions.waiting.push(waiting),
    }
}

/// A plan was published: whatever waited for one has it.
pub(crate) fn resolve(state: &mut State) {
    let Some(after) = state.plans.current().and_then(made) else {
        return;
    };
    for waiting in std::mem::take(&mut state.questions.waiting) {
        settle(state, &waiting, &after);
    }
}

fn settle(state: &mut State, waiting: &Waiting, after: &Made) {
    let about = state
        .questions
        .get(waiting.question)
        .map(|question| About::of(state, question, waiting.effect));
    let Some(about) = about else {
        return;
    };
    let shift = between(&waiting.before, after, &about);
    state.questions.change(waiting.question, |question| {
        let is_it = |effect: &&mut Effect| effect.effect == waiting.effect;
        if let Some(effect) = question.effects.iter_mut().find(is_it) {
            effect.shift = Some(shift);
        }
    });
}

/// Whom a comparison is about.
struct About {
    /// Of one item alone, where the decision is.
    item: Option<Item>,
    recipients: BTreeSet<RecipientId>,
}

impl About {
    /// The decision says it by itself; a whole plan is about whomever question and answers point to.
    fn of(state: &State, question: &Question, decision: Index) -> About {
        let known = match effect::decided(state, decision) {
            Some(Decided::Supply(supply, _)) => Some((supply.item, supply.recipient)),
            Some(Decided::Line((_, need, line), _)) => {
                let item = state.line(need, line).map(|line| line.item);
                item.zip(state.needs.get(&need).map(|need| need.recipient))
            }
            Some(Decided::Plan(_)) | None => None,
        };
        if let Some((item, recipient)) = known {
            return About {
                item: Some(item),
                recipients: BTreeSet::from([recipient]),
            };
        }
        let answers = question.answers.iter().flat_map(|answer| &answer.cites);
        let cites = question.cites.iter().chain(answers);
        About {
            item: None,
            recipients: cites.filter_map(|cite| of_cite(state, *cite)).collect(),
        }
    }
}

fn of_cite(state: &State, Index(cite): Index) -> Option<RecipientId> {
    let supply = state.official_supplies.get(&OfficialSupplyId(cite));
    let need = state.needs.get(&NeedId(cite));
    let itself = state.recipient(RecipientId(cite)).map(|(id, _)| id);
    let of_thing = supply
        .map(|s| s.recipient)
        .or_else(|| need.map(|n| n.recipient));
    of_thing.or(itself)
}

fn between(before: &Made, after: &Made, about: &About) -> Shift {
    let (one, other) = (shares(&before.2, about), shares(&after.2, about));
    let keys: BTreeSet<_> = one.keys().chain(other.keys()).copied().collect();
    let nothing = Share::default();
    let row = |key: (Item, RecipientId)| {
        let [a, b] = [&one, &other].map(|of| of.get(&key).unwrap_or(&nothing));
        Row {
            item: key.0,
            recipient: key.1,
            official: (a.official, b.official),
            given: (a.given, b.given),
            level: (a.level(), b.level()),
        }
    };
    let is_meant = |row: &Row| about.recipients.contains(&row.recipient);
    let shown = |row: &Row| row.is_other() || is_meant(row);
    let mut rows: Vec<Row> = keys.into_iter().map(row).filter(shown).collect();
    rows.sort_by_key(|row| (!is_meant(row), u64::MAX - row.changes()));
    rows.truncate(ROWS_MAX);
    let items: BTreeSet<Item> = rows.iter().map(|row| row.item).collect();
    let pair = |item| (item, (lowest(&before.2, item), lowest(&after.2, item)));
    Shift {
        plans: (before.0, after.0),
        numbers: (before.1, after.1),
        rows,
        lowest: items.into_iter().map(pair).collect(),
    }
}

/// What one plan says of one recipient and item.
#[derive(Debug, Default)]
struct Share {
    official: u64,
    given: u64,
    covered: u64,
    demand: u64,
}

impl Share {
    fn add(&mut self, official: u64, given: u64, (covered, demand): Level) {
        self.official = self.official.saturating_add(official);
        self.given = self.given.saturating_add(given);
        self.covered = self.covered.saturating_add(covered);
        self.demand = self.demand.saturating_add(demand);
    }

    fn level(&self) -> Option<Level> {
        let there = self.covered.saturating_add(self.given);
        (self.demand > 0).then_some((there, self.demand))
    }
}

fn shares(plan: &Plan, about: &About) -> BTreeMap<(Item, RecipientId), Share> {
    let mut found: BTreeMap<_, Share> = BTreeMap::new();
    let of_item = |one: &&ItemPlan| about.item.is_none_or(|item| one.item == item);
    for one in plan.items.iter().filter(of_item) {
        for (place, ask) in one.inputs.asks.iter().enumerate() {
            let level = (ask.covered.sum(), ask.demand);
            let share = found.entry((one.item, ask.recipient)).or_default();
            share.add(ask.covered.official, one.given(place), level);
        }
        // A line that has what counts is in no plan any more, and stands full all the same.
        for line in &one.inputs.left_out {
            if let Some(demand) = line.demand {
                let share = found.entry((one.item, line.recipient)).or_default();
                share.add(line.covered.official, 0, (line.covered.sum(), demand));
            }
        }
    }
    found
}

fn lowest(plan: &Plan, item: Item) -> Option<Level> {
    let of_item = plan.items.iter().find(|one| one.item == item)?;
    of_item.worst().map(|(_, with_plan)| with_plan)
}
