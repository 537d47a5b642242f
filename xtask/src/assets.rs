//! Bundles what a browser needs from npm: by the lock file, into a folder that git ignores and the next build embeds.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};

/// Where the script for sealed tips stands with its lock file, from the root of the project.
const TIP_SCRIPT: &str = "crates/web/tip-script";

/// Installs by the lock file, without running anybody's install scripts, then bundles.
///
/// # Errors
/// When npm is not there, or one of its steps fails.
pub fn run() -> Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask stands in the project")?;
    for step in [["ci", "--ignore-scripts"], ["run", "build"]] {
        let status = Command::new("npm")
            .args(step)
            .current_dir(root.join(TIP_SCRIPT))
            .status()
            .context("npm could not be started: install Node.js 20 or later")?;
        ensure!(status.success(), "npm {} failed", step.join(" "));
    }
    println!("assets: bundled; build again to embed them");
    Ok(ExitCode::SUCCESS)
}
