//! Journey 5: a driver without an account takes boxes by a link, counts another number than was packed, loses the
//! network on the way, and hands over at the door against a one-time code.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use whole_program::{Browser, Client, Mode, Town, WIDE, browser_is_missing};

use crate::walk::{attribute, figure, fine, photograph, press_to, send, unfold, until, write};

/// Packed and said to be handed over.
const PACKED: u64 = 200;

/// Counted by the driver.
const COUNTED: u64 = 198;

#[tokio::test]
async fn a_driver_takes_boxes_by_a_link_to_the_door() -> Result<()> {
    if browser_is_missing("a_driver_takes_boxes_by_a_link_to_the_door") {
        return Ok(());
    }
    let town = Town::open().await?;
    let donor = town.joins("李娜", "give").await?;
    let mut browser = Browser::new(WIDE, true, "en").await?;
    for (at, mode) in Mode::PAIRS.into_iter().enumerate() {
        browser.switch(mode, town.server.address()).await?;
        let hospital = format!("武汉市江夏区第{}医院", at + 21);
        let outcome = road(&town, &donor, &browser, mode, &hospital).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

async fn road(
    town: &Town,
    donor: &Client,
    browser: &Browser,
    mode: Mode,
    hospital: &str,
) -> Result<()> {
    let need = town.need(hospital, 300, &[]).await?;
    town.appoint_clerk(need).await?;
    let commitment = town.firm(donor, need, PACKED).await?;
    let track = packed(town, donor, browser, mode, commitment).await?;
    let link = offered(browser, mode, town, &track).await?;
    browser.nobody(town.server.address()).await?;
    let own = taken(browser, mode, &link).await?;
    both_counts_stand(town, browser, mode, &track).await?;
    let code = door_code(town, browser, mode, &track).await?;
    browser.nobody(town.server.address()).await?;
    browser.goto(&own).await?;
    fine(browser, mode, "5-holding").await?;
    let own_path = own.replace(&town.url(""), "");
    photograph(browser, &format!("{own_path}/photo")).await?;
    fine(browser, mode, "5-photographed").await?;
    browser.goto(&own).await?;
    if mode.script {
        delivered_offline(browser, mode, &code).await?;
    } else {
        delivered(browser, mode, &code).await?;
    }
    let reader = Client::new(town.server.address())?;
    until(browser, "the receipt", async || {
        let json = reader.get_json(&format!("{track}.json")).await?;
        Ok(json.pointer("/stage") == Some(&Value::from("received")))
    })
    .await?;
    let json = reader.get_json(&format!("{track}.json")).await?;
    ensure!(
        figure(&json, "/lines/0/accepted") == Some(COUNTED)
            && figure(&json, "/lines/0/missing") == Some(PACKED - COUNTED)
            && json.pointer("/stops/0").is_some(),
        "in the order of the road: {json}"
    );
    browser.goto(&town.url(&track)).await?;
    let photos = "main a[href^='/p/']";
    ensure!(
        browser.count(photos).await? == 0,
        "photographs are for the room"
    );
    fine(browser, mode, "5-received").await?;
    browser.is_of(&town.clerk).await?;
    browser.goto(&town.url(&track)).await?;
    ensure!(
        browser.count(photos).await? == 1,
        "the photograph of the boxes"
    );
    fine(browser, mode, "5-received-by-us").await
}

/// The donor packs two boxes and prints their labels; answers `/t/CODE`.
async fn packed(
    town: &Town,
    donor: &Client,
    browser: &Browser,
    mode: Mode,
    commitment: u64,
) -> Result<String> {
    browser.is_of(donor).await?;
    let form = format!("/send?commitment={commitment}");
    browser.goto(&town.url(&form)).await?;
    let filled = browser.value_of(&format!("#quantity-{commitment}")).await?;
    ensure!(filled == PACKED.to_string(), "what is left is filled in");
    write(browser, &format!("#boxes-{commitment}"), "2").await?;
    fine(browser, mode, "5-send").await?;
    send(browser, "/send", "/t/").await?;
    let track = browser.address().await?.replace(&town.url(""), "");
    browser.goto(&town.url(&format!("{track}/label"))).await?;
    let labels = browser.count("div.label svg.qr").await?;
    ensure!(labels == 2, "a label with a QR code for each box: {labels}");
    let leads = attribute(browser, "div.label svg.qr", "aria-label").await?;
    ensure!(
        leads.contains(&town.url(&track)),
        "scanned, it leads there: {leads}"
    );
    fine(browser, mode, "5-label").await?;
    Ok(track)
}

/// The donor hands over to whoever has the link; answers it.
async fn offered(browser: &Browser, mode: Mode, town: &Town, track: &str) -> Result<String> {
    browser.goto(&town.url(&format!("{track}/hand"))).await?;
    write(browser, "#hand-0", &PACKED.to_string()).await?;
    write(browser, "#place", "武汉").await?;
    browser
        .click_css(&format!("form[action='{track}/hand'] section.act button"))
        .await?;
    browser.find("svg.qr").await?;
    fine(browser, mode, "5-link").await?;
    attribute(browser, "main a[href*='/h/']", "href").await
}

/// The driver counts for himself; answers the address by which he goes on.
async fn taken(browser: &Browser, mode: Mode, link: &str) -> Result<String> {
    browser.goto(link).await?;
    ensure!(
        browser.value_of("#count-0").await?.is_empty(),
        "nobody counts for the driver"
    );
    write(browser, "#count-0", &COUNTED.to_string()).await?;
    write(browser, "#initials", "Z.Q.").await?;
    fine(browser, mode, "5-take").await?;
    browser
        .click_css("form[action$='/take'] section.act button")
        .await?;
    until(browser, "the driver's own address", async || {
        Ok(browser.address().await? != link)
    })
    .await?;
    browser.address().await
}

async fn both_counts_stand(town: &Town, browser: &Browser, mode: Mode, track: &str) -> Result<()> {
    browser.goto(&town.url(track)).await?;
    let seen = browser.text().await?;
    ensure!(
        seen.contains(&COUNTED.to_string()) && seen.contains(&PACKED.to_string()),
        "both counts stand: {seen}"
    );
    ensure!(
        browser.count("ol.tl .lack").await? > 0,
        "the difference is said"
    );
    ensure!(!seen.contains("Z.Q."), "initials are not for everybody");
    fine(browser, mode, "5-differs").await
}

/// Only somebody of the recipient sees the code.
async fn door_code(town: &Town, browser: &Browser, mode: Mode, track: &str) -> Result<String> {
    browser.is_of(&town.clerk).await?;
    browser.goto(&town.url(&format!("{track}/door"))).await?;
    let code = browser.find("p.n.mono").await?.text().await?;
    ensure!(
        code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()),
        "six digits: {code}"
    );
    fine(browser, mode, "5-door").await?;
    browser.is_of(&town.verifier).await?;
    browser.goto(&town.url(&format!("{track}/door"))).await?;
    ensure!(!browser.text().await?.contains(&code), "not for others");
    Ok(code)
}

async fn stop(browser: &Browser) -> Result<()> {
    unfold(browser, "#stop-place").await?;
    write(browser, "#stop-place", "黄冈").await?;
    browser.click_css("form[action$='/stop'] button").await
}

async fn count_at_door(browser: &Browser, code: &str) -> Result<()> {
    unfold(browser, "#accepted-0").await?;
    write(browser, "#accepted-0", &COUNTED.to_string()).await?;
    unfold(browser, "#missing-0").await?;
    write(browser, "#missing-0", &(PACKED - COUNTED).to_string()).await?;
    write(browser, "#door", code).await
}

/// Three acts without a network wait on the device and go in order when it is back.
async fn delivered_offline(browser: &Browser, mode: Mode, code: &str) -> Result<()> {
    browser.offline(true).await?;
    stop(browser).await?;
    waiting(browser, "1").await?;
    browser.click_css("form[action$='/arrive'] button").await?;
    waiting(browser, "2").await?;
    count_at_door(browser, code).await?;
    browser
        .click_css("form[action$='/receive'] section.act button")
        .await?;
    waiting(browser, "3").await?;
    browser.complaints().await?;
    fine(browser, mode, "5-waiting").await?;
    browser.offline(false).await?;
    until(browser, "an empty outbox", async || {
        Ok(browser.count("#outbox:not([hidden])").await? == 0)
    })
    .await
}

async fn waiting(browser: &Browser, n: &str) -> Result<()> {
    until(browser, &format!("{n} waiting to send"), async || {
        let box_ = browser.find("#outbox").await?;
        Ok(box_.text().await?.contains(n))
    })
    .await
}

async fn delivered(browser: &Browser, mode: Mode, code: &str) -> Result<()> {
    stop(browser).await?;
    browser.find("form[action$='/arrive'] button").await?;
    fine(browser, mode, "5-stopped").await?;
    browser.click_css("form[action$='/arrive'] button").await?;
    until(browser, "the arrival", async || {
        Ok(browser.count("form[action$='/arrive']").await? == 0)
    })
    .await?;
    count_at_door(browser, code).await?;
    fine(browser, mode, "5-at-the-door").await?;
    press_to(
        browser,
        "form[action$='/receive'] section.act button",
        "/h/",
    )
    .await
}
