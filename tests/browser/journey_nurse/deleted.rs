//! The drill of the nurse, in the demo, where an hour takes seconds: without script she sends a tip, comes back with the
//! receipt and reads the reply; two custodians close the fillings; then the operator deletes the tip's row, and everybody
//! reads that it is gone.

#![allow(clippy::indexing_slicing)]

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;
use whole_program::{
    Browser, Client, Mode, NARROW, Server, browser_is_missing, program, sent, skip,
};

use super::{copied, opened_box, plain, replied, with_words};
use crate::walk::{fine, unfold, until, write};

const NAME: &str = "a_tip_that_the_operator_deletes_is_missed_in_public";
const WORDS: &str = "二月八日夜里，东门出去两车口罩";
const ANSWER: &str = "收到了。那两车是几点出去的？";
/// The last line that the demo prints.
const PRINTED: &str = "Ctrl-C";
/// A hardened browser: no script.
const HARDENED: Mode = Mode {
    width: NARROW,
    script: false,
    language: "zh-Hans",
};
/// What the operator runs on the folder, behind the program's back.
const DELETE: &str = "import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=20)
print(db.execute('DELETE FROM tip WHERE leaf = ?', (bytes.fromhex(sys.argv[2]),)).rowcount)
db.commit()";

/// A custodian of the demo: their device, and the file with their key.
struct Opener {
    client: Client,
    key: String,
}

#[tokio::test]
async fn a_tip_that_the_operator_deletes_is_missed_in_public() -> Result<()> {
    if browser_is_missing(NAME) {
        return Ok(());
    }
    if Command::new("python3").arg("--version").output().is_err() {
        skip(NAME, "no python3 to go at the database with");
        return Ok(());
    }
    let server = Server::demo(&["--speed", "3"])?;
    let custodians = custodians(&server).await?;
    let browser = Browser::new(HARDENED.width, HARDENED.script, HARDENED.language).await?;
    let (receipt, promise) = sends(&browser, &server).await?;
    let leaf = reads_the_reply(&browser, &server, &custodians[0], &receipt).await?;
    until(&browser, "the promise to be kept", async || {
        Ok(checked(&server, &promise)?.0["kept"] == "yes")
    })
    .await?;
    two_close_the_fillings(&server, &custodians, &leaf).await?;
    deleted(&server, &leaf)?;
    everybody_reads_it(&browser, &server, &promise, &leaf).await
}

/// Signs in as those whose codes the demo prints.
async fn custodians(server: &Server) -> Result<Vec<Opener>> {
    let mut printed = Vec::new();
    while !printed.iter().any(|line: &String| line.contains(PRINTED)) {
        printed.extend(server.printed());
        tokio::task::yield_now().await;
    }
    let mut found = Vec::new();
    for line in printed.iter().filter(|line| line.ends_with(".key")) {
        let mut words = line.split_whitespace().skip(1);
        let (code, key) = words.next().zip(words.next()).context("code and key")?;
        let client = server.client()?;
        sent(&client, "/sign-in", &[("code", code)]).await?;
        let key = key.to_owned();
        found.push(Opener { client, key });
    }
    ensure!(found.len() == 3, "{printed:#?}");
    Ok(found)
}

/// The receipt she copies, and a file with the promise she was given.
async fn sends(browser: &Browser, server: &Server) -> Result<(String, tempfile::TempPath)> {
    browser.goto(&server.url("/tip")).await?;
    plain(browser, WORDS).await?;
    until(browser, "the receipt", async || {
        Ok(browser.count("#receipt-code").await? == 1)
    })
    .await?;
    unfold(browser, "#receipt-note").await?;
    fine(browser, HARDENED, "8-drill-receipt").await?;
    let receipt = copied(browser).await?;
    let note = browser
        .evaluate("return document.querySelector('#receipt-note').textContent")
        .await?;
    let promise = tempfile::NamedTempFile::new()?.into_temp_path();
    std::fs::write(&promise, note.as_str().context("the promise")?)?;
    Ok((receipt, promise))
}

