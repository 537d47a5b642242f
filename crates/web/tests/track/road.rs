//! A box from Hangzhou to a ward in Wuhan: two drivers and a hub by link alone, a count that differs, a cordon, a
//! one-time code at the door, and a reader who follows it all without an account.

use axum::http::StatusCode;
use serde_json::Value;

use crate::walk::{TOKEN, Walk, digits, walk};

#[tokio::test]
async fn a_box_goes_from_the_donor_to_the_ward_and_everybody_can_follow_it() {
    let walk = walk().await;
    let form = walk
        .get(
            Some(&walk.donor),
            &format!("/send?commitment={}", walk.commitment.0),
        )
        .await;
    assert!(
        form.body.contains("value=\"200\""),
        "what is left is filled in"
    );
    let page = walk.packed().await;
    assert!(walk.get(None, &page).await.body.contains("已封箱"));

    let first = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    let hub = walk.passed(None, &first, 200, "hub", 198).await;
    let seen = walk.get(None, &page).await.body;
    assert!(
        seen.contains("点到 198") && seen.contains("−2") && seen.contains(">200<"),
        "both counts stand"
    );
    assert!(!seen.contains("Z.Q."), "initials stay private");
    assert!(walk.get(None, &first).await.body.contains("已经不在你手里"));

    let second = walk.passed(None, &hub, 198, "carrier", 198).await;
    let lost = walk
        .post(
            None,
            &format!("{second}/stop"),
            &format!("stop-place=某处&token=stop{TOKEN}2"),
        )
        .await;
    assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        lost.body.contains("value=\"某处\""),
        "what was typed is kept"
    );
    let fields = format!("stop-place=黄冈&token=stop{TOKEN}3");
    let stopped = walk.post(None, &format!("{second}/stop"), &fields).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER, "{}", stopped.body);
    asks_for_a_relay(&walk, &page).await;
    let fields = format!("token=arrive{TOKEN}4");
    walk.post(None, &format!("{second}/arrive"), &fields).await;
    let seen = walk.get(None, &page).await.body;
    assert!(
        seen.contains("在黄冈被拦下") && seen.contains("到门口") && !seen.contains("等人接力"),
        "{seen}"
    );

    received(&walk, &page, &second).await;
}

/// Everybody sees that somebody has to take over, and the room hears of it.
async fn asks_for_a_relay(walk: &Walk, page: &str) {
    let room = walk.town.app.state().needs[&walk.need].room.unwrap().0;
    let (room, chen) = (format!("/r/{room}"), walk.device(&walk.chen).await);
    for (reader, address) in [(None, page), (None, "/t"), (Some(&chen), room.as_str())] {
        let seen = walk.get(reader, address).await.body;
        let asked = seen.contains("在黄冈被拦下</b>，等人接力");
        assert!(asked, "{address}: {seen}");
    }
    let talk = walk.get(Some(&chen), &room).await.body;
    assert!(
        talk.contains(" 在黄冈被拦下</a>"),
        "a line in the talk: {talk}"
    );
}

