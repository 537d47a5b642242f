//! Ledgers typed for the purpose.

use super::*;
use proptest::prelude::*;

fn table(rows: &[&str]) -> Sheet {
    let mut sheet = Sheet::new("ledger");
    for (number, row) in (1..).zip(rows) {
        sheet.push(number, row.split(';'));
    }
    sheet
}

fn columns() -> Columns {
    Columns {
        date: "date".to_owned(),
        daily: "in".to_owned(),
        cumulative: "total".to_owned(),
        count: None,
    }
}

fn answer(rows: &[&str]) -> Answer {
    check(&table(&[&["date;in;total"], rows].concat()), &columns()).unwrap()
}

fn differences(answer: &Answer) -> Vec<(&str, String)> {
    let short = |one: &'_ Difference| one.by.to_string();
    answer
        .differences
        .iter()
        .map(|one| (one.date.as_str(), short(one)))
        .collect()
}

#[test]
fn days_that_agree_and_days_that_do_not_are_told_apart_to_the_last_digit() {
    let answer = answer(&[
        "24-Jan;;100.1",
        "25-Jan;0.2;100.3",
        "26-Jan;1,000.000001;1,100.300002",
        "27-Jan;5;1105.300002",
        "28-Jan;;1000",
    ]);
    assert_eq!((answer.days, answer.checkable, answer.agree), (5, 3, 2));
    assert_eq!(differences(&answer), [("26-Jan", "0.000001".to_owned())]);
    assert_eq!(answer.falls.len(), 1);
    let fall = &answer.falls[0];
    assert_eq!((fall.date.as_str(), fall.row), ("28-Jan", 6));
    assert_eq!(
        (fall.from.to_string(), fall.to.to_string()),
        ("1105.300002".to_owned(), "1000".to_owned())
    );
}

#[test]
fn days_without_a_total_are_added_and_blanks_are_not_zero() {
    let answer = answer(&[
        "1月1日;;10",
        "1月2日;5;",
        "1月3日;3;18",
        "1月4日;;",
        "1月5日;2;20",
    ]);
    assert_eq!((answer.days, answer.checkable, answer.agree), (5, 2, 2));
    assert_eq!(answer.falls, []);
}

#[test]
fn rows_are_put_in_the_order_of_their_days() {
    let answer = answer(&["1月2日;2;12", "2019-12-31;;7", "1月1日;3;10"]);
    assert_eq!(
        (answer.checkable, answer.agree, answer.falls.len()),
        (2, 2, 0)
    );
}

#[test]
fn a_day_with_two_rows_is_named_and_not_held_against_it() {
    let twice = answer(&["1-Feb;;10", "2-Feb;5;15", "2-Feb;5;15", "3-Feb;1;16"]);
    assert_eq!((twice.days, twice.checkable, twice.agree), (3, 2, 2));
    assert_eq!(
        twice.repeats,
        [Repeat {
            date: "2-Feb".to_owned(),
            rows: vec![3, 4]
        }]
    );
    let added = answer(&["1-Feb;;10", "2-Feb;5;15", "2-Feb;2;17"]);
    assert_eq!((added.checkable, added.agree), (2, 2));
    let replaced = answer(&["1-Feb;;10", "2-Feb;5;15", "2-Feb;6;16"]);
    assert_eq!((replaced.checkable, replaced.agree), (2, 2));
}

#[test]
fn amounts_with_and_without_their_unit_are_one() {
    let answer = answer(&["1-Feb;;10万元", "2-Feb;50000元;15万元", "3-Feb;1;16"]);
    assert_eq!(answer.unit, MYRIAD);
    assert_eq!((answer.checkable, answer.agree), (2, 2));
}

