//! What holds of every plan on the record.

use std::collections::BTreeMap;

use relief::catalogue::Item;
use relief::commitment::outstanding;
use relief::coverage::coverage;
use relief::need::NeedStatus;
use relief::plan::Line;
use relief::plan::deed::deeds;
use relief::plan::redirects::{Proposal, Redirectable, spared};
use relief::state::State;

/// What of an item could go elsewhere, if its donors agree.
pub fn proposals(state: &State, item: Item) -> Vec<Proposal> {
    Redirectable::of(state, item).map_or(Vec::new(), Redirectable::proposals)
}

/// A plan made by the journal's own rules is the one that was published, gives no more than there is, and no line more
/// than it lacked.
pub fn check_plan(state: &State) {
    for published in &state.plans.published {
        assert!(published.agrees(), "{:?} follows", published.id);
        let plan = published.plan.as_ref().expect("it agrees");
        for item in &plan.items {
            for lot in &item.inputs.lots {
                let of_lot = item.lines.iter().filter(|line| line.offer == lot.offer);
                let sent: u64 = of_lot.map(|line| line.quantity).sum();
                assert!(sent <= lot.quantity, "{:?} gives what it has", lot.offer);
                assert_eq!(sent % lot.pack, 0, "{:?} opens no pack", lot.offer);
            }
            for (place, ask) in item.inputs.asks.iter().enumerate() {
                let to_it = |l: &&Line| (l.need, l.line) == (ask.need, ask.line);
                let given: u64 = item.lines.iter().filter(to_it).map(|l| l.quantity).sum();
                assert_eq!(given, item.given(place));
                assert!(ask.covered.sum() + given <= ask.demand, "{:?}", ask.need);
            }
        }
        for deed in deeds(state, published) {
            let agreed = deed.decision.donor.is_some();
            assert!(
                !agreed || deed.commitment.is_some(),
                "a donor's yes is a pledge"
            );
            assert!(deed.bound() == 0 || agreed || deed.commitment.is_some());
        }
    }
}

/// What is proposed to go elsewhere is firm, unpacked, more than its line needs, and no more than the other lacks.
pub fn check_redirects(state: &State) {
    let spared = spared(state);
    for item in Item::all() {
        let mut taken: BTreeMap<_, u64> = BTreeMap::new();
        let mut added: BTreeMap<_, u64> = BTreeMap::new();
        for one in proposals(state, item) {
            let from = &state.commitments[&one.commitment];
            assert!(one.quantity > 0 && one.quantity <= outstanding(state, from));
            *taken.entry((from.need, from.line)).or_default() += one.quantity;
            let to = added.entry((one.need, one.line)).or_insert(one.covered);
            *to += one.quantity;
            assert!(*to <= one.demand);
        }
        assert!(taken.is_empty() || spared.contains(&item));
        for ((need, line), taken) in taken {
            let from = state.line(need, line).expect("it stands");
            let closed = matches!(state.needs[&need].status, NeedStatus::Closed(_));
            let excess = coverage(from.quantity, &from.tally).map_or(0, |c| c.excess);
            assert!(closed || taken <= excess, "{need:?} keeps what it needs");
        }
    }
}
