//! Lists typed for the purpose, and one as it was published.

use super::super::tests::sheet;
use super::*;

const HEADER: &str = "接收单位;物资名称;规格;单位;数量;捐赠方";

fn of(rows: &[&str]) -> Facts {
    facts(&[sheet("list", rows)]).unwrap()
}

fn left_out(facts: &Facts) -> Vec<(u32, Why)> {
    facts.left_out.iter().map(|l| (l.row, l.why)).collect()
}

fn lines(facts: &Facts) -> Vec<(&str, &str, u64)> {
    let lines = facts.lines.iter();
    lines
        .map(|l| (l.given_to.as_str(), l.item.code(), l.quantity))
        .collect()
}

#[test]
fn what_can_be_counted_is_a_fact_and_everything_else_says_why_not() {
    let found = of(&[
        HEADER,
        "仁爱医院;KN95口罩;;只;1,000;甲公司",
        "天佑医院;医用外科口罩;50只/盒;盒;10;王五",
        "天佑医院;医用外科口罩;;箱;3;乙公司",
        "天佑医院;大米;;袋;4;乙公司",
        "李四;护目镜;;副;4;乙公司",
        "仁爱医院;护目镜;;副;0;乙公司",
        "仁爱医院;护目镜;;副;9,999,999,999;乙公司",
        "仁爱医院;75%酒精;;桶;4;乙公司",
        "仁爱医院;75%酒精;;瓶;4;乙公司",
        "仁爱医院12345678号;护目镜;;副;4;乙公司",
    ]);
    assert_eq!(
        lines(&found),
        [
            ("仁爱医院", "n95_respirator", 1_000),
            ("天佑医院", "surgical_mask", 500),
            ("仁爱医院", "alcohol_75", 4),
        ]
    );
    assert_eq!(
        left_out(&found),
        [
            (4, Why::Unit),
            (5, Why::Goods),
            (6, Why::Person),
            (7, Why::Amount),
            (8, Why::Amount),
            (9, Why::Unit),
            (11, Why::Name),
        ]
    );
    assert_eq!(found.lines[0].class, Some(Class::Kn95));
    assert_eq!(found.lines[0].given_by, Some(Name::new("甲公司").unwrap()));
    assert_eq!(
        found.lines[1].given_by, None,
        "a person's name stands in no entry"
    );
    assert_eq!(found.givers_unnamed, 1);
}

#[test]
fn a_gift_with_what_each_was_given_keeps_its_total() {
    let found = of(&[
        "捐赠方;捐赠物资;去向;日期",
        "北京某公司;N95口罩36000个;武汉仁爱医院1.6万\n武汉天佑医院1.6万;2020-01-30",
        "上海某公司;护目镜90副;武汉仁爱医院、武汉天佑医院;2020-02-01",
        "李先生;N95口罩100个;武汉仁爱医院60、武汉天佑医院40;",
    ]);
    assert_eq!(
        lines(&found),
        [
            ("武汉仁爱医院", "n95_respirator", 16_000),
            ("武汉天佑医院", "n95_respirator", 16_000),
            ("武汉仁爱医院、武汉天佑医院", "goggles", 90),
            ("武汉仁爱医院", "n95_respirator", 60),
            ("武汉天佑医院", "n95_respirator", 40),
        ]
    );
    let totals: Vec<_> = found.totals.iter().map(|t| (t.class, t.quantity)).collect();
    assert_eq!(totals, [(Some(Class::N95), 36_000)]);
    assert_eq!(found.day.map(Day::iso).as_deref(), Some("2020-02-01"));
}

#[test]
fn a_total_stays_only_where_all_its_lines_do() {
    let rows = [HEADER, "仁爱医院;护目镜;;副;40;", "天佑医院;护目镜;;副;60;"];
    let total =
        |rows: &[&str]| -> Vec<u64> { of(rows).totals.iter().map(|t| t.quantity).collect() };
    let with = |more: &[&str]| total(&[&rows[..], more].concat());
    assert_eq!(with(&["合计;;;;120;"]), [120], "the list has one item");
    assert_eq!(with(&["合计;护目镜;;副;120;"]), [120]);
    assert_eq!(
        with(&["合计;护目镜;;箱;120;"]),
        [0; 0],
        "packs are no pieces"
    );
    let other = "仁爱医院;手套;;副;5;";
    assert_eq!(
        with(&[other, "合计;;;;105;"]),
        [0; 0],
        "goggles and gloves are never one"
    );
    assert_eq!(with(&[other, "合计;护目镜;;;100;"]), [100]);
    let uncounted = "仁爱医院;护目镜;;箱;5;";
    assert_eq!(with(&[uncounted, "合计;护目镜;;;105;"]), [0; 0]);
    assert_eq!(
        with(&["小计;;;;100;", "合计;;;;100;"]),
        [0; 0],
        "which is of all is not said"
    );
}
