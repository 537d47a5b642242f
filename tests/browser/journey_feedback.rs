//! Journey 5, its end: the hospital says whether what arrived could be used, and thanks. Whoever gave finds it on their own
//! page, the driver without an account on his link, and everybody beside the line of the plan that would send more.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Client, Mode, NARROW, Town, browser_is_missing, index_in, sent};

use crate::walk::{arrived, figure, fine, unfold, until, write};

/// Asked for by each hospital, and brought.
const NEEDED: u64 = 300;
const BROUGHT: u64 = 200;

#[tokio::test]
async fn what_a_hospital_says_reaches_donor_driver_and_plan() -> Result<()> {
    if browser_is_missing("what_a_hospital_says_reaches_donor_driver_and_plan") {
        return Ok(());
    }
    let town = Town::open().await?;
    let donor = town.joins("李娜", "give").await?;
    let offer = [
        ("item", "protective_suit"),
        ("quantity", "5000"),
        ("place", "杭州"),
        ("standard", "gb_19082_2009"),
    ];
    let offer = index_in(&sent(&donor, "/offer", &offer).await?)?;
    let mut browser = Browser::new(NARROW, true, "zh-Hans").await?;
    for (at, mode) in Mode::ALL.into_iter().enumerate() {
        browser.switch(mode, town.server.address()).await?;
        let hospital = format!("武汉市江夏区第{}医院", at + 41);
        let outcome = said(&town, (&donor, offer), &browser, mode, &hospital).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

async fn said(
    town: &Town,
    (donor, offer): (&Client, u64),
    browser: &Browser,
    mode: Mode,
    hospital: &str,
) -> Result<()> {
    let need = town.need(hospital, NEEDED, &[]).await?;
    town.appoint_clerk(need).await?;
    let (track, driver) = brought(town, donor, need).await?;
    let words = format!("大号不够，{}", mode.name());
    browser.is_of(&town.clerk).await?;
    browser.goto(&town.url(&track)).await?;
    let form = format!("form[action='{track}/feedback']");
    unfold(browser, &form).await?;
    choose(browser, &form, "wrong_size").await?;
    browser
        .click_css(&format!("{form} label:has(input[name='thanks'])"))
        .await?;
    write(browser, &format!("{form} textarea"), &words).await?;
    fine(browser, mode, "5-feedback-form").await?;
    browser.evaluate("window.before = true").await?;
    browser.click_css(&format!("{form} button")).await?;
    if mode.script {
        until(browser, "what was said", async || {
            Ok(browser.text().await?.contains(&words))
        })
        .await?;
    } else {
        arrived(browser).await?;
    }
    let [size, thanks] = verdict(mode);
    shows(browser, &[&words, size, thanks]).await?;
    fine(browser, mode, "5-feedback").await?;

    browser.is_of(donor).await?;
    browser.goto(&town.url("/me")).await?;
    let heard = browser.find("#feedback li").await?.text().await?;
    ensure!(
        heard.contains(hospital) && heard.contains(size) && heard.contains(thanks),
        "the donor hears it: {heard}"
    );
    fine(browser, mode, "5-feedback-me").await?;

    let line = planned(town, offer, need).await?;
    browser.goto(&town.url(&line)).await?;
    shows(browser, &[hospital, size, thanks]).await?;
    fine(browser, mode, "5-feedback-plan").await?;

    browser.nobody(town.server.address()).await?;
    browser.goto(&town.url(&driver)).await?;
    shows(browser, &[&words, size, thanks]).await?;
    fine(browser, mode, "5-feedback-driver").await
}

/// A driver without an account takes the donor's boxes to the hospital, which counts all of it; answers the page of the
/// consignment and the driver's own link.
async fn brought(town: &Town, donor: &Client, need: u64) -> Result<(String, String)> {
    let commitment = town.firm(donor, need, BROUGHT).await?;
    let track = town.packed(donor, commitment, BROUGHT).await?;
    let link = town.offered(donor, &track, BROUGHT).await?;
    let driver = Client::new(town.server.address())?;
    let count = BROUGHT.to_string();
    let take = [("count-0", count.as_str()), ("initials", "Z.Q.")];
    let own = sent(&driver, &format!("{link}/take"), &take).await?;
    sent(&driver, &format!("{own}/arrive"), &[]).await?;
    let received = [("accepted-0", count.as_str())];
    sent(&town.clerk, &format!("{track}/receive"), &received).await?;
    Ok((track, own))
}

/// The founder publishes the plan of this moment; answers the page of its line for a need.
async fn planned(town: &Town, offer: u64, need: u64) -> Result<String> {
    sent(&town.founder, "/plan/publish", &[]).await?;
    let plan = town.founder.get_json("/plan.json").await?;
    let entry = figure(&plan, "/standing/entry").context("no plan")?;
    Ok(format!("/plan/line?of={entry}.{offer}.{need}.0"))
}

async fn choose(browser: &Browser, form: &str, value: &str) -> Result<()> {
    let option = format!("{form} select[name='verdict'] option[value='{value}']");
    browser.click_css(&option).await
}

async fn shows(browser: &Browser, words: &[&str]) -> Result<()> {
    let shown = browser.text().await?;
    for one in words {
        ensure!(shown.contains(one), "{one} is missing: {shown}");
    }
    Ok(())
}

/// "The sizes are wrong" and thanks, as pages say them.
fn verdict(mode: Mode) -> [&'static str; 2] {
    match mode.language {
        "en" => ["Wrong size", "thanks"],
        _ => ["尺码不对", "谢谢"],
    }
}
