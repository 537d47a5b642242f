//! Small odd sheets, each with the answer that an auditor would give by hand. Figures are invented.

use super::*;

/// What is expected of a sheet.
pub(super) struct Expected<'e> {
    pub lines: usize,
    pub recipients: usize,
    /// Item, pieces, those to hospitals, lines that cannot be counted.
    pub items: &'e [(&'e str, i64, i64, usize)],
    pub flags: &'e [(&'e str, u32)],
    /// Rows with a cell that could not be read.
    pub unread: &'e [u32],
}

pub(super) fn is(rows: &[&str], expected: &Expected<'_>) -> Answer {
    let answer = one(rows);
    let items: Vec<_> = answer
        .items
        .iter()
        .map(|(item, of)| {
            (
                item.as_str(),
                of.pieces,
                of.pieces_to_hospitals,
                of.lines_not_countable,
            )
        })
        .collect();
    let unread: Vec<u32> = answer.unread.iter().map(|cell| cell.row).collect();
    assert_eq!(items, expected.items, "{answer:#?}");
    assert_eq!(
        (answer.lines, answer.recipients),
        (expected.lines, expected.recipients),
        "{answer:#?}"
    );
    assert_eq!(kinds(&answer), expected.flags, "{answer:#?}");
    assert_eq!(unread, expected.unread, "{answer:#?}");
    answer
}

