//! `tideover allocate explain`: why a need is given what a plan gives it.

use std::process::ExitCode;

use allocation::certificate::feasible;
use allocation::explain::{Barred, Explanation, Reasons, explain};
use allocation::{Instance, NeedId, Position};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::options::ExplainOptions;
use super::{files, fraction, packs, previous, read_open, remaining};
use crate::say;

/// Lots and needs listed by number; the counts are of all.
const LISTED_MAX: usize = 1_000;

/// Every reason with its name.
const REASONS: [(Reasons, &str); 6] = [
    (Reasons::STANDARD, "standard"),
    (Reasons::EARMARK, "earmark"),
    (Reasons::TIME, "time"),
    (Reasons::EXPIRY, "expiry"),
    (Reasons::PAPERS, "papers"),
    (Reasons::CONDITION, "condition"),
];
/// What is said when the files give no reason.
const UNLISTED: &str = "not_listed";

/// Reads a plan and explains one need of it.
pub fn run(options: &ExplainOptions) -> Result<ExitCode> {
    let folder = files::folder(&options.dir)?;
    let before = previous(options.previous.as_deref())?;
    let (instance, _) = remaining(&folder.instance, &before)?;
    ensure!(
        packs::uniform(&folder.packs) == Some(1),
        "plans in whole packs are not explained: a pack cannot be shared by single units"
    );
    let need = NeedId(options.need);
    let place = instance
        .need_place(need)
        .with_context(|| format!("{}: there is no need {}", options.dir.display(), need.0))?;
    let open = read_open(&options.plan, &before)?;
    let plan = feasible(&instance, &open)
        .with_context(|| format!("{} cannot be carried out", options.plan.display()))?;
    let barred = folder.traits.barred(&instance, need);
    let told = explain(&instance, &plan, &barred, need).context("the need is not there")?;
    let answer = Answer {
        instance: &instance,
        given: &plan.given,
        place,
        told: &told,
    };
    Ok(say::answer(
        options.json,
        || answer.json(),
        || answer.summary(),
    ))
}

struct Answer<'a> {
    instance: &'a Instance,
    given: &'a [i64],
    place: usize,
    told: &'a Explanation,
}

impl Answer<'_> {
    fn json(&self) -> Value {
        let told = self.told;
        let (demand, covered) = self.asked();
        json!({
            "need": told.need.0,
            "demand": demand,
            "covered": covered,
            "given": told.given,
            "lacks": told.lacks,
            "key": fraction(told.position),
            "lots": told.lots.iter().map(|lot| json!({
                "lot": lot.lot.0, "sent": lot.sent, "capacity": lot.capacity, "left": lot.left,
            })).collect::<Vec<_>>(),
            "barred": told.barred.iter().take(LISTED_MAX)
                .map(|one| json!({"lot": one.lot.0, "reasons": named(one)})).collect::<Vec<_>>(),
            "barred_by_reason": Value::Object(
                self.by_reason().into_iter().map(|(name, count)| (name.to_owned(), json!(count))).collect(),
            ),
            "group": self.group().take(LISTED_MAX)
                .map(|(need, position)| json!({"need": need.0, "key": fraction(position)})).collect::<Vec<_>>(),
            "group_size": told.shares_with.len(),
            "group_lots": told.shared_lots.iter().take(LISTED_MAX).map(|lot| lot.0).collect::<Vec<_>>(),
            "level": self.level().map(|(low, high)| json!({"lowest": fraction(low), "highest": fraction(high)})),
            "next_unit": told.one_more.map(|(need, from)| json!({"need": need.0, "key": fraction(from)})),
        })
    }

    fn asked(&self) -> (i64, i64) {
        let need = self.instance.needs().get(self.place);
        need.map_or((0, 0), |need| (need.demand, need.covered))
    }

    /// The needs with which it shares, where they stand.
    fn group(&self) -> impl Iterator<Item = (NeedId, Position)> + '_ {
        self.told.shares_with.iter().filter_map(|need| {
            let place = self.instance.need_place(*need)?;
            let given = self.given.get(place)?;
            Some((*need, self.instance.needs().get(place)?.position(*given)))
        })
    }

    /// Between which positions the group stands, this need included; none without a group.
    fn level(&self) -> Option<(Position, Position)> {
        let all = || self.group().map(|(_, position)| position);
        let (low, high) = all().min().zip(all().max())?;
        Some((low.min(self.told.position), high.max(self.told.position)))
    }

    /// How many lots are kept from this need by each reason; several reasons count for each.
    fn by_reason(&self) -> Vec<(&'static str, usize)> {
        let names = REASONS.iter().map(|(_, name)| *name).chain([UNLISTED]);
        names
            .map(|name| {
                let barred = self.told.barred.iter();
                (
                    name,
                    barred.filter(|one| named(one).contains(&name)).count(),
                )
            })
            .filter(|(_, count)| *count > 0)
            .collect()
    }

    fn summary(&self) -> String {
        let told = self.told;
        let (demand, covered) = self.asked();
        let mut lines = vec![format!(
            "need {}: of {demand}, {covered} were covered and {} are given; it stands at {} and lacks {}",
            told.need.0,
            told.given,
            fraction(told.position),
            told.lacks
        )];
        lines.push(format!("{} lots can reach it", told.lots.len()));
        lines.extend(told.lots.iter().filter(|lot| lot.sent > 0).map(|lot| {
            format!(
                "  lot {} sends {} of at most {}",
                lot.lot.0, lot.sent, lot.capacity
            )
        }));
        for (name, count) in self.by_reason() {
            lines.push(format!("{count} lots cannot: {name}"));
        }
        match self.level() {
            None => lines.push("it shares its lots with nobody".to_owned()),
            Some((low, high)) => lines.push(format!(
                "it shares {} lots with {} needs, which stand between {} and {}",
                told.shared_lots.len(),
                told.shares_with.len(),
                fraction(low),
                fraction(high)
            )),
        }
        lines.push(told.one_more.map_or_else(
            || "one more unit in its lots would lift nobody".to_owned(),
            |(need, from)| {
                format!(
                    "one more unit in its lots would lift need {}, from {}",
                    need.0,
                    fraction(from)
                )
            },
        ));
        lines.join("\n")
    }
}

fn named(barred: &Barred) -> Vec<&'static str> {
    let names = REASONS
        .iter()
        .filter(|(reason, _)| barred.reasons.contains(*reason));
    let names: Vec<&'static str> = names.map(|(_, name)| *name).collect();
    if names.is_empty() {
        vec![UNLISTED]
    } else {
        names
    }
}
