//! Sealed tips without script: written, promised, opened by those who were chosen, answered, read with the receipt.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs
)]

#[path = "common/town.rs"]
mod town;

use app::tip::WAIT_HOURS_MAX;
use axum::http::StatusCode;
use base64::Engine as _;
use relief::code::Role;
use relief::command::{Actor, Command};
use relief::ids::CustodianId;
use relief::tip::{OUTCOME_DAYS, TIPS_PER_BATCH};
use serde_json::Value;
use tip::{Key, Kind, Letter};
use town::{TOKEN, Town};

const WHAT: &str = "二月八日夜里，东门出去两车口罩，出库单上没有";
const READER: &str = "lang=zh-Hans";

struct Box {
    town: Town,
    lead: String,
    custodians: Vec<(String, Key, u64)>,
}

async fn opened_box() -> Box {
    let town = Town::new().await;
    let lead = town.signed_in("周敏").await;
    let party = relief::ids::PartyId(town.community.app.size() - 1);
    town.community.grant(party, Role::Founder).await;
    let mut custodians = Vec::new();
    for (n, name) in ["沈砚", "罗清", "唐映"].into_iter().enumerate() {
        let (cookie, key) = (town.signed_in(name).await, Key::generate());
        let (about, token) = (format!("{name}，律师"), format!("{TOKEN}{n}"));
        let public = key.public();
        let fields = [
            ("about", about.as_str()),
            ("key", &public),
            ("token", &token),
        ];
        let sent = town.post("/tip/custodians", &cookie, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let id = town.community.app.size() - 1;
        let address = format!("/tip/custodians/{id}/confirm");
        let self_made = town.post(&address, &cookie, &[]).await;
        assert_eq!(self_made.status, StatusCode::FORBIDDEN);
        let confirmed = town.post(&address, &lead, &[]).await;
        assert_eq!(
            confirmed.status,
            StatusCode::SEE_OTHER,
            "{}",
            confirmed.body
        );
        custodians.push((cookie, key, id));
    }
    Box {
        town,
        lead,
        custodians,
    }
}

impl Box {
    fn form(&self, chosen: &[usize]) -> Vec<(String, String)> {
        let mut fields = vec![
            ("what".to_owned(), WHAT.to_owned()),
            ("place".to_owned(), "武汉转运站".to_owned()),
            ("aware".to_owned(), "1".to_owned()),
        ];
        let ids = chosen.iter().map(|n| self.custodians[*n].2.to_string());
        fields.extend(ids.map(|id| ("c".to_owned(), id)));
        fields
    }

    async fn send(&self, fields: &[(String, String)]) -> town::Answer {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        self.town.post("/tip", READER, &fields).await
    }

    async fn hour(&self) {
        self.town.community.pass_hours(1);
        self.town.community.app.tend_tips().await.unwrap();
    }

    /// What one custodian can open of the box, with its leaf.
    async fn opened_by(&self, n: usize) -> Vec<(String, Letter)> {
        let (cookie, key, _) = &self.custodians[n];
        let fetched = self.town.get("/tip/box", cookie).await;
        assert_eq!(fetched.status, StatusCode::OK);
        let lines = fetched
            .body
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let open = |line: Value| {
            let sealed = base64::engine::general_purpose::STANDARD
                .decode(line["sealed"].as_str().unwrap())
                .unwrap();
            let padded = tip::open(&sealed, key).ok()?;
            let letter = Letter::decode(tip::unpad(&padded).unwrap()).unwrap();
            (letter.kind != Kind::Filling)
                .then(|| (line["leaf"].as_str().unwrap().to_owned(), letter))
        };
        lines.filter_map(open).collect()
    }
}

fn receipt_on(page: &str) -> String {
    let (_, rest) = page.split_once("id=\"receipt-code\">").expect("a receipt");
    let (code, _) = rest.split_once("</p>").expect("its end");
    code.replace("<span>", "").replace("</span>", "")
}

#[tokio::test]
async fn a_tip_without_script_goes_the_whole_way_and_back() {
    let here = opened_box().await;
    let page = here.town.get("/tip", READER).await;
    assert!(page.body.contains("沈砚，律师") && page.body.contains("这样写，保护少一层"));
    assert!(!page.body.contains("live.js") && page.cookie.is_none());
    let sent = here.send(&here.form(&[0, 2])).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    assert!(sent.cookie.is_none());
    let receipt = receipt_on(&sent.body);
    here.hour().await;

    let mine = here.opened_by(0).await;
    assert_eq!((mine.len(), mine[0].1.what.as_str()), (1, WHAT));
    assert!(here.opened_by(1).await.is_empty(), "left out");
    assert_eq!(here.opened_by(2).await.len(), 1);

    let answer = Letter {
        kind: Kind::Reply,
        what: "收到了。是几点？".to_owned(),
        ..Letter::default()
    };
    let reply_to = mine[0].1.reply_to.clone().unwrap();
    let sealed = tip::seal(&tip::pad(&answer.encode()).unwrap(), &[reply_to], 1).unwrap();
    let armored = tip::armored(&sealed);
    let fields = [("leaf", mine[0].0.as_str()), ("age", &armored)];
    let bare = [("leaf", mine[0].0.as_str()), ("age", "not sealed")];
    let again = here
        .town
        .post("/tip/reply", &here.custodians[0].0, &bare)
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for typed in [mine[0].0.as_str(), "not sealed"] {
        assert!(again.body.contains(typed), "{}", again.body);
    }
    let left = here
        .town
        .post("/tip/reply", &here.custodians[0].0, &fields)
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);

    let typed = receipt.to_lowercase().replace(' ', "");
    let read = here
        .town
        .post("/tip/read", READER, &[("receipt", &typed)])
        .await;
    assert!(read.body.contains("收到了。是几点？"), "{}", read.body);
    let mut more = here.form(&[0]);
    more.push(("receipt".to_owned(), typed));
    let more = here.send(&more).await;
    assert!(more.body.contains("收据码还是原来那一组") && !more.body.contains("receipt-code"));
}

