//! Custody: two sides, one holder.

use relief::code::*;
use relief::command::Command;
use relief::consignment::Stage;
use relief::entry::Fact;
use relief::ids::*;
use relief::quantity::QUANTITY_MAX;
use relief::refusal::Refusal;

use crate::common::*;

fn holder(cast: &Cast, id: ConsignmentId) -> PartyId {
    cast.world.state.consignments[&id].holder().unwrap()
}

#[test]
fn custody_passes_when_both_sides_confirmed() {
    let mut cast = Cast::new();
    let (li, liu, ma) = (
        cast.li_donor.clone(),
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
    );
    let id = cast.sealed(100);
    let take = cast.take(id, 100);
    assert_eq!(cast.refusal(&liu, take.clone()), Refusal::NoHandoverAsked);
    let ask = cast.ask(id, 100, Some(&liu));
    cast.must(&li, ask);
    assert_eq!(holder(&cast, id), li.party);
    assert_eq!(cast.refusal(&li, take.clone()), Refusal::OtherSideConfirms);
    assert_eq!(cast.refusal(&ma, take.clone()), Refusal::MeantForAnother);
    let first = cast.must(&liu, take);
    // The first hand-over is the departure.
    let codes: Vec<_> = cast.world.journal[first as usize..]
        .iter()
        .map(|e| e.fact.code())
        .collect();
    assert_eq!(codes, ["consignment.dispatched", "custody.handed_over"]);
    assert_eq!(holder(&cast, id), liu.party);
    assert_eq!(cast.world.state.consignments[&id].stage(), Stage::InTransit);
}

#[test]
fn a_taker_may_ask_and_the_holder_answers() {
    let mut cast = Cast::new();
    let (li, liu, ma, he) = (
        cast.li_donor.clone(),
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
        cast.he_outsider.clone(),
    );
    let id = cast.sealed(100);
    let ask = cast.ask(id, 98, None);
    cast.must(&liu, ask.clone());
    // A stranger cannot slip in between the request and its answer.
    assert_eq!(cast.refusal(&he, ask), Refusal::HandoverAsked);
    let take = cast.take(id, 100);
    assert_eq!(cast.refusal(&ma, take.clone()), Refusal::NotTheHolder);
    cast.must(&li, take);
    assert_eq!(holder(&cast, id), liu.party);
    // The taker's own count stands: two suits are a discrepancy, and only what was counted moves.
    let found = &cast.world.state.consignments[&id];
    assert_eq!(found.lines[0].moving(), 98);
    assert_eq!(found.discrepancies().count(), 1);
}

#[test]
fn the_holder_may_begin_anew() {
    let mut cast = Cast::new();
    let (li, liu, he) = (
        cast.li_donor.clone(),
        cast.liu_driver.clone(),
        cast.he_outsider.clone(),
    );
    let id = cast.sealed(100);
    let squat = cast.ask(id, 100, None);
    cast.must(&he, squat);
    let to_liu = cast.ask(id, 100, Some(&liu));
    cast.must(&li, to_liu);
    let take = cast.take(id, 100);
    cast.must(&liu, take);
    assert_eq!(holder(&cast, id), liu.party);
}

#[test]
fn counts_come_line_by_line_and_in_time() {
    let mut cast = Cast::new();
    let (li, liu) = (cast.li_donor.clone(), cast.liu_driver.clone());
    let id = cast.sealed(100);
    let ask = |counts, taker, happened_at| Command::AskHandover {
        consignment: id,
        counts,
        taker,
        taker_kind: HolderKind::Carrier,
        place: None,
        happened_at,
    };
    let now = cast.world.now;
    let refused = |cast: &mut Cast, command| cast.refusal(&li, command);
    let per_line = Refusal::CountsPerLine { lines: 1 };
    assert_eq!(refused(&mut cast, ask(vec![1, 2], None, now)), per_line);
    let max = QUANTITY_MAX;
    let prank = ask(vec![max + 1], None, now);
    assert_eq!(refused(&mut cast, prank), Refusal::QuantityTooLarge { max });
    let later = ask(vec![100], None, now.plus_hours(1));
    assert_eq!(refused(&mut cast, later), Refusal::InTheFuture);
    let to_self = ask(vec![100], Some(li.party), now);
    assert_eq!(refused(&mut cast, to_self), Refusal::HolderCannotTake);
    let to_nobody = ask(vec![100], Some(PartyId(9_999)), now);
    assert_eq!(refused(&mut cast, to_nobody), Refusal::NotFound(9_999));
    // A telephone without a signal tells of this morning.
    cast.must(&li, ask(vec![100], None, now.plus_hours(-5)));
    let offline = Command::ConfirmHandover {
        consignment: id,
        counts: vec![100],
        happened_at: now.plus_hours(-5),
    };
    cast.must(&liu, offline);
    let hop = &cast.world.state.consignments[&id].hops[1];
    assert_eq!((hop.from, hop.recorded_at), (now.plus_hours(-5), now));
}

