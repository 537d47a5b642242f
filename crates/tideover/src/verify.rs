//! `tideover verify`: replays a folder and compares it with what was signed. Trusts `DIR/vkey` alone.

mod head;
mod replay;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use app::figures_json;
use relief::figures::figures;
use serde_json::{Value, json};
use store::Store;

use crate::cli::VerifyOptions;
use crate::say;
use replay::Replayed;

/// What a check found.
#[derive(Debug)]
pub struct Verdict {
    origin: Option<String>,
    signed_size: u64,
    replayed: Replayed,
    bad: Option<Bad>,
}

/// The first difference.
#[derive(Debug, PartialEq, Eq)]
pub struct Bad {
    /// The first entry to blame; none when the entries agree with themselves and only the signed head differs.
    pub index: Option<u64>,
    /// Why.
    pub reason: String,
}

/// Checks the folder and says what it found.
pub async fn run(options: &VerifyOptions) -> Result<ExitCode> {
    let verdict = verify(&options.data).await?;
    if options.json {
        say::line(&verdict.json().to_string());
    } else {
        say::line(&verdict.summary());
    }
    Ok(match verdict.bad {
        None => ExitCode::SUCCESS,
        Some(_) => ExitCode::FAILURE,
    })
}

/// Reads the head before the journal: a running server only adds entries behind it.
async fn verify(dir: &Path) -> Result<Verdict> {
    let store = Store::open_read(dir).await?;
    let origin = store.setting("origin").await?;
    let head = store.head().await.context("the signed head")?;
    let vkey = std::fs::read_to_string(dir.join("vkey"));
    let signed_size = head.as_ref().map_or(0, |head| head.size);
    let (replayed, bad) = replay::replay(&store, signed_size).await?;
    let bad = bad.or_else(|| {
        let vkey = vkey.as_deref().map_err(|_| "the file vkey is missing");
        let checked = head::check(origin.as_deref(), vkey, head.as_ref(), &replayed);
        checked.err()
    });
    let bad = bad.or_else(|| {
        let reason = "the plan that follows from the entries before it has another digest";
        replayed.differing_plan.map(|index| Bad {
            index: Some(index),
            reason: reason.to_owned(),
        })
    });
    Ok(Verdict {
        origin,
        signed_size,
        replayed,
        bad,
    })
}

impl Verdict {
    fn json(&self) -> Value {
        let mut answer = json!({ "ok": self.bad.is_none() });
        let mut put = |key: &str, value: Value| {
            if let Some(answer) = answer.as_object_mut() {
                answer.insert(key.to_owned(), value);
            }
        };
        if let Some(bad) = &self.bad {
            put("bad_index", json!(bad.index));
            put("reason", json!(bad.reason));
        }
        put("origin", json!(self.origin));
        put("size", json!(self.replayed.size));
        put("root", json!(self.replayed.root.to_string()));
        put("signed_size", json!(self.signed_size));
        put("entries_checked", json!(self.replayed.checked));
        if self.bad.is_none() {
            put("figures", figures_json(&figures(&self.replayed.state)));
        }
        answer
    }

    fn summary(&self) -> String {
        let origin = self.origin.as_deref().unwrap_or("(no origin)");
        let (checked, signed) = (self.replayed.checked, self.signed_size);
        match &self.bad {
            None => {
                let totals = figures(&self.replayed.state);
                let needs: u64 = totals.needs.values().sum();
                format!(
                    "{origin}: all is well\n\
                     {checked} entries checked, {signed} of them under the signed head\n\
                     root {root}\n\
                     {needs} needs, {served} recipients served of {recipients}; all figures with --json",
                    root = self.replayed.root,
                    served = totals.recipients_served,
                    recipients = totals.recipients,
                )
            }
            Some(bad) => {
                let place = match bad.index {
                    Some(index) => format!("entry {index}"),
                    None => "the signed head".to_owned(),
                };
                format!(
                    "{origin}: DOES NOT VERIFY\n{place}: {}\n{checked} entries checked, {signed} signed",
                    bad.reason
                )
            }
        }
    }
}
