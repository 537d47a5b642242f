//! Reports as an office's own system sends them.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::office::{CODE, Office, registered};
use crate::skip;
use crate::town::TOKEN;

pub async fn send(
    office: &Office,
    kind: &str,
    auth: Option<String>,
    body: &str,
) -> (StatusCode, Value) {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri("/api/dataValueSets")
        .header(header::CONTENT_TYPE, kind);
    if let Some(auth) = auth {
        request = request.header(header::AUTHORIZATION, auth);
    }
    let answer = office
        .town
        .ask(request.body(Body::from(body.to_owned())).unwrap())
        .await;
    (answer.status, serde_json::from_str(&answer.body).unwrap())
}

pub fn basic(user: &str, key: &str) -> Option<String> {
    Some(format!(
        "Basic {}",
        STANDARD.encode(format!("{user}:{key}"))
    ))
}

fn values(unit: &str, period: &str, values: &[(&str, &str)]) -> String {
    let values: Vec<Value> = values
        .iter()
        .map(|(element, value)| json!({ "dataElement": element, "value": value }))
        .collect();
    json!({ "dataSet": "daily", "period": period, "orgUnit": unit, "dataValues": values })
        .to_string()
}

#[tokio::test]
async fn a_message_files_a_report_and_a_replay_changes_nothing() {
    let office = Office::new().await;
    let key = office.key().await;
    let body = values(
        CODE,
        "20200124",
        &[("new_confirmed", "64"), ("cumulative_confirmed", "473")],
    );
    let (status, answer) = send(&office, "application/json", basic(CODE, &key), &body).await;
    assert_eq!(
        (status, &answer["status"]),
        (StatusCode::OK, &json!("OK")),
        "{answer}"
    );
    assert_eq!(answer["response"]["status"], "SUCCESS");
    let counts = |answer: &Value| answer["response"]["importCount"].clone();
    assert_eq!(
        counts(&answer),
        json!({"imported":2,"updated":0,"ignored":0,"deleted":0})
    );
    let (status, again) = send(&office, "application/json", basic(CODE, &key), &body).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        counts(&again),
        json!({"imported":0,"updated":0,"ignored":2,"deleted":0})
    );
    assert_eq!(
        office.day("2020-01-24").await["versions"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let more = values(CODE, "20200124", &[("new_deaths", "2")]);
    let (_, more) = send(
        &office,
        "application/json",
        Some(format!("ApiToken {key}")),
        &more,
    )
    .await;
    assert_eq!(counts(&more)["updated"], 1);
    let day = office.day("2020-01-24").await;
    assert_eq!(
        day["versions"][0]["figures"][0]["total"], 473,
        "what stands is kept"
    );
    assert_eq!(day["versions"][0]["reason"], "resent");
}

#[tokio::test]
async fn a_message_in_xml_or_csv_says_the_same() {
    let office = Office::new().await;
    let key = office.key().await;
    let xml = "<dataValueSet xmlns=\"http://dhis2.org/schema/dxf/2.0\" period=\"20200123\" orgUnit=\"4211\">\
        <dataValue dataElement=\"confirmed\" value=\"409\"/></dataValueSet>";
    let csv = "dataelement,period,orgunit,catoptcombo,attroptcombo,value,strby,lstupd,cmt\n\
        confirmed,20200124,4211,,,473,,,\n";
    for (kind, body) in [("application/xml", xml), ("application/csv", csv)] {
        let (status, answer) = send(&office, kind, basic(CODE, &key), body).await;
        assert_eq!(status, StatusCode::OK, "{kind}: {answer}");
        assert_eq!(answer["response"]["importCount"]["imported"], 1);
    }
    assert_eq!(
        office.day("2020-01-23").await["versions"][0]["figures"][0]["total"],
        409
    );
    assert_eq!(
        office.day("2020-01-24").await["versions"][0]["figures"][0]["total"],
        473
    );
}

#[tokio::test]
async fn who_asks_for_xml_is_answered_in_xml() {
    let office = Office::new().await;
    let key = office.key().await;
    let body = values(
        CODE,
        "20200124",
        &[("critical", "15"), ("beds", "-1"), ("<x>", "1")],
    );
    let ask = async |path: &str, accept: &str, key: &str, body: &str| {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, accept)
            .header(header::AUTHORIZATION, basic(CODE, key).unwrap());
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let answer = office.town.ask(request).await;
        (answer.status, answer.body)
    };
    let (status, xml) = ask("/api/dataValueSets", "application/xml", &key, &body).await;
    assert_eq!(status, StatusCode::CONFLICT);
    for part in [
        "<webMessage xmlns=\"http://dhis2.org/schema/dxf/2.0\" httpStatus=\"Conflict\" httpStatusCode=\"409\"",
        "<importCount imported=\"1\" updated=\"0\" ignored=\"2\" deleted=\"0\"/>",
        "errorCode=\"E7619\" property=\"value\" index=\"1\"",
        "object=\"&lt;x&gt;\"",
        "<rejectedIndex>1</rejectedIndex><rejectedIndex>2</rejectedIndex>",
    ] {
        assert!(xml.contains(part), "{part}: {xml}");
    }
    let (_, json) = ask("/api/dataValueSets.json", "application/xml", &key, &body).await;
    assert!(json.starts_with('{'), "the address asks for JSON: {json}");
    let path = "/api/dataValueSets.xml";
    let (status, xml) = ask(path, "*/*", "guess", &body).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(
        xml.contains("status=\"ERROR\"><message>Unauthorized"),
        "{xml}"
    );
    let (status, xml) = ask(path, "*/*", &key, "{").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(xml.contains("JSON could not be read"), "{xml}");
    let critical = &office.day("2020-01-24").await["versions"][0]["figures"][0];
    assert_eq!(
        (&critical["count"], &critical["total"]),
        (&json!("critical"), &json!(15))
    );
}

