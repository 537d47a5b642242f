//! The live room: what happens arrives, and who comes back gets exactly what was missed.

use std::time::Duration;

use app::NewMessage;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use relief::command::Command;
use relief::ids::NeedId;
use relief::quantity::Quantity;
use testkit::{Community, commitment_to, newcomer};

use crate::town::Town;

/// A frame that does not come in this time never will.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream.
struct Stream(Body);

/// One frame that carries something.
struct Frame {
    id: String,
    text: String,
}

impl Stream {
    /// The next frame that is not a mere sign of life.
    async fn next(&mut self) -> Frame {
        loop {
            let next = tokio::time::timeout(PATIENCE, self.0.frame()).await;
            let bytes = next.expect("a frame").expect("an open stream").unwrap();
            let text = String::from_utf8(bytes.into_data().unwrap().to_vec()).unwrap();
            if text.starts_with(':') {
                continue;
            }
            let id = text.lines().find_map(|l| l.strip_prefix("id: "));
            return Frame {
                id: id.unwrap_or_default().to_owned(),
                text,
            };
        }
    }

    /// The first frame: what was missed, or a sign of life.
    async fn first(&mut self) -> String {
        let next = tokio::time::timeout(PATIENCE, self.0.frame()).await;
        let bytes = next.expect("a frame").expect("an open stream").unwrap();
        String::from_utf8(bytes.into_data().unwrap().to_vec()).unwrap()
    }

    /// Reads on until something comes.
    async fn until(&mut self, what: &str) -> Frame {
        loop {
            let frame = self.next().await;
            if frame.text.contains(what) {
                return frame;
            }
        }
    }
}

impl Town {
    async fn follow(&self, reader: &str, last: &str) -> Stream {
        let request = Request::builder()
            .uri(format!("/r/{}/live", self.room.0))
            .header(header::COOKIE, reader)
            .header("last-event-id", last)
            .body(Body::empty())
            .unwrap();
        let response = tower::ServiceExt::oneshot(self.router.clone(), request)
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Stream(response.into_body())
    }

    /// The founder says something; its number.
    async fn tell(&self, text: &str) -> u64 {
        let new = NewMessage {
            body: text.to_owned(),
            thread: None,
        };
        let said = self.community.app.say(&self.founder, self.room, new).await;
        said.unwrap().seq.unwrap()
    }

