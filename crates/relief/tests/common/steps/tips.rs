//! What people and the clock do about sealed tips.

use relief::command::{Actor, Command};
use relief::ids::*;

use super::super::*;
use super::{Maker, choose, recent};

impl Maker<'_> {
    pub(super) fn about_tips(&self, kind: u16) -> Command {
        let ids = self.state().custodians.keys().map(|k| k.0);
        let custodian = CustodianId(recent(ids, self.step.pick[0]));
        let open = || self.state().tips.open.keys().copied();
        let leaves = || {
            let skip = usize::from(self.step.pick[1] % 3);
            open()
                .skip(skip)
                .take(usize::from(self.step.pick[2] % 20))
                .collect()
        };
        match kind {
            18 => Command::OfferCustodian {
                about: seal(7),
                key: tip_key(usize::from(self.step.code)),
            },
            19 => Command::ConfirmCustodian { custodian },
            20 => Command::RetireCustodian { custodian },
            21 | 22 => Command::CommitTips {
                leaves: leaves_of(self.step),
                full: self.step.number.is_multiple_of(2),
            },
            23 | 24 => Command::CloseTips { leaves: leaves() },
            _ if self.step.code.is_multiple_of(4) => Command::ServeTipScript {
                script: seal(u8::try_from(self.step.pick[1] % 3).expect("small")),
            },
            _ => Command::MissTips { leaves: leaves() },
        }
    }

    /// Whoever is likely to be allowed.
    pub(super) fn fitting_for_tips(&self, command: &Command) -> Option<Actor> {
        let c = self.cast;
        let custodians = [&c.li_donor, &c.liu_driver, &c.he_outsider];
        match command {
            Command::CommitTips { .. }
            | Command::MissTips { .. }
            | Command::ServeTipScript { .. } => Some(Actor::community()),
            Command::CloseTips { .. } | Command::OfferCustodian { .. } => {
                Some(choose(&custodians, self.step.actor).clone())
            }
            _ => None,
        }
    }
}

/// An hour's commitments; sometimes out of order, sometimes too few.
fn leaves_of(step: &super::Step) -> Vec<Seal> {
    let mut leaves = leaves(step.pick[0]);
    match step.pick[1] % 9 {
        0 => leaves.reverse(),
        1 => leaves.truncate(usize::from(step.pick[2] % 16)),
        _ => {}
    }
    leaves
}
