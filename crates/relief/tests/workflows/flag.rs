//! Flags: what the watch finds, what those concerned say, how an auditor settles it.

use relief::clock;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::consignment::{OVERDUE_GRACE_HOURS, STUCK_HOURS};
use relief::flag::{ANSWERS_MAX, Standing};
use relief::ids::*;
use relief::refusal::Refusal;
use relief::watch::consignments::{SILENT_HOURS, Shortage, shortage};
use relief::watch::distribution::Class;
use relief::watch::holders::{self, holders};

use crate::common::*;

/// Lets the clock do what is due, until nothing is; answers the flags raised by it.
pub fn tick(cast: &mut Cast) -> Vec<(FlagKind, u64, u64)> {
    let before = cast.world.state.flags.iter().count();
    while let Some(command) = clock::due(&cast.world.state, cast.world.now).first() {
        cast.must(&Actor::community(), command.clone());
    }
    let flags = cast.world.state.flags.iter().skip(before);
    flags
        .map(|(_, f)| (f.notice.kind, f.notice.stated, f.notice.found))
        .collect()
}

fn standing(cast: &Cast, nth: usize) -> Standing {
    let (_, flag) = cast.world.state.flags.iter().nth(nth).unwrap();
    flag.standing(&cast.world.state, cast.world.now)
}

#[test]
fn goods_that_go_their_way_raise_nothing() {
    let mut cast = Cast::new();
    cast.received(200);
    assert_eq!(tick(&mut cast), []);
}

#[test]
fn a_shortage_is_found_in_the_hands_in_which_it_arose() {
    let mut cast = Cast::new();
    let (liu, ma, hu) = (
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
        cast.hu_hospital.clone(),
    );
    let consignment = cast.moving(200);
    cast.hand_over(consignment, &liu, &ma, 180);
    let hands = FlagKind::Discrepancy;
    assert_eq!(tick(&mut cast), [(hands, 200, 180)]);
    // The ward misses the same twenty: that is no second shortage. Three more are.
    let lines = vec![counted(0, [175, 2, 23, 0])];
    let receive = cast.receive(consignment, lines);
    cast.must(&hu, receive);
    assert_eq!(tick(&mut cast), [(hands, 180, 177)]);
    assert_eq!(standing(&cast, 0), Standing::Open);
}

#[test]
fn losses_are_weighed_by_cartons_and_hundredths() {
    use Shortage::*;
    for (short, quantity, packages, expected) in [
        (0, 1_000, 50, Small),
        (9, 1_000, 50, Small),
        (10, 1_000, 50, Noticed),
        (19, 1_000, 50, Noticed),
        (20, 1_000, 50, Large),
        (10, 1_000, 100, Large),
        (9, 1_000, 1, Small),
        (1_000, 1_000, 1, Large),
        (u64::MAX, u64::MAX, 10_000, Large),
    ] {
        let found = shortage(short, quantity, packages);
        assert_eq!(found, expected, "{short} of {quantity} in {packages}");
    }
}

#[test]
fn more_than_was_sent_is_shown_at_once() {
    let mut cast = Cast::new();
    let (liu, ma, hu) = (
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
        cast.hu_hospital.clone(),
    );
    let consignment = cast.moving(200);
    cast.hand_over(consignment, &liu, &ma, 210);
    let mut line = counted(0, [200, 0, 0, 0]);
    line.surplus = 4;
    let receive = cast.receive(consignment, vec![line]);
    cast.must(&hu, receive);
    let more = FlagKind::MoreThanSent;
    let found = [
        (FlagKind::Discrepancy, 210, 200),
        (more, 200, 210),
        (more, 200, 204),
    ];
    let mut raised = tick(&mut cast);
    raised.sort_unstable();
    let mut expected = found.to_vec();
    expected.retain(|f| raised.contains(f));
    expected.sort_unstable();
    assert_eq!(raised, expected);
    assert!(raised.contains(&(more, 200, 210)) && raised.contains(&(more, 200, 204)));
}

#[test]
fn times_that_cannot_both_be_true_are_shown_at_once() {
    let mut cast = Cast::new();
    let (liu, ma, hu) = (
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
        cast.hu_hospital.clone(),
    );
    cast.world.hours(10);
    let consignment = cast.moving(200);
    let ask = cast.ask(consignment, 200, None);
    cast.must(&liu, ask);
    let earlier = cast.world.now.plus_hours(-3);
    let take = Command::ConfirmHandover {
        consignment,
        counts: vec![200],
        happened_at: earlier,
    };
    cast.must(&ma, take);
    let receive = Command::ReceiveConsignment {
        consignment,
        lines: vec![counted(0, [200, 0, 0, 0])],
        happened_at: cast.world.now.plus_hours(-5),
        remark: None,
    };
    cast.must(&hu, receive);
    let kinds: Vec<FlagKind> = tick(&mut cast).iter().map(|(kind, ..)| *kind).collect();
    assert_eq!(kinds, [FlagKind::ReceivedBeforeSent, FlagKind::TwoPlaces]);
}

