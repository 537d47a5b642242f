//! One act in, entries or a refusal out. Pure; permissions included.

use crate::access::allow;
use crate::code::Role;
use crate::command::{Actor, Command};
use crate::entry::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::{Grant, State};
use crate::{
    case_report, commitment, consignment, custodian, custody, distribution, duty, equity, feedback,
    flag, jurisdiction, need, offer, official_supply, party, plan, question, receipt, recipient,
    room, testimony, text, tip,
};

/// Decides one act at one moment.
///
/// # Errors
/// A [`Refusal`] with what is needed to explain it.
pub fn decide(
    state: &State,
    actor: &Actor,
    at: Stamp,
    command: &Command,
) -> Result<Vec<Entry>, Refusal> {
    let opening = matches!(command, Command::OpenCommunity { .. });
    let known = opening || state.parties.contains_key(&actor.party);
    allow(known, Refusal::NotFound(actor.party.0))?;
    auditor_only_settles(state, actor, command)?;
    let (by, facts) = (actor.party, facts(state, actor, at, command.clone())?);
    let entries: Vec<Entry> = facts
        .into_iter()
        .map(|fact| Entry { at, by, fact })
        .collect();
    allow(entries.iter().all(is_writable), Refusal::OutOfBounds)?;
    Ok(entries)
}

/// What is written must be readable: a number beyond the format would end every later replay.
fn is_writable(entry: &Entry) -> bool {
    Entry::decode(&entry.encode()).is_ok_and(|read| read == *entry)
}

/// Besides settlements and flags an auditor may only lay the office down.
fn auditor_only_settles(state: &State, actor: &Actor, command: &Command) -> Result<(), Refusal> {
    let settles = match command {
        Command::SettleConsignment { .. }
        | Command::DisputeConsignment { .. }
        | Command::SettleFlag { .. }
        | Command::AnswerFlag { .. } => true,
        Command::RevokeRole { party, role, .. } => *party == actor.party && *role == Role::Auditor,
        _ => false,
    };
    allow(
        settles || !state.holds_anywhere(actor.party, Role::Auditor),
        Refusal::AuditorSettlesOnly,
    )
}

#[rustfmt::skip] // A table: one row for each command.
fn facts(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::OpenCommunity { name, drill } => party::open(state, actor, &name, drill),
        C::RegisterParty { kind, name, place } => party::register(state, actor, PartyRegistered { kind, name, place }),
        C::GrantRole { party, role, room, recipient } => party::grant(state, actor, Grant { party, role, room, recipient }),
        C::RevokeRole { party, role, room, recipient } => party::revoke(state, actor, Grant { party, role, room, recipient }),
        C::NamePlace { place, name } => party::name_place(state, actor, place, &name),
        C::OpenRoom { name, place, about } => room::open(state, actor, RoomOpened { about, name, place }),
        C::CountRoom { room, members } => room::count(state, actor, room, members),
        C::RedactText { entry, seal, ground, own } => text::redact(state, actor, TextRedacted { entry, ground, seal }, own),
        other => about_the_watch(state, actor, at, other),
    }
}

#[rustfmt::skip] // A table: one row for each command.
fn about_the_watch(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::PublishDistribution { corrects, issuer, published_on, lines, totals, source } => {
            let fact = DistributionPublished { corrects, issuer, lines, more: None, published_on, source, totals };
            distribution::publish(state, at, fact)
        }
        C::NameCaseDefinition { name } => case_report::definition::name(state, actor, name),
        C::FileCaseReport {
            jurisdiction, day, figures, definition, cited, corrects, reason, remark, removed_remark, source,
        } => {
            let fact = CaseReportFiled {
                cited, corrects, day, definition, figures, jurisdiction, reason, remark, removed_remark, source,
            };
            case_report::file(state, actor, at, fact)
        }
        C::RaiseFlag { kind, subject, part } => flag::raise(state, actor, at, kind, subject, part),
        C::AnswerFlag { flag, answer } => flag::answer(state, actor, flag, answer),
        C::SettleFlag { flag, finding, remark } => flag::settle(state, actor, FlagSettled { finding, flag, remark }),
        C::WatchDisparity { item, grouping } => equity::disparity::watch(state, actor, item, grouping),
        other => about_questions(state, actor, at, other),
    }
}

