//! What goes on by itself: the signed head, the acts of the clock, forgetting what is old.

use std::sync::Arc;
use std::time::Duration;

use relief::clock::{DUE_MAX, due_by_time};
use relief::command::{Actor, Command};
use store::vault::{case_draft, link, session, submission};
use tokio::sync::Mutex;

use crate::app::App;
use crate::case_report::draft::DAYS_KEPT;
use crate::error::Refused;

/// The signed head is at most so far behind.
const CHECKPOINT_EVERY: Duration = Duration::from_millis(500);
/// The clock's acts fall due by the hour; a minute is close enough.
const CLOCK_EVERY: Duration = Duration::from_secs(20);
/// Old private rows go at most this often.
const SWEEP_EVERY: Duration = Duration::from_secs(3600);
/// A device that was not seen for so long is signed out.
const SESSION_IDLE_SECONDS: i64 = 180 * 86_400;
/// No browser sends a form again after so long.
pub(crate) const SUBMISSION_SECONDS: i64 = 7 * 86_400;

impl App {
    /// Starts the workers; they end with the runtime.
    pub fn start_workers(&self) {
        every(self, CHECKPOINT_EVERY, "checkpoint", |app| async move {
            app.checkpoint().await
        });
        let alive = Arc::new(Mutex::new(self.alive()));
        every(self, CLOCK_EVERY, "clock", move |app| {
            let alive = Arc::clone(&alive);
            async move {
                // First whether we were away: what seems due may then not be.
                let mut alive = alive.lock().await;
                *alive = app.beat(*alive).await?;
                app.tick().await
            }
        });
        every(self, CLOCK_EVERY, "tips", |app| async move {
            app.tend_tips().await
        });
        every(self, SWEEP_EVERY, "sweep", |app| async move {
            app.limits().sweep();
            app.sweep().await
        });
        // Also when too few custodians are left for the hour's entry: what they were promised must still be there.
        every(self, SWEEP_EVERY, "tips kept", |app| async move {
            app.check_tips().await
        });
    }

    /// Does what is due by time alone.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn tick(&self) -> Result<(), Refused> {
        let due = due_by_time(&self.state(), self.now());
        let is_full = due.len() >= DUE_MAX;
        self.act_all(&due).await?;
        if !is_full {
            self.act_all(&self.disparities_due().await?).await?;
        }
        Ok(())
    }

    async fn act_all(&self, due: &[Command]) -> Result<(), Refused> {
        for command in due {
            match self.act(Actor::community(), command.clone()).await {
                // Somebody was quicker: then nothing is due any more. A fault in one act must not keep the others.
                Ok(_) | Err(Refused::Refusal(_) | Refused::Panicked) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    async fn sweep(&self) -> Result<(), Refused> {
        self.write(|draft| {
            let at = draft.at().0;
            draft.row(session::delete_idle(
                at.saturating_sub(SESSION_IDLE_SECONDS),
            ));
            draft.row(submission::delete_old(
                at.saturating_sub(SUBMISSION_SECONDS),
            ));
            draft.row(link::delete_expired(at));
            draft.row(case_draft::delete_old(
                at.saturating_sub(DAYS_KEPT * 86_400),
            ));
            Ok(())
        })
        .await?;
        Ok(())
    }
}

/// Does rounds of work on something for ever. Each is a task of its own: one that panics ends with it, and the next one
/// begins all the same.
fn every<T, W>(
    of: &T,
    pause: Duration,
    worker: &'static str,
    round: impl Fn(T) -> W + Send + 'static,
) where
    T: Clone + Send + 'static,
    W: Future<Output = Result<(), Refused>> + Send + 'static,
{
    let of = of.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(pause).await;
            let done = tokio::spawn(round(of.clone())).await;
            if let Err(error) = done.unwrap_or(Err(Refused::Panicked)) {
                tracing::warn!(worker, %error, "a worker will try again");
            }
        }
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use tokio::sync::mpsc;

    #[tokio::test]
    async fn a_round_that_panics_is_followed_by_another() {
        let (begun, mut rounds) = mpsc::unbounded_channel();
        every(&begun, Duration::ZERO, "test", |begun| async move {
            begun.send(()).unwrap();
            panic!("a fault in a worker")
        });
        for _ in 0..3 {
            rounds.recv().await.unwrap();
        }
    }
}
