//! A report that one official types and another looks at.

use axum::http::StatusCode;
use relief::command::Command;
use relief::ids::JurisdictionId;
use serde_json::{Value, json};

use crate::office::{Office, appoint};
use crate::town::{Answer, TOKEN};

const DAY: &str = "2020-01-24";

async fn drafts(office: &Office, cookie: &str) -> Value {
    let form = office.town.json(&office.path("file.json"), cookie).await;
    form["drafts"].clone()
}

async fn keep(office: &Office, cookie: &str, figures: &[(&str, &str)]) -> Answer {
    let mut form = vec![("token", TOKEN), ("day", DAY), ("save", "1")];
    form.extend(figures);
    office.town.post(&office.path("file"), cookie, &form).await
}

/// A second official of the office, on a device of their own.
async fn second(office: &Office) -> (u64, String) {
    let other = office.town.community.person("沈瑜").await;
    appoint(&office.town, JurisdictionId(office.id), &other).await;
    (other.party.0, office.town.device(&other).await)
}

#[tokio::test]
async fn what_one_keeps_another_sends_back() {
    let office = Office::new().await;
    let (_, cookie) = second(&office).await;
    let typed = [
        ("confirmed_new", "-3"),
        ("severe_total", "61"),
        ("remark", "还没对完"),
    ];
    let kept = keep(&office, &office.cookie, &typed).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let own = office.town.get(&kept.location, &office.cookie).await.body;
    for words in ["存好了，还没交", "value=\"-3\"", "value=\"61\"", "还没对完"] {
        assert!(own.contains(words), "{words}: {own}");
    }
    let form = office.town.get(&office.path("file"), &cookie).await.body;
    assert!(form.contains("另一位经办人"), "{form}");
    let opened = office.town.get(&kept.location, &cookie).await.body;
    assert!(
        opened.contains("value=\"-3\"") && opened.contains("退回去"),
        "{opened}"
    );
    let by = office.official.party.0.to_string();
    let back = async |words: &str| {
        let form = [
            ("token", TOKEN),
            ("day", DAY),
            ("draft", by.as_str()),
            ("sent_back", words),
        ];
        office
            .town
            .post(&office.path("draft"), &cookie, &form)
            .await
    };
    let empty = back(" ").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        empty.body.contains("value=\"61\""),
        "the draft is still open: {}",
        empty.body
    );
    let long = "长".repeat(201);
    let too_long = back(&long).await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_long.body.contains(&long), "what was written stays");
    assert_eq!(back("新增不能是负数").await.status, StatusCode::SEE_OTHER);
    let own = office.town.get(&kept.location, &office.cookie).await.body;
    assert!(
        own.contains("退回了") && own.contains("新增不能是负数"),
        "{own}"
    );
    keep(&office, &office.cookie, &typed).await;
    assert_eq!(drafts(&office, &cookie).await[0]["sent_back"], Value::Null);
}

#[tokio::test]
async fn a_kept_report_is_in_no_journal_and_is_filed_by_another() {
    let office = Office::new().await;
    let (second, cookie) = second(&office).await;
    let size = office.town.community.app.state().size;
    let better = [("confirmed_new", "64"), ("severe_total", "61")];
    keep(&office, &office.cookie, &better).await;
    assert_eq!(
        office.town.community.app.state().size,
        size,
        "nothing of it is in the journal"
    );
    let file = [
        &[("token", "fedcba9876543210fedcba9876543210"), ("day", DAY)][..],
        &better,
    ]
    .concat();
    let filed = office.town.post(&office.path("file"), &cookie, &file).await;
    assert_eq!(filed.location, office.path(DAY), "{}", filed.body);
    assert_eq!(drafts(&office, &cookie).await, json!([]), "it is filed");
    let app = &office.town.community.app;
    let day = relief::watch::day::Day::new(2020, 1, 24).unwrap();
    let state = app.state();
    let version = state
        .case_reports
        .own(JurisdictionId(office.id), day)
        .unwrap();
    assert_eq!(version.by.0, second, "by the one who looked at it");
}

#[tokio::test]
async fn nobody_overwrites_another_and_nobody_else_reads() {
    let office = Office::new().await;
    let (_, cookie) = second(&office).await;
    keep(&office, &office.cookie, &[("deaths_new", "7")]).await;
    keep(&office, &cookie, &[("deaths_new", "8")]).await;
    let all = drafts(&office, &cookie).await;
    assert_eq!(all.as_array().map(Vec::len), Some(2), "{all}");
    let stranger = office.town.member("何嘉").await;
    assert_eq!(drafts(&office, &stranger).await, json!([]));
    assert_eq!(drafts(&office, "").await, json!([]));
    let refused = keep(&office, &stranger, &[("deaths_new", "9")]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert!(
        refused.body.contains("value=\"9\""),
        "what was typed stays: {}",
        refused.body
    );
    office.town.community.pass_hours(24 * 32);
    assert_eq!(
        drafts(&office, &cookie).await,
        json!([]),
        "they are kept a month"
    );
}

/// Who speaks for the office no more still has a device that is signed in, and a key.
#[tokio::test]
async fn an_official_who_stepped_down_files_in_none_of_three_ways() {
    let office = Office::new().await;
    let key = office.key().await;
    let app = &office.town.community.app;
    let appointment = {
        let state = app.state();
        let found = state.jurisdictions.get(JurisdictionId(office.id)).unwrap();
        found.appointments[0]
    };
    let remove = Command::RemoveOfficial { appointment };
    office.town.community.act(&office.official, remove).await;
    let form = office.file(TOKEN, &[("confirmed_new", "64")]).await;
    assert_eq!(
        form.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        form.body
    );
    let table = crate::tables::table(
        &office,
        &office.cookie,
        "日期,报告单位,确诊\n2020-01-24,4211,5\n",
    )
    .await;
    assert!(table.body.contains("只有本单位的经办人"), "{}", table.body);
    let body = json!({ "dataValues": [
        { "dataElement": "confirmed", "period": "20200124", "orgUnit": "4211", "value": "5" }
    ] });
    let auth = crate::messages::basic("4211", &key);
    let (status, answer) =
        crate::messages::send(&office, "application/json", auth, &body.to_string()).await;
    assert_eq!(status, StatusCode::CONFLICT, "{answer}");
    assert_eq!(answer["response"]["importCount"]["ignored"], 1);
    assert_eq!(
        office.day(DAY).await["versions"],
        json!([]),
        "nothing was filed"
    );
}
