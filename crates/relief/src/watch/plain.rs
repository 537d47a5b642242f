//! A cell as it is meant: without what cannot be seen, in half width.

use std::borrow::Cow;

/// What published sheets write where they state nothing: 无, 未公布, 未说明, 不详 and their English.
const NOT_STATED: [&str; 12] = [
    "",
    "-",
    "--",
    "—",
    "/",
    "\\",
    "无",
    "未公布",
    "未说明",
    "不详",
    "n/a",
    "na",
];

/// Whether a character takes no room: zero-width spaces and joiners, direction marks, the byte order mark, the soft
/// hyphen, and controls other than line breaks and tabs.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    ) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// The text trimmed and without invisible characters; special spaces become plain ones, full-width ASCII half-width.
/// Line breaks inside stay.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.chars().all(is_plain) {
        return Cow::Borrowed(trimmed);
    }
    let plain: String = trimmed
        .chars()
        .filter(|c| !is_invisible(*c))
        .filter_map(|c| match c {
            '\r' => None,
            '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(' '),
            '\u{2028}' | '\u{2029}' => Some('\n'),
            '\u{ff01}'..='\u{ff5e}' => half_width(c),
            _ => Some(c),
        })
        .collect();
    Cow::Owned(plain.trim().to_owned())
}

/// Characters that surely stay as they are: most cells have no others.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\u{4e00}'..='\u{9fff}')
}

fn half_width(c: char) -> Option<char> {
    const SHIFT: u32 = 0xff01 - 0x21;
    u32::from(c).checked_sub(SHIFT).and_then(char::from_u32)
}

/// Whether a plain text says that nothing is stated.
#[must_use]
pub fn is_not_stated(plain: &str) -> bool {
    // None is longer than three characters of Chinese.
    plain.len() <= "未公布".len()
        && NOT_STATED
            .iter()
            .any(|mark| plain.eq_ignore_ascii_case(mark))
}

/// The form in which names of columns and sheets are compared: plain, lower case, without any spaces.
#[must_use]
pub fn key(text: &str) -> String {
    let plain = plain(text);
    let letters = plain.chars().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_does_not_count() {
        assert_eq!(plain("\u{feff} 武汉\u{200b}市\u{a0}"), "武汉市");
        assert_eq!(plain("１，２００（只）"), "1,200(只)");
        assert_eq!(plain("a\r\nb"), "a\nb");
        assert_eq!(plain("  x "), "x");
        assert_eq!(key(" 当日捐款\u{3000}万元"), "当日捐款万元");
        assert!(is_not_stated(&plain("\u{200b}")));
        assert!(is_not_stated("N/A"));
        assert!(!is_not_stated("0"));
    }
}
