//! Giving: journeys of donors, alone and against each other.

use axum::http::StatusCode;
use relief::ids::NeedId;
use relief::quantity::Quantity;

use crate::town::{TOKEN, Town};

fn gift<'a>(need: &'a str, quantity: &'a str, seen: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("need", need),
        ("line", "0"),
        ("quantity", quantity),
        ("seen", seen),
        ("standard", "gb_19082_2009"),
        ("place", "浙江杭州"),
        ("ready", "2020-01-25"),
        ("remark", "批号后补"),
        ("name", "李娜"),
        ("token", TOKEN),
    ]
}

#[tokio::test]
async fn a_donor_without_an_account_commits_in_one_form() {
    let town = Town::new().await;
    let need = town
        .open("武汉市金银潭医院", Quantity::Exact(300))
        .await
        .to_string();
    let form = town.get(&format!("/give?need={need}&line=0"), "").await;
    assert!(form.body.contains("value=\"300\"") && form.body.contains("GB 19082-2009"));
    let pledged = town.post("/give", "", &gift(&need, "200 套", "300")).await;
    assert_eq!(pledged.status, StatusCode::SEE_OTHER, "{}", pledged.body);
    let donor = pledged.cookie.unwrap();
    let own = town.get(&pledged.location, &donor).await;
    assert!(
        own.body.contains("/evidence\""),
        "the newcomer's device is signed in and led on"
    );
}

