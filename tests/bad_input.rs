//! What people, broken phones and attackers send that does not fit: each has a defined answer, what was typed is
//! kept, and the server goes on for others.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use whole_program::{Client, Server};

/// A body that nobody has a use for.
const HUGE_BODY: usize = 100 * 1024 * 1024;
/// What the process may take in memory while refusing it, in KiB: far below the body with what it has anyway.
const MEMORY_MAX_KIB: u64 = 90 * 1024;
/// People who send a byte a second.
const SLOW: usize = 8;
/// A page beside slow senders answers within this, on a busy machine too.
const PROMPT: Duration = Duration::from_secs(3);
/// A slow sender is cut off within this.
const CUT_OFF_MAX: Duration = Duration::from_secs(40);

/// A good need, changed by the test.
fn need<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("recipient", "东湖社区医院"),
        ("place", "武汉"),
        ("item-0", "protective_suit"),
        ("quantity-0", "300"),
        ("how-0", "exact"),
        ("contact", "夜班台"),
        ("remark", "尽快，谢谢"),
        ("name", "赵敏"),
    ];
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push((name, value));
    }
    form
}

#[tokio::test]
async fn what_does_not_fit_is_told_and_kept_in_both_languages() -> Result<()> {
    let server = Server::serve(&[])?;
    let long = "长".repeat(501);
    let long_name = "名".repeat(61);
    for lang in ["en", "zh-Hans"] {
        let person = Client::speaking(server.address(), lang)?;
        for (field, value) in [
            ("quantity-0", "-5"),
            ("quantity-0", "20箱"),
            ("quantity-0", "0"),
            ("quantity-0", "1e9"),
            ("quantity-0", "100000000000000"),
            ("quantity-0", "99999999999999999999999999"),
            ("remark", &long),
            ("recipient", &long_name),
            ("place", "nowhere at all"),
        ] {
            let answer = person.post("/need/new", &need(&[(field, value)])).await?;
            let case = format!(
                "{lang} {field}={}",
                value.chars().take(30).collect::<String>()
            );
            assert_eq!(answer.status, 422, "{case}");
            for word in [value, "夜班台", "东湖社区医院"] {
                let kept = answer.body.contains(word) || (field == "recipient" && word != value);
                assert!(kept, "{case}: {word} is lost");
            }
            assert!(
                answer.body.contains("aria-invalid"),
                "{case}: no field is named"
            );
        }
    }
    alive(&server).await
}

#[tokio::test]
async fn too_many_lines_and_fields_are_refused() -> Result<()> {
    let server = Server::serve(&[])?;
    let person = server.client()?;
    let names: Vec<(String, String)> = (0..500)
        .map(|i| (format!("item-{i}"), format!("quantity-{i}")))
        .collect();
    for (count, status) in [(60, 422), (500, 400)] {
        let mut form = need(&[]);
        form.retain(|(name, _)| !name.ends_with("-0"));
        for (item, quantity) in names.iter().take(count) {
            form.extend([(item.as_str(), "goggles"), (quantity.as_str(), "3")]);
        }
        let answer = person.post("/need/new", &form).await?;
        assert_eq!(answer.status, status, "{count} lines");
    }
    alive(&server).await
}

#[tokio::test]
async fn a_form_sent_twice_acts_once() -> Result<()> {
    let server = Server::serve(&[])?;
    let person = server.client()?;
    let first = person.post("/need/new", &need(&[])).await?;
    assert_eq!(first.status, 303, "{}", first.body);
    let other = need(&[
        ("recipient", "西湖社区医院"),
        ("token", "0123456789abcdef0123456789abcdef"),
    ]);
    let one = person.post("/need/new", &other).await?;
    let two = person.post("/need/new", &other).await?;
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(one.location(), two.location());
    alive(&server).await
}

#[tokio::test]
async fn requests_that_no_page_makes_are_refused() -> Result<()> {
    let server = Server::serve(&[])?;
    let person = server.client()?;
    let form = "application/x-www-form-urlencoded";
    let half = person
        .raw()
        .post(server.url("/need/new"))
        .header("content-type", form)
        .body("name=%E6%9D");
    assert_eq!(half.send().await?.status(), 400, "half a character");
    let cross = person
        .raw()
        .post(server.url("/need/new"))
        .header("origin", "https://evil.example");
    let cross = cross
        .header("sec-fetch-site", "cross-site")
        .form(&need(&[]));
    assert_eq!(cross.send().await?.status(), 403, "another site's form");
    let entries = person.get_json("/figures.json").await?;
    for (method, path) in [
        ("PUT", "/b"),
        ("DELETE", "/need/new"),
        ("BREW", "/"),
        ("POST", "/verify"),
    ] {
        let request = person.raw().request(method.parse()?, server.url(path));
        assert_eq!(request.send().await?.status(), 405, "{method} {path}");
    }
    for path in [
        "/n/999999",
        "/n/xyz",
        "/c/-1",
        "/t/NOPE",
        "/h/nope",
        "/l/18446744073709551616",
        "/b/nope",
        "/%ff",
    ] {
        let status = person.get(path).await?.status;
        assert!((400..500).contains(&status), "{path} answers {status}");
    }
    assert_eq!(
        person.get_json("/figures.json").await?,
        entries,
        "nothing was written"
    );
    alive(&server).await
}

