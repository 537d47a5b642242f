//! S of each need line: how a recipient's official supply of an item falls on its lines of that item. Worked out
//! anew for one recipient and item whenever their records or lines change; the cost is that recipient's lines.

use std::collections::BTreeSet;

use crate::catalogue::Item;
use crate::ids::*;
use crate::need::{NeedLine, NeedStatus};
use crate::state::State;

/// Fills the lines. First those of closed needs, each with no more than it had when it closed: what came for an old
/// need covers no new one. Then the standing ones to N, oldest first. What is left goes to the last standing line
/// that states no total, or else to the last.
pub(super) fn spread(state: &mut State, id: RecipientId, item: Item) {
    let Some(recipient) = state.recipients.get(&id) else {
        return;
    };
    // Nothing was ever recorded: every S is 0 already.
    let Some(mut left) = recipient.official.get(&item).copied() else {
        return;
    };
    let needs = recipient.needs.clone();
    let mut last: Option<(bool, NeedId, usize)> = None;
    for closed in [true, false] {
        for need in &needs {
            let Some(found) = state.needs.get_mut(need) else {
                continue;
            };
            if matches!(found.status, NeedStatus::Closed(_)) != closed {
                continue;
            }
            let is_live = found.is_live();
            for (slot, line) in found.lines.iter_mut().enumerate() {
                if line.item != item {
                    continue;
                }
                let share = room(line, closed, is_live).min(left);
                line.tally.official = share;
                left = left.saturating_sub(share);
                if is_live {
                    let candidate = (line.quantity.needed().is_none(), *need, slot);
                    last = last.max(Some(candidate));
                }
            }
        }
    }
    let rest = last.and_then(|(_, need, slot)| state.needs.get_mut(&need)?.lines.get_mut(slot));
    if let Some(line) = rest {
        line.tally.official = line.tally.official.saturating_add(left);
    }
}

/// How much a line takes before the next one's turn.
fn room(line: &NeedLine, closed: bool, is_live: bool) -> u64 {
    match (closed, is_live) {
        (true, _) => line.official_kept,
        (false, true) => line.quantity.needed().unwrap_or(0),
        (false, false) => 0,
    }
}

/// A need closes: its lines keep what they have.
pub(crate) fn keep(state: &mut State, need: NeedId) {
    if let Some(need) = state.needs.get_mut(&need) {
        for line in &mut need.lines {
            line.official_kept = line.tally.official;
        }
    }
}

/// After a need began, changed or ended.
pub(crate) fn spread_need(state: &mut State, need: NeedId) {
    let Some(need) = state.needs.get(&need) else {
        return;
    };
    let recipient = need.recipient;
    let items: BTreeSet<Item> = need.lines.iter().map(|l| l.item).collect();
    for item in items {
        spread(state, recipient, item);
    }
}

/// After several needs of a recipient changed at once.
pub(crate) fn spread_recipient(state: &mut State, id: RecipientId) {
    let official = state.recipients.get(&id).map(|r| &r.official);
    let items: Vec<Item> = official
        .into_iter()
        .flat_map(|o| o.keys().copied())
        .collect();
    for item in items {
        spread(state, id, item);
    }
}
