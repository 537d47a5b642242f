//! Published lists of what was given to whom: somebody else's figures, recorded line by line so that anyone can add
//! them up. A list that was published in place of an earlier one names it; both stay readable.

use crate::access::allow;
use crate::catalogue::Item;
use crate::consignment::not_future;
use crate::entry::{DistributionPublished, Fact};
use crate::field::record;
use crate::ids::*;
use crate::name::Name;
use crate::quantity::QUANTITY_MAX;
use crate::refusal::Refusal;
use crate::state::State;
use crate::watch::distribution::Class;

/// Lines of one list, and totals of one: as many as fit an entry. A longer list is recorded in parts.
pub const LINES_MAX: usize = 40;
/// Stated totals of one list.
pub const TOTALS_MAX: usize = 16;

record! {
    /// One line of a published list: what was given to whom, as printed there.
    DistributionLineFact {
        /// The class, where the list names one.
        class: Option<Class>,
        /// Who gave it; nothing where a private person did, or nobody is named.
        given_by: Option<Name>,
        /// Who was given it.
        given_to: Name,
        /// What.
        item: Item,
        /// Base units.
        quantity: u64,
        /// The earlier figure in whose place this one stands, where the list itself states it.
        was: Option<u64>,
    }
}

record! {
    /// A total that a published list states, in base units.
    DistributionTotalFact {
        /// The class, where the list names one.
        class: Option<Class>,
        /// From whom; nothing: from all.
        given_by: Option<Name>,
        /// What.
        item: Item,
        /// Taken in.
        quantity: u64,
        /// Still in store.
        stored: u64,
        /// Written off.
        written_off: u64,
    }
}

/// A list as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// Who published it.
    pub issuer: Name,
    /// When it was published.
    pub published_on: Stamp,
    /// Who recorded it here.
    pub recorded_by: PartyId,
    /// When.
    pub recorded_at: Stamp,
    /// What was given to whom.
    pub lines: Vec<DistributionLineFact>,
    /// What it states as totals.
    pub totals: Vec<DistributionTotalFact>,
    /// Where it was read: seal of the link.
    pub source: Seal,
    /// In place of which list.
    pub corrects: Option<DistributionId>,
    /// The list in its place.
    pub corrected_by: Option<DistributionId>,
}

impl Distribution {
    /// Whether a total is one over a line: the same goods, from the same giver unless the total is over all.
    #[must_use]
    pub fn counts_for(total: &DistributionTotalFact, line: &DistributionLineFact) -> bool {
        let from_all = total.given_by.is_none();
        total.item == line.item && (from_all || total.given_by == line.given_by)
    }

    /// What was given of the goods of a total.
    #[must_use]
    pub fn placed(&self, total: &DistributionTotalFact) -> u64 {
        let lines = self.lines.iter().filter(|l| Self::counts_for(total, l));
        lines.fold(0, |sum, l| sum.saturating_add(l.quantity))
    }
}

pub(crate) fn publish(
    state: &State,
    at: Stamp,
    fact: DistributionPublished,
) -> Result<Vec<Fact>, Refusal> {
    allow(!fact.lines.is_empty(), Refusal::NoLines)?;
    let fits = |count: usize, max: usize| allow(count <= max, Refusal::TooManyLines { max });
    fits(fact.lines.len(), LINES_MAX)?;
    fits(fact.totals.len(), TOTALS_MAX)?;
    allow(
        fact.lines.iter().all(|l| l.quantity > 0),
        Refusal::QuantityZero,
    )?;
    let lines = fact.lines.iter();
    let lines = lines.flat_map(|l| [Some(l.quantity), l.was]).flatten();
    let totals = fact.totals.iter();
    let totals = totals.flat_map(|t| [t.quantity, t.stored, t.written_off]);
    let max = QUANTITY_MAX;
    allow(
        lines.chain(totals).all(|n| n <= max),
        Refusal::QuantityTooLarge { max },
    )?;
    not_future(at, fact.published_on)?;
    if let Some(id) = fact.corrects {
        let earlier = state.distributions.get(&id);
        let earlier = earlier.ok_or(Refusal::NotFound(id.0))?;
        // A list is replaced once; what replaced it may be replaced in turn. So no list stands in its own place.
        if let Some(by) = earlier.corrected_by {
            return Err(Refusal::CorrectedAlready(Index(by.0)));
        }
    }
    Ok(vec![fact.into()])
}

pub(crate) fn apply_published(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &DistributionPublished,
) {
    let id = DistributionId(index);
    let earlier = fact.corrects.and_then(|c| state.distributions.get_mut(&c));
    if let Some(earlier) = earlier {
        earlier.corrected_by.get_or_insert(id);
    }
    let distribution = Distribution {
        issuer: fact.issuer.clone(),
        published_on: fact.published_on,
        recorded_by: by,
        recorded_at: at,
        lines: fact.lines.clone(),
        totals: fact.totals.clone(),
        source: fact.source,
        corrects: fact.corrects,
        corrected_by: None,
    };
    state.distributions.insert(id, distribution);
    state.texts.seal(index, None, Some(fact.source));
}
