//! Which crate may name which, and who reads the clock and draws chance.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Finding;
use super::source::has_word;
use super::tree::Tree;

/// Foreign crates that only some of ours may name.
const FOREIGN: [(&[&str], &[&str], &str); 5] = [
    (
        &[
            "axum",
            "maud",
            "tower-http",
            "hyper",
            "fast_qr",
            "i18n-embed",
            "i18n-embed-fl",
        ],
        &["web"],
        "only web names the crates of HTTP, HTML and words",
    ),
    (
        &["sqlx", "rusqlite"],
        &["store"],
        "only store names the database's crates",
    ),
    (
        &["anyhow"],
        &["tideover", "xtask", "whole-program"],
        "a library's errors are enums of its own (thiserror)",
    ),
    (
        &["age", "argon2", "bech32"],
        &["tip"],
        "only tip seals, opens and stretches receipts",
    ),
    (
        &["getrandom", "rand"],
        &["app"],
        "only app draws randomness: hand the bytes in",
    ),
];

/// What each of our crates may know of the others outside its tests.
const OURS: [(&str, &[&str]); 12] = [
    ("allocation", &[]),
    ("tlog", &[]),
    ("relief", &["allocation"]),
    ("store", &[]),
    ("tip", &[]),
    ("app", &["relief", "store", "tip", "tlog"]),
    ("web", &["app", "relief", "tip", "tlog"]),
    ("drill", &["app", "relief"]),
    (
        "tideover",
        &[
            "allocation",
            "app",
            "drill",
            "relief",
            "store",
            "tip",
            "tlog",
            "web",
        ],
    ),
    ("testkit", &["app", "drill", "relief", "store", "tlog"]),
    ("xtask", &[]),
    ("whole-program", &["tip"]),
];

const LAYERS: &str = "see the code map in docs/ARCHITECTURE.md: pass what is needed as an argument";

/// One line of a manifest's dependencies.
#[derive(Clone, Debug)]
pub struct Dependency {
    package: String,
    manifest: String,
    name: String,
    in_tests: bool,
}

/// Asks cargo what each member of the workspace names.
///
/// # Errors
/// When cargo does not answer.
pub fn packages() -> Result<Vec<Dependency>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .context("cargo could not be started")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    dependencies(&serde_json::from_slice(&output.stdout)?)
        .context("cargo metadata changed its form")
}

fn dependencies(metadata: &Value) -> Option<Vec<Dependency>> {
    let root = metadata.get("workspace_root")?.as_str()?;
    let mut found = Vec::new();
    for package in metadata.get("packages")?.as_array()? {
        let path = package.get("manifest_path")?.as_str()?;
        let manifest = path
            .strip_prefix(root)
            .unwrap_or(path)
            .trim_start_matches('/');
        for dependency in package.get("dependencies")?.as_array()? {
            found.push(Dependency {
                package: package.get("name")?.as_str()?.to_owned(),
                manifest: manifest.to_owned(),
                name: dependency.get("name")?.as_str()?.to_owned(),
                in_tests: dependency.get("kind")?.as_str() == Some("dev"),
            });
        }
    }
    Some(found)
}

/// Every dependency is one that its crate may name.
pub fn check(dependencies: &[Dependency]) -> Vec<Finding> {
    dependencies
        .iter()
        .filter(|one| !one.in_tests)
        .flat_map(check_one)
        .collect()
}

fn check_one(one: &Dependency) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |remedy| {
        let what = format!("{} names {}", one.package, one.name);
        findings.push(Finding::new(&one.manifest, 1, what, remedy));
    };
    for (names, allowed, remedy) in FOREIGN {
        if names.contains(&one.name.as_str()) && !allowed.contains(&one.package.as_str()) {
            found(remedy);
        }
    }
    let ours = OURS.iter().any(|(name, _)| *name == one.name);
    let allowed = OURS
        .iter()
        .find(|(name, _)| *name == one.package)
        .map(|(_, allowed)| allowed);
    if ours && !allowed.is_some_and(|allowed| allowed.contains(&one.name.as_str())) {
        found(LAYERS);
    }
    findings
}

/// Words of the clock and of chance, with the one file that may say them.
const SOURCES: [(&[&str], &str, &str); 2] = [
    (
        &["SystemTime", "Instant", "Timestamp::now", "Zoned::now"],
        "crates/app/src/clock.rs",
        "only app::clock reads time: take the time as an argument",
    ),
    (
        &["getrandom", "thread_rng", "OsRng"],
        "crates/app/src/entropy.rs",
        "only app::entropy draws randomness: take the bytes as an argument",
    ),
];

/// Time is read in one file and chance drawn in one file. Tests and benches are free.
pub fn sources(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust(&["crates/"]) {
        for (number, line) in source.product() {
            for (words, only, remedy) in SOURCES {
                let word = words.iter().find(|word| has_word(&line.code, word));
                if let Some(word) = word.filter(|_| file.path != only) {
                    let what = format!("`{word}` outside {only}");
                    findings.push(Finding::new(&file.path, number, what, remedy));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(package: &str, name: &str, kind: Option<&str>) -> Vec<Finding> {
        let metadata = serde_json::json!({
            "workspace_root": "/x",
            "packages": [{
                "name": package,
                "manifest_path": format!("/x/crates/{package}/Cargo.toml"),
                "dependencies": [{"name": name, "kind": kind}],
            }],
        });
        check(&dependencies(&metadata).expect("the form of cargo's answer"))
    }

    #[test]
    fn foreign_crates_stay_where_they_belong() {
        assert_eq!(names("app", "axum", None).len(), 1);
        assert_eq!(names("web", "axum", None), []);
        assert_eq!(names("web", "sqlx", None).len(), 1);
        assert_eq!(names("app", "anyhow", None).len(), 1);
        assert_eq!(names("app", "anyhow", Some("dev")), []);
    }

    #[test]
    fn layers_do_not_reach_upwards() {
        assert_eq!(names("relief", "tlog", None).len(), 1);
        assert_eq!(names("store", "relief", None).len(), 1);
        assert_eq!(names("web", "testkit", Some("dev")), []);
        let found = names("web", "testkit", None);
        assert_eq!(found[0].path, "crates/web/Cargo.toml");
    }

    #[test]
    fn a_second_reader_of_time_is_found() {
        let text = "fn f() -> Instant { Instant::now() }\n";
        let tree = Tree::of(&[
            ("crates/app/src/clock.rs", text),
            ("crates/app/src/writer.rs", text),
            ("crates/app/tests/writer.rs", text),
        ]);
        let found = sources(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "crates/app/src/writer.rs");
    }

    #[test]
    fn a_second_source_of_chance_is_found() {
        let tree = Tree::of(&[("crates/web/src/a.rs", "fn f() { getrandom::fill(b) }\n")]);
        assert_eq!(sources(&tree).len(), 1);
    }
}
