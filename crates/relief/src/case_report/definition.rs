//! Case definitions: by what rule somebody counts as a case. Another rule makes another count, so every report may
//! name the edition it was counted by, and figures of two editions are not compared.

use std::collections::BTreeMap;

use crate::access::allow;
use crate::command::Actor;
use crate::entry::{CaseDefinitionNamed, Fact};
use crate::ids::*;
use crate::name::Name;
use crate::refusal::Refusal;
use crate::state::State;

/// Editions of the definition in one community.
pub const DEFINITIONS_MAX: usize = 64;

/// The editions, in the order in which they were named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definitions(BTreeMap<DefinitionId, Name>);

impl Definitions {
    /// The name of one.
    #[must_use]
    pub fn get(&self, id: DefinitionId) -> Option<&Name> {
        self.0.get(&id)
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (DefinitionId, &Name)> + '_ {
        self.0.iter().map(|(id, name)| (*id, name))
    }

    /// The one of a name.
    #[must_use]
    pub fn named(&self, name: &Name) -> Option<DefinitionId> {
        self.iter().find(|(_, n)| *n == name).map(|(id, _)| id)
    }
}

/// Any official names an edition, and so does whoever leads the community.
pub(crate) fn name(state: &State, actor: &Actor, name: Name) -> Result<Vec<Fact>, Refusal> {
    let may = state.leads(actor, None) || state.is_official(actor);
    allow(may, Refusal::NotAllowed)?;
    let definitions = &state.case_reports.definitions;
    allow(definitions.named(&name).is_none(), Refusal::NothingChanges)?;
    let max = DEFINITIONS_MAX;
    allow(
        definitions.0.len() < max,
        Refusal::TooManyDefinitions { max },
    )?;
    Ok(vec![CaseDefinitionNamed { name }.into()])
}

pub(crate) fn apply_named(state: &mut State, index: u64, fact: &CaseDefinitionNamed) {
    let names = &mut state.case_reports.definitions.0;
    names.insert(DefinitionId(index), fact.name.clone());
}
