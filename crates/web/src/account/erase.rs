//! Erasing myself: what goes and what stays, said before it is done.

use axum::response::Response;
use maud::{Markup, html};
use serde::Serialize;

use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::token;
use crate::parts::icon::Icon;
use crate::parts::{btn, last_step};
use crate::t;
use crate::visitor::Visitor;

/// What erasing means, before it is done.
#[derive(Debug, Clone, Serialize)]
pub struct Erasing {
    name: String,
    #[serde(skip)]
    token: String,
}

/// `GET /me/erase`.
pub async fn ask(visitor: Visitor) -> Response {
    let name = match visitor.person() {
        Ok(who) => who.name.clone(),
        Err(answer) => return answer,
    };
    let token = visitor.app().entropy().code(32);
    visitor.page(&Erasing { name, token }, erasing)
}

/// `POST /me/erase`: the name, devices, contacts and memberships go; what stands in the journal stays.
pub async fn erase(visitor: Visitor, fields: Fields) -> Response {
    if let Err(answer) = visitor.person() {
        return answer;
    }
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    match acting.app.erase(&acting.who).await {
        Ok(()) => {
            visitor.site.live().end(acting.who.account);
            visitor.farewell("/")
        }
        Err(error) => visitor.refused(&error),
    }
}

fn erasing(ctx: &Ctx, model: &Erasing) -> Markup {
    let w = ctx.words;
    let go = html! {
        form method="post" action="/me/erase" {
            (token(&model.token))
            (btn(Some(Icon::Close), &t!(w, "erase-act"), true))
        }
    };
    let body = html! {
        p { (t!(w, "erase-text")) }
        p { (t!(w, "erase-stays")) }
        (last_step(&t!(w, "erase-sum", name = model.name.as_str()), &t!(w, "erase-meaning"), go))
    };
    Shell::new(&t!(w, "erase-title"), Nav::More)
        .back(Some("/me"))
        .render(ctx, body)
}
