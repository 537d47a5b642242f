//! How many connections stand at once: in all, and from one network neighbour.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::client::Neighbour;
use crate::live::READERS_MAX;
use crate::t;
use crate::words::{Lang, Words};

/// Connections at once: every reader of a live room, and two thousand for pages.
pub const CONNECTIONS_MAX: usize = READERS_MAX + 2_000;
/// Connections of one neighbour: a hospital or a dormitory behind one address, six for each browser.
pub const NEIGHBOUR_CONNECTIONS_MAX: usize = 1_000;
/// Connections that are told at once why they are not served; beyond it they are only closed.
const REFUSALS_MAX: usize = 64;
/// What is told takes at most so long to say.
const REFUSAL_SECS_MAX: u64 = 2;
/// Of what was sent so much is read away, so that the answer is not lost with it.
const REFUSAL_READ_BYTES_MAX: u64 = 16 * 1024;
/// Seconds after which another try makes sense.
const RETRY_SECS: u32 = 5;

/// The connections of a server.
pub(crate) struct Connections {
    all: Arc<Semaphore>,
    neighbours: Arc<Mutex<HashMap<Neighbour, usize>>>,
    neighbour_max: usize,
    refusals: Arc<Semaphore>,
}

/// One connection's place; given back when it is dropped.
pub(crate) struct Place {
    _one_of_all: OwnedSemaphorePermit,
    neighbour: Option<Neighbour>,
    neighbours: Arc<Mutex<HashMap<Neighbour, usize>>>,
}

/// Why a connection is not served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoPlace {
    /// There are too many in all.
    Full,
    /// There are too many of this neighbour.
    NeighbourFull,
}

impl Connections {
    /// At most `all_max`, and `neighbour_max` of one neighbour.
    pub fn new(all_max: usize, neighbour_max: usize) -> Connections {
        Connections {
            all: Arc::new(Semaphore::new(all_max)),
            neighbours: Arc::default(),
            neighbour_max,
            refusals: Arc::new(Semaphore::new(REFUSALS_MAX)),
        }
    }

    /// A place for a connection; one of nobody in particular counts in all alone.
    ///
    /// # Errors
    /// [`NoPlace`].
    pub fn take(&self, neighbour: Option<Neighbour>) -> Result<Place, NoPlace> {
        let one_of_all = Arc::clone(&self.all)
            .try_acquire_owned()
            .map_err(|_| NoPlace::Full)?;
        if let Some(neighbour) = neighbour {
            let mut neighbours = lock(&self.neighbours);
            let count = neighbours.entry(neighbour).or_default();
            if *count >= self.neighbour_max {
                return Err(NoPlace::NeighbourFull);
            }
            *count += 1;
        }
        Ok(Place {
            _one_of_all: one_of_all,
            neighbour,
            neighbours: Arc::clone(&self.neighbours),
        })
    }

    /// Tells a connection why it is not served, without waiting for it.
    pub fn refuse(&self, stream: TcpStream, why: NoPlace) {
        if let Ok(permit) = Arc::clone(&self.refusals).try_acquire_owned() {
            tokio::spawn(async move {
                // Who does not listen is only closed.
                let limit = Duration::from_secs(REFUSAL_SECS_MAX);
                let _ = timeout(limit, tell(stream, why)).await;
                drop(permit);
            });
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(neighbour) = self.neighbour else {
            return;
        };
        let mut neighbours = lock(&self.neighbours);
        if let Some(count) = neighbours.get_mut(&neighbour) {
            *count -= 1;
            if *count == 0 {
                neighbours.remove(&neighbour);
            }
        }
    }
}

fn lock(
    neighbours: &Mutex<HashMap<Neighbour, usize>>,
) -> std::sync::MutexGuard<'_, HashMap<Neighbour, usize>> {
    // The map is whole whenever the lock is free: no code panics while it is held.
    neighbours.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn tell(mut stream: TcpStream, why: NoPlace) -> std::io::Result<()> {
    stream.write_all(answer(why).as_bytes()).await?;
    stream.shutdown().await?;
    let mut rest = stream.take(REFUSAL_READ_BYTES_MAX);
    tokio::io::copy(&mut rest, &mut tokio::io::sink()).await?;
    Ok(())
}

/// Nothing was read, so the language is not known: both.
fn answer(why: NoPlace) -> String {
    let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
    let (status, body) = match why {
        NoPlace::Full => (
            "503 Service Unavailable",
            [zh, en].map(|w| t!(w, "connections-full")),
        ),
        NoPlace::NeighbourFull => (
            "429 Too Many Requests",
            [zh, en].map(|w| t!(w, "connections-neighbour-full")),
        ),
    };
    let body = body.join("\n");
    format!(
        "HTTP/1.1 {status}\r\nRetry-After: {RETRY_SECS}\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n\r\n{body}",
        body.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neighbour(text: &str) -> Option<Neighbour> {
        Some(Neighbour::at(text.parse().expect("an address")))
    }

    #[test]
    fn places_are_counted_and_given_back() {
        let connections = Connections::new(3, 2);
        let first = connections.take(neighbour("192.0.2.1"));
        let second = connections.take(neighbour("192.0.2.1"));
        assert!(first.is_ok() && second.is_ok());
        let third = connections.take(neighbour("192.0.2.1")).map(|_| ());
        assert_eq!(third, Err(NoPlace::NeighbourFull));
        let other = connections.take(neighbour("192.0.2.2"));
        assert!(other.is_ok(), "the refused one gave its place back");
        assert_eq!(connections.take(None).map(|_| ()), Err(NoPlace::Full));
        drop((first, second, other));
        assert!(lock(&connections.neighbours).is_empty());
        assert!(connections.take(neighbour("192.0.2.1")).is_ok());
    }

    #[test]
    fn both_languages_are_told() {
        let told = answer(NoPlace::Full);
        assert!(told.starts_with("HTTP/1.1 503 ") && told.contains("Retry-After: 5\r\n"));
        let (_, body) = told.split_once("\r\n\r\n").expect("a body");
        assert_eq!(body.lines().count(), 2, "{body}");
    }
}