    /// Where a page that is loaded now would go on.
    async fn position(&self, reader: &str) -> String {
        let page = self.json(&format!("/r/{}.json", self.room.0), reader).await;
        page["live"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn words_edits_and_removals_arrive_where_they_belong() {
    let town = Town::new().await;
    let reader = town.member("苏芮").await;
    let mut stream = town.follow(&reader, "").await;
    stream.first().await;
    let seq = town.tell("车到了").await;
    let new = stream.until("车到了").await;
    assert!(
        new.text.contains(&format!("id=\"m-{seq}\"")) && new.text.contains("data-into=\"talk\""),
        "{}",
        new.text
    );
    assert!(new.text.contains("陈立"));
    let app = &town.community.app;
    app.edit(&town.founder, town.room, seq, "车还没到")
        .await
        .unwrap();
    let changed = stream.until("车还没到").await;
    assert!(
        !changed.text.contains("data-into"),
        "it takes the place of the old one"
    );
    app.remove(&town.founder, town.room, seq, "弄错了")
        .await
        .unwrap();
    let gone = stream.until("弄错了").await;
    assert!(gone.text.contains(&format!("id=\"m-{seq}\"")) && !gone.text.contains("车还没到"));
}

#[tokio::test]
async fn a_card_changes_in_place_and_its_thread_counts() {
    let town = Town::new().await;
    let need = town.open("武汉市第五医院", Quantity::Exact(300)).await;
    let reader = town.member("苏芮").await;
    let mut stream = town.follow(&reader, "").await;
    stream.first().await;
    let donor = town.community.person("李娜").await;
    let app = &town.community.app;
    let new = commitment_to(NeedId(need), 200, app.now());
    let commitment = relief::ids::CommitmentId(app.pledge(&donor, new).await.unwrap().index);
    town.community
        .act(&town.founder, Command::AcceptCommitment { commitment })
        .await;
    let card = stream.until(&format!("id=\"need-{need}\"")).await;
    assert!(card.text.contains("id=\"strip\""), "with the pinned board");
    let new = NewMessage {
        body: "合格证呢".to_owned(),
        thread: Some(need),
    };
    app.say(&town.founder, town.room, new).await.unwrap();
    let reply = stream.until("合格证呢").await;
    assert!(reply.text.contains(&format!("data-into=\"thread-{need}\"")));
    assert!(
        reply.text.contains(&format!("id=\"need-{need}\"")) && reply.text.contains("讨论 1"),
        "and the count on the card: {}",
        reply.text
    );
}

#[tokio::test]
async fn a_reader_who_comes_back_gets_what_was_missed_once() {
    let town = Town::new().await;
    let reader = town.member("苏芮").await;
    let mut stream = town.follow(&reader, "").await;
    stream.first().await;
    town.tell("第一句").await;
    let last = stream.until("第一句").await.id;
    drop(stream);
    town.tell("第二句").await;
    let need = town.open("武汉市第五医院", Quantity::Exact(300)).await;
    let mut stream = town.follow(&reader, &last).await;
    let missed = stream.next().await;
    assert!(
        missed.text.contains("第二句") && !missed.text.contains("第一句"),
        "{}",
        missed.text
    );
    assert!(missed.text.contains(&format!("need-{need}")));
    assert_ne!(missed.id, last);
    let mut again = town.follow(&reader, &missed.id).await;
    assert!(
        again.first().await.starts_with(':'),
        "nothing is missed any more"
    );
}

#[tokio::test]
async fn an_edit_of_an_old_message_is_not_missed() {
    let town = Town::new().await;
    let reader = town.member("苏芮").await;
    let first = town.tell("发了 200 套").await;
    let removed = town.tell("电话 13800000000").await;
    for n in 0..300 {
        town.tell(&format!("闲话 {n}")).await;
    }
    let last = town.position(&reader).await;
    let app = &town.community.app;
    app.edit(&town.founder, town.room, first, "发了 198 套")
        .await
        .unwrap();
    app.remove(&town.founder, town.room, removed, "电话")
        .await
        .unwrap();
    let missed = town.follow(&reader, &last).await.next().await;
    assert!(
        missed.text.contains("发了 198 套") && missed.text.contains(&format!("id=\"m-{removed}\""))
    );
    assert!(
        !missed.text.contains("data-into") && !missed.text.contains("闲话"),
        "nothing but the changes, in place"
    );
}

#[tokio::test]
async fn whoever_missed_too_much_loads_the_page_afresh() {
    let town = Town::new().await;
    let reader = town.member("苏芮").await;
    let first = town.tell("发了 200 套").await;
    let last = town.position(&reader).await;
    for n in 0..300 {
        town.tell(&format!("闲话 {n}")).await;
    }
    town.community
        .app
        .edit(&town.founder, town.room, first, "发了 198 套")
        .await
        .unwrap();
    assert!(
        town.follow(&reader, &last)
            .await
            .next()
            .await
            .text
            .starts_with("event: resync")
    );
    let ahead = "999999.1";
    assert!(
        town.follow(&reader, ahead)
            .await
            .next()
            .await
            .text
            .starts_with("event: resync"),
        "a position of another journal"
    );
    let odd = town.follow(&reader, "nonsense").await.first().await;
    assert!(odd.starts_with(':'));
}

#[tokio::test]
async fn a_position_survives_a_restart() {
    let community = Community::new().await;
    let (room, founder) = community.room().await;
    let new = NewMessage {
        body: "发了 200 套".to_owned(),
        thread: None,
    };
    let said = community.app.say(&founder, room, new).await.unwrap();
    let first = said.seq.unwrap();
    let edited = community.app.edit(&founder, room, first, "发了 198 套");
    edited.await.unwrap();
    // Random bytes of a test begin anew with each start: nobody else joins after it.
    let code = community
        .app
        .invitation_of(&founder, room)
        .await
        .unwrap()
        .code;
    let joined = community
        .app
        .join_new(&code, newcomer("苏芮"))
        .await
        .unwrap();
    let reader = format!("session={}; lang=zh-Hans", joined.token);
    drop(joined);
    let town = Town::of(community.restart().await, room, founder);
    let last = town.position(&reader).await;
    let second = town.tell("又一句").await;
    assert!(second > first + 1, "the edit had a number of its own");
    let missed = town.follow(&reader, &last).await.next().await;
    assert!(missed.text.contains("又一句") && !missed.text.contains("198"));
}

#[tokio::test]
async fn the_stream_is_for_members_and_ends_with_membership() {
    let town = Town::new().await;
    let (member, outsider) = (town.member("苏芮").await, town.signed_in("路人").await);
    let path = format!("/r/{}/live", town.room.0);
    assert_eq!(
        town.get(&path, &outsider).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(town.get(&path, "").await.status, StatusCode::UNAUTHORIZED);
    let mut stream = town.follow(&member, "").await;
    stream.first().await;
    let left = town
        .post(&format!("/r/{}/leave", town.room.0), &member, &[])
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    let end = tokio::time::timeout(PATIENCE, async {
        // News on the way may come before the end.
        while let Some(frame) = stream.0.frame().await {
            frame.unwrap();
        }
    });
    end.await.expect("the stream ends");
}

#[tokio::test]
async fn what_came_while_the_room_was_open_counts_as_read() {
    let town = Town::new().await;
    let member = town.member("苏芮").await;
    let mut stream = town.follow(&member, "").await;
    stream.first().await;
    town.tell("车到了").await;
    stream.until("车到了").await;
    assert!(town.get("/b", &member).await.body.contains("条新消息"));
    drop(stream);
    // The note of it stands in the queue before this.
    let other = town.device(&town.founder).await;
    town.post("/me/transfer", &other, &[]).await;
    assert!(!town.get("/b", &member).await.body.contains("条新消息"));
}

#[tokio::test]
async fn a_line_of_a_list_arrives_and_is_not_missed() {
    let town = Town::new().await;
    let reader = town.member("苏芮").await;
    let app = &town.community.app;
    let begun = app.begin_jielong(&town.founder, town.room, "今晚谁盯电话", 2);
    let mut stream = town.follow(&reader, "").await;
    stream.first().await;
    let seq = begun.await.unwrap().seq.unwrap();
    stream.until("今晚谁盯电话").await;
    let last = town.position(&reader).await;
    let taken = app.take_line(&town.founder, town.room, seq, "20:00–24:00");
    taken.await.unwrap();
    let live = stream.until("20:00–24:00").await.text;
    assert!(
        live.contains(&format!("id=\"m-{seq}\"")) && !live.contains("data-into"),
        "{live}"
    );
    let missed = town.follow(&reader, &last).await.next().await.text;
    assert!(missed.contains("20:00–24:00") && !missed.contains("data-into"));
}
