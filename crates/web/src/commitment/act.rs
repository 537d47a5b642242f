//! What may be done to a commitment, out of the small forms on its page.

use relief::code::{CertificateState, DeclineReason};
use relief::command::Command;
use relief::entry::Batch;
use relief::ids::{CommitmentId, NeedId};
use relief::name::BatchNumber;
use relief::state::State;

use crate::fields::Fields;
use crate::form::Misfit;
use crate::label::Id;
use crate::need::{act::skip, day, quantity};
use crate::t;
use crate::words::Words;

/// The command that a form asks for; nothing for an act that commitments do not know.
pub(super) fn command(
    w: Words,
    state: &State,
    (commitment, act): (CommitmentId, &str),
    fields: &Fields,
) -> Option<Result<Command, Misfit>> {
    let choose = |name: &str| (name.to_owned(), t!(w, "form-choose"));
    Some(match act {
        "clear" => Ok(Command::ClearCommitment { commitment }),
        "accept" => Ok(Command::AcceptCommitment { commitment }),
        "decline" => DeclineReason::from_code(fields.text("reason"))
            .ok_or_else(|| choose("reason"))
            .map(|reason| Command::DeclineCommitment { commitment, reason }),
        "confirm" => CertificateState::from_code(fields.text("checked"))
            .ok_or_else(|| choose("checked"))
            .map(|certificate| Command::ConfirmCommitment {
                commitment,
                certificate,
                skip: skip(fields),
            }),
        "agree" => Ok(Command::AgreeRedirect { commitment }),
        "withdraw" => Ok(Command::WithdrawCommitment { commitment }),
        "propose" => propose(w, state, commitment, fields),
        _ => return None,
    })
}

fn propose(
    w: Words,
    state: &State,
    commitment: CommitmentId,
    fields: &Fields,
) -> Result<Command, Misfit> {
    let to = fields
        .text("to")
        .split_once(':')
        .and_then(|(need, line)| Some((need.parse::<Id>().ok()?, line.parse().ok()?)));
    let (need, to_line) = to.ok_or_else(|| ("to".to_owned(), t!(w, "form-choose")))?;
    let to_need = NeedId(need.0);
    let line = state
        .line(to_need, to_line)
        .ok_or_else(|| ("to".to_owned(), t!(w, "form-choose")))?;
    let number = quantity(w, line.item, fields.text("quantity"))
        .map_err(|why| ("quantity".to_owned(), why))?;
    let quantity = number.ok_or_else(|| ("quantity".to_owned(), t!(w, "give-how-many")))?;
    Ok(Command::ProposeRedirect {
        commitment,
        to_need,
        to_line,
        quantity,
    })
}

/// What a donor shows: how far the certificate was checked, and the lot.
pub(super) fn evidence(
    w: Words,
    fields: &Fields,
) -> Result<(CertificateState, Option<Batch>), Misfit> {
    let certificate = CertificateState::from_code(fields.text("certificate"))
        .ok_or_else(|| ("certificate".to_owned(), t!(w, "form-choose")))?;
    let date = |name: &str| match fields.text(name) {
        "" => Ok(None),
        text => day::end_of(text)
            .map(Some)
            .ok_or_else(|| (name.to_owned(), t!(w, "form-day"))),
    };
    let number = match fields.text("batch") {
        "" => None,
        text => {
            Some(BatchNumber::new(text).ok_or_else(|| ("batch".to_owned(), t!(w, "form-batch")))?)
        }
    };
    let batch = Batch {
        expires_on: date("expires")?,
        made_on: date("made")?,
        number,
    };
    let says = batch.number.is_some() || batch.made_on.is_some() || batch.expires_on.is_some();
    Ok((certificate, says.then_some(batch)))
}
