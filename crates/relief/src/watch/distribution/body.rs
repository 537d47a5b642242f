//! Who a recipient is, by its name, and names broken over two cells.

use std::borrow::Cow;

use crate::fold::fold_with;

/// Kinds of recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyKind {
    /// Hospitals, clinics, health centres.
    Hospital,
    /// Districts, commissions, headquarters, centres for disease control: whoever passes goods on by office.
    Office,
    /// Companies, charities, schools.
    Organisation,
    /// Teams sent from elsewhere.
    MedicalTeam,
    /// Anything else.
    Other,
}

impl BodyKind {
    /// All, in the order of the answer.
    pub const ALL: [Self; 5] = [
        Self::Hospital,
        Self::Office,
        Self::Organisation,
        Self::MedicalTeam,
        Self::Other,
    ];

    /// The name in the answer.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::Office => "office",
            Self::Organisation => "organisation",
            Self::MedicalTeam => "medical_team",
            Self::Other => "other",
        }
    }

    /// The kind that a name tells. In Chinese the last word says what a body is, so the cue nearest to the end wins:
    /// 红十字会医院 is a hospital, 医院管理局 an office. A team is a team wherever it stays.
    #[must_use]
    /// Several names in one cell are what all of them are, or other.
    pub fn of(name: &str) -> Self {
        let mut kinds = name.split('、').map(Self::of_one);
        let first = kinds.next().unwrap_or(Self::Other);
        let told = |kind: &Self| *kind != Self::Other;
        // 甲、乙医院 is one name: the first part tells nothing by itself.
        if told(&first) && kinds.all(|kind| told(&kind) && kind != first) && name.contains('、') {
            return Self::Other;
        }
        Self::of_one(name)
    }

    fn of_one(name: &str) -> Self {
        let folded = fold_with(name.to_lowercase(), &TRADITIONAL);
        // 蓝天救援队 is a club of volunteers, and no team of doctors.
        let is_lay = folded.ends_with("救援队") && !folded.contains('医');
        if is_lay || HEADS.iter().any(|cue| folded.starts_with(cue)) {
            return Self::Organisation;
        }
        if TEAM.iter().any(|cue| folded.contains(cue)) {
            return Self::MedicalTeam;
        }
        // From the end on: most names end in a cue, and the longest of those that end there is meant.
        let mut ends = folded.char_indices().rev().map(|(at, c)| at + c.len_utf8());
        let kind = ends.find_map(|end| {
            let (head, rest) = folded.split_at_checked(end)?;
            let at_end = if is_closed(rest) { ENDINGS } else { &[] };
            let cues = CUES.iter().chain(at_end);
            let here = cues.filter(|(cue, _)| ends_in(head, cue));
            here.max_by_key(|(cue, _)| cue.len()).map(|(_, kind)| *kind)
        });
        kind.unwrap_or(Self::Other)
    }
}

/// Whether a name ends as the name of a body does, so that it is surely not a person's.
pub(super) fn ends_as_body(name: &str) -> bool {
    let folded = name.to_lowercase();
    let cues = CUES.iter().chain(ENDINGS).map(|(cue, _)| *cue);
    cues.chain(TEAM.iter().copied())
        .any(|cue| ends_in(&folded, cue))
}

/// As `ends_with`, for many cues: most end otherwise, and one byte says so sooner.
fn ends_in(name: &str, cue: &str) -> bool {
    name.as_bytes().last() == cue.as_bytes().last() && name.ends_with(cue)
}

/// Whether a part of the name ends before this rest of it: at a bracket, a list comma, or its very end.
fn is_closed(rest: &str) -> bool {
    let next = rest.chars().next();
    next.is_none_or(|c| {
        matches!(
            c,
            '(' | ')' | '（' | '）' | '、' | ',' | ' ' | '-' | '/' | '\n'
        )
    })
}

#[rustfmt::skip]
const TEAM: &[&str] = &[
    "医疗队", "援鄂", "援汉", "救援队", "支援队", "医护队", "护理队", "救治队", "专家组", "支援湖北", "援助湖北", "支援武汉", "medical team",
    "rescue team", "relief team", "aid team", "medical brigade", "strike team", "field team",
];

/// What begins the names of companies and leagues that end as offices do: 中建三局, 共青团武汉市委.
const HEADS: [&str; 5] = ["中建", "中铁", "中交", "中冶", "共青团"];

/// Traditional characters in the words that tell what a body is: none of them, and a name needs no folding.
const TRADITIONAL: [char; 20] = [
    '醫', '會', '區', '縣', '隊', '團', '學', '辦', '處', '總', '鎮', '鄉', '廠', '業', '協', '聯',
    '廳', '館', '診', '衛',
];

