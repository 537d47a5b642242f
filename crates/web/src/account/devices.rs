//! Devices: a link to a second one, codes for the day all are lost, signing one out.

use app::account::TRANSFER_SECONDS;
use axum::response::Response;
use maud::{Markup, html};
use serde::Serialize;

use crate::error::Fault;
use crate::fields::Fields;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::icon::Icon;
use crate::parts::qr::qr;
use crate::parts::{ScriptAction, btn_script, note};
use crate::t;
use crate::visitor::Visitor;
use crate::words::date_time;

/// A recovery code is written in groups of so many letters.
const GROUP_CHARS: usize = 4;

/// A link to a second device.
#[derive(Debug, Clone, Serialize)]
pub struct Transfer {
    url: String,
    until: i64,
}

/// Codes that are shown this once.
#[derive(Debug, Clone, Serialize)]
pub struct Codes {
    codes: Vec<String>,
}

/// `POST /me/device`: field `device`, the key of one's own device; it is signed out.
pub async fn sign_out(visitor: Visitor, fields: Fields) -> Response {
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    let devices = match acting.app.devices(acting.who.account).await {
        Ok(devices) => devices,
        Err(error) => return visitor.refused(&error),
    };
    let wanted = fields.text("device");
    let found = devices
        .iter()
        .find(|d| relief::ids::hex(&d.token_hash) == wanted);
    let Some(device) = found else {
        return visitor.fault(Fault::NotFound);
    };
    let own = visitor
        .token
        .as_deref()
        .map(|t| visitor.app().token_hash(t));
    if let Err(error) = acting
        .app
        .sign_out(acting.who.account, device.token_hash)
        .await
    {
        return visitor.refused(&error);
    }
    // A stream that may go on is opened again by itself.
    visitor.site.live().end(acting.who.account);
    if own == Some(device.token_hash) {
        visitor.farewell("/")
    } else {
        acting.done("/me#devices")
    }
}

/// `POST /me/transfer`: a link that signs a second device in, once.
pub async fn transfer(visitor: Visitor, fields: Fields) -> Response {
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    // Not once per form: the answer holds a secret that is kept nowhere.
    match visitor.app().transfer_code(&acting.who).await {
        Ok(code) => {
            let model = Transfer {
                url: visitor.site.url(&format!("/in/{code}")),
                until: visitor.app().now().0.saturating_add(TRANSFER_SECONDS),
            };
            visitor.page(&model, transfer_page)
        }
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /me/recovery`: fresh codes; earlier ones stop working.
pub async fn recovery(visitor: Visitor, fields: Fields) -> Response {
    let acting = match visitor.acting(&fields).await {
        Ok(acting) => acting,
        Err(error) => return visitor.refused(&error),
    };
    match visitor.app().recovery_codes(&acting.who).await {
        Ok(codes) => visitor.page(&Codes { codes }, codes_page),
        Err(error) => visitor.refused(&error),
    }
}

fn transfer_page(ctx: &Ctx, model: &Transfer) -> Markup {
    let w = ctx.words;
    let body = html! {
        p { (t!(w, "transfer-text", when = date_time(w, model.until))) }
        div.label { div { p.sm { (model.url) } } (qr(w, &model.url)) }
        div.row { (btn_script(ScriptAction::Copy(&model.url), Some(Icon::Link), &t!(w, "copy"))) }
        (note::note(Icon::Lock, &t!(w, "transfer-secret"), html! { p.sm { (t!(w, "transfer-secret-text")) } }))
    };
    Shell::new(&t!(w, "transfer-title"), Nav::More)
        .back(Some("/me"))
        .render(ctx, body)
}

fn codes_page(ctx: &Ctx, model: &Codes) -> Markup {
    let w = ctx.words;
    let body = html! {
        p { (t!(w, "codes-text")) }
        div.cut { ul.stack { @for code in &model.codes { li.code.mono.t4 { (grouped(code)) } } } }
        p.sm.mut { (t!(w, "codes-paper")) }
        div.row { (btn_script(ScriptAction::Print, Some(Icon::Print), &t!(w, "print"))) }
    };
    Shell::new(&t!(w, "codes-title"), Nav::More)
        .back(Some("/me"))
        .render(ctx, body)
}

fn grouped(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    let groups: Vec<String> = chars
        .chunks(GROUP_CHARS)
        .map(|g| g.iter().collect())
        .collect();
    groups.join(" ").to_uppercase()
}
