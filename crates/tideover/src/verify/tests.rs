#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod weights;

use app::{App, Clock, Entropy, Options};
use relief::code::PartyKind;
use relief::command::{Actor, Command};
use relief::ids::Stamp;
use relief::name::Name;

use super::*;

/// Entries beside the opening.
const PARTIES: u64 = 40;

async fn community(dir: &Path) -> App {
    App::open(Options {
        dir: dir.to_owned(),
        origin: "test.example".to_owned(),
        name: Name::new("Harbour kitchen").unwrap(),
        drill: true,
        clock: Clock::simulated(Stamp(1_581_340_000)),
        entropy: Entropy::seeded(1),
    })
    .await
    .unwrap()
}

/// A folder with a journal of 41 entries, closed.
async fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let app = community(dir.path()).await;
    for n in 0..PARTIES {
        let command = Command::RegisterParty {
            kind: PartyKind::Organisation,
            name: Some(Name::new(&format!("Kitchen number {n:02}")).unwrap()),
            place: None,
        };
        app.act(Actor::community(), command).await.unwrap();
    }
    app.close().await;
    dir
}

fn database(dir: &tempfile::TempDir) -> std::path::PathBuf {
    dir.path().join("tideover.db")
}

/// Puts `new` in place of every `old` of the same length in the database file.
fn edit(dir: &tempfile::TempDir, old: &[u8], new: &[u8]) {
    assert_eq!(old.len(), new.len());
    let mut bytes = std::fs::read(database(dir)).unwrap();
    let places: Vec<usize> = (0..bytes.len() - old.len())
        .filter(|at| bytes[*at..].starts_with(old))
        .collect();
    assert!(!places.is_empty(), "the bytes are in the file");
    for at in places {
        bytes[at..at + old.len()].copy_from_slice(new);
    }
    std::fs::write(database(dir), bytes).unwrap();
}

async fn bad(dir: &tempfile::TempDir) -> Bad {
    let verdict = verify(dir.path(), None).await.unwrap();
    let answer = verdict.json();
    assert_eq!(answer["ok"], false);
    assert_eq!(answer.get("figures"), None);
    verdict.bad.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_folder_verifies_with_its_figures() {
    let dir = folder().await;
    let answer = verify(dir.path(), None).await.unwrap().json();
    assert_eq!(answer["ok"], true);
    assert_eq!(answer["origin"], "test.example");
    assert_eq!(answer["size"], PARTIES + 1);
    assert_eq!(answer["signed_size"], PARTIES + 1);
    assert_eq!(answer["entries_checked"], PARTIES + 1);
    assert_eq!(answer["figures"]["parties"]["organisations"], PARTIES);
    assert_eq!(answer["root"].as_str().unwrap().len(), 64);
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_behind_the_head_are_no_fault() {
    let dir = tempfile::tempdir().unwrap();
    let app = community(dir.path()).await;
    let command = Command::RegisterParty {
        kind: PartyKind::Person,
        name: None,
        place: None,
    };
    app.act(Actor::community(), command).await.unwrap();
    let verdict = verify(dir.path(), None).await.unwrap();
    assert_eq!(verdict.bad, None);
    assert_eq!((verdict.replayed.size, verdict.signed_size), (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_changed_byte_names_its_entry() {
    let dir = folder().await;
    edit(&dir, b"Kitchen number 17", b"Kitchen number 71");
    let found = bad(&dir).await;
    // Entry 0 opens the community, entry 1 is number 00.
    assert_eq!(found.index, Some(18));
    assert!(found.reason.contains("leaf"), "{}", found.reason);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_entry_is_named_too() {
    let dir = folder().await;
    edit(
        &dir,
        b"\"name\":\"Kitchen number 05\"",
        b"\"nome\":\"Kitchen number 05\"",
    );
    assert_eq!(bad(&dir).await.index, Some(6));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_has_not_signed() {
    let dir = folder().await;
    let other = folder_key(7);
    std::fs::write(dir.path().join("vkey"), other).unwrap();
    let found = bad(&dir).await;
    assert_eq!(found.index, None);
    std::fs::remove_file(dir.path().join("vkey")).unwrap();
    assert!(bad(&dir).await.reason.contains("vkey"));
}

fn folder_key(seed: u8) -> String {
    let key = tlog::note::SigningKey::from_seed("test.example", &[seed; 32]).unwrap();
    key.verifier().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_head_is_not_what_was_signed() {
    let dir = folder().await;
    let store = Store::open_read(dir.path()).await.unwrap();
    let head = store.head().await.unwrap().unwrap();
    store.close().await.unwrap();
    let mut root = head.root;
    root[0] ^= 1;
    edit(&dir, &head.root, &root);
    let found = bad(&dir).await;
    assert!(found.reason.contains("recorded head"), "{}", found.reason);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_of_another_history_is_found() {
    let (dir, other) = (folder().await, tempfile::tempdir().unwrap());
    let app = community(other.path()).await;
    app.close().await;
    drop(app);
    // The same key signed a journal as long, with other entries.
    let longer = Store::open_read(dir.path()).await.unwrap();
    let head = longer.head().await.unwrap().unwrap();
    longer.close().await.unwrap();
    let writer = writer_of(other.path()).await;
    let entries = (1..head.size)
        .map(|n| {
            let entry = relief::entry::Entry {
                at: Stamp(1_581_340_000),
                by: relief::ids::COMMUNITY,
                fact: relief::entry::RoomCounted {
                    members: n,
                    room: relief::ids::RoomId(0),
                }
                .into(),
            };
            let bytes = entry.encode();
            let leaf = tlog::leaf_hash(&bytes).0;
            store::Entry { bytes, leaf }
        })
        .collect();
    let rows = Vec::new();
    let batch = store::Batch { entries, rows };
    writer.append(1, batch).await.unwrap();
    writer.cas_head(Some(1), &head).await.unwrap();
    writer.close().await.unwrap();
    drop(writer);
    let found = bad(&other).await;
    assert_eq!(found.index, None);
    assert!(found.reason.contains("signed root"), "{}", found.reason);
}

/// Opens a folder that an application has just let go: its writer may still be ending.
async fn writer_of(dir: &Path) -> Store {
    for _ in 0..200 {
        if let Ok(store) = Store::open(dir).await {
            return store;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the folder stays locked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_shorter_than_its_head_is_found() {
    let (dir, short) = (folder().await, tempfile::tempdir().unwrap());
    let app = community(short.path()).await;
    app.close().await;
    let longer = Store::open_read(dir.path()).await.unwrap();
    let head = longer.head().await.unwrap().unwrap();
    longer.close().await.unwrap();
    let store = Store::open_read(short.path()).await.unwrap();
    let (replayed, none) = replay::replay(&store, head.size, None).await.unwrap();
    assert_eq!(none, None);
    let vkey = std::fs::read_to_string(short.path().join("vkey")).unwrap();
    let found = head::check(Some("test.example"), Ok(&vkey), Some(&head), &replayed);
    assert_eq!(found.unwrap_err().index, Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_a_community_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    assert!(verify(dir.path(), None).await.is_err());
}
