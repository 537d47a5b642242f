//! Invitations: seen before joining, joined by a name alone, paused, taken back, used up, run out.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use relief::code::Role;
use relief::command::Command;
use relief::quantity::Quantity;
use serde_json::Value;
use testkit::newcomer;

use crate::town::{Answer, TOKEN, Town};

impl Town {
    async fn code(&self) -> String {
        let app = &self.community.app;
        app.invitation_of(&self.founder, self.room)
            .await
            .unwrap()
            .code
    }

    async fn join(&self, code: &str, name: &str) -> Answer {
        let form = [("name", name), ("can", "drive"), ("token", TOKEN)];
        self.post(&format!("/j/{code}"), "", &form).await
    }

    async fn by_agent(&self, path: &str, cookie: &str, agent: &str) -> Answer {
        let request = Request::builder()
            .uri(path)
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT_LANGUAGE, "zh")
            .header(header::USER_AGENT, agent);
        self.ask(request.body(Body::empty()).unwrap()).await
    }
}

#[tokio::test]
async fn the_room_its_inviter_and_its_needs_are_seen_before_joining() {
    let town = Town::new().await;
    for hospital in [
        "武汉市第五医院",
        "武汉市金银潭医院",
        "武汉市中心医院",
        "武汉市肺科医院",
    ] {
        town.open(hospital, Quantity::Exact(300)).await;
    }
    let door = town
        .json(&format!("/j/{}.json", town.code().await), "")
        .await;
    assert_eq!(door["state"], "open");
    assert_eq!(door["inviter"], "陈立");
    assert_eq!(door["room"]["name"], "口罩互助群");
    assert_eq!(door["open"].as_array().unwrap().len(), 3, "three, not all");
    assert_eq!(door["known"], false);
}

#[tokio::test]
async fn a_name_is_all_it_takes_and_one_task_is_suggested() {
    let town = Town::new().await;
    let need = town.open("武汉市第五医院", Quantity::Exact(300)).await;
    let code = town.code().await;
    let form = [
        ("name", "林舟"),
        ("can", "give"),
        ("can", "drive"),
        ("token", TOKEN),
    ];
    let joined = town.post(&format!("/j/{code}"), "", &form).await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
    let cookie = joined.cookie.unwrap();
    let welcome = town
        .json(&format!("{}.json", joined.location), &cookie)
        .await;
    assert_eq!(
        (welcome["name"].as_str(), welcome["task"]["task"].as_str()),
        (Some("林舟"), Some("give"))
    );
    assert_eq!(welcome["task"]["need"].as_u64(), Some(need));
    let room = town.get(&format!("/r/{}", town.room.0), &cookie).await;
    assert!(room.body.contains("id=\"composer\""), "they may speak");
    let again = town.get(&format!("/j/{code}"), &cookie).await;
    assert_eq!(
        again.location,
        format!("/r/{}", town.room.0),
        "a member is let through"
    );
}

#[tokio::test]
async fn without_a_name_nobody_joins_and_what_was_chosen_stays() {
    let town = Town::new().await;
    let path = format!("/j/{}", town.code().await);
    for name in [
        "",
        "  ",
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
    ] {
        let again = town
            .post(&path, "", &[("name", name), ("can", "drive")])
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.cookie.is_none());
        assert!(again.body.contains("name-error") && again.body.contains(name.trim()));
        let drive = again.body.split("value=\"drive\"").nth(1).unwrap();
        assert!(
            drive.split('>').next().unwrap().contains("checked"),
            "{drive}"
        );
    }
    assert_eq!(town.community.app.state().rooms[&town.room].members, 1);
}

