//! Questions over HTTP: asked with a stamp or out of the few without, answered, overdue, with what came of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "questions/asked_on.rs"]
mod asked_on;
#[path = "common/town.rs"]
mod town;

use app::stamp::{STAMP_BITS, zero_bits};
use axum::http::StatusCode;
use relief::code::{PartyKind, Role};
use relief::command::{Actor, Command};
use relief::ids::PartyId;
use relief::name::Name;
use relief::quantity::Quantity;
use serde_json::Value;
use town::{Answer, TOKEN, Town};

const OFFICE: &str = "黄冈市物资保障组";
const WORDS: &str = "罗田要 320 套防护服，官方为什么只给了 20 套？";
/// The token of a second form.
const SECOND: &str = "fedcba9876543210fedcba9876543210";

/// A town with an office of the state.
async fn town() -> (Town, PartyId) {
    let town = Town::new().await;
    let register = Command::RegisterParty {
        kind: PartyKind::Organisation,
        name: Some(Name::new(OFFICE).unwrap()),
        place: None,
    };
    let made = town.community.app.act(Actor::community(), register).await;
    (town, PartyId(made.unwrap().index))
}

/// Wei Lan speaks for offices.
async fn official(town: &Town) -> String {
    let person = town.community.person("韦岚").await;
    let grant = Command::GrantRole {
        party: person.party,
        role: Role::Official,
        room: None,
        recipient: None,
    };
    let app = &town.community.app;
    app.act(Actor::community(), grant).await.unwrap();
    town.device(&person).await
}

/// What a browser's script does with a form.
fn worked(stamp: &Value) -> String {
    let [origin, subject] = ["origin", "subject"].map(|key| stamp[key].as_str().unwrap());
    let fits = |n: &u64| zero_bits(origin, subject, &n.to_string()) >= STAMP_BITS;
    format!("{subject}:{}", (0..).find(fits).unwrap())
}

async fn stamp(town: &Town, page: &str) -> String {
    worked(&town.json(page, "").await["stamp"])
}

fn asking<'a>(stamp: &'a str, token: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("stamp", stamp),
        ("token", token),
        ("text", WORDS),
        ("owed", OFFICE),
        ("cites", ""),
    ]
}

