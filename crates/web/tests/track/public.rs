//! What everybody can read about a consignment: what does not add up, what is late, and nothing personal.

use axum::http::StatusCode;

use crate::walk::{TOKEN, digits, walk};

#[tokio::test]
async fn a_count_that_differs_shows_wherever_the_goods_do() {
    let walk = walk().await;
    let page = walk.packed().await;
    walk.passed(Some(&walk.donor), &page, 200, "carrier", 198)
        .await;
    let need = format!("/n/{}", walk.need.0);
    let json = walk.json(&format!("{need}.json")).await;
    assert_eq!(json["lines"][0]["in_transit"], 198, "the last count moves");
    assert_eq!(json["lines"][0]["gap"], 102);
    let differs = &json["discrepancies"][0];
    assert_eq!(
        (&differs["packed"], &differs["counted"]),
        (&200.into(), &198.into())
    );
    let room = walk.town.app.state().needs[&walk.need].room.unwrap().0;
    let chen = walk.device(&walk.chen).await;
    for (reader, address) in [
        (None, need.as_str()),
        (None, page.as_str()),
        (None, "/t"),
        (Some(&chen), &format!("/r/{room}")),
    ] {
        let seen = walk.get(reader, address).await.body;
        assert!(seen.contains("点到 198"), "{address}: {seen}");
    }
    let card = &walk.json("/t.json").await["consignments"][0];
    assert_eq!(card["discrepancy"], true);
}

#[tokio::test]
async fn what_was_short_on_the_road_is_not_missed_twice() {
    let walk = walk().await;
    let page = walk.packed().await;
    let driver = walk.passed(Some(&walk.donor), &page, 200, "carrier", 198);
    let offered = walk.get(None, &driver.await).await;
    assert_eq!(offered.status, StatusCode::OK);
    let address = format!("{page}/receive");
    for counts in ["accepted-0=190&damaged-0=5&missing-0=3", "missing-0=2"] {
        let fields = format!("{counts}&token={TOKEN}{counts}");
        let done = walk.post(Some(&walk.nurse), &address, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
    walk.town.app.tick().await.unwrap();
    let json = walk.json(&format!("{page}.json")).await;
    let counts = json["lines"][0]["counts"].as_array().unwrap();
    let apart: Vec<i64> = counts
        .iter()
        .map(|one| one["difference"].as_i64().unwrap())
        .collect();
    assert_eq!(apart, [-2, -3, 0], "200 left, 195 came");
    let need = walk.json(&format!("/n/{}.json", walk.need.0)).await;
    assert_eq!(need["discrepancies"][0]["counted"], 195);
    let sentence = json["sentence"].as_str().unwrap();
    assert!(sentence.contains("，收下防护服 190 套，"), "{sentence}");
    let flags = json["flags"].as_array().unwrap();
    assert_ne!(flags[0]["name"], flags[1]["name"], "{flags:?}");
    let home = walk.json("/index.json").await;
    let arrivals = home["arrivals"].as_array().unwrap();
    assert_eq!(arrivals.len(), 1, "nothing arrived the second time");
    let seen = walk.get(None, &page).await.body;
    assert!(seen.contains("点收：防护服没到 2"), "{seen}");
}

#[tokio::test]
async fn lateness_and_missing_papers_are_derived() {
    let walk = walk().await;
    let page = walk.packed().await;
    let flags = |json: &serde_json::Value| {
        ["overdue", "stuck", "papers_missing"].map(|flag| json[flag] == true)
    };
    let json = format!("{page}.json");
    assert_eq!(
        flags(&walk.json(&json).await),
        [false; 3],
        "it did not leave"
    );
    let driver = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    assert_eq!(flags(&walk.json(&json).await), [false, false, true]);
    assert!(
        walk.get(None, &page)
            .await
            .body
            .contains("没有登记随车文件")
    );
    let paper = format!("kind=transport_permit&token=paper{TOKEN}");
    walk.post(Some(&walk.donor), &format!("{page}/paper"), &paper)
        .await;
    assert_eq!(flags(&walk.json(&json).await), [false; 3]);
    walk.town.pass_hours(25);
    assert_eq!(flags(&walk.json(&json).await), [false, true, false]);
    let list = walk.json("/t.json").await;
    assert_eq!(list["late"], 1);
    assert!(walk.get(None, &driver).await.body.contains("停得太久"));
}

#[tokio::test]
async fn nothing_public_names_a_person_or_a_street() {
    let walk = walk().await;
    let page = walk.packed().await;
    let first = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    let second = walk.passed(None, &first, 200, "carrier", 199).await;
    let fields = format!("count-0=199&initials=M.H.&taker=carrier&token={TOKEN}7");
    walk.post(None, &format!("{page}/take"), &fields).await;
    let code = digits(
        &walk
            .get(Some(&walk.nurse), &format!("{page}/door"))
            .await
            .body,
    );
    let links = [&first, &second].map(|link| link.trim_start_matches("/h/").to_owned());
    // Names, initials, the contact of the appeal, codes and links: members and holders only.
    let hidden = [
        "李娜",
        "何护士",
        "苏芮",
        "Z.Q.",
        "M.H.",
        "010-0000",
        "设备科",
        &code,
        &links[0],
        &links[1],
    ];
    let size = walk.town.app.size();
    let mut addresses: Vec<String> = vec![
        page.clone(),
        format!("{page}/label"),
        format!("{page}/take"),
        "/t".to_owned(),
        "/".to_owned(),
        "/b".to_owned(),
        format!("/n/{}", walk.need.0),
        format!("/c/{}", walk.commitment.0),
    ];
    addresses.extend((0..size).map(|index| format!("/l/{index}")));
    for address in addresses {
        let json = if address == "/" {
            "/index".to_owned()
        } else {
            address.clone()
        };
        for address in [address, format!("{json}.json")] {
            let seen = walk.get(None, &address).await;
            assert_eq!(seen.status, StatusCode::OK, "{address}");
            for word in hidden {
                assert!(!seen.body.contains(word), "{address} shows {word}");
            }
        }
    }
    let seen = walk.get(None, &page).await.body;
    assert!(
        seen.contains("1 号司机") && seen.contains("2 号司机") && seen.contains("的一位捐赠者")
    );
}
