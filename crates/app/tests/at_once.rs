//! Acts that come at the same time: what one has read of the vault, another has changed before its turn.

use std::pin::pin;
use std::task::{Context, Waker};

use app::role::vouches_needed;
use app::{NewMessage, Person, Refused};
use relief::code::{PartyKind, Role};
use relief::command::{Actor, Command};
use relief::ids::RoomId;
use testkit::Community;

/// Messages over which removal and edit meet: in some order each time.
const MESSAGES: u64 = 12;

fn members(town: &Community, room: RoomId) -> u64 {
    town.app.state().rooms.get(&room).expect("there").members
}

#[tokio::test]
async fn who_taps_twice_comes_in_once_and_leaves_once() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let code = town.app.invitation_of(&chen, room).await.expect("a link");
    let su = town.person("苏芮").await;
    let (first, second) = tokio::join!(
        town.app.join(&code.code, &su),
        town.app.join(&code.code, &su)
    );
    let refused = [first, second].into_iter().filter_map(Result::err);
    let refused: Vec<Refused> = refused.collect();
    assert!(matches!(refused[..], [Refused::AlreadyMember]));
    assert_eq!(members(&town, room), 2);

    let inside = town.again(&su).await;
    let (first, second) = tokio::join!(
        town.app.leave_room(&inside, room),
        town.app.leave_room(&inside, room)
    );
    let refused: Vec<Refused> = [first, second]
        .into_iter()
        .filter_map(Result::err)
        .collect();
    assert!(matches!(refused[..], [Refused::NotFound]));
    assert_eq!(members(&town, room), 1);

    let outside = town.again(&su).await;
    town.app.join(&code.code, &outside).await.expect("back");
    let inside = town.again(&su).await;
    let (left, erased) = tokio::join!(town.app.leave_room(&inside, room), town.app.erase(&inside));
    assert!(left.is_ok() && erased.is_ok());
    assert_eq!(members(&town, room), 1);
}

#[tokio::test]
async fn words_that_were_removed_do_not_come_back_by_an_edit_on_its_way() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let su = town.member(room, &chen, "苏芮").await;
    for n in 0..MESSAGES {
        let words = NewMessage {
            body: "她的电话是……".to_owned(),
            thread: None,
        };
        let said = town.app.say(&su, room, words).await.expect("said");
        let seq = said.seq.expect("numbered");
        let (removed, edited) = tokio::join!(
            town.app.remove(&chen, room, seq, "写了别人的电话"),
            town.app.edit(&su, room, seq, "她的电话还是……")
        );
        removed.expect("removed");
        assert!(matches!(edited, Ok(_) | Err(Refused::NotFound)));
        let stone = town.app.message(room, seq).await.expect("read");
        let stone = stone.expect("there");
        assert!(
            stone.body.is_empty() && stone.removed_at.is_some(),
            "message {n} came back"
        );
        let versions = town.app.versions(room, seq).await.expect("read");
        assert!(versions.is_empty(), "message {n} left its earlier words");
        let again = town.app.remove(&chen, room, seq, "again").await;
        assert!(matches!(again, Err(Refused::NotFound)));
    }
}

#[tokio::test]
async fn large_acts_together_fit_a_transaction_and_too_large_a_one_is_refused() {
    let town = Community::new().await;
    let register = |count: usize| {
        town.app.write(move |draft| {
            for _ in 0..count {
                let command = Command::RegisterParty {
                    kind: PartyKind::Person,
                    name: None,
                    place: None,
                };
                draft.act(&Actor::community(), &command)?;
            }
            Ok(())
        })
    };
    let before = town.app.size();
    let (first, second) = tokio::join!(register(1_000), register(3_072));
    assert!(first.is_ok() && second.is_ok());
    assert_eq!(town.app.size(), before + 4_072);
    let refused = register(3_073).await;
    assert!(matches!(refused, Err(Refused::TooMany { max: 3_072 })));
    let town = town.restart().await;
    assert_eq!(town.app.size(), before + 4_072);
}

#[tokio::test]
async fn who_waits_for_nothing_after_leaving_keeps_nobody_from_vouching() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let su = town.member(room, &chen, "苏芮").await;
    let han = town.member(room, &chen, "韩梅").await;
    let mut leaving = pin!(town.app.leave_room(&su, room));
    let begun = leaving
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()));
    assert!(begun.is_pending());
    // Nobody looks after the one who leaves meanwhile.
    let vouched = town.app.vouch(&chen, room, &han, Role::Transport).await;
    assert!(vouched.is_ok() && leaving.await.is_ok());
}

#[tokio::test]
async fn who_vouch_at_the_same_moment_count_both() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let mut members = Vec::new();
    for name in ["苏芮", "韩梅", "林涛", "赵越", "秦川", "何静"] {
        members.push(town.member(room, &chen, name).await);
    }
    let [one, other, third, rest @ ..] = members.as_slice() else {
        panic!("six of them");
    };
    assert_eq!(vouches_needed(7), 3, "of seven members");
    let has = |who: &Person| {
        let of = (who.party, Role::Transport, Some(room));
        let state = town.app.state();
        state.grants.iter().any(|g| (g.party, g.role, g.room) == of)
    };
    for who in rest {
        let vouch = |by| town.app.vouch(by, room, who, Role::Transport);
        let (a, b, c) = tokio::join!(vouch(one), vouch(other), vouch(third));
        assert!(a.is_ok() && b.is_ok() && c.is_ok());
        assert!(has(who), "three vouches");
        let withdraw = |by| town.app.withdraw_vouch(by, room, who, Role::Transport);
        let (a, b) = tokio::join!(
            withdraw(one),
            town.app.vouch(&chen, room, who, Role::Transport)
        );
        assert!(a.is_ok() && b.is_ok());
        assert!(has(who), "one went and one came");
        let (a, b) = tokio::join!(withdraw(other), withdraw(third));
        assert!(a.is_ok() && b.is_ok());
        assert!(!has(who), "one vouch is left");
    }
}
