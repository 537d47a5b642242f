//! Jurisdictions and the people who speak for them.

use relief::code::{OfficeLevel, Role};
use relief::command::{Actor, Command};
use relief::duty::Step;
use relief::entry::JurisdictionRegistered;
use relief::ids::*;
use relief::jurisdiction::{
    JURISDICTION_PLACES_MAX, OFFICIALS_MAX, OWES_AHEAD_DAYS_MAX, Owes, is_official,
};
use relief::refusal::Refusal;

use crate::common::*;

fn register(fact: &JurisdictionRegistered) -> Command {
    Command::RegisterJurisdiction(fact.clone())
}

#[test]
fn an_office_is_registered_once_under_one_that_stands_higher() {
    let mut cast = Cast::new();
    let (zhou, chen) = (cast.zhou_founder.clone(), cast.chen_lead.clone());
    let fact = jurisdiction(&mut cast.world, "黄冈市疫情报告组", "4211");
    assert_eq!(cast.refusal(&chen, register(&fact)), Refusal::NotAllowed);
    let id = JurisdictionId(cast.must(&zhou, register(&fact)));
    let known = &cast.world.state.jurisdictions;
    assert_eq!(known.by_code(&unit_code("4211")), Some(id));
    assert_eq!(known.of_office(fact.office), Some(id));
    assert_eq!(known.get(id).unwrap().name, name("黄冈市疫情报告组"));
    let again = cast.refusal(&zhou, register(&fact));
    assert_eq!(again, Refusal::JurisdictionExists(id));
    let mut below = jurisdiction(&mut cast.world, "团风县疫情报告组", "4211");
    let taken = cast.refusal(&zhou, register(&below));
    assert_eq!(taken, Refusal::JurisdictionExists(id));
    below.code = unit_code("421121");
    below.parent = Some(id);
    assert_eq!(
        cast.refusal(&zhou, register(&below)),
        Refusal::ParentNotAbove
    );
    below.level = OfficeLevel::County;
    let below = JurisdictionId(cast.must(&zhou, register(&below)));
    let known = &cast.world.state.jurisdictions;
    assert_eq!(known.get(id).unwrap().children, [below]);
}

#[test]
fn what_an_office_owes_is_bounded() {
    let mut cast = Cast::new();
    let zhou = cast.zhou_founder.clone();
    let good = jurisdiction(&mut cast.world, "黄冈市疫情报告组", "4211");
    let (days, max) = (OWES_AHEAD_DAYS_MAX, JURISDICTION_PLACES_MAX);
    let bad = |change: fn(&mut JurisdictionRegistered)| {
        let mut fact = good.clone();
        change(&mut fact);
        register(&fact)
    };
    let cases = [
        (
            bad(|f| f.owes_from = f.owes_from.plus(-1)),
            Refusal::InThePast,
        ),
        (
            bad(|f| f.owes_from = f.owes_from.plus(OWES_AHEAD_DAYS_MAX + 1)),
            Refusal::TooFarAhead { days },
        ),
        (
            bad(|f| f.places = vec![place(421_100); JURISDICTION_PLACES_MAX + 1]),
            Refusal::TooManyPlaces { max },
        ),
        (bad(|f| f.due_minute = 1_440), Refusal::OutOfBounds),
        (bad(|f| f.offset_minutes = 841), Refusal::OutOfBounds),
        (bad(|f| f.office = COMMUNITY), Refusal::NotAnOffice),
        (
            bad(|f| f.parent = Some(JurisdictionId(999))),
            Refusal::NotFound(999),
        ),
    ];
    for (command, refusal) in cases {
        assert_eq!(cast.refusal(&zhou, command), refusal);
    }
    assert!(
        relief::name::UnitCode::new("13800000101").is_none(),
        "a telephone number"
    );
}

