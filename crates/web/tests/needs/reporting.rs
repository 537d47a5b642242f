//! Needs: pasted, posted, verified, changed, and found on the board.

use axum::http::StatusCode;
use relief::ids::NeedId;
use relief::quantity::Quantity;
use serde_json::Value;

use crate::town::{TOKEN, Town};

/// The second line states nothing: the answer says so, of that line.
async fn says_which_line(town: &Town, clerk: &str, fields: &[(&str, &str)]) {
    let unsaid = town.post("/need/new", clerk, fields).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let which = "第 2 样：写个数，或勾“不知道”";
    assert!(unsaid.body.contains(which), "{}", unsaid.body);
}

#[tokio::test]
async fn a_pasted_appeal_becomes_a_need_that_another_verifies() {
    let town = Town::new().await;
    let (clerk, verifier) = (town.member("赵敏").await, town.member("何嘉").await);
    let text = "武汉市第五医院急需防护服300套，护目镜越多越好，联系电话 13800000000";
    let room = town.room.0.to_string();
    let draft = town
        .post("/need/draft", &clerk, &[("text", text), ("room", &room)])
        .await;
    assert_eq!(draft.status, StatusCode::OK);
    assert!(
        draft.body.contains("<mark>") && draft.body.contains("value=\"300\""),
        "{}",
        draft.body
    );
    assert!(draft.body.contains("<input type=\"hidden\" name=\"text\""));
    let mut fields = vec![
        ("room", room.as_str()),
        ("recipient", "武汉市第五医院"),
        ("item-0", "protective_suit"),
        ("quantity-0", "300"),
        ("how-0", "exact"),
        ("item-1", "goggles"),
        ("contact", "13800000000"),
        ("token", TOKEN),
        ("text", text),
    ];
    says_which_line(&town, &clerk, &fields).await;
    fields.push(("unknown-1", "1"));
    let again = town.post("/need/new", &clerk, &fields).await;
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a new recipient needs a place"
    );
    assert!(
        again.body.contains("武汉市第五医院")
            && again.body.contains("value=\"300\"")
            && again.body.contains("<mark>防护服300套</mark>"),
        "what was typed is kept, and what was pasted: {}",
        again.body
    );
    fields.push(("place", "武汉"));
    let posted = town.post("/need/new", &clerk, &fields).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);
    let page = town.json(&format!("{}.json", posted.location), "").await;
    assert_eq!(
        (page["status"].as_str(), page["lines"][1]["needed"].as_str()),
        (Some("reported"), Some("unknown"))
    );
    assert_eq!(page["contacts"], Value::Null, "contacts are for members");
    let own = town.get(&posted.location, &clerk).await;
    assert!(own.body.contains("13800000000"));
    // The reporter may not, unless a reason is on record; a new recipient outside the directory needs two.
    let act = format!("{}/verify", posted.location);
    let refused = town.post(&act, &clerk, &[("evidence", "call_back")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for who in [&verifier, &town.member("陈晨").await] {
        let done = town.post(&act, who, &[("evidence", "call_back")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
    let board = town.json("/b.json", "").await;
    let groups: Vec<&str> = board["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|g| g["group"].as_str().unwrap())
        .collect();
    assert_eq!(groups, ["ranked", "unknown"]);
}

#[tokio::test]
async fn the_first_of_two_verifiers_is_told_that_another_has_to() {
    let town = Town::new().await;
    let (clerk, first) = (town.member("赵敏").await, town.member("何嘉").await);
    let second = town.member("陈晨").await;
    let room = town.room.0.to_string();
    let fields = [
        ("room", room.as_str()),
        ("recipient", "英山县人民医院"),
        ("place", "英山"),
        ("item-0", "surgical_mask"),
        ("quantity-0", "3000"),
        ("source", "https://example.org/y"),
    ];
    let posted = town.post("/need/new", &clerk, &fields).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);
    let need = posted.location.as_str();
    let form = format!("action=\"{need}/verify\"");
    assert!(town.get(need, "").await.body.contains("还没核实"));
    let verify = format!("{need}/verify");
    let called = [("evidence", "call_back")];
    let done = town.post(&verify, &first, &called).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let own = town.get(need, &first).await.body;
    assert!(
        own.contains("你核实过了，等另一位") && !own.contains(&form),
        "{own}"
    );
    for (reader, may) in [("", false), (second.as_str(), true)] {
        let seen = town.get(need, reader).await.body;
        assert!(
            seen.contains("还差一位核实") && !seen.contains("还没核实"),
            "{seen}"
        );
        assert!(
            seen.contains("已有一位核实过") && seen.contains(&form) == may,
            "{seen}"
        );
        assert!(!seen.contains("name=\"skip\""), "the second skips nothing");
    }
    let done = town.post(&verify, &second, &called).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let json = town.json(&format!("{need}.json"), "").await;
    assert_eq!(json["status"], "open");
    assert!(!town.get(need, "").await.body.contains("还差一位"));
}

#[tokio::test]
async fn the_same_need_twice_is_offered_as_an_update() {
    let town = Town::new().await;
    let member = town.member("赵敏").await;
    let room = town.room.0.to_string();
    let mut fields = vec![
        ("room", room.as_str()),
        ("recipient", "武汉市中心医院"),
        ("place", "武汉"),
        ("item-0", "protective_suit"),
        ("quantity-0", "100"),
        ("source", "https://example.org/1"),
        ("remark", "夜班要用"),
    ];
    let first = town.post("/need/new", &member, &fields).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let again = town.post("/need/new", &member, &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.body.contains(&format!("{}#ask", first.location))
            && again.body.contains("value=\"separate\"")
    );
    assert!(again.body.contains("夜班要用"));
    fields.push(("do", "separate"));
    assert_eq!(
        town.post("/need/new", &member, &fields).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn lines_come_and_go_without_script() {
    let town = Town::new().await;
    let fields = [
        ("recipient", "武汉市中心医院"),
        ("item-0", "goggles"),
        ("quantity-0", "12 副"),
        ("do", "add"),
    ];
    let more = town.post("/need/new", "", &fields).await;
    assert_eq!(more.status, StatusCode::OK);
    assert!(more.body.contains("name=\"item-1\"") && more.body.contains("value=\"12 副\""));
    let fields = [
        ("item-0", "goggles"),
        ("item-1", "gown"),
        ("quantity-1", "7"),
        ("do", "drop-0"),
    ];
    let less = town.post("/need/new", "", &fields).await;
    assert!(!less.body.contains("name=\"item-1\"") && less.body.contains("value=\"7\""));
}

#[tokio::test]
async fn a_revision_keeps_the_old_value_in_sight_and_a_text_can_go() {
    let town = Town::new().await;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let (path, clerk) = (format!("/n/{need}"), town.member("何嘉").await);
    let wrong = [("line", "0"), ("how", "exact"), ("quantity", "三箱")];
    let again = town.post(&format!("{path}/revise"), &clerk, &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("value=\"三箱\""));
    let fewer = [("line", "0"), ("how", "at_least"), ("quantity", "250")];
    assert_eq!(
        town.post(&format!("{path}/revise"), &clerk, &fewer)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let page = town.get(&path, "").await;
    assert!(
        page.body.contains("<s>300 套</s>") && page.body.contains("今晚这班就要"),
        "{}",
        page.body
    );
    let entry = need.to_string();
    let remove = [
        ("entry", entry.as_str()),
        ("field", "remark"),
        ("ground", "privacy"),
    ];
    let outsider = town.signed_in("路人").await;
    assert_eq!(
        town.post(&format!("{path}/redact"), &outsider, &remove)
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    town.community
        .app
        .redact_text(
            town.founder.actor(),
            need,
            "remark",
            relief::code::Ground::Privacy,
        )
        .await
        .unwrap();
    let page = town.get(&path, "").await;
    assert!(
        !page.body.contains("今晚这班就要") && page.body.contains("已撤下"),
        "a tombstone stands"
    );
}

#[tokio::test]
async fn the_board_filters_by_item_and_by_place_with_what_lies_in_it() {
    let town = Town::new().await;
    town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    town.open("武汉市第五医院", Quantity::Unknown).await;
    for (path, rows) in [
        ("/b.json", 2),
        ("/b/protective_suit.json", 2),
        ("/b/420000.json", 2),
        ("/b/420100.json", 2),
        ("/b/330000.json", 0),
        ("/b/goggles.json", 0),
        ("/b.json?item=protective_suit&place=420000", 2),
    ] {
        let board = town.json(path, "").await;
        assert_eq!(board["count"], rows, "{path}");
    }
    assert_eq!(
        town.get("/b/nonsense", "").await.status,
        StatusCode::NOT_FOUND
    );
    let silent = town.get("/b/330000", "").await;
    assert!(silent.body.contains("没有数据，不等于不缺"));
    for (hours, group, freshness) in [(50, "ranked", "unconfirmed"), (50, "stale", "off_ranking")] {
        town.community.pass_hours(hours);
        let board = town.json("/b.json", "").await;
        let first = &board["groups"][0];
        assert_eq!(
            (&first["group"], &first["rows"][0]["freshness"]),
            (&group.into(), &freshness.into())
        );
        let page = town.get("/b", "").await.body;
        assert!(page.contains("need old"), "{group}: greyed");
    }
}

#[tokio::test]
async fn every_page_has_its_json() {
    let town = Town::new().await;
    let need = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let recipient = town.community.app.state().needs[&NeedId(need)].recipient.0;
    let donor = town.community.person("李娜").await;
    let commitment = town
        .community
        .firm(&donor, &town.founder, NeedId(need), 200)
        .await
        .0;
    for path in ["/b", "/give", "/offer", "/need/new"]
        .map(str::to_owned)
        .into_iter()
        .chain([
            format!("/n/{need}"),
            format!("/c/{commitment}"),
            format!("/f/{recipient}"),
            format!("/give?need={need}"),
        ])
    {
        let page = town.get(&path, "").await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(
            page.body.len() < 60_000 && page.body.contains("<h1>"),
            "{path}: {} bytes",
            page.body.len()
        );
        let twin = path
            .split_once('?')
            .map_or(format!("{path}.json"), |(p, q)| format!("{p}.json?{q}"));
        assert!(town.json(&twin, "").await.is_object(), "{twin}");
    }
    let code = town.json(&format!("/n/{need}.json"), "").await["code"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        town.get(&format!("/n/{code}"), "").await.status,
        StatusCode::OK,
        "labels are addresses"
    );
    let page = town.json(&format!("/c/{commitment}.json"), "").await;
    assert_eq!(
        (page["state"].as_str(), page["donor"].as_str()),
        (Some("firm"), Some("杭州的一位捐赠者"))
    );
}
