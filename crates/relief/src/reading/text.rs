//! A text folded character by character, with the way back to its bytes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::fold::fold;

/// The text as it is read: position `i` is the same character in every form.
pub(super) struct Text<'a> {
    source: &'a str,
    /// Folded characters: half width, lower case, simplified.
    pub folded: Vec<char>,
    /// The characters as written.
    pub written: Vec<char>,
    /// Where each character starts in the source, and the end.
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    /// Takes at most `chars_max` characters; the rest is not read.
    pub fn new(source: &'a str, chars_max: usize) -> Self {
        let written: Vec<char> = source.chars().take(chars_max).collect();
        let mut starts = Vec::with_capacity(written.len() + 1);
        let mut at = 0;
        starts.push(0);
        for c in &written {
            at += c.len_utf8();
            starts.push(at);
        }
        Self {
            source,
            folded: written.iter().copied().map(fold).collect(),
            written,
            starts,
        }
    }

    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// The folded character at a position.
    pub fn at(&self, position: usize) -> Option<char> {
        self.folded.get(position).copied()
    }

    /// The folded character before a position.
    pub fn before(&self, position: usize) -> Option<char> {
        self.at(position.checked_sub(1)?)
    }

    /// The folded rest of the text from a position.
    pub fn rest(&self, position: usize) -> &[char] {
        self.folded.get(position..).unwrap_or(&[])
    }

    /// The position of the first character from `position` on that is not a space.
    pub fn skip_spaces(&self, position: usize) -> usize {
        let spaces = self.rest(position).iter().take_while(|c| **c == ' ');
        position + spaces.count()
    }

    /// Whether the folded text goes on with `phrase` here; Latin phrases count only as whole words.
    pub fn has(&self, position: usize, phrase: &str) -> bool {
        let mut end = position;
        for wanted in phrase.chars() {
            if self.at(end) != Some(wanted) {
                return false;
            }
            end += 1;
        }
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let opens_in_word = latin(phrase.chars().next()) && latin(self.before(position));
        let closes_in_word = latin(phrase.chars().next_back()) && latin(self.at(end));
        !opens_in_word && !closes_in_word
    }

    /// Where digits that start here end.
    pub fn digits_end(&self, position: usize) -> usize {
        let digits = self
            .rest(position)
            .iter()
            .take_while(|c| c.is_ascii_digit());
        position + digits.count()
    }

    /// The bytes of a range of characters.
    pub fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.starts.last().copied().unwrap_or(0);
        let byte = |position: usize| self.starts.get(position).copied().unwrap_or(end);
        byte(range.start)..byte(range.end)
    }

    /// A range of characters as written.
    pub fn slice(&self, range: &Range<usize>) -> &'a str {
        self.source.get(self.bytes(range)).unwrap_or("")
    }
}

/// Phrases by their first character, so that a long list costs little at each position.
pub(super) struct Phrases(BTreeMap<char, Vec<&'static str>>);

impl Phrases {
    /// Phrases in folded form.
    pub fn new(list: &[&'static str]) -> Self {
        let mut phrases: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
        for phrase in list {
            if let Some(first) = phrase.chars().next() {
                phrases.entry(first).or_default().push(phrase);
            }
        }
        Self(phrases)
    }

    /// The width of the longest phrase that starts at a position.
    pub fn longest_at(&self, text: &Text, at: usize) -> Option<usize> {
        let phrases = self.0.get(&text.at(at)?)?;
        let found = phrases.iter().filter(|phrase| text.has(at, phrase));
        found.map(|phrase| phrase.chars().count()).max()
    }
}

/// Whether a character is a Han character.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}
