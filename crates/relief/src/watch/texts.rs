//! Texts kept once and known by their numbers: a published table says the same names and goods in many cells, so what is
//! asked of a text is asked once, and two cells are compared by their numbers.

use std::collections::BTreeMap;

/// The number of a text among others; the empty text has none but [`Text::EMPTY`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Text(u32);

impl Text {
    /// The empty text.
    pub const EMPTY: Self = Self(0);

    /// Whether it is the empty text.
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
    }

    /// The place of what is kept for each text.
    pub fn place(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    /// The number of a text that stands behind so many others.
    pub fn behind(self, others: usize) -> Self {
        Self(number(others).saturating_add(self.0))
    }

    /// The number of the text that stood behind so many others, if it did.
    pub fn without(self, others: usize) -> Option<Self> {
        self.0.checked_sub(number(others)).map(Self)
    }
}

/// Different texts in the order in which they came first; the empty one is always the first of them.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<usize>,
    numbers: Index<Box<str>>,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            text: String::new(),
            ends: vec![0],
            numbers: Index::default(),
        }
    }
}

impl Texts {
    /// How many there are, the empty one among them.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a text; a new one where it comes first.
    pub fn of(&mut self, text: &str) -> Text {
        let mark = mark(text);
        let found = match self.seek(text, mark) {
            Ok(known) => return known,
            Err(place) => place,
        };
        let next = self.ends.len();
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.numbers.put(found, mark, number(next), || text.into());
        if self.numbers.is_full() {
            let Self {
                text,
                ends,
                numbers,
            } = self;
            let of = |number: u32| within(text, ends, Text(number));
            numbers.grow(
                1..number(ends.len()),
                |one| self::mark(of(one)),
                |one| of(one).into(),
            );
        }
        Text(number(next))
    }

    /// The number of a text, if it is there.
    pub fn find(&self, text: &str) -> Option<Text> {
        self.seek(text, mark(text)).ok()
    }

    fn seek(&self, text: &str, mark: u64) -> Result<Text, Place> {
        if text.is_empty() {
            return Ok(Text::EMPTY);
        }
        let is = |number| self.get(Text(number)) == text;
        self.numbers.seek(mark, is, text).map(Text)
    }

    /// All in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..number(self.len())).map(|number| self.get(Text(number)))
    }

    /// A text by its number; empty where there is none.
    pub fn get(&self, text: Text) -> &str {
        within(&self.text, &self.ends, text)
    }
}

fn within<'t>(all: &'t str, ends: &[usize], text: Text) -> &'t str {
    let at = text.place();
    let start = at.checked_sub(1).and_then(|before| ends.get(before));
    let span = start.zip(ends.get(at));
    span.and_then(|(start, end)| all.get(*start..*end))
        .unwrap_or("")
}

/// So many as a number; a table has fewer cells than numbers.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Places that are looked at for a key before it is taken for one of a crowd.
const STEPS_MAX: usize = 32;
/// Places of the first table of an index; a power of two.
const PLACES_MIN: usize = 64;

/// Finds the numbers of keys by their marks. The keys themselves are kept elsewhere, but those of a crowd: keys whose
/// marks are much alike are found by their order, so that no choice of texts makes this slow.
#[derive(Debug, Clone)]
pub(crate) struct Index<K> {
    places: Vec<Taken>,
    /// How many keys there are, those of the crowd too.
    count: usize,
    crowd: BTreeMap<K, u32>,
}

/// A place of an index: half of a mark, and a number above zero; zero where it is free.
#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    half: u32,
    number: u32,
}

/// Where a key that is not there may be put.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    Free(usize),
    Crowd,
}

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self {
            places: vec![Taken::default(); PLACES_MIN],
            count: 0,
            crowd: BTreeMap::new(),
        }
    }
}

impl<K: Ord> Index<K> {
    /// The number of the key of this mark for which `is` holds; else where it may be put.
    pub fn seek<Q: Ord + ?Sized>(
        &self,
        mark: u64,
        is: impl Fn(u32) -> bool,
        key: &Q,
    ) -> Result<u32, Place>
    where
        K: std::borrow::Borrow<Q>,
    {
        match self.stepped(mark, is) {
            Err(Place::Crowd) => self.crowd.get(key).copied().ok_or(Place::Crowd),
            found => found,
        }
    }

