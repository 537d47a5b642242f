//! "Because of the answer …": the field of forms that take a decision, so that the decision names its reason by itself.

use app::Refused;
use maud::{Markup, html};
use relief::ids::{Index, QuestionId};
use relief::refusal::Refusal;
use relief::state::State;

use super::cited;
use crate::parts::field::Field;
use crate::parts::icon::{Icon, icon};
use crate::t;
use crate::words::Words;

/// The field's name, where a page has one such form.
pub(crate) const FIELD: &str = "because";

/// The answer that a label, number or address of its question, or of the answer itself, names; of several answers the
/// newest. Nothing where nothing was typed.
///
/// # Errors
/// The sentence that says what does not fit.
pub(crate) fn read(w: Words, state: &State, typed: &str) -> Result<Option<Index>, String> {
    let cites = cited::read(w, typed)?;
    let Some(named) = cites.first().copied() else {
        return Ok(None);
    };
    if cites.len() > 1 {
        return Err(t!(w, "because-one"));
    }
    if state.questions.of_answer(named).is_some() {
        return Ok(Some(named));
    }
    let question = state.questions.get(QuestionId(named.0));
    let newest = question.and_then(|question| question.answers.last());
    match newest {
        Some(answer) => Ok(Some(answer.index)),
        None => Err(t!(w, "because-none", what = typed.to_owned())),
    }
}

/// The row of the form; `name` is [`FIELD`], or what tells several forms of a page apart.
pub(crate) fn field(w: Words, name: &str, value: &str, error: Option<&str>) -> Markup {
    html! {
        (Field::new(name, &t!(w, "because-field")).hint(&t!(w, "because-hint")).value(value)
            .error(error).autocomplete("off").text())
    }
}

/// The same folded away, for forms that are answered quickly; open where something was typed.
pub(crate) fn folded(w: Words, name: &str, value: &str, error: Option<&str>) -> Markup {
    let is_open = !value.is_empty() || error.is_some();
    html! {
        details open[is_open] {
            summary { (icon(Icon::Down)) (t!(w, "because-fold")) }
            (field(w, name, value, error))
        }
    }
}

/// Whether a refusal is about this field.
pub(crate) fn is_meant(refused: &Refused) -> bool {
    matches!(
        refused,
        Refused::Refusal(Refusal::NoSuchAnswer | Refusal::TooManyEffects { .. })
    )
}