#[tokio::test]
async fn a_bad_value_costs_no_good_one_and_is_named() {
    let office = Office::new().await;
    let key = office.key().await;
    let body = json!({ "dataValues": [
        { "dataElement": "new_confirmed", "period": "20200124", "orgUnit": CODE, "value": "64" },
        { "dataElement": "new_deaths", "period": "20200124", "orgUnit": "4201", "value": "1" },
        { "dataElement": "new_deaths", "period": "20200124", "orgUnit": CODE, "value": "-1" },
        { "dataElement": "new_deaths", "period": "2020W04", "orgUnit": CODE, "value": "1" },
        { "dataElement": "new_deaths", "period": "20200125", "orgUnit": CODE, "value": "1" },
        { "dataElement": "dinosaurs", "period": "20200124", "orgUnit": CODE, "value": "1" },
    ] });
    let auth = basic(CODE, &key);
    let (status, answer) = send(&office, "application/json", auth, &body.to_string()).await;
    assert_eq!(
        (status, &answer["status"]),
        (StatusCode::CONFLICT, &json!("WARNING")),
        "{answer}"
    );
    let response = &answer["response"];
    assert_eq!(
        response["importCount"],
        json!({"imported":1,"updated":0,"ignored":5,"deleted":0})
    );
    assert_eq!(response["rejectedIndexes"], json!([1, 2, 3, 4, 5]));
    let codes: Vec<&str> = response["conflicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["errorCode"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["E7612", "E7619", "E7611", "E7641", "E7610"]);
    assert_eq!(
        office.day("2020-01-24").await["versions"][0]["figures"][0]["new"],
        64
    );
}

#[tokio::test]
async fn a_message_needs_a_key_that_stands() {
    let office = Office::new().await;
    let body = values(CODE, "20200124", &[("new_confirmed", "64")]);
    let old = office.key().await;
    let key = office.key().await;
    for auth in [
        None,
        basic(CODE, "guess"),
        basic("4201", &key),
        basic(CODE, &old),
        Some("Nonsense".to_owned()),
    ] {
        let (status, answer) = send(&office, "application/json", auth.clone(), &body).await;
        assert_eq!(
            (status, &answer["httpStatusCode"]),
            (StatusCode::UNAUTHORIZED, &json!(401)),
            "{auth:?}"
        );
    }
    let (status, _) = send(&office, "text/plain", basic(CODE, &key), &body).await;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let long = format!("[{}]", " ".repeat(3 * 1024 * 1024));
    let (status, answer) = send(&office, "application/json", basic(CODE, &key), &long).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer["message"].as_str().unwrap().contains("bytes"),
        "{answer}"
    );
    let (status, answer) = send(&office, "application/json", basic(CODE, &key), "{").await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
    let page = office
        .town
        .post(&office.path("key"), &office.cookie, &[("token", TOKEN)])
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("只显示这一次") && page.body.contains(CODE),
        "{}",
        page.body
    );
    let member = office.town.member("何嘉").await;
    let refused = office
        .town
        .post(&office.path("key"), &member, &[("token", TOKEN)])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

/// dhis2.py, a client of other authors, over a real socket: what it files, and what is refused as DHIS2 would.
#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_client_files_and_its_bad_twins_are_refused() {
    let office = Office::new().await;
    let _ = registered(&office.town, "武汉市疫情报告组", "4201").await;
    let key = office.key().await;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let app = office.town.community.app.clone();
    let served = tokio::spawn(web::serve(
        app,
        web::Settings::new(address.clone()),
        listener,
        std::future::pending(),
    ));
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/conformance/foreign_reports.sh"
    );
    let judged = tokio::process::Command::new(script)
        .args([&address, CODE, &key, "20200124", "4201"])
        .output()
        .await
        .unwrap();
    served.abort();
    let told = String::from_utf8_lossy(&judged.stdout).into_owned();
    if judged.status.code() == Some(77) {
        skip::skip(
            "a_foreign_client_files_and_its_bad_twins_are_refused",
            told.trim(),
        );
        return;
    }
    assert!(
        judged.status.success(),
        "{told}{}",
        String::from_utf8_lossy(&judged.stderr)
    );
    let day = office.day("2020-01-24").await;
    assert_eq!(day["versions"].as_array().unwrap().len(), 2);
}

