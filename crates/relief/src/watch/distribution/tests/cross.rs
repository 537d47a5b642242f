//! Tables whose headings name goods, recipients or days.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

/// Every item with its pieces, those to hospitals, and lines that cannot be counted.
fn items(answer: &Answer) -> Vec<(&str, i64, i64, usize)> {
    let items = answer.items.iter();
    let of = |of: &ItemTotal| (of.pieces, of.pieces_to_hospitals, of.lines_not_countable);
    items
        .map(|(item, total)| {
            let (pieces, hospitals, uncounted) = of(total);
            (item.as_str(), pieces, hospitals, uncounted)
        })
        .collect()
}

#[test]
fn headings_name_the_goods_and_a_row_their_units() {
    let answer = one(&[
        "物资分配表;;;;;",
        "序号;接收单位;N95口罩;医用外科口罩;防护服;合计",
        ";单位;只;盒;套;",
        "1;甲医院;1,200;20;50;1270",
        "2;乙区;300;;-;300",
        "3;丙医院;0;5;10套;15",
        "合计;;1500;25;61;1586",
        "注：数据截至2月1日;;;;;",
    ]);
    assert_eq!((answer.lines, answer.recipients), (6, 3));
    assert_eq!(
        items(&answer),
        [
            ("n95_respirator", 1_500, 1_200, 0),
            ("protective_suit", 60, 60, 0),
            ("surgical_mask", 0, 0, 2)
        ]
    );
    let Reason::Total { stated, sum, of } = &answer.flags[0].reason else {
        panic!("{answer:?}")
    };
    assert_eq!(
        (stated.to_string(), sum.to_string()),
        ("61".to_owned(), "60".to_owned())
    );
    assert_eq!(of.as_deref(), Some("防护服"));
    assert_eq!(kinds(&answer), [("sum_mismatch", 7), ("sum_mismatch", 7)]);
    assert_eq!(answer.unread, []);
}

#[test]
fn groups_goods_and_sizes_over_three_rows_are_put_together() {
    let answer = one(&[
        "单位;口罩;;;防护服;;护目镜（副）",
        ";N95;外科;小计;L;XL;",
        ";只;只;只;套;套;",
        "甲医院;10;20;30;1;2;3",
        "乙医院;1;2;4;;;",
        "丙医院;约5;;5;;;",
    ]);
    assert_eq!(
        items(&answer),
        [
            ("goggles", 3, 3, 0),
            ("n95_respirator", 11, 11, 1),
            ("protective_suit", 3, 3, 0),
            ("surgical_mask", 22, 22, 0)
        ]
    );
    assert_eq!(kinds(&answer), [("sum_mismatch", 5)]);
    assert_eq!(answer.unread.len(), 1);
    assert_eq!(answer.unread[0].column, "口罩N95");
}

#[test]
fn headings_may_name_recipients_or_days() {
    let hospitals = one(&[
        "物资名称;规格;单位;武汉市第一医院;协和;蔡甸区;合计",
        "N95口罩;;只;100;;50;150",
        "手套;100副/箱;箱;1;2;;4",
    ]);
    assert_eq!((hospitals.lines, hospitals.recipients), (4, 3));
    assert_eq!(
        items(&hospitals),
        [("gloves", 300, 100, 0), ("n95_respirator", 150, 100, 0)]
    );
    assert_eq!(kinds(&hospitals), [("sum_mismatch", 3)]);
    let days = one(&[
        "接收单位;物资;单位;2月1日;2月2日",
        "甲医院;N95口罩;只;100;20",
        "乙区;N95口罩;只;;30",
    ]);
    assert_eq!(items(&days), [("n95_respirator", 150, 120, 0)]);
    assert_eq!(
        days.lines_by_day,
        [("2月1日".to_owned(), 1), ("2月2日".to_owned(), 2)]
    );
    let both = one(&[
        "医院;2月1日;;2月2日;",
        ";N95口罩(只);防护服(套);N95口罩(只);防护服(套)",
        "甲医院;1;2;3;4",
    ]);
    assert_eq!(
        items(&both),
        [("n95_respirator", 4, 4, 0), ("protective_suit", 6, 6, 0)]
    );
    assert_eq!(both.lines_by_day.len(), 2);
}

#[test]
fn subtotals_of_places_and_totals_above_are_checked() {
    let rows = |small: &str, all: &str| {
        one(&[
            "地区;医院;N95口罩(只);防护服(套)",
            "武汉;甲医院;10;1",
            ";乙医院;20;2",
            &format!(";小计;{small}"),
            "黄冈;丙医院;5;",
            ";小计;5;",
            &format!("合计;;{all}"),
        ])
    };
    assert_eq!(kinds(&rows("30;3", "35;3")), []);
    assert_eq!(
        kinds(&rows("30;4", "36;3")),
        [("sum_mismatch", 4), ("sum_mismatch", 7)]
    );
    let above = |all: &str, small: &str| {
        one(&[
            "单位;N95口罩(只);防护服(套)",
            all,
            small,
            "甲医院;10;1",
            "乙医院;20;2",
            "黄冈小计;5;",
            "丙医院;5;",
        ])
    };
    assert_eq!(kinds(&above("总计;35;3", "武汉小计;30;3")), []);
    let wrong = above("总计;36;3", "武汉小计;30;2");
    assert_eq!(kinds(&wrong), [("sum_mismatch", 2), ("sum_mismatch", 3)]);
}

