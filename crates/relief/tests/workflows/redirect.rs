//! Every way of giving to another need what was promised to one.

use crate::commitment::{other_need, state, tally};
use crate::common::*;
use relief::command::Command;
use relief::commitment::CommitmentState;
use relief::coverage::Tally;
use relief::ids::*;
use relief::refusal::Refusal;

/// A second hospital with an open need of suits that accept one standard.
fn redirect(commitment: CommitmentId, to_need: NeedId, to_line: u64, quantity: u64) -> Command {
    Command::ProposeRedirect {
        commitment,
        to_need,
        to_line,
        quantity,
    }
}

#[test]
fn a_redirect_needs_both_sides_and_names_both_needs() {
    let mut cast = Cast::new();
    let (li, chen, he) = (
        cast.li_donor.clone(),
        cast.chen_lead.clone(),
        cast.he_outsider.clone(),
    );
    let (need, other) = (cast.need, other_need(&mut cast));
    let commitment = cast.firm(100);
    let agree = Command::AgreeRedirect { commitment };
    assert_eq!(cast.refusal(&li, agree.clone()), Refusal::NoProposal);
    let propose = redirect(commitment, other, 2, 40);
    assert_eq!(cast.refusal(&he, propose.clone()), Refusal::NotAllowed);
    cast.must(&chen, propose);
    assert_eq!(
        cast.refusal(&chen, agree.clone()),
        Refusal::ProposerCannotAgree
    );
    assert_eq!(cast.refusal(&he, agree.clone()), Refusal::NotYourCommitment);
    let moved = CommitmentId(cast.must(&li, agree));
    assert_eq!(tally(&cast, need).firm, 60);
    let there = &cast.world.state.needs[&other].lines[2];
    assert_eq!(there.tally.firm, 40);
    assert_eq!(
        cast.world.state.commitments[&moved].redirected_from,
        Some(commitment)
    );
    // The rest, proposed by the donor this time.
    cast.must(&li, redirect(commitment, other, 2, 60));
    cast.must(&chen, Command::AgreeRedirect { commitment });
    assert_eq!(state(&cast, commitment), CommitmentState::Redirected);
    assert_eq!(tally(&cast, need), Tally::default());
}

#[test]
fn a_redirect_fits_where_it_goes() {
    let mut cast = Cast::new();
    let (chen, need) = (cast.chen_lead.clone(), cast.need);
    let other = other_need(&mut cast);
    let (pledged, commitment) = (cast.pledged(10), cast.firm(100));
    let refused = |cast: &mut Cast, command| cast.refusal(&chen, command);
    assert_eq!(
        refused(&mut cast, redirect(pledged, other, 2, 10)),
        Refusal::CommitmentState
    );
    assert_eq!(
        refused(&mut cast, redirect(commitment, need, 0, 10)),
        Refusal::SameThing
    );
    assert_eq!(
        refused(&mut cast, redirect(commitment, other, 1, 10)),
        Refusal::OtherItem
    );
    assert_eq!(
        refused(&mut cast, redirect(commitment, other, 7, 10)),
        Refusal::NoSuchLine
    );
    assert_eq!(
        refused(&mut cast, redirect(commitment, other, 2, 0)),
        Refusal::QuantityZero
    );
    let too_much = Refusal::NotSoMuchLeft { left: 100 };
    assert_eq!(
        refused(&mut cast, redirect(commitment, other, 2, 101)),
        too_much
    );
    let accepted = vec![standard("gb_19082_2009")];
    let other_standard = Refusal::StandardNotAccepted { accepted };
    assert_eq!(
        refused(&mut cast, redirect(commitment, other, 0, 10)),
        other_standard
    );
}
