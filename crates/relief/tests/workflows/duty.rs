//! What offices owe, and what the clock does about it.

use relief::clock;
use relief::code::OfficeLevel;
use relief::command::{Actor, Command};
use relief::duty::{self, OUTAGE_SECONDS_MIN, Rates, Status, Step, rates};
use relief::ids::*;
use relief::refusal::Refusal;

use crate::common::*;

/// An office that owes from 2020-01-25 on, at noon of the day after.
fn office() -> (Cast, JurisdictionId) {
    let mut cast = Cast::new();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    (cast, id)
}

/// The moment at which the first report is due.
fn first_due() -> Stamp {
    // 2020-01-26 12:00 in Beijing.
    START.plus_hours(28)
}

fn status(cast: &Cast, id: JurisdictionId, days: i32) -> Status {
    let known = &cast.world.state.jurisdictions;
    let found = known.get(id).unwrap();
    known
        .duty(found, found.owes_from.plus(days), cast.world.now)
        .status
}

fn file(cast: &mut Cast, id: JurisdictionId, days: i32) {
    let day = cast.world.state.jurisdictions.get(id).unwrap().owes_from;
    let now = cast.world.now;
    duty::filed(&mut cast.world.state, id, day.plus(days), now);
}

/// Everything that is due now about reports, done.
fn tick(cast: &mut Cast) -> Vec<Step> {
    let mut taken = Vec::new();
    loop {
        let due = clock::due(&cast.world.state, cast.world.now);
        let steps: Vec<_> = due
            .into_iter()
            .filter(|c| matches!(c, Command::TakeDutyStep { .. }))
            .collect();
        if steps.is_empty() {
            return taken;
        }
        for command in steps {
            if let Command::TakeDutyStep { step, .. } = command {
                taken.push(step);
            }
            cast.must(&Actor::community(), command);
        }
    }
}

#[test]
fn a_report_is_due_at_the_local_hour_of_the_next_day() {
    let (mut cast, id) = office();
    let known = &cast.world.state.jurisdictions;
    let found = known.get(id).unwrap();
    assert_eq!(known.due_at(found, found.owes_from), first_due());
    cast.world.now = first_due();
    assert_eq!(
        status(&cast, id, 0),
        Status::Due,
        "the last moment is still on time"
    );
    file(&mut cast, id, 0);
    assert_eq!(status(&cast, id, 0), Status::OnTime);
    cast.world.now = Stamp(first_due().plus_hours(24).0 + 1);
    assert_eq!(status(&cast, id, 1), Status::Late);
    file(&mut cast, id, 1);
    assert_eq!(status(&cast, id, 1), Status::Late);
    assert_eq!(status(&cast, id, 2), Status::Due);
}

#[test]
fn each_step_comes_once_and_the_backlog_lifts_them_all() {
    let (mut cast, id) = office();
    cast.world.now = first_due().plus_hours(23);
    assert_eq!(tick(&mut cast), [], "an hour early is early");
    let early = step(id, Step::Overdue);
    let moment = first_due().plus_hours(24);
    assert_eq!(
        cast.refusal(&Actor::community(), early),
        Refusal::TooEarly(moment)
    );
    cast.world.now = moment;
    assert_eq!(tick(&mut cast), [Step::Overdue]);
    assert_eq!(tick(&mut cast), []);
    assert_eq!(status(&cast, id, 0), Status::Overdue);
    cast.world.now = first_due().plus_hours(72);
    assert_eq!(tick(&mut cast), [Step::Delinquent]);
    assert_eq!(status(&cast, id, 0), Status::Delinquent);
    cast.world.now = first_due().plus_hours(120);
    assert_eq!(tick(&mut cast), [Step::Suspended]);
    let again = step(id, Step::Suspended);
    assert_eq!(
        cast.refusal(&Actor::community(), again),
        Refusal::NothingChanges
    );
    let he = cast.he_outsider.clone();
    assert_eq!(
        cast.refusal(&he, step(id, Step::Overdue)),
        Refusal::CommunityOnly
    );
    cast.world.hours(1);
    for days in 0..5 {
        file(&mut cast, id, days);
        let found = cast.world.state.jurisdictions.get(id).unwrap();
        assert!(
            found.duties.is_suspended(),
            "a part of the backlog is not all"
        );
    }
    file(&mut cast, id, 5);
    let found = cast.world.state.jurisdictions.get(id).unwrap();
    assert!(!found.duties.is_suspended());
    let now = cast.world.now;
    assert_eq!(found.duties.steps.len(), 3);
    assert!(found.duties.steps.iter().all(|s| s.lifted == Some(now)));
    cast.world.now = first_due().plus_hours(24 * 7);
    assert_eq!(
        tick(&mut cast),
        [Step::Overdue],
        "a new backlog begins anew"
    );
}

