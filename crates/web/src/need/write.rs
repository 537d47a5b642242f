//! Reporting a need: the empty form, a pasted text read into it, and the posting.

use std::sync::Arc;

use app::{App, Person, Refused};
use axum::response::Response;
use maud::Markup;
use relief::ids::TestimonyId;
use relief::need::NEED_LINES_MAX;
use relief::refusal::Refusal;
use serde::Deserialize;

use super::form::{LineForm, NeedForm};
use super::{draft, texts, write_views};
use crate::address::Query;
use crate::fields::Fields;
use crate::form::{Form, Misfit, submit};
use crate::label::{Id, Kind, label};
use crate::layout::Ctx;
use crate::testimony::origin::{self, Origin};
use crate::visitor::Visitor;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Begun {
    #[serde(default)]
    room: String,
    #[serde(default)]
    recipient: String,
    #[serde(default)]
    place: String,
    testimony: Option<Id>,
}

/// `GET /need/new?room=&recipient=&place=`, or `&testimony=`.
pub(super) async fn open(visitor: Visitor, Query(begun): Query<Begun>) -> Response {
    // Whoever is in a room posts there unless they say otherwise.
    let asked = begun.room.parse::<Id>().map(|id| id.0).ok();
    let own = visitor
        .who
        .as_ref()
        .and_then(|who| who.rooms.first().map(|r| r.0));
    let room = asked.or(own).map_or_else(String::new, |id| id.to_string());
    let (recipient, place) = (begun.recipient, begun.place);
    let form = NeedForm {
        room,
        recipient,
        place,
        ..NeedForm::default()
    };
    let form = match origin::of(&visitor, begun.testimony).await {
        Some(said) => of_testimony(&visitor, said, form),
        None => form,
    };
    form.shown(&visitor)
}

/// What was said is read as a paste is. It names no way to reach anybody, and is the source of what it says.
fn of_testimony(visitor: &Visitor, said: Origin, form: NeedForm) -> NeedForm {
    let state = visitor.app().state();
    let read = draft::of_text(visitor.words(), &state, &said.statement, form);
    NeedForm {
        place: if read.place.is_empty() {
            said.place
        } else {
            read.place
        },
        source: said.address,
        contact: String::new(),
        remark: said.quote,
        doubt: None,
        testimony: Some(said.id),
        ..read
    }
}

/// `POST /need/draft` with `text`: the form, filled from it.
pub(super) async fn read(visitor: Visitor, fields: Fields) -> Response {
    let form = {
        let state = visitor.app().state();
        draft::of_text(
            visitor.words(),
            &state,
            fields.text("text"),
            NeedForm::of(&fields),
        )
    };
    form.shown(&visitor)
}

/// `POST /need/new`: one more line, one less, or the posting.
pub(super) async fn send(visitor: Visitor, fields: Fields) -> Response {
    let mut form = NeedForm::of(&fields).recalled();
    let wish = fields.text("do");
    if let Some(dropped) = wish.strip_prefix("drop-").and_then(|i| i.parse().ok()) {
        if form.lines.len() > 1 && dropped < form.lines.len() {
            form.lines.remove(dropped);
        }
        return form.shown(&visitor);
    }
    if wish == "add" || wish == "refresh" {
        if wish == "add" && form.lines.len() < NEED_LINES_MAX {
            form.lines.push(LineForm::default());
        }
        return form.shown(&visitor);
    }
    post(visitor, fields, form).await
}

async fn post(visitor: Visitor, fields: Fields, form: NeedForm) -> Response {
    let separate = fields.text("do") == "separate";
    let read = form.read(visitor.words(), &visitor.app().state(), separate);
    let by = visitor.acting(&fields);
    let report = async |app: App, who: Arc<Person>, new| app.report_need(&who, new).await;
    let testimony = form.testimony.map(TestimonyId);
    let to = |id| origin::onward(&visitor, format!("/n/{id}"), testimony, id);
    submit(&visitor, form, read, by, report, to).await
}

impl Form for NeedForm {
    fn view(ctx: &Ctx, form: &Self) -> Markup {
        write_views::page(ctx, form)
    }

    fn complete(self, visitor: &Visitor) -> Self {
        let form = NeedForm {
            rooms: visitor.rooms(),
            asks_name: visitor.who.is_none(),
            token: texts::token(visitor),
            ..self
        };
        form.listed(visitor.words(), &visitor.app().state())
    }

    fn faults(&mut self) -> &mut Vec<Misfit> {
        &mut self.faults
    }

    fn field_of(refused: &Refused) -> &'static str {
        match refused {
            Refused::NotSignedIn | Refused::Name(_) => "name",
            Refused::TooLong { .. } => "remark",
            Refused::Refusal(Refusal::NotAMember | Refusal::NotFound(_)) => "room",
            _ => "item-0",
        }
    }

    /// A similar need is offered as the other way.
    fn refuse(&mut self, visitor: &Visitor, refused: &Refused) {
        match refused {
            Refused::Refusal(Refusal::SimilarNeed(same)) => {
                self.similar = Some((same.0, label(Kind::Need, same.0)));
            }
            _ => self.faults = visitor.misfit(Self::field_of(refused), refused),
        }
    }
}
