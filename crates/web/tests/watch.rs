//! The watch over HTTP: figures and flags as JSON and as pages, what people may say, who settles, forms that do not fit.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../../../tests/support/skip.rs"]
#[allow(dead_code, reason = "others ask for a browser")]
mod skip;
#[path = "common/town.rs"]
mod town;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use relief::code::Role;
use relief::quantity::Quantity;
use testkit::{Community, suits_on_offer};
use town::{TOKEN, Town};

/// The token of a second form.
const SECOND: &str = "fedcba9876543210fedcba9876543210";
const LINES: &str =
    "仁爱医院，N95口罩，16,000，北京一家公司\n天佑医院，N95口罩，16,000，北京一家公司";
const TOTALS: &str = "北京一家公司，N95口罩，36,000";

fn list<'a>(lines: &'a str, totals: &'a str, corrects: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("token", TOKEN),
        ("issuer", "湖北省红十字会"),
        ("day", "2020-01-24"),
        ("source", "https://example.org/notice/4704"),
        ("corrects", corrects),
        ("lines", lines),
        ("totals", totals),
    ]
}

/// A list of 36,000 in and 32,000 out, recorded by He Ping; its address, his device, and the flag.
async fn published(town: &Town) -> (String, String, u64) {
    let he = town.signed_in("何平").await;
    let answer = town
        .post("/watch/lists/new", &he, &list(LINES, TOTALS, ""))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let watch = town.json("/watch.json", "").await;
    let flag = watch["flags"][0]["id"].as_u64().unwrap();
    (answer.location, he, flag)
}

/// Named by a lead of the community, as it is done for real.
async fn auditor(town: &Town) -> String {
    let person = town.community.person("唐雪").await;
    town.community.grant(town.founder.party, Role::Lead).await;
    let (lead, party) = (town.device(&town.founder).await, person.party.0.to_string());
    let named = town.post("/leads", &lead, &[("auditor", &party)]).await;
    assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.body);
    town.device(&person).await
}

#[tokio::test]
async fn a_list_is_added_up_as_soon_as_it_is_recorded() {
    let town = Town::new().await;
    let (list, _, flag) = published(&town).await;
    let watch = town.json("/watch.json", "").await;
    assert_eq!((&watch["open"], &watch["settled"]), (&1.into(), &0.into()));
    let found = &watch["flags"][0];
    assert_eq!(found["kind"], "sum_mismatch");
    assert_eq!(
        (found["stated"].as_u64(), found["found"].as_u64()),
        (Some(36_000), Some(32_000))
    );
    assert_eq!(found["evidence"][0]["href"], list);
    assert_eq!(
        found["facts"].as_array().unwrap().last().unwrap()["value"],
        "4,000"
    );
    let page = town.get(&format!("/watch/{flag}"), "").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "进 36,000，出 32,000",
        "还没有人说明",
        "也可能是",
        "我知道情况",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    let shown = town.get(&list, "").await;
    assert!(shown.body.contains("仁爱医院") && shown.body.contains("进出对不上"));
}

