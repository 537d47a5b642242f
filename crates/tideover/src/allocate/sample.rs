//! `tideover allocate sample`: an invented instance as files.

use std::fmt::Write as _;
use std::process::ExitCode;

use allocation::instance::ARCS_MAX;
use allocation::sample::{Drawn, Sample, drawn};
use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use super::files::write;
use super::options::SampleOptions;
use crate::say;

/// Invents an instance and writes it.
pub fn run(options: &SampleOptions) -> Result<ExitCode> {
    let tried = options.lots.saturating_mul(options.arcs_per_lot);
    ensure!(
        tried <= ARCS_MAX,
        "--lots times --arcs-per-lot is {tried}, at most {ARCS_MAX} arcs are planned at once"
    );
    let drawn = drawn(Sample {
        seed: options.seed,
        lots: options.lots,
        needs: options.needs,
        arcs_per_lot: options.arcs_per_lot,
    });
    let out = &options.out;
    std::fs::create_dir_all(out)
        .with_context(|| format!("cannot make the folder {}", out.display()))?;
    write(&out.join("lots.csv"), &lots(&drawn))?;
    write(&out.join("needs.csv"), &needs(&drawn))?;
    write(&out.join("arcs.csv"), &arcs(&drawn))?;
    let (lots, needs, arcs) = (drawn.lots.len(), drawn.needs.len(), drawn.arcs.len());
    Ok(say::answer(
        options.json,
        || json!({"lots": lots, "needs": needs, "arcs": arcs, "seed": options.seed}),
        || {
            format!(
                "{lots} lots, {needs} needs and {arcs} arcs written to {}",
                out.display()
            )
        },
    ))
}

fn lots(drawn: &Drawn) -> String {
    let mut text = "lot,quantity,region,standard,earmark_region\n".to_owned();
    for (lot, traits) in &drawn.lots {
        let earmark = traits
            .earmark
            .map_or_else(|| "-1".to_owned(), |region| region.to_string());
        let (region, standard) = (traits.region, traits.standard);
        let _ = writeln!(
            text,
            "{},{},{region},{standard},{earmark}",
            lot.id.0, lot.quantity
        );
    }
    text
}

fn needs(drawn: &Drawn) -> String {
    let mut text = "need,demand,covered,weight,region,min_standard\n".to_owned();
    for (need, traits) in &drawn.needs {
        let (weight, region, standard) = (need.curve.weight(), traits.region, traits.standard);
        let _ = writeln!(
            text,
            "{},{},{},{weight},{region},{standard}",
            need.id.0, need.demand, need.covered
        );
    }
    text
}

fn arcs(drawn: &Drawn) -> String {
    let mut text = "lot,need,capacity,unit_cost\n".to_owned();
    for arc in &drawn.arcs {
        let _ = writeln!(
            text,
            "{},{},{},{}",
            arc.lot.0, arc.need.0, arc.capacity, arc.cost
        );
    }
    text
}
