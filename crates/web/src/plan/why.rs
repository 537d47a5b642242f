//! Why a line is given what it is given: what can reach it, what cannot, what more would change.

use app::plan::More;
use relief::ids::Stamp;
use relief::place::Place;
use relief::plan::inputs::{Ask, Lot};
use relief::plan::item::{Explanation, Group, Packing, Reasons};
use relief::plan::road::Road;
use serde::Serialize;

use super::asks::Scene;
use super::said;
use crate::names;
use crate::t;
use crate::words::date_time;

/// Lots named in one explanation, of those that can come and of those that cannot; it says how many more there are.
const LOTS_NAMED_MAX: usize = 8;

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
    /// Who had less before, this one or another: that decides. Nothing where they stood alike.
    pub first: Option<String>,
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

/// The explanation of the line at `place`, with what else its goods were shared among.
pub(super) fn why_model(
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
        first: first(s, place, group),
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

/// Who of those that share had least before: the lowest is filled first, as long as no rule weighs them apart.
fn first(s: &Scene<'_>, place: usize, group: &Group) -> Option<String> {
    let policy = &s.plan.policy;
    let apart = policy.critical_first || policy.critical_weight > 1 || policy.by_cases;
    if apart || policy.epsilon > 0 || s.item.given(place) == 0 {
        return None;
    }
    let before = |ask: &Ask| s.level(ask, 0);
    let asks = || group.asks.iter().filter_map(|place| s.ask(*place));
    let (least, most) = (
        asks().min_by_key(|ask| before(ask))?,
        asks().max_by_key(|ask| before(ask))?,
    );
    let now = before(s.ask(place)?);
    if now > before(least) {
        let (name, least) = (s.whose(least), before(least));
        Some(t!(
            s.w,
            "plan-why-after",
            now = now,
            name = name,
            least = least
        ))
    } else if now < before(most) {
        let (name, most) = (s.whose(most), before(most));
        Some(t!(
            s.w,
            "plan-why-lowest",
            now = now,
            name = name,
            most = most
        ))
    } else {
        None
    }
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
        let (ask, level) = (s.ask(*place)?, s.reached(*place));
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
    let (now, then) = (s.reached(place), level(place, ask));
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
