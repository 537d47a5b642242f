//! Names of goods in text: the catalogue's, and common goods that it does not name.

use std::sync::LazyLock;

use super::text::{Phrases, Text};
use super::token::{Break, Kind, Token};
use crate::catalogue::{self, Item, OTHER};

/// Goods outside the catalogue, so that a line about them is not lost.
#[rustfmt::skip]
const OTHER_GOODS: &[&str] = &[
    "消毒产品", "消毒用品", "消毒物品", "消毒物资", "过氧化氢消毒液", "过氧化氢", "正压呼吸面罩", "全面型呼吸防护器", "防毒面具", "棉签", "试剂盒", "核酸试剂", "检测试剂盒",
    "检测试剂", "奥司他韦", "阿比多尔", "连花清瘟胶囊", "连花清瘟", "药品", "血氧仪", "指夹式血氧仪", "监护仪", "心电监护仪", "氧气瓶", "氧气袋", "氧气", "输液泵", "注射泵", "注射器", "心电图机",
    "负压救护车", "救护车", "方便面", "泡面", "矿泉水", "牛奶", "大米", "面粉", "食用油", "蔬菜", "盒饭", "牛肉", "水果", "面包", "纸尿裤", "成人纸尿裤", "尿不湿", "卫生巾", "安心裤",
    "奶粉", "棉被", "被子", "被褥", "毛毯", "帐篷", "睡袋", "冲锋舟", "皮划艇", "橡皮艇", "救生衣", "发电机", "雨衣", "医疗垃圾袋", "医用垃圾袋", "垃圾袋", "暖宝宝", "喷壶", "喷雾器",
    "洗手衣", "保暖内衣", "内衣", "护手霜", "电暖器", "对讲机", "抽水泵", "水泵", "沙袋", "手电筒", "充电宝", "留置针", "纱布", "胶带", "防护垫", "护理垫", "枕头", "折叠床", "行军床", "病床",
    "酒精棉片", "酒精棉球", "酒精湿巾", "消毒湿巾", "湿巾", "消毒片", "除颤仪", "x光机", "ct机", "彩超机", "ecmo", "隔离鞋", "拖鞋", "饼干", "鸡蛋", "饮用水", "热水壶", "洗发水", "牙刷", "毛巾",
    "swabs", "test kits", "testing kits", "pulse oximeters", "oximeters", "pulse oximeter", "iv pumps", "infusion pumps", "blankets", "tents", "bottled water", "diapers", "wipes",
    "disinfectant wipes", "disinfecting wipes", "alcohol wipes", "sanitizing wipes", "bleach wipes", "clorox wipes", "alcohol swabs", "alcohol pads", "paper towels", "snacks", "generators", "life jackets", "meals", "groceries", "canned food", "toilet paper", "trash bags", "scrubs", "syringes", "oxygen tanks", "oxygen cylinders", "cots", "baby formula", "insulin", "ppe kits", "papr", "paprs", "papr hoods", "aprons", "soap",
];

static OTHER_NAMES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(OTHER_GOODS));

/// The goods named here, and where the name ends.
pub(super) fn goods_at(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let listed = catalogue::match_at(&text.folded, at);
    let other = OTHER_NAMES.longest_at(text, at);
    match (listed, other) {
        (Some(found), other) if other.is_none_or(|width| width <= found.width) => {
            let generic = is_generic(text, at, found.width);
            Some((
                Kind::Item {
                    item: found.item,
                    generic,
                },
                at + found.width,
            ))
        }
        (_, Some(width)) => Some((named(OTHER)?, at + width)),
        _ => bare_84(text, at, before).or_else(|| bare_surgical(text, at, before)),
    }
}

fn named(code: &str) -> Option<Kind> {
    let item = Item::from_code(code)?;
    Some(Kind::Item {
        item,
        generic: false,
    })
}

/// The bare 口罩 or "masks", which a more telling name beside it makes precise.
fn is_generic(text: &Text, at: usize, width: usize) -> bool {
    let name: String = text.rest(at).iter().take(width).collect();
    matches!(
        name.as_str(),
        "口罩"
            | "医用口罩"
            | "mask"
            | "masks"
            | "face mask"
            | "face masks"
            | "facemask"
            | "facemasks"
            | "medical masks"
            | "respirator"
            | "respirators"
    )
}

/// People write 84 alone for the bleach, where it cannot be an amount: 酒精、84、手套.
fn bare_84(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let whole = text.digits_end(at) == at + 2
        && !text.before(at).is_some_and(|c| c.is_ascii_alphanumeric());
    if !text.has(at, "84") || !whole {
        return None;
    }
    let last = before.iter().rev().find(|token| !token.is_space());
    let waits = last.is_some_and(|token| {
        matches!(
            token.kind,
            Kind::Item { .. } | Kind::Break(Break::Colon | Break::Opening)
        )
    });
    let spaced_number =
        text.at(at + 2) == Some(' ') && text.at(at + 3).is_some_and(|c| c.is_ascii_digit());
    let listed = text
        .at(at + 2)
        .is_none_or(|c| matches!(c, '、' | ',' | '/' | '。' | ';' | '和'));
    (!waits && (spaced_number || listed))
        .then(|| named("disinfectant_84").map(|kind| (kind, at + 2)))?
}

/// 口罩（N95、外科）, "N95 500, surgical 200": the kind of mask alone, where masks were just named.
fn bare_surgical(text: &Text, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    const TOKENS_BACK: usize = 30;
    let word = ["外科", "surgical"]
        .into_iter()
        .find(|word| text.has(at, word))?;
    let end = at + word.chars().count();
    let recent = before.iter().rev().take(TOKENS_BACK);
    let masks = recent.into_iter().any(|token| matches!(token.kind, Kind::Item { item, .. } if item.code().ends_with("_mask") || item.code() == "n95_respirator"));
    let closes = text.at(text.skip_spaces(end)).is_none_or(|c| {
        c.is_ascii_digit() || matches!(c, ')' | '、' | ',' | '/' | '均' | '都' | ':')
    });
    (masks && closes).then(|| named("surgical_mask").map(|kind| (kind, end)))?
}
