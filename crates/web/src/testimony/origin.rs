//! What a form is filled in with that begins at a testimony: a question, a need, or evidence of a flag.

use app::text::TEXT_CHARS_MAX;
use maud::{Markup, html};
use relief::code::TestimonyUse;
use relief::ids::{Index, TestimonyId};
use relief::refusal::Refusal;
use serde::Serialize;

use super::list::row;
use crate::label::{Id, Kind, label};
use crate::names;
use crate::parts::note;
use crate::refused;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// Of a public text, so much is left for what is added to the words of the testimony.
const OWN_CHARS: usize = 160;

/// A public testimony that a form begins at.
pub(crate) struct Origin {
    /// Its number.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// Where it was, by name.
    pub place: String,
    /// All its words.
    pub statement: String,
    /// Place, day and words, short enough for a public text with room for more.
    pub quote: String,
    /// The organisation that it speaks of.
    pub about: String,
    /// Its page, as it stands in public texts.
    pub address: String,
}

/// The public testimony that an address names, if there is one.
pub(crate) async fn of(visitor: &Visitor, asked: Option<Id>) -> Option<Origin> {
    let id = TestimonyId(asked?.0);
    let statement = visitor.app().statement(id, None).await.ok().flatten()?;
    let (w, state) = (visitor.words(), visitor.app().state());
    let found = state.testimonies.get(&id)?;
    let row = row(w, &state, id, found);
    let about = found.about.and_then(|of| names::organisation(&state, of));
    let words = clipped(&statement, TEXT_CHARS_MAX - OWN_CHARS);
    let (place, when) = (row.place.clone(), row.when);
    Some(Origin {
        id: id.0,
        address: format!("{}/s/{}", visitor.app().origin(), row.code),
        code: row.code,
        quote: t!(
            w,
            "testimony-quote",
            place = place,
            when = when,
            words = words
        ),
        place: row.place,
        statement,
        about: about.unwrap_or_default(),
    })
}

fn clipped(text: &str, chars_max: usize) -> String {
    let mut kept: String = text.chars().take(chars_max).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

/// The same for somebody who may say what came of it.
pub(crate) async fn evidence(visitor: &Visitor, asked: Option<Id>) -> Option<Origin> {
    let (id, who) = (TestimonyId(asked?.0), visitor.who.as_ref()?);
    let may = {
        let state = visitor.app().state();
        let found = state.testimonies.get(&id)?;
        state.uses_testimony(&who.actor(), found)
    };
    if may { of(visitor, asked).await } else { None }
}

/// The public testimonies that a thing came of: number and label.
pub(crate) fn behind(state: &relief::state::State, subject: u64) -> Vec<(u64, String)> {
    let found = state.testimonies_for(Index(subject));
    found
        .map(|id| (id.0, label(Kind::Testimony, id.0)))
        .collect()
}

/// A tie that a form asked for and that was refused.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Untied {
    /// The testimony.
    pub testimony: u64,
    /// Its label.
    pub code: String,
    /// Why, in words.
    pub why: String,
}

/// Where a form leads that began at a testimony: to the page of what was made, which says so where it is not tied.
pub(crate) fn onward(
    visitor: &Visitor,
    page: String,
    testimony: Option<TestimonyId>,
    subject: u64,
) -> String {
    let state = visitor.app().state();
    let is_tied = |id| state.testimonies_for(Index(subject)).any(|tied| tied == id);
    match testimony.filter(|id| !is_tied(*id)) {
        Some(id) => format!("{page}?tied={}", id.0),
        None => page,
    }
}

/// Why a thing is not tied to the testimony that the reader's form began at.
pub(crate) fn untied(
    visitor: &Visitor,
    asked: Option<Id>,
    used_as: TestimonyUse,
    subject: u64,
) -> Option<Untied> {
    let (id, who) = (TestimonyId(asked?.0), visitor.who.as_ref()?);
    let why = visitor.app().untied(who, id, used_as, Index(subject))?;
    let w = visitor.words();
    let why = match why {
        Refusal::NoSuchText => t!(w, "untied-removed"),
        Refusal::TooManyAnswers { max } => t!(w, "untied-full", max = max),
        why => refused::sentence(w, &why.into()),
    };
    Some(Untied {
        testimony: id.0,
        code: label(Kind::Testimony, id.0),
        why,
    })
}

/// The same as a notice above the page.
pub(crate) fn untied_view(w: Words, of: &Untied) -> Markup {
    let title = t!(w, "untied-title", code = of.code.clone());
    let text = html! {
        p.sm { (of.why) " " (t!(w, "untied-text")) }
        p.ent { a href={ "/s/" (of.testimony) } { (t!(w, "untied-see", code = of.code.clone())) } }
    };
    note::warn(&title, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_say_that_they_go_on() {
        assert_eq!(clipped("口罩", 2), "口罩");
        assert_eq!(clipped("口罩没有了", 2), "口罩…");
    }
}
