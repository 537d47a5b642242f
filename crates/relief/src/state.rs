//! The public state: what the entries amount to. Folded by `apply`, read by `decide`, pages and verifiers.

use std::collections::{BTreeMap, BTreeSet};

use crate::case_report::CaseReports;
use crate::code::Role;
use crate::commitment::Commitment;
use crate::consignment::Consignment;
use crate::custodian::Custodian;
use crate::distribution::Distribution;
use crate::equity::disparity::Disparities;
use crate::feedback::Heard;
use crate::flag::Flags;
use crate::ids::*;
use crate::jurisdiction::Jurisdictions;
use crate::name::Name;
use crate::need::{Need, NeedLine};
use crate::offer::Offer;
use crate::official_supply::OfficialSupply;
use crate::party::Party;
use crate::place::Place;
use crate::plan::Plans;
use crate::question::Questions;
use crate::recipient::Recipient;
use crate::room::Room;
use crate::testimony::Testimonies;
use crate::text::Texts;
use crate::ties::deeds::Deeds;
use crate::tip::Tips;

/// A role, where it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// Who.
    pub party: PartyId,
    /// What.
    pub role: Role,
    /// In which room; nothing: in the whole community, or for the recipient.
    pub room: Option<RoomId>,
    /// For which recipient.
    pub recipient: Option<RecipientId>,
}

/// The community itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// Its public name.
    pub name: Name,
    /// Whether people and figures are invented.
    pub drill: bool,
    /// When it began.
    pub opened_at: Stamp,
}

/// Everything public, in maps ordered by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// How many entries were applied: the index of the next one.
    pub size: u64,
    /// The time of the last entry.
    pub last_at: Stamp,
    /// The community, from entry 0 on.
    pub community: Option<Community>,
    /// Whoever acts in public.
    pub parties: BTreeMap<PartyId, Party>,
    /// Roles that hold now.
    pub grants: BTreeSet<Grant>,
    /// Those of them that the community gave in a room: earned by vouches, and lost with them.
    pub earned: BTreeSet<Grant>,
    /// Names of places that the gazetteer does not know.
    pub places: BTreeMap<Place, Name>,
    /// Rooms.
    pub rooms: BTreeMap<RoomId, Room>,
    /// The directory.
    pub recipients: BTreeMap<RecipientId, Recipient>,
    /// Recipients by place and folded name, to find repeats.
    pub recipients_by_name: BTreeMap<(Place, String), RecipientId>,
    /// Needs.
    pub needs: BTreeMap<NeedId, Need>,
    /// Offers not yet aimed.
    pub offers: BTreeMap<OfferId, Offer>,
    /// What the state gave, with corrections.
    pub official_supplies: BTreeMap<OfficialSupplyId, OfficialSupply>,
    /// Of which record each correction is.
    pub official_corrections: BTreeMap<Index, OfficialSupplyId>,
    /// Policies and plans.
    pub plans: Plans,
    /// Commitments.
    pub commitments: BTreeMap<CommitmentId, Commitment>,
    /// Consignments.
    pub consignments: BTreeMap<ConsignmentId, Consignment>,
    /// Where to find what recipients said of them.
    pub heard: Heard,
    /// Lists that others published.
    pub distributions: BTreeMap<DistributionId, Distribution>,
    /// Case reports, and by what definitions they count.
    pub case_reports: CaseReports,
    /// What the watch found.
    pub flags: Flags,
    /// What people ask, and who owes an answer.
    pub questions: Questions,
    /// Groups that stand further apart than they need to.
    pub disparities: Disparities,
    /// What was done for whom, as often as it was done.
    pub deeds: Deeds,
    /// Who opens sealed tips, and who did.
    pub custodians: BTreeMap<CustodianId, Custodian>,
    /// Sealed tips, as commitments.
    pub tips: Tips,
    /// Bodies that owe reports, who speaks for them, and the clock of what they owe.
    pub jurisdictions: Jurisdictions,
    /// What people say they saw.
    pub testimonies: Testimonies,
    /// Sealed texts of entries, and which were removed.
    pub texts: Texts,
    /// Gates that were skipped: the entry that says so.
    pub gates_skipped: Vec<Index>,
}

impl State {
    /// The line of a need.
    #[must_use]
    pub fn line(&self, need: NeedId, line: u64) -> Option<&NeedLine> {
        self.needs
            .get(&need)?
            .lines
            .get(usize::try_from(line).ok()?)
    }

    /// The recipient that a merged id now stands for.
    #[must_use]
    pub fn recipient(&self, id: RecipientId) -> Option<(RecipientId, &Recipient)> {
        let found = self.recipients.get(&id)?;
        match found.merged_into {
            // Merging refuses chains, so one step is enough.
            Some(into) => self.recipients.get(&into).map(|r| (into, r)),
            None => Some((id, found)),
        }
    }

    /// The name of a place: from the gazetteer, or as an entry named it.
    #[must_use]
    pub fn place_name(&self, place: Place) -> Option<&str> {
        self.places.get(&place).map(Name::as_str)
    }

    pub(crate) fn next_id(&self) -> u64 {
        self.size
    }
}
