//! What a drill came to: one line of JSON.

use std::collections::BTreeMap;

use app::{App, Stopwatch};
use relief::equity::{Unit, equity};
use relief::figures::figures;
use relief::ids::{RecipientId, hex};
use relief::place::Place;
use relief::state::State;
use serde::Serialize;

use crate::plan::Plan;
use crate::player::{HOURS, PlayError, Player};
use crate::sharing::GOWN;
use crate::spread::{self, Spread};

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
    /// How evenly what was offered to nobody in particular covers those who lack it.
    pub sharing: Sharing,
    /// Hospitals that accepted something.
    pub recipients_served: u64,
    /// Whether somebody followed up what the watch finds.
    pub watch: bool,
    /// Flags that the watch raised.
    pub flags: usize,
    /// How evenly each item is spread at the end.
    pub spread: BTreeMap<&'static str, Spread>,
    /// Entries of the journal.
    pub entries: u64,
    /// The root of the journal, in hex.
    pub root: String,
    /// How long it took, in milliseconds of real time.
    pub wall_ms: u64,
}

/// What the fair plan, or its absence, did to one item that is scarce. Shares are exact fractions of the need that
/// is covered by what is firm, moving or received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sharing {
    /// Which item.
    pub item: &'static str,
    /// Whether it was shared by the fair plan.
    pub by_plan: bool,
    /// Units needed.
    pub needed: u64,
    /// Units covered, at most what each hospital needs.
    pub covered: u64,
    /// The worst-covered hospital.
    pub hospital_min: Option<String>,
    /// The Gini index of hospitals, weighted by need.
    pub hospital_gini: Option<String>,
    /// The worst-covered district.
    pub place_min: Option<String>,
    /// The Gini index of districts, weighted by need.
    pub place_gini: Option<String>,
}

fn sharing(state: &State, by_plan: bool) -> Sharing {
    let mut hospitals: BTreeMap<RecipientId, (u64, u64)> = BTreeMap::new();
    let mut places: BTreeMap<Place, (u64, u64)> = BTreeMap::new();
    for need in state.needs.values() {
        let Some((id, recipient)) = state.recipient(need.recipient) else {
            continue;
        };
        for line in need.lines.iter().filter(|line| line.item.code() == GOWN) {
            let needed = line.quantity.needed().unwrap_or(0);
            let covered = line.tally.supplied().min(needed);
            for sums in [
                hospitals.entry(id).or_default(),
                places.entry(recipient.place).or_default(),
            ] {
                *sums = (
                    sums.0.saturating_add(needed),
                    sums.1.saturating_add(covered),
                );
            }
        }
    }
    let (by_hospital, by_place) = (evenness(hospitals.values()), evenness(places.values()));
    Sharing {
        item: GOWN,
        by_plan,
        needed: hospitals.values().map(|sums| sums.0).sum(),
        covered: hospitals.values().map(|sums| sums.1).sum(),
        hospital_min: by_hospital.0,
        hospital_gini: by_hospital.1,
        place_min: by_place.0,
        place_gini: by_place.1,
    }
}

/// The least coverage and the Gini index of units that need and have so much.
fn evenness<'u>(units: impl Iterator<Item = &'u (u64, u64)>) -> (Option<String>, Option<String>) {
    let unit = |(needed, delivered): &(u64, u64)| Unit::<()> {
        group: None,
        index: None,
        needed: *needed,
        official: 0,
        delivered: *delivered,
    };
    let units: Vec<_> = units.map(unit).collect();
    let Ok(figures) = equity(&units) else {
        return (None, None);
    };
    let gini = figures.spread.map(|spread| spread.gini.to_string());
    (figures.min.map(|min| min.to_string()), gini)
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
    let (shown, flags, spread) = {
        let state = app.state();
        (
            figures(&state),
            state.flags.iter().count(),
            spread::of(&state),
        )
    };
    let received = shown.items.iter().filter(|(_, f)| f.received > 0);
    Ok(Outcome {
        seed: plan.seed,
        scale: plan.scale,
        members: player.members().clone(),
        received: received.map(|(code, f)| (*code, f.received)).collect(),
        sharing: sharing(&app.state(), plan.has_fair_plan),
        recipients_served: shown.recipients_served,
        watch: plan.watch,
        flags,
        spread,
        entries: shown.entries,
        root: app.head().map(|head| hex(&head.root.0)).unwrap_or_default(),
        wall_ms,
    })
}
