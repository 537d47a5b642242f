//! Journey 9: somebody without an account says what they saw, with a photograph. A moderator holds it back with a reason
//! and a time limit, another publishes it; two branches of the tree of invitations stand by it; whoever is named answers at
//! the same size. It becomes a question and a need by forms that are filled in from it. Its removal leaves a tombstone.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Client, Mode, NARROW, Town, browser_is_missing, sent};

use crate::walk::{PIXEL, arrived, fine, looked_over, press_to, unfold, until, write};

/// What was seen.
const SEEN: &str = "走廊里十一位老人等床位，急需 N95口罩 3000 只，护士两人一班";
/// Whom it names.
const OFFICE: &str = "黄冈床位调度组";

struct Cast {
    town: Town,
    /// The second who decides.
    second: Client,
    /// Somebody of another branch: invited by nobody here, who opened a room.
    other: Client,
}

#[tokio::test]
async fn what_somebody_saw_is_held_published_supported_answered_used_and_removed() -> Result<()> {
    if browser_is_missing("what_somebody_saw_is_held_published_supported_answered_used_and_removed")
    {
        return Ok(());
    }
    let cast = cast().await?;
    let mut browser = Browser::new(NARROW, true, "zh-Hans").await?;
    for mode in Mode::ALL {
        browser.switch(mode, cast.town.server.address()).await?;
        let outcome = walked(&cast, &browser, mode).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

async fn cast() -> Result<Cast> {
    let town = Town::open().await?;
    let official = town.joins("魏岚", "call").await?;
    town.office(&official, OFFICE, "4201").await?;
    let second = town.joins("沈岩", "verify").await?;
    let me = second.get_json("/me.json").await?;
    let party = me.pointer("/person/party").context("a number")?.to_string();
    let naming = [("party", party.as_str()), ("act", "name")];
    sent(&town.founder, "/mod/moderators", &naming).await?;
    let other = Client::speaking(town.server.address(), "zh-Hans")?;
    let room = [
        ("room_name", "江城互助群"),
        ("place", "武汉"),
        ("about", "给医院找口罩"),
        ("name", "何川"),
    ];
    sent(&other, "/new", &room).await?;
    Ok(Cast {
        town,
        second,
        other,
    })
}

async fn walked(cast: &Cast, browser: &Browser, mode: Mode) -> Result<()> {
    let page = testified(cast, browser, mode).await?;
    held(cast, browser, mode, &page).await?;
    published(cast, browser, mode, &page).await?;
    supported(cast, browser, mode, &page).await?;
    answered(cast, browser, mode, &page).await?;
    asked(cast, browser, mode, &page).await?;
    needed(cast, browser, mode, &page).await?;
    removed(cast, browser, mode, &page).await
}

/// The page is fine; where script runs, it is also held to the rules of accessibility, light and dark.
async fn held_to_the_rules(browser: &Browser, mode: Mode, name: &str) -> Result<()> {
    if !mode.script {
        return fine(browser, mode, name).await;
    }
    let found = looked_over(browser, &format!("{name}-script"), None).await?;
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Presses a button whose form leads back to a page of the same address.
async fn press(browser: &Browser, selector: &str) -> Result<()> {
    browser.evaluate("window.before = true").await?;
    browser.click_css(selector).await?;
    arrived(browser).await
}

/// Without an account, with a photograph; answers the page that is the receipt.
async fn testified(cast: &Cast, browser: &Browser, mode: Mode) -> Result<String> {
    browser.goto(&cast.town.url("/s")).await?;
    held_to_the_rules(browser, mode, "9-list").await?;
    press_to(browser, "main a[href='/testify']", "/testify").await?;
    write(browser, "#statement", &format!("{SEEN} {}", mode.name())).await?;
    browser.click_css("#kind option[value='care']").await?;
    write(browser, "#place", "武汉").await?;
    write(browser, "#about", OFFICE).await?;
    let photo = tempfile::Builder::new().suffix(".png").tempfile()?;
    std::fs::write(photo.path(), PIXEL)?;
    let file = browser.find("#photo-1").await?;
    file.send_keys(photo.path().display().to_string()).await?;
    held_to_the_rules(browser, mode, "9-form").await?;
    browser
        .click_css("form[action='/testify'] section.act button")
        .await?;
    until(browser, "the receipt", async || {
        Ok(browser.address().await?.contains("/s/"))
    })
    .await?;
    let page = browser.address().await?.replace(&cast.town.url(""), "");
    ensure!(
        !browser.text().await?.contains(&mode.name()),
        "nobody reads it yet"
    );
    held_to_the_rules(browser, mode, "9-receipt").await?;
    Ok(page)
}

/// The first moderator: not yet, for a day, because it could endanger somebody.
async fn held(cast: &Cast, browser: &Browser, mode: Mode, page: &str) -> Result<()> {
    browser.is_of(&cast.town.founder).await?;
    browser.goto(&cast.town.url("/mod")).await?;
    ensure!(
        browser.text().await?.contains(&mode.name()),
        "the moderator reads it"
    );
    unfold(browser, "#reason-0").await?;
    held_to_the_rules(browser, mode, "9-queue").await?;
    browser
        .click_css("#reason-0 option[value='danger']")
        .await?;
    browser.click_css("#hours-0 option[value='24']").await?;
    press(browser, "form:has(#reason-0) button").await?;
    browser.nobody(&cast.town.url("")).await?;
    browser.goto(&cast.town.url(page)).await?;
    let standing = shown(cast, page, "/standing").await?;
    ensure!(standing == "held", "{standing}");
    held_to_the_rules(browser, mode, "9-held").await
}

async fn shown(cast: &Cast, page: &str, pointer: &str) -> Result<String> {
    let json = cast.town.clerk.get_json(&format!("{page}.json")).await?;
    let found = json.pointer(pointer).with_context(|| format!("{json}"))?;
    Ok(found
        .as_str()
        .map_or_else(|| found.to_string(), str::to_owned))
}

/// The second moderator.
async fn published(cast: &Cast, browser: &Browser, mode: Mode, page: &str) -> Result<()> {
    browser.is_of(&cast.second).await?;
    browser.goto(&cast.town.url("/mod")).await?;
    press(browser, "form:has(input[value='publish']) button").await?;
    browser.nobody(&cast.town.url("")).await?;
    browser.goto(&cast.town.url(page)).await?;
    ensure!(
        browser.text().await?.contains(&mode.name()),
        "everybody reads it"
    );
    ensure!(
        browser.count("main a[href^='/p/']").await? == 1,
        "its photograph can be seen"
    );
    held_to_the_rules(browser, mode, "9-published").await
}

async fn supported(cast: &Cast, browser: &Browser, mode: Mode, page: &str) -> Result<()> {
    for (who, by) in [(&cast.town.clerk, "saw"), (&cast.other, "photograph")] {
        browser.is_of(who).await?;
        browser.goto(&cast.town.url(page)).await?;
        browser
            .click_css(&format!("#evidence option[value='{by}']"))
            .await?;
        press(browser, "form[action$='/support'] button").await?;
    }
    let branches = shown(cast, page, "/branches").await?;
    let kinds = shown(cast, page, "/kinds").await?;
    ensure!(
        (branches.as_str(), kinds.as_str()) == ("2", "2"),
        "two branches, two kinds of evidence: {branches}, {kinds}"
    );
    held_to_the_rules(browser, mode, "9-supported").await
}

/// Whoever is named needs no account either.
async fn answered(cast: &Cast, browser: &Browser, mode: Mode, page: &str) -> Result<()> {
    browser.nobody(&cast.town.url("")).await?;
    browser.goto(&cast.town.url(page)).await?;
    unfold(browser, "#answer").await?;
    write(browser, "#answer", "当晚加了六张床。").await?;
    browser.click_css("input[name='named']").await?;
    browser.click_css("form[action$='/answer'] button").await?;
    until(browser, "the answer", async || {
        // While one page makes way for the other there is no text.
        let text = browser.text().await;
        Ok(text.is_ok_and(|text| text.contains("当晚加了六张床。")))
    })
    .await?;
    held_to_the_rules(browser, mode, "9-answered").await
}

/// The form is filled in from the testimony, and the page of each leads to the other.
async fn asked(cast: &Cast, browser: &Browser, mode: Mode, page: &str) -> Result<()> {
    press_to(browser, "main a[href^='/q/new?testimony=']", "/q/new").await?;
    let words = browser.value_of("#text").await?;
    ensure!(words.contains(SEEN), "its words are in the form: {words}");
    ensure!(browser.value_of("#owed").await? == OFFICE, "whom it names");
    held_to_the_rules(browser, mode, "9-question-form").await?;
    browser
        .click_css("form[action='/q/new'] section.act button")
        .await?;
    until(browser, "the question", async || {
        let address = browser.address().await?;
        Ok(address.contains("/q/") && !address.contains("/q/new"))
    })
    .await?;
    let question = browser.address().await?.replace(&cast.town.url(""), "");
    held_to_the_rules(browser, mode, "9-question").await?;
    press_to(browser, "main a[href^='/s/Z-']", "/s/").await?;
    ensure!(
        browser.count(&format!("main a[href='{question}']")).await? == 1,
        "{page} says what it became"
    );
    Ok(())
}

/// A member reports the need that was seen; its lines are read from the words.
async fn needed(cast: &Cast, browser: &Browser, mode: Mode, page: &str) -> Result<()> {
    browser.is_of(&cast.other).await?;
    browser.goto(&cast.town.url(page)).await?;
    press_to(browser, "main a[href^='/need/new?testimony=']", "/need/new").await?;
    ensure!(
        browser.value_of("#quantity-0").await? == "3000",
        "the goods are read from the words"
    );
    let ward = format!("武汉市第{}医院", mode.name());
    write(browser, "#recipient", &ward).await?;
    held_to_the_rules(browser, mode, "9-need-form").await?;
    browser
        .click_css("form[action='/need/new'] section.act button")
        .await?;
    until(browser, "the need", async || {
        Ok(browser.address().await?.contains("/n/"))
    })
    .await?;
    let need = browser.address().await?.replace(&cast.town.url(""), "");
    held_to_the_rules(browser, mode, "9-need").await?;
    press_to(browser, &format!("main a[href='{page}']"), page).await?;
    ensure!(
        browser.count(&format!("main a[href='{need}']")).await? == 1,
        "{page} says what it became"
    );
    held_to_the_rules(browser, mode, "9-used").await
}

/// Words and photograph go together; that they were there, and why they went, stays.
async fn removed(cast: &Cast, browser: &Browser, mode: Mode, page: &str) -> Result<()> {
    browser.is_of(&cast.town.founder).await?;
    browser.goto(&cast.town.url(page)).await?;
    let form = "form[action$='/remove']";
    unfold(browser, form).await?;
    browser
        .click_css(&format!("{form} option[value='safety']"))
        .await?;
    press(browser, &format!("{form} button")).await?;
    browser.nobody(&cast.town.url("")).await?;
    browser.goto(&cast.town.url(page)).await?;
    ensure!(!browser.text().await?.contains(SEEN), "the words are gone");
    ensure!(browser.count("main a[href^='/p/']").await? == 0);
    let stone = shown(cast, page, "/removed/entry").await?;
    ensure!(
        browser.count(&format!("main a[href='/l/{stone}']")).await? > 0,
        "the tombstone is named"
    );
    held_to_the_rules(browser, mode, "9-removed").await
}
