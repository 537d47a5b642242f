//! Many reports from one table.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};

use crate::office::Office;
use crate::town::Answer;

pub async fn table(office: &Office, cookie: &str, csv: &str) -> Answer {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"table\"; filename=\"t.csv\"\r\n\r\n{csv}\r\n--x--\r\n"
    );
    let request = Request::builder()
        .method(Method::POST)
        .uri(office.path("table"))
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_LENGTH, body.len())
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    office
        .town
        .ask(request.body(Body::from(body)).unwrap())
        .await
}

#[tokio::test]
async fn a_table_files_its_good_rows_and_names_the_others() {
    let office = Office::new().await;
    let csv = "日期,报告单位,新增确诊,累计确诊,累计死亡\n\
        2020-01-21,黄冈市疫情报告组,5,5,0\n2020-01-22,4211,7,12,\n2020-01-23,4201,7,12,0\n\
        2020-01-24,4211,-2,10,0\n2020-01-25,4211,3,15,0\n";
    let answer = table(&office, &office.cookie, csv).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    for words in [
        "交了 2 份日报",
        "写的是别的单位：4201",
        "第 5 行，新增确诊：“-2”",
        "那一天还没过完",
    ] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    let day = office.day("2020-01-22").await;
    assert_eq!(day["versions"][0]["figures"][0]["total"], 12);
    let again = table(&office, &office.cookie, csv).await;
    assert!(
        again.body.contains("交了 0 份日报") && again.body.contains("2 份本来就在"),
        "{}",
        again.body
    );
    let stranger = office.town.member("何嘉").await;
    let refused = table(&office, &stranger, csv).await;
    assert!(
        refused.body.contains("只有本单位的经办人"),
        "{}",
        refused.body
    );
    let nobody = table(&office, "", csv).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_table_that_is_too_large_is_refused_by_its_limit() {
    let office = Office::new().await;
    let row = "2020-01-21,4211,5\n";
    let long = format!("日期,报告单位,确诊\n{}", row.repeat(1_001));
    let answer = table(&office, &office.cookie, &long).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("1,000 行"), "{}", answer.body);
    let filed = table(
        &office,
        &office.cookie,
        "日期,报告单位,确诊\n2020-01-20,4211,4\n",
    )
    .await;
    assert!(filed.body.contains("交了 1 份日报"), "{}", filed.body);
    let million = format!("日期,报告单位,确诊\n{}", row.repeat(1_000_000));
    let answer = table(&office, &office.cookie, &million).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer.body.contains("2 MB") && answer.body.contains("一行也没交"),
        "{}",
        answer.body
    );
    let kept = office.day("2020-01-20").await;
    assert_eq!(
        kept["versions"][0]["figures"][0]["total"], 4,
        "what was taken stays"
    );
}

#[tokio::test]
async fn a_table_that_cannot_be_read_comes_back_at_its_form() {
    let office = Office::new().await;
    for (csv, why) in [
        ("什么,也,不是\n1,2,3\n", "没找到列名"),
        ("", "请先选一个表格"),
    ] {
        let none = table(&office, &office.cookie, csv).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = r##"<a href="#table">"##;
        for words in [why, form, r#"type="file""#, r#"name="confirmed_new""#] {
            assert!(none.body.contains(words), "{words}: {}", none.body);
        }
        let stranger = office.town.member("何嘉").await;
        let refused = table(&office, &stranger, csv).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(why) && !refused.body.contains(form));
    }
}
