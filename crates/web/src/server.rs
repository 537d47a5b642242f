//! Serving on a socket until told to stop. Whoever sends or reads slowly is let go; nobody waits for them.

use std::future::Future;
use std::net::IpAddr;
use std::pin::pin;
use std::time::Duration;

use app::App;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use relief::ids::Seal;
use tokio::net::{TcpListener, TcpStream};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

use crate::assets;
use crate::client::{Neighbour, Peer};
use crate::connections::{Connections, Place};
use crate::router::router;
use crate::site::{Settings, Site};
use crate::tip::TIP_SCRIPT;

/// The head of a request takes at most so long, and so does the pause before the next request.
const HEAD_SECS_MAX: u64 = 10;
/// Headers of a request at most: browsers send twenty, a chain of proxies adds as many.
const HEADERS_MAX: usize = 100;
/// Bytes kept of what a connection sends or has not read yet; the head of a request must fit.
const BUFFER_BYTES_MAX: usize = 32 * 1024;
/// A reader who takes nothing of an answer for so long is let go.
const STALLED_SECS_MAX: u64 = 30;
/// When the system gives no connection (too many files are open) the next try waits so long.
const ACCEPT_AGAIN: Duration = Duration::from_secs(1);

/// Serves a community on a listener until `stop` completes; open streams are let go then, and what was begun
/// is finished.
///
/// Only HTTP/1.1 is spoken: browsers speak HTTP/2 over TLS alone, which is the proxy's.
pub async fn serve(
    app: App,
    settings: Settings,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) {
    if let Some(script) = assets::sha256(TIP_SCRIPT) {
        app.serves_tip_script(Seal(script));
    }
    let trusted = settings.trusted_proxies.clone();
    let connections =
        Connections::new(settings.connections_max, settings.neighbour_connections_max);
    let site = Site::new(app, settings);
    let live = site.live().clone();
    let router = router(site);
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut stop => break,
        };
        match connections.take(Neighbour::of_connection(peer, &trusted)) {
            Ok(place) => {
                tokio::spawn(converse(
                    stream,
                    peer,
                    router.clone(),
                    open.watcher(),
                    place,
                ));
            }
            Err(why) => connections.refuse(stream, why),
        }
    }
    drop(listener);
    // Streams never end by themselves, and a graceful end waits for every answer.
    live.close();
    open.shutdown().await;
}

async fn accept(listener: &TcpListener) -> (TcpStream, IpAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer.ip().to_canonical()),
            // Whoever was at the other end is gone already.
            Err(error) if is_of_the_connection(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken just now");
                tokio::time::sleep(ACCEPT_AGAIN).await;
            }
        }
    }
}

fn is_of_the_connection(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}

/// One connection from its first byte to its last.
async fn converse(stream: TcpStream, peer: IpAddr, router: Router, open: Watcher, place: Place) {
    // Live frames are small and must not wait for one another; without it they only come later.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(Duration::from_secs(STALLED_SECS_MAX)));
    let service = router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        request.map(Body::new)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(HEAD_SECS_MAX))
        .max_headers(HEADERS_MAX)
        .max_buf_size(BUFFER_BYTES_MAX)
        .serve_connection(
            TokioIo::new(Box::pin(stream)),
            TowerToHyperService::new(service),
        );
    // A connection that broke or was let go is the other end's affair; its error may name an address.
    let _ = open.watch(connection).await;
    drop(place);
}
