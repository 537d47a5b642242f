//! What the texts of a sheet tell by themselves, asked once of each; and the texts of a list that no cell says as they
//! stand: names put together from several cells.

use super::super::plain::keyed;
use super::super::sheet::Sheet;
use super::super::texts::{Text, Texts, mark};
use super::{fill, judged, total};

/// What a text tells by itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cues {
    /// The word by which it says that its row is a total.
    pub total: Option<&'static str>,
    /// Whether it begins as what is said about a list does.
    pub is_note: bool,
    /// Whether it says that it is as the cell above.
    pub is_ditto: bool,
    /// A number for its key, see [`mark`].
    pub mark: u64,
}

impl Cues {
    fn of(text: &str) -> Self {
        let key = keyed(text);
        Self {
            total: total::word(text, &key),
            is_note: judged::begins_note(&key),
            is_ditto: fill::is_ditto(text),
            mark: mark(&key),
        }
    }

    /// Of each text of a sheet.
    pub fn all(sheet: &Sheet) -> Vec<Self> {
        sheet.texts().iter().map(Self::of).collect()
    }
}

/// The texts of a list: those of its sheet's cells, and more.
#[derive(Debug)]
pub(super) struct Said<'a> {
    sheet: &'a Texts,
    more: Texts,
}

impl<'a> Said<'a> {
    pub fn new(sheet: &'a Sheet) -> Self {
        Self {
            sheet: sheet.texts(),
            more: Texts::default(),
        }
    }

    /// The number of a text.
    pub fn of(&mut self, text: &str) -> Text {
        let known = self.sheet.find(text);
        known.unwrap_or_else(|| self.more.of(text).behind(self.sheet.len()))
    }

    /// A text by its number.
    pub fn get(&self, text: Text) -> &str {
        match text.without(self.sheet.len()) {
            Some(more) => self.more.get(more),
            None => self.sheet.get(text),
        }
    }
}
