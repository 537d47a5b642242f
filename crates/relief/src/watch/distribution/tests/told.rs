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
