//! The fair plan on its pages: worked out, published, decided, and compared with what was done.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

#[path = "plan/answers.rs"]
mod answers;
#[path = "common/town.rs"]
mod town;

use std::sync::Arc;

use app::Person;
use axum::http::StatusCode;
use relief::quantity::Quantity;
use serde_json::{Value, json};
use testkit::suits_on_offer;
use town::{TOKEN, Town};

/// Two hospitals of Wuhan: one needs 300 suits, the other 100. Nobody has any.
struct Scene {
    town: Town,
    donor: Arc<Person>,
    donor_device: String,
    clerk: String,
    large: u64,
    small: u64,
}

async fn scene() -> Scene {
    let town = Town::new().await;
    let large = town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let small = town.open("武汉市红十字会医院", Quantity::Exact(100)).await;
    let donor = town.community.person("李娜").await;
    let (donor_device, clerk) = (town.device(&donor).await, town.member("何嘉").await);
    Scene {
        town,
        donor,
        donor_device,
        clerk,
        large,
        small,
    }
}

impl Scene {
    async fn offer(&self, quantity: u64) -> u64 {
        let new = suits_on_offer(quantity);
        self.town
            .community
            .app
            .make_offer(&self.donor, new)
            .await
            .unwrap()
            .index
    }

    async fn plan(&self) -> Value {
        self.town.json("/plan.json", "").await
    }

