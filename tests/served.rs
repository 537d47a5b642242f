//! What a stranger finds: addresses of the journal, JSON beside every page, strict headers, small pages, no traces.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod memory;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use memory::Core;
use serde_json::Value;
use whole_program::{Client, Server, Town, program, skip};

/// All that the first page needs, in bytes, as it travels without compression.
const FIRST_LOAD_MAX: usize = 60_000;
/// Entries in a full tile.
const TILE: u64 = 256;
/// An address of a reader that no other reader has.
const READER: [u8; 4] = [127, 0, 0, 2];
/// Whom a proxy says it speaks for.
const FORWARDED: &str = "203.0.113.177";
/// What a browser says it is.
const AGENT: &str = "canary-agent-7f3c";
/// What somebody wrote for everybody to read.
const KEPT: &str = "public-remark-51d0";
/// What somebody saw and told the custodians alone.
const TIP: &str = "sealed-words-8e21";
/// Whom a proxy names as the sender of a tip: an address long enough to stand nowhere by chance.
const SENDER: &str = "2001:db8:51d0:8e21:7f3c:a1b2:c3d4:e5f6";
/// What the program surely has in memory.
const ORIGIN: &str = "test.example";
const SEIZED: &str = "a_seized_server_gives_away_no_tip_and_no_sender";
/// How long a closed connection may be remembered.
const HELD_MAX: Duration = Duration::from_secs(60);
/// How long before memory is looked through again.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_stranger_reads_the_drill() -> Result<()> {
    // An hour of it takes an hour: nothing happens while it is looked at.
    let server = Server::demo(&["--speed", "3600"])?;
    let reader = server.client()?;
    the_journal_is_served_as_tiles(&reader).await?;
    figures_are_those_of_the_verifier(&server, &reader).await?;
    every_public_page_is_strict_and_has_a_twin(&reader).await?;
    the_first_load_is_small(&reader).await
}

async fn the_journal_is_served_as_tiles(reader: &Client) -> Result<()> {
    let checkpoint = reader.get("/checkpoint").await?;
    let mut lines = checkpoint.body.lines();
    let origin = lines.next().context("an origin")?.to_owned();
    let size: u64 = lines.next().context("a size")?.parse()?;
    let root = lines.next().context("a root")?;
    ensure!(root.len() == 44 && size > TILE, "{}", checkpoint.body);
    ensure!(lines.next() == Some(""), "an empty line ends the text");
    let signature = lines.next().context("a signature")?;
    ensure!(
        signature.starts_with(&format!("\u{2014} {origin} ")),
        "{signature}"
    );
    let vkey = reader.get("/vkey").await?;
    ensure!(
        vkey.body.starts_with(&format!("{origin}+")),
        "{}",
        vkey.body
    );
    for path in ["/tile/0/000", "/tile/entries/000"] {
        let tile = reader.get(path).await?;
        ensure!(tile.status == 200, "{path} answers {}", tile.status);
        let cached = tile.header("cache-control").unwrap_or_default();
        ensure!(cached.contains("immutable"), "{path}: {cached}");
    }
    let beyond = format!("/tile/0/{:03}", size / TILE + 1);
    ensure!(
        reader.get(&beyond).await?.status == 404,
        "{beyond} does not exist yet"
    );
    Ok(())
}

async fn figures_are_those_of_the_verifier(server: &Server, reader: &Client) -> Result<()> {
    let output = Command::new(program()?)
        .arg("verify")
        .arg(server.data())
        .arg("--json")
        .output()?;
    let verdict: Value = serde_json::from_slice(&output.stdout)?;
    ensure!(verdict["ok"] == Value::Bool(true), "{verdict}");
    let shown = reader.get_json("/figures.json").await?;
    let shown = shown.get("figures").unwrap_or(&shown);
    ensure!(
        *shown == verdict["figures"],
        "{shown}\n{}",
        verdict["figures"]
    );
    Ok(())
}

async fn every_public_page_is_strict_and_has_a_twin(reader: &Client) -> Result<()> {
    for path in public_pages(reader).await? {
        let page = reader.get(&path).await?;
        ensure!(page.status == 200, "{path} answers {}", page.status);
        let policy = page.header("content-security-policy").unwrap_or_default();
        ensure!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        ensure!(
            page.header("x-content-type-options") == Some("nosniff"),
            "{path}"
        );
        ensure!(page.header("set-cookie").is_none(), "{path} sets a cookie");
        ensure!(
            !page.body.contains(" style=") && !page.body.contains("javascript:"),
            "{path} has inline code"
        );
        let (plain, query) = path
            .split_once('?')
            .map_or((path.as_str(), String::new()), |(p, q)| {
                (p, format!("?{q}"))
            });
        let twin = if plain == "/" {
            "/index.json".to_owned()
        } else {
            format!("{plain}.json{query}")
        };
        let json = reader.get(&twin).await?;
        ensure!(
            serde_json::from_str::<Value>(&json.body).is_ok(),
            "{twin} answers {}",
            json.status
        );
    }
    Ok(())
}

