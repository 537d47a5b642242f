//! Who shares what, and why each line is given what it is given.

use app::plan::{More, Study};
use relief::ids::Stamp;
use relief::place::Place;
use relief::plan::Plan;
use relief::plan::inputs::{Ask, Lot};
use relief::plan::item::{Explanation, Group, ItemPlan, Packing, Reasons};
use relief::plan::road::Road;
use relief::state::State;
use serde::Serialize;

use super::said;
use super::weight::WeightModel;
use crate::names;
use crate::parts::bar::Bar;
use crate::t;
use crate::words::{Words, date_time, percent};

/// Lines shown of one item, the worst-off first; the page says how many more there are.
pub(super) const LINES_SHOWN_MAX: usize = 80;
/// Lots named in one explanation, of those that can come and of those that cannot; it says how many more there are.
const LOTS_NAMED_MAX: usize = 8;

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

    fn ask(&self, place: usize) -> Option<&Ask> {
        self.item.inputs.asks.get(place)
    }

    fn lot(&self, place: usize) -> Option<&Lot> {
        self.item.inputs.lots.get(place)
    }

    /// The share of a line's need that is there with so many more, in per cent.
    pub fn level(&self, ask: &Ask, given: u64) -> u64 {
        percent(ask.covered.sum().saturating_add(given), ask.demand).unwrap_or(0)
    }
}

/// A lot that can reach a line.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReachModel {
    /// The offer.
    pub offer: u64,
    /// Where it lies.
    pub place_name: String,
    /// What is left of it.
    pub quantity: u64,
    /// What of it goes here.
    pub sent: u64,
    /// What happens to it, in words.
    pub words: String,
}

/// A lot that cannot.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BarredModel {
    /// The offer.
    pub offer: u64,
    /// Where it lies.
    pub place_name: String,
    /// What is left of it.
    pub quantity: u64,
    /// Why not, in words.
    pub words: String,
}

/// Why a line is given what it is given.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct WhyModel {
    /// In one sentence.
    pub sentence: String,
    /// Lots that can reach it.
    pub reach: Vec<ReachModel>,
    /// Further ones.
    pub reach_more: u64,
    /// Lots that cannot.
    pub barred: Vec<BarredModel>,
    /// Further ones.
    pub barred_more: u64,
    /// What more goods would change, in words.
    pub more: Option<String>,
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
        let shown = group.asks.iter().take(room);
        let lines: Vec<AskModel> = shown.filter_map(line).collect();
        room = room.saturating_sub(lines.len());
        let asks = group.asks.iter().filter_map(|place| s.ask(*place));
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