    async fn publish(&self) -> u64 {
        let sent = self.town.post("/plan/publish", &self.clerk, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        self.plan().await["standing"]["entry"].as_u64().unwrap()
    }
}

fn line_of(plan: &Value, need: u64) -> Value {
    let groups = plan["groups"].as_array().unwrap();
    let mut lines = groups
        .iter()
        .flat_map(|group| group["lines"].as_array().unwrap());
    lines.find(|line| line["need"] == need).unwrap().clone()
}

#[tokio::test]
async fn a_plan_is_shown_before_anybody_publishes_it() {
    let scene = scene().await;
    let empty = scene.town.get("/plan", "").await;
    assert!(empty.body.contains("现在没有要分的货"), "{}", empty.body);
    scene.offer(200).await;
    let plan = scene.plan().await;
    assert_eq!(plan["standing"], Value::Null);
    assert_eq!(
        (&plan["worst_before"], &plan["worst_after"]),
        (&json!(0), &json!(50))
    );
    assert_eq!(line_of(&plan, scene.large)["given"], 150);
    assert_eq!(line_of(&plan, scene.small)["given"], 50);
    let page = scene.town.get("/plan", "").await.body;
    for words in [
        "200 套怎么分",
        "最低从 0% 到 50%",
        "为什么是 150 套",
        "再挪 1 套，低的就更低",
        "公平要多花多少",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("/plan/publish"), "strangers publish nothing");
    let english = scene.town.get("/plan", "lang=en").await.body;
    assert!(
        english.contains("200 sets to share: the lowest goes from 0% to 50%."),
        "{english}"
    );
}

#[tokio::test]
async fn who_had_least_comes_first_and_the_first_sentence_says_so() {
    let scene = scene().await;
    scene.offer(100).await;
    let record = [
        ("recipient", "武汉市金银潭医院"),
        ("item", "protective_suit"),
        ("amount", "100"),
        ("kind", "delivered"),
        ("day", "2020-01-24"),
        ("source", "https://example.org/notice/7"),
    ];
    let sent = scene
        .town
        .post("/official/new", &scene.clerk, &record)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let plan = scene.plan().await;
    let lines = plan["groups"][0]["lines"].as_array().unwrap();
    let needs: Vec<_> = lines
        .iter()
        .map(|line| line["need"].as_u64().unwrap())
        .collect();
    assert_eq!(
        needs,
        [scene.small, scene.large],
        "both reach a half: who had nothing is first"
    );
    assert_eq!(
        [&lines[0]["why"]["first"], &lines[1]["why"]["first"]],
        [
            "分之前这里 0%，武汉市金银潭医院已有 33%：先补最低的，补到一样高。",
            "分之前这里已有 33%，武汉市红十字会医院只有 0%：先补最低的，补到一样高再一起分。",
        ]
    );
}

#[tokio::test]
async fn both_sides_accept_and_the_gap_closes() {
    let scene = scene().await;
    let offer = scene.offer(200).await;
    let plan = scene.publish().await;
    let page = scene.town.get("/plan", &scene.clerk).await.body;
    let key = format!("{plan}.{offer}.{}.0.50", scene.small);
    assert!(page.contains(&key), "the clerk decides in her room: {page}");
    let decision = page.find("id=\"say\"");
    let groups = page.find(&format!("id=\"n{}-0\"", scene.small));
    assert!(decision.is_some() && decision < groups, "she decides first");
    let stranger = scene.town.get("/plan", "").await.body;
    assert!(
        stranger.find("id=\"say\"") > stranger.find(&format!("id=\"n{}-0\"", scene.small)),
        "whoever has no say reads first"
    );
    let accepted = scene
        .town
        .post(
            "/plan/accept",
            &scene.clerk,
            &[("line", &key), ("token", TOKEN)],
        )
        .await;
    assert_eq!(
        (accepted.status, accepted.location.as_str()),
        (StatusCode::SEE_OTHER, "/plan")
    );
    assert_eq!(
        scene.plan().await["decided"]["waiting"],
        1,
        "the donor is asked"
    );
    let both: Vec<String> = [(scene.small, 50), (scene.large, 150)]
        .iter()
        .map(|(need, n)| format!("{plan}.{offer}.{need}.0.{n}"))
        .collect();
    let fields: Vec<(&str, &str)> = both.iter().map(|key| ("line", key.as_str())).collect();
    let sent = scene
        .town
        .post("/plan/accept", &scene.donor_device, &fields)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let plan = scene.plan().await;
    assert_eq!(
        (&plan["decided"]["agreed"], &plan["decided"]["waiting"]),
        (&json!(1), &json!(1))
    );
    let deed = &plan["deed"];
    assert_eq!((&deed["planned"], &deed["done"]), (&json!(200), &json!(50)));
    assert_eq!(deed["differs"][0]["difference"], -150);
    let need = scene
        .town
        .json(&format!("/n/{}.json", scene.small), "")
        .await;
    assert_eq!(
        need["lines"][0]["pledged"], 50,
        "a commitment like any other: {need}"
    );
}

#[tokio::test]
async fn a_change_shows_its_effect_before_the_reason() {
    let scene = scene().await;
    let offer = scene.offer(200).await;
    let plan = scene.publish().await;
    let of = format!("{plan}.{offer}.{}.0", scene.small);
    let address = format!("/plan/line?of={of}");
    let first = scene.town.get(&address, &scene.clerk).await.body;
    assert!(
        first.contains("先看看会怎样") && !first.contains("id=\"effect\""),
        "{first}"
    );
    let tried = scene
        .town
        .get(&format!("{address}&quantity=20"), &scene.clerk)
        .await
        .body;
    assert!(tried.contains("50% → ") && tried.contains("20%"), "{tried}");
    let bare = [
        ("of", of.as_str()),
        ("act", "change"),
        ("quantity", "20"),
        ("remark", "要整箱"),
    ];
    let bare = scene.town.post("/plan/line", &scene.clerk, &bare).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        bare.body.contains("要整箱") && bare.body.contains("请选一个原因"),
        "{}",
        bare.body
    );
    let whole = [
        ("of", of.as_str()),
        ("act", "change"),
        ("quantity", "20"),
        ("reason", "packs"),
        ("remark", "要整箱"),
    ];
    let changed = scene.town.post("/plan/line", &scene.clerk, &whole).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    let public = scene.town.get(&changed.location, "").await.body;
    assert!(public.contains("原因：要整箱"), "{public}");
    let own = scene.town.get("/plan", &scene.clerk).await.body;
    let own = own.split("<li>").find(|line| line.contains(&of)).unwrap();
    assert!(own.contains("20 套") && own.contains("计划 "), "{own}");
    assert!(
        !own.contains("% → "),
        "the level is that of the plan: {own}"
    );
    let left = [
        ("of", of.as_str()),
        ("act", "leave"),
        ("reason", "road"),
        ("remark", ""),
    ];
    let left = scene.town.post("/plan/line", &scene.clerk, &left).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
    assert_eq!(scene.plan().await["decided"]["left"], 1);
}

