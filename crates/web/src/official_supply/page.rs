//! What the page of one record shows, and what the reader may do there.

use relief::ids::{Index, OfficialSupplyId};
use serde::Serialize;

use super::model::SupplyModel;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::need::texts::{self, TextModel};
use crate::visitor::Visitor;

/// `/official/ID`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageModel {
    /// The record.
    #[serde(flatten)]
    pub supply: SupplyModel,
    /// The links to public notices, by the entry that sealed them.
    pub texts: Vec<TextModel>,
    /// Questions whose answers it follows, in the words of whoever recorded it.
    pub follows: Vec<u64>,
    /// Whether the reader may correct it.
    #[serde(skip)]
    pub may_correct: bool,
    /// Whether the reader removes what may not stand.
    #[serde(skip)]
    pub may_remove: bool,
    /// What was typed in a correction that did not fit.
    #[serde(skip)]
    pub typed: Fields,
    /// Why it did not: field and sentence.
    #[serde(skip)]
    pub faults: Vec<Misfit>,
    /// Makes a form act once.
    #[serde(skip)]
    pub token: String,
}

impl PageModel {
    /// What a field of the correction holds: as typed, or as it stands.
    pub fn value(&self, field: &str, stands: &str) -> String {
        if self.faults.is_empty() {
            stands.to_owned()
        } else {
            self.typed.text(field).to_owned()
        }
    }
}

/// Collects the page; nothing when there is no such record.
pub(super) async fn page(visitor: &Visitor, id: OfficialSupplyId) -> Option<PageModel> {
    let mut model = public(visitor, id)?;
    let versions = std::iter::once(&model.supply.standing).chain(&model.supply.earlier);
    let entries: Vec<u64> = versions.map(|v| v.entry).collect();
    for entry in entries {
        model.texts.extend(texts::of(visitor, entry).await);
    }
    Some(model)
}

fn public(visitor: &Visitor, id: OfficialSupplyId) -> Option<PageModel> {
    let (w, state) = (visitor.words(), visitor.app().state());
    let supply = state.official_supplies.get(&id)?;
    let actor = visitor.who.as_ref().map(|who| who.actor());
    let by_actor = actor.as_ref();
    let versions: Vec<Index> = supply.versions().map(|v| v.index).collect();
    let behind = state.questions.behind(&versions);
    Some(PageModel {
        supply: SupplyModel::of(w, &state, id, visitor.app().now())?,
        texts: Vec::new(),
        follows: behind.into_iter().map(|id| id.0).collect(),
        may_correct: by_actor.is_some_and(|a| state.amends(a, supply)),
        may_remove: by_actor
            .is_some_and(|a| state.moderates(a, None) || supply.first.by == a.party),
        typed: Fields::default(),
        faults: Vec::new(),
        token: texts::token(visitor),
    })
}
