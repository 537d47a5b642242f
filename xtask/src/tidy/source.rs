//! A Rust file read just closely enough for rules about its words: which characters are code,
//! which stand in strings, which in comments, and which lines are tests.
//!
//! Not a parser. Macros that build code out of pieces can fool it; the compiler cannot be fooled,
//! so whatever clippy can check is left to clippy.

/// A Rust file line by line.
pub struct Source {
    /// The lines, in order.
    pub lines: Vec<Line>,
}

/// One line. `code` and `strings` have the same length in characters as the line itself.
#[derive(Default)]
pub struct Line {
    /// The line with comments and the insides of strings blanked.
    pub code: String,
    /// The insides of strings, everything else blanked.
    pub strings: String,
    /// Whether the line belongs to a test.
    pub test: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Code,
    LineComment,
    BlockComment { depth: usize },
    Text,
    RawText { hashes: usize },
}

impl Source {
    /// Reads the text of the file at `path`; the path tells whole files of tests.
    pub fn read(path: &str, text: &str) -> Self {
        let mut lines = split(text);
        if is_test_file(path) {
            lines.iter_mut().for_each(|line| line.test = true);
        } else {
            mark_tests(&mut lines);
        }
        Self { lines }
    }

    /// The lines that are not tests, with their numbers from 1.
    pub fn product(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.test)
            .map(|(at, line)| (at + 1, line))
    }
}

/// Whether `word` stands in `text` with no letter, digit or `_` at either end.
pub fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text
            .get(at + word.len()..)
            .and_then(|tail| tail.chars().next());
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

/// Files that hold nothing but tests, by the house's names.
fn is_test_file(path: &str) -> bool {
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.contains("/benches/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
}

fn split(text: &str) -> Vec<Line> {
    let mut mode = Mode::Code;
    text.lines()
        .map(|line| {
            if mode == Mode::LineComment {
                mode = Mode::Code;
            }
            split_line(line, &mut mode)
        })
        .collect()
}

fn split_line(text: &str, mode: &mut Mode) -> Line {
    let chars: Vec<char> = text.chars().collect();
    let mut line = Line::default();
    let mut rest = chars.as_slice();
    while let [here, after @ ..] = rest {
        let (next, taken) = step(*mode, rest, line.code.chars().next_back());
        let taken = taken.max(1);
        // A string's own marks count as code, so that code keeps its shape.
        let inside = matches!(*mode, Mode::Text | Mode::RawText { .. }) && next == *mode;
        let comment = matches!(next, Mode::LineComment | Mode::BlockComment { .. })
            || matches!(*mode, Mode::BlockComment { .. });
        for c in rest.iter().take(taken) {
            line.code.push(if inside || comment { ' ' } else { *c });
            line.strings.push(if inside { *c } else { ' ' });
        }
        *mode = next;
        rest = after.get(taken - 1..).unwrap_or_default();
        debug_assert!(*here != '\n', "lines are split already");
    }
    line
}

/// What the next characters do: the mode after them, and how many they are.
fn step(mode: Mode, rest: &[char], before: Option<char>) -> (Mode, usize) {
    match mode {
        Mode::Code => step_code(rest, before),
        Mode::LineComment => (mode, rest.len()),
        Mode::BlockComment { depth } => match rest {
            ['*', '/', ..] if depth == 1 => (Mode::Code, 2),
            ['*', '/', ..] => (Mode::BlockComment { depth: depth - 1 }, 2),
            ['/', '*', ..] => (Mode::BlockComment { depth: depth + 1 }, 2),
            _ => (mode, 1),
        },
        Mode::Text => match rest {
            ['\\', _, ..] => (mode, 2),
            ['"', ..] => (Mode::Code, 1),
            _ => (mode, 1),
        },
        Mode::RawText { hashes } => {
            let closes = rest.first() == Some(&'"')
                && rest.iter().skip(1).take_while(|c| **c == '#').count() >= hashes;
            if closes {
                (Mode::Code, hashes + 1)
            } else {
                (mode, 1)
            }
        }
    }
}

fn step_code(rest: &[char], before: Option<char>) -> (Mode, usize) {
    match rest {
        ['/', '/', ..] => (Mode::LineComment, rest.len()),
        ['/', '*', ..] => (Mode::BlockComment { depth: 1 }, 2),
        ['"', ..] => (Mode::Text, 1),
        // A character, not a lifetime.
        ['\'', '\\', _, '\'', ..] => (Mode::Code, 4),
        ['\'', _, '\'', ..] => (Mode::Code, 3),
        ['r', after @ ..]
            if !before.is_some_and(|c| c.is_alphanumeric() && c != 'b' || c == '_') =>
        {
            let hashes = after.iter().take_while(|c| **c == '#').count();
            if after.get(hashes) == Some(&'"') {
                (Mode::RawText { hashes }, hashes + 2)
            } else {
                (Mode::Code, 1)
            }
        }
        _ => (Mode::Code, 1),
    }
}

/// Marks each item under `#[cfg(test)]`, from the attribute to its closing brace or semicolon.
fn mark_tests(lines: &mut [Line]) {
    let mut depth: Option<usize> = None;
    for line in lines {
        if depth.is_none() && line.code.contains("#[cfg(test)]") {
            depth = Some(0);
            line.test = true;
            continue;
        }
        let Some(open) = depth else { continue };
        line.test = true;
        depth = depth_after(&line.code, open);
    }
}

/// How many braces are open after a line of a test item; `None` when the item has ended.
fn depth_after(code: &str, mut open: usize) -> Option<usize> {
    for c in code.chars() {
        match c {
            '{' => open += 1,
            '}' => {
                open = open.saturating_sub(1);
                if open == 0 {
                    return None;
                }
            }
            ';' if open == 0 => return None,
            _ => {}
        }
    }
    Some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_comments_are_told_from_code() {
        let text = "let a = \"x // y\"; // note\nlet b = r#\"q\"w\"#; /* c\n d */ let e = '\"';";
        let source = Source::read("a.rs", text);
        let code: Vec<&str> = source
            .lines
            .iter()
            .map(|line| line.code.trim_end())
            .collect();
        assert_eq!(code[0], "let a = \"      \";");
        assert!(source.lines[0].strings.contains("x // y"));
        assert_eq!(code[1], "let b = r#\"   \"#;");
        assert_eq!(code[2].trim_start(), "let e = '\"';");
    }

    #[test]
    fn lifetimes_do_not_open_characters() {
        let source = Source::read("a.rs", "fn f<'a>(x: &'a str) -> &'a str { x } // 'tis");
        assert!(source.lines[0].code.trim_end().ends_with("{ x }"));
    }

    #[test]
    fn test_items_are_marked_and_end() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() {}\n}\nfn c() {}\n#[cfg(test)]\nmod d;\nfn e() {}";
        let source = Source::read("a.rs", text);
        let product: Vec<usize> = source.product().map(|(line, _)| line).collect();
        assert_eq!(product, [1, 6, 9]);
        assert_eq!(Source::read("tests/a.rs", text).product().count(), 0);
    }

    #[test]
    fn words_end_where_letters_end() {
        assert!(has_word("use std::time::Instant;", "Instant"));
        assert!(!has_word("Instantly", "Instant"));
        assert!(!has_word("my_rand", "rand"));
    }
}
