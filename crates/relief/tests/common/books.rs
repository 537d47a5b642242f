//! The books: what must hold of goods, promises and totals in every state, recounted from all of their parts.

use std::collections::BTreeMap;

use relief::commitment::{CommitmentState, outstanding};
use relief::consignment::Stage;
use relief::coverage::{Tally, coverage};
use relief::figures::figures;
use relief::official_supply::OfficialSupply;

use super::auditor::Auditor;
use super::given::Given;
use super::*;

pub fn check_consignments(state: &State) {
    for (id, c) in &state.consignments {
        assert!(c.holder().is_some(), "{id:?} has exactly one holder");
        assert_eq!(c.hops.first().map(|h| h.party), Some(c.sender));
        for line in &c.lines {
            let settled = line.accepted + line.damaged + line.missing + line.refused + line.ended;
            assert_eq!(line.quantity, settled + line.open(), "{id:?} conserves");
            assert!(
                line.moving() <= line.open(),
                "{id:?} moves no more than is open"
            );
        }
        let ended = matches!(c.stage(), Stage::Lost | Stage::Returned | Stage::Received);
        let open: u64 = c.lines.iter().map(|l| l.open()).sum();
        assert!(!ended || open == 0, "nothing is open on {id:?}");
    }
}

pub fn check_commitments(world: &World) {
    let (state, auditor) = (&world.state, Auditor::new(&world.journal));
    for (id, c) in &state.commitments {
        let packed: u64 = auditor
            .packed(*id)
            .iter()
            .map(|(.., quantity)| quantity)
            .sum();
        let left = outstanding(state, c);
        assert_eq!(c.quantity, c.released + packed + left, "{id:?} conserves");
        assert_eq!(
            c.released,
            auditor.released(*id, c.quantity),
            "{id:?} released"
        );
        let ended = !matches!(
            c.state,
            CommitmentState::Pledged | CommitmentState::Accepted | CommitmentState::Firm
        );
        assert!(!ended || (left == 0 && packed == 0), "{id:?} ended whole");
        assert!(
            !c.held || c.consigned_in.is_empty(),
            "{id:?} is held and was packed"
        );
    }
}

pub fn check_lines(world: &World) {
    let auditor = Auditor::new(&world.journal);
    let given = Given::recount(&world.journal);
    for (need, number) in auditor.lines() {
        let line = world.state.line(need, number).expect("reported");
        let tally = Tally {
            official: given.official(need, number),
            ..auditor.tally(need, number)
        };
        assert_eq!(line.tally, tally, "{need:?} line {number}");
        match (line.quantity, coverage(line.quantity, &line.tally)) {
            (Quantity::Exact(n) | Quantity::AtLeast(n), Some(c)) => {
                let supply = line.tally.firm + line.tally.moving + line.tally.received;
                assert_eq!(c.needed, n);
                assert_eq!(c.cover + c.gap, n);
                assert_eq!(c.cover, supply.min(n));
                let there = supply + line.tally.official;
                assert_eq!(c.shortage, n.saturating_sub(there));
                assert_eq!(c.excess, there.saturating_sub(n));
                assert!(c.shortage <= c.gap, "official supply only helps");
                assert_eq!(c.unmet, n.saturating_sub(line.tally.received));
                let mut promised = line.tally;
                promised.pledged += 1_000_000;
                promised.held += 1_000_000;
                assert_eq!(
                    coverage(line.quantity, &promised),
                    Some(c),
                    "P counts for nothing"
                );
            }
            (Quantity::Rate(_) | Quantity::Unknown, None) => {}
            (quantity, found) => panic!("{quantity:?} gives {found:?}"),
        }
    }
}

pub fn check_offers(state: &State) {
    for (id, offer) in &state.offers {
        assert!(offer.aimed <= offer.quantity, "{id:?} gives what it has");
        let of_it = state.commitments.values().filter(|c| c.offer == Some(*id));
        let aimed: u64 = of_it.map(|c| c.quantity - c.released).sum();
        assert_eq!(offer.aimed, aimed, "{id:?} gets back what is freed");
    }
}

