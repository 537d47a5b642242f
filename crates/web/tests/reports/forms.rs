//! The form that files a report, and the page of a day.

use axum::http::StatusCode;
use relief::command::{Actor, Command};
use serde_json::{Value, json};

use crate::office::{Office, registered};
use crate::town::TOKEN;

#[tokio::test]
async fn yesterday_is_filed_and_the_next_day_is_filled_in_from_it() {
    let office = Office::new().await;
    let form = office.town.get(&office.path("file"), &office.cookie).await;
    assert!(
        form.body.contains("黄冈市疫情报告组，1月24日的日报"),
        "{}",
        form.body
    );
    for part in ["1月25日 12:00 前要交，", "还有 4 小时"] {
        assert!(form.body.contains(part), "{part}: {}", form.body);
    }
    let begins = form.body.contains("已按");
    assert!(!begins, "nothing stands to begin with: {}", form.body);
    let figures = [
        ("confirmed_new", "64"),
        ("confirmed_total", "473"),
        ("deaths_new", "1"),
    ];
    let filed = office.file(TOKEN, &figures).await;
    assert_eq!(
        (filed.status, filed.location.clone()),
        (StatusCode::SEE_OTHER, office.path("2020-01-24"))
    );
    let day = office.day("2020-01-24").await;
    let version = &day["versions"][0];
    assert_eq!(
        (&version["cited"], &version["figures"][0]["total"]),
        (&json!(false), &json!(473))
    );
    assert_eq!(version["figures"][1]["new"], 1);
    assert!(
        version["figures"][1]
            .get("total")
            .is_none_or(Value::is_null),
        "not stated, never zero"
    );
    let page = office.town.get(&office.path("2020-01-24"), "").await.body;
    assert!(
        page.contains("单位自己填") || page.contains("现在算数的"),
        "{page}"
    );

    office.town.community.pass_hours(24);
    let form = office
        .town
        .get(&office.path("file"), &office.cookie)
        .await
        .body;
    assert!(
        form.contains("已按1月24日填好"),
        "the day before is said: {form}"
    );
    assert!(
        form.contains(
            "name=\"confirmed_new\" inputmode=\"numeric\" autocomplete=\"off\" value=\"64\""
        ),
        "{form}"
    );
    assert!(form.contains("473 + 64") && form.contains("537"), "{form}");
    let taken = office
        .town
        .json(&office.path("file.json"), &office.cookie)
        .await;
    assert_eq!(taken["sums"][0]["total"], 537);
}

#[tokio::test]
async fn a_check_files_nothing_and_asks_why_it_doubled() {
    let office = Office::new().await;
    office
        .file(
            TOKEN,
            &[("confirmed_new", "31"), ("confirmed_total", "412")],
        )
        .await;
    office.town.community.pass_hours(24);
    let form = [
        ("token", "fedcba9876543210fedcba9876543210"),
        ("day", "2020-01-25"),
        ("confirmed_new", "64"),
        ("confirmed_removed", "3"),
        ("removed_remark", WHY),
        ("check", "1"),
    ];
    let checked = office
        .town
        .post(&office.path("file"), &office.cookie, &form)
        .await;
    assert_eq!(checked.status, StatusCode::OK);
    assert!(
        checked.body.contains("是前一天的 2.0 倍（31 → 64）"),
        "{}",
        checked.body
    );
    assert!(
        checked.body.contains("412 + 64 \u{2212} 3") && checked.body.contains("473"),
        "{}",
        checked.body
    );
    assert!(checked.body.contains("id=\"reason\""), "{}", checked.body);
    let day = office.day("2020-01-25").await;
    assert_eq!(day["versions"], json!([]), "nothing was filed");
    let filed = office
        .town
        .post(&office.path("file"), &office.cookie, &form[..5])
        .await;
    assert_eq!(
        filed.status,
        StatusCode::SEE_OTHER,
        "a doubling never stops anybody"
    );
    let day = office.day("2020-01-25").await;
    assert_eq!(day["versions"][0]["figures"][0]["removed"], 3);
    assert_eq!(day["versions"][0]["figures"][0]["total"], 473);
    assert_eq!(
        day["questions"],
        json!([]),
        "new and taken off explain the total"
    );
}

/// The report of 25 January, which takes three off the day before.
const CORRECTION: [(&str, &str); 11] = [
    ("token", "fedcba9876543210fedcba9876543210"),
    ("day", "2020-01-25"),
    ("confirmed_new", "64"),
    ("recovered_new", "9"),
    ("deaths_new", "1"),
    ("severe_total", "61"),
    ("critical_total", "15"),
    ("beds_total", "420"),
    ("confirmed_removed", "3"),
    ("removed_from", "2020-01-24"),
    ("removed_remark", WHY),
];
/// Why.
const WHY: &str = "1月24日有 3 例与市区重复";

