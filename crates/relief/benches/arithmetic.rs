//! Processor time of the figures: equity of 20,000 recipients and 20 items beside a sort of the same rows, the watch over
//! a list of as many lines beside the same, and ties of 100,000 people and 1,000,000 links beside igraph.
//!
//! `cargo bench -p relief --bench arithmetic`. igraph is a Python package; its interpreter is `TIES_PYTHON`, or that
//! of `.cache/networks`, which `tests/conformance/check_ties.sh` makes. Without it our own time is printed alone.
#![allow(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a measurement, not the product"
)]

mod common;

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use relief::equity::{Unit, equity};
use relief::ties::{Link, Ties, ties};
use relief::watch::distribution::check;
use relief::watch::sheet::Sheet;

use common::{best, ms, ratio};

const RECIPIENTS: u64 = 20_000;
const ITEMS: usize = 20;
const PEOPLE: usize = 100_000;
const LINKS: usize = 1_000_000;

fn main() {
    measure_equity();
    measure_watch();
    measure_ties();
}

/// Numbers that look random and are the same in every run (Knuth's constants).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn measure_equity() {
    let mut chance = Chance(1);
    let tables: Vec<Vec<Unit<u64>>> = (0..ITEMS)
        .map(|_| {
            let unit = |place: u64, chance: &mut Chance| Unit {
                group: Some(place % 17),
                index: Some((place % 300) as i64),
                needed: chance.below(100_000),
                official: chance.below(20_000),
                delivered: chance.below(80_000),
            };
            (0..RECIPIENTS)
                .map(|place| unit(place, &mut chance))
                .collect()
        })
        .collect();
    let ours = best(|| {
        for units in &tables {
            black_box(equity(units).unwrap());
        }
    });
    let sorted = best(|| {
        for units in &tables {
            let mut units = units.clone();
            units.sort_unstable_by_key(|unit| (unit.delivered, unit.needed));
            black_box(units);
        }
    });
    println!(
        "equity, {RECIPIENTS} recipients and {ITEMS} items: {:.1} ms; a sort of the same rows {:.1} ms: {:.2}",
        ms(ours),
        ms(sorted),
        ratio(ours, sorted)
    );
}

/// A published list that gives every recipient each of the items once, in lines of a day, with a total for each item.
fn measure_watch() {
    const GOODS: [&str; 5] = ["N95口罩", "医用外科口罩", "手套", "防护服", "护目镜"];
    let mut chance = Chance(1);
    let mut lines: Vec<[String; 5]> = Vec::new();
    for item in 0..ITEMS {
        let name = GOODS.get(item % GOODS.len()).unwrap();
        let goods = format!("{name}{}号", item / GOODS.len());
        let mut sum = 0;
        for recipient in 0..RECIPIENTS {
            let quantity = 1 + chance.below(900);
            sum += quantity;
            let name = format!("第{recipient}医院");
            lines.push([
                name,
                goods.clone(),
                "只".into(),
                quantity.to_string(),
                "2月1日".into(),
            ]);
        }
        lines.push([
            "合计".into(),
            goods,
            "只".into(),
            sum.to_string(),
            String::new(),
        ]);
    }
    let mut sheet = Sheet::new("list");
    sheet.push(1, ["接收单位", "物资", "单位", "数量", "日期"]);
    for (number, line) in (2..).zip(&lines) {
        sheet.push(number, line.iter().map(String::as_str));
    }
    let sheets = [sheet];
    let found = check(&[&sheets]).unwrap();
    assert_eq!(
        (found.lines, found.flags.len()),
        (ITEMS * RECIPIENTS as usize, 0)
    );
    let ours = best(|| check(&[&sheets]).unwrap());
    let sorted = best(|| {
        let mut lines: Vec<&[String; 5]> = lines.iter().collect();
        lines.sort_unstable();
        black_box(lines);
    });
    println!(
        "watch, {} lines: {:.1} ms; a sort of the same rows {:.1} ms: {:.2}",
        lines.len(),
        ms(ours),
        ms(sorted),
        ratio(ours, sorted)
    );
}

fn measure_ties() {
    let mut chance = Chance(1);
    // The lower of two draws: some have many links, most have few.
    let mut person = || chance.below(PEOPLE as u64).min(chance.below(PEOPLE as u64)) as usize;
    let links: Vec<Link> = (0..LINKS)
        .map(|_| Link {
            from: person(),
            to: person(),
            weight: 1,
        })
        .collect();
    let groups = vec![Some(0_u8); PEOPLE];
    let figures = ties(&groups, &links).unwrap();
    let ours = best(|| ties(&groups, &links).unwrap()).as_secs_f64();
    let Some(python) = python() else {
        println!("ties, {PEOPLE} people and {LINKS} links: {ours:.3} s; igraph is not there");
        return;
    };
    let theirs = reference(&python, &links, &figures);
    println!(
        "ties, {PEOPLE} people and {LINKS} links: {ours:.3} s; igraph {theirs:.3} s: {:.2}",
        ours / theirs
    );
}

fn python() -> Option<PathBuf> {
    let local = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cache/networks/bin/python");
    let python = std::env::var_os("TIES_PYTHON").map_or(local, PathBuf::from);
    let there = Command::new(&python).args(["-c", "import igraph"]).output();
    there
        .is_ok_and(|output| output.status.success())
        .then_some(python)
}

/// Processor seconds of igraph for the same measures, once they are the same.
fn reference(python: &Path, links: &[Link], figures: &Ties<u8>) -> f64 {
    let file = std::env::temp_dir().join(format!("ties-bench-{}.csv", std::process::id()));
    let mut text = String::new();
    for link in links {
        writeln!(text, "{},{}", link.from, link.to).unwrap();
    }
    std::fs::write(&file, text).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/igraph_ties.py");
    let output = Command::new(python)
        .arg(script)
        .arg(&file)
        .arg(PEOPLE.to_string())
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    println!("igraph by measure: {}", answer.get("by_measure").unwrap());
    let same = |key: &str, ours: f64| {
        let theirs = answer.get(key).unwrap().as_f64().unwrap();
        assert!(
            (ours - theirs).abs() < 1e-6 * ours.abs().max(1.0),
            "{key}: {ours} {theirs}"
        );
    };
    let number = |ratio: Option<relief::ratio::Ratio>| ratio.unwrap().decimal(12).parse().unwrap();
    same("reciprocity", number(figures.reciprocity));
    same("transitivity", number(figures.transitivity));
    same("giant_share", number(figures.giant_share));
    same("articulation", figures.articulation.len() as f64);
    same("bridges", figures.bridges.len() as f64);
    same("core", figures.core.iter().sum::<usize>() as f64);
    let constraint = figures.constraint.iter().flatten();
    same(
        "constraint",
        constraint
            .map(|one| one.to_string().parse::<f64>().unwrap())
            .sum(),
    );
    answer.get("seconds").unwrap().as_f64().unwrap()
}
