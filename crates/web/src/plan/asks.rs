//! Who shares what.

use app::plan::{More, Study};
use relief::place::Place;
use relief::plan::Plan;
use relief::plan::inputs::{Ask, Lot};
use relief::plan::item::{Group, ItemPlan};
use relief::state::State;
use serde::Serialize;

use super::said;
use super::weight::WeightModel;
use super::why::{WhyModel, why_model};
use crate::names;
use crate::parts::bar::Bar;
use crate::words::{Words, percent};

/// Lines shown of one item, the worst-off first; the page says how many more there are.
pub(super) const LINES_SHOWN_MAX: usize = 80;

/// One item of a plan, with what is needed to speak about it.
pub(super) struct Scene<'s> {
    pub w: Words,
    pub state: &'s State,
    pub plan: &'s Plan,
    pub item: &'s ItemPlan,
}

impl Scene<'_> {
    /// The recipient's name of a line.
    pub fn whose(&self, ask: &Ask) -> String {
        self.name_of(ask.recipient)
    }

    /// The name of a recipient.
    pub fn name_of(&self, id: relief::ids::RecipientId) -> String {
        let found = self.state.recipient(id);
        found.map_or(String::new(), |(_, r)| r.name.as_str().to_owned())
    }

    /// Where a lot lies, as the sentences name it.
    pub fn place(&self, place: Place) -> String {
        names::place(self.w, self.state, place)
    }

    /// A count with the unit of the item.
    pub fn amount(&self, n: u64) -> String {
        names::amount(self.w, self.item.item, n)
    }

    /// The line at a place of the item's lines.
    pub fn ask(&self, place: usize) -> Option<&Ask> {
        self.item.inputs.asks.get(place)
    }

    /// The lot at a place of its lots.
    pub fn lot(&self, place: usize) -> Option<&Lot> {
        self.item.inputs.lots.get(place)
    }

    /// The share of a line's need that is there with so many more, in per cent.
    pub fn level(&self, ask: &Ask, given: u64) -> u64 {
        percent(ask.covered.sum().saturating_add(given), ask.demand).unwrap_or(0)
    }

    /// The same for the line at a place, with what the plan gives it.
    pub fn reached(&self, place: usize) -> u64 {
        let given = self.item.given(place);
        self.ask(place).map_or(0, |ask| self.level(ask, given))
    }
}

/// One need line.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AskModel {
    /// The need.
    pub need: u64,
    /// Its line.
    pub line: u64,
    /// The recipient.
    pub recipient: u64,
    /// Its name.
    pub recipient_name: String,
    /// Where it is.
    pub place_name: String,
    /// Lives depend on it.
    pub critical: bool,
    /// What its place's reported cases make it weigh, where the policy weighs by them.
    pub weight: Option<WeightModel>,
    /// What is asked for.
    pub claimed: u64,
    /// Code of what stands behind it.
    pub evidence: &'static str,
    /// The same in words.
    pub evidence_words: String,
    /// What counts.
    pub demand: u64,
    /// Supplied by the state.
    pub official: u64,
    /// Received.
    pub received: u64,
    /// On its way.
    pub moving: u64,
    /// Firm.
    pub firm: u64,
    /// Accepted, not firm yet.
    pub reserved: u64,
    /// All of that.
    pub covered: u64,
    /// What the plan gives.
    pub given: u64,
    /// The share there before, in per cent.
    pub before: u64,
    /// And after.
    pub after: u64,
    /// Why; nothing beyond the lines that are explained.
    pub why: Option<WhyModel>,
}

impl AskModel {
    /// Its bar: what is there, then what the plan gives.
    pub fn bar<'a>(&self, unit: &'a str) -> Bar<'a> {
        Bar {
            needed: Some(self.demand),
            official: self.official,
            received: self.received,
            moving: self.moving,
            firm: self.firm.saturating_add(self.reserved),
            planned: self.given,
            unit,
            ..Bar::default()
        }
    }
}

/// Lines that share the same goods.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GroupModel {
    /// Whose, in words.
    pub names: String,
    /// The level that all of them reach at least, in per cent.
    pub level: u64,
    /// Worst-off first.
    pub lines: Vec<AskModel>,
}

/// The groups of an item, as far as they are shown.
pub(super) fn groups(s: &Scene<'_>, study: &Study) -> Vec<GroupModel> {
    let mut room = LINES_SHOWN_MAX;
    let model = |(group, more): &(Group, Option<More>)| {
        let line = |place: &usize| {
            let why = study.whys.get(place);
            let packing = study.packing.as_ref();
            let why = why.map(|why| why_model(s, *place, (why, packing), group, more.as_ref()));
            ask_model(s, *place, why)
        };
        let mut places = group.asks.clone();
        // Of those that reach the same level, who had least of all comes first.
        places.sort_by_key(|place| {
            s.ask(*place)
                .map(|ask| (s.reached(*place), s.level(ask, 0)))
        });
        let shown = places.iter().take(room);
        let lines: Vec<AskModel> = shown.filter_map(line).collect();
        room = room.saturating_sub(lines.len());
        let asks = places.iter().filter_map(|place| s.ask(*place));
        let names: Vec<String> = asks.map(|ask| s.whose(ask)).collect();
        GroupModel {
            names: said::names(s.w, &names),
            level: lines.first().map_or(0, |line| line.after),
            lines,
        }
    };
    let groups = study.groups.iter().map(model);
    groups.filter(|group| !group.lines.is_empty()).collect()
}

fn ask_model(s: &Scene<'_>, place: usize, why: Option<WhyModel>) -> Option<AskModel> {
    let ask = s.ask(place)?;
    let given = s.item.given(place);
    let covered = ask.covered;
    Some(AskModel {
        need: ask.need.0,
        line: ask.line,
        recipient: ask.recipient.0,
        recipient_name: s.whose(ask),
        place_name: s.place(ask.place),
        critical: ask.is_critical,
        weight: WeightModel::of(s, ask),
        claimed: ask.claimed,
        evidence: ask.class.code(),
        evidence_words: said::class(s.w, ask.class),
        demand: ask.demand,
        official: covered.official,
        received: covered.received,
        moving: covered.moving,
        firm: covered.firm,
        reserved: covered.reserved,
        covered: covered.sum(),
        given,
        before: s.level(ask, 0),
        after: s.level(ask, given),
        why,
    })
}