#[tokio::test]
async fn one_form_changes_several_lines_with_one_reason() {
    let scene = scene().await;
    let town = &scene.town;
    let offer = scene.offer(200).await;
    let plan = scene.publish().await;
    let key = |need: u64| format!("{plan}.{offer}.{need}.0");
    let field = |need: u64| format!("much-{}", key(need).replace('.', "-"));
    let page = town.get("/plan", &scene.clerk).await.body;
    assert!(page.contains("一次改几行") && page.contains(&field(scene.small)));
    let lines = [(scene.large, 150), (scene.small, 50)];
    let lines = lines.map(|(need, stands)| format!("{}.{stands}", key(need)));
    let fields = [field(scene.large), field(scene.small)];
    let send = async |large: &str, small: &str, reason: &str| {
        let form = [
            ("token", TOKEN),
            ("item", "protective_suit"),
            ("line", &lines[0]),
            ("line", &lines[1]),
            (&fields[0], large),
            (&fields[1], small),
            ("reason", reason),
            ("remark", "医院来电话改的"),
        ];
        town.post("/plan/change", &scene.clerk, &form).await
    };
    for (large, small, reason, words) in [
        ("140", "1x", "", "武汉市红十字会医院"),
        ("140", "0", "packs", "改数量，或者不做"),
        ("150", "50", "packs", "没有一行改了数"),
        ("140", "201", "packs", "武汉市红十字会医院"),
    ] {
        let again = send(large, small, reason).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{small}");
        let (_, errors) = again.body.split_once("id=\"errors\"").unwrap();
        let errors = errors.split_once("</div>").unwrap().0;
        assert!(errors.contains(words), "{words}: {errors}");
        assert!(
            again.body.contains("医院来电话改的"),
            "nothing typed is lost"
        );
        assert!(again.body.contains(&format!("value=\"{small}\"")));
        let decided = &scene.plan().await["decided"];
        assert_eq!(decided["silent"], 2, "all of them or none: {decided}");
    }
    let done = send("120", "80", "packs").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let decided = scene.plan().await["decided"]["lines"].clone();
    let lines = decided.as_array().unwrap().iter();
    let quantities: Vec<_> = lines.filter_map(|line| line["quantity"].as_u64()).collect();
    assert_eq!(quantities.iter().sum::<u64>(), 200);
    assert!(quantities.contains(&120) && quantities.contains(&80));
}

