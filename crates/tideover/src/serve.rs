//! `tideover serve`: a community for real.

use std::process::ExitCode;

use anyhow::Result;
use app::{App, Clock, Entropy, Options};

use crate::cli::ServeOptions;
use crate::{say, site};

/// Opens the folder and serves it until told to stop.
pub async fn run(options: ServeOptions) -> Result<ExitCode> {
    let (listener, bound) = site::listen(options.listen).await?;
    let app = App::open(Options {
        dir: options.data.clone(),
        origin: options.origin.clone(),
        name: options.name,
        drill: false,
        clock: Clock::system(),
        entropy: Entropy::system(),
    })
    .await?;
    app.start_workers();
    let local = format!("http://{bound}");
    let (origin, data) = (&options.origin, options.data.display());
    say::line(&format!("{origin} from {data} at {local}"));
    if app.needs_founder() {
        say::line("Nobody has founded this community yet: open the address and be the first.");
    }
    if app.is_read_only() {
        say::line(
            "The journal lacks what was signed before: an old copy was put back. It is served, nothing can be \
             written. See docs/running.md, \"Putting a backup back\".",
        );
    }
    let served = site::serve(app.clone(), listener, options.url.unwrap_or(local)).await;
    // The last head is signed and the folder let go, however the server ended.
    app.close().await;
    served?;
    Ok(ExitCode::SUCCESS)
}
