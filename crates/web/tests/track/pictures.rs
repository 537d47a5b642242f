//! The map and the flows: what they show, what they call unknown, and that page and JSON say the same.

use axum::http::StatusCode;
use relief::code::CloseReason;
use relief::command::Command;
use serde_json::Value;

use crate::walk::{TOKEN, walk};

#[tokio::test]
async fn the_map_shows_who_is_covered_and_who_says_nothing() {
    let walk = walk().await;
    let map = walk.json("/map.json").await;
    assert_eq!(map["item"]["code"], "protective_suit");
    // The only need is of Wuhan as a whole, so the parts of its province are shown.
    assert_eq!(map["regions"][1]["place"], 420_000);
    let places = map["places"].as_array().unwrap();
    assert_eq!(places.len(), 1);
    assert_eq!(
        (&places[0]["needed"], &places[0]["shortage"]),
        (&300.into(), &100.into())
    );
    let silent = map["silent"].as_array().unwrap().len();
    assert_eq!(
        silent, 16,
        "all other prefectures are named, none of them as 0"
    );
    let page = walk.get(None, "/map").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("没有人提过要") && page.body.contains("figures-"));
    assert!(page.body.contains("每要 100 套"), "{}", page.body);
    assert!(page.body.len() < 60_000, "{} bytes", page.body.len());
}

#[tokio::test]
async fn a_region_shows_its_own_parts_and_the_country_all_provinces() {
    let walk = walk().await;
    let country = walk.json("/map.json?place=cn").await;
    assert_eq!(country["silent"].as_array().unwrap().len(), 33);
    assert_eq!(country["places"][0]["place"], 420_000);
    let elsewhere = walk.json("/map.json?place=330000&item=goggles").await;
    assert_eq!(elsewhere["item"]["code"], "goggles");
    assert_eq!(elsewhere["places"].as_array().unwrap().len(), 0);
    assert_eq!(elsewhere["silent"].as_array().unwrap().len(), 11);
    // What nobody knows is answered with what there is.
    for address in [
        "/map?place=999999",
        "/map?place=wuhan&item=nothing",
        "/flows?item=nothing",
    ] {
        assert_eq!(
            walk.get(None, address).await.status,
            StatusCode::OK,
            "{address}"
        );
    }
}

#[tokio::test]
async fn coverage_over_time_ends_with_the_public_figures() {
    let walk = walk().await;
    walk.town.pass_hours(5);
    let page = walk.packed().await;
    walk.passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    walk.town.pass_hours(2);
    let over = walk.json("/map.json").await["over"]
        .as_array()
        .unwrap()
        .clone();
    assert!(over.len() >= 2, "{over:?}");
    let last = over.last().unwrap();
    let figures = walk.json("/figures.json").await["items"]["protective_suit"].clone();
    assert_eq!(last["needed"], figures["needed"]);
    let shortage = last["needed"].as_u64().unwrap() - last["covered"].as_u64().unwrap();
    assert_eq!(figures["shortage"], shortage);
}

#[tokio::test]
async fn what_a_closed_need_received_stays_to_be_seen() {
    let walk = walk().await;
    let page = walk.packed().await;
    walk.passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    let count = format!("accepted-0=200&damaged-0=0&missing-0=0&refused-0=0&token={TOKEN}7");
    let receive = format!("{page}/receive");
    let received = walk.post(Some(&walk.nurse), &receive, &count).await;
    assert_eq!(received.status, StatusCode::SEE_OTHER, "{}", received.body);
    let close = Command::CloseNeed {
        need: walk.need,
        reason: CloseReason::DoneByOthers,
    };
    walk.town.act(&walk.chen, close).await;
    for address in ["/index.json", "/map.json"] {
        let places = walk.json(address).await["places"].clone();
        let place = &places[0];
        let numbers =
            |of: &Value| ["lines", "needed", "received", "shortage"].map(|key| of[key].clone());
        assert_eq!(numbers(place), [0, 0, 0, 0].map(Value::from), "{address}");
        assert_eq!(
            numbers(&place["closed"]),
            [1, 300, 200, 100].map(Value::from),
            "{address}"
        );
    }
    let silent = walk.json("/map.json").await["silent"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(silent, 16, "the place that asked is none of them");
    for address in ["/", "/map", "/b/table"] {
        let page = walk.get(None, address).await.body;
        for words in ["66%", "已结束"] {
            assert!(page.contains(words), "{words} on {address}: {page}");
        }
    }
    let map = walk.get(None, "/map").await.body;
    assert!(map.contains("需求都已结束。"), "{map}");
}

#[tokio::test]
async fn goods_flow_once_they_left() {
    let walk = walk().await;
    let none = walk.get(None, "/flows").await.body;
    assert!(none.contains("还没有流向"), "{none}");
    let page = walk.packed().await;
    walk.passed(Some(&walk.donor), &page, 200, "carrier", 198)
        .await;
    let flows = walk.json("/flows.json").await;
    assert_eq!(
        (&flows["received"], &flows["moving"]),
        (&0.into(), &198.into())
    );
    assert_eq!(
        (&flows["sources"], &flows["sinks"], &flows["count"]),
        (&1.into(), &1.into(), &1.into())
    );
    let body = walk.get(None, "/flows?item=protective_suit").await.body;
    assert!(
        body.contains("198 套") && body.contains("role=\"img\""),
        "{body}"
    );
}
