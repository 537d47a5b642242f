//! Things that questions and answers point to: read as typed, shown as links.

use maud::{Markup, html};
use relief::ids::*;
use relief::state::State;
use serde::Serialize;

use crate::label::{Id, Kind, label};
use crate::t;
use crate::words::Words;

/// A thing of the journal with its page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Cited {
    /// The entry that made it.
    pub entry: u64,
    /// Its page.
    pub href: String,
    /// Its kind and label.
    pub text: String,
}

/// The page of what an entry made; the entry itself where it made nothing with a page.
pub(super) fn of(w: Words, state: &State, Index(entry): Index) -> Cited {
    let thing = |kind, path: &str, text: String| (format!("{path}{}", label(kind, entry)), text);
    let code = |kind| label(kind, entry);
    let (href, text) = if state.needs.contains_key(&NeedId(entry)) {
        let text = t!(w, "cited-need", code = code(Kind::Need));
        thing(Kind::Need, "/n/", text)
    } else if state
        .official_supplies
        .contains_key(&OfficialSupplyId(entry))
    {
        let text = t!(w, "cited-official", code = code(Kind::OfficialSupply));
        thing(Kind::OfficialSupply, "/official/", text)
    } else if state.consignments.contains_key(&ConsignmentId(entry)) {
        let text = t!(w, "cited-consignment", code = code(Kind::Consignment));
        thing(Kind::Consignment, "/t/", text)
    } else if state.questions.get(QuestionId(entry)).is_some() {
        let text = t!(w, "cited-question", code = code(Kind::Question));
        thing(Kind::Question, "/q/", text)
    } else if state.flags.get(FlagId(entry)).is_some() {
        let text = t!(w, "cited-flag", code = code(Kind::Flag));
        thing(Kind::Flag, "/watch/", text)
    } else if state.testimonies.contains_key(&TestimonyId(entry)) {
        let text = t!(w, "cited-testimony", code = code(Kind::Testimony));
        thing(Kind::Testimony, "/s/", text)
    } else if let Some(found) = state.recipients.get(&RecipientId(entry)) {
        (format!("/f/{entry}"), found.name.as_str().to_owned())
    } else {
        (format!("/l/{entry}"), t!(w, "text-entry", n = entry))
    };
    Cited { entry, href, text }
}

/// All of them.
pub(super) fn all(w: Words, state: &State, cites: &[Index]) -> Vec<Cited> {
    cites.iter().map(|cite| of(w, state, *cite)).collect()
}

/// Labels, numbers or addresses as typed, apart by white space or commas; the error names what is none.
pub(super) fn read(w: Words, typed: &str) -> Result<Vec<Index>, String> {
    let parts = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、'));
    let read = |part: &str| {
        let last = part.trim_end_matches('/').rsplit('/').next();
        let id = last.and_then(|last| last.parse::<Id>().ok());
        id.map(|id| Index(id.0))
            .ok_or_else(|| t!(w, "question-cites-wrong", part = part.to_owned()))
    };
    parts.filter(|part| !part.is_empty()).map(read).collect()
}

/// Links side by side, after a word.
pub(super) fn links(heading: &str, cites: &[Cited]) -> Markup {
    html! {
        @if !cites.is_empty() {
            p.ent { span.sm.mut { (heading) } " " @for cite in cites { a href=(cite.href) { (cite.text) } } }
        }
    }
}
