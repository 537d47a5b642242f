//! Listening, and stopping well.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use app::App;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Pages still being sent when the stop is asked for get so long; a process manager waits longer.
const STOP_WAIT: Duration = Duration::from_secs(5);

/// Takes the address, so that a busy port is known before anything else is done.
pub async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))?;
    let bound = listener.local_addr().context("cannot listen")?;
    Ok((listener, bound))
}

/// Serves until Ctrl-C or SIGTERM. The caller closes the application then.
pub async fn serve(app: App, listener: TcpListener, base_url: String) -> Result<()> {
    let (asked, mut stop) = watch::channel(false);
    let mut late = stop.clone();
    let server = web::serve(app, web::Settings { base_url }, listener, async move {
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
    let served = tokio::select! {
        served = server => served,
        () = too_late => Ok(()),
    };
    served.context("the server failed")
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
