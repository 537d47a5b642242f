//! Journey 1: a founder opens a room, shares its QR code, and sees the three first steps done one by one.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Client, Mode, Server, WIDE, browser_is_missing, index_in, sent};

use crate::walk::{attribute, fine, press_to, send, unfold, until, write};

/// People whom one alone may lead.
const ONE_LEADS_MAX: usize = 12;

#[tokio::test]
async fn a_founder_opens_a_room_and_is_led_through_the_first_steps() -> Result<()> {
    if browser_is_missing("a_founder_opens_a_room_and_is_led_through_the_first_steps") {
        return Ok(());
    }
    let server = Server::serve(&[])?;
    let mut browser = Browser::new(WIDE, true, "en").await?;
    for (at, mode) in Mode::ALL.into_iter().enumerate() {
        browser.switch(mode, server.address()).await?;
        let outcome = open(&server, &browser, mode, at == 0).await;
        let room = outcome.with_context(|| mode.name())?;
        if at == 0 {
            grow(&server, &browser, mode, room).await?;
        }
    }
    Ok(())
}

/// From nothing to a room with three people and a first need.
async fn open(server: &Server, browser: &Browser, mode: Mode, first: bool) -> Result<u64> {
    if first {
        browser.goto(&server.url("/found")).await?;
        write(browser, "#name", "陈晨").await?;
        fine(browser, mode, "1-found").await?;
        send(browser, "/found", "/new").await?;
    } else {
        browser.goto(&server.url("/new")).await?;
        write(browser, "#name", "陈晨").await?;
    }
    write(browser, "#room_name", "口罩接力群").await?;
    write(browser, "#place", "武汉").await?;
    write(browser, "#about", "把防护用品送到缺口最大的病区").await?;
    fine(browser, mode, "1-new").await?;
    browser.taps();
    send(browser, "/new", "/start").await?;
    ensure!(browser.taps() == 1, "a room is opened with one tap");
    let room = index_in(&path(browser, server).await?)?;
    let code = shared(server, browser).await?;
    ensure!(open_steps(browser).await? == 3, "three steps to do");
    fine(browser, mode, "1-start").await?;
    first_steps(server, browser, mode, room, &code).await?;
    way_back(server, browser, mode, room).await?;
    Ok(room)
}

/// The path of the page.
async fn path(browser: &Browser, server: &Server) -> Result<String> {
    Ok(browser.address().await?.replace(server.address(), ""))
}

/// The QR code leads where the link under it leads: answers the code in it.
async fn shared(server: &Server, browser: &Browser) -> Result<String> {
    let said = attribute(browser, "svg.qr", "aria-label").await?;
    let (_, code) = said
        .split_once(&server.url("/j/"))
        .with_context(|| format!("the QR code is of no invitation: {said}"))?;
    let code: String = code
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    ensure!(
        browser
            .text()
            .await?
            .contains(&server.url(&format!("/j/{code}"))),
        "the link stands beside its picture"
    );
    Ok(code)
}

async fn open_steps(browser: &Browser) -> Result<usize> {
    browser.count("main ol li.now").await
}

async fn first_steps(
    server: &Server,
    browser: &Browser,
    mode: Mode,
    room: u64,
    code: &str,
) -> Result<()> {
    let start = server.url(&format!("/r/{room}/start"));
    for name in ["赵敏", "何嘉", "周帆"] {
        join(server, code, name).await?;
    }
    browser.goto(&start).await?;
    ensure!(open_steps(browser).await? == 2, "three have come");
    browser.goto(&server.url(&format!("/r/{room}"))).await?;
    let appeal = format!("武汉市江夏区第{room}医院急需防护服300套，联系电话 13800000000");
    write(browser, "#text", &appeal).await?;
    browser.click_css("#composer button.send").await?;
    browser.find("#composer mark").await?;
    fine(browser, mode, "1-room-draft").await?;
    press_to(
        browser,
        "#composer form[action='/need/draft'] button",
        "/need/draft",
    )
    .await?;
    unfold(browser, "#place").await?;
    write(browser, "#place", "武汉").await?;
    send(browser, "/need/new", "/n/").await?;
    browser.goto(&start).await?;
    ensure!(open_steps(browser).await? == 1, "the first need stands");
    fine(browser, mode, "1-start-two-done").await?;
    press_to(browser, "main ol li.now a", "/who").await?;
    fine(browser, mode, "1-who").await
}

/// Before the fifth member the founder is asked to keep a way back in, and gets one by QR code.
async fn way_back(server: &Server, browser: &Browser, mode: Mode, room: u64) -> Result<()> {
    browser.goto(&server.url(&format!("/r/{room}"))).await?;
    press_to(browser, "main a[href='/me#recovery']", "/me").await?;
    browser
        .click_css("form[action='/me/transfer'] button")
        .await?;
    browser.find("svg.qr").await?;
    fine(browser, mode, "1-transfer").await
}

/// A room of twelve takes nobody before a second person leads it; the founder names one with two taps.
async fn grow(server: &Server, browser: &Browser, mode: Mode, room: u64) -> Result<()> {
    browser
        .goto(&server.url(&format!("/r/{room}/invite")))
        .await?;
    let code = shared(server, browser).await?;
    fine(browser, mode, "1-invite").await?;
    let (talk, asks) = (
        server.url(&format!("/r/{room}")),
        "main .talk a[href$='/who']",
    );
    for n in 4..ONE_LEADS_MAX {
        browser.goto(&talk).await?;
        ensure!(browser.count(asks).await? == 0, "{n} are led by one");
        join(server, &code, &format!("成员{n}")).await?;
    }
    let door = Client::new(server.address())?;
    let door = async || door.get_json(&format!("/j/{code}.json")).await;
    ensure!(
        door().await?.pointer("/state") != Some(&"open".into()),
        "the next one waits"
    );
    browser.goto(&talk).await?;
    fine(browser, mode, "1-second-lead").await?;
    press_to(browser, asks, "/who").await?;
    let name = format!("form[action='/r/{room}/role']");
    unfold(browser, &name).await?;
    browser
        .click_css(&format!("{name} select[name='role'] option[value='lead']"))
        .await?;
    browser.click_css(&format!("{name} button")).await?;
    until(browser, "the room to grow again", async || {
        Ok(door().await?.pointer("/state") == Some(&"open".into()))
    })
    .await?;
    join(server, &code, "成员13").await
}

async fn join(server: &Server, code: &str, name: &str) -> Result<()> {
    let client = Client::speaking(server.address(), "zh-Hans")?;
    let form = [("name", name), ("can", "give")];
    sent(&client, &format!("/j/{code}"), &form).await.map(drop)
}