#[tokio::test]
async fn a_link_pauses_opens_again_and_is_taken_back() {
    let town = Town::new().await;
    let (founder, code) = (town.device(&town.founder).await, town.code().await);
    let (door, change) = (
        format!("/j/{code}.json"),
        format!("/r/{}/invite", town.room.0),
    );
    let change_to = async |fields: &[(&str, &str)]| {
        let mut form = vec![("code", code.as_str())];
        form.extend(fields);
        let done = town.post(&change, &founder, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    };
    change_to(&[("do", "pause"), ("hours", "2")]).await;
    let paused = town.json(&door, "").await;
    let until = town.community.app.now().plus_hours(2).0;
    assert_eq!(
        (paused["state"].as_str(), paused["until"].as_i64()),
        (Some("paused"), Some(until))
    );
    let page = town.get(&format!("/j/{code}"), "").await;
    assert!(page.body.contains("邀请暂停到") && !page.body.contains("id=\"name\""));
    let refused = town.join(&code, "林舟").await;
    assert_eq!(refused.status, StatusCode::GONE);
    town.community.pass_hours(2);
    assert_eq!(town.json(&door, "").await["state"], "open", "by itself");
    change_to(&[("do", "pause"), ("hours", "24")]).await;
    change_to(&[("do", "resume")]).await;
    assert_eq!(town.join(&code, "林舟").await.status, StatusCode::SEE_OTHER);
    change_to(&[("do", "revoke")]).await;
    let gone = town.get(&format!("/j/{code}"), "").await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.body.contains("收回"));
    assert_eq!(town.join(&code, "周帆").await.status, StatusCode::GONE);
    assert_ne!(town.code().await, code, "a new one when it is needed");
    let odd = [("code", code.as_str()), ("do", "pause"), ("hours", "3")];
    assert_eq!(
        town.post(&change, &founder, &odd).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn only_its_owner_or_a_lead_holds_a_link_back() {
    let town = Town::new().await;
    let (member, code) = (town.member("周帆").await, town.code().await);
    let change = format!("/r/{}/invite", town.room.0);
    let theirs = [("code", code.as_str()), ("do", "revoke")];
    assert_eq!(
        town.post(&change, &member, &theirs).await.status,
        StatusCode::NOT_FOUND
    );
    let own = town.json(&format!("{change}.json"), &member).await;
    assert!(
        own["others"].as_array().unwrap().is_empty(),
        "a member sees their own alone"
    );
    let own = own["own"]["code"].as_str().unwrap().to_owned();
    let founder = town.device(&town.founder).await;
    let lead = [("code", own.as_str()), ("do", "revoke")];
    assert_eq!(
        town.post(&change, &founder, &lead).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        town.json(&format!("{change}.json"), &founder).await["own"]["code"],
        code.as_str()
    );
}

#[tokio::test]
async fn a_link_runs_out_and_a_wrong_code_is_kept_in_its_field() {
    let town = Town::new().await;
    let code = town.code().await;
    town.community.pass_hours(7 * 24 + 1);
    let late = town.get(&format!("/j/{code}"), "").await;
    assert_eq!(late.status, StatusCode::GONE);
    assert!(
        late.body.contains("过期") && late.body.contains("href=\"/give\""),
        "what can be done all the same"
    );
    assert_eq!(town.join(&code, "林舟").await.status, StatusCode::GONE);
    let wrong = town.get("/j/abcd2345wxyz", "").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    assert!(wrong.body.contains("abcd2345wxyz"));
    let typed = town.get("/j?code=ABCD-2345", "").await;
    assert_eq!(typed.location, "/j/abcd2345");
}

#[tokio::test]
async fn the_thirteenth_waits_for_a_second_lead() {
    let town = Town::new().await;
    for n in 1..12 {
        town.member(&format!("成员{n}")).await;
    }
    let (code, founder) = (town.code().await, town.device(&town.founder).await);
    let door = town.get(&format!("/j/{code}"), "").await;
    assert!(
        door.body.contains("第二位负责人") && !door.body.contains("id=\"name\""),
        "said before a name is typed"
    );
    let refused = town.join(&code, "第十三人").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let room = format!("/r/{}", town.room.0);
    let notices = town.json(&format!("{room}.json"), &founder).await["notices"].to_string();
    assert!(notices.contains("second_lead"), "{notices}");
    let second =
        town.json(&format!("{room}/who.json"), &founder).await["members"][1]["party"].to_string();
    let give = [
        ("party", second.as_str()),
        ("role", "lead"),
        ("do", "grant"),
    ];
    let given = town.post(&format!("{room}/role"), &founder, &give).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    let joined = town.join(&code, "第十三人").await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
    let notices = town.json(&format!("{room}.json"), &founder).await["notices"].to_string();
    assert!(!notices.contains("second_lead"), "{notices}");
}

#[tokio::test]
async fn a_messengers_window_is_told_the_way_out() {
    let town = Town::new().await;
    let code = town.code().await;
    let wechat =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 13_3 like Mac OS X) MicroMessenger/7.0.10(0x17000a21)";
    let door = town.by_agent(&format!("/j/{code}"), "", wechat).await.body;
    let (note, form) = (
        door.find("在浏览器打开").unwrap(),
        door.find("id=\"name\"").unwrap(),
    );
    assert!(note < form, "before the form");
    let plain = town
        .by_agent(&format!("/j/{code}"), "", "Mozilla/5.0 (X11) Firefox/147.0")
        .await
        .body;
    assert!(!plain.contains("在浏览器打开"));
    let cookie = town.join(&code, "林舟").await.cookie.unwrap();
    let welcome = format!("/r/{}/welcome", town.room.0);
    let page = town.by_agent(&welcome, &cookie, wechat).await.body;
    assert!(page.contains("action=\"/me/transfer\""), "{page}");
    let page = town.by_agent(&welcome, &cookie, "Mozilla/5.0").await.body;
    assert!(!page.contains("action=\"/me/transfer\""));
}

#[tokio::test]
async fn somebody_known_here_joins_with_one_press_and_leaves_again() {
    let town = Town::new().await;
    let (code, known) = (town.code().await, town.signed_in("李娜").await);
    let door = town.json(&format!("/j/{code}.json"), &known).await;
    assert_eq!(door["known"], true);
    let joined = town.post(&format!("/j/{code}"), &known, &[]).await;
    assert_eq!(joined.location, format!("/r/{}/welcome", town.room.0));
    let twice = town.post(&format!("/j/{code}"), &known, &[]).await;
    assert_eq!(
        twice.location,
        format!("/r/{}", town.room.0),
        "a second tap"
    );
    let room = format!("/r/{}", town.room.0);
    assert_eq!(
        town.get(&format!("{room}/leave"), &known).await.status,
        StatusCode::OK
    );
    let left = town
        .post(&format!("{room}/leave"), &known, &[("token", TOKEN)])
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(
        town.get(&format!("{room}/who"), &known).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(town.community.app.state().rooms[&town.room].members, 1);
}

#[tokio::test]
async fn who_leads_alone_does_not_leave_others_behind_and_roles_end_with_leaving() {
    let town = Town::new().await;
    let app = &town.community.app;
    let signed_in = app
        .join_new(&town.code().await, newcomer("周帆"))
        .await
        .unwrap();
    let founder = town.device(&town.founder).await;
    let leave = format!("/r/{}/leave", town.room.0);
    let stays = town.post(&leave, &founder, &[]).await;
    assert_eq!(stays.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stays.body.contains("先请好下一位"), "{}", stays.body);
    let role = Command::GrantRole {
        party: signed_in.person.party,
        role: Role::Lead,
        room: Some(town.room),
        recipient: None,
    };
    town.community.act(&town.founder, role).await;
    assert_eq!(
        town.post(&leave, &founder, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let state = app.state();
    assert!(!state.leads(&town.founder.actor(), Some(town.room)));
    assert_eq!(state.rooms[&town.room].members, 1);
}

#[tokio::test]
async fn both_languages_and_json_at_every_page_of_a_room() {
    let town = Town::new().await;
    let (member, room) = (town.member("周帆").await, format!("/r/{}", town.room.0));
    let english = member.replace("lang=zh-Hans", "lang=en");
    for page in [
        "", "/who", "/invite", "/start", "/board", "/welcome", "/leave",
    ] {
        let path = format!("{room}{page}");
        let zh = town.get(&path, &member).await;
        let en = town.get(&path, &english).await;
        assert!(zh.body.contains("<html lang=\"zh-Hans\""), "{path}");
        assert!(en.body.contains("<html lang=\"en\""), "{path}");
        assert!(zh.body.len() < 60_000, "{path}: {} bytes", zh.body.len());
        let twin: Value = town.json(&format!("{path}.json"), &member).await;
        assert!(twin.is_object(), "{path}");
    }
}
