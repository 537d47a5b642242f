//! Checks and chores of the project, run as `cargo xtask CHORE`.
//!
//! - `assets`: bundles the script that seals tips in the browser; needs npm.
//! - `tidy`: the rules of `docs/ARCHITECTURE.md` that a compiler does not know.

mod assets;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask assets | tidy";

fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["assets"] => assets::run(),
        ["tidy"] => tidy::run(),
        _ => {
            eprintln!("{USAGE}");
            Ok(ExitCode::FAILURE)
        }
    }
}
