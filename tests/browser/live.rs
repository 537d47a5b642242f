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
