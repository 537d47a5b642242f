//! Recipients that may be one facility under two names. A person decides; nothing is merged by itself.

use crate::ids::RecipientId;
use crate::place::Place;
use crate::recipient::{Recipient, folded};
use crate::state::State;

/// Proposals for one recipient.
pub const ALIKE_MAX: usize = 10;
/// A short name that ends a longer one tells little below so many characters.
const ENDING_CHARS_MIN: usize = 3;
/// Endings that every county has: alone they say nothing.
const COMMON: [&str; 6] = [
    "人民院",
    "中医院",
    "中心院",
    "卫生院",
    "中心卫生院",
    "妇幼保健院",
];

/// Other recipients of the same prefecture whose name may mean the same facility, oldest first. 第五医院 and 五院 are
/// alike, 协和医院 and 同济医学院附属协和医院 too; 第二医院 and 第五医院 never.
#[must_use]
pub fn alike(state: &State, id: RecipientId) -> Vec<RecipientId> {
    let Some(this) = state.recipients.get(&id) else {
        return Vec::new();
    };
    let names = essences(this);
    let near = |found: &Recipient| found.merged_into.is_none() && is_near(this.place, found.place);
    let means_the_same = |found: &Recipient| {
        let theirs = essences(found);
        names.iter().any(|a| theirs.iter().any(|b| is_alike(a, b)))
    };
    let others = state.recipients.iter().filter(|(other, _)| **other != id);
    others
        .filter(|(_, found)| near(found) && means_the_same(found))
        .map(|(other, _)| *other)
        .take(ALIKE_MAX)
        .collect()
}

fn is_near(a: Place, b: Place) -> bool {
    let around = |place: Place| place.prefecture().unwrap_or(place);
    around(a) == around(b)
}

fn essences(recipient: &Recipient) -> Vec<String> {
    let names = std::iter::once(&recipient.name).chain(&recipient.aliases);
    let essences = names.map(|name| essence(name.as_str(), recipient.place));
    essences.filter(|name| !name.is_empty()).collect()
}

/// A name without the places it lies in, with 五院 for 第五医院.
fn essence(name: &str, place: Place) -> String {
    let name = folded(name);
    let mut rest = name.as_str();
    while let Some(shorter) = without_place(rest, place) {
        rest = shorter;
    }
    let short = rest.replace("医院", "院").replace('第', "");
    short.chars().map(numeral).collect()
}

/// What follows the name of a place around the recipient; a name is never all place.
fn without_place(name: &str, place: Place) -> Option<&str> {
    let around = std::iter::successors(Some(place), |p| p.parent());
    let spelt = around.flat_map(|p| [p.name_zh(), p.short_name_zh()].into_iter().flatten());
    let rest = spelt
        .filter_map(|spelt| name.strip_prefix(spelt))
        .min_by_key(|rest| rest.len())?;
    (!rest.is_empty()).then_some(rest)
}

fn numeral(c: char) -> char {
    let digit = c.to_digit(10).and_then(|n| usize::try_from(n).ok());
    let written = digit.and_then(|n| "零一二三四五六七八九".chars().nth(n));
    written.unwrap_or(c)
}

/// The same essence, or one that ends the other with the same numerals: they tell the hospitals of a city apart.
fn is_alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let tells = short.chars().count() >= ENDING_CHARS_MIN && !COMMON.contains(&short);
    let numerals = |name: &str| -> String {
        let is_numeral = |c: &char| "一二三四五六七八九十".contains(*c);
        name.chars().filter(is_numeral).collect()
    };
    short == long || (tells && long.ends_with(short) && numerals(short) == numerals(long))
}
