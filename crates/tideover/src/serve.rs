//! `tideover serve`: a community for real.

use std::process::ExitCode;

use anyhow::Result;
use app::{App, Clock, Entropy, Options};

use crate::cli::ServeOptions;
use crate::{say, site};

/// Opens the folder and serves it until told to stop.
pub async fn run(options: ServeOptions) -> Result<ExitCode> {
    site::keep_memory_private();
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
    if bound.ip().is_loopback() && options.url.is_some() && options.trusted_proxy.is_empty() {
        say::line(
            "Behind a proxy? Name it with --trusted-proxy, so that limits can tell its visitors apart.",
        );
    }
    let settings = web::Settings {
        trusted_proxies: options.trusted_proxy,
        ..web::Settings::new(options.url.unwrap_or(local))
    };
    site::serve(app.clone(), listener, settings).await;
    // The last head is signed and the folder let go.
    app.close().await;
    Ok(ExitCode::SUCCESS)
}
