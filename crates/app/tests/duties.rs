//! The clock of duties in a running server: over restarts, our own absence, and a system clock that jumps.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use app::jurisdiction::NewJurisdiction;
use relief::code::OfficeLevel;
use relief::duty::Step;
use relief::ids::{JurisdictionId, Stamp};
use relief::name::{Name, UnitCode};
use relief::watch::day::Day;
use testkit::{Community, MORNING};

/// An office that owes from 24 January on, at noon in Beijing of the day after.
async fn office() -> (Community, JurisdictionId) {
    let town = Community::new().await;
    let founder = town.founder().await;
    let new = NewJurisdiction {
        name: Name::new("第四报告单位").unwrap(),
        code: UnitCode::new("u4").unwrap(),
        level: OfficeLevel::Prefecture,
        parent: None,
        places: Vec::new(),
        offset_minutes: 480,
        due_minute: 720,
        owes_from: Day::of(Stamp(MORNING.0 + 8 * 3_600)),
    };
    let made = town.app.register_jurisdiction(&founder, new).await;
    (town, JurisdictionId(made.expect("registered").index))
}

/// 25 January, noon in Beijing.
const DUE: Stamp = Stamp(MORNING.0 + 28 * 3_600);

fn steps(town: &Community, id: JurisdictionId) -> Vec<Step> {
    let state = town.app.state();
    let found = state.jurisdictions.get(id).unwrap();
    found.duties.steps.iter().map(|taken| taken.step).collect()
}

fn outages(town: &Community) -> Vec<(Stamp, Stamp)> {
    let state = town.app.state();
    let all = state.jurisdictions.outages().iter();
    all.map(|o| (o.from, o.to)).collect()
}

async fn tick_at(town: &Community, at: Stamp) {
    town.app.clock().set(at);
    town.app.tick().await.expect("ticked");
}

#[tokio::test]
async fn steps_come_once_also_over_restarts() {
    let (mut town, id) = office().await;
    let mut alive = town.app.alive();
    // An hour at a time, and a restart every night: never away for ten minutes without saying so, and never for a
    // minute round the hour at which reports are due.
    for hour in 0..24 * 7 {
        let step = if [3, 4].contains(&(hour % 24)) {
            50
        } else {
            300
        };
        for part in 0..3_600 / step {
            town.app
                .clock()
                .set(Stamp(MORNING.0 + hour * 3_600 + part * step));
            alive = town.app.beat(alive).await.expect("alive");
            town.app.tick().await.expect("ticked");
        }
        if hour % 24 == 23 {
            town = town.restart_after(0).await;
            alive = town.app.alive();
        }
    }
    assert_eq!(outages(&town), [], "somebody was always there");
    assert_eq!(steps(&town, id), Step::ALL);
    let state = town.app.state();
    let taken = &state.jurisdictions.get(id).unwrap().duties.steps;
    for one in taken {
        let moment = DUE.plus_hours(24 * one.step.days());
        assert!(one.at >= moment && one.at.since(moment) < 300, "{one:?}");
    }
}

#[tokio::test]
async fn our_absence_is_recorded_before_anything_falls_due() {
    let (town, id) = office().await;
    let alive = town.app.beat(town.app.alive()).await.expect("alive");
    let gone = town.app.now();
    // The folder is closed over two days; the clock goes on.
    let town = town.restart_after(49).await;
    let back = town.app.now();
    assert_eq!(outages(&town), [(gone, back)]);
    assert!(town.app.beat(alive).await.is_ok(), "told once is enough");
    tick_at(&town, back).await;
    assert_eq!(outages(&town).len(), 1);
    assert_eq!(steps(&town, id), []);
    // Of the 49 hours, 33 lay after the end of the day that is owed.
    tick_at(&town, DUE.plus_hours(24 + 32)).await;
    assert_eq!(steps(&town, id), [], "an hour early is early");
    tick_at(&town, DUE.plus_hours(24 + 33)).await;
    assert_eq!(steps(&town, id), [Step::Overdue]);
}

#[tokio::test]
async fn a_short_stop_counts_when_somebody_was_waiting() {
    let (town, id) = office().await;
    // A minute before the hour the server stops; it is back four minutes later.
    town.app.clock().set(Stamp(DUE.0 - 60));
    let alive = town.app.alive();
    town.app.clock().set(Stamp(DUE.0 + 180));
    town.app.beat(alive).await.expect("alive");
    assert_eq!(outages(&town), [(Stamp(DUE.0 - 60), Stamp(DUE.0 + 180))]);
    let due = {
        let state = town.app.state();
        let found = state.jurisdictions.get(id).unwrap();
        state.jurisdictions.due_at(found, found.owes_from)
    };
    assert_eq!(due, Stamp(DUE.0 + 240));
    // Twelve hours later nobody waits for anything.
    town.pass_hours(12);
    let alive = town.app.alive();
    town.app.clock().set(Stamp(town.app.now().0 + 240));
    town.app.beat(alive).await.expect("alive");
    assert_eq!(outages(&town).len(), 1);
}

#[tokio::test]
async fn a_clock_that_jumps_forward_counts_as_our_absence() {
    let (town, id) = office().await;
    let alive = town.app.alive();
    town.pass_hours(24 * 30);
    town.app.beat(alive).await.expect("alive");
    town.app.tick().await.expect("ticked");
    assert_eq!(outages(&town).len(), 1);
    assert_eq!(steps(&town, id), [], "a month that nobody lived through");
}
