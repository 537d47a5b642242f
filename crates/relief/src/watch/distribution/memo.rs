//! What is asked of a text once: a list writes the same names and goods in many lines.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Texts in the order in which they came first, and what is known of each. Most texts are told apart by a number of
/// theirs; those that have the same one are compared themselves, so that no choice of texts makes this slow.
#[derive(Debug)]
pub(super) struct Memo<'t, V> {
    places: BTreeMap<(u64, Cow<'t, str>), usize>,
    known: Vec<V>,
}

impl<V> Default for Memo<'_, V> {
    fn default() -> Self {
        let (places, known) = (BTreeMap::new(), Vec::new());
        Self { places, known }
    }
}

impl<V> Memo<'_, V> {
    /// How many texts there were.
    pub fn len(&self) -> usize {
        self.known.len()
    }
}

impl<'t, V: Clone> Memo<'t, V> {
    /// The place of a text, and what is known of it; asked when it comes first.
    #[allow(
        clippy::ptr_arg,
        reason = "a text that is borrowed from the sheet is kept so"
    )]
    pub fn of(&mut self, text: &Cow<'t, str>, ask: impl FnOnce(&str) -> V) -> (usize, V) {
        let (number, next) = (mark(text), self.known.len());
        let found = {
            let places: &BTreeMap<(u64, Cow<'_, str>), usize> = &self.places;
            places.get(&(number, Cow::Borrowed(&**text))).copied()
        };
        let known = found.and_then(|place| self.known.get(place));
        if let Some((place, known)) = found.zip(known) {
            return (place, known.clone());
        }
        let known = ask(text);
        self.places.insert((number, text.clone()), next);
        self.known.push(known.clone());
        (next, known)
    }
}

/// A number for a text: different texts may have one number, and nothing is decided by it alone.
pub(super) fn mark(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let words = words.chain([u64::from_le_bytes(last)]);
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    words.fold(length, mixed)
}

/// A number for two, in their order.
pub(super) fn mixed(one: u64, other: u64) -> u64 {
    // The golden ratio, odd: every bit of the product depends on all below it; the turn brings the upper ones down.
    (one.rotate_left(31) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_asked_once_and_keeps_its_place() {
        let mut memo = Memo::default();
        let mut asked = Vec::new();
        for text in ["医院", "", "medical team", "医院", "medical teams", ""] {
            let (place, length) = memo.of(&Cow::Borrowed(text), |text| {
                asked.push(text.to_owned());
                text.len()
            });
            assert_eq!(asked.get(place).map(String::as_str), Some(text));
            assert_eq!(length, text.len());
        }
        assert_eq!(asked.len(), 4);
    }
}