#[test]
fn an_official_needs_two_persons_besides() {
    let mut cast = Cast::new();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    let (zhou, he, li) = (
        cast.zhou_founder.clone(),
        cast.he_outsider.clone(),
        cast.li_donor.clone(),
    );
    let fang = second_lead(&mut cast);
    assert_eq!(cast.refusal(&he, propose(id, &li)), Refusal::NotAllowed);
    assert_eq!(
        cast.refusal(&zhou, propose(id, &zhou)),
        Refusal::OwnAppointment
    );
    let company = Command::ProposeOfficial {
        jurisdiction: id,
        party: cast.office,
    };
    assert_eq!(cast.refusal(&zhou, company), Refusal::OfficialIsAPerson);
    let appointment = AppointmentId(cast.must(&zhou, propose(id, &he)));
    let confirm = Command::ConfirmOfficial { appointment };
    assert!(
        !is_official(&cast.world.state, id, &he),
        "one person is not enough"
    );
    assert_eq!(
        cast.refusal(&zhou, confirm.clone()),
        Refusal::ProposerCannotConfirm
    );
    assert_eq!(cast.refusal(&he, confirm.clone()), Refusal::NotAllowed);
    assert_eq!(cast.refusal(&fang, propose(id, &he)), Refusal::RoleHeld);
    cast.must(&fang, confirm.clone());
    assert_eq!(cast.refusal(&fang, confirm), Refusal::OfficialConfirmed);
    let state = &cast.world.state;
    assert!(is_official(state, id, &he) && state.is_official(&he));
    // An official has a say in who else is one, also below.
    let other = AppointmentId(cast.must(&he, propose(id, &li)));
    let confirm = Command::ConfirmOfficial { appointment: other };
    cast.must(&zhou, confirm);
    let own = AppointmentId(cast.must(&zhou, propose(id, &fang)));
    let confirm = Command::ConfirmOfficial { appointment: own };
    assert_eq!(cast.refusal(&fang, confirm), Refusal::OwnAppointment);
}

#[test]
fn an_official_goes_alone_or_by_two() {
    let mut cast = Cast::new();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    let fang = second_lead(&mut cast);
    let (zhou, he, li) = (
        cast.zhou_founder.clone(),
        cast.he_outsider.clone(),
        cast.li_donor.clone(),
    );
    let (first, second) = (
        appoint_official(&mut cast, id, &he),
        appoint_official(&mut cast, id, &li),
    );
    let revoke = Command::RevokeRole {
        party: he.party,
        role: Role::Official,
        room: None,
        recipient: None,
    };
    assert_eq!(cast.refusal(&zhou, revoke), Refusal::OfficialNeedsTwo);
    let remove = |appointment| Command::RemoveOfficial { appointment };
    cast.must(&zhou, remove(first));
    assert!(
        is_official(&cast.world.state, id, &he),
        "one voice is not enough"
    );
    assert_eq!(cast.refusal(&zhou, remove(first)), Refusal::NothingChanges);
    cast.must(&fang, remove(first));
    cast.must(&li, remove(second));
    for gone in [&he, &li] {
        let state = &cast.world.state;
        assert!(!is_official(state, id, gone) && !state.is_official(gone));
    }
    assert_eq!(
        cast.refusal(&zhou, remove(first)),
        Refusal::AppointmentEnded
    );
    let max = OFFICIALS_MAX;
    for _ in 0..max {
        let person = cast.world.person();
        cast.must(&zhou, propose(id, &person));
    }
    assert_eq!(
        cast.refusal(&zhou, propose(id, &he)),
        Refusal::OfficialsEnough { max }
    );
}

