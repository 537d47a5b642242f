//! What the page of a need shows, and what the reader may do there.

use relief::code::Role;
use relief::command::Actor;
use relief::ids::{NeedId, RecipientId, Stamp};
use relief::need::{Need, NeedStatus};
use relief::state::State;
use serde::Serialize;

use super::model::CardModel;
use super::said;
use super::texts::{self, HistoryLine, TextModel};
use crate::commitment::model as promised;
use crate::consignment::model::Carried;
use crate::fields::Fields;
use crate::label::{Kind, label};
use crate::official_supply::model::SupplyModel;
use crate::testimony::origin::{Untied, behind};
use crate::visitor::Visitor;
use crate::watch::{Badge, badges};
use crate::words::Words;

/// Commitments on the page of a need; the journal has the rest.
const COMMITMENTS_MAX: usize = 100;
/// Consignments on the page of a need.
const CONSIGNMENTS_MAX: usize = 50;
/// Other needs of the recipient that one may be merged into.
const OTHERS_MAX: usize = 20;

/// What the reader may do; the core decides again.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct May {
    /// Checks needs of this room.
    pub verify: bool,
    /// Reported it, or changed it last.
    pub is_author: bool,
    /// Has verified it already: another one has to as well.
    pub verified: bool,
    /// Acts for the recipient or coordinates.
    pub own: bool,
    /// May change lines.
    pub revise: bool,
    /// Checks the recipient.
    pub check: bool,
    /// Registered the recipient or changed how it is reached: somebody else says how well it is known.
    pub registered: bool,
    /// Removes what may not stand.
    pub moderate: bool,
    /// Sees contacts.
    pub contacts: bool,
}

impl May {
    /// What an actor may do to a need.
    pub fn of(state: &State, actor: &Actor, need: &Need) -> May {
        let verify = state.works_as(actor, Role::Verifier, need.room);
        let recipient = state.recipient(need.recipient);
        let check = recipient.is_some_and(|(id, _)| state.checks(actor, id));
        let own = state.acts_for(actor, need.recipient) || state.coordinates(actor, need.room);
        let is_author = need.reporter == actor.party || need.changed_by == Some(actor.party);
        let reported = need.reporter == actor.party && need.status == NeedStatus::Reported;
        let member = need.room.is_some_and(|room| actor.rooms.contains(&room));
        May {
            verify,
            is_author,
            verified: need.verifications.iter().any(|(by, ..)| *by == actor.party),
            own,
            revise: own || reported,
            check,
            registered: recipient.is_some_and(|(_, found)| found.author == actor.party),
            moderate: state.moderates(actor, need.room),
            contacts: member || verify || check,
        }
    }
}

/// `/n/ID`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PageModel {
    /// The card.
    #[serde(flatten)]
    pub card: CardModel,
    /// The testimony that its form began at, where it is not tied to it.
    pub untied: Option<Untied>,
    /// When it was reported, seconds UTC.
    pub reported_at: i64,
    /// The recipient's standing in words.
    pub standing: String,
    /// Nobody found the recipient in an independent directory.
    pub provisional: bool,
    /// Texts of the report: source and remark.
    pub texts: Vec<TextModel>,
    /// How the recipient is reached; nothing for those who may not know.
    pub contacts: Option<Vec<String>>,
    /// Commitments, oldest first.
    pub commitments: Vec<promised::CardModel>,
    /// Consignments for it.
    pub consignments: Vec<Carried>,
    /// What the state gave the recipient of its items, newest first.
    pub official_supplies: Vec<SupplyModel>,
    /// Older ones that are not listed.
    pub official_supplies_hidden: usize,
    /// Testimonies that it came of: number and label.
    pub testimonies: Vec<(u64, String)>,
    /// Open flags about those consignments.
    pub flags: Vec<Badge>,
    /// Other standing needs of the recipient.
    pub others: Vec<(u64, String)>,
    /// Entries that touched it, latest first.
    pub history: Vec<HistoryLine>,
    /// Who reported.
    pub reporter: u64,
    /// What the reader may do.
    #[serde(skip)]
    pub may: May,
    /// Whether the reporter acts for the recipient.
    #[serde(skip)]
    pub reporter_is_person: bool,
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

