//! Needs: reported, verified, paused, revised, closed.

use relief::clock;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::entry::Fact;
use relief::ids::*;
use relief::need::{Freshness, NEED_LINES_MAX, NeedStatus};
use relief::quantity::{QUANTITY_MAX, Quantity};
use relief::refusal::Refusal;

use crate::common::*;

fn goggles(cast: &mut Cast) -> NeedId {
    let (wang, hospital, room) = (cast.wang_clerk.clone(), cast.hospital, cast.room);
    report(
        &mut cast.world,
        &wang,
        hospital,
        Some(room),
        vec![line(item("goggles"), 10)],
    )
}

fn revision(need: NeedId, quantity: Quantity) -> Command {
    Command::ReviseNeed {
        need,
        line: 0,
        quantity,
        standards: Vec::new(),
        needed_by: None,
    }
}

fn close(need: NeedId, reason: CloseReason) -> Command {
    Command::CloseNeed { need, reason }
}

fn status(cast: &Cast, need: NeedId) -> NeedStatus {
    cast.world.state.needs[&need].status
}

#[test]
fn a_report_names_a_source_or_a_contact() {
    let mut cast = Cast::new();
    let (wang, hospital) = (cast.wang_clerk.clone(), cast.hospital);
    let command = |contact_named| Command::ReportNeed {
        recipient: hospital,
        room: None,
        lines: vec![line(item("goggles"), 10)],
        critical: false,
        source: None,
        remark: None,
        contact_named,
        separate: false,
    };
    assert_eq!(
        cast.refusal(&wang, command(false)),
        Refusal::NeedsSourceOrContact
    );
    cast.must(&wang, command(true));
}

#[test]
fn a_report_has_lines_within_bounds() {
    let mut cast = Cast::new();
    let (wang, hospital) = (cast.wang_clerk.clone(), cast.hospital);
    let refused = |cast: &mut Cast, lines| cast.refusal(&wang, report_of(hospital, None, lines));
    assert_eq!(refused(&mut cast, Vec::new()), Refusal::NoLines);
    let max = NEED_LINES_MAX;
    let many = vec![line(suit(), 1); max + 1];
    assert_eq!(refused(&mut cast, many), Refusal::TooManyLines { max });
    assert_eq!(
        refused(&mut cast, vec![line(suit(), 0)]),
        Refusal::QuantityZero
    );
    let max = QUANTITY_MAX;
    let prank = vec![line(suit(), max + 1)];
    assert_eq!(refused(&mut cast, prank), Refusal::QuantityTooLarge { max });
    let mut wrong = line(suit(), 5);
    wrong.standards = vec![standard("gb_19083_2010")];
    assert_eq!(
        refused(&mut cast, vec![wrong]),
        Refusal::StandardForOtherItem
    );
    let mut wide = line(suit(), 5);
    wide.standards = vec![standard("gb_19082_2009"); 7];
    assert_eq!(
        refused(&mut cast, vec![wide]),
        Refusal::TooManyStandards { max: 6 }
    );
    let nowhere = report_of(RecipientId(3), None, vec![line(suit(), 5)]);
    assert_eq!(cast.refusal(&wang, nowhere), Refusal::NotFound(3));
}

#[test]
fn the_same_item_within_72_hours_is_asked_about() {
    let mut cast = Cast::new();
    let (wang, need) = (cast.wang_clerk.clone(), cast.need);
    let command = |separate| Command::ReportNeed {
        recipient: cast.hospital,
        room: None,
        lines: vec![line(suit(), 900)],
        critical: false,
        source: Some(seal(1)),
        remark: None,
        contact_named: false,
        separate,
    };
    let (first, second) = (command(false), command(true));
    assert_eq!(
        cast.refusal(&wang, first.clone()),
        Refusal::SimilarNeed(need)
    );
    cast.world.clone().must(&wang, second);
    cast.world.hours(73);
    cast.must(&wang, first);
}

