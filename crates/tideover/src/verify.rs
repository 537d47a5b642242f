//! `tideover verify`: replays a folder and compares it with what was signed. Trusts `DIR/vkey` alone.

mod head;
mod promise;
mod replay;
#[cfg(test)]
mod tests;
mod tips;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use app::figures_json;
use relief::figures::figures;
use serde_json::{Value, json};
use store::Store;

use crate::cli::VerifyOptions;
use crate::say;
use promise::{Kept, Promise};
use replay::Replayed;

/// What a check found.
#[derive(Debug)]
pub struct Verdict {
    origin: Option<String>,
    signed_size: u64,
    replayed: Replayed,
    /// What a sender was promised, and what became of it.
    promise: Option<(Promise, Kept)>,
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
    let verdict = verify(&options.data, options.promise.as_deref()).await?;
    if options.json {
        say::line(&verdict.json().to_string());
    } else {
        say::line(&verdict.summary());
    }
    let kept = verdict
        .promise
        .as_ref()
        .is_none_or(|(_, kept)| kept.holds());
    Ok(match verdict.bad {
        None if kept => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// Reads the head before the journal: a running server only adds entries behind it.
async fn verify(dir: &Path, promise: Option<&Path>) -> Result<Verdict> {
    let store = Store::open_read(dir).await?;
    let origin = store.setting("origin").await?;
    let head = store.head().await.context("the signed head")?;
    let vkey = std::fs::read_to_string(dir.join("vkey"));
    let signed_size = head.as_ref().map_or(0, |head| head.size);
    let promise = match (promise, &vkey) {
        (Some(path), Ok(vkey)) => Some(Promise::read(path, vkey)?),
        (Some(_), Err(_)) => {
            bail!("the file vkey is missing: without it no promise can be checked")
        }
        (None, _) => None,
    };
    let wanted = promise.as_ref().map(|promise| promise.leaf);
    let (replayed, bad) = replay::replay(&store, signed_size, wanted).await?;
    let bad = bad.or_else(|| {
        let vkey = vkey.as_deref().map_err(|_| "the file vkey is missing");
        let checked = head::check(origin.as_deref(), vkey, head.as_ref(), &replayed);
        checked.err()
    });
    let bad = bad.or_else(|| {
        let reason = "the plan that follows from the entries before it has another digest";
        replayed.met.differing_plan.map(|index| Bad {
            index: Some(index),
            reason: reason.to_owned(),
        })
    });
    let promise = promise.map(|promise| {
        let kept = promise.kept(&replayed.state, replayed.met.committed);
        (promise, kept)
    });
    Ok(Verdict {
        origin,
        signed_size,
        replayed,
        promise,
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
            put("tips", tips::json(&self.replayed.state));
            if let Some((promise, kept)) = &self.promise {
                put("promise", kept.json(promise));
            }
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
                let mut said = format!(
                    "{origin}: all is well\n\
                     {checked} entries checked, {signed} of them under the signed head\n\
                     root {root}\n\
                     {needs} needs, {served} recipients served of {recipients}; all figures with --json",
                    root = self.replayed.root,
                    served = totals.recipients_served,
                    recipients = totals.recipients,
                );
                let tips = tips::summary(&self.replayed.state);
                let kept = self.promise.as_ref().map(|(_, kept)| kept.said());
                for line in tips.into_iter().chain(kept) {
                    said.push('\n');
                    said.push_str(&line);
                }
                said
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
