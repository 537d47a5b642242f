//! Refusals in words: which fault, which stable code, which sentence.

use app::Refused;
use relief::name::NameFault;
use relief::refusal::Refusal;

use crate::error::Fault;
use crate::t;
use crate::words::Words;

/// Seconds after which a busy or hurried act is worth another try.
const RETRY_SECS: u32 = 3;
/// The box for sealed tips empties by the hour.
const TIPS_RETRY_SECS: u32 = 3_600;

/// One more act without work is allowed after so long: those of an hour come one by one.
const STAMPLESS_RETRY_SECS: u32 = 3_600 / app::limits::STAMPLESS_PER_HOUR;

/// The status that a refusal answers with.
pub fn fault(refused: &Refused) -> Fault {
    match refused {
        Refused::Busy | Refused::ReadOnly => Fault::Busy(RETRY_SECS),
        Refused::TooFast | Refused::ManyNewcomers => Fault::TooMany(RETRY_SECS * 10),
        Refused::TipsFull => Fault::Busy(TIPS_RETRY_SECS),
        Refused::StamplessFull => Fault::TooMany(STAMPLESS_RETRY_SECS),
        Refused::NotSignedIn => Fault::SignIn,
        Refused::NotFound | Refused::Refusal(Refusal::NotFound(_)) => Fault::NotFound,
        Refused::CodeInvalid | Refused::Revoked | Refused::Paused { .. } => Fault::Gone,
        Refused::Refusal(
            Refusal::NotAllowed
            | Refusal::NotAMember
            | Refusal::CommunityOnly
            | Refusal::NotYourJurisdiction
            | Refusal::NotACustodian
            | Refusal::NotYourQuestion
            | Refusal::OwnAnswer
            | Refusal::NotYourDecision
            | Refusal::AuditorSettlesOnly,
        ) => Fault::Forbidden,
        Refused::Store(_) | Refused::Panicked => Fault::Internal,
        _ => Fault::Invalid,
    }
}

/// One row for each refusal: what it looks like, its stable name, its sentence. Makes both functions of a kind.
macro_rules! table {
    ($code:ident, $sentence:ident, $kind:ty, $($pattern:pat => $name:literal, $key:literal $(, $arg:ident = $value:expr)*;)*) => {
        #[allow(unused_variables, reason = "a pattern binds the numbers of the sentence; the name needs none")]
        fn $code(refused: &$kind) -> &'static str {
            match refused { $($pattern => $name),* }
        }

        fn $sentence(w: Words, refused: &$kind) -> String {
            match refused { $($pattern => t!(w, $key $(, $arg = $value)*)),* }
        }
    };
}

/// The stable name of a refusal in JSON.
pub fn code(refused: &Refused) -> &'static str {
    match refused {
        Refused::Refusal(refusal) => domain_code(refusal),
        other => own_code(other),
    }
}

/// The sentence a person reads: what is wrong and what helps.
pub fn sentence(w: Words, refused: &Refused) -> String {
    match refused {
        Refused::Refusal(refusal) => domain_sentence(w, refusal),
        other => own_sentence(w, other),
    }
}

