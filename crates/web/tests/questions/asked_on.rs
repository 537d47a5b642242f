//! What follows an answer: decisions that name it in their own forms, whether it is clear, and who follows.

use super::*;

/// The label of a question, as its page is called.
async fn code(town: &Town, question: &str) -> String {
    let found = twin(town, question).await;
    found["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_record_and_its_correction_name_the_answer_in_their_own_forms() {
    let (town, _) = town().await;
    town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let (question, wei) = (asked(&town).await, official(&town).await);
    let code = code(&town, &question).await;
    let form = town
        .get(&format!("/official/new?because={code}"), &wei)
        .await;
    assert!(form.body.contains("因为哪条答复") && form.body.contains(&code));
    let mut supply: Vec<(&str, &str)> = supply();
    supply.push(("because", code.as_str()));
    let early = town.post("/official/new", &wei, &supply).await;
    is_kept(&early, &["还没有答复", &code, OFFICE]);
    answered(&town, &question, &wei).await;
    supply[0] = ("token", SECOND);
    let made = town.post("/official/new", &wei, &supply).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let found = twin(&town, &question).await;
    let id = made.location.trim_start_matches("/official/");
    assert_eq!(found["effects"][0]["effect"].to_string(), id);
    let corrected = [
        ("token", "correct0123456789abcdef"),
        ("corrects", id),
        ("amount", "80"),
        ("kind", "delivered"),
        ("day", "2020-01-24"),
        ("reason", relief::code::CorrectionReason::ALL[0].code()),
        ("because", code.as_str()),
    ];
    let correct = format!("{}/correct", made.location);
    let corrected = town.post(&correct, &wei, &corrected).await;
    assert_eq!(
        corrected.status,
        StatusCode::SEE_OTHER,
        "{}",
        corrected.body
    );
    let found = twin(&town, &question).await;
    assert_eq!(found["effects"][1]["rows"][0][1], "60 套");
    assert_eq!(found["effects"][1]["rows"][0][2], "80 套");
}

async fn answered(town: &Town, question: &str, official: &str) {
    let answer = [
        ("token", "answer0123456789abcdefab"),
        ("answer", "已补拨 60 套。"),
        ("cites", ""),
    ];
    let address = format!("{question}/answer");
    let given = town.post(&address, official, &answer).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
}

#[tokio::test]
async fn those_who_asked_say_whether_it_is_clear_and_ask_on() {
    let (town, _) = town().await;
    let (question, wei) = (asked(&town).await, official(&town).await);
    let member = town.member("林晓").await;
    let page = town.get(&question, &member).await;
    assert!(page.body.contains("还没有答复") && page.body.contains("关注"));
    answered(&town, &question, &wei).await;
    let found = twin(&town, &question).await;
    let answer = found["clarity"]["answer"].to_string();
    let judge = format!("{question}/judge");
    let yes = [("token", TOKEN), ("answer", &answer), ("clear", "yes")];
    let early = town.post(&judge, &member, &yes).await;
    is_kept(&early, &["先点“我也想知道”"]);
    town.post(
        &format!("{question}/endorse"),
        &member,
        &[("token", SECOND)],
    )
    .await;
    let no = [
        ("token", "judge0123456789abcdefabc"),
        ("answer", &answer),
        ("clear", "no"),
        ("words", "留观床从哪天开始算？"),
    ];
    let on = town.post(&judge, &member, &no).await;
    assert_eq!(on.status, StatusCode::SEE_OTHER, "{}", on.body);
    assert_ne!(on.location, question, "on to the question that asks on");
    let follow_up = twin(&town, &on.location).await;
    assert_eq!(follow_up["assignments"][0]["owed"]["name"], OFFICE);
    let found = twin(&town, &question).await;
    assert_eq!(found["clarity"]["unclear"], 1);
    assert_eq!(found["clarity"]["askers"], 1);
    assert_eq!(found["follow_ups"][0]["asked"], 1);
    assert_eq!(found["standing"], "answered", "its own clock stays stopped");
    let page = town.get(&question, "").await;
    for words in [
        "1 人里 1 人说了",
        "还想追问",
        "留观床从哪天开始算？",
        "没有注册也能",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(
        !page.body.contains("/follow"),
        "nobody follows without a page"
    );
    let own = town.post(&judge, &wei, &yes).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "no asker");
}

#[tokio::test]
async fn what_somebody_follows_stands_on_their_own_page() {
    let (town, _) = town().await;
    let (question, he) = (asked(&town).await, town.signed_in("何平").await);
    let follow = format!("{question}/follow");
    let nobody = town.post(&follow, "", &[("follow", "yes")]).await;
    assert_ne!(nobody.status, StatusCode::SEE_OTHER);
    let yes = [("token", TOKEN), ("follow", "yes")];
    let set = town.post(&follow, &he, &yes).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);
    let me = town.get("/me", &he).await;
    for words in ["我关注的问题", WORDS, "在等答复"] {
        assert!(me.body.contains(words), "{words}");
    }
    let page = town.get(&question, &he).await;
    assert!(page.body.contains("不再关注"));
    let no = [("token", SECOND), ("follow", "no")];
    town.post(&follow, &he, &no).await;
    let me = town.get("/me", &he).await;
    assert!(!me.body.contains("我关注的问题"));
}
