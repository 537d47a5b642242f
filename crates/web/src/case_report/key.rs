//! The key by which an office's own system files: made by an official, shown once.

use crate::address::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use maud::{Markup, html};
use relief::ids::JurisdictionId;
use serde::Serialize;

use crate::error::Fault;
use crate::fields::Fields;
use crate::label::Id;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::icon::Icon;
use crate::parts::{ScriptAction, btn_script, kv, note};
use crate::t;
use crate::visitor::Visitor;

/// A new key with what a program needs beside it.
#[derive(Debug, Serialize)]
struct KeyModel {
    jurisdiction: u64,
    name: String,
    /// The user name: the code of the office where reports are exchanged.
    user: String,
    key: String,
}

/// `POST /o/ID/key`.
pub(super) async fn make(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let of = JurisdictionId(id.0);
    let office = visitor.app().state().jurisdictions.get(of).cloned();
    let Some(office) = office else {
        return visitor.fault(Fault::NotFound);
    };
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(refused) => return visitor.refused(&refused),
    };
    let key = match visitor.app().office_key(&acting.who, of).await {
        Ok(key) => key,
        Err(refused) => return visitor.refused(&refused),
    };
    let model = KeyModel {
        jurisdiction: of.0,
        name: office.name.as_str().to_owned(),
        user: office.code.as_str().to_owned(),
        key,
    };
    let mut response = visitor.page(&model, view);
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}

fn view(ctx: &Ctx, m: &KeyModel) -> Markup {
    let w = ctx.words;
    let back = format!("/o/{}/file", m.jurisdiction);
    let (address, user, key) = (
        t!(w, "case-key-address"),
        t!(w, "case-key-user"),
        t!(w, "case-key-key"),
    );
    let facts = [
        (
            address.as_str(),
            html! { code.mono { "/api/dataValueSets" } },
        ),
        (user.as_str(), html! { code.mono { (m.user) } }),
        (key.as_str(), html! { code.mono { (m.key) } }),
    ];
    let body = html! {
        (note::warn(&t!(w, "case-key-once"), html! { p.sm { (t!(w, "case-key-once-text")) } }))
        (kv::facts(&facts))
        (btn_script(ScriptAction::Copy(&m.key), Some(Icon::Key), &t!(w, "case-key-copy")))
        p.ent { a href=(back) { (t!(w, "case-file")) } }
    };
    Shell::new(&t!(w, "case-key"), Nav::More)
        .subtitle(&m.name)
        .back(Some(&back))
        .render(ctx, body)
}
