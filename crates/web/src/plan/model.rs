//! What the page of the plan shows; its JSON. Figures in base units, shares in whole per cent, rounded down.

use std::sync::Arc;

use app::Refused;
use relief::catalogue::Item;
use relief::plan::item::{ItemPlan, Packing};
use relief::plan::redirects::Proposal;
use relief::plan::{Plan, Published};
use serde::Serialize;

use super::asks::{AskModel, GroupModel, LINES_SHOWN_MAX, groups};
use super::decide::{DecidedModel, OwnLine, decided, own_lines};
use super::deed::{DeedModel, deed};
use super::lots::{LeftOutModel, LotModel, ROWS_SHOWN_MAX, left_out, lots};
use super::redirects::{BesideModel, RedirectModel, redirects};
use super::several::SeveralForm;
use crate::names;
use crate::need::texts;
use crate::visitor::Visitor;
use crate::words::{Words, percent};

/// An item of the plan.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ItemModel {
    /// Its code.
    pub item: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The unit's word.
    pub unit: &'static str,
    /// What the plan gives of it.
    pub total: u64,
    #[serde(skip)]
    of: Item,
}

impl ItemModel {
    /// The unit's word beside a figure.
    pub fn unit_of(&self, w: Words, n: u64) -> &'static str {
        names::unit(w, self.of.unit(), n)
    }
}

/// The plan on the record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StandingModel {
    /// Counted from 1.
    pub number: u64,
    /// The entry that published it.
    pub entry: u64,
    /// When, seconds UTC.
    pub at: i64,
    /// The digest that the entry states.
    pub digest: String,
    /// Whether the plan that follows from the journal has that digest.
    pub agrees: bool,
    /// Entries written since.
    pub entries_since: u64,
}

/// One step of the knob.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PriceModel {
    /// Thousandths of a need by which a level may fall.
    pub epsilon: u64,
    /// Transport in points.
    pub transport: u64,
    /// Points spared against the fairest plan.
    pub spared: u64,
    /// Where the worst-off line stands, in per cent.
    pub worst: Option<u64>,
    /// Whether this plan was made with it.
    pub chosen: bool,
}

/// What is given in whole packs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PackingModel {
    /// Units in a pack, where all goods have packs of one size.
    pub size: Option<u64>,
    /// Where the worst-off line would stand if packs could be opened, in per cent.
    pub worst_opened: Option<u64>,
    /// Units that stay in their packs though somebody lacks them.
    pub stranded: u64,
}

/// What comes first.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct PolicyModel {
    /// See [`PriceModel::epsilon`].
    pub epsilon: u64,
    /// Critical needs are served whole first.
    pub critical_first: bool,
    /// Times the coverage of others that a critical need gets.
    pub critical_weight: u64,
    /// Everyone first to so many thousandths.
    pub everyone_first: u64,
    /// Needs weigh more where more cases were reported.
    pub by_cases: bool,
    /// The entry that set it.
    pub entry: Option<u64>,
}