#[tokio::test]
async fn a_correction_names_its_day_and_both_figures_stay_readable() {
    let office = Office::new().await;
    let first = [
        ("confirmed_new", "58"),
        ("confirmed_total", "412"),
        ("recovered_total", "38"),
        ("deaths_total", "9"),
    ];
    office.file(TOKEN, &first).await;
    office.town.community.pass_hours(24);
    let form = CORRECTION;
    let send = async |fields: &[(&str, &str)]| {
        let path = office.path("file");
        office.town.post(&path, &office.cookie, fields).await
    };
    let checked = send(&[&form[..], &[("check", "1")]].concat()).await.body;
    for words in [
        "涉及1月24日的日报：58 → 55，两个数都留着",
        "473 \u{2212} 47 \u{2212} 10",
        "416 \u{2212} 61 \u{2212} 15",
        "床位 420 张，住院 416 人，还空 4 张",
    ] {
        assert!(checked.contains(words), "{words}: {checked}");
    }
    let mut later = form;
    later[9].1 = "2020-01-25";
    let refused = send(&later).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("请填一个比这份日报早的日子"),
        "{}",
        refused.body
    );
    assert!(
        refused.body.contains("value=\"2020-01-25\""),
        "{}",
        refused.body
    );
    assert_eq!(send(&form).await.status, StatusCode::SEE_OTHER);
    let corrected = office.day("2020-01-24").await;
    assert_eq!(
        corrected["versions"][0]["figures"][0]["new"], 58,
        "as it was filed"
    );
    let taken = &corrected["taken_off"][0];
    assert_eq!(
        (
            &taken["by"]["day"],
            &taken["removed"],
            &taken["from"],
            &taken["to"]
        ),
        (&json!("2020-01-25"), &json!(3), &json!(58), &json!(55))
    );
    let page = office.town.get(&office.path("2020-01-24"), "").await.body;
    assert!(
        page.contains("后来核减的") && page.contains("58 → 55"),
        "{page}"
    );
    let own = office.day("2020-01-25").await;
    assert_eq!(own["questions"], json!([]), "everything adds up");
    let confirmed = &own["versions"][0]["figures"][0];
    assert_eq!(confirmed["removed_from"]["day"], "2020-01-24");
}

#[tokio::test]
async fn what_is_taken_off_says_why_on_both_days() {
    let office = Office::new().await;
    office
        .file(
            TOKEN,
            &[("confirmed_new", "58"), ("confirmed_total", "412")],
        )
        .await;
    office.town.community.pass_hours(24);
    let form = CORRECTION;
    let send = async |fields: &[(&str, &str)]| {
        let path = office.path("file");
        office.town.post(&path, &office.cookie, fields).await
    };
    let mut silent = form;
    silent[10].1 = " ";
    let refused = send(&silent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#removed_remark\""),
        "{}",
        refused.body
    );
    let mut without = form;
    without[8].1 = "0";
    let refused = send(&without).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#confirmed_removed\"") && refused.body.contains(WHY),
        "{}",
        refused.body
    );
    assert_eq!(send(&form).await.status, StatusCode::SEE_OTHER);
    let corrected = office.day("2020-01-24").await;
    assert_eq!(corrected["taken_off"][0]["why"]["value"], WHY);
    for day in ["2020-01-24", "2020-01-25"] {
        let page = office.town.get(&office.path(day), "").await.body;
        let why = format!("核减原因：<span class=\"pre\">{WHY}");
        assert!(page.contains(&why), "{day}: {page}");
    }
    let again = office.path("file?day=2020-01-25");
    let again = office.town.get(&again, &office.cookie).await.body;
    assert!(
        again.contains(&format!("value=\"{WHY}\"")),
        "a later version goes on from it: {again}"
    );
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_nothing_typed_is_lost() {
    let office = Office::new().await;
    let negative = office
        .file(TOKEN, &[("confirmed_new", "-3"), ("deaths_new", "7")])
        .await;
    assert_eq!(negative.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        negative.body.contains("要填 0 或更大的整数") && negative.body.contains("value=\"-3\""),
        "{}",
        negative.body
    );
    assert!(negative.body.contains("value=\"7\""), "{}", negative.body);
    let nothing = office.file(TOKEN, &[]).await;
    assert!(
        nothing.body.contains("日报至少要有一个数"),
        "{}",
        nothing.body
    );
    let large = office
        .file(TOKEN, &[("confirmed_new", "99999999999")])
        .await;
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(large.body.contains("2,000,000,000"), "{}", large.body);
    let early = [
        ("token", TOKEN),
        ("day", "2020-01-25"),
        ("confirmed_new", "3"),
    ];
    let early = office
        .town
        .post(&office.path("file"), &office.cookie, &early)
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("那一天还没过完"), "{}", early.body);
    let nowhere = office.town.get("/o/999999/file", &office.cookie).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let no_day = office.town.get(&office.path("2020-02-31"), "").await;
    assert_eq!(no_day.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_its_own_officials_file_and_others_cite() {
    let office = Office::new().await;
    let other = registered(&office.town, "武汉市疫情报告组", "4201").await;
    office.town.community.pass_hours(24);
    let path = format!("/o/{other}/file");
    let form = office.town.get(&path, &office.cookie).await.body;
    assert!(form.contains("你是引用，不是代填"), "{form}");
    let source = "https://example.org/bulletin/25";
    let cite = [
        ("token", TOKEN),
        ("day", "2020-01-25"),
        ("confirmed_new", "9"),
        ("source", source),
    ];
    let refused = office.town.post(&path, &office.cookie, &cite).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.body
    );
    let nobody = office.town.post(&path, "", &cite).await;
    assert!(nobody.status.is_client_error(), "{}", nobody.status);
    let member = office.town.member("何嘉").await;
    let blank = office.town.post(&path, &member, &cite[..3]).await;
    assert_eq!(
        blank.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a citation names its notice"
    );
    let cited = office.town.post(&path, &member, &cite).await;
    assert_eq!(cited.status, StatusCode::SEE_OTHER, "{}", cited.body);
    let page = office.town.get(&cited.location, "").await.body;
    assert!(
        page.contains("志愿者转引") && page.contains(source),
        "{page}"
    );
    let json = office
        .town
        .json(&format!("/o/{other}/2020-01-25.json"), "")
        .await;
    assert_eq!(json["versions"][0]["cited"], true);
}

