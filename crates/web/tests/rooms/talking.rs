//! Talk: said once, kept when refused, changed with history, taken down with a tombstone, found again.

use app::NewMessage;
use axum::http::StatusCode;
use relief::quantity::Quantity;
use serde_json::Value;

use crate::town::{Answer, TOKEN, Town};

impl Town {
    async fn say(&self, by: &str, text: &str) -> Answer {
        self.post(&format!("/r/{}/say", self.room.0), by, &[("text", text)])
            .await
    }

    /// Many messages of the founder, without the forms: "第 1 句" and so on. Answers the number of the last.
    async fn chatter(&self, count: usize) -> u64 {
        let mut last = 0;
        for n in 1..=count {
            let body = format!("第 {n} 句");
            let said = self
                .community
                .app
                .say(&self.founder, self.room, NewMessage { body, thread: None })
                .await
                .unwrap();
            last = said.seq.unwrap();
        }
        last
    }

    async fn talk(&self, query: &str, reader: &str) -> Value {
        self.json(&format!("/r/{}.json{query}", self.room.0), reader)
            .await
    }
}

fn texts(page: &Value) -> Vec<String> {
    let all = page["messages"].as_array().unwrap().iter();
    all.filter_map(|m| m["text"].as_str().map(str::to_owned))
        .collect()
}

/// The number of the message an answer leads to.
fn seq_of(answer: &Answer) -> u64 {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let (_, seq) = answer.location.rsplit_once("m-").unwrap();
    seq.parse().unwrap()
}

#[tokio::test]
async fn words_stand_in_the_talk_once_however_often_the_form_is_sent() {
    let town = Town::new().await;
    let member = town.member("苏芮").await;
    let form = [("text", "我那 200 套昨晚出的门"), ("token", TOKEN)];
    let path = format!("/r/{}/say", town.room.0);
    for _ in 0..2 {
        seq_of(&town.post(&path, &member, &form).await);
    }
    let page = town.talk("", &member).await;
    assert_eq!(texts(&page), ["我那 200 套昨晚出的门"]);
    assert_eq!(page["messages"][0]["name"], "苏芮");
    let shown = town.get(&format!("/r/{}", town.room.0), &member).await;
    assert_eq!(shown.body.matches("我那 200 套昨晚出的门").count(), 1);
}

#[tokio::test]
async fn what_is_refused_stays_in_the_field() {
    let town = Town::new().await;
    let member = town.member("苏芮").await;
    let long = "口".repeat(4_001);
    let again = town.say(&member, &long).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains(&long) && again.body.contains("text-error"));
    assert_eq!(
        town.say(&member, "   ").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let outsider = town.signed_in("路人").await;
    assert_eq!(
        town.say(&outsider, "让我说").await.status,
        StatusCode::FORBIDDEN
    );
    let form = [("text", "说到哪张卡片"), ("thread", "999999")];
    let nowhere = town
        .post(&format!("/r/{}/say", town.room.0), &member, &form)
        .await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(texts(&town.talk("", &member).await).is_empty());
}

#[tokio::test]
async fn markup_in_words_stays_words() {
    let town = Town::new().await;
    let member = town.member("<b>苏芮</b>").await;
    town.say(&member, "<script>alert(1)</script>\n第二行").await;
    let page = town.get(&format!("/r/{}", town.room.0), &member).await;
    assert!(page.body.contains("&lt;script&gt;alert(1)") && !page.body.contains("<script>alert"));
    assert!(page.body.contains("&lt;b&gt;苏芮"));
}