#[tokio::test]
async fn a_list_in_place_of_another_says_what_it_changed() {
    let town = Town::new().await;
    let (first, he, _) = published(&town).await;
    let id = first.rsplit('/').next().unwrap();
    let lines = LINES.replace("N95", "KN95").replace("16,000", "18,000");
    let totals = TOTALS.replace("N95", "KN95");
    let token = TOKEN.replace('0', "f");
    let mut form = list(&lines, &totals, id);
    form[0].1 = &token;
    let answer = town.post("/watch/lists/new", &he, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let watch = town.json("/watch.json", "").await;
    let kinds: Vec<&str> = watch["flags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|flag| flag["kind"].as_str().unwrap())
        .collect();
    let expected = [
        "sum_mismatch",
        "class_mismatch",
        "silent_correction",
        "silent_correction",
    ];
    assert_eq!(kinds, expected);
    let earlier = town.json(&format!("{first}.json"), "").await;
    assert_eq!(earlier["lines"][0]["quantity"], 16_000, "it stays readable");
    assert!(earlier["corrected_by"].is_u64());
    let again = list(LINES, TOTALS, id);
    let again = town
        .post(
            "/watch/lists/new",
            "",
            &[again, vec![("name", "路人")]].concat(),
        )
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whoever_knows_something_says_it_and_may_take_it_back() {
    let town = Town::new().await;
    let (_, he, flag) = published(&town).await;
    let path = format!("/watch/{flag}/answer");
    let blank = town
        .post(&path, &he, &[("token", SECOND), ("answer", " ")])
        .await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "第二天补了一张单子。";
    let nameless = town
        .post(&path, "", &[("token", SECOND), ("answer", words)])
        .await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains(words), "nothing typed is lost");
    let told = town
        .post(&path, &he, &[("token", SECOND), ("answer", words)])
        .await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let stranger = [
        ("token", SECOND),
        ("answer", "我在现场。"),
        ("name", "路人"),
    ];
    let told = town.post(&path, "", &stranger).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let page = town.json(&format!("/watch/{flag}.json"), "").await;
    let answers = page["answers"].as_array().unwrap();
    assert_eq!(
        (&answers[0]["concerned"], &answers[1]["concerned"]),
        (&true.into(), &false.into())
    );
    assert_eq!(answers[0]["text"]["value"], words);
    let entry = answers[0]["entry"].to_string();
    let redact = [
        ("entry", entry.as_str()),
        ("field", "answer"),
        ("ground", "author"),
    ];
    let gone = town
        .post(&format!("/watch/{flag}/redact"), &he, &redact)
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    let page = town.get(&format!("/watch/{flag}"), "").await;
    assert!(!page.body.contains(words) && page.body.contains("我在现场"));
}

#[tokio::test]
async fn an_auditor_settles_with_a_reason_and_nobody_else_does() {
    let town = Town::new().await;
    let (_, he, flag) = published(&town).await;
    let auditor = auditor(&town).await;
    let shown = town.get(&format!("/watch/{flag}"), &he).await.body;
    assert!(shown.contains("/leads#auditors"), "who settles is told");
    let path = format!("/watch/{flag}/settle");
    let form = [("finding", "explained"), ("remark", "补了单子，数目齐了。")];
    assert_eq!(
        town.post(&path, &he, &form).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        town.post(&path, "", &form).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert!(
        town.get(&format!("/watch/{flag}"), &auditor)
            .await
            .body
            .contains(&path)
    );
    let bare = town.post(&path, &auditor, &form[..1]).await;
    assert_eq!(
        bare.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a reason in words"
    );
    let done = town.post(&path, &auditor, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let watch = town.json("/watch.json", "").await;
    assert_eq!((&watch["open"], &watch["settled"]), (&0.into(), &1.into()));
    assert_eq!(watch["rows"][0]["standing"], "settled");
    let page = town.get(&format!("/watch/{flag}"), "").await;
    assert!(page.body.contains("有解释，数目不变") && page.body.contains("数目齐了"));
    assert!(
        !page.body.contains("/answer"),
        "a settled flag takes no answers"
    );
}

#[tokio::test]
async fn places_stand_beside_what_the_same_goods_could_have_done() {
    let town = Town::new().await;
    town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let watch = town
        .json("/watch.json?item=protective_suit&by=province", "")
        .await;
    let equity = &watch["equity"];
    assert_eq!(equity["item"], "protective_suit");
    assert_eq!(
        (equity["needed"].as_u64(), equity["delivered"].as_u64()),
        (Some(300), Some(0))
    );
    assert_eq!(
        equity["indices"],
        serde_json::Value::Null,
        "nothing was delivered"
    );
    assert_eq!(equity["places"][0]["percent"], 0);
    let page = town.get("/watch?item=nothing&by=nobody", "").await;
    assert_eq!(page.status, StatusCode::OK, "unknown codes are passed over");
    assert!(page.body.contains("还没有东西到手"));
}

#[tokio::test]
async fn a_list_that_does_not_fit_comes_back_whole() {
    let town = Town::new().await;
    let he = town.signed_in("何平").await;
    let cases = [
        ("lines", "仁爱医院，恐龙，3", "第 1 行"),
        ("lines", "仁爱医院，N95口罩，很多", "第 1 行"),
        ("lines", "", "至少写一行"),
        ("lines", "仁爱医院，N95口罩，1000000000000", "1,000,000,000"),
        ("totals", "北京一家公司，N95口罩", "缺数量"),
        ("day", "昨天", "写上公示的日子"),
        ("day", "2031-01-01", ""),
        ("source", "", "写上在哪里看到的"),
        ("issuer", "", ""),
    ];
    for (field, value, words) in cases {
        let mut form = list(LINES, TOTALS, "");
        for pair in &mut form {
            if pair.0 == field {
                pair.1 = value;
            }
        }
        let answer = town.post("/watch/lists/new", &he, &form).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field} {value}"
        );
        assert!(answer.body.contains(words), "{field} {value}: {words}");
        assert!(field == "issuer" || answer.body.contains("湖北省红十字会"));
    }
    assert_eq!(
        town.get("/watch/999999", "").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        town.get("/watch/lists/999999", "").await.status,
        StatusCode::NOT_FOUND
    );
}

fn sent(list: &str) -> Request<Body> {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"list\"; filename=\"list.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{list}\r\n--x--\r\n"
    );
    Request::builder()
        .method("POST")
        .uri("/watch/check")
        .header(header::ACCEPT_LANGUAGE, "zh")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap()
}

/// What stands in a text field of a page.
fn typed<'p>(page: &'p str, name: &str) -> &'p str {
    let field = page.split_once(&format!("name=\"{name}\"")).unwrap().1;
    let inside = field.split_once('>').unwrap().1;
    inside.split_once("</textarea>").unwrap().0
}

