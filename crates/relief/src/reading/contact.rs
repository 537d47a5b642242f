//! Ways to reach somebody: telephone numbers, addresses of mail, names in messengers.

use super::text::{Text, is_han};

/// How far back a word such as 电话 still speaks about a number.
const CUE_CHARS_BACK: usize = 8;
const PHONE_WORDS: [&str; 16] = [
    "电话", "手机", "热线", "座机", "拨打", "联系", "致电", "tel", "phone", "call", "text", "ph",
    "mobile", "cell", "fax", "hotline",
];
const MESSENGER_WORDS: [&str; 10] = [
    "微信号",
    "微信",
    "wechat id",
    "wechat",
    "vx",
    "qq群",
    "qq",
    "whatsapp",
    "telegram",
    "wx",
];

/// Where a way to reach somebody that starts here ends.
pub(super) fn contact_at(text: &Text, at: usize) -> Option<usize> {
    mail_or_page(text, at)
        .or_else(|| messenger_name(text, at))
        .or_else(|| phone(text, at))
}

fn mail_or_page(text: &Text, at: usize) -> Option<usize> {
    let name = |c: &char| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '.' | '_' | '-' | '+' | '@' | '/' | ':' | '?' | '=' | '&' | '%'
            )
    };
    if text.before(at).is_some_and(|c| name(&c)) || !text.at(at)?.is_ascii_alphanumeric() {
        return None;
    }
    let run: Vec<char> = text.rest(at).iter().copied().take_while(name).collect();
    let is_page = ["http://", "https://", "www."]
        .iter()
        .any(|scheme| run.iter().copied().take(scheme.len()).eq(scheme.chars()));
    let at_sign = run.iter().position(|c| *c == '@');
    let is_mail = at_sign
        .is_some_and(|sign| sign > 0 && run.get(sign..).is_some_and(|host| host.contains(&'.')));
    (is_page || is_mail).then_some(at + run.len())
}

/// 微信号：lily2020, QQ 1234567: the name that follows the messenger's.
fn messenger_name(text: &Text, at: usize) -> Option<usize> {
    let word = MESSENGER_WORDS.iter().find(|word| text.has(at, word))?;
    let mut start = at + word.chars().count();
    while text
        .at(start)
        .is_some_and(|c| matches!(c, ' ' | ':' | '同' | '号' | '是' | '也'))
    {
        start += 1;
    }
    let letters = text
        .rest(start)
        .iter()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let length = letters.count();
    let has_digit = text
        .rest(start)
        .iter()
        .take(length)
        .any(char::is_ascii_digit);
    (length >= 5 && has_digit).then_some(start + length)
}

fn phone(text: &Text, at: usize) -> Option<usize> {
    let first = text.at(at)?;
    let opens = first.is_ascii_digit()
        || (matches!(first, '+' | '(') && text.at(at + 1).is_some_and(|c| c.is_ascii_digit()));
    let inside = text
        .before(at)
        .is_some_and(|c| c.is_ascii_digit() || c == '.');
    if !opens || inside || is_serial(text, at) {
        return None;
    }
    let groups = groups_at(text, at);
    (1..=groups.len())
        .rev()
        .filter_map(|count| groups.get(..count))
        .find(|groups| is_phone(text, at, groups))
        .and_then(|groups| groups.last())
        .map(|group| group.end)
        .filter(|end| {
            !text
                .at(*end)
                .is_some_and(|c| matches!(c, '千' | '万' | 'k'))
        })
}

/// 快递单号SF1234567890, 批号20200115001: the number of a thing.
fn is_serial(text: &Text, at: usize) -> bool {
    const SERIAL_WORDS: [&str; 9] = [
        "单号",
        "运单",
        "订单",
        "编号",
        "批号",
        "证号",
        "注册号",
        "备案号",
        "tracking",
    ];
    let from = at.saturating_sub(CUE_CHARS_BACK);
    (from..at).any(|start| {
        SERIAL_WORDS.iter().any(|word| {
            let end = start + word.chars().count();
            let between = text.folded.get(end..at).unwrap_or(&[]);
            let joins = |c: &char| c.is_ascii_alphabetic() || matches!(c, ' ' | ':' | '号' | '#');
            end <= at && text.has(start, word) && between.iter().all(joins)
        })
    })
}

/// A run of digits inside a possible telephone number.
struct Group {
    digits: Vec<char>,
    end: usize,
    /// What stands before the group.
    joint: Option<char>,
}

