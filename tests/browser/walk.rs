//! What every journey does: fill fields, press, arrive, and hold each page to the same rules.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use serde_json::Value;
use whole_program::{Browser, Mode};

/// How often an element is found anew that has left the page before it was read.
const READS_MAX: usize = 5;
/// How long a page may take to come or to change.
const ARRIVE_MAX: Duration = Duration::from_secs(30);

/// How often a walk looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Types into a field, in place of what stood there.
pub async fn write(browser: &Browser, selector: &str, text: &str) -> Result<()> {
    let field = browser.find(selector).await?;
    field.clear().await?;
    Ok(field.send_keys(text).await?)
}

/// The smallest photograph, one pixel as PNG.
pub const PIXEL: [u8; 68] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 4, 0, 0, 0, 0xb5, 0x1c, 0x0c, 2, 0, 0, 0, 0x0b, 0x49, 0x44, 0x41, 0x54, 0x78,
    0xda, 0x63, 0x64, 0xf8, 0x0f, 0, 1, 5, 1, 1, 0x27, 0x18, 0xe3, 0x66, 0, 0, 0, 0, 0x49, 0x45,
    0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// Sends a photograph with the form that goes to `action`.
pub async fn photograph(browser: &Browser, action: &str) -> Result<()> {
    let photo = tempfile::Builder::new().suffix(".png").tempfile()?;
    std::fs::write(photo.path(), PIXEL)?;
    let form = format!("form[action='{action}']");
    unfold(browser, &form).await?;
    let file = browser.find(&format!("{form} input[type='file']")).await?;
    file.send_keys(photo.path().display().to_string()).await?;
    browser.evaluate("window.before = true").await?;
    browser.click_css(&format!("{form} button")).await?;
    // The file is removed only when the page that answers is here.
    arrived(browser).await
}

/// Waits until the page on which `window.before` was set has made way for another one.
pub async fn arrived(browser: &Browser) -> Result<()> {
    let script = "return document.readyState === 'complete' && !window.before";
    until(browser, "the next page", async || {
        Ok(browser
            .evaluate(script)
            .await
            .is_ok_and(|v| v == Value::Bool(true)))
    })
    .await
}

/// Presses something and waits until the address holds `next`.
pub async fn press_to(browser: &Browser, selector: &str, next: &str) -> Result<()> {
    browser.click_css(selector).await?;
    until(browser, next, async || {
        Ok(browser.address().await?.contains(next))
    })
    .await
}

/// Presses the last step of the form that goes to `action`, and waits for an address with `next`.
pub async fn send(browser: &Browser, action: &str, next: &str) -> Result<()> {
    press_to(
        browser,
        &format!("form[action='{action}'] section.act button"),
        next,
    )
    .await
}

/// Opens what is folded around a field, if it is folded.
pub async fn unfold(browser: &Browser, field: &str) -> Result<()> {
    if browser
        .count(&format!("details:not([open]) {field}"))
        .await?
        > 0
    {
        let summary = format!("details:not([open]):has({field}) > summary");
        browser.click_css(&summary).await?;
    }
    Ok(())
}

/// Waits until something holds.
pub async fn until<F>(browser: &Browser, what: &str, holds: F) -> Result<()>
where
    F: AsyncFn() -> Result<bool>,
{
    let deadline = Instant::now() + ARRIVE_MAX;
    while !holds().await? {
        if Instant::now() > deadline {
            let (address, shown) = (browser.address().await?, browser.text().await?);
            bail!("waited for {what} at {address}:\n{shown}");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    Ok(())
}

/// An attribute of the first visible element that a selector finds.
pub async fn attribute(browser: &Browser, selector: &str, name: &str) -> Result<String> {
    // Found and read in one step: a live page may put another element in its place between two.
    let script = format!(
        "const shown = [...document.querySelectorAll({selector:?})].find((one) => one.checkVisibility());
         return shown ? shown.getAttribute({name:?}) ?? '' : null;"
    );
    for _ in 0..READS_MAX {
        browser.find(selector).await?;
        if let Some(value) = browser.evaluate(&script).await?.as_str() {
            return Ok(value.to_owned());
        }
    }
    bail!("{selector} went away whenever it was read");
}

/// The page is no wider than the screen and the console is silent; a picture is kept of it.
pub async fn fine(browser: &Browser, mode: Mode, name: &str) -> Result<()> {
    let script = if mode.script { "script" } else { "plain" };
    let found = faults(browser, &format!("{name}-{script}"), None).await?;
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// As [`fine`], for a page that came with a fault's status: the browser notes that in its console.
pub async fn fine_with(browser: &Browser, mode: Mode, name: &str, status: u16) -> Result<()> {
    let script = if mode.script { "script" } else { "plain" };
    let found = faults(browser, &format!("{name}-{script}"), Some(status)).await?;
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// What is wrong with the width and the console of a page, each in one line.
pub async fn faults(browser: &Browser, name: &str, status: Option<u16>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let wider = browser.overflow().await?;
    if wider > 0 {
        found.push(format!("{name}: {wider} px wider than the screen"));
    }
    let known = status.map(|status| format!("status of {status}"));
    let complaints = browser.complaints().await?;
    let own = complaints
        .iter()
        .filter(|line| known.as_ref().is_none_or(|known| !line.contains(known)));
    found.extend(own.map(|line| format!("{name}: {line}")));
    browser.picture(name).await?;
    Ok(found)
}

/// Everything a page is held to: [`faults`], and WCAG 2.2 AA in light and in dark.
pub async fn looked_over(
    browser: &Browser,
    name: &str,
    status: Option<u16>,
) -> Result<Vec<String>> {
    let mut broken = browser.axe().await?;
    let mut found = faults(browser, name, status).await?;
    browser.look("dark").await?;
    broken.extend(browser.axe_contrast().await?);
    browser.picture(&format!("{name}-dark")).await?;
    browser.look("light").await?;
    let broken = broken.iter().map(|one| {
        let (rule, help, places) = (&one.rule, &one.help, &one.places);
        format!("{name}: {rule} ({help}) {places:?}")
    });
    found.extend(broken);
    Ok(found)
}

/// A number in a page's JSON.
pub fn figure(page: &Value, pointer: &str) -> Option<u64> {
    page.pointer(pointer).and_then(Value::as_u64)
}
