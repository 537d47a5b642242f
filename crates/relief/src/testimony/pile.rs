//! Piles of testimonies: the same words again and again, one place and moment that a form filled in by itself, more in an
//! hour than anybody reads. A pile is shown to the moderator as one; every testimony is in exactly one, and none is dropped.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{Stamp, TestimonyId};
use crate::place::Place;

/// So many of one place and moment are a pile: ten strangers do not type the same minute by chance.
pub const SPOT_MIN: usize = 10;
/// So many of those left that came within one hour are a pile.
pub const FLOOD_MIN: usize = 60;
/// Letters in one shingle. Two for Chinese would do; four also tell Latin words apart.
const SHINGLE_CHARS: usize = 4;
/// Shingles that stand for a text: the smallest by hash. Their overlap estimates that of all within about a tenth.
const SKETCH: usize = 32;
/// Shingles of a sketch by which others of its kind are looked up.
const KEYS: usize = 4;
/// Texts whose sketches share so many of ten are the same.
const ALIKE_TENTHS: usize = 7;
/// Texts compared for one key at most: the first of each pile is enough.
const COMPARED_MAX: usize = 16;

/// A testimony as a moderator may read it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Which.
    pub id: TestimonyId,
    /// When it came.
    pub at: Stamp,
    /// Where it happened.
    pub place: Place,
    /// When it happened.
    pub happened_at: Stamp,
    /// Its words.
    pub text: &'a str,
}

/// Why some lie together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The words are the same, or nearly.
    Alike,
    /// One place and one moment.
    Spot,
    /// All came within an hour.
    Flood,
    /// Nothing: it lies alone.
    Single,
}

/// Some that a moderator looks at together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pile {
    /// Why.
    pub why: Why,
    /// Which, the first to come first; at least one.
    pub ids: Vec<TestimonyId>,
}

/// Sorts into piles: by words, then by place and moment, then by hour; the rest lie alone. The largest pile first.
#[must_use]
pub fn piles(seen: &[Seen<'_>]) -> Vec<Pile> {
    let mut piles = Vec::new();
    let rest = take(&mut piles, Why::Alike, 2, alike(seen));
    let by_spot = grouped(&rest, |s| (s.place, s.happened_at));
    let rest = take(&mut piles, Why::Spot, SPOT_MIN, by_spot);
    let by_hour = grouped(&rest, |s| s.at.0.div_euclid(3600));
    let rest = take(&mut piles, Why::Flood, FLOOD_MIN, by_hour);
    piles.extend(rest.iter().map(|one| Pile {
        why: Why::Single,
        ids: vec![one.id],
    }));
    piles.sort_by(|a, b| b.ids.len().cmp(&a.ids.len()).then(a.ids.cmp(&b.ids)));
    piles
}

/// Groups that are large enough become piles; the others are given back, in order.
fn take<'a>(
    piles: &mut Vec<Pile>,
    why: Why,
    min: usize,
    groups: Vec<Vec<Seen<'a>>>,
) -> Vec<Seen<'a>> {
    let (large, small): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| g.len() >= min);
    piles.extend(large.into_iter().map(|group| Pile {
        why,
        ids: group.iter().map(|s| s.id).collect(),
    }));
    let mut rest: Vec<_> = small.into_iter().flatten().collect();
    rest.sort_by_key(|s| s.id);
    rest
}

