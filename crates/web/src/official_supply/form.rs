//! The form that records official supply: what was typed, and what it means.

use app::official_supply::NewOfficialSupply;
use relief::catalogue::{Item, Unit};
use relief::code::{OfficialKind, PackKind};
use relief::entry::Amount;
use relief::ids::{OfficialSupplyId, RecipientId, Stamp};
use relief::name::Name;
use relief::official_supply::PACKS_MAX;
use relief::quantity::QUANTITY_MAX;
use relief::state::State;
use serde::Serialize;

use super::model::SupplyModel;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::need::{count, day, directory, is_link};
use crate::question::because;
use crate::refused;
use crate::t;
use crate::words::Words;

/// Offices in the list to choose from; typing a whole name finds any other.
const OFFICES_MAX: usize = 100;

/// What was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct SupplyForm {
    /// To whom: a name with its place, or a label.
    pub recipient: String,
    /// Code of the item.
    pub item: String,
    /// How much, as typed.
    pub amount: String,
    /// Code of the pack; empty: base units.
    pub pack: String,
    /// `delivered` or `allocated`.
    pub kind: String,
    /// The day.
    pub day: String,
    /// The day on which what is allocated is to be there.
    pub deliver_on: String,
    /// The office's name.
    pub office: String,
    /// The link to the notice.
    pub source: String,
    /// The answer that it follows, as typed.
    pub because: String,
    /// Whether the reader speaks for an office.
    pub is_official: bool,
    /// Whether the reader would have to join a room first.
    pub is_stranger: bool,
    /// The record that says the same already.
    pub same: Option<SupplyModel>,
    /// What was allocated to this recipient and has not been delivered.
    pub allocated: Vec<SupplyModel>,
    /// Recipients to choose from.
    #[serde(skip)]
    pub known: Vec<String>,
    /// Offices to choose from.
    #[serde(skip)]
    pub offices: Vec<String>,
    /// What does not fit: field and sentence.
    pub faults: Vec<Misfit>,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

impl SupplyForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> SupplyForm {
        let text = |name: &str| fields.text(name).to_owned();
        SupplyForm {
            recipient: text("recipient"),
            item: text("item"),
            amount: text("amount"),
            pack: text("pack"),
            kind: text("kind"),
            day: text("day"),
            deliver_on: text("deliver_on"),
            office: text("office"),
            source: text("source"),
            because: text(because::FIELD),
            ..SupplyForm::default()
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(
        &self,
        w: Words,
        state: &State,
        separate: bool,
    ) -> Result<NewOfficialSupply, Vec<Misfit>> {
        let mut faults = Vec::new();
        let mut fault = |name: &str, why: String| faults.push((name.to_owned(), why));
        let recipient = self.to(w, state).map_err(|why| fault("recipient", why));
        let item = Item::from_code(&self.item);
        if item.is_none() {
            fault("item", t!(w, "need-what-missing"));
        }
        let some = |amount: Amount| match amount.n {
            0 => Err(t!(w, "official-how-many")),
            _ => Ok(amount),
        };
        let amount = item.map(|item| amount(w, item, &self.amount, &self.pack).and_then(some));
        let amount = amount.map(|read| read.map_err(|why| fault("amount", why)));
        let day = day::start_of(&self.day);
        if day.is_none() {
            fault("day", t!(w, "form-day"));
        }
        let kind = OfficialKind::from_code(&self.kind).unwrap_or(OfficialKind::Delivered);
        let deliver_on = delivery(w, kind, &self.deliver_on);
        let deliver_on = deliver_on.map_err(|why| fault("deliver_on", why));
        let named = Some(&self.office).filter(|name| !name.is_empty());
        let office = named.map(|name| Name::new(name)).transpose();
        let office = office.map_err(|why| fault("office", refused::sentence(w, &why.into())));
        if !self.source.is_empty() && !is_link(&self.source) {
            fault("source", t!(w, "official-link"));
        }
        let because = because::read(w, state, &self.because);
        let because = because.map_err(|why| fault(because::FIELD, why));
        let read = (recipient, item, amount, (day, deliver_on), office, because);
        match read {
            (
                Ok(recipient),
                Some(item),
                Some(Ok(amount)),
                (Some(day), Ok(deliver_on)),
                Ok(office),
                Ok(because),
            ) if faults.is_empty() => Ok(NewOfficialSupply {
                recipient,
                item,
                amount,
                kind,
                day,
                deliver_on,
                office,
                source: self.source.clone(),
                because,
                separate,
            }),
            _ => Err(faults),
        }
    }

    /// The record that says the same as what was typed, where that can be read.
    fn same(&self, w: Words, state: &State, recipient: RecipientId) -> Option<OfficialSupplyId> {
        let item = Item::from_code(&self.item)?;
        let amount = amount(w, item, &self.amount, &self.pack).ok()?;
        let day = day::start_of(&self.day)?;
        state.same_official_supply(recipient, item, amount, day)
    }

    /// One of the directory; nobody is registered here.
    pub fn to(&self, w: Words, state: &State) -> Result<RecipientId, String> {
        let found = directory::find(w, state, &self.recipient, None)?;
        found.ok_or_else(|| t!(w, "official-to-missing"))
    }

    /// Fills in what the reader may choose from.
    pub fn listed(mut self, w: Words, state: &State, now: Stamp) -> SupplyForm {
        self.known = directory::all(w, state);
        let names = state.parties.iter().skip(1);
        self.offices = names
            .filter_map(|(_, party)| Some(party.name.as_ref()?.as_str().to_owned()))
            .take(OFFICES_MAX)
            .collect();
        if let Ok(recipient) = self.to(w, state) {
            let (given, _) = SupplyModel::list(w, state, recipient, &[], now);
            let waits = |one: &SupplyModel| {
                one.standing.kind == OfficialKind::Allocated.code() && one.standing.quantity > 0
            };
            let same = self.same(w, state, recipient);
            self.same = same.and_then(|same| SupplyModel::of(w, state, same, now));
            self.allocated = given.into_iter().filter(waits).collect();
            self.recipient = directory::listed(w, state, recipient);
        }
        self
    }
}

/// The day of delivery as typed; none of what is there already.
pub(super) fn delivery(w: Words, kind: OfficialKind, typed: &str) -> Result<Option<Stamp>, String> {
    if typed.is_empty() || kind == OfficialKind::Delivered {
        return Ok(None);
    }
    let day = day::start_of(typed);
    day.map(Some).ok_or_else(|| t!(w, "form-day"))
}

/// An amount as typed: base units of the item, or packs of a kind.
pub(super) fn amount(w: Words, item: Item, typed: &str, pack: &str) -> Result<Amount, String> {
    let pack = PackKind::from_code(pack);
    let unit = pack.and_then(|kind| Unit::from_code(kind.code()));
    let max = if pack.is_some() {
        PACKS_MAX
    } else {
        QUANTITY_MAX
    };
    match count(w, unit.unwrap_or(item.unit()), typed)? {
        Some(n) if n > max => Err(t!(w, "refused-quantity-too-large", max = max)),
        Some(n) => Ok(Amount { n, pack }),
        None => Err(t!(w, "official-how-many")),
    }
}