#[test]
fn a_verifier_who_is_not_the_reporter_opens_a_need() {
    let mut cast = Cast::new();
    let (sun, hu, li) = (
        cast.sun_verifier.clone(),
        cast.hu_hospital.clone(),
        cast.li_donor.clone(),
    );
    let need = goggles(&mut cast);
    assert_eq!(cast.refusal(&li, pledge(need, 5)), Refusal::NeedNotVerified);
    assert_eq!(
        cast.refusal(&hu, verify_of(need, None)),
        Refusal::NotAllowed
    );
    let (hospital, room) = (cast.hospital, cast.room);
    let lines = vec![line(item("gloves"), 10)];
    let own = report(&mut cast.world, &sun, hospital, Some(room), lines);
    assert_eq!(
        cast.refusal(&sun, verify_of(own, None)),
        Refusal::ReporterCannotVerify
    );
    cast.must(&sun, verify_of(need, None));
    assert_eq!(
        cast.refusal(&sun, verify_of(need, None)),
        Refusal::NeedNotReported
    );
    assert_eq!(status(&cast, need), NeedStatus::Open);
}

#[test]
fn every_skipped_gate_stands_in_the_journal() {
    let mut cast = Cast::new();
    let (sun, room) = (cast.sun_verifier.clone(), cast.room);
    let register = Command::RegisterRecipient {
        name: name("某镇卫生院"),
        place: place(421_100),
        kind: FacilityKind::Hospital,
        provisional: true,
        separate: false,
    };
    let unknown = RecipientId(cast.must(&sun, register));
    let lines = vec![line(suit(), 10)];
    let need = report(&mut cast.world, &sun, unknown, Some(room), lines);
    let first = cast.must(&sun, verify_of(need, Some(SkipReason::Emergency)));
    let gates: Vec<_> = cast.world.journal[first as usize..]
        .iter()
        .filter_map(|e| match &e.fact {
            Fact::GateSkipped(f) => Some((f.gate, f.reason, f.subject)),
            _ => None,
        })
        .collect();
    let subject = Index(need.0);
    assert_eq!(
        gates,
        [
            (Gate::SecondPersonForNeed, SkipReason::Emergency, subject),
            (Gate::SecondVerifier, SkipReason::Emergency, subject),
        ]
    );
    assert_eq!(status(&cast, need), NeedStatus::Open);
    assert_eq!(cast.world.state.gates_skipped.len(), 2);
}

#[test]
fn a_report_is_rejected_or_merged_by_a_verifier() {
    let mut cast = Cast::new();
    let (sun, wang, li) = (
        cast.sun_verifier.clone(),
        cast.wang_clerk.clone(),
        cast.li_donor.clone(),
    );
    let need = goggles(&mut cast);
    let reject = Command::RejectNeed {
        need,
        reason: RejectReason::Fraud,
    };
    assert_eq!(cast.refusal(&wang, reject.clone()), Refusal::NotAllowed);
    cast.must(&sun, reject.clone());
    assert_eq!(cast.refusal(&sun, reject), Refusal::NeedClosed);
    assert_eq!(cast.refusal(&li, pledge(need, 5)), Refusal::NeedClosed);
    let twin = goggles(&mut cast);
    let merge = |into| Command::MergeNeed { need: twin, into };
    assert_eq!(cast.refusal(&sun, merge(twin)), Refusal::SameThing);
    assert_eq!(cast.refusal(&sun, merge(need)), Refusal::NeedClosed);
    let into = cast.need;
    cast.must(&sun, merge(into));
    assert_eq!(status(&cast, twin), NeedStatus::Merged(into));
    let other = register(&mut cast.world, &wang, "汉口医院");
    let lines = vec![line(suit(), 5)];
    let need = report(&mut cast.world, &wang, other, Some(cast.room), lines);
    let command = Command::MergeNeed { need, into };
    assert_eq!(cast.refusal(&sun, command), Refusal::DifferentRecipients);
}

