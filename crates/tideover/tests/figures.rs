//! Equity and ties of tables that people bring along: the worked figures, what is not defined, what is refused.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use common::{json as answer, refused, text, tideover};

const REGIONS: &str = "unit,group,index,needed,delivered
A,coast,120,100,90
B,coast,110,200,160
C,coast,150,50,50
D,inland,60,400,120
E,inland,50,150,30
F,inland,40,100,0
";

const EDGES: &str = "from,to,weight
1,2,1\n2,1,1\n2,3,1\n3,2,1\n3,1,1\n1,4,1\n4,1,1
4,5,1\n5,6,1\n6,5,1\n6,7,1\n7,5,1\n8,4,1\n8,9,1
";

const PEOPLE: &str = "id,group
1,donor\n2,donor\n3,donor\n4,coord\n5,hospital
6,hospital\n7,hospital\n8,coord\n9,donor\n10,donor
";

/// A folder with one file, and the file.
fn file(content: &str) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("table.csv");
    fs::write(&path, content).unwrap();
    (dir, path)
}

fn equity(content: &str) -> Value {
    let (_dir, path) = file(content);
    let (answer, ok) = answer(&["equity", text(&path), "--json"]);
    assert!(ok);
    answer
}

fn ties(edges: &str, people: Option<&str>) -> Value {
    let (dir, path) = file(edges);
    let list = dir.path().join("people.csv");
    let mut arguments = vec!["ties", text(&path), "--json"];
    if let Some(people) = people {
        fs::write(&list, people).unwrap();
        arguments.extend(["--people", text(&list)]);
    }
    let (answer, ok) = answer(&arguments);
    assert!(ok);
    answer
}

fn bad_equity(content: &str, what: &[&str]) {
    let (_dir, path) = file(content);
    refused(&["equity", text(&path), "--json"], what);
}

fn bad_ties(content: &str, what: &[&str]) {
    let (_dir, path) = file(content);
    refused(&["ties", text(&path), "--json"], what);
}

#[test]
fn the_worked_table_has_exact_fractions_and_decimals() {
    let figures = equity(REGIONS);
    for (key, wanted) in [
        ("coverage", "9/20"),
        ("gini", "28/75"),
        ("hoover", "19/60"),
        ("concentration", "28/75"),
        ("erreygers", "84/125"),
        ("min", "0"),
        ("gap", "1"),
        ("group_ratio", "26/7"),
    ] {
        assert_eq!(figures[key], wanted, "{key}");
    }
    assert_eq!(figures["theil"]["total"], 0.269740388);
    assert_eq!(figures["theil"]["between"], 0.206961553);
    assert_eq!(figures["groups"]["inland"]["coverage"], "3/13");
    assert_eq!(figures["groups"]["coast"]["share"], "2/3");
    assert_eq!(figures["palma"]["ratio"], "19/15");
    assert_eq!(figures["excluded"], json!([]));
}

#[test]
fn columns_stand_in_any_order_and_group_index_and_official_may_be_missing() {
    let figures = equity("delivered,unit,needed\n3,x,4\n9,y,4\n5,z,0\n");
    assert_eq!(figures["coverage"], "7/8");
    assert_eq!(figures["excess"], 10);
    assert_eq!(
        figures["excluded"],
        json!([{"unit": "z", "reason": "no need"}])
    );
    assert_eq!(figures["concentration"], Value::Null);
    assert_eq!(figures["theil"]["between"], Value::Null);
    assert_eq!(figures["groups"], json!({}));
    let blank = equity("unit,group,index,official,needed,delivered\nx,,,1,4,2\ny,g,7,0,4,4\n");
    assert_eq!(blank["groups"][""]["coverage"], "3/4");
    assert_eq!(blank["without_index"][0]["unit"], "x");
    assert_eq!(blank["theil"]["within"], 0.0);
}

#[test]
fn rows_of_totals_are_no_units_and_are_said_to_be_left_out() {
    let units = "unit,group,needed,delivered\n黄州区,湖北,4,3\n武昌区,湖北,4,4\n";
    let totals = "湖北小计,湖北,8,7\n合计:,,8,7\nGrand Total,,\"1,000\",\n";
    let mut plain = equity(units);
    let figures = equity(&format!("{units}{totals}"));
    let excluded = ["湖北小计", "合计:", "Grand Total"];
    plain["excluded"] = excluded
        .map(|unit| json!({"unit": unit, "reason": "a total"}))
        .into();
    assert_eq!(figures, plain);
    let (_dir, path) = file(&format!("{units}{totals}"));
    let said = String::from_utf8(tideover(&["equity", text(&path)]).stdout).unwrap();
    assert!(
        said.contains("left out: 湖北小计, 合计:, Grand Total"),
        "{said}"
    );
}

#[test]
fn nothing_delivered_and_no_need_are_said_and_not_divided() {
    let figures = equity("unit,needed,delivered\nx,4,0\ny,1000000000000,0\n");
    assert_eq!(
        (&figures["coverage"], &figures["gini"]),
        (&json!("0"), &Value::Null)
    );
    assert!(
        figures["remarks"][0]
            .as_str()
            .unwrap()
            .contains("nothing delivered")
    );
    let figures = equity("unit,needed,delivered\nx,0,3\n");
    assert_eq!(
        (&figures["coverage"], &figures["min"]),
        (&Value::Null, &Value::Null)
    );
    assert!(figures["remarks"][0].as_str().unwrap().contains("no need"));
}

