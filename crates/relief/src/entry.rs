//! Every type of entry, its fields and its one byte form. The meaning of a `(type, version)` never changes.

mod case_report;
mod commitment;
mod consignment;
mod custody;
mod distribution;
mod equity;
mod facts;
mod feedback;
mod flag;
mod jurisdiction;
mod need;
mod offer;
mod official_supply;
mod party;
mod plan;
mod question;
mod recipient;
mod room;
mod testimony;
mod text;
mod tip;

pub use crate::case_report::figures::CaseFigureFact;
pub use crate::distribution::{DistributionLineFact, DistributionTotalFact};
use crate::field::{Field, Fields, HEADER, get, sorted};
use crate::ids::*;
use crate::json::{self, Malformed, Value};
pub use case_report::*;
pub use commitment::*;
pub use consignment::*;
pub use custody::*;
pub use distribution::*;
pub use equity::*;
use facts::facts;
pub use feedback::*;
pub use flag::*;
pub use jurisdiction::*;
pub use need::*;
pub use offer::*;
pub use official_supply::*;
pub use party::*;
pub use plan::*;
pub use question::*;
pub use recipient::*;
pub use room::*;
pub use testimony::*;
pub use text::*;
pub use tip::*;

facts! {
    "community.opened" CommunityOpened,
    "party.registered" PartyRegistered,
    "role.granted" RoleGranted,
    "role.revoked" RoleRevoked,
    "place.named" PlaceNamed,
    "gate.skipped" GateSkipped,
    "room.opened" RoomOpened,
    "room.counted" RoomCounted,
    "recipient.registered" RecipientRegistered,
    "recipient.checked" RecipientChecked,
    "recipient.contact_changed" RecipientContactChanged,
    "recipient.alias_added" RecipientAliasAdded,
    "recipient.merged" RecipientMerged,
    "need.reported" NeedReported,
    "need.verified" NeedVerified,
    "need.rejected" NeedRejected,
    "need.merged" NeedMerged,
    "need.paused" NeedPaused,
    "need.resumed" NeedResumed,
    "need.revised" NeedRevised,
    "need.reconfirmed" NeedReconfirmed,
    "need.closed" NeedClosed,
    "offer.made" OfferMade,
    "offer.withdrawn" OfferWithdrawn,
    "official_supply.recorded" OfficialSupplyRecorded,
    "official_supply.corrected" OfficialSupplyCorrected,
    "offer.conditioned" OfferConditioned,
    "plan.policy_set" PlanPolicySet,
    "plan.published" PlanPublished,
    "plan.accepted" PlanAccepted,
    "plan.changed" PlanChanged,
    "plan.left" PlanLeft,
    "commitment.pledged" CommitmentPledged,
    "commitment.cleared" CommitmentCleared,
    "commitment.accepted" CommitmentAccepted,
    "commitment.declined" CommitmentDeclined,
    "commitment.evidenced" CommitmentEvidenced,
    "commitment.confirmed" CommitmentConfirmed,
    "commitment.redirect_proposed" CommitmentRedirectProposed,
    "commitment.redirected" CommitmentRedirected,
    "commitment.withdrawn" CommitmentWithdrawn,
    "commitment.lapsed" CommitmentLapsed,
    "consignment.prepared" ConsignmentPrepared,
    "consignment.sealed" ConsignmentSealed,
    "consignment.dispatched" ConsignmentDispatched,
    "custody.asked" CustodyAsked,
    "custody.handed_over" CustodyHandedOver,
    "custody.stopped" CustodyStopped,
    "custody.link_renewed" CustodyLinkRenewed,
    "consignment.arrived" ConsignmentArrived,
    "consignment.received" ConsignmentReceived,
    "consignment.receipt_corrected" ConsignmentReceiptCorrected,
    "feedback.given" FeedbackGiven,
    "consignment.disputed" ConsignmentDisputed,
    "consignment.settled" ConsignmentSettled,
    "consignment.returned" ConsignmentReturned,
    "consignment.lost" ConsignmentLost,
    "consignment.cancelled" ConsignmentCancelled,
    "consignment.photographed" ConsignmentPhotographed,
    "paper.attached" PaperAttached,
    "distribution.published" DistributionPublished,
    "distribution.continued" DistributionContinued,
    "case_definition.named" CaseDefinitionNamed,
    "case_report.filed" CaseReportFiled,
    "flag.raised" FlagRaised,
    "flag.answered" FlagAnswered,
    "flag.settled" FlagSettled,
    "question.asked" QuestionAsked,
    "question.endorsed" QuestionEndorsed,
    "question.assigned" QuestionAssigned,
    "question.delayed" QuestionDelayed,
    "question.answered" QuestionAnswered,
    "answer.judged" AnswerJudged,
    "answer.cited" AnswerCited,
    "disparity.noticed" DisparityNoticed,
    "disparity.passed" DisparityPassed,
    "custodian.offered" CustodianOffered,
    "custodian.confirmed" CustodianConfirmed,
    "custodian.retired" CustodianRetired,
    "tip.committed" TipCommitted,
    "tip.closed" TipClosed,
    "tip.missing" TipMissing,
    "tip.script_served" TipScriptServed,
    "jurisdiction.registered" JurisdictionRegistered,
    "official.proposed" OfficialProposed,
    "official.confirmed" OfficialConfirmed,
    "official.removed" OfficialRemoved,
    "duty.overdue" DutyOverdue,
    "duty.delinquent" DutyDelinquent,
    "jurisdiction.suspended" JurisdictionSuspended,
    "jurisdiction.closed" JurisdictionClosed,
    "closing.proposed" ClosingProposed,
    "closing.withdrawn" ClosingWithdrawn,
    "outage.recorded" OutageRecorded,
    "testimony.submitted" TestimonySubmitted,
    "testimony.published" TestimonyPublished,
    "testimony.held" TestimonyHeld,
    "testimony.corroborated" TestimonyCorroborated,
    "testimony.contested" TestimonyContested,
    "testimony.answered" TestimonyAnswered,
    "testimony.used" TestimonyUsed,
    "text.redacted" TextRedacted,
}

