//! Rows and columns that state what others add up to.

use super::super::plain::{key, plain};
use super::super::sheet::Row;
use super::amount::{self, Amount};
use super::goods;
use crate::place::Place;

const TOTALS: [&str; 16] = [
    "合计",
    "汇总",
    "总计",
    "小计",
    "共计",
    "累计",
    "合計",
    "總計",
    "小計",
    "共計",
    "总数量",
    "总数",
    "总量",
    "subtotal",
    "sub-total",
    "total",
];

/// A row that states what others add up to.
#[derive(Debug)]
pub(super) struct Total<'a> {
    pub row: Row<'a>,
    /// How many lines stand above it.
    pub below: usize,
    /// The goods it is about, where it names any.
    pub item: Option<String>,
    /// The place that it is about, where it names one.
    pub place: Option<Place>,
    /// The number of what its unit's cell says, as of a line.
    pub unit: usize,
    /// Its word: totals of one word are of one rank.
    pub word: &'static str,
    /// What it states in words, where it has no cell of its own for that.
    pub told: Option<Amount>,
}

/// What a row's only text says that goods come to, and by which word: 以上共计防护服550套. Nothing where it says more.
pub(super) fn told(text: &str) -> Option<(&'static str, String)> {
    const BEFORE_MAX: usize = 6;
    // 累计 counts what other lists gave too.
    let words = TOTALS.iter().filter(|word| **word != "累计");
    let text = plain(text).to_lowercase();
    let (word, at) = words
        .filter_map(|word| Some((*word, text.find(word)?)))
        .min_by_key(|(_, at)| *at)?;
    let (before, rest) = (text.get(..at)?, text.get(at + word.len()..)?);
    let short = before.chars().count() <= BEFORE_MAX;
    let rest = rest.trim_start_matches([':', ' ', ',']);
    let rest = rest.trim_end_matches(['。', '.', ';', ' ']);
    // 共计88条 counts lines.
    let alone = || !rest.ends_with('条') && amount::read(rest, amount::Unit::default()).is_some();
    let states = short
        && !before.contains(|c: char| c.is_ascii_digit())
        && (goods::tells_amounts(rest) || alone());
    states.then(|| (word, rest.to_owned()))
}

/// The word by which a cell, with this key, says that its row is a total.
pub(super) fn word(cell: &str, key: &str) -> Option<&'static str> {
    // Every word for a total has 计, 計 or 总, or a T, of half or full width (the byte 0xef); most cells have none, and
    // need no closer look.
    let mut before = 0;
    let may_be = cell.bytes().any(|byte| {
        let of_word = matches!((before, byte), (0xae, 0xa1) | (0xa8, 0x88) | (0x80, 0xbb));
        before = byte;
        of_word || matches!(byte, b't' | b'T' | 0xef)
    });
    if may_be { said(key) } else { None }
}

/// The word by which the key of a cell says that it is a total: 合计, 合计:, 物资总计, grand total, total for Wuhan.
fn said(key: &str) -> Option<&'static str> {
    const LETTERS_MAX: usize = 20;
    let key = key.trim_end_matches([':', '：', ')', '）']);
    let letters = key.chars().take(LETTERS_MAX + 1).count();
    let says = |word: &&&str| {
        let begins = key.strip_prefix(**word);
        key.ends_with(**word)
            || begins.is_some_and(|rest| {
                let for_whom = ["for", "of"].iter().any(|of| rest.starts_with(of));
                let counts = rest.contains(|c: char| c.is_ascii_digit());
                if word.is_ascii() {
                    for_whom
                } else {
                    (letters <= 4 && !counts) || counts_bodies(rest)
                }
            })
    };
    let is_short = letters <= LETTERS_MAX;
    TOTALS.iter().filter(|_| is_short).find(says).copied()
}

/// Whether a cell says that its row is what others add up to: 合计, 武汉小计, Total. In any table, not in lists alone.
#[must_use]
pub fn is_total(cell: &str) -> bool {
    is_word(&key(cell))
}

/// Whether what stands behind a word for a total counts whom goods went to: 合计:2家, 共计53个单位.
fn counts_bodies(rest: &str) -> bool {
    const OF: [&str; 6] = ["家", "家单位", "个单位", "所", "家医院", "户"];
    let of = rest.trim_start_matches([':', '：', ' ']);
    let of = of.trim_start_matches(|c: char| c.is_ascii_digit());
    of.len() < rest.len() && OF.contains(&of)
}

/// Whether a cell, with this key, says that its row is a total.
pub(super) fn is_word(key: &str) -> bool {
    said(key).is_some()
}

/// What a heading or cell of totals names beside the word: 口罩 of 口罩合计. Nothing where it is none.
pub(super) fn named(text: &str) -> Option<String> {
    let text = plain(text).trim_end_matches([':', '：']).to_lowercase();
    let word = said(&key(&text))?;
    let rest = text.strip_suffix(word).or_else(|| text.strip_prefix(word));
    Some(rest.unwrap_or_default().trim().to_owned())
}
