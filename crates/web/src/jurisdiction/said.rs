//! Words about offices: levels, steps, days, times.

use relief::code::OfficeLevel;
use relief::duty::{Duty, Rung, Status, Step};
use relief::ids::Stamp;
use relief::jurisdiction::Jurisdiction;
use relief::watch::day::Day;
use serde::{Serialize, Serializer};

use crate::parts::days::Mark;
use crate::t;
use crate::words::{Words, clock, date, date_time, duration};

/// A level in words.
pub(super) fn level(w: Words, level: OfficeLevel) -> String {
    match level {
        OfficeLevel::Nation => t!(w, "office-level-nation"),
        OfficeLevel::Province => t!(w, "office-level-province"),
        OfficeLevel::Prefecture => t!(w, "office-level-prefecture"),
        OfficeLevel::County => t!(w, "office-level-county"),
        OfficeLevel::Facility => t!(w, "office-level-facility"),
    }
}

/// The stable name of a rung.
pub(super) fn rung_name(rung: Rung) -> &'static str {
    match rung {
        Rung::Suspended => "suspended",
        Rung::Delinquent => "delinquent",
        Rung::Overdue => "overdue",
        Rung::Late => "late",
        Rung::OnTime => "on_time",
        Rung::Waiting => "waiting",
        Rung::Closed => "closed",
    }
}

/// … as it stands in JSON.
pub(super) fn rung_code<S: Serializer>(rung: &Rung, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(rung_name(*rung))
}

/// The code of a step.
pub(super) fn step_code(step: Step) -> &'static str {
    match step {
        Step::Overdue => "overdue",
        Step::Delinquent => "delinquent",
        Step::Suspended => "suspended",
    }
}

/// What a step is, in words.
pub(super) fn step(w: Words, step: Step) -> String {
    match step {
        Step::Overdue => t!(w, "office-step-overdue"),
        Step::Delinquent => t!(w, "office-step-delinquent"),
        Step::Suspended => t!(w, "office-step-suspended"),
    }
}

/// One day of an office.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DayModel {
    /// The local day.
    pub day: String,
    /// `due`, `on_time`, `late`, `overdue` or `delinquent`.
    pub status: &'static str,
    /// By when it is on time, seconds UTC.
    pub due_at: i64,
    /// When it was first filed, seconds UTC.
    pub filed_at: Option<i64>,
    #[serde(skip)]
    pub mark: Mark,
}

impl DayModel {
    pub fn of(found: &Jurisdiction, duty: &Duty) -> DayModel {
        let mark = match duty.status {
            Status::Due => Mark::Open,
            Status::OnTime => Mark::Full,
            Status::Late if duty.filed_at.is_some() => Mark::Half,
            _ if found.duties.is_suspended() => Mark::Struck,
            _ => Mark::Empty,
        };
        DayModel {
            day: duty.day.iso(),
            status: status_code(duty.status),
            due_at: duty.due_at.0,
            filed_at: duty.filed_at.map(|at| at.0),
            mark,
        }
    }
}

fn status_code(status: Status) -> &'static str {
    match status {
        Status::Due => "due",
        Status::OnTime => "on_time",
        Status::Late => "late",
        Status::Overdue => "overdue",
        Status::Delinquent => "delinquent",
    }
}

/// When a day was filed, and how late; or how it stands.
pub(super) fn filed(w: Words, duty: &Duty) -> String {
    match (duty.status, duty.filed_at) {
        (Status::OnTime, Some(at)) => t!(w, "office-filed", time = clock(at.0)),
        (_, Some(at)) => {
            let late = span(w, at, duty.due_at);
            t!(
                w,
                "office-filed-late",
                time = date_time(w, at.0),
                late = late
            )
        }
        (Status::Due, None) => t!(w, "office-due", time = date_time(w, duty.due_at.0)),
        (Status::Overdue, None) => t!(w, "office-overdue"),
        (Status::Delinquent, None) => t!(w, "office-delinquent"),
        (_, None) => t!(w, "office-not-yet"),
    }
}

/// How long one moment is after another, in words.
pub(super) fn span(w: Words, later: Stamp, earlier: Stamp) -> String {
    duration(w, u64::try_from(later.since(earlier)).unwrap_or(0))
}

/// A local day in words: days have no zone, so noon of it anywhere is that day.
pub(super) fn day(w: Words, day: Day) -> String {
    date(w, i64::from(day.number()).saturating_mul(86_400))
}

/// The hour at which an office's report is due, by its own clock.
pub(super) fn due_hour(found: &Jurisdiction) -> String {
    let minutes = found.due_minute;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// How an office's clock stands to UTC: `+08:00`.
pub(super) fn offset(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// What [`offset`] writes, in minutes.
pub(super) fn read_offset(text: &str) -> Option<i64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let minutes = read_hour(rest)?;
    Some(i64::try_from(minutes).ok()?.saturating_mul(sign))
}

/// An hour of the day as `12:00`, in minutes.
pub(super) fn read_hour(text: &str) -> Option<u64> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u64, u64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then(|| hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_read_as_they_are_written() {
        for minutes in [480, 0, -210, 840, -720] {
            assert_eq!(read_offset(&offset(minutes)), Some(minutes));
        }
        assert_eq!(read_offset("8:00"), Some(480));
        for wrong in ["", "8", "24:00", "+08:60", "noon"] {
            assert_eq!(read_offset(wrong), None, "{wrong}");
        }
    }
}