use BodyKind::{Hospital, Office, Organisation};

#[rustfmt::skip]
const CUES: &[(&str, BodyKind)] = &[
    ("医院有限公司", Hospital), ("医院有限责任公司", Hospital), ("医院", Hospital), ("卫生院", Hospital), ("防治院", Hospital), ("保健院", Hospital),
    ("妇幼院", Hospital), ("诊所", Hospital), ("门诊", Hospital), ("卫生服务中心", Hospital), ("卫生中心", Hospital), ("急救中心", Hospital),
    ("精卫中心", Hospital), ("精神卫生中心", Hospital), ("医疗中心", Hospital), ("医学中心", Hospital), ("院区", Hospital), ("东院", Hospital),
    ("西院", Hospital), ("南院", Hospital), ("北院", Hospital), ("分院", Hospital), ("总院", Hospital), ("方舱", Hospital), ("疗养院", Hospital),
    ("防治所", Hospital), ("卫生所", Hospital), ("卫生室", Hospital), ("医务室", Hospital), ("保健中心", Hospital),
    ("hospital", Hospital), ("clinic", Hospital), ("health centre", Hospital), ("health center", Hospital), ("medical center", Hospital),
    ("medical centre", Hospital), ("infirmary", Hospital), ("卫生服务站", Hospital), ("卫生站", Hospital), ("康复中心", Hospital),
    ("妇幼保健", Hospital), ("计划生育服务中心", Hospital), ("health system", Hospital), ("nhs trust", Hospital), ("ospedale", Hospital),
    ("hôpital", Hospital), ("krankenhaus", Hospital), ("klinik", Hospital), ("universitätsmedizin", Hospital),
    ("指挥部", Office), ("卫健委", Office), ("卫健局", Office), ("卫计委", Office), ("委员会", Office), ("管委会", Office), ("居委会", Office),
    ("村委会", Office), ("疾控", Office), ("疾病预防控制", Office), ("办事处", Office), ("街道办", Office), ("政府", Office), ("公安", Office),
    ("派出所", Office), ("检察院", Office), ("法院", Office), ("医院管理局", Office), ("总队", Office), ("支队", Office), ("大队", Office),
    ("管理局", Office), ("监狱", Office), ("看守所", Office), ("机关", Office), ("民政", Office), ("消防", Office), ("防控办", Office),
    ("cdc", Office), ("disease control", Office), ("commission", Office), ("headquarters", Office), ("government", Office), ("bureau", Office),
    ("海关", Office), ("宣传部", Office), ("统战部", Office), ("组织部", Office), ("保障部", Office), ("后勤部", Office), ("武装部", Office),
    ("办公室", Office), ("政务服务", Office), ("便民服务中心", Office), ("党群服务中心", Office), ("operations center", Office),
    ("public health", Office), ("human services", Office), ("mental hygiene", Office), ("borough", Office), ("police", Office), ("fema", Office),
    ("district", Office), ("county", Office), ("authority", Office), ("ministry", Office), ("prefecture", Office), ("department of", Office),
    ("红十字会", Organisation), ("慈善", Organisation), ("基金会", Organisation), ("公司", Organisation), ("集团", Organisation), ("协会", Organisation),
    ("商会", Organisation), ("学会", Organisation), ("学校", Organisation), ("大学", Organisation), ("学院", Organisation), ("中学", Organisation),
    ("小学", Organisation), ("总会", Organisation), ("联合会", Organisation), ("工会", Organisation), ("共青团", Organisation), ("妇联", Organisation),
    ("研究所", Organisation), ("研究院", Organisation), ("血液中心", Organisation), ("血站", Organisation), ("福利院", Organisation),
    ("养老院", Organisation), ("敬老院", Organisation), ("志愿", Organisation), ("火车站", Organisation), ("车站", Organisation), ("机场", Organisation),
    ("银行", Organisation), ("酒店", Organisation), ("厂", Organisation), ("部队", Organisation),
    ("red cross", Organisation), ("charity", Organisation), ("foundation", Organisation), ("company", Organisation), ("co.", Organisation),
    ("ltd", Organisation), ("association", Organisation), ("university", Organisation), ("school", Organisation), ("society", Organisation),
    ("校区", Organisation), ("公益", Organisation), ("社会工作服务中心", Organisation), ("工商联", Organisation), ("残联", Organisation),
    ("殡仪馆", Organisation), ("图书馆", Organisation), ("体育馆", Organisation), ("宾馆", Organisation), ("日报", Organisation),
    ("电视台", Organisation), ("超市", Organisation), ("商场", Organisation), ("药房", Organisation), ("药店", Organisation),
    ("幼儿园", Organisation), ("俱乐部", Organisation), ("项目部", Organisation), ("科学院", Organisation), ("organization", Organisation),
    ("organisation", Organisation), ("world vision", Organisation), ("salvation army", Organisation), ("food bank", Organisation),
    ("unicef", Organisation), ("without borders", Organisation), ("rotary", Organisation), ("shelter", Organisation), ("on wheels", Organisation),
    ("llc", Organisation), ("college", Organisation), ("church", Organisation),
    ("volunteers", Organisation), ("station", Organisation), ("nursing home", Organisation), ("inc.", Organisation),
];