#[test]
fn the_stop_button_halts_pledges_until_it_runs_out() {
    let mut cast = Cast::new();
    let (hu, li, he, need) = (
        cast.hu_hospital.clone(),
        cast.li_donor.clone(),
        cast.he_outsider.clone(),
        cast.need,
    );
    let until = cast.world.now.plus_hours(8);
    let pause = |until| Command::PauseNeed { need, until };
    assert_eq!(cast.refusal(&he, pause(None)), Refusal::NotAllowed);
    assert_eq!(cast.refusal(&hu, pause(Some(START))), Refusal::InThePast);
    let resume = Command::ResumeNeed { need };
    assert_eq!(cast.refusal(&hu, resume.clone()), Refusal::NeedNotPaused);
    cast.must(&hu, pause(Some(until)));
    assert_eq!(cast.refusal(&hu, pause(None)), Refusal::NeedPaused);
    assert_eq!(cast.refusal(&li, pledge(need, 5)), Refusal::NeedPaused);
    let clock = Actor::community();
    assert_eq!(
        cast.refusal(&clock, resume.clone()),
        Refusal::TooEarly(until)
    );
    assert!(clock::due(&cast.world.state, cast.world.now).is_empty());
    cast.world.hours(8);
    assert_eq!(
        clock::due(&cast.world.state, cast.world.now),
        std::slice::from_ref(&resume)
    );
    cast.must(&clock, resume.clone());
    cast.must(&li, pledge(need, 5));
    let chen = cast.chen_lead.clone();
    cast.must(&chen, pause(None));
    assert_eq!(cast.refusal(&clock, resume.clone()), Refusal::NotAllowed);
    cast.must(&chen, resume);
}

#[test]
fn a_report_cannot_be_paused() {
    let mut cast = Cast::new();
    let chen = cast.chen_lead.clone();
    let need = goggles(&mut cast);
    let pause = Command::PauseNeed { need, until: None };
    assert_eq!(cast.refusal(&chen, pause), Refusal::NeedNotVerified);
}

#[test]
fn a_revision_keeps_the_old_value_and_a_rise_goes_back() {
    let mut cast = Cast::new();
    let (hu, chen, sun, wang, need) = (
        cast.hu_hospital.clone(),
        cast.chen_lead.clone(),
        cast.sun_verifier.clone(),
        cast.wang_clerk.clone(),
        cast.need,
    );
    // Who reported an open need may not shrink it.
    assert_eq!(
        cast.refusal(&wang, revision(need, Quantity::Exact(1))),
        Refusal::NotAllowed
    );
    let same = revision(need, Quantity::Exact(500));
    assert_eq!(cast.refusal(&hu, same), Refusal::NothingChanges);
    cast.must(&hu, revision(need, Quantity::Exact(900)));
    assert_eq!(status(&cast, need), NeedStatus::Open);
    cast.must(&chen, revision(need, Quantity::Exact(700)));
    assert_eq!(status(&cast, need), NeedStatus::Open);
    for quantity in [
        Quantity::AtLeast(701),
        Quantity::Unknown,
        Quantity::Rate(20),
    ] {
        cast.must(&chen, revision(need, quantity));
        assert_eq!(status(&cast, need), NeedStatus::Reported, "{quantity:?}");
        assert_eq!(
            cast.refusal(&chen, verify_of(need, None)),
            Refusal::ReporterCannotVerify
        );
        cast.must(&sun, verify_of(need, None));
    }
    let earlier: Vec<_> = cast.world.state.needs[&need].lines[0]
        .earlier
        .iter()
        .map(|(_, q)| *q)
        .collect();
    let old = [500, 900, 700].map(Quantity::Exact);
    assert_eq!(earlier[..3], old);
    let mut nothing = revision(need, Quantity::Exact(5));
    if let Command::ReviseNeed { line, .. } = &mut nothing {
        *line = 9;
    }
    assert_eq!(cast.refusal(&hu, nothing), Refusal::NoSuchLine);
}

