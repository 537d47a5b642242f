//! Opening a room: name, place, one sentence; then the link to share and three first steps.

use crate::address::Path;
use app::Refused;
use axum::response::Response;
use maud::{Markup, html};
use relief::code::Role;
use relief::ids::RoomId;
use relief::place::{Level, Place};
use relief::state::{Grant, State};
use serde::Serialize;

use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{Field, error_summary, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, btn_link, last_step, small};
use crate::refused;
use crate::room::invite::{Link, own_link, poster};
use crate::room::model::{Head, needs};
use crate::room::routes::member;
use crate::room::who::name_field;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// People to invite first: with the founder they are four, and one sleeps.
const FIRST_INVITED: u64 = 3;
/// Steps that a new room is led through.
pub const FIRST_STEPS: usize = 3;

/// The form for a new room, with what was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Form {
    /// The room's name.
    pub room_name: String,
    /// Its place as written.
    pub place: String,
    /// Its one sentence.
    pub about: String,
    /// The opener's name, when they are new here.
    pub name: String,
    /// Whether the reader is known here.
    pub known: bool,
    /// What did not fit: field and why.
    pub errors: Vec<(&'static str, String)>,
    #[serde(skip)]
    token: String,
}

impl Form {
    fn of(visitor: &Visitor, fields: &Fields) -> Form {
        let text = |name: &str| fields.text(name).to_owned();
        Form {
            room_name: text("room_name"),
            place: text("place"),
            about: text("about"),
            name: text("name"),
            known: visitor.who.is_some(),
            errors: Vec::new(),
            token: visitor.app().entropy().code(32),
        }
    }

    fn error(&self, field: &str) -> Option<&str> {
        let found = self.errors.iter().find(|(f, _)| *f == field);
        found.map(|(_, e)| e.as_str())
    }
}

/// `GET /new`.
pub async fn form(visitor: Visitor) -> Response {
    visitor.page(&Form::of(&visitor, &Fields::default()), page)
}

/// `POST /new`: fields `room_name`, `place`, `about`, and `name` for a newcomer.
pub async fn create(visitor: Visitor, fields: Fields) -> Response {
    let mut form = Form::of(&visitor, &fields);
    let w = visitor.words();
    let place = read_place(&form.place);
    if place.is_none() && !form.place.is_empty() {
        form.errors.push(("place", t!(w, "new-place-unknown")));
    }
    if let Err(fault) = relief::name::Name::new(&form.room_name) {
        form.errors
            .push(("room_name", refused::sentence(w, &Refused::from(fault))));
    }
    if form.about.chars().count() > app::text::TEXT_CHARS_MAX {
        let max = app::text::TEXT_CHARS_MAX;
        form.errors
            .push(("about", refused::sentence(w, &Refused::TooLong { max })));
    }
    if !form.errors.is_empty() {
        return visitor.again(&form, page);
    }
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return again(&visitor, form, "name", &error),
    };
    match acting
        .app
        .open_room(&acting.who, &form.room_name, place, &form.about)
        .await
    {
        Ok(receipt) => acting.done(&format!("/r/{}/start", receipt.index)),
        Err(error) => {
            let answer = again(&visitor, form, "room_name", &error);
            acting.keep(answer)
        }
    }
}

fn again(visitor: &Visitor, mut form: Form, field: &'static str, error: &Refused) -> Response {
    let field = if matches!(error, Refused::NotSignedIn) {
        "name"
    } else {
        field
    };
    let message = match error {
        Refused::NotSignedIn => t!(visitor.words(), "name-missing"),
        other => refused::sentence(visitor.words(), other),
    };
    form.errors.push((field, message));
    visitor.again_because(error, &form, page)
}

/// A place as people write it: alone, or inside a phrase.
fn read_place(text: &str) -> Option<Place> {
    Place::recognise(text).or_else(|| Place::find_in(text).map(|(place, _)| place))
}

fn page(ctx: &Ctx, form: &Form) -> Markup {
    let w = ctx.words;
    let errors: Vec<(&str, &str)> = form.errors.iter().map(|(f, e)| (*f, e.as_str())).collect();
    let body = html! {
        (error_summary(w, &errors))
        form.commit method="post" action="/new" data-enhance {
            (token(&form.token))
            (Field::new("room_name", &t!(w, "new-name")).hint(&t!(w, "new-name-hint"))
                .value(&form.room_name).error(form.error("room_name")).required()
                .length_max(relief::name::NAME_CHARS_MAX).autocomplete("off").text())
            (place_field(w, form))
            (Field::new("about", &t!(w, "new-about")).hint(&t!(w, "new-about-hint"))
                .value(&form.about).error(form.error("about")).textarea(2))
            @if !form.known { (name_field(w, &form.name, form.error("name"))) }
            (last_step(&t!(w, "new-sum"), &t!(w, "new-meaning"), btn(Some(Icon::Plus), &t!(w, "new-go"), true)))
        }
    };
    Shell::new(&t!(w, "new-title"), Nav::Room).render(ctx, body)
}

