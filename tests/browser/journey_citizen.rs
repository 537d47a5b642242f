//! Journey 6, as far as one consignment: a citizen types the code from a box, sees in whose hands it was and for how
//! long, opens the mark of the journal, and verifies the entry.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Client, Mode, Town, WIDE, browser_is_missing, index_in, sent};

use crate::walk::{attribute, fine, press_to, until, write};

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
