//! `tideover equity`: how evenly the supplies of any table cover its needs.

mod exact;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use exact::Exact;
use relief::equity::{Equity, Fault, Group, Palma, Quotient, TOTAL_MAX, Unit, equity};
use relief::fixed::Fixed;
use relief::ratio::Ratio;
use serde_json::{Map, Value, json};

use crate::say;
use crate::table::{Row, Sheet};

/// The most rows of a table.
const ROWS_MAX: usize = 1_000_000;

/// Of `equity`.
#[derive(Debug, Args)]
pub struct EquityOptions {
    /// The table: unit, needed, delivered and perhaps official, group, index.
    #[arg(value_name = "FILE.csv")]
    pub file: PathBuf,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// Reads the table and answers.
pub fn run(options: &EquityOptions) -> Result<ExitCode> {
    let table = read(&options.file)?;
    let units = table.units();
    let figures = equity(&units).map_err(|fault| {
        let Fault::TooMuch(at) = fault;
        let line = table.rows.get(at).map_or(0, |row| row.line);
        anyhow::anyhow!("{}, line {line}: {fault}", options.file.display())
    })?;
    let answer = Answer {
        table: &table,
        figures: &figures,
    };
    Ok(say::answer(
        options.json,
        || answer.json(),
        || answer.summary(),
    ))
}

struct Table {
    rows: Vec<Line>,
}

struct Line {
    line: u64,
    unit: String,
    group: Option<String>,
    index: Option<Exact>,
    needed: u64,
    official: u64,
    delivered: u64,
}

fn read(path: &Path) -> Result<Table> {
    let sheet = Sheet::open(path)?;
    let unit = sheet.required("unit")?;
    let (needed, delivered) = (sheet.required("needed")?, sheet.required("delivered")?);
    let (official, group) = (sheet.column("official")?, sheet.column("group")?);
    let index = sheet.column("index")?;
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    let mut rows = Vec::new();
    sheet.rows(ROWS_MAX, |row| {
        let Some(unit) = row.filled(Some(unit)) else {
            bail!("{}: a name is missing", row.place_in("unit"));
        };
        if let Some(first) = lines.insert(unit.to_owned(), row.line) {
            bail!(
                "{}: {unit:?} stands in line {first} already; add the two up or name them differently",
                row.place_in("unit")
            );
        }
        rows.push(Line {
            line: row.line,
            unit: unit.to_owned(),
            group: row.filled(group).map(str::to_owned),
            index: number(row, index)?,
            needed: amount(row, Some(needed), "needed")?,
            official: match official {
                Some(_) => amount(row, official, "official")?,
                None => 0,
            },
            delivered: amount(row, Some(delivered), "delivered")?,
        });
        Ok(())
    })?;
    Ok(Table { rows })
}

fn amount(row: &Row<'_>, column: Option<usize>, name: &str) -> Result<u64> {
    let Some(text) = row.filled(column) else {
        bail!(
            "{}: nothing stands there; write 0 for nothing",
            row.place_in(name)
        );
    };
    let amount = text.parse().ok().filter(|amount| *amount <= TOTAL_MAX);
    amount.with_context(|| {
        let place = row.place_in(name);
        format!("{place}: {text:?} is not a whole number from 0 to {TOTAL_MAX}")
    })
}

fn number(row: &Row<'_>, column: Option<usize>) -> Result<Option<Exact>> {
    let Some(text) = row.filled(column) else {
        return Ok(None);
    };
    match Exact::read(text) {
        Some(number) => Ok(Some(number)),
        None => bail!(
            "{}: {text:?} is not a number; leave it empty where there is none",
            row.place_in("index")
        ),
    }
}

impl Table {
    /// Of an index only the order counts: a number stands for its rank.
    fn units(&self) -> Vec<Unit<&str>> {
        let order: BTreeSet<&Exact> = self.rows.iter().filter_map(|r| r.index.as_ref()).collect();
        let ranks: BTreeMap<&Exact, i64> = order.into_iter().zip(0..).collect();
        self.rows
            .iter()
            .map(|row| Unit {
                group: row.group.as_deref(),
                index: row
                    .index
                    .as_ref()
                    .and_then(|index| ranks.get(index).copied()),
                needed: row.needed,
                official: row.official,
                delivered: row.delivered,
            })
            .collect()
    }

    fn name(&self, at: usize) -> &str {
        self.rows.get(at).map_or("", |row| row.unit.as_str())
    }
}

struct Answer<'a> {
    table: &'a Table,
    figures: &'a Equity<&'a str>,
}

