//! Messages in the manner of the posts of 2020 to 2022. Every person, number and small hospital in
//! them is invented. An amount of -1 stands for "open or not stated".

use crate::reading::DraftKind::{self, Need, NotNeed, Offer};

pub(super) struct Case {
    pub text: &'static str,
    pub kind: DraftKind,
    pub lines: &'static [(&'static str, i64)],
}

pub(super) const fn case(
    text: &'static str,
    kind: DraftKind,
    lines: &'static [(&'static str, i64)],
) -> Case {
    Case { text, kind, lines }
}

pub(super) const N95: &str = "n95_respirator";
pub(super) const SURGICAL: &str = "surgical_mask";
pub(super) const MASK: &str = "disposable_mask";
pub(super) const SUIT: &str = "protective_suit";
pub(super) const GOWN: &str = "isolation_gown";
pub(super) const GOGGLES: &str = "goggles";
pub(super) const SHIELD: &str = "face_shield";
pub(super) const GLOVES: &str = "gloves";
pub(super) const CAP: &str = "cap";
pub(super) const SHOES: &str = "shoe_cover";
pub(super) const BLEACH: &str = "disinfectant_84";
pub(super) const ALCOHOL: &str = "alcohol_75";
pub(super) const SANITIZER: &str = "hand_sanitizer";
pub(super) const VENTILATOR: &str = "ventilator";