#[test]
fn a_closed_office_owes_its_days_and_no_more() {
    let mut cast = Cast::new();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    let heir = registered(&mut cast, "黄冈市疾控中心", "4211.2");
    let (zhou, he, chen) = (
        cast.zhou_founder.clone(),
        cast.he_outsider.clone(),
        cast.chen_lead.clone(),
    );
    second_lead(&mut cast);
    appoint_official(&mut cast, id, &he);
    let now = cast.world.now;
    let today = day(now);
    let ends = |cast: &Cast, days| close(&cast.world, id, days, Some(heir));
    let (yesterday, days) = (ends(&cast, -2), OWES_AHEAD_DAYS_MAX);
    assert_eq!(cast.refusal(&zhou, yesterday), Refusal::InThePast);
    let late = ends(&cast, days + 1);
    assert_eq!(cast.refusal(&zhou, late), Refusal::TooFarAhead { days });
    let itself = close(&cast.world, id, 0, Some(id));
    assert_eq!(cast.refusal(&zhou, itself), Refusal::SameThing);
    for who in [&chen, &he] {
        let refusal = cast.refusal(who, ends(&cast, 0));
        assert_eq!(refusal, Refusal::NotAllowed);
    }
    cast.world.grant(&he, Role::Lead, None);
    let own = cast.refusal(&he, ends(&cast, 0));
    assert_eq!(own, Refusal::OwnOffice);
    let closing = ends(&cast, 1);
    closed_by_two(&mut cast, &closing);
    let twice = cast.refusal(&zhou, closing);
    assert_eq!(twice, Refusal::OfficeClosed(id));
    let back = close(&cast.world, heir, 0, Some(id));
    assert_eq!(cast.refusal(&zhou, back), Refusal::OfficeClosed(id));
    let known = &cast.world.state.jurisdictions;
    let found = known.get(id).unwrap();
    let owes = [-1, 0, 1, 2].map(|days| found.owes(today.plus(days)));
    assert_eq!(owes, [Owes::NotYet, Owes::Yes, Owes::Yes, Owes::NoMore]);
    assert_eq!(known.heir(id, now.plus_hours(24)), id, "until its last day");
    assert_eq!(known.heir(id, now.plus_hours(48)), heir);
    // Its backlog is owed, its days stay, and the day after its last is the other's.
    cast.world.now = now.plus_hours(24 * 20);
    let far = cast.world.now;
    let known = &cast.world.state.jurisdictions;
    let found = known.get(id).unwrap();
    assert_eq!(known.last_due(found, far), Some(today.plus(1)));
    let first = filing(id, today, vec![confirmed(1, 1)]);
    cast.must(&he, first);
    let after = filing(id, today.plus(2), vec![confirmed(1, 1)]);
    assert_eq!(cast.refusal(&he, after), Refusal::OfficeClosed(id));
    assert!(!cast.world.state.jurisdictions.get(id).unwrap().is_done(far));
    for step_taken in [Step::Overdue, Step::Delinquent, Step::Suspended] {
        cast.must(&Actor::community(), step(id, step_taken));
    }
    let last = filing(id, today.plus(1), vec![confirmed(1, 1)]);
    cast.must(&he, last);
    let known = &cast.world.state.jurisdictions;
    let found = known.get(id).unwrap();
    assert!(found.is_done(far) && !found.duties.is_suspended());
    let overdue = step(id, Step::Overdue);
    let nothing = cast.refusal(&Actor::community(), overdue);
    assert_eq!(
        nothing,
        Refusal::NothingChanges,
        "nothing is due ever again"
    );
    let supply = official(&cast.world, cast.hospital, 30);
    let over = cast.refusal(&he, supply);
    assert_eq!(over, Refusal::OfficeClosed(id));
}

#[test]
fn one_lead_proposes_the_end_and_another_closes() {
    let mut cast = Cast::new();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    let (zhou, fang) = (cast.zhou_founder.clone(), second_lead(&mut cast));
    let of = |cast: &Cast| cast.world.state.jurisdictions.get(id).unwrap().clone();
    let tomorrow = close(&cast.world, id, 1, None);
    cast.must(&zhou, tomorrow.clone());
    assert!(of(&cast).closed.is_none(), "one is not enough");
    assert_eq!(of(&cast).closing.unwrap().by, zhou.party);
    assert_eq!(
        cast.refusal(&zhou, tomorrow.clone()),
        Refusal::ProposerCannotClose
    );
    // Another day is another proposal: the first person may take that one up, and not their own.
    let today = close(&cast.world, id, 0, None);
    cast.must(&fang, today.clone());
    assert!(of(&cast).closed.is_none());
    assert_eq!(
        cast.refusal(&fang, today.clone()),
        Refusal::ProposerCannotClose
    );
    cast.must(&zhou, today);
    let found = of(&cast);
    assert_eq!(found.closed.unwrap().by, zhou.party);
    assert_eq!(found.closing, None);
    assert_eq!(cast.refusal(&fang, tomorrow), Refusal::OfficeClosed(id));
}

