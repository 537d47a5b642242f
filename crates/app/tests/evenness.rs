//! The running program looks for groups that stand apart only when something has moved.
#![allow(clippy::expect_used, missing_docs)]

use relief::code::Grouping;
use testkit::{Community, suit};

#[tokio::test]
async fn a_tick_notices_who_is_left_behind_and_then_owes_nothing() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    town.app.tick().await.expect("nothing to see yet");
    town.uneven(room, &chen).await;
    town.app.tick().await.expect("noticed");
    let size = town.app.size();
    let state = town.app.state().clone();
    let since = state.disparities.since(suit(), Grouping::TownAndCounty);
    assert_eq!(since, Some(town.app.now()));
    assert_eq!(relief::clock::due(&state, town.app.now()), []);
    town.app.tick().await.expect("nothing moved");
    assert_eq!(town.app.size(), size);
}
