//! Every type of entry, its fields and its one byte form. The meaning of a `(type, version)` never changes.

mod facts;
mod records;

pub use crate::case_report::figures::CaseFigureFact;
use crate::catalogue::Item;
use crate::code::*;
pub use crate::distribution::{DistributionLineFact, DistributionTotalFact};
use crate::field::{Field, Fields, HEADER, get, record, sorted};
use crate::ids::*;
use crate::json::{self, Malformed, Value};
use crate::name::{Name, UnitCode};
use crate::place::Place;
use crate::quantity::Quantity;
use crate::standard::Standard;
use crate::tip_key::TipKey;
use crate::watch::day::Day;
use facts::facts;
pub use records::*;

facts! {
    /// The first entry: the community and its journal begin.
    "community.opened" CommunityOpened {
        /// Whether people and figures are invented.
        drill: bool,
        /// Its public name.
        name: Name,
    }
    /// Somebody begins to act in public.
    "party.registered" PartyRegistered { kind: PartyKind, name: Option<Name>, place: Option<Place> }
    /// A role is given.
    "role.granted" RoleGranted { party: PartyId, recipient: Option<RecipientId>, role: Role, room: Option<RoomId> }
    /// A role is lost.
    "role.revoked" RoleRevoked { party: PartyId, recipient: Option<RecipientId>, role: Role, room: Option<RoomId> }
    /// A place that the gazetteer does not name gets a name.
    "place.named" PlaceNamed { name: Name, place: Place }
    /// A named person skipped a gate, on the record.
    "gate.skipped" GateSkipped { gate: Gate, reason: SkipReason, subject: Index }
    /// A room opens. `about` seals its one sentence.
    "room.opened" RoomOpened { about: Option<Seal>, name: Name, place: Option<Place> }
    /// How many members a room has.
    "room.counted" RoomCounted { members: u64, room: RoomId }
    /// A facility joins the directory. `provisional`: nobody found it in an independent directory.
    "recipient.registered" RecipientRegistered { kind: FacilityKind, name: Name, place: Place, provisional: bool }
    /// A recipient was checked.
    "recipient.checked" RecipientChecked { recipient: RecipientId, standing: Standing }
    /// A recipient's contact changed: its standing falls back to unchecked. `unverified`: somebody else than
    /// the recipient changed it, and its standing needs go back to reported.
    "recipient.contact_changed" RecipientContactChanged { recipient: RecipientId, unverified: bool }
    /// Another name of a recipient.
    "recipient.alias_added" RecipientAliasAdded { name: Name, recipient: RecipientId }
    /// Two ids, one facility: `recipient` is the same as `into`. Both ids survive.
    "recipient.merged" RecipientMerged { into: RecipientId, recipient: RecipientId }
    /// A need is reported.
    "need.reported" NeedReported {
        /// Lives depend on it: asked again after 12 hours.
        critical: bool,
        /// At least one line.
        lines: Vec<NeedLineFact>,
        recipient: RecipientId,
        remark: Option<Seal>,
        room: Option<RoomId>,
        source: Option<Seal>,
    }
    /// A verifier stands for a need. `opens`: with this, enough do.
    "need.verified" NeedVerified { evidence: Evidence, need: NeedId, opens: bool }
    /// A verifier rejects a report.
    "need.rejected" NeedRejected { need: NeedId, reason: RejectReason }
    /// A report repeats another need.
    "need.merged" NeedMerged { into: NeedId, need: NeedId }
    /// No new pledges for now.
    "need.paused" NeedPaused { need: NeedId, until: Option<Stamp> }
    /// Pledges again.
    "need.resumed" NeedResumed { need: NeedId }
    /// A line changes. `unverified`: the change sends the need back to reported.
    "need.revised" NeedRevised {
        line: u64,
        need: NeedId,
        needed_by: Option<Stamp>,
        quantity: Quantity,
        standards: Vec<Standard>,
        unverified: bool,
    }
    /// Still true.
    "need.reconfirmed" NeedReconfirmed { need: NeedId }
    /// A need ends.
    "need.closed" NeedClosed { need: NeedId, reason: CloseReason }
    /// Supply at hand, not yet aimed.
    "offer.made" OfferMade {
        item: Item,
        place: Place,
        quantity: u64,
        remark: Option<Seal>,
        room: Option<RoomId>,
        standard: Option<Standard>,
    }
    /// An offer is taken back.
    "offer.withdrawn" OfferWithdrawn { offer: OfferId }
    /// What the state gave. `cited`: a volunteer cites a public notice, whose link `source` seals.
    "official_supply.recorded" OfficialSupplyRecorded {
        amount: Amount,
        cited: bool,
        /// When it was delivered or allocated.
        day: Stamp,
        item: Item,
        kind: OfficialKind,
        /// The organisation that gave it.
        office: Option<PartyId>,
        recipient: RecipientId,
        source: Option<Seal>,
    }
    /// A record is amended: this stands in place of entry `corrects`, which stays readable.
    "official_supply.corrected" OfficialSupplyCorrected {
        amount: Amount,
        cited: bool,
        corrects: Index,
        day: Stamp,
        kind: OfficialKind,
        reason: CorrectionReason,
        source: Option<Seal>,
        supply: OfficialSupplyId,
    }
    /// What its donor says about an offer: when it can leave and until when it is good, for whom alone it is meant,
    /// where its permit leads, and units in a pack. Stands in place of what was said before.
    "offer.conditioned" OfferConditioned {
        expires_on: Option<Stamp>,
        offer: OfferId,
        only_place: Option<Place>,
        pack: Option<u64>,
        permits: Vec<Place>,
        ready_on: Option<Stamp>,
        recipients: Vec<RecipientId>,
    }
    /// What comes first in every plan from here on.
    "plan.policy_set" PlanPolicySet {
        by_cases: bool,
        critical_first: bool,
        critical_weight: u64,
        epsilon: u64,
        everyone_first: u64,
    }
    /// The plan that follows from the journal before this entry is the one with this digest.
    "plan.published" PlanPublished { digest: Seal, number: u64, policy: Option<Index>, size: u64 }
    /// A side accepts a line of the plan.
    "plan.accepted" PlanAccepted { line: u64, need: NeedId, offer: OfferId, plan: PlanId, quantity: u64 }
    /// A side accepts a line with another quantity: `remark` seals what they said.
    "plan.changed" PlanChanged {
        line: u64,
        need: NeedId,
        offer: OfferId,
        plan: PlanId,
        quantity: u64,
        reason: ChangeReason,
        remark: Option<Seal>,
    }
    /// A side leaves a line: it is not carried out, nor proposed again.
    "plan.left" PlanLeft {
        line: u64,
        need: NeedId,
        offer: OfferId,
        plan: PlanId,
        reason: ChangeReason,
        remark: Option<Seal>,
    }
    /// A promise against a need line. `held`: implausible until a verifier clears it; out of every total.
    "commitment.pledged" CommitmentPledged {
        available_on: Stamp,
        held: bool,
        line: u64,
        need: NeedId,
        offer: Option<OfferId>,
        place: Place,
        quantity: u64,
        remark: Option<Seal>,
        standard: Option<Standard>,
    }
    /// A verifier clears a held pledge.
    "commitment.cleared" CommitmentCleared { commitment: CommitmentId }
    /// Accepted: the quantity is reserved.
    "commitment.accepted" CommitmentAccepted { commitment: CommitmentId }
    /// Declined, with a reason.
    "commitment.declined" CommitmentDeclined { commitment: CommitmentId, reason: DeclineReason }
    /// The donor brings evidence.
    "commitment.evidenced" CommitmentEvidenced {
        batch: Option<Batch>,
        certificate: CertificateState,
        commitment: CommitmentId,
        document: Option<Seal>,
    }
    /// A checker approves the evidence: from here on it counts.
    "commitment.confirmed" CommitmentConfirmed { certificate: CertificateState, commitment: CommitmentId }
    /// One side proposes another need.
    "commitment.redirect_proposed" CommitmentRedirectProposed {
        commitment: CommitmentId,
        quantity: u64,
        to_line: u64,
        to_need: NeedId,
    }
    /// Both sides agreed: this entry is a new commitment for the other need; the first is freed of as much.
    "commitment.redirected" CommitmentRedirected {
        commitment: CommitmentId,
        need: NeedId,
        quantity: u64,
        to_line: u64,
        to_need: NeedId,
    }
    /// The donor takes back what has not left.
    "commitment.withdrawn" CommitmentWithdrawn { commitment: CommitmentId, quantity: u64 }
    /// The clock frees an accepted commitment that never became firm.
    "commitment.lapsed" CommitmentLapsed { commitment: CommitmentId }
    /// Goods are put together.
    "consignment.prepared" ConsignmentPrepared { lines: Vec<ConsignmentLineFact>, place: Place, recipient: RecipientId }
    /// Packed and labelled; `manifest` is the hash of the lines.
    "consignment.sealed" ConsignmentSealed { consignment: ConsignmentId, manifest: Seal, packages: u64 }
    /// The goods leave.
    "consignment.dispatched" ConsignmentDispatched { consignment: ConsignmentId, eta: Option<Stamp> }
    /// One side of a hand-over asks the other.
    "custody.asked" CustodyAsked {
        consignment: ConsignmentId,
        counts: Vec<u64>,
        happened_at: Stamp,
        place: Option<Place>,
        side: Side,
        taker: Option<PartyId>,
        taker_kind: HolderKind,
    }
    /// Both sides confirmed: custody passes. `happened_at` is the device's time; it may arrive late.
    "custody.handed_over" CustodyHandedOver {
        asked: Index,
        consignment: ConsignmentId,
        counts: Vec<u64>,
        giver: PartyId,
        happened_at: Stamp,
        place: Option<Place>,
        taker: PartyId,
        taker_kind: HolderKind,
    }
    /// The holder is stopped on the way and asks for a relay.
    "custody.stopped" CustodyStopped { consignment: ConsignmentId, happened_at: Stamp, place: Option<Place> }
    /// Whoever holds the goods by a link alone lost it and got another one; the old one ended.
    "custody.link_renewed" CustodyLinkRenewed { consignment: ConsignmentId, holder: PartyId }
    /// The carrier's claim; not a delivery.
    "consignment.arrived" ConsignmentArrived { consignment: ConsignmentId, happened_at: Stamp }
    /// The recipient's own record, line by line.
    "consignment.received" ConsignmentReceived {
        consignment: ConsignmentId,
        happened_at: Stamp,
        lines: Vec<ReceiptLineFact>,
        remark: Option<Seal>,
    }
    /// A receipt is amended: `lines` stand in place of those of entry `corrects`, which stays readable.
    "consignment.receipt_corrected" ConsignmentReceiptCorrected {
        consignment: ConsignmentId,
        corrects: Index,
        happened_at: Stamp,
        lines: Vec<ReceiptLineFact>,
    }
    /// The recipient says whether what arrived could be used, or thanks; of one line, or of the whole.
    "feedback.given" FeedbackGiven {
        consignment: ConsignmentId,
        line: Option<u64>,
        remark: Option<Seal>,
        thanks: bool,
        verdict: Option<Verdict>,
    }
    /// Somebody flags a consignment.
    "consignment.disputed" ConsignmentDisputed { consignment: ConsignmentId, reason: DisputeReason, remark: Option<Seal> }
    /// An auditor settles.
    "consignment.settled" ConsignmentSettled { consignment: ConsignmentId, finding: Finding, remark: Option<Seal> }
    /// What has not been received goes back.
    "consignment.returned" ConsignmentReturned { consignment: ConsignmentId }
    /// What has not been received is gone: the gap opens again at once.
    "consignment.lost" ConsignmentLost { consignment: ConsignmentId }
    /// Given up before it left.
    "consignment.cancelled" ConsignmentCancelled { consignment: ConsignmentId }
    /// Somebody who had the goods photographed them.
    "consignment.photographed" ConsignmentPhotographed { consignment: ConsignmentId, photo: Seal }
    /// A paper is carried with a consignment.
    "paper.attached" PaperAttached { consignment: ConsignmentId, document: Option<Seal>, kind: PaperKind }
    /// Somebody published what was given to whom; `by` recorded it here. `corrects`: in place of which list.
    "distribution.published" DistributionPublished {
        corrects: Option<DistributionId>,
        /// Who published it.
        issuer: Name,
        lines: Vec<DistributionLineFact>,
        published_on: Stamp,
        source: Seal,
        totals: Vec<DistributionTotalFact>,
    }
    /// An edition of the definition of a case gets a name.
    "case_definition.named" CaseDefinitionNamed { name: Name }
    /// One jurisdiction's counts for one day. `cited`: a volunteer cites a public notice, whose link `source` seals.
    /// `corrects`: in place of which version, which stays readable.
    "case_report.filed" CaseReportFiled {
        cited: bool,
        corrects: Option<Index>,
        /// Days since 1 January 1970, local to the jurisdiction.
        day: Day,
        definition: Option<DefinitionId>,
        /// By kind; what is absent is not stated.
        figures: Vec<CaseFigureFact>,
        jurisdiction: JurisdictionId,
        reason: Option<ReportReason>,
        remark: Option<Seal>,
        source: Option<Seal>,
    }
    /// The watch found something about `subject`: the figures, and the entries that show it.
    "flag.raised" FlagRaised {
        evidence: Vec<Index>,
        found: u64,
        kind: FlagKind,
        part: u64,
        stated: u64,
        subject: Index,
    }
    /// Somebody says what they know. `concerned`: the subject is theirs.
    "flag.answered" FlagAnswered { answer: Seal, concerned: bool, flag: FlagId }
    /// An auditor settles a flag. It stays readable.
    "flag.settled" FlagSettled { finding: Finding, flag: FlagId, remark: Option<Seal> }
    /// Somebody asks in public; by the community itself: somebody without an account. With `due`: the party or recipient
    /// owes an answer by then.
    "question.asked" QuestionAsked {
        cites: Vec<Index>,
        due: Option<Stamp>,
        party: Option<PartyId>,
        recipient: Option<RecipientId>,
        text: Seal,
    }
    /// Somebody wants to know too; by the community itself: somebody without an account.
    "question.endorsed" QuestionEndorsed { question: QuestionId }
    /// From here on this party or recipient owes the answer, by `due`.
    "question.assigned" QuestionAssigned {
        due: Stamp,
        party: Option<PartyId>,
        question: QuestionId,
        recipient: Option<RecipientId>,
    }
    /// Whoever owes the answer sets a later date.
    "question.delayed" QuestionDelayed { due: Stamp, question: QuestionId, reason: DelayReason, remark: Option<Seal> }
    /// Whoever owes the answer gives it, and the entries that show it.
    "question.answered" QuestionAnswered { answer: Seal, cites: Vec<Index>, question: QuestionId }
    /// Whoever took the decision of entry `effect` says that it follows the answer of entry `answer`.
    "answer.cited" AnswerCited { answer: Index, effect: Index }
    /// From here on two groups are covered twice as unevenly as they need be.
    "disparity.noticed" DisparityNoticed { grouping: Grouping, item: Item }
    /// No longer.
    "disparity.passed" DisparityPassed { grouping: Grouping, item: Item }
    /// Somebody offers to open sealed tips. `about` seals their name and calling; `key` was made offline.
    "custodian.offered" CustodianOffered { about: Seal, key: TipKey }
    /// Somebody else confirms a custodian: from here on tips are sealed to the key, and to no older one of theirs.
    "custodian.confirmed" CustodianConfirmed { custodian: CustodianId }
    /// The custodian lays the key down, or a lead wants it gone: two leads together end it.
    "custodian.retired" CustodianRetired { custodian: CustodianId }
    /// The hour's commitments, ascending; dummies fill their number. `full`: tips were turned away before it.
    "tip.committed" TipCommitted { full: bool, leaves: Vec<Seal> }
    /// A custodian would close these; the second custodian's entry closes them.
    "tip.closed" TipClosed { leaves: Vec<Seal> }
    /// Sealed tips that were committed to are gone from the vault, or changed there, before their outcome.
    "tip.missing" TipMissing { leaves: Vec<Seal> }
    /// From here on the site serves this script for sealing tips in browsers: the SHA-256 of its bytes.
    "tip.script_served" TipScriptServed { script: Seal }
    /// A body that owes a report for each of its days from `owes_from` on, due in the minute `due_minute` of the next.
    "jurisdiction.registered" JurisdictionRegistered {
        code: UnitCode,
        due_minute: u64,
        level: OfficeLevel,
        office: PartyId,
        offset_minutes: i64,
        owes_from: Day,
        parent: Option<JurisdictionId>,
        places: Vec<Place>,
    }
    /// Somebody with the right says that a person speaks for a jurisdiction.
    "official.proposed" OfficialProposed { jurisdiction: JurisdictionId, party: PartyId }
    /// A second person says so too: from here on they do.
    "official.confirmed" OfficialConfirmed { appointment: AppointmentId }
    /// The official lays the office down, or somebody with the right wants it to end: two of them end it.
    "official.removed" OfficialRemoved { appointment: AppointmentId }
    /// The oldest report owed is overdue: notice to the office.
    "duty.overdue" DutyOverdue { day: Day, jurisdiction: JurisdictionId }
    /// The oldest report owed is delinquent: notice to the one above.
    "duty.delinquent" DutyDelinquent { day: Day, jurisdiction: JurisdictionId }
    /// The office's standing is suspended until the whole backlog is filed.
    "jurisdiction.suspended" JurisdictionSuspended { day: Day, jurisdiction: JurisdictionId }
    /// The community's own server was away: no duty's clock ran.
    "outage.recorded" OutageRecorded { from: Stamp, to: Stamp }
    /// Somebody says what they saw. `statement` and `photos` are withheld until it is published. `member`: its author
    /// stands in the tree of invitations. `corrects`: in place of which version.
    "testimony.submitted" TestimonySubmitted {
        about: Option<PartyId>,
        accuses: bool,
        corrects: Option<TestimonyId>,
        day_only: bool,
        happened_at: Stamp,
        kind: TestimonyKind,
        member: bool,
        photos: Vec<Seal>,
        place: Place,
        statement: Seal,
    }
    /// A moderator publishes it. `opens`: with this, enough do.
    "testimony.published" TestimonyPublished { accuses: bool, opens: bool, testimony: TestimonyId }
    /// A moderator holds it back.
    "testimony.held" TestimonyHeld { accuses: bool, reason: HoldReason, testimony: TestimonyId, until: Stamp }
    /// Somebody stands by it. `branch`: where they stand in the tree of invitations, numbered for this testimony alone.
    "testimony.corroborated" TestimonyCorroborated {
        branch: Option<u64>,
        evidence: SupportKind,
        remark: Option<Seal>,
        testimony: TestimonyId,
    }
    /// Somebody says otherwise.
    "testimony.contested" TestimonyContested { remark: Seal, testimony: TestimonyId }
    /// Somebody answers. `named`: it speaks of them, or so they say.
    "testimony.answered" TestimonyAnswered { answer: Seal, named: bool, testimony: TestimonyId }
    /// It led to the thing that entry `subject` made.
    "testimony.used" TestimonyUsed { subject: Index, testimony: TestimonyId, used_as: TestimonyUse }
    /// A public text is removed; its seal and every proof stay.
    "text.redacted" TextRedacted { entry: Index, ground: Ground, seal: Seal }
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
