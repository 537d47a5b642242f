//! Journey 2: a volunteer scans a QR code, sees what is lacking before joining, joins with two taps, and is led to
//! one task. A link that is held back says until when.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Mode, ROOM_NAME, Town, WIDE, browser_is_missing, sent};

use crate::walk::{fine, press_to, write};

#[tokio::test]
async fn a_volunteer_joins_by_a_link_and_gets_one_task() -> Result<()> {
    if browser_is_missing("a_volunteer_joins_by_a_link_and_gets_one_task") {
        return Ok(());
    }
    let town = Town::open().await?;
    for (hospital, quantity) in [
        ("武汉市金银潭医院", 300),
        ("武汉市第五医院", 200),
        ("武汉市中心医院", 100),
        ("武汉市第四医院", 50),
    ] {
        town.need(hospital, quantity, &[]).await?;
    }
    let mut browser = Browser::new(WIDE, true, "en").await?;
    for mode in Mode::ALL {
        browser.switch(mode, town.server.address()).await?;
        let outcome = join(&town, &browser, mode).await;
        outcome.with_context(|| mode.name())?;
        let outcome = in_messenger(&town, &browser, mode).await;
        outcome.with_context(|| mode.name())?;
        let outcome = paused(&town, &browser, mode).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

async fn join(town: &Town, browser: &Browser, mode: Mode) -> Result<()> {
    let door = town.url(&format!("/j/{}", town.invitation));
    browser.goto(&door).await?;
    let seen = browser.text().await?;
    ensure!(
        seen.contains(ROOM_NAME) && seen.contains("陈晨"),
        "the room and who invites: {seen}"
    );
    let needs = browser.count("main ul.nl a[href^='/n/']").await?;
    ensure!(needs == 3, "three needs before joining, not {needs}");
    fine(browser, mode, "2-door").await?;
    write(browser, "#name", "孙悦").await?;
    browser.taps();
    browser
        .click_css("#can label:has(input[value='give'])")
        .await?;
    press_to(browser, "#join section.act button", "/welcome").await?;
    let taps = browser.taps();
    ensure!(taps == 2, "two taps, not {taps}");
    let tasks = browser.count("main a.btn.go").await?;
    ensure!(tasks == 1, "one suggested task, not {tasks}");
    fine(browser, mode, "2-welcome").await?;
    press_to(browser, "main a.btn.go", "/n/").await?;
    fine(browser, mode, "2-task").await
}

/// A messenger's window forgets who was signed in: first of all it says how to open a browser.
async fn in_messenger(town: &Town, browser: &Browser, mode: Mode) -> Result<()> {
    let door = town.url(&format!("/j/{}", town.invitation));
    browser.nobody(town.server.address()).await?;
    let own = browser.evaluate("return navigator.userAgent").await?;
    let own = own.as_str().context("a user agent")?.to_owned();
    browser
        .calls_itself(&format!("{own} MicroMessenger/8.0.49"))
        .await?;
    browser.goto(&door).await?;
    let seen = browser.text().await?;
    let (link, room) = (seen.find(&door), seen.find(ROOM_NAME));
    ensure!(
        link.is_some() && link < room,
        "the link to open elsewhere comes first: {seen}"
    );
    fine(browser, mode, "2-messenger").await?;
    browser.calls_itself(&own).await
}

async fn paused(town: &Town, browser: &Browser, mode: Mode) -> Result<()> {
    let invite = format!("/r/{}/invite", town.room);
    let hold = |what| {
        [
            ("code", town.invitation.as_str()),
            ("do", what),
            ("hours", "2"),
        ]
    };
    sent(&town.founder, &invite, &hold("pause")).await?;
    browser.nobody(town.server.address()).await?;
    let door = format!("/j/{}", town.invitation);
    browser.goto(&town.url(&door)).await?;
    let json = town.founder.get_json(&format!("{invite}.json")).await?;
    let until = json.pointer("/own/paused_until");
    ensure!(until.is_some_and(|u| u.is_i64()), "held back: {json}");
    let seen = browser.text().await?;
    let clock = seen.split_whitespace().any(is_clock);
    ensure!(clock, "until when: {seen}");
    ensure!(browser.count("#join").await? == 0, "no way in meanwhile");
    fine(browser, mode, "2-paused").await?;
    sent(&town.founder, &invite, &hold("resume")).await?;
    browser.goto(&town.url(&door)).await?;
    browser.find("#join").await.map(drop)
}

/// A time of day such as `21:05`, perhaps with a stop after it.
fn is_clock(word: &str) -> bool {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    digits.len() >= 4 && word.contains(':')
}
