//! Folds one entry into the state. Cannot fail; reads nothing but the entry and the state.

use crate::commitment::{self, CommitmentState, Redirect};
use crate::consignment::{self, Dispute, Ending};
use crate::entry::{Entry, Fact};
use crate::ids::*;
use crate::need::{self, NeedStatus};
use crate::state::State;
use crate::{
    case_report, custodian, custody, distribution, duty, equity, feedback, flag, jurisdiction,
    offer, official_supply, party, plan, question, receipt, recipient, room, testimony, text, tip,
};

/// Folds the next entry; its index is `state.size`.
pub fn apply(state: &mut State, entry: &Entry) {
    let (index, at, by) = (state.size, entry.at, entry.by);
    match &entry.fact {
        Fact::CommunityOpened(f) => party::apply_opened(state, at, f),
        Fact::PartyRegistered(f) => party::apply_registered(state, index, at, f),
        Fact::RoleGranted(f) => party::apply_granted(state, by, f),
        Fact::RoleRevoked(f) => party::apply_revoked(state, f),
        Fact::PlaceNamed(f) => party::apply_place_named(state, f),
        Fact::GateSkipped(_) => state.gates_skipped.push(Index(index)),
        Fact::RoomOpened(f) => room::apply_opened(state, index, at, by, f),
        Fact::RoomCounted(f) => room::apply_counted(state, at, f),
        Fact::RecipientRegistered(f) => recipient::apply_registered(state, index, by, f),
        Fact::RecipientChecked(f) => recipient::apply_checked(state, at, by, f),
        Fact::RecipientContactChanged(f) => {
            recipient::apply_contact_changed(state, index, at, by, f)
        }
        Fact::RecipientAliasAdded(f) => recipient::apply_alias_added(state, f),
        Fact::RecipientMerged(f) => recipient::apply_merged(state, f),
        Fact::OfferMade(f) => offer::apply_made(state, index, at, by, f),
        Fact::OfferWithdrawn(f) => offer::apply_withdrawn(state, f.offer),
        Fact::OfficialSupplyRecorded(f) => official_supply::apply_recorded(state, index, at, by, f),
        Fact::OfficialSupplyCorrected(f) => {
            official_supply::apply_corrected(state, index, at, by, f)
        }
        Fact::OfferConditioned(f) => offer::apply_conditioned(state, f),
        Fact::PlanPolicySet(f) => plan::policy::apply_set(state, index, at, by, f),
        Fact::PlanPublished(f) => plan::apply_published(state, index, at, by, f),
        Fact::CustodianOffered(f) => custodian::apply_offered(state, index, by, f),
        Fact::CustodianConfirmed(f) => custodian::apply_confirmed(state, at, by, f),
        Fact::CustodianRetired(f) => custodian::apply_retired(state, by, f),
        Fact::TipCommitted(f) => tip::apply_committed(state, index, at, f),
        Fact::TipClosed(f) => tip::apply_closed(state, by, f),
        Fact::TipMissing(f) => tip::apply_missing(state, index, f),
        Fact::TipScriptServed(f) => tip::apply_script_served(state, index, f),
        Fact::TextRedacted(f) => text::apply_redacted(state, index, at, f),
        fact => apply_watch(state, index, at, by, fact),
    }
    party::note_act(state, by, at);
    state.size = index + 1;
    state.last_at = at;
}

fn apply_watch(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &Fact) {
    match fact {
        Fact::DistributionPublished(f) => {
            distribution::apply_published(state, index, at, by, f);
        }
        Fact::DistributionContinued(f) => distribution::apply_continued(state, f),
        Fact::CaseDefinitionNamed(f) => case_report::definition::apply_named(state, index, f),
        Fact::CaseReportFiled(f) => case_report::apply_filed(state, index, at, by, f),
        Fact::FlagRaised(f) => flag::apply_raised(state, index, at, f),
        Fact::FlagAnswered(f) => flag::apply_answered(state, index, at, by, f),
        Fact::FlagSettled(f) => flag::apply_settled(state, index, at, by, f),
        Fact::DisparityNoticed(f) => equity::disparity::apply_noticed(state, at, f),
        Fact::DisparityPassed(f) => equity::disparity::apply_passed(state, f),
        fact => apply_testimony(state, index, at, by, fact),
    }
}

