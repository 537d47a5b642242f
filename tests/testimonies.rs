//! Testimonies over HTTP: said without an account, decided by moderators, answered, removed; and thousands at once.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use whole_program::{Client, Town, index_in, sent, skip};

/// Testimonies of the burst: as many as the deployment in Haiti of 2010 took in.
const BURST: usize = 3_600;
/// People who send them, each no faster than an account may act.
const SENDERS: usize = 72;
/// Messages in the room meanwhile.
const MESSAGES: usize = 120;
/// Times that a busy answer is tried again.
const TRIES_MAX: usize = 2_000;
/// Places by which the spots of the burst are told apart: counties of Hubei.
const COUNTIES: [&str; 8] = [
    "洪山区",
    "江汉区",
    "武昌区",
    "汉阳区",
    "团风县",
    "罗田县",
    "英山县",
    "麻城市",
];

fn statement<'f>(words: &'f str, place: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("statement", words),
        ("kind", "care"),
        ("place", place),
        ("day", "2020-01-30"),
    ]
}

fn text(page: &Value, pointer: &str) -> String {
    page.pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn count(page: &Value, pointer: &str) -> u64 {
    page.pointer(pointer)
        .and_then(Value::as_u64)
        .unwrap_or_default()
}

#[tokio::test]
async fn a_stranger_testifies_and_the_page_is_the_receipt() -> Result<()> {
    let town = Town::open().await?;
    let stranger = Client::new(town.server.address())?;
    let page = sent(
        &stranger,
        "/testify",
        &statement("canary-words-5512 in the ward", "武汉"),
    )
    .await?;
    ensure!(
        stranger.cookies()?.is_empty(),
        "nobody gets an account by it"
    );
    let id = index_in(&page)?;
    for path in [
        &page,
        &format!("/l/{id}"),
        &"/s".to_owned(),
        &"/mod".to_owned(),
    ] {
        let seen = stranger.get(path).await?;
        ensure!(seen.status == 200, "{path} answers {}", seen.status);
        ensure!(
            !seen.body.contains("canary-words"),
            "{path} shows what nobody published"
        );
    }
    let waiting = stranger.get_json(&format!("{page}.json")).await?;
    ensure!(text(&waiting, "/standing") == "waiting" && text(&waiting, "/seal").len() == 64);
    let queue = town.founder.get("/mod").await?.body;
    ensure!(
        queue.contains("canary-words-5512"),
        "the moderator reads it"
    );
    let ids = id.to_string();
    let publish = [("ids", ids.as_str()), ("decision", "publish")];
    let refused = town.clerk.post("/mod", &publish).await?;
    ensure!(
        refused.status == 403,
        "a member decides nothing: {}",
        refused.status
    );
    sent(&town.founder, "/mod", &publish).await?;
    let shown = stranger.get(&page).await?.body;
    ensure!(shown.contains("canary-words-5512"));
    it_is_supported_answered_and_contested(&town, &stranger, &page).await?;
    it_is_removed(&town, &stranger, &page, &text(&waiting, "/seal")).await
}

async fn it_is_supported_answered_and_contested(
    town: &Town,
    stranger: &Client,
    page: &str,
) -> Result<()> {
    let support = [("evidence", "saw"), ("remark", "我也在")];
    sent(&town.clerk, &format!("{page}/support"), &support).await?;
    let answer = [("answer", "it was mended the next day"), ("named", "1")];
    sent(stranger, &format!("{page}/answer"), &answer).await?;
    let objection = [("objection", "不是这样")];
    sent(&town.verifier, &format!("{page}/contest"), &objection).await?;
    let seen = stranger.get_json(&format!("{page}.json")).await?;
    let behind = (count(&seen, "/branches"), count(&seen, "/kinds"));
    ensure!(behind == (1, 1), "{seen}");
    let named = seen.pointer("/answers/0/named").and_then(Value::as_bool);
    ensure!(named == Some(true), "{seen}");
    Ok(())
}

async fn it_is_removed(town: &Town, stranger: &Client, page: &str, seal: &str) -> Result<()> {
    let ground = [("ground", "safety")];
    sent(&town.founder, &format!("{page}/remove"), &ground).await?;
    let gone = stranger.get(page).await?.body;
    ensure!(!gone.contains("canary-words-5512") && gone.contains(&seal[..8]));
    let gone = stranger.get_json(&format!("{page}.json")).await?;
    let stone = count(&gone, "/removed/entry");
    ensure!(text(&gone, "/standing") == "removed" && stone > index_in(page)?);
    Ok(())
}

/// A list of 36,000 in and 32,000 out, and what a stranger saw of it.
#[tokio::test]
async fn it_becomes_evidence_of_a_flag() -> Result<()> {
    let town = Town::open().await?;
    let reader = Client::new(town.server.address())?;
    let lines = "仁爱医院，N95口罩，16000，北京一家公司\n天佑医院，N95口罩，16000，北京一家公司";
    let list = [
        ("issuer", "湖北省红十字会"),
        ("day", "2020-01-30"),
        ("source", "https://example.org/notice/4704"),
        ("lines", lines),
        ("totals", "北京一家公司，N95口罩，36000"),
        ("name", "何平"),
    ];
    sent(&reader, "/watch/lists/new", &list).await?;
    let watch = reader.get_json("/watch.json").await?;
    let flag = format!("/watch/{}", count(&watch, "/flags/0/id"));
    let stranger = Client::new(town.server.address())?;
    let words = "the van with four thousand stood behind the hall";
    let page = sent(&stranger, "/testify", &statement(words, "武汉")).await?;
    let id = index_in(&page)?.to_string();
    let publish = [("ids", id.as_str()), ("decision", "publish")];
    sent(&town.founder, "/mod", &publish).await?;

    let begun = format!("{flag}?testimony={id}");
    ensure!(
        !stranger.get(&page).await?.body.contains(&begun),
        "nobody else says what it is evidence of"
    );
    ensure!(town.founder.get(&page).await?.body.contains(&begun));
    let form = town.founder.get(&begun).await?.body;
    ensure!(form.contains(words), "the answer begins with its words");
    let answer = [("answer", words), ("testimony", id.as_str())];
    sent(&town.founder, &format!("{flag}/answer"), &answer).await?;
    let of_flag = reader.get(&flag).await?.body;
    ensure!(of_flag.contains(&format!("href=\"{page}\"")), "{of_flag}");
    let of_statement = reader.get(&page).await?.body;
    ensure!(
        of_statement.contains(&format!("href=\"{flag}\"")),
        "{of_statement}"
    );
    Ok(())
}

/// What somebody writes at a testimony stands, and they are told that it is not tied to it, once that was removed.
#[tokio::test]
async fn whoever_tied_it_is_told_that_it_was_removed_meanwhile() -> Result<()> {
    let town = Town::open().await?;
    let stranger = Client::new(town.server.address())?;
    let words = "武汉市金银潭医院急需防护服 20 套";
    let page = sent(&stranger, "/testify", &statement(words, "武汉")).await?;
    let id = index_in(&page)?.to_string();
    let publish = [("ids", id.as_str()), ("decision", "publish")];
    sent(&town.founder, "/mod", &publish).await?;
    let room = town.room.to_string();
    let need = [
        ("recipient", "武汉市金银潭医院"),
        ("place", "武汉"),
        ("item-0", "protective_suit"),
        ("quantity-0", "20"),
        ("how-0", "exact"),
        ("source", "https://example.org/notice/9"),
        ("contact", "027-00000000"),
        ("testimony", id.as_str()),
        ("room", room.as_str()),
    ];
    let tied = sent(&town.clerk, "/need/new", &need).await?;
    ensure!(!tied.contains('?'), "it is tied: {tied}");
    let told = town.clerk.get(&tied).await?.body;
    ensure!(!told.contains("没有连上"), "it is tied: {told}");
    ensure!(told.contains(&format!("href=\"/s/{id}\"")), "{told}");
    let remove = [("ground", "privacy")];
    sent(&town.founder, &format!("{page}/remove"), &remove).await?;
    let mut late = need;
    late[0].1 = "武汉市第五医院";
    let made = sent(&town.clerk, "/need/new", &late).await?;
    let told = town.clerk.get(&made).await?.body;
    ensure!(told.contains("没有连上见证"), "{made}: {told}");
    ensure!(told.contains("那条见证已经移除了"), "{told}");
    ensure!(told.contains("你写的已经记下了"), "{told}");
    Ok(())
}

#[tokio::test]
async fn an_accusation_waits_for_a_second_person() -> Result<()> {
    let town = Town::open().await?;
    let mut form = statement("他们把三车口罩运走了", "武汉");
    form.push(("accuses", "1"));
    let page = sent(&town.clerk, "/testify", &form).await?;
    let id = index_in(&page)?.to_string();
    let publish = [("ids", id.as_str()), ("decision", "publish")];
    sent(&town.founder, "/mod", &publish).await?;
    let seen = town.clerk.get_json(&format!("{page}.json")).await?;
    ensure!(text(&seen, "/standing") == "waiting", "{seen}");
    let again = town.founder.post("/mod", &publish).await?;
    ensure!(again.status == 422, "one person is one: {}", again.status);
    let hold = [
        ("ids", id.as_str()),
        ("decision", "hold"),
        ("reason", "accuses"),
        ("hours", "24"),
    ];
    sent(&town.founder, "/mod", &hold).await?;
    let seen = town.clerk.get_json(&format!("{page}.json")).await?;
    ensure!(text(&seen, "/standing") == "held", "{seen}");
    let me = town.verifier.get_json("/me.json").await?;
    let party = count(&me, "/person/party").to_string();
    let name = [("party", party.as_str()), ("act", "name")];
    let refused = town.clerk.post("/mod/moderators", &name).await?;
    ensure!(
        refused.status == 403,
        "who leads not names nobody: {}",
        refused.status
    );
    sent(&town.founder, "/mod/moderators", &name).await?;
    sent(&town.verifier, "/mod", &publish).await?;
    let seen = town.clerk.get_json(&format!("{page}.json")).await?;
    ensure!(text(&seen, "/standing") == "published", "{seen}");
    Ok(())
}

#[tokio::test]
async fn what_does_not_fit_comes_back_with_every_word() -> Result<()> {
    let town = Town::open().await?;
    let stranger = Client::new(town.server.address())?;
    let long = "长".repeat(2_001);
    let bad: [(&str, &str); 7] = [
        ("statement", ""),
        ("statement", &long),
        ("kind", "gossip"),
        ("place", "nowhere at all"),
        ("day", "yesterday"),
        ("day", "2099-01-01"),
        ("about", "没有这个单位"),
    ];
    for (field, value) in bad {
        let mut form = statement("words that must stay", "武汉");
        form.retain(|(name, _)| *name != field);
        form.push((field, value));
        let answer = stranger.post("/testify", &form).await?;
        ensure!(answer.status == 422, "{field}={value}: {}", answer.status);
        ensure!(
            answer.body.contains(&format!("href=\"#{field}\"")),
            "{field} is named: {}",
            answer.body
        );
        ensure!(field == "statement" || answer.body.contains("words that must stay"));
    }
    let counts = stranger.get_json("/s.json").await?;
    ensure!(count(&counts, "/counts/received") == 0, "{counts}");
    Ok(())
}

/// Where and when, in the shape of the reports of Haiti: which coordinate, so that those on one default coordinate fall
/// together, and the day. No word of theirs is read.
fn shape(data: &str) -> Vec<(usize, String)> {
    let mut spots: Vec<String> = Vec::new();
    let rows = data.split("\n").skip(1).filter_map(|row| {
        let fields: Vec<&str> = row.rsplitn(5, ',').collect();
        let [_, _, lon, lat, _] = fields.as_slice() else {
            return None;
        };
        (lat.parse::<f64>().is_ok() && lon.parse::<f64>().is_ok()).then(|| format!("{lat}/{lon}"))
    });
    let mut shaped = Vec::new();
    for spot in rows {
        let at = spots.iter().position(|s| *s == spot);
        let at = at.unwrap_or_else(|| {
            spots.push(spot);
            spots.len() - 1
        });
        shaped.push((at, format!("2020-01-{:02}", 24 + at % 7)));
    }
    shaped
}

/// Sends one form until it is taken: a busy answer is no refusal.
async fn pushed(client: &Client, path: &str, form: &[(&str, &str)]) -> Result<String> {
    for _ in 0..TRIES_MAX {
        let answer = client.post(path, form).await?;
        match answer.status {
            303 => return answer.location().context("leads nowhere"),
            503 => tokio::task::yield_now().await,
            other => anyhow::bail!("{path} answered {other}: {}", answer.body),
        }
    }
    anyhow::bail!("{path} stays busy")
}

/// Founders of rooms of their own, so that no room grows beyond one lead.
async fn senders(town: &Town) -> Result<Vec<Client>> {
    let mut senders = Vec::new();
    for n in 0..SENDERS {
        let client = Client::speaking(town.server.address(), "zh-Hans")?;
        let (room, name) = (format!("见证群{n}"), format!("见证人{n}"));
        let form = [
            ("room_name", room.as_str()),
            ("place", "武汉"),
            ("name", name.as_str()),
        ];
        sent(&client, "/new", &form).await?;
        senders.push(client);
    }
    Ok(senders)
}

/// One sender's share of the burst; answers the pages of what was taken.
async fn pour(
    n: usize,
    client: &Client,
    shape: &[(usize, String)],
    count: &AtomicUsize,
) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    for at in (n..BURST).step_by(SENDERS) {
        let (spot, day) = &shape[at % shape.len()];
        let mixed = at.wrapping_mul(2_654_435_761);
        let words = format!("第 {at} 条：在 {spot} 号地点看到的情况 {mixed:x}");
        let token = format!("{at:032x}");
        let mut form = statement(&words, COUNTIES[spot % COUNTIES.len()]);
        form.retain(|(name, _)| *name != "day");
        form.extend([("day", day.as_str()), ("token", token.as_str())]);
        pages.push(pushed(client, "/testify", &form).await?);
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(pages)
}

/// As many as Haiti's deployment took in, at once, while the room goes on talking: every one is kept, and every message.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_at_once_are_all_kept_while_the_room_goes_on() -> Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/haiti-ushahidi-2010/haiti-reports.csv");
    let Ok(data) = fs::read_to_string(&data) else {
        skip(
            "thousands_at_once_are_all_kept_while_the_room_goes_on",
            "no ../shared/data/haiti-ushahidi-2010",
        );
        return Ok(());
    };
    let shape = Arc::new(shape(&data));
    ensure!(
        shape.len() >= 3_000,
        "the file has its shape: {}",
        shape.len()
    );
    let town = Town::open().await?;
    let senders = senders(&town).await?;
    let sent_so_far = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = senders
        .into_iter()
        .enumerate()
        .map(|(n, client)| {
            let (shape, count) = (Arc::clone(&shape), Arc::clone(&sent_so_far));
            tokio::spawn(async move { pour(n, &client, &shape, &count).await })
        })
        .collect();
    let say = format!("/r/{}/say", town.room);
    let speakers = [&town.founder, &town.clerk, &town.verifier];
    let mut during = 0;
    for n in 0..MESSAGES {
        let words = format!("群里的第 {n} 句");
        pushed(speakers[n % speakers.len()], &say, &[("text", &words)]).await?;
        during += usize::from(sent_so_far.load(Ordering::Relaxed) < BURST);
    }
    let mut kept = BTreeSet::new();
    for task in tasks {
        kept.extend(task.await??);
    }
    ensure!(kept.len() == BURST, "{} of {BURST} pages", kept.len());
    ensure!(during > 0, "the room spoke while they came");
    let counts = town.founder.get_json("/mod.json").await?;
    ensure!(
        count(&counts, "/counts/received") == BURST as u64,
        "{counts}"
    );
    ensure!(
        count(&counts, "/counts/waiting") == BURST as u64,
        "{counts}"
    );
    let queue = town.founder.get("/mod").await?;
    ensure!(
        queue.status == 200 && queue.body.contains("/s/"),
        "the moderator has it in piles"
    );
    let last = kept.iter().next_back().context("one at least")?;
    ensure!(town.clerk.get(last).await?.status == 200);
    Ok(())
}
