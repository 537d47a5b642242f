//! The command line of `allocate`.

use std::path::PathBuf;

use allocation::Share;
use allocation::instance::{ARCS_MAX, LOTS_MAX, NEEDS_MAX};
use clap::{Args, Subcommand};

/// Of `allocate`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct AllocateOptions {
    /// Something other than making a plan.
    #[command(subcommand)]
    pub what: Option<AllocateWhat>,
    /// The folder with lots.csv, needs.csv and arcs.csv, or the same with .gz.
    #[arg(value_name = "DIR", required = true)]
    pub dir: Option<PathBuf>,
    /// How much coverage a need may lose for cheaper transport: 0.02, 2% or 1/50.
    #[arg(long, value_name = "E", default_value = "0", value_parser = share)]
    pub epsilon: Share,
    /// The plan that is out already: lot,need,quantity and, if some of it is on its way, dispatched.
    #[arg(long, value_name = "PLAN.csv")]
    pub previous: Option<PathBuf>,
    /// Where the plan is written; its proof goes beside it, as PLAN.csv.proof.
    #[arg(long, value_name = "PLAN.csv", required = true)]
    pub out: Option<PathBuf>,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// What else can be done with plans.
#[derive(Debug, Subcommand)]
pub enum AllocateWhat {
    /// Check that a plan can be carried out, is the fairest, and of the fairest the cheapest.
    ///
    /// With the proof that stands beside the plan this is one pass over the arcs; without it, the proof is worked
    /// out again. The exit code is 1 when anything does not hold.
    Check(CheckOptions),
    /// Say why a plan gives a need what it gives: which lots reach it, why others do not, with whom it shares.
    ///
    /// Why a lot cannot reach it is told by the columns standard and earmark_region of lots.csv and min_standard
    /// and region of needs.csv where they are there; otherwise the arc is just not listed.
    Explain(ExplainOptions),
    /// Invent an instance that looks like an emergency, from a seed.
    Sample(SampleOptions),
}

/// Of `allocate explain`.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// The folder with lots.csv, needs.csv and arcs.csv, or the same with .gz.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// The plan.
    #[arg(value_name = "PLAN.csv")]
    pub plan: PathBuf,
    /// The number of the need.
    #[arg(long, value_name = "ID")]
    pub need: u64,
    /// The previous plan that it was made with.
    #[arg(long, value_name = "PLAN.csv")]
    pub previous: Option<PathBuf>,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// Of `allocate sample`.
#[derive(Debug, Args)]
pub struct SampleOptions {
    /// How many lots.
    #[arg(long, value_name = "N", value_parser = counted(LOTS_MAX))]
    pub lots: usize,
    /// How many needs.
    #[arg(long, value_name = "M", value_parser = counted(NEEDS_MAX))]
    pub needs: usize,
    /// What everything follows from.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Arcs tried for each lot; some fall away because they are there already or not allowed.
    #[arg(long, value_name = "A", default_value_t = 14, value_parser = counted(ARCS_MAX))]
    pub arcs_per_lot: usize,
    /// The folder, made if it is not there. Files in it are replaced.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// 1 to `max`.
fn counted(max: usize) -> impl Fn(&str) -> Result<usize, String> + Clone {
    move |text| {
        let count = text.parse().ok().filter(|count| (1..=max).contains(count));
        count.ok_or_else(|| format!("a whole number from 1 to {max} is needed"))
    }
}

/// Of `allocate check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// The folder with lots.csv, needs.csv and arcs.csv, or the same with .gz.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// The plan.
    #[arg(value_name = "PLAN.csv")]
    pub plan: PathBuf,
    /// The epsilon that the plan was made with.
    #[arg(long, value_name = "E", default_value = "0", value_parser = share)]
    pub epsilon: Share,
    /// The previous plan that it was made with.
    #[arg(long, value_name = "PLAN.csv")]
    pub previous: Option<PathBuf>,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// Digits after the point that a share may have; with a percent sign two less.
const DECIMALS_MAX: usize = 6;

/// A share of the whole as a decimal, a percentage or a fraction, exactly.
fn share(text: &str) -> Result<Share, String> {
    exact(text.trim()).ok_or_else(|| {
        "a share from 0 to 1 is needed, such as 0.02, 2% or 1/50, exact to a millionth".to_owned()
    })
}

fn exact(text: &str) -> Option<Share> {
    if let Some((numerator, denominator)) = text.split_once('/') {
        return Share::new(digits(numerator)?, digits(denominator)?);
    }
    let (number, scale) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), 2),
        None => (text, 0),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let places = part
        .len()
        .checked_add(scale)
        .filter(|places| *places <= DECIMALS_MAX)?;
    let denominator = 10_i64.checked_pow(u32::try_from(places).ok()?)?;
    Share::new(digits(&format!("{whole}{part}"))?, denominator)
}

/// Digits alone: no sign, no space.
fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_exact() {
        let of_thousand = |text| share(text).map(|share| share.of(1000));
        assert_eq!(of_thousand("0.02"), Ok(20));
        assert_eq!(of_thousand("2%"), Ok(20));
        assert_eq!(of_thousand("0.25%"), Ok(2));
        assert_eq!(of_thousand("1/50"), Ok(20));
        assert_eq!(of_thousand("1"), Ok(1000));
        assert_eq!(of_thousand("0"), Ok(0));
        for wrong in [
            "",
            "-1",
            "+1",
            "2",
            "101%",
            "0.0000001",
            "a",
            "1/0",
            "1e-2",
            ".",
            "0.0.1",
        ] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }
}
