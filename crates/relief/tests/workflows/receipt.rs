//! Receipts: the recipient's own record, in parts if need be, and its corrections.

use relief::code::*;
use relief::command::Command;
use relief::consignment::Stage;
use relief::coverage::coverage;
use relief::entry::ReceiptLineFact;
use relief::figures::commitment_word;
use relief::ids::*;
use relief::quantity::QUANTITY_MAX;
use relief::refusal::Refusal;

use crate::common::*;

fn received(cast: &Cast) -> u64 {
    cast.world.state.needs[&cast.need].lines[0].tally.received
}

fn correct(cast: &Cast, id: ConsignmentId, corrects: Index, line: ReceiptLineFact) -> Command {
    Command::CorrectReceipt {
        consignment: id,
        corrects,
        lines: vec![line],
        happened_at: cast.world.now,
    }
}

#[test]
fn only_the_recipient_records_what_arrived() {
    let mut cast = Cast::new();
    let id = cast.moving(100);
    let all = cast.receive(id, vec![counted(0, [100, 0, 0, 0])]);
    for actor in [
        cast.liu_driver.clone(),
        cast.li_donor.clone(),
        cast.chen_lead.clone(),
        cast.zhou_founder.clone(),
    ] {
        assert_eq!(cast.refusal(&actor, all.clone()), Refusal::RecipientOnly);
    }
    let hu = cast.hu_hospital.clone();
    cast.must(&hu, all.clone());
    assert_eq!(cast.world.state.consignments[&id].stage(), Stage::Received);
    assert_eq!(cast.refusal(&hu, all), Refusal::ConsignmentState);
    assert_eq!(received(&cast), 100);
    let room = &cast.world.state.rooms[&cast.room];
    assert!(room.first_delivery_at.is_some() && room.first_commitment_at.is_some());
}

#[test]
fn a_commitment_is_fulfilled_once_nothing_of_it_is_on_its_way() {
    let mut cast = Cast::new();
    let hu = cast.hu_hospital.clone();
    let id = cast.moving(100);
    let commitment = cast.world.state.consignments[&id].lines[0].commitment;
    let standing = |cast: &Cast| {
        let state = &cast.world.state;
        commitment_word(state, &state.commitments[&commitment])
    };
    assert_eq!(standing(&cast), "firm");
    let part = cast.receive(id, vec![counted(0, [60, 0, 0, 0])]);
    cast.must(&hu, part);
    assert_eq!(standing(&cast), "firm", "40 are still to come");
    let rest = cast.receive(id, vec![counted(0, [38, 0, 2, 0])]);
    cast.must(&hu, rest);
    assert_eq!(standing(&cast), "fulfilled");
}

#[test]
fn who_counts_is_not_who_sends() {
    let mut cast = Cast::new();
    let (qian, li) = (cast.qian_verifier.clone(), cast.li_donor.clone());
    appoint(&mut cast.world, &qian, &li, cast.hospital);
    let id = cast.moving(100);
    let own = cast.receive(id, vec![counted(0, [100, 0, 0, 0])]);
    assert_eq!(cast.refusal(&li, own), Refusal::SenderCannotReceive);
}

#[test]
fn nothing_is_received_before_it_left() {
    let mut cast = Cast::new();
    let hu = cast.hu_hospital.clone();
    let id = cast.sealed(100);
    let early = cast.receive(id, vec![counted(0, [100, 0, 0, 0])]);
    assert_eq!(cast.refusal(&hu, early), Refusal::ConsignmentState);
}

#[test]
fn a_receipt_says_what_became_of_each_piece() {
    let mut cast = Cast::new();
    let hu = cast.hu_hospital.clone();
    let id = cast.moving(100);
    let refused = |cast: &mut Cast, lines| {
        let command = cast.receive(id, lines);
        cast.refusal(&hu, command)
    };
    let some = counted(0, [50, 0, 0, 0]);
    assert_eq!(refused(&mut cast, Vec::new()), Refusal::ReceiptLines);
    assert_eq!(
        refused(&mut cast, vec![some.clone(), some]),
        Refusal::ReceiptLines
    );
    assert_eq!(
        refused(&mut cast, vec![counted(0, [0, 0, 0, 0])]),
        Refusal::ReceiptLines
    );
    assert_eq!(
        refused(&mut cast, vec![counted(4, [1, 0, 0, 0])]),
        Refusal::NoSuchLine
    );
    let too_many = Refusal::MoreThanOpen { line: 0, open: 100 };
    assert_eq!(
        refused(&mut cast, vec![counted(0, [100, 1, 0, 0])]),
        too_many
    );
    let mut silent = counted(0, [90, 0, 0, 10]);
    silent.reason = None;
    assert_eq!(refused(&mut cast, vec![silent]), Refusal::ReasonMissing);
    let max = QUANTITY_MAX;
    let mut more = counted(0, [100, 0, 0, 0]);
    more.surplus = max + 1;
    assert_eq!(
        refused(&mut cast, vec![more]),
        Refusal::QuantityTooLarge { max }
    );
    let late = Command::ReceiveConsignment {
        consignment: id,
        lines: vec![counted(0, [100, 0, 0, 0])],
        happened_at: cast.world.now.plus_hours(2),
        remark: None,
    };
    assert_eq!(cast.refusal(&hu, late), Refusal::InTheFuture);
    let mut whole = counted(0, [80, 5, 8, 7]);
    whole.surplus = 3;
    let command = cast.receive(id, vec![whole]);
    cast.must(&hu, command);
    let line = &cast.world.state.consignments[&id].lines[0];
    assert_eq!(
        (line.accepted, line.damaged, line.missing, line.refused),
        (80, 5, 8, 7)
    );
    assert_eq!((line.open(), line.surplus), (0, 3));
    assert_eq!(received(&cast), 80);
}

