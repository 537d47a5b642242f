//! Whole packs, explanations and invented instances on the command line.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use common::{json as answer, refused, text, tideover};

/// Two lots in packs, two needs that both lots reach.
fn folder(lots: &str) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, body: &str| fs::write(dir.path().join(name), body).unwrap();
    write("lots.csv", lots);
    write(
        "needs.csv",
        "need,demand,covered,weight,region,min_standard\n0,100,0,1,0,1\n1,50,0,1,1,2\n",
    );
    write(
        "arcs.csv",
        "lot,need,capacity,unit_cost\n0,0,60,3\n0,1,50,2\n1,0,60,5\n",
    );
    let plan = dir.path().join("plan.csv");
    (dir, plan)
}

fn make(dir: &Path, plan: &Path) -> Value {
    let (made, ok) = answer(&["allocate", text(dir), "--out", text(plan), "--json"]);
    assert!(ok);
    made
}

fn check(dir: &Path, plan: &Path) -> (Value, bool) {
    answer(&["allocate", "check", text(dir), text(plan), "--json"])
}

#[test]
fn packs_of_one_size_are_exact_and_proved() {
    let (dir, plan) = folder("lot,quantity,pack\n0,63,10\n1,20,10\n");
    let made = make(dir.path(), &plan);
    // 8 packs for needs of 10 and 5: five to the larger, three to the smaller.
    assert_eq!(
        fs::read_to_string(&plan).unwrap(),
        "lot,need,quantity\n0,0,30\n0,1,30\n1,0,20\n"
    );
    assert_eq!(
        made["packs"],
        json!({"exact": true, "min_key": "1/2", "min_key_in_pieces": "11/20", "stranded": 3, "shortfall": 5})
    );
    assert_eq!(
        (&made["total"], &made["cost"], &made["supply"]),
        (&80.into(), &(90 + 60 + 100).into(), &83.into())
    );
    let (checked, ok) = check(dir.path(), &plan);
    assert!(ok, "{checked}");
    assert_eq!(
        (&checked["proof"], &checked["total"], &checked["cost"]),
        (&"read".into(), &80.into(), &250.into())
    );
    fs::remove_file(dir.path().join("plan.csv.proof")).unwrap();
    assert!(check(dir.path(), &plan).1);
    fs::write(&plan, "lot,need,quantity\n0,0,35\n0,1,25\n1,0,20\n").unwrap();
    let (checked, ok) = check(dir.path(), &plan);
    assert!(!ok);
    assert!(checked["fault"].as_str().unwrap().contains("packs of 10"));
}

#[test]
fn packs_of_several_sizes_are_repaired_and_tell_their_error() {
    let (dir, plan) = folder("lot,quantity,pack\n0,60,20\n1,20,5\n");
    make(dir.path(), &plan);
    // The proof of the plan before would not hold for this one.
    let proof = dir.path().join("plan.csv.proof");
    fs::write(&proof, "kind,id,level,changes,cost,draw\n").unwrap();
    let made = make(dir.path(), &plan);
    assert_eq!(made["packs"]["exact"], false);
    assert!(!proof.exists());
    assert_eq!(
        (&made["unfair_cost"], &made["price_of_fairness"]),
        (&Value::Null, &Value::Null)
    );
    let (checked, ok) = check(dir.path(), &plan);
    assert!(ok, "{checked}");
    assert_eq!(checked["proof"], "none");
    let words = tideover(&["allocate", text(dir.path()), "--out", text(&plan)]);
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(words.contains("several sizes, not exact"), "{words}");
    fs::write(&plan, "lot,need,quantity\n0,0,40\n").unwrap();
    assert!(!check(dir.path(), &plan).1, "whole, and worse");
    let relaxed = [
        "allocate",
        text(dir.path()),
        "--out",
        text(&plan),
        "--epsilon",
        "2%",
    ];
    refused(&relaxed, &["--epsilon", "one size"]);
}

#[test]
fn a_pack_of_nothing_is_refused() {
    let (dir, plan) = folder("lot,quantity,pack\n0,60,0\n1,20,5\n");
    let make = ["allocate", text(dir.path()), "--out", text(&plan)];
    refused(&make, &["lots.csv, line 2, column pack", "from 1"]);
}

