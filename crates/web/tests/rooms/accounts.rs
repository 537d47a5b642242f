//! Accounts: a name, devices, ways back in, and an end.

use axum::http::StatusCode;

use crate::town::{TOKEN, Town};

/// The code in the address of a transfer page.
fn transfer_of(body: &str) -> String {
    let (_, rest) = body.split_once("/in/").expect("a transfer link");
    rest.chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect()
}

#[tokio::test]
async fn name_abilities_and_language_change_and_a_bad_name_is_kept() {
    let town = Town::new().await;
    let member = town.member("苏芮").await;
    let form = [
        ("name", "苏芮（杭州）"),
        ("can", "call"),
        ("can", "translate"),
        ("lang", "en"),
        ("token", TOKEN),
    ];
    let changed = town.post("/me", &member, &form).await;
    assert_eq!(changed.location, "/lang/en?to=/me");
    let me = town.json("/me.json", &member).await["person"].clone();
    assert_eq!(
        (me["name"].as_str(), me["lang"].as_str()),
        (Some("苏芮（杭州）"), Some("en"))
    );
    assert_eq!(me["cans"], serde_json::json!(["call", "translate"]));
    let long = "长".repeat(41);
    let again = town
        .post("/me", &member, &[("name", &long), ("can", "drive")])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains(&long) && again.body.contains("name-error"));
    assert_eq!(
        town.json("/me.json", &member).await["person"]["name"],
        "苏芮（杭州）"
    );
}