#[tokio::test]
async fn a_huge_body_is_refused_before_it_is_read() -> Result<()> {
    let server = Server::serve(&[])?;
    for kind in [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ] {
        let mut stream = TcpStream::connect(host(&server))?;
        stream.set_read_timeout(Some(PROMPT * 5))?;
        let head = format!(
            "POST /need/new HTTP/1.1\r\nHost: {}\r\nContent-Type: {kind}\r\nContent-Length: {HUGE_BODY}\r\n\r\n",
            host(&server)
        );
        stream.write_all(head.as_bytes())?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        assert_eq!(&start, b"HTTP/1.1 413", "{kind}");
    }
    // Without a length the limit holds all the same, and memory does not grow with what is sent.
    let mut stream = TcpStream::connect(host(&server))?;
    let head = "POST /need/new HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Transfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes())?;
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    let sent = (0..HUGE_BODY / 0x10000)
        .take_while(|_| stream.write_all(chunk.as_bytes()).is_ok())
        .count();
    assert!(
        sent < HUGE_BODY / 0x10000,
        "the connection stayed open for all of it"
    );
    assert!(peak_memory_kib(&server)? < MEMORY_MAX_KIB);
    alive(&server).await
}

#[tokio::test]
async fn large_headers_are_refused() -> Result<()> {
    let server = Server::serve(&[])?;
    let many: String = (0..500).map(|i| format!("X-{i}: bomb\r\n")).collect();
    let large = format!("X-Bomb: {}\r\n", "b".repeat(2 * 1024 * 1024));
    for headers in [many, large] {
        let mut stream = TcpStream::connect(host(&server))?;
        stream.set_read_timeout(Some(PROMPT * 5))?;
        // The server may hang up before all is sent.
        let _ = stream.write_all(format!("GET / HTTP/1.1\r\nHost: x\r\n{headers}\r\n").as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
            "{answer:.60}"
        );
    }
    alive(&server).await
}

#[tokio::test]
async fn slow_senders_slow_nobody_and_are_cut_off() -> Result<()> {
    let server = Server::serve(&[])?;
    let head = "POST /need/new HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 100000\r\n\r\n";
    let mut slow = Vec::new();
    for _ in 0..SLOW {
        let mut stream = TcpStream::connect(host(&server))?;
        stream.write_all(head.as_bytes())?;
        stream.set_read_timeout(Some(Duration::from_millis(1)))?;
        slow.push(stream);
    }
    let begun = Instant::now();
    while !slow.is_empty() {
        assert!(
            begun.elapsed() < CUT_OFF_MAX,
            "{} slow senders are still served",
            slow.len()
        );
        let asked = Instant::now();
        alive(&server).await?;
        assert!(
            asked.elapsed() < PROMPT,
            "others wait {:?}",
            asked.elapsed()
        );
        slow.retain_mut(|stream| stream.write_all(b"a").is_ok() && !is_answered(stream));
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Ok(())
}

/// Whether an answer or the end has come: after either the sender has nothing to hope for.
fn is_answered(stream: &mut TcpStream) -> bool {
    let heard = stream.read(&mut [0; 64]);
    match heard.map(|_bytes| ()) {
        Ok(()) => true,
        Err(error) => !matches!(
            error.kind(),
            std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
        ),
    }
}

async fn alive(server: &Server) -> Result<()> {
    let page = server.client()?.get("/").await?;
    anyhow::ensure!(page.status == 200, "the first page answers {}", page.status);
    Ok(())
}

fn host(server: &Server) -> &str {
    server.address().trim_start_matches("http://")
}

/// The most memory that the process ever had, in KiB.
fn peak_memory_kib(server: &Server) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid()))?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .context("no VmHWM")?;
    line.split_whitespace()
        .nth(1)
        .context("no number")?
        .parse()
        .context("no number")
}
