//! The page of a room: its talk, a thread of it, or the sign at its door.

use app::vault::message::{Message, PAGE};
use app::{App, Person, Refused};
use maud::{Markup, html};
use relief::ids::RoomId;
use serde::Serialize;

use crate::layout::{Ctx, Nav, Shell, Width, tap};
use crate::parts::icon::Icon;
use crate::parts::{note, talk as parts};
use crate::room::cards::{Card, Thing};
use crate::room::draft::Draft;
use crate::room::model::Head;
use crate::room::open::{FIRST_STEPS, first_steps};
use crate::room::talk::{Gathered, Item, draw, list_id};
use crate::room::views::{self, Strip};
use crate::t;
use crate::words::{Words, day};

/// Which part of the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The newest page.
    Newest,
    /// A message with what stands before and after it.
    Around(u64),
    /// The page before a message.
    Before(u64),
    /// The page after a message.
    After(u64),
}

/// The talk of a room, or one thread.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The room.
    pub room: Head,
    /// Its pinned board.
    pub strip: Strip,
    /// The card this thread is about.
    pub thread: Option<Thread>,
    /// Messages in order.
    pub messages: Vec<Item>,
    /// The first message not seen before.
    pub unread_from: Option<u64>,
    /// The last message seen, when what was not seen begins before this page.
    pub unread_after: Option<u64>,
    /// The message asked for.
    pub at: Option<u64>,
    /// More before the first one.
    pub older: Option<u64>,
    /// More after the last one.
    pub newer: Option<u64>,
    /// Where the live stream goes on: `<change>.<entry>`; nothing on older pages.
    pub live: Option<String>,
    /// What the room should see to.
    pub notices: Vec<Notice>,
    /// What was recognised in the last own message.
    pub draft: Option<Draft>,
    /// What was typed and not taken.
    pub typed: String,
    /// Why.
    pub error: Option<String>,
    /// The token of the message field.
    #[serde(skip)]
    pub token: String,
}

/// The card of a thread.
#[derive(Debug, Clone, Serialize)]
pub struct Thread {
    /// Its index.
    pub index: u64,
    /// What it shows.
    pub card: Option<Card>,
}

/// What a room should see to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// So many of the three first steps are done.
    FirstSteps(usize),
    /// Nobody can join before a second person leads it.
    SecondLead,
    /// The one who leads it has no way back in.
    Recovery,
}

impl Page {
    /// Loads a part of the talk for a member, and notes that it was read.
    ///
    /// # Errors
    /// [`Refused::NotFound`], or the store's failure.
    pub async fn load(
        app: &App,
        w: Words,
        room: RoomId,
        who: &Person,
        at: At,
        thread: Option<u64>,
    ) -> Result<Page, Refused> {
        // The position is taken before the messages: what comes in between is sent again, never lost.
        let size = app.state().size;
        let head_seq = app.talk_head(room).await?;
        let Part {
            found,
            older,
            newer,
        } = part(app, room, thread, at).await?;
        let gathered = Gathered::of(app, room, &found).await?;
        let member = app.membership(room, who.account).await?;
        let read = member.map_or(u64::MAX, |m| m.last_read_seq);
        let unread = found
            .iter()
            .find(|m| m.seq > read && m.account != who.account);
        let head = Head::of(app, w, room).await?;
        let notices = notices(app, room, who, head.members).await?;
        let newest = at == At::Newest;
        let unread_before = newest
            && thread.is_none()
            && older
                .zip(unread)
                .is_some_and(|(first, unread)| first == unread.seq);
        if newest && thread.is_none() && head_seq > read {
            // A note that is lost costs nothing.
            let _ = app.read_up_to(who.account, room, head_seq);
        }
        let now = app.now().0;
        let state = app.state();
        Ok(Page {
            strip: Strip::of(&state, w, room, now),
            thread: thread.map(|index| Thread {
                index,
                card: Thing::at(&state, index).and_then(|t| Card::of(&state, w, t, now)),
            }),
            messages: found.iter().map(|m| gathered.item(&state, w, m)).collect(),
            unread_from: unread.map(|m| m.seq),
            unread_after: unread_before.then_some(read),
            at: if let At::Around(seq) = at {
                Some(seq)
            } else {
                None
            },
            older,
            newer,
            live: newest.then(|| format!("{head_seq}.{size}")),
            notices,
            draft: None,
            typed: String::new(),
            error: None,
            token: app.entropy().code(32),
            room: head,
        })
    }
}

