//! Custodians and sealed tips.

use relief::command::{Actor, Command};
use relief::custodian::{CUSTODIANS_MAX, CUSTODIANS_MIN};
use relief::ids::*;
use relief::refusal::Refusal;
use relief::tip::{OUTCOME_DAYS, TIPS_PER_BATCH};

use crate::common::*;

fn offer(which: usize) -> Command {
    Command::OfferCustodian {
        about: seal(7),
        key: tip_key(which),
    }
}

fn confirm(custodian: CustodianId) -> Command {
    Command::ConfirmCustodian { custodian }
}

fn retire(custodian: CustodianId) -> Command {
    Command::RetireCustodian { custodian }
}

fn close(leaves: Vec<Seal>) -> Command {
    Command::CloseTips { leaves }
}

#[test]
fn a_custodian_is_somebody_whom_somebody_else_confirmed() {
    let mut cast = Cast::new();
    let (li, zhou) = (cast.li_donor.clone(), cast.zhou_founder.clone());
    let id = CustodianId(cast.must(&li, offer(0)));
    assert!(!cast.world.state.custodians[&id].is_active());
    assert_eq!(cast.refusal(&zhou, offer(0)), Refusal::CustodianKeyTaken);
    assert_eq!(cast.refusal(&li, confirm(id)), Refusal::NotAllowed);
    cast.must(&zhou, confirm(id));
    assert!(cast.world.state.custodians[&id].is_active());
    assert_eq!(
        cast.refusal(&zhou, confirm(id)),
        Refusal::CustodianConfirmed
    );
    let own = CustodianId(cast.must(&zhou, offer(1)));
    assert_eq!(
        cast.refusal(&zhou, confirm(own)),
        Refusal::CustodianCannotConfirmSelf
    );
}

#[test]
fn a_new_key_ends_the_old_one_when_it_is_confirmed() {
    let mut cast = Cast::new();
    let li = cast.li_donor.clone();
    let first = custodian(&mut cast, &li, 0);
    let since = cast.world.state.custodian_since(li.party);
    cast.world.hours(2_000);
    let second = custodian(&mut cast, &li, 1);
    let state = &cast.world.state;
    assert!(state.custodians[&first].is_gone() && state.custodians[&second].is_active());
    assert_eq!(state.custodian_since(li.party), since, "the same person");
}

#[test]
fn a_custodian_goes_alone_or_by_two_leads() {
    let mut cast = Cast::new();
    let [(li, first), (liu, second), _] = custodians(&mut cast);
    let (zhou, ma) = (cast.zhou_founder.clone(), cast.ma_driver.clone());
    cast.world.grant(&ma, relief::code::Role::Lead, None);
    cast.must(&li, retire(first));
    assert!(cast.world.state.custodians[&first].is_gone());
    assert_eq!(cast.refusal(&zhou, retire(first)), Refusal::CustodianGone);
    assert_eq!(cast.refusal(&li, retire(second)), Refusal::NotAllowed);
    cast.must(&zhou, retire(second));
    assert!(cast.world.state.custodians[&second].is_active());
    assert_eq!(cast.refusal(&zhou, retire(second)), Refusal::NothingChanges);
    cast.must(&ma, retire(second));
    assert!(!cast.world.state.takes_tips());
    assert_eq!(cast.world.state.custodian_since(liu.party), None);
}

#[test]
fn there_are_three_to_seven_custodians() {
    let mut cast = Cast::new();
    let (clock, zhou) = (Actor::community(), cast.zhou_founder.clone());
    let min = CUSTODIANS_MIN;
    assert_eq!(
        cast.refusal(&clock, commit_tips(0)),
        Refusal::CustodiansTooFew { min }
    );
    for which in 0..CUSTODIANS_MAX {
        let who = cast.world.person();
        custodian(&mut cast, &who, which);
    }
    let eighth = cast.world.person();
    let id = CustodianId(cast.must(&eighth, offer(8)));
    let max = CUSTODIANS_MAX;
    assert_eq!(
        cast.refusal(&zhou, confirm(id)),
        Refusal::CustodiansEnough { max }
    );
}

