//! Shared lists (接龙): begun in the talk, each member owns one line, everybody sees who is still missing.

use std::sync::Arc;

use crate::acting;
use crate::address::Path;
use app::jielong::{Jielong, LINE_CHARS_MAX, LINES_MAX, TITLE_CHARS_MAX};
use app::{App, Person, Receipt, Refused};
use axum::response::Response;
use maud::{Markup, html};
use relief::ids::RoomId;
use serde::Serialize;

use crate::error::Fault;
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::card::{Card, Tab};
use crate::parts::field::{Field, error_summary, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, last_step};
use crate::refused;
use crate::room::model::Head;
use crate::room::routes::member;
use crate::room::talk::{Body, Gathered, Item};
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// A list as a reader sees it.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// What it is about.
    pub title: String,
    /// How many people it wants; nothing when any number may come.
    pub wanted: Option<u32>,
    /// How many are still missing.
    pub missing: u32,
    /// Lines in the order in which they were taken.
    pub lines: Vec<Line>,
}

/// One member's line.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The member's account in hex.
    pub by: String,
    /// Their name.
    pub name: String,
    /// What they wrote; may be empty.
    pub text: String,
}

impl List {
    /// A list with its people's names.
    pub fn of(title: &str, found: &Jielong, name: impl Fn(app::PrivateId) -> String) -> List {
        let lines: Vec<Line> = found
            .lines
            .iter()
            .map(|line| Line {
                by: relief::ids::hex(&line.account.0),
                name: name(line.account),
                text: line.text.clone(),
            })
            .collect();
        let came = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        List {
            title: title.to_owned(),
            wanted: Some(found.wanted).filter(|n| *n > 0),
            missing: found.wanted.saturating_sub(came),
            lines,
        }
    }
}

/// The list as a card in the talk.
pub fn card(w: Words, room: u64, seq: u64, list: &List) -> Markup {
    let (take, href) = (t!(w, "jielong-take"), format!("/r/{room}/jielong/{seq}"));
    frame(w, list, &[Tab::link(&take, &href).icon(Icon::Plus)])
}

