//! Published tables, typed for the purpose or, where they stand beside the project, real.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

#[path = "common/workbook.rs"]
mod workbook;
use workbook::workbook;

/// Practice data, where the project stands beside it.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");

fn tideover(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tideover"))
        .args(arguments)
        .output()
        .unwrap()
}

fn watch(file: &Path, options: &[&str]) -> Value {
    let file = [file.to_str().unwrap()];
    let output = tideover(&[&["watch", "--json"], options, file.as_slice()].concat());
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(file: &Path, options: &[&str], what: &[&str]) {
    let output = tideover(&[&["watch", file.to_str().unwrap()], options].concat());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{options:?}");
    assert_eq!(error.lines().count(), 1, "{error}");
    for what in what {
        assert!(error.contains(what), "{what}: {error}");
    }
}

/// A file in a folder that goes with the test.
fn file(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, text).unwrap();
    (dir, path)
}

fn practice(name: &str) -> Option<PathBuf> {
    let path = Path::new(DATA).join(name);
    if !path.exists() {
        println!("skipped: {name} is not there");
    }
    path.exists().then_some(path)
}

fn kinds(answer: &Value) -> Vec<(String, u64)> {
    let flags = answer["flags"].as_array().unwrap().iter();
    flags
        .map(|flag| {
            (
                flag["kind"].as_str().unwrap().to_owned(),
                flag["row"].as_u64().unwrap(),
            )
        })
        .collect()
}

fn item<'a>(answer: &'a Value, name: &str) -> &'a Value {
    answer["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["item"] == name)
        .unwrap()
}

#[test]
fn a_list_is_answered_in_json_and_in_words() {
    let text = "接收单位,物资,规格,单位,数量\n甲医院,N95口罩,KN95,只,10\n\n甲医院,手套,1*600,箱,2\n乙区,大米,,袋,3\n合计,,,,16\n";
    let (_dir, path) = file("list.csv", text);
    let answer = watch(&path, &["--preset", "distribution"]);
    assert_eq!(
        (answer["lines"].as_u64(), answer["recipients"].as_u64()),
        (Some(3), Some(2))
    );
    assert_eq!(answer["recipients_by_kind"]["hospital"], 1);
    assert_eq!(item(&answer, "gloves")["pieces_to_hospitals"], 1_200);
    assert_eq!(item(&answer, "大米")["lines_not_countable"], 1);
    assert_eq!(
        kinds(&answer),
        [
            ("class_mismatch".to_owned(), 2),
            ("sum_mismatch".to_owned(), 6)
        ]
    );
    let words = tideover(&["watch", path.to_str().unwrap(), "--preset", "distribution"]);
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(
        words.contains("row 6: the stated total is 16, the lines add up to 15"),
        "{words}"
    );
}

#[test]
fn a_ledger_in_gb_18030_keeps_its_digits() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.csv");
    // 日期;当日;累计
    let mut bytes = b"\xc8\xd5\xc6\xda;\xb5\xb1\xc8\xd5;\xc0\xdb\xbc\xc6\n".to_vec();
    bytes.extend(b"1-Feb;;10.1\n2-Feb;0.2;10.3\n3-Feb;1;11.4\n4-Feb;;11.39\n");
    fs::write(&path, bytes).unwrap();
    let columns = [
        "--preset",
        "ledger",
        "--date",
        "日期",
        "--daily",
        "当日",
        "--cumulative",
        "累计",
    ];
    let answer = watch(&path, &columns);
    assert_eq!(
        (&answer["days"], &answer["checkable"], &answer["agree"]),
        (&4.into(), &2.into(), &1.into())
    );
    assert_eq!(
        answer["differences"].to_string(),
        r#"[{"date":"3-Feb","by":0.1,"row":4}]"#
    );
    assert_eq!(answer["falls"][0]["to"].to_string(), "11.39");
    refused(
        &path,
        &[
            "--preset",
            "ledger",
            "--date",
            "日期",
            "--daily",
            "x",
            "--cumulative",
            "累计",
        ],
        &["\"x\"", "\"累计\""],
    );
}

#[test]
fn a_workbook_with_days_as_sheets_and_merged_cells() {
    let first = [
        "Given out on 1 February",
        "接收单位;物资;单位;数量",
        "甲医院;手套;副;5",
        ";口罩;只;7",
        "乙区;口罩;只;1",
    ];
    let second = [
        "数量;单位;物资;接收单位",
        "9;只;口罩;甲\u{200b}医院",
        "4;箱;口罩;丙公司",
    ];
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("days.xlsx");
    fs::write(
        &path,
        workbook(&[
            ("2月1日", &first, &["A1:D1", "A3:A4"]),
            ("2月2日", &second, &[]),
        ]),
    )
    .unwrap();
    let answer = watch(&path, &["--preset", "distribution"]);
    assert_eq!(
        answer["lines_by_day"].to_string(),
        r#"{"2月1日":3,"2月2日":2}"#
    );
    assert_eq!(answer["recipients"], 3);
    let masks = item(&answer, "disposable_mask");
    assert_eq!(
        (
            &masks["pieces"],
            &masks["pieces_to_hospitals"],
            &masks["lines_not_countable"]
        ),
        (&17.into(), &16.into(), &1.into())
    );
    assert_eq!(answer["unread"].as_array().unwrap().len(), 0);
}

