//! View models of official supply: what lists, pages and their JSON twins say.

use relief::catalogue::Item;
use relief::code::Role;
use relief::ids::{OfficialSupplyId, RecipientId, Stamp};
use relief::official_supply::{OfficialSupply, Version};
use relief::state::State;
use serde::Serialize;

use super::said;
use crate::label::{Kind, label};
use crate::names;
use crate::words::Words;

/// Records listed on the page of a need or recipient, newest first; the figures count all of them.
const LISTED_MAX: usize = 20;

/// One version of a record; figures in base units, or packs with unknown contents.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct VersionModel {
    /// The entry.
    pub entry: u64,
    /// When it was written, seconds UTC.
    pub at: i64,
    /// How much: base units, or packs when `pack` says so.
    pub quantity: u64,
    /// The kind of pack whose contents nobody states.
    pub pack: Option<&'static str>,
    /// How much in words.
    pub amount: String,
    /// `delivered` or `allocated`.
    pub kind: &'static str,
    /// The same in words.
    pub kind_words: String,
    /// The day, seconds UTC.
    pub day: i64,
    /// The first moment of the day on which it is to be there, seconds UTC.
    pub deliver_on: Option<i64>,
    /// Cited by a volunteer from a public notice.
    pub cited: bool,
    /// A correction by the recipient's own person.
    pub by_recipient: bool,
    /// Why it replaced the one before, in words.
    pub reason: Option<String>,
}

impl VersionModel {
    fn of(w: Words, state: &State, supply: &OfficialSupply, version: &Version) -> VersionModel {
        let item = supply.item;
        let of_recipient = Some(supply.recipient);
        let own = state.holds(version.by, Role::RecipientPerson, None, of_recipient);
        VersionModel {
            entry: version.index.0,
            at: version.at.0,
            quantity: version.amount.n,
            pack: version.amount.pack.map(|p| p.code()),
            amount: said::amount(w, item, version.amount),
            kind: version.kind.code(),
            kind_words: said::kind(w, version.kind),
            day: version.day.0,
            deliver_on: version.deliver_on.map(|day| day.0),
            cited: version.cited,
            by_recipient: own && version.reason.is_some(),
            reason: version.reason.map(|r| said::reason(w, r)),
        }
    }
}

/// Where the delivery of what was allocated stands.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Delivery {
    /// The first moment of the day on which it is to be there, seconds UTC.
    pub on: i64,
    /// Whole days until then; below 0 it is overdue.
    pub days_left: i64,
    /// The same in words.
    pub words: String,
}

impl Delivery {
    /// Of what stands; nothing where no day is named, or nothing is still to come.
    pub fn of(w: Words, supply: &OfficialSupply, now: Stamp) -> Option<Delivery> {
        let standing = supply.standing();
        let (on, days_left) = (standing.deliver_on?.0, standing.days_left(now)?);
        let words = said::delivery(w, on, days_left);
        Some(Delivery {
            on,
            days_left,
            words,
        })
    }

    /// Whether the day is over.
    pub fn is_overdue(&self) -> bool {
        self.days_left < 0
    }
}

/// One record as it stands, with what it replaced.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SupplyModel {
    /// The record.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// To whom.
    pub recipient: u64,
    /// Their name.
    pub recipient_name: String,
    /// Where they are.
    pub place_name: String,
    /// Code of the item.
    pub item: &'static str,
    /// The item's name.
    pub item_name: &'static str,
    /// The office's name, where it is known.
    pub office: Option<String>,
    /// The office owes reports, and its standing is suspended.
    pub unconfirmed: bool,
    /// Where its delivery stands, for what is still to come on a day that is named.
    pub delivery: Option<Delivery>,
    /// What stands.
    #[serde(flatten)]
    pub standing: VersionModel,
    /// What it replaced, newest first.
    pub earlier: Vec<VersionModel>,
}

impl SupplyModel {
    /// A record; nothing when there is none of this number.
    pub fn of(w: Words, state: &State, id: OfficialSupplyId, now: Stamp) -> Option<SupplyModel> {
        let supply = state.official_supplies.get(&id)?;
        let (recipient, found) = state.recipient(supply.recipient)?;
        let mut versions: Vec<VersionModel> = supply
            .versions()
            .map(|v| VersionModel::of(w, state, supply, v))
            .collect();
        let standing = versions.pop()?;
        versions.reverse();
        Some(SupplyModel {
            id: id.0,
            code: label(Kind::OfficialSupply, id.0),
            recipient: recipient.0,
            recipient_name: found.name.as_str().to_owned(),
            place_name: names::place(w, state, found.place),
            item: supply.item.code(),
            item_name: names::item(w, supply.item),
            office: supply.office.and_then(|id| names::organisation(state, id)),
            unconfirmed: state.is_unconfirmed(supply),
            delivery: Delivery::of(w, supply, now),
            standing,
            earlier: versions,
        })
    }

    /// What a recipient was given, newest first; of some items, or of all when none is named. With how many more
    /// there are.
    pub fn list(
        w: Words,
        state: &State,
        recipient: RecipientId,
        items: &[Item],
        now: Stamp,
    ) -> (Vec<SupplyModel>, usize) {
        let wanted = |s: &OfficialSupply| items.is_empty() || items.contains(&s.item);
        let found = state.recipient(recipient);
        let ids = found.map_or(&[][..], |(_, r)| r.official_supplies.as_slice());
        let mut chosen = ids
            .iter()
            .rev()
            .filter(|id| state.official_supplies.get(id).is_some_and(wanted));
        let shown = chosen
            .by_ref()
            .take(LISTED_MAX)
            .filter_map(|id| SupplyModel::of(w, state, *id, now))
            .collect();
        (shown, chosen.count())
    }
}
