//! Words that say whether goods are lacking, in stock, received, offered or only talked about.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::number::is_han_numeral;
use super::text::Text;
use super::token::{Cue, Kind};

/// The longest phrase that starts at a position, its meaning, and where it ends.
pub(super) fn cue_at(text: &Text, at: usize) -> Option<(Kind, usize)> {
    if let Some(found) = cue_of_number(text, at) {
        return Some(found);
    }
    let phrases = PHRASES.get(&text.at(at)?)?;
    let (phrase, kind) = phrases.iter().find(|(phrase, _)| text.has(at, phrase))?;
    Some((kind.clone(), at + phrase.chars().count()))
}

/// Words that mean this only before a number: 不足100个 is what is left, 要100个 is what is lacking.
fn cue_of_number(text: &Text, at: usize) -> Option<(Kind, usize)> {
    let (cue, width) = match text.at(at)? {
        '不' if text.has(at, "不足") || text.has(at, "不到") => (Cue::Stock, 2),
        '要' | '差' => (Cue::Need, 1),
        _ => return None,
    };
    let next = text.at(text.skip_spaces(at + width))?;
    let counts = next.is_ascii_digit() || (is_han_numeral(next) && next != '一');
    counts.then_some((Kind::Cue(cue), at + width))
}

static PHRASES: LazyLock<BTreeMap<char, Vec<(&'static str, Kind)>>> = LazyLock::new(|| {
    let mut phrases: BTreeMap<char, Vec<(&'static str, Kind)>> = BTreeMap::new();
    for (list, kind) in LISTS {
        for phrase in list.split(' ').filter(|phrase| !phrase.is_empty()) {
            add(&mut phrases, phrase, kind);
        }
    }
    for (list, kind) in ENGLISH_LISTS {
        for phrase in list.split('|') {
            add(&mut phrases, phrase, kind);
        }
    }
    for of_one_letter in phrases.values_mut() {
        of_one_letter.sort_by_key(|(phrase, _)| Reverse(phrase.chars().count()));
    }
    phrases
});

