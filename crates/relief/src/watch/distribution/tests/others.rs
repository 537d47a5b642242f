//! Lists as other charities and offices print them, each with the answer that an auditor would give by hand.

use super::odd::{Expected, is};
use super::*;

#[test]
fn of_two_quantities_the_pieces_count_and_not_the_packs() {
    let expected = Expected {
        lines: 2,
        recipients: 2,
        items: &[("disposable_mask", 30_000, 30_000, 0)],
        flags: &[],
        unread: &[],
    };
    for headings in ["数量（箱）;数量（个）", "箱数;总数（只）", "件数;累计"] {
        let counted = [format!("接收单位;物资名称;{headings}")];
        let rows = [
            "甲医院;口罩;10;20000",
            "乙医院;口罩;5;10000",
            "合计;;15;30000",
        ];
        let rows: Vec<&str> = counted.iter().map(String::as_str).chain(rows).collect();
        if headings.starts_with("件数") {
            // A running total is none of what a line gives.
            assert_eq!(one(&rows).items["disposable_mask"].lines_not_countable, 2);
        } else {
            is(&rows, &expected);
        }
    }
    is(
        &[
            "接收单位;物资名称;箱数;每箱数量",
            "甲医院;口罩;10;2000",
            "乙医院;口罩;5;2000",
        ],
        &expected,
    );
}

