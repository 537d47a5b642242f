//! The fair plan: a proposal for everything that is offered and not yet aimed, made of the state alone.
//!
//! A plan is a pure function of the journal before it: of the entries with indexes below [`Plan::size`], the policy
//! they set, and the plan they published last, from which it changes the least. So its entry holds no more than its
//! number and the digest of its bytes ([`Plan::bytes`]); whoever replays the journal makes the same plan and compares.
//! The moment of a plan is that of the last entry before it.
//!
//! A plan proposes and nothing else. The donor of a lot and the recipient's side of a line each accept, change or
//! leave it ([`decision`]); what they agreed on is an ordinary commitment out of the offer, so plan and deed can be
//! compared line by line ([`deed`]).

pub mod ceiling;
pub mod decision;
pub mod deed;
pub mod inputs;
pub mod item;
mod makings;
pub mod policy;
pub mod redirects;
pub mod road;
pub mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::access::allow;
use crate::command::Actor;
use crate::entry::{Fact, PlanPublished};
use crate::ids::*;
use crate::need::{Need, NeedStatus};
use crate::question;
use crate::refusal::Refusal;
use crate::state::State;
use decision::Decision;
use item::ItemPlan;
pub use makings::Makings;
use policy::{Policy, PolicySet};

/// Offers in one plan at most.
pub const LOTS_MAX: usize = 2_000;
/// Need lines in one plan at most.
pub const ASKS_MAX: usize = 2_000;
/// Pairs of an offer and a need line of one item that one plan looks at, at most: what bounds its time.
pub const PAIRS_MAX: usize = 100_000;
/// Plans kept in the state, the newest last; older ones stand in the journal and can be made again from it.
pub const PLANS_KEPT: usize = 12;

/// A line of a plan by what it joins: offer, need, line of the need.
pub type LineKey = (OfferId, NeedId, u64);

/// So many base units of an offer for a line of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// From.
    pub offer: OfferId,
    /// To.
    pub need: NeedId,
    /// Which of its lines.
    pub line: u64,
    /// How much, 1 or more.
    pub quantity: u64,
}

impl Line {
    /// What it joins.
    #[must_use]
    pub fn key(&self) -> LineKey {
        (self.offer, self.need, self.line)
    }
}

/// More is offered and needed than one plan considers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge {
    /// Offers.
    pub lots: usize,
    /// Need lines.
    pub asks: usize,
    /// Pairs of them.
    pub pairs: usize,
}

/// What goes where, item by item.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Entries of the journal that it was made of.
    pub size: u64,
    /// Its moment: that of the last of them.
    pub at: Stamp,
    /// What came first.
    pub policy: Policy,
    /// Item by item, in the order of the catalogue.
    pub items: Vec<ItemPlan>,
}

/// A plan is its bytes: everything else follows from the journal before it.
impl PartialEq for Plan {
    fn eq(&self, other: &Plan) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Plan {}

impl Plan {
    /// Makes the plan of a state.
    ///
    /// # Errors
    /// [`TooLarge`], with the counts.
    pub fn make(state: &State) -> Result<Plan, TooLarge> {
        Makings::of(state).map(Makings::plan)
    }

    /// Every line, by item, offer, need and line.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.items.iter().flat_map(|item| &item.lines)
    }

    /// The line that joins an offer and a need line.
    #[must_use]
    pub fn line(&self, key: LineKey) -> Option<&Line> {
        self.lines().find(|line| line.key() == key)
    }

    /// The bytes that are digested; see `docs/journal-format.md`.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let Policy {
            epsilon,
            critical_first,
            critical_weight,
            everyone_first,
            by_cases,
        } = self.policy;
        let mut text = String::from("tideover/plan/1\n");
        // Writing into a string cannot fail.
        let _ = writeln!(text, "size {} at {}", self.size, self.at.0);
        let first = u8::from(critical_first);
        let by_cases = if by_cases { " cases" } else { "" };
        let _ = writeln!(
            text,
            "policy {epsilon} {first} {critical_weight} {everyone_first}{by_cases}"
        );
        for item in &self.items {
            let _ = writeln!(text, "item {}", item.item.code());
            for line in &item.lines {
                let (offer, need) = (line.offer.0, line.need.0);
                let _ = writeln!(text, "{offer} {need} {} {}", line.line, line.quantity);
            }
        }
        text.into_bytes()
    }

    /// SHA-256 over [`Plan::bytes`].
    #[must_use]
    pub fn digest(&self) -> Seal {
        Seal(Sha256::digest(self.bytes()).into())
    }
}

