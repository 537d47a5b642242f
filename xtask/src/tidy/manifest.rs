//! Crates: what each one's manifest and first line must say.

use super::Finding;
use super::tree::{File, Tree};

/// What every member inherits from the workspace.
const INHERITED: [(&str, &str); 2] = [
    ("license.workspace = true", "the licence is the workspace's"),
    ("[lints]\nworkspace = true", "the lints are the workspace's"),
];

/// Every crate opens with a text on what it is (`//!`).
pub fn opening(tree: &Tree) -> Vec<Finding> {
    let roots = ["lib.rs", "src/lib.rs", "src/main.rs"];
    let mut findings = Vec::new();
    for manifest in members(tree) {
        let folder = manifest.path.trim_end_matches("Cargo.toml");
        for root in roots {
            let Some(file) = tree.get(&format!("{folder}{root}")) else {
                continue;
            };
            if !file.text.starts_with("//! ") {
                let remedy = "say what the crate is and what is out of its scope";
                findings.push(Finding::new(
                    &file.path,
                    1,
                    "no `//!` text at the top",
                    remedy,
                ));
            }
        }
    }
    findings
}

/// Every member inherits licence, lints and the versions of its dependencies.
pub fn inherited(tree: &Tree) -> Vec<Finding> {
    members(tree).flat_map(inherited_by).collect()
}

fn inherited_by(manifest: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (wanted, why) in INHERITED {
        if !manifest.text.contains(wanted) {
            let what = format!("`{}` is missing", wanted.replace('\n', " "));
            findings.push(Finding::new(&manifest.path, 1, what, why));
        }
    }
    let mut in_dependencies = false;
    for (at, line) in manifest.text.lines().enumerate() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies");
        } else if in_dependencies && line.contains('=') && !line.contains("workspace = true") {
            let what = format!("a version of its own: {line}");
            let remedy = "name the version in the root Cargo.toml, and `workspace = true` here";
            findings.push(Finding::new(&manifest.path, at + 1, what, remedy));
        }
    }
    findings
}

fn members(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.files
        .iter()
        .filter(|file| file.path.ends_with("/Cargo.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[package]\nname = \"a\"\nlicense.workspace = true\n\n[lints]\nworkspace = true\n\n\
                        [dependencies]\nserde.workspace = true\nx = { workspace = true }\n";

    #[test]
    fn a_crate_that_inherits_and_opens_with_a_text_passes() {
        let tree = Tree::of(&[
            ("crates/a/Cargo.toml", GOOD),
            ("crates/a/src/lib.rs", "//! A.\n"),
        ]);
        assert_eq!(inherited(&tree), []);
        assert_eq!(opening(&tree), []);
    }

    #[test]
    fn a_version_a_missing_licence_and_a_silent_crate_are_found() {
        let bad = GOOD
            .replace("license", "licence")
            .replace("serde.workspace = true", "serde = \"1\"");
        let tree = Tree::of(&[
            ("crates/a/Cargo.toml", &bad),
            ("crates/a/src/lib.rs", "mod x;\n"),
        ]);
        let found = inherited(&tree);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[1].line, 9);
        assert_eq!(opening(&tree).len(), 1);
    }
}
