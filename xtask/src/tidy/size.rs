//! Sizes: a function fits a screen, a file fits a head.

use super::Finding;
use super::source::{Source, has_word};
use super::tree::Tree;

/// The longest function, from its `fn` to its closing brace.
const FUNCTION_LINES_MAX: usize = 70;

/// The longest file.
const FILE_LINES_MAX: usize = 500;

/// Above this a file is worth splitting.
const FILE_LINES_HABIT: usize = 400;

const FUNCTION_REMEDY: &str = "name a part of it and take it out";
const FILE_REMEDY: &str = "move one concern, or the tests, to a file of their own";

/// No function of more than 70 lines, no file of more than 500; a warning above 400.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        if !file.path.ends_with(".rs") && !file.path.ends_with(".js") {
            continue;
        }
        let lines = file.text.lines().count();
        if lines > FILE_LINES_HABIT {
            let what = format!("{lines} lines, more than {FILE_LINES_HABIT}");
            let mut finding = Finding::new(&file.path, 1, what, FILE_REMEDY);
            finding.warning = lines <= FILE_LINES_MAX;
            findings.push(finding);
        }
        for (line, name, lines) in file.rust.iter().flat_map(functions) {
            if lines > FUNCTION_LINES_MAX {
                let what = format!("`{name}` has {lines} lines, more than {FUNCTION_LINES_MAX}");
                findings.push(Finding::new(&file.path, line, what, FUNCTION_REMEDY));
            }
        }
    }
    findings
}

/// The functions of a file: line, name, number of lines.
fn functions(source: &Source) -> Vec<(usize, String, usize)> {
    let mut found = Vec::new();
    for (at, line) in source.lines.iter().enumerate() {
        if !has_word(&line.code, "fn") {
            continue;
        }
        let Some(name) = name_of(&line.code) else {
            continue;
        };
        let body = source.lines.get(at..).unwrap_or_default();
        if let Some(lines) = length(body.iter().map(|line| line.code.as_str())) {
            found.push((at + 1, name, lines));
        }
    }
    found
}

/// The name after the first `fn `; none for a type such as `fn(u8)`.
fn name_of(code: &str) -> Option<String> {
    let (_, after) = code.split_once("fn ")?;
    let name: String = after
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The lines from a function's first to its closing brace; none for one without a body.
fn length<'a>(lines: impl Iterator<Item = &'a str>) -> Option<usize> {
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    let mut started = false;
    for (at, code) in lines.enumerate() {
        let from = if at == 0 {
            code.find("fn ").unwrap_or(0)
        } else {
            0
        };
        for c in code.get(from..).unwrap_or_default().chars() {
            match c {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets = brackets.saturating_sub(1),
                '{' if started || brackets == 0 => {
                    started = true;
                    braces += 1;
                }
                '}' if started => {
                    braces = braces.saturating_sub(1);
                    if braces == 0 {
                        return Some(at + 1);
                    }
                }
                ';' if !started && brackets == 0 => return None,
                _ => {}
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function_of(lines: usize) -> String {
        let body = "    let _ = \"}\";\n".repeat(lines - 2);
        format!(
            "trait T {{\n    fn none(&self, x: [u8; 2]);\n}}\nfn long(\n{body}}}\n",
            body = format_args!("    x: u8) {{\n{body}")
        )
    }

    #[test]
    fn a_function_of_71_lines_is_too_long_and_one_of_70_is_not() {
        let long = function_of(70);
        let found = check(&Tree::of(&[("a.rs", &long)]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].line, found[0].warning), (4, false));
        assert_eq!(check(&Tree::of(&[("a.rs", &function_of(69))])), []);
    }

    #[test]
    fn files_warn_above_400_lines_and_fail_above_500() {
        for (lines, expected) in [
            (400, None),
            (401, Some(true)),
            (500, Some(true)),
            (501, Some(false)),
        ] {
            let text = "// x\n".repeat(lines);
            let found = check(&Tree::of(&[("a.rs", &text), ("a.md", &text)]));
            assert_eq!(
                found.first().map(|finding| finding.warning),
                expected,
                "{lines}"
            );
        }
    }
}