#[test]
fn a_proposal_to_close_is_taken_back_by_whoever_could_make_one() {
    let mut cast = Cast::new();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    let (zhou, fang) = (cast.zhou_founder.clone(), second_lead(&mut cast));
    let closing = close(&cast.world, id, 0, None);
    let of = |cast: &Cast| cast.world.state.jurisdictions.get(id).unwrap().clone();
    let back = Command::WithdrawClosing { jurisdiction: id };
    assert_eq!(cast.refusal(&zhou, back.clone()), Refusal::NothingChanges);
    for who in [&zhou, &fang] {
        cast.must(&zhou, closing.clone());
        let he = cast.he_outsider.clone();
        assert_eq!(cast.refusal(&he, back.clone()), Refusal::NotAllowed);
        cast.must(who, back.clone());
        assert!(of(&cast).closing.is_none());
    }
    // Saying it again is a proposal again, and no second voice.
    cast.must(&fang, closing.clone());
    assert!(of(&cast).closed.is_none());
    cast.must(&zhou, closing);
    assert_eq!(cast.refusal(&fang, back), Refusal::OfficeClosed(id));
}

#[test]
fn a_proposal_that_waits_too_long_is_none() {
    let mut cast = Cast::new();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    let (zhou, fang) = (cast.zhou_founder.clone(), second_lead(&mut cast));
    let closing = close(&cast.world, id, 0, None);
    cast.must(&zhou, closing.clone());
    cast.world.hours(24 * 3);
    assert_eq!(cast.refusal(&fang, closing), Refusal::InThePast);
}

#[test]
fn an_office_opens_anew_after_its_last_day() {
    let mut cast = Cast::new();
    let zhou = cast.zhou_founder.clone();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    let mut fact = jurisdiction(&mut cast.world, "团风县疫情报告组", "421121");
    fact.level = OfficeLevel::County;
    fact.parent = Some(id);
    let closing = close(&cast.world, id, 0, None);
    closed_by_two(&mut cast, &closing);
    let under = cast.refusal(&zhou, register(&fact));
    assert_eq!(under, Refusal::OfficeClosed(id));
    fact.parent = None;
    fact.code = unit_code("4211");
    let same_day = cast.refusal(&zhou, register(&fact));
    assert_eq!(same_day, Refusal::JurisdictionExists(id));
    fact.owes_from = fact.owes_from.plus(1);
    let anew = JurisdictionId(cast.must(&zhou, register(&fact)));
    let known = &cast.world.state.jurisdictions;
    assert_eq!(known.by_code(&unit_code("4211")), Some(anew));
    assert!(known.get(id).is_some(), "what was stays readable");
}

/// The bound on offices is a bound: shown where 100,000 of them are at hand anyway.
#[test]
fn there_are_not_too_many_offices() {
    let mut cast = Cast::new();
    let zhou = cast.zhou_founder.clone();
    let max = relief::jurisdiction::JURISDICTIONS_MAX;
    let mut fact = jurisdiction(&mut cast.world, "报告组", "0");
    let party = cast.world.state.parties[&fact.office].clone();
    for n in 0..u64::try_from(max).unwrap() {
        let index = cast.world.state.size;
        cast.world
            .state
            .parties
            .insert(PartyId(index), party.clone());
        fact.office = PartyId(index);
        fact.code = unit_code(&format!("u{}.{}", n / 1_000, n % 1_000));
        let (at, by) = (cast.world.now, zhou.party);
        let fact = fact.clone().into();
        relief::apply(
            &mut cast.world.state,
            &relief::entry::Entry { at, by, fact },
        );
    }
    let more = jurisdiction(&mut cast.world, "又一个报告组", "more");
    let refusal = relief::decide(&cast.world.state, &zhou, cast.world.now, &register(&more));
    assert_eq!(refusal, Err(Refusal::JurisdictionsEnough { max }));
}
