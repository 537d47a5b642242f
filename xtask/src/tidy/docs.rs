//! Documents that must keep step with the code.

use super::Finding;
use super::tree::{File, Tree};

const FORMAT: &str = "docs/journal-format.md";
const ENTRIES: &str = "crates/relief/src/entry.rs";
const PROGRAM: [&str; 1] = ["crates/tideover/src/"];

/// Documents whose commands a reader types.
const MANUALS: [&str; 2] = ["README.md", "docs/running.md"];

/// How a manual calls the program.
const CALLS: [&str; 2] = ["cargo run --release -- ", "tideover "];

/// The journal's format names every type of entry; the manuals name only commands that exist.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = entry_types(tree);
    let code: Vec<&str> = tree
        .rust(&PROGRAM)
        .map(|(file, _)| file.text.as_str())
        .collect();
    for manual in MANUALS.iter().filter_map(|path| tree.get(path)) {
        findings.extend(commands(manual, &code.concat()));
    }
    findings
}

fn entry_types(tree: &Tree) -> Vec<Finding> {
    let Some(source) = tree.get(ENTRIES).and_then(|file| file.rust.as_ref()) else {
        return Vec::new();
    };
    let Some(format) = tree.get(FORMAT) else {
        return vec![Finding::new(
            FORMAT,
            1,
            "the file is missing",
            "specify the journal's format",
        )];
    };
    let mut findings = Vec::new();
    for (number, line) in source.product() {
        for name in line.strings.split_whitespace().filter(|word| is_type(word)) {
            if !format.text.contains(name) {
                let what = format!("{FORMAT} does not name `{name}`");
                findings.push(Finding::new(ENTRIES, number, what, "specify it there"));
            }
        }
    }
    findings
}

/// Whether a word is of the form `noun.verb`.
fn is_type(word: &str) -> bool {
    let lower =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    word.split_once('.')
        .is_some_and(|(noun, verb)| lower(noun) && lower(verb))
}

/// Subcommands and flags of a manual's code blocks that the program's source does not know.
fn commands(manual: &File, code: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut in_block = false;
    for (at, line) in manual.text.lines().enumerate() {
        if line.starts_with("```") {
            in_block = !in_block;
        }
        let call = CALLS
            .iter()
            .find_map(|call| line.trim_start_matches("$ ").strip_prefix(call));
        let Some(call) = call.filter(|_| in_block) else {
            continue;
        };
        let call = call.split(['#', '|', '>', '&']).next().unwrap_or_default();
        for (place, word) in call.split_whitespace().enumerate() {
            let known = if let Some(flag) = word.strip_prefix("--") {
                knows_flag(code, flag.split('=').next().unwrap_or(flag))
            } else {
                place > 0 || knows_command(code, word)
            };
            if !known {
                let what = format!("the program does not know `{word}`");
                findings.push(Finding::new(
                    &manual.path,
                    at + 1,
                    what,
                    "correct the manual",
                ));
            }
        }
    }
    findings
}

/// Clap makes `--dry-run` of a field `dry_run`, or it is written out.
fn knows_flag(code: &str, flag: &str) -> bool {
    let field = flag.replace('-', "_");
    ["help", "version"].contains(&flag)
        || code.contains(&format!("{field}:"))
        || code.contains(&format!("\"{flag}\""))
}

/// Clap makes `demo` of a variant `Demo`.
fn knows_command(code: &str, command: &str) -> bool {
    let mut letters = command.chars();
    let Some(first) = letters.next() else {
        return false;
    };
    let variant = format!("{}{}", first.to_ascii_uppercase(), letters.as_str());
    super::source::has_word(code, &variant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_the_format_does_not_name_is_found() {
        let entries = (
            ENTRIES,
            "// \"a.b\"\nlet _ = [\"need.reported\", \"need.closed\", \"Need.x\"];\n",
        );
        let found = check(&Tree::of(&[entries, (FORMAT, "`need.reported`\n")]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].line, 2);
        assert_eq!(check(&Tree::of(&[entries])).len(), 1);
    }

    #[test]
    fn a_command_that_does_not_exist_is_found() {
        let code = (
            "crates/tideover/src/main.rs",
            "enum Command { Demo { speed: u32 } }\n",
        );
        let manual = "tideover sail is a sentence\n```\ncargo run --release -- demo --speed 2\n\
                      tideover sail # x\ntideover demo --sails 3\n```\n";
        let found = check(&Tree::of(&[code, ("README.md", manual)]));
        let lines: Vec<usize> = found.iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [4, 5]);
    }
}
