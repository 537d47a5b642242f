//! The rules of the house as a check: layers, sizes, words, texts.
//!
//! Every rule reads the files that git knows and returns findings; a finding names the file, the
//! line, what is wrong and what to do. Each rule's own tests show that it can fail.

mod depend;
mod docs;
mod manifest;
mod purity;
mod size;
mod source;
mod text;
mod tree;
mod views;
mod words;

use std::process::ExitCode;

use anyhow::Result;

use tree::Tree;

/// Something that a rule found.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, from the root of the project.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: &'static str,
    /// A warning does not fail the check.
    pub warning: bool,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>, remedy: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            line,
            what: what.into(),
            remedy,
            warning: false,
        }
    }
}

/// A rule over the whole tree.
type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule that needs nothing but the files.
const RULES: [(&str, Rule); 12] = [
    ("pure crates", purity::check),
    ("one reader of time and randomness", depend::sources),
    ("sizes", size::check),
    ("both languages", words::languages),
    ("keys in use", words::used),
    ("words outside web", words::elsewhere),
    ("crates open with a text", manifest::opening),
    ("manifests", manifest::inherited),
    ("unfinished work and blanks", text::check),
    ("machines and registries", text::places),
    ("documents", docs::check),
    ("no inline script or style", views::check),
];

/// Runs every rule on the project and prints what they found.
///
/// # Errors
/// When git or cargo cannot be asked.
pub fn run() -> Result<ExitCode> {
    let tree = Tree::tracked()?;
    let mut findings = depend::check(&depend::packages()?);
    for (_, rule) in RULES {
        findings.extend(rule(&tree));
    }
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    for finding in &findings {
        println!("{}", line_of(finding));
    }
    let errors = findings.iter().filter(|finding| !finding.warning).count();
    println!(
        "tidy: {} rules, {} files, {errors} errors, {} warnings",
        RULES.len() + 1,
        tree.files.len(),
        findings.len() - errors
    );
    Ok(if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn line_of(finding: &Finding) -> String {
    let level = if finding.warning { "warning: " } else { "" };
    let Finding {
        path,
        line,
        what,
        remedy,
        ..
    } = finding;
    format!("{path}:{line}: {level}{what}; {remedy}")
}
