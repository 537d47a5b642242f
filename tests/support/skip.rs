//! Saying that a test cannot run here.

use std::fs::OpenOptions;
use std::io::Write;

/// Prints why the test `name` cannot run here, and tells `./test` to count it as skipped.
///
/// The caller returns afterwards: the runner itself knows only passed and failed.
pub fn skip(name: &str, why: &str) {
    println!("skipped: {name}: {why}");
    let Some(path) = std::env::var_os("TIDEOVER_SKIPS") else {
        return;
    };
    // One short write per line, so that tests in parallel do not cut one another's lines.
    let line = format!("{name}: {why}\n");
    let written = OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .and_then(|mut file| file.write_all(line.as_bytes()));
    if let Err(error) = written {
        println!("the skip could not be recorded: {error}");
    }
}

/// Whether the test `name` must be skipped because `./test` found no browser.
///
/// `TIDEOVER_BROWSER=1` means: chromium, chromedriver and axe-core are there.
#[must_use]
pub fn browser_is_missing(name: &str) -> bool {
    let ready = std::env::var_os("TIDEOVER_BROWSER").is_some_and(|value| value == "1");
    if !ready {
        skip(
            name,
            "no browser (./test prepares one and sets TIDEOVER_BROWSER=1)",
        );
    }
    !ready
}
