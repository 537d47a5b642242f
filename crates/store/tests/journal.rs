//! The journal as a caller sees it: what is appended is read back, and nothing half.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs
)]

use std::pin::Pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use store::vault::{membership, setting, submission};
use store::{
    AppendError, BATCH_ENTRIES_MAX, Batch, ENTRIES_READ_MAX, Entry, Head, HeadError, PrivateId,
    Store, StoreError, Stored,
};

fn entry(n: u64) -> Entry {
    let mut leaf = [0; 32];
    leaf[..8].copy_from_slice(&n.to_be_bytes());
    Entry {
        bytes: format!("{{\"n\":{n},\"pad\":\"{}\"}}", "x".repeat(280)).into_bytes(),
        leaf,
    }
}

fn entries(range: std::ops::Range<u64>) -> Batch {
    Batch {
        entries: range.map(entry).collect(),
        rows: vec![],
    }
}

fn submitted(token: u8, location: &str) -> submission::Submission {
    submission::Submission {
        account: PrivateId([1; 16]),
        token_hash: [token; 32],
        location: location.into(),
        at: 1,
    }
}

async fn replay_all(store: &Store, from: u64) -> Vec<Stored> {
    let mut replay = store.replay(from);
    let mut all = vec![];
    while let Some(page) = replay.next_page().await.unwrap() {
        all.extend(page);
    }
    all
}

#[tokio::test]
async fn what_is_appended_is_read_back_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    assert_eq!(store.size().await.unwrap(), 0);
    store.append(0, entries(0..3)).await.unwrap();
    store.append(3, entries(3..10)).await.unwrap();
    assert_eq!(store.size().await.unwrap(), 10);

    let read = store.read(2, 4).await.unwrap();
    let indexes: Vec<u64> = read.iter().map(|(index, _, _)| *index).collect();
    assert_eq!(indexes, [2, 3, 4, 5]);
    assert!(read.iter().all(|(index, bytes, leaf)| {
        *bytes == entry(*index).bytes && *leaf == entry(*index).leaf
    }));
    assert_eq!(store.entries(9, 5).await.unwrap(), [entry(9).bytes]);
    assert_eq!(
        store.leaves(8, 9).await.unwrap(),
        [entry(8).leaf, entry(9).leaf]
    );
    assert!(store.read(10, 1).await.unwrap().is_empty());
    assert!(store.read(u64::MAX, 1).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_batch_decided_on_an_old_journal_is_refused_whole() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    store.append(0, entries(0..5)).await.unwrap();
    for expected in [0, 4, 6] {
        let mut late = entries(4..6);
        late.rows.push(setting::set("name", "late"));
        let refused = store.append(expected, late).await.unwrap_err();
        assert!(
            matches!(refused, AppendError::Conflict { actual: 5, expected: e } if e == expected)
        );
    }
    let talk = Batch {
        entries: vec![],
        rows: vec![setting::set("name", "late")],
    };
    assert!(store.append(4, talk.clone()).await.is_err());
    assert_eq!(store.setting("name").await.unwrap(), None);
    store.append(5, talk).await.unwrap();
    assert_eq!(
        store.setting("name").await.unwrap().as_deref(),
        Some("late")
    );
    assert_eq!(store.size().await.unwrap(), 5);
}

#[tokio::test]
async fn two_writers_of_one_process_race_and_one_of_them_wins() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.append(0, entries(0..2)).await.is_ok() })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        won += usize::from(task.await.unwrap());
    }
    assert_eq!(won, 1);
    assert_eq!(store.size().await.unwrap(), 2);
}

#[tokio::test]
async fn one_failing_row_leaves_nothing_of_the_batch() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let first = Batch {
        entries: vec![entry(0)],
        rows: vec![submission::insert(&submitted(1, "/n/0"))],
    };
    store.append(0, first).await.unwrap();

    let failing = Batch {
        entries: vec![entry(1), entry(2)],
        rows: vec![
            setting::set("name", "never"),
            submission::insert(&submitted(2, "/n/1")),
            submission::insert(&submitted(1, "/n/2")),
        ],
    };
    let refused = store.append(1, failing).await.unwrap_err();
    assert!(matches!(refused, AppendError::Store(StoreError::Engine(_))));
    let account = PrivateId([1; 16]);
    assert_eq!(store.size().await.unwrap(), 1);
    assert_eq!(store.read(0, 9).await.unwrap().len(), 1);
    assert_eq!(store.setting("name").await.unwrap(), None);
    assert_eq!(store.submission(account, [2; 32]).await.unwrap(), None);
    let kept = store.submission(account, [1; 32]).await.unwrap();
    assert_eq!(kept.as_deref(), Some("/n/0"));
    // The writer's connection is usable again.
    store.append(1, entries(1..2)).await.unwrap();
}

