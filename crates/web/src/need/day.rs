//! Days as forms give them, in the community's time zone.

use jiff::{Timestamp, civil::Date, tz};
use relief::ids::Stamp;

/// The offset of the community's zone; it has no summer time.
const OFFSET_HOURS: i8 = 8;

/// The last minute of a day written `2020-02-10`; nothing when it is no day.
pub(crate) fn end_of(text: &str) -> Option<Stamp> {
    at(text, 23, 59)
}

/// The first moment of a day, so that today is not ahead of now.
pub(crate) fn start_of(text: &str) -> Option<Stamp> {
    at(text, 0, 0)
}

fn at(text: &str, hour: i8, minute: i8) -> Option<Stamp> {
    let day: Date = text.trim().parse().ok()?;
    let moment = tz::offset(OFFSET_HOURS).to_timestamp(day.at(hour, minute, 0, 0));
    moment.ok().map(|at| Stamp(at.as_second()))
}

/// The day of a moment, as `date` inputs hold it.
pub(crate) fn value(at: i64) -> String {
    let at = Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH);
    tz::offset(OFFSET_HOURS).to_datetime(at).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_in_its_own_zone() {
        assert_eq!(end_of("2020-02-10"), Some(Stamp(1_581_350_340)));
        assert_eq!(start_of("2020-02-10"), Some(Stamp(1_581_264_000)));
        assert_eq!(value(1_581_264_000), "2020-02-10");
        assert_eq!(value(1_581_350_340), "2020-02-10");
        assert_eq!(end_of("10.2.2020"), None);
        assert_eq!(end_of("2020-02-31"), None);
    }
}