table! { own_code, own_sentence, Refused,
    Refused::Name(NameFault::Empty) => "name_empty", "refused-name-empty";
    Refused::Name(NameFault::TooLong) => "name_too_long", "refused-name-too-long";
    Refused::Name(NameFault::Character) => "name_character", "refused-name-character";
    Refused::Name(NameFault::Phone) => "name_phone", "refused-name-phone";
    Refused::Name(NameFault::Link) => "name_link", "refused-name-link";
    Refused::Busy => "busy", "refused-busy";
    Refused::ReadOnly => "read_only", "refused-read-only";
    Refused::NotSignedIn => "not_signed_in", "refused-not-signed-in";
    Refused::TooFast => "too_fast", "refused-too-fast";
    Refused::StampWrong => "stamp_wrong", "refused-stamp-wrong";
    Refused::StamplessFull => "stampless_full", "refused-stampless-full", max = app::limits::STAMPLESS_PER_HOUR;
    Refused::ManyNewcomers => "many_newcomers", "refused-many-newcomers";
    Refused::NotFound => "not_found", "refused-not-found";
    Refused::Empty => "empty", "refused-empty";
    Refused::TooLong { max } => "too_long", "refused-too-long", max = *max;
    Refused::TooMany { max } => "too_many", "refused-too-many", max = *max;
    Refused::CodeInvalid => "code_invalid", "refused-code-invalid";
    Refused::Paused { .. } => "link_paused", "refused-link-paused";
    Refused::Revoked => "link_revoked", "refused-link-revoked";
    Refused::NotSealed => "not_sealed", "refused-not-sealed";
    Refused::TipsFull => "tips_full", "refused-tips-full";
    Refused::TooLateToEdit => "too_late_to_edit", "refused-too-late-to-edit";
    Refused::AlreadyMember => "already_member", "refused-already-member";
    Refused::NotAPhoto { max_bytes } => "not_a_photo", "refused-not-a-photo", max_bytes = *max_bytes;
    Refused::Store(_) => "store", "refused-store";
    Refused::Panicked => "panicked", "refused-store";
    Refused::Refusal(_) => "refused", "error-invalid-text";
}