fn add(phrases: &mut BTreeMap<char, Vec<(&'static str, Kind)>>, phrase: &'static str, kind: &Kind) {
    if let Some(first) = phrase.chars().next() {
        phrases
            .entry(first)
            .or_default()
            .push((phrase, kind.clone()));
    }
}

/// Chinese phrases, folded, separated by spaces.
const LISTS: &[(&str, Kind)] = &[
    (
        "急需 急缺 断了 能有 哪怕 急用 救急 跪求 申请 申领 请调拨 补给 目前需要 紧缺 紧急需要 急切需要 迫切需要 需要 需求 急求 求助 求购 求捐 求捐赠 求支援 求援 请求支援 请支援 请求援助 请捐 最缺 奇缺 还缺 尚缺 \
         仍缺 缺少 缺乏 短缺 稀缺 缺口 缺 还差 尚差 告急 不足 不够 不够用 用完 用完了 用光 耗尽 断货 断供 见底 没有了 快没了 没了 征集 募集 募捐 采购 需采购 \
         接受捐赠 接收捐赠 接受以下 接收以下 接受物资 接收物资 接收社会捐赠 接受社会捐赠 接受社会各界捐赠 接收社会各界捐赠 接受爱心捐赠 接收爱心捐赠 接受社会爱心捐赠 拟接收 拟接受 最需要的 急需的 急需要的 所需要的 我们需要的 需要的是 需要的有 需要的物资 希望能有 希望有 希望能得到 盼 需 还需 仍需 另需 尚需 急要 想要 还要 匮乏 吃紧 紧张 谁有 谁能捐 谁能提供 谁可以提供 哪位能提供 有没有人能提供 有没有能提供 \
         能否提供 能否支援 能否捐赠 希望捐赠 希望提供 希望得到 希望支援 希望能支援 希望能捐赠 希望能捐 希望能提供 望能支援 盼支援 盼捐赠 补充 求 需补充 待补充 请提供 恳请 恳求 望支援 请帮忙提供 帮忙找 帮找 帮忙凑 诚求",
        Kind::Cue(Cue::Need),
    ),
    (
        "库存 现有库存 目前库存 剩 剩余 剩下 盘点 仓库现有 仓库有 仓库内 共用 合用 仅剩 仅余 只余 只剩 只剩下 仅剩下 还剩 还剩下 现存 存量 余量 结余 只有 仅有 目前只有 现在只有 在库 仅够 只够 \
         ",
        Kind::Cue(Cue::Stock),
    ),
    (
        "我有 我这有 我这里有 我这边有 我们有 我们这有 我们这里有 我家有 我司有 目前有 现有 尚有 还有 手里有 手头有 手上有 家里有 公司有 这边有 这里有 有",
        Kind::Cue(Cue::Have),
    ),
    (
        "已收到 拿到 已拿到 领到 已领到 到位 已到位 收了 已收货 入仓 收到 已签收 签收 到货 已到货 已到 到了 已送达 送达 已接收 接收到 接收了 已收 收讫 已入库 入库 已领取 送来 送来了 寄来 运抵 抵达 已发 已发出 \
         发出 已寄 已寄出 寄出 已发货 在途 已在路上 已送 送到了 联系到 已联系到 已经联系到 找到了 已找到 已捐 捐了 捐赠了 已捐赠 已配送 已拨付 调拨 下拨",
        Kind::Cue(Cue::Received),
    ),
    (
        "够用了 齐了 不再缺 有着落 有着落了 搞定 已满足 满足 已解决 已够 够了 够用 足够 充足 充裕 不缺 不需要 不再需要 不需 无需 暂不需要 暂时不需要 暂不缺 暂时不缺 不用了 不要了 已足 已补齐 补齐 已齐 \
         请不要再寄 不要再寄 别再寄 不用再寄 已经够了 都够了 停止接收 不再接收 已结束 取消 暂停接收 已有人 已对接 已认领 已搞定",
        Kind::Cue(Cue::Closed),
    ),
    (
        "每天 每日 每周 日均 日消耗 日消耗量 日用量 每天需要 每天需 每天消耗 每天使用 每天用 每天要用 每天要 每日需要 每日需 每日消耗 每日使用 每日用 一天要用 一天用 \
         一天需要 一天需 一天消耗 一天要 每天用掉 消耗量 用量 日耗 每天大约 每日大约 每班 每周需要 每周需",
        Kind::Cue(Cue::Burn),
    ),
    ("/天 /日 /周", Kind::Cue(Cue::BurnAfter)),
    (
        "捐 捐赠 捐赠登记 捐献 捐出 捐给 想捐 愿捐 愿意捐 可捐 可捐赠 可以捐 可以捐赠 能捐 认捐 可提供 可以提供 能提供 能够提供 愿意提供 愿提供 免费提供 提供 赠送 \
         免费送 无偿 支援 转让 可支援 可以支援 可转送 可直发 可发往 可寄往 可运往 可直寄 可调拨 谁需要 谁缺 哪家医院缺 哪个医院缺 哪里缺 哪家缺 哪家医院需要 可出 可匀 匀 哪家需要 哪里需要 哪个医院需要 想送 想寄 想寄回 想寄到 送给",
        Kind::Cue(Cue::Offer),
    ),
    (
        "未到 未收到 还没到 没到货 戴 买了 买到 抢到 用了 领了 发了 送了 卖 花了 洗 重复使用 重复用 多少钱 报道 报导 新闻 通报 生产 产能 产量 日产 产线 辟谣 谣言 据说 听说 教程 视频 怎么用 \
         出门 上班 排队 预约 回收 科普 注意 打卡 换了 换一 撕 试用 上学 开学 查获 没收 假 罚款 缴获 出口 进口了",
        Kind::Cue(Cue::Talk),
    ),
    (
        "吗 么 多少 几个 哪里 哪儿 怎么 怎样 如何 是否 为什么 能不能 可不可以 有没有 哪家 呢",
        Kind::Cue(Cue::Ask),
    ),
    ("感谢 谢谢 多谢 致谢 鸣谢 感恩", Kind::Cue(Cue::Thanks)),
    (
        "厂家直销 厂家直供 工厂直销 厂家供货 厂价 出厂价 批发 代理 先款 先款后货 款到发货 定金 订金 全款 预付 起订 起批 起售 出售 低价出 现货出 供应商 招代理 \
         下单 包邮 团购 秒杀 拼团 预售 报价 货源 一手货 现货供应 大量现货 现货秒发 秒发 微商 有意者 有意私聊 要的私聊 要的联系 要的加 需要的私聊 需要的加 \
         需要的联系我 需要可联系 需要的老板 老板们 对公转账 发票 含税 不含税 开票 走量 接单 代发 一件代发 可零售 零售 优惠 特价 促销 回款 账期 打款",
        Kind::Cue(Cue::Seller),
    ),
    (
        "现货 厂家 工厂 私聊 加微信 加我微信 加v 有需要 有需要的 需要的 需要的请 要的 价格 单价 货到付款 量大 欢迎咨询 咨询 供货 供应 有货 到付 便宜 \
         下手 手慢无 限量",
        Kind::Cue(Cue::PerhapsSeller),
    ),
    (
        "改为 调整为 更正为 变更为 修改为 更新为",
        Kind::Cue(Cue::Revised),
    ),
    ("接龙", Kind::Cue(Cue::Jielong)),
    (
        "大量 越多越好 多多益善 能给多少给多少 有多少要多少 要多少有多少 能捐多少捐多少 有多少捐多少 多少都要 多少不限 多少均可 多少都行 多少都可以 不限 不限量 数量不限 若干 一批 一些 \
         几十 上百 数百 几百 几千 上千 数千 几万 数万 上万 任意数量 任意 不嫌多 尽量多 尽可能多 多多 不定量 数量不定 无上限 没有上限 不设上限 不拘 不论多少",
        Kind::Open,
    ),
    ("各 各需 各要 各需要 各缺 均需 各约 每样 每种", Kind::Each),
    ("每", Kind::Per),
    ("装", Kind::Holding),
    (
        "必需 需知 供需 千万 万分 十分 万一 统一 一线 一起 一直 一定 一下 一样 一般 一次 一共 一律 一旦 唯一 三甲 二甲 三级 二级 有关 有限公司 有限 所有 没有 有效 \
         有些 有人 有的 有点 有时 拥有 还有的 有偿 有序 求证 要求 请求 求职 追求 只要 主要 重要 需注意 第一时间 双黄连 提供帮助 提供信息 提供线索 提供资质 提供接收函 \
         提供证明 捐款 不捐 花都 通知 支援队 支援武汉医疗队 支援湖北医疗队 医疗队支援 注意事项 收到请回复 收到回复 收到了吗 对接人 对接 缺席 缺课 需要注意 需要时间 \
         就够了 就够 就可以了 可重复使用 可重复用 可重复 可复用 需要志愿者 需要帮助 需要司机 需要车",
        Kind::Noise,
    ),
];

/// English phrases, folded, separated by bars.
const ENGLISH_LISTS: &[(&str, Kind)] = &[
    (
        "would get us through|would help|would be great|can someone help|could someone help|can anyone help|please help|help us with|ran out of|ran out|running short|running short of|outstanding|critically low|critically low on|in dire need of|short by|any spare|can you spare|anyone spare|\
         request for|urgent need|hoping someone can|nearly gone|who can donate|who can spare|need|needs|needed|needing|in need of|short|short of|short on|still short|shortage|shortage of|running low on|running low|low on|\
         running out of|running out|almost out of|nearly out of|out of|looking for|seeking|request|requests|requesting|requested|require|\
         requires|required|requiring|iso|in search of|desperate for|desperately need|urgent|urgently|urgently need|wanted|wish list|\
         please send|could use|lacking|lack|want|asking for|begging for|can anyone donate|can anyone spare|can anyone supply|\
         can anyone provide|could anyone donate|could anyone spare|please donate|donations needed|donations of|accepting donations|\
         accepting|anyone have|anybody have|does anyone have|who has|need to get|need to find|need to source|need to obtain|need to have|\
         need another|still need|we're out of|missing|collecting|sos|hoping for|hoping to get|critical need|would appreciate",
        Kind::Cue(Cue::Need),
    ),
    (
        "stock|only have|down to|we're down to|inventory|just have|on the shelf|\
         in storage|only got",
        Kind::Cue(Cue::Stock),
    ),
    (
        "left|remaining|in stock|on hand|left over|leftover",
        Kind::Cue(Cue::StockAfter),
    ),
    (
        "currently have|still have|i have|we have|i've got|we've got|have|has|got|i got|we got",
        Kind::Cue(Cue::Have),
    ),
    (
        "got your|dropped|got the|received|arrived|delivered|got here|came in|dropped off|picked up|signed for|have received|has arrived|have arrived|was delivered|\
         were delivered|just arrived|shipped|in transit|on the way|on their way|sent|thanks for the|thank you for the|we've received|\
         has been delivered|have been delivered|already got",
        Kind::Cue(Cue::Received),
    ),
    (
        "covered|fulfilled|filled|met|no longer need|no longer needed|don't need|do not need|dont need|no need for|not needed|enough|\
         have enough|we have enough|sorted|all set|all set on|all set for|good on|we're good on|fully stocked|well stocked|plenty of|\
         have plenty of|taken care of|closed|resolved|done",
        Kind::Cue(Cue::Closed),
    ),
    (
        "daily|every day|each day|daily use|each week|every week|we use|we burn|we go through|using|burning through|going through|burn rate",
        Kind::Cue(Cue::Burn),
    ),
    (
        "/day|per day|a day|/week|per week|a week|daily burn|/shift|per shift|a shift",
        Kind::Cue(Cue::BurnAfter),
    ),
    (
        "donate|donating|to donate|can donate|donation|can give|can offer|can provide|can supply|can spare|can ship|able to donate|offering|offer|\
         offers|available|giving away|give away|to give|spare|happy to donate|would like to donate|to share|for free|free to|up for grabs|\
         can drop off|anyone need|does anyone need|who needs|will donate|pledge|pledging|to spare",
        Kind::Cue(Cue::Offer),
    ),
    (
        "wear|wearing|wore|worn|bought|used|reuse|reusing|sterilize|sterilise|wash|washing|produced|producing|produce|produces|reported|\
         reports|news|article|heard|saw|watch|video|says|said|study|tested|costs|cost|reminder|made|sewing|remember|seized|stolen|training",
        Kind::Cue(Cue::Talk),
    ),
    (
        "how many|how much|how do|how to|where can|where do|do you|does it|is it|should|what|why|anyone know|which|can we reuse|are there",
        Kind::Cue(Cue::Ask),
    ),
    ("thanks|thank you|grateful|thx", Kind::Cue(Cue::Thanks)),
    (
        "for sale|wholesale|factory direct|moq|prepay|prepayment|deposit|discount|bulk order|bulk orders|order now|dm for price|dm for prices|\
         dm to order|best price|best prices|price list|place your order|fob|we sell|selling|buy now|ready to ship|t/t|in stock now|\
         special offer|limited offer|free shipping|manufacturer|supplier|suppliers|distributor|reseller|quote|payment|paypal|purchase order",
        Kind::Cue(Cue::Seller),
    ),
    (
        "price|prices|order|orders|dm me|contact us|factory|ships today|sale|if you need|sell|interested",
        Kind::Cue(Cue::PerhapsSeller),
    ),
    (
        "any|any amount|any quantity|as many as possible|as much as possible|as many as you can|as much as you can|whatever you can|\
         whatever you have|anything helps|lots of|plenty|unlimited|some|several|many|all you can spare|hundreds of|thousands of|dozens of|a lot of|\
         any number|as many as you can spare|more",
        Kind::Open,
    ),
    ("each|of each", Kind::Each),
    ("per|every", Kind::Per),
    ("of", Kind::Of),
    (
        "any size|any sizes|any brand|any kind|any type|any model|need to|needs to|no need to|needed to|in order to|want to|short on time|have to|has to|got to|short notice|anymore|any questions|any question|\
         any help|left side|should be|urgent care|required to|used to|shortly|if you need help|need help|need volunteers|need drivers|want you",
        Kind::Noise,
    ),
];

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn phrases_are_folded_and_mean_one_thing() {
        for phrases in PHRASES.values() {
            for (phrase, kind) in phrases {
                let folded: String = phrase.chars().map(fold).collect();
                assert_eq!(*phrase, folded);
                let others = phrases.iter().filter(|(other, _)| other == phrase);
                assert!(
                    others.into_iter().all(|(_, other)| other == kind),
                    "{phrase}"
                );
            }
        }
    }
}