    fn stepped(&self, mark: u64, is: impl Fn(u32) -> bool) -> Result<u32, Place> {
        let last = self.places.len().wrapping_sub(1);
        let (first, half) = halves(mark);
        for step in 0..STEPS_MAX {
            let at = first.wrapping_add(step) & last;
            match self.places.get(at) {
                Some(Taken { number: 0, .. }) => return Err(Place::Free(at)),
                Some(taken) if taken.half == half && is(taken.number) => return Ok(taken.number),
                _ => {}
            }
        }
        Err(Place::Crowd)
    }

    /// Puts a key's number, above zero, where [`Self::seek`] said.
    pub fn put(&mut self, place: Place, mark: u64, number: u32, key: impl FnOnce() -> K) {
        self.count += 1;
        let (_, half) = halves(mark);
        match place {
            Place::Free(at) => {
                if let Some(place) = self.places.get_mut(at) {
                    *place = Taken { half, number };
                }
            }
            Place::Crowd => {
                self.crowd.insert(key(), number);
            }
        }
    }

    /// Whether more than half of its places are taken.
    pub fn is_full(&self) -> bool {
        self.count * 2 > self.places.len()
    }

    /// Gives all keys, which have these numbers, twice as many places.
    pub fn grow(
        &mut self,
        numbers: std::ops::Range<u32>,
        mark: impl Fn(u32) -> u64,
        key: impl Fn(u32) -> K,
    ) {
        self.places = vec![Taken::default(); self.places.len() * 2];
        self.crowd.clear();
        self.count = 0;
        for number in numbers {
            let mark = mark(number);
            let place = self.stepped(mark, |_| false).err();
            self.put(place.unwrap_or(Place::Crowd), mark, number, || key(number));
        }
    }
}

/// Where a mark begins to look, and what is compared there.
fn halves(mark: u64) -> (usize, u32) {
    let upper = u32::try_from(mark >> 32).unwrap_or_default();
    let lower = u32::try_from(mark & u64::from(u32::MAX)).unwrap_or_default();
    (usize::try_from(lower).unwrap_or_default(), upper)
}

/// A number for a text: different texts may have one number, and nothing is decided by it alone.
pub(crate) fn mark(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let words = words.chain([u64::from_le_bytes(last)]);
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    stirred(words.fold(length, mixed))
}

/// A number for several, in their order.
pub(crate) fn mark_of(numbers: &[Text]) -> u64 {
    let numbers = numbers.iter().map(|one| u64::from(one.0));
    stirred(numbers.fold(0, mixed))
}

/// A number for two, in their order.
pub(crate) fn mixed(one: u64, other: u64) -> u64 {
    // The golden ratio, odd: every bit of the product depends on all below it; the turn brings the upper ones down.
    (one.rotate_left(31) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Brings the upper bits, on which all others had their say, down to the lower ones.
fn stirred(number: u64) -> u64 {
    number ^ (number >> 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_kept_once_and_found_again() {
        let mut texts = Texts::default();
        let all: Vec<String> = (0..10_000)
            .map(|n| format!("第{}医院", n % 5_000))
            .collect();
        let numbers: Vec<Text> = all.iter().map(|text| texts.of(text)).collect();
        assert_eq!(texts.len(), 5_001);
        for (text, number) in all.iter().zip(numbers) {
            assert_eq!(
                (texts.get(number), texts.find(text)),
                (text.as_str(), Some(number))
            );
        }
        assert_eq!((texts.of(""), texts.find("没有")), (Text::EMPTY, None));
    }

    #[test]
    fn keys_whose_marks_are_alike_are_found_too() {
        let mut index: Index<u32> = Index::default();
        for number in 1..500 {
            let place = index.seek(7, |one| one == number, &number).unwrap_err();
            index.put(place, 7, number, || number);
            if index.is_full() {
                index.grow(1..number + 1, |_| 7, |one| one);
            }
        }
        assert!(index.crowd.len() > 400);
        for number in 1..500 {
            assert_eq!(
                index.seek(7, |one| one == number, &number).ok(),
                Some(number)
            );
        }
    }

    proptest! {
        #[test]
        fn texts_are_the_same_where_their_numbers_are(texts in prop::collection::vec("[ab武]{0,3}", 0..200)) {
            let mut kept = Texts::default();
            let numbers: Vec<Text> = texts.iter().map(|text| kept.of(text)).collect();
            for (one, of_one) in texts.iter().zip(&numbers) {
                for (other, of_other) in texts.iter().zip(&numbers) {
                    prop_assert_eq!(one == other, of_one == of_other);
                }
            }
        }
    }
}
