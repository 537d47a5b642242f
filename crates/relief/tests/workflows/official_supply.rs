//! What the state gave: who may say so, how it is corrected, and on which lines it falls.

use relief::code::*;
use relief::command::{Actor, Command};
use relief::coverage::coverage;
use relief::entry::Amount;
use relief::figures::figures;
use relief::ids::*;
use relief::official_supply::{CORRECTIONS_MAX, DAYS_AHEAD_MAX, DAYS_BACK_MAX, PACKS_MAX};
use relief::quantity::{QUANTITY_MAX, Quantity};
use relief::refusal::Refusal;

use crate::common::*;

/// S of a need's first line.
fn share(cast: &Cast, need: NeedId) -> u64 {
    cast.world.state.line(need, 0).unwrap().tally.official
}

/// Another verified need of the hospital, for suits.
fn another(cast: &mut Cast, quantity: Quantity) -> NeedId {
    let (clerk, verifier) = (cast.wang_clerk.clone(), cast.sun_verifier.clone());
    let mut line = line(suit(), 1);
    line.quantity = quantity;
    let (hospital, room) = (cast.hospital, cast.room);
    let need = report(&mut cast.world, &clerk, hospital, Some(room), vec![line]);
    verify(&mut cast.world, &verifier, need);
    need
}

fn given(cast: &mut Cast, n: u64) -> OfficialSupplyId {
    let wei = cast.wei_official.clone();
    let command = official(&cast.world, cast.hospital, n);
    OfficialSupplyId(cast.must(&wei, command))
}

fn amended(cast: &mut Cast, by: &Actor, supply: OfficialSupplyId, n: u64) {
    let command = correction(&cast.world, supply, n);
    cast.must(by, command);
}

#[test]
fn what_the_state_gave_leaves_the_gap_and_lessens_the_shortage() {
    let mut cast = Cast::new();
    cast.firm(100);
    given(&mut cast, 150);
    let line = cast.world.state.line(cast.need, 0).unwrap();
    let figures = coverage(line.quantity, &line.tally).unwrap();
    assert_eq!((figures.cover, figures.gap), (100, 400));
    assert_eq!((figures.shortage, figures.excess), (250, 0));
    assert_eq!(figures.percent(), 50);
    given(&mut cast, 350);
    let line = cast.world.state.line(cast.need, 0).unwrap();
    let figures = coverage(line.quantity, &line.tally).unwrap();
    assert_eq!(
        (figures.gap, figures.shortage, figures.excess),
        (400, 0, 100)
    );
}

#[test]
fn it_fills_the_oldest_line_first_and_the_last_takes_the_rest() {
    let mut cast = Cast::new();
    let second = another(&mut cast, Quantity::Exact(200));
    given(&mut cast, 600);
    assert_eq!((share(&cast, cast.need), share(&cast, second)), (500, 100));
    given(&mut cast, 300);
    assert_eq!((share(&cast, cast.need), share(&cast, second)), (500, 400));
    let unstated = another(&mut cast, Quantity::Unknown);
    assert_eq!((share(&cast, second), share(&cast, unstated)), (200, 200));
    let third = another(&mut cast, Quantity::AtLeast(50));
    assert_eq!((share(&cast, unstated), share(&cast, third)), (150, 50));
}

#[test]
fn what_came_for_a_closed_need_covers_no_new_one() {
    let mut cast = Cast::new();
    let (zhou, hu) = (cast.zhou_founder.clone(), cast.hu_hospital.clone());
    let supply = given(&mut cast, 450);
    let close = Command::CloseNeed {
        need: cast.need,
        reason: CloseReason::DoneByOthers,
    };
    cast.must(&zhou, close);
    let second = another(&mut cast, Quantity::Exact(200));
    assert_eq!((share(&cast, cast.need), share(&cast, second)), (450, 0));
    amended(&mut cast, &hu, supply, 480);
    assert_eq!((share(&cast, cast.need), share(&cast, second)), (450, 30));
    amended(&mut cast, &hu, supply, 20);
    assert_eq!((share(&cast, cast.need), share(&cast, second)), (20, 0));
}

