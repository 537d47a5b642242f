//! Forms about consignments: counts, receipts, places and times out of typed fields.

use app::carrier::NewHandover;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use relief::code::{HolderKind, RefuseReason};
use relief::consignment::Consignment;
use relief::entry::ReceiptLineFact;
use relief::ids::{ConsignmentId, Stamp};
use relief::place::Place;

use crate::fields::Fields;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// A form that waited on a device for longer says nothing reliable about its moment, in seconds.
const WAITED_MAX: u64 = 14 * 86_400;
/// The community's offset from UTC in hours; forms give local times.
const LOCAL_HOURS: i8 = 8;

/// What does not fit, field by field, in words.
#[derive(Debug, Clone, Default)]
pub struct Errors(pub Vec<(String, String)>);

impl Errors {
    /// Notes what is wrong with a field.
    pub fn add(&mut self, field: impl Into<String>, words: String) {
        self.0.push((field.into(), words));
    }

    /// What is wrong with a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == field);
        found.map(|(_, words)| words.as_str())
    }

    /// Field and words, as the summary of a form takes them.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.0
            .iter()
            .map(|(f, m)| (f.as_str(), m.as_str()))
            .collect()
    }
}

/// When it happened: now, less the seconds that the form waited on a device without a network.
pub fn happened(fields: &Fields, now: Stamp) -> Stamp {
    let waited = fields.number("waited").ok().flatten().unwrap_or(0);
    let waited = i64::try_from(waited.min(WAITED_MAX)).unwrap_or(0);
    Stamp(now.0.saturating_sub(waited))
}

/// The token of a form, or a fresh one for a form without.
pub fn once(visitor: &Visitor, fields: &Fields) -> String {
    let fresh = || relief::ids::hex(&visitor.app().entropy().id().0);
    fields.token().map_or_else(fresh, str::to_owned)
}

/// A hand-over: counts named by a prefix, what the taker is, where and when.
pub fn handover(
    visitor: &Visitor,
    consignment: ConsignmentId,
    fields: &Fields,
    prefix: &str,
    errors: &mut Errors,
) -> NewHandover {
    let w = visitor.words();
    let lines = {
        let state = visitor.app().state();
        let found = state.consignments.get(&consignment);
        found.map_or(0, |c| c.lines.len())
    };
    NewHandover {
        consignment,
        counts: counts(w, fields, prefix, lines, errors),
        taker_kind: holder_kind(fields),
        place: place(w, fields, "place", errors),
        happened_at: happened(fields, visitor.app().now()),
    }
}

/// A whole number of a field; empty counts as 0.
pub fn number(w: Words, fields: &Fields, name: &str, errors: &mut Errors) -> u64 {
    match fields.number(name) {
        Ok(n) => n.unwrap_or(0),
        Err(_) => {
            errors.add(name, t!(w, "consignment-form-number"));
            0
        }
    }
}

/// The counts `PREFIX-0`, `PREFIX-1` and so on; each must be given.
pub fn counts(
    w: Words,
    fields: &Fields,
    prefix: &str,
    lines: usize,
    errors: &mut Errors,
) -> Vec<u64> {
    let mut counts = Vec::with_capacity(lines);
    for at in 0..lines {
        let name = format!("{prefix}-{at}");
        if fields.text(&name).is_empty() {
            errors.add(&name, t!(w, "consignment-form-count"));
        }
        counts.push(number(w, fields, &name, errors));
    }
    counts
}

/// The lines of a receipt; lines about which nothing was typed are left open.
pub fn receipt(
    w: Words,
    fields: &Fields,
    found: &Consignment,
    errors: &mut Errors,
) -> Vec<ReceiptLineFact> {
    let mut lines = Vec::new();
    for at in 0..found.lines.len() {
        let mut read = |what: &str| number(w, fields, &format!("{what}-{at}"), errors);
        let line = ReceiptLineFact {
            accepted: read("accepted"),
            damaged: read("damaged"),
            line: u64::try_from(at).unwrap_or(u64::MAX),
            missing: read("missing"),
            refused: read("refused"),
            reason: RefuseReason::from_code(fields.text(&format!("reason-{at}"))),
            surplus: read("surplus"),
        };
        let says = [
            line.accepted,
            line.damaged,
            line.missing,
            line.refused,
            line.surplus,
        ];
        if line.refused > 0 && line.reason.is_none() {
            errors.add(format!("reason-{at}"), t!(w, "refused-reason-missing"));
        }
        let reason = line.reason.filter(|_| line.refused > 0);
        if says.iter().any(|n| *n > 0) {
            lines.push(ReceiptLineFact { reason, ..line });
        }
    }
    if lines.is_empty() && errors.0.is_empty() {
        errors.add("accepted-0", t!(w, "consignment-form-nothing"));
    }
    lines
}

/// A place by its name, or nothing for an empty field.
pub fn place(w: Words, fields: &Fields, name: &str, errors: &mut Errors) -> Option<Place> {
    let text = fields.text(name);
    if text.is_empty() {
        return None;
    }
    let found = Place::recognise(text).or_else(|| Place::find_in(text).map(|(place, _)| place));
    if found.is_none() {
        errors.add(name, t!(w, "consignment-form-place"));
    }
    found
}

/// A local moment of an input of type `datetime-local`, or nothing for an empty field.
pub fn moment(w: Words, fields: &Fields, name: &str, errors: &mut Errors) -> Option<Stamp> {
    let text = fields.text(name);
    if text.is_empty() {
        return None;
    }
    let zone = Offset::constant(LOCAL_HOURS);
    let read = text.parse::<DateTime>().ok();
    let at = read.and_then(|local| zone.to_timestamp(local).ok());
    if at.is_none() {
        errors.add(name, t!(w, "consignment-form-moment"));
    }
    at.map(|at| Stamp(at.as_second()))
}

/// What the taker is; a driver unless the form says otherwise.
pub fn holder_kind(fields: &Fields) -> HolderKind {
    HolderKind::from_code(fields.text("taker")).unwrap_or(HolderKind::Carrier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn moments_are_local_and_places_are_names() {
        let w = Words::new(Lang::Zh);
        let fields = Fields::of(&[
            ("eta", "2020-02-10T15:40"),
            ("place", "武汉"),
            ("wrong", "nowhere"),
        ]);
        let mut errors = Errors::default();
        let eta = moment(w, &fields, "eta", &mut errors);
        assert_eq!(eta, Some(Stamp(1_581_320_400)));
        assert!(place(w, &fields, "place", &mut errors).is_some());
        assert!(errors.0.is_empty());
        assert_eq!(place(w, &fields, "wrong", &mut errors), None);
        assert!(errors.of("wrong").is_some());
    }

    #[test]
    fn what_waited_happened_earlier() {
        let now = Stamp(1_000_000_000);
        assert_eq!(happened(&Fields::of(&[]), now), now);
        let late = Fields::of(&[("waited", "60")]);
        assert_eq!(happened(&late, now), Stamp(999_999_940));
        let absurd = Fields::of(&[("waited", "99999999999")]);
        assert_eq!(happened(&absurd, now), Stamp(1_000_000_000 - 14 * 86_400));
    }
}
