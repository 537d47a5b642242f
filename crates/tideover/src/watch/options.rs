//! The command line of `watch`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use relief::watch::cases::{LAG_DAYS_MAX, OwesFrom};
use relief::watch::day::{self, Day};

/// Of `watch`.
#[derive(Debug, Args)]
pub struct WatchOptions {
    /// The table: CSV, CSV in gzip, or XLSX.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Distribution only: what was published later about the same goods, the first correction first.
    #[arg(value_name = "LATER")]
    pub later: Vec<PathBuf>,
    /// What kind of table it is.
    #[arg(long, value_enum)]
    pub preset: PresetName,
    /// Ledger: the column of days.
    #[arg(long, value_name = "COL", required_if_eq("preset", "ledger"))]
    pub date: Option<String>,
    /// Ledger: the column of each day's amount.
    #[arg(long, value_name = "COL", required_if_eq("preset", "ledger"))]
    pub daily: Option<String>,
    /// Ledger: the column of the running total.
    #[arg(long, value_name = "COL", required_if_eq("preset", "ledger"))]
    pub cumulative: Option<String>,
    /// Ledger: a further running count, such as the number of gifts.
    #[arg(long, value_name = "COL")]
    pub count: Option<String>,
    /// Case reports: from when each body owes one: its first report, which is meant without it, or a day.
    #[arg(long, value_name = "first|DATE", value_parser = owes_from)]
    pub owes_from: Option<OwesFrom>,
    /// Case reports: the last day for which one is owed.
    #[arg(long, value_name = "DATE", required_if_eq("preset", "case-reports"), value_parser = date)]
    pub until: Option<Day>,
    /// Case reports: the parts of a day may also equal the whole of up to so many days before.
    #[arg(long, value_name = "DAYS",
          value_parser = clap::value_parser!(u16).range(0..=i64::from(LAG_DAYS_MAX)))]
    pub lag_days: Option<u16>,
    /// Vintages: a row about a day may still change until so many days after it; without it, 1.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(0..=3_660))]
    pub window_days: Option<u16>,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// Kinds of published tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PresetName {
    /// Who was given what, line by line.
    Distribution,
    /// Each day's amount and the running total.
    Ledger,
    /// Counts by body, place and day.
    CaseReports,
    /// What was said on each day about earlier days.
    Vintages,
}

impl PresetName {
    /// As it is written on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Distribution => "distribution",
            Self::Ledger => "ledger",
            Self::CaseReports => "case-reports",
            Self::Vintages => "vintages",
        }
    }
}

impl WatchOptions {
    /// An option that is given and belongs to another preset than the one chosen, and to which.
    pub fn foreign(&self) -> Option<(&'static str, PresetName)> {
        use PresetName::{CaseReports, Distribution, Ledger, Vintages};
        let given = [
            ("a second file", Distribution, !self.later.is_empty()),
            ("--date", Ledger, self.date.is_some()),
            ("--daily", Ledger, self.daily.is_some()),
            ("--cumulative", Ledger, self.cumulative.is_some()),
            ("--count", Ledger, self.count.is_some()),
            ("--owes-from", CaseReports, self.owes_from.is_some()),
            ("--until", CaseReports, self.until.is_some()),
            ("--lag-days", CaseReports, self.lag_days.is_some()),
            ("--window-days", Vintages, self.window_days.is_some()),
        ];
        given
            .into_iter()
            .find(|(_, preset, is_given)| *is_given && *preset != self.preset)
            .map(|(option, preset, _)| (option, preset))
    }
}

fn date(text: &str) -> Result<Day, String> {
    let written = day::read(text).filter(|written| written.year.is_some());
    let day = written.and_then(|written| written.near(None));
    day.ok_or_else(|| "a day such as 2020-02-10 is needed".to_owned())
}

fn owes_from(text: &str) -> Result<OwesFrom, String> {
    if text == "first" {
        return Ok(OwesFrom::First);
    }
    let refused = |error| format!("first, or {error}");
    date(text).map(OwesFrom::Day).map_err(refused)
}