/// A page of talk, and the messages at its ends that have neighbours beyond.
struct Part {
    found: Vec<Message>,
    older: Option<u64>,
    newer: Option<u64>,
}

async fn part(app: &App, room: RoomId, thread: Option<u64>, at: At) -> Result<Part, Refused> {
    let (before, after) = match at {
        At::Newest => (app.talk_before(room, thread, u64::MAX).await?, Vec::new()),
        At::Before(seq) => (app.talk_before(room, thread, seq).await?, Vec::new()),
        At::After(seq) => (Vec::new(), app.talk_after(room, thread, seq).await?),
        At::Around(seq) => (
            app.talk_before(room, thread, seq.saturating_add(1)).await?,
            app.talk_after(room, thread, seq).await?,
        ),
    };
    // A full page has neighbours.
    let full = |page: &[Message]| u32::try_from(page.len()).is_ok_and(|n| n >= PAGE);
    let (more_before, more_after) = match at {
        At::Newest => (full(&before), false),
        At::Before(_) => (full(&before), true),
        At::After(seq) => (seq > 0, full(&after)),
        At::Around(_) => (full(&before), full(&after)),
    };
    let found: Vec<Message> = before.into_iter().chain(after).collect();
    Ok(Part {
        older: found.first().map(|m| m.seq).filter(|_| more_before),
        newer: found.last().map(|m| m.seq).filter(|_| more_after),
        found,
    })
}

async fn notices(
    app: &App,
    room: RoomId,
    who: &Person,
    members: u64,
) -> Result<Vec<Notice>, Refused> {
    let (leads, may_grow, done) = {
        let state = app.state();
        let may_grow = state.has_leads_for(room, members.saturating_add(1));
        let steps = first_steps(&state, room);
        let done = steps.iter().filter(|done| **done).count();
        (state.leads(&who.actor(), Some(room)), may_grow, done)
    };
    let mut notices = Vec::new();
    if leads && done < FIRST_STEPS {
        notices.push(Notice::FirstSteps(done));
    }
    // Whoever sees it can ask a lead.
    if !may_grow {
        notices.push(Notice::SecondLead);
    }
    if leads && !app.has_recovery(who).await? {
        notices.push(Notice::Recovery);
    }
    Ok(notices)
}

/// The page of the talk.
pub fn talk(ctx: &Ctx, page: &Page) -> Markup {
    let w = ctx.words;
    let base = page.room.href();
    let thread = page.thread.as_ref().map(|t| t.index);
    let here = thread.map_or_else(|| base.clone(), |card| format!("{base}/c/{card}"));
    let live = page
        .live
        .as_ref()
        .map(|last| format!("{base}/live?last={last}"));
    let list = if page.live.is_some() {
        list_id(thread)
    } else {
        "talk-past".to_owned()
    };
    let body = html! {
        (notes(ctx, page))
        @if let Some(card) = page.thread.as_ref().and_then(|t| t.card.as_ref()) {
            div.talk { (card.draw(ctx)) }
        }
        @if let Some(read) = page.unread_after {
            p.talk.ctr { a.tap.give href={ (here) "?after=" (read) } { (t!(w, "talk-unread-first")) } }
        }
        (more(&here, "before", page.older, &t!(w, "talk-older")))
        (parts::talk(&list, live.as_deref(), &rows(ctx, page)))
        @if page.messages.is_empty() { p.talk.sm.mut { (t!(w, "talk-empty")) } }
        (more(&here, "after", page.newer, &t!(w, "talk-newer")))
        @if page.live.is_none() { p.talk.ctr { a.tap.give href=(here) { (t!(w, "talk-newest")) } } }
    };
    let (subtitle, back) = match thread {
        Some(_) => (t!(w, "talk-thread"), base.clone()),
        None => (
            t!(w, "growth-people", n = page.room.members),
            "/".to_owned(),
        ),
    };
    let actions = html! {
        (tap(&format!("{base}/who"), Icon::People, &t!(w, "room-who")))
        (tap(&format!("{base}/invite"), Icon::Plus, &t!(w, "room-invite")))
    };
    Shell::new(&page.room.name, Nav::Room)
        .subtitle(&subtitle)
        .width(Width::Talk)
        .back(Some(&back))
        .actions(actions)
        .strip(views::strip(ctx, &page.strip))
        .composer(composer(w, page, thread))
        .render(ctx, body)
}

