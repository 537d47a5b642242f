//! One line of the plan: what it gives, and what another quantity would do before anybody says why.

use relief::feedback::{self, Feedback};
use relief::ids::{ConsignmentId, PartyId};
use relief::plan::decision::{Named, side};
use relief::plan::item::ItemPlan;
use relief::plan::stage::{Status, status};
use relief::plan::{Line, Plan, Published};
use relief::state::State;
use serde::Serialize;

use super::asks::Scene;
use super::decide::{from, key, recipient, words};
use super::form::LineForm;
use super::weight::WeightModel;
use crate::consignment;
use crate::names;
use crate::need::texts::{self, TextModel};
use crate::visitor::Visitor;
use crate::words::percent;

/// Words of a recipient shown beside a line, the newest.
const SAID_MAX: usize = 8;

/// What another quantity would do.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EffectModel {
    /// The quantity.
    pub quantity: u64,
    /// The share of the need that would be there, in per cent.
    pub level: u64,
    /// Where the worst-off line of the item would stand.
    pub worst: Option<u64>,
    /// What the plan gives of the offer to other lines and nobody has carried out yet.
    pub elsewhere: u64,
    /// What would be left of the offer beside all of that.
    pub left: u64,
    /// What those other lines would lack.
    pub short: u64,
}

/// What a recipient said of earlier goods: a fact beside the plan, in no figure of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SaidModel {
    /// The entry.
    pub entry: u64,
    /// When, seconds UTC.
    pub at: i64,
    /// The consignment.
    pub consignment: u64,
    /// A verdict, thanks, or both.
    pub words: String,
}

/// `/plan/line`; figures in base units, shares in whole per cent.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinePage {
    /// Names the line.
    pub of: String,
    /// The number of the plan.
    pub number: u64,
    /// Whether a newer plan stands.
    pub replaced: bool,
    /// Code of the item.
    pub item: &'static str,
    /// Its name.
    pub item_name: &'static str,
    /// The unit's word.
    pub unit: &'static str,
    /// The offer.
    pub offer: u64,
    /// Where the goods lie.
    pub place_name: String,
    /// The need.
    pub need: u64,
    /// The recipient's name.
    pub recipient_name: String,
    /// As planned.
    pub planned: u64,
    /// As it stands.
    pub quantity: u64,
    /// What is left of the offer, this line's part included.
    pub available: u64,
    /// The share of the need there with the plan, in per cent.
    pub level: u64,
    /// What the place's reported cases make the need weigh, where the policy weighs by them.
    pub weight: Option<WeightModel>,
    /// Where the worst-off line stands with the plan.
    pub worst: Option<u64>,
    /// How it stands, in words.
    pub words: String,
    /// The commitment made of it.
    pub commitment: Option<u64>,
    /// What those who changed or left it said.
    pub texts: Vec<TextModel>,
    /// What this recipient said of earlier goods of this kind from the same donor, the newest first.
    pub said: Vec<SaidModel>,
    /// What the quantity asked about would do.
    pub effect: Option<EffectModel>,
    /// The answer that a decision would follow, as typed.
    #[serde(skip)]
    pub because: String,
    /// Whether the reader may say yes.
    #[serde(skip)]
    pub takes: bool,
    /// Whether the reader may change or leave it.
    #[serde(skip)]
    pub is_open: bool,
    /// What was typed.
    #[serde(skip)]
    pub form: LineForm,
    /// What did not fit: field and sentence.
    #[serde(skip)]
    pub faults: Vec<(String, String)>,
    /// Makes a form act once.
    #[serde(skip)]
    pub token: String,
}

/// Collects the page of a line; nothing when there is none.
pub(super) async fn page(visitor: &Visitor, named: Named, asked: Option<u64>) -> Option<LinePage> {
    let (mut page, seals) = public(visitor, named, asked)?;
    for entry in seals {
        page.texts.extend(texts::of(visitor, entry).await);
    }
    Some(page)
}

