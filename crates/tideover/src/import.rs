//! `tideover import`: a list kept elsewhere, put on the board.

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use app::import::{FILE_BYTES_MAX, Plan, Preset, Report, Written, plan};
use app::{App, Clock, Entropy, Options};
use serde_json::json;
use store::{Store, StoreError};

use crate::cli::{ImportOptions, ImportWhat, NeedsOptions, PresetName};
use crate::say;
use crate::table::limited;

/// Rejected rows repeated for people; all of them stand in the JSON.
const REJECTED_SHOWN: usize = 20;

/// Reads, judges, and unless it is a dry run writes.
pub async fn run(options: ImportOptions) -> Result<ExitCode> {
    let ImportWhat::Needs(options) = options.what;
    let preset = match options.preset {
        PresetName::Wuhan2020 => Preset::Wuhan2020,
    };
    let needs = read(&options.needs)?;
    let facilities = read(&options.facilities)?;
    let plan = plan(preset, &needs, &facilities)?;
    let report = plan.report.clone();
    let written = match &options.data {
        Some(data) if !options.dry_run => Some(write(data, &options, plan).await?),
        _ => None,
    };
    if options.json {
        let mut answer = serde_json::to_value(&report)?;
        if let (Some(written), Some(answer)) = (&written, answer.as_object_mut()) {
            answer.insert("written".to_owned(), json!(written));
        }
        say::line(&answer.to_string());
    } else {
        say::line(&summary(&report, written.as_ref()));
    }
    Ok(ExitCode::SUCCESS)
}

/// A whole file.
fn read(path: &Path) -> Result<Vec<u8>> {
    let failed = || format!("cannot read {}", path.display());
    let bytes_max = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX);
    let file = File::open(path).with_context(failed)?;
    limited(file, bytes_max).with_context(failed)
}

async fn write(data: &Path, options: &NeedsOptions, plan: Plan) -> Result<Written> {
    let Some(origin) = origin(data, options.origin.clone()).await? else {
        bail!("{} is new: name its journal with --origin", data.display());
    };
    let app = App::open(Options {
        dir: data.to_owned(),
        origin,
        name: options.name.clone(),
        drill: false,
        clock: Clock::system(),
        entropy: Entropy::system(),
    })
    .await?;
    let written = app.import(plan).await;
    app.close().await;
    Ok(written?)
}

/// The origin asked for, or the one that the folder has.
async fn origin(data: &Path, asked: Option<String>) -> Result<Option<String>> {
    if asked.is_some() {
        return Ok(asked);
    }
    match Store::open_read(data).await {
        Ok(store) => {
            let origin = store.setting("origin").await?;
            store.close().await?;
            Ok(origin)
        }
        Err(StoreError::Missing { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn summary(report: &Report, written: Option<&Written>) -> String {
    let mut lines = vec![
        format!(
            "{} facilities in {} rows, {} named more than once, {} not reviewed",
            report.facilities,
            report.facility_rows,
            report.repeated_facilities.len(),
            report.not_reviewed.len(),
        ),
        format!(
            "{} needs: {} with a quantity, {} without",
            report.needs, report.needs_with_quantity, report.needs_quantity_unknown
        ),
        format!("{} rejected", report.rejected.len()),
    ];
    for rejected in report.rejected.iter().take(REJECTED_SHOWN) {
        lines.push(format!(
            "  {:?} line {}, {}: {:?} ({:?})",
            rejected.file, rejected.row, rejected.column, rejected.value, rejected.reason
        ));
    }
    if report.rejected.len() > REJECTED_SHOWN {
        lines.push("  … the rest with --json".to_owned());
    }
    match written {
        None => lines.push("nothing was written".to_owned()),
        Some(written) => lines.push(format!(
            "written: {} new recipients, {} lines; {} lines stood already, {} facilities refused",
            written.recipients_registered,
            written.lines_reported,
            written.lines_already_there,
            written.refused.len()
        )),
    }
    lines.join("\n")
}