/// The place with suggestions: the prefectures of the country, by name.
fn place_field(w: Words, form: &Form) -> Markup {
    let error = form.error("place");
    let described = if error.is_some() {
        "place-hint place-error"
    } else {
        "place-hint"
    };
    html! {
        div.f {
            label for="place" { (t!(w, "new-place")) }
            small #place-hint { (t!(w, "new-place-hint")) }
            @if let Some(error) = error { small.lack #place-error { b { (error) } } }
            input.in #place name="place" list="places" value=(form.place) autocomplete="off"
                aria-invalid=[error.map(|_| "true")] aria-describedby=(described);
            datalist #places {
                @for name in suggestions(w) { option value=(name) {} }
            }
        }
    }
}

fn suggestions(w: Words) -> impl Iterator<Item = &'static str> {
    let hubei = Place::from_code(420_000);
    let near =
        move |p: &Place| p.level() == Level::Prefecture && hubei.is_some_and(|h| p.is_within(h));
    let name = move |p: Place| match w.lang() {
        crate::words::Lang::Zh => p.short_name_zh(),
        crate::words::Lang::En => p.name_en(),
    };
    Place::all().filter(near).filter_map(name)
}

/// A room that was just opened.
#[derive(Debug, Clone, Serialize)]
pub struct Started {
    /// The room.
    pub room: Head,
    /// The link to share.
    pub link: Link,
    /// What is done of the three first steps.
    pub done: [bool; FIRST_STEPS],
}

/// What a room has done of its first steps: invited people, written a need, chosen who answers at night.
pub fn first_steps(state: &State, room: RoomId) -> [bool; FIRST_STEPS] {
    let members = state.rooms.get(&room).map_or(0, |r| r.members);
    let verifies = |g: &Grant| g.room == Some(room) && g.role == Role::Verifier;
    [
        members > FIRST_INVITED,
        needs(state, room).next().is_some(),
        state.grants.iter().any(verifies),
    ]
}

/// `GET /r/{room}/start`: the link to share, and the three first steps.
pub async fn start(visitor: Visitor, Path(room): Path<String>) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let app = visitor.app();
    let link = own_link(app, &who, room).await;
    let head = Head::of(app, visitor.words(), room).await;
    match (link, head) {
        (Ok(link), Ok(head)) => {
            let now = app.now().0;
            let done = first_steps(&app.state(), room);
            let link = Link::of(&visitor.site, &link, &who.name, now);
            let model = Started {
                room: head,
                link,
                done,
            };
            visitor.page(&model, started)
        }
        (Err(error), _) | (_, Err(error)) => visitor.refused(&error),
    }
}

fn started(ctx: &Ctx, model: &Started) -> Markup {
    let w = ctx.words;
    let base = model.room.href();
    let [invited, needs, verifier] = model.done;
    let steps = [
        (
            invited,
            t!(w, "start-invite", n = FIRST_INVITED),
            t!(w, "start-invite-text"),
            format!("{base}/invite"),
        ),
        (
            needs,
            t!(w, "start-need"),
            t!(w, "start-need-text"),
            base.clone(),
        ),
        (
            verifier,
            t!(w, "start-night"),
            t!(w, "start-night-text"),
            format!("{base}/who"),
        ),
    ];
    let body = html! {
        section { h2 { (t!(w, "start-share")) } div.mt2 { (poster(w, &model.link)) } }
        section {
            h2 { (t!(w, "start-steps")) }
            ol.tl.mt2 {
                @for (done, title, text, href) in &steps {
                    li.now[!done] {
                        p { a.go2 href=(href) { b { (title) } } @if *done { " " span.sm.mut { (t!(w, "start-done")) } } }
                        (small(text))
                    }
                }
            }
        }
        (btn_link(&base, Some(Icon::Chat), &t!(w, "start-go"), true))
    };
    Shell::new(&t!(w, "start-title"), Nav::Room)
        .subtitle(&model.room.name)
        .back(Some(&base))
        .render(ctx, body)
}