fn apply_testimony(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &Fact) {
    let step = testimony::Step {
        index: Index(index),
        by,
        at,
    };
    match fact {
        Fact::TestimonySubmitted(f) => testimony::apply_submitted(state, step, f),
        Fact::TestimonyPublished(f) => testimony::apply_published(state, step, f),
        Fact::TestimonyHeld(f) => testimony::apply_held(state, step, f),
        Fact::TestimonyCorroborated(f) => testimony::apply_corroborated(state, step, f),
        Fact::TestimonyContested(f) => testimony::apply_contested(state, step, f),
        Fact::TestimonyAnswered(f) => testimony::apply_answered(state, step, f),
        Fact::TestimonyUsed(f) => testimony::apply_used(state, step, f),
        fact => apply_question(state, index, at, by, fact),
    }
}

fn apply_question(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &Fact) {
    match fact {
        Fact::QuestionAsked(f) => question::apply_asked(state, index, at, by, f),
        Fact::QuestionEndorsed(f) => question::apply_endorsed(state, at, by, f),
        Fact::QuestionAssigned(f) => question::apply_assigned(state, index, at, by, f),
        Fact::QuestionDelayed(f) => question::apply_delayed(state, index, at, by, f),
        Fact::QuestionAnswered(f) => question::apply_answered(state, index, at, by, f),
        Fact::AnswerJudged(f) => question::apply_judged(state, by, f),
        Fact::AnswerCited(f) => question::apply_cited(state, index, at, f),
        fact => apply_duty(state, index, at, by, fact),
    }
}

fn apply_duty(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &Fact) {
    use duty::Step;
    let (id, taken) = match fact {
        Fact::JurisdictionRegistered(f) => {
            return jurisdiction::apply_registered(state, index, at, f);
        }
        Fact::ClosingProposed(f) => {
            return jurisdiction::apply_proposed_closing(state, index, at, by, f);
        }
        Fact::ClosingWithdrawn(f) => return jurisdiction::apply_withdrawn_closing(state, f),
        Fact::JurisdictionClosed(f) => {
            return jurisdiction::apply_closed(state, index, at, by, f);
        }
        Fact::OfficialProposed(f) => return jurisdiction::apply_proposed(state, index, at, by, f),
        Fact::OfficialConfirmed(f) => return jurisdiction::apply_confirmed(state, at, by, f),
        Fact::OfficialRemoved(f) => return jurisdiction::apply_removed(state, at, by, f),
        Fact::OutageRecorded(f) => return duty::apply_recorded(state, index, f),
        Fact::DutyOverdue(f) => (f.jurisdiction, (Step::Overdue, f.day)),
        Fact::DutyDelinquent(f) => (f.jurisdiction, (Step::Delinquent, f.day)),
        Fact::JurisdictionSuspended(f) => (f.jurisdiction, (Step::Suspended, f.day)),
        fact => return apply_need(state, index, at, by, fact),
    };
    duty::apply_taken(state, index, at, id, taken);
}

fn apply_need(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &Fact) {
    let touched = match fact {
        Fact::NeedReported(f) => {
            need::apply_reported(state, index, at, by, f);
            NeedId(index)
        }
        Fact::NeedVerified(f) => {
            need::apply_verified(state, at, by, f);
            f.need
        }
        Fact::NeedRejected(f) => status(state, f.need, NeedStatus::Rejected(f.reason)),
        Fact::NeedMerged(f) => status(state, f.need, NeedStatus::Merged(f.into)),
        Fact::NeedPaused(f) => status(state, f.need, NeedStatus::Paused { until: f.until }),
        Fact::NeedResumed(f) => status(state, f.need, NeedStatus::Open),
        Fact::NeedClosed(f) => status(state, f.need, NeedStatus::Closed(f.reason)),
        Fact::NeedRevised(f) => {
            need::apply_revised(state, index, at, by, f);
            f.need
        }
        Fact::NeedReconfirmed(f) => {
            need::apply_reconfirmed(state, at, f);
            f.need
        }
        Fact::PlanAccepted(f) => {
            plan::decision::apply_accepted(state, index, at, by, f);
            f.need
        }
        Fact::PlanChanged(f) => {
            plan::decision::apply_changed(state, index, at, by, f);
            f.need
        }
        Fact::PlanLeft(f) => {
            plan::decision::apply_left(state, index, at, by, f);
            f.need
        }
        fact => return apply_commitment(state, index, at, by, fact),
    };
    official_supply::spread_need(state, touched);
    need::touch(state, touched, index);
}

