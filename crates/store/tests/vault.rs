//! Each noun of the vault: written in a batch, read back, changed, erased.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs
)]

use store::vault::{
    account, contact, invitation, link, membership, message, photo, session, setting, submission,
    text, vouch,
};
use store::{Batch, PrivateId, Row, Store};

const MEI: PrivateId = PrivateId([1; 16]);
const JONAS: PrivateId = PrivateId([2; 16]);
const NOBODY: PrivateId = PrivateId([9; 16]);
const ROOM: u64 = 3;

struct Vault {
    store: Store,
    _dir: tempfile::TempDir,
}

impl Vault {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).await.unwrap();
        Self { store, _dir: dir }
    }

    async fn write(&self, rows: impl IntoIterator<Item = Row>) {
        let batch = Batch {
            entries: vec![],
            rows: rows.into_iter().collect(),
        };
        self.store.append(0, batch).await.unwrap();
    }
}

fn mei() -> account::Account {
    account::Account {
        id: MEI,
        name: "Mei Harrow 梅".into(),
        party: Some(12),
        cans: "give,translate".into(),
        lang: "zh-Hans".into(),
        created_at: 100,
        erased_at: None,
    }
}

#[tokio::test]
async fn an_account_is_changed_and_erased() {
    let vault = Vault::new().await;
    let jonas = account::Account {
        id: JONAS,
        name: "Jonas Brandt".into(),
        party: None,
        ..mei()
    };
    vault
        .write([account::insert(&mei()), account::insert(&jonas)])
        .await;
    let store = &vault.store;
    assert_eq!(store.account(MEI).await.unwrap(), Some(mei()));
    assert_eq!(store.account(NOBODY).await.unwrap(), None);
    assert_eq!(store.account_of_party(12).await.unwrap(), Some(mei()));
    let both = store.accounts_by_id(&[JONAS, NOBODY, MEI]).await.unwrap();
    assert_eq!(both.len(), 2);
    assert!(store.accounts_by_id(&[]).await.unwrap().is_empty());
    let after = store.accounts_after(MEI).await.unwrap();
    assert_eq!(after, [jonas]);

    vault
        .write([
            account::set_party(JONAS, 40),
            account::set_profile(JONAS, "Jonas", "drive", "en"),
            account::erase(MEI, 500),
        ])
        .await;
    let jonas = store.account_of_party(40).await.unwrap().unwrap();
    assert_eq!(
        (jonas.name.as_str(), jonas.cans.as_str()),
        ("Jonas", "drive")
    );
    let erased = store.account(MEI).await.unwrap().unwrap();
    assert_eq!((erased.name.as_str(), erased.party), ("", None));
    assert_eq!(erased.erased_at, Some(500));
    assert_eq!(store.account_of_party(12).await.unwrap(), None);
}