#[test]
fn our_own_outage_moves_every_moment() {
    let (mut cast, id) = office();
    let outage = |from: Stamp, seconds| Command::RecordOutage {
        from,
        to: Stamp(from.0 + seconds),
    };
    let down = Stamp(first_due().0 - 600);
    cast.world.now = Stamp(down.0 + 7_200);
    let he = cast.he_outsider.clone();
    assert_eq!(
        cast.refusal(&he, outage(down, 7_200)),
        Refusal::CommunityOnly
    );
    let clock = Actor::community();
    assert_eq!(
        cast.refusal(&clock, outage(down, 7_201)),
        Refusal::InTheFuture
    );
    // Nobody waits for anything in the middle of the night.
    let night = Stamp(first_due().0 - 9 * 3_600);
    let short = outage(night, OUTAGE_SECONDS_MIN - 1);
    assert_eq!(cast.refusal(&clock, short), Refusal::NothingChanges);
    cast.must(&clock, outage(down, 7_200));
    assert_eq!(
        cast.refusal(&clock, outage(down, 7_200)),
        Refusal::InThePast
    );
    let known = &cast.world.state.jurisdictions;
    let found = known.get(id).unwrap();
    let due = Stamp(first_due().0 + 7_200);
    assert_eq!(known.due_at(found, found.owes_from), due);
    let next = known.due_at(found, found.owes_from.plus(1));
    assert_eq!(
        next,
        first_due().plus_hours(24),
        "the next day is not touched"
    );
    cast.world.now = due;
    file(&mut cast, id, 0);
    assert_eq!(status(&cast, id, 0), Status::OnTime);
}

#[test]
fn who_is_turned_away_in_the_last_minutes_is_not_late() {
    let (mut cast, id) = office();
    // Away from six minutes before the hour until two before it, and not thirty seconds.
    let (from, to) = (Stamp(first_due().0 - 360), Stamp(first_due().0 - 120));
    cast.world.now = to;
    let away = duty::away(&cast.world.state, from, to).expect("somebody waited");
    assert_eq!(duty::away(&cast.world.state, to, to), None);
    cast.must(&Actor::community(), away);
    let due = Stamp(first_due().0 + 240);
    let known = &cast.world.state.jurisdictions;
    let found = known.get(id).unwrap();
    assert_eq!(known.due_at(found, found.owes_from), due);
    cast.world.now = due;
    file(&mut cast, id, 0);
    assert_eq!(status(&cast, id, 0), Status::OnTime);
    // Whoever has filed waits for nothing.
    let (from, to) = (due, Stamp(due.0 + 30));
    assert_eq!(duty::away(&cast.world.state, from, to), None);
    let night = Stamp(due.0 + 12 * 3_600);
    let short = Stamp(night.0 + OUTAGE_SECONDS_MIN - 1);
    assert_eq!(duty::away(&cast.world.state, night, short), None);
    let long = Stamp(night.0 + OUTAGE_SECONDS_MIN);
    assert!(duty::away(&cast.world.state, night, long).is_some());
}

#[test]
fn a_moment_within_an_outage_is_its_end() {
    let (mut cast, id) = office();
    let down = first_due();
    cast.world.now = down.plus_hours(5);
    let outage = Command::RecordOutage {
        from: down,
        to: cast.world.now,
    };
    cast.must(&Actor::community(), outage);
    let known = &cast.world.state.jurisdictions;
    let found = known.get(id).unwrap();
    assert_eq!(known.due_at(found, found.owes_from), cast.world.now);
}

