//! The form that reports a need: what was typed, and what it means.

use app::need::{NewNeed, WhichRecipient};
use relief::catalogue::Item;
use relief::code::FacilityKind;
use relief::entry::NeedLineFact;
use relief::ids::{RoomId, TestimonyId};
use relief::name::Name;
use relief::need::NEED_LINES_MAX;
use relief::quantity::Quantity;
use relief::state::State;
use serde::Serialize;

use super::act::{standards, stated};
use super::{day, directory, find_place, quantity};
use crate::fields::Fields;
use crate::form::Misfit;
use crate::refused;
use crate::t;
use crate::words::Words;

/// One line as it was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct LineForm {
    /// Code of the item.
    pub item: String,
    /// The number.
    pub quantity: String,
    /// `exact`, `at_least` or `rate`.
    pub how: String,
    /// The amount is not known.
    pub unknown: bool,
    /// When at the latest, a day.
    pub by: String,
    /// Codes of accepted standards.
    pub standards: Vec<String>,
    /// How a pasted text had it, where that needs a second look.
    pub as_written: String,
}

/// The whole form.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct NeedForm {
    /// The room that will care for it.
    pub room: String,
    /// Rooms to choose from: number and name.
    pub rooms: Vec<(u64, String)>,
    /// Whose need: a name, a name with its place, or a label.
    pub recipient: String,
    /// The place of a recipient that is not in the directory.
    pub place: String,
    /// The kind of such a recipient.
    pub kind: String,
    /// Lines.
    pub lines: Vec<LineForm>,
    /// A public link or notice.
    pub source: String,
    /// How to reach them; for members alone.
    pub contact: String,
    /// A public remark.
    pub remark: String,
    /// Lives depend on it.
    pub critical: bool,
    /// The text that was pasted.
    pub text: String,
    /// Parts of it that were recognised, in bytes.
    pub marks: Vec<(usize, usize)>,
    /// It reads like an offer, or like talk.
    pub doubt: Option<&'static str>,
    /// The testimony that it begins at.
    pub testimony: Option<u64>,
    /// A standing need for the same.
    pub similar: Option<(u64, String)>,
    /// Recipients to choose from.
    #[serde(skip)]
    pub known: Vec<String>,
    /// What does not fit: field and sentence.
    pub faults: Vec<Misfit>,
    /// The name of one who is not signed in.
    pub name: String,
    /// Whether a name is asked for.
    pub asks_name: bool,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

