//! What moderators do with testimonies: publish, hold, remove; and what waits for them.

use std::collections::BTreeMap;

use relief::code::*;
use relief::command::Command;
use relief::ids::*;
use relief::refusal::Refusal;
use relief::testimony::pile::{Pile, Seen, piles};
use relief::testimony::{HOLD_HOURS_MAX, Testimony};
use store::vault::{photo, text};

use super::STATEMENT_FIELD;
use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::error::Refused;
use crate::people::Person;

/// Testimonies decided about by one act.
pub const DECIDED_MAX: usize = 500;
/// Undecided testimonies that are sorted into piles at once, the first to come; the others follow on pages of their own.
pub const SORTED_MAX: usize = 1_000;

/// What a moderator decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Everybody may read it.
    Publish,
    /// Not yet.
    Hold {
        /// Why.
        reason: HoldReason,
        /// For so many hours, or as long as it may be.
        hours: i64,
    },
}

/// What waits for a moderator, in piles.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    /// The piles, the largest first.
    pub piles: Vec<Pile>,
    /// The words of each.
    pub texts: BTreeMap<TestimonyId, String>,
    /// How many more wait after these.
    pub more: usize,
    /// The last of them: the next page begins after it.
    pub last: Option<TestimonyId>,
}

impl App {
    /// Publishes or holds a pile. What somebody else decided meanwhile, or what the moderator may not decide about, is
    /// left as it is; with nothing to decide the first refusal is the answer.
    ///
    /// # Errors
    /// A refusal of the domain, or [`Refused::TooMany`].
    pub async fn decide_testimonies(
        &self,
        who: &Person,
        ids: Vec<TestimonyId>,
        decision: Decision,
        accuses: bool,
    ) -> Result<(), Refused> {
        if ids.len() > DECIDED_MAX {
            let max = u32::try_from(DECIDED_MAX).unwrap_or(u32::MAX);
            return Err(Refused::TooMany { max });
        }
        let actor = who.actor();
        self.write(move |draft| {
            let mut first = None;
            let mut decided = false;
            for testimony in ids {
                let command = match decision {
                    Decision::Publish => Command::PublishTestimony { testimony, accuses },
                    Decision::Hold { reason, hours } => Command::HoldTestimony {
                        testimony,
                        reason,
                        until: held_until(draft, testimony, hours),
                        accuses,
                    },
                };
                match draft.act(&actor, &command) {
                    Ok(_) => decided = true,
                    Err(refusal) => {
                        first.get_or_insert(refusal);
                    }
                }
            }
            match (decided, first) {
                (false, Some(refusal)) => Err(refusal.into()),
                (false, None) => Err(Refused::Empty),
                (true, _) => Ok(()),
            }
        })
        .await?;
        Ok(())
    }

    /// Removes the words and photographs of a testimony together; their seals and a public tombstone stay.
    ///
    /// # Errors
    /// A refusal of the domain, or [`Refused::NotFound`] when they are gone already.
    pub async fn remove_testimony(
        &self,
        who: &Person,
        id: TestimonyId,
        ground: Ground,
    ) -> Result<Receipt, Refused> {
        let (statement, own) = {
            let state = self.state();
            let found = state.testimonies.get(&id).ok_or(Refused::NotFound)?;
            (found.statement, found.by == who.party)
        };
        let mut pictures = Vec::new();
        for kept in self.store().photos_of(id.0).await? {
            if kept.redacted_at.is_none()
                && let Some(photo) = self.store().photo(kept.id).await?
            {
                pictures.push((photo.id, Seal(photo.commitment)));
            }
        }
        let actor = who.actor();
        self.write(move |draft| {
            let entry = Index(id.0);
            let redact = |seal| Command::RedactText {
                entry,
                seal,
                ground,
                own,
            };
            draft.act(&actor, &redact(statement))?;
            let at = draft.at().0;
            draft.row(text::redact(id.0, STATEMENT_FIELD, at));
            for (picture, seal) in pictures {
                draft.act(&actor, &redact(seal))?;
                draft.row(photo::redact(picture, at));
            }
            Ok(())
        })
        .await
    }

    /// What waits for a moderator and came after another one, sorted into piles: [`SORTED_MAX`] at once.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] for anybody else, or the store's failure.
    pub async fn testimony_queue(
        &self,
        who: &Person,
        after: Option<TestimonyId>,
    ) -> Result<Queue, Refused> {
        let (waiting, more) = {
            let state = self.state();
            if !state.moderates(&who.actor(), None) {
                return Err(Refusal::NotAllowed.into());
            }
            let mut all = state.undecided_testimonies(after);
            let waiting: Vec<Seen<'static>> = all.by_ref().take(SORTED_MAX).map(unread).collect();
            (waiting, all.count())
        };
        let ids: Vec<u64> = waiting.iter().map(|w| w.id.0).collect();
        let rows = self.store().texts_of_all(&ids, STATEMENT_FIELD).await?;
        let texts: BTreeMap<TestimonyId, String> = rows
            .into_iter()
            .filter_map(|row| Some((TestimonyId(row.entry), row.value?)))
            .collect();
        let last = waiting.last().map(|w| w.id);
        let sort = move || {
            let text = |id| texts.get(&id).map_or("", String::as_str);
            let seen = waiting.iter().map(|w| Seen {
                text: text(w.id),
                ..*w
            });
            let piles = piles(&seen.collect::<Vec<_>>());
            Queue {
                piles,
                texts,
                more,
                last,
            }
        };
        let sorted = tokio::task::spawn_blocking(sort).await;
        sorted.map_err(|_| Refused::Busy)
    }
}

/// A testimony before its words are read.
fn unread((id, t): (TestimonyId, &Testimony)) -> Seen<'static> {
    Seen {
        id,
        at: t.at,
        place: t.place,
        happened_at: t.happened_at,
        text: "",
    }
}

/// So many hours from now, or the last moment that the testimony may be held until; past that moment the domain refuses.
fn held_until(draft: &Draft<'_>, id: TestimonyId, hours: i64) -> Stamp {
    let wish = draft.at().plus_hours(hours);
    let found = draft.state().testimonies.get(&id);
    let latest = found.map(|t| t.at.plus_hours(HOLD_HOURS_MAX));
    latest
        .filter(|l| *l > draft.at())
        .map_or(wish, |l| wish.min(l))
}