#[rustfmt::skip] // A table: one row for each command.
fn about_questions(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::AskQuestion { text, cites, owed } => question::ask(state, at, text, cites, owed),
        C::EndorseQuestion { question } => question::endorse(state, actor, question),
        C::AssignQuestion { question, owed } => question::assign(state, actor, at, question, owed),
        C::DelayQuestion { question, due, reason, remark } => {
            question::delay(state, actor, at, QuestionDelayed { due, question, reason, remark })
        }
        C::AnswerQuestion { question, answer, cites } => {
            question::answer(state, actor, QuestionAnswered { answer, cites, question })
        }
        C::JudgeAnswer { answer, clear } => question::judge(state, actor, AnswerJudged { answer, clear }),
        C::CiteAnswer { answer, effect } => question::cite(state, actor, AnswerCited { answer, effect }),
        other => about_duties(state, actor, at, other),
    }
}

#[rustfmt::skip] // A table: one row for each command.
fn about_duties(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::RegisterJurisdiction(fact) => jurisdiction::register(state, actor, at, fact),
        C::CloseJurisdiction(fact) => jurisdiction::close(state, actor, at, fact),
        C::WithdrawClosing { jurisdiction } => jurisdiction::withdraw_closing(state, actor, jurisdiction),
        C::ProposeOfficial { jurisdiction, party } => {
            jurisdiction::propose(state, actor, OfficialProposed { jurisdiction, party })
        }
        C::ConfirmOfficial { appointment } => jurisdiction::confirm(state, actor, appointment),
        C::RemoveOfficial { appointment } => jurisdiction::remove(state, actor, appointment),
        C::TakeDutyStep { jurisdiction, step } => duty::take(state, actor, at, jurisdiction, step),
        C::RecordOutage { from, to } => duty::record(state, actor, at, OutageRecorded { from, to }),
        other => about_tips(state, actor, at, other),
    }
}

#[rustfmt::skip] // A table: one row for each command.
fn about_tips(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::OfferCustodian { about, key } => custodian::offer(state, actor, CustodianOffered { about, key }),
        C::ConfirmCustodian { custodian } => custodian::confirm(state, actor, custodian),
        C::RetireCustodian { custodian } => custodian::retire(state, actor, custodian),
        C::CommitTips { leaves, full } => tip::commit(state, actor, at, TipCommitted { full, leaves }),
        C::CloseTips { leaves } => tip::close(state, actor, TipClosed { leaves }),
        C::MissTips { leaves } => tip::miss(state, actor, TipMissing { leaves }),
        C::ServeTipScript { script } => tip::serve_script(state, actor, TipScriptServed { script }),
        other => about_testimonies(state, actor, at, other),
    }
}

#[rustfmt::skip] // A table: one row for each command.
fn about_testimonies(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::SubmitTestimony { kind, place, happened_at, day_only, statement, photos, about, accuses, member, corrects } => {
            let fact = TestimonySubmitted {
                about, accuses, corrects, day_only, happened_at, kind, member, photos, place, statement,
            };
            testimony::submit(state, actor, at, fact)
        }
        C::PublishTestimony { testimony: id, accuses } => testimony::publish(state, actor, id, accuses),
        C::HoldTestimony { testimony, reason, until, accuses } => {
            testimony::hold(state, actor, at, TestimonyHeld { accuses, reason, testimony, until })
        }
        C::CorroborateTestimony { testimony, evidence, branch, remark } => {
            testimony::support(state, actor, TestimonyCorroborated { branch, evidence, remark, testimony })
        }
        C::ContestTestimony { testimony, remark } => {
            testimony::contest(state, actor, TestimonyContested { remark, testimony })
        }
        C::AnswerTestimony { testimony, answer, named } => {
            testimony::answer(state, actor, TestimonyAnswered { answer, named, testimony })
        }
        C::UseTestimony { testimony, used_as, subject } => {
            testimony::link(state, actor, TestimonyUsed { subject, testimony, used_as })
        }
        other => about_needs(state, actor, at, other),
    }
}

