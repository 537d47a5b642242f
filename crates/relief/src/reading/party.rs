//! Who needs the goods: names of hospitals and the like.

use std::ops::Range;
use std::sync::LazyLock;

use super::number::is_han_numeral;
use super::text::{Phrases, Text, is_han};
use super::token::{Kind, Token};

/// Longest name taken, in characters before the word that says what it is.
const NAME_CHARS_MAX: usize = 24;

/// What a Chinese name of a recipient ends with; the longest first where one ends another.
#[rustfmt::skip]
const HAN_ENDINGS: &[&str] = &[
    "社区卫生服务中心", "卫生服务中心", "妇幼保健院", "卫生健康委员会", "疾病预防控制中心", "疾控中心", "急救中心", "医疗中心", "卫生院", "保健院", "医院", "卫健委", "卫健局", "卫生局",
    "卫生室", "卫生所", "门诊部", "诊所", "养老院", "福利院", "敬老院", "派出所", "公安局", "交警大队", "指挥部", "居委会", "村委会", "街道办", "红十字会", "慈善总会", "血站", "监狱",
    "方舱医院", "方舱", "隔离点", "养护院", "疗养院", "救治中心", "血液中心", "卫生服务站", "中心校", "消防大队", "环卫局", "防控中心", "二院", "三院", "四院", "五院", "六院", "七院", "八院", "九院", "一院", "十院", "中医院",
];
/// What may stand before a name and is no part of it.
#[rustfmt::skip]
const HAN_BEFORE: &[&str] = &[
    "我们这里是", "我们这边是", "我们是", "这里是", "这边是", "以下是", "以下为", "以上是", "以上为", "我是", "我在", "来自", "收货地址", "收货单位", "接收单位", "接受单位", "受捐单位", "受援单位", "收件地址", "医院名称", "单位名称", "收货人", "收件人",
    "地址", "单位", "医院", "代", "帮", "替", "为", "给", "向", "由", "在", "到", "寄往", "发往", "送往", "运往", "寄到", "发到", "送到", "寄给", "发给", "支援", "位于", "请", "的", "是", "了", "和", "与", "及", "致",
    "今天", "今日", "昨天", "昨日", "上午", "下午", "中午", "晚上", "早上", "凌晨", "刚刚", "刚才", "目前", "现在", "紧急", "名称", "各位", "大家好", "你好", "您好", "关于", "以及", "还有", "其中", "包括", "最新", "更新", "再次", "对", "从", "于", "把", "往", "发", "寄", "送", "朋友", "同学", "老家", "我们", "咱们", "我",
];
/// What no name holds: what stands behind the last of these may be one.
#[rustfmt::skip]
const HAN_NEVER: &[&str] = &[
    "不要", "别再", "再往", "能否", "可以", "怎么", "什么", "没有", "需要", "已经", "每天", "大家", "你们", "他们", "这个", "那个", "因为", "所以", "但是", "如果", "正在", "帮忙",
    "帮助", "问下", "问一下", "物资", "捐给", "运到", "运去", "送去", "寄去", "先给", "一下", "直接", "准备", "是",
];
/// Names that could be any.
#[rustfmt::skip]
const HAN_ANY: &[&str] = &["", "我", "本", "贵", "该", "各", "县", "市", "区", "镇", "乡", "省", "一线", "定点", "多家", "几家", "全市", "各大", "这家", "那家", "哪家", "附近", "大", "小", "各个", "其他", "别的", "武汉各", "湖北各", "各县", "各市", "发热", "社区", "方舱", "不少", "很多", "去", "当地", "我县", "我市", "前线", "所有", "一个", "家"];
const EN_FACILITIES: &[&str] = &[
    "urgent care",
    "medical center",
    "medical centre",
    "nursing home",
    "care home",
    "health center",
    "health centre",
    "care center",
    "care centre",
    "fire department",
    "fire station",
    "health clinic",
    "community clinic",
    "health system",
    "rehab center",
    "senior living",
    "general",
    "hospital",
    "clinic",
    "infirmary",
    "hospice",
    "shelter",
    "pharmacy",
    "surgery",
    "dialysis",
    "memorial",
    "health",
    "rehab",
    "ems",
    "pediatrics",
];
const EN_NOT_NAMES: &[&str] = &[
    "Need", "Needs", "Needed", "We", "Our", "The", "At", "For", "Hi", "Hello", "Urgent", "Please",
    "ISO", "Update", "From", "To", "In", "Any", "Local", "A", "An", "This", "My", "Their", "Here",
    "Still", "Also", "And", "Us", "URGENT", "NEED", "PPE", "N95", "Contact", "Deliver", "Attn",
    "Rural",
];

