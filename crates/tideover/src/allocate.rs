//! `tideover allocate`: the fair plan of lots and needs that stand in files, and its check.

mod check;
mod files;
pub mod options;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use allocation::{Allocation, Instance, Position, Shipment, allocate, relax, unfair_cost};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::say;
use files::Planned;
use options::{AllocateOptions, AllocateWhat};

/// Makes a plan, or does what else was asked.
pub fn run(options: AllocateOptions) -> Result<ExitCode> {
    if let Some(AllocateWhat::Check(options)) = options.what {
        return check::run(&options);
    }
    let (dir, out) = options
        .dir
        .zip(options.out)
        .context("DIR and --out are needed")?;
    let whole = files::instance(&dir)?;
    let before = previous(options.previous.as_deref())?;
    let (instance, open) = remaining(&whole, &before)?;
    let fair = allocate(&instance, &open);
    let plan = if options.epsilon.is_zero() {
        fair.clone()
    } else {
        save(&files::fair_path(&out), &instance, &fair, &before)?;
        relax(&instance, &fair, options.epsilon, &open)
    };
    save(&out, &instance, &plan, &before)?;
    let made = Made {
        instance: &instance,
        fair: &fair,
        plan: &plan,
        unfair_cost: unfair_cost(&instance),
        before: &before,
    };
    if options.json {
        say::line(&made.json().to_string());
    } else {
        say::line(&made.summary(&out));
    }
    Ok(ExitCode::SUCCESS)
}

/// The plan that is out already, or none.
fn previous(path: Option<&Path>) -> Result<Planned> {
    path.map_or_else(|| Ok(Planned::default()), files::plan)
}

/// What is left to plan once everything dispatched is where it goes, and what of the previous plan is still open.
fn remaining(whole: &Instance, before: &Planned) -> Result<(Instance, Vec<Shipment>)> {
    let instance = whole
        .after(&before.dispatched)
        .context("the previous plan does not fit")?;
    Ok((instance, subtract(&before.shipments, &before.dispatched)))
}

/// `all` without `part`.
fn subtract(all: &[Shipment], part: &[Shipment]) -> Vec<Shipment> {
    let mut sums = sums(all);
    for shipment in part {
        if let Some(sum) = sums.get_mut(&(shipment.lot, shipment.need)) {
            *sum -= shipment.quantity;
        }
    }
    listed(sums)
}

type Sums = BTreeMap<(allocation::LotId, allocation::NeedId), i64>;

fn sums(shipments: &[Shipment]) -> Sums {
    let mut sums = Sums::new();
    for shipment in shipments {
        *sums.entry((shipment.lot, shipment.need)).or_default() += shipment.quantity;
    }
    sums
}

fn listed(sums: Sums) -> Vec<Shipment> {
    sums.into_iter()
        .filter(|(_, quantity)| *quantity > 0)
        .map(|((lot, need), quantity)| Shipment {
            lot,
            need,
            quantity,
        })
        .collect()
}

/// Writes a plan, with what is dispatched, and its proof.
fn save(path: &Path, instance: &Instance, plan: &Allocation, before: &Planned) -> Result<()> {
    let whole = [before.dispatched.as_slice(), &plan.shipments].concat();
    files::write_plan(path, &listed(sums(&whole)))?;
    files::write_proof(&files::proof_path(path), instance, &plan.certificate)
}

/// What was made, for the answer.
struct Made<'a> {
    instance: &'a Instance,
    fair: &'a Allocation,
    plan: &'a Allocation,
    unfair_cost: i128,
    before: &'a Planned,
}

impl Made<'_> {
    fn json(&self) -> Value {
        let gap: i64 = self
            .instance
            .needs()
            .iter()
            .map(allocation::Need::gap)
            .sum();
        let supply: i64 = self.instance.lots().iter().map(|lot| lot.quantity).sum();
        let dispatched: i64 = self.before.dispatched.iter().map(|one| one.quantity).sum();
        json!({
            "lots": self.instance.lots().len(),
            "needs": self.instance.needs().len(),
            "arcs": self.instance.arcs().count(),
            "supply": supply,
            "gap": gap,
            "dispatched": dispatched,
            "total": self.plan.total,
            "min_key": self.min_key().map(fraction),
            "cost": number(self.plan.cost),
            "fair_cost": number(self.fair.cost),
            "unfair_cost": number(self.unfair_cost),
            "price_of_fairness": self.price(),
            "dropped": self.plan.dropped,
            "remarks": self.remarks(),
            "rounds": self.fair.effort.rounds,
            "blocks": self.fair.effort.blocks,
            "pivots": self.plan.effort.pivots,
            "by_need": self.by_need(),
        })
    }

    fn by_need(&self) -> Vec<Value> {
        let blocks = self.plan.given.iter().zip(&self.fair.block_of_need);
        self.instance
            .needs()
            .iter()
            .zip(blocks)
            .map(|(need, (given, block))| {
                let key = fraction(need.position(*given));
                json!({"need": need.id.0, "given": given, "key": key, "block": block})
            })
            .collect()
    }

    fn min_key(&self) -> Option<Position> {
        let needs = self.instance.needs().iter().zip(&self.plan.given);
        needs.map(|(need, given)| need.position(*given)).min()
    }

    /// Transport of the plan for each unit of transport without fairness, with three decimals.
    fn price(&self) -> Option<String> {
        let thousandths = (self.plan.cost * 1000).checked_div(self.unfair_cost)?;
        Some(format!("{}.{:03}", thousandths / 1000, thousandths % 1000))
    }

    /// What a reader of the figures alone would not see.
    fn remarks(&self) -> Vec<String> {
        let instance = self.instance;
        let mut remarks = Vec::new();
        if instance.needs().is_empty() {
            remarks.push("there are no needs: nothing is to be shared".to_owned());
        }
        if instance.lots().iter().all(|lot| lot.quantity == 0) {
            remarks.push("the lots hold nothing: nobody is given anything".to_owned());
        }
        let unreached = instance.unreached().count();
        if unreached > 0 {
            remarks.push(format!(
                "{unreached} needs lack something that no lot can bring them"
            ));
        }
        remarks
    }

    fn summary(&self, out: &Path) -> String {
        let plan = self.plan;
        let mut lines = vec![
            format!(
                "{} units to {} needs; the worst-off stands at {}",
                plan.total,
                plan.given.iter().filter(|given| **given > 0).count(),
                self.min_key()
                    .map_or_else(|| "no need".to_owned(), fraction)
            ),
            format!(
                "transport {}, without fairness {}{}",
                plan.cost,
                self.unfair_cost,
                self.price()
                    .map(|price| format!(": × {price}"))
                    .unwrap_or_default()
            ),
        ];
        if !self.before.shipments.is_empty() {
            lines.push(format!(
                "{} units of the previous plan are dropped",
                plan.dropped
            ));
        }
        lines.extend(self.remarks());
        lines.push(format!("written: {0}, {0}.proof", out.display()));
        lines.join("\n")
    }
}

/// In lowest terms.
fn fraction(position: Position) -> String {
    let (numerator, denominator) = position.lowest_terms();
    format!("{numerator}/{denominator}")
}

/// A number of JSON where it fits one, a text where it does not.
fn number(value: i128) -> Value {
    i64::try_from(value).map_or_else(|_| json!(value.to_string()), |value| json!(value))
}
