//! What the program takes up: resident and at rest, the bytes of a first visit, the file itself.

use std::collections::BTreeSet;

use crate::community;
use crate::http::{Answer, Connection};
use crate::process::Process;

/// Bounds of the project, in bytes.
const RESIDENT_MAX: u64 = 50_000_000;
const VISIT_MAX: usize = 60_000;
const PROGRAM_MAX: u64 = 30_000_000;
/// Attributes that make a browser fetch something of the page.
const FETCHED: [&str; 2] = ["href=\"/a/", "src=\"/a/"];

pub async fn run() {
    let dir = community::drill(1).await;
    let server = Process::tideover(&dir, drill::ORIGIN);
    let mut connection = Connection::open(server.address).await;
    let plain = visit(&mut connection, "").await;
    let gzip = visit(&mut connection, "accept-encoding: gzip\r\n").await;
    let resident = server.resident();
    println!(
        "| idle `tideover serve`, the drill played, after a first visit | {:.1} MB resident | under 50 MB | {:.2} |",
        resident as f64 / 1e6,
        resident as f64 / RESIDENT_MAX as f64
    );
    println!(
        "| the first page with style, script and icons | {:.1} kB, {:.1} kB compressed | under 60 kB | {:.2} |",
        plain as f64 / 1e3,
        gzip as f64 / 1e3,
        plain as f64 / VISIT_MAX as f64
    );
    let program = std::fs::metadata(env!("CARGO_BIN_EXE_tideover"))
        .unwrap()
        .len();
    println!(
        "| release binary | {:.1} MB | under 30 MB | {:.2} |",
        program as f64 / 1e6,
        program as f64 / PROGRAM_MAX as f64
    );
}

/// Bytes of the bodies of `/` and of all that it makes a browser fetch.
async fn visit(connection: &mut Connection, headers: &str) -> usize {
    let page = String::from_utf8(connection.get("/", "").await.body).unwrap();
    let mut paths = BTreeSet::from(["/".to_owned()]);
    for before in FETCHED {
        let found = page
            .split(before)
            .skip(1)
            .filter_map(|rest| rest.split(['"', '#']).next());
        paths.extend(found.map(|name| format!("/a/{name}")));
    }
    assert!(paths.len() > 2, "a page has its style and its script");
    let mut bytes = 0;
    for path in paths {
        let Answer { head, body } = connection.get(&path, headers).await;
        assert!(
            head.starts_with("HTTP/1.1 200") && !body.is_empty(),
            "{path}: {head}"
        );
        bytes += body.len();
    }
    bytes
}
