//! The form of somebody who saw something.

use app::testimony::{NewTestimony, STATEMENT_CHARS_MAX};
use relief::code::TestimonyKind;
use relief::ids::{PartyId, Stamp, TestimonyId};
use relief::state::State;
use relief::testimony::PHOTOS_MAX;
use serde::Serialize;

use crate::fields::Fields;
use crate::need::{day, find_place};
use crate::stamp::Stamping;
use crate::t;
use crate::words::Words;

/// Organisations offered to choose from; a whole name finds any other.
const OFFICES_MAX: usize = 100;

/// What was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct TestifyForm {
    /// What was seen.
    pub statement: String,
    /// Code of what it is about.
    pub kind: String,
    /// Where, as typed.
    pub place: String,
    /// The day, and the hour if it is known.
    pub day: String,
    pub time: String,
    /// The name of an organisation.
    pub about: String,
    /// It accuses somebody.
    pub accuses: bool,
    /// Under a fresh number, although the sender has one.
    pub fresh: bool,
    /// The version in whose place it stands.
    pub corrects: Option<u64>,
    /// Whether the reader has a number.
    pub is_known: bool,
    /// What does not fit: field and sentence.
    pub faults: Vec<(String, String)>,
    /// Organisations to choose from.
    #[serde(skip)]
    pub offices: Vec<String>,
    /// The work in place of an account.
    pub stamp: Option<Stamping>,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

impl TestifyForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> TestifyForm {
        let text = |name: &str| fields.text(name).to_owned();
        TestifyForm {
            statement: text("statement"),
            kind: text("kind"),
            place: text("place"),
            day: text("day"),
            time: text("time"),
            about: text("about"),
            accuses: fields.is_on("accuses"),
            fresh: fields.is_on("fresh"),
            corrects: fields.number("corrects").ok().flatten(),
            ..TestifyForm::default()
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(
        &self,
        w: Words,
        state: &State,
        photos: Vec<Vec<u8>>,
    ) -> Result<NewTestimony, Vec<(String, String)>> {
        let mut faults = Vec::new();
        let mut fault = |name: &str, why: String| faults.push((name.to_owned(), why));
        if self.statement.is_empty() {
            fault("statement", t!(w, "testify-what-missing"));
        }
        if self.statement.chars().count() > STATEMENT_CHARS_MAX {
            fault(
                "statement",
                t!(w, "refused-too-long", max = STATEMENT_CHARS_MAX),
            );
        }
        let kind = TestimonyKind::from_code(&self.kind);
        if kind.is_none() {
            fault("kind", t!(w, "testify-kind-missing"));
        }
        let place = find_place(&self.place);
        if place.is_none() {
            fault("place", t!(w, "form-place"));
        }
        let happened_at = self.moment();
        match happened_at {
            Err("time") => fault("time", t!(w, "testify-time-wrong")),
            Err(_) => fault("day", t!(w, "form-day")),
            Ok(_) => {}
        }
        let about = self.named(state);
        if about.is_none() {
            fault("about", t!(w, "testify-about-unknown"));
        }
        match (kind, place, happened_at, about) {
            (Some(kind), Some(place), Ok(happened_at), Some(about)) if faults.is_empty() => {
                Ok(NewTestimony {
                    kind,
                    place,
                    happened_at,
                    day_only: self.time.is_empty(),
                    statement: self.statement.clone(),
                    photos,
                    about,
                    accuses: self.accuses,
                    corrects: self.corrects.map(TestimonyId),
                })
            }
            _ => Err(faults),
        }
    }

    /// The day, and the minute where it is told; or which of the two fields does not fit.
    fn moment(&self) -> Result<Stamp, &'static str> {
        let day = day::start_of(&self.day).ok_or("day")?;
        if self.time.is_empty() {
            return Ok(day);
        }
        let (hour, minute) = self.time.split_once([':', '：']).ok_or("time")?;
        let part =
            |text: &str, max: i64| text.parse::<i64>().ok().filter(|n| (0..=max).contains(n));
        let seconds = part(hour, 23).zip(part(minute, 59));
        let (hour, minute) = seconds.ok_or("time")?;
        Ok(Stamp(day.0 + hour * 3600 + minute * 60))
    }

    /// The organisation named: nobody at all, or one that is known here.
    fn named(&self, state: &State) -> Option<Option<PartyId>> {
        if self.about.is_empty() {
            return Some(None);
        }
        let named = |(id, party): (&PartyId, &relief::party::Party)| {
            let name = party.name.as_ref()?;
            (name.as_str() == self.about).then_some(*id)
        };
        state.parties.iter().find_map(named).map(Some)
    }

    /// Fills in what the reader may choose from.
    pub fn listed(mut self, state: &State) -> TestifyForm {
        let names = state.parties.values().filter_map(|p| p.name.as_ref());
        let names = names.map(|name| name.as_str().to_owned());
        self.offices = names.take(OFFICES_MAX).collect();
        self
    }
}

/// The names of the fields for photographs.
pub(super) fn photo_fields() -> impl Iterator<Item = String> {
    (1..=PHOTOS_MAX).map(|n| format!("photo-{n}"))
}

/// The photographs that were chosen.
pub(super) fn photos(fields: &Fields) -> Vec<Vec<u8>> {
    let files = photo_fields().filter_map(|name| Some(fields.file(&name)?.to_vec()));
    files.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(day: &str, time: &str) -> Result<Stamp, &'static str> {
        let (day, time) = (day.to_owned(), time.to_owned());
        TestifyForm {
            day,
            time,
            ..TestifyForm::default()
        }
        .moment()
    }

    #[test]
    fn a_day_alone_is_its_beginning_and_an_hour_is_added() {
        assert_eq!(moment("2020-02-10", ""), Ok(Stamp(1_581_264_000)));
        assert_eq!(
            moment("2020-02-10", "09:30"),
            Ok(Stamp(1_581_264_000 + 34_200))
        );
        assert_eq!(moment("2020-02-10", "24:00"), Err("time"));
        assert_eq!(moment("2020-02-10", "half past"), Err("time"));
        assert_eq!(moment("yesterday", "09:30"), Err("day"));
    }
}
