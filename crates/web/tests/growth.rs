//! Growth and ties over HTTP: who sees which names and numbers, and what the buttons lead to.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "common/town.rs"]
mod town;

use axum::http::StatusCode;
use relief::code::Role;
use relief::commitment::CommitmentState;
use relief::quantity::Quantity;
use town::{TOKEN, Town};

const HOSPITAL: &str = "武汉市金银潭医院";

/// The founder called the hospital back; nobody else ever did anything for it. With his device.
async fn hanging() -> (Town, u64, String) {
    let town = Town::new().await;
    let need = town.open(HOSPITAL, Quantity::Exact(300)).await;
    let chen = town.device(&town.founder).await;
    (town, need, chen)
}

fn finding<'a>(page: &'a serde_json::Value, kind: &str) -> &'a serde_json::Value {
    let all = page["findings"].as_array().unwrap();
    all.iter()
        .find(|f| f["kind"] == kind)
        .unwrap_or(&serde_json::Value::Null)
}

#[tokio::test]
async fn outside_nobody_is_named_and_small_numbers_are_not_said() {
    let (town, _, _) = hanging().await;
    for path in [
        "/growth",
        "/growth.json",
        "/growth/research",
        "/growth/research.json",
    ] {
        let answer = town.get(path, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        for name in ["陈立", "苏芮"] {
            assert!(!answer.body.contains(name), "{path} names {name}");
        }
    }
    let page = town.json("/growth.json", "").await;
    assert_eq!(page["hanging"], 1);
    assert_eq!(page["network"], serde_json::Value::Null);
    let places = serde_json::json!([{ "name": "武汉", "waiting": 1, "hanging": 1 }]);
    assert_eq!(page["places"], places);
    assert_eq!(page["generations"][0]["members"], "<5");
    assert_eq!(page["generations"][0]["rate"], serde_json::Value::Null);
    let thread = finding(&page, "thread");
    assert_eq!(thread["title"], "1 家医院只靠一个人联系");
    assert_eq!(thread["href"], "/b/420100");
    let research = town.json("/growth/research.json", "").await;
    assert_eq!(research["core_members"], "<5");
}

#[tokio::test]
async fn a_member_sees_names_of_the_room_unless_somebody_minds() {
    let (town, _, chen) = hanging().await;
    let su = town.member("苏芮").await;
    let page = town.json("/growth.json", &su).await;
    assert_eq!(page["network"]["between"][0]["name"], "陈立");
    assert_eq!(page["network"]["ties"][0]["only"], true);
    assert_eq!(page["generations"][0]["members"], 1);
    let thread = finding(&page, "thread");
    assert_eq!(thread["title"], "如果陈立离开，1 家医院就断了线");
    assert!(
        thread["href"].as_str().unwrap().contains("say=deputy"),
        "{thread}"
    );
    let outsider = town.signed_in("卢怡").await;
    assert!(!town.get("/growth", &outsider).await.body.contains("陈立"));

    let form = [("token", TOKEN), ("named", "no")];
    let answer = town.post("/me/naming", &chen, &form).await;
    assert_eq!(answer.location, "/me#naming");
    let page = town.json("/growth.json", &su).await;
    assert_eq!(
        page["network"]["between"][0]["name"],
        serde_json::Value::Null
    );
    assert_eq!(finding(&page, "thread")["title"], "1 家医院只靠一个人联系");
    assert_eq!(
        town.json("/me.json", &chen).await["person"]["unnamed"],
        true
    );
    assert_eq!(page["generations"][0]["members"], 1, "still counted");
}

#[tokio::test]
async fn a_lead_names_a_deputy_and_nobody_else_does() {
    let (town, need, chen) = hanging().await;
    let su = town.member("韩牧").await;
    let board = town
        .json(&format!("/r/{}/board.json", town.room.0), &chen)
        .await;
    let path = finding(&board, "thread")["href"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(path.starts_with(&format!("/r/{}/deputy/", town.room.0)));
    assert_eq!(town.get(&path, "").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(town.get(&path, &su).await.status, StatusCode::FORBIDDEN);
    let page = town.json(&format!("{path}.json"), &chen).await;
    assert_eq!(
        (&page["by"], &page["recipient"]),
        (&"陈立".into(), &HOSPITAL.into())
    );
    assert_eq!(page["role"], "verifier");
    let offered: Vec<&str> = page["offered"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["name"].as_str().unwrap())
        .collect();
    assert_eq!(offered, ["韩牧"], "苏芮 reported it: she does not check it");
    let party = page["offered"][0]["party"].to_string();
    let form = [
        ("token", TOKEN),
        ("do", "grant"),
        ("role", "verifier"),
        ("party", party.as_str()),
    ];
    let answer = town
        .post(&format!("/r/{}/role", town.room.0), &chen, &form)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let han = relief::ids::PartyId(party.parse().unwrap());
    assert!(
        town.community
            .app
            .state()
            .holds(han, Role::Verifier, Some(town.room), None)
    );
    let page = town.json(&format!("{path}.json"), &chen).await;
    assert_eq!(page["offered"], serde_json::json!([]));
    let nowhere = format!("/r/{}/deputy/{need}", town.room.0);
    assert_eq!(
        town.get(&nowhere, &chen).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_deputy_has_something_to_do_and_the_thread_is_gone_when_it_is_done() {
    let (town, need, chen) = hanging().await;
    let han = town.member("韩牧").await;
    let board = format!("/r/{}/board.json", town.room.0);
    let hanging = finding(&town.json(&board, &chen).await, "thread")["href"].clone();
    let hanging = hanging.as_str().unwrap();
    let page = town.json(&format!("{hanging}.json"), &chen).await;
    let offered = page["offered"].as_array().unwrap();
    let han_offered = offered.iter().find(|one| one["name"] == "韩牧").unwrap();
    let party = han_offered["party"].to_string();
    let grant = [
        ("token", TOKEN),
        ("do", "grant"),
        ("role", page["role"].as_str().unwrap()),
        ("party", &party),
    ];
    let role = format!("/r/{}/role", town.room.0);
    let answer = town.post(&role, &chen, &grant).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);

    let of_chen = finding(&town.json("/growth.json", &chen).await, "thread").clone();
    assert!(of_chen["href"].as_str().unwrap().contains("say=turn&"));
    assert!(
        of_chen["figures"]
            .as_str()
            .unwrap()
            .contains("韩牧也能接手")
    );
    assert_eq!(finding(&town.json(&board, &chen).await, "thread"), &of_chen);
    let said = town.get(of_chen["href"].as_str().unwrap(), &chen).await;
    assert!(said.body.contains("能接手的，请也替那边办一件"));

    let of_han = finding(&town.json("/growth.json", &han).await, "thread").clone();
    let href = of_han["href"].as_str().unwrap();
    let (path, field) = href.split_once('#').unwrap();
    let check = format!("{path}/check");
    for page in [path.to_owned(), format!("/n/{need}")] {
        let shown = town.get(&page, &han).await.body;
        let form = format!("action=\"{check}\"");
        assert!(
            shown.contains(&form) && shown.contains(&format!("id=\"{field}\"")),
            "{shown}"
        );
    }
    let called = [("token", "2"), ("standing", "called_back")];
    let answer = town.post(&check, &han, &called).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    for reader in [&chen, &han] {
        assert!(finding(&town.json("/growth.json", reader).await, "thread").is_null());
        assert!(finding(&town.json(&board, reader).await, "thread").is_null());
    }
}

#[tokio::test]
async fn a_room_is_not_cut_off_from_whom_a_second_member_knows() {
    let (town, need, chen) = hanging().await;
    let other = town.open("武汉市第五医院", Quantity::Exact(100)).await;
    for (name, of, standing) in [
        ("韩牧", need, "called_back"),
        ("罗怡", other, "called_back"),
        ("唐宁", other, "document_seen"),
        ("沈砚", other, "called_back"),
    ] {
        let device = town.member(name).await;
        let need = town.json(&format!("/n/{of}.json"), "").await;
        let check = format!("/f/{}/check", need["recipient"]);
        let said = [("token", TOKEN), ("standing", standing)];
        let answer = town.post(&check, &device, &said).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let outside = town.json("/growth.json", "").await;
    let cut = finding(&outside, "cut");
    assert_eq!(cut["title"], "1 家医院和周围的人，只靠一个人和其余的人连着");
    let board = format!("/r/{}/board.json", town.room.0);
    for path in ["/growth.json", &board] {
        let inside = town.json(path, &chen).await;
        assert!(finding(&inside, "cut").is_null(), "{inside}");
    }
}

#[tokio::test]
async fn a_need_that_waits_is_on_the_board_of_its_room_alone() {
    let (town, need, chen) = hanging().await;
    let board = format!("/r/{}/board.json", town.room.0);
    assert!(finding(&town.json(&board, &chen).await, "unanswered").is_null());
    town.community.pass_hours(2);
    let found = town.json(&board, &chen).await;
    assert_eq!(finding(&found, "unanswered")["href"], format!("/n/{need}"));
    let (other, founder) = town.community.room().await;
    let device = town.device(&founder).await;
    let empty = town
        .json(&format!("/r/{}/board.json", other.0), &device)
        .await;
    assert_eq!(empty["findings"], serde_json::json!([]));
}

#[tokio::test]
async fn a_generation_that_brings_fewer_than_it_is_is_asked_while_needs_wait() {
    let (town, _, chen) = hanging().await;
    let su = town
        .community
        .member(town.room, &town.founder, "韩牧")
        .await;
    town.community.member(town.room, &su, "卢怡").await;
    let early = town.json("/growth.json", &chen).await;
    assert!(finding(&early, "generation").is_null());
    town.community.pass_hours(24);
    let page = town.json("/growth.json", &chen).await;
    let found = finding(&page, "generation");
    assert_eq!(found["title"], "第 1 代每人只请来 0.5 人");
    assert_eq!(found["href"], format!("/r/{}/invite", town.room.0));
    assert_eq!(page["generations"][1]["falls"], true);
    // Four generations in strips, for members alone: outside each of them would be too few to be told.
    let layers = page["grown"]["layers"].as_array().unwrap();
    let highest =
        |layer: &serde_json::Value| layer["points"].as_array().unwrap().last().unwrap()[1].clone();
    assert_eq!(layers.iter().map(highest).collect::<Vec<_>>(), [1, 3, 4]);
    let drawn = town.get("/growth", &chen).await.body;
    assert_eq!(drawn.matches("class=\"ly").count(), 2 * layers.len());
    let outside = town.json("/growth.json", "").await;
    assert_eq!(outside["grown"]["layers"], serde_json::json!([]));
}

#[tokio::test]
async fn what_nobody_did_anything_for_lately_and_what_no_office_is_tied_to_is_said() {
    let (town, need, chen) = hanging().await;
    let page = town.json("/growth.json", &chen).await;
    let office = finding(&page, "office");
    assert_eq!(office["title"], "没有一个报告单位和武汉有来往");
    assert_eq!(office["href"], "/o");
    assert!(finding(&page, "cold").is_null());
    town.community.pass_hours(24 * 28);
    let page = town.json("/growth.json", &chen).await;
    let need = relief::ids::NeedId(need);
    let recipient = town.community.app.state().needs[&need].recipient;
    assert_eq!(
        finding(&page, "cold")["href"],
        format!("/f/{}", recipient.0)
    );
    let outside = town.json("/growth.json", "").await;
    assert_eq!(finding(&outside, "cold")["href"], "/b/420100");
    let research = town.json("/growth/research.json", "").await;
    assert_eq!(research["linking"], "0.000");
}

#[tokio::test]
async fn a_button_prepares_words_and_sends_none() {
    let (town, _, chen) = hanging().await;
    let room = town.room.0;
    let head = town.community.app.talk_head(town.room).await.unwrap();
    let say = town
        .get(&format!("/r/{room}?say=introduce&about=421126"), &chen)
        .await;
    assert!(
        say.body.contains("蕲春还没收到过任何地方送来的东西"),
        "{}",
        say.body
    );
    for path in ["say=shout", "say=deputy", "say=introduce&about=99999999999"] {
        let plain = town.json(&format!("/r/{room}.json?{path}"), &chen).await;
        assert_eq!(plain["typed"], "", "{path}");
    }
    assert_eq!(town.community.app.talk_head(town.room).await.unwrap(), head);
}

#[tokio::test]
async fn a_gift_that_arrived_is_in_the_table_and_half_of_the_giving_is_named() {
    let (town, need, chen) = hanging().await;
    let (app, donor) = (&town.community.app, town.community.person("李娜").await);
    let need = relief::ids::NeedId(need);
    let firm = town.community.firm(&donor, &town.founder, need, 200).await;
    let consignment = town.community.send(&donor, firm, 200).await;
    let recipient = app.state().needs[&need].recipient;
    let clerk = town.community.person("何嘉").await;
    app.appoint(&town.founder, recipient, clerk.party)
        .await
        .unwrap();
    let receive = relief::command::Command::ReceiveConsignment {
        consignment,
        lines: vec![relief::entry::ReceiptLineFact {
            line: 0,
            accepted: 200,
            damaged: 0,
            missing: 0,
            refused: 0,
            surplus: 0,
            reason: None,
        }],
        happened_at: app.now(),
        remark: None,
    };
    town.community.act(&clerk, receive).await;
    assert_eq!(app.state().commitments[&firm].state, CommitmentState::Firm);
    let page = town.json("/growth.json", &chen).await;
    assert_eq!(page["hanging"], 0);
    assert_eq!(page["lanes"]["from"], serde_json::json!(["杭州"]));
    assert_eq!(page["lanes"]["to"][0]["gifts"], serde_json::json!([1]));
    assert_eq!(
        (&page["giving"]["gifts"], &page["giving"]["few"]),
        (&1.into(), &1.into())
    );
    assert_eq!((&page["helped"], &page["helping"]), (&1.into(), &0.into()));
    assert_eq!(page["promises"][0]["kept"], 1);
    let room = finding(&page, "room");
    let title = room["title"].as_str().unwrap();
    assert!(title.starts_with("如果陈立离开"), "{title}");
    let say = format!("/r/{}?say=deputy&about={}", town.room.0, recipient.0);
    assert_eq!(room["href"], say);
    let outside = town.json("/growth.json", "").await;
    assert_eq!(
        outside["lanes"]["to"][0]["gifts"],
        serde_json::json!(["<5"])
    );
    assert_eq!(outside["giving"]["gifts_of_few"], serde_json::Value::Null);
    assert_eq!(
        finding(&outside, "giving")["title"],
        "一半的捐赠靠不到 5 人"
    );
    assert!(finding(&outside, "room").is_null());
}

#[tokio::test]
async fn nothing_is_undefined_in_a_community_without_anybody() {
    let community = testkit::Community::new().await;
    let settings = web::Settings::new("http://127.0.0.1:8080".to_owned());
    let router = web::router(web::Site::new(community.app.clone(), settings));
    for path in ["/growth", "/growth/research"] {
        let request = axum::http::Request::builder()
            .uri(path)
            .body(axum::body::Body::empty());
        let answer = tower::ServiceExt::oneshot(router.clone(), request.unwrap())
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }
}