#[test]
fn rates_are_those_of_dhis2() {
    let (mut cast, id) = office();
    cast.world.now = first_due();
    file(&mut cast, id, 0);
    cast.world.now = first_due().plus_hours(30);
    file(&mut cast, id, 1);
    cast.world.now = first_due().plus_hours(24 * 3 + 1);
    let day = cast.world.state.jurisdictions.get(id).unwrap().owes_from;
    let found = rates(&cast.world.state, id, (day, day.plus(9)), cast.world.now);
    let four = Rates {
        expected: 4,
        actual: 2,
        on_time: 1,
    };
    assert_eq!(found, four);
    assert_eq!(found.reporting().unwrap().to_string(), "1/2");
    assert_eq!(found.punctual().unwrap().to_string(), "1/4");
    let none = rates(
        &cast.world.state,
        id,
        (day.plus(4), day.plus(9)),
        cast.world.now,
    );
    assert_eq!((none, none.reporting()), (Rates::default(), None));
}

/// Worked by hand: of the first prefecture four reports are due, one came in time and one late; of the second three
/// came in time; the province owes two and filed none. The prefectures together: eight due, five filed, four in time.
#[test]
fn rates_of_a_level_are_those_of_its_offices_together() {
    let (mut cast, first) = office();
    let second = registered(&mut cast, "鄂州市疫情报告组", "4207");
    let mut fact = jurisdiction(&mut cast.world, "湖北省疫情报告组", "42");
    (fact.level, fact.owes_from) = (OfficeLevel::Province, fact.owes_from.plus(2));
    let zhou = cast.zhou_founder.clone();
    cast.must(&zhou, Command::RegisterJurisdiction(fact));
    for (days, hours, late) in [(0, 0, None), (1, 24, None), (2, 48, Some(1))] {
        cast.world.now = first_due().plus_hours(hours);
        file(&mut cast, second, days);
        if days == 0 {
            file(&mut cast, first, 0);
        }
        if let Some(late) = late {
            file(&mut cast, first, late);
        }
    }
    let now = Stamp(first_due().plus_hours(24 * 3).0 + 1);
    let levels = duty::ladder(&cast.world.state.jurisdictions, now, 9, 14).levels;
    let rates = |expected, actual, on_time| Rates {
        expected,
        actual,
        on_time,
    };
    assert_eq!(levels[&OfficeLevel::Prefecture], rates(8, 5, 4));
    assert_eq!(levels[&OfficeLevel::Province], rates(2, 0, 0));
    // Over the last two days alone: four due, one of them filed, in time.
    let levels = duty::ladder(&cast.world.state.jurisdictions, now, 9, 2).levels;
    assert_eq!(levels[&OfficeLevel::Prefecture], rates(4, 1, 1));
}

#[test]
fn a_suspended_office_records_no_official_supply_until_it_has_filed() {
    let (mut cast, id) = office();
    second_lead(&mut cast);
    let (he, wang) = (cast.he_outsider.clone(), cast.wang_clerk.clone());
    appoint_official(&mut cast, id, &he);
    let supply = |cast: &Cast| official(&cast.world, cast.hospital, 30);
    let record = supply(&cast);
    let own = OfficialSupplyId(cast.must(&he, record));
    let recorded = cast.world.state.official_supplies[&own].clone();
    let party = cast.world.state.jurisdictions.get(id).unwrap().office;
    assert_eq!(
        (recorded.office, recorded.first.cited),
        (Some(party), false)
    );
    cast.world.now = first_due().plus_hours(24 * 5);
    assert_eq!(tick(&mut cast), Step::ALL);
    assert!(cast.world.state.is_unconfirmed(&recorded));
    let record = supply(&cast);
    let suspended = Refusal::OfficeSuspended(id);
    assert_eq!(cast.refusal(&he, record.clone()), suspended);
    let amended = correction(&cast.world, own, 20);
    assert_eq!(cast.refusal(&he, amended), suspended);
    let named = |cast: &Cast| {
        let mut record = supply(cast);
        if let Command::RecordOfficialSupply { office, .. } = &mut record {
            *office = Some(party);
        }
        record
    };
    // Anybody may still cite what its notice says; it is shown as unconfirmed.
    let notice = named(&cast);
    let cited = OfficialSupplyId(cast.must(&wang, notice));
    let cited = cast.world.state.official_supplies[&cited].clone();
    assert!(cited.first.cited && cast.world.state.is_unconfirmed(&cited));
    for days in 0..6 {
        file(&mut cast, id, days);
    }
    cast.must(&he, record);
    assert!(!cast.world.state.is_unconfirmed(&recorded));
    // An official of another office only cites.
    let (wei, notice) = (cast.wei_official.clone(), named(&cast));
    let strange = OfficialSupplyId(cast.must(&wei, notice));
    assert!(cast.world.state.official_supplies[&strange].first.cited);
}