/// Words that say it only at the end of a name.
#[rustfmt::skip]
const ENDINGS: &[(&str, BodyKind)] = &[
    ("区", Office), ("市", Office), ("县", Office), ("省", Office), ("州", Office), ("镇", Office), ("乡", Office), ("村", Office), ("街道", Office),
    ("街", Office), ("社区", Office), ("局", Office), ("委", Office), ("厅", Office), ("办", Office), ("处", Office), ("所", Office),
    ("病区", Hospital), ("妇幼", Hospital), ("general", Hospital), ("health", Hospital), ("of health", Office), ("department", Office),
    ("region", Office), ("province", Office), ("石化", Organisation), ("relief", Organisation), ("有限", Organisation),
    ("city", Office), ("town", Office), ("office", Office), ("council", Office),
    ("会", Organisation), ("社", Organisation), ("站", Organisation), ("团", Organisation),
];

/// Words that are the end of a name and never a whole one.
#[rustfmt::skip]
const BARE: &[&str] = &[
    "医院", "总医院", "中心医院", "人民医院", "中医院", "中医医院", "卫生院", "中心卫生院", "妇幼保健院", "卫生服务中心", "社区卫生服务中心", "服务中心",
    "委员会", "卫生健康委员会", "管委会", "管理委员会", "指挥部", "办事处", "街道办事处", "有限公司", "有限责任公司", "公司", "疾控中心", "疾病预防控制中心",
    "中心", "分院", "院区", "东院区", "西院区", "医疗队", "援鄂医疗队", "红十字会", "慈善总会", "hospital", "clinic", "centre", "center", "ltd", "co., ltd",
];

/// Words after which a name goes on.
const OPEN: &[&str] = &[
    "附属", "直属", "下属", "-", "、", "&", "·", "(", "（", " of", " and", " the",
];

/// Whether the second text is the rest of a name that the first begins.
pub(super) fn continues(first: &str, second: &str) -> bool {
    !first.is_empty() && (is_open(first) || is_rest(second))
}

/// Whether a name goes on after this text, whatever comes.
pub(super) fn is_open(text: &str) -> bool {
    let text = lower(text);
    let count = |open: [char; 2]| text.chars().filter(|c| open.contains(c)).count();
    count(['(', '（']) > count([')', '）']) || OPEN.iter().any(|word| text.ends_with(word))
}

/// Whether a text is the rest of a name, whatever stood before.
pub(super) fn is_rest(text: &str) -> bool {
    let text = lower(text);
    text.starts_with(['(', '（', ')', '）', '-']) || BARE.contains(&&*text)
}

/// In lower case; at once where nothing has a case.
fn lower(text: &str) -> Cow<'_, str> {
    let caseless = |c: char| matches!(c, ' '..='@' | '['..='~' | '\u{4e00}'..='\u{9fff}');
    if text.chars().all(caseless) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// Two parts of one name put together: with a space only between Latin words.
pub(super) fn joined(first: &str, second: &str) -> String {
    let latin =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.'));
    let gap = if latin(first.chars().next_back()) && latin(second.chars().next()) {
        " "
    } else {
        ""
    };
    format!("{first}{gap}{second}")
}

/// Whether a line below a name is another name: both are whole ones. 武汉大学 above 中南医院 is one.
fn is_another(name: &str, line: &str) -> bool {
    const WHOLE: [&str; 8] = [
        "医院",
        "卫生院",
        "卫健委",
        "卫健局",
        "委员会",
        "指挥部",
        "红十字会",
        "疾控中心",
    ];
    const PART: [&str; 3] = ["院区", "分院", "科"];
    let ends = |text: &str, words: &[&str]| words.iter().any(|word| text.ends_with(word));
    let goes_on = is_rest(line) || line.starts_with("附属") || ends(line, &PART);
    ends(name, &WHOLE) && !goes_on && ends_as_body(line)
}