/// Records what a checked page offers; the new list's address.
async fn recorded(town: &Town, page: &str, corrects: &str) -> String {
    let he = town.signed_in("何平").await;
    let fields = list(typed(page, "lines"), typed(page, "totals"), corrects);
    let answer = town.post("/watch/lists/new", &he, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location
}

#[tokio::test]
async fn a_checked_list_is_recorded_whole_in_one_step() {
    let town = Town::new().await;
    let rows = (0..500).map(|n| format!("第{n}医院,KN95口罩,{},只\n", 10 + n));
    let sheet = "接收单位,物资,数量,单位\n".to_owned() + &rows.collect::<String>();
    let sheet = sheet + "第7医院,大米,3,袋\n合计,KN95口罩,130000,只\n第7医院,KN95口罩,17,只\n";
    let checked = town.ask(sent(&sheet)).await;
    for words in [
        "501 笔已经照清单填好",
        "记不下来的 1 笔",
        "物资目录里没有这一样",
    ] {
        assert!(checked.body.contains(words), "{words}");
    }
    let list = recorded(&town, &checked.body, "").await;
    let page = town.json(&format!("{list}.json"), "").await;
    assert_eq!(page["lines_in_all"], 501);
    assert_eq!(page["lines"].as_array().unwrap().len(), 200);
    assert_eq!(page["lines"][0]["class"], "KN95");
    let last = town.json(&format!("{list}.json?from=400"), "").await;
    assert_eq!(last["lines"].as_array().unwrap().len(), 101);
    let html = town.get(&format!("{list}?from=400"), "").await.body;
    assert!(html.contains("第 401 到 501 行，共 501 行"), "{html}");
    let watch = town.json("/watch.json", "").await;
    let flags = watch["flags"].as_array().unwrap();
    let kinds: Vec<&str> = flags.iter().map(|f| f["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["sum_mismatch", "repeated_line"], "{watch}");
}

/// Of as many lines as a list may have each comes back from the form, and one more is refused with the limit.
#[tokio::test]
async fn a_list_of_too_many_lines_is_refused_with_its_limit() {
    let town = Town::new().await;
    let rows = (0..20_001).map(|n| format!("第{n}医院,口罩,1,只\n"));
    let sheet = "接收单位,物资,数量,单位\n".to_owned() + &rows.collect::<String>();
    let checked = town.ask(sent(&sheet)).await;
    assert_eq!(checked.status, StatusCode::OK);
    for words in ["有 20,001 笔", "20,000", "拆成几份再传"] {
        assert!(checked.body.contains(words), "{words}");
    }
    assert!(!checked.body.contains("name=\"lines\""));
    let he = town.signed_in("何平").await;
    let lines = "仁爱医院\t口罩\t1\n".repeat(20_001);
    let refused = town
        .post("/watch/lists/new", &he, &list(&lines, "", ""))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, said) = refused.body.split_once("id=\"errors\"").unwrap();
    let said = said.split_once("</div>").unwrap().0;
    assert!(said.contains("20,000"), "{said}");
}

/// What Wuhan's Red Cross published for 1 and 2 February 2020: invented is nothing here, and nothing of it is kept.
#[tokio::test]
async fn the_sheet_of_2020_is_recorded_as_far_as_it_can_be_counted() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/hubei-red-cross/wuhan-outflow-0201-0202.csv"
    );
    let Ok(sheet) = std::fs::read_to_string(path) else {
        return skip::skip(
            "the_sheet_of_2020_is_recorded_as_far_as_it_can_be_counted",
            "no ../shared/data/hubei-red-cross",
        );
    };
    let town = Town::new().await;
    let checked = town.ask(sent(&sheet)).await;
    let list = recorded(&town, &checked.body, "").await;
    let page = town.json(&format!("{list}.json"), "").await;
    let lines = page["lines_in_all"].as_u64().unwrap();
    assert!((20..=88).contains(&lines), "{lines} of 88 lines");
    assert_eq!(
        page["totals"],
        serde_json::json!([]),
        "the sheet states none"
    );
}

