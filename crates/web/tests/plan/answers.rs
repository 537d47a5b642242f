//! A plan that names the answer it follows.

use app::question::NewQuestion;
use relief::code::Role;
use relief::command::{Actor, Command};
use relief::ids::{Index, NeedId, QuestionId, RecipientId};
use relief::question::Owed;

use super::*;

impl Scene {
    fn hospital(&self) -> RecipientId {
        let state = self.town.community.app.state();
        state.needs[&NeedId(self.large)].recipient
    }

    /// A question that the large hospital owes an answer.
    async fn asked(&self) -> u64 {
        let asked = NewQuestion {
            text: "为什么只有这么多？".to_owned(),
            cites: vec![Index(self.large)],
            owed: Some(Owed::Recipient(self.hospital())),
        };
        let app = &self.town.community.app;
        app.ask_question(None, asked).await.unwrap().index
    }

    async fn answered(&self, question: u64) {
        let nurse = self.town.community.person("胡医生").await;
        let grant = Command::GrantRole {
            party: nurse.party,
            role: Role::RecipientPerson,
            room: None,
            recipient: Some(self.hospital()),
        };
        let app = &self.town.community.app;
        app.act(Actor::community(), grant).await.unwrap();
        let answer = app.answer_question(&nurse, QuestionId(question), "多要了一倍。", Vec::new());
        answer.await.unwrap();
    }

    async fn effects(&self, question: u64) -> Vec<String> {
        let page = self.town.json(&format!("/q/{question}.json"), "").await;
        let effects = page["effects"].as_array().unwrap();
        let title = |effect: &Value| effect["title"].as_str().unwrap().to_owned();
        effects.iter().map(title).collect()
    }
}

/// The large hospital answers why it asks for so much; 100 more are offered, and the next plan names the answer.
#[tokio::test]
async fn a_plan_names_the_answer_that_it_follows_and_the_question_shows_what_changed() {
    let scene = scene().await;
    let question = scene.asked().await;
    scene.offer(200).await;
    scene.publish().await;
    let wrong = [("because", "Q-没有"), ("item", "protective_suit")];
    let kept = scene.town.post("/plan/publish", &scene.clerk, &wrong).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept.body.contains("Q-没有") && kept.body.contains("不是编号"));
    let number = question.to_string();
    let early = [("because", number.as_str())];
    let early = scene.town.post("/plan/publish", &scene.clerk, &early).await;
    assert!(early.body.contains("还没有答复"), "{}", early.body);
    scene.answered(question).await;
    scene.offer(100).await;
    let because = [("because", number.as_str())];
    let sent = scene
        .town
        .post("/plan/publish", &scene.clerk, &because)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = scene.town.json(&format!("/q/{question}.json"), "").await;
    let shift = &page["effects"][0]["shift"];
    assert_eq!(shift["numbers"], json!([1, 2]));
    assert_eq!(shift["rows"][0][1], "150 套", "{shift}");
    assert_eq!(shift["rows"][0][2], "225 套", "{shift}");
    assert_eq!(shift["rows"][1][1], "50%", "{shift}");
    assert_eq!(shift["rows"][1][2], "75%", "{shift}");
    let page = scene.town.get(&format!("/q/{question}"), "").await;
    assert!(page.body.contains("公平计划变了什么"), "{}", page.body);
}

/// A yes, another quantity for one line and for several, and a no: each form takes the answer along.
#[tokio::test]
async fn whoever_decides_a_line_says_which_answer_that_follows() {
    let scene = scene().await;
    let question = scene.asked().await;
    let offer = scene.offer(200).await;
    let plan = scene.publish().await;
    scene.answered(question).await;
    let (clerk, number) = (scene.clerk.as_str(), question.to_string());
    let line = |need: u64| format!("{plan}.{offer}.{need}.0");
    let (large, small) = (line(scene.large), line(scene.small));
    let opened = format!("/plan/line?of={small}&because=Q-X");
    let opened = scene.town.get(&opened, clerk).await.body;
    assert_eq!(
        opened.matches("value=\"Q-X\"").count(),
        3,
        "to accept, to try a change, to leave: {opened}"
    );
    let yes = format!("{small}.50");
    let send = async |to: &str, form: &[(&str, &str)]| {
        let sent = scene.town.post(to, clerk, form).await;
        (sent.status, sent.body)
    };
    for (to, field, form) in [
        (
            "/plan/accept",
            "accepts_because",
            vec![("line", yes.as_str())],
        ),
        (
            "/plan/line",
            "because",
            vec![
                ("of", &small),
                ("act", "change"),
                ("quantity", "40"),
                ("reason", "packs"),
            ],
        ),
        (
            "/plan/line",
            "leaves_because",
            vec![("of", &large), ("act", "leave"), ("reason", "covered")],
        ),
    ] {
        let with = |value| {
            let mut form = form.clone();
            form.push((field, value));
            form
        };
        let before = scene.effects(question).await.len();
        let (status, page) = send(to, &with("Q-没有")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            page.contains("不是编号") && page.contains("value=\"Q-没有\""),
            "{page}"
        );
        assert!(page.contains(&format!("href=\"#{field}\"")), "{page}");
        assert_eq!(
            scene.effects(question).await.len(),
            before,
            "nothing is written"
        );
        let (status, page) = send(to, &with(&number)).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{field}: {page}");
        assert_eq!(scene.effects(question).await.len(), before + 1, "{field}");
    }
    let effects = scene.effects(question).await;
    for (effect, word) in effects.iter().zip(["同意计划", "改了计划", "改了计划"]) {
        assert!(effect.contains(word), "{effects:?}");
    }
}

#[tokio::test]
async fn several_lines_changed_for_one_answer_name_it_each() {
    let scene = scene().await;
    let question = scene.asked().await;
    let offer = scene.offer(200).await;
    let plan = scene.publish().await;
    scene.answered(question).await;
    let line = |need: u64, stands: u64| format!("{plan}.{offer}.{need}.0.{stands}");
    let much = |need: u64| format!("much-{plan}-{offer}-{need}-0");
    let (large, small) = (line(scene.large, 150), line(scene.small, 50));
    let (much_large, much_small) = (much(scene.large), much(scene.small));
    let number = question.to_string();
    let form = |because| {
        [
            ("line", large.as_str()),
            ("line", small.as_str()),
            (much_large.as_str(), "120"),
            (much_small.as_str(), "40"),
            ("reason", "packs"),
            ("several_because", because),
        ]
    };
    let wrong = scene
        .town
        .post("/plan/change", &scene.clerk, &form("Q-没有"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"Q-没有\"") && wrong.body.contains("value=\"120\""));
    let sent = scene
        .town
        .post("/plan/change", &scene.clerk, &form(&number))
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(scene.effects(question).await.len(), 2);
}
