//! What people say and send: talk, texts, photographs, links, forms.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs
)]

mod common;

use common::{JONAS, MEI, NOBODY, ROOM, Vault};
use store::PrivateId;
use store::vault::{jielong, link, message, photo, submission, text};

fn said(seq: u64, thread: Option<u64>) -> message::Message {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&seq.to_be_bytes());
    message::Message {
        room: ROOM,
        seq,
        change: seq,
        id: PrivateId(id),
        account: MEI,
        at: 1000 + i64::try_from(seq).unwrap(),
        kind: "say".into(),
        body: format!("message {seq} 口罩"),
        card: (seq == 1).then_some(0),
        thread,
        edited_at: None,
        removed_at: None,
        removed_by: None,
        removed_reason: None,
    }
}

#[tokio::test]
async fn talk_is_paged_by_thread_and_followed_by_number() {
    let vault = Vault::new().await;
    let thread = |seq: u64| seq.is_multiple_of(3).then_some(0);
    let all: Vec<_> = (1..=180).map(|seq| said(seq, thread(seq))).collect();
    vault.write(all.iter().map(message::insert)).await;
    let other = message::Message {
        room: 8,
        id: NOBODY,
        ..said(1, None)
    };
    vault.write([message::insert(&other)]).await;
    let store = &vault.store;
    let seqs = |page: Vec<message::Message>| page.iter().map(|m| m.seq).collect::<Vec<_>>();

    assert_eq!(store.message(ROOM, 1).await.unwrap(), Some(all[0].clone()));
    let newest = store.messages_before(ROOM, None, u64::MAX).await.unwrap();
    assert_eq!(newest.len(), 50);
    assert_eq!(newest.last().unwrap().seq, 179);
    let older = store
        .messages_before(ROOM, None, newest[0].seq)
        .await
        .unwrap();
    assert!(older.last().unwrap().seq < newest[0].seq);
    let in_thread = store.messages_before(ROOM, Some(0), 10).await.unwrap();
    assert_eq!(seqs(in_thread), [3, 6, 9]);
    let next = store.messages_after(ROOM, Some(0), 171).await.unwrap();
    assert_eq!(seqs(next), [174, 177, 180]);
    assert_eq!(
        seqs(store.messages_since(ROOM, 178, 9).await.unwrap()),
        [179, 180]
    );
    assert_eq!(
        seqs(store.messages_since(ROOM, 1, 2).await.unwrap()),
        [2, 3]
    );
    assert_eq!(store.thread_counts(ROOM).await.unwrap(), [(0, 60)]);
    assert_eq!(store.message_head(ROOM).await.unwrap(), 180);
    assert_eq!(store.message_head(4).await.unwrap(), 0);
    assert_eq!(store.message_heads().await.unwrap(), [(ROOM, 180), (8, 1)]);
}