/// `/plan`.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct PlanPage {
    /// Everything that is planned.
    pub items: Vec<ItemModel>,
    /// Which of them this page is about.
    pub item: Option<ItemModel>,
    /// The plan on the record; nothing: this is what would be published now.
    pub standing: Option<StandingModel>,
    /// Entries of the journal that it was made of.
    pub size: u64,
    /// Its moment, seconds UTC.
    pub at: i64,
    /// Where the worst-off line stands without it, in per cent.
    pub worst_before: Option<u64>,
    /// And with it.
    pub worst_after: Option<u64>,
    /// How goods in packs are given out; nothing where all of them come loose.
    pub packing: Option<PackingModel>,
    /// Who shares what, the worst-off first.
    pub groups: Vec<GroupModel>,
    /// Further lines, better off, that are not listed.
    pub lines_more: u64,
    /// Lines that no plan considers.
    pub left_out: Vec<LeftOutModel>,
    /// Further ones.
    pub left_out_more: u64,
    /// What there is to share.
    pub lots: Vec<LotModel>,
    /// Further offers.
    pub lots_more: u64,
    /// What fairness costs.
    pub prices: Vec<PriceModel>,
    /// What this plan was made by.
    pub policy: PolicyModel,
    /// Offers and need lines, when they are more than one plan considers.
    pub too_large: Option<(usize, usize)>,
    /// What was decided about the lines of this item.
    pub decided: DecidedModel,
    /// Firm goods above what their recipient needs, for those who lack them.
    pub redirects: Vec<RedirectModel>,
    /// The same of items that the plan gives nothing of.
    pub beside: Vec<BesideModel>,
    /// Plan against deed.
    pub deed: Option<DeedModel>,
    /// Lines of this item that the reader decides about.
    #[serde(skip)]
    pub own: Vec<OwnLine>,
    /// What was typed to change several of them.
    #[serde(skip)]
    pub several: SeveralForm,
    /// Whether the reader publishes plans.
    #[serde(skip)]
    pub may_publish: bool,
    /// Whether the reader sets what comes first.
    #[serde(skip)]
    pub may_set: bool,
    /// The answer that a new plan would follow, as typed.
    #[serde(skip)]
    pub because: String,
    /// What did not fit: field and sentence.
    #[serde(skip)]
    pub faults: Vec<(String, String)>,
    /// Makes a form act once.
    #[serde(skip)]
    pub token: String,
}

impl PlanPage {
    /// Whether the reader has a line to decide, or the first plan to publish: then that comes first on the page.
    pub fn decides(&self) -> bool {
        !self.own.is_empty() || (self.may_publish && self.standing.is_none())
    }

    /// What the page says of a line of a need, where it lists it.
    pub fn ask(&self, need: u64, line: u64) -> Option<&AskModel> {
        let mut lines = self.groups.iter().flat_map(|group| &group.lines);
        lines.find(|ask| (ask.need, ask.line) == (need, line))
    }
}

/// Collects the page for an item, or for the one of which most is given.
pub(super) async fn page(visitor: &Visitor, asked: &str) -> Result<PlanPage, Refused> {
    let (w, app) = (visitor.words(), visitor.app());
    let standing = app.state().plans.current().cloned();
    let made = standing.as_ref().and_then(|s| s.plan.clone());
    let plan = match made {
        Some(plan) => Ok(plan),
        None => (*app.proposal().await?).clone(),
    };
    let mut page = PlanPage {
        token: texts::token(visitor),
        ..PlanPage::default()
    };
    let who = visitor.who.as_ref().map(|who| who.actor());
    if let Some(actor) = &who {
        let state = app.state();
        page.may_publish = relief::plan::may_publish(&state, actor);
        page.may_set = state.leads(actor, None);
    }
    let plan = match plan {
        Ok(plan) => plan,
        Err(large) => {
            page.too_large = Some((large.lots, large.asks));
            return Ok(page);
        }
    };
    page.beside = beside(visitor, &plan).await?;
    (page.size, page.at) = (plan.size, plan.at.0);
    page.items = plan.items.iter().map(|i| item_model(w, i)).collect();
    let Some(item) = chosen(&plan, asked) else {
        return Ok(page);
    };
    let study = app.study(&plan, item.item).await?;
    let proposals = app.redirects(item.item).await?;
    page.prices = prices(&plan, &study.prices);
    let state = app.state();
    page.item = Some(item_model(w, item));
    page.standing = standing.as_ref().map(|s| standing_model(s, state.size));
    page.policy = policy(&plan, &state.plans.policies);
    if let Some((before, after)) = item.worst() {
        page.worst_before = percent(before.0, before.1);
        page.worst_after = percent(after.0, after.1);
    }
    let scene = super::asks::Scene {
        w,
        state: &state,
        plan: &plan,
        item,
    };
    page.packing = study.packing.as_ref().map(packing);
    page.groups = groups(&scene, &study);
    page.lines_more = beyond(item.inputs.asks.len(), LINES_SHOWN_MAX);
    page.left_out = left_out(&scene);
    page.left_out_more = beyond(item.inputs.left_out.len(), ROWS_SHOWN_MAX);
    page.lots = lots(&scene);
    page.lots_more = beyond(item.inputs.lots.len(), ROWS_SHOWN_MAX);
    if let Some(standing) = &standing {
        page.decided = decided(&scene, standing);
        page.own = who
            .as_ref()
            .map_or(Vec::new(), |actor| own_lines(&scene, standing, actor));
    }
    page.redirects = redirects(w, &state, &proposals, who.as_ref());
    page.deed = deed(&scene);
    Ok(page)
}