#[tokio::test]
async fn anybody_sends_a_list_and_is_told_what_does_not_agree() {
    let town = Town::new().await;
    let list = "接收单位,物资,数量,单位\n仁爱医院,N95口罩,16000,只\n天佑医院,N95口罩,16000,只\n\
        协和医院,防护服,3,箱\n合计,N95口罩,36000,只\n";
    let found = town.ask(sent(list)).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.body);
    for words in [
        "1 处对不上",
        "写的合计是 36,000，各行加起来是 32,000",
        "3 行，给 3 家",
        "查完就忘",
    ] {
        assert!(found.body.contains(words), "{words}: {}", found.body);
    }
    let before = town.json("/watch.json", "").await["lists"].clone();
    assert_eq!(before, serde_json::json!([]), "nothing of it was kept");
    for (list, words) in [
        ("", "请选一个文件"),
        ("甲,乙\n1,2\n", "没有一张表像发放清单"),
        ("PK\u{3}\u{4}", "另存为 CSV"),
    ] {
        let wrong = town.ask(sent(list)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(words), "{words}: {}", wrong.body);
    }
}

#[tokio::test]
async fn a_ledger_of_days_is_told_where_its_total_does_not_follow() {
    let town = Town::new().await;
    let ledger = "日期,当日捐款 万元,累计捐款 万元\n1月25日,,26764.46\n1月26日,5,26769.46\n1月27日,3,19549.85\n1月29日,1,19550.86\n";
    let found = town.ask(sent(ledger)).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.body);
    for words in [
        "3 处对不上",
        "「累计捐款 万元」一天一天对",
        "4 天。能核对的 3 天，对得上 1 天。",
        "1月27日：累计从 26,769.46 变成 19,549.85，少了 7,219.61",
        "1月29日：写的累计，比前面的累计加上当日的数多 0.01",
        "没有行的日子：01-28",
        "查完就忘，什么也没有存。",
    ] {
        assert!(found.body.contains(words), "{words}: {}", found.body);
    }
    assert!(!found.body.contains("id=\"record\""), "no list to record");
    let empty = town.ask(sent("接收单位,物资,数量\n")).await.body;
    assert!(empty.contains("没有读出一行发放") && !empty.contains("没有看到对不上的"));
}

/// The offers whose plan would close the gap stand on the page, in both languages, with the way to each.
#[tokio::test]
async fn the_alarm_names_the_offers_that_would_close_the_gap() {
    let community = Community::new().await;
    let (room, chen) = community.room().await;
    community.uneven(room, &chen).await;
    let town = Town::of(community, room, chen);
    let app = &town.community.app;
    let donor = town.community.person("周明").await;
    let offer = async |quantity| {
        let new = suits_on_offer(quantity);
        app.make_offer(&donor, new).await.unwrap().index
    };
    let small = offer(20).await;
    app.tick().await.unwrap();
    town.community.pass_hours(25);
    let narrows = town.json("/watch.json", "").await["equity"]["closing"].clone();
    assert_eq!(narrows["closes"], false, "{narrows}");
    assert_eq!(narrows["offers"][0]["offer"], small);
    let large = offer(80).await;
    app.tick().await.unwrap();
    let closes = town.json("/watch.json", "").await["equity"]["closing"].clone();
    assert_eq!(closes["closes"], true, "{closes}");
    assert_eq!(closes["offers"].as_array().unwrap().len(), 1);
    let page = town.get("/watch", "").await.body;
    let link = format!("href=\"/offer/{large}\"");
    assert!(page.contains(&link) && page.contains("80 套"), "{page}");
}
