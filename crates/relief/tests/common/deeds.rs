//! An independent recount of who did what for whom, from the list of entries alone.

use std::collections::BTreeMap;

use relief::code::{Evidence, Standing};
use relief::entry::{Entry, Fact};
use relief::ids::*;
use relief::place::Place;
use relief::ties::acts::End;
use relief::ties::deeds::{Deed, Done};
use relief::ties::fade::Period;

use super::auditor::Auditor;

/// Every deed with when and how often it was done.
pub fn deeds(journal: &[Entry]) -> BTreeMap<(Done, Period), u64> {
    let mut done: Vec<(Done, Stamp)> = Vec::new();
    for (index, entry) in (0..).zip(journal) {
        match &entry.fact {
            Fact::NeedVerified(f) if f.evidence == Evidence::CallBack => {
                let to = End::Recipient(recipient_of(journal, f.need));
                done.push(((entry.by, to, Deed::CalledBack), entry.at));
            }
            Fact::RecipientChecked(f) if f.standing == Standing::CalledBack => {
                let to = End::Recipient(f.recipient);
                done.push(((entry.by, to, Deed::CalledBack), entry.at));
            }
            Fact::CustodyHandedOver(f) => {
                let handed = (f.giver, End::Party(f.taker), Deed::HandedOver);
                done.push((handed, entry.at));
            }
            Fact::ConsignmentPrepared(f) => {
                let to = End::Recipient(f.recipient);
                let auditor = Auditor::new(journal);
                let accepted =
                    |slot| auditor.receipts(ConsignmentId(index), u64::MAX, slot, |l| l.accepted);
                let arrived: Vec<_> = (0..)
                    .zip(&f.lines)
                    .filter(|(slot, _)| accepted(*slot) > 0)
                    .collect();
                let arrived_at = first_receipt(journal, index);
                for (_, line) in &arrived {
                    let (donor, place) = origin(journal, line.commitment);
                    done.push(((donor, to, Deed::Gave(place)), arrived_at));
                }
                if !arrived.is_empty() {
                    let takers = journal.iter().filter_map(|entry| match &entry.fact {
                        Fact::CustodyHandedOver(h) if h.consignment.0 == index => Some(h.taker),
                        _ => None,
                    });
                    done.extend(takers.map(|taker| ((taker, to, Deed::Carried), arrived_at)));
                }
            }
            _ => {}
        }
    }
    let mut counts = BTreeMap::new();
    for ((party, to, deed), at) in done {
        let done = (party, standing(journal, to), deed);
        *counts.entry((done, Period::of(at))).or_default() += 1;
    }
    counts
}

/// When the first receipt of a consignment was recorded; the first moment of all when there is none.
fn first_receipt(journal: &[Entry], consignment: u64) -> Stamp {
    let receipt = journal.iter().find(|entry| match &entry.fact {
        Fact::ConsignmentReceived(f) => f.consignment.0 == consignment,
        _ => false,
    });
    receipt.map_or(Stamp(0), |entry| entry.at)
}

/// The recipient that stands for one that was merged.
fn standing(journal: &[Entry], to: End) -> End {
    journal.iter().fold(to, |to, entry| match &entry.fact {
        Fact::RecipientMerged(f) if to == End::Recipient(f.recipient) => End::Recipient(f.into),
        _ => to,
    })
}

fn at(journal: &[Entry], index: u64) -> &Entry {
    &journal[usize::try_from(index).unwrap()]
}

fn recipient_of(journal: &[Entry], need: NeedId) -> RecipientId {
    match &at(journal, need.0).fact {
        Fact::NeedReported(f) => f.recipient,
        other => panic!("{need:?} is {other:?}"),
    }
}

/// Who promised it first, and from where: a redirected promise keeps both.
fn origin(journal: &[Entry], commitment: CommitmentId) -> (PartyId, Place) {
    let entry = at(journal, commitment.0);
    match &entry.fact {
        Fact::CommitmentPledged(f) => (entry.by, f.place),
        Fact::CommitmentRedirected(f) => origin(journal, f.commitment),
        other => panic!("{commitment:?} is {other:?}"),
    }
}