#[test]
fn commitments_enter_once_an_hour_and_always_as_many() {
    let mut cast = Cast::new();
    custodians(&mut cast);
    let clock = Actor::community();
    let li = cast.li_donor.clone();
    assert_eq!(cast.refusal(&li, commit_tips(0)), Refusal::CommunityOnly);
    let count = TIPS_PER_BATCH;
    let batch = |leaves| Command::CommitTips { leaves, full: true };
    for wrong in [
        leaves(0)[1..].to_vec(),
        leaves(0).into_iter().rev().collect(),
        vec![leaves(0)[0]; count],
    ] {
        assert_eq!(
            cast.refusal(&clock, batch(wrong)),
            Refusal::TipBatch { count }
        );
    }
    cast.must(&clock, batch(leaves(0)));
    assert_eq!(cast.world.state.tips.last, Some((cast.world.now, true)));
    let next = cast.world.state.tips.next_at();
    assert_eq!(next.0 % 3600, 0);
    assert_eq!(
        cast.refusal(&clock, commit_tips(1)),
        Refusal::TooEarly(next)
    );
    cast.world.now = next;
    assert_eq!(
        cast.refusal(&clock, commit_tips(0)),
        Refusal::TipBatch { count }
    );
    cast.must(&clock, commit_tips(1));
    assert_eq!(cast.world.state.tips.open.len(), 2 * count);
}

#[test]
fn the_hours_go_on_while_anybody_can_open_what_was_taken() {
    let mut cast = Cast::new();
    let clock = Actor::community();
    let all = custodians(&mut cast);
    cast.must(&clock, commit_tips(0));
    let mut hour = 1;
    for (who, id) in all {
        cast.world.hours(1);
        cast.must(&clock, commit_tips(hour));
        hour += 1;
        cast.must(&who, retire(id));
    }
    cast.world.hours(1);
    let min = CUSTODIANS_MIN;
    assert_eq!(
        cast.refusal(&clock, commit_tips(hour)),
        Refusal::CustodiansTooFew { min }
    );
}

#[test]
fn two_custodians_close_a_tip_and_what_waits_becomes_overdue() {
    let mut cast = Cast::new();
    let [(li, _), (liu, _), _] = custodians(&mut cast);
    cast.must(&Actor::community(), commit_tips(0));
    let (ma, all) = (cast.ma_driver.clone(), leaves(0));
    assert_eq!(
        cast.refusal(&ma, close(all.clone())),
        Refusal::NotACustodian
    );
    assert_eq!(
        cast.refusal(&li, close(Vec::new())),
        Refusal::NothingChanges
    );
    assert_eq!(cast.refusal(&li, close(vec![seal(99)])), Refusal::NoSuchTip);
    cast.must(&li, close(all[..4].to_vec()));
    assert_eq!(
        cast.refusal(&li, close(all[3..].to_vec())),
        Refusal::TipClosedByYou
    );
    cast.must(&liu, close(all[..3].to_vec()));
    let tips = &cast.world.state.tips;
    assert_eq!((tips.closed, tips.open.len()), (3, 13));
    let due = cast.world.now.plus_hours(24 * OUTCOME_DAYS);
    assert_eq!(tips.overdue(due), 0);
    assert_eq!(tips.overdue(Stamp(due.0 + 1)), 13);
}

#[test]
fn who_came_later_cannot_close_what_they_cannot_have_read() {
    let mut cast = Cast::new();
    custodians(&mut cast);
    cast.must(&Actor::community(), commit_tips(0));
    cast.world.hours(1);
    let ma = cast.ma_driver.clone();
    custodian(&mut cast, &ma, 5);
    assert_eq!(cast.refusal(&ma, close(leaves(0))), Refusal::NotACustodian);
}

#[test]
fn another_script_for_sealing_is_an_entry() {
    let mut cast = Cast::new();
    let (clock, zhou) = (Actor::community(), cast.zhou_founder.clone());
    let serve = |n| Command::ServeTipScript { script: seal(n) };
    assert_eq!(cast.refusal(&zhou, serve(1)), Refusal::CommunityOnly);
    cast.must(&clock, serve(1));
    assert_eq!(cast.refusal(&clock, serve(1)), Refusal::NothingChanges);
    let index = Index(cast.must(&clock, serve(2)));
    assert_eq!(cast.world.state.tips.script, Some((seal(2), index)));
}

#[test]
fn a_tip_that_is_gone_from_the_vault_is_named_for_ever() {
    let mut cast = Cast::new();
    let [(li, _), ..] = custodians(&mut cast);
    let clock = Actor::community();
    cast.must(&clock, commit_tips(0));
    let gone = vec![leaves(0)[2]];
    let miss = |leaves| Command::MissTips { leaves };
    assert_eq!(
        cast.refusal(&li, miss(gone.clone())),
        Refusal::CommunityOnly
    );
    let index = Index(cast.must(&clock, miss(gone.clone())));
    assert_eq!(cast.refusal(&clock, miss(gone.clone())), Refusal::NoSuchTip);
    assert_eq!(cast.refusal(&li, close(gone)), Refusal::NoSuchTip);
    assert_eq!(cast.world.state.tips.missing[&leaves(0)[2]], index);
}
