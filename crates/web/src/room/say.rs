//! Words that a button puts into the message field: read over, changed or not, and sent by a person.

use relief::ids::RecipientId;
use relief::place::Place;
use relief::state::State;

use crate::names;
use crate::t;
use crate::words::Words;

/// What to say by the button's name, about a recipient or a place; nothing for a button that is not there.
pub fn prepared(w: Words, state: &State, what: &str, about: Option<u64>) -> Option<String> {
    let recipient = || Some(state.recipient(RecipientId(about?))?.1.name.as_str());
    match what {
        "deputy" => Some(t!(w, "say-deputy", name = recipient()?)),
        "turn" => Some(t!(w, "say-turn", name = recipient()?)),
        "join" => Some(t!(w, "say-join", name = recipient()?)),
        "introduce" => {
            let place = Place::from_code(u32::try_from(about?).ok()?)?;
            Some(t!(
                w,
                "say-introduce",
                place = names::place(w, state, place)
            ))
        }
        "give" => Some(t!(w, "say-give")),
        "helped" => Some(t!(w, "say-helped")),
        _ => None,
    }
}