/// The public pages, with things of the drill where an address needs one: links of the board and of the journal.
async fn public_pages(reader: &Client) -> Result<Vec<String>> {
    let fixed = [
        "/",
        "/b",
        "/b/protective_suit",
        "/b/420100",
        "/give",
        "/need/new",
        "/offer",
        "/verify",
        "/figures",
        "/l/0",
        "/t",
    ];
    let mut pages: Vec<String> = fixed.map(str::to_owned).to_vec();
    let board = reader.get("/b").await?.body;
    let need = link(&board, "/n/").context("no need on the board")?;
    let page = reader.get(&need).await?.body;
    pages.extend(link(&page, "/c/"));
    pages.extend(link(&reader.get("/t").await?.body, "/t/"));
    pages.push(need);
    Ok(pages)
}

/// The first link of a page that begins so and goes on with a digit or a letter.
fn link(body: &str, start: &str) -> Option<String> {
    let (_, rest) = body.split_once(&format!("href=\"{start}"))?;
    let end = rest.find(['"', '#', '?', '/'])?;
    Some(format!("{start}{}", rest.get(..end)?))
}

async fn the_first_load_is_small(reader: &Client) -> Result<()> {
    let page = reader.get("/").await?;
    // Icons share one file: it travels once.
    let named = page.body.split("\"/a/").skip(1);
    let assets: BTreeSet<&str> = named
        .filter_map(|rest| rest.split(['"', '#']).next())
        .collect();
    let mut bytes = page.body.len();
    for name in assets {
        bytes += reader.get(&format!("/a/{name}")).await?.body.len();
    }
    ensure!(bytes < FIRST_LOAD_MAX, "the first page needs {bytes} bytes");
    Ok(())
}

#[tokio::test]
async fn no_trace_of_a_reader_is_in_the_log_or_in_the_folder() -> Result<()> {
    let mut server = Server::serve_logging("trace", &["--trusted-proxy", "127.0.0.2"])?;
    let reader = reqwest::Client::builder()
        .local_address(IpAddr::from(READER))
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    for path in ["/", "/b", "/no-such-page", "/%ff", "/l/99999999"] {
        traced(reader.get(server.url(path))).send().await?;
    }
    // A newcomer, whom the limits count by address; the words stay, the address does not.
    let offer = [
        ("item", "goggles"),
        ("quantity", "20"),
        ("place", "杭州"),
        ("remark", KEPT),
        ("name", "李娜"),
        ("token", "traces-0123456789"),
    ];
    let posts = [
        (traced(reader.post(server.url("/offer"))).form(&offer), 303),
        (traced(reader.post(server.url("/offer"))).form(&offer), 303),
        (traced(reader.post(server.url("/offer"))).body("%e6"), 400),
        (
            traced(reader.post(server.url("/need/new"))).header("origin", "https://evil.example"),
            403,
        ),
    ];
    let form = "application/x-www-form-urlencoded";
    for (request, status) in posts {
        let answer = request.header("content-type", form).send().await?;
        ensure!(
            answer.status() == status,
            "{} for {status}",
            answer.status()
        );
    }
    // What is no request at all.
    let mut broken = TcpStream::connect(server.address().trim_start_matches("http://"))?;
    broken.write_all(format!("{AGENT}\r\n\r\n").as_bytes())?;
    broken.read_to_end(&mut Vec::new())?;

    let mut log = server.printed();
    server.stop()?;
    log.extend(server.printed());
    let mut folder = BTreeSet::new();
    let canaries = [
        &READER.map(|part| part.to_string()).join("."),
        FORWARDED,
        AGENT,
    ];
    for canary in canaries {
        let traces: Vec<&String> = log.iter().filter(|line| line.contains(canary)).collect();
        ensure!(traces.is_empty(), "{canary}: {traces:#?}");
        folder.extend(files_with(&server, canary)?);
    }
    ensure!(folder.is_empty(), "{folder:?}");
    ensure!(
        !files_with(&server, KEPT)?.is_empty(),
        "the search itself finds nothing"
    );
    Ok(())
}