#[tokio::test]
async fn a_stranger_is_told_how_to_come_in() {
    let town = Town::new().await;
    let me = town.json("/me.json", "").await;
    assert!(me["person"].is_null());
    let page = town.get("/me", "").await.body;
    assert!(page.contains("href=\"/j\"") && page.contains("href=\"/sign-in\""));
    for path in ["/me", "/me/transfer", "/me/recovery", "/me/erase"] {
        assert_eq!(
            town.post(path, "", &[]).await.status,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_transfer_link_signs_a_second_device_in_once_and_not_by_a_preview() {
    let town = Town::new().await;
    let phone = town.member("苏芮").await;
    let made = town.post("/me/transfer", &phone, &[("token", TOKEN)]).await;
    assert!(made.body.contains("<svg"), "with a QR code");
    let link = format!("/in/{}", transfer_of(&made.body));
    for _ in 0..2 {
        assert_eq!(
            town.get(&link, "").await.status,
            StatusCode::OK,
            "opening alone uses nothing up"
        );
    }
    let second = town.post(&link, "", &[]).await;
    assert_eq!(second.location, "/me");
    let tablet = second.cookie.unwrap();
    let me = town.json("/me.json", &tablet).await["person"].clone();
    assert_eq!(
        (me["name"].as_str(), me["devices"].as_array().unwrap().len()),
        (Some("苏芮"), 2)
    );
    assert_eq!(me["has_recovery"], true);
    let third = town.post(&link, "", &[]).await;
    assert_eq!(third.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(third.cookie.is_none());
    let late = town.post("/me/transfer", &phone, &[]).await;
    town.community.pass_hours(5);
    let late = town
        .post(&format!("/in/{}", transfer_of(&late.body)), "", &[])
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn recovery_codes_work_once_each_and_new_ones_replace_them() {
    let town = Town::new().await;
    let phone = town.member("苏芮").await;
    let codes = async || {
        let page = town.post("/me/recovery.json", &phone, &[]).await;
        let json: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        let codes = json["codes"].as_array().unwrap().clone();
        codes
            .iter()
            .map(|c| c.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let old = codes().await;
    let fresh = codes().await;
    let enter = async |code: &str| town.post("/sign-in", "", &[("code", code)]).await;
    let useless = enter(&old[0]).await;
    assert_eq!(useless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        useless.body.contains(&old[0]),
        "the code stays in its field"
    );
    // As it was written down: in groups, in capitals.
    let (head, tail) = fresh[0].split_at(4);
    let back = enter(&format!("{} {}", head.to_uppercase(), tail)).await;
    assert_eq!(back.location, "/me", "{}", back.body);
    let me = town.json("/me.json", &back.cookie.unwrap()).await;
    assert_eq!(me["person"]["name"], "苏芮");
    assert_eq!(
        enter(&fresh[0]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "once"
    );
    assert_eq!(enter(&fresh[1]).await.location, "/me");
}

#[tokio::test]
async fn a_device_is_signed_out_from_another_one() {
    let town = Town::new().await;
    let phone = town.member("苏芮").await;
    let link = town.post("/me/transfer", &phone, &[]).await;
    let tablet = town
        .post(&format!("/in/{}", transfer_of(&link.body)), "", &[])
        .await
        .cookie
        .unwrap();
    let page = town.get("/me", &tablet).await.body;
    let keys: Vec<&str> = page
        .split("name=\"device\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(keys.len(), 2);
    let hash = |cookie: &str| {
        let token = cookie
            .trim_start_matches("session=")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        relief::ids::hex(&town.community.app.token_hash(&token))
    };
    assert!(keys.contains(&hash(&phone).as_str()));
    let out = town
        .post("/me/device", &tablet, &[("device", &hash(&phone))])
        .await;
    assert_eq!(out.location, "/me#devices");
    assert!(
        town.json("/me.json", &phone).await["person"].is_null(),
        "the phone is a stranger"
    );
    assert_eq!(
        town.json("/me.json", &tablet).await["person"]["name"],
        "苏芮"
    );
    let other = town.signed_in("路人").await;
    let theirs = town
        .post("/me/device", &other, &[("device", &hash(&tablet))])
        .await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND, "nobody else's device");
    let own = town
        .post("/me/device", &tablet, &[("device", &hash(&tablet))])
        .await;
    assert_eq!(
        (own.location.as_str(), own.cookie.as_deref()),
        ("/", Some("session="))
    );
}

#[tokio::test]
async fn an_erased_person_leaves_their_place_and_no_name() {
    let town = Town::new().await;
    let (su, he) = (town.member("苏芮").await, town.member("何嘉").await);
    let said = [("text", "我那 200 套昨晚出的门")];
    town.post(&format!("/r/{}/say", town.room.0), &su, &said)
        .await;
    assert_eq!(town.get("/me/erase", &su).await.status, StatusCode::OK);
    let gone = town.post("/me/erase", &su, &[("token", TOKEN)]).await;
    assert_eq!(
        (gone.location.as_str(), gone.cookie.as_deref()),
        ("/", Some("session="))
    );
    assert!(town.json("/me.json", &su).await["person"].is_null());
    let talk = town.get(&format!("/r/{}", town.room.0), &he).await.body;
    assert!(!talk.contains("苏芮"), "the name is gone from the talk");
    let who = town
        .json(&format!("/r/{}/who.json", town.room.0), &he)
        .await;
    assert_eq!(who["members"].as_array().unwrap().len(), 2);
    assert_eq!(town.community.app.state().rooms[&town.room].members, 2);
}

#[tokio::test]
async fn even_the_only_lead_may_be_erased() {
    let town = Town::new().await;
    town.member("苏芮").await;
    let founder = town.device(&town.founder).await;
    let gone = town.post("/me/erase", &founder, &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    assert_eq!(town.community.app.state().rooms[&town.room].members, 1);
}

#[tokio::test]
async fn a_device_in_use_stays_signed_in_and_its_token_lasts_as_long_again() {
    let town = Town::new().await;
    let su = town.signed_in("苏芮").await;
    let own = su.split(';').next().map(str::to_owned);
    assert_eq!(town.get("/me", &su).await.cookie, None, "it is fresh");
    town.community.pass_hours(8 * 24);
    assert_eq!(town.get("/me.json", &su).await.cookie, None, "no page");
    assert_eq!(town.get("/me", &su).await.cookie, own);
    assert_eq!(town.get("/b", &su).await.cookie, None, "once a week");
    assert_eq!(town.get("/b", "").await.cookie, None, "for nobody else");
    let app = &town.community.app;
    let token = own.unwrap().trim_start_matches("session=").to_owned();
    let who = app.session(&token).await.unwrap().unwrap();
    // After the row is written: the writer takes acts in their order.
    town.member("何嘉").await;
    let device = &app.devices(who.account).await.unwrap()[0];
    assert_eq!(device.seen_at, device.created_at + 8 * 86_400);
}

#[tokio::test]
async fn what_no_page_asks_of_a_newcomer_is_not_kept() {
    let town = Town::new().await;
    let code = town.community.app.invitation_of(&town.founder, town.room);
    let door = format!("/j/{}", code.await.unwrap().code);
    let long = "x".repeat(100_000);
    let form = [
        ("name", "苏芮"),
        ("device", long.as_str()),
        ("token", TOKEN),
    ];
    let cookie = town.post(&door, "", &form).await.cookie.expect("signed in");
    let app = &town.community.app;
    let token = cookie.trim_start_matches("session=");
    let who = app.session(token).await.unwrap().unwrap();
    assert_eq!(app.devices(who.account).await.unwrap()[0].device, "");
}
