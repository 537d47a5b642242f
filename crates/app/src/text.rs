//! Public texts: sealed into the journal, kept in the vault, served with their salt.

use relief::code::Ground;
use relief::command::{Actor, Command};
use relief::ids::{Index, Seal};
use relief::text::TextState;
use sha2::{Digest, Sha256};
use store::Row;
use store::vault::text;

use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;

/// The longest public text, in characters: a remark, a source link, a sentence.
pub const TEXT_CHARS_MAX: usize = 500;

/// A text with its seal, before it has an entry.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The field that holds the seal: part of what is hashed.
    pub field: &'static str,
    /// What stands in the journal.
    pub seal: Seal,
    salt: [u8; 32],
    value: String,
}

impl Sealed {
    pub(crate) fn into_row(self, entry: u64) -> Row {
        let field = self.field.to_owned();
        text::insert(&text::Text {
            entry,
            field,
            salt: Some(self.salt),
            value: Some(self.value),
            redacted_at: None,
        })
    }
}

/// A text as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicText {
    /// The entry.
    pub entry: u64,
    /// The field of the entry.
    pub field: String,
    /// The seal in the journal, in hex.
    pub seal: String,
    /// The salt, in hex; gone once redacted.
    pub salt: Option<String>,
    /// The words; gone once redacted.
    pub value: Option<String>,
    /// The ground of its removal.
    pub redacted: Option<Ground>,
}

/// SHA-256("tideover/c1\0" ‖ field ‖ 0x00 ‖ salt ‖ value): see `docs/journal-format.md`, "Texts".
#[must_use]
pub fn seal_of(field: &str, salt: &[u8; 32], value: &str) -> Seal {
    let mut hash = Sha256::new();
    hash.update(b"tideover/c1\0");
    hash.update(field.as_bytes());
    hash.update([0]);
    hash.update(salt);
    hash.update(value.as_bytes());
    Seal(hash.finalize().into())
}

impl App {
    /// Seals a text; nothing for a blank one.
    ///
    /// # Errors
    /// [`Refused::TooLong`].
    pub fn seal(&self, field: &'static str, value: &str) -> Result<Option<Sealed>, Refused> {
        self.seal_up_to(field, value, TEXT_CHARS_MAX)
    }

    /// The same, for a text that may be longer: at most `max` characters.
    ///
    /// # Errors
    /// [`Refused::TooLong`].
    pub(crate) fn seal_up_to(
        &self,
        field: &'static str,
        value: &str,
        max: usize,
    ) -> Result<Option<Sealed>, Refused> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(None);
        }
        if value.chars().count() > max {
            return Err(Refused::TooLong { max });
        }
        let salt = self.entropy().bytes32();
        Ok(Some(Sealed {
            field,
            seal: seal_of(field, &salt, value),
            salt,
            value: value.to_owned(),
        }))
    }

    /// The texts of one entry; those of a testimony that nobody published are withheld, their tombstones are not.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn texts_of(&self, entry: u64) -> Result<Vec<PublicText>, Refused> {
        let rows = self.store().texts_of(entry).await?;
        let state = self.state();
        let seals: Vec<_> = state.texts.of(Index(entry)).collect();
        let withheld = state.withholds(Index(entry));
        let public = |row: text::Text| {
            let salted = row.salt.zip(row.value.as_deref());
            let own = salted.map(|(salt, value)| seal_of(&row.field, &salt, value));
            let (seal, standing) = seals.iter().find(|(s, t)| match own {
                Some(own) => *s == own,
                None => matches!(t, TextState::Redacted { .. }),
            })?;
            let redacted = match standing {
                TextState::Redacted { ground, .. } => Some(*ground),
                TextState::Standing => None,
            };
            let salt = row.salt.map(|s| relief::ids::hex(&s));
            Some(PublicText {
                entry,
                field: row.field,
                seal: seal.hex(),
                salt,
                value: row.value,
                redacted,
            })
        };
        let shown = |row: &text::Text| !withheld || row.value.is_none();
        Ok(rows.into_iter().filter(shown).filter_map(public).collect())
    }

    /// One text of one entry, if it stands.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn text(&self, entry: u64, field: &str) -> Result<Option<String>, Refused> {
        Ok(self.store().text(entry, field).await?.and_then(|t| t.value))
    }

    /// Removes a text: its words and salt go, its seal and a public tombstone stay.
    ///
    /// # Errors
    /// A refusal of the domain, or [`Refused::NotFound`].
    pub async fn redact_text(
        &self,
        actor: Actor,
        entry: u64,
        field: &str,
        ground: Ground,
    ) -> Result<Receipt, Refused> {
        let row = self
            .store()
            .text(entry, field)
            .await?
            .ok_or(Refused::NotFound)?;
        let (salt, value) = row.salt.zip(row.value).ok_or(Refused::NotFound)?;
        let seal = seal_of(field, &salt, &value);
        let own = self
            .read_entry(entry)
            .await?
            .is_some_and(|e| e.entry.by == actor.party);
        let field = field.to_owned();
        self.write(move |draft| {
            draft.act(
                &actor,
                &Command::RedactText {
                    entry: Index(entry),
                    seal,
                    ground,
                    own,
                },
            )?;
            draft.row(text::redact(entry, &field, draft.at().0));
            Ok(())
        })
        .await
    }
}
