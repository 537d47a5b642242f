//! The drill in a real browser: every public page is read at both widths, and people without an account report a
//! need, give, and follow a consignment to the journal. Over the four modes each way is walked with script and
//! without, on a phone and on a laptop, in both languages.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, NARROW, Server, WIDE, browser_is_missing};

/// What a clerk pastes: two goods, one of them without a number. Each mode asks for a ward of its own: the same
/// need twice is told to the clerk instead of posted.
fn appeal((width, script, _): (u32, bool, &str)) -> String {
    let ward = width * 2 + u32::from(script);
    format!("武汉市江夏区第{ward}医院急需防护服300套，护目镜越多越好，联系电话 13800000000")
}

/// The pages that need nothing but the drill.
const PAGES: [(&str, &str); 12] = [
    ("home", "/"),
    ("board", "/b"),
    ("board-item", "/b/protective_suit"),
    ("board-place", "/b?item=surgical_mask&place=420100"),
    ("give", "/give"),
    ("need-new", "/need/new"),
    ("offer", "/offer"),
    ("track", "/t"),
    ("entry", "/l/0"),
    ("verify", "/verify"),
    ("figures", "/figures"),
    ("missing", "/n/999999999"),
];

/// Things that other pages lead to: a name, the page to look on, and what the link begins with.
const LED_TO: [(&str, &str, &str); 5] = [
    ("need", "/b", "/n/"),
    ("give-form", "/give", "/give?need="),
    ("consignment", "/t", "/t/T-"),
    ("label", "/t/T-", "label"),
    ("commitment", "/n/", "/c/"),
];

/// Axe, the width, the console: faults of one page, each in one line.
async fn faults(browser: &Browser, name: &str, script: bool, expect: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let wider = browser.overflow().await?;
    if wider > 0 {
        found.push(format!("{name}: {wider} px wider than the screen"));
    }
    if script {
        for broken in browser.axe().await? {
            found.push(format!(
                "{name}: {} ({}) {:?}",
                broken.rule, broken.help, broken.places
            ));
        }
    }
    let complaints = browser.complaints().await?;
    let own = complaints
        .iter()
        .filter(|line| expect.is_empty() || !line.contains(expect));
    found.extend(own.map(|line| format!("{name}: {line}")));
    browser.screenshot(name).await?;
    Ok(found)
}

async fn read_all(server: &Server, width: u32, language: &str) -> Result<()> {
    let browser = Browser::new(width, true, language).await?;
    let mut found = Vec::new();
    for (name, path) in PAGES {
        browser.goto(&server.url(path)).await?;
        let expect = if name == "missing" { "404" } else { "" };
        found.extend(faults(&browser, name, true, expect).await?);
    }
    for (name, from, to) in LED_TO {
        if from == "/t/T-" {
            let here = format!("{}/{to}", link(&browser, server, "/t", from).await?);
            browser.goto(&here).await?;
        } else {
            let from = if from == "/n/" {
                link(&browser, server, "/b", from).await?
            } else {
                server.url(from)
            };
            browser.goto(&from).await?;
            match first_link(&browser, to).await? {
                Some(next) => browser.goto(&next).await?,
                // Not every need has a commitment yet; every other page must lead on.
                None if name == "commitment" => continue,
                None => anyhow::bail!("{from} has no link to {to}"),
            }
        }
        found.extend(faults(&browser, name, true, "").await?);
    }
    ensure!(
        found.is_empty(),
        "{width} {language}:\n{}",
        found.join("\n")
    );
    Ok(())
}

/// Where the first link on a page leads that begins so.
async fn link(browser: &Browser, server: &Server, page: &str, start: &str) -> Result<String> {
    browser.goto(&server.url(page)).await?;
    first_link(browser, start)
        .await?
        .with_context(|| format!("{page} has no link to {start}"))
}

async fn first_link(browser: &Browser, start: &str) -> Result<Option<String>> {
    let script =
        format!("return document.querySelector('main a[href^=\"{start}\"]')?.href ?? null");
    Ok(browser.evaluate(&script).await?.as_str().map(str::to_owned))
}

async fn write(browser: &Browser, selector: &str, text: &str) -> Result<()> {
    let field = browser.find(selector).await?;
    field.clear().await?;
    Ok(field.send_keys(text).await?)
}

