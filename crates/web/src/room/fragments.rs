//! What changed in a room, as markup that finds its own place on every page that shows it.

use std::collections::{BTreeMap, BTreeSet};

use app::vault::message::Message;
use app::{App, Refused};
use relief::entry::Entry;
use relief::ids::RoomId;
use relief::state::State;

use crate::layout::Ctx;
use crate::negotiate::Format;
use crate::room::cards::{Card, Thing};
use crate::room::talk::{Gathered, draw, list_id, thread_link};
use crate::room::touched::{rooms_of, touched};
use crate::room::views;
use crate::words::{Lang, Words};

/// What changed in one room.
#[derive(Debug, Default)]
pub struct Changes {
    /// New, edited and removed messages by number.
    pub messages: BTreeMap<u64, Message>,
    /// Those of them that the readers do not have yet: they are appended, the others only replaced.
    pub fresh: BTreeSet<u64>,
    /// Things whose cards changed.
    pub things: BTreeSet<Thing>,
}

/// Sorts entries into the rooms whose cards they change.
pub fn sort(state: &State, entries: &[(u64, &Entry)]) -> BTreeMap<RoomId, BTreeSet<Thing>> {
    let mut rooms: BTreeMap<RoomId, BTreeSet<Thing>> = BTreeMap::new();
    for (index, entry) in entries {
        for thing in touched(state, *index, &entry.fact) {
            for room in rooms_of(state, thing) {
                rooms.entry(room).or_default().insert(thing);
            }
        }
    }
    rooms
}

/// Draws the changes of a room once for all readers of one language.
///
/// # Errors
/// The store's failure.
pub async fn draw_changes(
    app: &App,
    lang: Lang,
    room: RoomId,
    changes: &Changes,
) -> Result<String, Refused> {
    let messages: Vec<Message> = changes.messages.values().cloned().collect();
    let gathered = Gathered::of(app, room, &messages).await?;
    let has_cards = !changes.things.is_empty() || messages.iter().any(|m| m.thread.is_some());
    let counts: BTreeMap<u64, u64> = if has_cards {
        app.thread_counts(room).await?.into_iter().collect()
    } else {
        BTreeMap::new()
    };
    let replies = |card: u64| counts.get(&card).copied().unwrap_or(0);
    let now = app.now().0;
    let state = app.state();
    let ctx = context(lang, room, now);
    let w = ctx.words;
    let mut out = String::new();
    let mut threads = BTreeSet::new();
    for message in &messages {
        let item = gathered.item(&state, w, message);
        let list = list_id(message.thread);
        let is_new = changes.fresh.contains(&message.seq);
        let into = is_new.then_some(list.as_str());
        out.push_str(&draw(&ctx, room.0, &item, into, "").into_string());
        threads.extend(message.thread);
    }
    let mut things = changes.things.clone();
    things.extend(threads.iter().filter_map(|index| Thing::at(&state, *index)));
    for thing in things {
        if let Some(card) = Card::of(&state, w, thing, now) {
            let (index, said) = (thing.index(), replies(thing.index()));
            let card = card.with_replies(said);
            out.push_str(&card.draw(&ctx).into_string());
            out.push_str(&thread_link(w, room.0, index, Some(&card), said).into_string());
        }
    }
    if !changes.things.is_empty() {
        out.push_str(&views::strip(&ctx, &views::Strip::of(&state, w, room, now)).into_string());
    }
    Ok(out)
}

/// Fragments know no reader: what is personal is marked by script from the page.
fn context(lang: Lang, room: RoomId, now: i64) -> Ctx {
    Ctx {
        room: Some(room.0),
        now,
        ..Ctx::bare(Words::new(lang), Format::Html, &format!("/r/{}", room.0))
    }
}