#[test]
fn a_table_without_units_says_so_and_bottles_are_not_guessed() {
    let answer = one(&[
        "Hospital;N95 masks;Goggles;75%酒精",
        "Union Hospital;500;20;30",
    ]);
    assert_eq!(
        items(&answer),
        [
            ("alcohol_75", 0, 0, 1),
            ("goggles", 20, 20, 0),
            ("n95_respirator", 500, 500, 0)
        ]
    );
    assert_eq!(answer.no_units, ["list"]);
    let facts = facts(&[sheet("list", &["Hospital;N95 masks", "Union Hospital;500"])]).unwrap();
    assert_eq!((facts.lines.len(), facts.left_out[0].why), (0, Why::Unit));
}

#[test]
fn a_row_said_twice_is_flagged_once_and_other_tables_are_none() {
    let answer = one(&[
        "单位;N95口罩;防护服",
        "甲医院;10;1",
        "乙医院;10;2",
        "甲医院;10;1",
        "甲医院;10;2",
    ]);
    assert_eq!(kinds(&answer), [("repeated_line", 4)]);
    for rows in [
        &["地区;确诊;死亡", "武汉;10;1"][..],
        &["日期;2月1日;2月2日", "甲;10;1"],
        &["物资;计划;实际", "N95口罩;10;1"],
    ] {
        assert!(check(&[&[sheet("x", rows)]]).is_err(), "{rows:?}");
    }
}

#[test]
fn a_crossed_table_becomes_facts_with_the_totals_of_its_columns() {
    let facts = facts(&[sheet(
        "list",
        &[
            "接收单位;N95口罩(只);护目镜(副)",
            "武汉仁爱医院;100;5",
            "武汉天佑医院;;6",
            "合计;100;12",
        ],
    )])
    .unwrap();
    let lines: Vec<_> = facts
        .lines
        .iter()
        .map(|l| (l.item.code(), l.quantity))
        .collect();
    assert_eq!(
        lines,
        [("n95_respirator", 100), ("goggles", 5), ("goggles", 6)]
    );
    let totals: Vec<_> = facts
        .totals
        .iter()
        .map(|t| (t.item.code(), t.quantity))
        .collect();
    assert_eq!(totals, [("goggles", 12), ("n95_respirator", 100)]);
}

const GOODS: [(&str, &str); 5] = [
    ("N95口罩", "只"),
    ("医用外科口罩", "盒"),
    ("防护服", "套"),
    ("护目镜", "副"),
    ("大米", "袋"),
];
const BODIES: [&str; 5] = [
    "武汉市第一医院",
    "蔡甸区",
    "丙公司",
    "新疆援鄂医疗队",
    "张三",
];

/// The same amounts, one of each good for each recipient, as a list and as a table, with totals that may be off.
fn two_ways(amounts: &[Vec<Option<u32>>], off: Option<usize>) -> [Sheet; 2] {
    let mut long = vec!["接收单位;物资名称;单位;数量".to_owned()];
    let mut wide = vec![format!(
        "接收单位;{}",
        GOODS
            .map(|(goods, unit)| format!("{goods}({unit})"))
            .join(";")
    )];
    let mut sums = [0u64; GOODS.len()];
    for (body, row) in BODIES.iter().zip(amounts) {
        let mut cells = (*body).to_owned();
        for ((goods, unit), (amount, sum)) in GOODS.iter().zip(row.iter().zip(&mut sums)) {
            cells.push(';');
            if let Some(amount) = amount {
                write!(cells, "{amount}").unwrap();
                *sum += u64::from(*amount);
                long.push(format!("{body};{goods};{unit};{amount}"));
            }
        }
        wide.push(cells);
    }
    if let Some(sum) = off.and_then(|off| sums.get_mut(off)) {
        *sum += 1;
    }
    wide.push(format!(
        "合计;{}",
        sums.map(|sum| sum.to_string()).join(";")
    ));
    for ((goods, _), sum) in GOODS.iter().zip(sums) {
        long.push(format!("{goods}合计;;;{sum}"));
    }
    [long, wide].map(|rows| sheet("list", &rows.iter().map(String::as_str).collect::<Vec<_>>()))
}

proptest! {
    #[test]
    fn a_list_and_a_table_of_the_same_say_the_same(
        amounts in prop::collection::vec(
            prop::collection::vec(prop::option::of(1u32..100_000), GOODS.len()), 1..BODIES.len()),
        off in prop::option::of(0..GOODS.len()),
    ) {
        // Each good is given to somebody: a list has no line of what is given to nobody, and a total of it nothing to be about.
        prop_assume!((0..GOODS.len()).all(|at| amounts.iter().any(|row| row[at].is_some())));
        let [long, wide] = two_ways(&amounts, off);
        let [mut long, mut wide] = [long, wide].map(|sheet| check(&[&[sheet]]).unwrap());
        let flags = |answer: &mut Answer| -> Vec<_> {
            let flags = std::mem::take(&mut answer.flags).into_iter();
            flags.map(|flag| match flag.reason {
                Reason::Total { stated, sum, .. } => (stated, sum),
                other => panic!("{other:?}"),
            }).collect()
        };
        prop_assert_eq!(flags(&mut long), flags(&mut wide));
        prop_assert_eq!(long, wide);
    }
}
