//! What was right a moment ago: stale forms, lost races, links that were taken back or used.

use anyhow::{Context, Result, ensure};
use whole_program::{Answer, Client, Scene, Server};

/// What a donor typed beside the numbers.
const TYPED: [(&str, &str); 2] = [("remark", "批号后补"), ("name", "李娜")];

#[tokio::test]
async fn a_stale_form_says_what_changed_and_keeps_what_was_typed() -> Result<()> {
    let server = Server::serve(&[])?;
    let scene = Scene::of(&server).await?;
    for lang in ["en", "zh-Hans"] {
        let donor = Client::speaking(server.address(), lang)?;
        // The gap was another one when the form was opened.
        let seen = [scene.gift(), TYPED.to_vec(), vec![("seen", "12345")]].concat();
        let answer = donor.post("/give", &seen).await?;
        ensure!(answer.status == 422, "{lang}: {}", answer.status);
        kept(
            &answer,
            &[
                "12,345",
                "30,000",
                "value=\"20\"",
                "杭州",
                "批号后补",
                "李娜",
            ],
        )?;
        ensure!(
            answer.header("set-cookie").is_none(),
            "nothing was done yet"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_loser_of_a_race_for_the_last_units_is_told_what_is_left() -> Result<()> {
    let server = Server::serve(&[])?;
    let scene = Scene::of(&server).await?;
    for (lang, left) in [("en", "10"), ("zh-Hans", "10")] {
        let donor = Client::speaking(server.address(), lang)?;
        let offer = [
            ("item", "protective_suit"),
            ("quantity", "30"),
            ("place", "杭州"),
            ("name", "李娜"),
        ];
        let offered = donor.post("/offer", &offer).await?;
        let number = offered.location().context("no offer")?;
        let number = number.trim_start_matches("/offer/");
        let more = |token| vec![("offer", number), ("token", token), TYPED[0]];
        let one = [scene.gift(), more("race-aaaaaaaaaaaa")].concat();
        let other = [scene.gift(), more("race-bbbbbbbbbbbb")].concat();
        let (one, other) =
            tokio::try_join!(donor.post("/give", &one), donor.post("/give", &other))?;
        let lost = if one.status == 303 { &other } else { &one };
        ensure!(
            one.status.min(other.status) == 303 && lost.status == 422,
            "{lang}: {} and {}",
            one.status,
            other.status
        );
        kept(
            lost,
            &[left, "aria-invalid", "value=\"20\"", "杭州", "批号后补"],
        )?;
    }
    Ok(())
}

#[tokio::test]
async fn a_link_that_was_taken_back_or_used_says_so() -> Result<()> {
    let server = Server::serve(&[])?;
    let scene = Scene::of(&server).await?;
    let transfer = scene.founder.post("/me/transfer", &[]).await?.body;
    let link = between(&transfer, "/in/").context("no transfer link")?;
    let device = server.client()?;
    ensure!(
        device.post(&link, &[]).await?.status == 303,
        "the first device"
    );
    let code = scene.door.trim_start_matches("/j/");
    let revoke = [("code", code), ("do", "revoke")];
    let path = format!("{}/invite", scene.room);
    ensure!(
        scene.founder.post(&path, &revoke).await?.status == 303,
        "revoked"
    );
    for (lang, says) in [("en", "taken back"), ("zh-Hans", "收回")] {
        let late = Client::speaking(server.address(), lang)?;
        let joined = late.post(&scene.door, &[("name", "王芳")]).await?;
        ensure!(joined.status == 410, "{lang}: {}", joined.status);
        kept(&joined, &[says])?;
        let used = late.post(&link, &[]).await?;
        ensure!((400..500).contains(&used.status), "{lang}: {}", used.status);
        for answer in [joined, used] {
            ensure!(answer.header("set-cookie").is_none(), "nobody comes in");
        }
    }
    Ok(())
}

fn kept(answer: &Answer, words: &[&str]) -> Result<()> {
    for word in words {
        ensure!(
            answer.body.contains(word),
            "{word} is missing: {}",
            answer.body
        );
    }
    Ok(())
}

/// The first path of a page that begins so.
fn between(body: &str, start: &str) -> Option<String> {
    let (_, rest) = body.split_once(start)?;
    let code: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    Some(format!("{start}{code}"))
}
