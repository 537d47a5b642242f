//! Journey 3: a clerk pastes an appeal and posts it with two taps; two others verify it by a call back.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Mode, Town, WIDE, browser_is_missing, index_in};

use crate::walk::{fine, press_to, send, unfold, until, write};

#[tokio::test]
async fn a_clerk_posts_an_appeal_and_others_verify_it() -> Result<()> {
    if browser_is_missing("a_clerk_posts_an_appeal_and_others_verify_it") {
        return Ok(());
    }
    let town = Town::open().await?;
    let mut browser = Browser::new(WIDE, true, "en").await?;
    for (at, mode) in Mode::ALL.into_iter().enumerate() {
        browser.switch(mode, town.server.address()).await?;
        // The same need twice would be told to the clerk instead of posted.
        let hospital = format!("武汉市江夏区第{}医院", at + 21);
        let outcome = post(&town, &browser, mode, &hospital).await;
        let need = outcome.with_context(|| mode.name())?;
        let outcome = verify(&town, &browser, mode, need).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

async fn post(town: &Town, browser: &Browser, mode: Mode, hospital: &str) -> Result<u64> {
    browser.is_of(&town.clerk).await?;
    browser
        .goto(&town.url(&format!("/need/new?room={}", town.room)))
        .await?;
    let appeal = format!("{hospital}急需防护服300套，护目镜越多越好，联系电话 13800000000");
    write(browser, "textarea[name='text']", &appeal).await?;
    fine(browser, mode, "3-paste").await?;
    browser.taps();
    let read = "form[action='/need/draft'] button";
    press_to(browser, read, "/need/draft").await?;
    ensure!(browser.count("mark").await? >= 2, "what was read is marked");
    ensure!(
        browser.value_of("#quantity-0").await? == "300",
        "the number was read"
    );
    let lines = browser.count("input[name^='quantity-']").await?;
    ensure!(
        browser.count("input[name^='unknown-']").await? == lines,
        "beside every number: unknown"
    );
    ensure!(
        browser.count("input[name='unknown-1']:checked").await? == 1,
        "as many as possible is no number"
    );
    fine(browser, mode, "3-draft").await?;
    let known = browser.taps();
    unfold(browser, "#place").await?;
    browser.taps();
    write(browser, "#place", "武汉").await?;
    send(browser, "/need/new", "/n/").await?;
    let taps = known + browser.taps();
    ensure!(taps == 2, "two taps besides corrections, not {taps}");
    fine(browser, mode, "3-posted").await?;
    index_in(&browser.address().await?.replace(town.server.address(), ""))
}

/// The reporter is told that another must look; two others, as nobody knows this recipient yet.
async fn verify(town: &Town, browser: &Browser, mode: Mode, need: u64) -> Result<()> {
    let page = format!("/n/{need}");
    let form = format!("form[action='{page}/verify']");
    ensure!(
        browser
            .count(&format!("{form} select[name='skip']"))
            .await?
            == 1,
        "the reporter verifies only with a public reason"
    );
    for (who, after) in [(&town.verifier, "reported"), (&town.founder, "open")] {
        browser.is_of(who).await?;
        browser.goto(&town.url(&page)).await?;
        ensure!(
            browser.text().await?.contains("13800000000"),
            "a member sees the contact of the appeal"
        );
        let call = format!("{form} label:has(input[value='call_back'])");
        browser.click_css(&call).await?;
        fine(browser, mode, "3-verify").await?;
        let entries = "main a[href^='/l/']";
        let before = browser.count(entries).await?;
        browser.click_css(&format!("{form} button")).await?;
        until(browser, "the verification in its history", async || {
            Ok(browser.count(entries).await? > before)
        })
        .await?;
        let json = who.get_json(&format!("{page}.json")).await?;
        let status = json.pointer("/status").and_then(|s| s.as_str());
        ensure!(status == Some(after), "{status:?} instead of {after}");
    }
    fine(browser, mode, "3-verified").await
}