#[test]
fn other_goods_than_sent_are_a_change_of_class() {
    let mut cast = Cast::new();
    let hu = cast.hu_hospital.clone();
    let consignment = cast.moving(200);
    let mut line = counted(0, [150, 0, 0, 50]);
    line.reason = Some(RefuseReason::WrongItem);
    let receive = cast.receive(consignment, vec![line]);
    cast.must(&hu, receive);
    assert_eq!(tick(&mut cast), [(FlagKind::ClassMismatch, 200, 50)]);
}

#[test]
fn what_waits_too_long_is_flagged_once_and_resolved_by_the_facts() {
    let mut cast = Cast::new();
    let (li, liu, hu) = (
        cast.li_donor.clone(),
        cast.liu_driver.clone(),
        cast.hu_hospital.clone(),
    );
    let consignment = cast.sealed(100);
    let dispatch = Command::DispatchConsignment {
        consignment,
        eta: Some(cast.world.now.plus_hours(5)),
    };
    cast.must(&li, dispatch);
    cast.hand_over(consignment, &li, &liu, 100);
    cast.world.hours(5 + OVERDUE_GRACE_HOURS);
    assert_eq!(tick(&mut cast), []);
    cast.world.hours(1);
    assert_eq!(tick(&mut cast), [(FlagKind::Overdue, 2, 3)]);
    cast.world.hours(STUCK_HOURS);
    assert_eq!(tick(&mut cast), [(FlagKind::Stuck, 24, 32)]);
    assert_eq!(standing(&cast, 0), Standing::Open);
    let arrive = Command::ArriveConsignment {
        consignment,
        happened_at: cast.world.now,
    };
    cast.must(&liu, arrive);
    assert_eq!(standing(&cast, 0), Standing::Resolved);
    cast.world.hours(SILENT_HOURS);
    assert_eq!(tick(&mut cast), []);
    cast.world.hours(1);
    assert_eq!(tick(&mut cast), [(FlagKind::Silent, 24, 25)]);
    let receive = cast.receive(consignment, vec![counted(0, [100, 0, 0, 0])]);
    cast.must(&hu, receive);
    assert_eq!(standing(&cast, 2), Standing::Resolved);
    assert_eq!(cast.world.state.flags.iter().count(), 3, "they stay");
}

/// The notice of 30 January 2020: 36,000 "N95" came in, 16,000 + 16,000 went out; the next day they were 18,000 +
/// 18,000 KN95.
fn notices_of_2020(cast: &mut Cast) -> (DistributionId, DistributionId) {
    let he = cast.he_outsider.clone();
    let list = |n, class| vec![listed("仁爱医院", n, class), listed("天佑医院", n, class)];
    let first = publish(
        list(16_000, Class::N95),
        vec![stated(36_000, Class::N95)],
        None,
    );
    let first = DistributionId(cast.must(&he, first));
    let second = publish(
        list(18_000, Class::Kn95),
        vec![stated(36_000, Class::Kn95)],
        Some(first),
    );
    (first, DistributionId(cast.must(&he, second)))
}

#[test]
fn the_lists_of_2020_show_what_the_public_saw() {
    let mut cast = Cast::new();
    let (first, second) = notices_of_2020(&mut cast);
    let raised = tick(&mut cast);
    let expected = [
        (FlagKind::SumMismatch, 36_000, 32_000),
        (FlagKind::ClassMismatch, 32_000, 36_000),
        (FlagKind::SilentCorrection, 16_000, 18_000),
        (FlagKind::SilentCorrection, 16_000, 18_000),
    ];
    assert_eq!(raised, expected);
    let flags: Vec<_> = cast.world.state.flags.iter().map(|(_, f)| f).collect();
    assert_eq!(flags[0].notice.evidence, [Index(first.0)]);
    assert_eq!(flags[2].notice.evidence, [Index(first.0), Index(second.0)]);
}

#[test]
fn a_correction_that_says_what_stood_there_is_not_silent() {
    let mut cast = Cast::new();
    let he = cast.he_outsider.clone();
    let mut line = listed("仁爱医院", 16_000, Class::N95);
    let first = DistributionId(cast.must(&he, publish(vec![line.clone()], Vec::new(), None)));
    (line.quantity, line.was) = (18_000, Some(16_000));
    cast.must(&he, publish(vec![line], Vec::new(), Some(first)));
    assert_eq!(tick(&mut cast), []);
}

#[test]
fn repeated_lines_stores_and_lines_that_vanish_are_counted() {
    let mut cast = Cast::new();
    let he = cast.he_outsider.clone();
    let line = |to, n| listed(to, n, Class::N95);
    let twice = vec![line("仁爱医院", 500), line("仁爱医院", 500)];
    let mut total = stated(1_200, Class::N95);
    (total.stored, total.written_off) = (150, 50);
    let first = DistributionId(cast.must(&he, publish(twice, vec![total], None)));
    assert_eq!(tick(&mut cast), [(FlagKind::RepeatedLine, 500, 1_000)]);
    let mut total = stated(800, Class::Kn95);
    total.given_by = None;
    let other = publish(vec![line("天佑医院", 800)], vec![total], Some(first));
    cast.must(&he, other);
    let expected = [
        (FlagKind::ClassMismatch, 800, 800),
        (FlagKind::SilentCorrection, 1_000, 0),
    ];
    assert_eq!(tick(&mut cast), expected);
}