#[test]
fn nothing_falls_on_a_need_that_nobody_verified() {
    let mut cast = Cast::new();
    let (zhou, hu) = (cast.zhou_founder.clone(), cast.hu_hospital.clone());
    given(&mut cast, 120);
    cast.must(
        &zhou,
        Command::ReviseNeed {
            need: cast.need,
            line: 0,
            quantity: Quantity::Exact(900),
            standards: Vec::new(),
            needed_by: None,
        },
    );
    assert_eq!(share(&cast, cast.need), 0);
    assert_eq!(
        figures(&cast.world.state).items["protective_suit"].official,
        120
    );
    let verifier = cast.sun_verifier.clone();
    verify(&mut cast.world, &verifier, cast.need);
    assert_eq!(share(&cast, cast.need), 120);
    cast.must(
        &hu,
        Command::ReviseNeed {
            need: cast.need,
            line: 0,
            quantity: Quantity::Exact(100),
            standards: Vec::new(),
            needed_by: None,
        },
    );
    let suits = figures(&cast.world.state).items["protective_suit"];
    assert_eq!((suits.shortage, suits.excess), (0, 20));
}

#[test]
fn packs_with_unknown_contents_stand_apart() {
    let mut cast = Cast::new();
    let wei = cast.wei_official.clone();
    let packs = |n| Command::RecordOfficialSupply {
        recipient: cast.hospital,
        item: suit(),
        amount: Amount {
            n,
            pack: Some(PackKind::Case),
        },
        kind: OfficialKind::Delivered,
        day: cast.world.now,
        deliver_on: None,
        office: Some(cast.office),
        source: None,
        separate: true,
    };
    let (few, too_many) = (packs(41), packs(PACKS_MAX + 1));
    let supply = OfficialSupplyId(cast.must(&wei, few));
    assert_eq!(
        cast.refusal(&wei, too_many),
        Refusal::QuantityTooLarge { max: PACKS_MAX }
    );
    let totals = figures(&cast.world.state);
    assert_eq!(totals.official_packs["protective_suit"]["case"], 41);
    assert_eq!(totals.items["protective_suit"].official, 0);
    assert_eq!(share(&cast, cast.need), 0);
    // Somebody opened the cases and counted.
    amended(&mut cast, &wei, supply, 820);
    assert_eq!(share(&cast, cast.need), 500 + 320);
    assert!(figures(&cast.world.state).official_packs.is_empty());
}

#[test]
fn a_volunteer_cites_a_notice_and_an_office_need_not() {
    let mut cast = Cast::new();
    let (wang, wei, li) = (
        cast.wang_clerk.clone(),
        cast.wei_official.clone(),
        cast.li_donor.clone(),
    );
    let with = |source, office, n| Command::RecordOfficialSupply {
        recipient: cast.hospital,
        item: suit(),
        amount: Amount { n, pack: None },
        kind: OfficialKind::Allocated,
        day: cast.world.now,
        deliver_on: None,
        office,
        source,
        separate: true,
    };
    let (bare, notice, stranger) = (
        with(None, None, 10),
        with(Some(seal(5)), Some(cast.office), 10),
        with(None, Some(cast.li_donor.party), 10),
    );
    let (large, absurd) = (
        with(Some(seal(5)), None, suit().plausible_max() + 1),
        with(None, None, QUANTITY_MAX + 1),
    );
    assert_eq!(cast.refusal(&wang, bare.clone()), Refusal::NoticeMissing);
    assert_eq!(cast.refusal(&li, notice.clone()), Refusal::NotAMember);
    let max = suit().plausible_max();
    assert_eq!(
        cast.refusal(&wang, large.clone()),
        Refusal::QuantityTooLarge { max }
    );
    let max = QUANTITY_MAX;
    assert_eq!(
        cast.refusal(&wei, absurd),
        Refusal::QuantityTooLarge { max }
    );
    assert_eq!(cast.refusal(&wei, stranger), Refusal::NotAnOffice);
    let cited = OfficialSupplyId(cast.must(&wang, notice));
    let own = OfficialSupplyId(cast.must(&wei, bare));
    cast.must(&wei, large);
    let of = |id| &cast.world.state.official_supplies[&id];
    assert_eq!((of(cited).first.cited, of(own).first.cited), (true, false));
    assert_eq!(
        (of(cited).office, of(own).office),
        (Some(cast.office), None)
    );
}

