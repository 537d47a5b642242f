//! What is asked once: a list says the same of the same goods in many lines.

use super::super::texts::{Index, Text, mark_of};

/// Keys of so many texts each, in the order in which they came first, and what is known of each.
#[derive(Debug)]
pub(super) struct Memo<const N: usize, V> {
    numbers: Index<[Text; N]>,
    keys: Vec<[Text; N]>,
    known: Vec<V>,
}

impl<const N: usize, V> Default for Memo<N, V> {
    fn default() -> Self {
        Self {
            numbers: Index::default(),
            keys: Vec::new(),
            known: Vec::new(),
        }
    }
}

impl<const N: usize, V> Memo<N, V> {
    /// How many keys there were.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// What is known of each key.
    pub fn all(&self) -> &[V] {
        &self.known
    }

    /// The same, to be changed.
    pub fn all_mut(&mut self) -> &mut [V] {
        &mut self.known
    }

    /// What is known of the key at a place.
    pub fn get(&self, place: usize) -> Option<&V> {
        self.known.get(place)
    }

    /// The place of a key; asked when it comes first.
    pub fn of(&mut self, key: [Text; N], ask: impl FnOnce() -> V) -> usize {
        let mark = mark_of(&key);
        // The numbers of an index begin above zero.
        let nth = |number: u32| usize::try_from(number).map_or(usize::MAX, |number| number - 1);
        let keys = &self.keys;
        let is = |number: u32| keys.get(nth(number)) == Some(&key);
        let place = match self.numbers.seek(mark, is, &key) {
            Ok(number) => return nth(number),
            Err(place) => place,
        };
        self.known.push(ask());
        self.keys.push(key);
        let count = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.numbers.put(place, mark, count, || key);
        if self.numbers.is_full() {
            let keys = &self.keys;
            let key = |number: u32| keys.get(nth(number)).copied().unwrap_or(key);
            let mark = |number: u32| mark_of(&key(number));
            self.numbers.grow(1..count.saturating_add(1), mark, key);
        }
        self.keys.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::texts::Texts;
    use super::*;

    #[test]
    fn a_key_is_asked_once_and_keeps_its_place() {
        let (mut texts, mut memo) = (Texts::default(), Memo::default());
        let mut asked = Vec::new();
        for (one, other) in [
            ("医院", "a"),
            ("", ""),
            ("a", "医院"),
            ("医院", "a"),
            ("", ""),
        ] {
            let key = [texts.of(one), texts.of(other)];
            let place = memo.of(key, || {
                asked.push((one, other));
                one.len()
            });
            assert_eq!(memo.get(place), Some(&one.len()));
        }
        assert_eq!(asked, [("医院", "a"), ("", ""), ("a", "医院")]);
        assert_eq!(memo.len(), 3);
    }

    #[test]
    fn many_keys_are_told_apart() {
        let (mut texts, mut memo) = (Texts::default(), Memo::default());
        let keys: Vec<[Text; 1]> = (0..3_000).map(|n| [texts.of(&n.to_string())]).collect();
        for _ in 0..2 {
            for (nth, key) in keys.iter().enumerate() {
                assert_eq!(memo.of(*key, || nth), nth);
            }
        }
        assert_eq!(memo.all().len(), keys.len());
    }
}
