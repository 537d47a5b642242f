//! What may be done to a need, out of the small forms on its page.

use relief::code::{CloseReason, Evidence, RejectReason, SkipReason};
use relief::command::Command;
use relief::ids::{NeedId, Stamp};
use relief::quantity::Quantity;
use relief::standard::Standard;
use relief::state::State;

use super::{day, quantity};
use crate::fields::Fields;
use crate::form::Misfit;
use crate::label::Id;
use crate::t;
use crate::words::Words;

/// A pause that says how long lasts so many hours at most: a week; longer is closing.
const PAUSE_HOURS_MAX: u64 = 168;

/// The command that a form asks for; nothing for an act that needs do not know.
pub(crate) fn command(
    w: Words,
    state: &State,
    now: Stamp,
    (need, act): (NeedId, &str),
    fields: &Fields,
) -> Option<Result<Command, Misfit>> {
    let choose = |name: &str| (name.to_owned(), t!(w, "form-choose"));
    Some(match act {
        "verify" => Evidence::from_code(fields.text("evidence"))
            .ok_or_else(|| choose("evidence"))
            .map(|evidence| Command::VerifyNeed {
                need,
                evidence,
                skip: skip(fields),
            }),
        "reject" => RejectReason::from_code(fields.text("reason"))
            .ok_or_else(|| choose("reason"))
            .map(|reason| Command::RejectNeed { need, reason }),
        "merge" => fields
            .text("into")
            .parse::<Id>()
            .map_err(|_| choose("into"))
            .map(|into| Command::MergeNeed {
                need,
                into: NeedId(into.0),
            }),
        "pause" => pause(w, now, need, fields),
        "resume" => Ok(Command::ResumeNeed { need }),
        "reconfirm" => Ok(Command::ReconfirmNeed { need }),
        "close" => CloseReason::from_code(fields.text("why"))
            .ok_or_else(|| choose("why"))
            .map(|reason| Command::CloseNeed { need, reason }),
        "revise" => revise(w, state, need, fields),
        _ => return None,
    })
}

/// The reason for which a gate is skipped, when one was chosen.
pub(crate) fn skip(fields: &Fields) -> Option<SkipReason> {
    SkipReason::from_code(fields.text("skip"))
}

fn pause(w: Words, now: Stamp, need: NeedId, fields: &Fields) -> Result<Command, Misfit> {
    let hours = match fields.number("hours") {
        Ok(Some(hours)) if hours <= PAUSE_HOURS_MAX => i64::try_from(hours).ok(),
        Ok(None) => None,
        _ => {
            return Err((
                "hours".to_owned(),
                t!(w, "need-pause-hours", max = PAUSE_HOURS_MAX),
            ));
        }
    };
    let until = hours.filter(|h| *h > 0).map(|h| now.plus_hours(h));
    Ok(Command::PauseNeed { need, until })
}

fn revise(w: Words, state: &State, need: NeedId, fields: &Fields) -> Result<Command, Misfit> {
    let line = fields.number("line").ok().flatten().unwrap_or(0);
    let name = |field: &str| format!("{field}-{line}");
    let found = state
        .line(need, line)
        .ok_or_else(|| (name("quantity"), t!(w, "form-choose")))?;
    let number =
        quantity(w, found.item, fields.text("quantity")).map_err(|why| (name("quantity"), why))?;
    let how = fields.text("how");
    let quantity = match (how, number) {
        ("unknown", _) => Quantity::Unknown,
        (_, None) => return Err((name("quantity"), t!(w, "need-how-many"))),
        (how, Some(n)) => stated(how, n),
    };
    let by = fields.text("by");
    let needed_by = if by.is_empty() {
        None
    } else {
        Some(day::end_of(by).ok_or_else(|| (name("by"), t!(w, "form-day")))?)
    };
    let standards = standards(fields, "standard");
    Ok(Command::ReviseNeed {
        need,
        line,
        quantity,
        standards,
        needed_by,
    })
}

/// A number with what it means.
pub(crate) fn stated(how: &str, n: u64) -> Quantity {
    match how {
        "at_least" => Quantity::AtLeast(n),
        "rate" => Quantity::Rate(n),
        _ => Quantity::Exact(n),
    }
}

/// The standards ticked.
pub(crate) fn standards(fields: &Fields, name: &str) -> Vec<Standard> {
    let mut found: Vec<Standard> = fields
        .all(name)
        .iter()
        .filter_map(|c| Standard::from_code(c))
        .collect();
    found.dedup();
    found
}
