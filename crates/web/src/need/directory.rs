//! The directory as a form searches it: what was typed means one recipient, several, or none.

use relief::ids::RecipientId;
use relief::place::Place;
use relief::recipient::folded;
use relief::state::State;

use super::find_place;
use crate::label::Id;
use crate::names;
use crate::t;
use crate::words::Words;

/// Between a recipient's name and its place in the list to choose from.
const JOINT: &str = " · ";
/// Recipients offered in the list to choose from; typing a whole name finds any other.
const LISTED_MAX: usize = 300;
/// Recipients of one name that are listed to choose from.
const SAME_NAME_MAX: usize = 12;

/// The recipient that a text means: a number or label, or a name with or without its place. Nothing when the directory has
/// none; the error asks which of several.
pub(crate) fn find(
    w: Words,
    state: &State,
    typed: &str,
    place: Option<Place>,
) -> Result<Option<RecipientId>, String> {
    let numbered = !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit());
    let labelled = numbered || typed.to_uppercase().starts_with("F-");
    let label = typed.parse::<Id>().ok().filter(|_| labelled);
    if let Some((id, _)) = label.and_then(|id| state.recipient(RecipientId(id.0))) {
        return Ok(Some(id));
    }
    let (name, at) = parts(typed);
    let place = at.and_then(find_place).or(place);
    let same = of_name(state, name);
    let here = same
        .iter()
        .find(|id| state.recipients.get(id).map(|r| r.place) == place);
    match (here, same.as_slice(), place) {
        (Some(id), ..) | (None, [id], None) => Ok(Some(*id)),
        (None, [_, ..], None) => {
            let names: Vec<String> = same
                .iter()
                .take(SAME_NAME_MAX)
                .map(|id| listed(w, state, *id))
                .collect();
            let names = names.join(&t!(w, "list-comma"));
            Err(t!(w, "need-who-several", names = names))
        }
        _ => Ok(None),
    }
}

/// A name, and the place behind it where there is one.
pub(crate) fn parts(typed: &str) -> (&str, Option<&str>) {
    typed
        .split_once(JOINT)
        .map_or((typed, None), |(name, at)| (name, Some(at)))
}

/// Recipients to choose from.
pub(crate) fn all(w: Words, state: &State) -> Vec<String> {
    let stands = state
        .recipients
        .iter()
        .filter(|(_, r)| r.merged_into.is_none());
    stands
        .map(|(id, _)| listed(w, state, *id))
        .take(LISTED_MAX)
        .collect()
}

/// A recipient as the list names it.
pub(crate) fn listed(w: Words, state: &State, id: RecipientId) -> String {
    let found = state.recipients.get(&id);
    found.map_or_else(String::new, |r| {
        format!(
            "{}{JOINT}{}",
            r.name.as_str(),
            names::place(w, state, r.place)
        )
    })
}

/// Standing recipients that have this name or alias.
pub(crate) fn of_name(state: &State, name: &str) -> Vec<RecipientId> {
    let name = folded(name);
    let same = state
        .recipients_by_name
        .iter()
        .filter(|((_, n), _)| *n == name);
    let mut ids: Vec<RecipientId> = same
        .filter_map(|(_, id)| state.recipient(*id))
        .map(|(id, _)| id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
