//! Lists typed for the purpose.

use super::*;

pub(super) fn sheet(name: &str, rows: &[&str]) -> Sheet {
    let mut sheet = Sheet::new(name);
    for (number, row) in (1..).zip(rows) {
        sheet.push(number, row.split(';'));
    }
    sheet
}

fn one(rows: &[&str]) -> Answer {
    check(&[&[sheet("list", rows)]]).unwrap()
}

fn kinds(answer: &Answer) -> Vec<(&'static str, u32)> {
    answer
        .flags
        .iter()
        .map(|flag| (flag.reason.kind(), flag.row))
        .collect()
}

const HEADER: &str = "接收单位;物资名称;规格;单位;数量";

#[test]
fn a_list_is_added_up_and_packs_of_unknown_content_stand_apart() {
    let answer = one(&[
        HEADER,
        "甲医院;医用外科口罩;50只/盒;盒;10",
        "甲医院;医用外科口罩;;箱;3",
        "乙区;医用外科口罩;;只;1,000",
        "乙区;大米;;袋;4",
    ]);
    assert_eq!(
        (answer.lines, answer.recipients, answer.lines_without_day),
        (4, 2, 4)
    );
    assert_eq!(answer.recipients_by_kind[&BodyKind::Hospital], 1);
    assert_eq!(answer.recipients_by_kind[&BodyKind::Office], 1);
    let masks = answer.items["surgical_mask"];
    assert_eq!(
        (
            masks.pieces,
            masks.pieces_to_hospitals,
            masks.lines_not_countable
        ),
        (1_500, 500, 1)
    );
    assert_eq!(
        answer.items["大米"],
        ItemTotal {
            lines_not_countable: 1,
            ..ItemTotal::default()
        }
    );
    assert_eq!(answer.flags, []);
    assert_eq!(answer.no_totals, ["list"]);
}

#[test]
fn columns_stand_in_any_order_and_language_below_a_title() {
    let answer = one(&[
        "Given out;;;",
        "",
        "Qty;Unit;Goods;Recipient",
        "20;pcs;N95 mask;Union Hospital",
    ]);
    assert_eq!(answer.items["n95_respirator"].pieces_to_hospitals, 20);
}

#[test]
fn headings_in_two_rows_are_put_together_and_may_stand_again() {
    let head = ["接收单位;发放物资;;", ";名称;数量;单位"];
    let rows = ["甲医院;防护服;20;套", "乙区;防护服;三百;套"];
    let page = [head.as_slice(), rows.as_slice()].concat();
    let answer = one(&[&["发放明细表"], page.as_slice(), page.as_slice()].concat());
    assert_eq!((answer.lines, answer.recipients), (4, 2));
    assert_eq!(answer.items["protective_suit"].pieces, 640);
    assert_eq!(answer.items["protective_suit"].pieces_to_hospitals, 40);
    assert_eq!(answer.unread, []);
}

#[test]
fn a_heading_may_name_the_unit() {
    let answer = one(&[
        "接收单位;物资名称;数量（万只）",
        "甲医院;医用外科口罩;1.6",
        "市卫健委、乙医院;医用外科口罩;２",
    ]);
    let masks = answer.items["surgical_mask"];
    assert_eq!((masks.pieces, masks.pieces_to_hospitals), (36_000, 16_000));
    let total = |stated: &str| {
        let line = "甲医院;医用外科口罩;;万只;1.6";
        let total = format!("合计;;;;{stated}");
        kinds(&one(&[
            HEADER,
            line,
            line.replace('甲', "乙").as_str(),
            &total,
        ]))
    };
    assert_eq!(total("3.2"), [], "in the unit of the lines above");
    assert_eq!(total("3.3"), [("sum_mismatch", 4)]);
}

#[test]
fn merged_and_split_names_are_put_together() {
    let answer = one(&[
        HEADER,
        "甲大学附属;手套;;副;1",
        "协和医院;护目镜;;副;2",
        ";口罩;;只;3",
        "乙市金银\u{200b}潭;手套;;副;4",
        "医院;;;;",
        ";手套;;副;5",
    ]);
    assert_eq!(answer.recipients, 2);
    assert_eq!(answer.items["gloves"].pieces_to_hospitals, 10);
    assert_eq!(answer.unread, []);
}

#[test]
fn a_blank_recipient_is_not_filled_where_the_list_repeats_its_names() {
    let rows = [
        HEADER,
        "甲医院;手套;;副;1",
        "甲医院;口罩;;只;2",
        "甲医院;护目镜;;副;3",
        ";鞋套;;双;4",
    ];
    let answer = one(&rows);
    assert_eq!(
        answer
            .unread
            .iter()
            .map(|unread| unread.row)
            .collect::<Vec<_>>(),
        [5]
    );
    let mut merged = sheet("list", &rows);
    merged.cover(5, 0);
    let answer = check(&[&[merged]]).unwrap();
    assert_eq!(answer.unread, []);
    assert_eq!(answer.items["shoe_cover"].pieces_to_hospitals, 4);
}