fn groups_at(text: &Text, at: usize) -> Vec<Group> {
    const GROUPS_MAX: usize = 5;
    let mut groups = Vec::new();
    let mut start = at;
    let mut joint = None;
    while groups.len() < GROUPS_MAX {
        while text.at(start).is_some_and(|c| matches!(c, '(' | ')' | '+')) {
            joint = text.at(start);
            start += 1;
        }
        // After a closing bracket a space may follow: (419) 555-0134.
        if joint == Some(')') && text.at(start) == Some(' ') {
            start += 1;
        }
        let end = text.digits_end(start);
        if end == start {
            break;
        }
        let digits = text.rest(start).iter().copied().take(end - start).collect();
        groups.push(Group { digits, end, joint });
        joint = text.at(end);
        if !joint.is_some_and(|c| matches!(c, '-' | ' ' | ')' | '.')) {
            break;
        }
        start = if joint == Some(')') { end } else { end + 1 };
    }
    groups
}

fn is_phone(text: &Text, at: usize, groups: &[Group]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let total: usize = lengths.iter().sum();
    let digits: Vec<char> = groups
        .iter()
        .flat_map(|group| group.digits.iter().copied())
        .collect();
    let starts = |prefix: &str| digits.iter().copied().take(prefix.len()).eq(prefix.chars());
    let mobile =
        total == 11 && starts("1") && digits.get(1).is_some_and(|c| ('3'..='9').contains(c));
    match (lengths.as_slice(), text.at(at)) {
        (_, Some('+')) => (8..=15).contains(&total),
        ([11] | [3, 4, 4] | [3, 8] | [4, 7], _) if mobile => true,
        ([3 | 4, 7 | 8] | [3, 4, 4] | [4, 3 | 4, 4] | [5, 6] | [3, 3, 4] | [4, 3, 3], _)
            if starts("0") =>
        {
            true
        }
        ([10..=12], _) if starts("0") => true,
        ([2, 11] | [2, 3, 4, 4], _) if starts("86") => true,
        ([3, 3, 4] | [3, 7] | [10], _) if starts("400") || starts("800") => true,
        ([3, 3, 4], _) => true,
        ([3, 4], _) => is_local_number(text, at, groups),
        ([9..=20], _) => true,
        ([8], _) => !digits.ends_with(&['0', '0']) || follows_phone_word(text, at),
        ([5..=7], _) => follows_phone_word(text, at),
        _ => false,
    }
}

/// 555-0201 is a number to call; 500-1000 is a range.
fn is_local_number(text: &Text, at: usize, groups: &[Group]) -> bool {
    let Some(last) = groups.last().filter(|group| group.joint == Some('-')) else {
        return false;
    };
    let code = last.digits.first() == Some(&'0') || !last.digits.ends_with(&['0']);
    code || follows_phone_word(text, at)
}

/// Whether a word such as 电话 stands shortly before, with only a name or punctuation between.
fn follows_phone_word(text: &Text, at: usize) -> bool {
    let from = at.saturating_sub(CUE_CHARS_BACK);
    (from..at).any(|start| {
        PHONE_WORDS.iter().any(|word| {
            let end = start + word.chars().count();
            let between = text.folded.get(end..at).unwrap_or(&[]);
            end <= at
                && text.has(start, word)
                && between
                    .iter()
                    .all(|c| is_han(*c) || matches!(c, ' ' | ':' | '.' | ','))
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    fn is_contact(written: &str) -> bool {
        let text = Text::new(written, 200);
        (0..text.len()).any(|at| contact_at(&text, at).is_some())
    }

    #[test]
    fn ways_to_reach_somebody() {
        for written in [
            "13800000101",
            "138-0000-0101",
            "138 0000 0101",
            "+86 138 0000 0101",
            "0713-6200101",
            "(419) 555-0134",
            "419-555-0134",
            "Text 555-0201",
            "400-810-0000",
            "热线95338",
            "微信号：lily2020",
            "desk@ashby.example",
            "电话：88620101",
        ] {
            assert!(is_contact(written), "{written}");
        }
    }

    #[test]
    fn amounts_are_no_contacts() {
        for written in [
            "500-1000",
            "1000000",
            "10,000",
            "N95 200个",
            "100-1500套",
            "20 30 40",
        ] {
            assert!(!is_contact(written), "{written}");
        }
    }
}
