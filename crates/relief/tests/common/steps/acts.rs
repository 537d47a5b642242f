//! The acts that a step can stand for.

use relief::code::*;
use relief::command::Command;
use relief::commitment::outstanding;
use relief::distribution::ENTRY_LINES_MAX;
use relief::entry::*;
use relief::ids::*;
use relief::name::BatchNumber;
use relief::offer::Conditions;
use relief::plan::decision::Named;
use relief::plan::policy::Policy;
use relief::watch::distribution::Class;

use super::super::*;
use super::{Maker, actors, choose, recent};

impl Maker<'_> {
    pub(super) fn about_people(&self, kind: u16) -> Command {
        let party = choose(&actors(self.cast), self.step.pick[0]).party;
        let role = self.code(Role::ALL);
        let room = self.room();
        let recipient = (role == Role::RecipientPerson).then(|| self.recipient(1));
        match kind {
            0 => Command::OpenCommunity {
                name: name("又一个"),
                drill: false,
            },
            1 => Command::RegisterParty {
                kind: self.code(PartyKind::ALL),
                name: self.maybe(name("民间救援队")),
                place: Some(place(420_100)),
            },
            2 | 3 => Command::GrantRole {
                party,
                role,
                room: self.maybe(room).flatten(),
                recipient,
            },
            4 => Command::RevokeRole {
                party,
                role,
                room,
                recipient,
            },
            5 => Command::NamePlace {
                place: place(421_121),
                name: name("团风县"),
            },
            6 => Command::OpenRoom {
                name: name("黄冈群"),
                place: None,
                about: self.seal(),
            },
            7 => Command::CountRoom {
                room: room.unwrap_or(RoomId(0)),
                members: self.step.number,
            },
            _ => self.about_facilities(kind),
        }
    }

    fn about_facilities(&self, kind: u16) -> Command {
        match kind {
            8 | 9 => Command::RegisterRecipient {
                name: name(self.code(&["武汉市金银潭医院", "黄冈市中心医院", "团风县人民医院"])),
                place: place(self.code(&[420_112, 421_100])),
                kind: self.code(FacilityKind::ALL),
                provisional: self.step.number.is_multiple_of(2),
                separate: self.step.number.is_multiple_of(3),
            },
            10 => Command::CheckRecipient {
                recipient: self.recipient(0),
                standing: self.code(Standing::ALL),
            },
            11 => Command::ChangeRecipientContact {
                recipient: self.recipient(0),
            },
            12 => Command::AddRecipientAlias {
                recipient: self.recipient(0),
                name: name("金银潭"),
            },
            13 => Command::MergeRecipients {
                recipient: self.recipient(0),
                into: self.recipient(1),
            },
            14 => Command::WithdrawOffer {
                offer: self.offer(),
            },
            15 => Command::RedactText {
                entry: Index(recent(0..self.state().size, self.step.pick[0])),
                seal: seal(u8::try_from(self.step.pick[1] % 9).expect("small")),
                ground: self.code(Ground::ALL),
                own: self.step.number.is_multiple_of(2),
            },
            18..=25 => self.about_tips(kind),
            26..=34 => self.about_offices(kind),
            _ => Command::MakeOffer {
                item: suit(),
                quantity: self.step.number,
                standard: self.maybe(standard("gb_19082_2009")),
                place: place(440_100),
                room: self.room(),
                remark: self.seal(),
            },
        }
    }

    pub(super) fn about_plans(&self, kind: u16) -> Command {
        let reason = self.code(ChangeReason::ALL);
        let (line, quantity) = self.plan_line();
        match kind {
            0 => Command::PublishPlan,
            1..=3 => Command::AcceptPlanLine { line, quantity },
            4 => Command::ChangePlanLine {
                line,
                quantity: self.step.number,
                reason,
                remark: self.seal(),
            },
            5 | 8 => Command::LeavePlanLine {
                line,
                reason,
                remark: self.seal(),
            },
            6 => Command::SetPlanPolicy {
                policy: Policy {
                    epsilon: self.step.number % 1_200,
                    critical_first: self.step.code.is_multiple_of(3),
                    critical_weight: 1 + u64::from(self.step.code % 3),
                    everyone_first: u64::from(self.step.code % 400),
                    by_cases: self.step.code.is_multiple_of(2),
                },
            },
            _ => Command::SetOfferConditions {
                offer: self.offer(),
                conditions: Conditions {
                    expires_on: self.until(),
                    only_place: self.maybe(place(420_100)),
                    pack: self.maybe(1 + self.step.number % 30),
                    permits: vec![place(420_000); usize::from(self.step.pick[2] % 3)],
                    ready_on: None,
                    recipients: vec![self.recipient(1); usize::from(self.step.pick[1] % 2)],
                },
            },
        }
    }

    /// A line of the plan that stands, with the quantity that stands, or a line of nothing.
    fn plan_line(&self) -> (Named, u64) {
        let current = self.state().plans.current();
        let lines: Vec<_> = current
            .and_then(|c| c.plan.as_ref())
            .map_or(Vec::new(), |plan| plan.lines().copied().collect());
        let (Some(current), false) = (current, lines.is_empty()) else {
            let named = Named {
                plan: PlanId(self.step.number),
                offer: self.offer(),
                need: self.need(1),
                line: self.line_number(),
            };
            return (named, self.step.number);
        };
        let line = choose(&lines, self.step.pick[0]);
        let decided = current.decisions.get(&line.key());
        let named = Named {
            plan: current.id,
            offer: line.offer,
            need: line.need,
            line: line.line,
        };
        let quantity = decided.and_then(|d| d.quantity).unwrap_or(line.quantity);
        (named, quantity)
    }

    pub(super) fn about_needs(&self, kind: u16) -> Command {
        let need = self.need(0);
        match kind {
            0 => Command::RejectNeed {
                need,
                reason: self.code(RejectReason::ALL),
            },
            1 => Command::MergeNeed {
                need,
                into: self.need(1),
            },
            2 => Command::PauseNeed {
                need,
                until: self.until(),
            },
            3 => Command::ResumeNeed { need },
            4 => Command::ReviseNeed {
                need,
                line: self.line_number(),
                quantity: self.quantity(),
                standards: self.standards(),
                needed_by: self.until(),
            },
            5 => Command::ReconfirmNeed { need },
            6 => Command::CloseNeed {
                need,
                reason: self.code(CloseReason::ALL),
            },
            7 | 8 => self.about_official_supply(kind == 7),
            _ => Command::ReportNeed {
                recipient: self.recipient(1),
                room: self.room(),
                lines: self.need_lines(),
                critical: self.step.number.is_multiple_of(2),
                source: self.seal(),
                remark: self.seal(),
                contact_named: true,
                separate: !self.step.number.is_multiple_of(4),
            },
        }
    }

    /// The common road: need, pledge, acceptance, evidence, consignment, receipt.
    pub(super) fn on_the_way(&self, kind: u16) -> Command {
        let commitment = self.commitment(0);
        match kind {
            100 => Command::VerifyNeed {
                need: self.need(0),
                evidence: self.code(Evidence::ALL),
                skip: self.skip(),
            },
            101 | 102 => Command::PledgeCommitment {
                need: self.need(0),
                line: self.line_number(),
                quantity: self.step.number,
                standard: self.maybe(standard("gb_19082_2009")),
                place: place(440_100),
                available_on: self.happened_at(),
                offer: self.step.code.is_multiple_of(6).then(|| self.offer()),
                remark: self.seal(),
                despite_standard: self.step.code.is_multiple_of(2),
            },
            103 => Command::AcceptCommitment { commitment },
            104 => Command::BringEvidence {
                commitment,
                certificate: self.code(CertificateState::ALL),
                batch: self.maybe(Batch {
                    expires_on: self.until(),
                    made_on: None,
                    number: BatchNumber::new("LOT-7/2"),
                }),
                document: self.seal(),
            },
            105 => Command::ConfirmCommitment {
                commitment,
                certificate: self.code(CertificateState::ALL),
                skip: self.skip(),
            },
            112 => self.redirect(),
            113 => Command::AgreeRedirect { commitment },
            _ => self.with_the_goods(kind),
        }
    }

    /// The clock's own findings, lists, and what is said to flags.
    pub(super) fn about_the_watch(&self, kind: u16) -> Command {
        let flags = self.state().flags.iter().map(|(id, _)| id.0);
        let flag = FlagId(recent(flags, self.step.pick[0]));
        match kind {
            0 => self.list(),
            1 => Command::AnswerFlag {
                flag,
                answer: self.seal().unwrap_or(seal(5)),
            },
            2 => Command::SettleFlag {
                flag,
                finding: self.code(Finding::ALL),
                remark: self.seal(),
            },
            3 => Command::RaiseFlag {
                kind: self.code(FlagKind::ALL),
                subject: Index(self.consignment().0),
                part: self.line_number(),
            },
            _ => {
                let due = relief::clock::due(self.state(), self.cast.world.now);
                let first = due.first().cloned();
                let last = if kind == 4 {
                    due.last().cloned()
                } else {
                    first
                };
                last.unwrap_or_else(|| self.list())
            }
        }
    }

    /// The groups stand apart, or no longer do, and the clock has not said so yet.
    pub(super) fn disparity(&self) -> Option<Command> {
        let watched = |c: &Command| matches!(c, Command::WatchDisparity { .. });
        let due = relief::clock::due(&self.cast.world.state, self.cast.world.now);
        due.into_iter().find(watched)
    }

    /// A list that may repeat, miscount, rename, replace, or go on.
    fn list(&self) -> Command {
        let class = self.code(&[Class::N95, Class::Kn95]);
        let mut lines = vec![
            listed("仁爱医院", 16_000, class),
            listed("天佑医院", self.step.number, Class::N95),
        ];
        if self.step.pick[2].is_multiple_of(4) {
            lines.push(lines[0].clone());
        }
        if self.step.pick[2] % 4 == 1 {
            // More than one entry holds.
            lines.extend((1..=ENTRY_LINES_MAX as u64).map(|n| listed("协和医院", n, class)));
        }
        let totals = self.maybe(stated(36_000, Class::N95)).into_iter().collect();
        let lists = self.state().distributions.keys().map(|k| k.0);
        let corrects = DistributionId(recent(lists, self.step.pick[1]));
        publish(lines, totals, self.maybe(corrects))
    }

    fn with_the_goods(&self, kind: u16) -> Command {
        let consignment = self.consignment();
        match kind {
            106 => Command::PrepareConsignment {
                lines: self.consignment_lines(),
                place: place(440_100),
            },
            107 => Command::SealConsignment {
                consignment,
                packages: u64::from(self.step.code % 9),
            },
            108 => Command::AskHandover {
                consignment,
                counts: self.counts(),
                taker: self
                    .step
                    .code
                    .is_multiple_of(2)
                    .then(|| choose(&actors(self.cast), self.step.pick[1]).party),
                taker_kind: self.code(HolderKind::ALL),
                place: None,
                happened_at: self.happened_at(),
            },
            109 => Command::ConfirmHandover {
                consignment,
                counts: self.counts(),
                happened_at: self.happened_at(),
            },
            110 => Command::ArriveConsignment {
                consignment,
                happened_at: self.happened_at(),
            },
            _ => Command::ReceiveConsignment {
                consignment,
                lines: self.receipt_lines(),
                happened_at: self.happened_at(),
                remark: self.seal(),
            },
        }
    }

    pub(super) fn about_consignments(&self, kind: u16) -> Command {
        let (commitment, consignment) = (self.commitment(0), self.consignment());
        match kind {
            0 => Command::ClearCommitment { commitment },
            1 => Command::DeclineCommitment {
                commitment,
                reason: self.code(DeclineReason::ALL),
            },
            2 => self.redirect(),
            3 => Command::AgreeRedirect { commitment },
            4 => Command::WithdrawCommitment { commitment },
            5 => Command::LapseCommitment { commitment },
            6 => Command::DispatchConsignment {
                consignment,
                eta: self.until(),
            },
            7 => Command::StopConsignment {
                consignment,
                place: None,
                happened_at: self.happened_at(),
            },
            8 => Command::CorrectReceipt {
                consignment,
                corrects: self
                    .state()
                    .consignments
                    .get(&consignment)
                    .and_then(|c| c.receipts.last())
                    .map_or(Index(3), |r| r.index),
                lines: self.corrected_lines(consignment),
                happened_at: self.happened_at(),
            },
            9 => Command::DisputeConsignment {
                consignment,
                reason: self.code(DisputeReason::ALL),
                remark: self.seal(),
            },
            10 => Command::SettleConsignment {
                consignment,
                finding: self.code(Finding::ALL),
                remark: self.seal(),
            },
            11 => Command::AttachPaper {
                consignment,
                kind: self.code(PaperKind::ALL),
                document: self.seal(),
            },
            12 => Command::RenewLink { consignment },
            14 => Command::GiveFeedback(FeedbackGiven {
                consignment,
                line: self.maybe(self.line_number()),
                remark: self.seal(),
                thanks: self.step.number.is_multiple_of(2),
                verdict: self.maybe(self.code(Verdict::ALL)),
            }),
            13 => Command::PhotographConsignment {
                consignment,
                photo: self.seal().unwrap_or(seal(4)),
            },
            _ => choose(
                &[
                    Command::ReturnConsignment { consignment },
                    Command::LoseConsignment { consignment },
                    Command::CancelConsignment { consignment },
                ],
                self.step.code,
            ),
        }
    }

    fn redirect(&self) -> Command {
        let commitment = self.commitment(0);
        let found = self.state().commitments.get(&commitment);
        let left = found.map_or(1, |c| outstanding(self.state(), c));
        let is_open = |(id, n): &(&NeedId, &relief::need::Need)| {
            n.status == relief::need::NeedStatus::Open && found.is_none_or(|c| c.need != **id)
        };
        let other = self.state().needs.iter().rfind(is_open);
        let part = if self.step.code.is_multiple_of(3) {
            self.step.number
        } else {
            left.div_ceil(2)
        };
        Command::ProposeRedirect {
            commitment,
            to_need: other.map_or(self.need(1), |(id, _)| *id),
            to_line: self.line_number(),
            quantity: part,
        }
    }

    /// The last receipt with a few moved from one column to another.
    fn corrected_lines(&self, id: ConsignmentId) -> Vec<ReceiptLineFact> {
        let found = self
            .state()
            .consignments
            .get(&id)
            .and_then(|c| c.receipts.last());
        let mut lines = found.map_or(Vec::new(), |r| r.lines.clone());
        for line in &mut lines {
            let moved = (self.step.number % 5).min(line.accepted);
            line.accepted -= moved;
            line.damaged += moved * u64::from(self.step.code % 3);
        }
        lines
    }
}
