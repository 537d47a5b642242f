//! Why an act is refused. Facts, never words for people: those stand in the language files of `web`.

use crate::ids::*;
use crate::standard::Standard;

/// The reason and what is needed to explain it and to go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(
    missing_docs,
    reason = "each variant is a sentence; its fields are the numbers in it"
)]
pub enum Refusal {
    #[error("the community is open already")]
    CommunityOpen,
    #[error("this thing does not exist: {0}")]
    NotFound(u64),
    #[error("the role needed for this act is missing")]
    NotAllowed,
    #[error("a number or a time is outside what the journal can hold")]
    OutOfBounds,
    #[error("an auditor writes settlements and nothing else")]
    AuditorSettlesOnly,
    #[error("only a member of the room may do this")]
    NotAMember,
    #[error("only the community itself does this")]
    CommunityOnly,
    #[error("an organisation needs a public name")]
    OrganisationNeedsName,
    #[error("a person has no name in public")]
    PersonHasNoName,
    #[error("this role needs a room")]
    RoleNeedsRoom,
    #[error("this role needs a recipient")]
    RoleNeedsRecipient,
    #[error("this role is given for the whole community")]
    RoleNeedsCommunity,
    #[error("the party has this role already")]
    RoleHeld,
    #[error("the party does not have this role")]
    RoleNotHeld,
    #[error("a room keeps at least one founder or lead")]
    LastLead,
    #[error("a room of this size needs a second who leads it")]
    SecondLeadMissing,
    #[error("a recipient of this name stands in the directory: {0:?}")]
    RecipientExists(RecipientId),
    #[error("the recipient was merged into {0:?}")]
    RecipientMerged(RecipientId),
    #[error("a recipient cannot be merged into itself")]
    SameThing,
    #[error("a need has at least one line")]
    NoLines,
    #[error("at most {max} lines")]
    TooManyLines { max: usize },
    #[error("at most {max} standards on a line")]
    TooManyStandards { max: usize },
    #[error("the quantity must be at least 1")]
    QuantityZero,
    #[error("the quantity is above {max}")]
    QuantityTooLarge { max: u64 },
    #[error("a source link or a named contact is needed")]
    NeedsSourceOrContact,
    #[error("the same item was reported for this recipient within 72 hours: {0:?}")]
    SimilarNeed(NeedId),
    #[error("as much of the item is recorded for this recipient on the same day: {0:?}")]
    SameSupply(OfficialSupplyId),
    #[error("the one who reported cannot verify")]
    ReporterCannotVerify,
    #[error("whoever registered a recipient or changed its contact cannot check it")]
    AuthorCannotCheck,
    #[error("this verifier stands for the need already")]
    AlreadyVerifiedByYou,
    #[error("the need is not waiting for a verifier")]
    NeedNotReported,
    #[error("the need is not verified yet")]
    NeedNotVerified,
    #[error("the need is paused")]
    NeedPaused,
    #[error("the need is not paused")]
    NeedNotPaused,
    #[error("the need is closed")]
    NeedClosed,
    #[error("the need has no such line")]
    NoSuchLine,
    #[error("nothing would change")]
    NothingChanges,
    #[error("received {received} of {needed}: only the recipient may call this met")]
    NotMet { received: u64, needed: u64 },
    #[error("the time lies in the future")]
    InTheFuture,
    #[error("the time lies in the past")]
    InThePast,
    #[error("the recipient accepts other standards")]
    StandardNotAccepted { accepted: Vec<Standard> },
    #[error("the standard is not one for this item")]
    StandardForOtherItem,
    #[error("the offer is for another item")]
    OfferForOtherItem,
    #[error("the offer has {left} left")]
    OfferTooSmall { left: u64 },
    #[error("at most {max} places and recipients in the conditions of an offer")]
    TooManyConditions { max: usize },
    #[error("nothing is offered that could go to anybody")]
    NothingToPlan,
    #[error("{lots} offers and {asks} need lines are more than one plan considers")]
    PlanTooLarge { lots: usize, asks: usize },
    #[error("a newer plan stands: {0:?}")]
    PlanReplaced(PlanId),
    #[error("the line stands at {quantity} by now")]
    PlanLineChanged { quantity: u64 },
    #[error("the line was decided")]
    PlanLineDecided,
    #[error("this is not your commitment")]
    NotYourCommitment,
    #[error("the commitment is in another state")]
    CommitmentState,
    #[error("the commitment waits for a verifier")]
    CommitmentHeld,
    #[error("the donor cannot approve their own evidence")]
    DonorCannotConfirm,
    #[error("evidence is missing")]
    EvidenceMissing,
    #[error("only {left} of this commitment have not left")]
    NotSoMuchLeft { left: u64 },
    #[error("nobody has proposed to redirect this commitment")]
    NoProposal,
    #[error("the one who proposed cannot agree")]
    ProposerCannotAgree,
    #[error("the other need is for another item")]
    OtherItem,
    #[error("too early: the clock may do this at {0:?}")]
    TooEarly(Stamp),
    #[error("the lines go to different recipients")]
    DifferentRecipients,
    #[error("only firm commitments can be sent")]
    CommitmentNotFirm,
    #[error("this is not your consignment")]
    NotYourConsignment,
    #[error("the consignment is in another state")]
    ConsignmentState,
    #[error("a package count between 1 and {max} is needed")]
    Packages { max: u64 },
    #[error("one count for each of the {lines} lines is needed")]
    CountsPerLine { lines: usize },
    #[error("at most {max} photographs of one thing")]
    TooManyPhotos { max: usize },
    #[error("only the holder may do this")]
    NotTheHolder,
    #[error("the holder cannot take from themselves")]
    HolderCannotTake,
    #[error("nobody has asked for a hand-over")]
    NoHandoverAsked,
    #[error("another party has asked already: the holder answers first")]
    HandoverAsked,
    #[error("the other side must confirm")]
    OtherSideConfirms,
    #[error("the hand-over was meant for another party")]
    MeantForAnother,
    #[error("only the recipient records what arrived")]
    RecipientOnly,
    #[error("who sent the goods does not count them on arrival")]
    SenderCannotReceive,
    #[error("who had the goods in hand does not settle a dispute about them")]
    HolderCannotSettle,
    #[error("line {line} has only {open} open")]
    MoreThanOpen { line: u64, open: u64 },
    #[error("goods refused need a reason")]
    ReasonMissing,
    #[error("a receipt says something about at least one line, and once about each")]
    ReceiptLines,
    #[error("there is no such receipt")]
    NoSuchReceipt,
    #[error("nothing was received yet")]
    NothingReceived,
    #[error("neither a verdict nor thanks")]
    FeedbackEmpty,
    #[error("at most {max} words on one consignment")]
    TooMuchFeedback { max: usize },
    #[error("the carrier alone cannot declare a loss")]
    CarrierCannotDeclareLoss,
    #[error("a volunteer names the public notice")]
    NoticeMissing,
    #[error("an office is an organisation of this community")]
    NotAnOffice,
    #[error("entry {0:?} has corrected this already")]
    CorrectedAlready(Index),
    #[error("at most {max} corrections of one record")]
    TooManyCorrections { max: usize },
    #[error("the day is more than {days} days ago")]
    TooLongAgo { days: i64 },
    #[error("only what is allocated and not delivered yet names the day of its delivery")]
    DeliveredAlready,
    #[error("the day of delivery is more than {days} days ahead")]
    DeliveryTooFar { days: i32 },
    #[error("goods are not delivered before they are allocated")]
    DeliveryBeforeAllocated,
    #[error("only its own officials file for a jurisdiction")]
    NotYourJurisdiction,
    #[error("the day is not over where the jurisdiction is")]
    DayNotOver,
    #[error("what is taken off counts of earlier days is taken off a day before the report's")]
    NotAnEarlierDay,
    #[error("nothing is taken off earlier counts that the words could explain")]
    NothingRemoved,
    #[error("a report states at least one count")]
    NothingCounted,
    #[error("a count is above {max}")]
    CountTooLarge { max: u64 },
    #[error("entry {0:?} says just this already")]
    FiledAlready(Index),
    #[error("entry {0:?} stands, and says something else: a later version names it")]
    FiledDifferently(Index),
    #[error("a later version says why it replaces the one before")]
    VersionNeedsReason,
    #[error("at most {max} editions of the case definition")]
    TooManyDefinitions { max: usize },
    #[error("nothing is disputed")]
    NothingDisputed,
    #[error("an open dispute stands already")]
    DisputedAlready,
    #[error("the watch finds nothing of this kind")]
    NothingFound,
    #[error("this was flagged already: {0:?}")]
    FlaggedAlready(FlagId),
    #[error("the flag is settled")]
    FlagSettled,
    #[error("at most {max} answers to one thing")]
    TooManyAnswers { max: usize },
    #[error("whom a flag concerns does not settle it")]
    ConcernedCannotSettle,
    #[error("nobody owes an answer to this question yet")]
    QuestionUnassigned,
    #[error("the question is answered")]
    QuestionAnswered,
    #[error("the date of the question has passed")]
    QuestionOverdue,
    #[error("somebody else owes the answer")]
    NotYourQuestion,
    #[error("the asker need not say again that they want to know")]
    OwnQuestion,
    #[error("this member wants to know already")]
    EndorsedAlready,
    #[error("only those who asked or want to know too say whether an answer is clear")]
    NotAmongAskers,
    #[error("whoever owes the answer does not say whether it is clear")]
    OwnAnswer,
    #[error("at most {max} endorsements of one question")]
    TooManyEndorsements { max: u64 },
    #[error("a question goes to at most {max}, one after another")]
    TooManyAssignments { max: usize },
    #[error("more time is given {max} times")]
    TooManyDelays { max: usize },
    #[error("the date that stands is as late")]
    DueNotLater,
    #[error("a new date is at most {days} days ahead")]
    DueTooFar { days: i64 },
    #[error("at most {max} answers to one question")]
    TooManyReplies { max: usize },
    #[error("at most {max} entries are cited")]
    TooManyCites { max: usize },
    #[error("there is no such answer")]
    NoSuchAnswer,
    #[error("the entry is no decision that an answer may lead to")]
    NotADecision,
    #[error("whoever took a decision says what it follows")]
    NotYourDecision,
    #[error("the decision is older than the answer")]
    DecisionBeforeAnswer,
    #[error("at most {max} effects of one question")]
    TooManyEffects { max: usize },
    #[error("this key is known already")]
    CustodianKeyTaken,
    #[error("somebody else confirms a custodian")]
    CustodianCannotConfirmSelf,
    #[error("this custodian is confirmed already")]
    CustodianConfirmed,
    #[error("this key is out of use")]
    CustodianGone,
    #[error("there are {max} custodians already")]
    CustodiansEnough { max: usize },
    #[error("sealed tips need at least {min} custodians")]
    CustodiansTooFew { min: usize },
    #[error("only somebody who was custodian when it came")]
    NotACustodian,
    #[error("no such tip is open")]
    NoSuchTip,
    #[error("you closed this tip already: a second custodian must")]
    TipClosedByYou,
    #[error("an hour has {count} commitments, ascending and new")]
    TipBatch { count: usize },
    #[error("there are {max} jurisdictions already")]
    JurisdictionsEnough { max: usize },
    #[error("this office or this code is a jurisdiction already: {0:?}")]
    JurisdictionExists(JurisdictionId),
    #[error("the one above stands no higher")]
    ParentNotAbove,
    #[error("at most {max} places")]
    TooManyPlaces { max: usize },
    #[error("the day is more than {days} days ahead")]
    TooFarAhead { days: i32 },
    #[error("a second person closes what the first proposed")]
    ProposerCannotClose,
    #[error("an official is a person")]
    OfficialIsAPerson,
    #[error("nobody appoints themselves")]
    OwnAppointment,
    #[error("the one who proposed cannot confirm")]
    ProposerCannotConfirm,
    #[error("this official is confirmed already")]
    OfficialConfirmed,
    #[error("at most {max} officials of one jurisdiction")]
    OfficialsEnough { max: usize },
    #[error("one person proposes an official, and another confirms or ends it")]
    OfficialNeedsTwo,
    #[error("the office owes reports and its standing is suspended: {0:?}")]
    OfficeSuspended(JurisdictionId),
    #[error("the office is closed: {0:?}")]
    OfficeClosed(JurisdictionId),
    #[error("nobody closes an office that they speak for")]
    OwnOffice,
    #[error("this appointment has ended")]
    AppointmentEnded,
    #[error("this is not your testimony")]
    NotYourTestimony,
    #[error("whoever wrote a testimony or is named by it neither decides about it nor supports it")]
    OwnTestimony,
    #[error("the testimony is public already")]
    TestimonyPublished,
    #[error("the testimony is not public yet")]
    TestimonyNotPublished,
    #[error("a newer version stands: {0:?}")]
    TestimonyReplaced(TestimonyId),
    #[error("you published this already: a second person must")]
    SecondPublisherMissing,
    #[error("no hold reaches beyond {0:?}")]
    HoldTooLong(Stamp),
    #[error("at most {max} holds of one testimony")]
    TooManyHolds { max: usize },
    #[error("that text is not part of the entry, or was removed before")]
    NoSuchText,
}
