//! Two lanes before the writer. Acts go first; what can wait, testimonies, goes along with them, a few in the commit of
//! each, so that a burst of them costs no act a commit of its own. When no act has come for a moment, a few are written by
//! themselves, then the writer listens for a moment again.

use std::time::Duration;

use tokio::sync::mpsc;

use crate::writer::{Act, Order};

/// Acts waiting for the writer; beyond it a person is asked to try again. The same for acts that can wait.
pub(crate) const QUEUE_MAX: usize = 4096;
/// Acts that can wait in the commit of others: each makes it longer by less than a tenth.
const ALONG_MAX: usize = 2;
/// Acts that can wait in a commit of their own: an act that comes meanwhile waits for little more than for one.
const ALONE_MAX: usize = 4;
/// How long no act came when those that can wait are written by themselves.
const QUIET: Duration = Duration::from_millis(10);

/// The ends into which acts are put.
pub(crate) struct Senders {
    /// Acts.
    pub first: mpsc::Sender<Order>,
    /// Acts that can wait.
    pub later: mpsc::Sender<Act>,
}

/// The ends from which the writer takes them.
pub(crate) struct Lanes {
    first: mpsc::Receiver<Order>,
    later: mpsc::Receiver<Act>,
    /// The first of those that can wait, while it waits.
    held: Option<Act>,
}

/// Both lanes, empty.
pub(crate) fn lanes() -> (Senders, Lanes) {
    let (first, firsts) = mpsc::channel(QUEUE_MAX);
    let (later, laters) = mpsc::channel(QUEUE_MAX);
    let lanes = Lanes {
        first: firsts,
        later: laters,
        held: None,
    };
    (Senders { first, later }, lanes)
}

/// What the writer does next.
pub(crate) enum Turn {
    /// An act, and what came with it.
    First(Order),
    /// What can wait has its turn.
    Later,
}

impl Turn {
    /// How many that can wait go into its commit at most.
    pub(crate) fn along_max(&self) -> usize {
        match self {
            Turn::First(_) => ALONG_MAX,
            Turn::Later => ALONE_MAX,
        }
    }
}

impl Lanes {
    /// Waits for the next turn; nothing: nobody can send any more.
    pub(crate) async fn turn(&mut self) -> Option<Turn> {
        tokio::select! {
            biased;
            order = self.first.recv() => order.map(Turn::First),
            () = quiet(&mut self.later, &mut self.held) => Some(Turn::Later),
        }
    }

    /// The next act that is here already.
    pub(crate) fn first(&mut self) -> Option<Order> {
        self.first.try_recv().ok()
    }

    /// The next of those that can wait.
    pub(crate) fn later(&mut self) -> Option<Act> {
        self.held.take().or_else(|| self.later.try_recv().ok())
    }
}

/// Ends when something that can wait has waited for as long as no act came.
async fn quiet(later: &mut mpsc::Receiver<Act>, held: &mut Option<Act>) {
    if held.is_none() {
        *held = later.recv().await;
    }
    match held {
        Some(_) => tokio::time::sleep(QUIET).await,
        // The lane is closed.
        None => std::future::pending().await,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    fn act() -> Act {
        let (answer, _) = oneshot::channel();
        Act {
            work: Box::new(|_| Ok(())),
            once: None,
            answer,
        }
    }

    #[tokio::test]
    async fn an_act_goes_first_and_what_can_wait_is_not_lost_by_it() {
        let (senders, mut lanes) = lanes();
        senders.later.try_send(act()).ok().unwrap();
        // Listened for, and held, when the act comes.
        let turn = lanes.turn();
        let first = async {
            tokio::task::yield_now().await;
            senders.first.try_send(Order::Act(act())).ok().unwrap();
        };
        let (turn, ()) = tokio::join!(turn, first);
        assert!(matches!(turn, Some(Turn::First(_))));
        assert!(lanes.later().is_some());
        assert!(lanes.later().is_none());
    }

    #[tokio::test]
    async fn what_can_wait_has_its_turn_when_no_act_comes() {
        let (senders, mut lanes) = lanes();
        senders.later.try_send(act()).ok().unwrap();
        assert!(matches!(lanes.turn().await, Some(Turn::Later)));
        assert!(lanes.later().is_some());
        drop(senders);
        assert!(lanes.turn().await.is_none());
    }
}