#[tokio::test]
async fn a_pasted_appeal_is_offered_as_a_need_and_its_card_stands_in_the_talk() {
    let town = Town::new().await;
    let member = town.member("赵敏").await;
    let said = town
        .say(&member, "武汉市第五医院急需防护服300套，护目镜越多越好")
        .await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    assert!(said.location.contains("draft="), "{}", said.location);
    let offered = town
        .get(said.location.split('#').next().unwrap(), &member)
        .await;
    assert!(
        offered.body.contains("<mark>"),
        "what was recognised is marked"
    );
    let room = town.room.0.to_string();
    let need = [
        ("room", room.as_str()),
        ("recipient", "武汉市第五医院"),
        ("place", "武汉"),
        ("item-0", "protective_suit"),
        ("quantity-0", "300"),
        ("how-0", "exact"),
        ("source", "https://example.org/1"),
        ("token", TOKEN),
    ];
    let posted = town.post("/need/new", &member, &need).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);
    let page = town.talk("", &member).await;
    let cards: Vec<&Value> = page["messages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|m| m["kind"] == "card")
        .collect();
    assert_eq!(cards.len(), 1);
    assert_eq!(
        (
            cards[0]["card"]["of"].as_str(),
            cards[0]["replies"].as_u64()
        ),
        (Some("need"), Some(0))
    );
}