#[test]
fn parts_add_up_and_the_rest_stays_open() {
    let mut cast = Cast::new();
    let hu = cast.hu_hospital.clone();
    let id = cast.moving(100);
    for (part, open) in [(30, 70), (70, 0)] {
        let command = cast.receive(id, vec![counted(0, [part, 0, 0, 0])]);
        cast.must(&hu, command);
        assert_eq!(cast.world.state.consignments[&id].lines[0].open(), open);
    }
    assert_eq!(cast.world.state.consignments[&id].stage(), Stage::Received);
    let line = &cast.world.state.needs[&cast.need].lines[0];
    let figures = coverage(line.quantity, &line.tally).unwrap();
    assert_eq!((figures.cover, figures.gap, figures.unmet), (100, 400, 400));
}

#[test]
fn a_correction_is_a_new_entry_and_the_first_stays_readable() {
    let mut cast = Cast::new();
    let (hu, he) = (cast.hu_hospital.clone(), cast.he_outsider.clone());
    let id = cast.received(100);
    let first = cast.world.state.consignments[&id].receipts[0].index;
    let fewer = counted(0, [94, 6, 0, 0]);
    let command = correct(&cast, id, first, fewer.clone());
    assert_eq!(cast.refusal(&he, command.clone()), Refusal::RecipientOnly);
    let nowhere = correct(&cast, id, Index(0), fewer.clone());
    assert_eq!(cast.refusal(&hu, nowhere), Refusal::NoSuchReceipt);
    let same = correct(&cast, id, first, counted(0, [100, 0, 0, 0]));
    assert_eq!(cast.refusal(&hu, same), Refusal::NothingChanges);
    let more = correct(&cast, id, first, counted(0, [101, 0, 0, 0]));
    let bound = Refusal::MoreThanOpen { line: 0, open: 100 };
    assert_eq!(cast.refusal(&hu, more), bound);
    let index = cast.must(&hu, command);
    let receipt = &cast.world.state.consignments[&id].receipts[0];
    assert_eq!(receipt.lines, [fewer]);
    assert_eq!(receipt.corrected_by, [Index(index)]);
    assert_eq!(received(&cast), 94);
}

#[test]
fn what_was_thought_lost_may_turn_up_in_a_correction() {
    let mut cast = Cast::new();
    let hu = cast.hu_hospital.clone();
    let id = cast.moving(100);
    let part = cast.receive(id, vec![counted(0, [60, 0, 0, 0])]);
    let first = Index(cast.must(&hu, part));
    cast.must(&hu, Command::LoseConsignment { consignment: id });
    let sums = |cast: &Cast| {
        let line = &cast.world.state.consignments[&id].lines[0];
        (line.accepted, line.ended, line.open(), line.moving())
    };
    assert_eq!(sums(&cast), (60, 40, 0, 0));
    for (found, lost) in [(90, 10), (50, 50)] {
        let command = correct(&cast, id, first, counted(0, [found, 0, 0, 0]));
        cast.must(&hu, command);
        assert_eq!(sums(&cast), (found, lost, 0, 0));
    }
}

#[test]
fn goods_refused_at_the_door_have_a_reason() {
    let mut cast = Cast::new();
    let hu = cast.hu_hospital.clone();
    let id = cast.moving(100);
    let mut line = counted(0, [0, 0, 0, 100]);
    line.reason = Some(RefuseReason::Expired);
    let command = cast.receive(id, vec![line]);
    cast.must(&hu, command);
    assert_eq!(received(&cast), 0);
    assert_eq!(cast.world.state.consignments[&id].lines[0].refused, 100);
}
