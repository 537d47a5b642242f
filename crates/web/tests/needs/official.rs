//! Official supply: recorded from a need's page, shown where it counts, corrected without erasing.

use axum::http::StatusCode;
use relief::code::Role;
use relief::quantity::Quantity;

use crate::town::{TOKEN, Town};

const HOSPITAL: &str = "武汉市金银潭医院";

fn record<'a>(amount: &'a str, pack: &'a str, source: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("recipient", HOSPITAL),
        ("item", "protective_suit"),
        ("amount", amount),
        ("pack", pack),
        ("kind", "delivered"),
        ("day", "2020-01-24"),
        ("office", "武汉市防控指挥部"),
        ("source", source),
    ]
}

const NOTICE: &str = "https://example.org/notice/7";

#[tokio::test]
async fn what_a_notice_says_lessens_the_shortage_and_not_the_gap() {
    let town = Town::new().await;
    let need = town.open(HOSPITAL, Quantity::Exact(300)).await;
    let clerk = town.member("何嘉").await;
    let page = town.get(&format!("/n/{need}"), &clerk).await.body;
    let (_, link) = page.split_once("href=\"/official/new?").unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let form = town.get(&format!("/official/new?{link}"), &clerk).await;
    assert!(
        form.body.contains(HOSPITAL) && form.body.contains("value=\"2020-01-24\""),
        "{}",
        form.body
    );
    assert!(form.body.contains("value=\"protective_suit\" selected"));

    let made = town
        .post("/official/new", &clerk, &record("120 套", "", NOTICE))
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let seen = town.get(&made.location, "").await.body;
    for words in [
        "120 套",
        "志愿者转引",
        "武汉市防控指挥部",
        NOTICE,
        "1月24日",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert!(!seen.contains("/correct\""), "strangers do not correct");

    let json = town.json(&format!("/n/{need}.json"), "").await;
    let line = &json["lines"][0];
    assert_eq!(
        (&line["gap"], &line["shortage"], &line["official"]),
        (&300.into(), &180.into(), &120.into())
    );
    assert_eq!(json["official_supplies"][0]["cited"], true);
    let page = town.get(&format!("/n/{need}"), "").await.body;
    assert!(
        page.contains("还差 <span class=\"n\">180") && page.contains("url(#o)"),
        "{page}"
    );
    let board = town.json("/b.json", "").await;
    assert_eq!(board["groups"][0]["rows"][0]["shortage"], 180);
    let give = town
        .get(&format!("/give?need={need}&line=0"), "")
        .await
        .body;
    assert!(give.contains("name=\"quantity\" type=\"number\" inputmode=\"numeric\" min=\"1\" max=\"1000000000\" value=\"180\""), "{give}");
    let totals = town.json("/figures.json", "").await;
    assert_eq!(totals["items"]["protective_suit"]["official"], 120);
    assert_eq!(totals["items"]["protective_suit"]["shortage"], 180);
}

#[tokio::test]
async fn a_correction_keeps_both_figures_and_only_the_newest_is_amended() {
    let town = Town::new().await;
    let need = town.open(HOSPITAL, Quantity::Exact(300)).await;
    let clerk = town.member("何嘉").await;
    let made = town
        .post("/official/new", &clerk, &record("120", "", NOTICE))
        .await;
    let page = made.location;
    let id = page.rsplit('/').next().unwrap();
    let amend = |corrects: &str, amount: &str| {
        let fields = [
            ("corrects", corrects),
            ("amount", amount),
            ("kind", "delivered"),
            ("day", "2020-01-24"),
            ("reason", "slip"),
        ];
        fields.map(|(n, v)| (n.to_owned(), v.to_owned()))
    };
    let send = async |form: [(String, String); 5]| {
        let fields: Vec<(&str, &str)> =
            form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        town.post(&format!("{page}/correct"), &clerk, &fields).await
    };
    assert_eq!(send(amend(id, "90")).await.status, StatusCode::SEE_OTHER);
    let seen = town.get(&page, &clerk).await.body;
    assert!(
        seen.contains("90 套") && seen.contains("<s>120 套</s>") && seen.contains("写错了"),
        "{seen}"
    );
    let stale = send(amend(id, "70")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        stale.body.contains("刚才已经有人更正过") && stale.body.contains("value=\"70\""),
        "{}",
        stale.body
    );
    let json = town.json(&format!("{page}.json"), "").await;
    assert_eq!(
        (&json["quantity"], &json["earlier"][0]["quantity"]),
        (&90.into(), &120.into())
    );
    let newest = json["entry"].to_string();
    assert_eq!(
        send(amend(&newest, "0")).await.status,
        StatusCode::SEE_OTHER
    );
    let line = town.json(&format!("/n/{need}.json"), "").await;
    assert_eq!(line["lines"][0]["shortage"], 300);
}

#[tokio::test]
async fn packs_with_unknown_contents_are_named_apart() {
    let town = Town::new().await;
    let need = town.open(HOSPITAL, Quantity::Exact(300)).await;
    let clerk = town.member("何嘉").await;
    let made = town
        .post("/official/new", &clerk, &record("41 箱", "case", NOTICE))
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let seen = town.get(&made.location, "").await.body;
    assert!(seen.contains("41 箱，内装数不明"), "{seen}");
    let json = town.json(&format!("/n/{need}.json"), "").await;
    assert_eq!(
        (&json["lines"][0]["official"], &json["lines"][0]["shortage"]),
        (&0.into(), &300.into())
    );
    let figures = town.get("/figures", "").await.body;
    assert!(figures.contains("41 箱，内装数不明"), "{figures}");
}

#[tokio::test]
async fn what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost() {
    let town = Town::new().await;
    town.open(HOSPITAL, Quantity::Exact(300)).await;
    let clerk = town.member("何嘉").await;
    let cases = [
        (record("120", "", ""), "请附上公开通告的链接"),
        (record("120", "", "电视上说的"), "请写完整的链接"),
        (record("很多", "", NOTICE), "这里要一个整数"),
        (record("120 箱", "", NOTICE), "套"),
        (record("0", "", NOTICE), "写一个数"),
        (record("", "", NOTICE), "写一个数"),
        (record("2000000001", "", NOTICE), "1,000,000,000"),
        (record("90000", "", NOTICE), "20,000"),
    ];
    let size = town.community.app.size();
    for (form, words) in cases {
        let back = town.post("/official/new", &clerk, &form).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(
            back.body.contains(words) && back.body.contains("武汉市防控指挥部"),
            "{words}: {}",
            back.body
        );
    }
    let mut ahead = record("120", "", NOTICE);
    ahead[5].1 = "2020-02-24";
    let back = town.post("/official/new", &clerk, &ahead).await;
    assert!(
        back.body.contains("2020-02-24") && back.body.contains("id=\"day-error\""),
        "{}",
        back.body
    );
    let mut nowhere = record("120", "", NOTICE);
    nowhere[0].1 = "没有这家医院";
    let back = town.post("/official/new", &clerk, &nowhere).await;
    assert!(back.body.contains("名录里没有这家") && back.body.contains("没有这家医院"));
    assert_eq!(town.community.app.size(), size, "nothing was written");
    let outsider = town.signed_in("路人").await;
    let refused = town
        .post("/official/new", &outsider, &record("120", "", NOTICE))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(NOTICE) && refused.body.contains("进一个群"));
}