fn status(state: &mut State, id: NeedId, status: NeedStatus) -> NeedId {
    if matches!(status, NeedStatus::Closed(_)) {
        official_supply::keep(state, id);
    }
    need::set_status(state, id, status);
    id
}

fn apply_commitment(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &Fact) {
    let step = (fact.code(), at, Index(index));
    let id = match fact {
        Fact::CommitmentPledged(f) => {
            commitment::apply_pledged(state, index, at, by, f);
            CommitmentId(index)
        }
        Fact::CommitmentCleared(f) => {
            commitment::prove_donor(state, by, f.commitment);
            changed(state, f.commitment, step, |c| c.held = false)
        }
        Fact::CommitmentAccepted(f) => {
            commitment::prove_donor(state, by, f.commitment);
            changed(state, f.commitment, step, |c| {
                c.state = CommitmentState::Accepted
            })
        }
        Fact::CommitmentDeclined(f) => {
            free_offer(state, f.commitment);
            changed(state, f.commitment, step, |c| {
                commitment::end(c, CommitmentState::Declined(f.reason))
            })
        }
        Fact::CommitmentEvidenced(f) => {
            let room = commitment::room_of(state, f.commitment);
            state.texts.seal(index, room, f.document);
            changed(state, f.commitment, step, |c| {
                commitment::apply_evidenced(c, at, f)
            })
        }
        Fact::CommitmentConfirmed(f) => changed(state, f.commitment, step, |c| {
            commitment::apply_confirmed(c, by, f)
        }),
        Fact::CommitmentRedirectProposed(f) => {
            let (to_need, to_line, quantity) = (f.to_need, f.to_line, f.quantity);
            changed(state, f.commitment, step, |c| {
                c.proposal = Some(Redirect {
                    to_need,
                    to_line,
                    quantity,
                    by,
                    at,
                });
            })
        }
        Fact::CommitmentRedirected(f) => {
            commitment::apply_redirected(state, index, at, f);
            need::touch(state, f.need, index);
            CommitmentId(index)
        }
        Fact::CommitmentWithdrawn(f) => {
            commitment::apply_withdrawn(state, at, index, f);
            f.commitment
        }
        Fact::CommitmentLapsed(f) => {
            free_offer(state, f.commitment);
            changed(state, f.commitment, step, |c| {
                commitment::end(c, CommitmentState::Lapsed)
            })
        }
        fact => return apply_consignment(state, index, at, by, fact),
    };
    touch_need_of(state, id, index);
}

