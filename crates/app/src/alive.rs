//! Signs of life: when this server was last seen running, so that its own absence stops the clock of every duty and every
//! question.

use relief::command::Actor;
use relief::duty::away;
use relief::ids::Stamp;
use store::vault::setting;

use crate::app::App;
use crate::error::Refused;

/// Where the last sign of life is kept.
const SETTING: &str = "alive_at";
/// A sign is written down at most so often; so much longer may our absence before a start seem.
const WRITTEN_EVERY_SECONDS: i64 = 60;
/// A running server that gave no sign for so long, three times what lies between two, stood still: nobody was served.
const SILENCE_SECONDS_MIN: i64 = 60;

/// The last sign of life, and the last that was written down.
#[derive(Debug, Clone, Copy)]
pub struct Alive {
    seen: Stamp,
    written: Option<Stamp>,
}

impl App {
    /// After a start: records how long the server was away.
    ///
    /// # Errors
    /// The store's failure, or a busy writer.
    pub(crate) async fn wake(&self) -> Result<(), Refused> {
        if self.is_read_only() {
            return Ok(());
        }
        let kept = self.store().setting(SETTING).await?;
        let kept = kept.and_then(|at| at.parse().ok()).map(Stamp);
        let seen = self.state().last_at;
        let seen = kept.map_or(seen, |at| seen.max(at));
        self.note_absence(seen, self.now()).await
    }

    /// A sign of life from now on.
    #[must_use]
    pub fn alive(&self) -> Alive {
        Alive {
            seen: self.now(),
            written: None,
        }
    }

    /// Gives another sign of life. A silence since the last one, also one that only the system's clock made by a jump,
    /// is recorded as an outage before anything that fell due meanwhile is done.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn beat(&self, last: Alive) -> Result<Alive, Refused> {
        let now = self.now();
        // A drill's hours may pass in seconds; its silence is counted in those.
        let silent = now.since(last.seen) / i64::from(self.clock().speed());
        if silent >= SILENCE_SECONDS_MIN {
            self.note_absence(last.seen, now).await?;
        }
        // A clock that went back is waited for.
        let seen = last.seen.max(now);
        let due = |at: Stamp| seen.since(at) >= WRITTEN_EVERY_SECONDS;
        if !last.written.is_none_or(due) {
            return Ok(Alive { seen, ..last });
        }
        self.write(move |draft| {
            draft.row(setting::set(SETTING, &seen.0.to_string()));
            Ok(())
        })
        .await?;
        let written = Some(seen);
        Ok(Alive { seen, written })
    }

    /// Nobody waits for an outage where nobody owes a report or an answer.
    async fn note_absence(&self, from: Stamp, to: Stamp) -> Result<(), Refused> {
        let away = away(&self.state(), from, to);
        let Some(away) = away.filter(|_| self.has_clocks()) else {
            return Ok(());
        };
        match self.act(Actor::community(), away).await {
            // An outage that overlaps one on record is told already.
            Ok(_) | Err(Refused::Refusal(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }

    fn has_clocks(&self) -> bool {
        let state = self.state();
        !state.jurisdictions.is_empty() || state.questions.are_owed()
    }
}
