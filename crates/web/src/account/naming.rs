//! Whether pages that say who is tied to whom may name somebody.

use std::sync::Arc;

use crate::acting;
use app::{App, Person};
use axum::response::Response;
use maud::{Markup, html};

use crate::fields::Fields;
use crate::parts::btn;
use crate::parts::field::{hidden, token};
use crate::parts::icon::Icon;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// `POST /me/naming`: field `named` (`yes`, `no`).
pub async fn change(visitor: Visitor, fields: Fields) -> Response {
    if let Err(answer) = visitor.person() {
        return answer;
    }
    let unnamed = fields.text("named") == "no";
    let change = async |app: App, who: Arc<Person>| app.set_unnamed(&who, unnamed).await;
    acting::plainly(&visitor, &fields, change, |()| "/me#naming".to_owned()).await
}

/// What holds now, and the button that turns it.
pub fn section(w: Words, form_token: &str, unnamed: bool) -> Markup {
    let (text, value, act) = if unnamed {
        (t!(w, "naming-no"), "yes", t!(w, "naming-yes-act"))
    } else {
        (t!(w, "naming-yes"), "no", t!(w, "naming-no-act"))
    };
    html! {
        section #naming {
            h2 { (t!(w, "naming-title")) }
            p.sm.mut { (text) }
            form.mt2 method="post" action="/me/naming" {
                (token(&format!("{form_token}n"))) (hidden("named", value)) (btn(Some(Icon::People), &act, false))
            }
        }
    }
}
