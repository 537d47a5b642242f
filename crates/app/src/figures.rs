//! The public figures, and as JSON: one mapping for `/figures.json` and for whoever verifies a folder.

use std::sync::Arc;

use relief::figures::{Figures, ItemFigures, figures};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::error::Refused;

impl App {
    /// All public totals, worked out once for a [`crate::kept::Version`]; of how many entries stands in them.
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub async fn figures(&self) -> Result<Arc<Figures>, Refused> {
        let work_out = async || Ok(figures(&self.state()));
        self.0.figures.get(self.version(), work_out).await
    }
}

/// All public totals as one object. Quantities are in base units; keys are the codes of the journal format.
#[must_use]
pub fn figures_json(figures: &Figures) -> Value {
    let items: Map<String, Value> = figures
        .items
        .iter()
        .map(|(code, item)| ((*code).to_owned(), item_json(item)))
        .collect();
    json!({
        "entries": figures.entries,
        "parties": figures.parties,
        "rooms": figures.rooms,
        "members": figures.members,
        "recipients": figures.recipients,
        "recipients_served": figures.recipients_served,
        "needs": figures.needs,
        "commitments": figures.commitments,
        "consignments": figures.consignments,
        "items": items,
        "official_packs": figures.official_packs,
    })
}

fn item_json(item: &ItemFigures) -> Value {
    json!({
        "lines": item.lines,
        "lines_unknown": item.lines_unknown,
        "needed": item.needed,
        "pledged": item.pledged,
        "firm": item.firm,
        "in_transit": item.in_transit,
        "received": item.received,
        "official": item.official,
        "gap": item.gap,
        "unmet": item.unmet,
        "shortage": item.shortage,
        "excess": item.excess,
        "damaged": item.damaged,
        "missing": item.missing,
        "refused": item.refused,
        "ended": item.ended,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn every_total_has_its_key() {
        let mut figures = Figures {
            entries: 7,
            ..Figures::default()
        };
        let item = figures.items.entry("protective_suit").or_default();
        item.received = 4330;
        item.official = 1200;
        let json = figures_json(&figures);
        assert_eq!(json["entries"], 7);
        assert_eq!(json["items"]["protective_suit"]["received"], 4330);
        assert_eq!(json["items"]["protective_suit"]["gap"], 0);
        assert_eq!(json["items"]["protective_suit"]["official"], 1200);
        assert_eq!(json["parties"], json!({}));
        assert_eq!(json["official_packs"], json!({}));
    }
}