#[tokio::test]
async fn every_card_has_a_thread_of_its_own() {
    let town = Town::new().await;
    let need = town.open("武汉市第五医院", Quantity::Exact(300)).await;
    let (su, he) = (town.member("苏芮").await, town.member("何嘉").await);
    let card = need.to_string();
    let form = [("text", "设备科说今晚就要"), ("thread", card.as_str())];
    let said = town
        .post(&format!("/r/{}/say", town.room.0), &su, &form)
        .await;
    assert!(
        said.location
            .starts_with(&format!("/r/{}/c/{need}#m-", town.room.0)),
        "{}",
        said.location
    );
    let main = town.talk("", &he).await;
    assert!(texts(&main).is_empty(), "not in the main talk");
    let shown = main["messages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["index"] == need)
        .unwrap();
    assert_eq!(shown["replies"], 1);
    let thread = town
        .json(&format!("/r/{}/c/{need}.json", town.room.0), &he)
        .await;
    assert_eq!(texts(&thread), ["设备科说今晚就要"]);
    assert_eq!(thread["thread"]["card"]["of"], "need");
    let outsider = town.signed_in("路人").await;
    let closed = town
        .get(&format!("/r/{}/c/{need}", town.room.0), &outsider)
        .await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_edit_leaves_the_earlier_words_readable_and_a_stale_form_loses_nothing() {
    let town = Town::new().await;
    let (su, he) = (town.member("苏芮").await, town.member("何嘉").await);
    let seq = seq_of(&town.say(&su, "发了 200 套").await);
    let path = format!("/r/{}/m/{seq}", town.room.0);
    let edit = async |by: &str, text: &str, version: &str| {
        town.post(
            &format!("{path}/edit"),
            by,
            &[("text", text), ("version", version)],
        )
        .await
    };
    assert_eq!(
        edit(&su, "发了 198 套", "0").await.status,
        StatusCode::SEE_OTHER
    );
    let one = town.json(&format!("{path}.json"), &he).await;
    assert_eq!(
        (
            one["message"]["text"].as_str(),
            one["message"]["edited"].as_bool()
        ),
        (Some("发了 198 套"), Some(true))
    );
    assert_eq!(one["versions"][0]["text"], "发了 200 套");
    assert_eq!(
        (one["can_edit"].as_bool(), one["can_remove"].as_bool()),
        (Some(false), Some(false)),
        "somebody else's"
    );
    let stale = edit(&su, "发了 199 套", "0").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("发了 199 套") && stale.body.contains("发了 198 套"));
    assert_eq!(
        edit(&he, "不是我的", &one["version"].to_string())
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    town.community.pass_hours(1);
    let late = edit(&su, "太晚了", &one["version"].to_string()).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("太晚了"), "the words are kept");
    assert_eq!(texts(&town.talk("", &he).await), ["发了 198 套"]);
}

#[tokio::test]
async fn what_is_taken_down_leaves_who_and_why_and_no_word() {
    let town = Town::new().await;
    let (su, he) = (town.member("苏芮").await, town.member("何嘉").await);
    let founder = town.device(&town.founder).await;
    let own = seq_of(&town.say(&su, "写错群了").await);
    let other = seq_of(&town.say(&su, "打我电话 13800000000").await);
    let remove = async |by: &str, seq: u64, reason: &str| {
        let path = format!("/r/{}/m/{seq}/remove", town.room.0);
        town.post(&path, by, &[("reason", reason)]).await
    };
    assert_eq!(
        remove(&he, own, "不喜欢").await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "not a lead"
    );
    assert_eq!(remove(&su, own, "").await.status, StatusCode::SEE_OTHER);
    let asked = remove(&founder, other, "").await;
    assert_eq!(
        asked.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a lead says why"
    );
    let long = "因".repeat(201);
    let too_long = remove(&founder, other, &long).await;
    assert!(too_long.body.contains(&long), "the reason is kept");
    assert_eq!(
        remove(&founder, other, "电话别发在群里").await.status,
        StatusCode::SEE_OTHER
    );
    let page = town.get(&format!("/r/{}", town.room.0), &he).await.body;
    assert!(!page.contains("写错群了") && !page.contains("13800000000"));
    assert!(page.contains("电话别发在群里") && page.contains("陈立"));
    let json = town.talk("", &he).await;
    assert_eq!(json["messages"][0]["kind"], "removed");
    assert_eq!(
        (
            json["messages"][0]["own"].as_bool(),
            json["messages"][1]["own"].as_bool()
        ),
        (Some(true), Some(false))
    );
}

#[tokio::test]
async fn talk_is_paged_without_gaps_and_a_permalink_opens_at_its_message() {
    let town = Town::new().await;
    let member = town.member("苏芮").await;
    town.chatter(120).await;
    let mut seen = Vec::new();
    let mut page = town.talk("", &member).await;
    assert!(page["live"].is_string() && page["newer"].is_null());
    loop {
        let mut here = texts(&page);
        here.extend(seen);
        seen = here;
        let Some(older) = page["older"].as_u64() else {
            break;
        };
        page = town.talk(&format!("?before={older}"), &member).await;
        assert!(page["live"].is_null(), "an older page stands still");
    }
    let all: Vec<String> = (1..=120).map(|n| format!("第 {n} 句")).collect();
    assert_eq!(seen, all);
    let around = town.talk("?at=60", &member).await;
    assert_eq!(around["at"], 60);
    let here = texts(&around);
    assert!(here.contains(&all[59]) && here.contains(&all[40]) && here.contains(&all[80]));
    let shown = town
        .get(&format!("/r/{}?at=60", town.room.0), &member)
        .await
        .body;
    assert!(shown.contains("id=\"m-60\"") && shown.contains(&format!("/r/{}/m/60", town.room.0)));
    assert_eq!(around["newer"], 110);
    let on = town.talk("?after=110", &member).await;
    assert_eq!((texts(&on).len(), on["newer"].is_null()), (10, true));
}

#[tokio::test]
async fn what_is_new_is_counted_on_every_page_and_marked_once() {
    let town = Town::new().await;
    let member = town.member("苏芮").await;
    let counted = async || town.get("/b", &member).await.body.contains("条新消息");
    assert!(!counted().await);
    town.say(&member, "自己说的不算").await;
    assert!(!counted().await);
    let first = town.chatter(3).await - 2;
    assert!(counted().await);
    let board = town.get("/b", &member).await.body;
    assert!(board.contains(">3<span"), "three of the founder's");
    let page = town.talk("", &member).await;
    assert_eq!(page["unread_from"].as_u64(), Some(first));
    assert!(page["unread_after"].is_null(), "all of it is on this page");
    // Reading is noted by the way; the next act waits for everything before it.
    town.say(&member, "看到了").await;
    assert!(!counted().await);
    assert!(town.talk("", &member).await["unread_from"].is_null());
}

#[tokio::test]
async fn more_news_than_a_page_leads_back_to_where_one_left_off() {
    let town = Town::new().await;
    let member = town.member("苏芮").await;
    town.chatter(120).await;
    let badge = town.get("/b", &member).await.body;
    assert!(badge.contains("99+"), "counted so far and no further");
    let page = town.talk("", &member).await;
    assert_eq!(page["unread_after"], 0);
    let on = town.talk("?after=0", &member).await;
    assert_eq!(texts(&on)[0], "第 1 句");
}
