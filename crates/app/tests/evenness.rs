//! The running program looks for groups that stand apart only when something has moved.
#![allow(clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use app::Person;
use relief::code::{Evidence, Grouping, Role, Standing};
use relief::command::Command;
use relief::entry::ReceiptLineFact;
use relief::ids::*;
use relief::quantity::Quantity;
use testkit::{Community, need_for, place, suit};

/// A county of Hubei.
const TUANFENG: u32 = 421_121;

/// A county hospital that nothing reaches.
async fn forgotten(town: &Community, room: RoomId, chen: &Person) {
    let mut new = need_for(room, "团风县人民医院", Quantity::Exact(100));
    if let app::recipient::WhichRecipient::New { place: at, .. } = &mut new.recipient {
        *at = place(TUANFENG).expect("a place");
    }
    let reporter = town.member(room, chen, "王文书").await;
    let reported = town.app.report_need(&reporter, new).await;
    let need = NeedId(reported.expect("reported").index);
    let recipient = town.app.state().needs[&need].recipient;
    let standing = Standing::CalledBack;
    let check = Command::CheckRecipient {
        recipient,
        standing,
    };
    town.act(chen, check).await;
    let (evidence, skip) = (Evidence::CallBack, None);
    let verify = Command::VerifyNeed {
        need,
        evidence,
        skip,
    };
    town.act(chen, verify).await;
}

/// Goods of a donor that arrived whole at the first need.
async fn received(town: &Community, room: RoomId, chen: &Person, suits: u64) {
    let (need, recipient) = town.open_need(room, chen, suits).await;
    let ward = town.person("胡颖").await;
    let speak = Command::GrantRole {
        party: ward.party,
        role: Role::RecipientPerson,
        room: None,
        recipient: Some(recipient),
    };
    town.act(chen, speak).await;
    let donor = town.person("李娜").await;
    let commitment = town.firm(&donor, chen, need, suits).await;
    let consignment = town.send(&donor, commitment, suits).await;
    town.pass_hours(1);
    let line = ReceiptLineFact {
        line: 0,
        reason: None,
        accepted: suits,
        damaged: 0,
        missing: 0,
        refused: 0,
        surplus: 0,
    };
    let at = town.app.now();
    let received = town.app.receive(&ward, consignment, vec![line], at, "");
    received.await.expect("received");
}

#[tokio::test]
async fn a_tick_notices_who_is_left_behind_and_then_owes_nothing() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    town.app.tick().await.expect("nothing to see yet");
    received(&town, room, &chen, 300).await;
    forgotten(&town, room, &chen).await;
    town.app.tick().await.expect("noticed");
    let size = town.app.size();
    let state = town.app.state().clone();
    let since = state.disparities.since(suit(), Grouping::TownAndCounty);
    assert_eq!(since, Some(town.app.now()));
    assert_eq!(relief::clock::due(&state, town.app.now()), []);
    town.app.tick().await.expect("nothing moved");
    assert_eq!(town.app.size(), size);
}
