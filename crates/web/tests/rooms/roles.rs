//! Roles: earned by vouches, lost with them, given and taken by leads, hidden in small rooms.

use axum::http::StatusCode;
use relief::code::Role;
use relief::command::Command;
use serde_json::Value;
use testkit::newcomer;

use crate::town::Town;

/// A room of so many members, and two devices of it.
async fn room_of(members: usize) -> (Town, Vec<(u64, String)>) {
    let town = Town::new().await;
    let app = &town.community.app;
    let code = app
        .invitation_of(&town.founder, town.room)
        .await
        .unwrap()
        .code;
    let mut people = Vec::new();
    for n in 1..members {
        let new = app
            .join_new(&code, newcomer(&format!("成员{n}")))
            .await
            .unwrap();
        people.push((
            new.person.party.0,
            format!("session={}; lang=zh-Hans", new.token),
        ));
        if n == 1 {
            let role = Command::GrantRole {
                party: new.person.party,
                role: Role::Lead,
                room: Some(town.room),
                recipient: None,
            };
            town.community.act(&town.founder, role).await;
        }
    }
    (town, people)
}

impl Town {
    async fn word(&self, what: &str, by: &str, party: u64, role: &str) -> StatusCode {
        let party = party.to_string();
        let form = [("party", party.as_str()), ("role", role), ("do", what)];
        self.post(&format!("/r/{}/vouch", self.room.0), by, &form)
            .await
            .status
    }

    async fn roles_of(&self, party: u64, reader: &str) -> Value {
        let who = self
            .json(&format!("/r/{}/who.json", self.room.0), reader)
            .await;
        let members = who["members"].as_array().unwrap().clone();
        members.iter().find(|m| m["party"] == party).unwrap()["roles"].clone()
    }
}

#[tokio::test]
async fn three_words_earn_each_working_role_and_fewer_lose_it() {
    let (town, people) = room_of(13).await;
    let (party, reader) = (people[5].0, people[0].1.clone());
    for role in ["verifier", "sourcing", "transport", "receipts"] {
        for (n, (_, by)) in people[0..3].iter().enumerate() {
            let before = town.roles_of(party, &reader).await.to_string();
            assert!(!before.contains(role), "{n} words are not enough: {before}");
            assert_eq!(
                town.word("give", by, party, role).await,
                StatusCode::SEE_OTHER
            );
        }
        let earned = town.roles_of(party, &reader).await.to_string();
        assert!(earned.contains(role), "{earned}");
    }
    assert_eq!(
        town.word("withdraw", &people[1].1, party, "sourcing").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        town.roles_of(party, &reader).await,
        serde_json::json!(["verifier", "transport", "receipts"])
    );
}

#[tokio::test]
async fn a_role_that_a_lead_gave_does_not_hang_on_words() {
    let (town, people) = room_of(13).await;
    let (party, by) = (people[5].0, people[1].1.clone());
    let role = Command::GrantRole {
        party: relief::ids::PartyId(party),
        role: Role::Transport,
        room: Some(town.room),
        recipient: None,
    };
    town.community.act(&town.founder, role).await;
    town.word("give", &by, party, "transport").await;
    town.word("withdraw", &by, party, "transport").await;
    assert_eq!(
        town.roles_of(party, &by).await,
        serde_json::json!(["transport"])
    );
}

#[tokio::test]
async fn nobody_vouches_for_themselves_for_leading_or_from_outside() {
    let (town, people) = room_of(4).await;
    let ((party, own), other) = (people[1].clone(), people[2].1.clone());
    assert_eq!(
        town.word("give", &own, party, "verifier").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        town.word("give", &other, party, "lead").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        town.word("give", &other, party, "nonsense").await,
        StatusCode::NOT_FOUND
    );
    let outsider = town.signed_in("路人").await;
    assert_eq!(
        town.word("give", &outsider, party, "verifier").await,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_small_room_shows_no_roles_and_a_large_one_does() {
    let (town, people) = room_of(12).await;
    let (lead, reader) = (people[0].0, people[3].1.clone());
    assert_eq!(town.roles_of(lead, &reader).await, serde_json::json!([]));
    let page = town.get(&format!("/r/{}/who", town.room.0), &reader).await;
    assert!(page.body.contains("不分角色"));
    town.member("第十三人").await;
    assert_eq!(
        town.roles_of(lead, &reader).await,
        serde_json::json!(["lead"])
    );
}

#[tokio::test]
async fn only_leads_give_roles() {
    let (town, people) = room_of(13).await;
    let party = people[4].0.to_string();
    let form = [
        ("party", party.as_str()),
        ("role", "receipts"),
        ("do", "grant"),
    ];
    let path = format!("/r/{}/role", town.room.0);
    assert_eq!(
        town.post(&path, &people[2].1, &form).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        town.post(&path, &people[0].1, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let office = [
        ("party", party.as_str()),
        ("role", "auditor"),
        ("do", "grant"),
    ];
    assert_eq!(
        town.post(&path, &people[0].1, &office).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "an office is not a room's to give"
    );
}

#[tokio::test]
async fn leads_give_themselves_nothing_but_may_lay_down() {
    let (town, people) = room_of(13).await;
    let (own, other, cookie) = (people[0].0, people[4].0, &people[0].1);
    let path = format!("/r/{}/who", town.room.0);
    let page = town.get(&path, cookie).await.body;
    assert!(page.contains(&format!("id=\"grant-{other}\"")));
    assert!(!page.contains(&format!("id=\"grant-{own}\"")));
    assert!(
        page.contains("value=\"revoke\""),
        "leading can be laid down"
    );
    let members = town.json(&format!("{path}.json"), cookie).await["members"].clone();
    let parties = members
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["party"].as_u64());
    assert!(parties.is_sorted(), "those who came first stand first");
}
