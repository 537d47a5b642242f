//! What goes on by itself: the signed head, the acts of the clock, forgetting what is old.

use std::time::Duration;

use relief::clock::{DUE_MAX, due_by_time};
use relief::command::{Actor, Command};
use store::vault::{case_draft, link, session, submission};

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
        let app = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(CHECKPOINT_EVERY).await;
                report("checkpoint", app.checkpoint().await);
            }
        });
        let app = self.clone();
        tokio::spawn(async move {
            let mut alive = app.alive();
            loop {
                tokio::time::sleep(CLOCK_EVERY).await;
                // First whether we were away: what seems due may then not be.
                match app.beat(alive).await {
                    Ok(seen) => {
                        alive = seen;
                        report("clock", app.tick().await);
                    }
                    Err(error) => report("alive", Err(error)),
                }
            }
        });
        let app = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(CLOCK_EVERY).await;
                report("tips", app.tend_tips().await);
            }
        });
        let app = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(SWEEP_EVERY).await;
                app.limits().sweep();
                report("sweep", app.sweep().await);
                // Also when too few custodians are left for the hour's entry: what they were promised must still be there.
                report("tips", app.check_tips().await);
            }
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
                // Somebody was quicker: then nothing is due any more.
                Ok(_) | Err(Refused::Refusal(_)) => {}
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

fn report(worker: &'static str, outcome: Result<(), Refused>) {
    if let Err(error) = outcome {
        tracing::warn!(worker, %error, "a worker will try again");
    }
}
