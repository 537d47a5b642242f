//! Who still acts, days after they came. To act is to put an entry on the record; to look on is not.

use crate::code::PartyKind;
use crate::ids::{COMMUNITY, PartyId, Stamp};
use crate::state::State;

use super::Party;

/// The days after joining that are looked at.
pub const RETENTION_DAYS: [u32; 3] = [1, 3, 7];

const HOURS_PER_DAY: i64 = 24;

/// Those who came long enough ago for a day to be over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention {
    /// How many days after joining.
    pub day: u32,
    /// Persons for whom that day is over.
    pub joined: u64,
    /// Those of them that acted on it.
    pub active: u64,
}

/// At a moment, by [`RETENTION_DAYS`]. O(parties).
#[must_use]
pub fn retention(state: &State, at: Stamp) -> [Retention; RETENTION_DAYS.len()] {
    RETENTION_DAYS.map(|day| {
        let persons = state
            .parties
            .values()
            .filter(|p| p.kind == PartyKind::Person);
        let ended = |party: &&Party| {
            let end = HOURS_PER_DAY.saturating_mul(i64::from(day) + 1);
            party.registered_at.plus_hours(end) <= at
        };
        persons.filter(ended).fold(
            Retention {
                day,
                ..Retention::default()
            },
            |sum, party| Retention {
                joined: sum.joined + 1,
                active: sum.active + u64::from(party.days & day_bit(day) > 0),
                ..sum
            },
        )
    })
}

/// Notes the day of an act: one bit, for the first days alone.
pub(crate) fn note_act(state: &mut State, by: PartyId, at: Stamp) {
    if by == COMMUNITY {
        return;
    }
    if let Some(party) = state.parties.get_mut(&by) {
        let seconds = at.since(party.registered_at);
        let day = u32::try_from(seconds.div_euclid(HOURS_PER_DAY * 3600));
        party.days |= day.map_or(0, day_bit);
    }
}

fn day_bit(day: u32) -> u8 {
    1_u8.checked_shl(day).unwrap_or(0)
}
