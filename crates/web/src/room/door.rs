//! What stands before a room for whoever is not in it.

use app::{App, Refused};
use maud::{Markup, html};
use relief::ids::RoomId;
use serde::Serialize;

use crate::layout::{Ctx, Nav, Shell};
use crate::parts::icon::Icon;
use crate::parts::note;
use crate::room::model::{Grown, Head, Lack, OPEN_SHOWN, lacking};
use crate::room::views::{self};
use crate::t;
use crate::words::Words;

/// What somebody outside sees of a room.
#[derive(Debug, Clone, Serialize)]
pub struct Door {
    /// The room.
    pub room: Head,
    /// What it lacks most.
    pub open: Vec<Lack>,
    /// How it grew.
    pub growth: Option<Grown>,
}

impl Door {
    /// The sign at a room's door.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn of(app: &App, w: Words, room: RoomId) -> Result<Door, Refused> {
        let head = Head::of(app, w, room).await?;
        let now = app.now().0;
        let state = app.state();
        Ok(Door {
            room: head,
            open: lacking(&state, w, room, now, OPEN_SHOWN),
            growth: Grown::of(&state, room, now),
        })
    }
}

/// The sign at a room's door.
pub fn door(ctx: &Ctx, door: &Door) -> Markup {
    let w = ctx.words;
    let body = html! {
        (views::sign(ctx, &door.room))
        (note::note(Icon::Lock, &t!(w, "door-members"), html! { p.sm { (t!(w, "door-members-text")) } }))
        @if !door.open.is_empty() {
            section { h2 { (t!(w, "join-needs")) } (views::open_needs(ctx, &door.open)) div.mt3 { (views::legend_of(w, &door.open)) } }
        }
        @if let Some(growth) = &door.growth {
            section.sheet { h2 { (t!(w, "door-growth")) } (views::grown(w, growth, &[], &views::ending(w, growth))) }
        }
        div.row {
            (crate::parts::btn_link("/b", Some(Icon::Board), &t!(w, "join-board"), false))
            (crate::parts::btn_link("/give", Some(Icon::Give), &t!(w, "join-give"), true))
        }
    };
    Shell::new(&door.room.name, Nav::Room)
        .subtitle(&t!(w, "door-subtitle"))
        .render(ctx, body)
}
