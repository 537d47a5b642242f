//! `/mod`: what waits for a moderator, in piles; everybody sees how much.

use app::Refused;
use app::testimony::{DECIDED_MAX, Decision};
use relief::code::{HoldReason, Role};
use relief::command::Command;
use relief::ids::{PartyId, TestimonyId};
use relief::state::{Grant, State};
use relief::testimony::pile::Pile;
use relief::testimony::{Counts, HOLD_HOURS_MAX};
use serde::{Deserialize, Serialize};

use super::list::{Row, named, row};
use super::said;
use crate::fields::Fields;
use crate::label::Id;
use crate::need::texts;
use crate::visitor::Visitor;

/// Piles on one page.
const PILES_MAX: usize = 30;
/// Testimonies of a pile that are shown in full; the rest are numbers.
const SHOWN_MAX: usize = 3;
/// Hours that a hold may be asked for.
pub(super) const HOLD_HOURS: [i64; 4] = [6, 24, 72, HOLD_HOURS_MAX];

/// Which page: those that came after one, without the first piles of them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    after: Option<Id>,
    #[serde(default)]
    skip: u16,
}

/// `/mod`.
#[derive(Debug, Serialize)]
pub(super) struct QueuePage {
    #[serde(serialize_with = "named")]
    pub counts: Counts,
    /// The reader decides.
    #[serde(skip)]
    pub moderates: bool,
    /// The reader names moderators.
    #[serde(skip)]
    pub leads: bool,
    /// Those who decide beside the leads of the community, by their numbers.
    pub moderators: Vec<u64>,
    /// For moderators alone.
    #[serde(skip)]
    pub piles: Vec<PileModel>,
    /// Piles of those sorted, and testimonies after them, that follow this page.
    #[serde(skip)]
    pub more_piles: usize,
    #[serde(skip)]
    pub more: usize,
    /// The address of the next page.
    #[serde(skip)]
    pub next: Option<String>,
    /// What could not be decided.
    #[serde(skip)]
    pub failed: Option<String>,
    /// Whom a lead wanted to name, as typed, and why that names nobody.
    #[serde(skip)]
    pub typed: String,
    #[serde(skip)]
    pub unnamed: Option<String>,
    #[serde(skip)]
    pub token: String,
}

/// Some that are looked at together.
#[derive(Debug)]
pub(super) struct PileModel {
    pub why: String,
    pub count: usize,
    /// All ids, as the form sends them: no more than one act decides.
    pub ids: Vec<u64>,
    pub shown: Vec<Waiting>,
}

/// One that waits.
#[derive(Debug)]
pub(super) struct Waiting {
    pub row: Row,
    pub standing: String,
    pub accuses: bool,
    /// Somebody published it already, and a second has to.
    pub half: bool,
    pub statement: String,
    pub photos: Vec<String>,
}

/// Collects the page.
///
/// # Errors
/// The store's failure.
pub(super) async fn page(visitor: &Visitor, asked: &Asked) -> Result<QueuePage, Refused> {
    let now = visitor.app().now();
    let who = visitor.who.clone();
    let (counts, moderators, leads, moderator) = {
        let state = visitor.app().state();
        let leads = who
            .as_ref()
            .is_some_and(|who| state.leads(&who.actor(), None));
        let moderator = who.filter(|who| state.moderates(&who.actor(), None));
        let counts = state.testimony_counts(now);
        (counts, moderators(&state), leads, moderator)
    };
    let mut page = QueuePage {
        counts,
        moderates: moderator.is_some(),
        leads,
        moderators,
        piles: Vec::new(),
        more_piles: 0,
        more: 0,
        next: None,
        failed: None,
        typed: String::new(),
        unnamed: None,
        token: texts::token(visitor),
    };
    let Some(who) = moderator else {
        return Ok(page);
    };
    let (after, skip) = (asked.after.map(|id| id.0), usize::from(asked.skip));
    let queue = visitor.app().testimony_queue(&who, after.map(TestimonyId));
    let queue = queue.await?;
    page.more = queue.more;
    page.more_piles = queue.piles.len().saturating_sub(skip + PILES_MAX);
    page.next = match (page.more_piles, page.more, queue.last) {
        (0, 0, _) | (0, _, None) => None,
        (0, _, Some(last)) => Some(format!("/mod?after={}", last.0)),
        _ => {
            let after = after.map_or_else(String::new, |id| format!("after={id}&"));
            Some(format!("/mod?{after}skip={}", skip + PILES_MAX))
        }
    };
    for pile in queue.piles.iter().skip(skip).take(PILES_MAX) {
        let texts = |id| queue.texts.get(&id).cloned().unwrap_or_default();
        page.piles.push(pile_model(visitor, pile, texts).await?);
    }
    Ok(page)
}

fn moderators(state: &State) -> Vec<u64> {
    let of_all = |g: &&Grant| g.role == Role::Moderator && g.room.is_none();
    let grants = state.grants.iter().filter(of_all);
    grants.map(|grant| grant.party.0).collect()
}

/// A lead names a moderator by number, or dismisses one.
pub(super) fn naming(fields: &Fields) -> Option<Command> {
    let party = PartyId(fields.number("party").ok().flatten()?);
    let (role, room, recipient) = (Role::Moderator, None, None);
    match fields.text("act") {
        "name" => Some(Command::GrantRole {
            party,
            role,
            room,
            recipient,
        }),
        "dismiss" => Some(Command::RevokeRole {
            party,
            role,
            room,
            recipient,
        }),
        _ => None,
    }
}

async fn pile_model(
    visitor: &Visitor,
    pile: &Pile,
    text: impl Fn(TestimonyId) -> String,
) -> Result<PileModel, Refused> {
    let w = visitor.words();
    let mut shown = Vec::new();
    for id in pile.ids.iter().take(SHOWN_MAX) {
        let photos = visitor.app().photos_of_testimony(*id).await?;
        let photos = photos.iter().map(|id| relief::ids::hex(&id.0)).collect();
        shown.extend(waiting(visitor, *id, text(*id), photos));
    }
    let ids = pile.ids.iter().take(DECIDED_MAX);
    Ok(PileModel {
        why: said::why(w, pile.why),
        count: pile.ids.len(),
        ids: ids.map(|id| id.0).collect(),
        shown,
    })
}

fn waiting(
    visitor: &Visitor,
    id: TestimonyId,
    statement: String,
    photos: Vec<String>,
) -> Option<Waiting> {
    let (w, now) = (visitor.words(), visitor.app().now());
    let state = visitor.app().state();
    let found = state.testimonies.get(&id)?;
    let (_, standing) = said::standing(w, state.testimony_standing(id)?, now.0);
    Some(Waiting {
        row: row(w, &state, id, found),
        standing,
        accuses: found.accuses,
        half: !found.publishers.is_empty(),
        statement,
        photos,
    })
}

/// What a moderator decided: which, how, and whether it accuses.
pub(super) fn read(fields: &Fields) -> Option<(Vec<TestimonyId>, Decision, bool)> {
    let ids = fields.text("ids").split_whitespace();
    let ids: Option<Vec<_>> = ids.map(|id| id.parse().ok().map(TestimonyId)).collect();
    let decision = match fields.text("decision") {
        "publish" => Decision::Publish,
        "hold" => Decision::Hold {
            reason: HoldReason::from_code(fields.text("reason"))?,
            hours: HOLD_HOURS
                .into_iter()
                .find(|hours| hours.to_string() == fields.text("hours"))?,
        },
        _ => return None,
    };
    Some((ids?, decision, fields.is_on("accuses")))
}
