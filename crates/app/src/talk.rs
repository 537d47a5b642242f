//! Talk: messages of a room, threads under cards, edits with history, tombstones.

use relief::ids::RoomId;
use store::vault::message::{self, Message, Version};

use crate::app::App;
use crate::draft::{Receipt, Said};
use crate::error::Refused;
use crate::jielong;
use crate::people::Person;

/// The longest message, in characters: a pasted appeal of 2020 had under 2,000.
pub const MESSAGE_CHARS_MAX: usize = 4_000;
/// A message can be changed for so long; later it can only be removed.
pub const EDIT_SECONDS: i64 = 15 * 60;
/// Unread messages are counted so far; "100 or more" says enough.
pub const UNREAD_COUNTED_MAX: u32 = 100;
/// The kind of message that holds words alone.
pub const SAY: &str = "say";
/// The longest reason for a removal, in characters.
const REASON_CHARS_MAX: usize = 200;

/// Words for a room.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// The words.
    pub body: String,
    /// The card under which they stand; nothing for the main talk.
    pub thread: Option<u64>,
}

impl App {
    /// Says something in a room.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a room that the person is not in; a text that does not fit.
    pub async fn say(
        &self,
        who: &Person,
        room: RoomId,
        new: NewMessage,
    ) -> Result<Receipt, Refused> {
        if !who.is_in(room) {
            return Err(Refused::NotFound);
        }
        let body = body(&new.body)?;
        let said = Said {
            id: self.entropy().id(),
            account: who.account,
            kind: SAY,
            body,
            card: None,
            thread: new.thread,
        };
        self.write(move |draft| {
            draft.message(room, said);
            Ok(())
        })
        .await
    }

    /// Changes one's own words, within a quarter of an hour. The earlier words stay readable.
    ///
    /// # Errors
    /// [`Refused::TooLateToEdit`], [`Refused::NotFound`].
    pub async fn edit(
        &self,
        who: &Person,
        room: RoomId,
        seq: u64,
        words: &str,
    ) -> Result<Receipt, Refused> {
        let mut found = self.message(room, seq).await?.ok_or(Refused::NotFound)?;
        if found.account != who.account || found.kind != SAY || found.removed_at.is_some() {
            return Err(Refused::NotFound);
        }
        if self.now().0.saturating_sub(found.at) > EDIT_SECONDS {
            return Err(Refused::TooLateToEdit);
        }
        found.body = body(words)?;
        self.write(move |draft| {
            let at = draft.at().0;
            found.edited_at = Some(at);
            let words = found.body.clone();
            draft.changed(found, |change| {
                message::edit(room.0, seq, change, &words, at)
            })
        })
        .await
    }

    /// Removes words: one's own, or anybody's by a lead with a reason. A tombstone says who and why.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else; [`Refused::Empty`] for a lead without a reason.
    pub async fn remove(
        &self,
        who: &Person,
        room: RoomId,
        seq: u64,
        reason: &str,
    ) -> Result<Receipt, Refused> {
        let mut found = self.message(room, seq).await?.ok_or(Refused::NotFound)?;
        let own = found.account == who.account;
        let leads = self.state().leads(&who.actor(), Some(room));
        let removable = matches!(found.kind.as_str(), SAY | jielong::KIND);
        if !removable || found.removed_at.is_some() || !(own || leads) {
            return Err(Refused::NotFound);
        }
        let reason = reason.trim().to_owned();
        if !own && reason.is_empty() {
            return Err(Refused::Empty);
        }
        if reason.chars().count() > REASON_CHARS_MAX {
            return Err(Refused::TooLong {
                max: REASON_CHARS_MAX,
            });
        }
        let by = who.account;
        self.write(move |draft| {
            let at = draft.at().0;
            draft.row(store::vault::jielong::delete_lines(room.0, seq));
            found.body = String::new();
            found.removed_at = Some(at);
            found.removed_by = Some(by);
            found.removed_reason = Some(reason.clone());
            draft.changed(found, |change| {
                message::remove(room.0, seq, change, by, &reason, at)
            })
        })
        .await
    }

    /// One message.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn message(&self, room: RoomId, seq: u64) -> Result<Option<Message>, Refused> {
        Ok(self.store().message(room.0, seq).await?)
    }

    /// A page of talk before a number, oldest first; `u64::MAX` for the newest.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn talk_before(
        &self,
        room: RoomId,
        thread: Option<u64>,
        seq: u64,
    ) -> Result<Vec<Message>, Refused> {
        Ok(self.store().messages_before(room.0, thread, seq).await?)
    }

    /// A page of talk after a number, oldest first.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn talk_after(
        &self,
        room: RoomId,
        thread: Option<u64>,
        seq: u64,
    ) -> Result<Vec<Message>, Refused> {
        Ok(self.store().messages_after(room.0, thread, seq).await?)
    }

    /// All messages of a room that were written or changed after a number, for a reader who comes back.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn talk_since(
        &self,
        room: RoomId,
        change: u64,
        limit: u32,
    ) -> Result<Vec<Message>, Refused> {
        Ok(self.store().messages_since(room.0, change, limit).await?)
    }

    /// Earlier words of a message.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn versions(&self, room: RoomId, seq: u64) -> Result<Vec<Version>, Refused> {
        Ok(self.store().message_versions(room.0, seq).await?)
    }

    /// How many messages stand under each card of a room.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn thread_counts(&self, room: RoomId) -> Result<Vec<(u64, u64)>, Refused> {
        Ok(self.store().thread_counts(room.0).await?)
    }

    /// Messages of others in the main talk of a room that a person has not seen, counted up to
    /// [`UNREAD_COUNTED_MAX`].
    ///
    /// # Errors
    /// The store's failure.
    pub async fn unread(&self, who: &Person, room: RoomId) -> Result<u64, Refused> {
        let most = UNREAD_COUNTED_MAX;
        Ok(self.store().unread(room.0, who.account, most).await?)
    }

    /// The number of the last message or change in a room.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn talk_head(&self, room: RoomId) -> Result<u64, Refused> {
        Ok(self.store().message_head(room.0).await?)
    }
}

fn body(words: &str) -> Result<String, Refused> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Refused::Empty);
    }
    if words.chars().count() > MESSAGE_CHARS_MAX {
        return Err(Refused::TooLong {
            max: MESSAGE_CHARS_MAX,
        });
    }
    Ok(words.to_owned())
}