#[test]
fn goods_rest_at_a_hub_and_go_on() {
    let mut cast = Cast::new();
    let (liu, ma, zheng) = (
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
        cast.zheng_receipts.clone(),
    );
    let id = cast.moving(100);
    let to_hub = Command::AskHandover {
        consignment: id,
        counts: vec![100],
        taker: None,
        taker_kind: HolderKind::Hub,
        place: Some(place(420_100)),
        happened_at: cast.world.now,
    };
    cast.must(&liu, to_hub);
    let take = cast.take(id, 100);
    cast.must(&zheng, take);
    assert_eq!(cast.world.state.consignments[&id].stage(), Stage::AtHub);
    cast.hand_over(id, &zheng, &ma, 100);
    assert_eq!(cast.world.state.consignments[&id].stage(), Stage::InTransit);
    assert_eq!(holder(&cast, id), ma.party);
    let arrive = Command::ArriveConsignment {
        consignment: id,
        happened_at: cast.world.now,
    };
    cast.must(&ma, arrive);
    cast.hand_over(id, &ma, &liu, 100);
    assert_eq!(cast.world.state.consignments[&id].stage(), Stage::InTransit);
}

#[test]
fn a_lost_link_is_renewed_by_others_and_in_public() {
    let mut cast = Cast::new();
    let (li, liu, ma, he) = (
        cast.li_donor.clone(),
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
        cast.he_outsider.clone(),
    );
    let (sealed, id) = (cast.sealed(10), cast.moving(100));
    let renew = |consignment| Command::RenewLink { consignment };
    // In the sender's own hands there is no link to lose.
    assert_eq!(cast.refusal(&li, renew(sealed)), Refusal::ConsignmentState);
    for stranger in [&he, &liu] {
        assert_eq!(cast.refusal(stranger, renew(id)), Refusal::NotAllowed);
    }
    let entry = cast.must(&li, renew(id));
    assert_eq!(
        cast.world.state.consignments[&id].history.last(),
        Some(&Index(entry))
    );
    cast.hand_over(id, &liu, &ma, 100);
    // Who gave it last may help who has it now.
    cast.must(&liu, renew(id));
    assert_eq!(holder(&cast, id), ma.party);
}

#[test]
fn whoever_had_the_goods_may_photograph_them_also_later() {
    let mut cast = Cast::new();
    let (liu, ma, he, hu) = (
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
        cast.he_outsider.clone(),
        cast.hu_hospital.clone(),
    );
    let id = cast.moving(100);
    let picture = |n| Command::PhotographConsignment {
        consignment: id,
        photo: seal(n),
    };
    for stranger in [&ma, &he] {
        assert_eq!(cast.refusal(stranger, picture(1)), Refusal::NotAllowed);
    }
    cast.hand_over(id, &liu, &ma, 100);
    let entry = cast.must(&liu, picture(1));
    let part = cast.receive(id, vec![counted(0, [100, 0, 0, 0])]);
    cast.must(&hu, part);
    cast.must(&hu, picture(2));
    // The room's lead removes it; its seal stays.
    let lead = cast.chen_lead.clone();
    let redact = Command::RedactText {
        entry: Index(entry),
        seal: seal(1),
        ground: Ground::Privacy,
        own: false,
    };
    assert_eq!(cast.refusal(&he, redact.clone()), Refusal::NotAllowed);
    cast.must(&lead, redact);
    let max = relief::consignment::PHOTOS_MAX;
    for n in 2..max {
        cast.must(&hu, picture(u8::try_from(n).unwrap()));
    }
    assert_eq!(
        cast.refusal(&hu, picture(99)),
        Refusal::TooManyPhotos { max }
    );
}

#[test]
fn a_cordon_stops_the_holder() {
    let mut cast = Cast::new();
    let (liu, ma) = (cast.liu_driver.clone(), cast.ma_driver.clone());
    let (sealed, id) = (cast.sealed(10), cast.moving(100));
    let stop = |consignment, happened_at| Command::StopConsignment {
        consignment,
        place: Some(place(421_100)),
        happened_at,
    };
    let now = cast.world.now;
    assert_eq!(cast.refusal(&ma, stop(id, now)), Refusal::NotTheHolder);
    let li = cast.li_donor.clone();
    assert_eq!(
        cast.refusal(&li, stop(sealed, now)),
        Refusal::ConsignmentState
    );
    cast.must(&liu, stop(id, now));
    assert_eq!(cast.world.state.consignments[&id].stops.len(), 1);
    cast.hand_over(id, &liu, &ma, 100);
}

#[test]
fn a_taker_counts_what_is_left_after_a_part_was_received() {
    let mut cast = Cast::new();
    let (hu, liu, ma) = (
        cast.hu_hospital.clone(),
        cast.liu_driver.clone(),
        cast.ma_driver.clone(),
    );
    let id = cast.moving(300);
    let part = cast.receive(id, vec![counted(0, [100, 0, 0, 0])]);
    cast.must(&hu, part);
    cast.hand_over(id, &liu, &ma, 200);
    let line = &cast.world.state.consignments[&id].lines[0];
    assert_eq!((line.moving(), line.open()), (200, 200));
}

#[test]
fn hand_overs_end_with_the_journey() {
    let mut cast = Cast::new();
    let liu = cast.liu_driver.clone();
    let (preparing, received) = (cast.prepared(10), cast.received(100));
    for id in [preparing, received] {
        let ask = cast.ask(id, 10, None);
        assert_eq!(cast.refusal(&liu, ask), Refusal::ConsignmentState);
    }
    let last = cast.world.journal.last().map(|e| &e.fact);
    assert!(matches!(last, Some(Fact::ConsignmentReceived(_))));
}
