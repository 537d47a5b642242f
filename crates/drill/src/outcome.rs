//! What a drill came to: one line of JSON.

use std::collections::BTreeMap;

use app::{App, Stopwatch};
use relief::figures::figures;
use relief::ids::hex;
use serde::Serialize;

use crate::plan::Plan;
use crate::player::{HOURS, PlayError, Player};

/// The result of a whole drill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// How many societies.
    pub scale: u32,
    /// Members of all rooms at the hours 0, 24 and 48.
    pub members: BTreeMap<u32, u64>,
    /// Received and accepted by item, in base units.
    pub received: BTreeMap<&'static str, u64>,
    /// Hospitals that accepted something.
    pub recipients_served: u64,
    /// Entries of the journal.
    pub entries: u64,
    /// The root of the journal, in hex.
    pub root: String,
    /// How long it took, in milliseconds of real time.
    pub wall_ms: u64,
}

/// Plays a whole drill on an application opened with [`crate::options`], audits it, and signs its head.
///
/// # Errors
/// [`PlayError`].
pub async fn play(app: App, plan: &Plan) -> Result<Outcome, PlayError> {
    let begun = Stopwatch::start();
    let mut player = Player::new(app, plan);
    player.play_until(HOURS).await?;
    let app = player.app();
    app.checkpoint().await?;
    let wall_ms = begun.millis();
    let shown = figures(&app.state());
    let received = shown.items.iter().filter(|(_, f)| f.received > 0);
    Ok(Outcome {
        seed: plan.seed,
        scale: plan.scale,
        members: player.members().clone(),
        received: received.map(|(code, f)| (*code, f.received)).collect(),
        recipients_served: shown.recipients_served,
        entries: shown.entries,
        root: app.head().map(|head| hex(&head.root.0)).unwrap_or_default(),
        wall_ms,
    })
}
