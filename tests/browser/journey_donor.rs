//! Journey 4: a donor in another city commits 200 suits with three taps, sees the bar move, is led to where more is
//! lacking, and learns what a hospital refuses before buying.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Client, Mode, Town, WIDE, browser_is_missing, index_in};

use crate::walk::{attribute, fine, fine_with, photograph, press_to, send, until, write};

/// The standard that the strict hospital accepts.
const ACCEPTED: &str = "gb_19082_2009";

/// What the donors of all modes find.
struct Scene {
    town: Town,
    /// Has all that it asked for.
    full: u64,
    /// Takes one standard only.
    strict: u64,
}

#[tokio::test]
async fn a_donor_commits_and_is_told_before_buying() -> Result<()> {
    if browser_is_missing("a_donor_commits_and_is_told_before_buying") {
        return Ok(());
    }
    let town = Town::open().await?;
    let first = town.joins("李娜", "give").await?;
    let full = town.need("武汉市第五医院", 50, &[]).await?;
    town.firm(&first, full, 50).await?;
    let strict = town.need("武汉市中心医院", 900, &[ACCEPTED]).await?;
    let scene = Scene { town, full, strict };
    let mut browser = Browser::new(WIDE, true, "en").await?;
    for (at, mode) in Mode::ALL.into_iter().enumerate() {
        browser.switch(mode, scene.town.server.address()).await?;
        let hospital = format!("武汉市江夏区第{}医院", at + 21);
        let need = scene.town.need(&hospital, 300, &[]).await?;
        let outcome = commit(&scene, &browser, mode, need).await;
        outcome.with_context(|| mode.name())?;
        let outcome = excess(&scene, &browser, mode).await;
        outcome.with_context(|| mode.name())?;
        let outcome = refused_standard(&scene, &browser, mode).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

/// Whoever gives here is new: a name is enough.
async fn commit(scene: &Scene, browser: &Browser, mode: Mode, need: u64) -> Result<()> {
    let url = |path: &str| scene.town.url(path);
    browser.goto(&url(&format!("/n/{need}"))).await?;
    let bar = "main svg.bar[role='img']";
    let before = attribute(browser, bar, "aria-label").await?;
    browser.goto(&url("/b/protective_suit")).await?;
    fine(browser, mode, "4-board").await?;
    browser.taps();
    let give = format!("main a[href^='/give?need={need}']");
    press_to(browser, &give, "/give?need=").await?;
    ensure!(
        browser.value_of("#quantity").await? == "300",
        "prefilled with the gap"
    );
    write(browser, "#quantity", "200").await?;
    let standard = format!("#standard label:has(input[value='{ACCEPTED}'])");
    browser.click_css(&standard).await?;
    write(browser, "#place", "杭州").await?;
    write(browser, "#name", "李娜").await?;
    fine(browser, mode, "4-give").await?;
    send(browser, "/give", "/c/").await?;
    let taps = browser.taps();
    ensure!(taps == 3, "three taps, not {taps}");
    fine(browser, mode, "4-committed").await?;
    let commitment = index_in(&browser.address().await?.replace(&url(""), ""))?;
    photograph(browser, &format!("/c/{commitment}/photo")).await?;
    browser.find("main a[href^='/p/']").await?;
    fine(browser, mode, "4-evidence").await?;
    browser.goto(&url(&format!("/n/{need}"))).await?;
    let after = attribute(browser, bar, "aria-label").await?;
    ensure!(
        after != before && after.contains("200"),
        "the bar moved: {after}"
    );
    let json = scene
        .town
        .founder
        .get_json(&format!("/n/{need}.json"))
        .await?;
    ensure!(
        json.pointer("/lines/0/gap") == Some(&300.into()),
        "a pledge is not cover: {json}"
    );
    fine(browser, mode, "4-need").await
}

/// Enough stands there already: where more is lacking comes first, and one tap gives it there.
async fn excess(scene: &Scene, browser: &Browser, mode: Mode) -> Result<()> {
    let page = format!("/give?need={}", scene.full);
    browser.goto(&scene.town.url(&page)).await?;
    write(browser, "#quantity", "40").await?;
    write(browser, "#place", "杭州").await?;
    if browser.count("#to").await? == 0 {
        browser
            .click_css("form[action='/give'] section.act button")
            .await?;
    }
    browser.find("#to input[value='here']").await?;
    ensure!(
        browser.count("#to input[value='other']:checked").await? == 1,
        "elsewhere is the default"
    );
    let said = browser.text().await?;
    ensure!(said.contains("100%"), "how well it is covered: {said}");
    fine_with(browser, mode, "4-excess", 422).await?;
    write(browser, "#quantity", "40").await?;
    send(browser, "/give", "/c/").await?;
    let id = index_in(&browser.address().await?.replace(&scene.town.url(""), ""))?;
    let reader = Client::new(scene.town.server.address())?;
    let json = reader.get_json(&format!("/c/{id}.json")).await?;
    let need = json.pointer("/need").and_then(serde_json::Value::as_u64);
    ensure!(
        need.is_some_and(|need| need != scene.full && need != scene.strict),
        "it went where it is lacking, and where its standard is taken: {json}"
    );
    Ok(())
}

/// Nothing is recorded before the donor knows that this hospital would refuse it.
async fn refused_standard(scene: &Scene, browser: &Browser, mode: Mode) -> Result<()> {
    let reader = Client::new(scene.town.server.address())?;
    let page = format!("/give?need={}", scene.strict);
    browser.goto(&scene.town.url(&page)).await?;
    write(browser, "#quantity", "10").await?;
    write(browser, "#place", "杭州").await?;
    let before = pledged(&reader, scene.strict).await?;
    browser
        .click_css("#standard label:has(input[value=''])")
        .await?;
    browser
        .click_css("form[action='/give'] section.act button")
        .await?;
    browser.find("input[name='despite']").await?;
    fine_with(browser, mode, "4-refused", 422).await?;
    ensure!(
        pledged(&reader, scene.strict).await? == before,
        "nothing is recorded yet"
    );
    let accepted = format!("#standard label:has(input[value='{ACCEPTED}'])");
    browser.click_css(&accepted).await?;
    send(browser, "/give", "/c/").await?;
    until(browser, "the pledge", async || {
        Ok(pledged(&reader, scene.strict).await? == before + 10)
    })
    .await
}

async fn pledged(reader: &Client, need: u64) -> Result<u64> {
    let json = reader.get_json(&format!("/n/{need}.json")).await?;
    crate::walk::figure(&json, "/lines/0/pledged").context("no pledges")
}
