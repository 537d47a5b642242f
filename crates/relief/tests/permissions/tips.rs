//! What custodians, leads and the clock do about sealed tips.

use relief::command::Command;

use crate::common::*;
use crate::scene::Scene;

pub fn acts(s: &Scene) -> Vec<(&'static str, Command)> {
    let (about, key) = (seal(7), tip_key(9));
    let [fresh, first] = s.custodians;
    let leaves = leaves(1);
    vec![
        ("offer custodian", Command::OfferCustodian { about, key }),
        (
            "confirm custodian",
            Command::ConfirmCustodian { custodian: first },
        ),
        (
            "retire custodian",
            Command::RetireCustodian { custodian: fresh },
        ),
        ("commit tips", commit_tips(2)),
        (
            "close tips",
            Command::CloseTips {
                leaves: leaves.clone(),
            },
        ),
        ("miss tips", Command::MissTips { leaves }),
        (
            "serve tip script",
            Command::ServeTipScript { script: seal(3) },
        ),
    ]
}
