//! Thousands of live readers in this process, who count the messages that reach them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::{interval, timeout};

/// Stands once in the words of each message, and nowhere else on a page.
pub const MARK: u8 = b'^';
/// What one reader takes in at once.
const READ_BYTES: usize = 8 * 1024;
/// After so long without all messages something went wrong, not slowly.
const PATIENCE: Duration = Duration::from_secs(120);

/// What all readers together saw.
#[derive(Default)]
struct Seen {
    marks: AtomicU64,
    bytes: AtomicU64,
}

/// Readers who read on until this is dropped.
pub struct Readers {
    seen: Arc<Seen>,
    tasks: Vec<JoinHandle<()>>,
}

impl Readers {
    /// Opens one stream for each request; returns when each has seen its first bytes.
    pub async fn open(address: SocketAddr, requests: impl Iterator<Item = String>) -> Readers {
        let seen = Arc::new(Seen::default());
        let mut tasks = Vec::new();
        for request in requests {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            await_first_frame(&mut stream).await;
            tasks.push(tokio::spawn(read_on(stream, Arc::clone(&seen))));
        }
        Readers { seen, tasks }
    }

    /// Messages seen by all readers together; a message that ten have seen counts ten times.
    pub fn marks(&self) -> u64 {
        self.seen.marks.load(Ordering::Relaxed)
    }

    /// Bytes that all readers received since they opened their streams.
    pub fn bytes(&self) -> u64 {
        self.seen.bytes.load(Ordering::Relaxed)
    }

    /// Returns once so many messages were seen.
    pub async fn have_seen(&self, marks: u64) {
        let mut look = interval(Duration::from_millis(5));
        let seen = async {
            while self.marks() < marks {
                look.tick().await;
            }
        };
        timeout(PATIENCE, seen)
            .await
            .expect("every reader sees every message");
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

async fn await_first_frame(stream: &mut TcpStream) {
    let mut read = Vec::new();
    while !read.windows(3).any(|w| w == b":\n\n") {
        let got = timeout(PATIENCE, stream.read_buf(&mut read)).await.unwrap();
        assert!(got.unwrap() > 0, "a stream was refused");
    }
    let head = String::from_utf8_lossy(&read);
    assert!(
        head.starts_with("HTTP/1.1 200"),
        "a stream was refused: {head}"
    );
}

async fn read_on(mut stream: TcpStream, seen: Arc<Seen>) {
    let mut read = [0; READ_BYTES];
    while let Ok(got @ 1..) = stream.read(&mut read).await {
        let marks = read[..got].iter().filter(|b| **b == MARK).count();
        seen.marks.fetch_add(marks as u64, Ordering::Relaxed);
        seen.bytes.fetch_add(got as u64, Ordering::Relaxed);
    }
}
