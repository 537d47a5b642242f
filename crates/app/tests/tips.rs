//! Sealed tips from the sender's side to the vault: by the hour, never dropped, and missed aloud when they are gone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::collections::BTreeSet;
use std::sync::Arc;

use app::tip::{IN_MEMORY_MAX, REPLIES_MAX, WAIT_HOURS_MAX};
use app::{Person, Refused};
use relief::command::Command;
use relief::entry::Fact;
use relief::ids::{CustodianId, Seal};
use relief::refusal::Refusal;
use relief::tip::TIPS_PER_BATCH;
use relief::tip_key::TipKey;
use sqlx::{Connection as _, SqliteConnection};
use testkit::Community;
use tip::{Key, Kind, Letter};

/// A community with three custodians, and their secrets.
struct Trusted {
    town: Community,
    people: Vec<Arc<Person>>,
    keys: Vec<Key>,
    ids: Vec<CustodianId>,
}

async fn trusted() -> Trusted {
    let town = Community::new().await;
    let lead = town.founder().await;
    let (mut people, mut keys, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for name in ["沈砚", "罗清", "唐映"] {
        let (who, key) = (town.person(name).await, Key::generate());
        let public = TipKey::new(&key.public()).unwrap();
        let about = format!("{name}，律师");
        let receipt = town
            .app
            .offer_custodian(&who, &about, public)
            .await
            .unwrap();
        let custodian = CustodianId(receipt.index);
        town.act(&lead, Command::ConfirmCustodian { custodian })
            .await;
        people.push(who);
        keys.push(key);
        ids.push(custodian);
    }
    Trusted {
        town,
        people,
        keys,
        ids,
    }
}

impl Trusted {
    async fn send(&self, what: &str) -> Result<[u8; 32], Refused> {
        let letter = Letter {
            what: what.to_owned(),
            ..Letter::default()
        };
        let app = &self.town.app;
        let sealed = app.seal_letter(letter, &self.ids[..1]).await?;
        let promise = app.take_tip(sealed, [7; 32], None).await?;
        Ok(promise.leaf)
    }

    /// Lets an hour pass and does what is due.
    async fn hour(&self) {
        self.town.pass_hours(1);
        self.town.app.tend_tips().await.unwrap();
    }

    fn open(&self) -> BTreeSet<[u8; 32]> {
        let state = self.town.app.state();
        state.tips.open.keys().map(|leaf| leaf.0).collect()
    }

    async fn fetched(&self) -> Vec<app::tip::Fetched> {
        let (mut all, mut after) = (Vec::new(), [0; 32]);
        while let Some(found) = self
            .town
            .app
            .next_tip(&self.people[0], after)
            .await
            .unwrap()
        {
            after = found.leaf;
            all.push(found);
        }
        all
    }

    /// The operator goes at the file behind everybody's back.
    async fn operator(&self, sql: &str, leaf: [u8; 32]) {
        let file = self.town.dir().join("tideover.db");
        let url = format!("sqlite://{}", file.display());
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        let done = sqlx::query(sql)
            .bind(leaf.to_vec())
            .execute(&mut connection)
            .await;
        assert_eq!(done.unwrap().rows_affected(), 1);
        connection.close().await.unwrap();
    }
}

#[tokio::test]
async fn every_hour_looks_the_same_and_each_custodian_finds_what_is_theirs() {
    let here = trusted().await;
    here.town.app.tend_tips().await.unwrap();
    assert_eq!(here.open().len(), TIPS_PER_BATCH, "an hour without a tip");
    let sent = here.send("东门出去两车口罩").await.unwrap();
    assert!(!here.open().contains(&sent), "not before its hour");
    let early = here.fetched().await;
    assert!(
        early.iter().any(|tip| tip.leaf == sent),
        "reading need not wait"
    );
    here.hour().await;
    assert_eq!(here.open().len(), 2 * TIPS_PER_BATCH);
    assert!(here.open().contains(&sent));
    let read = |fetched: &app::tip::Fetched, key: &Key| {
        let padded = tip::open(&fetched.sealed, key).ok()?;
        Letter::decode(tip::unpad(&padded)?).ok()
    };
    for fetched in here.fetched().await {
        let shape = tip::shape(&fetched.sealed).unwrap();
        assert_eq!((shape.recipients, shape.plain_bytes), (3, 4096));
        assert_eq!(tip::leaf(&fetched.sealed, &fetched.nonce), fetched.leaf);
        let letters: Vec<_> = here.keys.iter().map(|key| read(&fetched, key)).collect();
        if fetched.leaf == sent {
            assert_eq!(letters[0].as_ref().unwrap().what, "东门出去两车口罩");
            assert_eq!(letters[1..], [None, None], "the others were left out");
        } else {
            assert!(letters.iter().flatten().all(|l| l.kind == Kind::Filling));
            assert_eq!(letters.iter().flatten().count(), 3);
        }
    }
}

#[tokio::test]
async fn what_was_taken_survives_a_restart_and_no_entry_says_who_or_what() {
    let here = trusted().await;
    let sent = here.send("只有三个人知道这件事").await.unwrap();
    let town = here.town.restart().await;
    town.app.tend_tips().await.unwrap();
    assert!(town.app.state().tips.open.contains_key(&Seal(sent)));
    let size = town.app.size();
    for index in 0..size {
        let read = town.app.read_entry(index).await.unwrap().unwrap();
        if let Fact::TipCommitted(fact) = read.entry.fact {
            assert_eq!(read.entry.by, relief::ids::COMMUNITY);
            assert_eq!(fact.leaves.len(), TIPS_PER_BATCH);
        }
    }
}

#[tokio::test]
async fn a_row_that_the_operator_deletes_or_changes_is_named_in_public() {
    let here = trusted().await;
    let (first, second) = (
        here.send("一").await.unwrap(),
        here.send("二").await.unwrap(),
    );
    here.hour().await;
    here.operator("DELETE FROM tip WHERE leaf = $1", first)
        .await;
    here.operator("UPDATE tip SET sealed = x'00' WHERE leaf = $1", second)
        .await;
    here.hour().await;
    {
        let state = here.town.app.state();
        let missing: BTreeSet<_> = state.tips.missing.keys().map(|leaf| leaf.0).collect();
        assert_eq!(missing, BTreeSet::from([first, second]));
    }
    let before = here.town.app.size();
    here.town.app.check_tips().await.unwrap();
    assert_eq!(here.town.app.size(), before, "it is said once");
}

#[tokio::test]
async fn a_flood_is_turned_away_aloud_and_nothing_taken_is_dropped() {
    let here = trusted().await;
    let mut taken = BTreeSet::new();
    for n in 0..TIPS_PER_BATCH * WAIT_HOURS_MAX {
        taken.insert(here.send(&format!("第 {n} 份")).await.unwrap());
    }
    let refused = here.send("再来一份").await;
    assert!(matches!(refused, Err(Refused::TipsFull)), "{refused:?}");
    for _ in 0..WAIT_HOURS_MAX {
        here.hour().await;
        let first = here.open().len() == TIPS_PER_BATCH;
        let full = here.town.app.state().tips.last.unwrap().1;
        assert_eq!(full, first, "the hour of the flood says so");
    }
    assert_eq!(here.open(), taken);
    here.send("又有地方了").await.unwrap();
}

#[tokio::test]
async fn of_many_at_once_no_more_are_taken_than_their_hours_hold() {
    let here = trusted().await;
    let most = TIPS_PER_BATCH * WAIT_HOURS_MAX;
    let letter = Letter::default();
    let app = &here.town.app;
    let sealed = app.seal_letter(letter, &here.ids).await.unwrap();
    let mut senders = tokio::task::JoinSet::new();
    for _ in 0..most + 20 {
        let (app, sealed) = (app.clone(), sealed.clone());
        senders.spawn(async move { app.take_tip(sealed, [7; 32], None).await.is_ok() });
    }
    let taken = senders.join_all().await;
    assert_eq!(taken.into_iter().filter(|taken| *taken).count(), most);
}

#[tokio::test]
async fn the_journal_says_which_script_seals() {
    let here = trusted().await;
    let app = &here.town.app;
    app.serves_tip_script(Seal([3; 32]));
    here.hour().await;
    here.hour().await;
    let (script, since) = app.state().tips.script.unwrap();
    assert_eq!(script, Seal([3; 32]));
    let read = app.read_entry(since.0).await.unwrap().unwrap();
    assert!(matches!(read.entry.fact, Fact::TipScriptServed(_)));
    let later = app.size() - since.0;
    assert_eq!(
        later, 3,
        "two hours' commitments, and no second word about it"
    );
}

#[tokio::test]
async fn what_custodians_cannot_open_is_not_taken() {
    let here = trusted().await;
    let (app, key) = (&here.town.app, here.keys[0].public());
    let padded = tip::pad(&Letter::default().encode()).unwrap();
    let own = |plain: &[u8], width| tip::seal(plain, std::slice::from_ref(&key), width).unwrap();
    for sealed in [
        Vec::new(),
        b"hello".to_vec(),
        own(b"not padded", 3),
        own(&padded, 1),
        own(&padded, 3)[1..].to_vec(),
    ] {
        let refused = app.take_tip(sealed, [1; 32], None).await;
        assert!(matches!(refused, Err(Refused::NotSealed)), "{refused:?}");
    }
    let nobody = app
        .seal_letter(Letter::default(), &[CustodianId(9_999)])
        .await;
    assert!(matches!(nobody, Err(Refused::Empty)));
    let town = Community::new().await;
    let closed = town.app.take_tip(own(&padded, 3), [1; 32], None).await;
    let few = Refusal::CustodiansTooFew { min: 3 };
    assert!(matches!(closed, Err(Refused::Refusal(refusal)) if refusal == few));
}

#[tokio::test]
async fn answers_reach_the_receipt_alone_and_nobody_sees_whether_there_are_any() {
    let here = trusted().await;
    let app = &here.town.app;
    let (receipt, unlocked) = app.draw_receipt().await.unwrap();
    let again = tip::Receipt::parse(&receipt.to_string()).unwrap();
    let again = app.unlock(again).await.unwrap();
    assert_eq!(again.lookup, unlocked.lookup);
    let sealed = app.seal_letter(Letter::default(), &here.ids).await.unwrap();
    let promise = app
        .take_tip(sealed, unlocked.lookup_hash(), None)
        .await
        .unwrap();
    assert!(promise.note.contains(&relief::ids::hex(&promise.leaf)));
    here.hour().await;
    let answer = Letter {
        kind: Kind::Reply,
        what: "收到了，几点？".to_owned(),
        ..Letter::default()
    };
    let padded = tip::pad(&answer.encode()).unwrap();
    let reply = || tip::seal(&padded, &[unlocked.key.public()], 1).unwrap();
    let stranger = here.town.person("路人").await;
    let refused = app.answer_tip(&stranger, promise.leaf, reply()).await;
    assert!(matches!(
        refused,
        Err(Refused::Refusal(Refusal::NotACustodian))
    ));
    for _ in 0..REPLIES_MAX {
        app.answer_tip(&here.people[1], promise.leaf, reply())
            .await
            .unwrap();
    }
    let more = app.answer_tip(&here.people[1], promise.leaf, reply()).await;
    assert!(matches!(more, Err(Refused::TooMany { .. })));
    let found = app.tip_answers(unlocked.lookup).await.unwrap();
    let opened = found
        .iter()
        .filter(|file| tip::open(file, &unlocked.key).is_ok());
    assert_eq!((found.len(), opened.count()), (REPLIES_MAX, REPLIES_MAX));
    let nowhere = app.tip_answers([9; 32]).await.unwrap();
    assert_eq!(nowhere.len(), REPLIES_MAX);
    let sizes = nowhere.iter().map(|file| tip::shape(file).unwrap());
    assert!(
        sizes
            .into_iter()
            .all(|s| s.plain_bytes == 4096 && s.recipients == 1)
    );
}

#[tokio::test]
async fn many_receipts_at_once_do_not_fill_the_memory() {
    let here = trusted().await;
    let (receipt, _) = here.town.app.draw_receipt().await.unwrap();
    let mut readers = tokio::task::JoinSet::new();
    for _ in 0..=IN_MEMORY_MAX {
        let (app, receipt) = (here.town.app.clone(), receipt.clone());
        readers.spawn(async move { app.unlock(receipt).await.map(|_| ()) });
    }
    let first = readers.join_next().await.unwrap().unwrap();
    assert!(
        matches!(first, Err(Refused::Busy)),
        "one too many is told so at once: {first:?}"
    );
    readers.abort_all();
}

#[tokio::test]
async fn what_two_closed_is_forgotten() {
    let here = trusted().await;
    let sent = here.send("一").await.unwrap();
    here.hour().await;
    let leaves = vec![Seal(sent)];
    for who in &here.people[..2] {
        let leaves = leaves.clone();
        here.town.act(who, Command::CloseTips { leaves }).await;
    }
    here.hour().await;
    assert!(here.fetched().await.iter().all(|tip| tip.leaf != sent));
    let state = here.town.app.state();
    assert_eq!((state.tips.closed, state.tips.missing.len()), (1, 0));
}
