//! Commitments: pledged, accepted, firm, and every way they end.

use relief::clock;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::commitment::{CommitmentState, outstanding};
use relief::coverage::Tally;
use relief::entry::{Batch, Fact};
use relief::ids::*;
use relief::quantity::QUANTITY_MAX;
use relief::refusal::Refusal;

use crate::common::*;

pub fn state(cast: &Cast, id: CommitmentId) -> CommitmentState {
    cast.world.state.commitments[&id].state
}

pub fn tally(cast: &Cast, need: NeedId) -> Tally {
    cast.world.state.needs[&need].lines[0].tally
}

pub fn other_need(cast: &mut Cast) -> NeedId {
    let (wang, sun) = (cast.wang_clerk.clone(), cast.sun_verifier.clone());
    let hospital = register(&mut cast.world, &wang, "团风县人民医院");
    let mut suits = line(suit(), 300);
    suits.standards = vec![standard("gb_19082_2009")];
    let lines = vec![suits, line(item("goggles"), 50), line(suit(), 80)];
    let need = report(&mut cast.world, &wang, hospital, Some(cast.room), lines);
    verify(&mut cast.world, &sun, need);
    need
}

#[test]
fn a_pledge_is_bounded_and_closes_no_gap() {
    let mut cast = Cast::new();
    let (li, need) = (cast.li_donor.clone(), cast.need);
    let max = QUANTITY_MAX;
    assert_eq!(cast.refusal(&li, pledge(need, 0)), Refusal::QuantityZero);
    assert_eq!(
        cast.refusal(&li, pledge(need, max + 1)),
        Refusal::QuantityTooLarge { max }
    );
    assert_eq!(
        cast.refusal(&li, pledge(NeedId(2), 5)),
        Refusal::NotFound(2)
    );
    let mut late = pledge(need, 5);
    if let Command::PledgeCommitment { available_on, .. } = &mut late {
        *available_on = START.plus_hours(-25);
    }
    assert_eq!(cast.refusal(&li, late), Refusal::InThePast);
    let mut nowhere = pledge(need, 5);
    if let Command::PledgeCommitment { line, .. } = &mut nowhere {
        *line = 3;
    }
    assert_eq!(cast.refusal(&li, nowhere), Refusal::NoSuchLine);
    cast.pledged(200);
    let expected = Tally {
        pledged: 200,
        ..Tally::default()
    };
    assert_eq!(tally(&cast, need), expected);
}

#[test]
fn a_donor_is_told_before_buying_what_is_not_accepted() {
    let mut cast = Cast::new();
    let li = cast.li_donor.clone();
    let need = other_need(&mut cast);
    let with = |code: &str, despite_standard| Command::PledgeCommitment {
        need,
        line: 0,
        quantity: 20,
        standard: Some(standard(code)),
        place: place(330_100),
        available_on: START,
        offer: None,
        remark: None,
        despite_standard,
    };
    let accepted = vec![standard("gb_19082_2009")];
    let refusal = Refusal::StandardNotAccepted { accepted };
    assert_eq!(cast.refusal(&li, with("en_14126", false)), refusal);
    assert_eq!(
        cast.refusal(&li, with("gb_19083_2010", true)),
        Refusal::StandardForOtherItem
    );
    cast.must(&li, with("gb_19082_2009", false));
    cast.must(&li, with("en_14126", true));
}

#[test]
fn a_first_large_pledge_waits_and_a_second_does_not_slip_past() {
    let mut cast = Cast::new();
    let (li, chen, sun, he, need) = (
        cast.li_donor.clone(),
        cast.chen_lead.clone(),
        cast.sun_verifier.clone(),
        cast.he_outsider.clone(),
        cast.need,
    );
    cast.pledged(1);
    let commitment = cast.pledged(6_000);
    let waiting = Tally {
        pledged: 1,
        held: 6_000,
        ..Tally::default()
    };
    assert_eq!(tally(&cast, need), waiting);
    let accept = Command::AcceptCommitment { commitment };
    assert_eq!(cast.refusal(&chen, accept.clone()), Refusal::CommitmentHeld);
    cast.must(&li, evidence(commitment));
    assert_eq!(
        cast.refusal(&sun, confirm(commitment, None)),
        Refusal::CommitmentHeld
    );
    let clear = Command::ClearCommitment { commitment };
    assert_eq!(cast.refusal(&he, clear.clone()), Refusal::NotAllowed);
    cast.must(&sun, clear.clone());
    assert_eq!(cast.refusal(&sun, clear), Refusal::CommitmentState);
    assert_eq!(tally(&cast, need).pledged, 6_001);
    cast.must(&chen, accept);
    let known = cast.pledged(7_000);
    assert!(
        !cast.world.state.commitments[&known].held,
        "a proven donor need not wait"
    );
    let absurd = cast.pledged(900_000);
    assert!(
        cast.world.state.commitments[&absurd].held,
        "beyond the item's bound anyone waits"
    );
    let decline = Command::DeclineCommitment {
        commitment: absurd,
        reason: DeclineReason::DoubtfulSupplier,
    };
    cast.must(&sun, decline);
    assert_eq!(tally(&cast, need).held, 0);
}