#[test]
fn a_stated_total_below_is_compared_and_is_no_day() {
    let answer = answer(&["1-Feb;1;1", "2-Feb;2;3", ";;", "合计;4;"]);
    assert_eq!(answer.days, 2);
    let total = &answer.totals[0];
    assert_eq!(
        (total.stated.to_string(), total.sum.to_string(), total.row),
        ("4".to_owned(), "3".to_owned(), 5)
    );
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_stands() {
    let answer = answer(&["1-Feb;;1", "2-Feb;about 2;3", "soon;1;4", ";7;"]);
    let faults: Vec<(u32, Fault)> = answer
        .unread
        .iter()
        .map(|unread| (unread.row, unread.fault))
        .collect();
    assert_eq!(
        faults,
        [
            (3, Fault::NotANumber),
            (4, Fault::NotADay),
            (5, Fault::NoDay)
        ]
    );
    assert_eq!((answer.checkable, answer.agree), (1, 1));
}

#[test]
fn columns_are_found_by_name_below_a_title_and_a_missing_one_is_named() {
    let sheet = table(&[
        "A notice",
        "\u{feff}Date ;I\u{200b}N;total",
        "1-Feb;;1",
        "2-Feb;1;2",
    ]);
    let answer = check(&sheet, &columns()).unwrap();
    assert_eq!((answer.days, answer.agree), (2, 1));
    let none = check(&table(&["date;out;total", "1-Feb;;1"]), &columns()).unwrap_err();
    assert_eq!(
        (none.wanted.as_str(), none.there.join(" ").as_str()),
        ("in", "date out total")
    );
    assert_eq!(check(&table(&[]), &columns()).unwrap_err().wanted, "date");
}

proptest! {
    /// A ledger that adds up agrees on every day; shifting one total by a cent is found, with the cent.
    #[test]
    fn a_cent_is_found(cents in proptest::collection::vec(0i64..1_000_000_000, 3..40), at in 1usize..39, by in 1i64..1000) {
        let at = 1 + at % (cents.len() - 1);
        let written = |cents: i64| Decimal::whole(cents).shifted(-2).unwrap().to_string();
        let row = |total: i64, (day, amount): (usize, &i64)| {
            let date = Day::new(2020, 1, 1).unwrap().plus(i32::try_from(day).unwrap()).iso();
            let shift = if day == at { by } else { 0 };
            format!("{date};{};{}", written(*amount), written(total + shift))
        };
        let mut total = 0;
        let mut rows = Vec::new();
        for (day, amount) in cents.iter().enumerate() {
            total += amount;
            rows.push(row(total, (day, amount)));
        }
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let answer = answer(&rows);
        let off: Vec<String> = answer.differences.iter().map(|one| one.by.to_string()).collect();
        let after = (at + 1 < cents.len()).then(|| written(-by));
        let expected: Vec<String> = std::iter::once(written(by)).chain(after).collect();
        prop_assert_eq!(off, expected);
        prop_assert_eq!(answer.checkable, cents.len() - 1);
    }
}

#[test]
fn a_title_names_the_unit_of_figures_that_name_none() {
    let titled = |title: &str| {
        let rows = [title, "date;in;total", "1-Feb;;10", "2-Feb;5万元;15"];
        check(&table(&rows), &columns()).unwrap()
    };
    let in_myriads = titled("捐款统计（单位：万元）");
    assert_eq!((in_myriads.unit, in_myriads.agree), (MYRIAD, 1));
    let in_ones = titled("捐款统计（单位：元）");
    assert_eq!((in_ones.checkable, in_ones.agree), (1, 0));
}

#[test]
fn headings_in_two_rows_of_merged_cells_are_one() {
    let rows = ["date;;money", ";in;total", "1-Feb;;10", "2-Feb;5;15"];
    let answer = check(&table(&rows), &columns()).unwrap();
    assert_eq!((answer.days, answer.checkable, answer.agree), (2, 1, 1));
}

#[test]
fn a_table_that_begins_with_the_newest_day_is_read_from_its_end() {
    let answer = answer(&[
        "2月4日;5;35",
        "2020/2/2;5;30",
        "43863;10;25",
        "2020-02-01;;15",
    ]);
    assert_eq!((answer.days, answer.checkable, answer.agree), (3, 3, 3));
    assert_eq!((answer.falls.len(), answer.repeats[0].rows.len()), (0, 2));
    let day = Day::new(2020, 2, 3).unwrap();
    assert_eq!(answer.gaps, [Gap { from: day, to: day }]);
}

#[test]
fn money_is_read_as_it_is_written() {
    let answer = answer(&[
        "1-Feb;;¥1,000.10",
        "2-Feb;(100.10元);900元",
        "3-Feb;-;900.00",
        "4-Feb;￥ 1,200.005;2,100.005",
        "5-Feb;约三百;2400",
        "6-Feb;1.5;2401.5",
        "合计：;1,401.505;",
    ]);
    assert_eq!((answer.checkable, answer.agree), (3, 3), "{answer:#?}");
    let unread: Vec<u32> = answer.unread.iter().map(|cell| cell.row).collect();
    assert_eq!(unread, [6]);
    let [total] = answer.totals.as_slice() else {
        panic!("{answer:#?}")
    };
    let figures = [total.stated, total.sum].map(|figure| figure.to_string());
    assert_eq!(figures, ["1401.505", "1101.405"]);
}

#[test]
fn a_day_merged_over_rows_is_that_of_each_and_groups_name_their_columns() {
    let mut sheet = table(&[
        "某会收支公示;;;;",
        "日期;捐款;;物资;",
        ";当日;累计;当日;累计",
        "2月1日;;10;;1",
        "2月2日;5;15;1;2",
        ";5;20;2;4",
        "2月3日;5;25;2;7",
    ]);
    sheet.cover(6, 0);
    let of = |group: &str| Columns {
        date: "日期".to_owned(),
        daily: format!("{group}当日"),
        cumulative: format!("{group} 累计"),
        count: None,
    };
    let money = check(&sheet, &of("捐款")).unwrap();
    assert_eq!((money.days, money.checkable, money.agree), (3, 3, 3));
    let goods = check(&sheet, &of("物资")).unwrap();
    assert_eq!(differences(&goods), [("2月3日", "1".to_owned())]);
    let error = check(&sheet, &of("药品")).unwrap_err();
    assert_eq!(error.wanted, "药品当日");
    assert_eq!(error.there, ["当日", "累计", "当日", "累计"]);
}

#[test]
fn a_note_below_the_days_is_no_day() {
    let answer = check(
        &table(&[
            "日期;当日;累计",
            "1月24日;100;100",
            "1月25日;20;120",
            "注：含物资;;",
            "1月二十六;5;",
        ]),
        &Columns {
            date: "日期".to_owned(),
            daily: "当日".to_owned(),
            cumulative: "累计".to_owned(),
            count: None,
        },
    )
    .unwrap();
    assert_eq!((answer.days, answer.checkable), (3, 1), "{answer:#?}");
    assert_eq!(answer.repeats, [], "{answer:#?}");
    let unread: Vec<u32> = answer.unread.iter().map(|cell| cell.row).collect();
    assert_eq!(unread, [5]);
}

#[test]
fn amounts_in_any_unit_of_money_are_added_in_one() {
    let of = |headings: &str, rows: &[&str]| {
        let [daily, cumulative] = headings.split_once(';').map(<[&str; 2]>::from).unwrap();
        let columns = Columns {
            daily: daily.to_owned(),
            cumulative: cumulative.to_owned(),
            ..columns()
        };
        let headings = format!("date;{headings}");
        let answer = check(&table(&[&[headings.as_str()], rows].concat()), &columns).unwrap();
        (
            answer.unit,
            answer.checkable,
            answer.agree,
            answer.unread.len(),
        )
    };
    let hundreds = ["1-Feb;1.2;1.2", "2-Feb;3000万;1.5", "3-Feb;1亿2000万;2.7"];
    assert_eq!(of("in(亿元);total(亿元)", &hundreds), (MYRIAD, 2, 2, 0));
    let hundreds = ["1-Feb;1.2;1.2", "2-Feb;0.3;1.5"];
    assert_eq!(of("in(亿元);total(亿元)", &hundreds), (8, 1, 1, 0));
    let mixed = ["1-Feb;1.2亿元;1.2亿元", "2-Feb;9800000元;129800000"];
    assert_eq!(of("in;total", &mixed), (0, 1, 1, 0));
    let thousands = ["1-Feb;1;1000", "2-Feb;2.5;3500"];
    assert_eq!(of("in(千元);total(元)", &thousands), (0, 1, 1, 0));
}

#[test]
fn a_row_whose_day_cannot_be_read_repeats_none() {
    let answer = answer(&["1-Feb;1;1", "early;1;2", "2-Feb;1;3"]);
    assert_eq!((answer.days, answer.repeats.len()), (3, 0));
    assert_eq!((answer.checkable, answer.agree), (2, 2));
    assert_eq!(answer.unread.len(), 1);
    let hours = self::answer(&["截至2月1日24时;1;1", "截至2月2日24时;1;2"]);
    assert_eq!((hours.days, hours.agree, hours.unread.len()), (2, 1, 0));
}

#[test]
fn parts_side_by_side_are_one_ledger() {
    let rows = [
        "date;in;total;;date;in;total",
        "1-Feb;1;1;;3-Feb;3;6",
        "2-Feb;2;3;;4-Feb;4;11",
        "total;3;;;total;10;",
    ];
    let answer = check(&table(&rows), &columns()).unwrap();
    assert_eq!((answer.days, answer.checkable, answer.agree), (4, 3, 2));
    assert_eq!(differences(&answer), [("4-Feb", "1".to_owned())]);
    let totals = answer.totals.iter().map(|one| one.sum.to_string());
    assert_eq!(totals.collect::<Vec<_>>(), ["3", "10"]);
    let lone = ["date;in;total;in", "1-Feb;1;1;9", "2-Feb;2;3;9"];
    assert_eq!(check(&table(&lone), &columns()).unwrap().agree, 1);
}
