//! What the columns of a list mean, by the words of their headings in Chinese or English.

use super::super::plain::key;
use super::amount;
use super::unit::{Counter, starting, whole};
use crate::fold::fold_with;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    Recipient,
    Donor,
    Item,
    Spec,
    Unit,
    Quantity,
    Date,
    Value,
    Remark,
    Standard,
    /// The row's own number in the list.
    Serial,
    /// What came in, where the list keeps a balance.
    Received,
    /// What was given out, where it does.
    Placed,
    InStore,
    WrittenOff,
    /// A broader class than the item.
    Category,
    /// Where the recipient is, or who it is where none is named.
    Place,
    /// What was given until then.
    Running,
}

/// Words of headings; the first line that fits decides. Written as `key` gives them.
#[rustfmt::skip]
const WORDS: &[(Meaning, &[&str])] = &[
    (Meaning::InStore, &["库存", "结余", "剩余", "在库", "instore", "in_store", "stock", "balance", "remaining"]),
    (Meaning::WrittenOff, &["报损", "损耗", "损坏", "核销", "writtenoff", "written_off", "loss", "damaged"]),
    (Meaning::Value, &["价值", "金额", "单价", "总价", "折价", "估值", "value", "cny", "rmb", "price", "worth"]),
    (Meaning::Received, &["接收数量", "收到数量", "入库数量", "受赠数量", "接收数", "入库", "receivedqty", "receivedquantity", "qtyreceived",
        "quantityreceived", "received_qty", "qty_received", "quantity_received", "received_quantity"]),
    (Meaning::Placed, &["实发数量", "实发", "发放数量", "出库数量", "分配数量", "发放数", "出库", "placed", "distributedq", "distributed_q", "qtydistributed",
        "qty_distributed", "issued"]),
    (Meaning::Quantity, &["数量", "数目", "个数", "总数", "总量", "箱数", "件数", "quantity", "qty", "amount", "count"]),
    (Meaning::Date, &["日期", "时间", "date"]),
    (Meaning::Category, &["类别", "类型", "分类", "category", "type"]),
    (Meaning::Recipient, &["接收单位", "接收方", "接收医院", "接收机构", "接收人", "接收者", "接受单位", "接受方", "受赠", "受捐", "受援", "受助", "受益",
        "发放单位", "发放对象", "发放医院", "使用单位", "领用", "领取", "收货", "分配单位", "分配对象", "分配医院", "分发", "调拨", "拨付", "去向", "流向",
        "目的地", "送达", "发往", "单位名称", "医院", "捐赠对象", "recipient", "receiver", "receiving", "receivedby", "received_by", "destination",
        "consignee", "beneficiary", "hospital", "facility", "givento", "given_to", "trust", "agency", "jurisdiction", "provider"]),
    (Meaning::Donor, &["捐赠方", "捐赠单位", "捐赠人", "捐赠者", "捐赠企业", "捐赠机构", "捐赠来源", "捐方", "捐款", "捐助", "爱心", "来源", "donor",
        "giver", "givenby", "given_by", "donatedby", "donated_by", "source"]),
    (Meaning::Standard, &["标准", "standard", "注册证"]),
    (Meaning::Spec, &["规格", "型号", "包装", "装箱", "spec", "model", "packing", "packaging", "packsize", "pack_size"]),
    (Meaning::Unit, &["单位", "计量", "unit", "uom"]),
    (Meaning::Remark, &["备注", "说明", "备考", "remark", "note", "comment"]),
    (Meaning::Serial, &["序号", "编号", "index", "serial"]),
    (Meaning::Item, &["物资", "品名", "物品", "货物", "品种", "名称", "产品", "商品", "明细", "item", "goods", "product", "supply", "supplies",
        "article", "commodity", "description", "ppe", "equipment", "material"]),
    (Meaning::Place, &["地区", "区县", "县区", "县市", "市县", "市州", "区域", "城区", "辖区"]),
];

/// Headings that are one word.
const WHOLE: &[(Meaning, &[&str])] = &[
    (
        Meaning::Recipient,
        &[
            "to",
            "接收",
            "受方",
            "entity",
            "organization",
            "organisation",
            "institution",
        ],
    ),
    (
        Meaning::Quantity,
        &[
            "totalpieces",
            "totalpcs",
            "totalunits",
            "units",
            "packs",
            "boxes",
            "cartons",
        ],
    ),
    (Meaning::Donor, &["from", "捐赠"]),
    (Meaning::Received, &["received", "in"]),
    (Meaning::Placed, &["out", "distributed", "given", "发放"]),
    (Meaning::Date, &["day", "日"]),
    (Meaning::Serial, &["row", "no", "no.", "#", "id", "nr"]),
    (
        Meaning::Place,
        &[
            "city", "district", "county", "region", "area", "place", "location", "state",
            "province",
        ],
    ),
];

