//! The journal of the drill at scale 1,000: checked, and opened to be served, beside SHA-256 over the same bytes.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};
use store::Store;

use crate::community;
use crate::process::{Process, ended_children, load};

/// The drill's scale: about two million entries.
const SCALE: u32 = 1_000;
/// Runs of each; the quickest counts.
const RUNS: usize = 3;

pub async fn run() {
    let dir = community::drill(SCALE).await;
    let (entries, hashing) = hash_all(&dir).await;
    let per_second = |time: Duration| entries as f64 / time.as_secs_f64();
    let busy = ended_children();
    let checked = (0..RUNS).map(|_| verify(&dir)).min().unwrap();
    let on_cores = (ended_children() - busy) / RUNS as u32;
    println!(
        "| `tideover verify`, the drill at scale {SCALE}, {entries} entries | {:.1} s, {:.0}/s; {:.1} s of \
        processor time on two threads | \
        SHA-256 over the same bytes: {:.0}/s; wanted: 300,000/s | takes {:.1} times as long (load {}) |",
        checked.as_secs_f64(),
        per_second(checked),
        on_cores.as_secs_f64(),
        per_second(hashing),
        checked.as_secs_f64() / hashing.as_secs_f64(),
        load()
    );
    let (opened, resident) = (0..RUNS).map(|_| open(&dir)).min().unwrap();
    let million = opened.as_secs_f64() * 1e6 / entries as f64;
    println!(
        "| start of `tideover serve` on it | {:.1} s, {} MB resident; {million:.1} s for each million entries | \
        under 10 s for a million | {:.2} |",
        opened.as_secs_f64(),
        resident / 1_000_000,
        million / 10.0
    );
}

/// How many entries there are, and the time to hash each of them on one core.
async fn hash_all(dir: &Path) -> (u64, Duration) {
    let store = Store::open_read(dir).await.unwrap();
    let (mut entries, mut time) = (0, Duration::ZERO);
    let mut pages = store.replay(0);
    while let Some(page) = pages.next_page().await.unwrap() {
        let begun = Instant::now();
        for (_, bytes, _) in &page {
            std::hint::black_box(Sha256::digest(bytes));
        }
        time += begun.elapsed();
        entries += page.len() as u64;
    }
    (entries, time)
}

fn verify(dir: &Path) -> Duration {
    let begun = Instant::now();
    let answer = Command::new(env!("CARGO_BIN_EXE_tideover"))
        .args(["verify", "--json"])
        .arg(dir)
        .output()
        .unwrap();
    let time = begun.elapsed();
    assert!(answer.status.success(), "it verifies");
    time
}

/// Until the address is printed, and what stands in memory then.
fn open(dir: &Path) -> (Duration, u64) {
    let begun = Instant::now();
    let server = Process::tideover(dir, drill::ORIGIN);
    (begun.elapsed(), server.resident())
}