#[test]
fn freshness_follows_the_last_confirmation() {
    let mut cast = Cast::new();
    let (hu, he, need) = (
        cast.hu_hospital.clone(),
        cast.he_outsider.clone(),
        cast.need,
    );
    let fresh = |cast: &Cast| cast.world.state.needs[&need].freshness(cast.world.now);
    for (hours, expected) in [
        (23, Freshness::Fresh),
        (1, Freshness::Due),
        (24, Freshness::Unconfirmed),
        (48, Freshness::OffRanking),
    ] {
        cast.world.hours(hours);
        assert_eq!(fresh(&cast), expected);
    }
    let still = Command::ReconfirmNeed { need };
    assert_eq!(cast.refusal(&he, still.clone()), Refusal::NotAllowed);
    cast.must(&hu, still);
    assert_eq!(fresh(&cast), Freshness::Fresh);
}

#[test]
fn met_means_received_or_the_recipient_says_so() {
    let mut cast = Cast::new();
    let (hu, chen, he, need) = (
        cast.hu_hospital.clone(),
        cast.chen_lead.clone(),
        cast.he_outsider.clone(),
        cast.need,
    );
    let met = close(need, CloseReason::Met);
    assert_eq!(cast.refusal(&he, met.clone()), Refusal::NotAllowed);
    cast.received(200);
    let not_met = Refusal::NotMet {
        received: 200,
        needed: 500,
    };
    assert_eq!(cast.refusal(&chen, met.clone()), not_met);
    cast.world.clone().must(&hu, met.clone());
    cast.received(300);
    cast.must(&chen, met.clone());
    assert_eq!(cast.refusal(&hu, met), Refusal::NeedClosed);
    assert_eq!(
        cast.refusal(&hu, revision(need, Quantity::Exact(1))),
        Refusal::NeedClosed
    );
}

#[test]
fn only_the_clock_lets_a_need_expire_and_only_with_a_date() {
    let mut cast = Cast::new();
    let (chen, hu, need) = (cast.chen_lead.clone(), cast.hu_hospital.clone(), cast.need);
    let expire = close(need, CloseReason::Expired);
    let clock = Actor::community();
    assert_eq!(cast.refusal(&chen, expire.clone()), Refusal::CommunityOnly);
    assert_eq!(cast.refusal(&clock, expire.clone()), Refusal::NotAllowed);
    let by = cast.world.now.plus_hours(10);
    let dated = Command::ReviseNeed {
        need,
        line: 0,
        quantity: Quantity::Exact(500),
        standards: Vec::new(),
        needed_by: Some(by),
    };
    cast.must(&hu, dated);
    let due = by.plus_hours(96);
    assert_eq!(cast.refusal(&clock, expire.clone()), Refusal::TooEarly(due));
    cast.world.hours(106);
    assert_eq!(
        clock::due(&cast.world.state, cast.world.now),
        std::slice::from_ref(&expire)
    );
    cast.must(&clock, expire);
    assert_eq!(
        status(&cast, need),
        NeedStatus::Closed(CloseReason::Expired)
    );
}

#[test]
fn a_need_is_withdrawn_or_done_by_others() {
    for reason in [CloseReason::Withdrawn, CloseReason::DoneByOthers] {
        let mut cast = Cast::new();
        let (hu, need) = (cast.hu_hospital.clone(), cast.need);
        cast.must(&hu, close(need, reason));
        assert_eq!(status(&cast, need), NeedStatus::Closed(reason));
    }
}

#[test]
fn a_need_without_a_room_is_the_communitys() {
    let mut cast = Cast::new();
    let (he, sun, qian, hospital) = (
        cast.he_outsider.clone(),
        cast.sun_verifier.clone(),
        cast.qian_verifier.clone(),
        cast.hospital,
    );
    let lines = vec![line(item("gloves"), 10)];
    let need = report(&mut cast.world, &he, hospital, None, lines);
    assert_eq!(
        cast.refusal(&sun, verify_of(need, None)),
        Refusal::NotAllowed
    );
    cast.must(&qian, verify_of(need, None));
}