table! { domain_code, domain_sentence, Refusal,
    Refusal::CommunityOpen => "community_open", "refused-community-open";
    Refusal::NotFound(_) => "thing_missing", "refused-thing-missing";
    Refusal::NotAllowed => "not_allowed", "refused-not-allowed";
    Refusal::OutOfBounds => "out_of_bounds", "refused-out-of-bounds";
    Refusal::AuditorSettlesOnly => "auditor_settles_only", "refused-auditor-settles-only";
    Refusal::NotAMember => "not_a_member", "refused-not-a-member";
    Refusal::CommunityOnly => "community_only", "refused-community-only";
    Refusal::OrganisationNeedsName => "organisation_needs_name", "refused-organisation-needs-name";
    Refusal::PersonHasNoName => "person_has_no_name", "refused-person-has-no-name";
    Refusal::RoleNeedsRoom => "role_needs_room", "refused-role-needs-room";
    Refusal::RoleNeedsRecipient => "role_needs_recipient", "refused-role-needs-recipient";
    Refusal::RoleNeedsCommunity => "role_needs_community", "refused-role-needs-community";
    Refusal::RoleHeld => "role_held", "refused-role-held";
    Refusal::RoleNotHeld => "role_not_held", "refused-role-not-held";
    Refusal::LastLead => "last_lead", "refused-last-lead";
    Refusal::SecondLeadMissing => "second_lead_missing", "refused-second-lead-missing";
    Refusal::RecipientExists(_) => "recipient_exists", "refused-recipient-exists";
    Refusal::RecipientMerged(_) => "recipient_merged", "refused-recipient-merged";
    Refusal::SameThing => "same_thing", "refused-same-thing";
    Refusal::NoLines => "no_lines", "refused-no-lines";
    Refusal::TooManyLines { max } => "too_many_lines", "refused-too-many-lines", max = *max;
    Refusal::TooManyStandards { max } => "too_many_standards", "refused-too-many-standards", max = *max;
    Refusal::QuantityZero => "quantity_zero", "refused-quantity-zero";
    Refusal::QuantityTooLarge { max } => "quantity_too_large", "refused-quantity-too-large", max = *max;
    Refusal::NeedsSourceOrContact => "needs_source_or_contact", "refused-needs-source-or-contact";
    Refusal::SimilarNeed(_) => "similar_need", "refused-similar-need";
    Refusal::SameSupply(_) => "same_supply", "refused-same-supply";
    Refusal::AuthorCannotCheck => "author_cannot_check", "refused-author-cannot-check";
    Refusal::ReporterCannotVerify => "reporter_cannot_verify", "refused-reporter-cannot-verify";
    Refusal::AlreadyVerifiedByYou => "already_verified_by_you", "refused-already-verified-by-you";
    Refusal::NeedNotReported => "need_not_reported", "refused-need-not-reported";
    Refusal::NeedNotVerified => "need_not_verified", "refused-need-not-verified";
    Refusal::NeedPaused => "need_paused", "refused-need-paused";
    Refusal::NeedNotPaused => "need_not_paused", "refused-need-not-paused";
    Refusal::NeedClosed => "need_closed", "refused-need-closed";
    Refusal::NoSuchLine => "no_such_line", "refused-no-such-line";
    Refusal::NothingChanges => "nothing_changes", "refused-nothing-changes";
    Refusal::NotMet { received, needed } => "not_met", "refused-not-met", received = *received, needed = *needed;
    Refusal::InTheFuture => "in_the_future", "refused-in-the-future";
    Refusal::InThePast => "in_the_past", "refused-in-the-past";
    Refusal::StandardNotAccepted { .. } => "standard_not_accepted", "refused-standard-not-accepted";
    Refusal::StandardForOtherItem => "standard_for_other_item", "refused-standard-for-other-item";
    Refusal::OfferForOtherItem => "offer_for_other_item", "refused-offer-for-other-item";
    Refusal::OfferTooSmall { left } => "offer_too_small", "refused-offer-too-small", left = *left;
    Refusal::TooManyConditions { max } => "too_many_conditions", "refused-too-many-conditions", max = *max;
    Refusal::NothingToPlan => "nothing_to_plan", "refused-nothing-to-plan";
    Refusal::PlanTooLarge { lots, asks } => "plan_too_large", "refused-plan-too-large", lots = *lots, asks = *asks;
    Refusal::PlanReplaced(_) => "plan_replaced", "refused-plan-replaced";
    Refusal::PlanLineChanged { quantity } => "plan_line_changed", "refused-plan-line-changed", quantity = *quantity;
    Refusal::PlanLineDecided => "plan_line_decided", "refused-plan-line-decided";
    Refusal::NotYourCommitment => "not_your_commitment", "refused-not-your-commitment";
    Refusal::CommitmentState => "commitment_state", "refused-commitment-state";
    Refusal::CommitmentHeld => "commitment_held", "refused-commitment-held";
    Refusal::DonorCannotConfirm => "donor_cannot_confirm", "refused-donor-cannot-confirm";
    Refusal::EvidenceMissing => "evidence_missing", "refused-evidence-missing";
    Refusal::NotSoMuchLeft { left } => "not_so_much_left", "refused-not-so-much-left", left = *left;
    Refusal::NoProposal => "no_proposal", "refused-no-proposal";
    Refusal::ProposerCannotAgree => "proposer_cannot_agree", "refused-proposer-cannot-agree";
    Refusal::OtherItem => "other_item", "refused-other-item";
    Refusal::TooEarly(_) => "too_early", "refused-too-early";
    Refusal::DifferentRecipients => "different_recipients", "refused-different-recipients";
    Refusal::CommitmentNotFirm => "commitment_not_firm", "refused-commitment-not-firm";
    Refusal::NotYourConsignment => "not_your_consignment", "refused-not-your-consignment";
    Refusal::ConsignmentState => "consignment_state", "refused-consignment-state";
    Refusal::Packages { max } => "packages", "refused-packages", max = *max;
    Refusal::CountsPerLine { lines } => "counts_per_line", "refused-counts-per-line", lines = *lines;
    Refusal::TooManyPhotos { max } => "too_many_photos", "refused-too-many-photos", max = *max;
    Refusal::NotTheHolder => "not_the_holder", "refused-not-the-holder";
    Refusal::HolderCannotTake => "holder_cannot_take", "refused-holder-cannot-take";
    Refusal::NoHandoverAsked => "no_handover_asked", "refused-no-handover-asked";
    Refusal::HandoverAsked => "handover_asked", "refused-handover-asked";
    Refusal::OtherSideConfirms => "other_side_confirms", "refused-other-side-confirms";
    Refusal::MeantForAnother => "meant_for_another", "refused-meant-for-another";
    Refusal::RecipientOnly => "recipient_only", "refused-recipient-only";
    Refusal::SenderCannotReceive => "sender_cannot_receive", "refused-sender-cannot-receive";
    Refusal::HolderCannotSettle => "holder_cannot_settle", "refused-holder-cannot-settle";
    Refusal::MoreThanOpen { line, open } => "more_than_open", "refused-more-than-open", line = *line + 1, open = *open;
    Refusal::ReasonMissing => "reason_missing", "refused-reason-missing";
    Refusal::ReceiptLines => "receipt_lines", "refused-receipt-lines";
    Refusal::NoSuchReceipt => "no_such_receipt", "refused-no-such-receipt";
    Refusal::NothingReceived => "nothing_received", "refused-nothing-received";
    Refusal::FeedbackEmpty => "feedback_empty", "refused-feedback-empty";
    Refusal::TooMuchFeedback { max } => "too_much_feedback", "refused-too-much-feedback", max = *max;
    Refusal::CarrierCannotDeclareLoss => "carrier_cannot_declare_loss", "refused-carrier-cannot-declare-loss";
    Refusal::NoticeMissing => "notice_missing", "refused-notice-missing";
    Refusal::NotAnOffice => "not_an_office", "refused-not-an-office";
    Refusal::TooManyCorrections { max } => "too_many_corrections", "refused-too-many-corrections", max = *max;
    Refusal::DeliveredAlready => "delivered_already", "refused-delivered-already";
    Refusal::DeliveryTooFar { days } => "delivery_too_far", "refused-delivery-too-far", days = *days;
    Refusal::DeliveryBeforeAllocated => "delivery_before_allocated", "refused-delivery-before-allocated";
    Refusal::TooLongAgo { days } => "too_long_ago", "refused-too-long-ago", days = *days;
    Refusal::NotYourJurisdiction => "not_your_jurisdiction", "refused-not-your-jurisdiction";
    Refusal::DayNotOver => "day_not_over", "refused-day-not-over";
    Refusal::NotAnEarlierDay => "not_an_earlier_day", "refused-not-an-earlier-day";
    Refusal::NothingRemoved => "nothing_removed", "refused-nothing-removed";
    Refusal::NothingCounted => "nothing_counted", "refused-nothing-counted";
    Refusal::CountTooLarge { max } => "count_too_large", "refused-count-too-large", max = *max;
    Refusal::FiledAlready(_) => "filed_already", "refused-filed-already";
    Refusal::FiledDifferently(_) => "filed_differently", "refused-filed-differently";
    Refusal::VersionNeedsReason => "version_needs_reason", "refused-version-needs-reason";
    Refusal::TooManyDefinitions { max } => "too_many_definitions", "refused-too-many-definitions", max = *max;
    Refusal::NothingDisputed => "nothing_disputed", "refused-nothing-disputed";
    Refusal::DisputedAlready => "disputed_already", "refused-disputed-already";
    Refusal::CorrectedAlready(_) => "corrected_already", "refused-corrected-already";
    Refusal::NothingFound => "nothing_found", "refused-nothing-found";
    Refusal::FlaggedAlready(_) => "flagged_already", "refused-flagged-already";
    Refusal::FlagSettled => "flag_settled", "refused-flag-settled";
    Refusal::TooManyAnswers { max } => "too_many_answers", "refused-too-many-answers", max = *max;
    Refusal::ConcernedCannotSettle => "concerned_cannot_settle", "refused-concerned-cannot-settle";
    Refusal::QuestionUnassigned => "question_unassigned", "refused-question-unassigned";
    Refusal::QuestionAnswered => "question_answered", "refused-question-answered";
    Refusal::QuestionOverdue => "question_overdue", "refused-question-overdue";
    Refusal::NotYourQuestion => "not_your_question", "refused-not-your-question";
    Refusal::OwnQuestion => "own_question", "refused-own-question";
    Refusal::EndorsedAlready => "endorsed_already", "refused-endorsed-already";
    Refusal::NotAmongAskers => "not_among_askers", "refused-not-among-askers";
    Refusal::OwnAnswer => "own_answer", "refused-own-answer";
    Refusal::TooManyEndorsements { max } => "too_many_endorsements", "refused-too-many-endorsements", max = *max;
    Refusal::TooManyAssignments { max } => "too_many_assignments", "refused-too-many-assignments", max = *max;
    Refusal::TooManyDelays { max } => "too_many_delays", "refused-too-many-delays", max = *max;
    Refusal::DueNotLater => "due_not_later", "refused-due-not-later";
    Refusal::DueTooFar { days } => "due_too_far", "refused-due-too-far", days = *days;
    Refusal::TooManyReplies { max } => "too_many_replies", "refused-too-many-replies", max = *max;
    Refusal::TooManyCites { max } => "too_many_cites", "refused-too-many-cites", max = *max;
    Refusal::NoSuchAnswer => "no_such_answer", "refused-no-such-answer";
    Refusal::NotADecision => "not_a_decision", "refused-not-a-decision";
    Refusal::NotYourDecision => "not_your_decision", "refused-not-your-decision";
    Refusal::DecisionBeforeAnswer => "decision_before_answer", "refused-decision-before-answer";
    Refusal::TooManyEffects { max } => "too_many_effects", "refused-too-many-effects", max = *max;
    Refusal::CustodianKeyTaken => "custodian_key_taken", "refused-custodian-key-taken";
    Refusal::CustodianCannotConfirmSelf => "custodian_cannot_confirm_self", "refused-custodian-cannot-confirm-self";
    Refusal::CustodianConfirmed => "custodian_confirmed", "refused-custodian-confirmed";
    Refusal::CustodianGone => "custodian_gone", "refused-custodian-gone";
    Refusal::CustodiansEnough { max } => "custodians_enough", "refused-custodians-enough", max = *max;
    Refusal::CustodiansTooFew { min } => "custodians_too_few", "refused-custodians-too-few", min = *min;
    Refusal::NotACustodian => "not_a_custodian", "refused-not-a-custodian";
    Refusal::NoSuchTip => "no_such_tip", "refused-no-such-tip";
    Refusal::TipClosedByYou => "tip_closed_by_you", "refused-tip-closed-by-you";
    Refusal::TipBatch { count } => "tip_batch", "refused-tip-batch", count = *count;
    Refusal::JurisdictionsEnough { max } => "jurisdictions_enough", "refused-jurisdictions-enough", max = *max;
    Refusal::JurisdictionExists(_) => "jurisdiction_exists", "refused-jurisdiction-exists";
    Refusal::ParentNotAbove => "parent_not_above", "refused-parent-not-above";
    Refusal::TooManyPlaces { max } => "too_many_places", "refused-too-many-places", max = *max;
    Refusal::TooFarAhead { days } => "too_far_ahead", "refused-too-far-ahead", days = *days;
    Refusal::OfficialIsAPerson => "official_is_a_person", "refused-official-is-a-person";
    Refusal::OwnAppointment => "own_appointment", "refused-own-appointment";
    Refusal::ProposerCannotConfirm => "proposer_cannot_confirm", "refused-proposer-cannot-confirm";
    Refusal::OfficialConfirmed => "official_confirmed", "refused-official-confirmed";
    Refusal::OfficialsEnough { max } => "officials_enough", "refused-officials-enough", max = *max;
    Refusal::OfficialNeedsTwo => "official_needs_two", "refused-official-needs-two";
    Refusal::OfficeSuspended(_) => "office_suspended", "refused-office-suspended";
    Refusal::OfficeClosed(_) => "office_closed", "refused-office-closed";
    Refusal::ProposerCannotClose => "proposer_cannot_close", "refused-proposer-cannot-close";
    Refusal::OwnOffice => "own_office", "refused-own-office";
    Refusal::AppointmentEnded => "appointment_ended", "refused-appointment-ended";
    Refusal::NotYourTestimony => "not_your_testimony", "refused-not-your-testimony";
    Refusal::OwnTestimony => "own_testimony", "refused-own-testimony";
    Refusal::TestimonyPublished => "testimony_published", "refused-testimony-published";
    Refusal::TestimonyNotPublished => "testimony_not_published", "refused-testimony-not-published";
    Refusal::TestimonyReplaced(_) => "testimony_replaced", "refused-testimony-replaced";
    Refusal::SecondPublisherMissing => "second_publisher_missing", "refused-second-publisher-missing";
    Refusal::HoldTooLong(_) => "hold_too_long", "refused-hold-too-long", days = relief::testimony::HOLD_HOURS_MAX / 24;
    Refusal::TooManyHolds { max } => "too_many_holds", "refused-too-many-holds", max = *max;
    Refusal::NoSuchText => "no_such_text", "refused-no-such-text";
}
