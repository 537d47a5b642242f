//! Arbitrary acts: ids from what exists and from nowhere, quantities from sane to absurd, actors fit and unfit.

mod acts;
mod offices;
mod official;
mod picks;
mod questions;
mod reports;
mod testimonies;
mod tips;

use proptest::prelude::*;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::commitment::{CommitmentState, outstanding};
use relief::consignment::Stage;
use relief::entry::*;
use relief::ids::*;
use relief::quantity::Quantity;

use super::*;

/// Raw numbers; what they mean depends on the state in which the step is taken.
#[derive(Debug, Clone)]
pub struct Step {
    kind: u16,
    actor: u16,
    /// Most steps take a fitting actor and fitting numbers, or no sequence would get far.
    fit: u16,
    pick: [u16; 3],
    number: u64,
    code: u16,
    hours: i64,
}

pub fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let number = prop_oneof![
        8 => 1_u64..600,
        2 => 0_u64..30_000,
        1 => prop_oneof![Just(1_000_000_000), Just(1_000_000_001), Just(1_u64 << 53), Just(u64::MAX)],
    ];
    let hours = prop_oneof![20 => 0_i64..2, 2 => 12_i64..130];
    let step = (
        any::<[u16; 3]>(),
        any::<[u16; 3]>(),
        number,
        any::<u16>(),
        hours,
    )
        .prop_map(|([kind, actor, fit], pick, number, code, hours)| Step {
            kind,
            actor,
            fit,
            pick,
            number,
            code,
            hours,
        });
    proptest::collection::vec(step, most / 2..most)
}

/// Steps of which most are about testimonies.
pub fn testimony_steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let bend = |step: Step| match step.number % 4 {
        0 => step,
        _ => Step {
            kind: 4 + step.kind / 8 * 8,
            pick: [step.pick[0], step.pick[1], step.pick[2] / 3 * 3],
            ..step
        },
    };
    steps(most).prop_map(move |steps| steps.into_iter().map(bend).collect())
}

/// Steps of which most are about sealed tips and who opens them.
pub fn tip_steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let about_tips = |step: Step| Step {
        // The first kinds of `Maker::about_people` are about something else.
        kind: 8 * (18 + step.kind % 8),
        ..step
    };
    let bend = move |(step, number): (Step, u16)| match number % 4 {
        0 => step,
        _ => about_tips(Step {
            kind: number / 4,
            ..step
        }),
    };
    (steps(most), proptest::collection::vec(any::<u16>(), most))
        .prop_map(move |(steps, bends)| steps.into_iter().zip(bends).map(bend).collect())
}

fn choose<T: Clone>(from: &[T], pick: u16) -> T {
    from[usize::from(pick) % from.len()].clone()
}

/// Lately made things are likelier, so that sequences follow one thing through.
fn recent(ids: impl DoubleEndedIterator<Item = u64>, pick: u16) -> u64 {
    let last: Vec<u64> = ids.rev().take(6).collect();
    if last.is_empty() || pick.is_multiple_of(17) {
        return u64::from(pick) * 7;
    }
    choose(&last, pick / 17)
}

/// The cast in a fixed order, with the community itself.
pub fn actors(cast: &Cast) -> Vec<Actor> {
    let c = cast;
    let people = [
        &c.zhou_founder,
        &c.chen_lead,
        &c.wang_clerk,
        &c.sun_verifier,
        &c.qian_verifier,
        &c.zhao_sourcing,
        &c.wu_transport,
        &c.zheng_receipts,
        &c.hu_hospital,
        &c.li_donor,
        &c.liu_driver,
        &c.ma_driver,
        &c.tang_auditor,
        &c.shen_moderator,
        &c.wei_official,
        &c.he_outsider,
    ];
    let mut all: Vec<Actor> = people.into_iter().cloned().collect();
    all.push(Actor::community());
    let stranger = PartyId(999_999);
    all.push(Actor {
        party: stranger,
        rooms: vec![c.room],
    });
    all
}

struct Maker<'a> {
    cast: &'a Cast,
    step: &'a Step,
}

/// The act that a step stands for, and who does it.
pub fn act_of(cast: &Cast, step: &Step) -> (Actor, Command, i64) {
    let maker = Maker { cast, step };
    let command = maker.command();
    let fits = !step.fit.is_multiple_of(5);
    let fitting = || {
        maker
            .fitting_for_tips(&command)
            .or_else(|| maker.fitting_for_offices(&command))
            .or_else(|| maker.fitting_for_testimonies(&command))
            .or_else(|| maker.fitting_for_reports(&command))
            .or_else(|| maker.fitting_for_questions(&command))
            .or_else(|| maker.fitting(&command))
    };
    let actor = if fits { fitting() } else { None };
    let actor = actor.unwrap_or_else(|| choose(&actors(cast), step.actor));
    (actor, command, step.hours)
}