#[test]
fn amounts_may_have_decimals() {
    let figures = equity("unit,group,needed,delivered\nx,a,36.0,9.25\ny,b,\"1,000.5\",1001\n");
    assert_eq!(figures["needed"], 1036.5);
    assert_eq!(figures["supplied"], 1009.75);
    assert_eq!(figures["excess"], 0.5);
    assert_eq!(figures["coverage"], "4039/4146");
    assert_eq!(figures["groups"]["a"]["coverage"], "37/144");
    assert_eq!(figures["groups"]["a"]["needed"], 36);
    let whole = equity("unit,needed,delivered\nx,3600,925\ny,100050,100100\n");
    for key in ["coverage", "gini", "hoover", "atkinson", "min", "gap"] {
        assert_eq!(figures[key], whole[key], "{key}");
    }
}

#[test]
fn a_table_that_does_not_hold_is_refused_at_its_place() {
    let rows = |rows: &str| format!("unit,index,needed,delivered\n{rows}");
    bad_equity(
        "unit,delivered\nx,1\n",
        &["table.csv, line 1", "no column needed"],
    );
    bad_equity(
        &rows("x,,1,1\nx,,2,2\n"),
        &["line 3, column unit", "\"x\"", "line 2"],
    );
    bad_equity(&rows(",,1,1\n"), &["line 2, column unit"]);
    bad_equity(&rows("x,,-1,1\n"), &["line 2, column needed", "-1"]);
    bad_equity(&rows("x,,1,\n"), &["line 2, column delivered", "write 0"]);
    bad_equity(&rows("x,,half,1\n"), &["column needed", "digits such as"]);
    bad_equity(&rows("x,north,1,1\n"), &["column index", "north"]);
    bad_equity(&rows("x,nan,1,1\n"), &["column index"]);
    bad_equity(&rows("x,1,1\n"), &["line 2", "3 cells below 4"]);
    bad_equity(
        &rows("x,,600000000000000000,0.25\n"),
        &["line 2", "11529215046068469.76", "fewer decimals"],
    );
    let half = "600000000000000000";
    bad_equity(
        &rows(&format!("x,,{half},0\ny,,{half},0\n")),
        &["line 3", "larger unit"],
    );
    refused(
        &["equity", "/nowhere.csv"],
        &["cannot read", "/nowhere.csv"],
    );
}