/// What the heading of one column says, if it says anything.
pub(super) fn meaning(heading: &str) -> Option<Meaning> {
    let key = simplified(key(heading));
    if is_of_a_pack(&key) {
        return Some(Meaning::Spec);
    }
    // 接收物资, 捐赠物资: goods, whoever they come from or go to.
    let goods = ["物资", "物品", "货物"]
        .iter()
        .any(|goods| key.ends_with(goods))
        || key.ends_with("物资名称");
    // 物资及数量: both in one cell.
    let both = key.contains("数量") && key.contains(['及', '和', '与']);
    if goods
        || (both
            && ["物资", "物品", "品名", "名称"]
                .iter()
                .any(|of| key.contains(of)))
    {
        return Some(Meaning::Item);
    }
    // 接收单位及数量: how many stands beside each name.
    if both && says(heading, Meaning::Recipient) {
        return Some(Meaning::Recipient);
    }
    let whole = WHOLE
        .iter()
        .find(|(_, words)| words.contains(&key.as_str()));
    let part = || {
        WORDS
            .iter()
            .find(|(_, words)| words.iter().any(|word| key.contains(word)))
    };
    whole.or_else(part).map(|(meaning, _)| *meaning)
}

/// A heading in simplified characters, where it has traditional ones.
fn simplified(key: String) -> String {
    const TRADITIONAL: [char; 18] = [
        '單', '資', '稱', '數', '規', '贈', '備', '註', '類', '醫', '發', '領', '總', '計', '號',
        '價', '時', '貨',
    ];
    fold_with(key, &TRADITIONAL)
}

/// Whether a heading tells how many one pack holds: 每箱数量, pieces per box.
fn is_of_a_pack(key: &str) -> bool {
    let each = key.strip_prefix('每').and_then(starting);
    matches!(each, Some((Counter::Pack(_), _)))
        || PER.iter().any(|pack| key.contains(&["per", pack].concat()))
}

/// Packs of which English headings tell how many pieces one holds.
const PER: [&str; 5] = ["box", "carton", "case", "pack", "bag"];

/// Whether a heading has a word of this meaning, whatever else it says.
pub(super) fn says(heading: &str, meaning: Meaning) -> bool {
    let key = key(heading);
    let mut words = WORDS.iter().filter(|(one, _)| *one == meaning);
    words.any(|(_, words)| words.iter().any(|word| key.contains(word)))
}

/// Whether a heading tells what was planned or asked for, which was not given.
pub(super) fn is_planned(heading: &str) -> bool {
    const WORDS: [&str; 12] = [
        "计划",
        "应发",
        "拟发",
        "申请",
        "申领",
        "请领",
        "需求",
        "需要",
        "缺口",
        "planned",
        "requested",
        "needed",
    ];
    let key = key(heading);
    WORDS.iter().any(|word| key.contains(word))
}

/// Of which goods a group of headings tells: of those that came in, or of those that were given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    In,
    Out,
}

/// What a group of headings says about goods: 接收物资, 发放物资.
pub(super) fn side(group: &str) -> Option<Side> {
    const IN: [&str; 8] = [
        "接收", "接受", "收到", "受赠", "捐赠", "入库", "received", "donated",
    ];
    const OUT: [&str; 9] = [
        "发放",
        "分配",
        "使用",
        "拨付",
        "调拨",
        "出库",
        "去向",
        "distributed",
        "issued",
    ];
    let key = simplified(key(group));
    let says = |words: &[&str]| words.iter().any(|word| key.contains(word));
    match (says(&IN), says(&OUT)) {
        (true, false) => Some(Side::In),
        (false, true) => Some(Side::Out),
        _ => None,
    }
}

/// Whether a heading tells what was given until a day, and not what a line gives.
pub(super) fn is_running(heading: &str) -> bool {
    const WORDS: [&str; 4] = ["累计", "累積", "cumulative", "todate"];
    let key = simplified(key(heading));
    WORDS.iter().any(|word| key.contains(word))
}

/// Whether a heading counts packs: 数量(箱), 箱数.
pub(super) fn is_of_packs(heading: &str) -> bool {
    // Packs, Boxes.
    let key = key(heading);
    let is_pack = |one: Option<Counter>| matches!(one, Some(Counter::Pack(_)));
    is_pack(whole(&key)) || is_pack(unit(&simplified(key)).and_then(whole))
}

