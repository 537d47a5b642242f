//! After joining: one task that fits what the person can do.

use crate::address::Path;
use app::{App, Can, Person, Refused};
use axum::response::Response;
use maud::{Markup, html};
use relief::consignment::Stage;
use relief::ids::RoomId;
use relief::need::NeedStatus;
use serde::Serialize;

use crate::layout::{Ctx, Nav, Shell};
use crate::messenger::InMessenger;
use crate::parts::field::token;
use crate::parts::icon::Icon;
use crate::parts::{btn, btn_link, note};
use crate::room::model::{Head, Lack, consignments, lacking, needs};
use crate::room::routes::member;
use crate::room::views;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// A welcome with one task.
#[derive(Debug, Clone, Serialize)]
pub struct Welcome {
    /// The room.
    pub room: Head,
    /// The name of who came.
    pub name: String,
    /// The one task.
    pub task: Task,
    /// What it is about, if it is a need.
    pub need: Option<Lack>,
    /// Opened in a window that may forget them.
    pub in_messenger: InMessenger,
    #[serde(skip)]
    token: String,
}

/// What a newcomer could do first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "task")]
pub enum Task {
    /// Give what is lacking most.
    Give {
        /// The need.
        need: u64,
    },
    /// Carry goods that wait.
    Drive {
        /// The consignment.
        consignment: u64,
    },
    /// Call back a recipient.
    Call {
        /// The need.
        need: u64,
    },
    /// Say hello.
    Hello,
}

impl Welcome {
    async fn load(
        app: &App,
        w: Words,
        in_messenger: InMessenger,
        who: &Person,
        room: RoomId,
    ) -> Result<Welcome, Refused> {
        let head = Head::of(app, w, room).await?;
        let now = app.now().0;
        let state = app.state();
        let worst = lacking(&state, w, room, now, 1).into_iter().next();
        let waiting = needs(&state, room)
            .find(|(_, n)| n.status == NeedStatus::Reported && n.reporter != who.party)
            .map(|(id, _)| Task::Call { need: id.0 });
        let parcels = consignments(&state, room);
        let packed = parcels
            .iter()
            .find(|id| {
                state
                    .consignments
                    .get(id)
                    .is_some_and(|c| c.stage() == Stage::Sealed)
            })
            .map(|id| Task::Drive { consignment: id.0 });
        let give = worst.as_ref().map(|line| Task::Give { need: line.need });
        let fits = |can: &Can| match can {
            Can::Give => give.clone(),
            Can::Drive => packed.clone(),
            Can::Call => waiting.clone(),
            Can::Translate => None,
        };
        // Calling first: nothing else moves before a need is verified.
        let order = [Can::Call, Can::Drive, Can::Give];
        let able = |can: &&Can| who.cans.contains(can);
        let task = order
            .iter()
            .filter(able)
            .find_map(fits)
            .unwrap_or(Task::Hello);
        let need = worst.filter(|line| task == Task::Give { need: line.need });
        Ok(Welcome {
            room: head,
            name: who.name.clone(),
            task,
            need,
            in_messenger,
            token: app.entropy().code(32),
        })
    }
}

/// `GET /r/{room}/welcome`.
pub async fn welcome(
    visitor: Visitor,
    in_messenger: InMessenger,
    Path(room): Path<String>,
) -> Response {
    let (room, who) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let (app, w) = (visitor.app(), visitor.words());
    match Welcome::load(app, w, in_messenger, &who, room).await {
        Ok(model) => visitor.page(&model, page),
        Err(error) => visitor.refused(&error),
    }
}

fn page(ctx: &Ctx, model: &Welcome) -> Markup {
    let w = ctx.words;
    let base = model.room.href();
    let (title, text, href, act) = match &model.task {
        Task::Give { need } => (
            t!(w, "task-give"),
            t!(w, "task-give-text"),
            format!("/n/{need}"),
            (Icon::Give, t!(w, "task-give-act")),
        ),
        Task::Drive { consignment } => (
            t!(w, "task-drive"),
            t!(w, "task-drive-text"),
            format!("/t/{consignment}"),
            (Icon::Truck, t!(w, "task-drive-act")),
        ),
        Task::Call { need } => (
            t!(w, "task-call"),
            t!(w, "task-call-text"),
            format!("/n/{need}"),
            (Icon::Phone, t!(w, "task-call-act")),
        ),
        Task::Hello => (
            t!(w, "task-hello"),
            t!(w, "task-hello-text"),
            base.clone(),
            (Icon::Chat, t!(w, "task-hello-act")),
        ),
    };
    let body = html! {
        h2.t4 { (t!(w, "welcome-hello", name = model.name.as_str())) }
        (note::note(act.0, &title, html! { p.sm { (text) } }))
        @if let Some(need) = &model.need { (views::open_needs(ctx, std::slice::from_ref(need))) }
        (btn_link(&href, Some(act.0), &act.1, true))
        @if model.task != Task::Hello { (btn_link(&base, Some(Icon::Chat), &t!(w, "welcome-talk"), false)) }
        (keep(w, model))
    };
    Shell::new(&t!(w, "welcome-title"), Nav::Room)
        .subtitle(&model.room.name)
        .back(Some(&base))
        .render(ctx, body)
}

/// How not to be forgotten: out of a messenger's window by a link for one use, else by a way back in.
fn keep(w: Words, model: &Welcome) -> Markup {
    if model.in_messenger.0 {
        let move_on = html! {
            p.sm { (t!(w, "welcome-messenger-text")) }
            form.mt2 method="post" action="/me/transfer" {
                (token(&model.token)) (btn(Some(Icon::Link), &t!(w, "welcome-messenger-act"), false))
            }
        };
        return note::warn(&t!(w, "welcome-messenger"), move_on);
    }
    let text = html! {
        p.sm { (t!(w, "welcome-keep-text")) }
        p.ent { a href="/me#recovery" { (t!(w, "room-recovery-act")) } }
    };
    note::note(Icon::Key, &t!(w, "welcome-keep"), text)
}