#[test]
fn units_of_goods_that_are_as_above_are_as_above_too() {
    is(
        &[
            "物资名称;规格;单位;数量;接收单位",
            "口罩;50只/盒;盒;10;甲医院",
            ";;;4;乙医院",
            "防护服;L;套;20;甲医院",
            ";XL;;30;乙医院",
            "手套;;;30;乙医院",
        ],
        &Expected {
            lines: 5,
            recipients: 2,
            items: &[
                ("disposable_mask", 700, 700, 0),
                ("gloves", 0, 0, 1),
                ("protective_suit", 50, 50, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn an_amount_that_is_not_exact_names_no_goods() {
    is(
        &[
            "接收单位;物资名称;数量",
            "甲医院;口罩;约500只",
            "甲医院;口罩;共 300只",
            "甲医院;口罩;各20只",
            "甲医院;手套;3大袋",
        ],
        &Expected {
            lines: 4,
            recipients: 1,
            items: &[("disposable_mask", 300, 300, 2), ("gloves", 0, 0, 1)],
            flags: &[],
            unread: &[2, 4],
        },
    );
}

#[test]
fn goods_are_added_up_by_their_name_without_its_unit() {
    is(
        &[
            "接收單位;物資名稱;數量",
            "武漢市第一醫院;採血針(支);1,000",
            "武漢市衛生健康委員會;採血針;20支",
            "武漢市第一醫院;護理包(包);7",
            "武漢市第一醫院;降溫服10套/箱;3箱",
            "合計;;1,030",
        ],
        &Expected {
            lines: 4,
            recipients: 2,
            items: &[
                ("採血針", 1_020, 1_000, 0),
                ("護理包", 7, 7, 0),
                ("降溫服10套/箱", 0, 0, 1),
            ],
            flags: &[],
            unread: &[],
        },
    );
    let types = one(&[
        "Hospital;PPE type;Qty shipped;UOM",
        "Elmhurst Hospital;N95;1,500;EA",
    ]);
    assert_eq!(types.items["n95_respirator"].pieces_to_hospitals, 1_500);
}

#[test]
fn a_running_total_is_the_one_before_and_its_line() {
    let list = |totals: [&str; 4]| {
        let [a, b, c, d] = totals;
        let rows = [
            "日期;接收单位;物资名称;单位;数量;累计数量".to_owned(),
            format!("2月1日;甲医院;口罩;只;100;{a}"),
            format!("2月1日;乙医院;口罩;只;70;{b}"),
            format!("2月2日;甲医院;口罩;只;50;{c}"),
            format!("2月2日;乙医院;口罩;只;30;{d}"),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let answer = one(&rows);
        assert_eq!(answer.items["disposable_mask"].pieces, 250);
        kinds(&answer)
    };
    // Of each recipient, or of all.
    assert_eq!(list(["100", "70", "150", "100"]), []);
    assert_eq!(list(["100", "170", "220", "250"]), []);
    assert_eq!(
        list(["100", "170", "225", "255"]),
        [("cumulative_mismatch", 4)]
    );
    assert_eq!(list(["100", "170", "90", "120"]), [("cumulative_fall", 4)]);
    // Nothing tells of what it runs.
    assert_eq!(list(["1", "22", "8", "9"]), []);
    let only = one(&["接收单位;物资名称;累计发放数量（只）", "甲医院;口罩;100"]);
    assert_eq!(only.items["disposable_mask"].pieces, 100);
}

#[test]
fn totals_of_packs_are_checked_beside_those_of_pieces() {
    let list = |boxes: &str, pieces: &str| {
        let total = format!("合计;;{boxes};{pieces}");
        let rows = [
            "接收单位;物资名称;数量（箱）;数量（个）",
            "甲医院;口罩;10;20000",
            "乙医院;口罩;5;10000",
            &total,
        ];
        let answer = one(&rows);
        let reasons = answer.flags.into_iter().map(|flag| flag.reason);
        let of = |reason| match reason {
            Reason::Total { of, .. } => of.unwrap_or_default(),
            other => panic!("{other:?}"),
        };
        reasons.map(of).collect::<Vec<String>>()
    };
    assert_eq!(list("15", "30000"), [""; 0]);
    assert_eq!(list("15", "30001"), [""]);
    assert_eq!(list("16", "30000"), ["数量(箱)"]);
}

#[test]
fn a_hospital_alone_in_its_row_heads_the_rows_below_it() {
    is(
        &[
            "武汉市第一医院",
            "物资;单位;数量",
            "口罩;只;100",
            "防护服;套;5",
            "武汉市第三医院",
            "物资;单位;数量",
            "口罩;只;70",
            "某市红十字会",
        ],
        &Expected {
            lines: 3,
            recipients: 2,
            items: &[
                ("disposable_mask", 170, 170, 0),
                ("protective_suit", 5, 5, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn goods_that_came_in_stand_beside_those_that_were_given_out() {
    is(
        &[
            "日期;接收物资;;;发放物资;;;",
            ";捐赠单位;品名;数量;接收单位;品名;数量;单位",
            "2月1日;甲公司;N95口罩;1000;甲医院;N95口罩;600;只",
            "2月1日;;;;乙医院;N95口罩;400;只",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[("n95_respirator", 1_000, 1_000, 0)],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn totals_may_count_whom_goods_went_to() {
    is(
        &[
            "序号;接收单位;物资名称;单位;数量",
            "1;甲医院;口罩;只;100",
            "2;乙医院;口罩;只;200",
            "合计：2家;;;;301",
            "甲医院、乙医院汇总;;;;300",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[("disposable_mask", 300, 300, 0)],
            flags: &[("sum_mismatch", 4)],
            unread: &[],
        },
    );
}

#[test]
fn a_sign_of_times_before_an_amount_is_no_part_of_a_name() {
    is(
        &[
            "接收单位;发放明细",
            "甲医院;护目镜×20副、防护服*30套",
            "甲医院;棉片210*160mm5500片",
        ],
        &Expected {
            lines: 2,
            recipients: 1,
            items: &[
                ("goggles", 20, 20, 0),
                ("protective_suit", 30, 30, 0),
                ("棉片210*160mm", 5_500, 5_500, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn english_lists_name_trusts_and_units() {
    let answer = is(
        &[
            "Delivery date;NHS Trust;Product;Pack size;Packs;Total units",
            "06/04/2020;Barts Health NHS Trust;Type IIR surgical masks;50;200;10,000",
            "16/04/2020;Leeds Teaching Hospitals NHS Trust;Gloves;100;30;3,000",
            ";Total;;;230;13,000",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[
                ("gloves", 3_000, 3_000, 0),
                ("surgical_mask", 10_000, 10_000, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
    assert_eq!(answer.recipients_by_kind[&BodyKind::Hospital], 2);
}

#[test]
fn a_content_in_brackets_is_no_unit() {
    is(
        &[
            "接收单位;物资名称;数量",
            "甲医院;口罩（50只/盒）;20盒",
            "甲医院;防护服（20件/箱）;3箱",
        ],
        &Expected {
            lines: 2,
            recipients: 1,
            items: &[
                ("disposable_mask", 1_000, 1_000, 0),
                ("protective_suit", 60, 60, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn goods_merged_over_several_recipients_are_of_all_of_them() {
    let mut sheet = Sheet::new("list");
    let rows = [
        "接收单位;物资;单位;数量",
        "甲医院;口罩;只;5",
        "甲医院;口罩;只;1000",
        "乙区;;;",
        "丁镇;;;",
        "丙医院;防护服;套;10",
    ];
    for (number, row) in (1..).zip(rows) {
        sheet.push(number, row.split(';'));
    }
    (1..4).for_each(|column| [4, 5].into_iter().for_each(|row| sheet.cover(row, column)));
    let answer = check(&[&[sheet]]).unwrap();
    assert_eq!((answer.lines, answer.recipients), (3, 3), "{answer:#?}");
    assert_eq!(answer.recipients_by_kind[&BodyKind::Office], 0);
    let kinds = [BodyKind::Hospital, BodyKind::Other].map(|kind| answer.recipients_by_kind[&kind]);
    assert_eq!(kinds, [2, 1]);
    let masks = answer.items["disposable_mask"];
    assert_eq!((masks.pieces, masks.pieces_to_hospitals), (1_005, 5));
}
