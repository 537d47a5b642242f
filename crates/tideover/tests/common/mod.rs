//! The program as a person calls it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

pub fn tideover(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tideover"))
        .args(arguments)
        .output()
        .unwrap()
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The answer in JSON and whether the exit code was 0.
pub fn json(arguments: &[&str]) -> (Value, bool) {
    let output = tideover(arguments);
    let answer = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{arguments:?}: {output:?}"));
    (answer, output.status.success())
}

/// One line on standard error that says all of this, and an exit code that is not 0.
pub fn refused(arguments: &[&str], what: &[&str]) {
    let output = tideover(arguments);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{arguments:?}");
    assert_eq!(error.lines().count(), 1, "{error}");
    for what in what {
        assert!(error.contains(what), "{what}: {error}");
    }
}