#[rustfmt::skip] // A table: one row for each command.
fn about_needs(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::RegisterRecipient { name, place, kind, provisional, separate } => {
            recipient::register(state, RecipientRegistered { kind, name, place, provisional }, separate)
        }
        C::CheckRecipient { recipient, standing } => recipient::check(state, actor, recipient, standing),
        C::ChangeRecipientContact { recipient } => recipient::change_contact(state, actor, recipient),
        C::AddRecipientAlias { recipient, name } => recipient::add_alias(state, actor, recipient, &name),
        C::MergeRecipients { recipient, into } => recipient::merge(state, actor, recipient, into),
        C::ReportNeed { recipient, room, lines, critical, source, remark, contact_named, separate } => {
            let fact = NeedReported { critical, lines, recipient, remark, room, source };
            need::report(state, actor, at, fact, contact_named, separate)
        }
        C::VerifyNeed { need, evidence, skip } => need::verify(state, actor, need, evidence, skip),
        C::RejectNeed { need, reason } => need::reject(state, actor, need, reason),
        C::MergeNeed { need, into } => need::merge(state, actor, need, into),
        C::PauseNeed { need, until } => need::pause(state, actor, at, need, until),
        C::ResumeNeed { need } => need::resume(state, actor, at, need),
        C::ReviseNeed { need, line, quantity, standards, needed_by } => {
            let unverified = false;
            need::revise(state, actor, NeedRevised { line, need, needed_by, quantity, standards, unverified })
        }
        C::ReconfirmNeed { need } => need::reconfirm(state, actor, need),
        C::CloseNeed { need, reason } => need::close(state, actor, at, need, reason),
        other => about_commitments(state, actor, at, other),
    }
}

#[rustfmt::skip] // A table: one row for each command.
fn about_commitments(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::MakeOffer { item, quantity, standard, place, room, remark } => {
            offer::make(state, actor, OfferMade { item, place, quantity, remark, room, standard })
        }
        C::WithdrawOffer { offer } => offer::withdraw(state, actor, offer),
        C::RecordOfficialSupply { recipient, item, amount, kind, day, deliver_on, office, source, separate } => {
            let cited = false;
            let fact = OfficialSupplyRecorded { amount, cited, day, deliver_on, item, kind, office, recipient, source };
            official_supply::record(state, actor, at, fact, separate)
        }
        C::CorrectOfficialSupply { supply, corrects, amount, kind, day, deliver_on, reason, source } => {
            let cited = false;
            let fact =
                OfficialSupplyCorrected { amount, cited, corrects, day, deliver_on, kind, reason, source, supply };
            official_supply::correct(state, actor, at, fact)
        }
        C::SetOfferConditions { offer, conditions } => offer::set_conditions(state, actor, offer, conditions),
        C::SetPlanPolicy { policy } => plan::policy::set(state, actor, policy),
        C::PublishPlan => plan::publish(state, actor),
        C::AcceptPlanLine { line, quantity } => plan::decision::accept(state, actor, at, line, quantity),
        C::ChangePlanLine { line, quantity, reason, remark } => {
            plan::decision::change(state, actor, at, line, quantity, (reason, remark))
        }
        C::LeavePlanLine { line, reason, remark } => plan::decision::leave(state, actor, line, reason, remark),
        C::PledgeCommitment { need, line, quantity, standard, place, available_on, offer, remark, despite_standard } => {
            let held = false;
            let fact = CommitmentPledged { available_on, held, line, need, offer, place, quantity, remark, standard };
            commitment::pledge(state, actor, at, fact, despite_standard)
        }
        C::ClearCommitment { commitment } => commitment::clear(state, actor, commitment),
        C::AcceptCommitment { commitment } => commitment::accept(state, actor, commitment),
        C::DeclineCommitment { commitment, reason } => commitment::decline(state, actor, commitment, reason),
        C::BringEvidence { commitment, certificate, batch, document } => {
            let fact = CommitmentEvidenced { batch, certificate, commitment, document };
            commitment::bring_evidence(state, actor, fact)
        }
        C::ConfirmCommitment { commitment, certificate, skip } => {
            commitment::confirm(state, actor, commitment, certificate, skip)
        }
        C::ProposeRedirect { commitment, to_need, to_line, quantity } => {
            let fact = CommitmentRedirectProposed { commitment, quantity, to_line, to_need };
            commitment::propose_redirect(state, actor, fact)
        }
        C::AgreeRedirect { commitment } => commitment::agree_redirect(state, actor, commitment),
        C::WithdrawCommitment { commitment } => commitment::withdraw(state, actor, commitment),
        C::LapseCommitment { commitment } => commitment::lapse(state, actor, at, commitment),
        other => about_consignments(state, actor, at, other),
    }
}

