//! The pure crates: same input, same bytes, on every machine.

use super::Finding;
use super::source::has_word;
use super::tree::Tree;

const PURE: [&str; 3] = [
    "crates/allocation/src/",
    "crates/relief/src/",
    "crates/tlog/src/",
];

const REMEDY: &str = "allocation, relief and tlog are pure: do it in app and hand the result in";

/// Paths that reach outside the program.
const PATHS: [&str; 8] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::sync::Mutex",
    "rand::",
];

/// Words that mean time, chance, waiting, rounding, or an order that differs from run to run.
const WORDS: [&str; 13] = [
    "SystemTime",
    "Instant",
    "getrandom",
    "tokio",
    "async",
    "await",
    "f32",
    "f64",
    "HashMap",
    "HashSet",
    "RandomState",
    "println",
    "eprintln",
];

/// No IO, clock, randomness, async, float or hash map in the pure crates' product code.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust(&PURE) {
        for (number, line) in source.product() {
            let path = PATHS.iter().find(|path| line.code.contains(**path));
            let word = WORDS.iter().find(|word| has_word(&line.code, word));
            if let Some(found) = path.or(word) {
                let what = format!("`{found}` in a pure crate");
                findings.push(Finding::new(&file.path, number, what, REMEDY));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_in_relief_is_found_and_one_in_app_is_not() {
        let text = "//! x\nfn f() { let now = SystemTime::now(); }\n// SystemTime is not used\n";
        let tree = Tree::of(&[
            ("crates/relief/src/a.rs", text),
            ("crates/app/src/a.rs", text),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].path.as_str(), found[0].line),
            ("crates/relief/src/a.rs", 2)
        );
    }

    #[test]
    fn maps_without_order_and_floats_are_found_outside_tests() {
        let text = "use std::collections::HashMap;\nfn f() -> f64 { 0.5 }\n\
                    #[cfg(test)]\nmod tests { use std::collections::HashMap; }\n";
        assert_eq!(check(&Tree::of(&[("crates/tlog/src/a.rs", text)])).len(), 2);
    }
}