#[tokio::test]
async fn receipts_that_lead_somewhere_and_nowhere_look_alike() {
    let here = opened_box().await;
    let receipt = receipt_on(&here.send(&here.form(&[0])).await.body);
    here.hour().await;
    let (other, _) = here.town.community.app.draw_receipt().await.unwrap();
    let valid = here
        .town
        .post("/tip/read", READER, &[("receipt", &receipt)])
        .await;
    let other = other.to_string();
    let nowhere = here
        .town
        .post("/tip/read", READER, &[("receipt", &other)])
        .await;
    assert_eq!(valid.status, nowhere.status);
    assert_eq!(valid.body, nowhere.body);
    let lookup = "07".repeat(32);
    let answers = here
        .town
        .post("/tip/answers", READER, &[("lookup", &lookup)])
        .await;
    let length = |body: &str| body.len() % (64 * 1024);
    assert_eq!((length(&valid.body), length(&answers.body)), (0, 0));
    let answers: Value = serde_json::from_str(&answers.body).unwrap();
    assert_eq!(answers["answers"].as_array().unwrap().len(), 8);
}

#[tokio::test]
async fn what_does_not_fit_comes_back_with_every_word() {
    let here = opened_box().await;
    let wrong = |change: &str, value: &str| {
        let mut fields = here.form(&[0]);
        fields.retain(|(name, _)| name != change);
        if !value.is_empty() {
            fields.push((change.to_owned(), value.to_owned()));
        }
        fields
    };
    for (fields, says) in [
        (wrong("what", ""), "写一句看到了什么"),
        (wrong("c", ""), "至少留一位保管人"),
        (wrong("c", "999999"), "至少留一位保管人"),
        (wrong("aware", ""), "请先勾选"),
        (wrong("receipt", "ABC"), "收据码是 24 个字，这里有 3 个"),
        (
            wrong("receipt", "5DN9 X8GW R8GS R3BT KVB8 KV6S"),
            "第 1、6 组抄错了",
        ),
        (
            wrong("receipt", "5DN8 X8G R8GS R3BT KVB8 KV6R"),
            "第 2 组抄错了",
        ),
    ] {
        let back = here.send(&fields).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.body.contains(says), "{says}: {}", back.body);
        assert!(back.body.contains("武汉转运站"));
    }
    for age in [
        "",
        "hello",
        "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----",
    ] {
        let back = here.town.post("/tip/age", READER, &[("age", age)]).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.body.contains("这不是保管人能拆的封件") && back.body.contains(age));
    }
}

#[tokio::test]
async fn the_secret_half_of_a_key_is_not_taken_and_not_shown_again() {
    let town = Town::new().await;
    let cookie = town.signed_in("沈砚").await;
    let secret = Key::generate().secret().to_owned();
    for (n, typed) in [secret.clone(), secret.to_lowercase()].iter().enumerate() {
        let token = format!("{TOKEN}{n}");
        let fields = [("about", "沈砚，律师"), ("key", typed), ("token", &token)];
        let back = town.post("/tip/custodians", &cookie, &fields).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.body.contains("这是私钥"), "{}", back.body);
        assert!(back.body.contains("沈砚，律师"));
        assert!(!back.body.contains(typed.as_str()));
    }
}

