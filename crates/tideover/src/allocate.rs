//! `tideover allocate`: the fair plan of lots and needs that stand in files, and its check.

mod barred;
mod check;
mod explain;
mod files;
pub mod options;
mod packs;
mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat;
use std::path::Path;
use std::process::ExitCode;

use allocation::packs::{PackError, allocate_packs};
use allocation::{Instance, Position, Share, Shipment, allocate, blocks, relax, unfair_cost};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::{gone, say};
use files::Planned;
use options::{AllocateOptions, AllocateWhat};

/// Makes a plan, or does what else was asked.
pub fn run(options: AllocateOptions) -> Result<ExitCode> {
    match options.what {
        Some(AllocateWhat::Check(options)) => return check::run(&options),
        Some(AllocateWhat::Explain(options)) => return explain::run(&options),
        Some(AllocateWhat::Sample(options)) => return sample::run(&options),
        None => {}
    }
    let (dir, out) = options
        .dir
        .zip(options.out)
        .context("DIR and --out are needed")?;
    files::is_no_input(&dir, &out)?;
    let folder = files::folder(&dir)?;
    let before = previous(options.previous.as_deref())?;
    let (instance, open) = remaining(&folder.instance, &before)?;
    let task = Task {
        instance: &instance,
        open: &open,
        before: &before,
        out: &out,
    };
    let made = match packs::uniform(&folder.packs) {
        Some(pack) => task.exact(pack, options.epsilon)?,
        None => task.repaired(&folder.packs, options.epsilon)?,
    };
    let answer = Answer {
        instance: &instance,
        before: &before,
        made: &made,
    };
    Ok(say::answer(
        options.json,
        || answer.json(),
        || answer.summary(&out),
    ))
}

/// What a plan is made from, and where it goes.
struct Task<'a> {
    instance: &'a Instance,
    open: &'a [Shipment],
    before: &'a Planned,
    out: &'a Path,
}

impl Task<'_> {
    /// The best plan, in packs of one size.
    fn exact(&self, pack: i64, epsilon: Share) -> Result<Made> {
        let instance = self.instance.in_packs(pack)?;
        let open = packs::in_packs(self.open, pack);
        let fair = allocate(&instance, &open);
        let plan = if epsilon.is_zero() {
            fair.clone()
        } else {
            let path = files::fair_path(self.out);
            self.save(&path, &packs::in_units(&fair.shipments, pack))?;
            files::write_proof(&path, &instance, &fair.certificate)?;
            relax(&instance, &fair, epsilon, &open)
        };
        let shipments = packs::in_units(&plan.shipments, pack);
        self.save(self.out, &shipments)?;
        files::write_proof(self.out, &instance, &plan.certificate)?;
        let wide = i128::from(pack);
        let given: Vec<i64> = plan.given.iter().map(|given| given * pack).collect();
        Ok(Made {
            packs: (pack > 1).then(|| (true, PackError::of(self.instance, &given))),
            given,
            cost: plan.cost * wide,
            fair_cost: fair.cost * wide,
            unfair_cost: Some(unfair_cost(&instance) * wide),
            dropped: dropped(self.open, &shipments),
            blocks: blocks(&instance).1,
            rounds: fair.effort.rounds,
            pivots: plan.effort.pivots,
        })
    }

    /// A plan in packs of several sizes: made whole and repaired, its error told. Without a proof.
    fn repaired(&self, packs: &[i64], epsilon: Share) -> Result<Made> {
        ensure!(
            epsilon.is_zero(),
            "--epsilon needs packs of one size: the plan for several sizes is not exact to begin with"
        );
        let packed = allocate_packs(self.instance, packs)?;
        self.save(self.out, &packed.shipments)?;
        // That of another plan that stood in the same place.
        gone::remove(&files::proof_path(self.out))?;
        Ok(Made {
            cost: packed.cost,
            fair_cost: packed.cost,
            unfair_cost: None,
            dropped: dropped(self.open, &packed.shipments),
            blocks: Vec::new(),
            rounds: 0,
            pivots: 0,
            packs: Some((false, PackError::of(self.instance, &packed.given))),
            given: packed.given,
        })
    }

    /// Writes a plan, with what is dispatched.
    fn save(&self, path: &Path, shipments: &[Shipment]) -> Result<()> {
        let whole = [self.before.dispatched.as_slice(), shipments].concat();
        files::write_plan(path, &listed(sums(&whole)))
    }
}

