//! The form that asks: what was typed, and what it means.

use app::question::NewQuestion;
use relief::code::PartyKind;
use relief::ids::COMMUNITY;
use relief::question::Owed;
use relief::state::State;
use serde::Serialize;

use super::cited;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::need::directory;
use crate::stamp::Stamping;
use crate::t;
use crate::words::Words;

/// Organisations in the list to choose from; typing a whole name finds any other.
const OFFICES_MAX: usize = 100;

/// `/q/new`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AskForm {
    /// The words.
    pub text: String,
    /// What it is about, as typed.
    pub cites: String,
    /// Who owes the answer, as typed.
    pub owed: String,
    /// What does not fit.
    pub faults: Vec<Misfit>,
    /// Who may owe an answer, to choose from.
    #[serde(skip)]
    pub known: Vec<String>,
    /// Work for those without an account; nothing for a person who is signed in.
    pub stamp: Option<Stamping>,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

impl AskForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> AskForm {
        let text = |name: &str| fields.text(name).to_owned();
        AskForm {
            text: text("text"),
            cites: text("cites"),
            owed: text("owed"),
            faults: Vec::new(),
            known: Vec::new(),
            stamp: None,
            token: String::new(),
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(&self, w: Words, state: &State) -> Result<NewQuestion, Vec<Misfit>> {
        let mut faults = Vec::new();
        let mut fault = |name: &str, why: String| faults.push((name.to_owned(), why));
        if self.text.is_empty() {
            fault("text", t!(w, "refused-empty"));
        }
        let cites = cited::read(w, &self.cites).map_err(|why| fault("cites", why));
        let owed = owed(w, state, &self.owed).map_err(|why| fault("owed", why));
        match (cites, owed) {
            (Ok(cites), Ok(owed)) if faults.is_empty() => Ok(NewQuestion {
                text: self.text.clone(),
                cites,
                owed,
            }),
            _ => Err(faults),
        }
    }
}

/// Who a text names: an organisation by its whole name, or a facility of the directory. Nothing for nobody.
pub(super) fn owed(w: Words, state: &State, typed: &str) -> Result<Option<Owed>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let named = |party: &relief::party::Party| {
        party.kind == PartyKind::Organisation
            && party.name.as_ref().is_some_and(|n| n.as_str() == typed)
    };
    let mut parties = state.parties.iter();
    if let Some((id, _)) = parties.find(|(id, party)| **id != COMMUNITY && named(party)) {
        return Ok(Some(Owed::Party(*id)));
    }
    let found = directory::find(w, state, typed, None)?;
    let found = found.ok_or_else(|| t!(w, "question-owed-missing"))?;
    Ok(Some(Owed::Recipient(found)))
}

/// Everybody who may owe an answer, to choose from.
pub(super) fn known(w: Words, state: &State) -> Vec<String> {
    let parties = state.parties.iter().filter(|(id, _)| **id != COMMUNITY);
    let names = parties.filter_map(|(_, party)| Some(party.name.as_ref()?.as_str().to_owned()));
    let mut known: Vec<String> = names.take(OFFICES_MAX).collect();
    known.extend(directory::all(w, state));
    known
}