#[rustfmt::skip] // A table: one row for each command.
fn about_consignments(state: &State, actor: &Actor, at: Stamp, command: Command) -> Result<Vec<Fact>, Refusal> {
    use Command as C;
    match command {
        C::PrepareConsignment { lines, place } => consignment::prepare(state, actor, &lines, place),
        C::SealConsignment { consignment, packages } => consignment::seal(state, actor, consignment, packages),
        C::DispatchConsignment { consignment, eta } => consignment::dispatch(state, actor, at, consignment, eta),
        C::AskHandover { consignment, counts, taker, taker_kind, place, happened_at } => {
            let side = crate::code::Side::Giver;
            custody::ask(state, actor, at, CustodyAsked { consignment, counts, happened_at, place, side, taker, taker_kind })
        }
        C::ConfirmHandover { consignment, counts, happened_at } => {
            custody::confirm(state, actor, at, consignment, &counts, happened_at)
        }
        C::RenewLink { consignment } => custody::renew_link(state, actor, consignment),
        C::StopConsignment { consignment, place, happened_at } => {
            custody::stop(state, actor, at, CustodyStopped { consignment, happened_at, place })
        }
        C::ArriveConsignment { consignment, happened_at } => consignment::arrive(state, actor, at, consignment, happened_at),
        C::ReceiveConsignment { consignment, lines, happened_at, remark } => {
            receipt::receive(state, actor, at, ConsignmentReceived { consignment, happened_at, lines, remark })
        }
        C::CorrectReceipt { consignment, corrects, lines, happened_at } => {
            let fact = ConsignmentReceiptCorrected { consignment, corrects, happened_at, lines };
            receipt::correct(state, actor, at, fact)
        }
        C::GiveFeedback(fact) => feedback::give(state, actor, fact),
        C::DisputeConsignment { consignment, reason, remark } => {
            consignment::dispute(state, ConsignmentDisputed { consignment, reason, remark })
        }
        C::SettleConsignment { consignment, finding, remark } => {
            consignment::settle(state, actor, ConsignmentSettled { consignment, finding, remark })
        }
        C::ReturnConsignment { consignment } => consignment::bring_back(state, actor, consignment),
        C::LoseConsignment { consignment } => consignment::lose(state, actor, consignment),
        C::CancelConsignment { consignment } => consignment::cancel(state, actor, consignment),
        C::PhotographConsignment { consignment, photo } => {
            consignment::photograph(state, actor, ConsignmentPhotographed { consignment, photo })
        }
        C::AttachPaper { consignment, kind, document } => {
            consignment::attach_paper(state, actor, PaperAttached { consignment, document, kind })
        }
        // Every other command was answered above.
        _ => Err(Refusal::NotAllowed),
    }
}