#[tokio::test]
async fn a_gift_is_accepted_shown_and_firm() {
    let town = Town::new().await;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let donor = town.signed_in("李娜").await;
    let (id, clerk) = (need.to_string(), town.member("何嘉").await);
    let pledged = town.post("/give", &donor, &gift(&id, "200", "300")).await;
    assert_eq!(pledged.status, StatusCode::SEE_OTHER, "{}", pledged.body);
    assert_eq!(town.gap(need).await, 300, "a pledge is not cover");
    let page = town.get(&pledged.location, "").await;
    assert!(
        page.body.contains("杭州的一位捐赠者") && !page.body.contains("李娜"),
        "no name in public"
    );
    let at = |act: &str| format!("{}/{act}", pledged.location);
    assert_eq!(
        town.post(&at("accept"), &clerk, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let bare = town
        .post(&at("evidence"), &donor, &[("certificate", "claimed")])
        .await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let lot = [
        ("certificate", "document_seen"),
        ("batch", "20200116"),
        ("expires", "2022-01-16"),
        ("document", "国械注准 2016"),
    ];
    assert_eq!(
        town.post(&at("evidence"), &donor, &lot).await.status,
        StatusCode::SEE_OTHER
    );
    let own = town
        .post(&at("confirm"), &donor, &[("checked", "document_seen")])
        .await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    assert_eq!(
        town.post(&at("confirm"), &clerk, &[("checked", "document_seen")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(town.gap(need).await, 100);
    let send = town.get(&pledged.location, &donor).await;
    assert!(
        send.body.contains("/send?commitment="),
        "the donor is led on"
    );
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_kept() {
    let town = Town::new().await;
    let need = town
        .open("武汉市金银潭医院", Quantity::Exact(300))
        .await
        .to_string();
    let donor = town.signed_in("李娜").await;
    for (typed, said) in [
        ("20箱", "请按“套”数"),
        ("-5", "整数"),
        ("很多", "整数"),
        ("0", "至少"),
        ("100000000000000", "1,000,000,000"),
        ("99999999999999999999999999", "1,000,000,000"),
        ("", "给多少"),
    ] {
        let answer = town.post("/give", &donor, &gift(&need, typed, "300")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.body.contains(said), "{typed}: {}", answer.body);
        assert!(
            answer.body.contains(&format!("value=\"{typed}\"")),
            "{typed} is kept"
        );
        assert!(
            answer.body.contains("value=\"浙江杭州\"") && answer.body.contains("批号后补"),
            "{typed}: the rest is kept"
        );
    }
    let long = "字".repeat(501);
    let mut fields = gift(&need, "200", "300");
    fields.retain(|(n, _)| *n != "remark");
    fields.push(("remark", &long));
    let answer = town.post("/give", &donor, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains(&long));
    assert_eq!(town.community.app.state().commitments.len(), 0);
}

#[tokio::test]
async fn a_second_sending_answers_as_the_first() {
    let town = Town::new().await;
    let need = town
        .open("武汉市金银潭医院", Quantity::Exact(300))
        .await
        .to_string();
    let donor = town.signed_in("李娜").await;
    let first = town.post("/give", &donor, &gift(&need, "200", "300")).await;
    let second = town.post("/give", &donor, &gift(&need, "200", "300")).await;
    assert_eq!(
        (first.status, &first.location),
        (second.status, &second.location)
    );
    assert_eq!(town.community.app.state().commitments.len(), 1);
}

#[tokio::test]
async fn the_later_of_two_donors_is_told_and_led_elsewhere() {
    let town = Town::new().await;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(200)).await;
    let other = town.open("武汉市第五医院", Quantity::Exact(240)).await;
    let (id, late) = (need.to_string(), town.signed_in("周琪").await);
    let form = town.get(&format!("/give?need={id}"), &late).await;
    assert!(form.body.contains("name=\"seen\" value=\"200\""));
    // Meanwhile somebody else's 200 suits become firm.
    let quick = town.community.person("李娜").await;
    town.community
        .firm(&quick, &town.founder, NeedId(need), 200)
        .await;
    let stale = town.post("/give", &late, &gift(&id, "200", "200")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        stale.body.contains("你写的时候有变化") && stale.body.contains("武汉市第五医院"),
        "{}",
        stale.body
    );
    assert!(
        stale.body.contains("name=\"seen\" value=\"0\"")
            && stale.body.contains("value=\"浙江杭州\"")
    );
    assert!(stale.body.contains("100%") && stale.body.contains("name=\"to\""));
    let mut fields = gift(&id, "200", "0");
    fields.push(("to", "half"));
    let done = town.post("/give", &late, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let pledged = |need: u64| {
        town.community.app.state().needs[&NeedId(need)].lines[0]
            .tally
            .pledged
    };
    assert_eq!((pledged(need), pledged(other)), (100, 100), "half and half");
    let board = town.json("/b.json", "").await;
    assert_eq!(
        board["groups"][0]["rows"][0]["need"], other,
        "worst covered first"
    );
}

#[tokio::test]
async fn a_standard_that_is_not_accepted_is_told_before() {
    let town = Town::new().await;
    let member = town.member("赵敏").await;
    let room = town.room.0.to_string();
    let fields = [
        ("room", room.as_str()),
        ("recipient", "武汉市中心医院"),
        ("place", "武汉"),
        ("item-0", "protective_suit"),
        ("quantity-0", "100"),
        ("standard-0", "gb_19082_2009"),
        ("source", "https://example.org/1"),
        ("token", TOKEN),
    ];
    let need = town.post("/need/new", &member, &fields).await.location;
    for name in ["何嘉", "陈晨"] {
        let cookie = town.member(name).await;
        town.post(
            &format!("{need}/verify"),
            &cookie,
            &[("evidence", "official_notice")],
        )
        .await;
    }
    let id = need.trim_start_matches("/n/").to_owned();
    let form = town.get(&format!("/give?need={id}"), "").await;
    assert!(
        form.body.contains("这里只收：GB\u{a0}19082-2009"),
        "{}",
        form.body
    );
    let donor = town.signed_in("李娜").await;
    let mut fields = gift(&id, "50", "100");
    fields.retain(|(n, _)| *n != "standard");
    let told = town.post("/give", &donor, &fields).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.body.contains("name=\"despite\""));
    fields.push(("despite", "1"));
    assert_eq!(
        town.post("/give", &donor, &fields).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn an_offer_is_noted_and_aimed() {
    let town = Town::new().await;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let donor = town.signed_in("李娜").await;
    let wrong = town
        .post(
            "/offer",
            &donor,
            &[
                ("item", "protective_suit"),
                ("quantity", "十箱"),
                ("place", "杭州"),
            ],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"十箱\"") && wrong.body.contains("value=\"杭州\""));
    let fields = [
        ("item", "protective_suit"),
        ("quantity", "500"),
        ("place", "杭州"),
        ("standard", "gb_19082_2009"),
    ];
    let offer = town.post("/offer", &donor, &fields).await;
    assert_eq!(offer.status, StatusCode::SEE_OTHER, "{}", offer.body);
    let page = town.get(&offer.location, &donor).await;
    assert!(
        page.body
            .contains(&format!("/give?need={need}&amp;line=0&amp;offer=")),
        "{}",
        page.body
    );
    let id = offer.location.trim_start_matches("/offer/");
    let form = town
        .get(&format!("/give?need={need}&offer={id}"), &donor)
        .await;
    assert!(form.body.contains("value=\"300\"") && form.body.contains("value=\"杭州\""));
    let need_id = need.to_string();
    let mut gift = gift(&need_id, "300", "300");
    gift.push(("offer", id));
    assert_eq!(
        town.post("/give", &donor, &gift).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        town.json(&format!("{}.json", offer.location), "").await["left"],
        200
    );
}
