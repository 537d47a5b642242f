//! What the page of a facility shows.

use relief::code::Role;
use relief::ids::{ConsignmentId, NeedId, RecipientId};
use relief::recipient::alike;
use relief::state::State;
use serde::Serialize;

use crate::consignment::model::Carried;
use crate::fields::Fields;
use crate::label::{Kind, label};
use crate::names;
use crate::need::model::CardModel;
use crate::need::{page::contacts, said, texts};
use crate::official_supply::model::SupplyModel;
use crate::visitor::Visitor;

/// Needs on one page, the latest first; the board has the standing ones.
const NEEDS_MAX: usize = 30;
/// Consignments on one page, the latest first.
const CONSIGNMENTS_MAX: usize = 50;

/// A recipient whose name may mean the same facility.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Alike {
    /// The recipient.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// `/f/ID`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FacilityPage {
    /// The recipient.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Code of its place.
    pub place: u32,
    /// The place's name.
    pub place_name: String,
    /// What it is, in words.
    pub kind: String,
    /// Nobody found it in an independent directory.
    pub provisional: bool,
    /// How well it is known, in words.
    pub standing: String,
    /// When somebody checked last, seconds UTC.
    pub checked_at: Option<i64>,
    /// When its contact last changed, seconds UTC.
    pub contact_changed_at: Option<i64>,
    /// The id that it stands for now.
    pub merged_into: Option<u64>,
    /// Others that may be the same facility, for people to compare.
    pub alike: Vec<Alike>,
    /// Its needs, latest first.
    pub needs: Vec<CardModel>,
    /// Needs that are not listed.
    pub needs_hidden: usize,
    /// Its consignments, latest first.
    pub consignments: Vec<Carried>,
    /// What the state gave it, newest first.
    pub official_supplies: Vec<SupplyModel>,
    /// Older ones that are not listed.
    pub official_supplies_hidden: usize,
    /// How it is reached; nothing for those who may not know.
    pub contacts: Option<Vec<String>>,
    /// Whether the reader checks this recipient.
    #[serde(skip)]
    pub may_check: bool,
    /// Whether the reader checks recipients of the whole community: says which are one.
    #[serde(skip)]
    pub may_merge: bool,
    /// Whether the reader registered it or changed how it is reached: somebody else checks it.
    #[serde(skip)]
    pub is_author: bool,
    /// Whether the reader acts for it.
    #[serde(skip)]
    pub is_person: bool,
    /// What was typed in a form that did not fit.
    #[serde(skip)]
    pub typed: Fields,
    /// Why it did not: field and sentence.
    #[serde(skip)]
    pub fault: Option<(String, String)>,
    /// Makes a form act once.
    #[serde(skip)]
    pub token: String,
}

/// Collects the page; nothing when there is no such facility.
pub(super) async fn page(visitor: &Visitor, id: RecipientId) -> Option<FacilityPage> {
    let mut model = public(visitor, id)?;
    if model.may_check || model.is_person {
        model.contacts = Some(contacts(visitor, &[id.0]).await);
    }
    Some(model)
}

fn public(visitor: &Visitor, id: RecipientId) -> Option<FacilityPage> {
    let (w, now, state) = (visitor.words(), visitor.app().now(), visitor.app().state());
    let of = state.recipients.get(&id)?;
    let actor = visitor.who.as_ref().map(|who| who.actor());
    let card = |need: &NeedId| CardModel::of(&state, *need, now, w);
    let carried = |c: &ConsignmentId| Carried::of(&state, *c);
    let (official_supplies, official_supplies_hidden) =
        SupplyModel::list(w, &state, id, &[], visitor.app().now());
    Some(FacilityPage {
        id: id.0,
        code: label(Kind::Recipient, id.0),
        name: of.name.as_str().to_owned(),
        aliases: of.aliases.iter().map(|a| a.as_str().to_owned()).collect(),
        place: of.place.code(),
        place_name: names::place(w, &state, of.place),
        kind: said::facility(w, of.kind),
        provisional: of.provisional,
        standing: said::standing(w, of.standing),
        checked_at: of.checked.map(|(_, at)| at.0),
        contact_changed_at: of.contact_changed_at.map(|at| at.0),
        merged_into: of.merged_into.map(|i| i.0),
        alike: alikes(&state, id),
        needs: of
            .needs
            .iter()
            .rev()
            .take(NEEDS_MAX)
            .filter_map(card)
            .collect(),
        needs_hidden: of.needs.len().saturating_sub(NEEDS_MAX),
        consignments: of
            .consignments
            .iter()
            .rev()
            .take(CONSIGNMENTS_MAX)
            .filter_map(carried)
            .collect(),
        official_supplies,
        official_supplies_hidden,
        contacts: None,
        may_check: actor.as_ref().is_some_and(|a| state.checks(a, id)),
        may_merge: actor
            .as_ref()
            .is_some_and(|a| state.works_as(a, Role::Verifier, None)),
        is_author: actor.as_ref().is_some_and(|a| a.party == of.author),
        is_person: actor.as_ref().is_some_and(|a| state.acts_for(a, id)),
        typed: Fields::default(),
        fault: None,
        token: texts::token(visitor),
    })
}

fn alikes(state: &State, id: RecipientId) -> Vec<Alike> {
    let found = |id: RecipientId| {
        Some(Alike {
            id: id.0,
            code: label(Kind::Recipient, id.0),
            name: state.recipients.get(&id)?.name.as_str().to_owned(),
        })
    };
    let merged = state
        .recipients
        .get(&id)
        .is_some_and(|r| r.merged_into.is_some());
    let others = if merged { Vec::new() } else { alike(state, id) };
    others.into_iter().filter_map(found).collect()
}