/// A name as it is compared: spaces between Han characters and around brackets do not count.
pub(super) fn name(text: &str) -> String {
    if !text.contains(char::is_whitespace) {
        return text.to_owned();
    }
    let lines = text
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let one_line = lines.fold(String::new(), |name, line| {
        if name.is_empty() {
            line.to_owned()
        } else if is_another(&name, line) {
            format!("{name}、{line}")
        } else {
            joined(&name, line)
        }
    });
    let mut name = String::new();
    let mut words = one_line.split_whitespace();
    if let Some(first) = words.next() {
        name.push_str(first);
    }
    words.fold(name, |name, word| joined(&name, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_cue_of_a_name_says_what_it_is() {
        for (name, kind) in [
            ("武汉市红十字会医院", Hospital),
            ("团凤县红十字会", Organisation),
            ("武汉弘济骨科医院有限公司", Hospital),
            ("中部战区武汉总医院输血科", Hospital),
            ("武汉市东西湖区走马岭街中心卫生院", Hospital),
            ("武汉市桥口区汉正街社区卫生服务中心", Hospital),
            ("省人民东院", Hospital),
            ("武汉市精卫中心", Hospital),
            ("武汉大学医院", Hospital),
            (
                "武汉大学人民医院东院区-新疆援鄂医疗队",
                BodyKind::MedicalTeam,
            ),
            ("上海中医医院医疗队", BodyKind::MedicalTeam),
            ("临空港开发区（东西湖区）", Office),
            ("市执法总队、市卫健委", Office),
            ("市卫健委、市红十字会医院", BodyKind::Other),
            ("同济医院光谷、中法院区", Hospital),
            ("荆门市卫生健康委员会", Office),
            ("武汉市疾控中心", Office),
            ("西马街街道办事处", Office),
            ("徐家棚社区", Office),
            ("武汉铁路局", Office),
            ("武昌慈善总会", Organisation),
            ("武汉市公共交通集团有限责任公司", Organisation),
            ("武汉血液中心", Organisation),
            ("湖北省妇幼保健院", Hospital),
            ("Wuhan Red Cross Hospital", Hospital),
            ("Hubei Red Cross", Organisation),
            ("Provincial CDC", Office),
            ("individual-3", BodyKind::Other),
            ("省妇幼", Hospital),
            ("江岸区后湖街社区卫生服务站", Hospital),
            ("黄石市妇幼保健计划生育服务中心", Hospital),
            ("宜昌市第三人民医院隔离病区", Hospital),
            ("武漢市第一醫院", Hospital),
            ("Massachusetts General", Hospital),
            ("NYU Langone Health", Hospital),
            ("武漢市衛生健康委員會", Office),
            ("武汉海关", Office),
            ("武汉市委宣传部", Office),
            ("NYC Department of Health and Mental Hygiene", Office),
            ("Public Health England", Office),
            ("蓝天救援队", Organisation),
            ("共青团武汉市委", Organisation),
            ("中铁十一局", Organisation),
            ("武汉理工大学余家头校区", Organisation),
            ("武汉中百仓储超市", Organisation),
            ("World Health Organization", Organisation),
            ("国家紧急医学救援队", BodyKind::MedicalTeam),
            ("吉林省支援武汉护理队", BodyKind::MedicalTeam),
            ("国家卫健委专家组", BodyKind::MedicalTeam),
        ] {
            assert_eq!(BodyKind::of(name), kind, "{name}");
        }
    }

    #[test]
    fn the_rest_of_a_name_is_told_from_the_next_name() {
        for (first, second) in [
            ("华中科技大学同济医学院附属", "协和医院"),
            ("武汉市金银潭", "医院"),
            ("临空港开发区（东西", "湖区）"),
            ("临空港开发区", "（东西湖区）"),
            ("武汉大学人民医院东院区-", "新疆援鄂医疗队"),
            ("Union Hospital of", "Wuhan"),
        ] {
            assert!(continues(first, second), "{first} {second}");
        }
        for (first, second) in [
            ("武汉市第一医院", "武汉市第三医院"),
            ("蔡甸区", "东湖风景区"),
            ("", "医院"),
        ] {
            assert!(!continues(first, second), "{first} {second}");
        }
        assert_eq!(name("武汉 市\n中心医院"), "武汉市中心医院");
        for (cell, one) in [
            ("甲县人民医院\n乙县人民医院", "甲县人民医院、乙县人民医院"),
            ("市卫健委\n市第一医院", "市卫健委、市第一医院"),
            ("武汉大学\n中南医院", "武汉大学中南医院"),
            ("同济医学院\n附属协和医院", "同济医学院附属协和医院"),
            ("武汉市中心医院\n后湖院区", "武汉市中心医院后湖院区"),
            ("武汉市红十字会\n医院", "武汉市红十字会医院"),
        ] {
            assert_eq!(name(cell), one);
        }
        assert_eq!(BodyKind::of(&name("市卫健委\n市第一医院")), BodyKind::Other);
        assert_eq!(name("Union  Hospital\nWuhan"), "Union Hospital Wuhan");
    }
}
