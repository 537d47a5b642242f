//! Folding of written text, so that one alias matches however a person typed it.

/// One character folded: full-width forms become half-width, ASCII letters lower case, the traditional
/// characters met in lists of supplies and in place names become their simplified forms. One character
/// gives one character, so positions in the folded text are positions in the original.
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '\u{ff01}'..='\u{ff5e}' => half_width(c).to_ascii_lowercase(),
        '﹣' | '–' | '—' | '−' | '‐' | '‑' => '-',
        '〜' | '∼' => '~',
        '\u{4e00}'..='\u{9fff}' => simplified(c),
        _ => c.to_ascii_lowercase(),
    }
}

/// Folded text with spaces and hyphens left out: the form in which short names are compared.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.chars()
        .map(fold)
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect()
}

/// A text folded where it has one of these characters, and as it is where it has none: looking for a few is quicker than
/// folding all.
#[must_use]
pub fn fold_with(text: String, marks: &[char]) -> String {
    if text.contains(marks) {
        text.chars().map(fold).collect()
    } else {
        text
    }
}

fn half_width(c: char) -> char {
    const SHIFT: u32 = 0xff01 - 0x21;
    u32::from(c)
        .checked_sub(SHIFT)
        .and_then(char::from_u32)
        .unwrap_or(c)
}

fn simplified(c: char) -> char {
    PAIRS
        .iter()
        .find(|(traditional, _)| *traditional == c)
        .map_or(c, |(_, simple)| *simple)
}

/// Traditional and variant characters that occur in names of goods, counters, offers and places.
#[rustfmt::skip]
const PAIRS: &[(char, char)] = &[
    ('個', '个'), ('箇', '个'), ('萬', '万'), ('億', '亿'), ('兩', '两'), ('雙', '双'), ('隻', '只'), ('張', '张'),
    ('護', '护'), ('鏡', '镜'), ('離', '离'), ('醫', '医'), ('療', '疗'), ('術', '术'), ('膠', '胶'),
    ('溫', '温'), ('計', '计'), ('檢', '检'), ('測', '测'), ('儀', '仪'), ('機', '机'), ('氣', '气'), ('製', '制'),
    ('霧', '雾'), ('紅', '红'), ('線', '线'), ('車', '车'), ('過', '过'), ('頭', '头'), ('帶', '带'),
    ('類', '类'), ('電', '电'), ('話', '话'), ('聯', '联'), ('繫', '系'), ('係', '系'), ('號', '号'), ('樓', '楼'),
    ('縣', '县'), ('區', '区'), ('鎮', '镇'), ('鄉', '乡'), ('國', '国'), ('灣', '湾'), ('門', '门'), ('陽', '阳'),
    ('漢', '汉'), ('黃', '黄'), ('岡', '冈'), ('鹹', '咸'), ('寧', '宁'), ('濱', '滨'), ('廣', '广'), ('東', '东'),
    ('瀋', '沈'), ('濟', '济'), ('蘇', '苏'), ('蘭', '兰'), ('貴', '贵'), ('雲', '云'), ('遼', '辽'), ('龍', '龙'),
    ('慶', '庆'), ('陝', '陕'), ('長', '长'), ('鄭', '郑'), ('開', '开'), ('順', '顺'), ('豐', '丰'), ('麗', '丽'),
    ('僅', '仅'), ('餘', '余'), ('庫', '库'), ('現', '现'), ('還', '还'), ('購', '购'), ('買', '买'),
    ('賣', '卖'), ('價', '价'), ('錢', '钱'), ('圓', '元'), ('訂', '订'), ('廠', '厂'), ('貨', '货'), ('運', '运'),
    ('贈', '赠'), ('給', '给'), ('領', '领'), ('補', '补'), ('發', '发'), ('達', '达'), ('簽', '签'),
    ('務', '务'), ('員', '员'), ('師', '师'), ('們', '们'), ('請', '请'), ('謝', '谢'), ('關', '关'), ('滿', '满'),
    ('約', '约'), ('內', '内'), ('條', '条'), ('臺', '台'), ('檯', '台'), ('盤', '盘'), ('數', '数'),
    ('無', '无'), ('緊', '紧'), ('極', '极'), ('為', '为'), ('與', '与'), ('對', '对'), ('後', '后'), ('來', '来'),
    ('將', '将'), ('應', '应'), ('該', '该'), ('誰', '谁'), ('轉', '转'), ('資', '资'), ('單', '单'),
    ('陸', '陆'), ('貳', '贰'), ('參', '叁'), ('週', '周'), ('點', '点'), ('時', '时'), ('這', '这'), ('裡', '里'),
    ('潔', '洁'), ('漿', '浆'), ('瀉', '泻'), ('藥', '药'), ('凈', '净'), ('淨', '净'), ('殺', '杀'),
    ('間', '间'), ('麼', '么'), ('嗎', '吗'), ('歲', '岁'), ('環', '环'), ('衛', '卫'), ('婦', '妇'), ('產', '产'),
    ('稱', '称'), ('規', '规'), ('備', '备'), ('註', '注'), ('總', '总'), ('損', '损'), ('構', '构'), ('學', '学'), ('會', '会'),
    ('團', '团'), ('隊', '队'), ('協', '协'), ('辦', '办'), ('廳', '厅'), ('業', '业'), ('館', '馆'), ('診', '诊'), ('額', '额'),
    ('懸', '悬'), ('眾', '众'), ('處', '处'), ('幾', '几'), ('盡', '尽'), ('標', '标'), ('準', '准'), ('級', '级'),
];

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_traditional_become_plain() {
        let folded: String = "Ｎ９５口罩５００個，防護服（２０套）"
            .chars()
            .map(fold)
            .collect();
        assert_eq!(folded, "n95口罩500个,防护服(20套)");
    }

    #[test]
    fn squeezing_drops_spaces_and_hyphens() {
        assert_eq!(squeeze(" N-95　Mask "), "n95mask");
    }
}
