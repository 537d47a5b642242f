//! Two people in one room: what one does the other sees without loading the page again, also after the server was
//! ended without warning and came back.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use whole_program::{Browser, NARROW, Town, WIDE, browser_is_missing};

use crate::walk::{attribute, until, write};

#[tokio::test]
async fn a_room_is_live_for_everybody_and_resumes() -> Result<()> {
    if browser_is_missing("a_room_is_live_for_everybody_and_resumes") {
        return Ok(());
    }
    let mut town = Town::open().await?;
    let need = town.need("武汉市金银潭医院", 300, &[]).await?;
    let room = town.url(&format!("/r/{}", town.room));
    let writer = Browser::new(WIDE, true, "zh-Hans").await?;
    let reader = Browser::new(NARROW, true, "en").await?;
    for (browser, who) in [(&writer, &town.founder), (&reader, &town.clerk)] {
        browser.is_of(who).await?;
        browser.goto(&room).await?;
        // Whoever loads the page again loses this.
        browser.evaluate("window.marked = true").await?;
    }

    write(&writer, "#text", "还有人能开车去黄冈吗").await?;
    writer.click_css("#composer button.send").await?;
    reader.wait_for("还有人能开车去黄冈吗").await?;
    writer.wait_for("还有人能开车去黄冈吗").await?;

    let bar = format!("#need-{need} svg.bar[role='img']");
    let before = attribute(&reader, &bar, "aria-label").await?;
    let donor = town.joins("李娜", "give").await?;
    town.firm(&donor, need, 200).await?;
    until(&reader, "the bar to move", async || {
        Ok(attribute(&reader, &bar, "aria-label").await? != before)
    })
    .await?;
    until(&reader, "200 of it firm", async || {
        Ok(attribute(&reader, &bar, "aria-label")
            .await?
            .contains("200 firm"))
    })
    .await?;

    town.server.restart()?;
    write(&writer, "#text", "服务器回来了").await?;
    writer.click_css("#composer button.send").await?;
    for browser in [&writer, &reader] {
        browser.wait_for("服务器回来了").await.context("resumed")?;
    }
    for browser in [&writer, &reader] {
        let marked = browser.evaluate("return window.marked === true").await?;
        ensure!(marked == json!(true), "nobody loaded the page again");
    }
    Ok(())
}

#[tokio::test]
async fn what_was_typed_stays_when_the_server_does_not_take_it() -> Result<()> {
    if browser_is_missing("what_was_typed_stays_when_the_server_does_not_take_it") {
        return Ok(());
    }
    let town = Town::open().await?;
    let browser = Browser::new(NARROW, true, "zh-Hans").await?;
    browser.is_of(&town.founder).await?;
    // More than any form may hold, and no typing for half an hour.
    let fill = |field: &str| {
        format!("document.querySelector(\"{field}\").value = '口罩去哪了'.repeat(60000)")
    };
    let is_kept = async |field: &str| -> Result<()> {
        let kept = browser.value_of(field).await?;
        ensure!(kept.chars().count() == 300_000, "{field} is kept");
        Ok(())
    };

    // A form that goes by script says it beside what was typed.
    browser
        .goto(&town.url(&format!("/r/{}", town.room)))
        .await?;
    browser.evaluate(&fill("#text")).await?;
    browser.click_css("#composer button.send").await?;
    browser.wait_for("一次收不了这么多").await?;
    is_kept("#text").await?;

    // One that goes without is a page that says so, and the way back leads to what was typed.
    let field = "form[action='/q/new'] textarea";
    browser.goto(&town.url("/q/new")).await?;
    browser.evaluate(&fill(field)).await?;
    browser.click_css("form[action='/q/new'] button").await?;
    browser.wait_for("一次收不了这么多").await?;
    browser.evaluate("history.back()").await?;
    until(&browser, "the form", async || {
        Ok(browser.count(field).await? == 1)
    })
    .await?;
    is_kept(field).await?;
    Ok(())
}
