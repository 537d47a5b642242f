//! Consignments: prepared, sealed, on the way, and the ends that are no receipt. Disputes and papers.

use relief::code::*;
use relief::command::Command;
use relief::consignment::{CONSIGNMENT_LINES_MAX, PACKAGES_MAX, Stage};
use relief::coverage::Tally;
use relief::ids::*;
use relief::refusal::Refusal;

use crate::common::*;

fn stage(cast: &Cast, id: ConsignmentId) -> Stage {
    cast.world.state.consignments[&id].stage()
}

fn tally(cast: &Cast) -> Tally {
    cast.world.state.needs[&cast.need].lines[0].tally
}

#[test]
fn goods_are_packed_from_firm_commitments_to_one_recipient() {
    let mut cast = Cast::new();
    let (li, he, wang, sun) = (
        cast.li_donor.clone(),
        cast.he_outsider.clone(),
        cast.wang_clerk.clone(),
        cast.sun_verifier.clone(),
    );
    let (pledged, firm) = (cast.pledged(10), cast.firm(100));
    let refused = |cast: &mut Cast, lines| cast.refusal(&li, prepare(lines));
    assert_eq!(refused(&mut cast, Vec::new()), Refusal::NoLines);
    let max = CONSIGNMENT_LINES_MAX;
    let many = vec![packed(firm, 1); max + 1];
    assert_eq!(refused(&mut cast, many), Refusal::TooManyLines { max });
    assert_eq!(
        refused(&mut cast, vec![packed(pledged, 5)]),
        Refusal::CommitmentNotFirm
    );
    assert_eq!(
        refused(&mut cast, vec![packed(firm, 0)]),
        Refusal::QuantityZero
    );
    let left = Refusal::NotSoMuchLeft { left: 40 };
    assert_eq!(
        refused(&mut cast, vec![packed(firm, 60), packed(firm, 41)]),
        left
    );
    let mut unpacked = packed(firm, 5);
    unpacked.packages = 0;
    let packages = Refusal::Packages { max: PACKAGES_MAX };
    assert_eq!(refused(&mut cast, vec![unpacked]), packages);
    let theirs = prepare(vec![packed(firm, 5)]);
    assert_eq!(cast.refusal(&he, theirs), Refusal::NotYourCommitment);
    let other = register(&mut cast.world, &wang, "汉口医院");
    let need = report(
        &mut cast.world,
        &wang,
        other,
        Some(cast.room),
        vec![line(suit(), 50)],
    );
    verify(&mut cast.world, &sun, need);
    let (home, mut away) = (cast.need, need);
    std::mem::swap(&mut cast.need, &mut away);
    let elsewhere = cast.firm(10);
    cast.need = home;
    let mixed = vec![packed(firm, 5), packed(elsewhere, 5)];
    assert_eq!(refused(&mut cast, mixed), Refusal::DifferentRecipients);
    let zheng = cast.zheng_receipts.clone();
    cast.must(&zheng, prepare(vec![packed(firm, 5)]));
}

#[test]
fn a_consignment_is_sealed_once_by_its_sender() {
    let mut cast = Cast::new();
    let (li, he) = (cast.li_donor.clone(), cast.he_outsider.clone());
    let consignment = cast.prepared(100);
    let seal = |packages| Command::SealConsignment {
        consignment,
        packages,
    };
    assert_eq!(stage(&cast, consignment), Stage::Preparing);
    assert_eq!(cast.refusal(&he, seal(2)), Refusal::NotYourConsignment);
    let packages = Refusal::Packages { max: PACKAGES_MAX };
    assert_eq!(cast.refusal(&li, seal(0)), packages);
    cast.must(&li, seal(2));
    assert_eq!(stage(&cast, consignment), Stage::Sealed);
    assert!(
        cast.world.state.consignments[&consignment]
            .manifest
            .is_some()
    );
    assert_eq!(cast.refusal(&li, seal(2)), Refusal::ConsignmentState);
    assert_eq!(
        cast.refusal(
            &li,
            Command::SealConsignment {
                consignment: ConsignmentId(1),
                packages: 2
            }
        ),
        Refusal::NotFound(1)
    );
}

