//! Durable acts per second with 64 people acting at once, against the engine alone.
//!
//! Reference: the same store writing entries and rows of the same sizes, prepared in advance, in groups as large
//! as the writer's own groups were in this run. Prints one line of figures for `docs/performance.md`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a bench stops at the first surprise"
)]

use std::time::{Duration, Instant};

use relief::ids::Stamp;
use store::{Batch, Entry, PrivateId, Store};
use testkit::{Community, commitment_to, newcomer};

/// People who act at once.
const PEOPLE: usize = 64;
/// Acts of each.
const ACTS_EACH: usize = 150;

#[tokio::main]
async fn main() {
    let (acts, seconds, mut waits, commits, entry_bytes) = ours().await;
    let group = acts.div_ceil(commits);
    let reference = engine_alone(acts, group, entry_bytes).await;
    waits.sort_unstable();
    let p99 = waits[waits.len() * 99 / 100];
    let rate = acts as f64 / seconds;
    println!(
        "| durable acts, {PEOPLE} people at once | {rate:.0} acts/s, p99 {:.1} ms, {group} a commit | \
        the engine alone, same group: {reference:.0}/s | {:.2} |",
        p99.as_secs_f64() * 1e3,
        rate / reference
    );
}

/// Pledges to one need of a room: an entry, and a card in the talk.
async fn ours() -> (usize, f64, Vec<Duration>, usize, usize) {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (need, _) = town.open_need(room, &chen, 1_000_000).await;
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        people.push(
            town.app
                .register(newcomer(&format!("捐赠人 {n}")))
                .await
                .unwrap()
                .person,
        );
    }
    let mut news = town.app.hub().listen();
    let counting = tokio::spawn(async move {
        let mut commits = 0_usize;
        while news.recv().await.is_ok() {
            commits += 1;
        }
        commits
    });
    let begin = Instant::now();
    let tasks: Vec<_> = people
        .into_iter()
        .map(|who| {
            let (app, at): (_, Stamp) = (town.app.clone(), town.app.now());
            tokio::spawn(async move {
                let mut waits = Vec::with_capacity(ACTS_EACH);
                for _ in 0..ACTS_EACH {
                    let asked = Instant::now();
                    app.pledge(&who, commitment_to(need, 1, at)).await.unwrap();
                    waits.push(asked.elapsed());
                }
                waits
            })
        })
        .collect();
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await.unwrap());
    }
    let seconds = begin.elapsed().as_secs_f64();
    let last = town
        .app
        .read_entry(town.app.size() - 1)
        .await
        .unwrap()
        .unwrap()
        .bytes
        .len();
    let line = town.app.state().line(need, 0).unwrap().tally;
    assert_eq!(
        line.pledged,
        (PEOPLE * ACTS_EACH) as u64,
        "every act counted"
    );
    drop(town);
    // The hub's channel closes with the application; what it counted are the commits.
    let commits = counting.await.unwrap().max(1);
    (waits.len(), seconds, waits, commits, last)
}

async fn engine_alone(acts: usize, group: usize, entry_bytes: usize) -> f64 {
    let dir = tempfile::TempDir::new().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let batches: Vec<Batch> = (0..acts.div_ceil(group))
        .map(|n| {
            let numbers = n * group..((n + 1) * group).min(acts);
            let entries = numbers
                .clone()
                .map(|_| Entry {
                    bytes: vec![b'x'; entry_bytes],
                    leaf: [7; 32],
                })
                .collect();
            Batch {
                entries,
                rows: numbers.map(row).collect(),
            }
        })
        .collect();
    let begin = Instant::now();
    let mut size = 0;
    for batch in batches {
        let added = batch.entries.len() as u64;
        store.append(size, batch).await.unwrap();
        size += added;
    }
    acts as f64 / begin.elapsed().as_secs_f64()
}

/// A row like the card that a pledge shows in the talk.
fn row(n: usize) -> store::Row {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&(n as u64).to_be_bytes());
    store::vault::message::insert(&store::vault::message::Message {
        room: 1,
        seq: n as u64 + 1,
        change: n as u64 + 1,
        id: PrivateId(id),
        account: PrivateId([1; 16]),
        at: 1_580_000_000,
        kind: "card".to_owned(),
        body: String::new(),
        card: Some(n as u64),
        thread: None,
        edited_at: None,
        removed_at: None,
        removed_by: None,
        removed_reason: None,
    })
}