#[test]
fn a_need_is_explained() {
    let lots = "lot,quantity,region,standard,earmark_region\n0,60,0,2,-1\n1,20,0,1,0\n";
    let (dir, plan) = folder(lots);
    make(dir.path(), &plan);
    let explain = |need: &str| {
        let what = [
            "allocate",
            "explain",
            text(dir.path()),
            text(&plan),
            "--need",
            need,
        ];
        answer(&[&what[..], &["--json"]].concat())
    };
    let (told, ok) = explain("1");
    assert!(ok);
    assert_eq!(
        (&told["given"], &told["lacks"], &told["key"]),
        (&27.into(), &23.into(), &"27/50".into())
    );
    assert_eq!(
        told["barred"],
        json!([{"lot": 1, "reasons": ["standard", "earmark"]}])
    );
    assert_eq!(
        told["barred_by_reason"],
        json!({"standard": 1, "earmark": 1})
    );
    assert_eq!(
        told["lots"],
        json!([{"lot": 0, "sent": 27, "capacity": 50, "left": 0}])
    );
    assert_eq!(told["group"], json!([{"need": 0, "key": "53/100"}]));
    assert_eq!(
        told["level"],
        json!({"lowest": "53/100", "highest": "27/50"})
    );
    assert_eq!(told["next_unit"], json!({"need": 0, "key": "53/100"}));
    let words = tideover(&[
        "allocate",
        "explain",
        text(dir.path()),
        text(&plan),
        "--need",
        "1",
    ]);
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(words.contains("would lift need 0, from 53/100"), "{words}");
}

#[test]
fn what_cannot_be_explained_is_said() {
    let (dir, plan) = folder("lot,quantity\n0,60\n1,20\n");
    make(dir.path(), &plan);
    refused(
        &[
            "allocate",
            "explain",
            text(dir.path()),
            text(&plan),
            "--need",
            "7",
        ],
        &["no need 7"],
    );
    fs::write(&plan, "lot,need,quantity\n0,0,61\n").unwrap();
    refused(
        &[
            "allocate",
            "explain",
            text(dir.path()),
            text(&plan),
            "--need",
            "1",
        ],
        &["cannot be carried out"],
    );
}

#[test]
fn traits_in_words_only_leave_the_reason_open() {
    let (dir, plan) = folder("lot,quantity,standard\n0,60,GB 19083\n1,20,KN95\n");
    make(dir.path(), &plan);
    let (told, _) = answer(&[
        "allocate",
        "explain",
        text(dir.path()),
        text(&plan),
        "--need",
        "1",
        "--json",
    ]);
    assert_eq!(told["barred_by_reason"], json!({"not_listed": 1}));
}

#[test]
fn an_invented_instance_is_planned_and_is_the_same_again() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("one"), dir.path().join("other"));
    for out in [&one, &other] {
        let sample = [
            "allocate", "sample", "--lots", "40", "--needs", "30", "--seed", "5",
        ];
        let (made, ok) = answer(&[&sample[..], &["--out", text(out), "--json"]].concat());
        assert!(ok);
        assert_eq!((&made["lots"], &made["needs"]), (&40.into(), &30.into()));
    }
    for name in ["lots.csv", "needs.csv", "arcs.csv"] {
        assert_eq!(
            fs::read(one.join(name)).unwrap(),
            fs::read(other.join(name)).unwrap()
        );
    }
    let plan = dir.path().join("plan.csv");
    assert!(make(&one, &plan)["total"].as_i64().unwrap() > 0);
    assert!(check(&one, &plan).1);
    let too_many = [
        "allocate",
        "sample",
        "--lots",
        "1000000",
        "--needs",
        "5",
        "--arcs-per-lot",
        "1000",
    ];
    refused(
        &[&too_many[..], &["--out", text(&one)]].concat(),
        &["--arcs-per-lot", "16777216"],
    );
    refused(
        &[
            "allocate",
            "sample",
            "--lots",
            "0",
            "--needs",
            "5",
            "--out",
            text(&one),
        ],
        &["--lots", "from 1"],
    );
}

#[test]
fn the_worst_off_is_of_any_tier_and_the_price_is_rounded() {
    let (dir, plan) = folder("lot,quantity\n0,60\n1,20\n");
    fs::write(
        dir.path().join("needs.csv"),
        "need,demand,covered,weight,tier\n0,80,0,1,0\n1,50,2,1,1\n",
    )
    .unwrap();
    // All goes to the first tier, at 3 and 5 a unit; for nothing but cost ten less of the second lot would be sent.
    let made = make(dir.path(), &plan);
    assert_eq!(made["by_need"][0]["key"], "1/1");
    assert_eq!(made["by_need"][1]["key"], "1/25");
    assert_eq!(made["min_key"], "1/25");
    let [cost, unfair] = ["cost", "unfair_cost"].map(|key| made[key].as_i64().unwrap());
    let rounded = (cost * 2_000 + unfair) / (unfair * 2);
    let price = format!("{}.{:03}", rounded / 1_000, rounded % 1_000);
    assert_eq!(made["price_of_fairness"], price);
    assert_ne!(cost * 1_000 / unfair, rounded, "{made}");
}