#[test]
fn only_the_clock_raises_and_only_what_is_found_and_once() {
    let mut cast = Cast::new();
    let (first, _) = notices_of_2020(&mut cast);
    let (he, clock) = (cast.he_outsider.clone(), Actor::community());
    let raise = |kind| Command::RaiseFlag {
        kind,
        subject: Index(first.0),
        part: 0,
    };
    let sum = raise(FlagKind::SumMismatch);
    assert_eq!(cast.refusal(&he, sum.clone()), Refusal::CommunityOnly);
    let stuck = raise(FlagKind::Stuck);
    assert_eq!(cast.refusal(&clock, stuck), Refusal::NothingFound);
    let flag = FlagId(cast.must(&clock, sum.clone()));
    assert_eq!(cast.refusal(&clock, sum), Refusal::FlaggedAlready(flag));
    let about: Vec<FlagId> = cast
        .world
        .state
        .flags
        .about(Index(first.0))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(about, [flag]);
}

#[test]
fn a_flag_is_answered_and_settled_by_an_auditor_whom_it_does_not_concern() {
    let mut cast = Cast::new();
    notices_of_2020(&mut cast);
    tick(&mut cast);
    let (flag, _) = cast.world.state.flags.iter().next().unwrap();
    let (he, wang, tang) = (
        cast.he_outsider.clone(),
        cast.wang_clerk.clone(),
        cast.tang_auditor.clone(),
    );
    let say = |n| Command::AnswerFlag {
        flag,
        answer: seal(n),
    };
    let missing = Command::AnswerFlag {
        flag: FlagId(9_999),
        answer: seal(1),
    };
    assert_eq!(cast.refusal(&he, missing), Refusal::NotFound(9_999));
    cast.must(&he, say(11));
    cast.must(&wang, say(12));
    let settle = Command::SettleFlag {
        flag,
        finding: Finding::Explained,
        remark: Some(seal(13)),
    };
    assert_eq!(cast.refusal(&wang, settle.clone()), Refusal::NotAllowed);
    for _ in 2..ANSWERS_MAX {
        cast.must(&wang, say(12));
    }
    let max = ANSWERS_MAX;
    assert_eq!(
        cast.refusal(&wang, say(12)),
        Refusal::TooManyAnswers { max }
    );
    cast.must(&tang, settle.clone());
    assert_eq!(cast.refusal(&tang, settle), Refusal::FlagSettled);
    assert_eq!(cast.refusal(&he, say(11)), Refusal::FlagSettled);
    let found = cast.world.state.flags.get(flag).unwrap();
    let concerned: Vec<bool> = found.answers.iter().map(|a| a.concerned).take(2).collect();
    assert_eq!(concerned, [true, false], "He Ping recorded the list");
    assert_eq!(found.settled.as_ref().unwrap().finding, Finding::Explained);
    assert_eq!(standing(&cast, 0), Standing::Settled);
}

#[test]
fn an_auditor_who_carried_the_goods_does_not_settle() {
    let mut cast = Cast::new();
    let (liu, ma) = (cast.liu_driver.clone(), cast.ma_driver.clone());
    let consignment = cast.moving(200);
    cast.hand_over(consignment, &liu, &ma, 100);
    tick(&mut cast);
    cast.world.grant(&liu, Role::Auditor, None);
    let (flag, _) = cast.world.state.flags.iter().next().unwrap();
    let settle = Command::SettleFlag {
        flag,
        finding: Finding::Loss,
        remark: None,
    };
    assert_eq!(cast.refusal(&liu, settle), Refusal::ConcernedCannotSettle);
}

#[test]
fn holders_have_what_they_took() {
    let mut cast = Cast::new();
    let (liu, ma, li) = (
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
        cast.li_donor.clone(),
    );
    cast.received(100);
    let consignment = cast.moving(200);
    cast.hand_over(consignment, &liu, &ma, 180);
    let held = holders(&cast.world.state);
    let of = |who: &Actor, role| held[&(suit(), who.party, role)];
    let sender = of(&li, holders::Role::Sender);
    assert_eq!((sender.taken, sender.placed, sender.short()), (300, 300, 0));
    let first = of(&liu, holders::Role::Carrier);
    assert_eq!((first.taken, first.placed, first.short()), (300, 280, 20));
    let second = of(&ma, holders::Role::Carrier);
    assert_eq!((second.taken, second.stored, second.short()), (180, 180, 0));
    assert_eq!((second.written_off, second.over()), (0, 0));
}
