//! One program: serve a community, show a demo, play a drill, verify a journal, bring in a list, share out
//! what there is, say how evenly it is spread and what ties people, check a list of others,
//! open sealed tips.
//!
//! Each command has a file of its own; what fails is one line on standard error and an exit code that is not 0.

mod allocate;
mod cli;
mod demo;
mod drill;
mod equity;
mod gone;
mod import;
mod say;
mod serve;
mod site;
mod table;
mod ties;
mod tips;
mod verify;
mod watch;

use std::alloc::System;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Parser as _;
use tracing_subscriber::EnvFilter;
use zeroizing_alloc::ZeroAlloc;

use cli::{Cli, Command};

/// Memory is overwritten as it is given back: whoever takes the running machine finds what is at work in that moment,
/// and no receipt or word of a form that was answered before.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

/// What a wrong command line ends with, as is usual.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            say::error(&say::in_one_line(&error.render().to_string()));
            return ExitCode::from(USAGE);
        }
        // Help and version are answers, not errors.
        Err(answer) => answer.exit(),
    };
    let level = match cli.command {
        Command::Serve(_) => "info",
        _ => "warn",
    };
    start_log(level);
    match run(cli.command) {
        Ok(code) => code,
        Err(error) => {
            say::error(&say::in_one_line(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    let runtime = tokio::runtime::Runtime::new().context("the runtime does not start")?;
    runtime.block_on(async {
        match command {
            Command::Serve(options) => serve::run(options).await,
            Command::Demo(options) => demo::run(options).await,
            Command::Drill(options) => drill::run(options).await,
            Command::Verify(options) => verify::run(&options).await,
            Command::Import(options) => import::run(options).await,
            Command::Allocate(options) => allocate::run(options),
            Command::Equity(options) => equity::run(&options),
            Command::Ties(options) => ties::run(&options),
            Command::Tips(options) => tips::run(&options),
            Command::Watch(options) => watch::run(&options),
        }
    })
}

/// The log goes to standard error. Nothing in it tells a reader's address: no crate of ours ever logs one, and
/// other crates' messages are left out unless they are warnings.
fn start_log(level: &str) {
    let filter = EnvFilter::try_from_env("TIDEOVER_LOG")
        .unwrap_or_else(|_| EnvFilter::new(format!("warn,tideover={level},app={level}")));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