#[tokio::test]
async fn a_full_box_says_so_in_both_languages_and_keeps_the_words() {
    let here = opened_box().await;
    let app = &here.town.community.app;
    let ids: Vec<_> = here
        .custodians
        .iter()
        .map(|(.., id)| CustodianId(*id))
        .collect();
    let sealed = app.seal_letter(Letter::default(), &ids).await.unwrap();
    for _ in 0..TIPS_PER_BATCH * WAIT_HOURS_MAX {
        app.take_tip(sealed.clone(), [7; 32], None).await.unwrap();
    }
    let form = here.form(&[0]);
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    for (language, says) in [
        ("lang=zh-Hans", "密报箱这一小时已满"),
        ("lang=en", "The box is full"),
    ] {
        let back = here.town.post("/tip", language, &form).await;
        assert_eq!(back.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(
            back.body.contains(says) && back.body.contains(WHAT),
            "{}",
            back.body
        );
    }
    here.hour().await;
    let sent = here.send(&here.form(&[0])).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    let page = here.town.json("/tip.json", READER).await;
    assert_eq!(page["full"].as_bool(), Some(true), "the hour says so");
}

#[tokio::test]
async fn what_has_no_outcome_by_its_date_is_overdue_in_public() {
    let here = opened_box().await;
    here.hour().await;
    let overdue = async || here.town.json("/tip.json", READER).await["overdue"].as_u64();
    here.town.community.pass_hours(24 * OUTCOME_DAYS);
    assert_eq!(overdue().await, Some(0));
    here.town.community.pass_hours(1);
    assert_eq!(overdue().await, Some(16));
    let page = here.town.get("/tip", READER).await.body;
    assert!(page.contains("超过 14 天没有结果"));
}

#[tokio::test]
async fn what_is_gone_is_said_before_anybody_sends_another() {
    let here = opened_box().await;
    here.hour().await;
    let leaf = *here
        .town
        .community
        .app
        .state()
        .tips
        .open
        .keys()
        .next()
        .unwrap();
    let miss = Command::MissTips { leaves: vec![leaf] };
    let named = here
        .town
        .community
        .app
        .act(Actor::community(), miss)
        .await
        .unwrap();
    let page = here.town.get("/tip", READER).await.body;
    let (before, _) = page.split_once("先封好，再贴上来").unwrap();
    assert!(before.contains("封件不见了 1") && before.contains(&format!("/l/{}", named.index)));
    let json = here.town.json("/tip.json", READER).await;
    assert_eq!(json["missing_in"][0].as_u64(), Some(named.index));
}

#[tokio::test]
async fn an_age_file_of_the_senders_own_travels_inside() {
    let here = opened_box().await;
    let inner = tip::seal(WHAT.as_bytes(), &[here.custodians[1].1.public()], 1).unwrap();
    let armored = tip::armored(&inner);
    let sent = here
        .town
        .post("/tip/age", READER, &[("age", &armored)])
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    here.hour().await;
    let found = here.opened_by(0).await;
    assert_eq!(found[0].1.kind, Kind::Age);
    let file = &found[0].1.files[0].bytes;
    assert!(tip::open(file, &here.custodians[0].1).is_err());
    assert_eq!(
        tip::open(file, &here.custodians[1].1).unwrap(),
        WHAT.as_bytes()
    );
}

#[tokio::test]
async fn only_custodians_fetch_answer_and_close() {
    let here = opened_box().await;
    let nobody = here.town.get("/tip/box", READER).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let stranger = here.town.get("/tip/box", &here.lead).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    here.hour().await;
    let leaf = here
        .town
        .community
        .app
        .state()
        .tips
        .open
        .keys()
        .next()
        .unwrap()
        .hex();
    let refused = here
        .town
        .post("/tip/close", &here.lead, &[("leaves", &leaf)])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let spoilt = format!("{leaf} not-a-leaf");
    let again = here
        .town
        .post("/tip/close", &here.custodians[0].0, &[("leaves", &spoilt)])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains(&spoilt), "{}", again.body);
    for (cookie, ..) in &here.custodians[..2] {
        let closed = here
            .town
            .post("/tip/close", cookie, &[("leaves", &leaf)])
            .await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
    }
    let page = here.town.json("/tip.json", READER).await;
    assert_eq!(
        (page["open"].as_u64(), page["closed"].as_u64()),
        (Some(15), Some(1))
    );
    let keys = here.town.get("/tip/keys.txt", READER).await.body;
    assert_eq!(keys.lines().filter(|l| l.starts_with("age1")).count(), 3);
}

/// With the whole folder and every secret in it: no word of a tip, no receipt.
#[tokio::test]
async fn a_seized_folder_gives_nothing_away() {
    let here = opened_box().await;
    let receipt = receipt_on(&here.send(&here.form(&[0, 1, 2])).await.body);
    here.hour().await;
    let letters = receipt.replace(' ', "");
    let canaries = [WHAT, "武汉转运站", &receipt, &letters];
    for file in std::fs::read_dir(here.town.community.dir()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for canary in canaries {
            let found = bytes.windows(canary.len()).any(|w| w == canary.as_bytes());
            assert!(!found, "{canary} stands in {}", path.display());
        }
    }
}
