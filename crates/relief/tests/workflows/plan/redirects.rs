//! What a plan may take back, and only with the donor's consent.

use relief::coverage::coverage;
use relief::plan::redirects::{Proposal, spared};

use super::{Town, town};
use crate::common::planned::proposals;
use crate::common::*;
use relief::command::Command;
use relief::ids::*;
use relief::refusal::Refusal;

/// 100 firm of 500 to begin with; 600 more are promised: 200 too many.
fn too_much() -> (Town, CommitmentId) {
    let mut town = town();
    let late = town.cast.firm(600);
    (town, late)
}

fn propose(of: &Proposal) -> Command {
    Command::ProposeRedirect {
        commitment: of.commitment,
        to_need: of.need,
        to_line: of.line,
        quantity: of.quantity,
    }
}

#[test]
fn what_is_too_much_is_proposed_to_who_lacks_it() {
    let (mut town, late) = too_much();
    assert_eq!(spared(town.state()), [suit()].into());
    let found = proposals(town.state(), suit());
    let expected = Proposal {
        commitment: late,
        need: town.county_need,
        line: 0,
        quantity: 200,
        covered: 0,
        demand: 200,
    };
    assert_eq!(found, [expected]);
    let (chen, li) = (town.cast.chen_lead.clone(), town.cast.li_donor.clone());
    town.cast.must(&chen, propose(&expected));
    assert_eq!(proposals(town.state(), suit()), [], "its donor is asked");
    town.cast
        .must(&li, Command::AgreeRedirect { commitment: late });
    let state = town.state();
    for need in [town.cast.need, town.county_need] {
        let line = &state.needs[&need].lines[0];
        let coverage = coverage(line.quantity, &line.tally).unwrap();
        assert_eq!((coverage.shortage, coverage.excess), (0, 0));
    }
}

#[test]
fn what_is_packed_or_planned_stays() {
    let (mut town, late) = too_much();
    town.offer(60);
    town.publish();
    let found = proposals(town.state(), suit());
    assert_eq!((found[0].quantity, found[0].covered), (140, 60));
    let li = town.cast.li_donor.clone();
    town.cast.must(&li, prepare(vec![packed(late, 560)]));
    let found = proposals(town.state(), suit());
    let from: Vec<(CommitmentId, u64)> = found.iter().map(|p| (p.commitment, p.quantity)).collect();
    let [(first, 100), (second, 40)] = from[..] else {
        panic!("what is not packed of either: {from:?}")
    };
    assert!(first < late && second == late);
}

#[test]
fn nothing_is_proposed_where_nothing_is_too_much_or_allowed() {
    let mut enough = town();
    assert_eq!(proposals(enough.state(), suit()), []);
    assert_eq!(spared(enough.state()), [].into());
    enough.cast.firm(400);
    assert_eq!(proposals(enough.state(), suit()), [], "just enough");
    let (town, _) = too_much();
    assert_eq!(proposals(town.state(), item("goggles")), []);
}

/// Goods of a need that is closed are all to spare.
#[test]
fn a_closed_need_keeps_nothing() {
    let mut town = town();
    let hu = town.cast.hu_hospital.clone();
    let close = Command::CloseNeed {
        need: town.cast.need,
        reason: relief::code::CloseReason::Withdrawn,
    };
    town.cast.must(&hu, close);
    let found = proposals(town.state(), suit());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].quantity, 100);
    let he = town.cast.he_outsider.clone();
    let refusal = town.cast.refusal(&he, propose(&found[0]));
    assert_eq!(refusal, Refusal::NotAllowed);
}
