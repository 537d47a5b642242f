//! Instances, plans and proofs as files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use allocation::certificate::{Certificate, Level, Mark};
use allocation::curve::{PACK_MAX, WEIGHT_MAX};
use allocation::instance::{ARCS_MAX, COST_MAX, LOTS_MAX, NEEDS_MAX, QUANTITY_MAX};
use allocation::{Arc, Curve, Instance, Lot, LotId, Need, NeedId, Refusal, Shipment};
use anyhow::{Context as _, Result, anyhow, bail, ensure};

use super::barred::{Lots, NO_TRAIT, Needs, Traits};
use crate::table::{Column, Table, read};

/// What a folder holds.
pub struct Folder {
    /// What is to be shared.
    pub instance: Instance,
    /// The units in a pack of each lot, in the order of [`Instance::lots`].
    pub packs: Vec<i64>,
    /// What lots are and needs accept, as far as the files say it.
    pub traits: Traits,
}

/// Refuses a plan's file that would take the place of what is shared out.
pub fn is_no_input(dir: &Path, out: &Path) -> Result<()> {
    let place = out.canonicalize().ok();
    let inputs = ["lots.csv", "needs.csv", "arcs.csv"].map(|name| dir.join(name));
    let mut inputs = inputs.iter().filter_map(|path| path.canonicalize().ok());
    let taken = place.is_some_and(|place| inputs.any(|input| input == place));
    ensure!(
        !taken,
        "{} holds what is to be shared out: name another file for the plan",
        out.display()
    );
    Ok(())
}

/// Reads lots.csv, needs.csv and arcs.csv of a folder.
pub fn folder(dir: &Path) -> Result<Folder> {
    let quantity = |name| Column::from(name, 0, QUANTITY_MAX);
    let lots = read(
        &dir.join("lots.csv"),
        [
            Column::id("lot"),
            quantity("quantity"),
            Column::from("pack", 1, PACK_MAX).or(1),
            Column::informative("standard", NO_TRAIT),
            Column::informative("earmark_region", NO_TRAIT),
        ],
        LOTS_MAX,
    )?;
    let needs = read(
        &dir.join("needs.csv"),
        [
            Column::id("need"),
            Column::from("demand", 1, QUANTITY_MAX).hint("leave out a need that lacks nothing"),
            quantity("covered"),
            Column::from("weight", 1, WEIGHT_MAX).hint("leave out a need that is not to be served"),
            Column::from("tier", 0, i64::from(u16::MAX)).or(0),
            Column::informative("min_standard", NO_TRAIT),
            Column::informative("region", NO_TRAIT),
        ],
        NEEDS_MAX,
    )?;
    let arcs = read(
        &dir.join("arcs.csv"),
        [
            Column::id("lot"),
            Column::id("need"),
            quantity("capacity"),
            Column::from("unit_cost", 0, COST_MAX),
        ],
        ARCS_MAX,
    )?;
    let instance = build(&lots, &needs, &arcs).map_err(|refusal| {
        let place = place(&refusal, &lots, &needs, &arcs);
        anyhow!("{place}: {refusal}")
    })?;
    let pack = |(_, [id, _, pack, ..]): &(u64, [i64; 5])| (*id, *pack);
    let mut packs: Vec<(i64, i64)> = lots.rows.iter().map(pack).collect();
    packs.sort_unstable();
    Ok(Folder {
        instance,
        packs: packs.into_iter().map(|(_, pack)| pack).collect(),
        traits: Traits::of(&lots, &needs),
    })
}

fn build(lots: &Lots, needs: &Needs, arcs: &Table<4>) -> Result<Instance, Refusal> {
    let lot = |(_, [id, quantity, ..]): &(u64, [i64; 5])| Lot {
        id: lot_id(*id),
        quantity: *quantity,
    };
    let need = |(_, [id, demand, covered, weight, tier, ..]): &(u64, [i64; 7])| Need {
        id: need_id(*id),
        demand: *demand,
        covered: *covered,
        curve: Curve::coverage(*weight).in_tier(u16::try_from(*tier).unwrap_or(u16::MAX)),
    };
    let arc = |(_, [lot, need, capacity, cost]): &(u64, [i64; 4])| Arc {
        lot: lot_id(*lot),
        need: need_id(*need),
        capacity: *capacity,
        cost: *cost,
    };
    let all: Vec<Arc> = arcs.rows.iter().map(arc).collect();
    Instance::new(
        lots.rows.iter().map(lot).collect(),
        needs.rows.iter().map(need).collect(),
        &all,
    )
}

/// Where the fault stands that the instance was refused for.
fn place(refusal: &Refusal, lots: &Lots, needs: &Needs, arcs: &Table<4>) -> String {
    let at = |id: u64| i64::try_from(id).unwrap_or(i64::MAX);
    match refusal {
        Refusal::LotTwice { lot } => lots.place(&[at(lot.0)]),
        Refusal::NeedTwice { need } => needs.place(&[at(need.0)]),
        Refusal::ArcTwice { lot, need } => arcs.place(&[at(lot.0), at(need.0)]),
        Refusal::NoLot { lot } => arcs.place(&[at(lot.0)]),
        Refusal::NoNeed { need } => {
            let row = arcs
                .rows
                .iter()
                .find(|(_, row)| row.get(1) == Some(&at(need.0)));
            row.map_or_else(
                || arcs.path.display().to_string(),
                |(line, _)| format!("{}, line {line}, column need", arcs.path.display()),
            )
        }
        _ => arcs.path.display().to_string(),
    }
}

/// Numbers of things are read as 0 or more.
pub fn lot_id(id: i64) -> LotId {
    LotId(id.unsigned_abs())
}

pub fn need_id(id: i64) -> NeedId {
    NeedId(id.unsigned_abs())
}