#[tokio::test]
async fn limits_are_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let over = BATCH_ENTRIES_MAX as u64 + 1;
    let refused = store.append(0, entries(0..over)).await.unwrap_err();
    assert!(
        matches!(refused, AppendError::TooMany { what: "entries", limit } if limit == BATCH_ENTRIES_MAX)
    );
    let beyond = Batch {
        entries: vec![],
        rows: vec![membership::read_up_to(1, PrivateId([1; 16]), u64::MAX)],
    };
    let refused = store.append(0, beyond).await.unwrap_err();
    assert!(matches!(
        refused,
        AppendError::Store(StoreError::Range { value: u64::MAX })
    ));

    store.append(0, entries(0..over - 1)).await.unwrap();
    let most = store.read(0, u32::MAX).await.unwrap();
    assert_eq!(most.len(), ENTRIES_READ_MAX as usize);
}

#[tokio::test]
async fn a_drop_without_close_keeps_what_was_acknowledged_and_no_half_batch() {
    let dir = tempfile::tempdir().unwrap();
    let mut size = 0;
    for round in 0..12 {
        let store = Store::open(dir.path()).await.unwrap();
        size = append_seven(&store, size).await;
        // Let go of at another point of its way in every round.
        let mut cut = Box::pin(async move { store.append(size, entries(size..size + 2000)).await });
        for _ in 0..round * 40 {
            if poll_once(&mut cut).await {
                break;
            }
            tokio::task::yield_now().await;
        }
    }
    let store = Store::open(dir.path()).await.unwrap();
    append_seven(&store, size).await;
    let all = replay_all(&store, 0).await;
    assert_eq!(all.len() as u64, store.size().await.unwrap());
    assert!(
        all.iter()
            .all(|(index, bytes, _)| *bytes == entry(*index).bytes)
    );
    store.close().await.unwrap();
}

/// Appends seven entries after `kept` or after a batch of 2000 that was let go of: its commit may still be on
/// its way when the folder is opened again, and then the first attempt is refused as stale.
async fn append_seven(store: &Store, kept: u64) -> u64 {
    loop {
        let found = store.size().await.unwrap();
        assert!(found == kept || found == kept + 2000);
        match store.append(found, entries(found..found + 7)).await {
            Ok(()) => return found + 7,
            Err(AppendError::Conflict { expected, actual }) => {
                assert_eq!((expected, actual), (kept, kept + 2000));
            }
            Err(other) => panic!("{other}"),
        }
    }
}

/// Whether a future is done after one more look.
async fn poll_once<F: Future + Unpin>(future: &mut F) -> bool {
    std::future::poll_fn(|context| Poll::Ready(Pin::new(&mut *future).poll(context).is_ready()))
        .await
}

#[tokio::test]
async fn a_folder_has_one_writer_and_any_number_of_readers() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(
        Store::open_read(dir.path()).await,
        Err(StoreError::Missing { .. })
    ));
    let store = Store::open(&dir.path().join("deep/folder")).await.unwrap();
    let folder = dir.path().join("deep/folder");
    assert!(matches!(
        Store::open(&folder).await,
        Err(StoreError::Locked { .. })
    ));
    let reader = Store::open_read(&folder).await.unwrap();
    store.append(0, entries(0..3)).await.unwrap();
    assert_eq!(reader.size().await.unwrap(), 3);
    assert_eq!(replay_all(&reader, 1).await.len(), 2);
    let refused = reader.append(3, entries(3..4)).await.unwrap_err();
    assert!(matches!(refused, AppendError::Store(StoreError::ReadOnly)));

    store.close().await.unwrap();
    drop(store);
    let again = Store::open(&folder).await.unwrap();
    assert_eq!(again.size().await.unwrap(), 3);
}

#[tokio::test]
async fn a_replay_reads_what_came_while_it_read() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    store.append(0, entries(0..3)).await.unwrap();
    let mut replay = store.replay(0);
    assert_eq!(replay.next_page().await.unwrap().unwrap().len(), 3);
    store.append(3, entries(3..5)).await.unwrap();
    assert_eq!(replay.next_page().await.unwrap().unwrap().len(), 2);
    assert!(replay.next_page().await.unwrap().is_none());
    store.append(5, entries(5..6)).await.unwrap();
    assert_eq!(replay.next_page().await.unwrap().unwrap().len(), 1);
}

#[tokio::test]
async fn a_missing_entry_stops_the_replay() {
    for lost in ["idx = 3", "idx > 6", "idx >= 0"] {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).await.unwrap();
        store.append(0, entries(0..9)).await.unwrap();
        store.close().await.unwrap();
        drop(store);
        let file = dir.path().join("tideover.db");
        let pool = sqlx::SqlitePool::connect(file.to_str().unwrap())
            .await
            .unwrap();
        let sql = sqlx::AssertSqlSafe(format!("DELETE FROM journal WHERE {lost}"));
        sqlx::query(sql).execute(&pool).await.unwrap();
        pool.close().await;

        let store = Store::open_read(dir.path()).await.unwrap();
        let mut replay = store.replay(0);
        let mut outcome = replay.next_page().await;
        if lost == "idx > 6" {
            assert_eq!(outcome.unwrap().unwrap().len(), 7);
            outcome = replay.next_page().await;
        }
        assert!(matches!(outcome, Err(StoreError::Damaged { .. })), "{lost}");
    }
}

