//! Province-level units of China: GB/T 2260 code, names, ISO 3166-2 code, and whether they have a sea coast.

pub(super) struct Row {
    pub code: u32,
    pub zh: &'static str,
    pub short: &'static str,
    pub en: &'static str,
    pub iso: &'static str,
    pub coastal: bool,
}

const fn inland(
    code: u32,
    zh: &'static str,
    short: &'static str,
    en: &'static str,
    iso: &'static str,
) -> Row {
    Row {
        code,
        zh,
        short,
        en,
        iso,
        coastal: false,
    }
}

const fn coastal(
    code: u32,
    zh: &'static str,
    short: &'static str,
    en: &'static str,
    iso: &'static str,
) -> Row {
    let row = inland(code, zh, short, en, iso);
    Row {
        coastal: true,
        ..row
    }
}

#[rustfmt::skip]
pub(super) const PROVINCES: &[Row] = &[
    inland(110_000, "北京市", "北京", "Beijing", "CN-BJ"),
    coastal(120_000, "天津市", "天津", "Tianjin", "CN-TJ"),
    coastal(130_000, "河北省", "河北", "Hebei", "CN-HE"),
    inland(140_000, "山西省", "山西", "Shanxi", "CN-SX"),
    inland(150_000, "内蒙古自治区", "内蒙古", "Inner Mongolia", "CN-NM"),
    coastal(210_000, "辽宁省", "辽宁", "Liaoning", "CN-LN"),
    inland(220_000, "吉林省", "吉林", "Jilin", "CN-JL"),
    inland(230_000, "黑龙江省", "黑龙江", "Heilongjiang", "CN-HL"),
    coastal(310_000, "上海市", "上海", "Shanghai", "CN-SH"),
    coastal(320_000, "江苏省", "江苏", "Jiangsu", "CN-JS"),
    coastal(330_000, "浙江省", "浙江", "Zhejiang", "CN-ZJ"),
    inland(340_000, "安徽省", "安徽", "Anhui", "CN-AH"),
    coastal(350_000, "福建省", "福建", "Fujian", "CN-FJ"),
    inland(360_000, "江西省", "江西", "Jiangxi", "CN-JX"),
    coastal(370_000, "山东省", "山东", "Shandong", "CN-SD"),
    inland(410_000, "河南省", "河南", "Henan", "CN-HA"),
    inland(420_000, "湖北省", "湖北", "Hubei", "CN-HB"),
    inland(430_000, "湖南省", "湖南", "Hunan", "CN-HN"),
    coastal(440_000, "广东省", "广东", "Guangdong", "CN-GD"),
    coastal(450_000, "广西壮族自治区", "广西", "Guangxi", "CN-GX"),
    coastal(460_000, "海南省", "海南", "Hainan", "CN-HI"),
    inland(500_000, "重庆市", "重庆", "Chongqing", "CN-CQ"),
    inland(510_000, "四川省", "四川", "Sichuan", "CN-SC"),
    inland(520_000, "贵州省", "贵州", "Guizhou", "CN-GZ"),
    inland(530_000, "云南省", "云南", "Yunnan", "CN-YN"),
    inland(540_000, "西藏自治区", "西藏", "Tibet", "CN-XZ"),
    inland(610_000, "陕西省", "陕西", "Shaanxi", "CN-SN"),
    inland(620_000, "甘肃省", "甘肃", "Gansu", "CN-GS"),
    inland(630_000, "青海省", "青海", "Qinghai", "CN-QH"),
    inland(640_000, "宁夏回族自治区", "宁夏", "Ningxia", "CN-NX"),
    inland(650_000, "新疆维吾尔自治区", "新疆", "Xinjiang", "CN-XJ"),
    coastal(710_000, "台湾省", "台湾", "Taiwan", "CN-TW"),
    coastal(810_000, "香港特别行政区", "香港", "Hong Kong", "CN-HK"),
    coastal(820_000, "澳门特别行政区", "澳门", "Macao", "CN-MO"),
];
