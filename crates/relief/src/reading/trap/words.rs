//! The words by which numbers that are no amounts are known.

/// What follows a number of people, floors, days … and never goods. Longest first where one begins another.
#[rustfmt::skip]
pub(super) const NOT_GOODS_AFTER: &[&str] = &[
    "个人", "个医院", "个科室", "个病区", "个病人", "个患者", "个小时", "个月", "个工作日", "个床", "个村", "个社区", "个乡镇", "个群", "个点", "个县",
    "个单位", "个志愿者", "个医生", "个护士", "个医护", "个发热", "个同事", "个兄弟", "个小区", "个城市", "个朋友", "个学生", "个老人", "个居民", "个司机",
    "张床", "张病床", "张床位", "余人", "多人", "余名", "多名", "来人", "多位", "余位", "余张床", "多张床", "台车", "辆", "人", "位", "名", "号楼", "号", "日", "月", "年", "点", "时", "岁", "楼", "层", "室", "栋", "弄", "床", "路", "街",
    "群", "队", "例", "度", "级", "家", "次", "期", "院", "小时", "天", "周", "分钟", "分", "公里", "米", "厘米", "毫米", "毫升", "码", "倍",
    "秒", "环", "中学", "小学", "季度", "代", "区", "组", "班", "线", "所", "批次", "版", "条街", "届", "元素", "丝", "克", "方面", "代表", "者", "层楼",
    "ml", "mg", "g", "cm", "mm", "km", "oz", "inch", "inches", "ft", "people", "persons", "staff", "nurses", "doctors",
    "beds", "bed", "patients", "members", "volunteers", "hours", "hour", "hrs", "hr", "h", "days", "day", "weeks", "week", "months", "years", "yrs",
    "minutes", "mins", "min", "am", "pm", "a.m.", "p.m.", "miles", "mile", "percent", "st", "nd", "rd", "th", "street", "avenue", "ave", "road",
    "floor", "residents", "employees", "healthcare workers", "workers", "frontline", "health workers", "ems", "firefighters", "confirmed", "covid",
    "positive", "ply", "layer", "of us", "families", "households", "kids", "clinics", "hospitals", "icu", "person", "calls", "groups", "rooms", "wards", "drivers", "times", "bed-days",
];
/// Of those, people: what is needed may be hands.
#[rustfmt::skip]
pub(super) const PEOPLE: &[&str] = &["个人", "人", "名", "位", "个志愿者", "个司机", "个学生", "people", "persons", "person", "volunteers", "drivers", "members", "nurses", "doctors", "staff", "workers"];
/// What stands before a number that is a name: Room 214, Level 2.
#[rustfmt::skip]
pub(super) const NAME_BEFORE: &[&str] = &[
    "room", "ward", "floor", "level", "route", "highway", "group", "page", "apt", "suite", "no", "no.", "type", "model", "3m", "#", "unit", "型号", "第", "建议3m", "霍尼韦尔", "class", "age", "size", "covid", "grade", "phase", "section", "building", "bay", "step", "part", "tier", "铁", "楼", "编号",
];
pub(super) const MONEY_AFTER: &[&str] = &[
    "元",
    "块钱",
    "块",
    "人民币",
    "rmb",
    "yuan",
    "usd",
    "dollars",
    "dollar",
    "euros",
    "euro",
    "pounds",
    "cents",
    "bucks",
    "毛",
    "美元",
    "美金",
    "eur",
];
/// Models of respirators and suits that people write beside the item.
#[rustfmt::skip]
pub(super) const MODELS: &[&str] = &[
    "1860", "1870", "1804", "8210", "8511", "8110", "8233", "9001", "9002", "9010", "9105", "9123",
    "9132", "9205", "9210", "9501", "9502", "9541", "9332", "9322", "9320", "6200", "7502", "4565",
    "4545", "4570", "4515", "2091", "2097",
];
/// The models of [`MODELS`] that are suits.
#[rustfmt::skip]
pub(super) const SUITS: [&str; 4] = ["4565", "4545", "4570", "4515"];
