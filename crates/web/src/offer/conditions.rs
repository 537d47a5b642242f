//! What a donor says about an offer: for whom it is meant, in which packs it comes, when it can leave and until when it
//! is good.

use app::Refused;
use maud::{Markup, html};
use relief::catalogue::Item;
use relief::ids::RecipientId;
use relief::offer::Conditions;
use relief::place::Place;
use relief::refusal::Refusal;
use relief::state::State;
use serde::Serialize;

use super::form::pack;
use crate::fields::Fields;
use crate::names;
use crate::need::{day, directory, find_place};
use crate::parts::field::{self, Field};
use crate::parts::{btn, fold};
use crate::t;
use crate::words::Words;

/// What was typed, or what stands.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct ConditionsForm {
    /// The place for which alone it is meant.
    pub only_place: String,
    /// Places to which the permit leads, one after another.
    pub permits: String,
    /// The recipients for which alone it is meant, one in a line.
    pub recipients: String,
    /// How much in a pack that is not opened.
    pub pack: String,
    /// The day from which it can leave.
    pub ready: String,
    /// The day on which it expires.
    pub expires: String,
    /// What does not fit: field and sentence.
    #[serde(skip)]
    pub faults: Vec<(String, String)>,
}

impl ConditionsForm {
    /// What was typed.
    pub fn typed(fields: &Fields) -> ConditionsForm {
        let text = |name: &str| fields.text(name).to_owned();
        ConditionsForm {
            only_place: text("only_place"),
            permits: text("permits"),
            recipients: text("recipients"),
            pack: text("pack"),
            ready: text("ready"),
            expires: text("expires"),
            faults: Vec::new(),
        }
    }

    /// What stands.
    pub fn standing(w: Words, state: &State, of: &Conditions) -> ConditionsForm {
        let name = |place: &Place| names::place(w, state, *place);
        let permits: Vec<String> = of.permits.iter().map(name).collect();
        let recipients = of.recipients.iter();
        let recipients: Vec<String> = recipients
            .map(|id| directory::listed(w, state, *id))
            .collect();
        let day = |at: Option<relief::ids::Stamp>| at.map_or(String::new(), |at| day::value(at.0));
        ConditionsForm {
            only_place: of.only_place.as_ref().map(name).unwrap_or_default(),
            permits: permits.join(&t!(w, "list-and")),
            recipients: recipients.join("\n"),
            pack: of.pack.map_or(String::new(), |pack| pack.to_string()),
            ready: day(of.ready_on),
            expires: day(of.expires_on),
            faults: Vec::new(),
        }
    }

    /// What it means for an offer of this item, or everything that does not fit.
    pub fn read(
        &self,
        w: Words,
        state: &State,
        item: Item,
    ) -> Result<Conditions, Vec<(String, String)>> {
        let mut faults = Vec::new();
        let mut place = |name: &str, text: &str| match find_place(text) {
            Some(place) => Some(place),
            None if text.is_empty() => None,
            None => {
                faults.push((name.to_owned(), t!(w, "form-place")));
                None
            }
        };
        let only_place = place("only_place", &self.only_place);
        let listed = self
            .permits
            .split(['、', '，', ',', ';', '；'])
            .map(str::trim);
        let permits = listed
            .filter(|text| !text.is_empty())
            .filter_map(|text| place("permits", text))
            .collect();
        let mut moment = |name: &str, found: Option<relief::ids::Stamp>, text: &str| {
            if found.is_none() && !text.is_empty() {
                faults.push((name.to_owned(), t!(w, "form-day")));
            }
            found
        };
        let ready_on = moment("ready", day::start_of(&self.ready), &self.ready);
        let expires_on = moment("expires", day::end_of(&self.expires), &self.expires);
        let pack = pack(w, item, &self.pack).unwrap_or_else(|why| {
            faults.push(("pack".to_owned(), why));
            None
        });
        let recipients = self.recipients(w, state).unwrap_or_else(|why| {
            faults.push(("recipients".to_owned(), why));
            Vec::new()
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Conditions {
            expires_on,
            only_place,
            pack,
            permits,
            ready_on,
            recipients,
        })
    }

    /// Whom each line means.
    fn recipients(&self, w: Words, state: &State) -> Result<Vec<RecipientId>, String> {
        let lines = self.recipients.lines().map(str::trim);
        let mut found = Vec::new();
        for typed in lines.filter(|line| !line.is_empty()) {
            let known = directory::find(w, state, typed, None)?;
            let known = known.ok_or_else(|| t!(w, "offer-recipient-unknown", name = typed))?;
            if !found.contains(&known) {
                found.push(known);
            }
        }
        Ok(found)
    }

    /// The field that a refusal is about; nothing: the whole form.
    pub fn field_of(&self, refused: &Refused) -> Option<&'static str> {
        let Refused::Refusal(refusal) = refused else {
            return None;
        };
        match refusal {
            Refusal::TooManyConditions { max } if self.recipients.lines().count() > *max => {
                Some("recipients")
            }
            Refusal::TooManyConditions { .. } => Some("permits"),
            Refusal::OfferTooSmall { .. } => Some("pack"),
            _ => None,
        }
    }

