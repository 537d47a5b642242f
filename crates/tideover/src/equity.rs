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
use relief::watch::decimal::Decimal;
use relief::watch::distribution::is_total;
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
    let units = table.units().map_err(|at| table.too_much(options, at))?;
    let figures = equity(&units).map_err(|fault| {
        let Fault::TooMuch(at) = fault;
        table.too_much(options, at)
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
    /// How many decimals the amounts have: all are counted in units of the last one, as whole numbers.
    decimals: u32,
    /// Rows that state what others add up to: 合计, Total. They are no units.
    totals: Vec<String>,
}

struct Line {
    line: u64,
    unit: String,
    group: Option<String>,
    index: Option<Exact>,
    needed: Decimal,
    official: Decimal,
    delivered: Decimal,
}

fn read(path: &Path) -> Result<Table> {
    let sheet = Sheet::open(path)?;
    let unit = sheet.required("unit")?;
    let (needed, delivered) = (sheet.required("needed")?, sheet.required("delivered")?);
    let (official, group) = (sheet.column("official")?, sheet.column("group")?);
    let index = sheet.column("index")?;
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    let (mut rows, mut totals) = (Vec::new(), Vec::new());
    sheet.rows(ROWS_MAX, |row| {
        let Some(unit) = row.filled(Some(unit)) else {
            bail!("{}: a name is missing", row.place_in("unit"));
        };
        if is_total(unit) {
            totals.push(unit.to_owned());
            return Ok(());
        }
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
                None => Decimal::ZERO,
            },
            delivered: amount(row, Some(delivered), "delivered")?,
        });
        Ok(())
    })?;
    let amounts = rows
        .iter()
        .flat_map(|row| [row.needed, row.official, row.delivered]);
    let decimals = amounts.map(Decimal::decimals).max().unwrap_or_default();
    Ok(Table {
        rows,
        decimals,
        totals,
    })
}

fn amount(row: &Row<'_>, column: Option<usize>, name: &str) -> Result<Decimal> {
    let Some(text) = row.filled(column) else {
        bail!(
            "{}: nothing stands there; write 0 for nothing",
            row.place_in(name)
        );
    };
    let whole = text.parse().ok().map(Decimal::whole);
    let amount = whole.or_else(|| Decimal::read(text));
    let amount = amount.filter(|amount| *amount >= Decimal::ZERO);
    amount.with_context(|| {
        let place = row.place_in(name);
        format!(
            "{place}: {text:?} is not a number from 0 to {TOTAL_MAX}; write digits such as 12.5"
        )
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
    /// Of an index only the order counts: a number stands for its rank. The place of the first row whose amounts are
    /// too large to be counted.
    fn units(&self) -> Result<Vec<Unit<&str>>, usize> {
        let order: BTreeSet<&Exact> = self.rows.iter().filter_map(|r| r.index.as_ref()).collect();
        let ranks: BTreeMap<&Exact, i64> = order.into_iter().zip(0..).collect();
        let mut units = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter().enumerate() {
            let rank = row.index.as_ref().and_then(|index| ranks.get(index));
            units.push(self.unit(row, rank.copied()).ok_or(at)?);
        }
        Ok(units)
    }

    /// Nothing where an amount is too large to be counted.
    fn unit<'t>(&self, row: &'t Line, index: Option<i64>) -> Option<Unit<&'t str>> {
        Some(Unit {
            group: row.group.as_deref(),
            index,
            needed: self.counted(row.needed)?,
            official: self.counted(row.official)?,
            delivered: self.counted(row.delivered)?,
        })
    }

    /// An amount in units of the last decimal.
    fn counted(&self, amount: Decimal) -> Option<u64> {
        let counted = amount.shifted(i32::try_from(self.decimals).ok()?)?;
        u64::try_from(counted.whole_number()?).ok()
    }

    /// What so many units of the last decimal are.
    fn amount(&self, counted: u64) -> String {
        let shift = i32::try_from(self.decimals).map_or(0, i32::wrapping_neg);
        let amount = i64::try_from(counted).ok().map(Decimal::whole);
        let amount = amount.and_then(|amount| amount.shifted(shift));
        amount.map_or_else(|| counted.to_string(), |amount| amount.to_string())
    }

    fn too_much(&self, options: &EquityOptions, at: usize) -> anyhow::Error {
        let line = self.rows.get(at).map_or(0, |row| row.line);
        let most = self.amount(TOTAL_MAX);
        let file = options.file.display();
        anyhow::anyhow!(
            "{file}, line {line}: the amounts up to here add up to more than {most}: use a larger unit of measure or \
             fewer decimals"
        )
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
            "needed": self.amount(figures.needed),
            "supplied": self.amount(figures.supplied),
            "excess": self.amount(figures.excess),
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
            "excluded": self.excluded(),
            "without_index": self.names(&figures.no_index, "no index"),
            "remarks": self.remarks(),
        })
    }

    fn amount(&self, counted: u64) -> Value {
        say::number(&self.table.amount(counted))
    }

    fn is_grouped(&self) -> bool {
        self.figures.groups.keys().any(Option::is_some)
    }

    /// Units without a group stand under the empty name.
    fn groups(&self) -> Map<String, Value> {
        let groups = self.figures.groups.iter().filter(|_| self.is_grouped());
        groups
            .map(|(name, group)| (name.unwrap_or_default().to_owned(), self.group(group)))
            .collect()
    }

    fn group(&self, group: &Group) -> Value {
        json!({
            "units": group.units,
            "needed": self.amount(group.needed),
            "supplied": self.amount(group.supplied),
            "coverage": group.coverage.to_string(),
            "min": group.min.to_string(),
            "share": text(group.share),
            "theil": group.theil.map(decimal),
        })
    }

    fn excluded(&self) -> Vec<Value> {
        let total = |unit: &String| json!({"unit": unit, "reason": "a total"});
        let mut excluded = self.names(&self.figures.no_need, "no need");
        excluded.extend(self.table.totals.iter().map(total));
        excluded
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
            self.table.amount(figures.needed),
            self.table.amount(figures.supplied),
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
            lines.push(format!(
                "beyond what is needed: {}",
                self.table.amount(figures.excess)
            ));
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
        if !self.table.totals.is_empty() {
            let totals = self.table.totals.join(", ");
            lines.push(format!("totals of other rows, left out: {totals}"));
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