fn composer(w: Words, page: &Page, thread: Option<u64>) -> Markup {
    let action = format!("{}/say", page.room.href());
    let (label, send) = (t!(w, "talk-field"), t!(w, "talk-send"));
    let (begin, begin_words) = (
        format!("{}/jielong", page.room.href()),
        t!(w, "jielong-new"),
    );
    parts::Composer {
        action: &action,
        token: &page.token,
        label: &label,
        send: &send,
        text: &page.typed,
        error: page.error.as_deref(),
        thread,
        more: thread
            .is_none()
            .then_some((begin.as_str(), begin_words.as_str())),
        draft: page
            .draft
            .as_ref()
            .map(|d| super::draft::card(w, page.room.id, d)),
    }
    .render()
}

/// Messages with a line before each day and before the first unread one.
fn rows(ctx: &Ctx, page: &Page) -> Vec<Markup> {
    let w = ctx.words;
    let me = ctx
        .signed_in
        .as_ref()
        .map_or("", |p| p.account_hex.as_str());
    let mut rows = Vec::new();
    let mut today = String::new();
    for item in &page.messages {
        let date = day(w, item.at);
        if date != today {
            rows.push(parts::line(&format!("d-{}", item.seq), None, &date, None));
            today = date;
        }
        if page.unread_from == Some(item.seq) {
            rows.push(parts::line("unread", None, &t!(w, "talk-unread"), None));
        }
        rows.push(draw(ctx, page.room.id, item, None, me));
        if page.at == Some(item.seq) {
            rows.push(html! { li.sm.ent {
                a href={ (page.room.href()) "/m/" (item.seq) } { (t!(w, "talk-about")) }
            } });
        }
    }
    rows
}

fn more(here: &str, name: &str, seq: Option<u64>, text: &str) -> Markup {
    html! {
        @if let Some(seq) = seq {
            p.talk.ctr { a.tap.give href={ (here) "?" (name) "=" (seq) } { (text) } }
        }
    }
}

fn notes(ctx: &Ctx, page: &Page) -> Markup {
    let w = ctx.words;
    let base = page.room.href();
    html! {
        @for notice in &page.notices {
            div.talk {
                @match notice {
                    Notice::FirstSteps(done) => (note::note(Icon::Ok, &t!(w, "room-first-steps", done = *done, n = FIRST_STEPS), html! {
                        p.sm { (t!(w, "room-first-steps-text")) }
                        p.ent { a href={ (base) "/start" } { (t!(w, "room-first-steps-act")) } }
                    })),
                    Notice::SecondLead => (note::note(Icon::People, &t!(w, "room-second-lead"), html! {
                        p.sm { (t!(w, "room-second-lead-text")) }
                        p.ent { a href={ (base) "/who" } { (t!(w, "room-second-lead-act")) } }
                    })),
                    Notice::Recovery => (note::note(Icon::Key, &t!(w, "room-recovery"), html! {
                        p.sm { (t!(w, "room-recovery-text")) }
                        p.ent { a href="/me#recovery" { (t!(w, "room-recovery-act")) } }
                    })),
                }
            }
        }
    }
}