/// A plan as it stands in a file.
#[derive(Default)]
pub struct Planned {
    /// Everything in it.
    pub shipments: Vec<Shipment>,
    /// What of it is on its way and cannot be changed.
    pub dispatched: Vec<Shipment>,
}

/// Reads a plan: lot, need, quantity and perhaps dispatched.
pub fn plan(path: &Path) -> Result<Planned> {
    let columns = [
        Column::id("lot"),
        Column::id("need"),
        Column::from("quantity", 0, QUANTITY_MAX),
        Column::from("dispatched", 0, QUANTITY_MAX).or(0),
    ];
    let table = read(path, columns, ARCS_MAX)?;
    let mut planned = Planned::default();
    let mut total = 0_i64;
    for (line, [lot, need, quantity, dispatched]) in table.rows {
        let shipment = |quantity| Shipment {
            lot: lot_id(lot),
            need: need_id(need),
            quantity,
        };
        // Once here, so that no later sum can overflow.
        total = total.checked_add(quantity).with_context(|| {
            format!(
                "{}, line {line}: more units than can be counted",
                table.path.display()
            )
        })?;
        if dispatched > quantity {
            bail!(
                "{}, line {line}, column dispatched: {dispatched} is more than the quantity, {quantity}",
                table.path.display()
            );
        }
        planned
            .shipments
            .extend((quantity > 0).then(|| shipment(quantity)));
        planned
            .dispatched
            .extend((dispatched > 0).then(|| shipment(dispatched)));
    }
    Ok(planned)
}

/// Writes a plan.
pub fn write_plan(path: &Path, shipments: &[Shipment]) -> Result<()> {
    let mut text = String::from("lot,need,quantity\n");
    for Shipment {
        lot,
        need,
        quantity,
    } in shipments
    {
        let _ = writeln!(text, "{},{},{quantity}", lot.0, need.0);
    }
    write(path, &text)
}

/// Where the proof of a plan stands.
pub fn proof_path(plan: &Path) -> PathBuf {
    PathBuf::from(format!("{}.proof", plan.display()))
}

/// Where the fair plan stands that a relaxed one was made from.
pub fn fair_path(plan: &Path) -> PathBuf {
    PathBuf::from(format!("{}.fair", plan.display()))
}

/// How a level is written that is no need's.
const LEVEL_NOTHING: i64 = -1;
const LEVEL_UNUSED: i64 = -2;

/// Which list a row of a proof belongs to.
const SOURCE: i64 = 0;
const LOT: i64 = 1;
const NEED: i64 = 2;

/// Writes the proof of a plan beside it. Rows of kind 0 are the source, 1 lots, 2 needs; the level is the need from which
/// goods could be moved there, -1 for none, -2 for goods left over.
pub fn write_proof(plan: &Path, instance: &Instance, certificate: &Certificate) -> Result<()> {
    let mut text = String::from("kind,id,level,changes,cost,draw\n");
    let mut row = |kind, id: u64, level, [changes, cost, draw]: [i64; 3]| {
        let _ = writeln!(text, "{kind},{id},{level},{changes},{cost},{draw}");
    };
    row(SOURCE, 0, LEVEL_NOTHING, certificate.source);
    for (lot, mark) in instance.lots().iter().zip(&certificate.lots) {
        row(LOT, lot.id.0, level_number(mark.level), mark.potential);
    }
    for (need, mark) in instance.needs().iter().zip(&certificate.needs) {
        row(NEED, need.id.0, level_number(mark.level), mark.potential);
    }
    write(&proof_path(plan), &text)
}

fn level_number(level: Level) -> i64 {
    match level {
        Level::Nothing => LEVEL_NOTHING,
        Level::Unused => LEVEL_UNUSED,
        Level::Need(need) => i64::try_from(need.0).unwrap_or(i64::MAX),
    }
}

/// Reads the proof of a plan.
pub fn proof(path: &Path, instance: &Instance) -> Result<Certificate> {
    let any = |name| Column::from(name, i64::MIN, i64::MAX);
    let columns = [
        Column::from("kind", SOURCE, NEED),
        Column::id("id"),
        Column::from("level", LEVEL_UNUSED, i64::MAX),
        any("changes"),
        any("cost"),
        any("draw"),
    ];
    let table = read(path, columns, LOTS_MAX + NEEDS_MAX + 1)?;
    let mut source = None;
    let (mut lots, mut needs) = (Vec::new(), Vec::new());
    for (line, [kind, id, level, changes, cost, draw]) in table.rows {
        let potential = [changes, cost, draw];
        let level = match level {
            LEVEL_NOTHING => Level::Nothing,
            LEVEL_UNUSED => Level::Unused,
            need => Level::Need(need_id(need)),
        };
        let mark = Mark { level, potential };
        let expected = match kind {
            SOURCE => {
                if source.replace(potential).is_some() {
                    bail!(
                        "{}, line {line}: the source (kind {SOURCE}) is there twice",
                        table.path.display()
                    );
                }
                continue;
            }
            LOT => {
                lots.push(mark);
                instance.lots().get(lots.len() - 1).map(|lot| lot.id.0)
            }
            _ => {
                needs.push(mark);
                instance.needs().get(needs.len() - 1).map(|need| need.id.0)
            }
        };
        if expected != Some(id.unsigned_abs()) {
            bail!(
                "{}, line {line}, column id: {id} is not the next of the instance",
                table.path.display()
            );
        }
    }
    let source = source.with_context(|| {
        let path = table.path.display();
        format!("{path}: no row of the source (kind {SOURCE})")
    })?;
    Ok(Certificate {
        lots,
        needs,
        source,
    })
}

/// Writes a whole file.
pub fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
