//! A code that leads nowhere: which character is wrong, and which consignments it may have meant.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use relief::ids::ConsignmentId;
use relief::label::{LabelError, parse};
use relief::state::State;
use serde::Serialize;

use crate::label::{Id, Kind, label};
use crate::layout::{Ctx, Nav, page};
use crate::negotiate::Page;
use crate::parts::{btn_link, note};
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// Codes that are offered instead: one slip of the pen rarely fits more consignments.
const GUESSES_MAX: usize = 3;
/// A longer text is no code with a slip in it.
const TYPED_CHARS_MAX: usize = 32;
/// What a code is made of, with the letter for its check.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Why a code leads nowhere.
#[derive(Debug, Serialize)]
pub struct WrongModel {
    error: Fault,
    /// What was typed.
    typed: String,
    /// Consignments whose code differs in one character.
    guesses: Vec<Guess>,
}

#[derive(Debug, Serialize)]
struct Fault {
    code: &'static str,
    message: String,
}

/// A consignment that the code may have meant.
#[derive(Debug, Serialize)]
struct Guess {
    /// Its code.
    code: String,
    /// Which character differs, counted from 1 without separators.
    character: usize,
}

/// The consignment that an address names.
///
/// # Errors
/// The page that says what is wrong with the code.
#[allow(clippy::result_large_err, reason = "the error is the answer itself")]
pub fn find(visitor: &Visitor, typed: &str) -> Result<ConsignmentId, Response> {
    let read: Result<Id, LabelError> = typed.parse();
    let model = {
        let state = visitor.app().state();
        match read {
            Ok(Id(index)) if state.consignments.contains_key(&ConsignmentId(index)) => {
                return Ok(ConsignmentId(index));
            }
            Ok(_) => wrong(visitor.words(), &state, typed, None),
            Err(error) => wrong(visitor.words(), &state, typed, Some(error)),
        }
    };
    let page = Page::new(&visitor.ctx, &model, |m| view(&visitor.ctx, m));
    Err(page.status(StatusCode::NOT_FOUND).into_response())
}

fn wrong(w: Words, state: &State, typed: &str, error: Option<LabelError>) -> WrongModel {
    let typed: String = typed.chars().take(TYPED_CHARS_MAX).collect();
    let guesses = guesses(state, &typed);
    let (code, message) = match (&error, guesses.first()) {
        (None, _) => ("no_such_consignment", t!(w, "consignment-wrong-none")),
        (Some(LabelError::TooShort), _) => ("code_too_short", t!(w, "consignment-wrong-short")),
        (Some(LabelError::TooLong), _) => ("code_too_long", t!(w, "consignment-wrong-long")),
        (Some(LabelError::BadCharacter(c)), _) => (
            "code_character",
            t!(w, "consignment-wrong-character", c = c.to_string()),
        ),
        (Some(LabelError::WrongCheck { .. }), Some(guess)) => (
            "code_check",
            t!(w, "consignment-wrong-at", n = guess.character),
        ),
        (Some(LabelError::WrongCheck { found, expected }), None) => (
            "code_check",
            t!(
                w,
                "consignment-wrong-check",
                found = found.to_string(),
                expected = expected.to_string()
            ),
        ),
    };
    WrongModel {
        error: Fault { code, message },
        typed,
        guesses,
    }
}

/// Every code that differs in one character and names a consignment.
fn guesses(state: &State, typed: &str) -> Vec<Guess> {
    let plain = plain(typed);
    let mut guesses: Vec<Guess> = Vec::new();
    for at in 0..plain.len() {
        for letter in ALPHABET.chars() {
            let other: String = plain
                .iter()
                .enumerate()
                .map(|(i, c)| if i == at { letter } else { *c })
                .collect();
            let Ok(read) = parse(&other) else { continue };
            let known = state.consignments.contains_key(&ConsignmentId(read.index));
            let code = label(Kind::Consignment, read.index);
            if known && guesses.len() < GUESSES_MAX && guesses.iter().all(|g| g.code != code) {
                let character = at + 1;
                guesses.push(Guess { code, character });
            }
        }
    }
    guesses
}

/// The characters of a code without the letter for its kind and without separators.
fn plain(typed: &str) -> Vec<char> {
    let kind = Kind::Consignment.letter();
    let upper = typed.trim().to_uppercase();
    let rest = upper.strip_prefix(&format!("{kind}-")).unwrap_or(&upper);
    rest.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn view(ctx: &Ctx, m: &WrongModel) -> Markup {
    let w = ctx.words;
    let body = html! {
        (note::warn(&t!(w, "consignment-wrong"), html! { p { (m.error.message) } }))
        @if !m.guesses.is_empty() {
            section.stack {
                h2 { (t!(w, "consignment-wrong-guess")) }
                @for guess in &m.guesses {
                    (btn_link(&format!("/t/{}", guess.code), None, &guess.code, false))
                }
            }
        }
        (super::list::search(w, &m.typed))
    };
    page(ctx, &t!(w, "consignment-wrong"), "", Nav::Track, body)
}
