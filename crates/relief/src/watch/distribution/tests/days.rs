//! Days written as 2.1 and 2.2 in headings, and amounts that look like them. Figures are invented.

use super::odd::{Expected, is};
use super::*;

#[test]
fn days_written_with_a_point_head_columns_where_a_title_speaks_of_days() {
    for title in ["2月1日至3日发放统计", "每日发放", "发放统计（2020年2月）"] {
        let answer = is(
            &[
                title,
                "接收单位;物资;2.1;2.2;2.3;合计",
                "甲医院;N95口罩;100;;50;150",
                "乙区;护目镜;20;30;;40",
            ],
            &Expected {
                lines: 4,
                recipients: 2,
                items: &[("goggles", 50, 0, 0), ("n95_respirator", 150, 150, 0)],
                flags: &[("sum_mismatch", 4)],
                unread: &[],
            },
        );
        let days = answer
            .lines_by_day
            .iter()
            .map(|(day, n)| (day.as_str(), *n));
        assert_eq!(
            days.collect::<Vec<_>>(),
            [("2.1", 2), ("2.3", 1), ("2.2", 1)],
            "{title}"
        );
    }
}

#[test]
fn a_month_ends_between_two_days() {
    let answer = one(&[
        "物资/日期;1.30;1.31;2.1",
        "N95口罩;100;200;300",
        "护目镜;1.5;2;3",
    ]);
    assert_eq!((answer.lines, answer.lines_by_day.len()), (6, 3));
}

#[test]
fn numbers_with_a_point_are_amounts_where_nothing_says_that_they_are_days() {
    let none = |rows: &[&str]| {
        let answer = check(&[&[sheet("list", rows)]]);
        let days = answer.map_or_else(|_| Vec::new(), |answer| answer.lines_by_day);
        assert_eq!(days, [], "{rows:?}");
    };
    let body = ["N95口罩;100;200", "护目镜;10;20"];
    // No word of days; a gap; below other headings.
    none(&[&["发放统计", "物资;2.1;2.2"], body.as_slice()].concat());
    none(&[&["每日发放", "物资;2.1;2.4"], body.as_slice()].concat());
    none(&[
        "每日发放",
        "接收单位;N95口罩(万只);防护服(套)",
        "其他物资单位;2.1;2.2",
        "甲医院;3.1;4",
    ]);
}

#[test]
fn days_with_a_point_in_a_column_of_days() {
    let answer = one(&[
        "日期;接收单位;物资;数量;单位",
        "2.1;甲医院;护目镜;10;副",
        "2.10;乙区;护目镜;20;副",
        "2020年2月1日;乙区;护目镜;30;副",
    ]);
    let days = answer
        .lines_by_day
        .iter()
        .map(|(day, n)| (day.as_str(), *n));
    assert_eq!(days.collect::<Vec<_>>(), [("2.1", 2), ("2.10", 1)]);
}

#[test]
fn a_subtotal_that_names_a_place_is_of_the_lines_of_that_place() {
    let rows = |wuhan| {
        [
            "地区;接收单位;物资;数量;单位",
            "武汉市;甲医院;护目镜;10;副",
            "黄冈市;乙医院;护目镜;5;副",
            "武汉市;丙医院;护目镜;20;副",
            wuhan,
            "黄冈小计;;;5;副",
            "合计;;;35;副",
        ]
    };
    assert_eq!(kinds(&one(&rows("武汉小计;;;30;副"))), []);
    let answer = one(&rows("武汉市;小计;;31;副"));
    let [flag] = answer.flags.as_slice() else {
        panic!("{answer:#?}");
    };
    let sum = match &flag.reason {
        Reason::Total { sum, .. } => *sum,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (flag.row, sum),
        (5, Decimal::whole(30)),
        "the lines of Wuhan alone"
    );
}

#[test]
fn places_of_subtotals_are_told_by_the_names_of_recipients_where_no_column_says_them() {
    let answer = one(&[
        "接收单位;物资;数量",
        "武汉市第一医院;护目镜;10副",
        "黄冈市中心医院;护目镜;5副",
        "武汉市第三医院;护目镜;20副",
        "武汉小计;;30副",
        "黄冈小计;;6副",
    ]);
    assert_eq!(kinds(&answer), [("sum_mismatch", 6)]);
}

#[test]
fn a_title_tells_the_day_of_a_list_without_days() {
    let day_of = |title: &str, head: &str, line: &str| {
        let answer = one(&[title, head, line, line.replace('甲', "乙").as_str()]);
        let count = answer.lines_by_day.first().map_or(0, |(_, lines)| *lines);
        assert_eq!(answer.lines_by_day.len(), usize::from(count > 0), "{title}");
        assert_eq!(count + answer.lines_without_day, 2, "{title}");
        answer.lines_by_day.into_iter().next().map(|(day, _)| day)
    };
    let long = ["接收单位;物资;数量", "甲医院;护目镜;10副"];
    let cross = ["接收单位;护目镜(副);防护服(套)", "甲医院;10;0"];
    for (title, day) in [
        ("2月3日物资发放表", "2月3日"),
        ("武汉市红十字会2020年2月3日物资发放明细", "2020年2月3日"),
        ("发放日期：２月３日", "2月3日"),
        ("物资发放(2020-02-03)", "2020-02-03"),
        ("2月3日物资发放表 第3号 (2月4日公布)", "2月3日"),
        ("2月3日物资发放表 制表日期：2月4日", "2月3日"),
        ("2月3日物资发放表;2月3日", "2月3日"),
    ] {
        for [head, line] in [long, cross] {
            assert_eq!(day_of(title, head, line).as_deref(), Some(day), "{title}");
        }
        let dated = ["日期;接收单位;物资;数量", "2月5日;甲医院;护目镜;10副"];
        let [head, line] = dated;
        assert_eq!(day_of(title, head, line).as_deref(), Some("2月5日"));
        let blank = line.replace("2月5日", "");
        assert_eq!(
            day_of(title, head, &blank),
            None,
            "{title}: the column is silent"
        );
    }
    for title in [
        "物资发放表",
        "2月物资发放表",
        "2月1日至3日物资发放表",
        "2月1日-3日物资发放表",
        "2月1日、2月3日物资发放表",
        "截至2月3日物资发放表",
        "截止到2月3日12时物资发放表",
        "2月3日起物资发放表",
        "2月3日累计发放",
        "2月4日公布的物资",
        "2020年第3号 GB19083-2010",
        "电话 027-8535 2.3",
    ] {
        for [head, line] in [long, cross] {
            assert_eq!(day_of(title, head, line), None, "{title}");
        }
    }
}