#[test]
fn titles_above_notes_below_and_blank_lines_are_no_lines() {
    is(
        &[
            "某市红十字会2月1日物资发放公告;;;;",
            "填报单位：某市红十字会;;;2020年2月1日;",
            ";;;;",
            "序号;物资;数量;单位;接收单位",
            "1;N95口罩;100;只;甲医院",
            ";;;;",
            "2;护目镜;20;副;乙区",
            ";合计;;;",
            ";;;;",
            ";注：以上物资已全部发放;;;",
            ";制表人：某某;;审核：某某;",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[("goggles", 20, 0, 0), ("n95_respirator", 100, 100, 0)],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn quantities_are_read_as_they_are_written_or_told() {
    is(
        &[
            "接收单位;物资;数量",
            "甲医院;N95口罩;1,200个",
            "甲医院;N95口罩;２００只",
            "甲医院;N95口罩;2万只",
            "甲医院;N95口罩;3箱",
            "甲医院;N95口罩;约500",
            "甲医院;N95口罩;若干",
            "甲医院;N95口罩;-",
            "甲医院;N95口罩;77",
            "甲医院;护目镜;(5)副",
        ],
        &Expected {
            lines: 9,
            recipients: 1,
            items: &[("goggles", 0, 0, 1), ("n95_respirator", 21_400, 21_400, 5)],
            flags: &[],
            unread: &[6, 7, 10],
        },
    );
}

#[test]
fn several_goods_in_one_cell_are_counted_each() {
    is(
        &[
            "接收单位;发放物资;数量",
            "甲医院;口罩500个、防护服20套;",
            "乙区;84消毒液10瓶，N95口罩2箱;",
            "丙公司;护目镜;30副",
        ],
        &Expected {
            lines: 3,
            recipients: 3,
            items: &[
                ("disinfectant_84", 10, 0, 0),
                ("disposable_mask", 500, 500, 0),
                ("goggles", 30, 0, 0),
                ("n95_respirator", 0, 0, 1),
                ("protective_suit", 20, 20, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn subtotals_of_cities_are_checked_and_never_counted() {
    is(
        &[
            "市州;接收单位;物资;单位;数量",
            "武汉;甲医院;护目镜;副;10",
            "武汉;乙医院;护目镜;副;20",
            "武汉小计;;;;30",
            "黄冈;丙医院;护目镜;副;5",
            "黄冈小计;;;;6",
            "孝感;丁医院;护目镜;副;7",
            "孝感;戊区;护目镜;副;1",
            "小 计;;;;8",
            "共计;;;;43",
            "总计：;;;;44",
        ],
        &Expected {
            lines: 5,
            recipients: 5,
            items: &[("goggles", 43, 42, 0)],
            flags: &[("sum_mismatch", 6), ("sum_mismatch", 11)],
            unread: &[],
        },
    );
}

#[test]
fn days_head_the_rows_below_and_numbers_begin_again() {
    let answer = is(
        &[
            "序号;接收单位;物资;单位;数量",
            "2020年2月1日;;;;",
            "1;甲医院;护目镜;副;10",
            "2;乙医院;护目镜;副;20",
            "2月2日发放;;;;",
            "1;甲医院;护目镜;副;10",
            "2;同上;手套;副;5",
        ],
        &Expected {
            lines: 4,
            recipients: 2,
            items: &[("gloves", 5, 5, 0), ("goggles", 40, 40, 0)],
            flags: &[],
            unread: &[],
        },
    );
    let days = [("2020年2月1日".to_owned(), 2), ("2月2日".to_owned(), 2)];
    assert_eq!(answer.lines_by_day, days);
}

#[test]
fn one_day_in_many_forms_is_one() {
    let answer = is(
        &[
            "发放日期;接收单位;物资;单位;数量",
            "2月1日;甲医院;护目镜;副;1",
            "2020/2/1;甲医院;护目镜;副;2",
            "43862;甲医院;护目镜;副;3",
            "2020.02.01;甲医院;护目镜;副;4",
            "43863;甲医院;护目镜;副;5",
            "截至3日;甲医院;护目镜;副;6",
        ],
        &Expected {
            lines: 6,
            recipients: 1,
            items: &[("goggles", 21, 21, 0)],
            flags: &[],
            unread: &[],
        },
    );
    let days = [("2月1日", 4), ("43863", 1), ("截至3日", 1)];
    assert_eq!(
        answer.lines_by_day,
        days.map(|(day, lines)| (day.to_owned(), lines))
    );
}

#[test]
fn a_remark_that_speaks_of_a_total_does_not_make_its_line_one() {
    is(
        &[
            "接收单位;物资;规格;单位;数量;备注",
            "甲医院;护目镜;;副;10;共计1箱",
            "乙医院;护目镜;;副;20;合计",
            "合计;;;;30;",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[("goggles", 30, 30, 0)],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn the_unit_of_a_whole_table_and_recipients_called_units() {
    is(
        &[
            "口罩发放表（单位：万只）;;",
            "单位;物资;数量",
            "甲医院;N95口罩;1.2",
            "乙街道办;N95口罩;0.5",
            "小计;;1.7",
        ],
        &Expected {
            lines: 2,
            recipients: 2,
            items: &[("n95_respirator", 17_000, 12_000, 0)],
            flags: &[],
            unread: &[],
        },
    );
}

#[test]
fn pages_repeat_their_headings_and_sum_up_each() {
    is(
        &[
            "数量;单\u{200b}位;物 资;接收\u{feff}单位",
            "10;副;护目镜;甲\u{200b}医院",
            "10;;本页小计;",
            "数量;单位;物资;接收单位",
            "20;副;护目镜;甲医院",
            "20;;本页小计;",
            "31;;合计;",
        ],
        &Expected {
            lines: 2,
            recipients: 1,
            items: &[("goggles", 30, 30, 0)],
            flags: &[("sum_mismatch", 7)],
            unread: &[],
        },
    );
}

#[test]
fn what_was_planned_is_not_what_was_given() {
    let expected = Expected {
        lines: 2,
        recipients: 2,
        items: &[("n95_respirator", 180, 180, 0)],
        flags: &[],
        unread: &[],
    };
    is(
        &[
            "接收单位;物资名称;单位;计划数量;实发数量",
            "甲医院;N95口罩;只;100;80",
            "乙医院;N95口罩;只;100;100",
            "合计;;;;180",
        ],
        &expected,
    );
    is(
        &[
            "接收单位;N95口罩（只）;",
            ";计划;实发",
            "甲医院;100;80",
            "乙医院;100;100",
            "合计;200;180",
        ],
        &expected,
    );
}

#[test]
fn a_place_with_nobody_named_beside_it_was_given_itself() {
    is(
        &[
            "地区;医院;防护服(套);N95(只)",
            "武汉市;甲医院;10;20",
            ";乙医院;5;",
            ";;1;1",
            "黄冈市;;7;8",
            "小计;;23;29",
        ],
        &Expected {
            lines: 7,
            recipients: 3,
            items: &[
                ("n95_respirator", 29, 21, 0),
                ("protective_suit", 23, 16, 0),
            ],
            flags: &[],
            unread: &[],
        },
    );
}