#[tokio::test]
async fn a_session_is_touched_and_ended() {
    let vault = Vault::new().await;
    let device = |token: u8, account, seen_at| session::Session {
        token_hash: [token; 32],
        account,
        device: "phone".into(),
        created_at: 1,
        seen_at,
    };
    let all = [device(1, MEI, 10), device(2, MEI, 20), device(3, JONAS, 5)];
    vault.write(all.iter().map(session::insert)).await;
    let store = &vault.store;
    assert_eq!(store.session([1; 32]).await.unwrap(), Some(all[0].clone()));
    vault.write([session::touch([1; 32], 30)]).await;
    let seen: Vec<i64> = store
        .sessions_of(MEI)
        .await
        .unwrap()
        .iter()
        .map(|s| s.seen_at)
        .collect();
    assert_eq!(seen, [30, 20]);

    vault
        .write([session::delete_idle(20), session::delete([1; 32])])
        .await;
    assert_eq!(store.session([3; 32]).await.unwrap(), None);
    assert_eq!(store.sessions_of(MEI).await.unwrap(), [all[1].clone()]);
    vault.write([session::delete_all(MEI)]).await;
    assert!(store.sessions_of(MEI).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_invitation_is_used_up_paused_and_revoked() {
    let vault = Vault::new().await;
    let new = |code: u8, inviter| invitation::Invitation {
        code_hash: [code; 32],
        code: format!("CODE{code}"),
        room: ROOM,
        inviter,
        generation: 2,
        uses_left: 1,
        uses: 0,
        created_at: i64::from(code),
        expires_at: Some(900),
        paused_until: None,
        revoked_at: None,
    };
    vault
        .write([
            invitation::insert(&new(1, MEI)),
            invitation::insert(&new(2, JONAS)),
        ])
        .await;
    let store = &vault.store;
    assert_eq!(store.invitation([1; 32]).await.unwrap(), Some(new(1, MEI)));
    assert_eq!(store.invitation([3; 32]).await.unwrap(), None);
    assert_eq!(
        store.invitations_into(ROOM).await.unwrap(),
        [new(2, JONAS), new(1, MEI)]
    );
    assert_eq!(
        store.invitations_by(ROOM, MEI).await.unwrap(),
        [new(1, MEI)]
    );

    vault
        .write([
            invitation::use_one([1; 32]),
            invitation::use_one([1; 32]),
            invitation::pause([1; 32], Some(50)),
            invitation::revoke([1; 32], 60),
            invitation::revoke([1; 32], 70),
            invitation::revoke_all_by(JONAS, 80),
        ])
        .await;
    let used = store.invitation([1; 32]).await.unwrap().unwrap();
    assert_eq!((used.uses_left, used.uses), (0, 1));
    assert_eq!((used.paused_until, used.revoked_at), (Some(50), Some(60)));
    let other = store.invitation([2; 32]).await.unwrap().unwrap();
    assert_eq!(other.revoked_at, Some(80));
}

#[tokio::test]
async fn members_come_read_leave_and_come_again() {
    let vault = Vault::new().await;
    let member = |room, account, joined_at| membership::Membership {
        room,
        account,
        inviter: (account != MEI).then_some(MEI),
        generation: 1,
        notify: "all".into(),
        last_read_seq: 0,
        joined_at,
        left_at: None,
    };
    let rows = [
        member(ROOM, MEI, 1),
        member(ROOM, JONAS, 5),
        member(7, MEI, 3),
    ];
    vault.write(rows.iter().map(membership::join)).await;
    let store = &vault.store;
    assert_eq!(
        store.membership(ROOM, JONAS).await.unwrap(),
        Some(rows[1].clone())
    );
    assert_eq!(store.member_count(ROOM).await.unwrap(), 2);
    assert_eq!(store.member_count(99).await.unwrap(), 0);
    assert_eq!(store.member_counts().await.unwrap(), [(ROOM, 2), (7, 1)]);
    assert_eq!(store.room_growth(ROOM, 10).await.unwrap(), [1, 5]);
    let zero = PrivateId([0; 16]);
    assert_eq!(store.members_after(ROOM, zero).await.unwrap().len(), 2);
    assert_eq!(
        store.members_after(ROOM, MEI).await.unwrap(),
        [rows[1].clone()]
    );
    let rooms: Vec<u64> = store
        .memberships_of(MEI)
        .await
        .unwrap()
        .iter()
        .map(|m| m.room)
        .collect();
    assert_eq!(rooms, [ROOM, 7]);

    vault
        .write([
            membership::read_up_to(ROOM, JONAS, 8),
            membership::read_up_to(ROOM, JONAS, 4),
            membership::set_notify(ROOM, JONAS, "cards"),
            membership::leave(ROOM, JONAS, 9),
            membership::leave_all(MEI, 10),
        ])
        .await;
    let gone = store.membership(ROOM, JONAS).await.unwrap().unwrap();
    assert_eq!((gone.last_read_seq, gone.left_at), (8, Some(9)));
    assert_eq!(store.member_count(ROOM).await.unwrap(), 0);
    assert!(store.memberships_of(MEI).await.unwrap().is_empty());

    vault
        .write([membership::join(&member(ROOM, JONAS, 20))])
        .await;
    let back = store.membership(ROOM, JONAS).await.unwrap().unwrap();
    assert_eq!((back.joined_at, back.left_at), (20, None));
    assert_eq!((back.last_read_seq, back.notify.as_str()), (8, "cards"));
}

fn said(seq: u64, thread: Option<u64>) -> message::Message {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&seq.to_be_bytes());
    message::Message {
        room: ROOM,
        seq,
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
    let thread = |seq: u64| (seq % 3 == 0).then_some(0);
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
    assert_eq!(
        store.message_by_id(all[4].id).await.unwrap(),
        Some(all[4].clone())
    );
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
    assert_eq!(store.thread_count(ROOM, 0).await.unwrap(), 60);
    assert_eq!(store.thread_counts(ROOM).await.unwrap(), [(0, 60)]);
    assert_eq!(store.message_head(ROOM).await.unwrap(), 180);
    assert_eq!(store.message_head(4).await.unwrap(), 0);
    assert_eq!(store.message_heads().await.unwrap(), [(ROOM, 180), (8, 1)]);
}

#[tokio::test]
async fn an_edit_keeps_the_old_words_and_a_removal_forgets_all_of_them() {
    let vault = Vault::new().await;
    vault.write([message::insert(&said(3, Some(0)))]).await;
    vault.write(message::edit(ROOM, 3, "second", 2000)).await;
    vault.write(message::edit(ROOM, 3, "third", 3000)).await;
    let store = &vault.store;
    let now = store.message(ROOM, 3).await.unwrap().unwrap();
    assert_eq!((now.body.as_str(), now.edited_at), ("third", Some(3000)));
    let old = store.message_versions(ROOM, 3).await.unwrap();
    let old: Vec<(u64, &str, i64)> = old.iter().map(|v| (v.n, v.body.as_str(), v.at)).collect();
    assert_eq!(old, [(0, "message 3 口罩", 1003), (1, "second", 2000)]);

    vault
        .write(message::remove(ROOM, 3, JONAS, "a phone number", 4000))
        .await;
    let gone = store.message(ROOM, 3).await.unwrap().unwrap();
    assert_eq!(
        (gone.body.as_str(), gone.removed_at, gone.removed_by),
        ("", Some(4000), Some(JONAS))
    );
    assert_eq!(gone.removed_reason.as_deref(), Some("a phone number"));
    assert!(store.message_versions(ROOM, 3).await.unwrap().is_empty());
    assert_eq!(store.thread_count(ROOM, 0).await.unwrap(), 0);
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
    assert_eq!(store.texts_between(5, 7).await.unwrap(), [new(6, "remark")]);
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
async fn contacts_are_forgotten_by_id_by_person_and_by_thing() {
    let vault = Vault::new().await;
    let new = |id: u8, account, subject| contact::Contact {
        id: PrivateId([id; 16]),
        account,
        subject,
        room: Some(ROOM),
        kind: "phone".into(),
        value: "555 0100".into(),
        created_at: i64::from(id),
    };
    let all = [
        new(1, Some(MEI), None),
        new(2, Some(MEI), Some(4)),
        new(3, None, Some(4)),
        new(4, None, Some(5)),
    ];
    vault.write(all.iter().map(contact::insert)).await;
    let store = &vault.store;
    assert_eq!(store.contacts_of(MEI).await.unwrap(), all[..2]);
    assert_eq!(store.contacts_for(4).await.unwrap(), all[1..3]);
    vault
        .write([contact::delete(all[0].id), contact::delete_for(5)])
        .await;
    assert_eq!(store.contacts_of(MEI).await.unwrap(), all[1..2]);
    assert!(store.contacts_for(5).await.unwrap().is_empty());
    vault.write([contact::delete_all(MEI)]).await;
    assert_eq!(store.contacts_for(4).await.unwrap(), all[2..3]);
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
    vault.write(all.iter().map(link::insert)).await;
    let store = &vault.store;
    assert_eq!(store.link([1; 32]).await.unwrap(), Some(all[0].clone()));
    assert_eq!(store.links_for("carrier", 20).await.unwrap(), all[1..2]);
    assert_eq!(store.links_of("recovery", MEI).await.unwrap(), all[2..]);
    vault
        .write([link::use_one([1; 32], 50), link::use_one([1; 32], 60)])
        .await;
    let used = store.link([1; 32]).await.unwrap().unwrap();
    assert_eq!((used.uses_left, used.used_at), (0, Some(50)));
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
        entry: None,
        room: Some(ROOM),
        media_type: "image/webp".into(),
        bytes: Some(vec![0, 255, 7, 0].repeat(50_000)),
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
    vault
        .write([photo::set_entry(new.id, 31), photo::redact(new.id, 90)])
        .await;
    let gone = store.photo(new.id).await.unwrap().unwrap();
    assert_eq!((gone.bytes, gone.salt, gone.entry), (None, None, Some(31)));
    let listed = store.photos_of(31).await.unwrap();
    assert_eq!((listed.len(), listed[0].redacted_at), (1, Some(90)));
}

#[tokio::test]
async fn a_vouch_is_given_taken_back_and_given_again() {
    let vault = Vault::new().await;
    let new = |voucher, at| vouch::Vouch {
        room: ROOM,
        account: MEI,
        voucher,
        at,
        withdrawn_at: None,
    };
    vault
        .write([vouch::give(&new(JONAS, 1)), vouch::give(&new(NOBODY, 2))])
        .await;
    let store = &vault.store;
    assert_eq!(
        store.vouches_for(ROOM, MEI).await.unwrap(),
        [new(JONAS, 1), new(NOBODY, 2)]
    );
    assert_eq!(
        store.vouches_by(ROOM, JONAS).await.unwrap(),
        [new(JONAS, 1)]
    );
    vault.write([vouch::withdraw(ROOM, MEI, JONAS, 3)]).await;
    assert_eq!(
        store.vouches_for(ROOM, MEI).await.unwrap(),
        [new(NOBODY, 2)]
    );
    vault
        .write([vouch::give(&new(JONAS, 4)), vouch::delete_all(NOBODY)])
        .await;
    assert_eq!(store.vouches_for(ROOM, MEI).await.unwrap(), [new(JONAS, 4)]);
}

#[tokio::test]
async fn a_setting_is_replaced_and_dropped() {
    let vault = Vault::new().await;
    vault
        .write([
            setting::set("name", "a"),
            setting::set("name", "b"),
            setting::set("lang", "en"),
        ])
        .await;
    let store = &vault.store;
    assert_eq!(store.setting("name").await.unwrap().as_deref(), Some("b"));
    let all = store.settings().await.unwrap();
    assert_eq!(
        all,
        [
            ("lang".into(), "en".into()),
            ("name".into(), "b".to_owned())
        ]
    );
    vault.write([setting::delete("name")]).await;
    assert_eq!(store.setting("name").await.unwrap(), None);
}
