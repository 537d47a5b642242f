//! Addresses of custodians.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::acting;
use crate::address::Path;
use app::{App, Person, Refused};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use relief::command::Command;
use relief::ids::{CustodianId, Seal, hex, unhex};
use relief::refusal::Refusal;
use relief::tip_key::TipKey;
use serde::Serialize;

use super::views;
use crate::error::Fault;
use crate::fields::Fields;
use crate::label::Id;
use crate::need::texts;
use crate::refused;
use crate::site::Site;
use crate::t;
use crate::tip::{CustodianLine, custodians};
use crate::visitor::Visitor;

/// Where every act here leads.
const HERE: &str = "/tip/custodians";

/// A reply at most, in bytes as pasted: one padded page of the smallest size, in armor.
const REPLY_BYTES_MAX: usize = 16 * 1024;

/// `/tip/custodians` lists them and lets one offer; the rest is for those who are.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/tip/custodians", get(show).post(offer))
        .route("/tip/custodians/{id}/confirm", post(confirm))
        .route("/tip/custodians/{id}/retire", post(retire))
        .route("/tip/box", get(fetch))
        .route("/tip/close", post(close))
        .route("/tip/reply", post(reply))
}

/// `/tip/custodians`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CustodiansPage {
    /// Everybody who ever offered, oldest first.
    pub custodians: Vec<CustodianLine>,
    /// Commitments that wait for an outcome.
    pub open: usize,
    /// The reader is one of them.
    #[serde(skip)]
    pub is_custodian: bool,
    /// The reader may confirm others and speak against them.
    #[serde(skip)]
    pub leads: bool,
    /// The reader's number in public.
    #[serde(skip)]
    pub me: Option<u64>,
    /// What was typed, by field, and what does not fit: field and sentence.
    #[serde(skip)]
    pub typed: BTreeMap<&'static str, String>,
    #[serde(skip)]
    pub faults: Vec<(String, String)>,
    /// Makes a form act once.
    #[serde(skip)]
    pub token: String,
}

async fn page(visitor: &Visitor) -> Result<CustodiansPage, Refused> {
    let custodians = custodians(visitor).await?;
    let who = visitor.who.as_deref();
    let state = visitor.app().state();
    Ok(CustodiansPage {
        custodians,
        open: state.tips.open.len(),
        is_custodian: who.is_some_and(|who| state.custodian_since(who.party).is_some()),
        leads: who.is_some_and(|who| state.leads(&who.actor(), None)),
        me: who.map(|who| who.party.0),
        typed: BTreeMap::new(),
        faults: Vec::new(),
        token: texts::token(visitor),
    })
}

impl CustodiansPage {
    /// What was typed into a field.
    pub fn typed(&self, field: &str) -> &str {
        self.typed.get(field).map_or("", String::as_str)
    }
}

async fn show(visitor: Visitor) -> Response {
    match page(&visitor).await {
        Ok(model) => visitor.page(&model, views::page),
        Err(refused) => visitor.refused(&refused),
    }
}

async fn offer(visitor: Visitor, fields: Fields) -> Response {
    let by = match visitor.acting(&fields).await {
        Ok(by) => by,
        Err(refused) => return visitor.refused(&refused),
    };
    let (about, typed) = (fields.text("about"), fields.text("key"));
    if is_secret(typed) {
        // Not even shown again: who sees it opens tips.
        let why = t!(visitor.words(), "custodian-key-secret");
        return by.keep(again(&visitor, [("about", about)], "key", why).await);
    }
    let Some(key) = TipKey::new(typed) else {
        let why = t!(visitor.words(), "custodian-key-wrong");
        return by.keep(again(&visitor, [("about", about), ("key", typed)], "key", why).await);
    };
    let offer = async |app: App, who: Arc<Person>| app.offer_custodian(&who, about, key).await;
    let why = async |refused| {
        let field = match refused {
            Refused::Refusal(Refusal::CustodianKeyTaken) => "key",
            _ => "about",
        };
        let why = refused::sentence(visitor.words(), &refused);
        again(&visitor, [("about", about), ("key", typed)], field, why).await
    };
    acting::act(Ok(by), offer, |_| HERE.to_owned(), why).await
}

/// Whether somebody took the wrong half of their key.
fn is_secret(typed: &str) -> bool {
    typed.to_ascii_uppercase().contains("AGE-SECRET-KEY-")
}

