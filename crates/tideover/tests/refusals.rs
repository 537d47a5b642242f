//! What a person sees when a command cannot do what it was asked: one line on standard error, and a code.

#![allow(clippy::unwrap_used)]

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

fn tideover(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tideover"))
        .args(arguments)
        .output()
        .unwrap()
}

/// One line that says `what`, and nothing on standard output.
fn refuses(arguments: &[&str], code: i32, what: &str) {
    let output = tideover(arguments);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    assert_eq!(error.lines().count(), 1, "{arguments:?}: {error}");
    assert!(error.contains(what), "{arguments:?}: {error}");
    assert!(output.stdout.is_empty());
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_wrong_command_line_is_one_line() {
    refuses(&["sail"], 2, "sail");
    refuses(&["demo", "--sails", "3"], 2, "--sails");
    refuses(&["demo", "--speed", "0"], 2, "--speed");
    refuses(&["demo", "--port", "70000"], 2, "--port");
    refuses(&["serve", "--data", "x"], 2, "--origin");
    refuses(&["drill", "face-masks-guru", "--data", "x"], 2, "--seed");
    let alone = ["drill", "red-cross-2020", "--no-watch", "--data", "x"];
    refuses(&alone, 1, "--no-watch");
    refuses(
        &[
            "serve",
            "--data",
            "x",
            "--origin",
            "a",
            "--url",
            "a.example",
        ],
        2,
        "https://",
    );
}

#[test]
fn help_is_an_answer() {
    let output = tideover(&["--help"]);
    assert!(output.status.success());
    let help = String::from_utf8(output.stdout).unwrap();
    for command in ["serve", "demo", "drill", "verify", "import"] {
        assert!(help.contains(command), "{help}");
    }
}

#[test]
fn a_busy_port_is_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = busy.local_addr().unwrap();
    let data = dir.path().join("data");
    let listen = address.to_string();
    let port = address.port().to_string();
    let data = text(&data);
    let serve = [
        "serve",
        "--data",
        data,
        "--origin",
        "a.example",
        "--listen",
        &listen,
    ];
    refuses(&serve, 1, "cannot listen");
    refuses(
        &["demo", "--data", data, "--port", &port],
        1,
        "cannot listen",
    );
}

#[test]
fn an_unusable_folder_is_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "not a folder").unwrap();
    let below = file.join("data");
    let serve = |data| {
        [
            "serve",
            "--data",
            data,
            "--origin",
            "a.example",
            "--listen",
            "127.0.0.1:0",
        ]
    };
    refuses(&serve(text(&below)), 1, "cannot open");
    refuses(
        &[
            "drill",
            "face-masks-guru",
            "--seed",
            "1",
            "--data",
            text(&below),
        ],
        1,
        "cannot open",
    );
    refuses(&["verify", text(dir.path())], 1, "holds no database");

    let taken = dir.path().join("taken");
    std::fs::create_dir(&taken).unwrap();
    let lock = std::fs::File::create(taken.join("lock")).unwrap();
    lock.lock().unwrap();
    refuses(&serve(text(&taken)), 1, "in use");
}

#[test]
fn a_list_that_cannot_be_read_is_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let needs = dir.path().join("needs.csv");
    let missing = dir.path().join("missing.csv");
    std::fs::write(&needs, "row_id,item,value\n").unwrap();
    let import = |facilities, last| {
        let needs = text(&needs);
        [
            "import",
            "needs",
            "--preset",
            "wuhan2020",
            needs,
            "--facilities",
            facilities,
            last,
        ]
    };
    refuses(&import(text(&missing), "--dry-run"), 1, "missing.csv");
    refuses(&import(text(&needs), "--dry-run"), 1, "no column");
    refuses(&import(text(&needs), "--json"), 2, "--data");
}

#[test]
fn a_list_is_judged_in_json() {
    let dir = tempfile::tempdir().unwrap();
    let (needs, facilities) = (
        dir.path().join("needs.csv"),
        dir.path().join("facilities.csv"),
    );
    std::fs::write(&needs, "row_id,item,value\na-1,防护服,20\na-1,手术衣,-1\n").unwrap();
    std::fs::write(
        &facilities,
        "row_id,city,hospital,reviewed\na-1,武汉市,武汉市金银潭医院,已审核\n",
    )
    .unwrap();
    let data = dir.path().join("data");
    let run = || {
        let output = tideover(&[
            "import",
            "needs",
            "--preset",
            "wuhan2020",
            text(&needs),
            "--facilities",
            text(&facilities),
            "--data",
            text(&data),
            "--origin",
            "a.example",
            "--json",
        ]);
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let first = run();
    assert_eq!(first["needs_with_quantity"], 1);
    assert_eq!(first["rejected"][0]["row"], 3);
    assert_eq!(first["rejected"][0]["reason"], "negative");
    assert_eq!(first["written"]["lines_reported"], 1);
    assert_eq!(run()["written"]["lines_already_there"], 1);
    let verified = tideover(&["verify", text(&data), "--json"]);
    assert!(verified.status.success());
    let verified: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(verified["figures"]["needs"]["open"], 1);
}
