//! People without an account: a form that comes twice makes one of them, and a flood of them is held back.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tokio::task::JoinSet;
use whole_program::{Answer, Client, Scene, Server};

use super::{alive, need};

/// How often a form comes at once.
const TIMES: usize = 6;
/// More newcomers than one network neighbour may bring at once, also when the test takes a minute.
const TOO_MANY: usize = 160;

type Form<'a> = Vec<(&'a str, &'a str)>;

/// What the answers to one form led to.
struct Outcome {
    /// Entries it made.
    entries: u64,
    /// Where everybody was sent.
    location: String,
    /// Who everybody is now.
    party: u64,
}

#[tokio::test]
async fn a_newcomers_report_offer_and_gift_make_one_account_and_act_once() -> Result<()> {
    let server = Server::serve(&[])?;
    let found = [("name", "陈立"), ("token", "found-3f9c2d7e11")];
    // The founder is never locked out by a second tap: every answer signs in.
    assert_eq!(
        send(&server, TIMES, "/found", &found).await?.location,
        "/new"
    );

    let report = |hospital, token| need(&[("recipient", hospital), ("token", token)]);
    let one = send(
        &server,
        1,
        "/need/new",
        &report("雷神山", "report-51ab77c0d1"),
    )
    .await?;
    let form = report("金银潭", "report-51ab77c0d2");
    let many = send(&server, TIMES, "/need/new", &form).await?;
    assert_eq!(many.entries, one.entries);
    let later = send(&server, TIMES, "/need/new", &form).await?;
    assert_eq!((later.entries, later.party), (0, many.party));
    assert_eq!(later.location, many.location);

    let one = send(&server, 1, "/offer", &offer("offer-0c44d1e9b7", "李娜")).await?;
    let many = send(&server, TIMES, "/offer", &offer("offer-0c44d1e9b8", "李娜")).await?;
    assert_eq!(many.entries, one.entries);

    let scene = Scene::of(&server).await?;
    let gift = |token| [scene.gift(), vec![("name", "李娜"), ("token", token)]].concat();
    let one = send(&server, 1, "/give", &gift("gift-77ab01c2d3e4")).await?;
    let many = send(&server, TIMES, "/give", &gift("gift-77ab01c2d3e5")).await?;
    assert_eq!(many.entries, one.entries);
    assert!(many.location.starts_with("/c/"), "{}", many.location);
    Ok(())
}

#[tokio::test]
async fn a_room_is_opened_and_joined_once() -> Result<()> {
    let server = Server::serve(&[])?;
    let room = |name, token| {
        let place = [("place", "武汉"), ("about", "给医院找口罩")];
        [
            place[0],
            place[1],
            ("room_name", name),
            ("name", "陈立"),
            ("token", token),
        ]
    };
    let one = send(&server, 1, "/new", &room("口罩互助群", "open-91d0c3b2a4f5")).await?;
    let form = room("江城互助群", "open-91d0c3b2a4f6");
    let many = send(&server, TIMES, "/new", &form).await?;
    assert_eq!(many.entries, one.entries);

    let door = Scene::of(&server).await?.door;
    let newcomer = |name, token| [("name", name), ("token", token)];
    let one = send(&server, 1, &door, &newcomer("王芳", "join-5577aa33bb11")).await?;
    let many = send(
        &server,
        TIMES,
        &door,
        &newcomer("周敏", "join-5577aa33bb12"),
    )
    .await?;
    assert_eq!(many.entries, one.entries);
    assert_eq!(many.location, one.location);
    Ok(())
}

#[tokio::test]
async fn another_name_is_another_person_and_who_signed_out_stays_out() -> Result<()> {
    let server = Server::serve(&[])?;
    let first = server.client()?;
    let form = offer("shared-device-0001", "护士站");
    first.post("/offer", &form).await?;
    let party = party(&first).await?;

    // The next person at the same device goes back to the form.
    let other = server.client()?;
    let changed = offer("shared-device-0001", "赵敏");
    assert_eq!(other.post("/offer", &changed).await?.status, 303);
    ensure!(
        self::party(&other).await? != party,
        "somebody else's account"
    );

    let me = first.get("/me").await?.body;
    let (_, device) = me
        .split_once("name=\"device\" value=\"")
        .context("no device")?;
    let device: String = device.chars().take_while(char::is_ascii_hexdigit).collect();
    let out = first.post("/me/device", &[("device", &device)]).await?;
    ensure!(out.location().as_deref() == Some("/"), "{}", out.status);
    let late = server.client()?;
    let answer = late.post("/offer", &form).await?;
    ensure!(answer.status == 422, "{}", answer.status);
    ensure!(answer.header("set-cookie").is_none(), "nobody is signed in");
    alive(&server).await
}