async fn beside(visitor: &Visitor, plan: &Plan) -> Result<Vec<BesideModel>, Refused> {
    let (w, app) = (visitor.words(), visitor.app());
    let found = app.redirects_beside(plan).await?;
    let who = visitor.who.as_ref().map(|who| who.actor());
    let state = app.state();
    let model = |(item, proposals): &(Item, Vec<Proposal>)| BesideModel {
        item: item_of(w, *item, proposals.iter().map(|of| of.quantity).sum()),
        redirects: redirects(w, &state, proposals, who.as_ref()),
    };
    Ok(found.iter().map(model).collect())
}

/// How many of a list are not shown.
pub(super) fn beyond(all: usize, shown: usize) -> u64 {
    u64::try_from(all.saturating_sub(shown)).unwrap_or(u64::MAX)
}

fn chosen<'p>(plan: &'p Arc<Plan>, asked: &str) -> Option<&'p ItemPlan> {
    let asked = Item::from_code(asked);
    let named = plan.items.iter().find(|i| Some(i.item) == asked);
    named.or_else(|| {
        // Of equals the first in the catalogue.
        let most = plan.items.iter().rev().max_by_key(|i| i.total());
        most.filter(|_| asked.is_none())
    })
}

fn item_model(w: Words, of: &ItemPlan) -> ItemModel {
    item_of(w, of.item, of.total())
}

fn item_of(w: Words, item: Item, total: u64) -> ItemModel {
    ItemModel {
        item: item.code(),
        name: names::item(w, item),
        unit: names::unit(w, item.unit(), total),
        total,
        of: item,
    }
}

fn standing_model(of: &Published, size: u64) -> StandingModel {
    StandingModel {
        number: of.number,
        entry: of.id.0,
        at: of.at.0,
        digest: of.digest.hex(),
        agrees: of.agrees(),
        entries_since: size.saturating_sub(of.id.0).saturating_sub(1),
    }
}

fn prices(plan: &Plan, of: &[relief::plan::item::Price]) -> Vec<PriceModel> {
    let fairest = of.first().map_or(0, |price| price.transport);
    let model = |price: &relief::plan::item::Price| PriceModel {
        epsilon: price.epsilon,
        transport: price.transport,
        spared: fairest.saturating_sub(price.transport),
        worst: price.worst.and_then(|(there, of)| percent(there, of)),
        chosen: price.epsilon == plan.policy.epsilon,
    };
    of.iter().map(model).collect()
}

fn packing(of: &Packing) -> PackingModel {
    PackingModel {
        size: of.size,
        worst_opened: of.worst_opened.and_then(|(there, of)| percent(there, of)),
        stranded: of.stranded,
    }
}

fn policy(plan: &Plan, sets: &[relief::plan::policy::PolicySet]) -> PolicyModel {
    let set = sets.iter().rev().find(|set| set.index.0 < plan.size);
    PolicyModel {
        epsilon: plan.policy.epsilon,
        critical_first: plan.policy.critical_first,
        critical_weight: plan.policy.critical_weight,
        everyone_first: plan.policy.everyone_first,
        by_cases: plan.policy.by_cases,
        entry: set.map(|set| set.index.0),
    }
}
