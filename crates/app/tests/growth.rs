//! What ties a community: sums over journal and vault, fresh after every act, without a name.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use app::NewMessage;
use relief::code::Role;
use testkit::Community;

#[tokio::test]
async fn generations_are_counted_by_who_invited_whom() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let su = town.member(room, &chen, "苏芮").await;
    town.member(room, &chen, "韩牧").await;
    town.member(room, &su, "卢怡").await;
    let sizes = |growth: &app::growth::Growth| -> Vec<(u64, u64, Option<String>)> {
        let of =
            |g: &relief::growth::Generation| (g.members, g.invited, g.rate.map(|r| r.to_string()));
        growth.by_room[&room].iter().map(of).collect()
    };
    let young = town.app.growth().await.unwrap();
    assert_eq!(young.members, 4);
    assert_eq!(sizes(&young), [(1, 2, None), (2, 1, None), (1, 0, None)]);
    town.pass_hours(24);
    let closed = town.app.growth().await.unwrap();
    let rate = |text: &str| Some(text.to_owned());
    assert_eq!(
        sizes(&closed),
        [(1, 2, rate("2")), (2, 1, rate("1/2")), (1, 0, rate("0"))]
    );
    assert_eq!(closed.generations, closed.by_room[&room]);
}

#[tokio::test]
async fn figures_follow_every_act_and_are_worked_out_once_until_the_next() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (need, recipient) = town.open_need(room, &chen, 300).await;
    let first = town.app.growth().await.unwrap();
    assert!(std::sync::Arc::ptr_eq(
        &first,
        &town.app.growth().await.unwrap()
    ));
    assert_eq!((first.answers.answered, first.threads.len()), (0, 1));
    assert_eq!(first.threads[0].party, chen.party);
    assert_eq!(first.threads[0].recipients, [recipient]);
    assert_eq!(first.giving.people, 2);
    let donor = town.person("李娜").await;
    town.firm(&donor, &chen, need, 100).await;
    let next = town.app.growth().await.unwrap();
    assert_eq!(
        (next.answers.answered, next.giving.people, next.gifts),
        (1, 3, 0)
    );
}

#[tokio::test]
async fn vouches_invitations_and_answers_tie_people_and_an_erased_one_to_nobody() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (need, _) = town.open_need(room, &chen, 300).await;
    let han = town.member(room, &chen, "韩牧").await;
    let network = async || town.app.network().await.unwrap().ties.clone();
    // Chen invited Su and Han, and called the hospital back.
    let before = network().await;
    assert_eq!((before.people, before.links), (4, 3));
    let answer = NewMessage {
        body: "我明天送".to_owned(),
        thread: Some(need.0),
    };
    town.app.say(&han, room, answer).await.unwrap();
    town.app
        .vouch(&han, room, &chen, Role::Transport)
        .await
        .unwrap();
    town.pass_hours(1);
    let after = network().await;
    assert_eq!(
        (after.links, after.pairs),
        (5, 4),
        "Han answered Su and vouched for Chen"
    );
    town.app.erase(&han).await.unwrap();
    town.pass_hours(1);
    assert_eq!(network().await.links, 2);
}

#[tokio::test]
async fn who_wants_no_name_is_asked_once_and_forgotten_when_erased() {
    let town = Community::new().await;
    let chen = town.person("陈立").await;
    assert!(!town.app.is_unnamed(&chen).await.unwrap());
    for _ in 0..2 {
        town.app.set_unnamed(&chen, true).await.unwrap();
        assert!(town.app.is_unnamed(&chen).await.unwrap());
    }
    town.app.set_unnamed(&chen, false).await.unwrap();
    assert!(!town.app.is_unnamed(&chen).await.unwrap());
    town.app.set_unnamed(&chen, true).await.unwrap();
    town.app.erase(&chen).await.unwrap();
    assert!(!town.app.is_unnamed(&chen).await.unwrap());
}
