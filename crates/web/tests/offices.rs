//! Offices that owe reports, over HTTP: registered, spoken for by two persons' word, late, suspended, restored.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "common/town.rs"]
mod town;

use app::Person;
use axum::http::StatusCode;
use relief::code::Role;
use relief::duty;
use relief::ids::JurisdictionId;
use std::sync::Arc;
use town::{TOKEN, Town};

/// The token of a second form.
const SECOND: &str = "fedcba9876543210fedcba9876543210";
const NAME: &str = "第四报告单位";

struct Offices {
    town: Town,
    founder: String,
    founder_person: Arc<Person>,
    lead: String,
    official: Arc<Person>,
    device: String,
}

/// Zhou Min founded the community, Fang Min leads it with her, Wei Lan works in an office.
async fn offices() -> Offices {
    let town = Town::new().await;
    let (mut devices, mut people) = (Vec::new(), Vec::new());
    for (name, role) in [("周敏", Role::Founder), ("方敏", Role::Lead)] {
        let person = town.community.person(name).await;
        town.community.grant(person.party, role).await;
        devices.push(town.device(&person).await);
        people.push(person);
    }
    let official = town.community.person("韦岚").await;
    let device = town.device(&official).await;
    let [founder, lead] = devices.try_into().unwrap();
    Offices {
        town,
        founder,
        founder_person: people.swap_remove(0),
        lead,
        official,
        device,
    }
}

fn form<'a>(code: &'a str, parent: &'a str, token: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", NAME),
        ("code", code),
        ("level", "county"),
        ("parent", parent),
        ("places", "黄冈、团风"),
        ("due", "12:00"),
        ("offset", "+08:00"),
        ("owes_from", "2020-01-24"),
        ("token", token),
    ]
}

impl Offices {
    /// The address of a new office.
    async fn office(&self) -> String {
        let made = self
            .town
            .post("/o/new", &self.founder, &form("u4", "", TOKEN))
            .await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        made.location
    }