#[test]
fn a_day_lies_neither_ahead_nor_too_far_back() {
    let mut cast = Cast::new();
    let wei = cast.wei_official.clone();
    let on = |hours| Command::RecordOfficialSupply {
        recipient: cast.hospital,
        item: suit(),
        amount: Amount { n: 1, pack: None },
        kind: OfficialKind::Delivered,
        day: cast.world.now.plus_hours(hours),
        deliver_on: None,
        office: None,
        source: None,
        separate: true,
    };
    let (ahead, back, yesterday) = (on(1), on(-24 * DAYS_BACK_MAX - 1), on(-24));
    assert_eq!(cast.refusal(&wei, ahead), Refusal::InTheFuture);
    let days = DAYS_BACK_MAX;
    assert_eq!(cast.refusal(&wei, back), Refusal::TooLongAgo { days });
    cast.must(&wei, yesterday);
}

/// Allocated today, to be there so many days from now.
fn allocated(cast: &Cast, days: i64) -> Command {
    let mut command = official(&cast.world, cast.hospital, 60);
    if let Command::RecordOfficialSupply {
        kind, deliver_on, ..
    } = &mut command
    {
        *kind = OfficialKind::Allocated;
        *deliver_on = Some(cast.world.now.plus_hours(24 * days));
    }
    command
}

#[test]
fn what_is_allocated_may_name_the_day_on_which_it_is_to_be_there() {
    let mut cast = Cast::new();
    let wei = cast.wei_official.clone();
    let days = DAYS_AHEAD_MAX;
    let (before, beyond) = (allocated(&cast, -1), allocated(&cast, i64::from(days) + 1));
    assert_eq!(cast.refusal(&wei, before), Refusal::DeliveryBeforeAllocated);
    assert_eq!(cast.refusal(&wei, beyond), Refusal::DeliveryTooFar { days });
    let mut delivered = allocated(&cast, 2);
    if let Command::RecordOfficialSupply { kind, .. } = &mut delivered {
        *kind = OfficialKind::Delivered;
    }
    assert_eq!(cast.refusal(&wei, delivered), Refusal::DeliveredAlready);
    let farthest = allocated(&cast, i64::from(days));
    cast.must(&wei, farthest);
    let record = allocated(&cast, 2);
    let supply = OfficialSupplyId(cast.must(&wei, record));
    let begun = cast.world.now;
    let left = |cast: &Cast, seconds: i64| {
        let standing = cast.world.state.official_supplies[&supply].standing();
        standing.days_left(Stamp(begun.0 + seconds))
    };
    // The day begins at the moment named and is over 24 hours later.
    let day = 86_400;
    for (seconds, days) in [
        (0, 2),
        (day - 1, 2),
        (day, 1),
        (2 * day, 0),
        (3 * day - 1, 0),
        (3 * day, -1),
        (4 * day, -2),
    ] {
        assert_eq!(left(&cast, seconds), Some(days), "{seconds}");
    }
    let mut later = correction(&cast.world, supply, 60);
    if let Command::CorrectOfficialSupply { deliver_on, .. } = &mut later {
        *deliver_on = Some(begun.plus_hours(24 * 5));
    }
    cast.must(&wei, later);
    assert_eq!(left(&cast, 0), Some(5), "another day is a correction");
    let mut came = correction(&cast.world, supply, 60);
    if let Command::CorrectOfficialSupply {
        kind, deliver_on, ..
    } = &mut came
    {
        (*kind, *deliver_on) = (OfficialKind::Delivered, None);
    }
    cast.must(&wei, came);
    assert_eq!(left(&cast, 0), None, "it is there");
    let days: Vec<_> = cast.world.state.official_supplies[&supply]
        .versions()
        .map(|version| version.deliver_on.is_some())
        .collect();
    assert_eq!(days, [true, true, false], "what was said stays readable");
}

#[test]
fn what_is_taken_back_is_no_longer_awaited() {
    let mut cast = Cast::new();
    let wei = cast.wei_official.clone();
    let record = allocated(&cast, 2);
    let supply = OfficialSupplyId(cast.must(&wei, record));
    amended(&mut cast, &wei, supply, 0);
    let standing = cast.world.state.official_supplies[&supply].standing();
    assert_eq!(standing.days_left(cast.world.now.plus_hours(24 * 9)), None);
}

