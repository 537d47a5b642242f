//! The day that a title names for all lines of its list: 2月3日物资发放表.

use super::super::day::{self, Written};

/// Beside a day: when the list was made or made known, which is no day of its lines.
const OF_THE_LIST: [&str; 9] = [
    "公布", "发布", "公示", "公告", "制表", "填表", "填报", "更新", "打印",
];
/// Before a day: the lines are of the days up to it, or from it on.
const BEFORE_A_SPAN: [&str; 6] = ["截至", "截止", "至", "到", "自", "从"];
/// Behind one.
const BEHIND_A_SPAN: [&str; 9] = ["至", "到", "起", "止", "以", "之", "前", "~", "—"];

/// The day as written, where the title names exactly one and the lines are of that day: not 截至2月3日, not 2月1日至3日.
pub(super) fn day(title: &str) -> Option<&str> {
    if title.contains("累计") {
        return None;
    }
    let mut found: Option<(&str, Written)> = None;
    for Part {
        before,
        text,
        behind,
    } in parts(title).filter(Part::is_dated)
    {
        let before = before.trim_end_matches(['日', '期', '时', '间', ':', ' ', '于']);
        let behind = behind.trim_start();
        let after = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
        let ahead_of = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
        if after(&OF_THE_LIST) || ahead_of(&OF_THE_LIST) {
            continue;
        }
        let spans = after(&BEFORE_A_SPAN) || ahead_of(&BEHIND_A_SPAN);
        // 3日 behind 2月1日 ends a span; 2月 is a month.
        let read = day::read(text).filter(|_| !spans)?;
        if found.is_some_and(|(_, first)| first != read) {
            return None;
        }
        found = Some((text, read));
    }
    found.map(|(text, _)| text)
}

/// Digits of a title with what joins them to a day.
struct Part<'t> {
    before: &'t str,
    text: &'t str,
    behind: &'t str,
}

impl Part<'_> {
    /// Whether it is a day or a piece of one, and no other number.
    fn is_dated(&self) -> bool {
        let has_year = |day: Written| day.year.is_some();
        let begins = self.text.starts_with(|c: char| c.is_ascii_digit());
        begins && self.text.contains(['月', '日']) || day::read(self.text).is_some_and(has_year)
    }
}

fn parts(title: &str) -> impl Iterator<Item = Part<'_>> {
    let joins =
        |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '号' | '-' | '/' | '.');
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + title.get(at..)?.find(joins)?;
        let (before, rest) = title.split_at_checked(from)?;
        let end = rest.find(|c| !joins(c)).unwrap_or(rest.len());
        at = from + end;
        let (text, behind) = rest.split_at_checked(end)?;
        Some(Part {
            before,
            text,
            behind,
        })
    })
}
