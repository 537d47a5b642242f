//! `tideover allocate check`: whether a plan holds.

use std::path::Path;
use std::process::ExitCode;

use allocation::certificate::{Feasible, check, check_relaxed, feasible};
use allocation::packs::allocate_packs;
use allocation::{Allocation, Instance, Share, Shipment, allocate, prove, relax};
use anyhow::Result;
use serde_json::json;

use super::files::{self, Planned};
use super::options::CheckOptions;
use super::{dropped, number, packs, previous, read_open, remaining};
use crate::say;

/// Checks a plan and says what does not hold.
pub fn run(options: &CheckOptions) -> Result<ExitCode> {
    let folder = files::folder(&options.dir)?;
    let before = previous(options.previous.as_deref())?;
    let (instance, open) = remaining(&folder.instance, &before)?;
    let plan = read_open(&options.plan, &before)?;
    let verdict = match (packs::uniform(&folder.packs), feasible(&instance, &plan)) {
        (_, Err(fault)) => Verdict::of(fault.to_string()),
        (None, Ok(found)) => repaired(&instance, &folder.packs, &plan, found)?,
        (Some(pack), Ok(_)) => match opened(&instance, &folder.packs, &plan) {
            Some(fault) => Verdict::of(fault),
            None => Task {
                instance: &instance.in_packs(pack)?,
                open: &packs::in_packs(&open, pack),
                before: &before,
                plan: &packs::in_packs(&plan, pack),
                pack,
                path: &options.plan,
            }
            .verdict(options.epsilon)?
            .in_units(pack),
        },
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

/// A plan in packs of several sizes: nobody knows the best one, so it is compared with what the repair makes.
fn repaired(
    instance: &Instance,
    packs: &[i64],
    plan: &[Shipment],
    found: Feasible,
) -> Result<Verdict> {
    if let Some(fault) = opened(instance, packs, plan) {
        return Ok(Verdict::of(fault));
    }
    let ours = allocate_packs(instance, packs)?;
    if plan != ours.shipments {
        let worse = "it is whole and can be carried out, and is not what the repair of packs of several sizes makes";
        return Ok(Verdict::of(worse.to_owned()));
    }
    Ok(Verdict {
        plan: Some(found),
        proof: Proof::Repeated,
        drawn: None,
        fault: None,
    })
}

/// A pack that the plan opens, in words.
fn opened(instance: &Instance, packs: &[i64], plan: &[Shipment]) -> Option<String> {
    packs::opened(instance, packs, plan).map(|(one, pack)| {
        format!(
            "{} units from lot {} to need {} are not whole packs of {pack}",
            one.quantity, one.lot.0, one.need.0
        )
    })
}

/// A plan to be checked, with what it was made from, all in packs.
struct Task<'a> {
    instance: &'a Instance,
    open: &'a [Shipment],
    before: &'a Planned,
    plan: &'a [Shipment],
    pack: i64,
    path: &'a Path,
}

impl Task<'_> {
    fn verdict(&self, epsilon: Share) -> Result<Verdict> {
        if epsilon.is_zero() {
            self.fair()
        } else {
            self.relaxed(epsilon)
        }
    }

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
            let fair_plan = packs::in_packs(&read_open(&fair_path, self.before)?, self.pack);
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
        let (drops, least) = (
            dropped(self.open, self.plan),
            dropped(self.open, &best.shipments),
        );
        let fault = if plan.total != best.total {
            Some(format!(
                "the total is {}, it could be {}",
                plan.total, best.total
            ))
        } else if drops != least {
            Some(format!(
                "it drops {drops} units of the previous plan, {least} are enough"
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
            proof: Proof::WorkedOut,
            fault,
        }
    }
}

/// How a plan was judged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// By the proof beside it.
    Read,
    /// By one that was worked out.
    WorkedOut,
    /// There is none: the plan was made again and compared.
    Repeated,
}

/// What was found.
struct Verdict {
    plan: Option<Feasible>,
    proof: Proof,
    /// Whether it is the one that the draw names among equals; none when that was not asked.
    drawn: Option<bool>,
    fault: Option<String>,
}

impl Verdict {
    fn of(fault: String) -> Self {
        Self {
            plan: None,
            proof: Proof::WorkedOut,
            drawn: None,
            fault: Some(fault),
        }
    }

    fn read(checked: Result<Feasible, String>) -> Self {
        match checked {
            Ok(plan) => Self {
                plan: Some(plan),
                proof: Proof::Read,
                // The certificate covers the draw as its last goal.
                drawn: Some(true),
                fault: None,
            },
            Err(fault) => Self {
                proof: Proof::Read,
                ..Self::of(fault)
            },
        }
    }

    fn in_units(mut self, pack: i64) -> Self {
        if let Some(plan) = &mut self.plan {
            plan.total *= pack;
            plan.cost *= i128::from(pack);
        }
        self
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "ok": self.fault.is_none(),
            "fault": self.fault,
            "total": self.plan.as_ref().map(|plan| plan.total),
            "cost": self.plan.as_ref().map(|plan| number(plan.cost)),
            "proof": match self.proof {
                Proof::Read => "read",
                Proof::WorkedOut => "worked out",
                Proof::Repeated => "none",
            },
            "drawn": self.drawn,
        })
    }

    fn summary(&self, epsilon: Share) -> String {
        let claim = if self.proof == Proof::Repeated {
            "whole packs of several sizes: not exact"
        } else if epsilon.is_zero() {
            "no plan is fairer, and none as fair is cheaper"
        } else {
            "nobody falls further below the fair plan than epsilon allows, and no such plan is cheaper"
        };
        let by = match self.proof {
            Proof::Read => "by the proof beside the plan",
            Proof::WorkedOut => "worked out again, without a proof",
            Proof::Repeated => "as the same plan made again, without a proof",
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
