//! Durable acts per second with 64 people acting at once, against the bare engine.
//!
//! `cargo bench -p app --bench acts`. Each round has two halves: people act, each as soon as the last act was
//! answered; then the engine alone, by its own driver and with as few statements as it takes, commits the very rows
//! that came of it, in the very groups. The halves take turns, so that a disk that is busy for a while slows both.
//! Prints one row for `docs/performance.md`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a bench stops at the first surprise"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{App, News, Person};
use relief::ids::NeedId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection as _, query};
use store::vault::message::Message;
use store::{PrivateId, Store};
use testkit::{Community, commitment_to, newcomer};

/// People who act at once.
const PEOPLE: usize = 64;
/// Acts of each in a round.
const ACTS_EACH: usize = 100;
/// Rounds, each in folders of its own.
const ROUNDS: usize = 5;
/// Columns of a message.
const MESSAGE: &str = "message (room, seq, change, id, account, at, kind, body, card, thread, edited_at, removed_at, \
     removed_by, removed_reason)";

/// One round of people, or the same rows by the engine.
struct Half {
    seconds: f64,
    waits: Vec<Duration>,
    groups: Vec<Arc<News>>,
}

#[tokio::main]
async fn main() {
    let (mut ours, mut engine, mut commits) = (0.0, 0.0, 0);
    let mut waits = Vec::new();
    for _ in 0..ROUNDS {
        let half = people().await;
        ours += half.seconds;
        commits += half.groups.len();
        waits.extend(half.waits);
        // On a thread of the pool, as the writer is: the main thread would be woken more slowly.
        engine += tokio::spawn(engine_alone(half.groups)).await.unwrap();
    }
    waits.sort_unstable();
    let p99 = waits[waits.len() * 99 / 100];
    let (acts, group) = (waits.len() as f64, waits.len() / commits);
    println!(
        "| durable acts, {PEOPLE} people at once | {:.0} acts/s, p99 {:.1} ms, {group} a commit | \
        the bare engine, same rows in the same groups: {:.0}/s | {:.2} |",
        acts / ours,
        p99.as_secs_f64() * 1e3,
        acts / engine,
        engine / ours
    );
}

/// Pledges to one need of a room: an entry, and a card in the talk.
async fn people() -> Half {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (need, _) = town.open_need(room, &chen, 1_000_000).await;
    let mut donors = Vec::new();
    for n in 0..PEOPLE {
        let donor = newcomer(&format!("捐赠人 {n}"));
        donors.push(town.app.register(donor).await.unwrap().person);
    }
    let mut news = town.app.hub().listen();
    let begin = Instant::now();
    let tasks: Vec<_> = donors
        .into_iter()
        .map(|who| tokio::spawn(pledge_on(town.app.clone(), who, need)))
        .collect();
    // What was committed, while it is: the channel keeps the last thousand groups only.
    let acts = PEOPLE * ACTS_EACH;
    let (mut groups, mut heard) = (Vec::new(), 0);
    while heard < acts {
        let group = news.recv().await.unwrap();
        heard += group.entries.len();
        groups.push(group);
    }
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await.unwrap());
    }
    let seconds = begin.elapsed().as_secs_f64();
    let pledged = town.app.state().line(need, 0).unwrap().tally.pledged;
    assert_eq!(pledged, acts as u64, "every act counted");
    Half {
        seconds,
        waits,
        groups,
    }
}

/// One person's acts and how long each waited for its answer.
async fn pledge_on(app: App, who: Arc<Person>, need: NeedId) -> Vec<Duration> {
    let mut waits = Vec::with_capacity(ACTS_EACH);
    for _ in 0..ACTS_EACH {
        let (asked, at) = (Instant::now(), app.now());
        app.pledge(&who, commitment_to(need, 1, at)).await.unwrap();
        waits.push(asked.elapsed());
    }
    waits
}

/// Seconds that the engine takes for the same groups, each one transaction.
async fn engine_alone(groups: Vec<Arc<News>>) -> f64 {
    let dir = tempfile::TempDir::new().unwrap();
    // The store makes the tables and lets go; from here on the engine is spoken to directly.
    Store::open(dir.path())
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    let mut engine = connect(dir.path()).await;
    let encoded: Vec<Vec<Vec<u8>>> = groups
        .iter()
        .map(|group| group.entries.iter().map(|e| e.encode()).collect())
        .collect();
    let (begin, mut size) = (Instant::now(), 0);
    for (group, entries) in groups.iter().zip(encoded) {
        size = commit(&mut engine, size, group, &entries).await;
    }
    begin.elapsed().as_secs_f64()
}

/// With the settings of `store/src/engine.rs` that bear on speed.
async fn connect(dir: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(dir.join("tideover.db"))
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("fullfsync", "ON")
        .pragma("secure_delete", "ON")
        .pragma("wal_autocheckpoint", "4000");
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// One transaction: the size, the entries, the messages. Answers the new size.
async fn commit(
    engine: &mut SqliteConnection,
    size: i64,
    group: &News,
    entries: &[Vec<u8>],
) -> i64 {
    let after = size + entries.len() as i64;
    let mut transaction = engine.begin().await.unwrap();
    query("UPDATE journal_size SET size = $1 WHERE size = $2")
        .bind(after)
        .bind(size)
        .execute(&mut *transaction)
        .await
        .unwrap();
    let rows: Vec<_> = (size..).zip(entries).collect();
    for some in parts(&rows) {
        let sql = insert("journal (idx, entry, leaf)", 3, some.len());
        let mut rows = query(AssertSqlSafe(sql));
        for (index, entry) in some {
            rows = rows.bind(index).bind(*entry).bind([7; 32].as_slice());
        }
        rows.execute(&mut *transaction).await.unwrap();
    }
    for some in parts(&group.messages) {
        messages(&mut transaction, some).await;
    }
    transaction.commit().await.unwrap();
    after
}

async fn messages(engine: &mut SqliteConnection, some: &[Message]) {
    let number = |n: u64| n as i64;
    let id = |id: PrivateId| id.0.to_vec();
    let mut rows = query(AssertSqlSafe(insert(MESSAGE, 14, some.len())));
    for m in some {
        rows = rows
            .bind(number(m.room))
            .bind(number(m.seq))
            .bind(number(m.change))
            .bind(id(m.id))
            .bind(id(m.account))
            .bind(m.at)
            .bind(&m.kind)
            .bind(&m.body)
            .bind(m.card.map(number))
            .bind(m.thread.map_or(-1, number))
            .bind(m.edited_at)
            .bind(m.removed_at)
            .bind(m.removed_by.map(id))
            .bind(&m.removed_reason);
    }
    rows.execute(engine).await.unwrap();
}

/// Cut by powers of two: few statements, and few forms of them to prepare.
fn parts<T>(mut rows: &[T]) -> Vec<&[T]> {
    let mut parts = Vec::new();
    while !rows.is_empty() {
        let (part, rest) = rows.split_at(1 << rows.len().ilog2());
        parts.push(part);
        rows = rest;
    }
    parts
}

fn insert(into: &str, width: usize, rows: usize) -> String {
    let row = format!("({})", vec!["?"; width].join(","));
    format!("INSERT INTO {into} VALUES {}", vec![row; rows].join(","))
}