#[test]
fn the_worked_network() {
    let figures = ties(EDGES, Some(PEOPLE));
    for (key, wanted) in [
        ("reciprocity", 0.571429),
        ("rho", 0.492481),
        ("transitivity", 0.428571),
        ("giant_share", 0.9),
        ("bonding", 10.0 / 14.0),
        ("bridging", 4.0 / 14.0),
        ("external_internal", -0.4),
    ] {
        let off = figures[key].as_f64().unwrap() - wanted;
        assert!(off.abs() < 1e-6, "{key}: {off}");
    }
    assert_eq!(
        (&figures["links"], &figures["people"]),
        (&json!(14), &json!(10))
    );
    assert_eq!(figures["articulation"], json!(["1", "4", "5", "8"]));
    assert_eq!(
        figures["bridges"],
        json!([["1", "4"], ["4", "5"], ["4", "8"], ["8", "9"]])
    );
    assert_eq!(figures["constraint"]["2"], 1.006944444);
    assert_eq!(figures["constraint"]["10"], Value::Null);
    assert_eq!(
        (&figures["core"]["7"], &figures["core"]["10"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(figures["unlisted"], 0);
}

#[test]
fn without_a_list_of_people_those_who_are_named_count() {
    let figures = ties("to,weight,from\nb,0.5,a\na,1.25,b\na,1,a\n", None);
    assert_eq!(
        (&figures["people"], &figures["links"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(figures["self_links"], 1);
    assert_eq!(figures["weighted_reciprocity"], 0.571428571429);
    assert_eq!(
        (&figures["bonding"], &figures["unlisted"]),
        (&Value::Null, &Value::Null)
    );
    let nobody = ties("from,to,weight\n", None);
    assert_eq!(
        (&nobody["people"], &nobody["reciprocity"]),
        (&json!(0), &Value::Null)
    );
}

#[test]
fn links_that_do_not_hold_are_refused_at_their_place() {
    bad_ties("from,to\na,b\n", &["line 1", "no column weight"]);
    bad_ties("from,to,weight\na,b,1\na,,1\n", &["line 3, column to"]);
    bad_ties(
        "from,to,weight\na,b,0\n",
        &["line 2, column weight", "above 0"],
    );
    bad_ties("from,to,weight\na,b,-2\n", &["column weight", "-2"]);
    bad_ties("from,to,weight\na,b,\n", &["line 2, column weight"]);
    bad_ties(
        "from,to,weight\na,b,1\nb,a,1152921504606846976\n",
        &["line 3", "add up"],
    );
    let (dir, path) = file("from,to,weight\na,b,1\n");
    let people = dir.path().join("people.csv");
    fs::write(&people, "id\na\na\n").unwrap();
    let arguments = ["ties", text(&path), "--people", text(&people)];
    refused(&arguments, &["people.csv, line 3, column id", "twice"]);
}

#[test]
fn one_person_alone_and_one_who_only_helps_themselves_are_no_network() {
    for edges in ["from,to,weight\n", "from,to,weight\na,a,3\na,a,2\n"] {
        let figures = ties(edges, Some("id,group\na,g\n"));
        assert_eq!(
            (&figures["people"], &figures["links"]),
            (&json!(1), &json!(0))
        );
        for key in [
            "reciprocity",
            "rho",
            "weighted_reciprocity",
            "transitivity",
            "gini",
            "effective_number",
            "bus_factor",
            "bonding",
            "bridging",
        ] {
            assert_eq!(figures[key], Value::Null, "{key}");
        }
        assert_eq!(figures["giant_share"], 1.0);
        assert_eq!(figures["articulation"], json!([]));
        assert_eq!(figures["constraint"], json!({"a": null}));
        assert_eq!(figures["core"], json!({"a": 0}));
    }
}

#[test]
fn who_is_listed_without_links_counts_and_who_is_not_listed_has_no_group() {
    let people = "group,id\ng,a\ng,b\nh,c\n,d\n";
    let figures = ties("from,to,weight\na,b,1\na,stranger,1\nd,a,2\n", Some(people));
    assert_eq!(
        (&figures["people"], &figures["unlisted"]),
        (&json!(5), &json!(1))
    );
    assert_eq!(figures["giant_share"], 0.8);
    assert_eq!(figures["bonding"], 0.25);
    assert_eq!(figures["bridging"], 0.0);
    assert_eq!(figures["ungrouped"], 0.75);
    assert_eq!(figures["core"]["c"], 0);
    assert_eq!(figures["gini"], 0.6);
    assert_eq!(figures["bus_factor"], 1);
}

#[test]
fn links_of_the_same_two_are_added_up_and_weights_are_read_as_programs_write_them() {
    let apart = ties(
        "from,to,weight\na,b,0.25\nb,a,1e-1\na,b,0.50000000000000001\n",
        None,
    );
    let one = ties("\u{feff}from;to;weight\r\na;b;75\r\n\r\nb;a;1E1\r\n", None);
    assert_eq!(apart, one);
    assert_eq!(apart["links"], 2);
}

#[test]
fn people_read_sentences() {
    let (dir, path) = file(REGIONS);
    let said = |arguments: &[&str]| String::from_utf8(tideover(arguments).stdout).unwrap();
    let sentences = said(&["equity", text(&path)]);
    assert!(sentences.contains("coverage 9/20 (0.4500)"), "{sentences}");
    assert!(
        sentences.contains("inland: 3 units, coverage 3/13"),
        "{sentences}"
    );
    let (edges, people) = (dir.path().join("edges.csv"), dir.path().join("people.csv"));
    fs::write(&edges, EDGES).unwrap();
    fs::write(&people, PEOPLE).unwrap();
    let sentences = said(&["ties", text(&edges), "--people", text(&people)]);
    assert!(
        sentences.contains("cuts a part off: 1, 4, 5, 8"),
        "{sentences}"
    );
    assert!(
        sentences.contains("nothing joins donor and hospital"),
        "{sentences}"
    );
}

#[test]
fn empty_tables_and_the_greatest_numbers_are_answered() {
    let figures = equity("unit,needed,delivered\n");
    assert_eq!(
        (&figures["units"], &figures["gini"]),
        (&json!(0), &Value::Null)
    );
    bad_equity("", &["is empty"]);
    bad_ties("", &["is empty"]);
    let most = 1_000_000_000_000_u64;
    let figures = equity(&format!(
        "unit,needed,delivered\nx,{most},{most}\ny,{most},0\n"
    ));
    assert_eq!(
        (&figures["coverage"], &figures["gini"]),
        (&json!("1/2"), &json!("1/2"))
    );
    let figures = ties(
        &format!("from,to,weight\na,b,{most}\na,b,{most}\nb,a,{most}\n"),
        None,
    );
    assert_eq!(
        (&figures["links"], &figures["self_links"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(figures["weighted_reciprocity"], 0.666666666667);
}

#[test]
fn tables_of_other_programs_are_read() {
    let figures = equity("\u{feff}unit;needed;delivered\r\nx;4;1\r\n\r\ny;4;3\r\n");
    assert_eq!(figures["coverage"], "1/2");
    let figures = equity("Unit,NEEDED,Delivered\nx,4,1\n");
    assert_eq!(figures["coverage"], "1/4");
    bad_equity("Unit,unit,needed,delivered\nx,x,4,1\n", &["stands twice"]);
    bad_equity(
        "unit,needed,delivered\n\nx,4,1\n\"y,4,3\nz,4\n",
        &["line 4", "1 cells below 3 columns"],
    );
}