#[test]
fn what_is_dispatched_moves_from_firm_to_on_the_way() {
    let mut cast = Cast::new();
    let (li, he) = (cast.li_donor.clone(), cast.he_outsider.clone());
    let consignment = cast.sealed(100);
    assert_eq!((tally(&cast).firm, tally(&cast).moving), (100, 0));
    let dispatch = |eta| Command::DispatchConsignment { consignment, eta };
    assert_eq!(
        cast.refusal(&he, dispatch(None)),
        Refusal::NotYourConsignment
    );
    assert_eq!(cast.refusal(&li, dispatch(Some(START))), Refusal::InThePast);
    let eta = cast.world.now.plus_hours(6);
    cast.must(&li, dispatch(Some(eta)));
    assert_eq!((tally(&cast).firm, tally(&cast).moving), (0, 100));
    assert_eq!(stage(&cast, consignment), Stage::InTransit);
    assert_eq!(cast.refusal(&li, dispatch(None)), Refusal::ConsignmentState);
    let found = cast.world.state.consignments[&consignment].clone();
    assert!(!found.is_overdue(eta.plus_hours(2)) && found.is_overdue(eta.plus_hours(3)));
    assert!(found.is_stuck(cast.world.now.plus_hours(25)));
}

#[test]
fn an_arrival_is_a_claim_and_no_delivery() {
    let mut cast = Cast::new();
    let (liu, ma) = (cast.liu_driver.clone(), cast.ma_driver.clone());
    let consignment = cast.moving(100);
    let arrive = |happened_at| Command::ArriveConsignment {
        consignment,
        happened_at,
    };
    let now = cast.world.now;
    assert_eq!(cast.refusal(&ma, arrive(now)), Refusal::NotTheHolder);
    assert_eq!(
        cast.refusal(&liu, arrive(now.plus_hours(1))),
        Refusal::InTheFuture
    );
    cast.must(&liu, arrive(now));
    assert_eq!(stage(&cast, consignment), Stage::Arrived);
    assert_eq!((tally(&cast).moving, tally(&cast).received), (100, 0));
    assert_eq!(cast.refusal(&liu, arrive(now)), Refusal::ConsignmentState);
}

#[test]
fn what_is_lost_opens_the_gap_and_the_carrier_alone_cannot_say_so() {
    let mut cast = Cast::new();
    let (liu, he, hu, li) = (
        cast.liu_driver.clone(),
        cast.he_outsider.clone(),
        cast.hu_hospital.clone(),
        cast.li_donor.clone(),
    );
    let consignment = cast.moving(100);
    let lose = Command::LoseConsignment { consignment };
    assert_eq!(
        cast.refusal(&liu, lose.clone()),
        Refusal::CarrierCannotDeclareLoss
    );
    assert_eq!(cast.refusal(&he, lose.clone()), Refusal::NotAllowed);
    cast.world.clone().must(&li, lose.clone());
    cast.must(&hu, lose.clone());
    assert_eq!(stage(&cast, consignment), Stage::Lost);
    assert_eq!(tally(&cast), Tally::default());
    assert_eq!(cast.refusal(&hu, lose), Refusal::ConsignmentState);
}

#[test]
fn the_holder_brings_goods_back() {
    let mut cast = Cast::new();
    let (liu, li) = (cast.liu_driver.clone(), cast.li_donor.clone());
    let consignment = cast.moving(100);
    let back = Command::ReturnConsignment { consignment };
    assert_eq!(cast.refusal(&li, back.clone()), Refusal::NotTheHolder);
    cast.must(&liu, back.clone());
    assert_eq!(stage(&cast, consignment), Stage::Returned);
    assert_eq!(
        cast.world.state.consignments[&consignment].lines[0].ended,
        100
    );
    assert_eq!(cast.refusal(&liu, back), Refusal::ConsignmentState);
}

