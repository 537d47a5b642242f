//! The command line of `tips`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Of `tips`.
#[derive(Debug, Args)]
pub struct TipsOptions {
    /// What.
    #[command(subcommand)]
    pub what: TipsWhat,
}

/// What custodians do.
#[derive(Debug, Subcommand)]
pub enum TipsWhat {
    /// Make a key. The secret goes into a file, the public half to the terminal: paste that into the site.
    Key(KeyOptions),
    /// Open what the site's box holds, into a folder for each tip.
    ///
    /// What is sealed to other custodians alone is counted and left. Commitments of fillings, which hold nothing and
    /// have to be closed all the same, are listed in fillings.txt.
    Open(OpenOptions),
    /// Seal a reply to the sender of a tip, for pasting into the site.
    Reply(ReplyOptions),
    /// List the commitments to close, in portions of 64: whole hours, of which everything is a filling or a tip that is
    /// named. Closed apart, fillings would show which are tips.
    Close(CloseOptions),
}

/// Of `tips key`.
#[derive(Debug, Args)]
pub struct KeyOptions {
    /// Where the secret goes; the file must not be there yet.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Of `tips open`.
#[derive(Debug, Args)]
pub struct OpenOptions {
    /// What was downloaded from the box.
    #[arg(value_name = "TIPS.jsonl")]
    pub file: PathBuf,
    /// A file with a secret key, as `tips key` or age-keygen writes it; once for each.
    #[arg(long, value_name = "FILE", required = true)]
    pub key: Vec<PathBuf>,
    /// The folder for what is opened.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// Of `tips reply`.
#[derive(Debug, Args)]
pub struct ReplyOptions {
    /// The folder of the tip.
    #[arg(value_name = "DIR")]
    pub tip: PathBuf,
    /// A file with the reply, UTF-8.
    #[arg(long, value_name = "FILE")]
    pub text: PathBuf,
}

/// Of `tips close`.
#[derive(Debug, Args)]
pub struct CloseOptions {
    /// The folder that `tips open` wrote.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Commitments of tips that are done with; of what only other custodians could open, on their word.
    #[arg(value_name = "LEAF")]
    pub leaves: Vec<String>,
}
