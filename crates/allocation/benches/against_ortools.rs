//! Processor time beside OR-tools on the same instances in the same run.
//!
//! `cargo bench -p allocation`. OR-tools is a Python package; its interpreter is `ALLOCATION_PYTHON`, or that of
//! `.cache/ortools` made by `python3 -m venv .cache/ortools && .cache/ortools/bin/pip install ortools==9.15.6755`.
//! Without it our own times are printed alone. `ALLOCATION_LARGE=1` adds 100,000 × 100,000.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use allocation::sample::{self, Sample};
use allocation::{
    Arc, Instance, Lot, Need, Shipment, allocate, certificate, fairest_quantities, largest_total,
};

/// A short measurement is repeated until it has taken so long.
const SECONDS_MIN: f64 = 0.3;

const SIZES: [(usize, usize, usize); 3] = [(200, 20, 11), (2000, 2000, 14), (20_000, 20_000, 14)];
const LARGE: (usize, usize, usize) = (100_000, 100_000, 13);

fn main() {
    let python = python();
    if python.is_none() {
        println!("OR-tools is not there: our own times alone");
    }
    let large = std::env::var_os("ALLOCATION_LARGE").map(|_| LARGE);
    for (lots, needs, arcs_per_lot) in SIZES.into_iter().chain(large) {
        measure(
            Sample {
                seed: 1,
                lots,
                needs,
                arcs_per_lot,
            },
            python.as_deref(),
        );
    }
}

fn measure(sample: Sample, python: Option<&Path>) {
    let (lots, needs, arcs) = sample::instance(sample);
    println!(
        "\n{} lots, {} needs, {} arcs, seed {}",
        lots.len(),
        needs.len(),
        arcs.len(),
        sample.seed
    );
    let before = resident();
    planned(&lots, &needs, &arcs);
    let bytes = peak().saturating_sub(before) / arcs.len().max(1);
    let all = cpu(|| planned(&lots, &needs, &arcs));
    let instance = Instance::new(lots, needs, &arcs).unwrap();
    let flow = cpu(|| largest_total(&instance));
    let fair = cpu(|| fairest_quantities(&instance).len());
    let plan = allocate(&instance, &[]);
    let best = cpu(|| allocate(&instance, &[]).total) - fair;
    let check =
        cpu(|| certificate::check(&instance, &plan.shipments, &plan.certificate, &[]).unwrap());
    println!(
        "  end to end {:.2} ms, check {:.2} ms, at most {bytes} bytes an arc",
        all * 1e3,
        check * 1e3
    );
    let (full, again) = replan(&instance, &plan.shipments, sample);
    println!(
        "  a change of 1 %: anew {:.2} ms, from the previous plan {:.2} ms: {:.3}",
        full * 1e3,
        again * 1e3,
        again / full
    );
    let rows = [
        ("max_flow_s", flow),
        ("leximin_s", fair),
        ("cheapest_s", best),
    ];
    let Some(python) = python else {
        for (name, ours) in rows {
            println!("  {name:<12} ours {ours:.5}");
        }
        return;
    };
    let theirs = reference(python, &instance);
    for (name, value) in [("max_flow", i128::from(plan.total)), ("cost", plan.cost)] {
        assert_eq!(number(&theirs, name), value.to_string(), "{name}");
    }
    for (name, ours) in rows {
        let theirs: f64 = number(&theirs, name).parse().unwrap();
        println!(
            "  {name:<12} ours {ours:.5}, OR-tools {theirs:.5}: {:.2}",
            ours / theirs
        );
    }
}

/// From the lists to the plan; how many shipments it has.
fn planned(lots: &[Lot], needs: &[Need], arcs: &[Arc]) -> usize {
    let instance = Instance::new(lots.to_vec(), needs.to_vec(), arcs).unwrap();
    allocate(&instance, &[]).shipments.len()
}

/// One need in a hundred grows or shrinks by a quarter.
fn replan(instance: &Instance, previous: &[Shipment], sample: Sample) -> (f64, f64) {
    let (lots, mut needs, arcs) = sample::instance(sample);
    for (place, need) in needs.iter_mut().step_by(100).enumerate() {
        let quarter = need.demand / 4;
        need.demand = (need.demand + if place % 2 == 0 { quarter } else { -quarter }).max(1);
    }
    let changed = Instance::new(lots, needs, &arcs).unwrap();
    assert_eq!(instance.lots(), changed.lots());
    let full = cpu(|| allocate(&changed, &[]).total);
    let again = cpu(|| allocate(&changed, previous).total);
    (full, again)
}

/// Processor seconds of one run; the mean of several for a short one.
fn cpu<T>(mut run: impl FnMut() -> T) -> f64 {
    let (start, mut runs) = (clock(), 0.0);
    loop {
        std::hint::black_box(run());
        runs += 1.0;
        let spent = clock() - start;
        if spent >= SECONDS_MIN {
            return spent / runs;
        }
    }
}

/// Processor seconds of this thread where Linux tells them, seconds of the wall elsewhere.
fn clock() -> f64 {
    thread_local!(static START: Instant = Instant::now());
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(
        || START.with(Instant::elapsed).as_secs_f64(),
        |spent| spent / 1e9,
    )
}

/// Memory in use, without the program's own pages.
fn resident() -> usize {
    status("RssAnon:")
}

/// The most that was, without the program's own pages.
fn peak() -> usize {
    status("VmHWM:").saturating_sub(status("RssFile:"))
}

fn status(name: &str) -> usize {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1024
}

fn python() -> Option<PathBuf> {
    let local = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cache/ortools/bin/python");
    let python = std::env::var_os("ALLOCATION_PYTHON").map_or(local, PathBuf::from);
    let there = Command::new(&python)
        .args(["-c", "import ortools"])
        .output();
    there
        .is_ok_and(|output| output.status.success())
        .then_some(python)
}

/// The answer of `reference.py`, one line of JSON.
fn reference(python: &Path, instance: &Instance) -> String {
    let folder = std::env::temp_dir().join(format!("allocation-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    write(&folder, instance);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/reference.py");
    let output = Command::new(python)
        .arg(script)
        .arg(&folder)
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn write(folder: &Path, instance: &Instance) {
    let mut lots = "lot,quantity\n".to_owned();
    for lot in instance.lots() {
        writeln!(lots, "{},{}", lot.id.0, lot.quantity).unwrap();
    }
    let mut needs = "need,demand,covered,weight\n".to_owned();
    for need in instance.needs() {
        writeln!(
            needs,
            "{},{},{},{}",
            need.id.0,
            need.demand,
            need.covered,
            need.curve.weight()
        )
        .unwrap();
    }
    let mut arcs = "lot,need,capacity,unit_cost\n".to_owned();
    for arc in instance.arcs() {
        writeln!(
            arcs,
            "{},{},{},{}",
            arc.lot.0, arc.need.0, arc.capacity, arc.cost
        )
        .unwrap();
    }
    for (name, text) in [("lots", lots), ("needs", needs), ("arcs", arcs)] {
        std::fs::write(folder.join(format!("{name}.csv")), text).unwrap();
    }
}

/// The number behind a key of flat JSON.
fn number(json: &str, key: &str) -> String {
    let (_, after) = json.split_once(&format!("\"{key}\": ")).unwrap();
    after.chars().take_while(|c| !",}".contains(*c)).collect()
}
