//! `tideover watch`: what a published table that is not ours says about itself.

mod cases;
mod distribution;
mod ledger;
pub mod options;
mod sheet;
mod unread;
mod vintages;

use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::say;
use options::{PresetName, WatchOptions};

/// Findings repeated for people; all of them stand in the JSON.
const SHOWN: usize = 40;

/// What a check answers.
struct Answer {
    json: Value,
    lines: Vec<String>,
}

/// Checks a file. What is found is an answer, not a failure.
pub fn run(options: &WatchOptions) -> Result<ExitCode> {
    if let Some((option, preset)) = options.foreign() {
        bail!(
            "{option} is for --preset {}, not for --preset {}",
            preset.code(),
            options.preset.code()
        );
    }
    let answer = match options.preset {
        PresetName::Distribution => distribution::answer(options)?,
        PresetName::Ledger => ledger::answer(options)?,
        PresetName::CaseReports => cases::answer(options)?,
        PresetName::Vintages => vintages::answer(options)?,
    };
    Ok(say::answer(
        options.json,
        || answer.json,
        || answer.lines.join("\n"),
    ))
}

/// The first findings of a list as lines for people, under a heading that counts them all.
fn listed<T>(heading: &str, found: &[T], line: impl Fn(&T) -> String) -> Vec<String> {
    let mut lines = vec![format!("{} {heading}", found.len())];
    lines.extend(
        found
            .iter()
            .take(SHOWN)
            .map(|one| format!("  {}", line(one))),
    );
    if found.len() > SHOWN {
        lines.push("  … the rest with --json".to_owned());
    }
    lines
}