#[test]
fn a_donor_does_not_clear_their_own_pledge() {
    let mut cast = Cast::new();
    let (sun, need) = (cast.sun_verifier.clone(), cast.need);
    let commitment = CommitmentId(cast.must(&sun, pledge(need, 6_000)));
    let clear = Command::ClearCommitment { commitment };
    assert_eq!(cast.refusal(&sun, clear), Refusal::DonorCannotConfirm);
}

#[test]
fn the_recipient_or_a_coordinator_accepts() {
    let mut cast = Cast::new();
    for accepter in [
        cast.hu_hospital.clone(),
        cast.chen_lead.clone(),
        cast.zhao_sourcing.clone(),
    ] {
        let commitment = cast.pledged(10);
        let accept = Command::AcceptCommitment { commitment };
        let li = cast.li_donor.clone();
        assert_eq!(cast.refusal(&li, accept.clone()), Refusal::NotAllowed);
        cast.must(&accepter, accept.clone());
        assert_eq!(state(&cast, commitment), CommitmentState::Accepted);
        assert_eq!(cast.refusal(&accepter, accept), Refusal::CommitmentState);
    }
    assert_eq!(tally(&cast, cast.need).pledged, 30);
}

#[test]
fn nothing_is_accepted_or_firm_for_a_need_that_ended() {
    let mut cast = Cast::new();
    let (hu, chen, li, sun, need) = (
        cast.hu_hospital.clone(),
        cast.chen_lead.clone(),
        cast.li_donor.clone(),
        cast.sun_verifier.clone(),
        cast.need,
    );
    let (pledged, accepted) = (cast.pledged(10), cast.accepted(10));
    cast.must(&li, evidence(accepted));
    let reason = CloseReason::DoneByOthers;
    cast.must(&hu, Command::CloseNeed { need, reason });
    let accept = Command::AcceptCommitment {
        commitment: pledged,
    };
    assert_eq!(cast.refusal(&chen, accept), Refusal::NeedClosed);
    assert_eq!(
        cast.refusal(&sun, confirm(accepted, None)),
        Refusal::NeedClosed
    );
}

#[test]
fn a_decline_has_a_reason_and_frees_everything() {
    let mut cast = Cast::new();
    let (hu, li) = (cast.hu_hospital.clone(), cast.li_donor.clone());
    let commitment = cast.pledged(10);
    let reason = DeclineReason::NotNeeded;
    let decline = Command::DeclineCommitment { commitment, reason };
    assert_eq!(cast.refusal(&li, decline.clone()), Refusal::NotAllowed);
    cast.must(&hu, decline.clone());
    assert_eq!(state(&cast, commitment), CommitmentState::Declined(reason));
    assert_eq!(cast.refusal(&hu, decline), Refusal::CommitmentState);
    assert_eq!(
        cast.refusal(&li, evidence(commitment)),
        Refusal::CommitmentState
    );
    assert_eq!(tally(&cast, cast.need), Tally::default());
}

#[test]
fn evidence_is_the_donors_and_says_something() {
    let mut cast = Cast::new();
    let (li, he, sun) = (
        cast.li_donor.clone(),
        cast.he_outsider.clone(),
        cast.sun_verifier.clone(),
    );
    let commitment = cast.accepted(10);
    assert_eq!(
        cast.refusal(&sun, confirm(commitment, None)),
        Refusal::EvidenceMissing
    );
    assert_eq!(
        cast.refusal(&he, evidence(commitment)),
        Refusal::NotYourCommitment
    );
    let empty = Batch {
        expires_on: None,
        made_on: None,
        number: None,
    };
    for batch in [None, Some(empty)] {
        let nothing = Command::BringEvidence {
            commitment,
            certificate: CertificateState::Claimed,
            batch,
            document: None,
        };
        assert_eq!(cast.refusal(&li, nothing), Refusal::EvidenceMissing);
    }
    cast.must(&li, evidence(commitment));
    cast.must(&sun, confirm(commitment, None));
    assert_eq!(state(&cast, commitment), CommitmentState::Firm);
    assert_eq!(tally(&cast, cast.need).firm, 10);
}

