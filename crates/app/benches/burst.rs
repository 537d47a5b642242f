//! A room's messages while 3,600 testimonies come in at once, against the same room at rest.
//!
//! `cargo bench -p app --bench burst`. Somebody speaks in the room, each time as soon as the last message is durable: alone,
//! then while 72 people testify without a pause. The halves take turns on the same folder, so that a disk that is busy for
//! a while slows both. Prints a row for each run and for `docs/performance.md` the run in the middle.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a bench stops at the first surprise"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use app::testimony::NewTestimony;
use app::{App, NewMessage, Person, Refused};
use relief::code::TestimonyKind;
use relief::ids::RoomId;
use testkit::{Community, WUHAN, place};

/// Testimonies of the burst.
const BURST: usize = 3_600;
/// People who testify at once.
const SENDERS: usize = 72;
/// Messages at rest in a round.
const MESSAGES: usize = 300;
/// Rounds of a run; each is a burst of its own.
const ROUNDS: u64 = 5;
/// Runs, each in a folder of its own; the one in the middle counts.
const RUNS: usize = 3;

#[tokio::main]
async fn main() {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let run = run().await;
        println!("{run}");
        runs.push(run);
    }
    runs.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
    println!("| the run in the middle of {RUNS}: {}", runs[RUNS / 2]);
}

/// What a run measured.
struct Run {
    rest: Duration,
    during: Duration,
    messages: usize,
    per_second: f64,
}

impl Run {
    fn ratio(&self) -> f64 {
        self.during.as_secs_f64() / self.rest.as_secs_f64()
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "| a room's message while {BURST} testimonies come at once ({:.0}/s, {} messages) | p99 {:.1} ms | \
            the same room at rest: p99 {:.1} ms | {:.2} (wanted: at most 2) |",
            self.per_second,
            self.messages,
            self.during.as_secs_f64() * 1e3,
            self.rest.as_secs_f64() * 1e3,
            self.ratio()
        )
    }
}

async fn run() -> Run {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let mut senders = Vec::new();
    for n in 0..SENDERS {
        senders.push(town.person(&format!("见证人 {n}")).await);
    }
    let (mut rest, mut during, mut seconds) = (Vec::new(), Vec::new(), 0.0);
    for round in 1..=ROUNDS {
        let never = AtomicBool::new(false);
        rest.extend(speak(&town.app, room, &chen, &never, MESSAGES).await);
        let done = Arc::new(AtomicBool::new(false));
        let burst = tokio::spawn(burst(town.app.clone(), senders.clone(), Arc::clone(&done)));
        during.extend(speak(&town.app, room, &chen, &done, usize::MAX).await);
        seconds += burst.await.unwrap();
        let received = town.app.state().testimony_counts(town.app.now()).received;
        assert_eq!(received, BURST as u64 * round, "all are kept");
    }
    Run {
        messages: during.len(),
        rest: p99(rest),
        during: p99(during),
        per_second: (BURST as u64 * ROUNDS) as f64 / seconds,
    }
}

fn p99(mut waits: Vec<Duration>) -> Duration {
    waits.sort_unstable();
    waits[waits.len() * 99 / 100]
}

/// Speaks one message after another until all is done, or so often.
async fn speak(
    app: &App,
    room: RoomId,
    who: &Person,
    done: &AtomicBool,
    most: usize,
) -> Vec<Duration> {
    let mut waits = Vec::new();
    while waits.len() < most && !done.load(Ordering::Relaxed) {
        let body = format!("第 {} 句", waits.len());
        let message = NewMessage { body, thread: None };
        let begin = Instant::now();
        app.say(who, room, message).await.unwrap();
        waits.push(begin.elapsed());
    }
    waits
}

/// Everybody testifies at once; answers the seconds it took.
async fn burst(app: App, senders: Vec<Arc<Person>>, done: Arc<AtomicBool>) -> f64 {
    let begin = Instant::now();
    let tasks: Vec<_> = senders
        .into_iter()
        .map(|who| tokio::spawn(testify(app.clone(), who)))
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    done.store(true, Ordering::Relaxed);
    begin.elapsed().as_secs_f64()
}

async fn testify(app: App, who: Arc<Person>) {
    for n in 0..BURST / SENDERS {
        loop {
            let new = NewTestimony {
                kind: TestimonyKind::Care,
                place: place(WUHAN).unwrap(),
                happened_at: app.now(),
                day_only: true,
                statement: format!("第 {n} 条：走廊里的老人还在等床位，护士两人一班。"),
                photos: Vec::new(),
                about: None,
                accuses: false,
                corrects: None,
            };
            match app.testify(Some(&who), new).await {
                Ok(_) => break,
                Err(Refused::Busy) => tokio::task::yield_now().await,
                Err(refused) => panic!("{refused}"),
            }
        }
    }
}
