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
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let trimmed = text.trim();
    if is_plain(trimmed) {
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

/// Whether a text surely stays as it is: ASCII and Chinese, as most cells, and nothing to trim.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    let trimmed = !ends.iter().flatten().any(|b| matches!(b, b' ' | b'\n'));
    trimmed && has_only(bytes, |b| matches!(b, b' '..=b'~' | b'\n'))
}

/// Whether a text is its own [`key`]: plain, without spaces and capitals.
#[must_use]
pub fn is_key(text: &str) -> bool {
    let small = |b| matches!(b, b'!'..=b'@' | b'['..=b'~');
    has_only(text.as_bytes(), small)
}

/// Whether text has only these bytes below 0x80, and beyond them only the Chinese of U+4E00 to U+9FFF.
fn has_only(text: &[u8], is_small: impl Fn(u8) -> bool) -> bool {
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        let rest = match byte {
            0xe5..=0xe9 => bytes.nth(1).is_some(),
            0xe4 => bytes.next() >= Some(&0xb8) && bytes.next().is_some(),
            small => is_small(*small),
        };
        if !rest {
            return false;
        }
    }
    true
}

fn half_width(c: char) -> Option<char> {
    const SHIFT: u32 = 0xff01 - 0x21;
    u32::from(c).checked_sub(SHIFT).and_then(char::from_u32)
}

/// Whether a plain text says that nothing is stated.
#[must_use]
pub fn is_not_stated(plain: &str) -> bool {
    // None is longer than three characters of Chinese, and few texts begin as these do.
    let begins = plain.bytes().next();
    plain.len() <= "未公布".len()
        && begins
            .is_none_or(|b| matches!(b, b'-' | b'/' | b'\\' | b'n' | b'N' | 0xe2 | 0xe4 | 0xe6))
        && NOT_STATED
            .iter()
            .any(|mark| plain.eq_ignore_ascii_case(mark))
}

/// The same as [`key`], at once where a text is its own.
#[must_use]
pub fn keyed(text: &str) -> Cow<'_, str> {
    if is_key(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(key(text))
    }
}

/// The form in which names of columns and sheets are compared: plain, lower case, without any spaces.
#[must_use]
pub fn key(text: &str) -> String {
    let plain = plain(text);
    let letters = plain.chars().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether two texts have the same [`key`]: most have not, and say so at once.
#[must_use]
pub fn same_key(one: &str, other: &str) -> bool {
    if is_key(one) && is_key(other) {
        one == other
    } else {
        key(one) == key(other)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_quick_look_decides_as_a_long_one(text in "[a-zA-Z0-9 \\n\t\u{3000}Ａａ一龥鿿丿\u{4dff}\u{a000}é\u{200b}-]{0,6}") {
            let is_so = |c: char| matches!(c, ' '..='~' | '\n' | '\u{4e00}'..='\u{9fff}');
            prop_assert_eq!(is_plain(&text), text.trim() == text && text.chars().all(is_so));
            if is_key(&text) {
                prop_assert_eq!(key(&text), &*text);
            }
            let once = plain(&text);
            prop_assert_eq!(plain(&once), &*once);
        }
    }

    #[test]
    fn what_cannot_be_seen_does_not_count() {
        assert_eq!(plain("\u{feff} 武汉\u{200b}市\u{a0}"), "武汉市");
        assert_eq!(plain("１，２００（只）"), "1,200(只)");
        assert_eq!(plain("a\r\nb"), "a\nb");
        assert_eq!(plain("  x "), "x");
        assert_eq!(key(" 当日捐款\u{3000}万元"), "当日捐款万元");
        assert!(is_not_stated(&plain("\u{200b}")));
        assert!(is_not_stated("N/A"));
        for mark in NOT_STATED {
            assert!(is_not_stated(mark), "{mark}");
        }
        assert!(!is_not_stated("0"));
    }
}
