//! What recipients said is found without looking, and it is the same as what looking finds.

use std::collections::BTreeSet;

use relief::catalogue::Item;
use relief::consignment::Consignment;
use relief::feedback::{of_donor, told};
use relief::ids::*;
use relief::state::State;

/// Every word that was said of a consignment is heard by whom it concerns, once, and by nobody else.
pub fn check_feedback(state: &State) {
    let items: BTreeSet<Item> = state
        .needs
        .values()
        .flat_map(|need| need.lines.iter().map(|line| line.item))
        .collect();
    for party in state.parties.keys() {
        let had = |c: &Consignment| c.sender == *party || c.hops.iter().any(|h| h.party == *party);
        let mine = state.consignments.iter().rev().filter(|(_, c)| had(c));
        let looked = mine.flat_map(|(id, c)| c.feedback.iter().rev().map(|f| (*id, *f)));
        let heard = told(state, *party).map(|(id, f)| (id, *f));
        assert!(looked.eq(heard), "{party:?} hears all of it");
        for recipient in state.recipients.keys() {
            for item in &items {
                let heard: Vec<_> = of_donor(state, *party, *recipient, *item)
                    .map(|(id, f)| (f.index, id))
                    .collect();
                assert!(heard.is_sorted_by(|one, next| one > next));
                let heard: BTreeSet<_> = heard.into_iter().collect();
                assert_eq!(heard, looked_for(state, *party, *recipient, *item));
            }
        }
    }
}

fn looked_for(
    state: &State,
    donor: PartyId,
    recipient: RecipientId,
    item: Item,
) -> BTreeSet<(Index, ConsignmentId)> {
    let theirs = state.consignments.iter();
    let theirs = theirs.filter(|(_, c)| (c.sender, c.recipient) == (donor, recipient));
    let found = theirs.flat_map(|(id, c)| c.feedback.iter().map(move |f| (*id, c, f)));
    let of_item = found.filter(|(_, c, f)| {
        let lines = (0..).zip(&c.lines);
        let mut meant = lines.filter(|(at, _)| f.line.is_none_or(|line| line == *at));
        meant.any(|(_, line)| {
            let of = &state.commitments[&line.commitment];
            state.line(of.need, of.line).unwrap().item == item
        })
    });
    of_item.map(|(id, _, f)| (f.index, id)).collect()
}
