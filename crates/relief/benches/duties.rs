//! Time of one look at the clock of duties: 100,000 offices with a month of reports, beside a plain pass over
//! the same offices.
//!
//! `cargo bench -p relief --bench duties`. Looked at while nothing is due, while every office became overdue at once
//! (as many steps as one look takes, decided and folded), and when an outage moves every moment; and the ladder that the
//! page of all offices shows.
#![allow(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a measurement, not the product"
)]

mod common;

use std::time::Duration;

use relief::clock::{DUE_MAX, due};
use relief::code::{OfficeLevel, PartyKind};
use relief::command::{Actor, Command};
use relief::duty::{self, DELINQUENT_DAYS, ladder, phase};
use relief::entry::{CommunityOpened, Entry, Fact, JurisdictionRegistered, PartyRegistered};
use relief::ids::{COMMUNITY, PartyId, Stamp};
use relief::jurisdiction::JURISDICTIONS_MAX;
use relief::name::{Name, UnitCode};
use relief::state::State;
use relief::watch::day::Day;
use relief::{apply, decide};

use common::{best, ms, once, ratio};

/// Reports that each office filed before.
const FILED_DAYS: i32 = 30;
/// As the page of the ladder lists and rates them.
const LISTED: usize = 100;
const RATED_DAYS: i32 = 14;
const START: Stamp = Stamp(1_579_824_000);

fn main() {
    let state = state();
    let quiet = START.plus_hours(24 * i64::from(FILED_DAYS));
    let plain = best(|| {
        let filed = |(_, found): (_, &relief::jurisdiction::Jurisdiction)| found.duties.filed.len();
        state.jurisdictions.iter().map(filed).sum::<usize>()
    });
    println!(
        "{JURISDICTIONS_MAX} offices; a plain pass over them: {:.2} ms",
        ms(plain)
    );
    report(
        "a look while nothing is due",
        plain,
        best(|| due(&state, quiet).len()),
    );
    let page = |now| best(|| ladder(&state.jurisdictions, now, LISTED, RATED_DAYS).filed);
    report("the ladder of everybody", plain, page(quiet));
    report(
        "whether the one that is kept still holds",
        plain,
        best(|| phase(&state.jurisdictions, quiet)),
    );
    let owing = quiet.plus_hours(24 * DELINQUENT_DAYS);
    assert_eq!(due(&state, owing).len(), DUE_MAX);
    report(
        "a look while everybody owes",
        plain,
        best(|| due(&state, owing).len()),
    );
    let mut going = state.clone();
    report("the ladder while everybody owes", plain, page(owing));
    let steps = once(|| act(&mut going, owing, &due(&state, owing)));
    report(
        "… with its thousand steps decided and folded, once",
        plain,
        steps,
    );
    let (from, to) = (quiet, quiet.plus_hours(1));
    let mut moved = state.clone();
    let outage = once(|| act(&mut moved, to, &[Command::RecordOutage { from, to }]));
    report("an outage that moves every moment, once", plain, outage);
}

fn report(what: &str, plain: Duration, time: Duration) {
    println!(
        "{what}: {:.2} ms, {:.2} x the plain pass",
        ms(time),
        ratio(time, plain)
    );
}

fn act(state: &mut State, now: Stamp, commands: &[Command]) -> usize {
    let taken = commands.iter().filter_map(|command| {
        let entries = decide(state, &Actor::community(), now, command).ok()?;
        entries.iter().for_each(|entry| apply(state, entry));
        Some(entries.len())
    });
    taken.sum()
}

fn state() -> State {
    let mut state = State::default();
    let write = |state: &mut State, fact: Fact| {
        let (at, by) = (START, COMMUNITY);
        apply(state, &Entry { at, by, fact });
        state.size - 1
    };
    let name = Name::new("国家").unwrap();
    let opened = CommunityOpened { drill: true, name };
    write(&mut state, opened.into());
    for n in 0..JURISDICTIONS_MAX {
        let party = PartyRegistered {
            kind: PartyKind::Organisation,
            name: Some(Name::new("报告单位").unwrap()),
            place: None,
        };
        let office = PartyId(write(&mut state, party.into()));
        let fact = JurisdictionRegistered {
            code: UnitCode::new(&format!("u{}.{}", n / 1_000, n % 1_000)).unwrap(),
            due_minute: (n % 1_440) as u64,
            level: OfficeLevel::County,
            office,
            offset_minutes: 480,
            owes_from: Day::of(START),
            parent: None,
            places: Vec::new(),
        };
        let id = relief::ids::JurisdictionId(write(&mut state, fact.into()));
        for day in 0..FILED_DAYS {
            let at = START.plus_hours(24 * i64::from(day + 1));
            duty::filed(&mut state, id, Day::of(START).plus(day), at);
        }
    }
    state
}