async fn received(walk: &Walk, page: &str, driver: &str) {
    let door = walk
        .get(Some(&walk.nurse), &format!("{page}/door"))
        .await
        .body;
    let code = digits(&door);
    let stranger = walk
        .get(Some(&walk.donor), &format!("{page}/door"))
        .await
        .body;
    assert!(
        !stranger.contains(&code),
        "only the recipient sees the code"
    );

    let address = format!("{driver}/receive");
    let counts = "accepted-0=196&damaged-0=2&missing-0=2";
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let guess = walk
        .post(None, &address, &format!("{counts}&door={wrong}"))
        .await;
    assert_eq!(guess.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(guess.body.contains("value=\"196\""), "the count is kept");
    let more = walk
        .post(None, &address, &format!("accepted-0=300&door={code}"))
        .await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(more.body.contains("value=\"300\""), "{}", more.body);

    let right = format!("{counts}&door={code}&token={TOKEN}5");
    let done = walk.post(None, &address, &right).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let twice = walk.post(None, &address, &right).await;
    assert_eq!(
        twice.status,
        StatusCode::SEE_OTHER,
        "the same form again changes nothing"
    );
    let json = walk.json(&format!("{page}.json")).await;
    assert_eq!(json["stage"], "received");
    let line = &json["lines"][0];
    assert_eq!(
        (
            &line["accepted"],
            &line["damaged"],
            &line["missing"],
            &line["open"]
        ),
        (&196.into(), &2.into(), &2.into(), &0.into())
    );
    assert_eq!(json["hands"].as_array().unwrap().len(), 4);
    assert!(json["history"].as_array().unwrap().len() >= 10);
    amended(walk, page, &json).await;
}

/// The nurse counts again: a new entry, and the first stays readable.
async fn amended(walk: &Walk, page: &str, json: &Value) {
    let fields = format!(
        "accepted-0=198&missing-0=2&corrects={}&token={TOKEN}6",
        json["receipts"][0]["entry"]
    );
    let amended = walk
        .post(Some(&walk.nurse), &format!("{page}/receive"), &fields)
        .await;
    assert_eq!(amended.status, StatusCode::SEE_OTHER, "{}", amended.body);
    let json = walk.json(&format!("{page}.json")).await;
    assert_eq!(json["lines"][0]["accepted"], 198);
    assert_eq!(
        json["receipts"][0]["corrected_by"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_door_code_cannot_be_guessed_and_ends() {
    let walk = walk().await;
    let page = walk.packed().await;
    let driver = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    let code = digits(
        &walk
            .get(Some(&walk.nurse), &format!("{page}/door"))
            .await
            .body,
    );
    let address = format!("{driver}/receive");
    walk.town.pass_hours(49);
    let late = walk
        .post(None, &address, &format!("accepted-0=200&door={code}"))
        .await;
    assert_eq!(
        late.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "an expired code"
    );
    let mut last = String::new();
    for guess in 0..12 {
        let fields = format!("accepted-0=200&door={guess:06}");
        last = walk.post(None, &address, &fields).await.body;
    }
    assert!(last.contains("什么都没记下"), "too many guesses");
    assert_eq!(
        walk.json(&format!("{page}.json")).await["stage"],
        "in_transit"
    );
    let seen = walk.get(None, "/t").await.body;
    assert!(seen.contains("停得太久") || seen.contains("过了预计时间"));
}

#[tokio::test]
async fn a_misread_code_says_which_character() {
    let walk = walk().await;
    let page = walk.packed().await;
    let code = page.trim_start_matches("/t/").to_owned();
    let mut misread: Vec<char> = code.chars().collect();
    misread[5] = if misread[5] == '7' { '8' } else { '7' };
    let misread: String = misread.into_iter().collect();
    let wrong = walk.get(None, &format!("/t/{misread}")).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    assert!(
        wrong.body.contains("第 4 个字符") && wrong.body.contains(&code),
        "{}",
        wrong.body
    );
    let json = walk.json(&format!("/t/{misread}.json")).await;
    assert_eq!(json["error"]["code"], "code_check");
    let odd = walk.get(None, "/t/T-4Q*7-K").await;
    assert!(odd.body.contains('*') && odd.status == StatusCode::NOT_FOUND);
    let found = walk
        .get(None, &format!("/t?q={}", code.to_lowercase()))
        .await;
    assert!(found.status.is_redirection());
    let list = walk.json("/t.json").await;
    assert_eq!(list["consignments"][0]["code"], code.as_str());
}

#[tokio::test]
async fn every_box_gets_a_label() {
    let walk = walk().await;
    let page = walk.packed().await;
    let sheet = walk.get(None, &format!("{page}/label")).await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert_eq!(sheet.body.matches("class=\"label\"").count(), 20);
    assert!(sheet.body.contains("第 20 箱，共 20 箱"));
}

#[tokio::test]
async fn a_form_that_does_not_fit_keeps_what_was_typed() {
    let walk = walk().await;
    let id = walk.commitment.0;
    let fields = format!("commitment={id}&quantity-{id}=900&boxes-{id}=20&place=nowhere");
    let again = walk.post(Some(&walk.donor), "/send", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("value=\"900\"") && again.body.contains("value=\"nowhere\""));
    let page = walk.packed().await;
    let nobody = walk.post(None, &format!("{page}/cancel"), "").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let other = walk
        .post(Some(&walk.nurse), &format!("{page}/cancel"), "")
        .await;
    assert!(other.status.is_client_error());
    let paper = format!("kind=transport_permit&text=黄冈通行证&token={TOKEN}7");
    let noted = walk
        .post(Some(&walk.donor), &format!("{page}/paper"), &paper)
        .await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER);
    assert!(walk.get(None, &page).await.body.contains("黄冈通行证"));
}
