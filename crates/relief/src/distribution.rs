//! Published lists of what was given to whom: somebody else's figures, recorded line by line so that anyone can add
//! them up. A list that was published in place of an earlier one names it; both stay readable.

use std::sync::Arc;

use crate::access::allow;
use crate::catalogue::Item;
use crate::consignment::not_future;
use crate::entry::{DistributionContinued, DistributionPublished, Fact};
use crate::field::record;
use crate::ids::*;
use crate::json;
use crate::name::Name;
use crate::quantity::QUANTITY_MAX;
use crate::refusal::Refusal;
use crate::state::State;
use crate::watch::distribution::Class;
use crate::watch::notice::Notice;
use crate::watch::publications;

/// Lines of one list. The largest list of 2020 that we know has 1,500; a province's has ten times as many.
pub const LINES_MAX: usize = 20_000;
/// Stated totals of one list.
pub const TOTALS_MAX: usize = 1_000;
/// Lines of one entry. A longer list goes on in further ones.
pub const ENTRY_LINES_MAX: usize = 40;
/// Stated totals of one entry.
pub const ENTRY_TOTALS_MAX: usize = 16;
/// Findings of one list that are kept and flagged, the gravest kinds first: enough to show what is wrong with a list in
/// which nothing agrees. How many there are in all is told beside them.
pub const FINDINGS_MAX: usize = 400;
/// Bytes of the lines of one entry, and of its totals: with the rest of it below [`json::ENTRY_BYTES_MAX`].
const ENTRY_LINES_BYTES_MAX: usize = 5 * 1024;
const ENTRY_TOTALS_BYTES_MAX: usize = 2 * 1024;

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
    /// Entries in which it goes on.
    pub more: u64,
    /// Of these, those that are still to come. Until then nothing is found in it.
    pub awaited: u64,
    /// What in it does not add up: it does not change any more, so that this is asked once. By kind and part, the first
    /// [`FINDINGS_MAX`].
    pub findings: Arc<[Notice]>,
    /// How many there are in all.
    pub findings_in_all: usize,
    /// What was given of the goods of each total, in their order.
    pub placed: Vec<u64>,
}

impl Distribution {
    /// Whether a total is one over a line: the same goods, from the same giver unless the total is over all.
    #[must_use]
    pub fn counts_for(total: &DistributionTotalFact, line: &DistributionLineFact) -> bool {
        let from_all = total.given_by.is_none();
        total.item == line.item && (from_all || total.given_by == line.given_by)
    }

    /// Where in the parts of flags about this list those end that count its own lines or totals: there the lines of
    /// another count begin (`docs/journal-format.md`, "Flags"). `earlier`: the list in whose place it stands.
    #[must_use]
    pub fn span(&self, earlier: Option<&Distribution>) -> usize {
        let is_short = |list: &Distribution| list.more == 0;
        if is_short(self) && earlier.is_none_or(is_short) {
            ENTRY_LINES_MAX
        } else {
            LINES_MAX
        }
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
    Ok(in_parts(DistributionId(state.size), fact))
}

/// The list in as many entries as it needs; all of them come in one act.
fn in_parts(list: DistributionId, mut fact: DistributionPublished) -> Vec<Fact> {
    let mut lines = parts(
        std::mem::take(&mut fact.lines),
        (ENTRY_LINES_MAX, ENTRY_LINES_BYTES_MAX),
        |line| json::write(&line.map()).len(),
    )
    .into_iter();
    let mut totals = parts(
        std::mem::take(&mut fact.totals),
        (ENTRY_TOTALS_MAX, ENTRY_TOTALS_BYTES_MAX),
        |total| json::write(&total.map()).len(),
    )
    .into_iter();
    fact.lines = lines.next().unwrap_or_default();
    fact.totals = totals.next().unwrap_or_default();
    let more = lines.len().max(totals.len());
    fact.more = Some(more).filter(|n| *n > 0).map(index);
    let mut facts = vec![Fact::from(fact)];
    facts.extend((0..more).map(|_| {
        let (lines, totals) = (lines.next(), totals.next());
        let fact = DistributionContinued {
            lines: lines.unwrap_or_default(),
            list,
            totals: totals.unwrap_or_default(),
        };
        Fact::from(fact)
    }));
    facts
}

/// Rows in groups of so many rows and bytes at most; each has at least one row.
fn parts<T>(
    rows: Vec<T>,
    (rows_max, bytes_max): (usize, usize),
    bytes_of: impl Fn(&T) -> usize,
) -> Vec<Vec<T>> {
    let mut parts: Vec<Vec<T>> = Vec::new();
    let mut used = 0;
    for row in rows {
        let bytes = bytes_of(&row);
        match parts.last_mut() {
            Some(part) if part.len() < rows_max && used + bytes <= bytes_max => part.push(row),
            _ => {
                parts.push(vec![row]);
                used = 0;
            }
        }
        used += bytes;
    }
    parts
}

fn index(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
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
    let more = fact.more.unwrap_or(0);
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
        more,
        awaited: more,
        findings: Arc::default(),
        findings_in_all: 0,
        placed: Vec::new(),
    };
    state.distributions.insert(id, distribution);
    state.texts.seal(index, None, Some(fact.source));
    judge(state, id);
}

pub(crate) fn apply_continued(state: &mut State, fact: &DistributionContinued) {
    let Some(list) = state.distributions.get_mut(&fact.list) else {
        return;
    };
    // Entries beyond those that the list announced are none of it.
    let Some(awaited) = list.awaited.checked_sub(1) else {
        return;
    };
    list.awaited = awaited;
    list.lines.extend_from_slice(&fact.lines);
    list.totals.extend_from_slice(&fact.totals);
    judge(state, fact.list);
}

/// Adds a list up once it is whole.
fn judge(state: &mut State, id: DistributionId) {
    let whole = state.distributions.get(&id).filter(|l| l.awaited == 0);
    let Some((placed, mut findings)) = whole.map(|list| {
        let earlier = list.corrects;
        let earlier = earlier.and_then(|id| Some((id, state.distributions.get(&id)?)));
        publications::judge(id, list, earlier)
    }) else {
        return;
    };
    if let Some(list) = state.distributions.get_mut(&id) {
        list.placed = placed;
        list.findings_in_all = findings.len();
        findings.truncate(FINDINGS_MAX);
        list.findings = findings.into();
    }
}
