//! The answer to a table of vintages.

use anyhow::Result;
use relief::watch::vintages::check;
use serde_json::json;

use super::options::WatchOptions;
use super::{Answer, listed, sheet, unread};

/// Without an option, what was said about a day may still change until the next.
const WINDOW_DAYS: u16 = 1;

/// Checks the first sheet that has the columns.
pub fn answer(options: &WatchOptions) -> Result<Answer> {
    let published = sheet::read(&options.file)?;
    let mut found = sheet::first(&published, |sheet| {
        check(sheet, options.window_days.unwrap_or(WINDOW_DAYS))
    })?;
    found.unread.extend(published.unread);
    let json = json!({
        "rewrites": found.rewrites.iter().map(|one| json!({
            "place": one.place, "date": one.date.iso(), "column": one.column, "from": one.from, "to": one.to,
            "first_seen": one.first_seen.iso(), "row": one.row,
        })).collect::<Vec<_>>(),
        "unread": unread::json(&found.unread),
    });
    let said = |count: Option<u64>| {
        count.map_or_else(|| "not stated".to_owned(), |count| count.to_string())
    };
    let mut lines = listed(
        "counts changed after their window",
        &found.rewrites,
        |one| {
            let (from, to) = (said(one.from), said(one.to));
            format!(
                "{}, {}, {}: from {from} to {to}, first seen {}",
                one.date.iso(),
                one.place,
                one.column,
                one.first_seen.iso()
            )
        },
    );
    lines.extend(unread::lines(&found.unread));
    Ok(Answer { json, lines })
}
