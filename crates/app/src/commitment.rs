//! Commitments: pledged against a need line, with evidence, and their card in the room of the need.

use relief::code::CertificateState;
use relief::command::Command;
use relief::entry::Batch;
use relief::ids::{CommitmentId, NeedId, OfferId, Stamp};
use relief::place::Place;
use relief::standard::Standard;

use crate::app::App;
use crate::draft::{CardKind, Receipt};
use crate::error::Refused;
use crate::people::Person;

/// A commitment as a form gives it.
#[derive(Debug, Clone)]
pub struct NewCommitment {
    /// For which need.
    pub need: NeedId,
    /// Which of its lines.
    pub line: u64,
    /// How much, in base units.
    pub quantity: u64,
    /// Claimed standard.
    pub standard: Option<Standard>,
    /// Where the goods are.
    pub place: Place,
    /// Ready when.
    pub available_on: Stamp,
    /// Out of an offer.
    pub offer: Option<OfferId>,
    /// A public remark.
    pub remark: String,
    /// The donor was told that the standard is not in the accepted set.
    pub despite_standard: bool,
}

impl App {
    /// Pledges; the card appears in the room of the need.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn pledge(&self, who: &Person, new: NewCommitment) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", &new.remark)?;
        let (who, id) = (who.clone(), self.entropy().id());
        self.write(move |draft| {
            let command = Command::PledgeCommitment {
                need: new.need,
                line: new.line,
                quantity: new.quantity,
                standard: new.standard,
                place: new.place,
                available_on: new.available_on,
                offer: new.offer,
                remark: remark.as_ref().map(|r| r.seal),
                despite_standard: new.despite_standard,
            };
            let made =
                draft.act_with_texts(&who.actor(), &command, remark.into_iter().collect())?;
            let room = draft.state().needs.get(&new.need).and_then(|n| n.room);
            if let Some(room) = room {
                draft.card(room, who.account, id, CardKind::Card, made);
            }
            Ok(())
        })
        .await
    }

    /// The donor brings evidence: what is written on the certificate, and the lot.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn bring_evidence(
        &self,
        who: &Person,
        commitment: CommitmentId,
        certificate: CertificateState,
        batch: Option<Batch>,
        document: &str,
    ) -> Result<Receipt, Refused> {
        let document = self.seal("document", document)?;
        let actor = who.actor();
        self.write(move |draft| {
            let seal = document.as_ref().map(|d| d.seal);
            let command = Command::BringEvidence {
                commitment,
                certificate,
                batch,
                document: seal,
            };
            draft.act_with_texts(&actor, &command, document.into_iter().collect())?;
            draft.about(commitment.0);
            Ok(())
        })
        .await
    }
}
