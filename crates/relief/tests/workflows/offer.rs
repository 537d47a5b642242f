//! Every way an offer goes.

use crate::common::*;
use relief::command::Command;
use relief::ids::*;
use relief::refusal::Refusal;

#[test]
fn an_offer_gives_what_it_has() {
    let mut cast = Cast::new();
    let (li, he, need) = (cast.li_donor.clone(), cast.he_outsider.clone(), cast.need);
    let make = |item, quantity, standard| Command::MakeOffer {
        item,
        quantity,
        standard,
        place: place(440_100),
        room: None,
        remark: None,
    };
    assert_eq!(
        cast.refusal(&li, make(suit(), 0, None)),
        Refusal::QuantityZero
    );
    let wrong = make(suit(), 5, Some(standard("gb_19083_2010")));
    assert_eq!(cast.refusal(&li, wrong), Refusal::StandardForOtherItem);
    let offer = OfferId(cast.must(&li, make(suit(), 100, None)));
    let goggles = OfferId(cast.must(&li, make(item("goggles"), 100, None)));
    let from = |offer, quantity| {
        let mut command = pledge(need, quantity);
        if let Command::PledgeCommitment { offer: out_of, .. } = &mut command {
            *out_of = Some(offer);
        }
        command
    };
    assert_eq!(
        cast.refusal(&he, from(offer, 10)),
        Refusal::NotYourCommitment
    );
    assert_eq!(
        cast.refusal(&li, from(goggles, 10)),
        Refusal::OfferForOtherItem
    );
    let commitment = CommitmentId(cast.must(&li, from(offer, 60)));
    assert_eq!(
        cast.refusal(&li, from(offer, 41)),
        Refusal::OfferTooSmall { left: 40 }
    );
    cast.must(&li, Command::WithdrawCommitment { commitment });
    assert_eq!(cast.world.state.offers[&offer].left(), 100);
    let withdraw = Command::WithdrawOffer { offer };
    assert_eq!(
        cast.refusal(&he, withdraw.clone()),
        Refusal::NotYourCommitment
    );
    cast.must(&li, withdraw.clone());
    assert_eq!(cast.refusal(&li, withdraw), Refusal::NothingChanges);
    assert_eq!(
        cast.refusal(&li, from(offer, 1)),
        Refusal::OfferTooSmall { left: 0 }
    );
}
