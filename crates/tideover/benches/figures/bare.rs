//! What the program is compared with: the same HTTP stack, doing nothing but the one thing.

use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use futures_util::StreamExt as _;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;

/// Serves `GET /live`, a stream of whatever is sent to `POST /say`.
pub const STREAM: &str = "bare-stream";
/// Serves one file, read once, at `GET /`.
pub const FILE: &str = "bare-file";
/// Frames that a slow reader may be behind; as many as the program keeps.
const FRAMES_KEPT: usize = 256;

/// A broadcast of frames that come ready-made: each reader is sent the same bytes.
pub async fn stream() {
    let (frames, _) = broadcast::channel::<Bytes>(FRAMES_KEPT);
    let live = |State(frames): State<broadcast::Sender<Bytes>>| async move {
        let news = BroadcastStream::new(frames.subscribe());
        let news = news.map(|frame| Ok::<_, Infallible>(frame.unwrap()));
        let first = futures_util::stream::iter([Ok(Bytes::from_static(b":\n\n"))]);
        let headers = [(header::CONTENT_TYPE, "text/event-stream")];
        (headers, Body::from_stream(first.chain(news))).into_response()
    };
    let say = |State(frames): State<broadcast::Sender<Bytes>>, frame: Bytes| async move {
        frames.send(frame).unwrap();
    };
    let routes = Router::new()
        .route("/live", get(live))
        .route("/say", post(say));
    serve(routes.with_state(frames)).await;
}

/// A static file in its simplest form: bytes in memory and their type.
pub async fn file(path: &str) {
    let bytes = Bytes::from(std::fs::read(path).unwrap());
    let answer = move || {
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        std::future::ready((kind, bytes.clone()).into_response())
    };
    serve(Router::new().route("/", get(answer))).await;
}

async fn serve(routes: Router) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("http://{}", listener.local_addr().unwrap());
    axum::serve(listener, routes).await.unwrap();
}
