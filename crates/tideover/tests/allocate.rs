//! The fair plan from files, judged by the checker that came with the examples and by its own check.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use common::{json, refused, text, tideover};

/// The examples, where the project stands beside them.
const EXAMPLES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/examples/allocation"
);

/// Two lots, two needs; the first lot reaches both, the second only the larger.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "lots", "lot,quantity\n0,12\n1,6\n");
    write(
        dir.path(),
        "needs",
        "need,demand,covered,weight\n0,10,0,1\n1,20,0,1\n",
    );
    write(
        dir.path(),
        "arcs",
        "lot,need,capacity,unit_cost\n0,0,10,5\n0,1,12,4\n1,1,6,3\n",
    );
    dir
}

fn write(dir: &Path, name: &str, text: &str) {
    fs::write(dir.join(format!("{name}.csv")), text).unwrap();
}

fn example(name: &str, test: &str) -> Option<PathBuf> {
    let dir = Path::new(EXAMPLES).join(name);
    let there = dir.exists()
        && Command::new("python3")
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success());
    if !there {
        skip(test);
    }
    there.then_some(dir)
}

/// Says so, and tells `./test` to count the test as skipped.
fn skip(test: &str) {
    let line = format!("{test}: the examples or python3 are not there\n");
    print!("skipped: {line}");
    if let Some(path) = std::env::var_os("TIDEOVER_SKIPS") {
        let mut skips = fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .unwrap();
        skips.write_all(line.as_bytes()).unwrap();
    }
}

#[test]
fn the_examples_own_checker_accepts_our_plans() {
    for (name, cost, unfair) in [("a1_tiny", 425, 135), ("a2_wuhan20", 165_258, 106_974)] {
        let Some(dir) = example(name, "the_examples_own_checker_accepts_our_plans") else {
            return;
        };
        let out = tempfile::tempdir().unwrap();
        let plan = out.path().join("plan.csv");
        let (answer, ok) = json(&["allocate", text(&dir), "--out", text(&plan), "--json"]);
        assert!(ok);
        assert_eq!(
            (&answer["cost"], &answer["unfair_cost"]),
            (&cost.into(), &unfair.into())
        );
        let checker = Command::new("python3")
            .args([&Path::new(EXAMPLES).join("check.py"), &dir, &plan])
            .output()
            .unwrap();
        assert!(checker.status.success(), "{checker:?}");
        let (checked, ok) = json(&["allocate", "check", text(&dir), text(&plan), "--json"]);
        assert!(ok, "{checked}");
        assert_eq!(checked["proof"], "read");
    }
}

#[test]
fn a_plan_is_made_and_checked_with_and_without_its_proof() {
    let dir = folder();
    let plan = dir.path().join("plan.csv");
    let arguments = ["allocate", text(dir.path()), "--out", text(&plan), "--json"];
    let (answer, _) = json(&arguments);
    assert_eq!(answer["min_key"], "3/5");
    assert_eq!(
        fs::read_to_string(&plan).unwrap(),
        "lot,need,quantity\n0,0,6\n0,1,6\n1,1,6\n"
    );
    let check = ["allocate", "check", text(dir.path()), text(&plan), "--json"];
    assert_eq!(json(&check).0["proof"], "read");
    fs::remove_file(dir.path().join("plan.csv.proof")).unwrap();
    let (checked, ok) = json(&check);
    assert!(ok);
    assert_eq!(checked["proof"], "worked out");
}

#[test]
fn a_worse_plan_and_a_forged_proof_are_refused() {
    let dir = folder();
    let plan = dir.path().join("plan.csv");
    json(&["allocate", text(dir.path()), "--out", text(&plan), "--json"]);
    let check = ["allocate", "check", text(dir.path()), text(&plan), "--json"];
    let proof = dir.path().join("plan.csv.proof");
    let genuine = fs::read_to_string(&proof).unwrap();
    fs::write(&proof, genuine.replacen("2,1,", "2,1,-1,0,0,0\n2,1,", 1)).unwrap();
    assert!(!tideover(&check).status.success());
    fs::write(&proof, &genuine).unwrap();
    assert!(json(&check).1);
    for worse in [
        "0,0,7\n0,1,5\n1,1,6\n",
        "0,0,6\n0,1,6\n1,1,5\n",
        "0,0,13\n",
        "1,0,1\n",
    ] {
        fs::write(&plan, format!("lot,need,quantity\n{worse}")).unwrap();
        fs::write(&proof, &genuine).unwrap();
        let (checked, ok) = json(&check);
        assert!(!ok, "{worse}: {checked}");
        assert!(checked["fault"].is_string());
        fs::remove_file(&proof).unwrap();
        assert!(!json(&check).1, "{worse}");
    }
}