#[rustfmt::skip]
pub(super) const CASES: &[Case] = &[
    // Lists with counters, without counters, in brackets, with slashes.
    case("武穴市中医院急需：医用外科口罩2000个，N95口罩800个，防护服150套，护目镜100副。联系人：陈医生 13900000111", Need, &[(SURGICAL, 2000), (N95, 800), (SUIT, 150), (GOGGLES, 100)]),
    case("N95 3000/防护服 500/护目镜 300/一次性手套 2万", Need, &[(N95, 3000), (SUIT, 500), (GOGGLES, 300), (GLOVES, 20000)]),
    case("隔离衣（800）、手术帽（1000）、鞋套（2000双）急缺", Need, &[(GOWN, 800), (CAP, 1000), (SHOES, 2000)]),
    case("需要N95、外科口罩、防护服各500，联系0713-6200133", Need, &[(N95, 500), (SURGICAL, 500), (SUIT, 500)]),
    case("求助！罗田县万密斋医院防护物资告急，缺两百套防护服，五百个N95口罩，一百副护目镜", Need, &[(SUIT, 200), (N95, 500), (GOGGLES, 100)]),
    case("防护服300套护目镜200个面屏100个，团风县人民医院", Need, &[(SUIT, 300), (GOGGLES, 200), (SHIELD, 100)]),
    case("需300套防护服200副护目镜1000个N95口罩", Need, &[(SUIT, 300), (GOGGLES, 200), (N95, 1000)]),
    case("急需物资：\n1、医用外科口罩 5000只\n2、N95口罩 2000只\n3、84消毒液 50桶\n4、75%酒精 200瓶\n5、呼吸机 3台", Need, &[(SURGICAL, 5000), (N95, 2000), (BLEACH, 50), (ALCOHOL, 200), (VENTILATOR, 3)]),
    case("物资需求：口罩1万 防护服5百 护目镜5百 酒精300斤", Need, &[(MASK, 10000), (SUIT, 500), (GOGGLES, 500), (ALCOHOL, 300)]),
    case("Ｎ９５口罩５００個，防護服２００套，護目鏡１００副，急需！通城縣人民醫院", Need, &[(N95, 500), (SUIT, 200), (GOGGLES, 100)]),
    // Ranges and open amounts.
    case("我院需N95口罩500-1000个，防护服200~300套", Need, &[(N95, 500), (SUIT, 200)]),
    case("急求外科口罩1-2万只，隔离衣1000件左右", Need, &[(SURGICAL, 10000), (GOWN, 1000)]),
    case("防护服多多益善，N95至少1000，面罩若干", Need, &[(SUIT, -1), (N95, 1000), (SHIELD, -1)]),
    case("急需防护服、N95口罩、护目镜，数量不限！英山县人民医院", Need, &[(SUIT, -1), (N95, -1), (GOGGLES, -1)]),
    case("大量需求医用外科口罩和医用帽子", Need, &[(SURGICAL, -1), (CAP, -1)]),
    case("缺口：防护服约1.5万套，N95约3万个", Need, &[(SUIT, 15000), (N95, 30000)]),
    case("急需隔离衣200多件、鞋套500余双", Need, &[(GOWN, 200), (SHOES, 500)]),
    // Stock, burn, received, closed.
    case("防护服只剩下45套了，每天要用60套，急需600套", Need, &[(SUIT, 600)]),
    case("目前库存N95 120个，外科口罩800个；急需N95 2000个", Need, &[(N95, 2000)]),
    case("隔离衣还剩20件，每天消耗50件，急求隔离衣1000件，护目镜库存8个需200个", Need, &[(GOWN, 1000), (GOGGLES, 200)]),
    case("【更新】N95已收到300个，还差700个；防护服已满足，谢谢大家", Need, &[(N95, 700)]),
    case("口罩已收到，防护服不需要了，目前还缺手套2000双", Need, &[(GLOVES, 2000)]),
    case("防护服200套、护目镜100副均已签收，感谢！", NotNeed, &[]),
    case("感谢杭州某公司捐赠的2000个N95口罩和300套防护服，已全部入库", NotNeed, &[]),
    case("今天收到外科口罩5000个，护目镜60副，暂时够用", NotNeed, &[]),
    case("库存情况：\nN95 300个\n防护服 80套\n\n需求：\nN95 2000个\n防护服 500套", Need, &[(N95, 2000), (SUIT, 500)]),
    case("手套库存充足，暂不需要。N95告急，需1000只", Need, &[(N95, 1000)]),
    case("已发出防护服500套，顺丰单号已私发，预计后天到", NotNeed, &[]),
    // Norms, models, prices, sizes, dates.
    case("防护服（GB 19082-2009）500套，医用防护口罩（GB 19083-2010）1000只，外科口罩（YY 0469-2011）5000只", Need, &[(SUIT, 500), (N95, 1000), (SURGICAL, 5000)]),
    case("需要3M 1860或9132口罩300个，3M 4565防护服100套", Need, &[(N95, 300), (SUIT, 100)]),
    case("N95口罩（型号1860、9132）400只，EN14126防护服50套", Need, &[(N95, 400), (SUIT, 50)]),
    case("浠水县第二人民医院，发热病人60人，医护120名，床位80张，急需防护服300套", Need, &[(SUIT, 300)]),
    case("急需75%酒精500ml*1000瓶，84消毒液5L装200桶", Need, &[(ALCOHOL, 1000), (BLEACH, 200)]),
    case("（1月28日20:15更新）蕲春县人民医院缺N95 600个，防护服 260套，地址：漕河镇付畈大道168号5楼", Need, &[(N95, 600), (SUIT, 260)]),
    case("外科口罩20箱（2000只/箱），手套50盒，每盒100只", Need, &[(SURGICAL, 20), (GLOVES, 50)]),
    case("需要防护服：180码20套，175码30套", Need, &[(SUIT, 20)]),
    case("求购医用外科口罩5000个，预算2元以内，正规医院采购", Need, &[(SURGICAL, 5000)]),
    // Jielong, several recipients, headings.
    case("#接龙\n物资需求登记\n1. 红安县人民医院 N95 500个\n2. 麻城市中医院 防护服200套\n3. 黄州区疾控中心 护目镜150副", Need, &[(N95, 500), (SUIT, 200), (GOGGLES, 150)]),
    case("#接龙 爱心捐赠\n例 姓名 物资 数量\n1. 小王 外科口罩 100个\n2. 周姐 手套20盒\n3. Leo 酒精 5瓶", Offer, &[(SURGICAL, 100), (GLOVES, 20), (ALCOHOL, 5)]),
    case("#接龙 N95口罩需求\n1. 红安县人民医院 500个\n2. 麻城市中医院 300个", Need, &[(N95, 500), (N95, 300)]),
    // Offers.
    case("我有三箱医用外科口罩，想捐给武汉的医院，人在温州，电话13700000122", Offer, &[(SURGICAL, 3)]),
    case("我司可提供隔离衣2000件、手套1万双，免费，需要的医院请联系", Offer, &[(GOWN, 2000), (GLOVES, 10000)]),
    case("谁需要护目镜？我这里有50副可以捐", Offer, &[(GOGGLES, 50)]),
    case("深圳校友会拟捐赠N95口罩5000只、防护服800套，求对接", Offer, &[(N95, 5000), (SUIT, 800)]),
    case("手头有KN95 200个，可以寄到黄冈", Offer, &[(N95, 200)]),
    // Adverts and talk.
    case("现货！KN95口罩 8.5元/个，1000个起订，厂家直发", NotNeed, &[]),
    case("急需口罩的看过来，现货5万只，12元一个，加微信", NotNeed, &[]),
    case("防护服现货1万套，定金50%，款到发货", NotNeed, &[]),
    case("护目镜批发 一手货源 量大从优", NotNeed, &[]),
    case("今天出门戴了2个口罩，还是有点怕", NotNeed, &[]),
    case("大家记得戴口罩，少出门", NotNeed, &[]),
    case("N95口罩能重复使用吗？一天要换几个？", NotNeed, &[]),
    case("据报道全国口罩日产能已达2000万只", NotNeed, &[]),
    case("我们小组现在有12个人，明天早上8点开会", NotNeed, &[]),
    case("3号车已过收费站，预计15:40到", NotNeed, &[]),
    case("哪里能买到口罩？", NotNeed, &[]),
    case("收到请回复，今晚9点换班", NotNeed, &[]),
    // English.
    case("URGENT: Mercy General Hospital in Fresno needs 500 N95 masks, 200 isolation gowns and 50 face shields. Call 559-555-0142", Need, &[(N95, 500), (GOWN, 200), (SHIELD, 50)]),
    case("Looking for gloves (any size), gowns, and hand sanitizer for Pine Ridge clinic", Need, &[(GLOVES, -1), (GOWN, -1), (SANITIZER, -1)]),
    case("We are down to 20 gowns and need 300 by Friday", Need, &[(GOWN, 300)]),
    case("Need: N95 - 400, surgical masks - 1,000, goggles - 60", Need, &[(N95, 400), (SURGICAL, 1000), (GOGGLES, 60)]),
    case("N95 masks x 500\nface shields x 100\nnitrile gloves x 40 boxes", Need, &[(N95, 500), (SHIELD, 100), (GLOVES, 40)]),
    case("Received 200 gowns today, thank you! Still need 3 dozen goggles.", Need, &[(GOGGLES, 36)]),
    case("We use 60 gowns per day and have 120 left. Please send 1k gowns.", Need, &[(GOWN, 1000)]),
    case("Can anyone donate two hundred N95s to Oak Valley Hospice?", Need, &[(N95, 200)]),
    case("N95s and gowns, 100 each, needed at Northside Hospital", Need, &[(N95, 100), (GOWN, 100)]),
    case("ICU short on ventilators; need 4 ventilators and 100-200 protective suits", Need, &[(VENTILATOR, 4), (SUIT, 100)]),
    case("I have 3 boxes of nitrile gloves to give away, Portland area", Offer, &[(GLOVES, 3)]),
    case("Our company would like to donate 5,000 KN95 masks (GB2626-2019), shipping from Shenzhen", Offer, &[(N95, 5000)]),
    case("Offering 40 face shields, 3D printed, free to any clinic", Offer, &[(SHIELD, 40)]),
    case("KN95 masks for sale, $1.20 each, MOQ 1000, DM for price", NotNeed, &[]),
    case("Reminder: meeting at 14:30 in room 214, bring your mask", NotNeed, &[]),
    case("Thanks for the 300 surgical masks, they arrived safely!", NotNeed, &[]),
    case("How many masks do you use per week?", NotNeed, &[]),
    case("There are now 450 members in this group, please read the rules", NotNeed, &[]),
    case("Masks covered, gloves covered. Short of hand sanitizer: 24 bottles", Need, &[(SANITIZER, 24)]),
    case("Nursing home on Route 9 with 85 residents needs 150 surgical masks and 2 thermometers", Need, &[(SURGICAL, 150), ("thermometer", 2)]),
    // Mixed.
    case("We need 防护服 protective suits 200套, N95 masks N95口罩 1000个 urgently", Need, &[(SUIT, 200), (N95, 1000)]),
    case("KN95 face masks 300 pcs, 护目镜 goggles 50, 收货: 仙桃市第一人民医院", Need, &[(N95, 300), (GOGGLES, 50)]),
    case("恩施州中心医院：外科口罩 YY0469-2011 1万只；防护服（连体）300套；84、酒精各100桶", Need, &[(SURGICAL, 10000), (SUIT, 300), (BLEACH, 100), (ALCOHOL, 100)]),
    case("急需！！呼吸机两台，防护服一百套，N95一千个", Need, &[(VENTILATOR, 2), (SUIT, 100), (N95, 1000)]),
    case("护士站反映手套不够，先补2000双，口罩够了", Need, &[(GLOVES, 2000)]),
    case("咸丰县人民医院 N95口罩 缺 1500 只 防护服 缺 400 套 （27日19:19）", Need, &[(N95, 1500), (SUIT, 400)]),
    case("防护服：需求500套，库存30套；护目镜：需求200副，库存12副", Need, &[(SUIT, 500), (GOGGLES, 200)]),
    case("紧急求援🆘医用防护服100件 隔离衣100件 医用防护口罩2000个 护目镜50个 大悟县人民医院设备科 13600000144", Need, &[(SUIT, 100), (GOWN, 100), (N95, 2000), (GOGGLES, 50)]),
];
