//! One act of a person of the drill, and its way through the ordinary use cases.

use std::sync::Arc;

use app::carrier::NewHandover;
use app::case_report::NewCaseReport;
use app::commitment::NewCommitment;
use app::consignment::NewConsignment;
use app::need::NewNeed;
use app::offer::NewOffer;
use app::official_supply::{Correction, NewOfficialSupply};
use app::{App, NewAccount, NewMessage, Person, Receipt, Refused};
use relief::code::{CertificateState, Role};
use relief::command::Command;
use relief::entry::{Batch, ReceiptLineFact};
use relief::ids::*;
use relief::place::Place;
use relief::plan::deed::carried;
use relief::plan::stage::waiting;

pub(crate) type Who = Arc<Person>;

/// An act with everything that it needs, as a form or a button would give it.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    Found(NewAccount),
    Register(NewAccount),
    OpenRoom(Who, String, Option<Place>, String),
    /// Reads a person anew, as the next page would.
    Look(Who),
    Invite(Who, RoomId),
    Join(String, NewAccount),
    Leave(Who, RoomId),
    Say(Who, RoomId, NewMessage),
    Edit(Who, RoomId, u64, String),
    Remove(Who, RoomId, u64, String),
    Vouch(Who, RoomId, Who),
    Report(Who, NewNeed),
    Offer(Who, NewOffer),
    Cite(Who, NewOfficialSupply),
    File(Who, NewCaseReport),
    Correct(Who, Correction),
    Pledge(Who, NewCommitment),
    Evidence(Who, CommitmentId, CertificateState, Option<Batch>, String),
    Send(Who, NewConsignment),
    OfferHandover(Who, NewHandover),
    TakeByLink(ConsignmentId, String, String, Vec<u64>, Stamp),
    Take(Who, ConsignmentId, Vec<u64>, Stamp),
    DoorCode(Who, ConsignmentId),
    ReceiveByCode(ConsignmentId, String, Vec<ReceiptLineFact>, Stamp),
    Receive(Who, ConsignmentId, Vec<ReceiptLineFact>, Stamp, String),
    /// Says yes to every line of the fair plan that waits for this person's.
    Agree(Who),
    /// Acts that are one command and no more.
    Plain(Who, Command),
}

/// What an act answered.
#[derive(Debug, Clone)]
pub(crate) enum Done {
    /// The receipt of a public act or a message.
    Receipt(Receipt),
    /// A person who is signed in now.
    Person(Who),
    /// A secret to hand on: an invitation, a carrier's link, a door code.
    Code(String),
    /// Goods taken by link: the receipt, and the driver.
    Taken(Receipt, Who),
    /// Lines of the plan that both sides agreed on now: each with the number of its commitment.
    Agreed(Vec<(CommitmentId, NewCommitment)>),
    /// Nothing to keep.
    Nothing,
}

impl Deed {
    /// Does it.
    pub(crate) async fn perform(&self, app: &App) -> Result<Done, Refused> {
        match self {
            Deed::Found(new) => Ok(Done::Person(app.found(new.clone()).await?.person)),
            Deed::Register(new) => Ok(Done::Person(app.register(new.clone()).await?.person)),
            Deed::Join(code, new) => {
                Ok(Done::Person(app.join_new(code, new.clone()).await?.person))
            }
            Deed::Look(who) => {
                let person = app.person(who.account).await?.ok_or(Refused::NotFound)?;
                Ok(Done::Person(person))
            }
            Deed::Invite(who, room) => Ok(Done::Code(app.invite(who, *room).await?.code)),
            Deed::OfferHandover(who, new) => {
                Ok(Done::Code(app.offer_handover(who, new.clone()).await?))
            }
            Deed::DoorCode(who, id) => Ok(Done::Code(app.door_code(who, *id).await?)),
            Deed::Leave(who, room) => {
                app.leave_room(who, *room).await?;
                Ok(Done::Nothing)
            }
            Deed::Agree(who) => agree(app, who).await,
            Deed::TakeByLink(_, code, initials, counts, at) => {
                let (receipt, own) = app
                    .take_by_link(code, initials, counts.clone(), *at)
                    .await?;
                let link = app.carrier_link(&own).await?;
                Ok(Done::Taken(receipt, link.carrier.ok_or(Refused::NotFound)?))
            }
            other => Ok(Done::Receipt(other.receipt(app).await?)),
        }
    }

    async fn receipt(&self, app: &App) -> Result<Receipt, Refused> {
        match self {
            Deed::OpenRoom(who, name, place, about) => {
                app.open_room(who, name, *place, about).await
            }
            Deed::Say(who, room, new) => app.say(who, *room, new.clone()).await,
            Deed::Edit(who, room, seq, words) => app.edit(who, *room, *seq, words).await,
            Deed::Remove(who, room, seq, reason) => app.remove(who, *room, *seq, reason).await,
            Deed::Vouch(who, room, other) => app.vouch(who, *room, other, Role::Verifier).await,
            Deed::Report(who, new) => app.report_need(who, new.clone()).await,
            Deed::Offer(who, new) => app.make_offer(who, new.clone()).await,
            Deed::File(who, new) => app.file_case_report(who, new.clone()).await,
            Deed::Cite(who, new) => app.record_official_supply(who, new.clone()).await,
            Deed::Correct(who, new) => app.correct_official_supply(who, new.clone()).await,
            Deed::Pledge(who, new) => app.pledge(who, new.clone()).await,
            Deed::Evidence(who, id, certificate, batch, document) => {
                app.bring_evidence(who, *id, *certificate, batch.clone(), document)
                    .await
            }
            Deed::Send(who, new) => app.send(who, new.clone()).await,
            Deed::Take(who, id, counts, at) => app.take(who, *id, counts.clone(), *at).await,
            Deed::ReceiveByCode(id, code, lines, at) => {
                app.receive_by_code(*id, code, lines.clone(), *at).await
            }
            Deed::Receive(who, id, lines, at, remark) => {
                app.receive(who, *id, lines.clone(), *at, remark).await
            }
            Deed::Plain(who, command) => app.act(who.actor(), command.clone()).await,
            // Every other deed was answered above.
            _ => Err(Refused::NotFound),
        }
    }
}

/// Accepts what waits for somebody, as the plan's page offers it.
async fn agree(app: &App, who: &Who) -> Result<Done, Refused> {
    let lines = waiting(&app.state(), &who.actor());
    if lines.is_empty() {
        return Ok(Done::Nothing);
    }
    app.accept_plan_lines(who, lines.clone(), None).await?;
    let state = app.state();
    let agreed = lines.iter().filter_map(|(line, _)| {
        let id = carried(&state, line.plan, (line.offer, line.need, line.line))?;
        let found = state.commitments.get(&id)?;
        let new = NewCommitment {
            need: found.need,
            line: found.line,
            quantity: found.quantity,
            standard: found.standard,
            place: found.place,
            available_on: found.available_on,
            offer: found.offer,
            remark: String::new(),
            despite_standard: false,
        };
        (found.donor == who.party).then_some((id, new))
    });
    Ok(Done::Agreed(agreed.collect()))
}
