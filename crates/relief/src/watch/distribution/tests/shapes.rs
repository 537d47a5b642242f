//! Sheets of odd shapes, each with the answer that an auditor would give by hand. Figures are invented.

use super::odd::{Expected, is};
use super::*;

#[test]
fn classes_side_by_side_are_two_columns_with_totals_of_their_own() {
    is(
        &[
            "Issued to hospitals;;;;",
            "No.;Facility;N95 masks (pcs);KN95 masks (pcs);Total",
            "1;Union Hospital;1,000;500;1,500",
            "2;Tongji Hospital;;20;25",
            ";Total;1,000;520;1,520",
        ],
        &Expected {
            lines: 3,
            recipients: 2,
            items: &[("n95_respirator", 1_520, 1_520, 0)],
            flags: &[("sum_mismatch", 4)],
            unread: &[],
        },
    );
}

#[test]
fn two_halves_printed_side_by_side_are_one_list() {
    is(
        &[
            "接收单位;物资;数量;接收单位;物资;数量",
            "甲医院;护目镜;10副;丙医院;护目镜;30副",
            "乙医院;护目镜;20副;丁区;手套;5副",
            "戊医院;护目镜;1副;;;",
            "合计;;;;;66",
        ],
        &Expected {
            lines: 5,
            recipients: 5,
            items: &[("gloves", 5, 0, 0), ("goggles", 61, 61, 0)],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn a_long_list_below_hides_no_small_table_above() {
    is(
        &[
            "二月发放表;;;;",
            "单位;口罩;;防护服;小计",
            ";N95(只);外科(只);套;",
            "甲医院;3000;2000;100;5100",
            "乙医院;2000;1000;150;3150",
            "合计;5000;3000;260;8250",
            ";;;;",
            "物资;接收单位;数量;单位;",
            "护目镜;甲医院;500;副;",
            "护目镜;乙医院;300;副;",
            "护目镜;丙医院;200;副;",
            "护目镜;丁医院;100;副;",
            "护目镜合计;;1200;副;",
        ],
        &Expected {
            lines: 10,
            recipients: 4,
            items: &[
                ("goggles", 1_100, 1_100, 0),
                ("n95_respirator", 5_000, 5_000, 0),
                ("protective_suit", 250, 250, 0),
                ("surgical_mask", 3_000, 3_000, 0),
            ],
            flags: &[("sum_mismatch", 6), ("sum_mismatch", 13)],
            unread: &[],
        },
    );
}

#[test]
fn who_was_given_nothing_may_stand_right_below_the_headings() {
    is(
        &[
            "接收单位;N95口罩(只);护目镜(副)",
            "甲医院;;",
            "乙医院;;",
            "丙医院;5;6",
            "合计;5;7",
        ],
        &Expected {
            lines: 2,
            recipients: 1,
            items: &[("goggles", 6, 6, 0), ("n95_respirator", 5, 5, 0)],
            flags: &[("sum_mismatch", 5)],
            unread: &[],
        },
    );
}

#[test]
fn goods_may_name_their_unit_beside_a_bare_number() {
    let sheet = [
        "接收单位;物资;数量",
        "甲医院;N95口罩(只);100",
        "乙医院;防护服（套）;20",
        "乙医院;手套(箱);3",
    ];
    is(
        &sheet,
        &Expected {
            lines: 3,
            recipients: 2,
            items: &[
                ("gloves", 0, 0, 1),
                ("n95_respirator", 100, 100, 0),
                ("protective_suit", 20, 20, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn a_second_table_below_has_its_own_headings() {
    is(
        &[
            "一、发往医院;;;",
            "接收单位;物资;单位;数量",
            "甲医院;护目镜;副;10",
            "合计;;;10",
            ";;;",
            "二、发往区县;;;",
            "物资名称;数量;单位;区县",
            "护目镜;20;副;蔡甸区",
            "手套;5;副;江夏区",
            "合计;26;;",
        ],
        &Expected {
            lines: 3,
            recipients: 3,
            items: &[("gloves", 5, 0, 0), ("goggles", 30, 10, 0)],
            flags: &[("sum_mismatch", 10)],
            unread: &[],
        },
    );
}

#[test]
fn quantity_and_unit_under_each_good() {
    is(
        &[
            "接收单位;N95口罩;;84消毒液;;备注",
            ";数量;单位;数量;单位;",
            "甲医院;100;只;5;瓶;",
            "乙区;3;箱;;;自提",
        ],
        &Expected {
            lines: 3,
            recipients: 2,
            items: &[
                ("disinfectant_84", 5, 5, 0),
                ("n95_respirator", 100, 100, 1),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn what_came_in_and_what_is_left_under_each_good_is_not_given() {
    is(
        &[
            "接收单位;N95口罩（只）;;;护目镜（副）;;",
            ";收到数量;发放数量;库存;收到数量;发放数量;库存",
            "甲医院;100;60;40;5;5;0",
            "乙医院;10;10;;8;3;4",
        ],
        &Expected {
            lines: 4,
            recipients: 2,
            items: &[("goggles", 8, 8, 0), ("n95_respirator", 70, 70, 0)],
            flags: &[("sum_mismatch", 4)],
            unread: &[],
        },
    );
}

#[test]
fn merged_names_of_recipients_in_a_table_hold_for_their_rows() {
    let mut merged = sheet(
        "2月3日",
        &[
            "受赠单位;批次;N95口罩(只);防护服(套)",
            "甲大学附属;1;10;1",
            "协和医院;2;20;",
            ";3;;3",
            "乙医院;1;5;5",
        ],
    );
    merged.cover(4, 0);
    let answer = check(&[&[sheet("说明", &["本表由某某整理"]), merged]]).unwrap();
    assert_eq!((answer.lines, answer.recipients), (6, 2), "{answer:#?}");
    assert_eq!(answer.items["n95_respirator"].pieces_to_hospitals, 35);
    assert_eq!(answer.items["protective_suit"].pieces_to_hospitals, 9);
    assert_eq!(answer.lines_by_day, [("2月3日".to_owned(), 6)]);
    assert_eq!(answer.no_lists, ["说明"]);
    assert_eq!(answer.unread, []);
}

#[test]
fn goods_down_and_units_beside_recipients_across() {
    is(
        &[
            "物资\\单位;计量单位;省人民医院;协和医院;黄陂区;合计",
            "KN95口罩;只;100;200;;300",
            "隔离衣;件;;5;6;11",
            "大米;袋;1;;;1",
            "合计;;101;205;6;312",
        ],
        &Expected {
            lines: 5,
            recipients: 3,
            items: &[
                ("isolation_gown", 0, 0, 2),
                ("n95_respirator", 300, 300, 0),
                ("大米", 0, 0, 1),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn goods_with_their_quantities_over_and_again_in_one_row() {
    is(
        &[
            "单位;物资1;数量1;物资2;数量2;备注",
            "甲医院;口罩;10只;手套;5双;",
            "乙医院;护目镜;1副;;;自提",
            "丙区;手套;2双;防护服;3套;",
        ],
        &Expected {
            lines: 5,
            recipients: 3,
            items: &[
                ("disposable_mask", 10, 10, 0),
                ("gloves", 7, 5, 0),
                ("goggles", 1, 1, 0),
                ("protective_suit", 3, 0, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn goods_named_by_the_title_or_in_one_cell_with_their_quantity() {
    let masks = Expected {
        lines: 2,
        recipients: 2,
        items: &[("n95_respirator", 300, 300, 0)],
        flags: &[("sum_mismatch", 5)],
        unread: &[],
    };
    is(
        &[
            "N95口罩发放表（单位：只）;",
            "医院;数量",
            "甲医院;100",
            "乙医院;200",
            "合计;301",
        ],
        &masks,
    );
    let several = Expected {
        lines: 2,
        recipients: 2,
        items: &[
            ("disposable_mask", 0, 0, 1),
            ("goggles", 10, 10, 0),
            ("n95_respirator", 500, 500, 0),
        ],
        flags: &[],
        unread: &[],
    };
    is(
        &[
            "时间;接收单位;发放物资及数量",
            "1月30日;甲医院;N95口罩500个",
            "1月31日;乙医院;口罩3箱；护目镜10副",
        ],
        &several,
    );
}

#[test]
fn other_goods_in_words_and_telephones_beside_a_table() {
    is(
        &[
            "收货单位;口罩;防护服;其他物资;经办人;联系电话",
            "甲医院;100只;10套;护目镜20副、大米3袋;某;13800000000",
            "乙医院;200只;;;某;",
        ],
        &Expected {
            lines: 4,
            recipients: 2,
            items: &[
                ("disposable_mask", 300, 300, 0),
                ("goggles", 20, 20, 0),
                ("protective_suit", 10, 10, 0),
                ("大米", 0, 0, 1),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn english_groups_and_a_corner_that_says_little() {
    let head = ["Recipient;Masks;;Gowns", ";N95;Surgical;", ";pcs;boxes;pcs"];
    let rows = [
        "Union Hospital;1,000;20;5",
        "City CDC;10;1;",
        "Grand total;1,010;21;5",
    ];
    is(
        &[&head[..], &rows[..]].concat(),
        &Expected {
            lines: 5,
            recipients: 2,
            items: &[
                ("isolation_gown", 5, 5, 0),
                ("n95_respirator", 1_010, 1_000, 0),
                ("surgical_mask", 0, 0, 2),
            ],
            flags: &[],
            unread: &[],
        },
    );
    is(
        &["项目;甲医院;乙区", "N95口罩;100只;200只", "防护服;10套;"],
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

/// Words that a list may be made of.
const WORDS: [&str; 32] = [
    "",
    "",
    "",
    "接收单位",
    "单位",
    "物资",
    "数量",
    "N95口罩",
    "口罩（只）",
    "防护服",
    "合计",
    "小计",
    "总数",
    "只",
    "箱",
    "甲医院",
    "乙区",
    "2月1日",
    "43862",
    "1,200",
    "3箱",
    "约5",
    "-",
    "0",
    "规格",
    "20只/盒",
    "同上",
    "注：",
    "实发数量",
    "库存",
    "地区",
    "物资1",
];

proptest::proptest! {
    #[test]
    fn any_sheet_is_answered_and_each_of_its_lines_is_a_fact_or_left_out(
        rows in proptest::collection::vec(proptest::collection::vec(0..WORDS.len(), 1..8), 0..12),
    ) {
        let row = |row: &Vec<usize>| row.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(";");
        let rows: Vec<String> = rows.iter().map(row).collect();
        let sheets = [sheet("x", &rows.iter().map(String::as_str).collect::<Vec<_>>())];
        if let Ok(answer) = check(&[&sheets]) {
            let days: usize = answer.lines_by_day.iter().map(|(_, lines)| lines).sum();
            proptest::prop_assert_eq!(days + answer.lines_without_day, answer.lines);
            let kinds: usize = answer.recipients_by_kind.values().sum();
            proptest::prop_assert_eq!(kinds, answer.recipients);
            let facts = facts(&sheets).unwrap();
            proptest::prop_assert!(facts.lines.len() + facts.left_out.len() >= answer.lines);
        }
    }
}