/// Nothing that the state gave is lost or counted twice: what falls on no line waits for one. Each office has its own.
pub fn check_official(state: &State) {
    for (id, party) in &state.parties {
        let own = state.official_supplies.iter();
        let own = own.filter(|(_, supply)| supply.office == Some(*id));
        let own: Vec<_> = own.map(|(id, _)| *id).collect();
        assert_eq!(party.official_supplies, own);
    }
    let corrected = state.official_supplies.iter();
    let corrected = corrected.flat_map(|(id, s)| s.corrections.iter().map(|v| (v.index, *id)));
    assert_eq!(state.official_corrections, corrected.collect());
    for (id, recipient) in &state.recipients {
        let lines = |item: Item| {
            let needs = recipient.needs.iter().map(|n| &state.needs[n]);
            needs.flat_map(move |n| n.lines.iter().filter(move |l| l.item == item))
        };
        for (item, given) in &recipient.official {
            let of_it = |s: &&OfficialSupply| s.recipient == *id && s.item == *item;
            let records = state.official_supplies.values().filter(of_it);
            assert_eq!(*given, records.map(OfficialSupply::counted).sum::<u64>());
            let spread: u64 = lines(*item).map(|l| l.tally.official).sum();
            let stands = recipient.needs.iter().map(|n| &state.needs[n]);
            let has_standing = stands
                .filter(|n| n.is_live())
                .any(|n| n.lines.iter().any(|l| l.item == *item));
            assert!(spread <= *given, "{id:?} {item}");
            assert!(!has_standing || spread == *given, "{id:?} {item}");
        }
    }
}

/// Counted as it is done is the same as counted afterwards.
pub fn check_deeds(world: &World) {
    let counted = world.state.deeds.iter();
    let counted: BTreeMap<_, _> = counted.map(|(done, at, n)| ((done, at), n)).collect();
    assert_eq!(counted, super::deeds::deeds(&world.journal));
}

/// The totals are those of the lines, and of nothing else.
pub fn check_figures(state: &State) {
    let totals = figures(state);
    for item in Item::all() {
        let of_item = |l: &&relief::need::NeedLine| l.item == item;
        let all = state.needs.values().flat_map(|n| &n.lines).filter(of_item);
        let received: u64 = all.map(|l| l.tally.received).sum();
        let found = totals.items.get(item.code()).copied().unwrap_or_default();
        assert_eq!(found.received, received, "{}", item.code());
        assert!(found.gap <= found.needed && found.unmet <= found.needed);
        assert!(found.shortage <= found.gap);
        let given = state.official_supplies.values().filter(|s| s.item == item);
        let given: u64 = given.map(OfficialSupply::counted).sum();
        assert_eq!(found.official, given, "{}", item.code());
    }
    assert_eq!(totals.entries, state.size);
}

/// Pledges and holds leave every gap as it was; only an act that names supply closes one.
pub fn check_pledge(before: &State, after: &State, entries: &[Entry]) {
    let only_promises = !entries.is_empty()
        && entries.iter().all(|e| {
            matches!(
                e.fact,
                Fact::CommitmentPledged(_)
                    | Fact::CommitmentAccepted(_)
                    | Fact::CommitmentCleared(_)
                    | Fact::CommitmentDeclined(_)
                    | Fact::CommitmentEvidenced(_)
                    | Fact::OfferMade(_)
            )
        });
    if !only_promises {
        return;
    }
    for (id, need) in &before.needs {
        for (old, new) in need.lines.iter().zip(&after.needs[id].lines) {
            let cover = |l: &relief::need::NeedLine| coverage(l.quantity, &l.tally);
            assert_eq!(cover(old), cover(new), "a promise closed a gap of {id:?}");
        }
    }
}
