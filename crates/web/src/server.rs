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
    let router = router(Site::new(app, settings));
    axum::serve(listener, router)
        .with_graceful_shutdown(stop)
        .await
}
