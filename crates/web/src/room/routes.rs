//! The talk of a room: the page, the live stream, saying something, threads.

use crate::acting;
use crate::address::{Path, Query};
use app::{App, NewMessage, Person, Receipt, Refused};
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use relief::ids::RoomId;
use serde::Deserialize;
use std::sync::Arc;

use crate::error::Fault;
use crate::fields::Fields;
use crate::label::Id;
use crate::live::Position;
use crate::refused;
use crate::room::door;
use crate::room::page::{self, At, Page};
use crate::room::{draft, model, say};
use crate::visitor::Visitor;

/// A room that exists, by the text of an address.
#[allow(clippy::result_large_err, reason = "the error is the answer itself")]
pub fn room_of(visitor: &Visitor, text: &str) -> Result<RoomId, Response> {
    let id = text.parse::<Id>().map(|id| RoomId(id.0));
    let known = id
        .ok()
        .filter(|id| visitor.app().state().rooms.contains_key(id));
    known.ok_or_else(|| visitor.fault(Fault::NotFound))
}

/// A room and the member who asks; others get the answer to send instead.
#[allow(clippy::result_large_err, reason = "the error is the answer itself")]
pub fn member(visitor: &Visitor, text: &str) -> Result<(RoomId, Arc<Person>), Response> {
    let room = room_of(visitor, text)?;
    let who = visitor.person()?;
    if who.is_in(room) {
        Ok((room, Arc::clone(who)))
    } else {
        Err(visitor.fault(Fault::Forbidden))
    }
}

/// Which part of the talk is shown.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Around this message.
    at: Option<u64>,
    /// Before this message.
    before: Option<u64>,
    /// After this message.
    after: Option<u64>,
    /// With what was recognised in this message.
    draft: Option<u64>,
    /// With words that a button elsewhere prepared.
    #[serde(default)]
    say: String,
    /// What those words are about.
    about: Option<u64>,
}

impl Asked {
    fn at(&self) -> At {
        match (self.at, self.before, self.after) {
            (Some(seq), ..) => At::Around(seq),
            (_, Some(seq), _) => At::Before(seq),
            (.., Some(seq)) => At::After(seq),
            _ => At::Newest,
        }
    }
}

/// `GET /r/{room}`: the talk for members, the sign at the door for others.
pub async fn room(
    visitor: Visitor,
    Path(room): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let room = match room_of(&visitor, &room) {
        Ok(room) => room,
        Err(answer) => return answer,
    };
    match visitor.who.clone().filter(|who| who.is_in(room)) {
        Some(who) => talk(&visitor, room, &who, &asked).await,
        None => match door::Door::of(visitor.app(), visitor.words(), room).await {
            Ok(door) => visitor.page(&door, door::door),
            Err(error) => visitor.refused(&error),
        },
    }
}

async fn talk(visitor: &Visitor, room: RoomId, who: &Person, asked: &Asked) -> Response {
    let loaded = Page::load(visitor.app(), visitor.words(), room, who, asked.at(), None).await;
    match loaded {
        Ok(mut page) => {
            if let Some(seq) = asked.draft {
                page.draft = draft::of_message(visitor.app(), who, room, seq)
                    .await
                    .ok()
                    .flatten();
            }
            let state = visitor.app().state();
            page.typed =
                say::prepared(visitor.words(), &state, &asked.say, asked.about).unwrap_or_default();
            drop(state);
            visitor.page(&page, page::talk)
        }
        Err(error) => visitor.refused(&error),
    }
}

/// `GET /r/{room}/c/{card}`: what was said about one card.
pub async fn thread(
    visitor: Visitor,
    Path((room, card)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let Some(card) = card_of(&visitor, room, &card) else {
        return visitor.fault(Fault::NotFound);
    };
    let (app, w) = (visitor.app(), visitor.words());
    match Page::load(app, w, room, &who, asked.at(), Some(card)).await {
        Ok(page) => visitor.page(&page, page::talk),
        Err(error) => visitor.refused(&error),
    }
}

/// A thing whose card stands in this room.
fn card_of(visitor: &Visitor, room: RoomId, text: &str) -> Option<u64> {
    let index = text.parse::<Id>().ok()?.0;
    let state = visitor.app().state();
    let thing = crate::room::cards::Thing::at(&state, index)?;
    crate::room::touched::rooms_of(&state, thing)
        .contains(&room)
        .then_some(index)
}

/// `POST /r/{room}/say`: fields `text` and, under a card, `thread`.
pub async fn say(visitor: Visitor, Path(room): Path<String>, fields: Fields) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let thread = match fields.text("thread") {
        "" => None,
        text => match card_of(&visitor, room, text) {
            Some(card) => Some(card),
            None => return visitor.fault(Fault::NotFound),
        },
    };
    let by = visitor.acting(&fields).await;
    let body = fields.text("text").to_owned();
    let needs = thread.is_none() && draft::reads_as_need(&body);
    let say =
        async |app: App, who: Arc<Person>| app.say(&who, room, NewMessage { body, thread }).await;
    let to = |receipt: Receipt| {
        let seq = receipt.seq.unwrap_or(0);
        match thread {
            Some(card) => format!("/r/{}/c/{card}#m-{seq}", room.0),
            None if needs => format!("/r/{}?draft={seq}#composer", room.0),
            None => format!("/r/{}#m-{seq}", room.0),
        }
    };
    let why = async |refused| unsaid(&visitor, room, &who, thread, &fields, &refused).await;
    acting::act(by, say, to, why).await
}

/// The page again with every word, and why the message was not taken.
async fn unsaid(
    visitor: &Visitor,
    room: RoomId,
    who: &Person,
    thread: Option<u64>,
    fields: &Fields,
    error: &Refused,
) -> Response {
    let loaded = Page::load(
        visitor.app(),
        visitor.words(),
        room,
        who,
        At::Newest,
        thread,
    )
    .await;
    match loaded {
        Ok(mut page) => {
            page.typed = fields.text("text").to_owned();
            page.error = Some(refused::sentence(visitor.words(), error));
            let mut answer = visitor.again_because(error, &page, page::talk);
            let status = refused::fault(error).status();
            if status != StatusCode::UNPROCESSABLE_ENTITY {
                *answer.status_mut() = status;
            }
            answer
        }
        Err(error) => visitor.refused(&error),
    }
}

/// Where a reader of the live stream stood.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    last: Option<String>,
}

/// `GET /r/{room}/live`: the live stream, for members.
pub async fn live(
    visitor: Visitor,
    Path(room): Path<String>,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let last = headers.get("last-event-id").and_then(|v| v.to_str().ok());
    let from = last.or(from.last.as_deref()).and_then(Position::read);
    let lang = visitor.words().lang();
    let site = &visitor.site;
    match site
        .live()
        .follow(site.app(), room, lang, who.account, from)
    {
        Ok(frames) => {
            let headers = [
                (header::CONTENT_TYPE, "text/event-stream"),
                (header::CACHE_CONTROL, "no-store"),
                (header::HeaderName::from_static("x-accel-buffering"), "no"),
            ];
            (headers, Body::from_stream(frames)).into_response()
        }
        Err(_) => visitor.fault(Fault::Busy(model::STREAM_RETRY_SECS)),
    }
}
