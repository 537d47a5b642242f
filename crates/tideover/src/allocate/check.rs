//! `tideover allocate check`: whether a plan holds.

use std::path::Path;
use std::process::ExitCode;

use allocation::certificate::{Feasible, check, check_relaxed, feasible};
use allocation::{Allocation, Instance, Share, Shipment, allocate, prove, relax};
use anyhow::{Result, ensure};
use serde_json::json;

use super::files::{self, Planned};
use super::options::CheckOptions;
use super::{number, previous, remaining, subtract};
use crate::say;

/// Checks a plan and says what does not hold.
pub fn run(options: &CheckOptions) -> Result<ExitCode> {
    let whole = files::instance(&options.dir)?;
    let before = previous(options.previous.as_deref())?;
    let (instance, open) = remaining(&whole, &before)?;
    let plan = read_open(&options.plan, &before)?;
    let task = Task {
        instance: &instance,
        open: &open,
        before: &before,
        plan: &plan,
        path: &options.plan,
    };
    let verdict = match feasible(&instance, &plan) {
        Err(fault) => Verdict::of(fault.to_string()),
        Ok(_) if options.epsilon.is_zero() => task.fair()?,
        Ok(_) => task.relaxed(options.epsilon)?,
    };
    say::line(&if options.json {
        verdict.json().to_string()
    } else {
        verdict.summary(options.epsilon)
    });
    Ok(if verdict.fault.is_none() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A plan without what is dispatched, which it must contain.
fn read_open(path: &Path, before: &Planned) -> Result<Vec<Shipment>> {
    let total = |plan: &[Shipment]| plan.iter().map(|one| one.quantity).sum::<i64>();
    let whole = files::plan(path)?.shipments;
    let open = subtract(&whole, &before.dispatched);
    ensure!(
        total(&open) + total(&before.dispatched) == total(&whole),
        "{} leaves out some of what is dispatched already",
        path.display()
    );
    Ok(open)
}

/// A plan to be checked, with what it was made from.
struct Task<'a> {
    instance: &'a Instance,
    open: &'a [Shipment],
    before: &'a Planned,
    plan: &'a [Shipment],
    path: &'a Path,
}

impl Task<'_> {
    fn fair(&self) -> Result<Verdict> {
        let proof = files::proof_path(self.path);
        if proof.exists() {
            let certificate = files::proof(&proof, self.instance)?;
            let checked = check(self.instance, self.plan, &certificate, self.open);
            return Ok(Verdict::read(checked.map_err(|fault| fault.to_string())));
        }
        let best = match prove(self.instance, self.plan, self.open) {
            Ok(best) => best,
            Err(fault) => return Ok(Verdict::of(fault.to_string())),
        };
        let fairness = check(self.instance, &best.shipments, &best.certificate, self.open);
        Ok(match fairness {
            Err(fault) => Verdict::of(fault.to_string()),
            Ok(_) => self.compare(&best),
        })
    }

    fn relaxed(&self, epsilon: Share) -> Result<Verdict> {
        let fair_path = files::fair_path(self.path);
        let (proof, fair_proof) = (files::proof_path(self.path), files::proof_path(&fair_path));
        if proof.exists() && fair_proof.exists() {
            let fair_plan = read_open(&fair_path, self.before)?;
            let fair_certificate = files::proof(&fair_proof, self.instance)?;
            let certificate = files::proof(&proof, self.instance)?;
            let checked =
                check(self.instance, &fair_plan, &fair_certificate, self.open).and_then(|fair| {
                    check_relaxed(
                        self.instance,
                        self.plan,
                        &certificate,
                        (&fair, epsilon),
                        self.open,
                    )
                });
            return Ok(Verdict::read(checked.map_err(|fault| fault.to_string())));
        }
        let fair = allocate(self.instance, self.open);
        let best = relax(self.instance, &fair, epsilon, self.open);
        let verdict = self.compare(&best);
        let given = verdict.plan.iter().flat_map(|plan| &plan.given);
        let fallen = self
            .instance
            .needs()
            .iter()
            .zip(given.zip(&fair.given))
            .find(|(need, (given, fair))| *fair - *given > epsilon.of(need.demand));
        Ok(match fallen {
            Some((need, _)) => {
                Verdict::of(format!("need {} falls by more than epsilon", need.id.0))
            }
            None => verdict,
        })
    }

    /// Whether the plan is as good as the best one by everything that matters to people.
    fn compare(&self, best: &Allocation) -> Verdict {
        let plan = match feasible(self.instance, self.plan) {
            Ok(plan) => plan,
            Err(fault) => return Verdict::of(fault.to_string()),
        };
        let dropped_by = |plan: &[Shipment]| -> i64 {
            let dropped = subtract(self.open, plan);
            dropped.iter().map(|one| one.quantity).sum()
        };
        let (dropped, least) = (dropped_by(self.plan), dropped_by(&best.shipments));
        let fault = if plan.total != best.total {
            Some(format!(
                "the total is {}, it could be {}",
                plan.total, best.total
            ))
        } else if dropped != least {
            Some(format!(
                "it drops {dropped} units of the previous plan, {least} are enough"
            ))
        } else if plan.cost != best.cost {
            Some(format!(
                "its transport is {}, the cheapest equally good plan has {}",
                plan.cost, best.cost
            ))
        } else {
            None
        };
        Verdict {
            drawn: Some(self.plan == best.shipments),
            plan: Some(plan),
            proof_read: false,
            fault,
        }
    }
}

/// What was found.
struct Verdict {
    plan: Option<Feasible>,
    /// Whether it was found by the proof beside the plan.
    proof_read: bool,
    /// Whether it is the one that the draw names among equals; none when that was not asked.
    drawn: Option<bool>,
    fault: Option<String>,
}

impl Verdict {
    fn of(fault: String) -> Self {
        Self {
            plan: None,
            proof_read: false,
            drawn: None,
            fault: Some(fault),
        }
    }

    fn read(checked: Result<Feasible, String>) -> Self {
        match checked {
            Ok(plan) => Self {
                plan: Some(plan),
                proof_read: true,
                // The certificate covers the draw as its last goal.
                drawn: Some(true),
                fault: None,
            },
            Err(fault) => Self {
                proof_read: true,
                ..Self::of(fault)
            },
        }
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "ok": self.fault.is_none(),
            "fault": self.fault,
            "total": self.plan.as_ref().map(|plan| plan.total),
            "cost": self.plan.as_ref().map(|plan| number(plan.cost)),
            "proof": if self.proof_read { "read" } else { "worked out" },
            "drawn": self.drawn,
        })
    }

    fn summary(&self, epsilon: Share) -> String {
        let claim = if epsilon.is_zero() {
            "no plan is fairer, and none as fair is cheaper"
        } else {
            "nobody falls further below the fair plan than epsilon allows, and no such plan is cheaper"
        };
        let by = if self.proof_read {
            "by the proof beside the plan"
        } else {
            "worked out again, without a proof"
        };
        match (&self.fault, &self.plan) {
            (None, Some(plan)) => format!(
                "holds, {by}: {} units, transport {}; {claim}",
                plan.total, plan.cost
            ),
            (fault, _) => format!(
                "does not hold, {by}: {}",
                fault.as_deref().unwrap_or_default()
            ),
        }
    }
}