/// Whoever takes the machine with everything on it, the log included, finds no word of a tip, no receipt, and nothing
/// of who sent it; nor does the running program hold an address or what a browser says of itself.
#[tokio::test]
async fn a_seized_server_gives_away_no_tip_and_no_sender() -> Result<()> {
    let server = Server::serve_logging("trace", &["--trusted-proxy", "127.0.0.2"])?;
    let mut town = Town::on(server).await?;
    let custodians = town.opens_the_box().await?;
    let page = custodians[0].client.get_json("/tip.json").await?;
    let id = page.pointer("/custodians/0/id").context("a custodian")?;
    let sender = reqwest::Client::builder()
        .local_address(IpAddr::from(READER))
        .build()?;
    let form = [("what", TIP), ("aware", "1"), ("c", &id.to_string())];
    let sent = from_sender(sender.post(town.url("/tip")))
        .form(&form)
        .send()
        .await?;
    ensure!(sent.headers().get("set-cookie").is_none(), "no cookie");
    let receipt = receipt_on(&sent.text().await?)?;
    let read = from_sender(sender.post(town.url("/tip/read"))).form(&[("receipt", &receipt)]);
    ensure!(read.send().await?.status() == 200, "the receipt is read");
    drop(sender);
    let letters = receipt.replace(' ', "");
    let last_group = receipt.rsplit(' ').next().context("a group")?;
    let shown = format!("<span>{last_group}</span>");
    let canaries = [TIP, &receipt, &letters, &shown, SENDER, AGENT];
    nothing_is_held(&town.server, &canaries).await?;
    nothing_is_dumped(&town.server, &canaries)?;

    // While it runs, what was written last stands in the log that goes before the database.
    let wal = town.server.data().join("tideover.db-wal");
    ensure!(fs::metadata(wal)?.len() > 0, "the database has a log");
    let mut log = town.server.printed();
    stand_nowhere(&town.server, &log, &canaries)?;
    town.server.stop()?;
    log.extend(town.server.printed());
    stand_nowhere(&town.server, &log, &canaries)
}

fn from_sender(request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
    request
        .header("x-forwarded-for", SENDER)
        .header("user-agent", AGENT)
}

/// The groups of the receipt on a page.
fn receipt_on(page: &str) -> Result<String> {
    let (_, rest) = page
        .split_once("id=\"receipt-code\">")
        .context("a receipt")?;
    let (code, _) = rest.split_once("</p>").context("its end")?;
    Ok(code.replace("<span>", "").replace("</span>", ""))
}

/// Neither in a file of the folder nor in what was printed.
fn stand_nowhere(server: &Server, log: &[String], canaries: &[&str]) -> Result<()> {
    for canary in canaries {
        let traces: Vec<&String> = log.iter().filter(|line| line.contains(canary)).collect();
        ensure!(traces.is_empty(), "{canary}: {traces:#?}");
        let files = files_with(server, canary)?;
        ensure!(files.is_empty(), "{canary}: {files:?}");
    }
    Ok(())
}

/// Looks through the memory of the running program until the sender's connection is let go and nothing of it is left.
async fn nothing_is_held(server: &Server, canaries: &[&str]) -> Result<()> {
    let Some(found) = memory::held(server.pid(), &[ORIGIN])? else {
        skip(
            &format!("{SEIZED}: memory"),
            "this system does not let a test read the memory of its own child",
        );
        return Ok(());
    };
    ensure!(!found.is_empty(), "the search itself finds nothing");
    let deadline = Instant::now() + HELD_MAX;
    loop {
        let found = memory::held(server.pid(), canaries)?.unwrap_or_default();
        if found.is_empty() {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "still in memory: {found:?}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// What whoever seizes the running machine takes home.
fn nothing_is_dumped(server: &Server, canaries: &[&str]) -> Result<()> {
    let Some(core) = Core::of(server.pid())? else {
        skip(
            &format!("{SEIZED}: core dump"),
            "no gcore (Debian's gdb), or it may not look into the program",
        );
        return Ok(());
    };
    ensure!(
        core.holds(ORIGIN.as_bytes())?,
        "the search itself finds nothing"
    );
    let address: Ipv6Addr = SENDER.parse()?;
    ensure!(
        !core.holds(&address.octets())?,
        "the sender's address stands in the core dump"
    );
    for canary in canaries {
        ensure!(
            !core.holds(canary.as_bytes())?,
            "{canary} stands in the core dump"
        );
    }
    Ok(())
}

fn traced(request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
    request
        .header("x-forwarded-for", FORWARDED)
        .header("x-real-ip", FORWARDED)
        .header("forwarded", format!("for={FORWARDED}"))
        .header("user-agent", AGENT)
}

/// The files of the data folder that hold a text, as it is or as the bytes of an address.
fn files_with(server: &Server, text: &str) -> Result<Vec<PathBuf>> {
    let address = text.parse::<Ipv4Addr>().map(|a| a.octets());
    let mut found = Vec::new();
    for file in std::fs::read_dir(server.data())? {
        let path = file?.path();
        let bytes = std::fs::read(&path)?;
        let holds = |wanted: &[u8]| bytes.windows(wanted.len()).any(|w| w == wanted);
        if holds(text.as_bytes())
            || address
                .as_ref()
                .is_ok_and(|a| text == FORWARDED && holds(a))
        {
            found.push(path);
        }
    }
    Ok(found)
}
