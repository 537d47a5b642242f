//! The command line.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use relief::name::Name;

use crate::allocate::options::AllocateOptions;
use crate::equity::EquityOptions;
use crate::ties::TiesOptions;
use crate::tips::TipsOptions;
use crate::watch::options::WatchOptions;

/// Relief supplies from appeal to ward, in the open.
///
/// People of a community raise what hospitals and shelters lack: needs are verified, goods promised, sent, handed
/// over and received, and every step stands in a public journal that anybody can check.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tideover demo
      A drill with invented people, on http://127.0.0.1:8080, going on while you watch.
  tideover serve --data /var/lib/tideover --listen 127.0.0.1:8080 --origin relief.example.org \\
      --url https://relief.example.org
      A community for real. The first to open the page becomes its founder.
  tideover verify /var/lib/tideover
      Checks every entry, the signed head and the figures; beside a running server if you like.
  tideover import needs --preset wuhan2020 needs.csv --facilities hospitals.csv --dry-run
      Says what a list of needs would bring in, and what does not fit.
  tideover allocate FOLDER --out plan.csv
      Shares out the lots in FOLDER/lots.csv; `tideover allocate check FOLDER plan.csv` says whether a plan holds.
  tideover equity table.csv
      How evenly supplies cover needs; tideover ties edges.csv --people people.csv says what ties people.
  tideover watch list.xlsx --preset distribution
      Adds up a published list of what was given out, and says what does not agree.
  tideover tips key --out custodian.key
      A custodian's key; tideover tips open tips.jsonl --key custodian.key --out tips opens what came.

What fails is one line on standard error; the exit code is 1, or 2 for a wrong command line.
TIDEOVER_LOG sets what is logged to standard error, e.g. TIDEOVER_LOG=app=debug.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve a community from a folder, until Ctrl-C or SIGTERM.
    ///
    /// The folder is made if it is not there; its first visitor founds the community. It holds everything: the
    /// journal, the private vault and the key that signs. One process at a time may have it open.
    Serve(ServeOptions),
    /// Play a drill into a fresh community and serve it on this machine while it goes on.
    ///
    /// People and figures are invented, hospitals are real. The first 24 hours pass within seconds; from then on
    /// an hour takes as long as --speed says.
    Demo(DemoOptions),
    /// Play a whole drill as fast as it goes, and say what came of it.
    ///
    /// Everything in it follows from its seed: the same seed gives the same journal, byte for byte.
    Drill(DrillOptions),
    /// Check a community's folder: every entry, the signed head, the figures.
    ///
    /// Nothing is written; a server may be running on the folder. The exit code is 1 when anything differs, and
    /// the first bad entry is named.
    Verify(VerifyOptions),
    /// Bring in what was kept elsewhere.
    Import(ImportOptions),
    /// Share out what there is: the fairest plan, and of the fairest the cheapest.
    ///
    /// A need stands at (covered + given) / (weight × demand). The plan lifts the worst-off as far as it goes,
    /// then the next. Exact; the same files give the same plan everywhere.
    Allocate(AllocateOptions),
    /// Say how evenly a table's supplies cover its needs.
    ///
    /// FILE.csv has the columns unit, needed and delivered, and perhaps official, group and index, in any order;
    /// amounts are whole numbers. A unit is covered to (official + delivered) / needed, at most 1, and weighs as
    /// much as it needs. Units that need nothing, and rows of totals (合计, 小计, Total), are listed and left out;
    /// units without a group are counted together; units without an index are left out of the concentration
    /// index. In JSON, coverage, gini, hoover, concentration, min and gap are exact fractions as texts; what is not
    /// defined is null.
    Equity(EquityOptions),
    /// Say what ties people: who helps whom, who holds a network together, how giving is spread.
    ///
    /// EDGES.csv has the columns from, to and weight: who helped whom, how much. Lines of the same two in the same
    /// direction are added up; help to oneself is counted apart. Reciprocity is by direction; transitivity,
    /// constraint, cores, cut points and bridges are without it and without weights. Giving is what everybody gave to
    /// others, and counts those who gave nothing but in the effective number. Bonding and bridging are shares of the
    /// weight within and between groups. Weights count to nine decimals. What is not defined is null.
    Ties(TiesOptions),
    /// What custodians of sealed tips do, on a computer without a network: make a key, open, reply, close.
    Tips(TipsOptions),
    /// Check a published table that is not ours: a list of what was given out, a ledger, case reports.
    ///
    /// Says what does not agree with itself, by sheet and row. Nothing found accuses anybody; the exit code is 0
    /// whatever is found. CSV, CSV in gzip, and XLSX.
    Watch(WatchOptions),
}

