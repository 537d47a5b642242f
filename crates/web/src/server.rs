//! Serving on a socket until told to stop.

use std::future::Future;

use app::App;
use tokio::net::TcpListener;

use crate::router::router;
use crate::site::{Settings, Site};

/// Serves a community on a listener until `stop` completes; open streams are let go then.
///
/// # Errors
/// The listener's failure.
pub async fn serve(
    app: App,
    settings: Settings,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let site = Site::new(app, settings);
    let live = site.live().clone();
    axum::serve(listener, router(site))
        .with_graceful_shutdown(async move {
            stop.await;
            // Streams never end by themselves, and a graceful end waits for every answer.
            live.close();
        })
        .await
}
