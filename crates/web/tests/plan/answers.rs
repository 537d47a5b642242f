//! A plan that names the answer it follows.

use app::question::NewQuestion;
use relief::code::Role;
use relief::command::{Actor, Command};
use relief::ids::{Index, NeedId, QuestionId};
use relief::question::Owed;

use super::*;

/// The large hospital answers why it asks for so much; 100 more are offered, and the next plan names the answer.
#[tokio::test]
async fn a_plan_names_the_answer_that_it_follows_and_the_question_shows_what_changed() {
    let scene = scene().await;
    let app = &scene.town.community.app;
    let hospital = app.state().needs[&NeedId(scene.large)].recipient;
    let clock = Actor::community();
    let asked = NewQuestion {
        text: "为什么只有这么多？".to_owned(),
        cites: vec![Index(scene.large)],
        owed: Some(Owed::Recipient(hospital)),
    };
    let question = app.ask_question(None, asked).await.unwrap().index;
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
    let nurse = scene.town.community.person("胡医生").await;
    let grant = Command::GrantRole {
        party: nurse.party,
        role: Role::RecipientPerson,
        room: None,
        recipient: Some(hospital),
    };
    app.act(clock, grant).await.unwrap();
    let answer = app.answer_question(&nurse, QuestionId(question), "多要了一倍。", Vec::new());
    answer.await.unwrap();
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
