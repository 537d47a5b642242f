//! What people are told and asked as time passes: new contacts, late promises, needs that nobody confirmed, twins.

use axum::http::StatusCode;
use relief::code::{FacilityKind, Role};
use relief::command::Command;
use relief::ids::NeedId;
use relief::name::Name;
use relief::quantity::Quantity;
use testkit::{commitment_to, place};

use crate::town::{TOKEN, Town};

/// The token in a device's cookie.
fn device(cookie: &str) -> &str {
    let token = cookie.trim_start_matches("session=").split(';').next();
    token.unwrap()
}

fn asks(me: &serde_json::Value) -> Vec<String> {
    let asks = me["person"]["asks"].as_array().unwrap();
    let hrefs = asks.iter().map(|ask| ask["href"].as_str().unwrap());
    hrefs.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_donor_is_told_of_a_new_contact_and_asked_when_late() {
    let town = Town::new().await;
    let app = &town.community.app;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let donor = town.signed_in("李娜").await;
    let who = app.session(device(&donor));
    let who = who.await.unwrap().unwrap();
    let ready = app.now().plus_hours(1);
    let given = app.pledge(&who, commitment_to(NeedId(need), 200, ready));
    let commitment = relief::ids::CommitmentId(given.await.unwrap().index);
    town.community
        .act(&town.founder, Command::AcceptCommitment { commitment })
        .await;
    let page = format!("/c/{}", commitment.0);
    assert_eq!(
        asks(&town.json("/me.json", &donor).await),
        Vec::<String>::new()
    );
    assert!(!town.get(&page, "").await.body.contains("还能来吗"));

    town.community.pass_hours(14);
    assert!(town.get(&page, "").await.body.contains("还能来吗"));
    assert_eq!(asks(&town.json("/me.json", &donor).await), [page.as_str()]);

    let recipient = app.state().needs[&NeedId(need)].recipient;
    app.change_contact(&town.founder, recipient, "电话另告")
        .await
        .unwrap();
    let told = town.get(&page, "").await.body;
    assert!(
        told.contains("联系方式在") && told.contains("另外查到的号码"),
        "{told}"
    );
    let me = town.get("/me", &donor).await.body;
    assert!(
        me.contains("等你回答") && me.contains("发货前先核对"),
        "{me}"
    );
}

#[tokio::test]
async fn whoever_reported_is_asked_whether_it_is_still_true() {
    let town = Town::new().await;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let clerk = town.member("何嘉").await;
    let who = town
        .community
        .app
        .session(device(&clerk))
        .await
        .unwrap()
        .unwrap();
    let grant = Command::GrantRole {
        party: who.party,
        role: Role::Lead,
        room: Some(town.room),
        recipient: None,
    };
    town.community.act(&town.founder, grant).await;
    town.community.pass_hours(23);
    assert_eq!(
        asks(&town.json("/me.json", &clerk).await),
        Vec::<String>::new()
    );
    town.community.pass_hours(2);
    assert_eq!(
        asks(&town.json("/me.json", &clerk).await),
        [format!("/n/{need}#ask")]
    );
    let yes = town
        .post(&format!("/n/{need}/reconfirm"), &clerk, &[("token", TOKEN)])
        .await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.body);
    assert_eq!(
        asks(&town.json("/me.json", &clerk).await),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn twins_are_proposed_and_a_verifier_merges_them() {
    let town = Town::new().await;
    let app = &town.community.app;
    let register = |name: &str| Command::RegisterRecipient {
        name: Name::new(name).unwrap(),
        place: place(420_100).unwrap(),
        kind: FacilityKind::Hospital,
        provisional: false,
        separate: false,
    };
    let person = town.community.person("周琪").await;
    let mut ids = Vec::new();
    for name in ["武汉市第五医院", "武汉五院", "武汉市第二医院"] {
        ids.push(app.act(person.actor(), register(name)).await.unwrap().index);
    }
    let [fifth, five, second] = ids[..] else {
        unreachable!()
    };
    let page = town.json(&format!("/f/{five}.json"), "").await;
    assert_eq!(page["alike"][0]["id"], fifth);
    assert_eq!(page["alike"].as_array().unwrap().len(), 1);
    assert_eq!(
        town.json(&format!("/f/{second}.json"), "").await["alike"],
        serde_json::json!([])
    );
    let stranger = town.get(&format!("/f/{five}"), "").await.body;
    assert!(
        stranger.contains("可能是同一家") && !stranger.contains("/merge\""),
        "{stranger}"
    );

    let verifier = town.member("何嘉").await;
    let who = app.session(device(&verifier)).await.unwrap().unwrap();
    town.community.grant(who.party, Role::Verifier).await;
    let code = page["alike"][0]["code"].as_str().unwrap();
    let fields = [("merge", code), ("token", TOKEN)];
    let merged = town
        .post(&format!("/f/{five}/merge"), &verifier, &fields)
        .await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
    assert_eq!(
        town.json(&format!("/f/{five}.json"), "").await["merged_into"],
        fifth
    );
    assert_eq!(
        town.json(&format!("/f/{fifth}.json"), "").await["aliases"][0],
        "武汉五院"
    );
}
