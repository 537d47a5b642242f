//! A fact of the journal as one line between messages.

use relief::entry::{Entry, Fact};
use relief::state::State;

use crate::label::{Kind, label};
use crate::room::touched::consignment_of;
use crate::t;
use crate::words::Words;

/// What an entry says in the talk: the thing by its label, and what happened to it.
pub fn sentence(w: Words, state: &State, index: u64, entry: &Entry) -> String {
    let what = consignment_of(index, &entry.fact).map(|id| label(Kind::Consignment, id.0));
    let Some(what) = what else {
        return t!(w, "line-entry", index = index);
    };
    let text = match &entry.fact {
        Fact::CustodyHandedOver(fact) => {
            let counted = fact
                .counts
                .iter()
                .fold(0_u64, |sum, n| sum.saturating_add(*n));
            let packed = packed(state, index, &entry.fact);
            if counted == packed {
                t!(w, "line-handed-over", what = what)
            } else {
                t!(
                    w,
                    "line-handed-over-differs",
                    what = what,
                    sent = packed,
                    counted = counted
                )
            }
        }
        Fact::CustodyStopped(_) => t!(w, "line-stopped", what = what),
        Fact::ConsignmentArrived(_) => t!(w, "line-arrived", what = what),
        Fact::ConsignmentReceived(fact) => {
            let accepted = fact
                .lines
                .iter()
                .fold(0_u64, |sum, l| sum.saturating_add(l.accepted));
            t!(w, "line-received", what = what, accepted = accepted)
        }
        Fact::ConsignmentDisputed(_) => t!(w, "line-disputed", what = what),
        Fact::ConsignmentSettled(_) => t!(w, "line-settled", what = what),
        Fact::ConsignmentReturned(_) => t!(w, "line-returned", what = what),
        Fact::ConsignmentLost(_) => t!(w, "line-lost", what = what),
        _ => t!(w, "line-changed", what = what),
    };
    t!(w, "line-in-journal", index = index, text = text)
}

fn packed(state: &State, index: u64, fact: &Fact) -> u64 {
    let found = consignment_of(index, fact).and_then(|id| state.consignments.get(&id));
    let lines = found.into_iter().flat_map(|c| c.lines.iter());
    lines.fold(0, |sum, line| sum.saturating_add(line.quantity))
}