fn public(visitor: &Visitor, named: Named, asked: Option<u64>) -> Option<(LinePage, Vec<u64>)> {
    let (w, state) = (visitor.words(), visitor.app().state());
    let published = state.plans.published.iter().find(|p| p.id == named.plan)?;
    let plan: &Plan = published.plan.as_ref()?;
    let line = plan.line((named.offer, named.need, named.line))?;
    let item = plan.items.iter().find(|item| item.lines.contains(line))?;
    let scene = Scene {
        w,
        state: &state,
        plan,
        item,
    };
    let status = status(&state, published, line);
    let stands = state
        .plans
        .current()
        .is_some_and(|current| current.id == published.id);
    let actor = visitor.who.as_ref().map(|who| who.actor());
    let side = actor
        .and_then(|actor| side(&state, &actor, line.key()))
        .filter(|_| stands);
    let decision = status.decision;
    let said = [decision.changed, decision.left];
    let offer = state.offers.get(&line.offer)?;
    let page = LinePage {
        of: key(published, line),
        number: published.number,
        replaced: !stands,
        item: item.item.code(),
        item_name: names::item(w, item.item),
        unit: names::unit(w, item.item.unit(), line.quantity),
        offer: line.offer.0,
        place_name: from(&scene, line),
        need: line.need.0,
        recipient_name: recipient(&scene, line),
        planned: line.quantity,
        quantity: status.quantity,
        available: offer.left(),
        level: level(&scene, line, line.quantity)?,
        weight: weight(&scene, line),
        worst: worst(item, line, line.quantity),
        words: words(w, &state, &status),
        commitment: status.commitment.map(|id| id.0),
        texts: Vec::new(),
        said: heard(&scene, line, offer.donor),
        effect: asked.and_then(|quantity| {
            let elsewhere = elsewhere(&state, published, line);
            effect(&scene, line, quantity, (offer.left(), elsewhere))
        }),
        because: String::new(),
        takes: side.is_some_and(|side| status.takes(side)),
        is_open: side.is_some() && status.is_open(),
        form: LineForm::default(),
        faults: Vec::new(),
        token: texts::token(visitor),
    };
    let seals = said
        .into_iter()
        .flatten()
        .map(|said| said.index.0)
        .collect();
    Some((page, seals))
}

fn heard(s: &Scene<'_>, line: &Line, donor: PartyId) -> Vec<SaidModel> {
    let need = s.state.needs.get(&line.need);
    let Some((recipient, _)) = need.and_then(|need| s.state.recipient(need.recipient)) else {
        return Vec::new();
    };
    let all = feedback::of_donor(s.state, donor, recipient, s.item.item);
    let model = |(id, of): (ConsignmentId, &Feedback)| SaidModel {
        entry: of.index.0,
        at: of.at.0,
        consignment: id.0,
        words: consignment::words::feedback(s.w, of),
    };
    all.take(SAID_MAX).map(model).collect()
}

/// What other lines of the plan give of the same offer, as far as it is still to be promised.
fn elsewhere(state: &State, published: &Published, line: &Line) -> u64 {
    let lines = published.plan.iter().flat_map(|plan| plan.lines());
    let others = lines.filter(|other| other.offer == line.offer && other.key() != line.key());
    let open = others.map(|other| status(state, published, other));
    open.filter(Status::is_open)
        .map(|status| status.quantity)
        .sum()
}

fn effect(
    s: &Scene<'_>,
    line: &Line,
    quantity: u64,
    (available, elsewhere): (u64, u64),
) -> Option<EffectModel> {
    let promised = quantity.saturating_add(elsewhere);
    Some(EffectModel {
        quantity,
        level: level(s, line, quantity)?,
        worst: worst(s.item, line, quantity),
        elsewhere,
        left: available.saturating_sub(promised),
        short: promised.saturating_sub(available).min(elsewhere),
    })
}

fn weight(s: &Scene<'_>, line: &Line) -> Option<WeightModel> {
    let mut asks = s.item.inputs.asks.iter();
    let ask = asks.find(|ask| (ask.need, ask.line) == (line.need, line.line))?;
    WeightModel::of(s, ask)
}

/// What is there for each line of the item if this one is given another quantity.
fn there(item: &ItemPlan, line: &Line, quantity: u64) -> Vec<(u64, u64, bool)> {
    let asks = item.inputs.asks.iter().enumerate();
    let level = |(place, ask): (usize, &relief::plan::inputs::Ask)| {
        let is_it = (ask.need, ask.line) == (line.need, line.line);
        let given = item.given(place);
        let given = if is_it {
            given.saturating_sub(line.quantity).saturating_add(quantity)
        } else {
            given
        };
        (ask.covered.sum().saturating_add(given), ask.demand, is_it)
    };
    asks.map(level).collect()
}

fn level(s: &Scene<'_>, line: &Line, quantity: u64) -> Option<u64> {
    let all = there(s.item, line, quantity);
    let (there, of, _) = all.into_iter().find(|(.., is_it)| *is_it)?;
    percent(there, of)
}

fn worst(item: &ItemPlan, line: &Line, quantity: u64) -> Option<u64> {
    let all = there(item, line, quantity);
    all.into_iter()
        .filter_map(|(there, of, _)| percent(there, of))
        .min()
}
