//! Signing a device in: by the link from another device, or by a recovery code.

use crate::address::Path;
use app::Refused;
use axum::response::Response;
use maud::{Markup, html};
use serde::Serialize;

use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::btn;
use crate::parts::field::{Field, error_summary};
use crate::parts::icon::Icon;
use crate::refused;
use crate::t;
use crate::visitor::Visitor;

/// The form for a code.
#[derive(Debug, Clone, Serialize)]
pub struct SignIn {
    /// The code, from the address or as typed.
    code: String,
    /// Whether it came with the address: then one press is enough.
    by_link: bool,
    error: Option<String>,
}

/// `GET /sign-in`.
pub async fn form(visitor: Visitor) -> Response {
    let model = SignIn {
        code: String::new(),
        by_link: false,
        error: None,
    };
    visitor.page(&model, page)
}

/// `GET /in/{code}`: opening the link alone does not use it up, as messengers open links to preview them.
pub async fn link(visitor: Visitor, Path(code): Path<String>) -> Response {
    let model = SignIn {
        code,
        by_link: true,
        error: None,
    };
    visitor.page(&model, page)
}

/// `POST /sign-in`: field `code`.
pub async fn enter(visitor: Visitor, fields: Fields) -> Response {
    sign_in(&visitor, fields.text("code")).await
}

/// `POST /in/{code}`.
pub async fn follow(visitor: Visitor, Path(code): Path<String>) -> Response {
    sign_in(&visitor, &code).await
}

async fn sign_in(visitor: &Visitor, code: &str) -> Response {
    match visitor.app().sign_in_by_code(code, "").await {
        Ok(signed_in) => visitor.welcome(&signed_in, "/me"),
        Err(error) => {
            let message = match &error {
                Refused::CodeInvalid => t!(visitor.words(), "sign-in-wrong"),
                other => refused::sentence(visitor.words(), other),
            };
            let model = SignIn {
                code: code.to_owned(),
                by_link: false,
                error: Some(message),
            };
            visitor.again(&model, page)
        }
    }
}

fn page(ctx: &Ctx, model: &SignIn) -> Markup {
    let w = ctx.words;
    let errors: Vec<(&str, &str)> = model.error.iter().map(|e| ("code", e.as_str())).collect();
    let body = html! {
        (error_summary(w, &errors))
        @if model.by_link {
            p { (t!(w, "sign-in-link-text")) }
            form method="post" action={ "/in/" (model.code) } {
                (btn(Some(Icon::Key), &t!(w, "sign-in-go"), true))
            }
        } @else {
            form.commit method="post" action="/sign-in" {
                (Field::new("code", &t!(w, "sign-in-code")).hint(&t!(w, "sign-in-code-hint"))
                    .value(&model.code).error(model.error.as_deref()).required().autocomplete("off").text())
                (btn(Some(Icon::Key), &t!(w, "sign-in-go"), true))
            }
            p.sm.mut { (t!(w, "sign-in-none")) }
        }
    };
    Shell::new(&t!(w, "sign-in-title"), Nav::More)
        .back(Some("/me"))
        .render(ctx, body)
}
