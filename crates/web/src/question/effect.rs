//! What an answer led to, as a table of before and after.

use app::Refused;
use relief::catalogue::Item;
use relief::code::OfficialKind;
use relief::entry::Fact;
use relief::ids::*;
use relief::official_supply::{DAY_SECONDS, OfficialSupply};
use relief::state::State;
use serde::Serialize;

use super::clock::Clock;
use super::shift::{self, ShiftModel};
use crate::label::{Kind, label};
use crate::names;
use crate::official_supply::model::Delivery;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// A decision that follows an answer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EffectModel {
    /// The entry that says so.
    pub entry: u64,
    /// The entry of the decision.
    pub effect: u64,
    /// When it was said, seconds UTC.
    pub at: i64,
    /// What was decided.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What it changed: words, before, after.
    pub rows: Vec<(String, String, String)>,
    /// Given on paper and not there yet.
    pub waits: bool,
    /// Where its delivery stands, where a day is named.
    pub delivery: Option<Delivery>,
    /// From the decision to the end of that day.
    #[serde(skip)]
    pub clock: Option<Clock>,
    /// What it changed in the plan, once one followed it.
    pub shift: Option<ShiftModel>,
}

/// Reads the decision behind an effect.
///
/// # Errors
/// The store's failure.
pub(super) async fn read(
    visitor: &Visitor,
    said: relief::question::Effect,
) -> Result<Option<EffectModel>, Refused> {
    let Some(read) = visitor.app().read_entry(said.effect.0).await? else {
        return Ok(None);
    };
    let (w, now, state) = (visitor.words(), visitor.app().now(), visitor.app().state());
    let awaited = awaited(&state, said.effect, &read.entry.fact);
    let delivery = awaited.and_then(|supply| Delivery::of(w, supply, now));
    let (title, href, rows) = match &read.entry.fact {
        Fact::OfficialSupplyRecorded(f) => supply(
            w,
            &state,
            OfficialSupplyId(said.effect.0),
            f.item,
            said.effect,
        ),
        Fact::OfficialSupplyCorrected(f) => {
            let item = state.official_supplies.get(&f.supply).map(|s| s.item);
            let Some(item) = item else { return Ok(None) };
            supply(w, &state, f.supply, item, said.effect)
        }
        fact => of_plan(w, &state, fact),
    };
    Ok(Some(EffectModel {
        entry: said.index.0,
        effect: said.effect.0,
        at: said.at.0,
        title,
        href,
        rows,
        waits: awaited.is_some(),
        clock: delivery.as_ref().map(|of| clock(of, read.entry.at, now)),
        delivery,
        shift: said
            .shift
            .as_ref()
            .map(|shift| shift::model(w, &state, shift)),
    }))
}

type Told = (String, String, Vec<(String, String, String)>);

/// The record of a decision, as long as what it gives is still to come.
fn awaited<'s>(state: &'s State, decision: Index, fact: &Fact) -> Option<&'s OfficialSupply> {
    let id = match fact {
        Fact::OfficialSupplyRecorded(_) => OfficialSupplyId(decision.0),
        Fact::OfficialSupplyCorrected(f) => f.supply,
        _ => return None,
    };
    let found = state.official_supplies.get(&id)?;
    let stands = found.standing();
    let waits = stands.kind == OfficialKind::Allocated && stands.amount.n > 0;
    waits.then_some(found)
}

/// Time used and given, from the decision to the end of the day of delivery.
fn clock(delivery: &Delivery, decided: Stamp, now: Stamp) -> Clock {
    let since = |end: i64| u64::try_from(end.saturating_sub(decided.0)).unwrap_or(0);
    Clock {
        used: since(now.0),
        given: since(delivery.on.saturating_add(DAY_SECONDS)),
        stopped: false,
        delayed: false,
    }
}

/// All that the state gave this recipient of this item, before the decision and with it.
fn supply(w: Words, state: &State, id: OfficialSupplyId, item: Item, decision: Index) -> Told {
    let found = state.official_supplies.get(&id);
    let to = found.and_then(|s| state.recipient(s.recipient));
    let name = to.map_or("", |(_, recipient)| recipient.name.as_str());
    let given = || {
        let ids = to.into_iter().flat_map(|(_, r)| &r.official_supplies);
        ids.filter_map(|id| state.official_supplies.get(id))
    };
    let sum = |before: Index| {
        let stood = |s: &OfficialSupply| {
            let version = s.versions().filter(|v| v.index < before).last();
            version.map_or(0, |v| v.amount.counted())
        };
        let all = given().filter(|s| s.item == item);
        all.fold(0_u64, |sum, s| sum.saturating_add(stood(s)))
    };
    let (before, after) = (sum(decision), sum(Index(decision.0.saturating_add(1))));
    let what = t!(
        w,
        "effect-official",
        name = name,
        item = names::item(w, item)
    );
    let row = (
        what.clone(),
        names::amount(w, item, before),
        names::amount(w, item, after),
    );
    let href = format!("/official/{}", label(Kind::OfficialSupply, id.0));
    (what, href, vec![row])
}

fn of_plan(w: Words, state: &State, fact: &Fact) -> Told {
    let none = |title| (title, "/plan".to_owned(), Vec::new());
    match fact {
        Fact::PlanPublished(f) => none(t!(w, "effect-plan", n = f.number)),
        Fact::PlanAccepted(f) => none(t!(
            w,
            "effect-accepted",
            what = to(w, state, f.need, f.line)
        )),
        Fact::PlanChanged(f) => changed(w, state, (f.plan, f.offer, f.need, f.line), f.quantity),
        Fact::PlanLeft(f) => changed(w, state, (f.plan, f.offer, f.need, f.line), 0),
        _ => none(t!(w, "did-moved")),
    }
}

/// What a line of the plan gave, and what it gives now.
fn changed(
    w: Words,
    state: &State,
    (plan, offer, need, line): (PlanId, OfferId, NeedId, u64),
    quantity: u64,
) -> Told {
    let what = to(w, state, need, line);
    let mut published = state.plans.published.iter();
    let planned = published
        .find(|p| p.id == plan)
        .and_then(|p| p.plan.as_ref());
    let before = planned.and_then(|p| p.line((offer, need, line)));
    let item = state.line(need, line).map(|l| l.item);
    let rows = before.zip(item).map(|(before, item)| {
        let [one, other] = [before.quantity, quantity].map(|n| names::amount(w, item, n));
        (what.clone(), one, other)
    });
    let title = t!(w, "effect-changed", what = what.clone());
    (title, "/plan".to_owned(), rows.into_iter().collect())
}

fn to(w: Words, state: &State, need: NeedId, line: u64) -> String {
    let to = state
        .needs
        .get(&need)
        .and_then(|n| state.recipient(n.recipient));
    let name = to.map_or("", |(_, r)| r.name.as_str());
    let item = state
        .line(need, line)
        .map_or("", |l| names::item(w, l.item));
    t!(w, "effect-line", name = name, item = item)
}