impl Answer<'_> {
    fn json(&self) -> Value {
        let figures = self.figures;
        let spread = figures.spread.as_ref();
        let concentration = spread.and_then(|spread| spread.concentration);
        let grouped = self.is_grouped();
        let theil = spread.map(|spread| {
            json!({
                "total": decimal(spread.theil.total),
                "between": grouped.then(|| decimal(spread.theil.between)),
                "within": grouped.then(|| decimal(spread.theil.within)),
            })
        });
        json!({
            "units": figures.units,
            "needed": figures.needed,
            "supplied": figures.supplied,
            "excess": figures.excess,
            "coverage": text(figures.coverage),
            "gini": text(spread.map(|spread| spread.gini)),
            "hoover": text(spread.map(|spread| spread.hoover)),
            "theil": theil,
            "atkinson": spread.map(|spread| decimal(spread.atkinson)),
            "concentration": text(concentration.map(|one| one.index)),
            "erreygers": text(concentration.map(|one| one.erreygers)),
            "palma": spread.map(|spread| palma_json(&spread.palma)),
            "min": text(figures.min),
            "gap": text(figures.gap),
            "group_ratio": figures.group_ratio.map(quotient),
            "groups": self.groups(),
            "excluded": self.names(&figures.no_need, "no need"),
            "without_index": self.names(&figures.no_index, "no index"),
            "remarks": self.remarks(),
        })
    }

    fn is_grouped(&self) -> bool {
        self.figures.groups.keys().any(Option::is_some)
    }

    /// Units without a group stand under the empty name.
    fn groups(&self) -> Map<String, Value> {
        let groups = self.figures.groups.iter().filter(|_| self.is_grouped());
        groups
            .map(|(name, group)| (name.unwrap_or_default().to_owned(), group_json(group)))
            .collect()
    }

    fn names(&self, units: &[usize], reason: &str) -> Vec<Value> {
        let name = |at: &usize| json!({"unit": self.table.name(*at), "reason": reason});
        units.iter().map(name).collect()
    }

    /// Why figures are missing.
    fn remarks(&self) -> Vec<&'static str> {
        let figures = self.figures;
        let mut remarks = Vec::new();
        if figures.coverage.is_none() {
            remarks.push("no need: there is nothing to cover");
        } else if figures.spread.is_none() {
            remarks.push("nothing delivered: how evenly it is spread is not defined");
        }
        remarks
    }

    fn summary(&self) -> String {
        let figures = self.figures;
        let mut lines = vec![format!(
            "{} units need {} and have {} of it: coverage {}",
            figures.units,
            figures.needed,
            figures.supplied,
            shown(figures.coverage)
        )];
        lines.extend(self.remarks().into_iter().map(str::to_owned));
        if let Some((min, gap)) = figures.min.zip(figures.gap) {
            lines.push(format!(
                "worst covered {}, best less worst {}",
                shown(Some(min)),
                shown(Some(gap))
            ));
        }
        if let Some(spread) = &figures.spread {
            lines.push(format!(
                "Gini {}, Hoover {}, Theil {}, Atkinson (0.5) {}",
                shown(Some(spread.gini)),
                shown(Some(spread.hoover)),
                spread.theil.total,
                spread.atkinson
            ));
            if let Some(concentration) = spread.concentration {
                lines.push(format!(
                    "by index: concentration {}, Erreygers {}",
                    shown(Some(concentration.index)),
                    shown(Some(concentration.erreygers))
                ));
            }
            if self.is_grouped() {
                lines.push(format!(
                    "Theil between groups {}, within {}",
                    spread.theil.between, spread.theil.within
                ));
            }
        }
        if self.is_grouped() {
            lines.extend(figures.groups.iter().map(group_line));
        }
        if figures.excess > 0 {
            lines.push(format!("beyond what is needed: {}", figures.excess));
        }
        let excluded: BTreeSet<&str> = figures
            .no_need
            .iter()
            .map(|at| self.table.name(*at))
            .collect();
        if !excluded.is_empty() {
            let excluded: Vec<&str> = excluded.into_iter().collect();
            lines.push(format!("no need, left out: {}", excluded.join(", ")));
        }
        lines.join("\n")
    }
}

fn palma_json(palma: &Palma) -> Value {
    json!({
        "top": palma.top.to_string(),
        "bottom": palma.bottom.to_string(),
        "ratio": palma.ratio().map(quotient),
    })
}

fn group_json(group: &Group) -> Value {
    json!({
        "units": group.units,
        "needed": group.needed,
        "supplied": group.supplied,
        "coverage": group.coverage.to_string(),
        "min": group.min.to_string(),
        "share": text(group.share),
        "theil": group.theil.map(decimal),
    })
}

fn group_line((name, group): (&Option<&str>, &Group)) -> String {
    format!(
        "  {}: {} units, coverage {}, worst {}, {} of the supply",
        name.unwrap_or("(no group)"),
        group.units,
        shown(Some(group.coverage)),
        shown(Some(group.min)),
        shown(group.share)
    )
}

/// An exact fraction as a text.
fn text(ratio: Option<Ratio>) -> Option<String> {
    ratio.map(|ratio| ratio.to_string())
}

fn quotient(quotient: Quotient) -> String {
    match quotient {
        Quotient::Finite(ratio) => ratio.to_string(),
        Quotient::Infinite => "∞".to_owned(),
    }
}

/// Longer fractions tell people nothing; they stand in JSON.
const DENOMINATOR_SHOWN_MAX: i128 = 100_000;

/// For people: the fraction and four decimals.
fn shown(ratio: Option<Ratio>) -> String {
    match ratio {
        Some(ratio) if ratio.denominator() == 1 => ratio.to_string(),
        Some(ratio) if ratio.denominator() > DENOMINATOR_SHOWN_MAX => ratio.decimal(4),
        Some(ratio) => format!("{ratio} ({})", ratio.decimal(4)),
        None => "not defined".to_owned(),
    }
}

/// Nine decimals as a number of JSON.
fn decimal(fixed: Fixed) -> Value {
    say::number(&fixed.to_string())
}
