//! Journey 8: a nurse sends a tip to those she trusts, copies the receipt, and comes back for the reply. With script
//! everything is sealed in her browser; without it she uses the plain form. Custodians work with the command line.

mod deleted;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use whole_program::{
    Browser, Client, Custodian, Mode, NARROW, Town, browser_is_missing, program, sent, skip,
};

use crate::walk::{fine, fine_with, unfold, until, write};

/// Whether the page has asked for answers.
const ASKED: &str =
    "return performance.getEntriesByType('resource').some((r) => r.name.endsWith('/tip/answers'))";
/// What stands in the photograph's file beside the picture, as a camera would write a place.
const HIDDEN: &str = "GPS-30.5728N-114.2793E";
/// One pixel as PNG.
const PIXEL: [u8; 68] = crate::walk::PIXEL;

#[tokio::test]
async fn a_nurse_sends_a_protected_tip() -> Result<()> {
    if browser_is_missing("a_nurse_sends_a_protected_tip") {
        return Ok(());
    }
    let town = Town::open().await?;
    let custodians = town.opens_the_box().await?;
    let mut browser = Browser::new(NARROW, true, "zh-Hans").await?;
    for mode in Mode::ALL {
        browser.switch(mode, town.server.address()).await?;
        let outcome = sent_and_read(&town, &custodians, &browser, mode).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

async fn sent_and_read(
    town: &Town,
    custodians: &[Custodian; 3],
    browser: &Browser,
    mode: Mode,
) -> Result<()> {
    let words = format!("东门出去两车口罩 {}", mode.name());
    browser.goto(&town.url("/tip")).await?;
    fine(browser, mode, "8-tip").await?;
    if mode.script && browser.count("#tip-seal").await? == 0 {
        skip(
            "a_nurse_sends_a_protected_tip",
            "the script is not bundled (cargo xtask assets)",
        );
        return Ok(());
    }
    let photo = photo()?;
    if mode.script {
        rather_without_script(browser, &words).await?;
        browser.goto(&town.url("/tip")).await?;
        sealed_in_the_browser(browser, &words, photo.path()).await?;
    } else {
        plain(browser, &words).await?;
    }
    until(browser, "the receipt", async || {
        Ok(browser.count("#receipt-code").await? == 1)
    })
    .await?;
    fine(browser, mode, "8-receipt").await?;
    let receipt = copied(browser).await?;
    ensure!(
        browser.evaluate("return document.cookie").await? == "",
        "no cookie"
    );

    let (tip, left_out) = opened(custodians, &words).await?;
    ensure!(!left_out, "the custodian who was not ticked cannot open it");
    if mode.script {
        let drawn = std::fs::read(tip.path().join("file-1.jpg"))?;
        let hidden = drawn.windows(HIDDEN.len()).any(|w| w == HIDDEN.as_bytes());
        ensure!(
            drawn.starts_with(&[0xff, 0xd8]) && !hidden,
            "the photograph is drawn anew"
        );
    }
    let answer = format!("收到了，请说几点 {}", mode.name());
    replied(&custodians[0].client, tip.path(), &answer)?.await?;

    browser.goto(&town.url("/tip/read")).await?;
    fine(browser, mode, "8-read").await?;
    slips(browser, mode, &receipt).await?;
    write(browser, "#receipt", &receipt.to_lowercase()).await?;
    browser.click_css("#tip-read button").await?;
    browser.wait_for(&answer).await?;
    // Without script the slip went to the server, and the browser notes the status of its answer.
    match mode.script {
        true => fine(browser, mode, "8-reply").await,
        false => fine_with(browser, mode, "8-reply", 422).await,
    }
}

/// The receipt as she copies it by hand: six groups.
async fn copied(browser: &Browser) -> Result<String> {
    let shown = browser.find("#receipt-code").await?.text().await?;
    let groups: Vec<&str> = shown.split_whitespace().collect();
    ensure!(groups.len() == 6, "six groups: {shown}");
    Ok(groups.join(" "))
}

/// One letter copied wrong: its group is named, with script before anything is sent.
async fn slips(browser: &Browser, mode: Mode, receipt: &str) -> Result<()> {
    let slipped = receipt.replacen(char::is_alphanumeric, "0", 1);
    write(browser, "#receipt", &slipped).await?;
    browser.click_css("#tip-read button").await?;
    let group = if mode.language == "en" {
        "group 1"
    } else {
        "第 1 组"
    };
    browser.wait_for(group).await?;
    ensure!(
        !mode.script || browser.evaluate(ASKED).await? == false,
        "the slip was found without asking anybody"
    );
    Ok(())
}

async fn sealed_in_the_browser(browser: &Browser, words: &str, photo: &Path) -> Result<()> {
    write(browser, "#s_what", words).await?;
    write(browser, "#s_place", "武汉转运站").await?;
    let file = browser.find("#s_files").await?;
    file.send_keys(photo.display().to_string()).await?;
    browser.click_css("#s_c label:nth-of-type(2) input").await?;
    let sum = browser
        .find("#tip-seal section.act b")
        .await?
        .text()
        .await?;
    ensure!(
        sum.contains('2') && sum.contains("罗清"),
        "who is left out: {sum}"
    );
    browser.click_css("#tip-seal section.act button").await
}

/// The ways without script are a link away, and take along what was typed.
async fn rather_without_script(browser: &Browser, words: &str) -> Result<()> {
    write(browser, "#s_what", words).await?;
    browser.click_css("#tip-without").await?;
    unfold(browser, "#what").await?;
    let taken = browser
        .evaluate("return document.getElementById('what').value")
        .await?;
    ensure!(taken == words, "what was typed goes along: {taken}");
    Ok(())
}

async fn plain(browser: &Browser, words: &str) -> Result<()> {
    unfold(browser, "#what").await?;
    write(browser, "#what", words).await?;
    browser.click_css("#c label:nth-of-type(2) input").await?;
    browser
        .click_css("form[action='/tip'] input[name='aware']")
        .await?;
    browser.click_css("form[action='/tip'] > button").await
}

/// A picture with something in its file that no eye sees.
fn photo() -> Result<tempfile::NamedTempFile> {
    let photo = tempfile::Builder::new().suffix(".png").tempfile()?;
    std::fs::write(photo.path(), [PIXEL.as_slice(), HIDDEN.as_bytes()].concat())?;
    Ok(photo)
}

/// The tip with these words, as the first custodian opens it; and whether the second can too.
async fn opened(custodians: &[Custodian; 3], words: &str) -> Result<(TempDir, bool)> {
    let [first, second, _] = custodians;
    let first = with_words(&first.client, first.key(), words).await?;
    let second = with_words(&second.client, second.key(), words).await?;
    Ok((first.context("the tip is in the box")?, second.is_some()))
}

/// The tip with these words, if this key opens it.
async fn with_words(client: &Client, key: &Path, words: &str) -> Result<Option<TempDir>> {
    let work = TempDir::new()?;
    opened_box(client, key, work.path()).await?;
    for found in std::fs::read_dir(work.path().join("opened"))? {
        let dir = found?.path();
        let tip = std::fs::read_to_string(dir.join("tip.txt")).unwrap_or_default();
        if tip.contains(words) {
            return moved(&dir).map(Some);
        }
    }
    Ok(None)
}

/// Fetches the box and opens it into `work/opened`.
async fn opened_box(client: &Client, key: &Path, work: &Path) -> Result<()> {
    let lines = client.get("/tip/box").await?.body;
    std::fs::write(work.join("tips.jsonl"), lines)?;
    let opened = Command::new(program()?)
        .args(["tips", "open", "tips.jsonl", "--out", "opened", "--key"])
        .arg(key)
        .current_dir(work)
        .output()?;
    ensure!(
        opened.status.success(),
        "{}",
        String::from_utf8_lossy(&opened.stderr)
    );
    Ok(())
}

/// The tip's folder alone, with its name in a file.
fn moved(dir: &Path) -> Result<TempDir> {
    let own = TempDir::new()?;
    for found in std::fs::read_dir(dir)? {
        let path = found?.path();
        let name = path.file_name().map(PathBuf::from).context("a name")?;
        std::fs::copy(&path, own.path().join(name))?;
    }
    let leaf = dir
        .file_name()
        .context("a name")?
        .to_string_lossy()
        .into_owned();
    std::fs::write(own.path().join("leaf"), leaf)?;
    Ok(own)
}

/// The custodian seals a reply offline and leaves it on the site.
fn replied<'a>(
    client: &'a Client,
    tip: &Path,
    answer: &str,
) -> Result<impl Future<Output = Result<()>> + 'a> {
    let text = tip.join("answer.txt");
    std::fs::write(&text, answer)?;
    let sealed = Command::new(program()?)
        .args(["tips", "reply"])
        .arg(tip)
        .arg("--text")
        .arg(&text)
        .output()?;
    ensure!(
        sealed.status.success(),
        "{}",
        String::from_utf8_lossy(&sealed.stderr)
    );
    let armored = String::from_utf8(sealed.stdout)?;
    let leaf = std::fs::read_to_string(tip.join("leaf"))?;
    Ok(async move {
        sent(client, "/tip/reply", &[("leaf", &leaf), ("age", &armored)]).await?;
        Ok(())
    })
}
