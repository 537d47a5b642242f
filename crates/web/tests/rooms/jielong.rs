//! Shared lists: begun, joined line by line, left, taken down; nobody writes over another's line.

use axum::http::StatusCode;
use serde_json::Value;

use crate::town::{Answer, Town};

impl Town {
    async fn begin(&self, by: &str, title: &str, wanted: &str) -> Answer {
        let form = [("title", title), ("wanted", wanted)];
        self.post(&format!("/r/{}/jielong", self.room.0), by, &form)
            .await
    }

    async fn line(&self, by: &str, seq: u64, what: &str, text: &str) -> Answer {
        let path = format!("/r/{}/jielong/{seq}", self.room.0);
        self.post(&path, by, &[("do", what), ("text", text)]).await
    }

    async fn list(&self, reader: &str) -> Value {
        let page = self.json(&format!("/r/{}.json", self.room.0), reader).await;
        let all = page["messages"].as_array().unwrap().clone();
        all.iter().find(|m| m["kind"] == "jielong").unwrap().clone()
    }
}

fn lines(item: &Value) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let all = item["list"]["lines"].as_array().unwrap().iter();
    all.map(|l| (text(&l["name"]), text(&l["text"]))).collect()
}

fn pair(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[tokio::test]
async fn each_member_owns_one_line() {
    let town = Town::new().await;
    let (su, he) = (town.member("苏芮").await, town.member("何嘉").await);
    let begun = town.begin(&su, "今晚谁盯电话", "3").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let seq = town.list(&he).await["seq"].as_u64().unwrap();
    town.line(&su, seq, "take", "20:00–24:00").await;
    let taken = town.line(&he, seq, "take", "").await;
    assert_eq!(
        taken.location,
        format!("/r/{0}?at={seq}#m-{seq}", town.room.0)
    );
    town.line(&su, seq, "take", "19:00–24:00").await;
    let item = town.list(&he).await;
    assert_eq!(
        lines(&item),
        [pair("苏芮", "19:00–24:00"), pair("何嘉", "")]
    );
    assert_eq!(item["list"]["missing"], 1);
    let page = town.get(&format!("/r/{}", town.room.0), &he).await.body;
    assert!(page.contains("今晚谁盯电话") && page.contains("还差 1 人"));
    town.line(&su, seq, "give_back", "").await;
    assert_eq!(lines(&town.list(&he).await), [pair("何嘉", "")]);
}

#[tokio::test]
async fn what_does_not_fit_is_kept() {
    let town = Town::new().await;
    let su = town.member("苏芮").await;
    let long = "长".repeat(81);
    for (title, wanted, field) in [
        ("", "3", "title-error"),
        (long.as_str(), "3", "title-error"),
        ("谁有车", "三个", "wanted-error"),
        ("谁有车", "101", "wanted-error"),
    ] {
        let again = town.begin(&su, title, wanted).await;
        assert_eq!(
            again.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{title} {wanted}"
        );
        assert!(
            again.body.contains(field) && again.body.contains(title) && again.body.contains(wanted)
        );
    }
    town.begin(&su, "谁有车", "").await;
    let seq = town.list(&su).await["seq"].as_u64().unwrap();
    let again = town.line(&su, seq, "take", &long).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains(&long));
    let outsider = town.signed_in("路人").await;
    assert_eq!(
        town.line(&outsider, seq, "take", "我").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        town.line(&su, seq + 9, "take", "我").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_list_taken_down_and_a_person_erased_leave_no_line() {
    let town = Town::new().await;
    let (su, he) = (town.member("苏芮").await, town.member("何嘉").await);
    town.begin(&su, "谁有车", "").await;
    let seq = town.list(&su).await["seq"].as_u64().unwrap();
    town.line(&su, seq, "take", "鄂J 12345").await;
    town.line(&he, seq, "take", "面包车").await;
    town.post("/me/erase", &he, &[]).await;
    assert_eq!(lines(&town.list(&su).await), [pair("苏芮", "鄂J 12345")]);
    let remove = format!("/r/{}/m/{seq}/remove", town.room.0);
    assert_eq!(
        town.post(&remove, &su, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let page = town.get(&format!("/r/{}", town.room.0), &su).await.body;
    assert!(!page.contains("谁有车") && !page.contains("鄂J 12345"));
    assert_eq!(
        town.line(&su, seq, "take", "又来").await.status,
        StatusCode::NOT_FOUND
    );
    assert!(
        town.community
            .app
            .jielong(town.room, seq)
            .await
            .unwrap()
            .lines
            .is_empty()
    );
}
