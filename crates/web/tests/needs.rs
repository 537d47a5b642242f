//! Needs, giving and the board over HTTP, without a browser: what people type is kept, told, and done once.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::sync::Arc;

use app::Person;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use relief::code::Evidence;
use relief::command::Command;
use relief::ids::{NeedId, RoomId};
use relief::quantity::Quantity;
use serde_json::Value;
use testkit::{Community, need_for, newcomer};
use tower::ServiceExt;

/// A token as the forms carry it.
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

struct Town {
    community: Community,
    router: Router,
    room: RoomId,
    founder: Arc<Person>,
}

struct Answer {
    status: StatusCode,
    location: String,
    cookie: Option<String>,
    body: String,
}

impl Town {
    async fn new() -> Town {
        let community = Community::new().await;
        let (room, founder) = community.room().await;
        let settings = web::Settings {
            base_url: "http://127.0.0.1:8080".to_owned(),
        };
        let router = web::router(web::Site::new(community.app.clone(), settings));
        Town {
            community,
            router,
            room,
            founder,
        }
    }

    /// Somebody new with a device that is signed in.
    async fn signed_in(&self, name: &str) -> String {
        let signed_in = self.community.app.register(newcomer(name)).await.unwrap();
        format!("session={}; lang=zh-Hans", signed_in.token)
    }

    /// A member of the room with a device.
    async fn member(&self, name: &str) -> String {
        let code = self
            .community
            .app
            .invitation_of(&self.founder, self.room)
            .await
            .unwrap()
            .code;
        let signed_in = self
            .community
            .app
            .join_new(&code, newcomer(name))
            .await
            .unwrap();
        format!("session={}; lang=zh-Hans", signed_in.token)
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name| {
            response
                .headers()
                .get(name)
                .map(|v: &axum::http::HeaderValue| v.to_str().unwrap().to_owned())
        };
        let (status, location) = (
            response.status(),
            text(header::LOCATION).unwrap_or_default(),
        );
        let cookie = text(header::SET_COOKIE).map(|c| c.split(';').next().unwrap().to_owned());
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
            .await
            .unwrap();
        Answer {
            status,
            location,
            cookie,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::builder()
            .uri(path)
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT_LANGUAGE, "zh");
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    async fn json(&self, path: &str, cookie: &str) -> Value {
        let answer = self.get(path, cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    async fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(n, v)| format!("{}={}", escape(n), escape(v)))
            .collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT_LANGUAGE, "zh")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body.join("&"))).unwrap())
            .await
    }

    /// A verified need for suits of a hospital in Wuhan.
    async fn open(&self, hospital: &str, quantity: Quantity) -> u64 {
        let reporter = self
            .community
            .member(self.room, &self.founder, "苏芮")
            .await;
        let need = self
            .community
            .app
            .report_need(&reporter, need_for(self.room, hospital, quantity))
            .await
            .unwrap();
        let verify = Command::VerifyNeed {
            need: NeedId(need.index),
            evidence: Evidence::CallBack,
            skip: None,
        };
        self.community.act(&self.founder, verify).await;
        need.index
    }

    async fn gap(&self, need: u64) -> Value {
        self.json(&format!("/n/{need}.json"), "").await["lines"][0]["gap"].clone()
    }
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

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
    let mut fields = vec![
        ("room", room.as_str()),
        ("recipient", "武汉市第五医院"),
        ("item-0", "protective_suit"),
        ("quantity-0", "300"),
        ("how-0", "exact"),
        ("item-1", "goggles"),
        ("unknown-1", "1"),
        ("contact", "13800000000"),
        ("token", TOKEN),
    ];
    let again = town.post("/need/new", &clerk, &fields).await;
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a new recipient needs a place"
    );
    assert!(
        again.body.contains("武汉市第五医院") && again.body.contains("value=\"300\""),
        "what was typed is kept"
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
    town.community.pass_hours(50);
    let board = town.json("/b.json", "").await;
    assert_eq!(board["groups"][0]["group"], "stale");
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
