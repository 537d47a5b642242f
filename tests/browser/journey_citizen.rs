//! Journey 6, as far as one consignment: a citizen types the code from a box, sees in whose hands it was and for how
//! long, opens the mark of the journal, and verifies the entry.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Client, Mode, Town, WIDE, browser_is_missing, index_in, sent};

use crate::walk::{attribute, fine, press_to, send, until, write};

#[tokio::test]
async fn a_citizen_follows_a_box_into_the_journal() -> Result<()> {
    if browser_is_missing("a_citizen_follows_a_box_into_the_journal") {
        return Ok(());
    }
    let town = Town::open().await?;
    let donor = town.joins("李娜", "give").await?;
    let need = town.need("武汉市金银潭医院", 300, &[]).await?;
    let commitment = town.firm(&donor, need, 200).await?;
    let track = town.packed(&donor, commitment, 200).await?;
    let link = town.offered(&donor, &track, 200).await?;
    let driver = Client::new(town.server.address())?;
    let count = [("count-0", "200"), ("initials", "Z.Q.")];
    sent(&driver, &format!("{link}/take"), &count).await?;
    let mut browser = Browser::new(WIDE, true, "en").await?;
    for mode in Mode::ALL {
        browser.switch(mode, town.server.address()).await?;
        let outcome = follow(&town, &browser, mode, &track, need).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

async fn follow(town: &Town, browser: &Browser, mode: Mode, track: &str, need: u64) -> Result<()> {
    let code = track.trim_start_matches("/t/");
    browser.goto(&town.url("/t")).await?;
    fine(browser, mode, "6-track").await?;
    write(browser, "main input[name='q']", &code.to_lowercase()).await?;
    press_to(browser, "main form[action='/t'] button", "/t/").await?;
    ensure!(
        browser.title().await?.contains(code),
        "the code leads to its box"
    );
    let hands = browser.count("main ol.tl > li").await?;
    ensure!(hands == 3, "donor, driver, ward: {hands}");
    let held = browser.count("main ol.tl > li b.nb").await?;
    ensure!(held >= 2, "how long in each hand: {held}");
    ensure!(
        attribute(browser, "main svg.qr", "aria-label")
            .await?
            .contains(track),
        "the label can be seen"
    );
    fine(browser, mode, "6-box").await?;
    press_to(browser, "main a[href^='/l/']", "/l/").await?;
    let entry = index_in(&browser.address().await?.replace(&town.url(""), ""))?;
    until(browser, "the entry under a signed head", async || {
        if browser
            .count(&format!("main a[href='/l/{entry}/proof']"))
            .await?
            > 0
        {
            return Ok(true);
        }
        browser.reload().await?;
        Ok(false)
    })
    .await?;
    fine(browser, mode, "6-entry").await?;
    press_to(browser, "main a[href='/verify']", "/verify").await?;
    write(browser, "#ix", &entry.to_string()).await?;
    press_to(browser, "form:has(#ix) button", &format!("index={entry}")).await?;
    browser
        .find(&format!("main a[href='/l/{entry}']"))
        .await
        .context("the entry is in the journal")?;
    ensure!(
        browser.text().await?.contains("tideover verify"),
        "one command checks it all"
    );
    fine(browser, mode, "6-verify").await?;
    browser.goto(&town.url(&format!("/n/{need}"))).await?;
    press_to(browser, &format!("main a[href='{track}']"), track).await
}

/// A sheet as an office might publish it: invented, with a total that its lines do not come to, a line that stands
/// twice, and rice, which the catalogue does not have.
const SHEET: &str = "接收单位,物资名称,单位,数量\n武汉仁爱医院,N95口罩,只,16000\n武汉天佑医院,N95口罩,只,16000\n\
    武汉仁爱医院,护目镜,副,90\n武汉仁爱医院,护目镜,副,90\n武汉仁爱医院,大米,袋,3\nN95口罩合计,N95口罩,只,36000\n";

#[tokio::test]
async fn a_citizen_sees_what_does_not_add_up_and_records_the_list() -> Result<()> {
    if browser_is_missing("a_citizen_sees_what_does_not_add_up_and_records_the_list") {
        return Ok(());
    }
    let mut browser = Browser::new(WIDE, true, "zh-Hans").await?;
    for mode in Mode::PAIRS {
        let town = Town::open().await?;
        browser.switch(mode, town.server.address()).await?;
        let outcome = record(&town, &browser, mode).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

async fn record(town: &Town, browser: &Browser, mode: Mode) -> Result<()> {
    let sheet = tempfile::Builder::new().suffix(".csv").tempfile()?;
    std::fs::write(sheet.path(), SHEET)?;
    browser.goto(&town.url("/watch/check")).await?;
    let check = "form[action='/watch/check']";
    let file = browser.find(&format!("{check} input[type='file']")).await?;
    file.send_keys(sheet.path().display().to_string()).await?;
    browser.click_css(&format!("{check} button")).await?;
    until(browser, "what does not add up", async || {
        Ok(browser.count("#record").await? > 0)
    })
    .await?;
    for figure in ["36,000", "32,000"] {
        let told = browser.text().await?.contains(figure);
        ensure!(told, "{figure} stands there");
    }
    fine(browser, mode, "6-checked").await?;
    write(browser, "#issuer", "某市红十字会").await?;
    write(browser, "#source", "某市红十字会网站，第 3 号公告").await?;
    write(browser, "#name", "何平").await?;
    let day = "document.querySelector('#day').value = '2020-02-01'";
    browser.evaluate(day).await?;
    send(browser, "/watch/lists/new", "/watch/lists/").await?;
    let lines = browser.count("main table tbody tr").await?;
    ensure!(lines >= 4, "the four lines that can be counted: {lines}");
    fine(browser, mode, "6-recorded").await?;
    let watch = Client::new(town.server.address())?
        .get_json("/watch.json")
        .await?;
    let flags = watch.pointer("/flags").and_then(|flags| flags.as_array());
    let kinds: Vec<_> = flags
        .context("flags")?
        .iter()
        .filter_map(|flag| flag.get("kind")?.as_str())
        .collect();
    ensure!(
        kinds == ["sum_mismatch", "repeated_line"],
        "what does not add up is flagged by itself: {kinds:?}"
    );
    browser.goto(&town.url("/watch")).await?;
    fine(browser, mode, "6-flagged").await
}
