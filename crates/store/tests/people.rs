//! The people of the vault: written in a batch, read back, changed, erased.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs
)]

mod common;

use common::{JONAS, MEI, NOBODY, ROOM, Vault};
use store::PrivateId;
use store::vault::{account, contact, invitation, membership, session, setting, vouch};

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
        party: Some(40),
        ..mei()
    };
    vault
        .write([account::insert(&mei()), account::insert(&jonas)])
        .await;
    let store = &vault.store;
    assert_eq!(store.account(MEI).await.unwrap(), Some(mei()));
    assert_eq!(store.account(NOBODY).await.unwrap(), None);
    assert_eq!(store.account_of_party(12).await.unwrap(), Some(mei()));

    vault
        .write([
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
    assert_eq!(store.member_counts().await.unwrap(), [(ROOM, 2), (7, 1)]);
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
            membership::leave(ROOM, JONAS, 9),
            membership::leave_all(MEI, 10),
        ])
        .await;
    let gone = store.membership(ROOM, JONAS).await.unwrap().unwrap();
    assert_eq!((gone.last_read_seq, gone.left_at), (8, Some(9)));
    assert!(store.member_counts().await.unwrap().is_empty());
    assert!(store.memberships_of(MEI).await.unwrap().is_empty());

    vault
        .write([membership::join(&member(ROOM, JONAS, 20))])
        .await;
    let back = store.membership(ROOM, JONAS).await.unwrap().unwrap();
    assert_eq!((back.joined_at, back.left_at), (20, None));
    assert_eq!(back.last_read_seq, 8);
}

#[tokio::test]
async fn contacts_are_forgotten_by_person_and_by_thing() {
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
        new(1, Some(MEI), Some(6)),
        new(2, Some(MEI), Some(4)),
        new(3, None, Some(4)),
        new(4, None, Some(5)),
    ];
    vault.write(all.iter().map(contact::insert)).await;
    let store = &vault.store;
    assert_eq!(store.contacts_for(6).await.unwrap(), all[..1]);
    assert_eq!(store.contacts_for(4).await.unwrap(), all[1..3]);
    vault.write([contact::delete_for(5)]).await;
    assert_eq!(store.contacts_for(4).await.unwrap(), all[1..3]);
    assert!(store.contacts_for(5).await.unwrap().is_empty());
    vault.write([contact::delete_all(MEI)]).await;
    assert!(store.contacts_for(6).await.unwrap().is_empty());
    assert_eq!(store.contacts_for(4).await.unwrap(), all[2..3]);
}

#[tokio::test]
async fn a_vouch_is_given_taken_back_and_given_again() {
    let vault = Vault::new().await;
    let new = |voucher, at| vouch::Vouch {
        room: ROOM,
        account: MEI,
        voucher,
        role: "verifier".into(),
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
    let sourcing = vouch::Vouch {
        role: "sourcing".into(),
        ..new(JONAS, 3)
    };
    vault.write([vouch::give(&sourcing)]).await;
    vault
        .write([vouch::withdraw(ROOM, MEI, JONAS, "verifier", 3)])
        .await;
    assert_eq!(
        store.vouches_by(ROOM, JONAS).await.unwrap(),
        [sourcing],
        "each role by itself"
    );
    vault
        .write([vouch::withdraw(ROOM, MEI, JONAS, "sourcing", 3)])
        .await;
    assert_eq!(
        store.vouches_for(ROOM, MEI).await.unwrap(),
        [new(NOBODY, 2)]
    );
    vault
        .write([vouch::give(&new(JONAS, 4)), vouch::delete_all(NOBODY)])
        .await;
    assert_eq!(store.vouches_for(ROOM, MEI).await.unwrap(), [new(JONAS, 4)]);
    vault.write([vouch::delete_in(99, MEI)]).await;
    assert_eq!(store.vouches_for(ROOM, MEI).await.unwrap(), [new(JONAS, 4)]);
    vault.write([vouch::delete_in(ROOM, JONAS)]).await;
    assert!(store.vouches_for(ROOM, MEI).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_setting_is_replaced() {
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
    assert_eq!(store.setting("lang").await.unwrap().as_deref(), Some("en"));
    assert_eq!(store.setting("none").await.unwrap(), None);
}
