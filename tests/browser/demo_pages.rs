//! The demo in a browser: its public pages with a hundred people, twenty hospitals and goods on the road, where
//! figures are large, lists long and names of every length.

use anyhow::{Context, Result, bail, ensure};
use whole_program::{Browser, NARROW, Server, WIDE, browser_is_missing};

use crate::walk::looked_over;

/// The pages that need nothing but the drill.
const PAGES: [(&str, &str); 9] = [
    ("home", "/"),
    ("board", "/b"),
    ("board-item", "/b/protective_suit"),
    ("board-place", "/b?item=surgical_mask&place=420100"),
    ("give", "/give"),
    ("track", "/t"),
    ("entry", "/l/0"),
    ("verify", "/verify"),
    ("figures", "/figures"),
];

/// Things that other pages lead to: a name, the page to look on, and what the link begins with.
const LED_TO: [(&str, &str, &str); 5] = [
    ("need", "/b", "/n/"),
    ("give-form", "/give", "/give?need="),
    ("consignment", "/t", "/t/T-"),
    ("room", "/", "/r/"),
    ("commitment", "/n/", "/c/"),
];

#[tokio::test]
async fn the_public_pages_of_the_demo_hold() -> Result<()> {
    if browser_is_missing("the_public_pages_of_the_demo_hold") {
        return Ok(());
    }
    // An hour of it takes an hour: the pages stand still while they are looked at.
    let server = Server::demo(&["--speed", "3600"])?;
    for (width, language) in [(NARROW, "zh-Hans"), (WIDE, "en")] {
        let browser = Browser::new(width, true, language).await?;
        let found = read_all(&browser, &server).await?;
        ensure!(
            found.is_empty(),
            "{width} {language}:\n{}",
            found.join("\n")
        );
    }
    Ok(())
}

async fn read_all(browser: &Browser, server: &Server) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (name, path) in PAGES {
        browser.goto(&server.url(path)).await?;
        found.extend(looked_over(browser, &format!("demo-{name}"), None).await?);
    }
    for (name, from, to) in LED_TO {
        let from = if from == "/n/" {
            browser.goto(&server.url("/b")).await?;
            let need = first_link(browser, from).await?;
            need.with_context(|| format!("the board has no link to {from}"))?
        } else {
            server.url(from)
        };
        browser.goto(&from).await?;
        match first_link(browser, to).await? {
            Some(next) => browser.goto(&next).await?,
            // Not every need has a commitment yet; every other page must lead on.
            None if name == "commitment" => continue,
            None => bail!("{from} has no link to {to}"),
        }
        found.extend(looked_over(browser, &format!("demo-{name}"), None).await?);
    }
    Ok(found)
}

/// Where the first link on the page leads that begins so.
async fn first_link(browser: &Browser, start: &str) -> Result<Option<String>> {
    let script =
        format!("return document.querySelector('main a[href^=\"{start}\"]')?.href ?? null");
    Ok(browser.evaluate(&script).await?.as_str().map(str::to_owned))
}
