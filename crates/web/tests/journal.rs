//! The journal as a stranger reads it: one entry in words, its proof in the C2SP form, and the page that checks one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "common/town.rs"]
mod town;

use axum::http::StatusCode;
use relief::quantity::Quantity;
use tlog::log_proof::LogProof;
use town::Town;

#[tokio::test]
async fn an_entry_says_what_it_means_and_proves_that_it_stands() {
    let town = Town::new().await;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let address = format!("/l/{need}");
    let early = town.get(&address, "").await;
    assert!(early.body.contains("还没签进校验点"), "{}", early.body);
    let proof = format!("{address}/proof");
    assert_eq!(town.get(&proof, "").await.status, StatusCode::NOT_FOUND);

    town.community.app.checkpoint().await.unwrap();
    let seen = town.get(&address, "").await.body;
    for words in ["有人发了这条需求", "已入账本", "没有电话、住址和谈话"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    let json = town.json(&format!("{address}.json"), "").await;
    assert_eq!(
        (&json["kind"], &json["said"]),
        (&"need.reported".into(), &"有人发了这条需求".into())
    );
    assert_eq!(json["included"]["holds"], true);
    let first = town.get("/l/0", "").await.body;
    assert!(first.contains("社区") && !first.contains("0 号"), "{first}");

    // What was downloaded is enough: index, way, signed head, and the entry's own bytes.
    let text = town.get(&proof, "").await.body;
    let read = text.parse::<LogProof>().unwrap();
    let head = town.community.app.head().unwrap();
    assert_eq!((read.index, &read.checkpoint), (need, &head.note));
    let leaf = tlog::leaf_hash(json["raw"].as_str().unwrap().as_bytes());
    assert!(tlog::verify_inclusion(&leaf, need, head.size, &head.root, &read.hashes).is_ok());
    let changed = json["raw"].as_str().unwrap().replace("300", "301");
    let leaf = tlog::leaf_hash(changed.as_bytes());
    assert!(tlog::verify_inclusion(&leaf, need, head.size, &head.root, &read.hashes).is_err());
}

#[tokio::test]
async fn the_page_of_the_journal_checks_one_entry() {
    let town = Town::new().await;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    town.community.app.checkpoint().await.unwrap();
    let size = town.community.app.size();
    let seen = town.get("/verify", "").await.body;
    assert!(
        seen.contains("tideover verify") && seen.contains("/checkpoint") && seen.contains("/vkey")
    );
    let inside = town.get(&format!("/verify?index={need}"), "").await.body;
    assert!(inside.contains("在里面，没被动过"), "{inside}");
    for asked in [
        size.to_string(),
        "x".to_owned(),
        "-1".to_owned(),
        "%3Cb%3E".to_owned(),
    ] {
        let outside = town.get(&format!("/verify?index={asked}"), "").await;
        assert_eq!(outside.status, StatusCode::OK);
        assert!(
            outside.body.contains("不在里面") && !outside.body.contains("<b>x"),
            "{asked}"
        );
    }
    let beyond = town.get(&format!("/l/{size}"), "").await;
    assert_eq!(beyond.status, StatusCode::NOT_FOUND);
}

/// An address that cannot be read is answered by the page that leads on, in the reader's language, not by a line of
/// the program's own.
#[tokio::test]
async fn an_address_that_cannot_be_read_leads_nowhere_in_words() {
    let town = Town::new().await;
    for path in [
        "/n/new",
        "/s/x",
        "/t/%3Cb%3E",
        "/q/-1",
        "/l/x",
        "/o/99999999999999999999",
    ] {
        let nowhere = town.get(path, "").await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            nowhere.body.contains("lang=\"zh-Hans\""),
            "{path}: {}",
            nowhere.body
        );
    }
    let json = town.get("/s/x.json", "").await;
    assert!(json.body.starts_with(r#"{"error":{"code":"not_found""#));
}