#[tokio::test]
async fn the_head_only_moves_forward_and_never_past_the_journal() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let head = |size| Head {
        size,
        root: [u8::try_from(size).unwrap(); 32],
        note: format!("harbour.example\n{size}\n"),
    };
    assert_eq!(store.head().await.unwrap(), None);
    let beyond = store.cas_head(None, &head(1)).await.unwrap_err();
    assert!(matches!(
        beyond,
        HeadError::BeyondJournal { journal: 0, new: 1 }
    ));

    store.append(0, entries(0..9)).await.unwrap();
    store.cas_head(None, &head(4)).await.unwrap();
    assert_eq!(store.head().await.unwrap(), Some(head(4)));
    let again = store.cas_head(None, &head(5)).await.unwrap_err();
    assert!(matches!(
        again,
        HeadError::Conflict {
            expected: None,
            actual: Some(4)
        }
    ));
    let stale = store.cas_head(Some(3), &head(5)).await.unwrap_err();
    assert!(matches!(
        stale,
        HeadError::Conflict {
            actual: Some(4),
            ..
        }
    ));
    let back = store.cas_head(Some(4), &head(3)).await.unwrap_err();
    assert!(matches!(
        back,
        HeadError::Backwards {
            recorded: 4,
            new: 3
        }
    ));

    let mut cosigned = head(4);
    cosigned.note.push_str("\n— witness.example AAAA\n");
    store.cas_head(Some(4), &cosigned).await.unwrap();
    store.cas_head(Some(4), &head(9)).await.unwrap();
    drop(store);
    let store = Store::open(dir.path()).await.unwrap();
    assert_eq!(store.head().await.unwrap(), Some(head(9)));
}

#[tokio::test]
async fn a_backup_is_a_store_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("live")).await.unwrap();
    let mut batch = entries(0..300);
    batch.rows.push(setting::set("name", "Harbour kitchen"));
    store.append(0, batch).await.unwrap();
    let copy = dir.path().join("copy");
    std::fs::create_dir(&copy).unwrap();
    store.backup(&copy.join("tideover.db")).await.unwrap();
    assert!(store.backup(&copy.join("tideover.db")).await.is_err());
    store.append(300, entries(300..301)).await.unwrap();

    let copied = Store::open(&copy).await.unwrap();
    assert_eq!(replay_all(&copied, 0).await.len(), 300);
    let name = copied.setting("name").await.unwrap();
    assert_eq!(name.as_deref(), Some("Harbour kitchen"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_thousand_entries_are_written_and_replayed() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let count = 200_000;
    let batches: Vec<(u64, Batch)> = (0..count)
        .step_by(256)
        .map(|from| (from, entries(from..(from + 256).min(count))))
        .collect();
    let began = Instant::now();
    for (from, batch) in batches {
        store.append(from, batch).await.unwrap();
    }
    let wrote = began.elapsed();
    let began = Instant::now();
    let mut replay = store.replay(0);
    let mut next = 0;
    while let Some(page) = replay.next_page().await.unwrap() {
        for (index, bytes, leaf) in &page {
            assert_eq!(*index, next);
            assert!(bytes.len() > 280 && leaf[..8] == next.to_be_bytes());
            next += 1;
        }
    }
    let read = began.elapsed();
    assert_eq!(next, count);
    let rate = |took: Duration| count as f64 / took.as_secs_f64();
    println!(
        "appended {:.0}/s, replayed {:.0}/s",
        rate(wrote),
        rate(read)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]
    #[test]
    fn random_batches_read_back_equal(
        batches in prop::collection::vec(
            prop::collection::vec((prop::collection::vec(any::<u8>(), 0..400), any::<[u8; 32]>()), 0..140),
            0..8,
        )
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let dir = tempfile::tempdir().unwrap();
            let store = Store::open(dir.path()).await.unwrap();
            let mut wanted: Vec<Stored> = vec![];
            for batch in &batches {
                let expected = wanted.len() as u64;
                let entries = batch.iter().map(|(bytes, leaf)| Entry { bytes: bytes.clone(), leaf: *leaf });
                store.append(expected, Batch { entries: entries.collect(), rows: vec![] }).await.unwrap();
                for (bytes, leaf) in batch {
                    wanted.push((wanted.len() as u64, bytes.clone(), *leaf));
                }
            }
            drop(store);
            let store = Store::open(dir.path()).await.unwrap();
            assert_eq!(store.size().await.unwrap(), wanted.len() as u64);
            assert_eq!(replay_all(&store, 0).await, wanted);
        });
    }
}
