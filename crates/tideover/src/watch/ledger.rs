//! The answer to a ledger.

use anyhow::{Context as _, Result};
use relief::watch::decimal::Decimal;
use relief::watch::ledger::{self, Columns, check};
use serde_json::{Value, json};

use super::options::WatchOptions;
use super::{Answer, listed, sheet, unread};

/// Checks the first sheet that has the columns.
pub fn answer(options: &WatchOptions) -> Result<Answer> {
    let named = |name: &Option<String>| {
        name.clone()
            .context("--date, --daily and --cumulative are needed")
    };
    let columns = Columns {
        date: named(&options.date)?,
        daily: named(&options.daily)?,
        cumulative: named(&options.cumulative)?,
        count: options.count.clone(),
    };
    let published = sheet::read(&options.file)?;
    let mut found = sheet::first(&published, |sheet| check(sheet, &columns))?;
    found.unread.extend(published.unread);
    let json = json(&found);
    let mut lines = vec![format!(
        "{} days, {} can be checked, {} agree",
        found.days, found.checkable, found.agree
    )];
    lines.extend(listed(
        "totals that are not the one before plus the day",
        &found.differences,
        |one| format!("row {}, {}: by {}", one.row, one.date, one.by),
    ));
    lines.extend(listed(
        "totals lower than the one before",
        &found.falls,
        |one| {
            format!(
                "row {}, {}, {}: from {} to {}",
                one.row, one.date, one.column, one.from, one.to
            )
        },
    ));
    lines.extend(listed(
        "days with more than one row",
        &found.repeats,
        |one| format!("{}: rows {:?}", one.date, one.rows),
    ));
    lines.extend(listed(
        "stretches of days without a row",
        &found.gaps,
        |one| format!("{} to {}", one.from.iso(), one.to.iso()),
    ));
    lines.extend(listed(
        "totals stated below the days",
        &found.totals,
        |one| {
            format!(
                "row {}, {}: stated {}, the rows add up to {}",
                one.row, one.column, one.stated, one.sum
            )
        },
    ));
    lines.extend(unread::lines(&found.unread));
    Ok(Answer { json, lines })
}

fn json(found: &ledger::Answer) -> Value {
    json!({
        "days": found.days,
        "checkable": found.checkable,
        "agree": found.agree,
        "differences": found.differences.iter()
            .map(|one| json!({"date": one.date, "by": number(one.by), "row": one.row})).collect::<Vec<_>>(),
        "falls": found.falls.iter().map(|one| json!({
            "column": one.column, "date": one.date, "from": number(one.from), "to": number(one.to), "row": one.row,
        })).collect::<Vec<_>>(),
        "repeats": found.repeats.iter()
            .map(|one| json!({"date": one.date, "rows": one.rows})).collect::<Vec<_>>(),
        "gaps": found.gaps.iter()
            .map(|one| json!({"from": one.from.iso(), "to": one.to.iso()})).collect::<Vec<_>>(),
        "totals": found.totals.iter().map(|one| json!({
            "column": one.column, "row": one.row, "stated": number(one.stated), "sum": number(one.sum),
        })).collect::<Vec<_>>(),
        "unit": unit(found.unit),
        "unread": unread::json(&found.unread),
    })
}

/// The exact digits as a number of JSON; as a text where a reader of JSON would round them.
fn number(exact: Decimal) -> Value {
    let text = exact.to_string();
    if let Ok(whole) = text.parse::<i64>() {
        return json!(whole);
    }
    match text.parse::<f64>() {
        Ok(near) if near.to_string() == text => json!(near),
        _ => json!(text),
    }
}

/// A power of ten with commas between thousands: 10,000.
fn unit(power: u32) -> String {
    let digits = (0..power)
        .rev()
        .map(|place| if place % 3 == 2 { ",0" } else { "0" });
    std::iter::once("1").chain(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_written_with_commas() {
        for (power, written) in [(0, "1"), (3, "1,000"), (4, "10,000"), (8, "100,000,000")] {
            assert_eq!(unit(power), written);
        }
    }

    #[test]
    fn digits_are_never_rounded() {
        for (written, json) in [
            ("6341.39", "6341.39"),
            ("-12", "-12"),
            ("0.1", "0.1"),
            ("57704.88439", "57704.88439"),
            ("123456789012345678.5", "\"123456789012345678.5\""),
        ] {
            assert_eq!(number(Decimal::read(written).unwrap()).to_string(), json);
        }
    }
}
