//! The answer to a table of case reports.

use anyhow::{Context as _, Result};
use relief::watch::cases::{OwesFrom, Terms, check};
use serde_json::json;

use super::options::WatchOptions;
use super::{Answer, listed, sheet, unread};

/// Checks the first sheet that has the columns.
pub fn answer(options: &WatchOptions) -> Result<Answer> {
    let terms = Terms {
        owes_from: options.owes_from.unwrap_or(OwesFrom::First),
        until: options.until.context("--until is needed")?,
        lag_days: options.lag_days.unwrap_or(0),
    };
    let published = sheet::read(&options.file)?;
    let mut found = sheet::first(&published, |sheet| check(sheet, terms))?;
    found.unread.extend(published.unread);
    let json = json!({
        "reporters": found.reporters,
        "missing": found.missing.iter()
            .map(|one| json!({"reporter": one.reporter, "date": one.date.iso()})).collect::<Vec<_>>(),
        "falls": found.falls.iter().map(|one| json!({
            "reporter": one.reporter, "place": one.place, "date": one.date.iso(), "column": one.column,
            "from": one.from, "to": one.to, "row": one.row,
        })).collect::<Vec<_>>(),
        "sums": found.sums.iter().map(|one| json!({
            "reporter": one.reporter, "place": one.place, "date": one.date.iso(), "column": one.column,
            "total": one.total, "parts": one.parts, "row": one.row,
        })).collect::<Vec<_>>(),
        "repeats": found.repeats.iter().map(|one| json!({
            "reporter": one.reporter, "place": one.place, "date": one.date.iso(), "row": one.row,
        })).collect::<Vec<_>>(),
        "unread": unread::json(&found.unread),
    });
    let mut lines = vec![format!("{} bodies report", found.reporters)];
    lines.extend(listed(
        "reports owed and not there",
        &found.missing,
        |one| format!("{}, {}", one.date.iso(), one.reporter),
    ));
    lines.extend(listed(
        "cumulative counts lower than before",
        &found.falls,
        |one| {
            format!(
                "row {}, {}, {}, {}: from {} to {}",
                one.row,
                one.date.iso(),
                one.place,
                one.column,
                one.from,
                one.to
            )
        },
    ));
    lines.extend(listed(
        "wholes that differ from their parts",
        &found.sums,
        |one| {
            format!(
                "row {}, {}, {}, {}: stated {}, parts {}",
                one.row,
                one.date.iso(),
                one.place,
                one.column,
                one.total,
                one.parts
            )
        },
    ));
    lines.extend(listed(
        "rows that repeat a body, place and day",
        &found.repeats,
        |one| format!("row {}, {}, {}", one.row, one.date.iso(), one.place),
    ));
    lines.extend(unread::lines(&found.unread));
    Ok(Answer { json, lines })
}
