//! Pages of a country in need: 20,000 recipients who each need 20 items, with a pledge for every line of which half were
//! carried to the ward. Each page is asked for once while nothing about it is known, and again.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use relief::ids::Stamp;
use store::{Batch, Entry, Store};
use tempfile::TempDir;

use crate::country::{self, ITEMS};
use crate::http::Connection;
use crate::process::{Process, load};
use crate::society;

/// The community opened so many hours ago.
const OPENED_HOURS: i64 = 36;
/// Entries in one transaction.
const BATCH: usize = 4_096;
/// Times a page is asked for again; the best counts.
const AGAIN: u32 = 5;
const ORIGIN: &str = "bench.example/scale";
const PAGES: [&str; 10] = [
    "/",
    "/b",
    "/b/table",
    "/map",
    "/flows",
    "/plan",
    "/watch",
    "/growth",
    "/growth/research",
    "/o",
];

pub async fn run(recipients: u64) {
    let dir = TempDir::new().unwrap();
    let entries = fill(dir.path(), recipients).await;
    let server = Process::tideover(dir.path(), ORIGIN);
    println!(
        "{recipients} recipients, {ITEMS} items, {entries} entries (load {})",
        load()
    );
    println!("| page | first | again | bytes |");
    for page in PAGES {
        let (first, bytes) = ask(&server, page).await;
        let mut again = first;
        for _ in 0..AGAIN {
            again = again.min(ask(&server, page).await.0);
        }
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!(
            "| `{page}` | {:.1} ms | {:.1} ms | {bytes} |",
            ms(first),
            ms(again)
        );
    }
}

async fn ask(server: &Process, page: &str) -> (Duration, usize) {
    let mut connection = Connection::open(server.address).await;
    let began = Instant::now();
    let answer = connection.get(page, "").await;
    let time = began.elapsed();
    assert!(
        answer.head.starts_with("HTTP/1.1 200"),
        "{page}: {}",
        answer.head
    );
    (time, answer.body.len())
}

/// Writes the journal of the community; how many entries it has.
async fn fill(dir: &Path, recipients: u64) -> u64 {
    let store = Store::open(dir).await.unwrap();
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let now = Stamp(i64::try_from(now).unwrap());
    let mut society = society::society(now.plus_hours(-OPENED_HOURS));
    let mut size = 0;
    for (number, place) in (0..recipients).zip(country::places()) {
        country::recipient(&mut society, number, place);
        if society.journal.len() >= BATCH {
            size = append(&store, size, &mut society.journal).await;
        }
    }
    size = append(&store, size, &mut society.journal).await;
    store.close().await.unwrap();
    size
}

async fn append(store: &Store, mut size: u64, journal: &mut Vec<Vec<u8>>) -> u64 {
    for entries in journal.chunks(BATCH) {
        let entry = |bytes: &Vec<u8>| Entry {
            bytes: bytes.clone(),
            leaf: tlog::leaf_hash(bytes).0,
        };
        let entries: Vec<Entry> = entries.iter().map(entry).collect();
        let added = entries.len() as u64;
        let rows = Vec::new();
        store.append(size, Batch { entries, rows }).await.unwrap();
        size += added;
    }
    journal.clear();
    size
}