static ENDINGS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(HAN_ENDINGS));

/// A recipient found in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    /// Characters of the name.
    pub span: Range<usize>,
}

/// All recipients named, in the order of the text.
pub(super) fn recipients(text: &Text, tokens: &[Token]) -> Vec<Found> {
    let mut found = han_recipients(text, tokens);
    found.extend(english_recipients(text));
    found.sort_by_key(|recipient| recipient.span.start);
    found.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    found
}

/// Tokens with the names of recipients understood: a number in a name is no amount.
pub(super) fn named(mut tokens: Vec<Token>, recipients: &[Found]) -> Vec<Token> {
    for token in &mut tokens {
        let inside = |found: &Found| {
            found.span.start <= token.span.start && token.span.end <= found.span.end
        };
        if !matches!(token.kind, Kind::Break(_)) && recipients.iter().any(inside) {
            token.kind = Kind::Noise;
        }
    }
    tokens
}

fn han_recipients(text: &Text, tokens: &[Token]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(width) = ENDINGS.longest_at(text, at) else {
            at += 1;
            continue;
        };
        let end = campus_end(text, at + width);
        let numbered = width == 2 && text.at(at).is_some_and(is_han_numeral);
        let start = han_start(text, tokens, at);
        let named: String = text.folded.get(start..at).unwrap_or(&[]).iter().collect();
        let (start, name) = without_talk(start, &named);
        let (start, name) = strip_before(start, name);
        let long_enough = if numbered {
            name.chars().count() >= 1
        } else {
            !HAN_ANY.contains(&name.as_str())
        };
        let joined_on = text.at(end).is_some_and(|c| matches!(c, '校'))
            || text.has(at, "医院") && text.has(at + 2, "管理");
        if long_enough && !joined_on && name != "第" {
            found.push(Found { span: start..end });
        }
        at = end;
    }
    found
}

/// 光谷院区, 东院: the campus belongs to the name.
fn campus_end(text: &Text, end: usize) -> usize {
    const CAMPUS_CHARS_MAX: usize = 5;
    let tail = text
        .rest(end)
        .iter()
        .take(CAMPUS_CHARS_MAX)
        .take_while(|c| is_han(**c));
    let width = tail.count();
    (1..=width)
        .filter(|length| text.has(end + length, "院区") || text.has(end + length, "分院"))
        .map(|length| end + length + 2)
        .next()
        .unwrap_or(end)
}

/// Where the Han characters and digits before a position begin, stopping at anything understood.
fn han_start(text: &Text, tokens: &[Token], at: usize) -> usize {
    let floor = at.saturating_sub(NAME_CHARS_MAX);
    let wall = tokens
        .iter()
        .filter(|token| token.span.end <= at && ends_name(text, token))
        .map(|token| token.span.end)
        .max()
        .unwrap_or(0);
    let mut start = at;
    while start > floor.max(wall)
        && text
            .before(start)
            .is_some_and(|c| is_han(c) || c.is_ascii_digit())
    {
        start -= 1;
    }
    start
}

/// Goods, counters and cues end a name; numbers such as 第三 do not. A cue of one character may be part
/// of a name.
fn ends_name(text: &Text, token: &Token) -> bool {
    match &token.kind {
        Kind::Word | Kind::Noise | Kind::People | Kind::Break(_) | Kind::Holding | Kind::Per => {
            false
        }
        Kind::Number(_) => text.at(token.span.end).is_none_or(|c| !is_han(c)),
        _ => true,
    }
}

/// 请大家不要再往某医院: the name behind the talk, and where it starts.
fn without_talk(start: usize, name: &str) -> (usize, &str) {
    let ends = HAN_NEVER.iter();
    let end = ends.filter_map(|word| Some(name.rfind(word)? + word.len()));
    let cut = end.max().unwrap_or(0);
    let (talk, rest) = name.split_at_checked(cut).unwrap_or(("", name));
    (start + talk.chars().count(), rest)
}

