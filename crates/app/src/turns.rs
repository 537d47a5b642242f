//! Heavy work, so many pieces at a time, each on a thread of its own.

use tokio::sync::{Semaphore, SemaphorePermit};

/// Runs work on a thread of its own once it has its turn. The turn belongs to the work, not to who asked for it: who goes
/// away meanwhile frees no place before the work is done. Nothing where the work panicked.
pub(crate) async fn in_turn<T: Send + 'static>(
    turns: &'static Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let turn = turns.acquire().await.ok()?;
    run(turn, work).await
}

/// The same with a turn that was taken before.
pub(crate) async fn run<T: Send + 'static>(
    turn: SemaphorePermit<'static>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let work = move || {
        let done = work();
        drop(turn);
        done
    };
    tokio::task::spawn_blocking(work).await.ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn who_goes_away_frees_no_place_before_the_work_is_done() {
        static TURNS: Semaphore = Semaphore::const_new(1);
        let (begun, has_begun) = oneshot::channel();
        let (end, may_end) = std::sync::mpsc::channel::<()>();
        let asked = tokio::spawn(in_turn(&TURNS, move || {
            begun.send(()).unwrap();
            may_end.recv().unwrap();
        }));
        has_begun.await.unwrap();
        asked.abort();
        assert!(asked.await.unwrap_err().is_cancelled());
        assert!(TURNS.try_acquire().is_err(), "the work is not done");
        end.send(()).unwrap();
        assert_eq!(in_turn(&TURNS, || 7).await, Some(7));
    }
}