/// Of `serve`.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// The folder that holds the community.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Where to listen; port 0 takes any free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The journal's name for ever: an address without scheme that you own, e.g. relief.example.org.
    #[arg(long, value_name = "NAME")]
    pub origin: String,
    /// The community's public name; used when the folder is new.
    #[arg(long, value_name = "COMMUNITY", default_value = "Tideover", value_parser = name)]
    pub name: Name,
    /// The address people use, as it stands on labels and in links: behind a proxy, its https address. Without
    /// it, the address listened on.
    #[arg(long, value_name = "URL", value_parser = url)]
    pub url: Option<String>,
    /// A proxy whose X-Forwarded-For is believed; once for each. Limits on newcomers count the last hop that is
    /// none of these. Without it nobody's word is taken.
    #[arg(long, value_name = "IP")]
    pub trusted_proxy: Vec<IpAddr>,
}

/// Of `demo`.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// The port on 127.0.0.1; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Real seconds for each hour of the drill.
    #[arg(long, value_name = "SECONDS_PER_HOUR", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub speed: u32,
    /// What everything random follows from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// A folder that does not hold a community yet. Without it, a temporary one, removed at the end.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Let donors give where they like, instead of sharing by the fair plan.
    #[arg(long)]
    pub no_plan: bool,
}

/// The drills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scenario {
    /// A chat group raises 4,330 protective suits and 14,000 surgical masks for twenty hospitals in 48 hours.
    FaceMasksGuru,
    /// The notices of 30 and 31 January 2020: 36,000 N95 masks in, twice 16,000 out; then KN95, and twice 18,000.
    #[value(name = "red-cross-2020")]
    RedCross2020,
}

/// Of `drill`.
#[derive(Debug, Args)]
pub struct DrillOptions {
    /// Which.
    pub scenario: Scenario,
    /// What everything random follows from; red-cross-2020 has nothing random in its story and may go without.
    #[arg(long, required_if_eq("scenario", "face-masks-guru"))]
    pub seed: Option<u64>,
    /// Nobody follows up what the watch finds: what is overdue or held up stays on the road, and nothing is redirected
    /// to the hospital that has least. Compare `spread` with a drill of the same seed.
    #[arg(long)]
    pub no_watch: bool,
    /// So many societies of the same kind, as a load. More than 30 share without the fair plan, which would be too large.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub scale: u32,
    /// A folder that does not hold a community yet.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Let donors give where they like, instead of sharing by the fair plan what is offered to nobody in particular.
    ///
    /// The answer's `sharing` says how evenly it came out, so that both ways can be compared; all other totals are
    /// the same.
    #[arg(long)]
    pub no_plan: bool,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// Of `verify`.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// The community's folder.
    #[arg(value_name = "DIR")]
    pub data: PathBuf,
    /// Check a promise as well that the sender of a sealed tip was given: a file with what the receipt page showed
    /// under "evidence". The exit code is 1 when it was broken, or the tip is gone.
    #[arg(long, value_name = "FILE")]
    pub promise: Option<PathBuf>,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// Of `import`.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// What.
    #[command(subcommand)]
    pub what: ImportWhat,
}

/// What can be brought in.
#[derive(Debug, Subcommand)]
pub enum ImportWhat {
    /// A list of facilities and of what they need.
    ///
    /// Rows that do not fit are named with line, column, value and reason; all others are kept. What stands
    /// already is not written again. The server must not be running on the folder.
    Needs(NeedsOptions),
}

/// Lists whose columns and conventions are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PresetName {
    /// The volunteers' list of hospitals in Hubei, February 2020.
    Wuhan2020,
}

/// Of `import needs`.
#[derive(Debug, Args)]
pub struct NeedsOptions {
    /// The list's conventions.
    #[arg(long)]
    pub preset: PresetName,
    /// The CSV file of needs: row_id, item, value, specification; columns in any order.
    #[arg(value_name = "NEEDS.csv")]
    pub needs: PathBuf,
    /// The CSV file of facilities: row_id, city, city_code, hospital, url, remark, reviewed.
    #[arg(long, value_name = "FACILITIES.csv")]
    pub facilities: PathBuf,
    /// Only read and judge; write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The community's folder.
    #[arg(long, value_name = "DIR", required_unless_present = "dry_run")]
    pub data: Option<PathBuf>,
    /// The journal's name, as for serve; needed when the folder is new.
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
    /// The community's public name; used when the folder is new.
    #[arg(long, value_name = "COMMUNITY", default_value = "Tideover", value_parser = name)]
    pub name: Name,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

fn name(text: &str) -> Result<Name, String> {
    Name::new(text).map_err(|fault| fault.to_string())
}

/// An address of http or https without a slash at its end.
fn url(text: &str) -> Result<String, String> {
    let plain = text.trim_end_matches('/');
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| plain.strip_prefix(scheme));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ']) => {
            Ok(plain.to_owned())
        }
        _ => Err("an address such as https://relief.example.org is needed".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn an_address_has_a_scheme_and_no_path() {
        assert_eq!(
            url("https://a.example/"),
            Ok("https://a.example".to_owned())
        );
        assert!(url("a.example").is_err());
        assert!(url("https://a.example/x").is_err());
    }
}