fn strip_before(start: usize, name: &str) -> (usize, String) {
    let mut start = start;
    let mut name = name;
    while let Some(word) = HAN_BEFORE.iter().find(|word| name.starts_with(**word)) {
        start += word.chars().count();
        name = name.get(word.len()..).unwrap_or("");
    }
    (start, name.to_owned())
}

/// A Latin word as written.
pub(super) struct Word {
    pub span: Range<usize>,
    pub text: String,
}

pub(super) fn words(text: &Text) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let in_word = |c: &char| c.is_alphabetic() && !is_han(*c) || matches!(c, '\'' | '’' | '&');
        let letters = text
            .written
            .get(at..)
            .unwrap_or(&[])
            .iter()
            .take_while(|c| in_word(c));
        let end = at + letters.count();
        if end > at {
            let span = at..end;
            words.push(Word {
                text: text.slice(&span).to_owned(),
                span,
            });
        }
        at = end.max(at + 1);
    }
    words
}

pub(super) fn is_capitalised(word: &Word) -> bool {
    word.text.chars().next().is_some_and(char::is_uppercase)
        && !EN_NOT_NAMES.contains(&word.text.as_str())
}

/// Whether two words belong to one name: only a space, or the full stop of "St." between them.
pub(super) fn touches(text: &Text, left: &Word, right: &Word) -> bool {
    let between: String = text
        .folded
        .get(left.span.end..right.span.start)
        .unwrap_or(&[])
        .iter()
        .collect();
    between == " " || (between == ". " && left.text.chars().count() <= 3) || between == "-"
}

fn english_recipients(text: &Text) -> Vec<Found> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(facility) = EN_FACILITIES
            .iter()
            .find(|facility| text.has(word.span.start, facility))
        else {
            continue;
        };
        let Some(start) = english_start(text, &words, at) else {
            continue;
        };
        let mut end = word.span.start + facility.chars().count();
        while let Some(more) = next_facility(text, end) {
            end = more;
        }
        end = of_name_end(text, &words, end);
        found.push(Found { span: start..end });
    }
    found.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    found
}

/// "General Hospital", "Memorial Medical Center": words of the kind may follow one another.
fn next_facility(text: &Text, end: usize) -> Option<usize> {
    let next = text.skip_spaces(end);
    let facility = EN_FACILITIES
        .iter()
        .find(|facility| text.has(next, facility))?;
    (next == end + 1).then_some(next + facility.chars().count())
}

fn english_start(text: &Text, words: &[Word], at: usize) -> Option<usize> {
    let mut start = None;
    let mut right = words.get(at)?;
    for word in words.get(..at)?.iter().rev() {
        let connects = matches!(word.text.as_str(), "of" | "de" | "&" | "la");
        if !touches(text, word, right) || !(is_capitalised(word) || connects && start.is_some()) {
            break;
        }
        if is_capitalised(word) {
            start = Some(word.span.start);
        }
        right = word;
    }
    start
}

/// "University Hospital of Leeds".
fn of_name_end(text: &Text, words: &[Word], end: usize) -> usize {
    let mut rest = words.iter().filter(|word| word.span.start > end);
    let (Some(of), Some(name)) = (rest.next(), rest.next()) else {
        return end;
    };
    let joined = of.text == "of"
        && of.span.start == end + 1
        && touches(text, of, name)
        && is_capitalised(name);
    if joined { name.span.end } else { end }
}

/// Whether a gift is for the one named here: 捐给某医院, "for Oak Hill Hospital".
pub(super) fn is_given_to(text: &Text, found: &Found) -> bool {
    const HAN: [&str; 10] = [
        "给", "捐往", "寄往", "送往", "送到", "寄到", "支援", "援助", "驰援", "捐赠",
    ];
    let start = found.span.start;
    let stands = |word: &str, gap: usize| {
        let at = start.checked_sub(word.chars().count() + gap);
        at.is_some_and(|at| text.has(at, word))
    };
    HAN.iter().any(|word| stands(word, 0))
        || ["to", "for"]
            .iter()
            .any(|word| stands(word, 1) || stands(&format!("{word} the"), 1))
}