    /// The form, folded until something in it does not fit.
    pub fn view(&self, w: Words, id: u64, token: &str) -> Markup {
        let fault = |name: &str| {
            let found = self.faults.iter().find(|(field, _)| field == name);
            found.map(|(_, sentence)| sentence.as_str())
        };
        let form = html! {
            form.stack method="post" action={ "/offer/" (id) "/conditions" } {
                (field::token(token))
                (Field::new("only_place", &t!(w, "offer-only-place")).hint(&t!(w, "offer-only-place-text")).value(&self.only_place).error(fault("only_place")).text())
                (Field::new("recipients", &t!(w, "offer-recipients")).hint(&t!(w, "offer-recipients-text")).value(&self.recipients).error(fault("recipients")).textarea(2))
                (Field::new("permits", &t!(w, "offer-permits")).hint(&t!(w, "offer-permits-text")).value(&self.permits).error(fault("permits")).text())
                (Field::new("pack", &t!(w, "offer-pack")).hint(&t!(w, "offer-pack-text")).value(&self.pack).error(fault("pack")).text())
                (Field::new("ready", &t!(w, "offer-ready")).kind("date").value(&self.ready).error(fault("ready")).text())
                (Field::new("expires", &t!(w, "offer-expires")).kind("date").value(&self.expires).error(fault("expires")).text())
                (btn(None, &t!(w, "offer-conditions-go"), false))
            }
        };
        let title = t!(w, "offer-conditions");
        if self.faults.is_empty() {
            fold(&title, form)
        } else {
            html! { section { h2 { (title) } (form) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn what_does_not_fit_names_its_field_and_the_rest_is_read() {
        let (w, state) = (Words::new(Lang::Zh), State::default());
        let item = Item::from_code("protective_suit").expect("in the catalogue");
        let form = ConditionsForm {
            only_place: "黄冈".to_owned(),
            permits: "武汉、黄石".to_owned(),
            pack: "50套".to_owned(),
            ready: "2020-02-10".to_owned(),
            ..ConditionsForm::default()
        };
        let read = form.read(w, &state, item).expect("it fits");
        assert_eq!(read.pack, Some(50));
        assert_eq!(read.permits.len(), 2);
        assert!(read.only_place.is_some() && read.expires_on.is_none());
        let wrong = ConditionsForm {
            permits: "nowhere at all".to_owned(),
            expires: "soon".to_owned(),
            recipients: "没有这一家".to_owned(),
            pack: "几箱".to_owned(),
            ..form
        };
        let faults = wrong.read(w, &state, item).expect_err("four faults");
        let fields: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["permits", "expires", "pack", "recipients"]);
    }
}
