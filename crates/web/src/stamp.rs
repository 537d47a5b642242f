//! What a form carries for somebody without an account: the subject of a stamp that script works out before it is
//! sent, and what holds without script.

use std::sync::Arc;

use app::limits::STAMPLESS_PER_HOUR;
use app::stamp::{STAMP_BITS, subject};
use app::{App, Person, Refused};
use maud::{Markup, html};
use serde::Serialize;

use crate::acting::Acting;
use crate::assets;
use crate::fields::Fields;
use crate::need::texts;
use crate::parts::field;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// A form's stamp, not yet worked out: also for programs that fill forms by the page's JSON.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Stamping {
    /// The name of the journal.
    pub origin: String,
    /// What a number is looked for.
    pub subject: String,
    /// Zero bits wanted.
    pub bits: u32,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

impl Stamping {
    /// A fresh one for a form of this purpose.
    pub fn of(visitor: &Visitor, purpose: &str) -> Stamping {
        let (app, token) = (visitor.app(), texts::token(visitor));
        Stamping {
            origin: app.origin().to_owned(),
            subject: subject(purpose, app.now(), &token),
            bits: STAMP_BITS,
            token,
        }
    }

    /// A form round these rows; the stamp is worked out when it is sent.
    pub fn form(&self, w: Words, action: &str, rows: &Markup) -> Markup {
        self.form_as(w, action, None, rows)
    }

    /// The same in another encoding, for a form with files.
    pub fn form_as(&self, w: Words, action: &str, enctype: Option<&str>, rows: &Markup) -> Markup {
        html! {
            form.stack method="post" action=(action) enctype=[enctype] data-stamp=(self.subject)
                data-origin=(self.origin) data-bits=(self.bits) {
                (field::token(&self.token)) (field::hidden("stamp", ""))
                (rows)
                p.sm.mut data-work=(t!(w, "stamp-working")) role="status" { (t!(w, "stamp-text", n = STAMPLESS_PER_HOUR)) }
            }
            script src=(assets::url("stamp.js")) defer {}
        }
    }
}

/// Who sends a form that needs no account: the person signed in, or nobody who worked for it.
pub(crate) async fn sender(
    visitor: &Visitor,
    fields: &Fields,
    purpose: &str,
) -> Result<Acting<Option<Arc<Person>>>, Refused> {
    sender_as(visitor, visitor.who.clone(), fields, purpose).await
}

/// The same for somebody whose account may count for nothing here.
pub(crate) async fn sender_as(
    visitor: &Visitor,
    who: Option<Arc<Person>>,
    fields: &Fields,
    purpose: &str,
) -> Result<Acting<Option<Arc<Person>>>, Refused> {
    let app = match &who {
        Some(who) => {
            visitor.app().limits().act(who.account)?;
            let once = fields.token().map(|t| visitor.app().once(who.account, t));
            once.unwrap_or_else(|| visitor.app().clone())
        }
        None => nobody(visitor, fields, purpose).await?,
    };
    let cookie = None;
    Ok(Acting { who, app, cookie })
}

/// Somebody without an account, paid with a stamp or out of what all of them may do without one.
async fn nobody(visitor: &Visitor, fields: &Fields, purpose: &str) -> Result<App, Refused> {
    // A form without a token is no repeat of any other.
    let fresh = texts::token(visitor);
    let (stamp, token) = (fields.text("stamp"), fields.token().unwrap_or(&fresh));
    let paid = visitor
        .app()
        .outside(purpose, stamp, token, visitor.address());
    paid.await
}
