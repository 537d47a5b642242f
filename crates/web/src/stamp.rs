//! What a form carries for somebody without an account: the subject of a stamp that script works out before it is
//! sent, and what holds without script.

use app::limits::STAMPLESS_PER_HOUR;
use app::stamp::{STAMP_BITS, subject};
use maud::{Markup, html};
use serde::Serialize;

use crate::assets;
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
        html! {
            form.stack method="post" action=(action) data-stamp=(self.subject) data-origin=(self.origin)
                data-bits=(self.bits) {
                (field::token(&self.token)) (field::hidden("stamp", ""))
                (rows)
                p.sm.mut data-work=(t!(w, "stamp-working")) role="status" { (t!(w, "stamp-text", n = STAMPLESS_PER_HOUR)) }
            }
            script src=(assets::url("stamp.js")) defer {}
        }
    }
}
