//! One room, 500 and 5,000 readers, 1 and 20 messages a second, beside a bare broadcast.
//!
//! Ours is the program itself: each message is a form sent by a member, who is authorised; it is stored durably,
//! drawn, and sent on. The reference is handed frames ready-made, of the size of ours, at the same rate.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::bare;
use crate::community::{self, ORIGIN, Room};
use crate::http::Connection;
use crate::process::{Process, load};
use crate::readers::{MARK, Readers};

/// Readers of the one room.
const READERS: [usize; 2] = [500, 5_000];
/// Messages a second, and how many in all; together fewer than a slow reader may be behind.
const RATES: [(u32, u32); 2] = [(1, 8), (20, 100)];
/// Those who write take turns, so that nobody writes too often.
const WRITERS: usize = 100;
/// Messages before anything is measured.
const WARM_UP: u32 = 5;

/// Processor time of the server for one message to one reader, and bytes of it.
struct Cost {
    nanos: f64,
    bytes: f64,
}

pub async fn run() {
    for readers in READERS {
        let (ours, memory) = ours(readers).await;
        let (bare, bare_memory) = reference(readers, ours[0].bytes as usize).await;
        for (n, (rate, _)) in RATES.into_iter().enumerate() {
            println!(
                "| processor time of a message to one of {readers} readers, {rate}/s | {:.1} µs, {:.0} bytes | \
                a bare broadcast: {:.1} µs | {:.2} (load {}) |",
                ours[n].nanos / 1e3,
                ours[n].bytes,
                bare[n].nanos / 1e3,
                ours[n].nanos / bare[n].nanos,
                load()
            );
        }
        println!(
            "| memory for each of {readers} readers | {:.1} KiB | a bare broadcast: {:.1} KiB | {:.2} |",
            memory / 1024.0,
            bare_memory / 1024.0,
            memory / bare_memory
        );
    }
}

async fn ours(readers: usize) -> (Vec<Cost>, f64) {
    let Room { dir, room, tokens } = community::room(readers.max(WRITERS)).await;
    let server = Process::tideover(dir.path(), ORIGIN);
    let (path, say) = (format!("/r/{}/live", room.0), format!("/r/{}/say", room.0));
    let headers = |n: usize| {
        let token = &tokens[n % WRITERS];
        let kind = "content-type: application/x-www-form-urlencoded";
        format!("cookie: session={token}\r\nsec-fetch-site: same-origin\r\n{kind}\r\n")
    };
    let form = format!("text=今晚二十箱到汉口，谁有车？{}", char::from(MARK)).into_bytes();
    let post = async |connection: &mut Connection, n: u32| {
        let answer = connection.post(&say, &headers(n as usize), &form).await;
        assert!(answer.head.starts_with("HTTP/1.1 303"), "{}", answer.head);
    };
    let request = |token: &String| {
        format!(
            "GET {path} HTTP/1.1\r\nhost: bench\r\naccept-language: zh\r\ncookie: session={token}\r\n\r\n"
        )
    };
    measure(
        &server,
        tokens.iter().take(readers).map(request).collect(),
        post,
    )
    .await
}

async fn reference(readers: usize, bytes: usize) -> (Vec<Cost>, f64) {
    let server = Process::bare(&[bare::STREAM]);
    let mut frame = vec![b'x'; bytes];
    frame[0] = MARK;
    let post = async |connection: &mut Connection, _: u32| {
        connection.post("/say", "", &frame).await;
    };
    let request = "GET /live HTTP/1.1\r\nhost: bench\r\n\r\n".to_owned();
    measure(&server, vec![request; readers], post).await
}

/// Lets everybody in, then sends messages at each rate; the cost of each rate, and of each reader in bytes.
async fn measure(
    server: &Process,
    requests: Vec<String>,
    post: impl AsyncFn(&mut Connection, u32),
) -> (Vec<Cost>, f64) {
    let readers = requests.len();
    let mut connection = Connection::open(server.address).await;
    // One reader first: what a first stream and a first message need once is not any reader's share.
    let alone = Readers::open(server.address, requests.iter().take(1).cloned()).await;
    for n in 0..WARM_UP {
        post(&mut connection, n).await;
    }
    alone.have_seen(WARM_UP.into()).await;
    drop(alone);
    let before = server.resident();
    let all = Readers::open(server.address, requests.into_iter()).await;
    for n in 0..WARM_UP {
        post(&mut connection, n).await;
    }
    all.have_seen(u64::from(WARM_UP) * readers as u64).await;
    let memory = (server.resident() - before) as f64 / readers as f64;
    let mut costs = Vec::new();
    for (rate, messages) in RATES {
        let mut beat = interval(Duration::from_secs(1) / rate);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let deliveries = u64::from(messages) * readers as u64;
        let (marks, bytes, busy) = (all.marks(), all.bytes(), server.on_cores());
        for n in 0..messages {
            beat.tick().await;
            post(&mut connection, n).await;
        }
        all.have_seen(marks + deliveries).await;
        costs.push(Cost {
            nanos: (server.on_cores() - busy).as_nanos() as f64 / deliveries as f64,
            bytes: (all.bytes() - bytes) as f64 / deliveries as f64,
        });
    }
    (costs, memory)
}