#[tokio::test]
async fn an_edit_keeps_the_old_words_and_a_removal_forgets_all_of_them() {
    let vault = Vault::new().await;
    vault.write([message::insert(&said(3, Some(0)))]).await;
    vault.write(message::edit(ROOM, 3, 4, "second", 2000)).await;
    vault.write(message::edit(ROOM, 3, 5, "third", 3000)).await;
    let store = &vault.store;
    let now = store.message(ROOM, 3).await.unwrap().unwrap();
    assert_eq!((now.body.as_str(), now.edited_at), ("third", Some(3000)));
    let old = store.message_versions(ROOM, 3).await.unwrap();
    let old: Vec<(u64, &str, i64)> = old.iter().map(|v| (v.n, v.body.as_str(), v.at)).collect();
    assert_eq!(old, [(0, "message 3 口罩", 1003), (1, "second", 2000)]);

    vault
        .write(message::remove(ROOM, 3, 6, JONAS, "a phone number", 4000))
        .await;
    let gone = store.message(ROOM, 3).await.unwrap().unwrap();
    assert_eq!(
        (gone.body.as_str(), gone.removed_at, gone.removed_by),
        ("", Some(4000), Some(JONAS))
    );
    assert_eq!(gone.removed_reason.as_deref(), Some("a phone number"));
    assert_eq!(
        (gone.change, store.message_head(ROOM).await.unwrap()),
        (6, 6)
    );
    assert_eq!(store.messages_since(ROOM, 5, 9).await.unwrap(), [gone]);
    assert!(store.messages_since(ROOM, 6, 9).await.unwrap().is_empty());
    assert!(store.message_versions(ROOM, 3).await.unwrap().is_empty());
    assert!(store.thread_counts(ROOM).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_shared_list_keeps_one_line_a_person_in_the_order_of_taking() {
    let vault = Vault::new().await;
    let line = |account, text: &str, n| jielong::Line {
        account,
        text: text.into(),
        n,
    };
    let take = |line: &jielong::Line| jielong::take(ROOM, 3, line);
    vault
        .write([
            jielong::insert(ROOM, 3, 2),
            take(&line(MEI, "20:00", 5)),
            take(&line(JONAS, "", 6)),
            take(&line(MEI, "19:00", 7)),
        ])
        .await;
    let store = &vault.store;
    assert_eq!(store.jielong_wanted(ROOM, 3).await.unwrap(), Some(2));
    assert_eq!(store.jielong_wanted(ROOM, 4).await.unwrap(), None);
    assert_eq!(
        store.jielong_lines(ROOM, 3).await.unwrap(),
        [line(MEI, "19:00", 5), line(JONAS, "", 6)],
        "new words keep the place"
    );
    vault.write([jielong::give_back(ROOM, 3, MEI)]).await;
    vault
        .write([take(&line(MEI, "", 8)), jielong::delete_all(JONAS)])
        .await;
    assert_eq!(
        store.jielong_lines(ROOM, 3).await.unwrap(),
        [line(MEI, "", 8)]
    );
    vault.write([jielong::delete_lines(ROOM, 3)]).await;
    assert!(store.jielong_lines(ROOM, 3).await.unwrap().is_empty());
}

#[tokio::test]
async fn redacting_a_text_forgets_words_and_salt() {
    let vault = Vault::new().await;
    let new = |entry, field: &str| text::Text {
        entry,
        field: field.into(),
        salt: Some([5; 32]),
        value: Some("gate 3, ask for the night nurse".into()),
        redacted_at: None,
    };
    vault
        .write([
            text::insert(&new(4, "remark")),
            text::insert(&new(4, "source")),
        ])
        .await;
    vault.write([text::insert(&new(6, "remark"))]).await;
    let store = &vault.store;
    assert_eq!(
        store.text(4, "remark").await.unwrap(),
        Some(new(4, "remark"))
    );
    assert_eq!(
        store.texts_of(4).await.unwrap(),
        [new(4, "remark"), new(4, "source")]
    );
    vault
        .write([text::redact(4, "remark", 70), text::redact(4, "remark", 80)])
        .await;
    let gone = store.text(4, "remark").await.unwrap().unwrap();
    assert_eq!(
        (gone.salt, gone.value, gone.redacted_at),
        (None, None, Some(70))
    );
    assert!(
        store
            .text(4, "source")
            .await
            .unwrap()
            .unwrap()
            .value
            .is_some()
    );
}

#[tokio::test]
async fn a_link_is_used_once_expires_or_is_withdrawn() {
    let vault = Vault::new().await;
    let new = |hash: u8, kind: &str, expires_at| link::Link {
        hash: [hash; 32],
        kind: kind.into(),
        code: (kind == "door").then(|| "4711".into()),
        account: (kind == "recovery").then_some(MEI),
        room: None,
        subject: (kind != "recovery").then_some(20),
        part: Some(1),
        uses_left: 1,
        created_at: i64::from(hash),
        expires_at,
        used_at: None,
    };
    let all = [
        new(1, "door", 100),
        new(2, "carrier", 200),
        new(3, "recovery", 300),
    ];
    vault.write(all.iter().map(link::put)).await;
    let store = &vault.store;
    assert_eq!(store.link([1; 32]).await.unwrap(), Some(all[0].clone()));
    assert_eq!(store.links_for("carrier", 20).await.unwrap(), all[1..2]);
    assert_eq!(store.links_of("recovery", MEI).await.unwrap(), all[2..]);
    vault
        .write([link::use_one([1; 32], 50), link::use_one([1; 32], 60)])
        .await;
    let used = store.link([1; 32]).await.unwrap().unwrap();
    assert_eq!((used.uses_left, used.used_at), (0, Some(50)));
    let anew = new(1, "door", 110);
    vault.write([link::put(&anew)]).await;
    assert_eq!(store.link([1; 32]).await.unwrap(), Some(anew));
    vault
        .write([link::delete_expired(150), link::delete([2; 32])])
        .await;
    assert!(store.links_for("door", 20).await.unwrap().is_empty());
    assert!(store.links_for("carrier", 20).await.unwrap().is_empty());
    vault.write([link::delete_all(MEI)]).await;
    assert_eq!(store.link([3; 32]).await.unwrap(), None);
}

#[tokio::test]
async fn a_form_sent_twice_is_known() {
    let vault = Vault::new().await;
    let sent = |token: u8, at| submission::Submission {
        account: MEI,
        token_hash: [token; 32],
        location: format!("/n/{token}"),
        at,
    };
    vault
        .write([
            submission::insert(&sent(1, 10)),
            submission::insert(&sent(2, 20)),
        ])
        .await;
    let store = &vault.store;
    assert_eq!(
        store.submission(MEI, [1; 32]).await.unwrap().as_deref(),
        Some("/n/1")
    );
    assert_eq!(store.submission(JONAS, [1; 32]).await.unwrap(), None);
    vault.write([submission::delete_old(20)]).await;
    assert_eq!(store.submission(MEI, [1; 32]).await.unwrap(), None);
    assert!(store.submission(MEI, [2; 32]).await.unwrap().is_some());
}

#[tokio::test]
async fn redacting_a_photo_forgets_file_and_salt() {
    let vault = Vault::new().await;
    let new = photo::Photo {
        id: PrivateId([7; 16]),
        account: MEI,
        entry: Some(31),
        room: Some(ROOM),
        media_type: "image/webp".into(),
        bytes: Some([0, 255, 7, 0].repeat(50_000)),
        salt: Some([3; 32]),
        commitment: [4; 32],
        created_at: 5,
        redacted_at: None,
    };
    vault.write([photo::insert(&new)]).await;
    let store = &vault.store;
    assert_eq!(store.photo(new.id).await.unwrap(), Some(new.clone()));
    assert_eq!(
        store.photo_by_commitment([4; 32]).await.unwrap(),
        Some(new.clone())
    );
    vault.write([photo::redact(new.id, 90)]).await;
    let gone = store.photo(new.id).await.unwrap().unwrap();
    assert_eq!((gone.bytes, gone.salt, gone.entry), (None, None, Some(31)));
    let listed = store.photos_of(31).await.unwrap();
    assert_eq!((listed.len(), listed[0].redacted_at), (1, Some(90)));
}