#[test]
fn a_workbook_that_crosses_goods_with_recipients_under_merged_headings() {
    let rows = [
        "某市物资分配表;;;;;",
        "地区;接收单位;口罩;;防护服;合计",
        ";;N95;外科;;",
        ";单位;只;盒;套;",
        "甲市;甲医院;100;2;5;107",
        ";乙医院;;;7;7",
        "乙市;丙区;30;;;30",
        "总计;;130;2;13;144",
    ];
    let merged = ["A1:F1", "C2:D2", "A2:A3", "B2:B3", "A5:A6"];
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("table.xlsx");
    fs::write(&path, workbook(&[("2月5日", &rows, &merged)])).unwrap();
    let answer = watch(&path, &["--preset", "distribution"]);
    assert_eq!(
        (&answer["lines"], &answer["recipients"]),
        (&5.into(), &3.into())
    );
    assert_eq!(answer["lines_by_day"].to_string(), r#"{"2月5日":5}"#);
    let suits = item(&answer, "protective_suit");
    assert_eq!(suits["pieces_to_hospitals"], 12);
    assert_eq!(item(&answer, "surgical_mask")["lines_not_countable"], 1);
    let found = kinds(&answer);
    assert_eq!(found, [("sum_mismatch".to_owned(), 8)]);
    let reason = answer["flags"][0]["reason"].as_str().unwrap();
    assert_eq!(
        reason,
        "防护服: the stated total is 13, the lines add up to 12"
    );
}

#[test]
fn the_notice_of_30_january_and_its_correction() {
    let header = "donor,goods,destination\n";
    let (_a, first) = file(
        "30 January.csv",
        &format!("{header}丙公司,N95口罩36000个,\"仁爱医院1.6\n天佑医院1.6万\"\n"),
    );
    let (_b, later) = file(
        "31 January.csv",
        &format!("{header}丙公司,KN95口罩36000个,\"仁爱医院18000\n天佑医院18000\"\n"),
    );
    let output = tideover(&[
        "watch",
        first.to_str().unwrap(),
        later.to_str().unwrap(),
        "--preset",
        "distribution",
        "--json",
    ]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found: Vec<String> = kinds(&answer)
        .into_iter()
        .map(|(kind, row)| format!("{kind} {row}"))
        .collect();
    assert_eq!(
        found,
        ["sum_mismatch 2", "class_mismatch 2", "silent_correction 2"]
    );
}

#[test]
fn bad_files_and_options_are_refused_in_one_line() {
    let (_dir, path) = file("x.csv", "a,b\n1,2\n");
    refused(&path, &["--preset", "distribution"], &["x", "\"a\", \"b\""]);
    refused(&path, &["--preset", "vintages", "y.csv"], &["second file"]);
    for (option, value, preset) in [
        ("--lag-days", "2", "case-reports"),
        ("--until", "2020-04-30", "case-reports"),
        ("--count", "gifts", "ledger"),
        ("--window-days", "0", "vintages"),
    ] {
        refused(
            &path,
            &["--preset", "distribution", option, value],
            &[
                option,
                &format!("--preset {preset}"),
                "--preset distribution",
            ],
        );
    }
    refused(&path, &["--preset", "case-reports"], &["--until"]);
    refused(
        &path,
        &["--preset", "case-reports", "--until", "soon"],
        &["2020-02-10"],
    );
    refused(&path, &["--preset", "ledger"], &["--date"]);
    refused(
        Path::new("/nowhere/x.csv"),
        &["--preset", "vintages"],
        &["/nowhere/x.csv"],
    );
    let (_dir, broken) = file("x.xlsx", "PK\u{3}\u{4}broken");
    refused(
        &broken,
        &["--preset", "distribution"],
        &["x.xlsx", "no XLSX"],
    );
}

#[test]
fn the_lists_of_2020_add_up_as_they_were_counted_by_hand() {
    let Some(first) = practice("hubei-red-cross/hubei-outflow-20200130.csv") else {
        return;
    };
    let answer = watch(&first, &["--preset", "distribution"]);
    assert_eq!(
        (answer["lines"].as_u64(), answer["recipients"].as_u64()),
        (Some(17), Some(14))
    );
    assert_eq!(kinds(&answer), [("sum_mismatch".to_owned(), 15)]);
    let masks = ["n95_respirator", "disposable_mask"].map(|name| item(&answer, name));
    let sum = |key: &str| {
        masks
            .iter()
            .map(|item| item[key].as_i64().unwrap())
            .sum::<i64>()
    };
    assert_eq!(
        (sum("pieces"), sum("pieces_to_hospitals")),
        (233_000, 65_000)
    );
    for (name, lines, recipients) in [("0201-0202", 88, 42), ("0204", 174, 53)] {
        let path = practice(&format!("hubei-red-cross/wuhan-outflow-{name}.csv")).unwrap();
        let answer = watch(&path, &["--preset", "distribution"]);
        assert_eq!(
            (answer["lines"].as_u64(), answer["recipients"].as_u64()),
            (Some(lines), Some(recipients))
        );
    }
}

#[test]
fn the_ledgers_of_2020_fall_where_they_fell() {
    let Some(path) = practice("hubei-red-cross/hubei-money-daily.csv") else {
        return;
    };
    for (daily, total, agree, from) in [
        ("当日捐款 万元", "累计捐款 万元", 2, "26764.46"),
        ("当日物资 万元", "累计物资 万元", 0, "2248.68"),
    ] {
        let date = "日期 24时(官方统计用时)";
        let answer = watch(
            &path,
            &[
                "--preset",
                "ledger",
                "--date",
                date,
                "--daily",
                daily,
                "--cumulative",
                total,
            ],
        );
        assert_eq!(
            (&answer["days"], &answer["agree"]),
            (&15.into(), &agree.into())
        );
        let falls = answer["falls"].as_array().unwrap();
        assert_eq!((falls.len(), &falls[0]["date"]), (1, &"27-Jan".into()));
        assert_eq!(falls[0]["from"].to_string(), from);
    }
}

#[test]
fn the_reports_of_2020_are_missing_fall_and_differ_as_they_were_counted() {
    let Some(path) = practice("cn-cases/china-daily-2020-01-10_2020-04-30.csv.gz") else {
        return;
    };
    let options = ["--preset", "case-reports", "--until", "2020-04-30"];
    let answer = watch(&path, &options);
    assert_eq!(answer["reporters"], 35);
    assert_eq!(
        answer["missing"].to_string(),
        r#"[{"reporter":"云南省","date":"2020-01-22"}]"#
    );
    assert_eq!(answer["falls"].as_array().unwrap().len(), 326);
    let provinces = |answer: &Value| {
        let sums = answer["sums"].as_array().unwrap().iter();
        sums.filter(|sum| sum["column"] == "confirmed" && sum["reporter"] != "中国")
            .count()
    };
    assert_eq!(provinces(&answer), 860);
    assert_eq!(
        provinces(&watch(
            &path,
            &[options.as_slice(), &["--lag-days", "1"]].concat()
        )),
        196
    );
}

#[test]
fn the_rows_of_2020_that_were_rewritten_late() {
    let Some(path) = practice("cn-cases/vintages-other-provinces.csv.gz") else {
        return;
    };
    let answer = watch(&path, &["--preset", "vintages"]);
    let rewrites = answer["rewrites"].as_array().unwrap().iter();
    let mut rows: Vec<[&str; 3]> = rewrites
        .map(|one| ["place", "date", "first_seen"].map(|key| one[key].as_str().unwrap()))
        .collect();
    rows.dedup();
    let of = |place: &str| rows.iter().filter(|row| row[0] == place).count();
    let places = [
        "浙江省",
        "江西省",
        "安徽省",
        "辽宁省",
        "河南省",
        "云南省",
        "香港特别行政区",
    ];
    assert_eq!(places.map(of), [25, 2, 2, 1, 1, 1, 1]);
    assert_eq!(rows.len(), 33);
}

/// Files of one donor's gift, each given later than the one before.
fn gifts(amounts: &[&str]) -> Value {
    let dir = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = (0..)
        .zip(amounts)
        .map(|(day, amount)| {
            let path = dir.path().join(format!("{day}.csv"));
            let text = format!("donor,recipient,goods,unit,quantity\nA,甲医院,手套,副,{amount}\n");
            fs::write(&path, text).unwrap();
            path
        })
        .collect();
    let later: Vec<&str> = files[1..]
        .iter()
        .map(|path| path.to_str().unwrap())
        .collect();
    watch(
        &files[0],
        &[&["--preset", "distribution"], later.as_slice()].concat(),
    )
}

#[test]
fn a_correction_that_goes_in_a_circle_ends() {
    let circle = gifts(&["5", "7", "5"]);
    let found = kinds(&circle);
    assert!(
        found.iter().all(|(kind, _)| kind == "silent_correction"),
        "{circle}"
    );
    assert!(!found.is_empty());
    assert_eq!(
        circle["lines"], 1,
        "the figures are those of the first file"
    );
    assert!(kinds(&gifts(&["5", "5", "5"])).is_empty());
}

#[test]
fn no_totals_no_lines_and_the_greatest_numbers_are_answered() {
    let answer = gifts(&["1000000000000"]);
    assert_eq!(item(&answer, "gloves")["pieces"], 1_000_000_000_000_i64);
    assert_eq!(answer["notes"]["no_totals"].as_array().unwrap().len(), 1);
    assert_eq!(answer["flags"].as_array().unwrap().len(), 0);
    let beyond = gifts(&["99999999999999999999999999999999999999999999"]);
    assert_eq!(beyond["unread"].as_array().unwrap().len(), 1, "{beyond}");
    assert_eq!(kinds(&gifts(&["0"])), [("zero_quantity".to_owned(), 2)]);
    let (_dir, empty) = file("empty.csv", "recipient,goods,quantity\n");
    assert_eq!(watch(&empty, &["--preset", "distribution"])["lines"], 0);
}
