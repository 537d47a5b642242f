//! Listening, and stopping well.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use app::App;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Pages still being sent when the stop is asked for get so long; a process manager waits longer.
const STOP_WAIT: Duration = Duration::from_secs(5);

/// Files that the process has open beside its connections: the database, its log, timers, and to spare.
const OWN_FILES: u64 = 256;

/// Takes the address, so that a busy port is known before anything else is done.
pub async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))?;
    let bound = listener.local_addr().context("cannot listen")?;
    Ok((listener, bound))
}

/// From here on the system writes no picture of this process's memory to a disk, and lets nobody but root look into it:
/// words on their way into an envelope pass through there. Where it cannot be had, the server runs all the same.
#[cfg(unix)]
pub fn keep_memory_private() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "core dumps could not be turned off");
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
            tracing::warn!(%error, "core dumps through a pipe could not be turned off");
        }
    }
}

#[cfg(not(unix))]
pub fn keep_memory_private() {}

/// Serves until Ctrl-C or SIGTERM. The caller closes the application then.
pub async fn serve(app: App, listener: TcpListener, settings: web::Settings) {
    let connections_max = settings.connections_max.min(connections_allowed());
    let settings = web::Settings {
        connections_max,
        ..settings
    };
    let (asked, mut stop) = watch::channel(false);
    let mut late = stop.clone();
    let server = web::serve(app, settings, listener, async move {
        // An error means that the sender is gone, which is a stop as well.
        let _ = stop.wait_for(|stop| *stop).await;
    });
    let too_late = async move {
        let _ = late.wait_for(|stop| *stop).await;
        tokio::time::sleep(STOP_WAIT).await;
    };
    tokio::spawn(async move {
        wait_for_signal().await;
        asked.send_replace(true);
    });
    tokio::select! {
        () = server => {}
        () = too_late => {}
    }
}

/// Connections that the system allows, once the process may open as many files as it can get: each is a file.
#[cfg(unix)]
fn connections_allowed() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let files = match setrlimit(Resource::Nofile, most) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    // No limit at all is `None`.
    let connections = files.map_or(u64::MAX, |files| files.saturating_sub(OWN_FILES).max(1));
    usize::try_from(connections).unwrap_or(usize::MAX)
}

#[cfg(not(unix))]
fn connections_allowed() -> usize {
    usize::MAX
}

#[cfg(unix)]
async fn wait_for_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}

#[cfg(not(unix))]
async fn wait_for_signal() {
    let _ = tokio::signal::ctrl_c().await;
}
