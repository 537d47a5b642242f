//! A correction of a record, out of the form on its page.

use app::official_supply::Correction;
use relief::catalogue::Item;
use relief::code::{CorrectionReason, OfficialKind};
use relief::ids::{Index, OfficialSupplyId};
use relief::state::State;

use super::form::{amount, delivery};
use crate::fields::Fields;
use crate::form::Misfit;
use crate::need::{day, is_link};
use crate::question::because;
use crate::t;
use crate::words::Words;

/// What the form means, or everything that does not fit.
pub(super) fn read(
    w: Words,
    state: &State,
    (supply, item): (OfficialSupplyId, Item),
    fields: &Fields,
) -> Result<Correction, Vec<Misfit>> {
    let mut faults = Vec::new();
    let mut fault = |name: &str, why: String| faults.push((name.to_owned(), why));
    let amount = amount(w, item, fields.text("amount"), fields.text("pack"));
    let amount = amount.map_err(|why| fault("amount", why));
    let day = day::start_of(fields.text("day"));
    if day.is_none() {
        fault("day", t!(w, "form-day"));
    }
    let kind = OfficialKind::from_code(fields.text("kind")).unwrap_or(OfficialKind::Delivered);
    let deliver_on = delivery(w, kind, fields.text("deliver_on"));
    let deliver_on = deliver_on.map_err(|why| fault("deliver_on", why));
    let reason = CorrectionReason::from_code(fields.text("reason"));
    if reason.is_none() {
        fault("reason", t!(w, "form-choose"));
    }
    let source = fields.text("source").to_owned();
    if !source.is_empty() && !is_link(&source) {
        fault("source", t!(w, "official-link"));
    }
    let corrects = fields.number("corrects").ok().flatten().unwrap_or(supply.0);
    let because = because::read(w, state, fields.text(because::FIELD));
    let because = because.map_err(|why| fault(because::FIELD, why));
    match (amount, (day, deliver_on), reason, because) {
        (Ok(amount), (Some(day), Ok(deliver_on)), Some(reason), Ok(because))
            if faults.is_empty() =>
        {
            Ok(Correction {
                supply,
                corrects: Index(corrects),
                amount,
                kind,
                day,
                deliver_on,
                reason,
                source,
                because,
            })
        }
        _ => Err(faults),
    }
}
