//! What the first page of `/mod` reads while 4,000 testimonies wait, against reading and sorting all of them one by one.
//!
//! `cargo bench -p app --bench moderation`. The words are the lines of `../shared/data/haiti-ushahidi-2010/` where it is
//! there, which are shown nowhere, and others otherwise. Prints one row for `docs/performance.md`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench stops at the first surprise"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use app::testimony::{NewTestimony, SORTED_MAX, STATEMENT_CHARS_MAX};
use app::{App, Person};
use relief::code::TestimonyKind;
use relief::testimony::pile::{Seen, piles};
use testkit::{Community, WUHAN, place};

/// Testimonies that wait.
const WAITING: usize = 4_000;
/// How often each is measured; the one in the middle counts.
const TIMES: usize = 5;

#[tokio::main]
async fn main() {
    let town = Community::new().await;
    let shen = town.moderator().await;
    let words = words();
    let sent: Vec<_> = (0..WAITING)
        .map(|n| tokio::spawn(testify(town.app.clone(), words[n % words.len()].clone())))
        .collect();
    for one in sent {
        one.await.unwrap();
    }
    let (mut page, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        page.push(first_page(&town.app, &shen).await);
        whole.push(one_by_one(&town.app).await);
    }
    let (page, whole) = (middle(page), middle(whole));
    println!(
        "| the first page of /mod, {SORTED_MAX} of {WAITING} waiting testimonies sorted | {:.1} ms | all of them, read one by \
        one and sorted: {:.1} ms | {:.2} |",
        page.as_secs_f64() * 1e3,
        whole.as_secs_f64() * 1e3,
        page.as_secs_f64() / whole.as_secs_f64()
    );
}

fn words() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/haiti-ushahidi-2010/haiti-reports.csv");
    let read = std::fs::read_to_string(file).unwrap_or_default();
    let lines = read.lines().filter(|line| !line.trim().is_empty());
    let words: Vec<String> = lines
        .map(|line| line.chars().take(STATEMENT_CHARS_MAX).collect())
        .collect();
    if words.is_empty() {
        let made = |n| format!("第 {n} 条：走廊里的老人还在等床位，护士两人一班。");
        return (0..WAITING).map(made).collect();
    }
    words
}

async fn testify(app: App, statement: String) {
    let new = NewTestimony {
        kind: TestimonyKind::Care,
        place: place(WUHAN).unwrap(),
        happened_at: app.now(),
        day_only: true,
        statement,
        photos: Vec::new(),
        about: None,
        accuses: false,
        corrects: None,
    };
    app.testify(None, new).await.unwrap();
}

async fn first_page(app: &App, who: &Person) -> Duration {
    let begin = Instant::now();
    let queue = app.testimony_queue(who, None).await.unwrap();
    let took = begin.elapsed();
    assert_eq!(queue.texts.len(), SORTED_MAX);
    took
}

async fn one_by_one(app: &App) -> Duration {
    let begin = Instant::now();
    let all: Vec<_> = {
        let state = app.state();
        let waiting = state.undecided_testimonies(None);
        waiting.map(|(id, t)| (id, t.clone())).collect()
    };
    let mut texts = Vec::new();
    for (id, _) in &all {
        texts.push(app.text(id.0, "statement").await.unwrap().unwrap());
    }
    let seen: Vec<_> = all
        .iter()
        .zip(&texts)
        .map(|((id, t), text)| Seen {
            id: *id,
            at: t.at,
            place: t.place,
            happened_at: t.happened_at,
            text,
        })
        .collect();
    let sorted = tokio::task::block_in_place(|| piles(&seen));
    let took = begin.elapsed();
    assert_eq!(sorted.iter().map(|p| p.ids.len()).sum::<usize>(), WAITING);
    took
}

fn middle(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took[took.len() / 2]
}
