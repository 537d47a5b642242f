//! Invented people: what they call themselves in a room.

use crate::rng::Rng;

const SURNAMES: [&str; 48] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹",
    "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "叶",
];

const GIVEN: [&str; 72] = [
    "晓岚", "志远", "雨桐", "建国", "思远", "佳宁", "文博", "海燕", "子涵", "立群", "春梅", "浩然",
    "静怡", "国强", "梦洁", "天佑", "婷", "磊", "敏", "帆", "倩", "楠", "凯", "雪", "一鸣", "若溪",
    "明哲", "秋月", "俊杰", "芳", "晨曦", "嘉豪", "雅琴", "永康", "诗涵", "振华", "丽娟", "旭东",
    "可欣", "大勇", "玉兰", "家辉", "心怡", "伟", "瑶", "峰", "宁", "鹏", "慧", "洋", "欣然",
    "启明", "小满", "知行", "冬青", "望舒", "云飞", "语嫣", "向阳", "景行", "清扬", "书恒", "亦凡",
    "南星", "采薇", "长青", "安然", "佩兰", "致和", "新雨", "乐天", "朝阳",
];

/// What people add when their name is taken, or to say who they are.
const TAGS: [&str; 12] = [
    "武大校友",
    "物流",
    "采购",
    "跑腿",
    "设计",
    "外贸",
    "药房",
    "志愿者",
    "工厂",
    "律师",
    "翻译",
    "留学生",
];

/// A name for a member of a room, with the city now and then, as people do in groups.
pub(crate) fn person(rng: &mut Rng, city: &str) -> String {
    let name = format!("{}{}", rng.pick(&SURNAMES), rng.pick(&GIVEN));
    match rng.below(10) {
        0 | 1 => format!("{name}（{city}）"),
        2 => format!("{name}-{}", rng.pick(&TAGS)),
        3 => format!("{city}{}", rng.pick(&GIVEN)),
        _ => name,
    }
}

/// A driver gives a surname and no more.
pub(crate) fn driver(rng: &mut Rng) -> String {
    format!("{}师傅", rng.pick(&SURNAMES))
}

/// A clerk of a hospital.
pub(crate) fn clerk(rng: &mut Rng, hospital: &str) -> String {
    let office = rng.pick(&["设备科", "物资科", "院感科", "后勤"]);
    format!("{hospital}{office} {}老师", rng.pick(&SURNAMES))
}

/// The name of a room.
pub(crate) fn room(community: u32) -> String {
    match community {
        0 => "武汉医院防护物资对接".to_owned(),
        n => format!("武汉医院防护物资对接 {} 组", n + 1),
    }
}
