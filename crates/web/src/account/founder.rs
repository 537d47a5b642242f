//! The first start: the community waits for its founder.

use app::{Refused, SignedIn};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Serialize;

use crate::error::Fault;
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{error_summary, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, last_step};
use crate::refused;
use crate::room::who::{can_choices, name_field};
use crate::t;
use crate::visitor::Visitor;

/// The founder's page.
#[derive(Debug, Clone, Serialize)]
pub struct Founder {
    name: String,
    community: String,
    error: Option<String>,
    #[serde(skip)]
    fields: Fields,
    #[serde(skip)]
    token: String,
}

impl Founder {
    fn of(visitor: &Visitor, fields: &Fields) -> Founder {
        let community = visitor
            .app()
            .state()
            .community
            .as_ref()
            .map(|c| c.name.as_str().to_owned());
        Founder {
            name: fields.text("name").to_owned(),
            community: community.unwrap_or_default(),
            error: None,
            fields: fields.clone(),
            token: visitor.app().entropy().code(32),
        }
    }
}

/// `GET /found`: only as long as nobody has founded the community.
pub async fn form(visitor: Visitor) -> Response {
    if visitor.app().needs_founder() {
        visitor.page(&Founder::of(&visitor, &Fields::default()), page)
    } else {
        visitor.fault(Fault::NotFound)
    }
}

/// `POST /found`: fields `name` and `can`.
pub async fn found(visitor: Visitor, fields: Fields) -> Response {
    match found_once(&visitor, &fields).await {
        Ok(signed_in) => visitor.welcome(&signed_in, "/new"),
        // Somebody was quicker.
        Err(Refused::NotFound) => Redirect::to("/").into_response(),
        Err(error) => {
            let mut model = Founder::of(&visitor, &fields);
            model.error = Some(refused::sentence(visitor.words(), &error));
            visitor.again_because(&error, &model, page)
        }
    }
}

async fn found_once(visitor: &Visitor, fields: &Fields) -> Result<SignedIn, Refused> {
    let app = visitor.newcomers_app(fields)?;
    app.found(visitor.newcomer(fields)).await
}

fn page(ctx: &Ctx, model: &Founder) -> Markup {
    let w = ctx.words;
    let errors: Vec<(&str, &str)> = model.error.iter().map(|e| ("name", e.as_str())).collect();
    let chosen = app::Can::read_list(&model.fields.all("can").join(","));
    let body = html! {
        p { (t!(w, "found-text")) }
        (error_summary(w, &errors))
        form.commit method="post" action="/found" {
            (token(&model.token))
            (name_field(w, &model.name, model.error.as_deref()))
            (can_choices(w, &chosen))
            (last_step(&t!(w, "found-sum", name = model.community.as_str()), &t!(w, "found-meaning"),
                btn(Some(Icon::Key), &t!(w, "found-go"), true)))
        }
    };
    Shell::new(&t!(w, "found-title"), Nav::More)
        .subtitle(&model.community)
        .render(ctx, body)
}