#[tokio::test]
async fn a_notice_cited_twice_counts_once_unless_it_is_another() {
    let town = Town::new().await;
    let need = town.open(HOSPITAL, Quantity::Exact(300)).await;
    let (first, second) = (town.member("何嘉").await, town.member("周帆").await);
    let mut form = record("120", "", NOTICE);
    let made = town.post("/official/new", &first, &form).await;
    let back = town.post("/official/new", &second, &form).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    let link = format!("href=\"{}\"", made.location);
    for words in [link.as_str(), "已经有一条记了", "value=\"120\"", NOTICE] {
        assert!(back.body.contains(words), "{words}: {}", back.body);
    }
    let (_, form_tail) = back.body.split_once("action=\"/official/new\"").unwrap();
    let (_, first) = form_tail.split_once("<button").unwrap();
    let (first, _) = first.split_once('>').unwrap();
    assert!(!first.contains("separate"), "Enter says no more: {first}");
    let official = async || {
        let line = town.json(&format!("/n/{need}.json"), "").await;
        line["lines"][0]["official"].clone()
    };
    assert_eq!(official().await, 120);
    form.push(("do", "separate"));
    let other = town.post("/official/new", &second, &form).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.body);
    assert_eq!(official().await, 240);
}

#[tokio::test]
async fn an_office_records_without_a_notice_and_once() {
    let town = Town::new().await;
    town.open(HOSPITAL, Quantity::Exact(300)).await;
    let official = town.community.person("卫兰").await;
    town.community.grant(official.party, Role::Official).await;
    let device = town.device(&official).await;
    let mut form = record("120", "", "");
    form[4].1 = "allocated";
    form.push(("token", TOKEN));
    let made = town.post("/official/new", &device, &form).await;
    let again = town.post("/official/new", &device, &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert_eq!(
        again.location, made.location,
        "a form that comes twice acts once"
    );
    let english = town.get(&made.location, "lang=en").await.body;
    assert!(
        english.contains("Recorded by an office") && english.contains("Allocated"),
        "{english}"
    );
    let next = town
        .get(&format!("/official/new?recipient={HOSPITAL}"), &device)
        .await
        .body;
    assert!(
        next.contains(&format!("{}#correct", made.location)),
        "its delivery is a correction: {next}"
    );
}

#[tokio::test]
async fn the_table_ranks_what_is_short_and_names_packs_apart() {
    let town = Town::new().await;
    town.open(HOSPITAL, Quantity::Exact(300)).await;
    town.open("武汉市第四医院", Quantity::Exact(100)).await;
    town.open("武汉市第五医院", Quantity::Unknown).await;
    let clerk = town.member("何嘉").await;
    let notice = record("250", "", NOTICE);
    town.post("/official/new", &clerk, &notice).await;
    town.post("/official/new", &clerk, &record("41", "case", NOTICE))
        .await;
    let table = town.json("/b/table.json", "").await;
    let cell = &table["cells"][0];
    assert_eq!(
        (&cell["needed"], &cell["official"]),
        (&400.into(), &250.into())
    );
    assert_eq!(
        (&cell["gap"], &cell["shortage"]),
        (&400.into(), &150.into())
    );
    assert_eq!(
        (&cell["percent"], &cell["unknown"]),
        (&62.into(), &1.into())
    );
    assert_eq!(table["packs"][0]["quantity"], 41);
    let seen = town.get("/b/table?place=420000", "").await.body;
    for words in ["短缺一览", "62%", "41 箱，内装数不明", HOSPITAL] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    let elsewhere = town.json("/b/table.json?place=330000", "").await;
    assert_eq!(elsewhere["cells"].as_array().unwrap().len(), 0);
    assert_eq!(elsewhere["packs"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn what_is_allocated_counts_the_days_until_it_is_to_be_there() {
    let town = Town::new().await;
    let need = town.open(HOSPITAL, Quantity::Exact(300)).await;
    let clerk = town.member("何嘉").await;
    let with = |day: &'static str| {
        let mut form = record("60", "", NOTICE);
        form[4].1 = "allocated";
        form.push(("deliver_on", day));
        form
    };
    for (day, why) in [
        ("2020-01-23", "比分配的日子还早"),
        ("2021-03-01", "在 366 天以后"),
        ("31.1.", "href=\"#deliver_on\""),
    ] {
        let refused = town.post("/official/new", &clerk, &with(day)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(
            refused.body.contains(why) && refused.body.contains(day),
            "{}",
            refused.body
        );
    }
    let made = town
        .post("/official/new", &clerk, &with("2020-01-26"))
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let need = format!("/n/{need}");
    let form = format!("/official/new?recipient={HOSPITAL}");
    let mut left = 2;
    for (words, english) in [
        ("还有 2 天，1月26日应送到", "To be there in 2 days"),
        ("明天（1月26日）应送到", "To be there tomorrow"),
        ("今天（1月26日）应送到", "To be there today"),
        ("应在1月26日送到，已逾期 1 天", "Overdue since yesterday"),
        ("应在1月26日送到，已逾期 2 天", "Overdue for 2 days"),
    ] {
        for page in [made.location.as_str(), &need, &form] {
            let seen = town.get(page, &clerk).await.body;
            assert!(seen.contains(words), "{words} on {page}: {seen}");
        }
        let seen = town.get(&need, "lang=en").await.body;
        assert!(seen.contains(english), "{english}: {seen}");
        let twin = town.json(&format!("{}.json", made.location), "").await;
        assert_eq!(twin["delivery"]["days_left"], left);
        left -= 1;
        town.community.pass_hours(24);
    }
    let id = made.location.rsplit('/').next().unwrap();
    let came = [
        ("corrects", id),
        ("amount", "60"),
        ("kind", "delivered"),
        ("day", "2020-01-27"),
        ("deliver_on", "2020-01-26"),
        ("reason", "carried_out"),
    ];
    let correct = format!("{}/correct", made.location);
    let sent = town.post(&correct, &clerk, &came).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let seen = town.get(&need, "").await.body;
    assert!(!seen.contains("逾期"), "it is there: {seen}");
}
