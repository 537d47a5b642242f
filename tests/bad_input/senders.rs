//! Connections: large, slow, idle, too many.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use whole_program::Server;

use super::alive;

/// A body that nobody has a use for.
const HUGE_BODY: usize = 100 * 1024 * 1024;
/// What the process may take in memory while refusing it, in KiB: far below the body with what it has anyway.
const MEMORY_MAX_KIB: u64 = 90 * 1024;
/// People who send a byte a second.
const SLOW: usize = 8;
/// Connections that say nothing.
const SILENT: usize = 950; // under a process limit of 1,024 files
/// A page beside slow senders answers within this, on a busy machine too.
const PROMPT: Duration = Duration::from_secs(3);
/// A slow sender is cut off within this.
const CUT_OFF_MAX: Duration = Duration::from_secs(40);

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
    let mut sent = 0;
    while sent < HUGE_BODY / 0x10000 && stream.write_all(chunk.as_bytes()).is_ok() {
        sent += 1;
        if sent.is_power_of_two() {
            promptly_alive(&server).await?;
        }
    }
    assert!(
        sent < HUGE_BODY / 0x10000,
        "the connection stayed open for all of it"
    );
    assert!(peak_memory_kib(&server)? < MEMORY_MAX_KIB);
    alive(&server).await
}

/// A browser sends the whole form before it reads: the refusal must still be there then.
#[tokio::test]
async fn who_sends_too_much_reads_why() -> Result<()> {
    const TOO_MUCH: usize = 8 * 1024 * 1024;
    let server = Server::serve(&[])?;
    for (path, kind) in [
        ("/q/new", "application/x-www-form-urlencoded"),
        ("/tip", "application/x-www-form-urlencoded"),
        ("/watch/check", "multipart/form-data; boundary=x"),
    ] {
        let mut stream = TcpStream::connect(host(&server))?;
        stream.set_read_timeout(Some(PROMPT * 5))?;
        let mut body = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n".to_owned();
        body.push_str(&"a".repeat(TOO_MUCH - body.len()));
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: {kind}\r\nContent-Length: {TOO_MUCH}\r\n\
             Accept-Language: zh-CN\r\nConnection: close\r\n\r\n",
            host(&server)
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes()).context(path)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).context(path)?;
        assert!(answer.starts_with("HTTP/1.1 413"), "{path}: {answer}");
        assert!(answer.contains("太大了"), "{path}: {answer}");
    }
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
async fn slow_bodies_slow_nobody_and_are_cut_off() -> Result<()> {
    let server = Server::serve(&[])?;
    let head = "POST /need/new HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 100000\r\n\r\n";
    drip(&server, head).await
}

#[tokio::test]
async fn slow_heads_slow_nobody_and_are_cut_off() -> Result<()> {
    let server = Server::serve(&[])?;
    drip(&server, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await
}

#[tokio::test]
async fn a_thousand_silent_connections_stop_nobody() -> Result<()> {
    let server = Server::serve(&[])?;
    let silent: Vec<TcpStream> = (0..SILENT)
        .map(|_| TcpStream::connect(host(&server)))
        .collect::<Result<_, _>>()?;
    for _ in 0..SLOW {
        promptly_alive(&server).await?;
    }
    // They are let go without having said anything.
    let mut last = silent.into_iter().next_back().context("a connection")?;
    last.set_read_timeout(Some(CUT_OFF_MAX))?;
    assert_eq!(last.read(&mut [0; 64])?, 0, "the end");
    alive(&server).await
}

/// Sends a beginning and then a byte a second over several connections, until each is answered or closed. Others
/// get their pages all the while.
async fn drip(server: &Server, beginning: &str) -> Result<()> {
    let mut slow = Vec::new();
    for _ in 0..SLOW {
        let mut stream = TcpStream::connect(host(server))?;
        stream.write_all(beginning.as_bytes())?;
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
        promptly_alive(server).await?;
        slow.retain_mut(|stream| stream.write_all(b"a").is_ok() && !is_answered(stream));
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Ok(())
}

async fn promptly_alive(server: &Server) -> Result<()> {
    let asked = Instant::now();
    alive(server).await?;
    anyhow::ensure!(
        asked.elapsed() < PROMPT,
        "others wait {:?}",
        asked.elapsed()
    );
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