impl NeedForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> NeedForm {
        let text = |name: &str| fields.text(name).to_owned();
        let typed = |i: &usize| !fields.all(&format!("item-{i}")).is_empty();
        // One more than may be: the core says that there are too many.
        let lines = (0..=NEED_LINES_MAX)
            .take_while(typed)
            .map(|i| LineForm::of(fields, i));
        NeedForm {
            room: text("room"),
            recipient: text("recipient"),
            place: text("place"),
            kind: text("kind"),
            lines: lines.collect(),
            source: text("source"),
            contact: text("contact"),
            remark: text("remark"),
            critical: fields.is_on("critical"),
            text: text("text"),
            name: text("name"),
            testimony: fields.number("testimony").ok().flatten(),
            ..NeedForm::default()
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(&self, w: Words, state: &State, separate: bool) -> Result<NewNeed, Vec<Misfit>> {
        let mut faults = Vec::new();
        let mut lines = Vec::new();
        for (i, line) in self.lines.iter().enumerate() {
            match line.read(w, i) {
                Ok(line) => lines.extend(line),
                Err((field, why)) if self.lines.len() > 1 => {
                    let why = t!(w, "need-line-fault", n = i + 1, why = why);
                    faults.push((field, why));
                }
                Err(fault) => faults.push(fault),
            }
        }
        if lines.is_empty() && faults.is_empty() {
            faults.push(("item-0".to_owned(), t!(w, "need-what-missing")));
        }
        if self.source.is_empty() && self.contact.is_empty() {
            faults.push((
                "source".to_owned(),
                t!(w, "refused-needs-source-or-contact"),
            ));
        }
        let recipient = self
            .which(w, state)
            .map_err(|fault| faults.insert(0, fault));
        match recipient {
            Ok(recipient) if faults.is_empty() => Ok(NewNeed {
                recipient,
                room: self.room.parse().ok().map(RoomId),
                lines,
                critical: self.critical,
                source: self.source.clone(),
                remark: self.remark.clone(),
                contact: self.contact.clone(),
                separate,
                testimony: self.testimony.map(TestimonyId),
            }),
            _ => Err(faults),
        }
    }

    /// One of the directory by label, or by name and place; otherwise a new one.
    fn which(&self, w: Words, state: &State) -> Result<WhichRecipient, Misfit> {
        let field = |why: String| ("recipient".to_owned(), why);
        if self.recipient.is_empty() {
            return Err(field(t!(w, "need-who-missing")));
        }
        let (name, at) = directory::parts(&self.recipient);
        let place = at.and_then(find_place).or_else(|| find_place(&self.place));
        if let Some(known) = directory::find(w, state, &self.recipient, place).map_err(field)? {
            return Ok(WhichRecipient::Known(known));
        }
        let place = place.ok_or_else(|| ("place".to_owned(), t!(w, "need-place-missing")))?;
        let name = Name::new(name).map_err(|why| field(refused::sentence(w, &why.into())))?;
        let kind = FacilityKind::from_code(&self.kind).unwrap_or(FacilityKind::Hospital);
        Ok(WhichRecipient::New {
            name,
            place,
            kind,
            provisional: true,
        })
    }

    /// Fills in what the reader may choose from.
    pub fn listed(mut self, w: Words, state: &State) -> NeedForm {
        self.known = directory::all(w, state);
        if self.lines.is_empty() {
            self.lines.push(LineForm::default());
        }
        self
    }
}

impl LineForm {
    fn of(fields: &Fields, i: usize) -> LineForm {
        let text = |name: &str| fields.text(&format!("{name}-{i}")).to_owned();
        LineForm {
            item: text("item"),
            quantity: text("quantity"),
            how: text("how"),
            unknown: fields.is_on(&format!("unknown-{i}")),
            by: text("by"),
            standards: fields.all(&format!("standard-{i}")),
            as_written: text("written"),
        }
    }

    /// Its item, if one was chosen.
    pub fn goods(&self) -> Option<Item> {
        Item::from_code(&self.item)
    }

    /// A line in which nothing was said is left out.
    fn read(&self, w: Words, i: usize) -> Result<Option<NeedLineFact>, Misfit> {
        let field = |name: &str, why: String| (format!("{name}-{i}"), why);
        let Some(item) = self.goods() else {
            let empty = self.quantity.is_empty() && !self.unknown;
            return if empty {
                Ok(None)
            } else {
                Err(field("item", t!(w, "need-what-missing")))
            };
        };
        let number = quantity(w, item, &self.quantity).map_err(|why| field("quantity", why))?;
        let quantity = match number {
            _ if self.unknown => Quantity::Unknown,
            Some(0) => return Err(field("quantity", t!(w, "refused-quantity-zero"))),
            Some(n) if n > relief::quantity::QUANTITY_MAX => {
                let max = relief::quantity::QUANTITY_MAX;
                return Err(field(
                    "quantity",
                    t!(w, "refused-quantity-too-large", max = max),
                ));
            }
            Some(n) => stated(&self.how, n),
            None => return Err(field("quantity", t!(w, "need-how-many"))),
        };
        let needed_by = if self.by.is_empty() {
            None
        } else {
            Some(day::end_of(&self.by).ok_or_else(|| field("by", t!(w, "form-day")))?)
        };
        let typed: Vec<(&str, &str)> = self
            .standards
            .iter()
            .map(|s| ("standard", s.as_str()))
            .collect();
        let mut standards = standards(&Fields::of(&typed), "standard");
        // What was ticked for the item chosen before does not suit this one.
        standards.retain(|s| s.suits(item));
        Ok(Some(NeedLineFact {
            item,
            needed_by,
            quantity,
            standards,
        }))
    }
}
