//! News of what became durable, for live pages.

use std::sync::Arc;

use relief::entry::Entry;
use store::vault::message::Message;
use tokio::sync::broadcast;

/// News that a slow listener may be behind before it is told to start afresh.
const NEWS_KEPT: usize = 1024;

/// What one committed batch brought.
#[derive(Debug, Clone)]
pub struct News {
    /// Index of the first entry.
    pub first: u64,
    /// Entries in order; may be empty, as for talk.
    pub entries: Vec<Entry>,
    /// New, edited and removed messages of all rooms, in order.
    pub messages: Vec<Message>,
}

/// Where live pages listen.
#[derive(Clone)]
pub struct Hub(broadcast::Sender<Arc<News>>);

impl Hub {
    pub(crate) fn new() -> Hub {
        Hub(broadcast::channel(NEWS_KEPT).0)
    }

    /// Everything from now on. A listener that lags is told so by the channel.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Arc<News>> {
        self.0.subscribe()
    }

    pub(crate) fn publish(&self, news: News) {
        // Nobody listening is fine.
        let _ = self.0.send(Arc::new(news));
    }
}