fn frame(w: Words, list: &List, tabs: &[Tab<'_>]) -> Markup {
    let kind = t!(w, "jielong");
    let state = match (list.missing, list.wanted) {
        (0, Some(_)) => t!(w, "jielong-full"),
        (0, None) => t!(w, "jielong-count", n = list.lines.len()),
        (missing, _) => t!(w, "jielong-missing", n = missing),
    };
    tabs.iter()
        .fold(Card::new(Icon::List, &kind, ""), |card, tab| {
            card.tab(tab.clone())
        })
        .state(html! { (state) })
        .render(html! {
            h3 { (list.title) }
            ol.nl {
                @for (n, line) in (1..).zip(&list.lines) {
                    li { p.row.sp { span { (n) " " b { (line.name) } } span { (line.text) } } }
                }
                @if list.missing > 0 {
                    li { p.lack { b { (t!(w, "jielong-open", n = list.missing)) } } }
                }
            }
        })
}

/// The form that begins a list, with what was typed.
#[derive(Debug, Clone, Serialize)]
pub struct Begin {
    room: Head,
    title: String,
    wanted: String,
    error: Option<(&'static str, String)>,
    #[serde(skip)]
    token: String,
}

impl Begin {
    async fn load(visitor: &Visitor, room: RoomId, fields: &Fields) -> Result<Begin, Refused> {
        Ok(Begin {
            room: Head::of(visitor.app(), visitor.words(), room).await?,
            title: fields.text("title").to_owned(),
            wanted: fields.text("wanted").to_owned(),
            error: None,
            token: visitor.app().entropy().code(32),
        })
    }

    fn error(&self, field: &str) -> Option<&str> {
        let own = self.error.as_ref().filter(|(f, _)| *f == field);
        own.map(|(_, e)| e.as_str())
    }
}

/// `GET /r/{room}/jielong`.
pub async fn ask(visitor: Visitor, Path(room): Path<String>) -> Response {
    let (room, _) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    match Begin::load(&visitor, room, &Fields::default()).await {
        Ok(model) => visitor.page(&model, begin_page),
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /r/{room}/jielong`: fields `title` and `wanted`, a number of people or nothing.
pub async fn begin(visitor: Visitor, Path(room): Path<String>, fields: Fields) -> Response {
    let (room, _) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let Ok(wanted) = fields.number("wanted") else {
        let sentence = t!(visitor.words(), "jielong-wanted-number");
        return begin_again(&visitor, room, &fields, "wanted", sentence).await;
    };
    // A number that does not fit is too many in any case.
    let wanted = u32::try_from(wanted.unwrap_or(0)).unwrap_or(u32::MAX);
    let (by, title) = (visitor.acting(&fields).await, fields.text("title"));
    let begin =
        async |app: App, who: Arc<Person>| app.begin_jielong(&who, room, title, wanted).await;
    let to = |receipt: Receipt| format!("/r/{}#m-{}", room.0, receipt.seq.unwrap_or(0));
    let why = async |refused| {
        let wanted = matches!(refused, Refused::TooMany { .. });
        let field = if wanted { "wanted" } else { "title" };
        let sentence = refused::sentence(visitor.words(), &refused);
        begin_again(&visitor, room, &fields, field, sentence).await
    };
    acting::act(by, begin, to, why).await
}

async fn begin_again(
    visitor: &Visitor,
    room: RoomId,
    fields: &Fields,
    field: &'static str,
    sentence: String,
) -> Response {
    match Begin::load(visitor, room, fields).await {
        Ok(mut model) => {
            model.error = Some((field, sentence));
            visitor.again(&model, begin_page)
        }
        Err(error) => visitor.refused(&error),
    }
}

fn begin_page(ctx: &Ctx, model: &Begin) -> Markup {
    let w = ctx.words;
    let base = model.room.href();
    let errors: Vec<(&str, &str)> = model.error.iter().map(|(f, e)| (*f, e.as_str())).collect();
    let body = html! {
        (error_summary(w, &errors))
        form.commit method="post" action={ (base) "/jielong" } data-enhance {
            (token(&model.token))
            (Field::new("title", &t!(w, "jielong-title")).hint(&t!(w, "jielong-title-hint"))
                .value(&model.title).error(model.error("title")).required()
                .length_max(TITLE_CHARS_MAX).autocomplete("off").text())
            (Field::new("wanted", &t!(w, "jielong-wanted")).hint(&t!(w, "jielong-wanted-hint", max = LINES_MAX))
                .value(&model.wanted).error(model.error("wanted")).autocomplete("off").text())
            (last_step(&t!(w, "jielong-sum"), &t!(w, "jielong-meaning"), btn(Some(Icon::List), &t!(w, "jielong-begin"), true)))
        }
    };
    Shell::new(&t!(w, "jielong-new"), Nav::Room)
        .subtitle(&model.room.name)
        .back(Some(&base))
        .render(ctx, body)
}

/// One list with the reader's own line.
#[derive(Debug, Clone, Serialize)]
pub struct One {
    room: Head,
    seq: u64,
    list: List,
    /// Whether the reader has a line.
    mine: bool,
    /// What stands in the field.
    text: String,
    error: Option<String>,
    #[serde(skip)]
    token: String,
}

impl One {
    async fn load(visitor: &Visitor, who: &Person, room: RoomId, seq: u64) -> Result<One, Refused> {
        let (app, w) = (visitor.app(), visitor.words());
        let found = app.message(room, seq).await?.ok_or(Refused::NotFound)?;
        let gathered = Gathered::of(app, room, std::slice::from_ref(&found)).await?;
        let room_head = Head::of(app, w, room).await?;
        let Item { body, .. } = gathered.item(&app.state(), w, &found);
        let Body::Jielong { list } = body else {
            return Err(Refused::NotFound);
        };
        let me = relief::ids::hex(&who.account.0);
        let own = list.lines.iter().find(|line| line.by == me);
        Ok(One {
            seq,
            mine: own.is_some(),
            text: own.map(|line| line.text.clone()).unwrap_or_default(),
            list,
            error: None,
            token: app.entropy().code(32),
            room: room_head,
        })
    }
}

/// `GET /r/{room}/jielong/{seq}`.
pub async fn show(visitor: Visitor, Path((room, seq)): Path<(String, u64)>) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    match One::load(&visitor, &who, room, seq).await {
        Ok(one) => visitor.page(&one, page),
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /r/{room}/jielong/{seq}`: fields `do` (`take` with `text`, `give_back`).
pub async fn change(
    visitor: Visitor,
    Path((room, seq)): Path<(String, u64)>,
    fields: Fields,
) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let takes = match fields.text("do") {
        "take" => true,
        "give_back" => false,
        _ => return visitor.fault(Fault::Invalid),
    };
    let (by, text) = (visitor.acting(&fields).await, fields.text("text"));
    let change = async |app: App, who: Arc<Person>| match takes {
        true => app.take_line(&who, room, seq, text).await,
        false => app.give_line_back(&who, room, seq).await,
    };
    let why = async |refused| again(&visitor, &who, room, seq, text, &refused).await;
    let to = |_| format!("/r/{}?at={seq}#m-{seq}", room.0);
    acting::act(by, change, to, why).await
}

async fn again(
    visitor: &Visitor,
    who: &Person,
    room: RoomId,
    seq: u64,
    text: &str,
    error: &Refused,
) -> Response {
    match One::load(visitor, who, room, seq).await {
        Ok(mut one) => {
            one.text = text.to_owned();
            one.error = Some(refused::sentence(visitor.words(), error));
            visitor.again_because(error, &one, page)
        }
        Err(error) => visitor.refused(&error),
    }
}

fn page(ctx: &Ctx, one: &One) -> Markup {
    let w = ctx.words;
    let base = one.room.href();
    let action = format!("{base}/jielong/{}", one.seq);
    let errors: Vec<(&str, &str)> = one.error.iter().map(|e| ("text", e.as_str())).collect();
    let take = if one.mine {
        t!(w, "jielong-change")
    } else {
        t!(w, "jielong-take")
    };
    let body = html! {
        (error_summary(w, &errors))
        (frame(w, &one.list, &[]))
        form.commit method="post" action=(action) data-enhance {
            (token(&one.token))
            (Field::new("text", &t!(w, "jielong-line")).hint(&t!(w, "jielong-line-hint"))
                .value(&one.text).error(one.error.as_deref())
                .length_max(LINE_CHARS_MAX).autocomplete("off").text())
            button.btn.go name="do" value="take" { (take) }
        }
        @if one.mine {
            form method="post" action=(action) data-enhance {
                (token(&format!("{}b", one.token)))
                button.btn name="do" value="give_back" { (t!(w, "jielong-give-back")) }
            }
        }
    };
    Shell::new(&t!(w, "jielong"), Nav::Room)
        .subtitle(&one.room.name)
        .back(Some(&format!("{base}?at={0}#m-{0}", one.seq)))
        .render(ctx, body)
}