#[tokio::test]
async fn a_neighbour_who_floods_is_told_to_wait_and_others_are_not() -> Result<()> {
    let server = Server::serve(&["--trusted-proxy", "127.0.0.1"])?;
    let mut refused = None;
    for count in 0..TOO_MANY {
        let answer = come(&server, "en", "203.0.113.9, 192.0.2.7", count).await?;
        if answer.status != 303 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.context("nobody was refused")?;
    let spoofed = come(&server, "zh-Hans", "198.51.100.1, 192.0.2.7", TOO_MANY).await?;
    for (answer, says) in [(&refused, "half a minute"), (&spoofed, "半分钟")] {
        ensure!(answer.status == 429, "{}", answer.status);
        ensure!(
            answer.header("retry-after") == Some("30"),
            "no time to wait"
        );
        for word in [says, "批号后补", "value=\"20\"", "李娜"] {
            ensure!(answer.body.contains(word), "{word} is lost");
        }
    }
    let neighbour = come(&server, "en", "203.0.113.9, 192.0.2.8", TOO_MANY + 1).await?;
    ensure!(neighbour.status == 303, "{}", neighbour.status);
    alive(&server).await
}

/// A newcomer behind a proxy.
async fn come(server: &Server, lang: &str, forwarded: &str, count: usize) -> Result<Answer> {
    let token = format!("flood-{count:010}");
    let client = Client::speaking(server.address(), lang)?;
    client
        .post_with(
            "/offer",
            &offer(&token, "李娜"),
            &[("x-forwarded-for", forwarded)],
        )
        .await
}

fn offer<'a>(token: &'a str, name: &'a str) -> Form<'a> {
    vec![
        ("item", "goggles"),
        ("quantity", "20"),
        ("place", "杭州"),
        ("remark", "批号后补"),
        ("name", name),
        ("token", token),
    ]
}

/// Sends one form from so many devices at once, each without cookies, as a hasty hand and a bad network do. All
/// must be sent to the same page and be the same person.
async fn send(server: &Server, times: usize, path: &str, form: &[(&str, &str)]) -> Result<Outcome> {
    let before = entries(server).await?;
    let mut posts = JoinSet::new();
    for _ in 0..times {
        let client = server.client()?;
        let (path, form) = (path.to_owned(), owned(form));
        posts.spawn(async move {
            let form: Form = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            let answer = client.post(&path, &form).await?;
            ensure!(answer.status == 303, "{}: {}", answer.status, answer.body);
            let location = answer.location().context("no page")?;
            Ok((location, party(&client).await?))
        });
    }
    let answers: Vec<(String, u64)> = posts.join_all().await.into_iter().collect::<Result<_>>()?;
    let (location, party) = answers.first().context("no answer")?.clone();
    let same = answers
        .iter()
        .all(|answer| *answer == (location.clone(), party));
    ensure!(same, "{path}: {answers:?}");
    Ok(Outcome {
        entries: entries(server).await? - before,
        location,
        party,
    })
}

/// The number in public of whoever a device is signed in as.
async fn party(client: &Client) -> Result<u64> {
    let me = client.get_json("/me.json").await?;
    let party = me.pointer("/person/party").and_then(Value::as_u64);
    party.with_context(|| format!("not signed in: {me}"))
}

async fn entries(server: &Server) -> Result<u64> {
    let page = server.client()?.get_json("/figures.json").await?;
    let entries = page.pointer("/figures/entries").or(page.get("entries"));
    entries.and_then(Value::as_u64).context("no entries")
}

fn owned(form: &[(&str, &str)]) -> Vec<(String, String)> {
    let pair = |(k, v): &(&str, &str)| ((*k).to_owned(), (*v).to_owned());
    form.iter().map(pair).collect()
}