#[test]
fn epsilon_trades_fairness_for_transport() {
    let dir = folder();
    write(
        dir.path(),
        "arcs",
        "lot,need,capacity,unit_cost\n0,0,10,9\n0,1,12,1\n1,1,6,3\n",
    );
    let plan = dir.path().join("plan.csv");
    let folder = text(dir.path());
    let (fair, _) = json(&["allocate", folder, "--out", text(&plan), "--json"]);
    let (relaxed, _) = json(&[
        "allocate",
        folder,
        "--epsilon",
        "10%",
        "--out",
        text(&plan),
        "--json",
    ]);
    assert_eq!(relaxed["fair_cost"], fair["cost"]);
    // One unit of ten may move from the dear need to the cheap one.
    assert_eq!(
        fair["cost"].as_i64().unwrap() - relaxed["cost"].as_i64().unwrap(),
        8
    );
    let check = |epsilon| {
        json(&[
            "allocate",
            "check",
            folder,
            text(&plan),
            "--epsilon",
            epsilon,
            "--json",
        ])
    };
    assert!(check("0.1").1);
    assert!(!check("0").1);
    fs::remove_file(dir.path().join("plan.csv.proof")).unwrap();
    assert!(check("1/10").1);
    assert!(!check("1/5").1, "a cheaper one is allowed then");
}

#[test]
fn what_is_dispatched_stays() {
    let dir = folder();
    let (before, plan) = (dir.path().join("before.csv"), dir.path().join("plan.csv"));
    fs::write(&before, "lot,need,quantity,dispatched\n0,0,9,8\n1,1,2,\n").unwrap();
    let folder = text(dir.path());
    let previous = ["--previous", text(&before), "--json"];
    let make = [&["allocate", folder, "--out", text(&plan)], &previous[..]].concat();
    let (answer, _) = json(&make);
    assert_eq!(
        (&answer["dispatched"], &answer["total"]),
        (&8.into(), &10.into())
    );
    assert_eq!(
        fs::read_to_string(&plan).unwrap(),
        "lot,need,quantity\n0,0,8\n0,1,4\n1,1,6\n"
    );
    let check = [&["allocate", "check", folder, text(&plan)], &previous[..]].concat();
    assert!(json(&check).1);
    fs::write(&before, "lot,need,quantity,dispatched\n0,0,13,13\n").unwrap();
    refused(&make, &["lot 0 has 12"]);
}

#[test]
fn packed_files_and_any_order_give_the_same_plan() {
    let dir = folder();
    let plan = dir.path().join("plan.csv");
    let make = ["allocate", text(dir.path()), "--out", text(&plan), "--json"];
    json(&make);
    let first = fs::read(&plan).unwrap();
    write(
        dir.path(),
        "needs",
        "\u{feff}weight,need,region,covered,demand\n1,1,7,0,20\n1,0,7,0,10\n",
    );
    let arcs = dir.path().join("arcs.csv");
    let packed = fs::File::create(dir.path().join("arcs.csv.gz")).unwrap();
    let mut packer = flate2::write::GzEncoder::new(packed, flate2::Compression::fast());
    packer.write_all(&fs::read(&arcs).unwrap()).unwrap();
    packer.finish().unwrap();
    fs::remove_file(&arcs).unwrap();
    json(&make);
    assert_eq!(fs::read(&plan).unwrap(), first);
}

#[test]
fn nothing_to_share_is_an_answer() {
    let dir = folder();
    let plan = dir.path().join("plan.csv");
    let make = ["allocate", text(dir.path()), "--out", text(&plan), "--json"];
    write(dir.path(), "lots", "lot,quantity\n0,0\n1,0\n");
    let (answer, ok) = json(&make);
    assert!(ok);
    assert!(answer["remarks"].to_string().contains("hold nothing"));
    write(dir.path(), "arcs", "lot,need,capacity,unit_cost\n");
    assert!(
        json(&make).0["remarks"]
            .to_string()
            .contains("2 needs lack")
    );
    write(dir.path(), "needs", "need,demand,covered,weight\n");
    let (answer, ok) = json(&make);
    assert!(ok);
    assert!(answer["remarks"].to_string().contains("no needs"));
    assert_eq!(answer["min_key"], Value::Null);
}

