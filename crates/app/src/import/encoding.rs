//! The characters of a file: UTF-8, or what spreadsheets on Chinese machines save.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

/// The bytes as UTF-8, without the mark that some programs write first. A file most of whose lines beyond ASCII are
/// no UTF-8 is read as GB 18030; in any other, the lines that are none are left for the reader to reject one by one.
#[must_use]
pub fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    match Encoding::for_bom(bytes) {
        Some((marked, mark)) if marked == UTF_8 => {
            Cow::Borrowed(bytes.get(mark..).unwrap_or_default())
        }
        Some((marked, _)) => decoded(bytes, marked),
        None if is_mostly_foreign(bytes) => decoded(bytes, GB18030),
        None => Cow::Borrowed(bytes),
    }
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Cow<'static, [u8]> {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Cow::Owned(text.into_owned().into_bytes())
}

fn is_mostly_foreign(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return false;
    }
    let lines = bytes.split(|byte| *byte == b'\n');
    let telling = lines.filter(|line| !line.is_ascii());
    let (mut all, mut foreign) = (0_usize, 0_usize);
    for line in telling {
        all += 1;
        foreign += usize::from(std::str::from_utf8(line).is_err());
    }
    2 * foreign > all
}