/// Asked without script; the address of the question.
async fn asked(town: &Town) -> String {
    let answer = town.post("/q/new", "", &asking("", TOKEN)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location
}

async fn twin(town: &Town, question: &str) -> Value {
    town.json(&format!("{question}.json"), "").await
}

fn is_kept(answer: &Answer, words: &[&str]) {
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    for word in words {
        assert!(answer.body.contains(word), "{word} in {}", answer.body);
    }
}

#[tokio::test]
async fn somebody_without_an_account_asks_with_a_stamp_that_is_good_once() {
    let (town, _) = town().await;
    let stamp = stamp(&town, "/q/new.json").await;
    let first = town.post("/q/new", "", &asking(&stamp, TOKEN)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let page = town.get(&first.location, "").await;
    // A heading breaks between its phrases.
    let heading = WORDS.split_inclusive('，');
    for words in heading.chain(["没有注册的人", OFFICE, "在等答复", "我也想知道"]) {
        assert!(page.body.contains(words), "{words}");
    }
    let again = town.post("/q/new", "", &asking(&stamp, SECOND)).await;
    assert_eq!(
        again.location, first.location,
        "the same stamp is the same act"
    );
    let list = town.json("/q.json", "").await;
    assert_eq!(list["open"], 1);
    assert_eq!(list["rows"][0]["text"], WORDS);
}

#[tokio::test]
async fn a_stamp_that_does_not_fit_keeps_every_word() {
    let (town, _) = town().await;
    let begun = town.json("/q/new.json", "").await;
    let subject = begun["stamp"]["subject"].as_str().unwrap();
    let lazy = format!("{subject}:x");
    let refused = town.post("/q/new", "", &asking(&lazy, TOKEN)).await;
    is_kept(&refused, &["放久了", WORDS, OFFICE]);
    let late = worked(&begun["stamp"]);
    // A town of tests is a drill: its stamps are good for a week.
    town.community.pass_hours(7 * 24 + 1);
    let refused = town.post("/q/new", "", &asking(&late, TOKEN)).await;
    is_kept(&refused, &["放久了", WORDS]);
    let fields = [
        ("text", ""),
        ("owed", "没有这个单位"),
        ("cites", "N-XXXX 12"),
    ];
    let refused = town.post("/q/new", "", &fields).await;
    is_kept(
        &refused,
        &["名录里没有这个单位", "不是编号", "没有这个单位"],
    );
    assert_eq!(
        town.json("/q.json", "").await["rows"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[tokio::test]
async fn without_script_so_many_an_hour_for_everybody_together() {
    let (town, _) = town().await;
    for n in 0..app::limits::STAMPLESS_PER_HOUR {
        let token = format!("{n:032}");
        let answer = town.post("/q/new", "", &asking("", &token)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{n}");
    }
    let full = town.post("/q/new", "", &asking("", TOKEN)).await;
    assert_eq!(full.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(full.body.contains("这会儿满了") && full.body.contains(WORDS));
    // A repeat of one that was taken is answered as it was, and a stamp or an account still works.
    let repeat = town
        .post("/q/new", "", &asking("", &format!("{:032}", 0)))
        .await;
    assert_eq!(repeat.status, StatusCode::SEE_OTHER);
    let stamp = stamp(&town, "/q/new.json").await;
    let paid = town.post("/q/new", "", &asking(&stamp, TOKEN)).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER);
    let he = town.signed_in("何平").await;
    let known = town.post("/q/new", &he, &asking("", TOKEN)).await;
    assert_eq!(known.status, StatusCode::SEE_OTHER);
    let page = town.get(&known.location, "").await;
    assert!(page.body.contains("一位登记的人"));
}

#[tokio::test]
async fn members_want_to_know_once_and_others_by_work() {
    let (town, _) = town().await;
    let question = asked(&town).await;
    let endorse = format!("{question}/endorse");
    let member = town.member("林晓").await;
    for token in [TOKEN, SECOND] {
        town.post(&endorse, &member, &[("token", token)]).await;
    }
    let stamp = stamp(&town, &format!("{question}.json")).await;
    let other = town
        .post(&endorse, "", &[("stamp", &stamp), ("token", TOKEN)])
        .await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.body);
    let found = twin(&town, &question).await;
    assert_eq!(
        (&found["members"], &found["others"]),
        (&1.into(), &1.into())
    );
    let page = town.get(&question, &member).await;
    assert!(page.body.contains("你说过想知道"));
    // A stamp for one question is none for another.
    let wrong = town.post("/q/new", "", &asking(&stamp, TOKEN)).await;
    is_kept(&wrong, &["放久了"]);
}

#[tokio::test]
async fn the_clock_runs_out_in_public_and_an_answer_stops_it() {
    let (town, office) = town().await;
    let question = asked(&town).await;
    let wei = official(&town).await;
    town.community.pass_hours(49);
    assert_eq!(twin(&town, &question).await["standing"], "overdue");
    let page = town.get(&question, "").await;
    assert!(page.body.contains("逾期") && page.body.contains("已经过了 1 小时"));
    let list = town.json("/q.json?show=overdue", "").await;
    assert_eq!(list["rows"].as_array().unwrap().len(), 1);
    let late = town
        .post(
            &format!("{question}/delay"),
            &wei,
            &[
                ("token", TOKEN),
                ("due", "2030-01-01"),
                ("reason", "others"),
            ],
        )
        .await;
    is_kept(&late, &["已经过了期限", "2030-01-01"]);
    let answer = [
        ("token", SECOND),
        ("answer", "已补拨 60 套。"),
        ("cites", ""),
    ];
    let given = town
        .post(&format!("{question}/answer"), &wei, &answer)
        .await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    town.community.pass_hours(500);
    let list = town.json(&format!("/q.json?of=p{}", office.0), "").await;
    let record = &list["offices"][0];
    assert_eq!(
        (&record["late"], &record["overdue"]),
        (&1.into(), &0.into())
    );
    assert_eq!(record["median_seconds"], 49 * 3_600);
    let page = town.get(&question, "").await;
    assert!(page.body.contains("已补拨 60 套。") && page.body.contains("晚了 1 小时"));
}

#[tokio::test]
async fn more_time_is_public_and_the_question_goes_to_somebody_else() {
    let (town, _) = town().await;
    let question = asked(&town).await;
    let (wei, he) = (official(&town).await, town.signed_in("何平").await);
    let due = town.json(&format!("{question}.json"), "").await["assignments"][0]["due"].as_i64();
    let day = relief_day(due.unwrap() + 2 * 86_400);
    let delay = [
        ("token", TOKEN),
        ("due", day.as_str()),
        ("reason", "records"),
        ("remark", "台账在仓库"),
    ];
    let refused = town.post(&format!("{question}/delay"), &he, &delay).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let taken = town.post(&format!("{question}/delay"), &wei, &delay).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let page = town.get(&question, "").await;
    assert!(page.body.contains("要查记录") && page.body.contains("台账在仓库"));
    town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let to = [("token", SECOND), ("owed", "武汉市金银潭医院")];
    let passed = town.post(&format!("{question}/assign"), &wei, &to).await;
    assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.body);
    let found = twin(&town, &question).await;
    assert_eq!(found["assignments"][1]["owed"]["name"], "武汉市金银潭医院");
}

/// A moment's day as `date` inputs hold it, in UTC: a day more or less does not matter here.
fn relief_day(at: i64) -> String {
    relief::watch::day::Day::of(relief::ids::Stamp(at)).iso()
}

#[tokio::test]
async fn an_answer_leads_to_official_supply_on_one_page() {
    let (town, _) = town().await;
    town.open("武汉市金银潭医院", Quantity::Exact(300)).await;
    let question = asked(&town).await;
    let wei = official(&town).await;
    let answer = [
        ("token", TOKEN),
        ("answer", "已补拨 60 套。"),
        ("cites", "9999999"),
    ];
    let nowhere = town
        .post(&format!("{question}/answer"), &wei, &answer)
        .await;
    is_kept(&nowhere, &["已补拨 60 套。", "9999999"]);
    let answer = [
        ("token", SECOND),
        ("answer", "已补拨 60 套。"),
        ("cites", "1"),
    ];
    town.post(&format!("{question}/answer"), &wei, &answer)
        .await;
    let mut supply = supply();
    supply.push(("deliver_on", "2020-01-26"));
    let made = town.post("/official/new", &wei, &supply).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let he = town.signed_in("何平").await;
    let effect = [
        ("token", "effect0123456789abcdef"),
        ("effect", made.location.as_str()),
    ];
    let theirs = town.post(&format!("{question}/effect"), &he, &effect).await;
    assert_eq!(
        theirs.status,
        StatusCode::FORBIDDEN,
        "whoever decided says so"
    );
    let said = town
        .post(&format!("{question}/effect"), &wei, &effect)
        .await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
    let found = twin(&town, &question).await;
    assert_eq!(found["effects"][0]["rows"][0][1], "0 套");
    assert_eq!(found["effects"][0]["rows"][0][2], "60 套");
    assert_eq!(found["effects"][0]["waits"], true);
    let page = town.get(&question, "").await;
    assert!(page.body.contains("有一件事还在等"));
    let left = "aria-label=\"还有 2 天，1月26日应送到\"";
    assert!(page.body.contains(left), "{}", page.body);
    let record = town.get(&made.location, "").await;
    assert!(record.body.contains("因为") && record.body.contains("/q/Q-"));
    let list = town.json("/q.json?show=effect", "").await;
    assert_eq!(list["rows"][0]["effects"], 1);
    assert_eq!(list["offices"][0]["effect_percent"], 100);
    town.community.pass_hours(3 * 24);
    let page = town.get(&question, "").await;
    for words in ["有一件事逾期了", "应在1月26日送到，已逾期 1 天"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}

#[tokio::test]
async fn words_that_go_leave_a_tombstone() {
    let (town, _) = town().await;
    let question = asked(&town).await;
    let id = question.trim_start_matches("/q/").to_owned();
    let moderator = town.community.person("申可").await;
    let party = moderator.party;
    town.community.grant(party, Role::Moderator).await;
    let device = town.device(&moderator).await;
    let gone = [
        ("token", TOKEN),
        ("entry", &id),
        ("field", "text"),
        ("ground", "privacy"),
    ];
    let removed = town
        .post(&format!("{question}/redact"), &device, &gone)
        .await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
    let page = town.get(&question, "").await;
    assert!(
        !page.body.contains(WORDS) && page.body.contains("写了私人信息"),
        "{}",
        page.body
    );
    assert_eq!(
        town.get("/q/9999999", "").await.status,
        StatusCode::NOT_FOUND
    );
}

/// Sixty suits for the hospital, as the form that records official supply says it.
fn supply() -> Vec<(&'static str, &'static str)> {
    vec![
        ("token", TOKEN),
        ("recipient", "武汉市金银潭医院"),
        ("item", "protective_suit"),
        ("amount", "60"),
        ("kind", "allocated"),
        ("day", "2020-01-24"),
        ("office", OFFICE),
    ]
}
