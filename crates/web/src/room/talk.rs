//! Talk as models: messages with their writers, cards and lines, gathered once and drawn anywhere.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use app::jielong::Jielong;
use app::vault::message::Message;
use app::{App, Person, PrivateId, ReadEntry, Refused};
use maud::{Markup, html};
use relief::ids::RoomId;
use relief::state::State;
use serde::Serialize;

use crate::layout::Ctx;
use crate::parts::icon::{Icon, icon};
use crate::parts::talk as parts;
use crate::room::cards::{Card, Thing};
use crate::room::jielong::List;
use crate::room::{jielong, lines, model};
use crate::t;
use crate::words::{Words, clock, iso};

/// One message as a reader sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its number in the room.
    pub seq: u64,
    /// When.
    pub at: i64,
    /// The writer's account in hex.
    pub by: String,
    /// The writer's name.
    pub name: String,
    /// The writer's role, in words; empty in small rooms.
    pub role: String,
    /// The card under which it stands.
    pub thread: Option<u64>,
    /// Whether its words were changed.
    pub edited: bool,
    /// What it is.
    #[serde(flatten)]
    pub body: Body,
}

/// What a message is.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// Words.
    Say {
        /// The words.
        text: String,
    },
    /// A thing of the journal.
    Card {
        /// Its index.
        index: u64,
        /// Messages under it.
        replies: u64,
        /// What it shows; nothing when the thing has no card.
        card: Option<Box<Card>>,
    },
    /// A fact of the journal.
    Line {
        /// Its index.
        index: u64,
        /// What it says.
        text: String,
    },
    /// A list in which each member owns one line.
    Jielong {
        /// It.
        list: List,
    },
    /// Words that were taken down.
    Removed {
        /// Who took them down.
        by_name: String,
        /// Whether it was the writer.
        own: bool,
        /// Why; may be empty for one's own.
        reason: String,
    },
}

/// What is needed beside the state to show messages.
pub struct Gathered {
    people: HashMap<PrivateId, Arc<Person>>,
    entries: BTreeMap<u64, ReadEntry>,
    replies: BTreeMap<u64, u64>,
    lists: BTreeMap<u64, Jielong>,
    now: i64,
}

impl Gathered {
    /// Fetches the writers, entries and thread counts of messages of one room.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn of(app: &App, room: RoomId, messages: &[Message]) -> Result<Gathered, Refused> {
        let mut people = HashMap::new();
        let mut entries = BTreeMap::new();
        let mut has_card = false;
        let mut lists = BTreeMap::new();
        for message in messages {
            let mut named = vec![message.account];
            named.extend(message.removed_by);
            if message.kind == app::jielong::KIND && message.removed_at.is_none() {
                let list = app.jielong(room, message.seq).await?;
                named.extend(list.lines.iter().map(|line| line.account));
                lists.insert(message.seq, list);
            }
            for account in named {
                if let Some(person) = app.person(account).await? {
                    people.insert(account, person);
                }
            }
            has_card |= message.card.is_some();
            if let ("line", Some(index)) = (message.kind.as_str(), message.card)
                && let Some(entry) = app.read_entry(index).await?
            {
                entries.insert(index, entry);
            }
        }
        let replies = if has_card {
            app.thread_counts(room).await?.into_iter().collect()
        } else {
            BTreeMap::new()
        };
        Ok(Gathered {
            people,
            entries,
            replies,
            lists,
            now: app.now().0,
        })
    }

    /// Messages under a card.
    fn replies(&self, card: u64) -> u64 {
        self.replies.get(&card).copied().unwrap_or(0)
    }

    fn name(&self, w: Words, account: PrivateId) -> String {
        let name = self.people.get(&account).map(|p| p.name.clone());
        name.filter(|n| !n.is_empty())
            .unwrap_or_else(|| t!(w, "person-erased"))
    }

    /// One message as a model.
    pub fn item(&self, state: &State, w: Words, message: &Message) -> Item {
        let room = RoomId(message.room);
        let party = self.people.get(&message.account).map(|p| p.party);
        let role = party.and_then(|p| model::roles(state, room, p).first().copied());
        Item {
            seq: message.seq,
            at: message.at,
            by: relief::ids::hex(&message.account.0),
            name: self.name(w, message.account),
            role: role.map(|r| model::role_word(w, r)).unwrap_or_default(),
            thread: message.thread,
            edited: message.edited_at.is_some(),
            body: self.body(state, w, message),
        }
    }

    fn body(&self, state: &State, w: Words, message: &Message) -> Body {
        if message.removed_at.is_some() {
            let by = message.removed_by.unwrap_or(message.account);
            return Body::Removed {
                by_name: self.name(w, by),
                own: by == message.account,
                reason: message.removed_reason.clone().unwrap_or_default(),
            };
        }
        match (message.kind.as_str(), message.card) {
            ("card", Some(index)) => Body::Card {
                index,
                replies: self.replies(index),
                card: Thing::at(state, index)
                    .and_then(|thing| Card::of(state, w, thing, self.now))
                    .map(|card| card.with_replies(self.replies(index)))
                    .map(Box::new),
            },
            ("line", Some(index)) => {
                let entry = self.entries.get(&index);
                let text = entry.map(|e| lines::sentence(w, state, index, &e.entry));
                let text = text.unwrap_or_else(|| t!(w, "line-entry", index = index));
                Body::Line { index, text }
            }
            _ => match self.lists.get(&message.seq) {
                Some(found) => Body::Jielong {
                    list: List::of(&message.body, found, |account| self.name(w, account)),
                },
                None => Body::Say {
                    text: message.body.clone(),
                },
            },
        }
    }
}