    /// Proposed by one, confirmed by the other.
    async fn appointed(&self, office: &str) {
        let number = self.official.party.0.to_string();
        let propose = [("party", number.as_str())];
        let path = format!("{office}/officials");
        let done = self.town.post(&path, &self.founder, &propose).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let confirm = format!("{path}/{}/confirm", self.appointment(office).await);
        let done = self.town.post(&confirm, &self.lead, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }

    async fn appointment(&self, office: &str) -> u64 {
        let page = self.town.json(&format!("{office}.json"), "").await;
        page["appointments"][0]["id"].as_u64().unwrap()
    }

    /// Time goes by until a moment of the office's first due report, in hours; then the clock looks.
    async fn hours_late(&self, hours: i64) {
        let app = &self.town.community.app;
        app.clock().set(testkit::MORNING.plus_hours(28 + hours));
        for _ in 0..3 {
            app.tick().await.unwrap();
        }
    }
}

fn id(office: &str) -> JurisdictionId {
    JurisdictionId(office.trim_start_matches("/o/").parse().unwrap())
}

#[tokio::test]
async fn an_office_is_registered_and_what_does_not_fit_is_kept() {
    let here = offices().await;
    let nobody = here.town.get("/o", "").await;
    assert!(nobody.body.contains("还没有登记报告单位"));
    let mut bad = form("13800000101", "u9", TOKEN);
    bad[4].1 = "没有这个地方";
    bad[5].1 = "中午";
    let back = here.town.post("/o/new", &here.founder, &bad).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        NAME,
        "13800000101",
        "没有单位用这个代码",
        "找不到这个地方：没有这个地方",
        "中午",
        "时间写成",
    ] {
        assert!(back.body.contains(words), "{words} in {}", back.body);
    }
    let stranger = here
        .town
        .post("/o/new", &here.device, &form("u4", "", TOKEN))
        .await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stranger.body.contains(NAME), "nothing typed is lost");
    let office = here.office().await;
    let again = here
        .town
        .post("/o/new", &here.founder, &form("u4", "", TOKEN))
        .await;
    assert_eq!(again.location, office, "a form that comes twice acts once");
    let taken = here
        .town
        .post("/o/new", &here.founder, &form("u4", "", SECOND))
        .await;
    assert!(taken.body.contains("已经登记过了"), "{}", taken.body);
    let page = here.town.get(&office, "").await;
    for words in [NAME, "县区级", "黄冈", "12:00 前交", "还没到点"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert_eq!(
        here.town.get("/o/999999", "").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn two_persons_make_an_official_and_nobody_alone() {
    let here = offices().await;
    let office = here.office().await;
    let number = here.official.party.0.to_string();
    let propose = [("party", number.as_str())];
    let path = format!("{office}/officials");
    let own = here.town.post(&path, &here.device, &propose).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let wrong = here
        .town
        .post(&path, &here.founder, &[("party", "韦岚")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("编号只写数字") && wrong.body.contains("韦岚"));
    here.town.post(&path, &here.founder, &propose).await;
    let confirm = format!("{path}/{}/confirm", here.appointment(&office).await);
    let alone = here.town.post(&confirm, &here.founder, &[]).await;
    assert!(alone.body.contains("要由第二个人确认"), "{}", alone.body);
    let page = here.town.get(&office, &here.device).await;
    assert!(!page.body.contains("交日报"), "one person is not enough");
    here.town.post(&confirm, &here.lead, &[]).await;
    let page = here.town.get(&office, &here.device).await;
    assert!(page.body.contains("交日报"));
    let remove = format!("{path}/{}/remove", here.appointment(&office).await);
    here.town.post(&remove, &here.device, &[]).await;
    let page = here.town.get(&office, &here.device).await;
    assert!(!page.body.contains("交日报"), "laid down");
}

#[tokio::test]
async fn the_ladder_says_who_owes_and_the_letters_who_was_told() {
    let here = offices().await;
    let office = here.office().await;
    here.appointed(&office).await;
    here.hours_late(1).await;
    let ladder = here.town.json("/o.json", "").await;
    assert_eq!((&ladder["filed"], &ladder["owing"]), (&0.into(), &1.into()));
    assert_eq!(ladder["rungs"][0]["rung"], "late");
    here.hours_late(24 * 5 + 1).await;
    let ladder = here.town.json("/o.json", "").await;
    assert_eq!(ladder["rungs"][0]["rung"], "suspended");
    assert_eq!(ladder["levels"][0]["expected"], 6);
    let page = here.town.get("/o", "").await;
    for words in [
        "暂停资格",
        NAME,
        "1 家还欠着",
        "欠 5 天",
        "准时 0，迟报 0，缺报 6",
    ] {
        assert!(page.body.contains(words), "{words} in {}", page.body);
    }
    let twin = here.town.json(&format!("{office}.json"), "").await;
    let steps = twin["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 3);
    for step in steps {
        let letter = format!("{office}/letter/{}", step["entry"]);
        let letter = here.town.get(&letter, "").await;
        assert!(
            letter.body.contains(NAME) && letter.body.contains("1月24日"),
            "{}",
            letter.body
        );
    }
    let state = here.town.community.app.state().clone();
    let days = state.jurisdictions.get(id(&office)).unwrap().owes_from;
    let mut after = state;
    for n in 0..6 {
        let now = here.town.community.app.now();
        duty::filed(&mut after, id(&office), days.plus(n), now);
    }
    assert!(
        !after.jurisdictions.is_suspended(id(&office)),
        "the backlog restores it"
    );
    assert_eq!(
        here.town
            .get(&format!("{office}/letter/0"), "")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_office_is_closed_and_its_history_stays() {
    let here = offices().await;
    let office = here.office().await;
    let mut other = form("u5", "", SECOND);
    other[0].1 = "第五报告单位";
    let heir = here.town.post("/o/new", &here.founder, &other).await;
    let page = here.town.get(&office, &here.device).await;
    assert!(
        !page.body.contains("关闭这家单位"),
        "only for those who lead"
    );
    let path = format!("{office}/close");
    let ends = |day, successor| [("owes_until", day), ("successor", successor)];
    let refused = here
        .town
        .post(&path, &here.device, &ends("2020-01-24", ""))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    for (form, words) in [
        (ends("2020-01-22", "u5"), "时间已经过去了"),
        (ends("2020-02-30", "u5"), "u5"),
        (ends("2020-01-24", "u6"), "没有单位用这个代码"),
        (ends("2020-01-24", "u4"), "u4"),
    ] {
        let back = here.town.post(&path, &here.founder, &form).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.body.contains(words), "{words} in {}", back.body);
    }
    let said = async |lead: &str| here.town.post(&path, lead, &ends("2020-01-24", "u5")).await;
    let proposed = said(&here.founder).await;
    assert_eq!(proposed.location, office, "{}", proposed.body);
    let go = "我也同意，关闭";
    for (reader, may) in [
        (&here.lead, true),
        (&here.founder, false),
        (&here.device, false),
    ] {
        let page = here.town.get(&office, reader).await.body;
        assert!(page.contains("有人提议：应报到 1月24日 为止"), "{page}");
        assert_eq!(page.contains(go), may, "{page}");
    }
    let alone = said(&here.founder).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        alone.body.contains("要社区另一位负责人也同意"),
        "{}",
        alone.body
    );
    let done = said(&here.lead).await;
    assert_eq!(done.location, office, "{}", done.body);
    here.hours_late(24 * 9).await;
    let page = here.town.get(&office, &here.founder).await;
    for words in [
        "应报到 1月24日 为止",
        "第五报告单位",
        "暂停资格",
        "2020-01-24",
    ] {
        assert!(page.body.contains(words), "{words} in {}", page.body);
    }
    assert!(
        !page.body.contains("2020-01-25"),
        "nothing is owed after it"
    );
    let twin = here.town.json(&format!("{office}.json"), "").await;
    assert_eq!(twin["closed"]["owes_until"], "2020-01-24");
    assert_eq!(twin["rates"]["expected"], 1, "its one day");
    let heir = heir.location.trim_start_matches("/o/").to_owned();
    assert_eq!(twin["closed"]["successor"]["id"].to_string(), heir);
}

#[tokio::test]
async fn a_proposal_to_close_an_office_is_taken_back() {
    let here = offices().await;
    let office = here.office().await;
    let (path, back) = (
        format!("{office}/close"),
        format!("{office}/close/withdraw"),
    );
    let ends = [("owes_until", "2020-01-24"), ("successor", "")];
    let propose = async || here.town.post(&path, &here.founder, &ends).await;
    propose().await;
    let refused = here.town.post(&back, &here.device, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = here.town.get(&office, &here.lead).await.body;
    assert!(page.contains("收回这个提议"), "{page}");
    let taken = here.town.post(&back, &here.lead, &[]).await;
    assert_eq!(taken.location, office, "{}", taken.body);
    let page = here.town.get(&office, &here.lead).await.body;
    assert!(!page.contains("有人提议"), "{page}");
    let again = here.town.post(&back, &here.lead, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What was said before does not count: this proposes anew.
    propose().await;
    let page = here.town.get(&office, &here.lead).await.body;
    assert!(page.contains("有人提议"), "{page}");
}

#[tokio::test]
async fn any_office_is_found_by_name_code_place_or_where_it_stands() {
    let here = offices().await;
    let office = id(&here.office().await).0;
    let found = async |query: &str| {
        let page = here.town.json(&format!("/o/find.json?{query}"), "").await;
        let ids = page["offices"].as_array().unwrap().iter();
        let ids: Vec<u64> = ids.map(|o| o["id"].as_u64().unwrap()).collect();
        assert_eq!(page["count"], ids.len());
        ids
    };
    for query in [
        "",
        "q=%E7%AC%AC%E5%9B%9B",
        "q=U4",
        "q=421100",
        "q=%E5%9B%A2%E9%A3%8E",
        "rung=waiting",
        "rung=no-such&page=99999999999999999999",
    ] {
        assert_eq!(found(query).await, [office], "{query}");
    }
    for query in [
        "q=u5",
        "q=%E6%AD%A6%E6%B1%89",
        "rung=late",
        "q=u4&rung=suspended",
    ] {
        assert_eq!(found(query).await, Vec::<u64>::new(), "{query}");
    }
    let page = here.town.get("/o/find?q=%3Cb%3E", "").await;
    assert!(page.body.contains("没有这样的单位") && page.body.contains("&lt;b&gt;"));
}

/// More than one rung lists: said, and led to.
#[tokio::test]
async fn a_long_rung_says_how_many_more_and_where_they_are() {
    let here = offices().await;
    for n in 0..103 {
        let (code, name) = (format!("v{n}"), format!("报告单位{n}"));
        let new = app::jurisdiction::NewJurisdiction {
            name: relief::name::Name::new(&name).unwrap(),
            code: relief::name::UnitCode::new(&code).unwrap(),
            level: relief::code::OfficeLevel::County,
            parent: None,
            places: Vec::new(),
            offset_minutes: 480,
            due_minute: 720,
            owes_from: relief::watch::day::Day::new(2020, 1, 24).unwrap(),
        };
        let app = &here.town.community.app;
        let lead = here.founder_person.clone();
        app.register_jurisdiction(&lead, new).await.unwrap();
    }
    here.hours_late(1).await;
    let page = here.town.get("/o", "").await;
    assert!(
        page.body.contains("还有 3 家没有列出：看全部 103 家"),
        "{}",
        page.body
    );
    assert!(page.body.contains("/o/find?q=&amp;rung=late&amp;page=1"));
    let last = here.town.json("/o/find.json?rung=late&page=3", "").await;
    assert_eq!((&last["page"], &last["pages"]), (&3.into(), &3.into()));
    assert_eq!(last["offices"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_lead_names_another_lead_and_ends_it() {
    let here = offices().await;
    let number = here.official.party.0.to_string();
    let name = [("party", number.as_str())];
    let stranger = here.town.post("/leads", &here.device, &name).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    let wrong = here
        .town
        .post("/leads", &here.founder, &[("party", "999999")])
        .await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    here.town.post("/leads", &here.founder, &name).await;
    let twice = here.town.post("/leads", &here.founder, &name).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let leads = here.town.json("/leads.json", "").await;
    assert_eq!(leads["leads"].as_array().unwrap().len(), 3);
    let end = [("party", number.as_str()), ("do", "revoke")];
    here.town.post("/leads", &here.founder, &end).await;
    let leads = here.town.json("/leads.json", "").await;
    assert_eq!(leads["leads"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_lead_names_an_auditor_who_may_lay_it_down() {
    let here = offices().await;
    let number = here.official.party.0.to_string();
    let name = [("auditor", number.as_str())];
    let stranger = here.town.post("/leads", &here.device, &name).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    let wrong = [("auditor", "唐雪")];
    let wrong = here.town.post("/leads", &here.founder, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"唐雪\"") && wrong.body.contains("auditor-error"));
    let before = here.town.json("/leads.json", "").await;
    here.town.post("/leads", &here.founder, &name).await;
    let leads = here.town.json("/leads.json", "").await;
    assert_eq!(leads["auditors"].to_string(), format!("[{number}]"));
    assert_eq!(leads["leads"], before["leads"], "an auditor leads nothing");
    let own = here.town.get("/leads", &here.device).await.body;
    assert!(own.contains("不再担任"), "{own}");
    let end = [("auditor", number.as_str()), ("do", "revoke")];
    let ended = here.town.post("/leads", &here.device, &end).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
    let leads = here.town.json("/leads.json", "").await;
    assert_eq!(leads["auditors"], serde_json::json!([]));
}
