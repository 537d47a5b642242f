//! Opening a room: by a newcomer in one form, with three first steps that tick themselves off.

use axum::http::StatusCode;
use relief::quantity::Quantity;
use testkit::need_for;

use crate::town::{TOKEN, Town};

#[tokio::test]
async fn a_newcomer_opens_a_room_with_one_form() {
    let town = Town::new().await;
    let form = [
        ("room_name", "麻城物资群"),
        ("place", "麻城"),
        ("about", "给麻城的医院找防护物资"),
        ("name", "林舟"),
        ("token", TOKEN),
    ];
    let opened = town.post("/new", "", &form).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let cookie = opened.cookie.unwrap();
    let start = town.get(&opened.location, &cookie).await;
    assert!(
        start.body.contains("/j/") && start.body.contains("<svg"),
        "link and QR"
    );
    let room = opened.location.trim_end_matches("/start").to_owned();
    let head = town.json(&format!("{room}.json"), "").await["room"].clone();
    assert_eq!(
        (head["name"].as_str(), head["members"].as_u64()),
        (Some("麻城物资群"), Some(1))
    );
    assert_eq!(head["about"], "给麻城的医院找防护物资");
    assert!(head["place"].as_str().unwrap().contains("麻城"));
}

#[tokio::test]
async fn a_room_that_does_not_fit_keeps_every_word() {
    let town = Town::new().await;
    let form = [
        ("room_name", "打 13800000000 找我"),
        ("place", "不存在的地方"),
        ("about", "一句话"),
        ("name", "林舟"),
    ];
    let again = town.post("/new", "", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (name, value) in form {
        assert!(again.body.contains(value), "{name} is kept: {}", again.body);
    }
    assert!(again.body.contains("place-error") && again.body.contains("room_name-error"));
    let nameless = [("room_name", "麻城物资群"), ("about", "一句话")];
    let again = town.post("/new", "", &nameless).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("name-error") && again.body.contains("麻城物资群"));
}

#[tokio::test]
async fn the_first_steps_tick_themselves_off_and_the_room_says_so() {
    let town = Town::new().await;
    let founder = town.device(&town.founder).await;
    let (start, room) = (
        format!("/r/{}/start.json", town.room.0),
        format!("/r/{}.json", town.room.0),
    );
    let done = |page: serde_json::Value| page["done"].clone();
    let steps = |page: &serde_json::Value| page["notices"].to_string();
    assert_eq!(
        done(town.json(&start, &founder).await),
        serde_json::json!([false, false, false])
    );
    assert!(steps(&town.json(&room, &founder).await).contains(r#"{"first_steps":0}"#));
    for name in ["苏芮", "何嘉", "赵敏"] {
        town.member(name).await;
    }
    let member = town
        .community
        .member(town.room, &town.founder, "周帆")
        .await;
    let need = need_for(town.room, "武汉市第五医院", Quantity::Exact(10));
    town.community.app.report_need(&member, need).await.unwrap();
    assert_eq!(
        done(town.json(&start, &founder).await),
        serde_json::json!([true, true, false])
    );
    let party = member.party.0.to_string();
    let give = [
        ("party", party.as_str()),
        ("role", "verifier"),
        ("do", "grant"),
    ];
    let path = format!("/r/{}/role", town.room.0);
    let given = town.post(&path, &founder, &give).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    assert_eq!(
        done(town.json(&start, &founder).await),
        serde_json::json!([true, true, true])
    );
    assert!(!steps(&town.json(&room, &founder).await).contains("first_steps"));
}

#[tokio::test]
async fn a_founder_is_asked_for_a_way_back_until_there_is_one() {
    let town = Town::new().await;
    let form = [("room_name", "麻城物资群"), ("name", "林舟")];
    let opened = town.post("/new", "", &form).await;
    let cookie = opened.cookie.unwrap();
    let room = format!("{}.json", opened.location.trim_end_matches("/start"));
    let asked = |page: serde_json::Value| page["notices"].to_string().contains("recovery");
    assert!(asked(town.json(&room, &cookie).await));
    let codes = town
        .post("/me/recovery", &cookie, &[("token", TOKEN)])
        .await;
    assert_eq!(codes.status, StatusCode::OK);
    assert!(!asked(town.json(&room, &cookie).await));
}
