//! Consignments: packed and sealed, received at the door, with their cards and lines in the rooms they serve.

use relief::code::{DisputeReason, Finding, PaperKind, Verdict};
use relief::command::Command;
use relief::entry::{ConsignmentLineFact, FeedbackGiven, ReceiptLineFact};
use relief::ids::{ConsignmentId, RoomId, Stamp};
use relief::place::Place;
use relief::state::State;
use store::PrivateId;

use crate::app::App;
use crate::draft::{CardKind, Draft, Receipt};
use crate::error::Refused;
use crate::people::Person;
use crate::text::Sealed;

/// What a recipient says of what arrived, as a form gives it.
#[derive(Debug, Clone, Copy)]
pub struct NewFeedback {
    /// Of which line, counted from 0; nothing: of the whole.
    pub line: Option<u64>,
    /// Whether it could be used.
    pub verdict: Option<Verdict>,
    /// With thanks.
    pub thanks: bool,
}

/// Goods to send, as a form gives them.
#[derive(Debug, Clone)]
pub struct NewConsignment {
    /// Lines, each naming its commitment.
    pub lines: Vec<ConsignmentLineFact>,
    /// From where.
    pub place: Place,
    /// Packages in all; sealing needs it.
    pub packages: u64,
    /// Expected arrival, known to the sender.
    pub eta: Option<Stamp>,
}

impl App {
    /// Packs and seals in one go, as a sender does who has the boxes before them. The card appears in the rooms.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn send(&self, who: &Person, new: NewConsignment) -> Result<Receipt, Refused> {
        let (who, id) = (who.clone(), self.entropy().id());
        self.write(move |draft| {
            let actor = who.actor();
            let prepare = Command::PrepareConsignment {
                lines: new.lines,
                place: new.place,
            };
            let consignment = ConsignmentId(draft.act(&actor, &prepare)?);
            draft.act(
                &actor,
                &Command::SealConsignment {
                    consignment,
                    packages: new.packages,
                },
            )?;
            if new.eta.is_some() {
                draft.act(
                    &actor,
                    &Command::DispatchConsignment {
                        consignment,
                        eta: new.eta,
                    },
                )?;
            }
            show(
                draft,
                who.account,
                id,
                consignment,
                CardKind::Card,
                consignment.0,
            );
            Ok(())
        })
        .await
    }

    /// The recipient records what arrived. A line in the rooms says so.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn receive(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        lines: Vec<ReceiptLineFact>,
        happened_at: Stamp,
        remark: &str,
    ) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", remark)?;
        let command = Command::ReceiveConsignment {
            consignment,
            lines,
            happened_at,
            remark: remark.as_ref().map(|r| r.seal),
        };
        self.told(who, consignment, command, remark).await
    }

    /// The holder is held up, and somebody has to take over. A line in the rooms says so.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn stop(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        place: Option<Place>,
        happened_at: Stamp,
    ) -> Result<Receipt, Refused> {
        let command = Command::StopConsignment {
            consignment,
            place,
            happened_at,
        };
        self.told(who, consignment, command, None).await
    }

    /// What somebody says of a consignment, with a line in the rooms.
    async fn told(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        command: Command,
        remark: Option<Sealed>,
    ) -> Result<Receipt, Refused> {
        let (who, id) = (who.clone(), self.entropy().id());
        self.write(move |draft| {
            let entry =
                draft.act_with_texts(&who.actor(), &command, remark.into_iter().collect())?;
            show(draft, who.account, id, consignment, CardKind::Line, entry);
            draft.about(entry);
            Ok(())
        })
        .await
    }
}

impl App {
    /// Notes a paper that is carried with the goods, with what it says.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn attach_paper(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        kind: PaperKind,
        document: &str,
    ) -> Result<Receipt, Refused> {
        let document = self.seal("document", document)?;
        let seal = document.as_ref().map(|d| d.seal);
        let command = Command::AttachPaper {
            consignment,
            kind,
            document: seal,
        };
        self.act_with_text(who, command, document).await
    }

    /// The recipient says whether what arrived could be used, or thanks. A line in the rooms tells it to those who gave
    /// and carried.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn give_feedback(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        new: NewFeedback,
        remark: &str,
    ) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", remark)?;
        let command = Command::GiveFeedback(FeedbackGiven {
            consignment,
            line: new.line,
            remark: remark.as_ref().map(|r| r.seal),
            thanks: new.thanks,
            verdict: new.verdict,
        });
        self.told(who, consignment, command, remark).await
    }

    /// Says in public that something about a consignment is wrong.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn dispute(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        reason: DisputeReason,
        remark: &str,
    ) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", remark)?;
        let seal = remark.as_ref().map(|r| r.seal);
        let command = Command::DisputeConsignment {
            consignment,
            reason,
            remark: seal,
        };
        self.act_with_text(who, command, remark).await
    }

    /// An auditor ends a dispute. No count is rewritten by it.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn settle(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        finding: Finding,
        remark: &str,
    ) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", remark)?;
        let seal = remark.as_ref().map(|r| r.seal);
        let command = Command::SettleConsignment {
            consignment,
            finding,
            remark: seal,
        };
        self.act_with_text(who, command, remark).await
    }

    pub(crate) async fn act_with_text(
        &self,
        who: &Person,
        command: Command,
        text: Option<Sealed>,
    ) -> Result<Receipt, Refused> {
        let actor = who.actor();
        self.write(move |draft| {
            draft.act_with_texts(&actor, &command, text.into_iter().collect())?;
            Ok(())
        })
        .await
    }
}

/// Shows an entry about a consignment in every room that it serves.
pub(crate) fn show(
    draft: &mut Draft<'_>,
    account: PrivateId,
    id: PrivateId,
    consignment: ConsignmentId,
    kind: CardKind,
    index: u64,
) {
    // A consignment mostly serves one room; further ones need ids of their own.
    let rooms = rooms_of(draft.state(), consignment);
    for (n, room) in rooms.into_iter().enumerate() {
        let mut own = id;
        if let Some(last) = own.0.last_mut() {
            *last = last.wrapping_add(u8::try_from(n).unwrap_or(u8::MAX));
        }
        draft.card(room, account, own, kind, index);
    }
}

/// The rooms whose needs a consignment serves.
#[must_use]
pub fn rooms_of(state: &State, consignment: ConsignmentId) -> Vec<RoomId> {
    let Some(found) = state.consignments.get(&consignment) else {
        return Vec::new();
    };
    let commitments = found
        .lines
        .iter()
        .filter_map(|l| state.commitments.get(&l.commitment));
    let mut rooms: Vec<_> = commitments
        .filter_map(|c| state.needs.get(&c.need)?.room)
        .collect();
    rooms.sort_unstable();
    rooms.dedup();
    rooms
}