#[test]
fn who_confirms_is_not_the_donor_unless_it_is_on_record() {
    let mut cast = Cast::new();
    let (sun, chen, he, need) = (
        cast.sun_verifier.clone(),
        cast.chen_lead.clone(),
        cast.he_outsider.clone(),
        cast.need,
    );
    let commitment = CommitmentId(cast.must(&sun, pledge(need, 20)));
    cast.must(&sun, evidence(commitment));
    assert_eq!(
        cast.refusal(&he, confirm(commitment, None)),
        Refusal::NotAllowed
    );
    assert_eq!(
        cast.refusal(&chen, confirm(commitment, None)),
        Refusal::CommitmentState
    );
    cast.must(&chen, Command::AcceptCommitment { commitment });
    assert_eq!(
        cast.refusal(&sun, confirm(commitment, None)),
        Refusal::DonorCannotConfirm
    );
    let first = cast.must(&sun, confirm(commitment, Some(SkipReason::NobodyElse)));
    let Fact::GateSkipped(skipped) = &cast.world.journal[first as usize].fact else {
        panic!("the skipped gate comes first");
    };
    assert_eq!(skipped.gate, Gate::SecondPersonForEvidence);
}

#[test]
fn acceptance_is_skipped_on_record() {
    let mut cast = Cast::new();
    let (li, hu) = (cast.li_donor.clone(), cast.hu_hospital.clone());
    let commitment = cast.pledged(20);
    cast.must(&li, evidence(commitment));
    let first = cast.must(&hu, confirm(commitment, Some(SkipReason::Emergency)));
    let Fact::GateSkipped(skipped) = &cast.world.journal[first as usize].fact else {
        panic!("the skipped gate comes first");
    };
    assert_eq!(skipped.gate, Gate::Acceptance);
    assert_eq!(state(&cast, commitment), CommitmentState::Firm);
}

#[test]
fn a_withdrawal_frees_at_once_what_is_not_packed() {
    let mut cast = Cast::new();
    let (li, he) = (cast.li_donor.clone(), cast.he_outsider.clone());
    let commitment = cast.firm(100);
    let withdraw = Command::WithdrawCommitment { commitment };
    assert_eq!(
        cast.refusal(&he, withdraw.clone()),
        Refusal::NotYourCommitment
    );
    let consignment = ConsignmentId(cast.must(&li, prepare(vec![packed(commitment, 30)])));
    cast.must(&li, withdraw.clone());
    assert_eq!(tally(&cast, cast.need).firm, 30);
    assert_eq!(state(&cast, commitment), CommitmentState::Firm);
    assert_eq!(
        cast.refusal(&li, withdraw.clone()),
        Refusal::NotSoMuchLeft { left: 0 }
    );
    cast.must(&li, Command::CancelConsignment { consignment });
    cast.must(&li, withdraw.clone());
    assert_eq!(state(&cast, commitment), CommitmentState::Withdrawn);
    assert_eq!(cast.refusal(&li, withdraw), Refusal::CommitmentState);
    assert_eq!(tally(&cast, cast.need), Tally::default());
}

#[test]
fn the_clock_lets_an_accepted_commitment_lapse() {
    let mut cast = Cast::new();
    let chen = cast.chen_lead.clone();
    let commitment = cast.accepted(10);
    let lapse = Command::LapseCommitment { commitment };
    assert_eq!(cast.refusal(&chen, lapse.clone()), Refusal::CommunityOnly);
    let clock = Actor::community();
    let due = START.plus_hours(48);
    assert_eq!(cast.refusal(&clock, lapse.clone()), Refusal::TooEarly(due));
    cast.world.hours(48);
    assert_eq!(
        clock::due(&cast.world.state, cast.world.now),
        std::slice::from_ref(&lapse)
    );
    cast.must(&clock, lapse.clone());
    assert_eq!(cast.refusal(&clock, lapse), Refusal::CommitmentState);
    let found = &cast.world.state.commitments[&commitment];
    assert_eq!(found.state, CommitmentState::Lapsed);
    assert_eq!(outstanding(&cast.world.state, found), 0);
}

#[test]
fn its_donor_is_asked_twelve_hours_after_the_day_and_told_of_a_new_contact() {
    let mut cast = Cast::new();
    let (commitment, qian) = (cast.accepted(10), cast.qian_verifier.clone());
    let of = |cast: &Cast| {
        let (state, now) = (&cast.world.state, cast.world.now);
        let found = &state.commitments[&commitment];
        (found.is_asked(now), found.contact_changed_at(state))
    };
    cast.world.hours(35);
    assert_eq!(of(&cast), (false, None));
    cast.world.hours(1);
    assert_eq!(of(&cast), (true, None));
    let recipient = cast.hospital;
    cast.must(&qian, Command::ChangeRecipientContact { recipient });
    assert_eq!(of(&cast), (true, Some(cast.world.now)));
    cast.world.hours(12);
    cast.must(&Actor::community(), Command::LapseCommitment { commitment });
    assert_eq!(of(&cast), (false, None), "nothing to ask any more");
}
