//! What the journal says of sealed tips: who could ever open them, and how their commitments stand. A mirror that keeps
//! earlier answers sees every change of the committee.

use relief::custodian::Custodian;
use relief::ids::{CustodianId, Seal};
use relief::state::State;
use serde_json::{Value, json};

/// Everybody who was ever confirmed, oldest first, and the commitments.
pub fn json(state: &State) -> Value {
    let confirmed = state
        .custodians
        .iter()
        .filter_map(|(id, custodian)| Some(line(*id, custodian, custodian.confirmed?)));
    json!({
        "custodians": confirmed.collect::<Vec<_>>(),
        "open": state.tips.open.len(),
        "overdue": state.tips.overdue(state.last_at),
        "closed": state.tips.closed,
        "script": state.tips.script.map(|(script, index)| json!({ "sha256": script.hex(), "entry": index.0 })),
        "missing": state.tips.missing.iter().map(missing).collect::<Vec<_>>(),
    })
}

fn line(
    id: CustodianId,
    custodian: &Custodian,
    (by, at): (relief::ids::PartyId, relief::ids::Stamp),
) -> Value {
    json!({
        "entry": id.0,
        "party": custodian.party.0,
        "key": custodian.key.as_str(),
        "confirmed_by": by.0,
        "confirmed_at": at.0,
        "active": custodian.is_active(),
    })
}

fn missing((leaf, index): (&Seal, &relief::ids::Index)) -> Value {
    json!({ "leaf": leaf.hex(), "entry": index.0 })
}

/// The same in words; nothing in a community that never had custodians.
pub fn summary(state: &State) -> Option<String> {
    let custodians = state.active_custodians().count();
    let tips = &state.tips;
    if custodians == 0 && tips.last.is_none() {
        return None;
    }
    let mut said = format!(
        "sealed tips: {custodians} custodians; {} wait for an outcome, {} of them overdue; {} closed",
        tips.open.len(),
        tips.overdue(state.last_at),
        tips.closed
    );
    for (leaf, index) in &tips.missing {
        said.push_str(&format!(
            "\n  GONE from the server before its outcome: {} (entry {})",
            leaf.hex(),
            index.0
        ));
    }
    Some(said)
}