fn why_model(
    s: &Scene<'_>,
    place: usize,
    (why, packing): (&Explanation, Option<&Packing>),
    group: &Group,
    more: Option<&More>,
) -> WhyModel {
    let mut reach = reach(s, why, group);
    // What comes here first, then what could.
    reach.sort_by_key(|lot| std::cmp::Reverse(lot.sent));
    let mut barred = s.ask(place).map_or(Vec::new(), |ask| barred(s, ask));
    let unsaid = |of: usize| u64::try_from(of.saturating_sub(LOTS_NAMED_MAX)).unwrap_or(u64::MAX);
    let (reach_more, barred_more) = (unsaid(reach.len()), unsaid(barred.len()));
    reach.truncate(LOTS_NAMED_MAX);
    barred.truncate(LOTS_NAMED_MAX);
    WhyModel {
        sentence: packing
            .and_then(|packing| packed(s, why, packing))
            .unwrap_or_else(|| sentence(s, place, why, group, packing)),
        reach,
        reach_more,
        barred,
        barred_more,
        more: more.and_then(|more| more_words(s, place, group, more)),
    }
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

/// The sentence that the plan can prove: who shares these goods, at which levels.
fn sentence(
    s: &Scene<'_>,
    place: usize,
    why: &Explanation,
    group: &Group,
    packing: Option<&Packing>,
) -> String {
    let (w, given) = (s.w, s.item.given(place));
    if why.lots.is_empty() {
        return t!(w, "plan-why-unreached");
    }
    if why.lacks <= 0 {
        return t!(w, "plan-why-enough");
    }
    if s.plan.policy.epsilon > 0 {
        let points = s.plan.policy.epsilon / 10;
        return t!(w, "plan-why-relaxed", points = points);
    }
    let others: Vec<usize> = why
        .shares_with
        .iter()
        .filter_map(|n| s.item.ask_of(*n))
        .collect();
    if given == 0 {
        let names: Vec<String> = others
            .iter()
            .filter_map(|o| s.ask(*o))
            .map(|a| s.whose(a))
            .collect();
        let level = s.ask(place).map_or(0, |ask| s.level(ask, 0));
        return t!(
            w,
            "plan-why-nothing",
            names = said::names(w, &names),
            level = level
        );
    }
    let units: u64 = group
        .lots
        .iter()
        .filter_map(|l| s.lot(*l))
        .map(|l| l.quantity)
        .sum();
    let lots = group.lots.iter().filter_map(|l| s.lot(*l));
    let lots = said::places(w, lots.map(|lot| s.place(lot.place)));
    if group.asks.len() < 2 {
        return t!(w, "plan-why-alone", lots = lots, amount = s.amount(units));
    }
    let level = |place: &usize| {
        let ask = s.ask(*place)?;
        let level = s.level(ask, s.item.given(*place));
        Some(t!(w, "plan-level", name = s.whose(ask), level = level))
    };
    let levels: Vec<String> = group.asks.iter().filter_map(level).collect();
    t!(
        w,
        "plan-why-shared",
        lots = lots,
        amount = s.amount(units),
        n = group.asks.len(),
        levels = said::names(w, &levels),
        one = s.amount(packing.and_then(|packing| packing.size).unwrap_or(1))
    )
}

/// What packs alone explain: a line that lacks less than any pack that can reach it, and packs of several sizes, of which no
/// proof can be given.
fn packed(s: &Scene<'_>, why: &Explanation, packing: &Packing) -> Option<String> {
    let lots = why.lots.iter().filter_map(|reach| s.item.lot_of(reach.lot));
    let smallest = lots
        .filter_map(|lot| s.lot(lot))
        .map(|lot| lot.pack)
        .min()?;
    let lacks = units(why.lacks);
    if lacks == 0 {
        None
    } else if lacks < smallest {
        let (lacks, pack) = (s.amount(lacks), s.amount(smallest));
        Some(t!(s.w, "plan-why-pack", lacks = lacks, pack = pack))
    } else if packing.size.is_none() {
        Some(t!(s.w, "plan-why-packs"))
    } else {
        None
    }
}

fn reach(s: &Scene<'_>, why: &Explanation, group: &Group) -> Vec<ReachModel> {
    let model = |reach: &relief::plan::item::Reach| {
        let place = s.item.lot_of(reach.lot)?;
        let lot = s.lot(place)?;
        let (sent, left) = (units(reach.sent), units(reach.left));
        let words = if sent > 0 {
            t!(s.w, "plan-reach-sent", amount = s.amount(sent))
        } else if left > 0 {
            match lot.pack {
                1 => t!(s.w, "plan-reach-left", amount = s.amount(left)),
                pack => t!(
                    s.w,
                    "plan-reach-left-pack",
                    amount = s.amount(left),
                    pack = s.amount(pack)
                ),
            }
        } else if group.lots.contains(&place) {
            t!(s.w, "plan-reach-group")
        } else {
            t!(s.w, "plan-reach-elsewhere")
        };
        Some(ReachModel {
            offer: lot.offer.0,
            place_name: s.place(lot.place),
            quantity: lot.quantity,
            sent,
            words,
        })
    };
    why.lots.iter().filter_map(model).collect()
}

fn units(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

fn barred(s: &Scene<'_>, ask: &Ask) -> Vec<BarredModel> {
    let model = |lot: &Lot| {
        let reasons = s.item.bars(lot, ask)?;
        Some(BarredModel {
            offer: lot.offer.0,
            place_name: s.place(lot.place),
            quantity: lot.quantity,
            words: bars(s, lot, ask, reasons),
        })
    };
    s.item.inputs.lots.iter().filter_map(model).collect()
}

/// Every reason why a lot cannot go to a line, in words.
fn bars(s: &Scene<'_>, lot: &Lot, ask: &Ask, reasons: Reasons) -> String {
    let w = s.w;
    let written = |standard: relief::standard::Standard| standard.written().replace(' ', "\u{a0}");
    let places = |of: &[Place]| said::places(w, of.iter().map(|p| s.place(*p)));
    let moment = |at: Option<Stamp>| at.map_or(String::new(), |at| date_time(w, at.0));
    let mut said = Vec::new();
    if reasons.contains(Reasons::STANDARD) {
        let accepted = names::standards(w, &ask.standards);
        said.push(match lot.standard.map(written) {
            Some(claimed) => t!(
                w,
                "plan-bar-standard",
                claimed = claimed,
                accepted = accepted
            ),
            None => t!(w, "plan-bar-no-standard", accepted = accepted),
        });
    }
    if reasons.contains(Reasons::EARMARK) {
        let mut meant: Vec<String> = lot.only_recipients.iter().map(|r| s.name_of(*r)).collect();
        meant.extend(lot.only_place.map(|p| s.place(p)));
        said.push(t!(w, "plan-bar-earmark", names = said::names(w, &meant)));
    }
    if reasons.contains(Reasons::TIME) {
        let leaves = lot.ready_on.map_or(s.plan.at, |ready| ready.max(s.plan.at));
        let arrives = leaves.plus_hours(Road::between(lot.place, ask.place).hours());
        said.push(t!(
            w,
            "plan-bar-time",
            arrives = moment(Some(arrives)),
            by = moment(ask.needed_by)
        ));
    }
    if reasons.contains(Reasons::EXPIRY) {
        said.push(t!(w, "plan-bar-expiry", on = moment(lot.expires_on)));
    }
    if reasons.contains(Reasons::PAPERS) {
        said.push(t!(w, "plan-bar-papers", places = places(&lot.permits)));
    }
    if reasons.contains(Reasons::CONDITION) {
        said.push(t!(w, "plan-bar-left"));
    }
    said.join(&t!(w, "list-comma"))
}

/// "Of such goods 100 more, and this place goes from 46 % to 59 %, another to 58 %."
fn more_words(s: &Scene<'_>, place: usize, group: &Group, more: &More) -> Option<String> {
    let (w, lot, ask) = (s.w, s.lot(more.lot)?, s.ask(place)?);
    let level = |place: usize, ask: &Ask| s.level(ask, more.given.get(place).copied().unwrap_or(0));
    let (now, then) = (s.level(ask, s.item.given(place)), level(place, ask));
    let (from, amount) = (s.place(lot.place), s.amount(more.units));
    if then <= now {
        return Some(t!(
            w,
            "plan-more-nothing",
            place = from,
            amount = amount,
            now = now
        ));
    }
    let other = |other: &&usize| **other != place;
    let others: Vec<String> = group
        .asks
        .iter()
        .filter(other)
        .filter_map(|o| {
            let ask = s.ask(*o)?;
            Some(t!(
                w,
                "plan-level",
                name = s.whose(ask),
                level = level(*o, ask)
            ))
        })
        .collect();
    let here = t!(
        w,
        "plan-more",
        place = from,
        amount = amount,
        now = now,
        then = then
    );
    if others.is_empty() {
        return Some(here);
    }
    Some(t!(
        w,
        "plan-more-others",
        here = here,
        others = said::names(w, &others)
    ))
}