fn changed(
    state: &mut State,
    id: CommitmentId,
    step: (&'static str, Stamp, Index),
    edit: impl FnOnce(&mut commitment::Commitment),
) -> CommitmentId {
    commitment::change(state, id, step, edit);
    id
}

/// A commitment that ends gives its goods back to the offer it came from.
fn free_offer(state: &mut State, id: CommitmentId) {
    let Some(commitment) = state.commitments.get(&id) else {
        return;
    };
    let left = commitment.quantity.saturating_sub(commitment.released);
    if let Some(offer) = commitment.offer.and_then(|o| state.offers.get_mut(&o)) {
        offer.aimed = offer.aimed.saturating_sub(left);
    }
}

fn touch_need_of(state: &mut State, id: CommitmentId, index: u64) {
    if let Some(need) = state.commitments.get(&id).map(|c| c.need) {
        need::touch(state, need, index);
    }
}

fn apply_consignment(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &Fact) {
    use consignment::change;
    let id = match fact {
        Fact::ConsignmentPrepared(f) => {
            consignment::apply_prepared(state, index, at, by, f);
            ConsignmentId(index)
        }
        Fact::ConsignmentSealed(f) => {
            change(state, f.consignment, index, |c| {
                c.sealed_at = Some(at);
                c.manifest = Some(f.manifest);
                c.packages = f.packages;
            });
            f.consignment
        }
        Fact::ConsignmentDispatched(f) => {
            change(state, f.consignment, index, |c| {
                c.dispatched_at = Some(at);
                c.eta = f.eta;
            });
            f.consignment
        }
        Fact::CustodyAsked(f) => {
            custody::apply_asked(state, index, by, f);
            f.consignment
        }
        Fact::CustodyHandedOver(f) => {
            custody::apply_handed_over(state, index, at, f);
            f.consignment
        }
        Fact::CustodyStopped(f) => {
            custody::apply_stopped(state, index, f);
            f.consignment
        }
        Fact::CustodyLinkRenewed(f) => {
            change(state, f.consignment, index, |_| {});
            f.consignment
        }
        Fact::ConsignmentArrived(f) => {
            change(state, f.consignment, index, |c| {
                c.arrived_at = Some(f.happened_at)
            });
            f.consignment
        }
        Fact::ConsignmentReceived(f) => {
            receipt::apply_received(state, index, at, by, f);
            f.consignment
        }
        Fact::ConsignmentReceiptCorrected(f) => {
            receipt::apply_corrected(state, index, f);
            f.consignment
        }
        Fact::FeedbackGiven(f) => {
            feedback::apply_given(state, index, at, by, f);
            f.consignment
        }
        fact => return apply_ending(state, index, at, by, fact),
    };
    touch_needs_of(state, id, index);
}

fn apply_ending(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &Fact) {
    use consignment::{change, end};
    let seal = |state: &mut State, id, seal| {
        let room = consignment::room_of(state, id);
        state.texts.seal(index, room, seal);
    };
    let id = match fact {
        Fact::ConsignmentDisputed(f) => {
            seal(state, f.consignment, f.remark);
            let dispute = Dispute {
                index: Index(index),
                by,
                at,
                reason: f.reason,
                settled: None,
            };
            change(state, f.consignment, index, |c| c.disputes.push(dispute));
            f.consignment
        }
        Fact::ConsignmentSettled(f) => {
            seal(state, f.consignment, f.remark);
            change(state, f.consignment, index, |c| {
                if let Some(dispute) = c.disputes.last_mut() {
                    dispute.settled = Some((f.finding, by, at, Index(index)));
                }
            });
            f.consignment
        }
        Fact::ConsignmentPhotographed(f) => {
            seal(state, f.consignment, Some(f.photo));
            change(state, f.consignment, index, |c| {
                c.photos.push((by, f.photo, Index(index)))
            });
            f.consignment
        }
        Fact::PaperAttached(f) => {
            seal(state, f.consignment, f.document);
            change(state, f.consignment, index, |c| {
                c.papers.push((f.kind, f.document, Index(index)))
            });
            f.consignment
        }
        Fact::ConsignmentReturned(f) => {
            change(state, f.consignment, index, |c| {
                end(c, Ending::Returned, at)
            });
            f.consignment
        }
        Fact::ConsignmentLost(f) => {
            change(state, f.consignment, index, |c| end(c, Ending::Lost, at));
            f.consignment
        }
        Fact::ConsignmentCancelled(f) => {
            change(state, f.consignment, index, |c| {
                end(c, Ending::Cancelled, at)
            });
            f.consignment
        }
        _ => return,
    };
    touch_needs_of(state, id, index);
}

fn touch_needs_of(state: &mut State, id: ConsignmentId, index: u64) {
    let Some(found) = state.consignments.get(&id) else {
        return;
    };
    let commitments: Vec<_> = found.lines.iter().map(|l| l.commitment).collect();
    for commitment in commitments {
        touch_need_of(state, commitment, index);
    }
}