async fn again<const N: usize>(
    visitor: &Visitor,
    typed: [(&'static str, &str); N],
    field: &str,
    why: String,
) -> Response {
    match page(visitor).await {
        Ok(model) => {
            let typed = typed.map(|(field, text)| (field, text.to_owned()));
            let model = CustodiansPage {
                typed: typed.into(),
                faults: vec![(field.to_owned(), why)],
                ..model
            };
            visitor.again(&model, views::page)
        }
        Err(refused) => visitor.refused(&refused),
    }
}

/// The same for the work of custodians; whoever is none has no such form.
async fn work_again<const N: usize>(
    visitor: &Visitor,
    typed: [(&'static str, &str); N],
    field: &str,
    refused: &Refused,
) -> Response {
    let party = visitor.who.as_ref().map(|who| who.party);
    let since = party.and_then(|party| visitor.app().state().custodian_since(party));
    if since.is_none() {
        return visitor.refused(refused);
    }
    let why = refused::sentence(visitor.words(), refused);
    again(visitor, typed, field, why).await
}

async fn confirm(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let custodian = CustodianId(id.0);
    act(&visitor, &fields, Command::ConfirmCustodian { custodian }).await
}

async fn retire(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let custodian = CustodianId(id.0);
    act(&visitor, &fields, Command::RetireCustodian { custodian }).await
}

/// Commitments to close, 64 hex digits each, apart by white space.
async fn close(visitor: Visitor, fields: Fields) -> Response {
    let typed = fields.text("leaves");
    let close = async |app: App, who: Arc<Person>| {
        let leaves = typed.split_whitespace();
        let leaves: Option<Vec<Seal>> = leaves.map(|leaf| unhex(leaf).map(Seal)).collect();
        let leaves = leaves.ok_or(Refusal::NoSuchTip)?;
        app.act(who.actor(), Command::CloseTips { leaves }).await
    };
    let again = async |refused| work_again(&visitor, [("leaves", typed)], "leaves", &refused).await;
    let by = visitor.acting(&fields).await;
    acting::act(by, close, |_| HERE.to_owned(), again).await
}

async fn act(visitor: &Visitor, fields: &Fields, command: Command) -> Response {
    let work = async |app: App, who: Arc<Person>| app.act(who.actor(), command).await;
    acting::plainly(visitor, fields, work, |_| HERE.to_owned()).await
}

/// A reply made offline by `tideover tips reply`.
async fn reply(visitor: Visitor, fields: Fields) -> Response {
    let (leaf, age) = (fields.text("leaf"), fields.text("age"));
    let send = async |app: App, who: Arc<Person>| {
        let leaf = unhex(leaf).ok_or(Refusal::NoSuchTip)?;
        let sealed = tip::dearmor(age, REPLY_BYTES_MAX).ok_or(Refused::NotSealed)?;
        app.answer_tip(&who, leaf, sealed).await
    };
    let again = async |refused| {
        let field = if matches!(refused, Refused::NotSealed) {
            "age"
        } else {
            "leaf"
        };
        work_again(&visitor, [("leaf", leaf), ("age", age)], field, &refused).await
    };
    let by = visitor.acting(&fields).await;
    acting::act(by, send, |()| HERE.to_owned(), again).await
}

/// One open tip, as a line of JSON that `tideover tips open` reads.
#[derive(Serialize)]
struct BoxLine {
    leaf: String,
    nonce: String,
    sealed: String,
    /// The entry of its hour; nothing while it waits for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<u64>,
}

/// Everything that is open, a line each; read from the vault one by one while it is sent.
async fn fetch(visitor: Visitor) -> Response {
    let who = match visitor.person() {
        Ok(who) => who.clone(),
        Err(answer) => return answer,
    };
    if visitor.app().state().custodian_since(who.party).is_none() {
        return visitor.fault(Fault::Forbidden);
    }
    let start = (visitor.app().clone(), who, [0; 32]);
    let lines = futures_util::stream::try_unfold(start, |(app, who, after)| async move {
        let found = line(&app, &who, after).await?;
        Ok::<_, Refused>(found.map(|(leaf, bytes)| (bytes, (app, who, leaf))))
    });
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"tips.jsonl\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, Body::from_stream(lines)).into_response()
}

async fn line(
    app: &App,
    who: &Person,
    after: [u8; 32],
) -> Result<Option<([u8; 32], Bytes)>, Refused> {
    let Some(found) = app.next_tip(who, after).await? else {
        return Ok(None);
    };
    let line = BoxLine {
        leaf: hex(&found.leaf),
        nonce: hex(&found.nonce),
        sealed: STANDARD.encode(&found.sealed),
        batch: found.batch.map(|index| index.0),
    };
    // Three strings always become JSON.
    let mut bytes = serde_json::to_vec(&line).unwrap_or_default();
    bytes.push(b'\n');
    Ok(Some((found.leaf, bytes.into())))
}
