//! What people and the clock ask for. Imperatives; `decide` answers each with entries or a refusal.

mod actor;

pub use actor::Actor;

use crate::catalogue::Item;
use crate::code::*;
use crate::duty::Step;
use crate::entry::{
    Amount, Batch, CaseFigureFact, ConsignmentLineFact, DistributionLineFact,
    DistributionTotalFact, FeedbackGiven, JurisdictionClosed, JurisdictionRegistered, NeedLineFact,
    ReceiptLineFact,
};
use crate::ids::*;
use crate::name::Name;
use crate::offer::Conditions;
use crate::place::Place;
use crate::plan::decision::Named;
use crate::plan::policy::Policy;
use crate::quantity::Quantity;
use crate::question::Owed;
use crate::standard::Standard;
use crate::tip_key::TipKey;
use crate::watch::day::Day;

/// One act asked for.
#[rustfmt::skip] // A table: one row for each command.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "fields carry the vocabulary's names; their rules stand at the matching decide function"
)]
pub enum Command {
    /// First entry of a journal.
    OpenCommunity { name: Name, drill: bool },
    /// A new party, by the community itself on behalf of a new account.
    RegisterParty { kind: PartyKind, name: Option<Name>, place: Option<Place> },
    GrantRole { party: PartyId, role: Role, room: Option<RoomId>, recipient: Option<RecipientId> },
    RevokeRole { party: PartyId, role: Role, room: Option<RoomId>, recipient: Option<RecipientId> },
    NamePlace { place: Place, name: Name },
    OpenRoom { name: Name, place: Option<Place>, about: Option<Seal> },
    /// The vault's count of members, by the community itself.
    CountRoom { room: RoomId, members: u64 },
    /// `separate`: the person saw the one of the same name and says this is another.
    RegisterRecipient { name: Name, place: Place, kind: FacilityKind, provisional: bool, separate: bool },
    CheckRecipient { recipient: RecipientId, standing: Standing },
    ChangeRecipientContact { recipient: RecipientId },
    AddRecipientAlias { recipient: RecipientId, name: Name },
    MergeRecipients { recipient: RecipientId, into: RecipientId },
    /// `contact_named`: a contact stands in the vault. `separate`: the person saw the similar need.
    ReportNeed {
        recipient: RecipientId, room: Option<RoomId>, lines: Vec<NeedLineFact>, critical: bool, source: Option<Seal>,
        remark: Option<Seal>, contact_named: bool, separate: bool,
    },
    VerifyNeed { need: NeedId, evidence: Evidence, skip: Option<SkipReason> },
    RejectNeed { need: NeedId, reason: RejectReason },
    MergeNeed { need: NeedId, into: NeedId },
    PauseNeed { need: NeedId, until: Option<Stamp> },
    ResumeNeed { need: NeedId },
    ReviseNeed { need: NeedId, line: u64, quantity: Quantity, standards: Vec<Standard>, needed_by: Option<Stamp> },
    ReconfirmNeed { need: NeedId },
    CloseNeed { need: NeedId, reason: CloseReason },
    MakeOffer {
        item: Item, quantity: u64, standard: Option<Standard>, place: Place, room: Option<RoomId>,
        remark: Option<Seal>,
    },
    WithdrawOffer { offer: OfferId },
    /// Refused without `source` unless an official acts. `separate`: the person saw the record that says the same and
    /// says this is another.
    RecordOfficialSupply {
        recipient: RecipientId, item: Item, amount: Amount, kind: OfficialKind, day: Stamp,
        deliver_on: Option<Stamp>, office: Option<PartyId>, source: Option<Seal>, separate: bool,
    },
    /// `corrects`: the version that the person saw, which must be the newest.
    CorrectOfficialSupply {
        supply: OfficialSupplyId, corrects: Index, amount: Amount, kind: OfficialKind, day: Stamp,
        deliver_on: Option<Stamp>, reason: CorrectionReason, source: Option<Seal>,
    },
    SetOfferConditions { offer: OfferId, conditions: Conditions },
    SetPlanPolicy { policy: Policy },
    PublishPlan,
    AcceptPlanLine { line: Named, quantity: u64 },
    ChangePlanLine { line: Named, quantity: u64, reason: ChangeReason, remark: Option<Seal> },
    LeavePlanLine { line: Named, reason: ChangeReason, remark: Option<Seal> },
    /// `despite_standard`: the donor was told that the standard is not in the accepted set.
    PledgeCommitment {
        need: NeedId, line: u64, quantity: u64, standard: Option<Standard>, place: Place, available_on: Stamp,
        offer: Option<OfferId>, remark: Option<Seal>, despite_standard: bool,
    },
    ClearCommitment { commitment: CommitmentId },
    AcceptCommitment { commitment: CommitmentId },
    DeclineCommitment { commitment: CommitmentId, reason: DeclineReason },
    BringEvidence {
        commitment: CommitmentId, certificate: CertificateState, batch: Option<Batch>, document: Option<Seal>,
    },
    ConfirmCommitment { commitment: CommitmentId, certificate: CertificateState, skip: Option<SkipReason> },
    ProposeRedirect { commitment: CommitmentId, to_need: NeedId, to_line: u64, quantity: u64 },
    AgreeRedirect { commitment: CommitmentId },
    WithdrawCommitment { commitment: CommitmentId },
    LapseCommitment { commitment: CommitmentId },
    PrepareConsignment { lines: Vec<ConsignmentLineFact>, place: Place },
    SealConsignment { consignment: ConsignmentId, packages: u64 },
    DispatchConsignment { consignment: ConsignmentId, eta: Option<Stamp> },
    /// Asked by the holder (then `taker` may be left open for whoever has the link) or by the taker.
    AskHandover {
        consignment: ConsignmentId, counts: Vec<u64>, taker: Option<PartyId>, taker_kind: HolderKind,
        place: Option<Place>, happened_at: Stamp,
    },
    /// Confirmed by the other side, with its own counts when it is the taker.
    ConfirmHandover { consignment: ConsignmentId, counts: Vec<u64>, happened_at: Stamp },
    /// A holder by link lost it: another one is made, in public.
    RenewLink { consignment: ConsignmentId },
    StopConsignment { consignment: ConsignmentId, place: Option<Place>, happened_at: Stamp },
    ArriveConsignment { consignment: ConsignmentId, happened_at: Stamp },
    ReceiveConsignment {
        consignment: ConsignmentId, lines: Vec<ReceiptLineFact>, happened_at: Stamp, remark: Option<Seal>,
    },
    CorrectReceipt { consignment: ConsignmentId, corrects: Index, lines: Vec<ReceiptLineFact>, happened_at: Stamp },
    GiveFeedback(FeedbackGiven),
    DisputeConsignment { consignment: ConsignmentId, reason: DisputeReason, remark: Option<Seal> },
    SettleConsignment { consignment: ConsignmentId, finding: Finding, remark: Option<Seal> },
    ReturnConsignment { consignment: ConsignmentId },
    LoseConsignment { consignment: ConsignmentId },
    CancelConsignment { consignment: ConsignmentId },
    PhotographConsignment { consignment: ConsignmentId, photo: Seal },
    AttachPaper { consignment: ConsignmentId, kind: PaperKind, document: Option<Seal> },
    /// A list that somebody published, recorded by whoever read it.
    PublishDistribution {
        corrects: Option<DistributionId>, issuer: Name, published_on: Stamp, lines: Vec<DistributionLineFact>,
        totals: Vec<DistributionTotalFact>, source: Seal,
    },
    NameCaseDefinition { name: Name },
    /// `cited`: from a public notice, by somebody who does not speak for the jurisdiction.
    FileCaseReport {
        jurisdiction: JurisdictionId, day: Day, figures: Vec<CaseFigureFact>, definition: Option<DefinitionId>,
        cited: bool, corrects: Option<Index>, reason: Option<ReportReason>, remark: Option<Seal>,
        removed_remark: Option<Seal>, source: Option<Seal>,
    },
    /// By the clock: what the watch finds, once.
    RaiseFlag { kind: FlagKind, subject: Index, part: u64 },
    AnswerFlag { flag: FlagId, answer: Seal },
    SettleFlag { flag: FlagId, finding: Finding, remark: Option<Seal> },
    /// By the community itself for somebody without an account.
    AskQuestion { text: Seal, cites: Vec<Index>, owed: Option<Owed> },
    EndorseQuestion { question: QuestionId },
    AssignQuestion { question: QuestionId, owed: Owed },
    DelayQuestion { question: QuestionId, due: Stamp, reason: DelayReason, remark: Option<Seal> },
    AnswerQuestion { question: QuestionId, answer: Seal, cites: Vec<Index> },
    JudgeAnswer { answer: Index, clear: bool },
    /// `effect`: the actor's own decision.
    CiteAnswer { answer: Index, effect: Index },
    /// By the clock: whether two groups stand apart more than they need to.
    WatchDisparity { item: Item, grouping: Grouping },
    OfferCustodian { about: Seal, key: TipKey },
    ConfirmCustodian { custodian: CustodianId },
    RetireCustodian { custodian: CustodianId },
    /// The hour's commitments, by the community itself.
    CommitTips { leaves: Vec<Seal>, full: bool },
    CloseTips { leaves: Vec<Seal> },
    /// What the vault no longer holds, by the community itself.
    MissTips { leaves: Vec<Seal> },
    /// The script that browsers get for sealing, by the community itself.
    ServeTipScript { script: Seal },
    RegisterJurisdiction(JurisdictionRegistered),
    /// The first who says so proposes, a second one with the same day and successor closes.
    CloseJurisdiction(JurisdictionClosed),
    /// What somebody proposed about its end is proposed no longer.
    WithdrawClosing { jurisdiction: JurisdictionId },
    ProposeOfficial { jurisdiction: JurisdictionId, party: PartyId },
    ConfirmOfficial { appointment: AppointmentId },
    RemoveOfficial { appointment: AppointmentId },
    /// By the clock: what it owes an office that owes a report.
    TakeDutyStep { jurisdiction: JurisdictionId, step: Step },
    /// By the community itself: from when to when it was away.
    RecordOutage { from: Stamp, to: Stamp },
    /// `member`: the vault says that the author stands in the tree of invitations.
    SubmitTestimony {
        kind: TestimonyKind, place: Place, happened_at: Stamp, day_only: bool, statement: Seal, photos: Vec<Seal>,
        about: Option<PartyId>, accuses: bool, member: bool, corrects: Option<TestimonyId>,
    },
    /// `accuses`: the moderator sees that somebody is accused: from here on it takes two.
    PublishTestimony { testimony: TestimonyId, accuses: bool },
    HoldTestimony { testimony: TestimonyId, reason: HoldReason, until: Stamp, accuses: bool },
    /// `branch`: where the vault says that the actor stands.
    CorroborateTestimony { testimony: TestimonyId, evidence: SupportKind, branch: Option<u64>, remark: Option<Seal> },
    ContestTestimony { testimony: TestimonyId, remark: Seal },
    /// `named`: the actor says that it speaks of them.
    AnswerTestimony { testimony: TestimonyId, answer: Seal, named: bool },
    UseTestimony { testimony: TestimonyId, used_as: TestimonyUse, subject: Index },
    /// `own`: the vault says that the actor wrote the text.
    RedactText { entry: Index, seal: Seal, ground: Ground, own: bool },
}