/// A plan on the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The entry that published it.
    pub id: PlanId,
    /// Who asked for it.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// Counted from 1.
    pub number: u64,
    /// The digest that the entry states.
    pub digest: Seal,
    /// The plan as it follows from the journal; nothing when the entry does not stand at the size it names.
    pub plan: Option<Arc<Plan>>,
    /// What was decided about its lines.
    pub decisions: BTreeMap<LineKey, Decision>,
}

impl Published {
    /// Whether the plan that follows from the journal is the one whose digest was published.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.plan
            .as_ref()
            .is_some_and(|plan| plan.digest() == self.digest)
    }
}

/// Policies and plans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plans {
    /// Every policy, oldest first.
    pub policies: Vec<PolicySet>,
    /// The last [`PLANS_KEPT`] plans, the newest last.
    pub published: Vec<Published>,
    /// Lines that somebody with the right left: later plans do not propose them again.
    pub left: BTreeSet<LineKey>,
    /// The plan of this very state, where somebody has made it already: decision and fold take it instead of making it
    /// again.
    pub at_hand: Option<Arc<Plan>>,
}

impl Plans {
    /// What comes first now.
    #[must_use]
    pub fn policy(&self) -> Policy {
        self.policies
            .last()
            .map_or_else(Policy::default, |set| set.policy)
    }

    /// The plan that stands.
    #[must_use]
    pub fn current(&self) -> Option<&Published> {
        self.published.last()
    }

    /// The plan that an entry published, as long as it is kept.
    #[must_use]
    pub fn made(&self, id: PlanId) -> Option<Arc<Plan>> {
        let published = self.published.iter().find(|one| one.id == id);
        published.and_then(|one| one.plan.clone())
    }

    /// Lines of the plan that stands and that nobody has carried out or left: what the next plan keeps if it can.
    #[must_use]
    pub fn open_lines(&self, state: &State) -> Vec<Line> {
        let Some(current) = self.current() else {
            return Vec::new();
        };
        let is_open = |line: &&Line| {
            !self.left.contains(&line.key())
                && deed::carried(state, current.id, line.key()).is_none()
        };
        let plan = current.plan.iter();
        plan.flat_map(|plan| plan.lines())
            .filter(is_open)
            .copied()
            .collect()
    }
}

/// Whether somebody publishes plans: who coordinates the whole community or a room with an open need, and the clock.
#[must_use]
pub fn may_publish(state: &State, actor: &Actor) -> bool {
    let has_need = |room: &RoomId| {
        let of_room = |need: &Need| need.room == Some(*room) && need.status == NeedStatus::Open;
        state.needs.values().any(of_room)
    };
    let coordinates = |room: &&RoomId| state.coordinates(actor, Some(**room));
    actor.is_community()
        || state.coordinates(actor, None)
        || actor.rooms.iter().filter(coordinates).any(has_need)
}

/// Publishes the plan of this moment.
pub(crate) fn publish(state: &State, actor: &Actor) -> Result<Vec<Fact>, Refusal> {
    allow(may_publish(state, actor), Refusal::NotAllowed)?;
    let at_hand = state
        .plans
        .at_hand
        .clone()
        .filter(|plan| plan.size == state.size);
    let plan = at_hand.map_or_else(|| Plan::make(state).map(Arc::new), Ok);
    let plan = plan.map_err(|TooLarge { lots, asks, .. }| Refusal::PlanTooLarge { lots, asks })?;
    allow(plan.lines().next().is_some(), Refusal::NothingToPlan)?;
    let standing = state.plans.current();
    let same = standing
        .and_then(|published| published.plan.as_ref())
        .is_some_and(|before| before.policy == plan.policy && before.lines().eq(plan.lines()));
    allow(!same, Refusal::NothingChanges)?;
    Ok(vec![
        PlanPublished {
            digest: plan.digest(),
            number: standing.map_or(1, |published| published.number.saturating_add(1)),
            policy: state.plans.policies.last().map(|set| set.index),
            size: plan.size,
        }
        .into(),
    ])
}

/// Makes the plan again from the state: cannot fail, and compares nothing by itself.
pub(crate) fn apply_published(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &PlanPublished,
) {
    let made = state.plans.at_hand.take();
    let made = made.filter(|made| made.size == state.size);
    let make = || made.or_else(|| Plan::make(state).ok().map(Arc::new));
    let plan = (fact.size == state.size).then(make).flatten();
    let decisions = plan.as_ref().map(|plan| decision::kept(state, plan));
    state.plans.published.push(Published {
        id: PlanId(index),
        by,
        at,
        number: fact.number,
        digest: fact.digest,
        plan,
        decisions: decisions.unwrap_or_default(),
    });
    if state.plans.published.len() > PLANS_KEPT {
        state.plans.published.remove(0);
    }
    question::resolve(state);
}
