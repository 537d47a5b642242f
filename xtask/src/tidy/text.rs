//! Texts: finished, clean at the ends, and true on every machine.

use super::Finding;
use super::source::has_word;
use super::tree::Tree;

// Put together here, so that this file itself does not say them.
const UNFINISHED: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];
const STUBS: [&str; 2] = [concat!("todo", "!("), concat!("unimplemented", "!(")];
const FOLDERS: [&str; 3] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
];
const REGISTRIES: [&str; 6] = [
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("pypi", ".org"),
    concat!("python", "hosted.org"),
    concat!("deb.", "debian.org"),
    concat!("proxy.golang", ".org"),
];

/// Written by tools, in their own way.
const GENERATED: [&str; 2] = ["Cargo.lock", "tests/browser/package-lock.json"];

/// Texts of others, kept letter by letter.
const FOREIGN: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Nothing unfinished, no blanks at the end of a line, one newline at the end of a file.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        if GENERATED.contains(&file.path.as_str()) || FOREIGN.contains(&file.path.as_str()) {
            continue;
        }
        for (at, line) in file.text.lines().enumerate() {
            let mut found = |what: String, remedy| {
                findings.push(Finding::new(&file.path, at + 1, what, remedy));
            };
            let word = UNFINISHED.iter().find(|word| has_word(line, word));
            let stub = STUBS.iter().find(|stub| line.contains(**stub));
            if let Some(mark) = word.or(stub) {
                found(
                    format!("unfinished: `{mark}`"),
                    "finish it, or describe the gap in an issue",
                );
            }
            // Snapshots hold what a program printed, blanks and all.
            if line.ends_with([' ', '\t']) && !file.path.ends_with(".snap") {
                found("blanks at the end of the line".to_owned(), "remove them");
            }
        }
        if !file.text.is_empty() && (!file.text.ends_with('\n') || file.text.ends_with("\n\n")) {
            let last = file.text.lines().count();
            let what = "the file does not end with one newline";
            findings.push(Finding::new(
                &file.path,
                last,
                what,
                "end it with exactly one",
            ));
        }
    }
    findings
}

/// No folder of somebody's machine, no address of a package registry.
pub fn places(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for (at, line) in file.text.lines().enumerate() {
            if let Some(folder) = FOLDERS.iter().find(|folder| begins_in(line, folder)) {
                let what = format!("a folder of a machine: {folder}");
                let remedy = "name it from the root of the project";
                findings.push(Finding::new(&file.path, at + 1, what, remedy));
            }
            let host = REGISTRIES.iter().find(|host| line.contains(**host));
            // Cargo's lock file cannot be written without its registry.
            if let Some(host) = host.filter(|_| file.path != "Cargo.lock") {
                let what = format!("the host of a package registry: {host}");
                let remedy = "name the package alone: the client knows its registry";
                findings.push(Finding::new(&file.path, at + 1, what, remedy));
            }
        }
    }
    findings
}

/// Whether a path that begins with `folder` stands in the line; `/a/home/` does not begin with it.
fn begins_in(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || "._-})/".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfinished_work_blanks_and_ends_are_found() {
        for (text, line) in [
            ("a\n// TO", 2),
            ("a \n", 1),
            ("a", 1),
            ("a\n\n", 2),
            ("fn f() { unimpl", 1),
        ] {
            let text = text
                .replace("TO", UNFINISHED[0])
                .replace("unimpl", STUBS[1]);
            let text = if text.len() > 4 {
                format!("{text}\n")
            } else {
                text
            };
            let found = check(&Tree::of(&[("a.rs", &text)]));
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            assert_eq!(found[0].line, line);
        }
        assert_eq!(
            check(&Tree::of(&[("a.rs", "mktemp d.XXXXXX\n"), ("b", "")])),
            []
        );
    }

    #[test]
    fn folders_of_machines_and_registries_are_found() {
        let host = REGISTRIES[0];
        let text = format!(
            "cd {}x\nGET /a{}x\nsee https://{host}/x\n",
            FOLDERS[0], FOLDERS[1]
        );
        let found = places(&Tree::of(&[("a.md", &text), ("Cargo.lock", host)]));
        let lines: Vec<usize> = found.iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [1, 3]);
    }
}