/// Replaces one file, expects to be refused with these words, and puts the file back.
fn wrong(dir: &Path, name: &str, body: &str, what: &[&str]) {
    let plan = dir.join("plan.csv");
    let make = ["allocate", text(dir), "--out", text(&plan)];
    let path = dir.join(format!("{name}.csv"));
    let right = fs::read(&path).unwrap();
    fs::write(&path, body).unwrap();
    refused(&make, &[what, &[&format!("{name}.csv")]].concat());
    fs::write(&path, right).unwrap();
}

#[test]
fn a_bad_need_is_named_by_line_and_column() {
    let dir = folder();
    let wrong = |row: &str, what: &[&str]| {
        let body = format!("need,demand,covered,weight\n0,10,0,1\n{row}\n");
        wrong(dir.path(), "needs", &body, what);
    };
    wrong("1,0,0,1", &["line 3", "column demand", "from 1"]);
    wrong("1,20,0,0", &["line 3", "column weight"]);
    wrong("1,20,-1,1", &["line 3", "column covered"]);
    wrong("1,1000000000001,0,1", &["line 3", "column demand"]);
    wrong("1,99999999999999999999,0,1", &["column demand"]);
    wrong("1,1.5,0,1", &["1.5", "whole number"]);
    wrong("0,20,0,1", &["line 3", "need 0 is there twice"]);
}

#[test]
fn a_bad_arc_is_named_by_line_and_column() {
    let dir = folder();
    let wrong = |row: &str, what: &[&str]| {
        let body = format!("lot,need,capacity,unit_cost\n0,0,10,5\n{row}\n");
        wrong(dir.path(), "arcs", &body, what);
    };
    wrong("0,0,9,5", &["line 3", "lot 0 to need 0 is there twice"]);
    wrong("7,0,9,5", &["line 3", "no lot 7"]);
    wrong("0,7,9,5", &["line 3", "no need 7"]);
    wrong("-1,0,9,5", &["line 3, column lot", "from 0"]);
    wrong("9223372036854775808,0,9,5", &["line 3, column lot"]);
    wrong("0,1,1000000000001,5", &["line 3, column capacity"]);
    wrong("0,1,9", &["line 3", "3 cells below 4 columns"]);
}

#[test]
fn a_missing_file_column_or_option_is_named() {
    let dir = folder();
    let plan = dir.path().join("plan.csv");
    let none = dir.path().join("none");
    let out = ["--out", text(&plan)];
    wrong(
        dir.path(),
        "needs",
        "need,demand,covered\n0,10,0\n",
        &["no column weight"],
    );
    wrong(dir.path(), "arcs", "", &["is empty"]);
    let lots = dir.path().join("lots.csv");
    let before = fs::read(&lots).unwrap();
    let over = ["allocate", text(dir.path()), "--out", text(&lots)];
    refused(&over, &["another file for the plan"]);
    assert_eq!(fs::read(&lots).unwrap(), before);
    refused(
        &[&["allocate", text(&none)], &out[..]].concat(),
        &["lots.csv"],
    );
    refused(&["allocate", text(dir.path())], &["--out"]);
    let epsilon = ["allocate", text(dir.path()), "--epsilon", "2"];
    refused(&[&epsilon, &out[..]].concat(), &["--epsilon"]);
}

#[test]
fn the_greatest_numbers_are_shared_without_overflow() {
    let dir = folder();
    let most = 1_000_000_000_000_i64;
    write(
        dir.path(),
        "lots",
        &format!("lot,quantity\n0,{most}\n9223372036854775807,{most}\n"),
    );
    write(
        dir.path(),
        "needs",
        &format!(
            "need,demand,covered,weight\n0,{most},0,1000000\n1,{most},{most},1\n2,1,{most},1\n3,{most},0,1\n"
        ),
    );
    write(
        dir.path(),
        "arcs",
        &format!(
            "lot,need,capacity,unit_cost\n0,0,{most},1000000000\n0,1,{most},1\n9223372036854775807,3,{most},1000000000\n"
        ),
    );
    let plan = dir.path().join("plan.csv");
    let (answer, ok) = json(&["allocate", text(dir.path()), "--out", text(&plan), "--json"]);
    assert!(ok);
    assert_eq!(answer["total"], 2 * most);
    assert_eq!(answer["cost"], "2000000000000000000000");
    assert_eq!(answer["min_key"], "1/1000000");
    assert!(json(&["allocate", "check", text(dir.path()), text(&plan), "--json"]).1);
}
