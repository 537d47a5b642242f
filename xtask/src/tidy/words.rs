//! Words for people: in the language files of `web`, in both languages alike, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::tree::{File, Tree};

const ENGLISH: &str = "crates/web/words/en/";
const CHINESE: &str = "crates/web/words/zh-Hans/";

/// Crates that say nothing to people. `relief` has tables of names in two languages.
const SILENT: [&str; 4] = [
    "crates/app/src/",
    "crates/store/src/",
    "crates/tlog/src/",
    "crates/web/src/",
];

/// A language's own name is the same in every language.
const LANGUAGE_NAME: &str = "中文";

/// A message of a language file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Message {
    line: usize,
    variables: BTreeSet<String>,
}

/// Every English file has a Chinese one with the same keys and the same variables.
pub fn languages(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (one, other) in [(ENGLISH, CHINESE), (CHINESE, ENGLISH)] {
        for file in files(tree, one) {
            let twin = file.path.replacen(one, other, 1);
            match tree.get(&twin) {
                Some(twin) => findings.extend(compare(file, twin)),
                None => {
                    let what = format!("{twin} is missing");
                    findings.push(Finding::new(&file.path, 1, what, "write it"));
                }
            }
        }
    }
    findings
}

/// What `file` says that `twin` does not, or says with other variables.
fn compare(file: &File, twin: &File) -> Vec<Finding> {
    let (messages, others) = (messages(&file.text), messages(&twin.text));
    let mut findings = repeated(file);
    for (key, message) in &messages {
        let what = match others.get(key) {
            None => format!("`{key}` is missing in {}", twin.path),
            Some(other) if other.variables != message.variables => {
                format!("`{key}` has other variables in {}", twin.path)
            }
            Some(_) => continue,
        };
        findings.push(Finding::new(
            &file.path,
            message.line,
            what,
            "say the same in both languages",
        ));
    }
    findings
}

/// Keys given twice: the later one silently wins.
fn repeated(file: &File) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let keys = file
        .text
        .lines()
        .enumerate()
        .filter_map(|(at, line)| Some((at + 1, key_of(line)?)));
    keys.filter(|(_, key)| !seen.insert(*key))
        .map(|(line, key)| {
            Finding::new(
                &file.path,
                line,
                format!("`{key}` is given twice"),
                "keep one of them",
            )
        })
        .collect()
}

/// Every key stands, as a literal, in the code of `web`.
pub fn used(tree: &Tree) -> Vec<Finding> {
    let code: Vec<&str> = tree
        .rust(&["crates/web/src/"])
        .map(|(file, _)| file.text.as_str())
        .collect();
    let mut findings = Vec::new();
    for file in files(tree, ENGLISH) {
        for (key, message) in messages(&file.text) {
            let literal = format!("\"{key}\"");
            if !code.iter().any(|text| text.contains(&literal)) {
                let what = format!("nothing says `{key}`");
                findings.push(Finding::new(
                    &file.path,
                    message.line,
                    what,
                    "use it or remove it",
                ));
            }
        }
    }
    findings
}

/// No Chinese text in the code of crates that say nothing to people, comments and tests aside.
pub fn elsewhere(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust(&SILENT) {
        for (number, line) in source.product() {
            let said = line.strings.replace(LANGUAGE_NAME, "");
            if said.chars().any(is_han) {
                let what = format!("words in code: {}", said.trim());
                let remedy = "put them into the language files of web; elsewhere say it as an enum";
                findings.push(Finding::new(&file.path, number, what, remedy));
            }
        }
    }
    findings
}

/// The common block of Chinese characters; whoever writes Chinese uses one of these.
fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn files<'a>(tree: &'a Tree, folder: &'a str) -> impl Iterator<Item = &'a File> {
    tree.files
        .iter()
        .filter(move |file| file.path.starts_with(folder) && file.path.ends_with(".ftl"))
}

/// The messages of a Fluent file. Attributes and terms belong to the message they stand under.
fn messages(text: &str) -> BTreeMap<String, Message> {
    let mut found: BTreeMap<String, Message> = BTreeMap::new();
    let mut current: Option<String> = None;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        if let Some(key) = key_of(line) {
            found.insert(
                key.to_owned(),
                Message {
                    line: at + 1,
                    ..Message::default()
                },
            );
            current = Some(key.to_owned());
        }
        let message = current.as_ref().and_then(|key| found.get_mut(key));
        if let Some(message) = message {
            message.variables.extend(variables(line));
        }
    }
    found
}

/// The key of a line such as `room-title = Room`.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let good = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    good.then_some(key)
}

/// The names after `$` in a line.
fn variables(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-')
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: &str = "crates/web/words/en/web.ftl";
    const ZH: &str = "crates/web/words/zh-Hans/web.ftl";

    #[test]
    fn languages_that_agree_pass() {
        let tree = Tree::of(&[
            (
                EN,
                "# x = y\nago = { $n ->\n    [one] { $n } hour\n   *[other] { $n } hours\n}\n",
            ),
            (ZH, "ago = { $n } 小时前\n"),
        ]);
        assert_eq!(languages(&tree), []);
    }

    #[test]
    fn a_missing_key_another_variable_and_a_repeated_key_are_found() {
        let tree = Tree::of(&[
            (EN, "a = A\nb = { $n }\n"),
            (ZH, "b = { $m }\nb = { $m }\n"),
        ]);
        let found: Vec<String> = languages(&tree).into_iter().map(|one| one.what).collect();
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].starts_with("`a` is missing"));
        assert!(found[1].starts_with("`b` has other variables"));
        assert!(found[2].starts_with("`b` is given twice"));
    }

    #[test]
    fn a_file_in_one_language_alone_is_found() {
        assert_eq!(languages(&Tree::of(&[(EN, "a = A\n")])).len(), 1);
    }

    #[test]
    fn a_key_that_nothing_says_is_found() {
        let code = ("crates/web/src/a.rs", "fn f() { t!(w, \"a\") }\n");
        let found = used(&Tree::of(&[(EN, "a = A\nab = B\n"), code]));
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].what.as_str(), found[0].line),
            ("nothing says `ab`", 2)
        );
    }

    #[test]
    fn chinese_in_code_is_found_and_in_comments_and_tests_is_not() {
        let text = "/// 套\nconst A: &str = \"缺 套\";\nconst B: &str = \"中文\";\n\
                    #[cfg(test)]\nmod tests {\n    const C: &str = \"套\";\n}\n";
        let found = elsewhere(&Tree::of(&[("crates/web/src/a.rs", text)]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, 2);
    }
}