/// One leaf of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it was recorded.
    pub at: Stamp,
    /// Who acted.
    pub by: PartyId,
    /// What happened.
    pub fact: Fact,
}

/// The version of every entry type that this program writes.
const VERSION: i64 = 1;

impl Entry {
    /// The canonical bytes: what is stored, hashed and served.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut map = self.fact.map();
        map.push(("at", Value::Int(self.at.0)));
        if let Some(by) = self.by.put() {
            map.push(("by", by));
        }
        map.push(("t", Value::Str(self.fact.code().into())));
        map.push(("v", Value::Int(VERSION)));
        json::write(&sorted(map))
    }

    /// Reads canonical bytes; nothing else is accepted.
    ///
    /// # Errors
    /// [`Malformed`], naming the byte or the field.
    pub fn decode(bytes: &[u8]) -> Result<Entry, Malformed> {
        let map = json::parse(bytes)?;
        if get(&map, "v") != Some(&Value::Int(VERSION)) {
            return Err(Malformed::Field("v"));
        }
        let Some(Value::Str(code)) = get(&map, "t") else {
            return Err(Malformed::Field("t"));
        };
        let fact = Fact::from_map(code, &map)?;
        Ok(Entry {
            at: Field::take("at", get(&map, "at"))?,
            by: Field::take("by", get(&map, "by"))?,
            fact,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reading walks the fields and the keys of an object side by side: both must be in order.
    #[test]
    fn fields_are_declared_in_the_order_of_their_keys() {
        let records = [
            NeedLineFact::SCHEMA,
            Batch::SCHEMA,
            ConsignmentLineFact::SCHEMA,
            ReceiptLineFact::SCHEMA,
            Amount::SCHEMA,
            CaseFigureFact::SCHEMA,
        ];
        let facts = Fact::SCHEMAS.iter().map(|(_, schema)| *schema);
        for schema in facts.chain(records) {
            assert!(schema.is_sorted(), "{schema:?}");
        }
    }
}
