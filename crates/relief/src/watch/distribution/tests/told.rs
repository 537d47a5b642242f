//! What sheets tell in words, in one cell or in a heading, that others put into columns. Figures are invented.

use super::odd::{Expected, is};
use super::*;

#[test]
fn totals_in_words_are_checked_for_the_goods_they_name() {
    let rows = |total| {
        [
            "接收单位;物资名称;数量",
            "甲医院;防护服;300套",
            "乙区;防护服;50套",
            "乙区;护目镜;20副",
            total,
            "注：数据截至2月6日24时",
        ]
    };
    for (total, flags) in [
        ("以上共计防护服350套、护目镜20副。", &[][..]),
        ("共计：防护服360套", &[("sum_mismatch", 5)]),
        ("合计370", &[]),
        ("总计：380只", &[("sum_mismatch", 5)]),
        // Of other lists, of other things, and no totals.
        ("累计发放防护服900套", &[]),
        ("共计3批", &[]),
        ("共计3条", &[]),
        ("2月1日至5日共计防护服900套", &[]),
        ("共计隔离衣20套", &[]),
    ] {
        is(
            &rows(total),
            &Expected {
                lines: 3,
                recipients: 2,
                items: &[("goggles", 20, 0, 0), ("protective_suit", 350, 300, 0)],
                flags,
                unread: &[],
            },
        );
    }
    // Where a line cannot be counted, a total of pieces says nothing.
    let mut rows = rows("共计防护服360套");
    rows[1] = "甲医院;防护服;6箱";
    assert_eq!(kinds(&one(&rows)), []);
}

#[test]
fn recipients_named_above_their_goods_hold_for_the_rows_below() {
    is(
        &[
            "接收单位：甲医院;;",
            "物资名称;单位;数量",
            "N95口罩;只;100",
            "防护服;套;10",
            "接收单位：乙区;;",
            "物资名称;单位;数量",
            "N95口罩;只;200",
        ],
        &Expected {
            lines: 3,
            recipients: 2,
            items: &[
                ("n95_respirator", 300, 100, 0),
                ("protective_suit", 10, 10, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn amounts_beside_recipients_are_added_up() {
    is(
        &[
            "捐赠方;捐赠物资及数量;接收单位及数量",
            "甲公司;N95口罩36000个;甲医院1.6万个、乙医院1.6万个",
            "乙公司;防护服100套;甲医院60套，丙区40套",
        ],
        &Expected {
            lines: 2,
            recipients: 3,
            items: &[
                ("n95_respirator", 36_000, 32_000, 0),
                ("protective_suit", 100, 60, 0),
            ],
            flags: &[("sum_mismatch", 2)],
            unread: &[],
        },
    );
    // The same beside a column of quantities; cases beside pieces are not compared.
    is(
        &[
            "捐赠方;物资;数量;去向",
            "甲公司;N95口罩;36000只;甲医院16000只、乙医院16000只",
            "乙公司;手套;500双;甲医院3箱、乙医院2箱",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[
                ("gloves", 500, 500, 0),
                ("n95_respirator", 36_000, 32_000, 0),
            ],
            flags: &[("sum_mismatch", 2)],
            unread: &[],
        },
    );
}

#[test]
fn what_a_pack_holds_is_no_quantity() {
    is(
        &[
            "接收单位;物资名称;箱数;每箱数量;总数量",
            "甲医院;医用外科口罩;10;2000;20000",
            "乙医院;防护服;2;50;100",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[
                ("protective_suit", 100, 100, 0),
                ("surgical_mask", 20_000, 20_000, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
    is(
        &[
            "Entity;Product;Boxes;Pieces per box;Total pieces",
            "City Hospital;Surgical masks;10;50;500",
            "Town Clinic;N95 respirators;5;20;100",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[
                ("n95_respirator", 100, 100, 0),
                ("surgical_mask", 500, 500, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

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
fn packs_say_behind_themselves_what_they_hold() {
    is(
        &[
            "接收单位;物资名称;数量",
            "甲医院;口罩;10箱（每箱500只）",
            "甲医院;口罩;10箱×500只",
            "甲医院;口罩;10箱，每箱500只",
            "甲医院;口罩;10 boxes (50/box)",
            "甲医院;口罩;10箱（大）",
        ],
        &Expected {
            lines: 5,
            recipients: 1,
            items: &[("disposable_mask", 15_500, 15_500, 1)],
            flags: &[],
            unread: &[6],
        },
    );
}

#[test]
fn units_in_brackets_below_their_goods_or_in_columns_of_their_own() {
    is(
        &[
            "单位名称;口罩;;防护服;备注",
            ";N95（只）;外科（只）;（套）;",
            "市人民医院;1000;5000;200;",
            "市疾控中心;100;300;20;",
        ],
        &Expected {
            lines: 6,
            recipients: 2,
            items: &[
                ("n95_respirator", 1_100, 1_000, 0),
                ("protective_suit", 220, 200, 0),
                ("surgical_mask", 5_300, 5_000, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
    is(
        &[
            "接收单位;N95口罩;;医用外科口罩;",
            ";数量;单位;数量;单位",
            "甲医院;100;只;2;箱",
            "乙医院;50;只;300;只",
        ],
        &Expected {
            lines: 4,
            recipients: 2,
            items: &[
                ("n95_respirator", 150, 150, 0),
                ("surgical_mask", 300, 300, 1),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn goods_given_under_another_class_than_they_came_in() {
    let answer = one(&[
        "捐赠单位;捐赠物资;数量;受赠单位;发放物资",
        "甲公司;KN95口罩;1000只;甲医院;N95口罩",
        "甲公司;防护服;10套;甲医院;防护服",
    ]);
    assert_eq!(kinds(&answer), [("class_mismatch", 2)]);
}

#[test]
fn goods_named_the_other_way_round() {
    is(
        &[
            "Recipient;Item;Quantity;Unit",
            "General Hospital;Gown, surgical;60;pcs",
            "General Hospital;Mask, surgical, disposable;500;pcs",
        ],
        &Expected {
            lines: 2,
            recipients: 1,
            items: &[("surgical_gown", 60, 60, 0), ("surgical_mask", 500, 500, 0)],
            flags: &[],
            unread: &[],
        },
    );
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