/// The id of a message's element.
pub fn element_id(seq: u64) -> String {
    format!("m-{seq}")
}

/// The list of a room's main talk, or of one thread.
pub fn list_id(thread: Option<u64>) -> String {
    thread.map_or_else(|| "talk".to_owned(), |card| format!("thread-{card}"))
}

/// A message as it is drawn. `into` is the list a live fragment goes to; `me` marks the reader's own.
pub fn draw(ctx: &Ctx, room: u64, item: &Item, into: Option<&str>, me: &str) -> Markup {
    let w = ctx.words;
    let id = element_id(item.seq);
    let href = permalink(room, item);
    let time = (clock(item.at), iso(item.at));
    let remark = if item.edited {
        t!(w, "talk-edited")
    } else {
        String::new()
    };
    let head = parts::Message {
        id: &id,
        by_hex: &item.by,
        name: &item.name,
        role: &item.role,
        place: "",
        time: (&time.0, &time.1),
        mine: item.by == me,
        remark: &remark,
        href: &href,
        into,
    };
    match &item.body {
        Body::Say { text } => parts::message(&head, text, None),
        Body::Jielong { list } => {
            let card = jielong::card(w, room, item.seq, list);
            parts::message(&head, "", Some(card))
        }
        Body::Removed { .. } => parts::line(&id, into, &tombstone(w, item), None),
        Body::Line { index, text } => parts::line(&id, into, text, Some(&format!("/l/{index}"))),
        Body::Card {
            index,
            replies,
            card,
        } => {
            let under = html! {
                @if let Some(card) = card { (card.draw(ctx)) }
                (thread_link(w, room, *index, card.as_deref(), *replies))
            };
            parts::message(&head, "", Some(under))
        }
    }
}

/// The address of a message: in its thread, or in the main talk around it.
fn permalink(room: u64, item: &Item) -> String {
    let id = element_id(item.seq);
    match item.thread {
        Some(card) => format!("/r/{room}/c/{card}?at={}#{id}", item.seq),
        None => format!("/r/{room}?at={}#{id}", item.seq),
    }
}

/// What stands where words were taken down.
fn tombstone(w: Words, item: &Item) -> String {
    let Body::Removed {
        by_name,
        own,
        reason,
    } = &item.body
    else {
        return String::new();
    };
    match (own, reason.is_empty()) {
        (true, true) => t!(w, "talk-removed-own", name = by_name.as_str()),
        (true, false) => {
            t!(
                w,
                "talk-removed-own-why",
                name = by_name.as_str(),
                reason = reason.as_str()
            )
        }
        (false, _) => {
            t!(
                w,
                "talk-removed-lead",
                name = by_name.as_str(),
                reason = reason.as_str()
            )
        }
    }
}

/// The link under a card to what was said about it, or its empty place where the card leads there itself; live
/// updates replace it by its id.
pub fn thread_link(w: Words, room: u64, index: u64, card: Option<&Card>, replies: u64) -> Markup {
    let id = format!("replies-{index}");
    html! {
        @if card.is_some_and(Card::has_talk_tab) {
            p id=(id) hidden {}
        } @else {
            p.sm id=(id) {
                a.tap.give href={ "/r/" (room) "/c/" (index) } {
                    (icon(Icon::Chat)) " " (t!(w, "talk-replies", n = replies))
                }
            }
        }
    }
}
