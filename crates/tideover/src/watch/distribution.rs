//! The answer to a list of what was given out.

use anyhow::Result;
use relief::watch::distribution::{self as list, Flag, Reason, check};
use relief::watch::sheet::Sheet;
use serde_json::{Map, Value, json};

use super::options::WatchOptions;
use super::{Answer, listed, sheet, unread};

/// Checks every sheet of the first file, and what later files say otherwise.
pub fn answer(options: &WatchOptions) -> Result<Answer> {
    let paths = std::iter::once(&options.file).chain(&options.later);
    let files = paths
        .map(|path| sheet::read(path))
        .collect::<Result<Vec<_>>>()?;
    let sheets: Vec<&[Sheet]> = files.iter().map(|file| file.sheets.as_slice()).collect();
    let mut found = check(&sheets)?;
    found
        .unread
        .extend(files.into_iter().flat_map(|file| file.unread));
    Ok(Answer {
        json: json(&found),
        lines: lines(&found),
    })
}

fn json(found: &list::Answer) -> Value {
    let days: Map<String, Value> = found
        .lines_by_day
        .iter()
        .map(|(day, lines)| (day.clone(), json!(lines)))
        .collect();
    let kinds: Map<String, Value> = found
        .recipients_by_kind
        .iter()
        .map(|(kind, count)| (kind.code().to_owned(), json!(count)))
        .collect();
    json!({
        "lines": found.lines,
        "lines_by_day": days,
        "lines_without_day": found.lines_without_day,
        "recipients": found.recipients,
        "recipients_by_kind": kinds,
        "items": found.items.iter().map(|(item, total)| json!({
            "item": item,
            "pieces": total.pieces,
            "pieces_to_hospitals": total.pieces_to_hospitals,
            "lines_not_countable": total.lines_not_countable,
        })).collect::<Vec<_>>(),
        "flags": found.flags.iter().map(|flag| json!({
            "kind": flag.reason.kind(),
            "sheet": flag.sheet,
            "row": flag.row,
            "reason": reason(&flag.reason),
        })).collect::<Vec<_>>(),
        "notes": {"no_totals": found.no_totals, "no_lists": found.no_lists, "no_units": found.no_units},
        "unread": unread::json(&found.unread),
    })
}

fn lines(found: &list::Answer) -> Vec<String> {
    let mut lines = vec![format!(
        "{} lines for {} recipients",
        found.lines, found.recipients
    )];
    lines.extend(
        found
            .recipients_by_kind
            .iter()
            .map(|(kind, count)| format!("  {}: {count}", kind.code())),
    );
    lines.extend(
        found
            .lines_by_day
            .iter()
            .map(|(day, count)| format!("  {day}: {count} lines")),
    );
    let items: Vec<_> = found.items.iter().collect();
    lines.extend(listed("items", &items, |(item, total)| {
        format!(
            "{item}: {} pieces, {} of them for hospitals; {} lines whose pieces cannot be counted",
            total.pieces, total.pieces_to_hospitals, total.lines_not_countable
        )
    }));
    lines.extend(listed(
        "things that do not agree",
        &found.flags,
        |flag: &Flag| format!("{}, row {}: {}", flag.sheet, flag.row, reason(&flag.reason)),
    ));
    lines.extend(
        found
            .no_totals
            .iter()
            .map(|sheet| format!("{sheet} states no total to check")),
    );
    lines.extend(found.no_units.iter().map(|sheet| {
        format!("{sheet} states no unit: numbers of goods that are counted one by one are taken for pieces")
    }));
    lines.extend(
        found.no_lists.iter().map(|sheet| {
            format!("{sheet} is no list: no column of goods with recipient or quantity")
        }),
    );
    lines.extend(unread::lines(&found.unread));
    lines
}

/// What does not agree, in words that say what is there and accuse nobody.
fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Total {
            stated,
            sum,
            of: None,
        } => {
            format!("the stated total is {stated}, the lines add up to {sum}")
        }
        Reason::Total {
            stated,
            sum,
            of: Some(of),
        } => {
            format!("{of}: the stated total is {stated}, the lines add up to {sum}")
        }
        Reason::NotPlaced { received, placed } => {
            format!("{received} came in; placed, in store and written off are {placed}")
        }
        Reason::Running { before, stated, .. } if stated < before => {
            format!("the running total falls from {before} to {stated}")
        }
        Reason::Running { stated, sum, .. } => {
            format!("the running total is {stated}, the one before and this line are {sum}")
        }
        Reason::ClassMismatch {
            one,
            other,
            row: None,
        } => {
            format!(
                "named {} and {} in one line: which class is it?",
                one.written(),
                other.written()
            )
        }
        Reason::ClassMismatch {
            one,
            other,
            row: Some((sheet, row)),
        } => {
            format!(
                "named {} here, {} in {sheet}, row {row}: which class is it?",
                other.written(),
                one.written()
            )
        }
        Reason::Replaced { sheet, row } => {
            format!(
                "other figures than in {sheet}, row {row}, without a line that says what was corrected"
            )
        }
        Reason::Repeated { row } => format!("the same as row {row}: given twice, or listed twice?"),
        Reason::Negative { number } => {
            format!("a quantity of {number}: a correction of an earlier line?")
        }
        Reason::Zero => "a quantity of 0".to_owned(),
    }
}
