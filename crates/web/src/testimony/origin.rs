//! What a form is filled in with that begins at a testimony: a question, a need, or evidence of a flag.

use app::text::TEXT_CHARS_MAX;
use relief::ids::TestimonyId;

use super::list::row;
use crate::label::{Id, Kind, label};
use crate::names;
use crate::t;
use crate::visitor::Visitor;

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
    let found = state.testimonies_for(relief::ids::Index(subject));
    found
        .map(|id| (id.0, label(Kind::Testimony, id.0)))
        .collect()
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
