//! Journey 7, the filing: an official opens the page of their office, and files yesterday in two taps. The form is filled
//! in from the day before; a count that doubles asks why and stops nobody. Then a correction keeps both figures, and a
//! question that somebody put to the office gets its answer.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Mode, NARROW, Town, browser_is_missing, sent};

use crate::walk::{arrived, fine, fine_with, press_to, until, write};

#[tokio::test]
async fn an_official_files_yesterday_in_two_taps() -> Result<()> {
    if browser_is_missing("an_official_files_yesterday_in_two_taps") {
        return Ok(());
    }
    let town = Town::open().await?;
    let mut browser = Browser::new(NARROW, true, "zh-Hans").await?;
    for (at, mode) in (1..).zip(Mode::ALL) {
        let official = town.joins("魏岚", "call").await?;
        let name = format!("第{at}报告单位");
        let office = town.office(&official, &name, &format!("42{at:02}")).await?;
        browser.switch(mode, town.server.address()).await?;
        browser.is_of(&official).await?;
        let outcome = filed(&town, &browser, mode, office).await;
        outcome.with_context(|| mode.name())?;
        let outcome = answered(&town, &browser, mode, &name).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

/// Somebody asks the office; its official answers on the page of the question, where everybody reads it.
async fn answered(town: &Town, browser: &Browser, mode: Mode, name: &str) -> Result<()> {
    let asking = [("text", "物资什么时候到？"), ("owed", name), ("cites", "")];
    let question = sent(&town.founder, "/q/new", &asking).await?;
    browser.goto(&town.url(&question)).await?;
    fine(browser, mode, "7-question").await?;
    let form = "form[action$='/answer']";
    let answer = format!("周三上午 {}", mode.name());
    write(browser, &format!("{form} textarea"), &answer).await?;
    browser.evaluate("window.before = true").await?;
    browser.click_css(&format!("{form} button")).await?;
    arrived(browser).await?;
    let shown = browser.text().await?;
    ensure!(shown.contains(&answer), "the answer stands: {shown}");
    fine(browser, mode, "7-answered").await
}

async fn filed(town: &Town, browser: &Browser, mode: Mode, office: u64) -> Result<()> {
    let form = format!("/o/{office}/file");
    // The day before yesterday, so that yesterday can be filled in from it.
    browser.goto(&town.url(&form)).await?;
    let day = "return document.querySelector(\"input[name='day']\").value";
    let yesterday = browser.evaluate(day).await?;
    let yesterday = yesterday.as_str().context("a day")?.to_owned();
    let before = day_before(browser, &yesterday).await?;
    browser
        .goto(&town.url(&format!("{form}?day={before}")))
        .await?;
    write(browser, "#confirmed_new", "31").await?;
    write(browser, "#deaths_new", "1").await?;
    browser
        .click_css("details:has(#confirmed_total) > summary")
        .await?;
    write(browser, "#confirmed_total", "412").await?;
    fine(browser, mode, "7-first").await?;
    press_to(browser, &go(&form), &format!("/{before}")).await?;

    browser.goto(&town.url(&format!("/o/{office}"))).await?;
    fine(browser, mode, "7-office").await?;
    browser.taps();
    press_to(browser, &format!("main a[href='{form}']"), &form).await?;
    ensure!(
        browser.value_of("#confirmed_new").await? == "31",
        "filled in"
    );
    fine(browser, mode, "7-form").await?;
    press_to(browser, &go(&form), &format!("/{yesterday}")).await?;
    let taps = browser.taps();
    ensure!(taps == 2, "two taps, not {taps}");
    ensure!(browser.text().await?.contains("443"), "412 + 31");
    fine(browser, mode, "7-filed").await?;
    corrected(town, browser, mode, (office, &yesterday)).await
}

/// A later version: twice as many, checked while it is typed or by a button, with its reason; the first stays.
async fn corrected(
    town: &Town,
    browser: &Browser,
    mode: Mode,
    (office, day): (u64, &str),
) -> Result<()> {
    let form = format!("/o/{office}/file");
    browser
        .goto(&town.url(&format!("{form}?day={day}")))
        .await?;
    write(browser, "#confirmed_new", "64").await?;
    write(browser, "#confirmed_removed", "3").await?;
    write(browser, "#removed_remark", "前天有 3 例与市区重复").await?;
    browser
        .click_css("details:has(#confirmed_total) > summary")
        .await?;
    write(browser, "#confirmed_total", "473").await?;
    if !mode.script {
        browser.evaluate("window.before = true").await?;
        browser.click_css("form button[name='check']").await?;
        arrived(browser).await?;
    }
    until(browser, "what doubled", async || {
        let doubled = browser.text().await?.contains("31 → 64");
        Ok(doubled && browser.text().await?.contains("412 + 64 \u{2212} 3"))
    })
    .await?;
    fine(browser, mode, "7-checked").await?;
    browser.evaluate("window.before = true").await?;
    browser.click_css(&go(&form)).await?;
    arrived(browser).await?;
    ensure!(
        browser.count("#errors a[href='#reason']").await? == 1,
        "a later version says why"
    );
    fine_with(browser, mode, "7-why", 422).await?;
    ensure!(
        browser.value_of("#confirmed_new").await? == "64",
        "nothing typed is lost"
    );
    browser
        .click_css("#reason option[value='late_counts']")
        .await?;
    press_to(browser, &go(&form), &format!("/{day}")).await?;
    let shown = browser.text().await?;
    ensure!(
        shown.contains("31 → 64") && shown.contains("473"),
        "both figures: {shown}"
    );
    fine(browser, mode, "7-corrected").await
}

fn go(form: &str) -> String {
    format!("form[action='{form}'] section.act button.go")
}

/// The day before another, as the browser's calendar knows it.
async fn day_before(browser: &Browser, day: &str) -> Result<String> {
    let script = format!(
        "return new Date(Date.parse('{day}T00:00:00Z') - 864e5).toISOString().slice(0, 10)"
    );
    let before = browser.evaluate(&script).await?;
    Ok(before.as_str().context("a day")?.to_owned())
}