#[test]
fn a_correction_amends_the_newest_version_and_both_stay_readable() {
    let mut cast = Cast::new();
    let wei = cast.wei_official.clone();
    let supply = given(&mut cast, 100);
    let stale = correction(&cast.world, supply, 70);
    let same = correction(&cast.world, supply, 100);
    assert_eq!(cast.refusal(&wei, same), Refusal::NothingChanges);
    amended(&mut cast, &wei, supply, 80);
    let found = &cast.world.state.official_supplies[&supply];
    let newest = found.standing().index;
    let figures: Vec<u64> = found.versions().map(|v| v.amount.n).collect();
    assert_eq!(figures, [100, 80]);
    assert_eq!(share(&cast, cast.need), 80);
    assert_eq!(cast.refusal(&wei, stale), Refusal::CorrectedAlready(newest));
    for n in (0..CORRECTIONS_MAX as u64 - 1).rev() {
        amended(&mut cast, &wei, supply, n);
    }
    let max = CORRECTIONS_MAX;
    let one_more = correction(&cast.world, supply, 5);
    assert_eq!(
        cast.refusal(&wei, one_more),
        Refusal::TooManyCorrections { max }
    );
}

#[test]
fn a_volunteer_who_says_that_the_notice_changed_names_the_new_one() {
    let mut cast = Cast::new();
    let wang = cast.wang_clerk.clone();
    let cite = official(&cast.world, cast.hospital, 100);
    let supply = OfficialSupplyId(cast.must(&wang, cite));
    let changed = |source| Command::CorrectOfficialSupply {
        supply,
        corrects: Index(supply.0),
        amount: Amount { n: 60, pack: None },
        kind: OfficialKind::Delivered,
        day: cast.world.now,
        deliver_on: None,
        reason: CorrectionReason::NoticeChanged,
        source,
    };
    let (bare, with) = (changed(None), changed(Some(seal(6))));
    assert_eq!(cast.refusal(&wang, bare), Refusal::NoticeMissing);
    cast.must(&wang, with);
}

#[test]
fn merged_recipients_share_what_either_was_given() {
    let mut cast = Cast::new();
    let (clerk, qian) = (cast.wang_clerk.clone(), cast.qian_verifier.clone());
    let twin = register(&mut cast.world, &clerk, "金银潭医院");
    let wei = cast.wei_official.clone();
    let to_twin = official(&cast.world, twin, 60);
    let supply = OfficialSupplyId(cast.must(&wei, to_twin.clone()));
    given(&mut cast, 40);
    assert_eq!(share(&cast, cast.need), 40);
    let into = cast.hospital;
    let recipient = twin;
    cast.must(&qian, Command::MergeRecipients { recipient, into });
    assert_eq!(share(&cast, cast.need), 100);
    cast.must(&wei, to_twin);
    assert_eq!(share(&cast, cast.need), 160);
    amended(&mut cast, &wei, supply, 0);
    assert_eq!(share(&cast, cast.need), 100);
}

#[test]
fn one_notice_that_two_people_cite_counts_once() {
    let mut cast = Cast::new();
    let (wei, hu) = (cast.wei_official.clone(), cast.hu_hospital.clone());
    let first = given(&mut cast, 150);
    let again = |cast: &Cast, n| {
        let mut command = official(&cast.world, cast.hospital, n);
        if let Command::RecordOfficialSupply { separate, .. } = &mut command {
            *separate = false;
        }
        command
    };
    let same = again(&cast, 150);
    assert_eq!(cast.refusal(&wei, same.clone()), Refusal::SameSupply(first));
    let other = again(&cast, 151);
    cast.must(&wei, other);
    // What stands counts: corrected to another figure, it says the same no longer.
    amended(&mut cast, &hu, first, 140);
    cast.must(&wei, same.clone());
    cast.world.now = cast.world.now.plus_hours(24);
    let tomorrow = again(&cast, 150);
    cast.must(&wei, tomorrow);
    assert!(matches!(cast.refusal(&wei, same), Refusal::SameSupply(_)));
    given(&mut cast, 150);
}