impl Maker<'_> {
    fn state(&self) -> &relief::state::State {
        &self.cast.world.state
    }

    fn command(&self) -> Command {
        // Weighted towards the way of goods.
        const WAY: &[u16] = &[
            100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 109, 110, 111,
        ];
        if self.step.fit.is_multiple_of(3)
            && let Some(watched) = self.disparity()
        {
            return watched;
        }
        match self.step.kind % 8 {
            0 => self.about_people(self.step.kind / 8 % 35),
            1 if self.step.code.is_multiple_of(3) => self.about_the_watch(self.step.kind / 8 % 6),
            1 if self.step.code % 3 == 1 => self.about_questions(self.step.kind / 8 % 11),
            1 => self.about_needs(self.step.kind / 8 % 10),
            2 | 3 => self.about_consignments(self.step.kind / 8 % 16),
            4 if self.step.pick[2].is_multiple_of(3) => {
                self.about_testimonies(self.step.kind / 8 % 10)
            }
            4 if self.step.code.is_multiple_of(7) => self.about_reports(self.step.kind / 8 % 9),
            4 => self.about_plans(self.step.kind / 8 % 9),
            5 => self.on_the_way(choose(WAY, self.step.kind / 8)),
            _ => self.on_the_way(self.next_on_the_way()),
        }
    }

    /// What a commitment or a consignment is waiting for.
    fn next_on_the_way(&self) -> u16 {
        let variant = self.step.kind / 8;
        if variant.is_multiple_of(2)
            && let Some(found) = self.state().consignments.get(&self.consignment())
        {
            return match (found.stage(), &found.asked) {
                (Stage::Preparing, _) => 107,
                (Stage::Sealed, None) => 108,
                (Stage::Sealed, Some(_)) => 109,
                (_, Some(_)) if variant.is_multiple_of(3) => 109,
                (_, None) if variant.is_multiple_of(5) => 108,
                _ => 111,
            };
        }
        match self.state().commitments.get(&self.commitment(0)) {
            Some(c) if c.proposal.is_some() => 113,
            Some(c) if c.released == 0 && c.shown.is_some() && variant.is_multiple_of(7) => 112,
            Some(c) if c.shown.is_none() => 104,
            Some(c) if c.state == CommitmentState::Pledged => 103,
            Some(c) if c.state == CommitmentState::Accepted => 105,
            Some(c) if c.state == CommitmentState::Firm => 106,
            _ => 101,
        }
    }

    /// Whoever is likely to be allowed.
    fn fitting(&self, command: &Command) -> Option<Actor> {
        let party = |id: PartyId| actors(self.cast).into_iter().find(|a| a.party == id);
        let donor = |id: &CommitmentId| party(self.state().commitments.get(id)?.donor);
        let holding = |id: &ConsignmentId| self.state().consignments.get(id);
        let c = self.cast;
        match command {
            Command::PledgeCommitment { .. }
            | Command::MakeOffer { .. }
            | Command::WithdrawOffer { .. }
            | Command::SetOfferConditions { .. } => Some(c.li_donor.clone()),
            Command::PublishPlan => Some(Actor::community()),
            Command::AcceptPlanLine { .. }
            | Command::ChangePlanLine { .. }
            | Command::LeavePlanLine { .. } => Some(choose(
                &[c.li_donor.clone(), c.chen_lead.clone()],
                self.step.actor,
            )),
            Command::BringEvidence { commitment, .. }
            | Command::WithdrawCommitment { commitment } => donor(commitment),
            Command::AgreeRedirect { commitment } => donor(commitment),
            Command::PrepareConsignment { lines, .. } => donor(&lines.first()?.commitment),
            Command::SealConsignment { consignment, .. }
            | Command::DispatchConsignment { consignment, .. }
            | Command::CancelConsignment { consignment } => party(holding(consignment)?.sender),
            Command::AskHandover { consignment, .. }
            | Command::ArriveConsignment { consignment, .. }
            | Command::StopConsignment { consignment, .. }
            | Command::ReturnConsignment { consignment } => party(holding(consignment)?.holder()?),
            Command::ReceiveConsignment { .. }
            | Command::GiveFeedback(_)
            | Command::CorrectReceipt { .. }
            | Command::LoseConsignment { .. } => Some(c.hu_hospital.clone()),
            Command::SettleConsignment { .. } | Command::SettleFlag { .. } => {
                Some(c.tang_auditor.clone())
            }
            Command::ConfirmHandover { .. } => Some(choose(
                &[c.liu_driver.clone(), c.ma_driver.clone()],
                self.step.actor,
            )),
            Command::RecordOfficialSupply { .. } => Some(choose(
                &[c.wei_official.clone(), c.wang_clerk.clone()],
                self.step.actor,
            )),
            Command::CorrectOfficialSupply { .. } => Some(choose(
                &[c.wei_official.clone(), c.hu_hospital.clone()],
                self.step.actor,
            )),
            Command::LapseCommitment { .. }
            | Command::RegisterParty { .. }
            | Command::RaiseFlag { .. }
            | Command::WatchDisparity { .. }
            | Command::CountRoom { .. } => Some(Actor::community()),
            Command::CloseNeed {
                reason: CloseReason::Expired,
                ..
            } => Some(Actor::community()),
            Command::AcceptCommitment { .. } | Command::ConfirmCommitment { .. } => {
                Some(c.chen_lead.clone())
            }
            Command::GrantRole { .. } => None,
            Command::ReportNeed { .. } | Command::PublishDistribution { .. } => {
                Some(c.wang_clerk.clone())
            }
            _ => Some(choose(
                &[c.zhou_founder.clone(), c.qian_verifier.clone()],
                self.step.actor,
            )),
        }
    }
}