#[test]
fn a_consignment_is_cancelled_before_it_leaves() {
    let mut cast = Cast::new();
    let (li, he) = (cast.li_donor.clone(), cast.he_outsider.clone());
    let consignment = cast.sealed(100);
    let cancel = Command::CancelConsignment { consignment };
    assert_eq!(
        cast.refusal(&he, cancel.clone()),
        Refusal::NotYourConsignment
    );
    cast.world.clone().must(&li, cancel.clone());
    assert_eq!(tally(&cast).firm, 100);
    let moving = cast.moving(50);
    let late = Command::CancelConsignment {
        consignment: moving,
    };
    assert_eq!(cast.refusal(&li, late), Refusal::ConsignmentState);
    cast.must(&li, cancel);
    assert_eq!(stage(&cast, consignment), Stage::Cancelled);
}

#[test]
fn anyone_flags_and_an_auditor_settles_without_touching_a_count() {
    let mut cast = Cast::new();
    let (he, tang, li, chen) = (
        cast.he_outsider.clone(),
        cast.tang_auditor.clone(),
        cast.li_donor.clone(),
        cast.chen_lead.clone(),
    );
    let sealed = cast.sealed(10);
    let consignment = cast.received(100);
    let dispute = |consignment| Command::DisputeConsignment {
        consignment,
        reason: DisputeReason::Diversion,
        remark: None,
    };
    let settle = Command::SettleConsignment {
        consignment,
        finding: Finding::Explained,
        remark: None,
    };
    assert_eq!(
        cast.refusal(&he, dispute(sealed)),
        Refusal::ConsignmentState
    );
    assert_eq!(
        cast.refusal(&tang, settle.clone()),
        Refusal::NothingDisputed
    );
    cast.must(&he, dispute(consignment));
    assert_eq!(
        cast.refusal(&li, dispute(consignment)),
        Refusal::DisputedAlready
    );
    assert_eq!(cast.refusal(&chen, settle.clone()), Refusal::NotAllowed);
    let before = tally(&cast);
    cast.must(&tang, settle);
    assert_eq!(tally(&cast), before);
    assert!(!cast.world.state.consignments[&consignment].is_disputed());
}

#[test]
fn who_had_the_goods_does_not_settle() {
    let mut cast = Cast::new();
    let (zhou, liu, he) = (
        cast.zhou_founder.clone(),
        cast.liu_driver.clone(),
        cast.he_outsider.clone(),
    );
    let consignment = cast.moving(100);
    cast.world.grant(&liu, Role::Auditor, None);
    cast.must(
        &he,
        Command::DisputeConsignment {
            consignment,
            reason: DisputeReason::NotArrived,
            remark: None,
        },
    );
    let settle = Command::SettleConsignment {
        consignment,
        finding: Finding::Explained,
        remark: None,
    };
    assert_eq!(
        cast.refusal(&liu, settle.clone()),
        Refusal::HolderCannotSettle
    );
    assert_eq!(cast.refusal(&zhou, settle), Refusal::NotAllowed);
}

#[test]
fn papers_ride_along_while_the_goods_do() {
    let mut cast = Cast::new();
    let (li, liu, hu, wu, he) = (
        cast.li_donor.clone(),
        cast.liu_driver.clone(),
        cast.hu_hospital.clone(),
        cast.wu_transport.clone(),
        cast.he_outsider.clone(),
    );
    let consignment = cast.moving(100);
    let paper = |kind| Command::AttachPaper {
        consignment,
        kind,
        document: Some(seal(6)),
    };
    assert_eq!(
        cast.refusal(&he, paper(PaperKind::AcceptanceLetter)),
        Refusal::NotAllowed
    );
    for (actor, kind) in [
        (&hu, PaperKind::AcceptanceLetter),
        (&wu, PaperKind::TransportPermit),
        (&li, PaperKind::CustomsExemption),
        (&liu, PaperKind::TransportPermit),
    ] {
        cast.must(actor, paper(kind));
    }
    cast.must(&liu, Command::ReturnConsignment { consignment });
    assert_eq!(
        cast.refusal(&li, paper(PaperKind::TransportPermit)),
        Refusal::ConsignmentState
    );
}
