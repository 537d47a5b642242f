//! The browser harness itself, against a page that this file serves: the journeys rely on it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use whole_program::{Browser, NARROW, WIDE, browser_is_missing};

/// Every connection is answered with the page, and the query and the language it asked for.
struct Site {
    address: String,
}

impl Site {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("bound"));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                thread::spawn(move || answer(stream));
            }
        });
        Self { address }
    }
}

fn answer(mut stream: TcpStream) {
    let mut request = Vec::new();
    for line in BufReader::new(&stream).lines().map_while(Result::ok) {
        if line.is_empty() {
            break;
        }
        request.push(line);
    }
    let asked = request.first().cloned().unwrap_or_default();
    let language = request
        .iter()
        .find(|line| line.to_lowercase().starts_with("accept-language"));
    let body = page(&asked, language.map(String::as_str).unwrap_or_default());
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\
                Content-Security-Policy: default-src 'none'; script-src 'nonce-x'; style-src 'none'";
    let _ = write!(
        stream,
        "{head}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
}

fn page(asked: &str, language: &str) -> String {
    let asked = asked.replace('<', "&lt;");
    format!(
        "<!doctype html><html lang=en><head><title>Harness</title>\
         <meta name=viewport content='width=device-width'></head><body><main>\
         <h1>Harness</h1><p>{asked}</p><p>{language}</p><p id=script>script is off</p>\
         <form><label for=who>Your name</label><input id=who name=who>\
         <label>How many <input name=many value=1></label>\
         <label>Unit <select name=unit><option>piece</option><option>carton</option></select></label>\
         <label><input type=checkbox name=drive> I can drive</label>\
         <button>Ma's commit</button></form>\
         <p><img src='data:,'></p></main>\
         <script nonce=x>document.getElementById('script').textContent = 'script is on'</script>\
         </body></html>"
    )
}

#[tokio::test]
async fn a_form_is_filled_by_its_labels_and_sent() {
    if browser_is_missing("a_form_is_filled_by_its_labels_and_sent") {
        return;
    }
    let site = Site::open();
    let browser = Browser::new(NARROW, true, "en").await.expect("a browser");
    browser.goto(&site.address).await.expect("the page");
    browser
        .fill("Your name", "Li Na")
        .await
        .expect("named by for");
    browser
        .fill("How many", "200")
        .await
        .expect("inside its label");
    browser.fill("Unit", "carton").await.expect("a select");
    browser
        .fill("I can drive", "yes")
        .await
        .expect("a checkbox");
    assert_eq!(browser.value("How many").await.expect("a value"), "200");
    browser.click("Ma's commit").await.expect("a button");
    let sent = "/?who=Li+Na&many=200&unit=carton&drive=on";
    browser.wait_for(sent).await.expect("the form was sent");
    assert!(browser.address().await.expect("an address").ends_with(sent));
}

#[tokio::test]
async fn script_runs_or_does_not_as_asked() {
    if browser_is_missing("script_runs_or_does_not_as_asked") {
        return;
    }
    let site = Site::open();
    for (script, shown) in [(true, "script is on"), (false, "script is off")] {
        let browser = Browser::new(WIDE, script, "en").await.expect("a browser");
        browser.goto(&site.address).await.expect("the page");
        browser.wait_for(shown).await.expect("the script's mark");
        browser
            .fill("Your name", "Ma Jun")
            .await
            .expect("forms work either way");
        browser.click("Ma's commit").await.expect("a button");
        browser
            .wait_for("who=Ma+Jun")
            .await
            .expect("the form was sent");
    }
}

#[tokio::test]
async fn width_and_language_are_those_asked_for() {
    if browser_is_missing("width_and_language_are_those_asked_for") {
        return;
    }
    let site = Site::open();
    for (width, language, sent) in [(NARROW, "zh-Hans", "zh-CN,zh"), (WIDE, "en", "en")] {
        let browser = Browser::new(width, false, language)
            .await
            .expect("a browser");
        browser.goto(&site.address).await.expect("the page");
        let shown = browser.text().await.expect("text").to_lowercase();
        let sent = format!("accept-language: {sent}").to_lowercase();
        assert!(shown.contains(&sent), "{shown}");
        let inner = browser
            .evaluate("return window.innerWidth")
            .await
            .expect("a width");
        assert_eq!(inner, serde_json::json!(width));
        assert_eq!(browser.overflow().await.expect("a width"), 0);
        browser.screenshot("harness").await.expect("a picture");
        let picture = format!("/../screenshots/harness-{width}-{language}.png");
        let picture = format!("{}{picture}", env!("CARGO_MANIFEST_DIR"));
        let header = std::fs::read(picture).expect("the picture");
        assert!(header.starts_with(b"\x89PNG"));
    }
}

#[tokio::test]
async fn axe_sees_a_picture_without_words_behind_a_strict_policy() {
    if browser_is_missing("axe_sees_a_picture_without_words_behind_a_strict_policy") {
        return;
    }
    let site = Site::open();
    let browser = Browser::new(WIDE, true, "en").await.expect("a browser");
    browser.goto(&site.address).await.expect("the page");
    let found = browser.axe().await.expect("axe");
    let rules: Vec<&str> = found.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules, ["image-alt"], "{found:?}");
    let complaints = browser.complaints().await.expect("the console");
    assert!(
        complaints
            .iter()
            .any(|line| line.contains("Content Security Policy")),
        "{complaints:?}"
    );
}