/// The codes of the conflicts with the places of their values, and how many values were imported, updated and ignored.
fn told(answer: &Value) -> (Vec<(String, u64)>, Vec<u64>) {
    let conflicts = answer["response"]["conflicts"].as_array().unwrap();
    let conflict = |one: &Value| {
        let code = one["errorCode"].as_str().unwrap().to_owned();
        (code, one["indexes"][0].as_u64().unwrap())
    };
    let counts = &answer["response"]["importCount"];
    let count = |name: &str| counts[name].as_u64().unwrap();
    let counts = ["imported", "updated", "ignored"].map(count).to_vec();
    (conflicts.iter().map(conflict).collect(), counts)
}

#[tokio::test]
async fn a_value_that_is_not_taken_costs_no_other_of_its_day() {
    let office = Office::new().await;
    let key = office.key().await;
    let bad = [
        json!({"dataElement": "recovered", "value": "2000000001"}),
        json!({"dataElement": "deaths", "value": "1"}),
        json!({"dataElement": "死亡", "value": "2"}),
        json!({"dataElement": "severe", "value": "3", "categoryOptionCombo": "Male"}),
        json!({"dataElement": "beds", "value": "3", "attributeOptionCombo": "Donor"}),
        json!({"dataElement": "suspected", "value": "3", "deleted": true}),
        json!({"dataElement": "contacts", "value": null}),
    ];
    let good = json!({"dataElement": "confirmed", "value": 473, "categoryOptionCombo": "HllvX50cXC0",
        "attributeOptionCombo": "default", "comment": null, "deleted": false});
    let values: Vec<Value> = bad.into_iter().chain([good]).collect();
    let body = json!({"period": "20200124", "orgUnit": CODE, "dataValues": values}).to_string();
    let (status, answer) = send(&office, "application/json", basic(CODE, &key), &body).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let codes = [
        "E7619", "E7600", "E7600", "E7613", "E7615", "E7600", "E7618",
    ];
    let codes: Vec<(String, u64)> = codes.map(str::to_owned).into_iter().zip(0..).collect();
    assert_eq!(told(&answer), (codes, vec![1, 0, 7]), "{answer}");
    let day = office.day("2020-01-24").await;
    let figures = day["versions"][0]["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 1, "{day}");
    assert_eq!(figures[0]["total"], 473);
}

#[tokio::test]
async fn a_dry_run_files_nothing_however_it_is_asked_for() {
    let office = Office::new().await;
    let key = office.key().await;
    let ask = async |query: &str, kind: &str, body: &str| {
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("/api/dataValueSets{query}"))
            .header(header::CONTENT_TYPE, kind)
            .header(header::AUTHORIZATION, basic(CODE, &key).unwrap());
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let answer = office.town.ask(request).await;
        let said: Value = serde_json::from_str(&answer.body).unwrap();
        (answer.status, said)
    };
    let json = values(CODE, "20200124", &[("deaths", "3")]);
    let xml = "<dataValueSet dryRun=\"true\" period=\"20200124\" orgUnit=\"4211\">\
        <dataValue dataElement=\"deaths\" value=\"3\"/></dataValueSet>";
    for (query, kind, body) in [
        ("?dryRun=true", "application/json", json.as_str()),
        ("?dryRun=True&dryRun=True", "application/json", &json),
        ("?x=%ff&dryRun=1", "application/json", &json),
        ("", "application/xml", xml),
        ("?dryRun=false", "application/xml", xml),
    ] {
        let (status, answer) = ask(query, kind, body).await;
        assert_eq!(status, StatusCode::OK, "{query}: {answer}");
        assert_eq!(told(&answer), (vec![], vec![1, 0, 0]), "{query}");
    }
    for (query, status) in [
        ("?dryRun=perhaps", StatusCode::BAD_REQUEST),
        ("?importStrategy=CREATE", StatusCode::CONFLICT),
        ("?importStrategy=delete", StatusCode::CONFLICT),
    ] {
        let (found, answer) = ask(query, "application/json", &json).await;
        assert_eq!(
            (found, answer["status"].as_str()),
            (status, Some("ERROR")),
            "{query}"
        );
    }
    let (status, answer) = ask(
        "?importStrategy=CREATE_AND_UPDATE",
        "application/json",
        &json,
    )
    .await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        told(&answer),
        (vec![], vec![1, 0, 0]),
        "the first that is filed"
    );
}