#[tokio::test]
async fn strangers_decide_nothing() {
    let scene = scene().await;
    let offer = scene.offer(200).await;
    let plan = scene.publish().await;
    let stranger = scene.town.signed_in("何平").await;
    let key = format!("{plan}.{offer}.{}.0.50", scene.small);
    let line = [("line", key.as_str())];
    let policy = [
        ("epsilon", "50"),
        ("critical_weight", "1"),
        ("everyone_first", "0"),
    ];
    let forms: [(&str, &[(&str, &str)]); 3] = [
        ("/plan/accept", &line),
        ("/plan/publish", &[]),
        ("/plan/policy", &policy),
    ];
    for (path, fields) in forms {
        let answer = scene.town.post(path, &stranger, fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let anybody = scene.town.post("/plan/accept", "", &line).await;
    assert_eq!(anybody.status, StatusCode::UNAUTHORIZED);
    let nowhere = scene.town.get("/plan/line?of=1.2.3", "").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_come_is_told_why() {
    let scene = scene().await;
    let offer = scene.offer(200).await;
    let address = format!("/offer/{offer}/conditions");
    let wrong = [("only_place", "nowhere at all"), ("ready", "2020-01-25")];
    let wrong = scene.town.post(&address, &scene.donor_device, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("nowhere at all") && wrong.body.contains("2020-01-25"));
    let meant = [("only_place", "黄冈")];
    let anybody = scene.town.post(&address, &scene.clerk, &meant).await;
    assert_eq!(anybody.status, StatusCode::UNPROCESSABLE_ENTITY, "not hers");
    let noted = scene.town.post(&address, &scene.donor_device, &meant).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
    let plan = scene.plan().await;
    let line = line_of(&plan, scene.large);
    assert_eq!(line["given"], 0);
    assert_eq!(line["why"]["barred"][0]["words"], "捐赠方写明给黄冈");
    assert_eq!(plan["lots"][0]["reaches"], 0);
    let refused = scene.town.post("/plan/publish", &scene.clerk, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("现在没有能分的货"),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn closed_packs_and_named_recipients_have_their_fields() {
    let scene = scene().await;
    let offer = scene.offer(200).await;
    let address = format!("/offer/{offer}/conditions");
    let wrong = [("recipients", "没有这一家"), ("pack", "几箱")];
    let wrong = scene.town.post(&address, &scene.donor_device, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("名录里没有「没有这一家」"),
        "{}",
        wrong.body
    );
    assert!(wrong.body.contains("几箱"));
    let large = scene
        .town
        .post(&address, &scene.donor_device, &[("pack", "201")])
        .await;
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
    let packed = [("pack", "60 套")];
    let packed = scene
        .town
        .post(&address, &scene.donor_device, &packed)
        .await;
    assert_eq!(packed.status, StatusCode::SEE_OTHER, "{}", packed.body);
    let plan = scene.plan().await;
    assert_eq!(line_of(&plan, scene.large)["given"], 120);
    assert_eq!(line_of(&plan, scene.small)["given"], 60);
    let packing = json!({"size": 60, "stranded": 20, "worst_opened": 50});
    assert_eq!(plan["packing"], packing);
    let page = scene.town.get("/plan", "").await.body;
    for words in ["一箱 60 套", "再挪 60 套", "最低的一家从 40% 到 50%"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let named = [("recipients", "武汉市红十字会医院\n"), ("pack", "")];
    let named = scene.town.post(&address, &scene.donor_device, &named).await;
    assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.body);
    let plan = scene.plan().await;
    assert_eq!(plan["packing"], Value::Null);
    assert_eq!(line_of(&plan, scene.large)["given"], 0);
    assert_eq!(line_of(&plan, scene.small)["given"], 100);
    let own = scene
        .town
        .get(&format!("/offer/{offer}"), &scene.donor_device)
        .await;
    assert!(
        own.body.contains("武汉市红十字会医院 · 武汉"),
        "{}",
        own.body
    );
}

#[tokio::test]
async fn a_form_that_states_a_pack_makes_an_offer_in_packs() {
    let scene = scene().await;
    let form = |pack| {
        vec![
            ("token", TOKEN),
            ("item", "protective_suit"),
            ("quantity", "200"),
            ("pack", pack),
            ("place", "杭州"),
        ]
    };
    let wrong = scene
        .town
        .post("/offer", &scene.donor_device, &form("300"))
        .await;
    assert_eq!(
        wrong.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "more than there is"
    );
    let made = scene
        .town
        .post("/offer", &scene.donor_device, &form("50"))
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert_eq!(scene.plan().await["lots"][0]["pack"], 50);
}

#[tokio::test]
async fn what_is_too_much_is_proposed_and_its_donor_asked() {
    let scene = scene().await;
    let app = &scene.town.community;
    let small = relief::ids::NeedId(scene.small);
    let commitment = app
        .firm(&scene.donor, &scene.town.founder, small, 160)
        .await;
    let alone = scene.plan().await;
    assert_eq!(alone["items"], json!([]), "nothing is on offer");
    assert_eq!(alone["beside"][0]["item"]["item"], "protective_suit");
    assert_eq!(
        alone["beside"][0]["redirects"][0]["quantity"], 60,
        "{alone}"
    );
    let page = scene.town.get("/plan", &scene.donor_device).await.body;
    assert!(
        page.contains("可以改给更缺的") && page.contains("问捐赠方"),
        "{page}"
    );
    let other = app.person("沈杰").await;
    let more = suits_on_offer(30);
    app.app.make_offer(&other, more).await.unwrap();
    let plan = scene.plan().await;
    let redirect = &plan["redirects"][0];
    assert_eq!(redirect["quantity"], 60, "{plan}");
    assert_eq!(
        (&redirect["before"], &redirect["after"]),
        (&json!(0), &json!(20))
    );
    let public = scene.town.get("/plan", "").await.body;
    assert!(
        public.contains("给多了的") && !public.contains("问捐赠方"),
        "{public}"
    );
    let page = scene.town.get("/plan", &scene.clerk).await.body;
    assert!(page.contains("问捐赠方"), "{page}");
    let to = format!("{}:0", scene.large);
    let ask = [("to", to.as_str()), ("quantity", "60"), ("token", TOKEN)];
    let address = format!("/c/{}/propose", commitment.0);
    let asked = scene.town.post(&address, &scene.clerk, &ask).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    assert_eq!(scene.plan().await["redirects"], json!([]), "asked once");
}