/// One custodian opens the tip offline and answers it; she comes back and reads. The commitment of the tip.
async fn reads_the_reply(
    browser: &Browser,
    server: &Server,
    custodian: &Opener,
    receipt: &str,
) -> Result<String> {
    let key = Path::new(&custodian.key);
    let found = with_words(&custodian.client, key, WORDS).await?;
    let tip = found.context("the tip is in the box")?;
    replied(&custodian.client, tip.path(), ANSWER)?.await?;
    browser.goto(&server.url("/tip/read")).await?;
    write(browser, "#receipt", receipt).await?;
    browser.click_css("#tip-read button").await?;
    browser.wait_for(ANSWER).await?;
    fine(browser, HARDENED, "8-drill-reply").await?;
    Ok(std::fs::read_to_string(tip.path().join("leaf"))?)
}

/// What `verify` says of the promise and of all tips, beside the running program.
fn checked(server: &Server, promise: &Path) -> Result<(Value, Value)> {
    let output = Command::new(program()?)
        .arg("verify")
        .arg(server.data())
        .arg("--json")
        .arg("--promise")
        .arg(promise)
        .output()?;
    let said: Value = serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
    ensure!(said["ok"] == Value::Bool(true), "{said}");
    let kept = said["promise"]["kept"] == "yes" || said["promise"]["kept"] == "not_yet";
    ensure!(output.status.success() == kept, "{said}");
    Ok((said["promise"].clone(), said["tips"].clone()))
}

/// Two custodians agree to what `tips close` lists, whole hours without the tip's own; one alone closes nothing.
async fn two_close_the_fillings(server: &Server, all: &[Opener], tip: &str) -> Result<()> {
    let before = closed(server).await?;
    let work = TempDir::new()?;
    opened_box(&all[0].client, Path::new(&all[0].key), work.path()).await?;
    let opened = work.path().join("opened");
    let listed = to_close(&opened, &[])?;
    let portions: Vec<&str> = listed.trim().split("\n\n").collect();
    let count = |listed: &str| listed.split_whitespace().count();
    let leaves = u64::try_from(count(&listed))?;
    ensure!(leaves >= 16 && !listed.contains(tip), "{listed}");
    let with_tip = to_close(&opened, &[tip])?;
    ensure!(
        with_tip.contains(tip) && count(&with_tip) == count(&listed) + 16,
        "the tip's hour is closed whole: {with_tip}"
    );
    for portion in &portions {
        sent(&all[0].client, "/tip/close", &[("leaves", portion)]).await?;
    }
    ensure!(closed(server).await? == before, "one alone closes nothing");
    for portion in &portions {
        sent(&all[1].client, "/tip/close", &[("leaves", portion)]).await?;
    }
    ensure!(closed(server).await? == before + leaves, "two close");
    Ok(())
}

fn to_close(opened: &Path, tips: &[&str]) -> Result<String> {
    let output = Command::new(program()?)
        .args(["tips", "close"])
        .arg(opened)
        .args(tips)
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

async fn closed(server: &Server) -> Result<u64> {
    let page = server.client()?.get_json("/tip.json").await?;
    page["closed"].as_u64().context("how many are closed")
}

fn deleted(server: &Server, leaf: &str) -> Result<()> {
    let output = Command::new("python3")
        .args(["-c", DELETE])
        .arg(server.data().join("tideover.db"))
        .arg(leaf)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(said.trim() == "1", "{said}{why}");
    Ok(())
}

async fn everybody_reads_it(
    browser: &Browser,
    server: &Server,
    promise: &Path,
    leaf: &str,
) -> Result<()> {
    until(browser, "the deletion to be named", async || {
        browser.goto(&server.url("/tip")).await?;
        Ok(browser
            .text()
            .await?
            .contains("有封件在结案前从服务器上消失了"))
    })
    .await?;
    fine(browser, HARDENED, "8-drill-gone").await?;
    let (kept, tips) = checked(server, promise)?;
    ensure!(kept["kept"] == "gone", "{kept}");
    ensure!(tips["missing"][0]["leaf"] == leaf, "{tips}");
    ensure!(
        tips["custodians"].as_array().map(Vec::len) == Some(3),
        "{tips}"
    );
    let entry = format!("/l/{}", kept["gone"]);
    browser
        .click_css(&format!("main a[href='{entry}']"))
        .await?;
    browser.wait_for(leaf).await?;
    fine(browser, HARDENED, "8-drill-entry").await
}
