//! A public need page from memory, beside a static file of the same bytes on the same stack.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::bare;
use crate::community;
use crate::http::Connection;
use crate::process::{Process, load};

/// Connections that ask without pause.
const CONNECTIONS: usize = 16;
/// Pages for each connection in one turn.
const PAGES_EACH: usize = 1_500;
/// Turns of each server, one after the other; the best counts.
const TURNS: usize = 4;

/// Requests a second, and the server's processor time for each.
struct Speed {
    per_second: f64,
    on_cores: Duration,
}

pub async fn run() {
    let dir = community::drill(1).await;
    let need = community::busy_need(&dir).await;
    let ours = Process::tideover(&dir, drill::ORIGIN);
    let path = format!("/n/{}", need.0);
    let page = Connection::open(ours.address)
        .await
        .get(&path, "")
        .await
        .body;
    let file = dir.join("page.html");
    std::fs::write(&file, &page).unwrap();
    let bare = Process::bare(&[bare::FILE, file.to_str().unwrap()]);
    let (mut best, mut best_bare) = (turn(&ours, &path).await, turn(&bare, "/").await);
    for _ in 1..TURNS {
        best = best.or(turn(&ours, &path).await);
        best_bare = best_bare.or(turn(&bare, "/").await);
    }
    println!(
        "| a public need page from memory, {} bytes | {:.0}/s, {:.0} µs of processor time | \
        a static file of the same bytes: {:.0}/s, {:.0} µs | {:.2} (wanted: at least 0.5; load {}) |",
        page.len(),
        best.per_second,
        best.on_cores.as_secs_f64() * 1e6,
        best_bare.per_second,
        best_bare.on_cores.as_secs_f64() * 1e6,
        best.per_second / best_bare.per_second,
        load()
    );
}

impl Speed {
    fn or(self, other: Speed) -> Speed {
        if other.per_second > self.per_second {
            other
        } else {
            self
        }
    }
}

async fn turn(server: &Process, path: &str) -> Speed {
    let (begun, busy) = (Instant::now(), server.on_cores());
    let asking: Vec<_> = (0..CONNECTIONS)
        .map(|_| tokio::spawn(ask(server.address, path.to_owned())))
        .collect();
    for one in asking {
        one.await.unwrap();
    }
    let pages = CONNECTIONS * PAGES_EACH;
    Speed {
        per_second: pages as f64 / begun.elapsed().as_secs_f64(),
        on_cores: (server.on_cores() - busy) / pages as u32,
    }
}

async fn ask(address: SocketAddr, path: String) {
    let mut connection = Connection::open(address).await;
    for _ in 0..PAGES_EACH {
        let answer = connection.get(&path, "").await;
        assert!(answer.head.starts_with("HTTP/1.1 200"), "{}", answer.head);
    }
}