/// Units of a previous plan that another does not have.
fn dropped(open: &[Shipment], plan: &[Shipment]) -> i64 {
    subtract(open, plan).iter().map(|one| one.quantity).sum()
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

/// What was made, in units.
struct Made {
    given: Vec<i64>,
    cost: i128,
    fair_cost: i128,
    /// None where nothing exact can be said.
    unfair_cost: Option<i128>,
    dropped: i64,
    /// Who shares with whom; empty where nothing exact can be said.
    blocks: Vec<u32>,
    rounds: u32,
    pivots: u64,
    /// Of packs: whether the plan is exact, and how far it is from one that opens them.
    packs: Option<(bool, PackError)>,
}

/// What is said of it.
struct Answer<'a> {
    instance: &'a Instance,
    before: &'a Planned,
    made: &'a Made,
}

impl Answer<'_> {
    fn json(&self) -> Value {
        let made = self.made;
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
            "total": self.total(),
            "min_key": self.min_key().map(fraction),
            "cost": number(made.cost),
            "fair_cost": number(made.fair_cost),
            "unfair_cost": made.unfair_cost.map(number),
            "price_of_fairness": self.price(),
            "dropped": made.dropped,
            "packs": made.packs.as_ref().map(packs_json),
            "remarks": self.remarks(),
            "rounds": made.rounds,
            "blocks": made.blocks.iter().collect::<BTreeSet<_>>().len(),
            "pivots": made.pivots,
            "by_need": self.by_need(),
        })
    }

    fn total(&self) -> i64 {
        self.made.given.iter().sum()
    }

    /// Where every need stands, with its block if there is one.
    fn by_need(&self) -> Vec<Value> {
        let blocks = self.made.blocks.iter().map(Some).chain(repeat(None));
        let given = self.made.given.iter().zip(blocks);
        let needs = self.instance.needs().iter().zip(given);
        needs
            .map(|(need, (given, block))| {
                let key = fraction(need.position(*given));
                json!({"need": need.id.0, "given": given, "key": key, "block": block})
            })
            .collect()
    }

    /// Where the worst-off stands, of whatever tier.
    fn min_key(&self) -> Option<Position> {
        let needs = self.instance.needs().iter().zip(&self.made.given);
        let of_one_rank = |(need, given): (&allocation::Need, &i64)| Position {
            rank: 0,
            ..need.position(*given)
        };
        needs.map(of_one_rank).min()
    }

    /// Transport of the plan for each unit of transport without fairness, rounded to three decimals.
    fn price(&self) -> Option<String> {
        let unfair = self.made.unfair_cost?;
        let thousandths = (self.made.cost * 1000 + unfair / 2).checked_div(unfair)?;
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
        let made = self.made;
        let worst = self
            .min_key()
            .map_or_else(|| "no need".to_owned(), fraction);
        let mut lines = vec![format!(
            "{} units to {} needs; the worst-off stands at {worst}",
            self.total(),
            made.given.iter().filter(|given| **given > 0).count(),
        )];
        lines.push(match (made.unfair_cost, self.price()) {
            (Some(unfair), Some(price)) => {
                format!(
                    "transport {}, without fairness {unfair}: × {price}",
                    made.cost
                )
            }
            (Some(unfair), None) => format!("transport {}, without fairness {unfair}", made.cost),
            (None, _) => format!("transport {}", made.cost),
        });
        if !self.before.shipments.is_empty() {
            lines.push(format!(
                "{} units of the previous plan are dropped",
                made.dropped
            ));
        }
        lines.extend(made.packs.as_ref().map(packs_line));
        lines.extend(self.remarks());
        let proof = match made.packs {
            Some((false, _)) => "written, without a proof:".to_owned(),
            _ => format!("written: {}.proof,", out.display()),
        };
        lines.push(format!("{proof} {}", out.display()));
        lines.join("\n")
    }
}

fn packs_json((is_exact, error): &(bool, PackError)) -> Value {
    json!({
        "exact": is_exact,
        "min_key": error.worst.map(fraction),
        "min_key_in_pieces": error.worst_in_pieces.map(fraction),
        "stranded": error.stranded,
        "shortfall": error.shortfall,
    })
}

fn packs_line((is_exact, error): &(bool, PackError)) -> String {
    let how = if *is_exact {
        "in whole packs of one size, exact"
    } else {
        "in whole packs of several sizes, not exact"
    };
    let at = |position: Option<Position>| position.map_or_else(|| "no need".to_owned(), fraction);
    format!(
        "{how}: the worst-off would stand at {} if packs could be opened; {} units stay in their packs, and no need \
         is given more than {} units less",
        at(error.worst_in_pieces),
        error.stranded,
        error.shortfall
    )
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