fn grouped<'a, K: Ord>(seen: &[Seen<'a>], key: impl Fn(&Seen<'a>) -> K) -> Vec<Vec<Seen<'a>>> {
    let mut groups: BTreeMap<K, Vec<Seen<'a>>> = BTreeMap::new();
    for one in seen {
        groups.entry(key(one)).or_default().push(*one);
    }
    groups.into_values().collect()
}

/// Groups of the same words: each text joins the first group whose first text is alike.
fn alike<'a>(seen: &[Seen<'a>]) -> Vec<Vec<Seen<'a>>> {
    let mut groups: Vec<(BTreeSet<u64>, Vec<Seen<'a>>)> = Vec::new();
    let mut by_key: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for one in seen {
        let sketch = sketch(one.text);
        let keys = || sketch.iter().take(KEYS);
        let known = keys().filter_map(|k| by_key.get(k)).flatten().copied();
        let found = known.into_iter().find(|at| {
            let group = groups.get(*at);
            group.is_some_and(|(first, _)| overlap(first, &sketch))
        });
        if let Some((_, group)) = found.and_then(|at| groups.get_mut(at)) {
            group.push(*one);
            continue;
        }
        for key in keys() {
            let listed = by_key.entry(*key).or_default();
            if listed.len() < COMPARED_MAX {
                listed.push(groups.len());
            }
        }
        groups.push((sketch, vec![*one]));
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Whether two sketches share enough of the smallest shingles of both together.
fn overlap(one: &BTreeSet<u64>, other: &BTreeSet<u64>) -> bool {
    let union = one.union(other).take(SKETCH);
    let (mut all, mut both) = (0, 0);
    for hash in union {
        all += 1;
        both += usize::from(one.contains(hash) && other.contains(hash));
    }
    both * 10 >= all * ALIKE_TENTHS
}

/// The smallest hashes of the shingles of a text, of letters and digits alone.
fn sketch(text: &str) -> BTreeSet<u64> {
    let plain = text.chars().filter(|c| c.is_alphanumeric());
    let plain: Vec<char> = plain.flat_map(char::to_lowercase).collect();
    let width = plain.len().clamp(1, SHINGLE_CHARS);
    let mut hashes: BTreeSet<u64> = plain.windows(width).map(hash).collect();
    while hashes.len() > SKETCH {
        hashes.pop_last();
    }
    hashes
}

/// FNV-1a over the letters' code points, 64 bits.
/// Source: <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv-21>.
fn hash(letters: &[char]) -> u64 {
    letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    fn seen(id: u64, minute: i64, text: &str) -> Seen<'_> {
        Seen {
            id: TestimonyId(id),
            at: Stamp(id as i64 * 7_200),
            place: Place::from_code(420_100).unwrap(),
            happened_at: Stamp(minute * 60),
            text,
        }
    }

    #[test]
    fn the_same_words_with_other_marks_lie_together() {
        let one = "今天上午在医院门口看到捐赠的口罩被一车一车运走，没有人登记。";
        let two = "今天上午在医院门口看到捐赠的口罩被一车一车运走 没有人登记！！";
        let other = "隔离点昨晚没有热水，发烧的老人坐在走廊里等床位，护士说要等到明天。";
        let found = piles(&[seen(1, 1, one), seen(2, 2, two), seen(3, 3, other)]);
        assert_eq!(found[0].why, Why::Alike);
        assert_eq!(found[0].ids, [TestimonyId(1), TestimonyId(2)]);
        assert_eq!((found[1].why, found[1].ids.len()), (Why::Single, 1));
    }

    #[test]
    fn one_place_and_minute_is_a_pile_and_an_hour_is_one() {
        let words = |n: u64| {
            let mixed = (1..5).map(|k| {
                (n + 1)
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    .rotate_left(k * 13)
                    ^ n
            });
            mixed.map(|word| format!("{word:x}")).collect::<String>()
        };
        let texts: Vec<String> = (0..200).map(words).collect();
        let spot = (0..12).map(|n| seen(n, 5, &texts[n as usize]));
        let flood = (12..112).map(|n| Seen {
            at: Stamp(3_600_000 + n as i64),
            ..seen(n, n as i64 + 9, &texts[n as usize])
        });
        let all: Vec<_> = spot.chain(flood).collect();
        let found = piles(&all);
        let whys: Vec<_> = found.iter().map(|p| (p.why, p.ids.len())).collect();
        assert_eq!(whys, [(Why::Flood, 100), (Why::Spot, 12)]);
    }

    #[test]
    fn blank_words_are_alike_and_nothing_is_lost() {
        let all = [seen(1, 1, ""), seen(2, 2, "!?"), seen(3, 3, "a")];
        let found = piles(&all);
        assert_eq!(found.iter().map(|p| p.ids.len()).sum::<usize>(), 3);
        assert!(piles(&[]).is_empty());
    }
}