#[tokio::test]
async fn the_same_form_files_once_and_a_later_version_says_why() {
    let office = Office::new().await;
    let figures = |n| [("confirmed_new", n), ("confirmed_total", "412")];
    office.file(TOKEN, &figures("58")).await;
    for token in [TOKEN, "fedcba9876543210fedcba9876543210"] {
        let again = office.file(token, &figures("58")).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
    }
    let day = office.day("2020-01-24").await;
    assert_eq!(day["versions"].as_array().unwrap().len(), 1);
    let entry = day["versions"][0]["entry"].as_u64().unwrap().to_string();
    let other = office
        .file("0000000000000000000000000000000a", &figures("55"))
        .await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        other.body.contains("原来的数留着") && other.body.contains("value=\"55\""),
        "{}",
        other.body
    );
    assert!(
        other
            .body
            .contains(&format!("name=\"corrects\" value=\"{entry}\"")),
        "{}",
        other.body
    );
    let mut form = figures("55").to_vec();
    form.push(("corrects", &entry));
    let unexplained = office.file("0000000000000000000000000000000b", &form).await;
    assert!(
        unexplained.body.contains("请选一个原因"),
        "{}",
        unexplained.body
    );
    form.push(("reason", "duplicates"));
    form.push(("remark", "3 例与市区重复"));
    let second = office.file("0000000000000000000000000000000c", &form).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.body);
    let page = office.town.get(&second.location, "").await.body;
    for words in [
        "有病例数了两遍",
        "3 例与市区重复",
        "58 → <b>55</b>",
        "以前的一版",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn a_total_that_falls_opens_a_question_on_the_page_and_a_flag() {
    let office = Office::new().await;
    office.file(TOKEN, &[("confirmed_total", "412")]).await;
    office.town.community.pass_hours(24);
    let form = [
        ("token", "a123456789abcdef0123456789abcdef"),
        ("day", "2020-01-25"),
        ("confirmed_total", "400"),
    ];
    office
        .town
        .post(&office.path("file"), &office.cookie, &form)
        .await;
    let day = office.day("2020-01-25").await;
    assert_eq!(day["questions"], json!(["确诊：之前 412，现在 400"]));
    let app = &office.town.community.app;
    let due = relief::clock::due(&app.state(), app.now());
    for command in due {
        if matches!(command, Command::RaiseFlag { .. }) {
            app.act(Actor::community(), command).await.unwrap();
        }
    }
    let day = office.day("2020-01-25").await;
    let flag = day["flags"][0]["flag"].as_u64().unwrap();
    let page = office.town.get(&format!("/watch/{flag}"), "").await.body;
    for words in [
        "黄冈市疫情报告组，1月25日，确诊：之前 412，现在 400",
        "重复的病例核减了",
        "1月25日的日报",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}