#[test]
fn stated_totals_are_checked_by_part_and_as_a_whole() {
    let right = one(&[
        HEADER,
        "甲医院;手套;;副;10",
        "小计;;;;10",
        "乙医院;手套;;副;5",
        "小计;;;;5",
        "合计;;;;15",
    ]);
    assert_eq!(right.flags, []);
    assert_eq!(right.lines, 2);
    let wrong = one(&[
        HEADER,
        "甲医院;手套;;副;10",
        "乙医院;口罩;;只;5",
        "手套合计;;;;11",
        "合计;;;;15",
    ]);
    assert_eq!(kinds(&wrong), [("sum_mismatch", 4)]);
}

#[test]
fn what_came_in_is_what_was_placed_stored_and_written_off() {
    let answer = one(&[
        "物资名称;单位;接收数量;发放数量;库存;报损",
        "口罩;只;100;60;30;10",
        "手套;副;100;60;30;",
    ]);
    assert_eq!(kinds(&answer), [("sum_mismatch", 3)]);
}

#[test]
fn a_gift_and_its_destinations_in_one_line() {
    let answer = one(&[
        "捐赠方;捐赠物资;物资去向",
        "丙公司;N95口罩36000个;甲医院1.6\n乙医院1.6万",
        "丁公司;护目镜10个;甲医院10个",
    ]);
    assert_eq!(kinds(&answer), [("sum_mismatch", 2)]);
    let Reason::NotPlaced { received, placed } = &answer.flags[0].reason else {
        panic!("{answer:?}")
    };
    assert_eq!(
        (received.to_string(), placed.to_string()),
        ("36000".to_owned(), "32000".to_owned())
    );
    assert_eq!(answer.items["n95_respirator"].pieces_to_hospitals, 32_000);
}

#[test]
fn a_later_publication_that_replaces_figures_and_class_is_flagged_and_a_marked_one_is_not() {
    let header = "捐赠方;捐赠物资;物资去向;备注";
    let first = [sheet(
        "30 Jan",
        &[
            header,
            "丙公司;N95口罩36000个;甲医院16000\n乙医院16000;",
            "丁公司;护目镜10个;甲医院;",
        ],
    )];
    let later = [sheet(
        "31 Jan",
        &[
            header,
            "丙公司;KN95口罩36000个;甲医院18000\n乙医院18000;",
            "丁公司;护目镜10个;甲医院;",
        ],
    )];
    let answer = check(&[&first, &later]).unwrap();
    let found: Vec<_> = answer
        .flags
        .iter()
        .map(|flag| (flag.sheet.as_str(), flag.row, flag.reason.kind()))
        .collect();
    assert_eq!(
        found,
        [
            ("30 Jan", 2, "sum_mismatch"),
            ("31 Jan", 2, "class_mismatch"),
            ("31 Jan", 2, "silent_correction")
        ]
    );
    let marked = [sheet(
        "b",
        &[
            header,
            "丙公司;N95口罩36000个;甲医院18000\n乙医院18000;更正1月30日",
        ],
    )];
    let answer = check(&[
        &[sheet(
            "a",
            &[header, "丙公司;N95口罩36000个;甲医院18000\n乙医院16000;"],
        )],
        &marked,
    ])
    .unwrap();
    assert_eq!(kinds(&answer), [("sum_mismatch", 2)]);
}

#[test]
fn repeated_negative_and_zero_lines_and_classes_within_a_line() {
    let answer = one(&[
        HEADER,
        "甲医院;N95口罩;KN95;只;10",
        "甲医院;手套;;副;5",
        "甲医院;手套;;副;5",
        "甲医院;手套;;副;-2",
        "甲医院;手套;;副;0",
    ]);
    assert_eq!(
        kinds(&answer),
        [
            ("class_mismatch", 2),
            ("repeated_line", 4),
            ("negative_quantity", 5),
            ("zero_quantity", 6)
        ]
    );
    assert_eq!(answer.items["gloves"].pieces, 8);
}

#[test]
fn days_come_from_a_column_or_from_the_names_of_sheets() {
    let rows = [HEADER, "甲医院;手套;;副;5"];
    let sheets = [
        sheet("2月1日", &rows),
        sheet("2月2日", &rows),
        sheet("notes", &["x;y"]),
    ];
    let answer = check(&[&sheets]).unwrap();
    assert_eq!(
        answer.lines_by_day,
        [("2月1日".to_owned(), 1), ("2月2日".to_owned(), 1)]
    );
    assert_eq!(answer.no_lists, ["notes"]);
    assert_eq!(answer.flags, []);
    let dated = one(&[
        "日期;物资;数量;接收单位",
        "2020-02-01;手套;5副;甲医院",
        ";口罩;5只;乙医院",
        "2020年2月2日;口罩;5只;乙医院",
    ]);
    assert_eq!(
        dated.lines_by_day,
        [("2020-02-01".to_owned(), 2), ("2020年2月2日".to_owned(), 1)]
    );
}

#[test]
fn a_sheet_that_is_no_list_is_refused_with_its_columns() {
    let error = check(&[&[sheet("x", &["a;b", "1;2"])]]).unwrap_err();
    assert_eq!(error.there, ["a", "b"]);
}

mod cross;
mod days;
mod odd;
mod others;
mod shapes;
mod told;