/// Presses the last step of a form and waits until its address is left for one that holds `next`.
async fn send(browser: &Browser, action: &str, next: &str) -> Result<()> {
    browser
        .click_css(&format!("form[action='{action}'] section.act button"))
        .await?;
    for _ in 0..100 {
        if browser.address().await?.contains(next) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("{action} did not lead to {next}: {}", browser.text().await?)
}

async fn a_clerk_posts_a_need(
    server: &Server,
    (width, script, language): (u32, bool, &str),
) -> Result<()> {
    let browser = Browser::new(width, script, language).await?;
    browser.goto(&server.url("/need/new")).await?;
    write(
        &browser,
        "textarea[name='text']",
        &appeal((width, script, language)),
    )
    .await?;
    browser
        .click_css("form[action='/need/draft'] button")
        .await?;
    browser.find("mark").await?;
    ensure!(
        browser.value_of("#quantity-0").await? == "300",
        "the number was read"
    );
    let mut found = faults(&browser, "need-draft", script, "").await?;
    if browser.value_of("#place").await?.is_empty() {
        if browser.count("details[open] #place").await? == 0 {
            browser.click_css("details:has(#place) summary").await?;
        }
        write(&browser, "#place", "武汉").await?;
    }
    write(&browser, "#name", "赵敏").await?;
    send(&browser, "/need/new", "/n/").await?;
    found.extend(faults(&browser, "need-posted", script, "").await?);
    ensure!(
        browser.text().await?.contains("300"),
        "the need shows its number"
    );
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn a_donor_commits(
    server: &Server,
    (width, script, language): (u32, bool, &str),
) -> Result<()> {
    let browser = Browser::new(width, script, language).await?;
    browser.goto(&server.url("/give")).await?;
    browser.click_css("main a[href^='/give?need=']").await?;
    browser.find("form[action='/give'] #quantity").await?;
    let mut found = faults(&browser, "give-begun", script, "").await?;
    write(&browser, "#place", "杭州").await?;
    write(&browser, "#name", "李娜").await?;
    send(&browser, "/give", "/c/").await?;
    found.extend(faults(&browser, "give-done", script, "").await?);
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn a_citizen_follows_a_box(
    server: &Server,
    (width, script, language): (u32, bool, &str),
) -> Result<()> {
    let browser = Browser::new(width, script, language).await?;
    browser.goto(&server.url("/t")).await?;
    browser.click_css("main a[href^='/t/']").await?;
    browser.click_css("main a[href^='/l/']").await?;
    ensure!(
        browser.address().await?.contains("/l/"),
        "the ledger mark leads to the entry"
    );
    let mut found = faults(&browser, "followed-entry", script, "").await?;
    browser.goto(&server.url("/verify")).await?;
    ensure!(
        browser.text().await?.contains("tideover verify"),
        "the page says how to verify"
    );
    found.extend(faults(&browser, "followed-verify", script, "").await?);
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

#[tokio::test]
async fn pages_and_ways_hold_in_every_mode() -> Result<()> {
    if browser_is_missing("pages_and_ways_hold_in_every_mode") {
        return Ok(());
    }
    // An hour of it takes an hour: the pages stand still while they are looked at.
    let server = Server::demo(&["--speed", "3600"])?;
    let mut failures = Vec::new();
    for (width, language) in [(NARROW, "zh-Hans"), (WIDE, "en")] {
        failures.extend(read_all(&server, width, language).await.err());
    }
    let modes = [
        (NARROW, true, "en"),
        (NARROW, false, "zh-Hans"),
        (WIDE, true, "zh-Hans"),
        (WIDE, false, "en"),
    ];
    for mode in modes {
        for (way, outcome) in [
            (
                "a clerk posts a need",
                a_clerk_posts_a_need(&server, mode).await,
            ),
            ("a donor commits", a_donor_commits(&server, mode).await),
            (
                "a citizen follows a box",
                a_citizen_follows_a_box(&server, mode).await,
            ),
        ] {
            failures.extend(
                outcome
                    .err()
                    .map(|error| error.context(format!("{way} {mode:?}"))),
            );
        }
    }
    let told: Vec<String> = failures.iter().map(|error| format!("{error:#}")).collect();
    ensure!(told.is_empty(), "{}", told.join("\n\n"));
    Ok(())
}