/// Collects the page; nothing when there is no such need.
pub(crate) async fn page(visitor: &Visitor, id: NeedId) -> Option<PageModel> {
    let (mut model, entries) = {
        let state = visitor.app().state();
        let need = state.needs.get(&id)?;
        let model = public(visitor, &state, id, need)?;
        (model, need.history.iter().map(|i| i.0).collect::<Vec<_>>())
    };
    model.texts = texts::of(visitor, id.0).await;
    model.history = texts::history(visitor, &entries).await;
    if model.may.contacts {
        model.contacts = Some(contacts(visitor, &[id.0, model.card.recipient]).await);
    }
    Some(model)
}

/// Contacts of some subjects, each once.
pub(crate) async fn contacts(visitor: &Visitor, subjects: &[u64]) -> Vec<String> {
    let mut all = Vec::new();
    for subject in subjects {
        let found = visitor.app().contacts(*subject).await.unwrap_or_default();
        all.extend(found.into_iter().map(|c| c.value));
    }
    all.dedup();
    all
}

fn public(visitor: &Visitor, state: &State, id: NeedId, need: &Need) -> Option<PageModel> {
    let (w, now) = (visitor.words(), visitor.app().now());
    let (recipient, found) = state.recipient(need.recipient)?;
    let may = visitor
        .who
        .as_ref()
        .map(|who| May::of(state, &who.actor(), need))
        .unwrap_or_default();
    let items: Vec<_> = need.lines.iter().map(|l| l.item).collect();
    let (official_supplies, official_supplies_hidden) =
        SupplyModel::list(w, state, recipient, &items, now);
    let carried = consignments(state, need);
    Some(PageModel {
        card: CardModel::of(state, id, now, w)?,
        reported_at: need.reported_at.0,
        standing: said::standing(w, found.standing),
        provisional: found.provisional,
        texts: Vec::new(),
        contacts: None,
        commitments: commitments(state, need, now, w),
        official_supplies,
        official_supplies_hidden,
        testimonies: behind(state, id.0),
        flags: badges(w, state, carried.iter().map(|c| c.id), now),
        consignments: carried,
        others: others(state, recipient, id),
        history: Vec::new(),
        reporter: need.reporter.0,
        may,
        reporter_is_person: state.holds(
            need.reporter,
            Role::RecipientPerson,
            None,
            Some(recipient),
        ),
        untied: None,
        typed: Fields::default(),
        fault: None,
        token: texts::token(visitor),
    })
}

fn commitments(state: &State, need: &Need, now: Stamp, w: Words) -> Vec<promised::CardModel> {
    let ids = need.lines.iter().flat_map(|l| l.commitments.iter());
    ids.filter_map(|id| promised::CardModel::of(state, *id, now, w))
        .take(COMMITMENTS_MAX)
        .collect()
}

fn consignments(state: &State, need: &Need) -> Vec<Carried> {
    let ids = need.lines.iter().flat_map(|l| l.commitments.iter());
    let carried = ids
        .filter_map(|id| state.commitments.get(id))
        .flat_map(|c| c.consigned_in.iter());
    let mut found: Vec<_> = carried.map(|(id, _)| *id).collect();
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .filter_map(|id| Carried::of(state, id))
        .take(CONSIGNMENTS_MAX)
        .collect()
}

fn others(state: &State, recipient: RecipientId, id: NeedId) -> Vec<(u64, String)> {
    let needs = state
        .recipients
        .get(&recipient)
        .map(|r| r.needs.as_slice())
        .unwrap_or_default();
    let stands = |n: &&NeedId| {
        **n != id
            && state
                .needs
                .get(n)
                .is_some_and(|n| n.is_live() || n.status == NeedStatus::Reported)
    };
    let named = |n: &NeedId| (n.0, label(Kind::Need, n.0));
    needs
        .iter()
        .filter(stands)
        .map(named)
        .take(OTHERS_MAX)
        .collect()
}