/// The unit that a heading of quantities names: 数量(只), 箱数.
pub(super) fn unit(heading: &str) -> Option<&str> {
    let counted = || {
        heading
            .strip_suffix('数')
            .filter(|unit| whole(unit).is_some())
    };
    let named = amount::without_unit(heading).map(|(_, unit)| unit);
    named.or_else(counted)
}

/// The unit of the packs of which a heading tells how many pieces one holds: 每箱数量, pieces per box.
pub(super) fn pack(heading: &str) -> Option<String> {
    let key = simplified(key(heading));
    let of_chinese = |key: &str| {
        let rest = key.strip_prefix('每')?;
        let (_, width) = starting(rest)?;
        rest.get(..width).map(str::to_owned)
    };
    let of_english = || {
        let (_, rest) = key.split_once("per")?;
        PER.iter()
            .find_map(|per| rest.starts_with(per).then(|| (*per).to_owned()))
    };
    of_chinese(&key)
        .or_else(of_english)
        .filter(|_| is_of_a_pack(&key))
}

/// Whether a heading names numbers of people or their telephones.
pub(super) fn is_of_people(heading: &str) -> bool {
    const WORDS: [&str; 16] = [
        "电话", "联系", "手机", "邮编", "人数", "床位", "确诊", "病例", "批次", "编号", "phone",
        "tel.", "beds", "staff", "cases", "patients",
    ];
    let key = key(heading);
    WORDS.iter().any(|word| key.contains(word))
}

/// What a heading says is told of its goods, and the heading without that: N95口罩数量 tells how many N95口罩.
pub(super) fn measured(heading: &str) -> (Option<Meaning>, String) {
    use Meaning::{InStore, Placed, Quantity, Received, WrittenOff};
    let said = meaning(heading);
    let said =
        said.filter(|one| matches!(one, InStore | Placed | Quantity | Received | WrittenOff));
    let Some(said) = said else {
        return (None, heading.trim().to_owned());
    };
    let lower = heading.to_lowercase();
    let words = |of: Meaning| {
        let words = WHOLE
            .iter()
            .filter(|(_, words)| words.contains(&lower.as_str()));
        let words = words.chain(WORDS).filter(move |(one, _)| *one == of);
        words.flat_map(|(_, words)| words.iter().copied())
    };
    let without = |text: String, of: Meaning| {
        let word = words(of)
            .filter(|word| text.contains(word))
            .max_by_key(|word| word.len());
        word.map_or(text.clone(), |word| text.replacen(word, "", 1))
    };
    let rest = without(without(lower.clone(), said), Quantity);
    (Some(said), rest.trim().to_owned())
}

/// Whether a meaning is something told about goods, and no number of them.
pub(super) fn is_about(meaning: Meaning) -> bool {
    use Meaning::{
        Category, Date, InStore, Remark, Serial, Spec, Standard, Unit, Value, WrittenOff,
    };
    matches!(
        meaning,
        Category | Date | InStore | Remark | Serial | Spec | Standard | Unit | Value | WrittenOff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_recognised_by_meaning() {
        for (heading, expected) in [
            ("接收单位", Some(Meaning::Recipient)),
            ("受赠单位", Some(Meaning::Recipient)),
            ("使用单位", Some(Meaning::Recipient)),
            ("物资去向", Some(Meaning::Recipient)),
            ("destination_as_published", Some(Meaning::Recipient)),
            ("接收单位及数量", Some(Meaning::Recipient)),
            ("捐赠物资及数量", Some(Meaning::Item)),
            ("每箱数量", Some(Meaning::Spec)),
            ("Pieces per box", Some(Meaning::Spec)),
            ("Total pieces", Some(Meaning::Quantity)),
            ("捐赠单位", Some(Meaning::Donor)),
            ("捐赠物资", Some(Meaning::Item)),
            ("goods_as_published", Some(Meaning::Item)),
            ("物资名称", Some(Meaning::Item)),
            ("规格型号", Some(Meaning::Spec)),
            ("单位", Some(Meaning::Unit)),
            ("物资数量", Some(Meaning::Quantity)),
            ("qty_or_unit", Some(Meaning::Quantity)),
            ("value_10k_cny", Some(Meaning::Value)),
            ("发放日期", Some(Meaning::Date)),
            ("库存数量", Some(Meaning::InStore)),
            ("row", Some(Meaning::Serial)),
            ("c6", None),
            ("物資名稱", Some(Meaning::Item)),
            ("接收單位", Some(Meaning::Recipient)),
            ("數量", Some(Meaning::Quantity)),
            ("总数（只）", Some(Meaning::Quantity)),
            ("爱心单位（个人）", Some(Meaning::Donor)),
        ] {
            assert_eq!(meaning(heading), expected, "{heading}");
        }
    }
}
