//! Shared lists in the talk, as messengers know them (接龙): each member owns one line.

use relief::ids::RoomId;
use store::vault::jielong::{self, Line};
use store::vault::message::Message;

use crate::app::App;
use crate::draft::{Receipt, Said};
use crate::error::Refused;
use crate::people::Person;

/// The kind of message that holds a list.
pub const KIND: &str = "jielong";
/// The longest title, in characters.
pub const TITLE_CHARS_MAX: usize = 80;
/// The longest line, in characters: hours, a number of boxes, a plate.
pub const LINE_CHARS_MAX: usize = 80;
/// People that one list can ask for, and lines that it holds: a page shows them all.
pub const LINES_MAX: u32 = 100;

/// A list with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jielong {
    /// How many people it wants; 0 for any number.
    pub wanted: u32,
    /// Lines in the order in which they were taken.
    pub lines: Vec<Line>,
}

impl App {
    /// Begins a list in the main talk of a room.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a room that the person is not in; a title that does not fit; more people than
    /// [`LINES_MAX`].
    pub async fn begin_jielong(
        &self,
        who: &Person,
        room: RoomId,
        title: &str,
        wanted: u32,
    ) -> Result<Receipt, Refused> {
        if !who.is_in(room) {
            return Err(Refused::NotFound);
        }
        let body = words(title, TITLE_CHARS_MAX)?;
        if body.is_empty() {
            return Err(Refused::Empty);
        }
        if wanted > LINES_MAX {
            return Err(Refused::TooMany { max: LINES_MAX });
        }
        let said = Said {
            id: self.entropy().id(),
            account: who.account,
            kind: KIND,
            body,
            card: None,
            thread: None,
        };
        self.write(move |draft| {
            let seq = draft.message(room, said);
            draft.row(jielong::insert(room.0, seq, wanted));
            Ok(())
        })
        .await
    }

    /// Takes a line of a list, or changes the words of one's own.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a list that is not in a room of the person; words that do not fit;
    /// [`Refused::TooMany`] when [`LINES_MAX`] have come.
    pub async fn take_line(
        &self,
        who: &Person,
        room: RoomId,
        seq: u64,
        text: &str,
    ) -> Result<Receipt, Refused> {
        let found = self.standing_list(who, room, seq).await?;
        let lines = self.store().jielong_lines(room.0, seq).await?;
        let own = lines.iter().any(|l| l.account == who.account);
        if !own && u32::try_from(lines.len()).is_ok_and(|n| n >= LINES_MAX) {
            return Err(Refused::TooMany { max: LINES_MAX });
        }
        let (account, text) = (who.account, words(text, LINE_CHARS_MAX)?);
        self.write(move |draft| {
            draft.touched(found, |n| {
                jielong::take(room.0, seq, &Line { account, text, n })
            })
        })
        .await
    }

    /// Gives one's own line back.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a list that is not in a room of the person.
    pub async fn give_line_back(
        &self,
        who: &Person,
        room: RoomId,
        seq: u64,
    ) -> Result<Receipt, Refused> {
        let found = self.standing_list(who, room, seq).await?;
        let account = who.account;
        self.write(move |draft| draft.touched(found, |_| jielong::give_back(room.0, seq, account)))
            .await
    }

    /// A list with its lines.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is none, or the store's failure.
    pub async fn jielong(&self, room: RoomId, seq: u64) -> Result<Jielong, Refused> {
        let wanted = self.store().jielong_wanted(room.0, seq).await?;
        Ok(Jielong {
            wanted: wanted.ok_or(Refused::NotFound)?,
            lines: self.store().jielong_lines(room.0, seq).await?,
        })
    }

    async fn standing_list(
        &self,
        who: &Person,
        room: RoomId,
        seq: u64,
    ) -> Result<Message, Refused> {
        let found = self.message(room, seq).await?;
        found
            .filter(|m| who.is_in(room) && m.kind == KIND && m.removed_at.is_none())
            .ok_or(Refused::NotFound)
    }
}

fn words(text: &str, max: usize) -> Result<String, Refused> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() > max {
        return Err(Refused::TooLong { max });
    }
    Ok(folded)
}
